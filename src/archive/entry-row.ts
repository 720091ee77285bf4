import { createHash } from "node:crypto";
import type { Content } from "../model/content.ts";
import type { Entry } from "../model/entry.ts";
import { createEntry } from "../read/create-entry.ts";

/** An entry as it is kept: its bodies apart, each of them once. */
export interface EntryRow {
  readonly id: string;
  readonly source: string;
  /** Of all that the entry says: tells whether a later reading says something else. */
  readonly hash: string;
  /** JSON of the rest. */
  readonly data: string;
  readonly html: string | null;
  /** `null` where the text is made from `html`. */
  readonly text: string | null;
}

const EMPTY_LISTS = [
  "contents",
  "bylines",
  "contributors",
  "tags",
  "enclosures",
  "links",
  "elsewhere",
  "inReplyTo",
  "chapters",
  "extensions",
] as const;

/** Hashes of the entries at hand: a body is hashed once, for its entry and for its post. */
const HASHES = new WeakMap<Entry, string>();

/** Of all that an entry says; known for entries that were written or loaded. */
export function entryHash(entry: Entry): string {
  return HASHES.get(entry) ?? toEntryRow(entry).hash;
}

export function toEntryRow(entry: Entry): EntryRow {
  const data: Record<string, unknown> = {};
  const textIsMade =
    Object.getOwnPropertyDescriptor(entry, "text")?.get !== undefined &&
    entry.html !== undefined &&
    !entry.contents.some((content) => content.type === "text");
  for (const key of Object.keys(entry))
    if (key !== "html" && key !== "text" && key !== "id") data[key] = (entry as unknown as Record<string, unknown>)[key];
  for (const key of EMPTY_LISTS) if ((data[key] as unknown[] | undefined)?.length === 0) delete data[key];
  const html = entry.html;
  const text = textIsMade ? undefined : entry.text;
  if (entry.contents.length) data.contents = entry.contents.map((content) => withoutValue(content, html, text));
  // Where in the document it stood moves with every new post, and says nothing of the entry.
  const { locator, ...from } = entry.from;
  data.from = from;
  const json = JSON.stringify(data);
  const hash = createHash("sha1")
    .update(json)
    .update("\n")
    .update(html ?? "")
    .update("\n")
    .update(text ?? "")
    .digest("base64url")
    .slice(0, 20);
  HASHES.set(entry, hash);
  return {
    id: entry.id,
    source: entry.from.source ?? "",
    hash,
    data: locator === undefined ? json : `${json.slice(0, -1)},"locator":${JSON.stringify(locator)}}`,
    html: html ?? null,
    text: text ?? null,
  };
}

export function fromEntryRow(row: EntryRow): Entry {
  const { locator, ...data } = JSON.parse(row.data) as Entry & { readonly locator?: string };
  const html = row.html ?? undefined;
  const text = row.text ?? undefined;
  const contents = (data.contents ?? []).map((content) => withValue(content as KeptContent, html, text));
  const entry = createEntry({
    ...data,
    from: locator === undefined ? data.from : { ...data.from, locator },
    id: row.id,
    contents,
    html,
    text,
  });
  HASHES.set(entry, row.hash);
  return entry;
}

/** Most entries have one body, and it is the same as `html`: it is kept once. */
type KeptContent = Omit<Content, "value"> & { readonly value?: string; readonly same?: "html" | "text" };

function withoutValue(content: Content, html: string | undefined, text: string | undefined): KeptContent {
  const { value, ...rest } = content;
  if (value === "") return content;
  if (value === html) return { ...rest, same: "html" };
  if (value === text) return { ...rest, same: "text" };
  return content;
}

function withValue({ same, ...content }: KeptContent, html: string | undefined, text: string | undefined): Content {
  return same ? { ...content, value: (same === "html" ? html : text) ?? "" } : (content as Content);
}
