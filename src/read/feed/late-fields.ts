import type { SourceChannel } from "../../model/channel.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Chapter, Comments, Enclosure, Geo, Image, Link, Media, Podcast, Reply, SeriesClaim, Tag } from "../../model/parts.ts";
import { readSource } from "./channel.ts";
import { readImage, readLink } from "./common.ts";
import type { FeedElement } from "./element.ts";
import { readExtension } from "./extension.ts";
import type { FeedContext } from "./feed-context.ts";
import { point, readGeo } from "./geo.ts";
import { MediaReader } from "./media.ts";
import type { Mutable } from "./mutable.ts";
import { takeSeries } from "./own-extension.ts";
import { addPerson, readPerson, readPersonElement } from "./person.ts";
import { readChapters, readPodcast } from "./podcast.ts";
import { readCount, readNumber } from "./scalar.ts";
import type { Scope } from "./scope.ts";
import { TagList } from "./tag-list.ts";

/** The fields of an entry that are read when one of them is first asked for. */
export interface LateFields {
  readonly contributors: Byline[];
  readonly tags: Tag[];
  readonly series: SeriesClaim | undefined;
  readonly image: Image | undefined;
  readonly enclosures: Enclosure[];
  readonly license: string | undefined;
  readonly source: SourceChannel | undefined;
  readonly comments: Comments | undefined;
  readonly inReplyTo: Reply[];
  readonly geo: Geo | undefined;
  readonly media: Media | undefined;
  readonly podcast: Podcast | undefined;
  readonly chapters: Chapter[];
  readonly extensions: Extension[];
  /** What stands in for texts that the entry itself does not have. */
  readonly mediaTitle: string | undefined;
  readonly mediaText: FeedElement | undefined;
}

const MOST = 1000;

/** Reads them off the elements of an entry; what its `links` say of them is added. */
export function readLateFields(element: FeedElement, scope: Scope, context: FeedContext, links: readonly Link[]): LateFields {
  const reader = new LateReader(scope, context);
  for (const child of element.children) reader.read(child);
  return reader.finish(links);
}

class LateReader {
  readonly scope: Scope;
  readonly context: FeedContext;
  readonly contributors: Byline[] = [];
  readonly tagList = new TagList();
  readonly enclosures: Enclosure[] = [];
  readonly inReplyTo: Reply[] = [];
  readonly extensions: Extension[] = [];
  chapters: Chapter[] = [];
  image: Image | undefined = undefined;
  license: string | undefined = undefined;
  source: SourceChannel | undefined = undefined;
  comments: Comments | undefined = undefined;
  geo: Geo | undefined = undefined;
  latitude: number | undefined = undefined;
  longitude: number | undefined = undefined;
  podcast: Mutable<Podcast> | undefined = undefined;
  media: MediaReader | undefined = undefined;
  attachment: string | undefined = undefined;

  constructor(scope: Scope, context: FeedContext) {
    this.scope = scope;
    this.context = context;
  }

  /** Takes one element by its meaning; one without a meaning is kept as an extension. */
  read(child: FeedElement): void {
    const { scope } = this;
    const name = scope.nameOf(child);
    const { key } = name;
    switch (key) {
      case "title": case "dc:title": case "guid": case "id": case "dc:identifier": case "description": case "dc:description": case "dcterms:abstract": case "summary": case "excerpt:encoded":
      case "content:encoded": case "content_encoded": case "encoded": case "fullitem": case "source:markdown": case "xhtml:body": case "body": case "xhtml:div": case "content": case "subtitle":
      case "rights": case "copyright": case "dc:rights": case "dcterms:rights": case "author": case "dc:creator": case "dc:author": case "dc:publisher":
      case "pubdate": case "published": case "issued": case "dcterms:issued": case "dcterms:available": case "dc:date": case "updated": case "modified": case "dcterms:modified": case "lastbuilddate":
      case "created": case "dcterms:created": case "expirationdate": case "dcterms:valid": case "feedburner:origlink": case "source:link": case "dc:language": case "language": case "app:control":
        break;
      case "link":
        if (name.atom && child.hasAttributes && readLink(child, name, scope) === undefined) this.#extend(child);
        break;
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
      case "category": case "dc:subject": case "itunes:category": this.tagList.read(child, key, scope); break;
      case "enclosure": {
        const url = scope.url(child.attribute("url") ?? child.attribute("href") ?? child.attribute("src"));
        if (url === undefined || this.enclosures.length >= MOST) break;
        const type = child.attribute("type");
        const length = readCount(child.attribute("length"));
        this.enclosures.push({ url, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }) });
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
        if (key === "source" && child.hasChildren) {
          this.source ??= readSource(child, scope, this.context);
          break;
        }
        const text = child.line();
        const feedUrl = scope.url(child.attribute("url"));
        if (text !== undefined || feedUrl !== undefined) this.source ??= { ...(text === undefined ? {} : { title: text }), ...(feedUrl === undefined ? {} : { feedUrl }), authors: [], contributors: [], tags: [], links: [] };
        break;
      }
      case "creativecommons:license": case "cc:license": case "dcterms:license": case "podcast:license": this.license ??= scope.of(child).url(child.attribute("resource") ?? child.attribute("url") ?? child.line()); break;
      case "image": case "itunes:image": case "googleplay:image": this.image ??= readImage(child, scope); break;
      case "geo:lat": this.latitude = readNumber(child.line()); break;
      case "geo:long": case "geo:lon": this.longitude = readNumber(child.line()); break;
      case "psc:chapters": this.chapters = readChapters(child, scope); break;
      case "wp:attachment_url":
        this.attachment = scope.url(child.line());
        this.extensions.push(readExtension(child, scope));
        break;
      case "media:content": case "media:group": case "media:thumbnail": case "media:credit": case "media:keywords": case "media:category": case "media:rating": case "media:adult":
      case "media:restriction": case "media:license": case "media:player": case "media:title": case "media:description": case "media:text":
        this.media ??= new MediaReader();
        this.media.read(child, key, scope);
        break;
      default: this.#other(child, key, name.family);
    }
  } // biome-ignore format: cases are a table

  #other(child: FeedElement, key: string, family: string): void {
    const { scope } = this;
    const found = isGeo(family) ? readGeo(key, child, scope) : undefined;
    if (found !== undefined) this.geo ??= found;
    else if (isPodcast(family)) {
      this.podcast ??= {};
      if (!readPodcast(this.podcast, key, child, scope)) this.extensions.push(readExtension(child, scope));
    } else this.#extend(child);
  }

  #extend(child: FeedElement): void {
    if (this.extensions.length < MOST) this.extensions.push(readExtension(child, this.scope));
  }

  finish(links: readonly Link[]): LateFields {
    const { media, podcast, enclosures, tagList } = this;
    // Before Media RSS, which says more of the same files and lists them in no order of its own.
    for (const link of links) this.#addLink(link);
    if (media !== undefined) {
      for (const one of media.enclosures) {
        const same = enclosures.findIndex((other) => other.url === one.url);
        if (same < 0) enclosures.push(one);
        else enclosures[same] = { ...one, ...(enclosures[same] as Enclosure) };
      }
      for (const tag of media.tags) tagList.addNamed(tag);
    }
    if (podcast?.durationSeconds !== undefined && enclosures.length === 1) {
      const [one] = enclosures as [Enclosure];
      if (one.durationSeconds === undefined) enclosures[0] = { ...one, durationSeconds: podcast.durationSeconds };
    }
    const { attachment } = this;
    if (attachment !== undefined && !enclosures.some((one) => one.url === attachment)) enclosures.push({ url: attachment });
    return {
      contributors: this.contributors,
      series: takeSeries(tagList.tags, links),
      tags: tagList.tags,
      image: this.image ?? media?.thumbnails[0],
      enclosures,
      license: this.license,
      source: this.source,
      comments: this.comments,
      inReplyTo: this.inReplyTo,
      geo: this.geo ?? point(this.latitude, this.longitude),
      media: media?.media,
      podcast: podcast !== undefined && Object.keys(podcast).length > 0 ? (podcast as Podcast) : undefined,
      chapters: this.chapters,
      extensions: this.extensions,
      mediaTitle: media?.title,
      mediaText: media?.description,
    };
  }

  #addLink({ rel, href, type, length, title }: Link): void {
    if (rel === "enclosure") {
      if (!this.enclosures.some((one) => one.url === href)) this.enclosures.push({ url: href, ...(type === undefined ? {} : { type }), ...(length === undefined ? {} : { length }), ...(title === undefined ? {} : { title }) });
    } else if (rel === "replies") {
      if (type !== undefined && /(?:atom|rss)\+xml/.test(type)) this.comments = { feed: href, ...this.comments };
      else this.comments = { url: href, ...this.comments };
    } else if (rel === "license") this.license ??= href;
  } // biome-ignore format: long conditions
}

function isGeo(family: string): boolean {
  return family === "georss" || family === "geo" || family === "gml";
}

function isPodcast(family: string): boolean {
  return family === "itunes" || family === "podcast" || family === "googleplay";
}
