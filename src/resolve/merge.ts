import type { Entry } from "../model/entry.ts";
import type { Elsewhere, Enclosure, Link, Tag } from "../model/parts.ts";
import type { Author, Post, Series } from "../model/post.ts";
import { hashText } from "../values/hash.ts";
import { urlKey } from "../values/url-key.ts";

/** What one post is made of. */
export interface PostParts {
  /** The copies, the original first. */
  readonly entries: readonly Entry[];
  /** How much body each copy has, in any unit: the fullest is taken without reading the texts. */
  readonly lengths: readonly number[];
  readonly authors: readonly Author[];
  readonly series?: { readonly series: Series; readonly part?: number };
}

/** Fields of which the original's is taken, else the first copy's that has it. */
const SINGLE = [
  "url",
  "guid",
  "canonical",
  "externalUrl",
  "title",
  "subtitle",
  "created",
  "expires",
  "language",
  "details",
  "publisher",
  "image",
  "rights",
  "license",
  "source",
  "comments",
  "geo",
  "media",
  "podcast",
] as const;

/** A copy's body must be this much longer than the original's to be taken instead of it. */
const FULLER = 1.25;

/** The id of the post whose original is the given entry. */
export function postId(original: string): string {
  return hashText(`post\n${original}`);
}

/** One post from its copies: the best that they say, field by field, and from which copy each was taken. */
export function mergePost({ entries, lengths, authors, series }: PostParts): Post {
  const original = entries[0] as Entry;
  const picked: Record<string, string> = {};
  const post: Record<string, unknown> = { id: postId(original.id) };
  const note = (field: string, from: Entry) => {
    if (from !== original) picked[field] = from.id;
  };
  for (let i = 0; i < SINGLE.length; i++) {
    const field = SINGLE[i] as (typeof SINGLE)[number];
    const from = firstWith(entries, field);
    if (from === undefined) continue;
    post[field] = from[field];
    note(field, from);
  }
  const dated = mostPrecise(entries, "published");
  if (dated !== undefined) {
    post.published = dated.published;
    note("published", dated);
  }
  let updated: Entry | undefined;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry;
    if (entry.updated !== undefined && entry.updated > (updated?.updated ?? "")) updated = entry;
  }
  if (updated !== undefined) {
    post.updated = updated.updated;
    note("updated", updated);
  }
  const body = fullest(entries, lengths);
  if (body !== undefined) {
    for (const field of ["html", "text"] as const) {
      if (!Object.hasOwn(body, field)) continue;
      Object.defineProperty(post, field, { enumerable: true, configurable: true, get: () => body[field] });
      note(field, body);
    }
  }
  const summary = firstWith(entries, "summary");
  if (summary !== undefined) {
    Object.defineProperty(post, "summary", { enumerable: true, configurable: true, get: () => summary.summary });
    note("summary", summary);
  }
  post.contributors = entries.length === 1 ? original.contributors : union(entries, "contributors", keyOfContributor);
  post.tags = entries.length === 1 ? original.tags : union(entries, "tags", keyOfTag);
  post.enclosures = entries.length === 1 ? original.enclosures : union(entries, "enclosures", keyOfEnclosure);
  post.links = entries.length === 1 ? original.links : union(entries, "links", keyOfLink);
  post.elsewhere = entries.length === 1 ? original.elsewhere : union(entries, "elsewhere", keyOfElsewhere);
  post.inReplyTo = entries.length === 1 ? original.inReplyTo : union(entries, "inReplyTo", keyOfReply);
  post.chapters = entries.length === 1 ? original.chapters : (entries.find((entry) => entry.chapters.length > 0)?.chapters ?? []);
  post.extensions = original.extensions;
  post.authors = authors;
  if (series !== undefined) post.series = placeIn(series.series, series.part, original);
  post.copies = entries.map((entry) => entry.id);
  post.picked = picked;
  return post as unknown as Post;
}

function placeIn(series: Series, part: number | undefined, original: Entry): Post["series"] {
  const at = series.parts.findIndex((one) => one.url !== undefined && one.url === original.url);
  const previous = at > 0 ? series.parts[at - 1]?.url : undefined;
  const next = at >= 0 ? series.parts[at + 1]?.url : undefined;
  return {
    id: series.id,
    title: series.title,
    ...(part === undefined ? {} : { part }),
    ...(series.of === undefined ? {} : { of: series.of }),
    ...((original.series?.previous ?? previous) === undefined ? {} : { previous: (original.series?.previous ?? previous) as string }),
    ...((original.series?.next ?? next) === undefined ? {} : { next: (original.series?.next ?? next) as string }),
  };
}

/** The original's body unless a copy has clearly more of it. */
function fullest(entries: readonly Entry[], lengths: readonly number[]): Entry | undefined {
  let best = -1;
  for (let i = 0; i < entries.length; i++) {
    if (best < 0 ? (lengths[i] ?? 0) > 0 : (lengths[i] ?? 0) > (lengths[best] ?? 0) * (best === 0 ? FULLER : 1)) best = i;
  }
  return entries[best] ?? entries.find((entry) => Object.hasOwn(entry, "html") || Object.hasOwn(entry, "text"));
}

/** An instant before a bare day; the original's before others' of the same day or later ones. */
function mostPrecise(entries: readonly Entry[], field: "published"): Entry | undefined {
  const first = entries.find((entry) => entry[field] !== undefined);
  const day = first?.[field];
  if (first === undefined || day === undefined || day.length > 10) return first;
  return entries.find((entry) => (entry[field]?.length ?? 0) > 10 && entry[field]?.startsWith(day)) ?? first;
}

/** The first copy that has a field. */
function firstWith(entries: readonly Entry[], field: (typeof SINGLE)[number] | "summary"): Entry | undefined {
  for (let i = 0; i < entries.length; i++) if ((entries[i] as Entry)[field] !== undefined) return entries[i];
  return undefined;
}

const keyOfContributor = (one: Entry["contributors"][number]) =>
  `${one.name ?? ""}\n${one.email ?? ""}\n${one.url ?? ""}\n${one.role ?? ""}`;
const keyOfTag = (tag: Tag) => tag.name.toLowerCase();
const keyOfEnclosure = (one: Enclosure) => urlKey(one.url) ?? one.url;
const keyOfLink = (link: Link) => `${link.rel}\n${link.href}`;
const keyOfElsewhere = (one: Elsewhere) => `${one.direction}\n${one.url ?? one.quote}`;
const keyOfReply = (one: Entry["inReplyTo"][number]) => `${one.url ?? ""}\n${one.ref ?? ""}`;

type Listed = "contributors" | "tags" | "enclosures" | "links" | "elsewhere" | "inReplyTo";

/** What all copies list, each once. */
function union<F extends Listed>(
  entries: readonly Entry[],
  field: F,
  keyOf: (one: Entry[F][number]) => string,
): readonly Entry[F][number][] {
  let found: Map<string, Entry[F][number]> | undefined;
  for (let i = 0; i < entries.length; i++) {
    const list: readonly Entry[F][number][] = (entries[i] as Entry)[field];
    for (let n = 0; n < list.length; n++) {
      const one = list[n] as Entry[F][number];
      const key = keyOf(one);
      found ??= new Map();
      if (!found.has(key)) found.set(key, one);
    }
  }
  return found === undefined ? [] : [...found.values()];
}
