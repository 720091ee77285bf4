import type { Entry } from "../model/entry.ts";
import type { Elsewhere, Enclosure, Link, Tag } from "../model/parts.ts";
import type { Author, Post, Series } from "../model/post.ts";
import { hashText } from "../values/hash.ts";
import { Carrier, lateField } from "../values/late-field.ts";
import { urlKey } from "../values/url-key.ts";

/** What one post is made of. */
export interface PostParts {
  /** The copies, the original first. */
  readonly entries: readonly Entry[];
  /** How much body each copy has, in any unit: the fullest is taken without reading the texts. */
  readonly lengths: readonly number[];
  readonly told: Told;
}

/** What is concluded of a post from all posts. It is asked for when the post is; without `series` the post has no such field. */
export interface Told {
  readonly authors: readonly Author[];
  readonly series?: SeriesPlace | undefined;
}

/** A post's place in a series, with the addresses of the parts beside it. */
export interface SeriesPlace {
  readonly series: Pick<Series, "id" | "title" | "of">;
  readonly part?: number;
  readonly previous?: string;
  readonly next?: string;
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

/** What a post is told of when somebody asks: the bodies of its copies, its authors, its series. */
class WithParts extends Carrier {
  readonly #original: Entry;
  readonly #body: Entry | undefined;
  readonly #summary: Entry | undefined;
  readonly #told: Told;
  #series: Post["series"] | null = null;

  constructor(post: object, original: Entry, body: Entry | undefined, summary: Entry | undefined, told: Told) {
    super(post);
    this.#original = original;
    this.#body = body;
    this.#summary = summary;
    this.#told = told;
  }

  static bodyOf(post: object): Entry | undefined {
    return (post as WithParts).#body;
  }

  static summaryOf(post: object): string | undefined {
    return (post as WithParts).#summary?.summary;
  }

  static authorsOf(post: object): readonly Author[] {
    return (post as WithParts).#told.authors;
  }

  static seriesOf(post: object): Post["series"] {
    const own = post as WithParts;
    if (own.#series === null) {
      const place = own.#told.series;
      own.#series = place === undefined ? undefined : placeOf(place, own.#original);
    }
    return own.#series;
  }
}

const HTML = lateField("html", function (this: object) { return WithParts.bodyOf(this)?.html; }); // biome-ignore format: one line each
const TEXT = lateField("text", function (this: object) { return WithParts.bodyOf(this)?.text; }); // biome-ignore format: one line each
const SUMMARY = lateField("summary", function (this: object) { return WithParts.summaryOf(this); }); // biome-ignore format: one line each
const AUTHORS = lateField("authors", function (this: object) { return WithParts.authorsOf(this); }); // biome-ignore format: one line each
const SERIES = lateField("series", function (this: object) { return WithParts.seriesOf(this); }); // biome-ignore format: one line each

/** Fields whose markup `details` has. */
const DETAILED = ["title", "subtitle", "summary", "rights"] as const;

/**
 * One post from its copies: the best that they say, field by field, and from which copy each was taken.
 * Bodies, authors and series are asked for when somebody asks for them; the rest is there.
 */
export function mergePost({ entries, lengths, told }: PostParts): Post {
  const original = entries[0] as Entry;
  const picked: Record<string, string> = {};
  const post: Record<string, unknown> = { id: postId(original.id) };
  const body = fullest(entries, lengths);
  const summary = firstWith(entries, "summary");
  // Before the fields, of which posts have different ones: what is hidden in objects of one shape is found at one place.
  new WithParts(post, original, body, summary, told);
  if (entries.length === 1) takeFields(post, original);
  else mergeFields(post, entries, picked);
  if (body !== undefined && Object.hasOwn(body, "html")) {
    Object.defineProperty(post, "html", HTML);
    if (body !== original) picked.html = body.id;
  }
  if (body !== undefined && Object.hasOwn(body, "text")) {
    Object.defineProperty(post, "text", TEXT);
    if (body !== original) picked.text = body.id;
  }
  if (summary !== undefined) {
    Object.defineProperty(post, "summary", SUMMARY);
    if (summary !== original) picked.summary = summary.id;
  }
  if (entries.length === 1) takeLists(post, original);
  else uniteLists(post, entries);
  post.extensions = original.extensions;
  Object.defineProperty(post, "authors", AUTHORS);
  if ("series" in told) Object.defineProperty(post, "series", SERIES);
  post.copies = entries.map((entry) => entry.id);
  post.picked = picked;
  return post as unknown as Post;
}

function takeFields(post: Record<string, unknown>, entry: Entry): void {
  for (let i = 0; i < SINGLE.length; i++) {
    const field = SINGLE[i] as (typeof SINGLE)[number];
    const value = entry[field];
    if (value !== undefined) post[field] = value;
  }
  if (entry.details !== undefined) post.details = entry.details;
  if (entry.published !== undefined) post.published = entry.published;
  if (entry.updated !== undefined && entry.updated !== "") post.updated = entry.updated;
}

function mergeFields(post: Record<string, unknown>, entries: readonly Entry[], picked: Record<string, string>): void {
  const original = entries[0];
  for (let i = 0; i < SINGLE.length; i++) {
    const field = SINGLE[i] as (typeof SINGLE)[number];
    const from = firstWith(entries, field);
    if (from === undefined) continue;
    post[field] = from[field];
    if (from !== original) picked[field] = from.id;
  }
  const details = detailsOf(entries);
  if (details !== undefined) post.details = details;
  const dated = mostPrecise(entries, "published");
  if (dated !== undefined) {
    post.published = dated.published;
    if (dated !== original) picked.published = dated.id;
  }
  const updated = lastUpdated(entries);
  if (updated !== undefined) {
    post.updated = updated.updated;
    if (updated !== original) picked.updated = updated.id;
  }
}

/** Each of a field's own copy: the title of one and the markup of another's would be two titles. */
function detailsOf(entries: readonly Entry[]): Entry["details"] {
  let details: Entry["details"];
  for (let i = 0; i < DETAILED.length; i++) {
    const field = DETAILED[i] as (typeof DETAILED)[number];
    const detail = firstWith(entries, field)?.details?.[field];
    if (detail !== undefined) details = { ...details, [field]: detail };
  }
  return details;
}

function takeLists(post: Record<string, unknown>, entry: Entry): void {
  post.contributors = entry.contributors;
  post.tags = entry.tags;
  post.enclosures = entry.enclosures;
  post.links = entry.links;
  post.elsewhere = entry.elsewhere;
  post.inReplyTo = entry.inReplyTo;
  post.chapters = entry.chapters;
}

function uniteLists(post: Record<string, unknown>, entries: readonly Entry[]): void {
  post.contributors = union(entries, "contributors", keyOfContributor);
  post.tags = union(entries, "tags", keyOfTag);
  post.enclosures = union(entries, "enclosures", keyOfEnclosure);
  post.links = union(entries, "links", keyOfLink);
  post.elsewhere = union(entries, "elsewhere", keyOfElsewhere);
  post.inReplyTo = union(entries, "inReplyTo", keyOfReply);
  post.chapters = entries.find((entry) => entry.chapters.length > 0)?.chapters ?? [];
}

/** The copy that says the latest change. Where a copy was only put up later than the original, nothing of the article has changed. */
function lastUpdated(entries: readonly Entry[]): Entry | undefined {
  let last: Entry | undefined;
  let latest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i] as Entry;
    if (entry.updated === undefined) continue;
    const time = Date.parse(entry.updated);
    if (!(time > latest) || (i > 0 && time <= Date.parse(entry.published ?? ""))) continue;
    last = entry;
    latest = time;
  }
  return last;
}

function placeOf({ series, part, previous, next }: SeriesPlace, original: Entry): Post["series"] {
  // What the original says of its neighbours comes first.
  const before = original.series?.previous ?? previous;
  const after = original.series?.next ?? next;
  return {
    id: series.id,
    title: series.title,
    ...(part === undefined ? {} : { part }),
    ...(series.of === undefined ? {} : { of: series.of }),
    ...(before === undefined ? {} : { previous: before }),
    ...(after === undefined ? {} : { next: after }),
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
