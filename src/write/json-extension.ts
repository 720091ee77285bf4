import type { FeedHead } from "./feed-head.ts";
import { plainTag } from "./fragments.ts";
import type { HeadFacts } from "./head-facts.ts";
import type { PostInput } from "./post-input.ts";
import { instantOf, writeRfc3339 } from "./write-date.ts";
import { cleanText } from "./write-xml.ts";

type Members = Record<string, unknown>;

/** Fields of a post that JSON Feed has no member for; written in `_offprint` under the same name and in the same shape. */
const POST_FIELDS = [
  "subtitle",
  "canonical",
  "contributors",
  "publisher",

  "elsewhere",
  "rights",
  "license",
  "source",
  "comments",
  "inReplyTo",
  "geo",
  "media",
  "podcast",
  "chapters",
  "status",
] as const satisfies readonly (keyof PostInput)[];

const HEAD_FIELDS = [
  "id",
  "contributors",
  "publisher",
  "tags",
  "rights",
  "license",
  "generator",
  "image",
  "info",
  "docs",
  "ttlMinutes",
  "skipHours",
  "skipDays",
  "cloud",
  "textInput",
  "newLocation",
  "complete",
  "archive",
  "geo",
  "podcast",
] as const satisfies readonly (keyof FeedHead)[];

const NOT_KEPT = new Set(["_offprint"]);

/**
 * Members that JSON Feed leaves to others: `_offprint`, and what stood in the source under names of its own. `unlinked`: the
 * item's id looks like an address, and it has none.
 */
export function itemExtension(post: PostInput, unlinked: boolean): Members | undefined {
  if (!unlinked && isPlain(post)) return undefined;
  const out: Members = {};
  const more: Members = {};
  for (const field of POST_FIELDS) {
    const value = clean(post[field]);
    if (value !== undefined) more[field] = value;
  }
  const series = clean(post.series) as Members | undefined;
  if (series !== undefined) {
    // A post's series has a `title`, an entry's a `name`: readers of entries get a name.
    const { id: _ours, title, ...rest } = series;
    more.series = { name: title ?? series.name, ...rest };
  }
  // An id that looks like an address is taken for one where none is given.
  if (unlinked) more.guidIsPermalink = false;
  for (const field of ["created", "expires"] as const) {
    const date = writeRfc3339(post[field]);
    if (date !== undefined) more[field] = date;
  }
  if (post.tags?.some((tag) => typeof tag !== "string" && (tag.scheme !== undefined || tag.label !== undefined)))
    more.tags = clean(post.tags);
  if (post.image != null && Object.keys(post.image).length > 1) more.image = clean(post.image);
  const links = post.links?.filter((link) => link.rel !== "alternate" && link.rel !== "enclosure");
  if (links !== undefined && links.length > 0) more.links = clean(links);
  if (post.details != null) more.details = clean(post.details);
  addExtensions(out, more, post.extensions);
  return Object.keys(out).length === 0 ? undefined : out;
}

/** Whether JSON Feed has a member for all that the post says. One field after the other, for going through a list of names is slow. */
function isPlain(post: PostInput): boolean {
  return (
    post.subtitle == null &&
    post.canonical == null &&
    post.contributors == null &&
    post.publisher == null &&
    post.elsewhere == null &&
    post.rights == null &&
    post.license == null &&
    post.source == null &&
    post.comments == null &&
    post.inReplyTo == null &&
    post.geo == null &&
    post.media == null &&
    post.podcast == null &&
    post.chapters == null &&
    post.status == null &&
    post.series == null &&
    post.created == null &&
    post.expires == null &&
    post.image == null &&
    post.links == null &&
    post.details == null &&
    post.extensions == null &&
    (post.tags == null || post.tags.every((tag) => plainTag(tag) !== undefined))
  );
}

export function feedExtension(out: Members, head: FeedHead, facts: HeadFacts): void {
  const more: Members = {};
  for (const field of HEAD_FIELDS) {
    const value = clean(head[field]);
    if (value !== undefined && !(field === "image" && typeof head.image === "object" && Object.keys(head.image).length < 2))
      more[field] = value;
  }
  const links = head.links?.filter(({ rel }) => !facts.said.has(rel));
  if (links !== undefined && links.length > 0) more.links = clean(links);
  for (const field of ["updated", "published", "created"] as const) {
    const date = writeRfc3339(head[field]);
    if (date !== undefined) more[field] = date;
  }
  const pages = clean(head.pages) as Members | undefined;
  if (pages != null && Object.keys(pages).some((key) => key !== "next")) more.pages = pages;
  addExtensions(out, more, head.extensions);
}

/** JSON Feed's own extensions go back where they stood; XML's go into `_offprint`, as the model has them. */
function addExtensions(out: Members, more: Members, extensions: PostInput["extensions"]): void {
  const foreign: unknown[] = [];
  for (const extension of extensions ?? []) {
    if (extension.json === undefined) {
      foreign.push(clean(extension));
      continue;
    }
    // The specification has extension names begin with an underscore and a letter, and have no dot.
    if (!/^_[A-Za-z][^.]*$/.test(extension.name) || NOT_KEPT.has(extension.name)) continue;
    try {
      out[cleanText(extension.name)] = clean(JSON.parse(extension.json)) ?? null;
    } catch {
      // No JSON, and so nothing that came from a JSON feed.
    }
  }
  if (foreign.length > 0) more.extensions = foreign;
  if (Object.keys(more).length > 0) out._offprint = more;
}

/**
 * A value as it can be sent: dates as text, no characters that Unicode forbids, nothing empty. `undefined` when nothing is left.
 * Depth is bounded, for extensions come from documents.
 */
function clean(value: unknown, depth = 0): unknown {
  if (value === undefined || value === null || depth > 200) return undefined;
  if (typeof value === "string") return cleanText(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "boolean") return value;
  if (value instanceof Date) return instantOf(value) === undefined ? undefined : writeRfc3339(value);
  if (Array.isArray(value)) {
    const list = value.map((item) => clean(item, depth + 1) ?? null);
    return list.length === 0 && depth === 0 ? undefined : list;
  }
  if (typeof value !== "object") return undefined;
  const out: Members = {};
  for (const [key, item] of Object.entries(value)) {
    const kept = clean(item, depth + 1);
    if (kept !== undefined && key !== "__proto__") out[cleanText(key)] = kept;
  }
  return Object.keys(out).length === 0 && depth === 0 ? undefined : out;
}
