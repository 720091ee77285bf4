import type { FeedElement } from "./element.ts";
import type { QualifiedName } from "./name-table.ts";
import { NAME, NEXT, ROW, SCOPED } from "./outline-row.ts";
import type { Scope } from "./scope.ts";

/** What an element may add to, a bit each: an entry has accessors for those fields only that something stands there for. */
export const CONTRIBUTORS = 1;
export const TAGS = 2;
export const SERIES = 4;
export const IMAGE = 8;
export const ENCLOSURES = 16;
export const LICENSE = 32;
export const SOURCE = 64;
export const COMMENTS = 128;
export const REPLIES = 256;
export const GEO = 512;
export const MEDIA = 1024;
export const PODCAST = 2048;
export const CHAPTERS = 4096;
export const EXTENSIONS = 8192;
/** A title or a description of its media may stand in for the entry's. */
export const MEDIA_TEXT = 16384;
const ALL_MEDIA = IMAGE | ENCLOSURES | TAGS | MEDIA | MEDIA_TEXT;

const KINDS: Readonly<Record<string, number>> = {
  contributor: CONTRIBUTORS, "dc:contributor": CONTRIBUTORS, "podcast:person": CONTRIBUTORS,
  category: TAGS, "dc:subject": TAGS, "itunes:category": TAGS, "media:keywords": TAGS, "media:category": TAGS,
  image: IMAGE, "itunes:image": IMAGE, "googleplay:image": IMAGE, "itunes:link": IMAGE, "media:thumbnail": IMAGE | MEDIA,
  enclosure: ENCLOSURES, "media:content": ENCLOSURES, "media:group": 0, "wp:attachment_url": ENCLOSURES | EXTENSIONS,
  "creativecommons:license": LICENSE, "cc:license": LICENSE, "dcterms:license": LICENSE, "podcast:license": LICENSE,
  source: SOURCE, "dc:source": SOURCE,
  comments: COMMENTS, "slash:comments": COMMENTS, "thr:total": COMMENTS, "wfw:commentrss": COMMENTS, "wfw:comment": COMMENTS,
  "thr:in-reply-to": REPLIES,
  "geo:lat": GEO, "geo:long": GEO, "geo:lon": GEO,
  "media:credit": MEDIA, "media:rating": MEDIA, "media:adult": MEDIA, "media:restriction": MEDIA, "media:license": MEDIA, "media:player": MEDIA,
  "media:title": MEDIA_TEXT, "media:description": MEDIA_TEXT, "media:text": MEDIA_TEXT,
  "psc:chapters": CHAPTERS,
}; // biome-ignore format: a table

const PODCAST_FIELDS = new Set("author subtitle summary description explicit block duration season episode episodetype type keywords guid locked transcript".split(" ")); // biome-ignore format: a list

/** What elements of a name may add to, those inside them not looked at. */
export function lateKindsOf({ key, family }: QualifiedName): number {
  if (Object.hasOwn(KINDS, key)) return KINDS[key] as number;
  if (family === "georss" || family === "geo" || family === "gml") return GEO | EXTENSIONS;
  if (family !== "itunes" && family !== "podcast" && family !== "googleplay") return EXTENSIONS;
  const local = key.slice(family.length + 1);
  return PODCAST_FIELDS.has(local) ? PODCAST : local === "chapters" ? PODCAST | EXTENSIONS : EXTENSIONS;
}

/** What the elements inside a `media:group` or `media:content` may add to. */
export function mediaKindsInside({ outline, row }: FeedElement, scope: Scope): number {
  const { rows } = outline;
  const end = rows[row + NEXT] as number;
  let kinds = 0;
  for (let at = row + ROW; at < end; at += ROW) {
    // Where names are declared inside, they may mean anything.
    if (((rows[at + NAME] as number) & SCOPED) !== 0) return ALL_MEDIA;
    const name = scope.name(outline.nameAt(at).name);
    if (name.family === "media") kinds |= lateKindsOf(name) & ALL_MEDIA;
  }
  return kinds;
}
