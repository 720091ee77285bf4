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
  const draft = new EntryDraft(element, outer.of(element), context);
  for (const child of element.children) draft.read(child);
  return draft.finish(inherited, locator);
}

/** What the elements of an entry have said so far. */
class EntryDraft {
  readonly element: FeedElement;
  readonly scope: Scope;
  readonly context: FeedContext;
  guid: string | undefined = undefined;
  guidElement: FeedElement | undefined = undefined;
  linkText: string | undefined = undefined;
  title: TextValue | undefined = undefined;
  subtitle: TextValue | undefined = undefined;
  summary: TextValue | undefined = undefined;
  description: TextValue | undefined = undefined;
  mediaText: TextValue | undefined = undefined;
  rights: TextValue | undefined = undefined;
  language: string | undefined = undefined;
  published: Timestamp | undefined = undefined;
  dcDate: Timestamp | undefined = undefined;
  updated: Timestamp | undefined = undefined;
  created: Timestamp | undefined = undefined;
  expires: Timestamp | undefined = undefined;
  publisher: Byline | undefined = undefined;
  image: Image | undefined = undefined;
  license: string | undefined = undefined;
  source: SourceChannel | undefined = undefined;
  canonical: string | undefined = undefined;
  geo: Geo | undefined = undefined;
  latitude: number | undefined = undefined;
  longitude: number | undefined = undefined;
  status: Entry["status"] | undefined = undefined;
  comments: Comments | undefined = undefined;
  podcast: Mutable<Podcast> | undefined = undefined;
  media: MediaReader | undefined = undefined;
  chapters: Chapter[] = [];
  attachment: string | undefined = undefined;
  readonly bodies: LazyBody[] = [];
  readonly bylines: Byline[] = [];
  readonly contributors: Byline[] = [];
  readonly tags: Tag[] = [];
  readonly links: Link[] = [];
  readonly enclosures: Enclosure[] = [];
  readonly inReplyTo: Reply[] = [];
  readonly extensions: Extension[] = [];

  constructor(element: FeedElement, scope: Scope, context: FeedContext) {
    this.element = element;
    this.scope = scope;
    this.context = context;
  }

  /** Takes one element by its meaning; one without a meaning is kept as an extension. */
  read(child: FeedElement): void {
    const { scope, context } = this;
    const { sanitize } = context;
    const name = scope.nameOf(child);
    const { key } = name;
    switch (key) {
      case "title": this.title ??= readText(child, name, scope, sanitize, "auto"); break;
      case "dc:title": this.title ??= readText(child, name, scope, sanitize, "auto"); break;
      case "link": {
        const link = readLink(child, name, scope);
        if (link !== undefined) {
          if (this.links.length < 1000) this.links.push(link);
        } else if (name.atom) {
          if (child.hasAttributes && this.extensions.length < 1000) this.extensions.push(readExtension(child, scope));
        } else this.linkText = scope.of(child).url(child.attribute("href") ?? child.line()) ?? this.linkText;
        break;
      }
      case "guid": case "id": case "dc:identifier":
        if (this.guid !== undefined && key === "dc:identifier") break;
        this.guid = child.line();
        this.guidElement = child;
        break;
      case "description": this.description ??= readText(child, name, scope, sanitize, "auto"); break;
      case "dc:description": case "dcterms:abstract": this.description ??= readText(child, name, scope, sanitize, "auto"); break;
      case "summary": case "excerpt:encoded": {
        const text = readText(child, name, scope, sanitize, "auto");
        if (this.summary === undefined && (key === "summary" || child.innerEnd > child.innerStart)) this.summary = text;
        break;
      }
      case "content:encoded": case "content_encoded": case "encoded": case "fullitem": case "source:markdown": {
        if (key === "source:markdown") {
          this.bodies.push(new TextValue(child, scope.of(child), "text/markdown", false, sanitize));
          break;
        }
        if (child.innerEnd === child.innerStart) break;
        const full = new TextValue(child, scope.of(child), child.markup ? "xhtml" : "html", false, sanitize);
        if (context.format === "wxr") full.prepare = withParagraphs;
        this.bodies.push(full);
        break;
      }
      case "xhtml:body": case "body": case "xhtml:div": this.bodies.push(readText(child, name, scope, sanitize, child.markup ? "auto" : "html")); break;
      case "content": {
        const text = readText(child, name, scope, sanitize, name.atom ? "text" : "auto");
        const src = text.scope.url(child.attribute("src"));
        if (src !== undefined) this.bodies.push({ type: child.attribute("type") ?? "", value: "", src });
        else this.bodies.push(text);
        break;
      }
      case "subtitle": case "itunes:subtitle": {
        if (key === "itunes:subtitle") {
          this.podcast ??= {};
          readPodcast(this.podcast, key, child, scope);
        } else this.subtitle ??= readText(child, name, scope, sanitize, "auto");
        break;
      }
      case "rights": case "copyright": case "dc:rights": case "dcterms:rights": this.rights ??= readText(child, name, scope, sanitize, "auto"); break;
      case "author": case "dc:creator": case "dc:author": addPerson(this.bylines, readPersonElement(child, scope)); break;
      case "contributor": case "dc:contributor": addPerson(this.contributors, readPersonElement(child, scope)); break;
      case "podcast:person": {
        const role = child.attribute("role");
        const person = readPerson(child.line());
        const url = scope.url(child.attribute("href"));
        const portrait = scope.url(child.attribute("img"));
        if (person !== undefined) addPerson(this.contributors, { ...person, ...(role === undefined ? {} : { role }), ...(url === undefined ? {} : { url }), ...(portrait === undefined ? {} : { image: portrait }) });
        break;
      }
      case "itunes:link":
        if (child.attribute("rel") === "image") this.image ??= readImage(child, scope);
        break;
      case "dc:publisher": this.publisher ??= readPerson(child.line()); break;
      case "pubdate": case "published": case "issued": case "dcterms:issued": case "dcterms:available": this.published ??= context.date(child); break;
      case "dc:date": this.dcDate ??= context.date(child); break;
      case "updated": case "modified": case "dcterms:modified": case "lastbuilddate": this.updated ??= context.date(child); break;
      case "created": case "dcterms:created": this.created ??= context.date(child); break;
      case "expirationdate": this.expires = context.date(child) ?? this.expires; break;
      case "dcterms:valid": {
        const end = /end\s*=\s*([^;\s]+)/i.exec(child.line() ?? "")?.[1];
        if (end !== undefined) this.expires ??= context.date(child.children[0] ?? child);
        break;
      }
      case "category": case "dc:subject": case "itunes:category": readTags(child, key, scope, this.tags); break;
      case "enclosure": {
        const url = scope.url(child.attribute("url") ?? child.attribute("href") ?? child.attribute("src"));
        if (url === undefined) break;
        const type = child.attribute("type");
        const length = readCount(child.attribute("length"));
        if (this.enclosures.length < 1000) this.enclosures.push({ url, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }) });
        break;
      }
      case "comments": {
        const url = scope.of(child).url(child.line());
        if (url !== undefined) this.comments = { ...this.comments, url };
        break;
      }
      case "slash:comments": case "thr:total": {
        const count = readCount(child.line());
        if (count !== undefined) this.comments = { ...this.comments, count };
        break;
      }
      case "wfw:commentrss": {
        const feed = scope.of(child).url(child.line());
        if (feed !== undefined) this.comments = { ...this.comments, feed };
        break;
      }
      case "wfw:comment": {
        const api = scope.of(child).url(child.line());
        if (api !== undefined) this.comments = { ...this.comments, api };
        break;
      }
      case "thr:in-reply-to": {
        const ref = child.attribute("ref");
        const url = scope.url(child.attribute("href"));
        const from = scope.url(child.attribute("source"));
        const type = child.attribute("type");
        if ((ref !== undefined || url !== undefined) && this.inReplyTo.length < 100) this.inReplyTo.push({ ...(url === undefined ? {} : { url }), ...(ref === undefined ? {} : { ref }), ...(from === undefined ? {} : { source: from }), ...(type === undefined ? {} : { type }) });
        break;
      }
      case "source": case "dc:source": {
        if (key === "source" && child.children.length > 0) {
          this.source ??= readSource(child, scope, context);
          break;
        }
        const text = child.line();
        const feedUrl = scope.url(child.attribute("url"));
        if (text !== undefined || feedUrl !== undefined) this.source ??= { ...(text === undefined ? {} : { title: text }), ...(feedUrl === undefined ? {} : { feedUrl }), authors: [], contributors: [], tags: [], links: [] };
        break;
      }
      case "feedburner:origlink": case "source:link": this.canonical ??= scope.of(child).url(child.line()); break;
      case "creativecommons:license": case "cc:license": case "dcterms:license": case "podcast:license": this.license ??= scope.of(child).url(child.attribute("resource") ?? child.attribute("url") ?? child.line()); break;
      case "image": case "itunes:image": case "googleplay:image": this.image ??= readImage(child, scope); break;
      case "dc:language": case "language": this.language ??= readLanguage(child.line()); break;
      case "geo:lat": this.latitude = readNumber(child.line()); break;
      case "geo:long": case "geo:lon": this.longitude = readNumber(child.line()); break;
      case "psc:chapters": this.chapters = readChapters(child, scope); break;
      case "app:control": {
        const draft = child.children.find((one) => scope.of(child).nameOf(one).key === "app:draft")?.line();
        if (draft?.toLowerCase() === "yes") this.status = "draft";
        break;
      }
      case "wp:status": this.status = Object.hasOwn(STATUSES, child.line() ?? "") ? STATUSES[child.line() as string] : this.status; this.extensions.push(readExtension(child, scope)); break;
      case "wp:attachment_url": this.attachment = scope.url(child.line()); this.extensions.push(readExtension(child, scope)); break;
      case "media:content": case "media:group": case "media:thumbnail": case "media:credit": case "media:keywords": case "media:category": case "media:rating": case "media:adult":
      case "media:restriction": case "media:license": case "media:player": case "media:title": case "media:description": case "media:text":
        this.media ??= new MediaReader();
        this.media.read(child, key, scope);
        break;
      default: {
        const found = isGeo(name.family) ? readGeo(key, child, scope) : undefined;
        if (found !== undefined) this.geo ??= found;
        else if (isPodcast(name.family)) {
          this.podcast ??= {};
          if (!readPodcast(this.podcast, key, child, scope)) this.extensions.push(readExtension(child, scope));
        } else if (this.extensions.length < 1000) this.extensions.push(readExtension(child, scope));
      }
    }
  } // biome-ignore format: cases are a table

  /** The entry, with what one field says of another. */
  finish(inherited: Inherited, locator: string): Entry {
    const { element, scope, context } = this;
    const { sanitize } = context;
    const atomFeed = context.format === "atom";
    if (this.media !== undefined) {
      for (const one of this.media.enclosures) {
        const same = this.enclosures.findIndex((other) => other.url === one.url);
        if (same < 0) this.enclosures.push(one);
        else this.enclosures[same] = { ...one, ...(this.enclosures[same] as Enclosure) };
      }
      for (const tag of this.media.tags) if (!this.tags.some((one) => one.name === tag.name)) this.tags.push(tag);
      this.image ??= this.media.thumbnails[0];
      if (this.media.description !== undefined && this.description === undefined && this.summary === undefined) this.mediaText = readText(this.media.description, scope.nameOf(this.media.description), scope, sanitize, "auto");
    }
    for (const link of this.links) {
      if (link.rel === "enclosure") {
        const { href, type, length, title: label } = link;
        if (!this.enclosures.some((one) => one.url === href)) this.enclosures.push({ url: href, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }), ...(label === undefined ? {} : { title: label }) });
      } else if (link.rel === "replies") {
        if (link.type !== undefined && /(?:atom|rss)\+xml/.test(link.type)) this.comments = { feed: link.href, ...this.comments };
        else this.comments = { url: link.href, ...this.comments };
      } else if (link.rel === "license") this.license ??= link.href;
      else if (link.rel === "canonical") this.canonical ??= link.href;
    }
    if (this.podcast?.durationSeconds !== undefined && this.enclosures.length === 1) {
      const [one] = this.enclosures as [Enclosure];
      if (one.durationSeconds === undefined) this.enclosures[0] = { ...one, durationSeconds: this.podcast.durationSeconds };
    }
    if (this.podcast?.author !== undefined && this.bylines.length === 0) addPerson(this.bylines, readPerson(this.podcast.author));
    if (this.attachment !== undefined && !this.enclosures.some((one) => one.url === this.attachment)) this.enclosures.push({ url: this.attachment });

    const titleLine = this.title?.line ?? this.media?.title;
    const about = this.guid === undefined ? element.attribute("about") : undefined;
    this.guid ??= about;

    // RSS's this.description is the body where nothing fuller stands beside it (https://www.rssboard.org/rss-profile#element-channel-item-description).
    let summaryText: TextValue | undefined = this.summary;
    if (this.description !== undefined) {
      if (this.bodies.length > 0) summaryText ??= this.description;
      else if (this.summary !== undefined || this.description.isMarkup || titleLine === undefined) this.bodies.push(titleLine === undefined && !this.description.isMarkup && this.summary === undefined ? new TextValue(this.description.element, this.description.scope, "html", false, sanitize) : this.description);
      else summaryText = this.description;
    }
    summaryText ??= this.mediaText;
    const spoken = summaryText === undefined && this.bodies.length === 0 ? this.podcast?.summary : undefined;

    const permalink = this.guidElement === undefined || atomFeed ? undefined : this.guidElement.attribute("isPermaLink")?.toLowerCase();
    const guidIsPermalink = this.guidElement === undefined || this.guidElement.name.toLowerCase().endsWith("id") === false || atomFeed || !/guid$/i.test(this.guidElement.name) ? undefined : permalink !== "false";
    const alternates = this.links.filter((link) => link.rel === "alternate");
    const alternate = (alternates.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates[0])?.href;
    const url = (atomFeed ? (alternate ?? this.linkText) : (this.linkText ?? alternate)) ?? (guidIsPermalink === true && isWebUrl(this.guid) ? scope.url(this.guid) : undefined) ?? (about !== undefined && isWebUrl(about) ? about : undefined);
    const externalUrl = this.links.find((link) => link.rel === "related")?.href;
    const via = this.links.find((link) => link.rel === "via")?.href;
    const elsewhere: Elsewhere[] = via === undefined ? [] : [{ direction: "from", url: via, quote: via }];
    const constructs = detailsOf(this.title, this.subtitle, this.rights);
    this.language ??= scope.language ?? inherited.language;

    const entry = emptyEntry();
    (entry as { id: string }).id = "";
    if (this.guid !== undefined) entry.guid = this.guid;
    if (guidIsPermalink !== undefined) entry.guidIsPermalink = guidIsPermalink;
    if (url !== undefined) entry.url = url;
    if (this.canonical !== undefined) entry.canonical = this.canonical;
    if (externalUrl !== undefined) entry.externalUrl = externalUrl;
    if (titleLine !== undefined) entry.title = titleLine;
    const subtitleLine = this.subtitle?.line ?? this.podcast?.subtitle;
    if (subtitleLine !== undefined) entry.subtitle = subtitleLine;
    if (this.language !== undefined) entry.language = this.language;
    if (this.published !== undefined || this.dcDate !== undefined) entry.published = (this.published ?? this.dcDate) as string;
    if (this.updated !== undefined) entry.updated = this.updated;
    if (this.created !== undefined) entry.created = this.created;
    if (this.expires !== undefined) entry.expires = this.expires;
    defineTexts(entry, new EntryTexts(this.bodies, summaryText, constructs));
    if (spoken !== undefined) entry.summary = spoken;
    entry.bylines = this.bylines.length > 0 ? this.bylines : this.source !== undefined && this.source.authors.length > 0 ? [...this.source.authors] : [...inherited.authors];
    entry.contributors = this.contributors;
    if (this.publisher !== undefined) entry.publisher = this.publisher;
    const series = takeSeries(this.tags, this.links);
    if (series !== undefined) entry.series = series;
    entry.tags = this.tags;
    if (this.image !== undefined) entry.image = this.image;
    entry.enclosures = this.enclosures;
    entry.links = this.links;
    entry.elsewhere = elsewhere;
    const rightsText = this.rights?.plain;
    if (rightsText !== undefined && rightsText !== "") entry.rights = rightsText;
    if (this.license !== undefined) entry.license = this.license;
    if (this.source !== undefined) entry.source = this.source;
    if (this.comments !== undefined) entry.comments = this.comments;
    entry.inReplyTo = this.inReplyTo;
    this.geo ??= point(this.latitude, this.longitude);
    if (this.geo !== undefined) entry.geo = this.geo;
    const mediaFound = this.media?.media;
    if (mediaFound !== undefined) entry.media = mediaFound;
    if (this.podcast !== undefined && Object.keys(this.podcast).length > 0) entry.podcast = this.podcast as Podcast;
    entry.chapters = this.chapters;
    if (this.status !== undefined) entry.status = this.status;
    entry.extensions = this.extensions;
    entry.from = context.from === undefined ? { format: context.format, locator } : { source: context.from, format: context.format, locator };
    (entry as { id: string }).id = entryId(context.from, entry as Entry);
    return entry as Entry;
  } // biome-ignore format: long conditions
}

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
