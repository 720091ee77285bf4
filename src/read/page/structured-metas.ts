import type { Element } from "domhandler";
import type { Link } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { resolveUrl } from "../../values/url.ts";
import type { Outline } from "./outline.ts";
import type { Page } from "./page.ts";
import { factDate } from "./structured-facts.ts";

/** What the head of a page says: `<title>`, `<meta>` (Open Graph, Dublin Core, Twitter, citation), `<link>`. */
export interface PageMetas {
  /** `<title>`, on one line. */
  readonly documentTitle?: string;
  readonly title?: string;
  readonly siteName?: string;
  readonly type?: string;
  readonly description?: string;
  readonly author?: string;
  readonly authorUrl?: string;
  readonly published?: Timestamp;
  readonly updated?: Timestamp;
  readonly image?: string;
  readonly url?: string;
  readonly canonical?: string;
  readonly section?: string;
  readonly keywords: readonly string[];
  readonly generator?: string;
  readonly shortlink?: string;
  readonly ampUrl?: string;
  readonly license?: string;
  readonly icon?: string;
  readonly links: readonly Link[];
}

const PUBLISHED = [
  "article:published_time",
  "article:published",
  "og:article:published_time",
  "og:published_time",
  "dc.date.issued",
  "dcterms.issued",
  "dc.date.created",
  "dcterms.created",
  "dc.date",
  "dcterms.date",
  "citation_publication_date",
  "citation_date",
  "parsely-pub-date",
  "sailthru.date",
  "datepublished",
  "publish-date",
  "publish_date",
  "pubdate",
  "publication_date",
  "date",
];
const UPDATED = [
  "article:modified_time",
  "og:updated_time",
  "article:modified",
  "dcterms.modified",
  "dc.date.modified",
  "last-modified",
  "datemodified",
  "revised",
];

/** Reads the head; a `<meta>` in the body counts where it has no `itemprop`. */
export function readMetas(page: Page, outline: Outline): PageMetas {
  const values = new Map<string, string[]>();
  const links: Link[] = [];
  let documentTitle: string | undefined;
  let license: string | undefined;
  for (let i = 0; i < outline.elements.length; i++) {
    const element = outline.elements[i] as Element;
    const { name, attribs } = element;
    if (name === "title" && documentTitle === undefined && isHeadTitle(element)) {
      documentTitle = textOf(element);
    } else if (name === "meta") {
      const key = (attribs.property ?? attribs.name ?? attribs["http-equiv"])?.toLowerCase().trim();
      const value = attribs.content?.replace(/\s+/g, " ").trim();
      if (!key || !value) continue;
      const list = values.get(key);
      if (list) list.push(value);
      else values.set(key, [value]);
    } else if (name === "link" && attribs.href && attribs.rel) {
      const href = resolveUrl(attribs.href, page.base);
      if (href === undefined) continue;
      for (const rel of attribs.rel.toLowerCase().trim().split(/\s+/)) {
        links.push({
          href,
          rel,
          ...(attribs.type && { type: attribs.type }),
          ...(attribs.title && { title: attribs.title }),
          ...(attribs.hreflang && { hreflang: attribs.hreflang }),
        });
      }
    } else if (name === "a" && attribs.rel && /(?:^|\s)license(?:\s|$)/i.test(attribs.rel) && license === undefined) {
      license = resolveUrl(attribs.href ?? "", page.base);
    }
  }
  const first = (...keys: string[]) => {
    for (const key of keys) for (const value of values.get(key) ?? []) if (value !== "") return value;
    return undefined;
  };
  const date = (keys: string[]) => {
    for (const key of keys)
      for (const value of values.get(key) ?? []) {
        const read = factDate(value, page.language);
        if (read !== undefined) return read;
      }
    return undefined;
  };
  const link = (rel: string) => links.find((l) => l.rel === rel)?.href;
  const author = first(
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "citation_author",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:data1-author",
    "og:article:author",
    "article:author_name",
  );
  const labelled = labelledByTwitter(values);
  const isAddress = author !== undefined && /^(?:https?:|\.{0,2}\/)/i.test(author);
  const name = author !== undefined && !isAddress ? author : labelled;
  const authorUrl = isAddress ? author : link("author");
  const image = first("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src");
  const canonical = link("canonical");
  const facts: { -readonly [K in keyof PageMetas]: PageMetas[K] | undefined } = {
    documentTitle: documentTitle || undefined,
    title: first("og:title", "twitter:title", "dc.title", "dcterms.title", "citation_title", "title", "parsely-title", "sailthru.title"),
    siteName: first("og:site_name", "application-name", "apple-mobile-web-app-title"),
    type: first("og:type"),
    description: first("og:description", "description", "twitter:description", "dc.description", "dcterms.description"),
    author: name,
    authorUrl: authorUrl && resolveUrl(authorUrl, page.base),
    published: date(PUBLISHED),
    updated: date(UPDATED),
    image: image && resolveUrl(image, page.base),
    url: resolveUrl(first("og:url") ?? "", page.base),
    canonical,
    section: first("article:section"),
    keywords: [
      ...new Set([
        ...(values.get("article:tag") ?? []),
        ...(values.get("keywords") ?? []).flatMap(splitKeywords),
        ...(values.get("news_keywords") ?? []).flatMap(splitKeywords),
      ]),
    ],
    generator: first("generator"),
    shortlink: link("shortlink"),
    ampUrl: link("amphtml"),
    license: license ?? link("license"),
    icon: link("icon") ?? link("apple-touch-icon"),
    links,
  };
  for (const key of Object.keys(facts) as (keyof PageMetas)[]) if (facts[key] === undefined) delete facts[key];
  return facts as PageMetas;
}

function isHeadTitle(element: Element): boolean {
  const parent = element.parent as Element | null;
  return parent?.name === "head" || parent?.name === "body" || parent?.name === "html";
}

function textOf(element: Element): string {
  return element.children
    .map((child) => ("data" in child ? (child.data as string) : ""))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function splitKeywords(list: string): string[] {
  return list
    .split(/[,，、;]/)
    .map((word) => word.trim())
    .filter((word) => word !== "" && word.length < 80);
}

/** "Written by" beside a name, as the cards of Twitter have it (`twitter:label1`, `twitter:data1`). */
function labelledByTwitter(values: ReadonlyMap<string, readonly string[]>): string | undefined {
  for (const n of [1, 2]) {
    const label = values.get(`twitter:label${n}`)?.[0];
    if (label && /written|author|by|escrit|écrit|verfasst|geschrieben|scritto|napisan|автор|作者/i.test(label))
      return values.get(`twitter:data${n}`)?.[0];
  }
  return undefined;
}
