import type { Element } from "domhandler";
import type { Channel } from "../../model/channel.ts";
import type { Byline, Link } from "../../model/parts.ts";
import { hostOf, resolveUrl } from "../../values/url.ts";
import type { Anchor } from "./listing-anchors.ts";
import { type Outline, textInside, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import { isPagerText, MENU_TEXT } from "./pager-words.ts";
import type { StructuredData } from "./structured-data.ts";

const FEED_TYPE = /^application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b|^application\/json\b.*feed|^text\/xml$|^application\/xml$/i;
const SITE_TITLE = /(?:^|[\s_-])(?:site|blog|header|brand|logo|navbar)[_-]?(?:title|name|brand|logo)?(?:$|[\s_-])/i;

/** What a page says of its site: title, home, language, the feeds that it names, icon, people. */
export function readPageChannel(page: Page, outline: Outline, data: StructuredData, anchors: readonly Anchor[]): Channel {
  const { metas, site } = data;
  const home =
    (site.url !== undefined && hostOf(site.url) === hostOf(page.url ?? site.url) ? site.url : undefined) ?? homeOf(page, outline, anchors);
  const isHome = home !== undefined && page.url !== undefined && samePage(home, page.url);
  const title = site.name ?? metas.siteName ?? siteTitle(outline, anchors, metas.documentTitle, isHome);
  const description = isHome ? (site.description ?? metas.description) : site.description;
  const authors: Byline[] =
    site.bylines.length > 0
      ? [...site.bylines]
      : metas.author === undefined
        ? []
        : [{ name: metas.author, ...(metas.authorUrl ? { url: metas.authorUrl } : {}) }];
  const hubs = metas.links.filter((l) => l.rel === "hub").map((l) => ({ url: l.href }));
  const generator = metas.generator === undefined ? undefined : generatorOf(metas.generator);
  return {
    ...(title === undefined ? {} : { title }),
    ...(home === undefined ? {} : { home }),
    ...(description === undefined ? {} : { description }),
    ...(page.language === undefined ? {} : { language: page.language }),
    ...(metas.icon === undefined ? {} : { icon: metas.icon }),
    ...(site.logo === undefined ? {} : { logo: site.logo }),
    ...(generator === undefined ? {} : { generator }),
    ...(metas.license === undefined ? {} : { license: metas.license }),
    authors,
    contributors: [],
    tags: [],
    links: metas.links.filter((l) => /^(?:canonical|alternate|hub|me|webmention|search|license|EditURI)$/i.test(l.rel)),
    hubs,
    feeds: namedFeeds(page, anchors, metas.links),
    extensions: [],
  };
}

/** Feeds by `link rel=alternate` or `rel=feed`; where there is none, by links whose address or text says feed. */
function namedFeeds(page: Page, anchors: readonly Anchor[], links: readonly Link[]): Link[] {
  const feeds = links.filter(
    (l) => (l.rel === "alternate" && FEED_TYPE.test(l.type ?? "") && !/oembed|wp-json/i.test(`${l.type} ${l.href}`)) || l.rel === "feed",
  );
  if (feeds.length > 0) return unique(feeds);
  const found: Link[] = [];
  for (const anchor of anchors) {
    const { url, key } = anchor.address;
    if (
      !/\/(?:feed|rss|atom|feeds?\/[\w-]+)$|\/(?:feed|rss2?|atom|index)\.(?:xml|rss|atom|rdf|json)$|[?&]feed=/i.test(key) &&
      !/^(?:rss|atom|rss feed|feed|json feed)$/i.test(anchor.text)
    )
      continue;
    if (anchor.external && hostOf(url) !== "feeds.feedburner.com" && hostOf(url) !== hostOf(page.url)) continue;
    found.push({ href: url, rel: "alternate" });
  }
  return unique(found).slice(0, 8);
}

function unique(links: readonly Link[]): Link[] {
  const seen = new Set<string>();
  return links.filter((l) => !seen.has(l.href) && seen.add(l.href));
}

function homeOf(page: Page, outline: Outline, anchors: readonly Anchor[]): string | undefined {
  const marked = anchors.find(
    (a) => /(?:^|\s)home(?:\s|$)/.test((outline.elements[a.element] as Element).attribs.rel ?? "") && !a.external,
  );
  if (marked) return marked.address.url;
  const branded = anchors.find((a) => !a.external && a.address.role === "home" && a.address.host === hostOf(page.url ?? a.address.url));
  if (branded) return branded.address.url;
  return page.url === undefined ? undefined : resolveUrl("/", page.url);
}

/** The text of the link home in the page's head, else what the document's title ends with, or all of it at home. */
function siteTitle(outline: Outline, anchors: readonly Anchor[], documentTitle: string | undefined, isHome: boolean): string | undefined {
  const homes = anchors.filter(
    (a) =>
      !a.external &&
      a.address.role === "home" &&
      a.text !== "" &&
      a.text.length < 80 &&
      /\p{L}/u.test(a.text) &&
      !/^blog$/i.test(a.text) &&
      !MENU_TEXT.test(a.text) &&
      !isPagerText(a.text),
  );
  const inTitle = homes.find((a) => documentTitle?.toLowerCase().includes(a.text.toLowerCase()));
  if (inTitle) return inTitle.text;
  const parts =
    documentTitle
      ?.split(/\s+[|\-–—·•»«:~]\s+|\s*[|»«｜]\s*/)
      .map((part) => part.trim())
      .filter(Boolean) ?? [];
  if (parts.length > 1) {
    const part = isHome ? parts[0] : parts[parts.length - 1];
    if (part !== undefined) return part;
  }
  if (isHome && documentTitle) return documentTitle;
  const branded =
    homes.find((a) => a.heading === 1 || SITE_TITLE.test((outline.elements[a.element] as Element).attribs.class ?? "")) ?? homes[0];
  if (branded) return branded.text;
  for (let i = 0; i < outline.elements.length; i++) {
    const { attribs } = outline.elements[i] as Element;
    if (/(?:^|\s)(?:site|blog)-(?:title|name)(?:\s|$)/i.test(attribs.class ?? "") && textSize(outline, i) > 0 && textSize(outline, i) < 80)
      return textInside(outline, i);
  }
  return undefined;
}

function samePage(a: string, b: string): boolean {
  const bare = (url: string) =>
    url
      .replace(/^https?:\/\/(?:www\.)?/i, "")
      .replace(/(?:\/(?:index\.\w+)?)?(?:[?#].*)?$/, "")
      .toLowerCase();
  return bare(a) === bare(b);
}

function generatorOf(text: string): { name: string; version?: string } {
  const match = /^(.*?)[\s/-]*v?(\d+(?:\.\d+)*[\w.-]*)?$/.exec(text);
  const name = match?.[1]?.replace(/[\s-]+$/, "") || text;
  return match?.[2] === undefined ? { name } : { name, version: match[2] };
}
