import type { Entry } from "../model/entry.ts";
import type { Author, Post } from "../model/post.ts";
import { hashText } from "../values/hash.ts";
import { htmlToText } from "../values/html.ts";

/** A post as it is kept: its authors by id, its body by the entry that it was taken from. */
export interface PostRow {
  readonly id: string;
  /** Of all that it says, its authors' particulars too. */
  readonly hash: string;
  /** For sorting: its date in UTC, `""` where it has none. */
  readonly at: string;
  readonly data: string;
  /** The entry that has `html` and `text`; `null` where the post has its own. */
  readonly body: string | null;
  readonly html: string | null;
  readonly text: string | null;
  /** JSON of the lists that it stands on. */
  readonly shelves: string;
}

export function toPostRow(post: Post, entries: ReadonlyMap<string, Entry>): PostRow {
  const data: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(Object.getOwnPropertyDescriptors(post))) {
    if (key === "html" || key === "text" || key === "authors" || key === "id") continue;
    data[key] = value.get ? (post as unknown as Record<string, unknown>)[key] : value.value;
  }
  data.authors = post.authors.map((author) => author.id);
  for (const [key, value] of Object.entries(data)) if (Array.isArray(value) && value.length === 0) delete data[key];
  const from = post.picked.html ?? post.picked.text ?? post.copies[0];
  const entry = from === undefined ? undefined : entries.get(from);
  const sameBody = entry !== undefined && entry.html === post.html && (post.html !== undefined || entry.text === post.text);
  const html = sameBody ? null : (post.html ?? null);
  const text = sameBody ? null : (post.text ?? null);
  const json = JSON.stringify(data);
  const body = sameBody ? (from as string) : null;
  const shelves = JSON.stringify(shelvesOf(post, entries));
  return { id: post.id, hash: hashText(`${json}\n${post.html ?? post.text ?? ""}\n${JSON.stringify(post.authors)}\n${shelves}`), at: sortKey(post.published), data: json, body, html, text, shelves };
}

const LISTS = ["contributors", "tags", "enclosures", "links", "elsewhere", "inReplyTo", "chapters", "extensions", "copies"] as const;

export interface PostBody {
  readonly html: string | null;
  readonly text: string | null;
}

export function fromPostRow(row: Pick<PostRow, "id" | "data">, body: PostBody | undefined, authors: ReadonlyMap<string, Author>): Post {
  const data = JSON.parse(row.data) as Record<string, unknown>;
  for (const key of LISTS) data[key] ??= [];
  const post: Record<string, unknown> = { id: row.id, ...data };
  post.authors = ((data.authors as string[] | undefined) ?? []).flatMap((id) => authors.get(id) ?? []);
  const html = body?.html || undefined;
  const text = body?.text || undefined;
  if (html !== undefined) post.html = html;
  if (text !== undefined) post.text = text;
  else if (html !== undefined) {
    let made: string | undefined;
    Object.defineProperty(post, "text", { enumerable: true, configurable: true, get: () => (made ??= htmlToText(html)) });
  }
  return post as unknown as Post;
}

/** An instant in UTC: as texts they sort by time. A day is its first moment, as the resolver sorts it. */
export function sortKey(timestamp: string | undefined): string {
  const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(time) ? "" : new Date(time).toISOString();
}

/** The lists that a post is on, sorted: keys are claimed in one order. */
export function shelvesOf(post: Post, entries: ReadonlyMap<string, Entry>): string[] {
  const shelves = new Set<string>(["all"]);
  for (const author of post.authors) shelves.add(authorShelf(author.id));
  for (const tag of post.tags) shelves.add(tagShelf(tag.name));
  if (post.series) shelves.add(seriesShelf(post.series.id));
  for (const copy of post.copies) {
    const source = entries.get(copy)?.from.source;
    if (source !== undefined) shelves.add(sourceShelf(source));
  }
  return [...shelves].sort();
}

export const authorShelf = (id: string) => `author ${id}`;
export const seriesShelf = (id: string) => `series ${id}`;
export const tagShelf = (name: string) => `tag ${foldName(name)}`;
export const sourceShelf = (source: string) => `source ${source}`;

/** One form for names that differ in case and white space only. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
