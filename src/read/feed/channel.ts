import type { Channel, SourceChannel } from "../../model/channel.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Image, Link, Podcast, Tag } from "../../model/parts.ts";
import type { Pages } from "../../model/reading.ts";
import { isReference, readGenerator, readImage, readLink, readTags } from "./common.ts";
import type { FeedElement } from "./element.ts";
import { readExtension } from "./extension.ts";
import type { FeedContext } from "./feed-context.ts";
import { point, readGeo } from "./geo.ts";
import type { Mutable } from "./mutable.ts";
import { addPerson, readPerson, readPersonElement } from "./person.ts";
import { readPodcast } from "./podcast.ts";
import { readCount, readNumber } from "./scalar.ts";
import { readLanguage, type Scope } from "./scope.ts";
import { readText } from "./text-value.ts";

/** What a feed's own elements say, before the entries. */
export interface ChannelReading {
  readonly channel: Channel;
  readonly pages: Pages | undefined;
}

/** The element of a feed and what is inside it, with the scope inside it. */
export interface Part {
  readonly element: FeedElement;
  readonly children: readonly FeedElement[];
  readonly scope: Scope;
}

/** RSS `channel`, Atom `feed`: the children of each part (RSS 1.0 has `image` and `textinput` beside the channel). `entries` are left out. */
export function readChannel(parts: readonly Part[], context: FeedContext, isEntry: (key: string) => boolean): ChannelReading {
  const channel: Mutable<Channel> = {};
  const authors: Byline[] = [];
  const contributors: Byline[] = [];
  const tags: Tag[] = [];
  const links: Link[] = [];
  const hubs: { url: string; type?: string }[] = [];
  const extensions: Extension[] = [];
  const podcast: Mutable<Podcast> = {};
  const details: Mutable<NonNullable<SourceChannel["details"]>> = {};
  let homeText: string | undefined;
  let coverArt: Image | undefined;
  let latitude: number | undefined;
  let longitude: number | undefined;

  for (const { children, scope } of parts) {
    for (const element of children) {
      const name = scope.nameOf(element);
      const { key } = name;
      if (isEntry(key)) continue;
      switch (key) {
        case "title": case "media:title": {
          if (key === "media:title" && channel.title !== undefined) break;
          const text = readText(element, name, scope, context.sanitize, "auto");
          if (text.value !== "" && channel.title === undefined && details.title === undefined) {
            channel.title = text.line ?? "";
            if (text.isNotable) details.title = text.construct();
          }
          break;
        }
        case "description": case "tagline": case "subtitle": case "dc:description": case "rdfs:comment": {
          const text = readText(element, name, scope, context.sanitize, "auto");
          if (text.value !== "" && (channel.description === undefined || (key === "description" && details.description === undefined))) {
            channel.description = text.plain;
            if (text.isNotable) details.description = text.construct();
            else delete details.description;
          }
          break;
        }
        case "copyright": case "rights": case "dc:rights": case "dcterms:rights": {
          const text = readText(element, name, scope, context.sanitize, "auto");
          if (text.value !== "" && channel.rights === undefined && details.rights === undefined) {
            channel.rights = text.plain;
            if (text.isNotable) details.rights = text.construct();
          }
          break;
        }
        case "info": {
          const text = readText(element, name, scope, context.sanitize, "auto");
          if (text.value !== "") {
            channel.info = text.plain;
            if (text.isNotable) details.info = text.construct();
          }
          break;
        }
        case "link": {
          const link = readLink(element, name, scope);
          if (link !== undefined) {
            if (links.length < 1000) links.push(link);
          } else if (name.atom) {
            if (element.hasAttributes && extensions.length < 1000) extensions.push(readExtension(element, scope));
          } else homeText = scope.of(element).url(element.attribute("href") ?? element.line()) ?? homeText;
          break;
        }
        case "id": case "guid": {
          const id = element.line();
          if (id !== undefined) channel.id = id;
          break;
        }
        case "language": case "dc:language": {
          const language = readLanguage(element.line());
          if (language !== undefined && (key === "language" || channel.language === undefined)) channel.language = language;
          break;
        }
        case "author": case "managingeditor": case "dc:creator": case "dc:author": addPerson(authors, readPersonElement(element, scope)); break;
        case "contributor": case "dc:contributor": addPerson(contributors, readPersonElement(element, scope)); break;
        case "webmaster": case "dc:publisher": {
          const person = readPerson(element.line());
          if (person !== undefined) channel.publisher ??= person;
          break;
        }
        case "itunes:author": case "googleplay:author": case "itunes:owner": case "googleplay:owner": {
          if (key.endsWith("author")) {
            readPodcast(podcast, key, element, scope);
            break;
          }
          const inner = scope.of(element);
          const mail = key === "googleplay:owner" ? element.line() : undefined;
          const owner: Mutable<Byline> = mail === undefined ? {} : { email: mail };
          for (const child of element.children) {
            const local = inner.nameOf(child).key;
            const text = child.line();
            if (text !== undefined && local.endsWith("name")) owner.name = text;
            if (text !== undefined && local.endsWith("email")) owner.email = text;
          }
          if (owner.name !== undefined || owner.email !== undefined) channel.publisher ??= owner as Byline;
          break;
        }
        case "pubdate": case "published": case "dc:date": case "issued": case "dcterms:issued": case "dcterms:available": {
          const date = context.date(element);
          if (date !== undefined) channel.published ??= date;
          break;
        }
        case "lastbuilddate": case "updated": case "modified": case "dcterms:modified": {
          const date = context.date(element);
          if (date !== undefined) channel.updated ??= date;
          break;
        }
        case "created": case "dcterms:created": {
          const date = context.date(element);
          if (date !== undefined) channel.created ??= date;
          break;
        }
        case "category": case "dc:subject": case "itunes:category": case "googleplay:category": case "media:category": readTags(element, key, scope, tags); break;
        case "media:keywords": for (const word of (element.line() ?? "").split(",", 500)) if (word.trim() !== "") tags.push({ name: word.trim() }); break;
        case "generator": case "admin:generatoragent": {
          const generator = readGenerator(element, scope);
          if (generator !== undefined) channel.generator ??= generator;
          break;
        }
        case "icon": case "logo": {
          const url = scope.of(element).url(element.line());
          if (url !== undefined) channel[key] ??= url;
          break;
        }
        case "image": case "rss:image": {
          if (isReference(element)) {
            coverArt ??= readImage(element, scope);
            break;
          }
          const image = readImage(element, scope);
          if (image !== undefined) channel.image ??= image;
          break;
        }
        case "itunes:image": case "googleplay:image": case "media:thumbnail": {
          const image = readImage(element, scope);
          if (image !== undefined) coverArt = image;
          break;
        }
        case "textinput": {
          const inner = scope.of(element);
          const input: { title?: string; description?: string; name?: string; link?: string } = { ...channel.textInput };
          for (const child of element.children) {
            const local = inner.nameOf(child).key;
            const text = local === "link" ? inner.of(child).url(child.line()) : child.line();
            if (text !== undefined && (local === "title" || local === "description" || local === "name" || local === "link")) input[local] = text;
          }
          if (Object.keys(input).length > 0) channel.textInput = input;
          break;
        }
        case "cloud": {
          const cloud: Record<string, string> = {};
          for (const part of ["domain", "port", "path", "registerProcedure", "protocol"]) {
            const value = element.attribute(part);
            if (value !== undefined) cloud[part] = value;
          }
          if (Object.keys(cloud).length > 0) channel.cloud = cloud;
          break;
        }
        case "ttl": {
          const minutes = readCount(element.line());
          if (minutes !== undefined) channel.ttlMinutes = minutes;
          break;
        }
        case "skiphours": {
          const hours = element.children.map((child) => readNumber(child.line())).filter((hour): hour is number => hour !== undefined && hour >= 0 && hour <= 24).map((hour) => hour % 24);
          if (hours.length > 0) channel.skipHours = hours.slice(0, 48);
          break;
        }
        case "skipdays": {
          const days = element.children.map((child) => child.line()).filter((day): day is string => day !== undefined);
          if (days.length > 0) channel.skipDays = days.slice(0, 14);
          break;
        }
        case "docs": {
          const docs = scope.of(element).url(element.line());
          if (docs !== undefined) channel.docs = docs;
          break;
        }
        case "creativecommons:license": case "cc:license": case "dcterms:license": case "podcast:license": {
          const url = scope.of(element).url(element.attribute("resource") ?? element.attribute("url") ?? element.line());
          if (url !== undefined) channel.license ??= url;
          break;
        }
        case "itunes:new-feed-url": {
          const url = scope.of(element).url(element.line());
          if (url !== undefined) channel.newLocation = url;
          break;
        }
        case "itunes:link": {
          const image = element.attribute("rel") === "image" ? readImage(element, scope) : undefined;
          if (image !== undefined) coverArt ??= image;
          break;
        }
        case "fh:complete": channel.complete = true; break;
        case "fh:archive": channel.archive = true; break;
        case "geo:lat": latitude = readNumber(element.line()); break;
        case "geo:long": case "geo:lon": longitude = readNumber(element.line()); break;
        case "items": break;
        default: {
          const geo = /^(?:georss|geo|gml):/.test(key) ? readGeo(key, element, scope) : undefined;
          if (geo !== undefined) channel.geo ??= geo;
          else if (!(/^(?:itunes|googleplay|podcast):/.test(key) && readPodcast(podcast, key, element, scope)) && extensions.length < 1000) extensions.push(readExtension(element, scope));
        }
      }
    }
  }

  if (channel.id === undefined) {
    const about = parts.map(({ element }) => element.attribute("about")).find((value) => value !== undefined);
    if (about !== undefined) channel.id = about;
  }
  if (latitude !== undefined || longitude !== undefined) channel.geo ??= point(latitude, longitude) as NonNullable<Channel["geo"]>;
  if (channel.geo === undefined) delete channel.geo;
  const alternates = links.filter((link) => link.rel === "alternate");
  const home = (alternates.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates[0])?.href;
  const text = context.format === "atom" ? (home ?? homeText) : (homeText ?? home);
  if (text !== undefined) channel.home = text;
  const self = links.find((link) => link.rel === "self")?.href;
  if (self !== undefined) channel.feedUrl = self;
  const license = links.find((link) => link.rel === "license")?.href;
  if (license !== undefined) channel.license ??= license;
  for (const link of links) if (link.rel === "hub") hubs.push({ url: link.href, type: "WebSub" });
  if (coverArt !== undefined) channel.image ??= coverArt;
  if (podcast.author !== undefined && authors.length === 0) addPerson(authors, readPerson(podcast.author));
  for (const key of ["title", "description", "rights", "info"] as const) if (channel[key] === "") delete channel[key];
  const language = channel.language ?? parts.map(({ scope }) => scope.language).findLast((tag) => tag !== undefined);
  if (language !== undefined) channel.language = language;
  if (Object.keys(details).length > 0) channel.details = details as NonNullable<SourceChannel["details"]>;
  if (Object.keys(podcast).length > 0) channel.podcast = podcast as Podcast;
  return { channel: { ...channel, authors, contributors, tags, links, hubs, feeds: [], extensions } as Channel, pages: readPages(links) };
} // biome-ignore format: cases are a table

/** RFC 5005 §3 and §4. `previous` there leads towards newer entries. */
function readPages(links: readonly Link[]): Pages | undefined {
  const pages: Mutable<Pages> = {};
  for (const { rel, href } of links) {
    if (rel === "next") pages.next ??= href;
    else if (rel === "previous" || rel === "prev") pages.prev ??= href;
    else if (rel === "first") pages.first ??= href;
    else if (rel === "last") pages.last ??= href;
    else if (rel === "current") pages.current ??= href;
    else if (rel === "prev-archive") pages.prevArchive ??= href;
    else if (rel === "next-archive") pages.nextArchive ??= href;
  }
  return Object.keys(pages).length === 0 ? undefined : (pages as Pages);
}

/** Atom `source` in an entry: a channel without its entries (RFC 4287 §4.2.11). */
export function readSource(element: FeedElement, outer: Scope, context: FeedContext): SourceChannel {
  const scope = outer.of(element);
  const { channel } = readChannel([{ element, children: element.children, scope }], context, (key) => key === "entry" || key === "item");
  const {
    id,
    title,
    home,
    feedUrl,
    description,
    language,
    updated,
    authors,
    contributors,
    tags,
    links,
    generator,
    icon,
    logo,
    rights,
    details,
  } = channel;
  const known = { id, title, home, feedUrl, description, language, updated, generator, icon, logo, rights, details };
  return {
    ...(Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined)) as Partial<SourceChannel>),
    authors,
    contributors,
    tags,
    links,
  };
}
