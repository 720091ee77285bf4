import type { Entry } from "../model/entry.ts";
import type { Author, Post } from "../model/post.ts";
import { hashText } from "../values/hash.ts";
import { htmlToText } from "../values/html.ts";
import { entryHash } from "./entry-row.ts";

/** A post as it is kept: its authors by id, its body by the entry that it was taken from. */
export interface PostRow {
  readonly id: string;
  /** Of all that it says, its authors' particulars too. */
  readonly hash: string;
  /** Of all but its authors. */
  readonly rest: string;
  /** For sorting: its date in milliseconds since 1970, `UNDATED` where it has none. */
  readonly at: number;
  /** The original's. */
  readonly source: string;
  readonly data: string;
  /** JSON of their ids. */
  readonly authors: string;
  /** The id of the entry that has `html` and `text`; `null` where the post has its own. */
  readonly body: string | null;
  readonly html: string | null;
  readonly text: string | null;
  /** The names of the lists that it stands on. */
  readonly shelves: readonly string[];
}

const APART = new Set(["html", "text", "authors", "id"]);

/** @param entries the post's copies */
export function toPostRow(post: Post, entries: readonly Entry[]): PostRow {
  const data: Record<string, unknown> = {};
  for (const key of Object.keys(post)) {
    if (APART.has(key)) continue;
    const value = post[key as keyof Post];
    if (!Array.isArray(value) || value.length) data[key] = value;
  }
  const from = post.picked.html ?? post.picked.text ?? post.copies[0];
  const entry = entries.find((one) => one.id === from);
  const sameBody = entry !== undefined && entry.html === post.html && (post.html !== undefined || entry.text === post.text);
  const json = JSON.stringify(data);
  const rest = hashText(`${json}\n${sameBody ? entryHash(entry) : (post.html ?? post.text ?? "")}`);
  const shelves = [ALL, ...post.tags.map((tag) => tagShelf(tag.name)), ...(post.series ? [seriesShelf(post.series.id)] : [])];
  for (const { from: origin } of entries) if (origin.source !== undefined) shelves.push(sourceShelf(origin.source));
  return {
    id: post.id,
    hash: postHash(rest, post.authors),
    rest,
    at: sortKey(post.published),
    source: entries[0]?.from.source ?? "",
    data: json,
    authors: JSON.stringify(post.authors.map((author) => author.id)),
    body: sameBody ? (from as string) : null,
    html: sameBody ? null : (post.html ?? null),
    text: sameBody ? null : (post.text ?? null),
    shelves: withAuthors(shelves, post.authors),
  };
}

export function postHash(rest: string, authors: readonly Author[]): string {
  return authors.length ? hashText(`${rest}\n${JSON.stringify(authors)}`) : rest;
}

/** The lists that a post is on, with those of its authors as they are now. */
export function withAuthors(shelves: readonly string[], authors: readonly Author[]): string[] {
  const others = shelves.filter((shelf) => !shelf.startsWith("author "));
  return [...new Set([...others, ...authors.map((author) => authorShelf(author.id))])];
}

const LISTS = ["contributors", "tags", "enclosures", "links", "elsewhere", "inReplyTo", "chapters", "extensions", "copies"] as const;

export interface PostBody {
  readonly html: string | null;
  readonly text: string | null;
}

export function fromPostRow(
  row: Pick<PostRow, "id" | "data" | "authors">,
  body: PostBody | undefined,
  authors: ReadonlyMap<string, Author>,
): Post {
  const data = JSON.parse(row.data) as Record<string, unknown>;
  for (const key of LISTS) data[key] ??= [];
  const post: Record<string, unknown> = { id: row.id, ...data };
  post.authors = (JSON.parse(row.authors) as string[]).flatMap((id) => authors.get(id) ?? []);
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

/** Before all dates. */
export const UNDATED = -9e15;

/** Milliseconds since 1970. A day is its first moment, as the resolver sorts it. */
export function sortKey(timestamp: string | undefined): number {
  const time = timestamp === undefined ? Number.NaN : Date.parse(timestamp);
  return Number.isNaN(time) ? UNDATED : time;
}

export const ALL = "all";
export const authorShelf = (id: string) => `author ${id}`;
export const seriesShelf = (id: string) => `series ${id}`;
export const tagShelf = (name: string) => `tag ${foldName(name)}`;
export const sourceShelf = (source: string) => `source ${source}`;

/** One form for names that differ in case and white space only. */
export function foldName(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}
