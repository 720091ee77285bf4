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
  for (const field of SINGLE) {
    for (const from of entries) {
      const value = from[field];
      if (value === undefined) continue;
      post[field] = value;
      note(field, from);
      break;
    }
  }
  const dated = mostPrecise(entries, "published");
  if (dated !== undefined) {
    post.published = dated.published;
    note("published", dated);
  }
  let updated: Entry | undefined;
  for (const entry of entries) if (entry.updated !== undefined && entry.updated > (updated?.updated ?? "")) updated = entry;
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
  const summary = entries.find((entry) => entry.summary !== undefined);
  if (summary !== undefined) {
    Object.defineProperty(post, "summary", { enumerable: true, configurable: true, get: () => summary.summary });
    note("summary", summary);
  }
  post.contributors = union(
    entries,
    (entry) => entry.contributors,
    (one) => `${one.name ?? ""}\n${one.email ?? ""}\n${one.url ?? ""}\n${one.role ?? ""}`,
  );
  post.tags = union<Tag>(
    entries,
    (entry) => entry.tags,
    (tag) => tag.name.toLowerCase(),
  );
  post.enclosures = union<Enclosure>(
    entries,
    (entry) => entry.enclosures,
    (one) => urlKey(one.url) ?? one.url,
  );
  post.links = union<Link>(
    entries,
    (entry) => entry.links,
    (link) => `${link.rel}\n${link.href}`,
  );
  post.elsewhere = union<Elsewhere>(
    entries,
    (entry) => entry.elsewhere,
    (one) => `${one.direction}\n${one.url ?? one.quote}`,
  );
  post.inReplyTo = union(
    entries,
    (entry) => entry.inReplyTo,
    (one) => `${one.url ?? ""}\n${one.ref ?? ""}`,
  );
  post.chapters = entries.find((entry) => entry.chapters.length > 0)?.chapters ?? [];
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

function union<T>(entries: readonly Entry[], list: (entry: Entry) => readonly T[], key: (one: T) => string): readonly T[] {
  if (entries.length === 1) return list(entries[0] as Entry);
  const found = new Map<string, T>();
  for (const entry of entries) for (const one of list(entry)) if (!found.has(key(one))) found.set(key(one), one);
  return [...found.values()];
}
