import type { Channel } from "../../model/channel.ts";
import type { Entry } from "../../model/entry.ts";
import type { Extension } from "../../model/extension.ts";
import type { Link, SeriesClaim, Tag } from "../../model/parts.ts";
import { sanitizeHtml } from "../../values/html.ts";
import { parseMachineDate } from "../../values/machine-date.ts";
import { withoutForbidden } from "../../values/xml-text.ts";
import type { Mutable } from "./mutable.ts";

/**
 * What offprint's own writers say where a format has no words for it: `_offprint` in JSON Feed, by the model's names, and the
 * category of a series. A document is not to be trusted because it says that we wrote it: every value is looked at.
 */

interface Around {
  readonly url: (value: unknown) => string | undefined;
  readonly sanitize: boolean;
}

type Shape = "text" | "line" | "url" | "number" | "flag" | "date" | "html" | readonly [Shape] | { readonly [key: string]: Shape };

const PERSON: Shape = { name: "line", url: "url", email: "line", handle: "line", bio: "text", image: "url", role: "line" };
const TAG: Shape = { "name!": "line", scheme: "line", label: "line" };
const LINK: Shape = { "href!": "url", "rel!": "line", type: "line", title: "line", hreflang: "line", length: "number" };
const IMAGE: Shape = { "url!": "url", title: "line", link: "url", width: "number", height: "number", description: "line" };
const GENERATOR: Shape = { name: "line", url: "url", version: "line" };
const CONSTRUCT: Shape = { "type!": "line", "value!": "html", language: "line", base: "url" };
const CREDITS: Shape = [{ "value!": "line", role: "line", scheme: "line" }];
const PODCAST: Shape = {
  author: "line", subtitle: "line", summary: "text", explicit: "flag", block: "flag", durationSeconds: "number", season: "number", episode: "number", type: "line", keywords: ["line"], guid: "line", locked: "flag",
  transcripts: [{ "url!": "url", type: "line", language: "line" }], chaptersUrl: "url",
}; // biome-ignore format: a table
const SOURCE: Shape = {
  id: "line", title: "line", home: "url", url: "url", feedUrl: "url", description: "text", language: "line", updated: "date", authors: [PERSON], contributors: [PERSON], tags: [TAG], links: [LINK], generator: GENERATOR, icon: "url", logo: "url", rights: "text",
  details: { title: CONSTRUCT, description: CONSTRUCT, rights: CONSTRUCT, info: CONSTRUCT },
}; // biome-ignore format: a table
const ENTRY: Shape = {
  subtitle: "line", canonical: "url", contributors: [PERSON], publisher: PERSON, rights: "text", license: "url", created: "date", expires: "date", tags: [TAG], image: IMAGE, links: [LINK], source: SOURCE, podcast: PODCAST,
  series: { "name!": "line", part: "number", of: "number", url: "url", previous: "url", next: "url", parts: [{ part: "number", title: "line", url: "url" }] },
  elsewhere: [{ "direction!": "line", where: "line", url: "url", "quote!": "text" }],
  comments: { url: "url", count: "number", feed: "url", api: "url" },
  inReplyTo: [{ url: "url", ref: "line", source: "url", type: "line" }],
  media: { player: "url", thumbnails: [IMAGE], credits: CREDITS, rating: { "value!": "line", scheme: "line" }, restriction: { "value!": "line", relationship: "line", type: "line" }, license: { value: "line", href: "url", type: "line" } },
  chapters: [{ "start!": "line", title: "line", url: "url", image: "url" }],
  details: { title: CONSTRUCT, subtitle: CONSTRUCT, summary: CONSTRUCT, rights: CONSTRUCT },
}; // biome-ignore format: a table
const CHANNEL: Shape = {
  id: "line", contributors: [PERSON], publisher: PERSON, tags: [TAG], links: [LINK], rights: "text", license: "url", generator: GENERATOR, image: IMAGE, info: "text", docs: "url", ttlMinutes: "number", skipHours: ["number"], skipDays: ["line"],
  cloud: { domain: "line", port: "line", path: "line", registerProcedure: "line", protocol: "line" },
  textInput: { title: "line", description: "line", name: "line", link: "url" },
  newLocation: "url", complete: "flag", archive: "flag", updated: "date", published: "date", created: "date", podcast: PODCAST,
  details: { title: CONSTRUCT, description: CONSTRUCT, rights: CONSTRUCT, info: CONSTRUCT },
}; // biome-ignore format: a table
const PAGES: Shape = {
  number: "number",
  of: "number",
  next: "url",
  prev: "url",
  first: "url",
  last: "url",
  current: "url",
  prevArchive: "url",
  nextArchive: "url",
};

export const OWN_MEMBER = "_offprint";

/** `_offprint` of an item. */
export function readOwnItem(entry: Mutable<Entry>, value: unknown, around: Around): void {
  if (typeof value !== "object" || value === null) return;
  const found = (take(ENTRY, value, around) as Record<string, unknown> | undefined) ?? {};
  const elsewhere = found.elsewhere as { direction: string }[] | undefined;
  if (elsewhere !== undefined) found.elsewhere = elsewhere.filter(({ direction }) => direction === "from" || direction === "also");
  const source = found.source as Record<string, unknown> | undefined;
  if (source !== undefined) {
    if (source.home === undefined && source.url !== undefined) source.home = source.url;
    delete source.url;
    for (const list of ["authors", "contributors", "tags", "links"]) source[list] ??= [];
  }
  const media = found.media as Record<string, unknown> | undefined;
  if (media !== undefined) for (const list of ["thumbnails", "credits"]) media[list] ??= [];
  const own = value as Record<string, unknown>;
  const geo = readGeoValue(own.geo);
  if (geo !== undefined) found.geo = geo;
  const status = own.status;
  if (typeof status === "string" && /^(?:draft|private|pending|scheduled|trash)$/.test(status)) found.status = status;
  const extensions = readExtensions(own.extensions);
  if (extensions.length > 0) found.extensions = [...(entry.extensions ?? []), ...extensions];
  Object.assign(entry, found);
  if (own.guidIsPermalink === false && entry.url === entry.guid) delete entry.url;
}

/** `_offprint` of a feed; gives back the feed's place among others. */
export function readOwnFeed(channel: Mutable<Channel>, value: unknown, around: Around): Record<string, unknown> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (take(CHANNEL, value, around) as Record<string, unknown> | undefined) ?? {};
  const own = value as Record<string, unknown>;
  const geo = readGeoValue(own.geo);
  if (geo !== undefined) found.geo = geo;
  const extensions = readExtensions(own.extensions);
  if (extensions.length > 0) found.extensions = [...(channel.extensions ?? []), ...extensions];
  Object.assign(channel, found);
  const pages = take(PAGES, own.pages, around) as Record<string, unknown> | undefined;
  return pages === undefined || Object.keys(pages).length === 0 ? undefined : pages;
}

/** `_offprint` of an author or an attachment: a few members beside those that the format has. */
export function readOwnMembers(value: unknown, shape: { readonly [key: string]: Shape }, around: Around): object {
  return (take(shape, value, around) as object | undefined) ?? {};
}

const SERIES = /^urn:offprint:series(?::(\d{1,6}(?:\.\d{1,4})?))?(?::(\d{1,6}))?$/;

/** The category by which RSS and Atom say the series is taken out of the tags; `prev` and `next` are its neighbours. */
export function takeSeries(tags: Tag[], links: readonly Link[]): SeriesClaim | undefined {
  for (let i = 0; i < tags.length; i++) {
    const tag = tags[i];
    if (tag?.scheme === undefined || !tag.scheme.startsWith("urn:offprint:series")) continue;
    const match = SERIES.exec(tag.scheme);
    if (match === null) continue;
    tags.splice(i, 1);
    const href = (rel: string): string | undefined => links.find((link) => link.rel === rel)?.href;
    const url = href("collection");
    const previous = href("prev");
    const next = href("next");
    return {
      name: tag.name,
      ...(match[1] !== undefined && { part: Number(match[1]) }),
      ...(match[2] !== undefined && { of: Number(match[2]) }),
      ...(url !== undefined && { url }),
      ...(previous !== undefined && { previous }),
      ...(next !== undefined && { next }),
    };
  }
  return undefined;
}

function take(shape: Shape, value: unknown, around: Around): unknown {
  if (value === undefined || value === null) return undefined;
  if (typeof shape === "string") return takeValue(shape, value, around);
  if (isList(shape)) {
    if (!Array.isArray(value)) return undefined;
    const list = value.slice(0, 5000).map((one) => take(shape[0], one, around));
    return list.filter((one) => one !== undefined);
  }
  if (typeof value !== "object" || Array.isArray(value)) return undefined;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(shape)) {
    const name = key.endsWith("!") ? key.slice(0, -1) : key;
    const found = Object.hasOwn(value, name) ? take(inner, (value as Record<string, unknown>)[name], around) : undefined;
    if (found !== undefined) out[name] = found;
    else if (name !== key) return undefined;
  }
  return Object.keys(out).length === 0 ? undefined : out;
}

function isList(shape: Shape): shape is readonly [Shape] {
  return Array.isArray(shape);
}

function takeValue(shape: string, value: unknown, around: Around): unknown {
  switch (shape) {
    case "number":
      return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
    case "flag":
      return typeof value === "boolean" ? value : undefined;
    case "url":
      return around.url(value);
    case "date":
      return typeof value === "string" ? parseMachineDate(value) : undefined;
    case "html":
      return typeof value === "string" ? sanitizeHtml(value, { allowAll: !around.sanitize }) : undefined;
    default: {
      if (typeof value !== "string") return undefined;
      const text = withoutForbidden(value).trim();
      return (shape === "line" ? text.replace(/\s+/g, " ") : text) || undefined;
    }
  }
}

function readGeoValue(value: unknown): Entry["geo"] {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown };
  if (typeof type !== "string" || !/^(?:Point|LineString|Polygon|Box)$/.test(type)) return undefined;
  const depth = { Point: 1, LineString: 2, Polygon: 3, Box: 2 }[type] ?? 0;
  return isNumbers(coordinates, depth) ? ({ type, coordinates } as unknown as NonNullable<Entry["geo"]>) : undefined;
}

function isNumbers(value: unknown, depth: number): boolean {
  if (depth === 0) return typeof value === "number" && Number.isFinite(value);
  return Array.isArray(value) && value.length > 0 && value.every((one) => isNumbers(one, depth - 1));
}

const MAX_DEPTH = 24;

function readExtensions(value: unknown, depth = 0): Extension[] {
  if (!Array.isArray(value) || depth > MAX_DEPTH) return [];
  const out: Extension[] = [];
  for (const one of value.slice(0, 1000) as unknown[]) {
    if (typeof one !== "object" || one === null) continue;
    const { name, namespace, prefix, attributes, children, text } = one as Record<string, unknown>;
    if (typeof name !== "string" || name === "") continue;
    const pairs = (Array.isArray(attributes) ? attributes : []).filter(
      (pair): pair is [string, string] => Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string",
    );
    out.push({
      name: withoutForbidden(name),
      ...(typeof namespace === "string" && { namespace: withoutForbidden(namespace) }),
      ...(typeof prefix === "string" && { prefix: withoutForbidden(prefix) }),
      attributes: pairs.map(([key, text]) => [withoutForbidden(key), withoutForbidden(text)] as const),
      children: readExtensions(children, depth + 1),
      ...(typeof text === "string" && { text: withoutForbidden(text) }),
    });
  }
  return out;
}
