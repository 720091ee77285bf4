import type { SourceChannel } from "../../model/channel.ts";
import type { TextConstruct } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Chapter, Comments, Elsewhere, Enclosure, Geo, Image, Link, Podcast, Reply, Tag } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { isWebUrl } from "../../values/url.ts";
import { entryId } from "../create-entry.ts";
import { readSource } from "./channel.ts";
import { readImage, readLink, readTags } from "./common.ts";
import type { FeedElement } from "./element.ts";
import { readExtension } from "./extension.ts";
import type { FeedContext } from "./feed-context.ts";
import { point, readGeo } from "./geo.ts";
import { defineTexts, EntryTexts, emptyEntry, type LazyBody } from "./lazy-entry.ts";
import { MediaReader } from "./media.ts";
import type { Mutable } from "./mutable.ts";
import { takeSeries } from "./own-extension.ts";
import { addPerson, readPerson, readPersonElement } from "./person.ts";
import { readChapters, readPodcast } from "./podcast.ts";
import { readCount, readNumber } from "./scalar.ts";
import { readLanguage, type Scope } from "./scope.ts";
import { readText, TextValue } from "./text-value.ts";
import { withParagraphs } from "./wxr.ts";

/** What entries take from their feed where they say nothing themselves. */
export interface Inherited {
  readonly authors: readonly Byline[];
  readonly language: string | undefined;
}

const STATUSES: Readonly<Record<string, Entry["status"] | undefined>> = {
  draft: "draft",
  private: "private",
  pending: "pending",
  future: "scheduled",
  trash: "trash",
  "auto-draft": "draft",
};

/** One `item` or `entry`: RSS, RDF, Atom and their modules in any mixture. */
export function readEntry(element: FeedElement, outer: Scope, inherited: Inherited, context: FeedContext, locator: string): Entry {
  const scope = outer.of(element);
  const atomFeed = context.format === "atom";
  const sanitize = context.sanitize;
  let guid: string | undefined;
  let guidElement: FeedElement | undefined;
  let linkText: string | undefined;
  let title: TextValue | undefined;
  let titleLine: string | undefined;
  let subtitle: TextValue | undefined;
  let summary: TextValue | undefined;
  let description: TextValue | undefined;
  let mediaText: TextValue | undefined;
  let rights: TextValue | undefined;
  let language: string | undefined;
  let published: Timestamp | undefined;
  let dcDate: Timestamp | undefined;
  let updated: Timestamp | undefined;
  let created: Timestamp | undefined;
  let expires: Timestamp | undefined;
  let publisher: Byline | undefined;
  let image: Image | undefined;
  let license: string | undefined;
  let source: SourceChannel | undefined;
  let canonical: string | undefined;
  let geo: Geo | undefined;
  let latitude: number | undefined;
  let longitude: number | undefined;
  let status: Entry["status"];
  let comments: Comments | undefined;
  let podcast: Mutable<Podcast> | undefined;
  let media: MediaReader | undefined;
  let chapters: Chapter[] = [];
  let attachment: string | undefined;
  const bodies: LazyBody[] = [];
  const bylines: Byline[] = [];
  const contributors: Byline[] = [];
  const tags: Tag[] = [];
  const links: Link[] = [];
  const enclosures: Enclosure[] = [];
  const inReplyTo: Reply[] = [];
  const extensions: Extension[] = [];

  for (const child of element.children) {
    const name = scope.nameOf(child);
    const { key } = name;
    switch (key) {
      case "title": title ??= readText(child, name, scope, sanitize, "auto"); break;
      case "dc:title": title ??= readText(child, name, scope, sanitize, "auto"); break;
      case "link": {
        const link = readLink(child, name, scope);
        if (link !== undefined) {
          if (links.length < 1000) links.push(link);
        } else if (name.atom) {
          if (child.hasAttributes && extensions.length < 1000) extensions.push(readExtension(child, scope));
        } else linkText = scope.of(child).url(child.attribute("href") ?? child.line()) ?? linkText;
        break;
      }
      case "guid": case "id": case "dc:identifier":
        if (guid !== undefined && key === "dc:identifier") break;
        guid = child.line();
        guidElement = child;
        break;
      case "description": description ??= readText(child, name, scope, sanitize, "auto"); break;
      case "dc:description": case "dcterms:abstract": description ??= readText(child, name, scope, sanitize, "auto"); break;
      case "summary": case "excerpt:encoded": {
        const text = readText(child, name, scope, sanitize, "auto");
        if (summary === undefined && (key === "summary" || child.innerEnd > child.innerStart)) summary = text;
        break;
      }
      case "content:encoded": case "content_encoded": case "encoded": case "fullitem": case "source:markdown": {
        if (key === "source:markdown") {
          bodies.push(new TextValue(child, scope.of(child), "text/markdown", false, sanitize));
          break;
        }
        if (child.innerEnd === child.innerStart) break;
        const full = new TextValue(child, scope.of(child), child.markup ? "xhtml" : "html", false, sanitize);
        if (context.format === "wxr") full.prepare = withParagraphs;
        bodies.push(full);
        break;
      }
      case "xhtml:body": case "body": case "xhtml:div": bodies.push(readText(child, name, scope, sanitize, child.markup ? "auto" : "html")); break;
      case "content": {
        const text = readText(child, name, scope, sanitize, name.atom ? "text" : "auto");
        const src = text.scope.url(child.attribute("src"));
        if (src !== undefined) bodies.push({ type: child.attribute("type") ?? "", value: "", src });
        else bodies.push(text);
        break;
      }
      case "subtitle": case "itunes:subtitle": {
        if (key === "itunes:subtitle") {
          podcast ??= {};
          readPodcast(podcast, key, child, scope);
        } else subtitle ??= readText(child, name, scope, sanitize, "auto");
        break;
      }
      case "rights": case "copyright": case "dc:rights": case "dcterms:rights": rights ??= readText(child, name, scope, sanitize, "auto"); break;
      case "author": case "dc:creator": case "dc:author": addPerson(bylines, readPersonElement(child, scope)); break;
      case "contributor": case "dc:contributor": addPerson(contributors, readPersonElement(child, scope)); break;
      case "podcast:person": {
        const role = child.attribute("role");
        const person = readPerson(child.line());
        const url = scope.url(child.attribute("href"));
        const portrait = scope.url(child.attribute("img"));
        if (person !== undefined) addPerson(contributors, { ...person, ...(role === undefined ? {} : { role }), ...(url === undefined ? {} : { url }), ...(portrait === undefined ? {} : { image: portrait }) });
        break;
      }
      case "itunes:link":
        if (child.attribute("rel") === "image") image ??= readImage(child, scope);
        break;
      case "dc:publisher": publisher ??= readPerson(child.line()); break;
      case "pubdate": case "published": case "issued": case "dcterms:issued": case "dcterms:available": published ??= context.date(child); break;
      case "dc:date": dcDate ??= context.date(child); break;
      case "updated": case "modified": case "dcterms:modified": case "lastbuilddate": updated ??= context.date(child); break;
      case "created": case "dcterms:created": created ??= context.date(child); break;
      case "expirationdate": expires = context.date(child) ?? expires; break;
      case "dcterms:valid": {
        const end = /end\s*=\s*([^;\s]+)/i.exec(child.line() ?? "")?.[1];
        if (end !== undefined) expires ??= context.date(child.children[0] ?? child);
        break;
      }
      case "category": case "dc:subject": case "itunes:category": readTags(child, key, scope, tags); break;
      case "enclosure": {
        const url = scope.url(child.attribute("url") ?? child.attribute("href") ?? child.attribute("src"));
        if (url === undefined) break;
        const type = child.attribute("type");
        const length = readCount(child.attribute("length"));
        if (enclosures.length < 1000) enclosures.push({ url, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }) });
        break;
      }
      case "comments": {
        const url = scope.of(child).url(child.line());
        if (url !== undefined) comments = { ...comments, url };
        break;
      }
      case "slash:comments": case "thr:total": {
        const count = readCount(child.line());
        if (count !== undefined) comments = { ...comments, count };
        break;
      }
      case "wfw:commentrss": {
        const feed = scope.of(child).url(child.line());
        if (feed !== undefined) comments = { ...comments, feed };
        break;
      }
      case "wfw:comment": {
        const api = scope.of(child).url(child.line());
        if (api !== undefined) comments = { ...comments, api };
        break;
      }
      case "thr:in-reply-to": {
        const ref = child.attribute("ref");
        const url = scope.url(child.attribute("href"));
        const from = scope.url(child.attribute("source"));
        const type = child.attribute("type");
        if ((ref !== undefined || url !== undefined) && inReplyTo.length < 100) inReplyTo.push({ ...(url === undefined ? {} : { url }), ...(ref === undefined ? {} : { ref }), ...(from === undefined ? {} : { source: from }), ...(type === undefined ? {} : { type }) });
        break;
      }
      case "source": case "dc:source": {
        if (key === "source" && child.children.length > 0) {
          source ??= readSource(child, scope, context);
          break;
        }
        const text = child.line();
        const feedUrl = scope.url(child.attribute("url"));
        if (text !== undefined || feedUrl !== undefined) source ??= { ...(text === undefined ? {} : { title: text }), ...(feedUrl === undefined ? {} : { feedUrl }), authors: [], contributors: [], tags: [], links: [] };
        break;
      }
      case "feedburner:origlink": case "source:link": canonical ??= scope.of(child).url(child.line()); break;
      case "creativecommons:license": case "cc:license": case "dcterms:license": case "podcast:license": license ??= scope.of(child).url(child.attribute("resource") ?? child.attribute("url") ?? child.line()); break;
      case "image": case "itunes:image": case "googleplay:image": image ??= readImage(child, scope); break;
      case "dc:language": case "language": language ??= readLanguage(child.line()); break;
      case "geo:lat": latitude = readNumber(child.line()); break;
      case "geo:long": case "geo:lon": longitude = readNumber(child.line()); break;
      case "psc:chapters": chapters = readChapters(child, scope); break;
      case "app:control": {
        const draft = child.children.find((one) => scope.of(child).nameOf(one).key === "app:draft")?.line();
        if (draft?.toLowerCase() === "yes") status = "draft";
        break;
      }
      case "wp:status": status = Object.hasOwn(STATUSES, child.line() ?? "") ? STATUSES[child.line() as string] : status; extensions.push(readExtension(child, scope)); break;
      case "wp:attachment_url": attachment = scope.url(child.line()); extensions.push(readExtension(child, scope)); break;
      case "media:content": case "media:group": case "media:thumbnail": case "media:credit": case "media:keywords": case "media:category": case "media:rating": case "media:adult":
      case "media:restriction": case "media:license": case "media:player": case "media:title": case "media:description": case "media:text":
        media ??= new MediaReader();
        media.read(child, key, scope);
        break;
      default: {
        const found = isGeo(name.family) ? readGeo(key, child, scope) : undefined;
        if (found !== undefined) geo ??= found;
        else if (isPodcast(name.family)) {
          podcast ??= {};
          if (!readPodcast(podcast, key, child, scope)) extensions.push(readExtension(child, scope));
        } else if (extensions.length < 1000) extensions.push(readExtension(child, scope));
      }
    }
  }

  if (media !== undefined) {
    for (const one of media.enclosures) {
      const same = enclosures.findIndex((other) => other.url === one.url);
      if (same < 0) enclosures.push(one);
      else enclosures[same] = { ...one, ...(enclosures[same] as Enclosure) };
    }
    for (const tag of media.tags) if (!tags.some((one) => one.name === tag.name)) tags.push(tag);
    image ??= media.thumbnails[0];
    if (media.description !== undefined && description === undefined && summary === undefined) mediaText = readText(media.description, scope.nameOf(media.description), scope, sanitize, "auto");
  }
  for (const link of links) {
    if (link.rel === "enclosure") {
      const { href, type, length, title: label } = link;
      if (!enclosures.some((one) => one.url === href)) enclosures.push({ url: href, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }), ...(label === undefined ? {} : { title: label }) });
    } else if (link.rel === "replies") {
      if (link.type !== undefined && /(?:atom|rss)\+xml/.test(link.type)) comments = { feed: link.href, ...comments };
      else comments = { url: link.href, ...comments };
    } else if (link.rel === "license") license ??= link.href;
    else if (link.rel === "canonical") canonical ??= link.href;
  }
  if (podcast?.durationSeconds !== undefined && enclosures.length === 1) {
    const [one] = enclosures as [Enclosure];
    if (one.durationSeconds === undefined) enclosures[0] = { ...one, durationSeconds: podcast.durationSeconds };
  }
  if (podcast?.author !== undefined && bylines.length === 0) addPerson(bylines, readPerson(podcast.author));
  if (attachment !== undefined && !enclosures.some((one) => one.url === attachment)) enclosures.push({ url: attachment });

  titleLine = title?.line ?? media?.title;
  const about = guid === undefined ? element.attribute("about") : undefined;
  guid ??= about;

  // RSS's description is the body where nothing fuller stands beside it (https://www.rssboard.org/rss-profile#element-channel-item-description).
  let summaryText: TextValue | undefined = summary;
  if (description !== undefined) {
    if (bodies.length > 0) summaryText ??= description;
    else if (summary !== undefined || description.isMarkup || titleLine === undefined) bodies.push(titleLine === undefined && !description.isMarkup && summary === undefined ? new TextValue(description.element, description.scope, "html", false, sanitize) : description);
    else summaryText = description;
  }
  summaryText ??= mediaText;
  const spoken = summaryText === undefined && bodies.length === 0 ? podcast?.summary : undefined;

  const permalink = guidElement === undefined || atomFeed ? undefined : guidElement.attribute("isPermaLink")?.toLowerCase();
  const guidIsPermalink = guidElement === undefined || guidElement.name.toLowerCase().endsWith("id") === false || atomFeed || !/guid$/i.test(guidElement.name) ? undefined : permalink !== "false";
  const alternates = links.filter((link) => link.rel === "alternate");
  const alternate = (alternates.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates[0])?.href;
  const url = (atomFeed ? (alternate ?? linkText) : (linkText ?? alternate)) ?? (guidIsPermalink === true && isWebUrl(guid) ? scope.url(guid) : undefined) ?? (about !== undefined && isWebUrl(about) ? about : undefined);
  const externalUrl = links.find((link) => link.rel === "related")?.href;
  const via = links.find((link) => link.rel === "via")?.href;
  const elsewhere: Elsewhere[] = via === undefined ? [] : [{ direction: "from", url: via, quote: via }];
  const constructs = detailsOf(title, subtitle, rights);
  language ??= scope.language ?? inherited.language;

  const entry = emptyEntry();
  (entry as { id: string }).id = "";
  if (guid !== undefined) entry.guid = guid;
  if (guidIsPermalink !== undefined) entry.guidIsPermalink = guidIsPermalink;
  if (url !== undefined) entry.url = url;
  if (canonical !== undefined) entry.canonical = canonical;
  if (externalUrl !== undefined) entry.externalUrl = externalUrl;
  if (titleLine !== undefined) entry.title = titleLine;
  const subtitleLine = subtitle?.line ?? podcast?.subtitle;
  if (subtitleLine !== undefined) entry.subtitle = subtitleLine;
  if (language !== undefined) entry.language = language;
  if (published !== undefined || dcDate !== undefined) entry.published = (published ?? dcDate) as string;
  if (updated !== undefined) entry.updated = updated;
  if (created !== undefined) entry.created = created;
  if (expires !== undefined) entry.expires = expires;
  defineTexts(entry, new EntryTexts(bodies, summaryText, constructs));
  if (spoken !== undefined) entry.summary = spoken;
  entry.bylines = bylines.length > 0 ? bylines : source !== undefined && source.authors.length > 0 ? [...source.authors] : [...inherited.authors];
  entry.contributors = contributors;
  if (publisher !== undefined) entry.publisher = publisher;
  const series = takeSeries(tags, links);
  if (series !== undefined) entry.series = series;
  entry.tags = tags;
  if (image !== undefined) entry.image = image;
  entry.enclosures = enclosures;
  entry.links = links;
  entry.elsewhere = elsewhere;
  const rightsText = rights?.plain;
  if (rightsText !== undefined && rightsText !== "") entry.rights = rightsText;
  if (license !== undefined) entry.license = license;
  if (source !== undefined) entry.source = source;
  if (comments !== undefined) entry.comments = comments;
  entry.inReplyTo = inReplyTo;
  geo ??= point(latitude, longitude);
  if (geo !== undefined) entry.geo = geo;
  const mediaFound = media?.media;
  if (mediaFound !== undefined) entry.media = mediaFound;
  if (podcast !== undefined && Object.keys(podcast).length > 0) entry.podcast = podcast as Podcast;
  entry.chapters = chapters;
  if (status !== undefined) entry.status = status;
  entry.extensions = extensions;
  entry.from = context.from === undefined ? { format: context.format, locator } : { source: context.from, format: context.format, locator };
  (entry as { id: string }).id = entryId(context.from, entry as Entry);
  return entry as Entry;
} // biome-ignore format: cases are a table

function isGeo(family: string): boolean {
  return family === "georss" || family === "geo" || family === "gml";
}

function isPodcast(family: string): boolean {
  return family === "itunes" || family === "podcast" || family === "googleplay";
}

function detailsOf(
  title: TextValue | undefined,
  subtitle: TextValue | undefined,
  rights: TextValue | undefined,
): { [name: string]: TextConstruct } | undefined {
  let details: { [name: string]: TextConstruct } | undefined;
  if (title?.isNotable === true) details = { title: title.construct() };
  if (subtitle?.isNotable === true) details = { ...details, subtitle: subtitle.construct() };
  if (rights?.isNotable === true) details = { ...details, rights: rights.construct() };
  return details;
}
