import type { Byline } from "../../model/parts.ts";
import type { ChannelDraft } from "./channel-draft.ts";
import { isReference, readGenerator, readImage, readLink } from "./common.ts";
import type { FeedElement } from "./element.ts";
import { readExtension } from "./extension.ts";
import { readGeo } from "./geo.ts";
import type { Mutable } from "./mutable.ts";
import type { QualifiedName } from "./name-table.ts";
import { addPerson, readPerson, readPersonElement } from "./person.ts";
import { readPodcast } from "./podcast.ts";
import { readCount, readNumber } from "./scalar.ts";
import { readLanguage, type Scope } from "./scope.ts";
import { readText, type TextValue } from "./text-value.ts";

type Take = (draft: ChannelDraft, element: FeedElement, scope: Scope, name: QualifiedName) => void;

const MOST = 1000;

const text = ({ context }: ChannelDraft, element: FeedElement, scope: Scope, name: QualifiedName): TextValue =>
  readText(element, name, scope, context.sanitize, "auto");

const title: Take = (draft, element, scope, name) => {
  const { channel, details } = draft;
  if (channel.title !== undefined || details.title !== undefined) return;
  const value = text(draft, element, scope, name);
  if (value.value === "") return;
  channel.title = value.line ?? "";
  if (value.isNotable) details.title = value.construct();
};
const description: Take = (draft, element, scope, name) => {
  const { channel, details } = draft;
  if (channel.description !== undefined && (name.key !== "description" || details.description !== undefined)) return;
  const value = text(draft, element, scope, name);
  if (value.value === "") return;
  channel.description = value.plain;
  if (value.isNotable) details.description = value.construct();
  else delete details.description;
};
const rights: Take = (draft, element, scope, name) => {
  const { channel, details } = draft;
  if (channel.rights !== undefined || details.rights !== undefined) return;
  const value = text(draft, element, scope, name);
  if (value.value === "") return;
  channel.rights = value.plain;
  if (value.isNotable) details.rights = value.construct();
};
const link: Take = (draft, element, scope, name) => {
  const found = readLink(element, name, scope);
  if (found !== undefined) {
    if (draft.links.length < MOST) draft.links.push(found);
  } else if (!name.atom) draft.homeText = scope.of(element).url(element.attribute("href") ?? element.line()) ?? draft.homeText;
  else if (element.hasAttributes) extend(draft, element, scope);
};
const id: Take = ({ channel }, element) => {
  const line = element.line();
  if (line !== undefined) channel.id = line;
};
const language: Take = ({ channel }, element, _, { key }) => {
  const tag = readLanguage(element.line());
  if (tag !== undefined && (key === "language" || channel.language === undefined)) channel.language = tag;
};
const author: Take = ({ authors }, element, scope) => addPerson(authors, readPersonElement(element, scope));
const contributor: Take = ({ contributors }, element, scope) => addPerson(contributors, readPersonElement(element, scope));
const publisher: Take = ({ channel }, element) => {
  const person = readPerson(element.line());
  if (person !== undefined) channel.publisher ??= person;
};
const podcastAuthor: Take = ({ podcast }, element, scope, { key }) => { readPodcast(podcast, key, element, scope); }; // biome-ignore format: one line
const owner: Take = ({ channel }, element, scope, { key }) => {
  const inner = scope.of(element);
  const mail = key === "googleplay:owner" ? element.line() : undefined;
  const person: Mutable<Byline> = mail === undefined ? {} : { email: mail };
  for (const child of element.children) {
    const local = inner.nameOf(child).key;
    const line = child.line();
    if (line !== undefined && local.endsWith("name")) person.name = line;
    if (line !== undefined && local.endsWith("email")) person.email = line;
  }
  if (person.name !== undefined || person.email !== undefined) channel.publisher ??= person as Byline;
};
const day =
  (field: "published" | "updated" | "created"): Take =>
  ({ channel, context }, element) => {
    const date = context.date(element);
    if (date !== undefined) channel[field] ??= date;
  };
const published = day("published");
const updated = day("updated");
const created = day("created");
const category: Take = ({ tagList }, element, scope, { key }) => tagList.read(element, key, scope);
const generator: Take = ({ channel }, element, scope) => {
  const found = readGenerator(element, scope);
  if (found !== undefined) channel.generator ??= found;
};
const picture =
  (field: "icon" | "logo"): Take =>
  ({ channel }, element, scope) => {
    const url = scope.of(element).url(element.line());
    if (url !== undefined) channel[field] ??= url;
  };
const image: Take = (draft, element, scope) => {
  const found = readImage(element, scope);
  if (isReference(element)) draft.coverArt ??= found;
  else if (found !== undefined) draft.channel.image ??= found;
};
const cover: Take = (draft, element, scope) => { draft.coverArt = readImage(element, scope) ?? draft.coverArt; }; // biome-ignore format: one line
const license: Take = ({ channel }, element, scope) => {
  const url = scope.of(element).url(element.attribute("resource") ?? element.attribute("url") ?? element.line());
  if (url !== undefined) channel.license ??= url;
};
const longitude: Take = (draft, element) => { draft.longitude = readNumber(element.line()); }; // biome-ignore format: one line

const TAKES: Readonly<Record<string, Take>> = {
  title,
  "media:title": title,
  description,
  tagline: description,
  subtitle: description,
  "dc:description": description,
  "rdfs:comment": description,
  copyright: rights,
  rights,
  "dc:rights": rights,
  "dcterms:rights": rights,
  info: (draft, element, scope, name) => {
    const value = text(draft, element, scope, name);
    if (value.value === "") return;
    draft.channel.info = value.plain;
    if (value.isNotable) draft.details.info = value.construct();
  },
  link,
  id,
  guid: id,
  language,
  "dc:language": language,
  author,
  managingeditor: author,
  "dc:creator": author,
  "dc:author": author,
  contributor,
  "dc:contributor": contributor,
  webmaster: publisher,
  "dc:publisher": publisher,
  "itunes:author": podcastAuthor,
  "googleplay:author": podcastAuthor,
  "itunes:owner": owner,
  "googleplay:owner": owner,
  pubdate: published,
  published,
  "dc:date": published,
  issued: published,
  "dcterms:issued": published,
  "dcterms:available": published,
  lastbuilddate: updated,
  updated,
  modified: updated,
  "dcterms:modified": updated,
  created,
  "dcterms:created": created,
  category,
  "dc:subject": category,
  "itunes:category": category,
  "googleplay:category": category,
  "media:category": category,
  "media:keywords": ({ tagList }, element) => {
    for (const word of (element.line() ?? "").split(",", 500)) if (word.trim() !== "") tagList.tags.push({ name: word.trim() });
  },
  generator,
  "admin:generatoragent": generator,
  icon: picture("icon"),
  logo: picture("logo"),
  image,
  "rss:image": image,
  "itunes:image": cover,
  "googleplay:image": cover,
  "media:thumbnail": cover,
  "itunes:link": (draft, element, scope) => {
    if (element.attribute("rel") === "image") draft.coverArt ??= readImage(element, scope);
  },
  textinput: ({ channel }, element, scope) => {
    const inner = scope.of(element);
    const input: { title?: string; description?: string; name?: string; link?: string } = { ...channel.textInput };
    for (const child of element.children) {
      const local = inner.nameOf(child).key;
      const line = local === "link" ? inner.of(child).url(child.line()) : child.line();
      if (line !== undefined && (local === "title" || local === "description" || local === "name" || local === "link")) input[local] = line;
    }
    if (Object.keys(input).length > 0) channel.textInput = input;
  },
  cloud: ({ channel }, element) => {
    const cloud: Record<string, string> = {};
    for (const part of ["domain", "port", "path", "registerProcedure", "protocol"]) {
      const value = element.attribute(part);
      if (value !== undefined) cloud[part] = value;
    }
    if (Object.keys(cloud).length > 0) channel.cloud = cloud;
  },
  ttl: ({ channel }, element) => {
    const minutes = readCount(element.line());
    if (minutes !== undefined) channel.ttlMinutes = minutes;
  },
  skiphours: ({ channel }, element) => {
    const hours = element.children.map((child) => readNumber(child.line()));
    const whole = hours.filter((hour): hour is number => hour !== undefined && hour >= 0 && hour <= 24).map((hour) => hour % 24);
    if (whole.length > 0) channel.skipHours = whole.slice(0, 48);
  },
  skipdays: ({ channel }, element) => {
    const days = element.children.map((child) => child.line()).filter((line): line is string => line !== undefined);
    if (days.length > 0) channel.skipDays = days.slice(0, 14);
  },
  docs: ({ channel }, element, scope) => {
    const docs = scope.of(element).url(element.line());
    if (docs !== undefined) channel.docs = docs;
  },
  "creativecommons:license": license,
  "cc:license": license,
  "dcterms:license": license,
  "podcast:license": license,
  "itunes:new-feed-url": ({ channel }, element, scope) => {
    const url = scope.of(element).url(element.line());
    if (url !== undefined) channel.newLocation = url;
  },
  "fh:complete": ({ channel }) => {
    channel.complete = true;
  },
  "fh:archive": ({ channel }) => {
    channel.archive = true;
  },
  "geo:lat": (draft, element) => {
    draft.latitude = readNumber(element.line());
  },
  "geo:long": longitude,
  "geo:lon": longitude,
  items: () => {},
};

/** Takes one element of a channel by its meaning; one without a meaning is kept as an extension. */
export function takeInto(draft: ChannelDraft, element: FeedElement, name: QualifiedName, scope: Scope): void {
  const { key, family } = name;
  if (Object.hasOwn(TAKES, key)) (TAKES[key] as Take)(draft, element, scope, name);
  else if (family === "georss" || family === "geo" || family === "gml") {
    const geo = readGeo(key, element, scope);
    if (geo === undefined) extend(draft, element, scope);
    else draft.channel.geo ??= geo;
  } else if (!(isPodcast(family) && readPodcast(draft.podcast, key, element, scope))) extend(draft, element, scope);
}

function isPodcast(family: string): boolean {
  return family === "itunes" || family === "googleplay" || family === "podcast";
}

function extend({ extensions }: ChannelDraft, element: FeedElement, scope: Scope): void {
  if (extensions.length < MOST) extensions.push(readExtension(element, scope));
}
