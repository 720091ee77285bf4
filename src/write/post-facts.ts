import type { Content } from "../model/content.ts";
import { isScript } from "../values/url.ts";
import type { DateInput, PersonInput, PostInput, SeriesInput } from "./post-input.ts";
import { hostFor, writeAddress, writeEmail } from "./write-address.ts";
import { instantOf } from "./write-date.ts";
import { cleanText } from "./write-xml.ts";

/** One line of plain text, or `undefined` where nothing is left of it. */
export function line(text: string | undefined): string | undefined {
  if (text === undefined || text === null || text === "") return undefined;
  if (TIDY.test(text)) return text;
  const clean = cleanText(text);
  if (!UNTIDY.test(clean)) return clean === "" ? undefined : clean;
  const tidy = clean.replace(/\s+/g, " ").trim();
  return tidy === "" ? undefined : tidy;
}

/** Clean and tidy at one look; what has characters beyond U+FFFF is looked at again. */
const TIDY = /^[^\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+(?: [^\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]+)*$/;
const UNTIDY = /^\s|\s$|\s\s|[^\S ]/;

/** Plain text that may have lines, or `undefined` where there is none. */
export function lines(text: string | undefined): string | undefined {
  if (text === undefined || text === null || text === "") return undefined;
  const clean = cleanText(text).trim();
  return clean === "" ? undefined : clean;
}

/**
 * What the relative addresses of a post are resolved against: the feed's own home, for a post that was copied from another feed the
 * home of that one. Where that does not say where it is they lead nowhere, and at the feed's own site to pages that are not there.
 */
export function homeOf(post: PostInput, home: string | undefined): string | undefined {
  const { source } = post;
  return source == null ? home : (writeAddress(source.home ?? source.url, undefined) ?? writeAddress(source.feedUrl, undefined));
}

/**
 * The name by which readers know the post. The source's own (`guid`) comes first, for a reader that has seen the post there
 * must know it again. `id` of a `Post` or an `Entry` is offprint's and says nothing to others, so the address comes before it;
 * in a plain object `id` is the caller's.
 *
 * @param url the post's address as it is written, where it has one
 */
export function nameOf(post: PostInput, url: string | undefined): string {
  const ours = post.copies !== undefined || post.from !== undefined;
  const guid = post.source != null && isLocalName(post.guid) ? undefined : post.guid;
  const address = url === undefined ? undefined : post.url;
  const name = firstOf(guid, ours ? address : post.id, ours ? post.id : address, post.guid, post.url);
  if (name !== undefined) return name;
  const date = post.published ?? post.updated;
  return (
    `${post.title ?? ""} ${typeof date === "string" ? date : (writeDay(date) ?? "")} ${post.title ? "" : (post.summary ?? post.html ?? post.text ?? post.xhtml ?? "").slice(0, 200)}`.trim() ||
    "untitled"
  );
}

/**
 * Whether a guid names a post inside its own feed only: `1`, `/?p=334`, `hello-world`. Beside posts of other feeds it says nothing, and
 * whose of two it stays would change with every new post.
 */
function isLocalName(guid: string | undefined): boolean {
  return guid != null && (/^\s*[/.?#]/.test(guid) || (guid.length < 20 && !/^\s*[A-Za-z][A-Za-z0-9+.-]*:/.test(guid)));
}

function writeDay(date: DateInput | undefined): string | undefined {
  const instant = instantOf(date);
  return instant === undefined ? undefined : new Date(instant).toISOString().slice(0, 10);
}

function firstOf(...values: readonly (string | undefined)[]): string | undefined {
  // There are readers that follow any name as if it were an address.
  for (const value of values) if (value != null && cleanText(value).trim() !== "" && !isScript(value)) return value.trim();
  return undefined;
}

/** A person with only what can be written, and at least one thing. */
export interface Person {
  readonly name?: string;
  readonly email?: string;
  readonly url?: string;
  readonly image?: string;
  readonly role?: string;
}

export function personOf(input: PersonInput | string | undefined, base: string | undefined): Person | undefined {
  if (input == null || input === null) return undefined;
  const given = typeof input === "string" ? { name: input } : input;
  const name = line(given.name);
  const email = writeEmail(given.email);
  const url = writeAddress(given.url ?? given.urls?.[0], base);
  if (name === undefined && email === undefined && url === undefined) return undefined;
  const person: { -readonly [K in keyof Person]: Person[K] } = {};
  if (name !== undefined) person.name = name;
  if (email !== undefined) person.email = email;
  if (url !== undefined) person.url = url;
  const image = writeAddress(given.image, base);
  if (image != null) person.image = image;
  const role = line(given.role);
  if (role !== undefined) person.role = role;
  return person;
}

export function peopleOf(inputs: readonly (PersonInput | string)[] | undefined, base: string | undefined): readonly Person[] {
  if (inputs == null || inputs.length === 0) return NOBODY;
  const people: Person[] = [];
  for (const input of inputs) {
    const person = personOf(input, base);
    if (person !== undefined) people.push(person);
  }
  return people;
}

const NOBODY: readonly Person[] = [];

export function authorsOf(post: Pick<PostInput, "authors" | "bylines" | "author">, base: string | undefined): readonly Person[] {
  const list = post.authors ?? post.bylines;
  if (list != null && list.length > 0) return peopleOf(list, base);
  return post.author == null ? NOBODY : peopleOf([post.author], base);
}

/** Atom wants a name of every person (RFC 4287 §3.2): for want of one, what stands before the `@`, or the host. */
export function nameOfPerson(person: Person): string {
  if (person.name !== undefined) return person.name;
  if (person.email !== undefined) return person.email.slice(0, person.email.indexOf("@"));
  return hostFor(person.url);
}

/** The body, in the one form that says it best. */
export type Body =
  | { readonly kind: "html" | "xhtml" | "text"; readonly value: string }
  | { readonly kind: "other"; readonly type: string; readonly value: string; readonly src?: string };

export function bodyOf(post: PostInput): Body | undefined {
  const first = post.contents?.[0];
  if (first !== undefined && isOther(first))
    return { kind: "other", type: first.type, value: first.value, ...(first.src !== undefined && { src: first.src }) };
  const html = post.html;
  if (html !== undefined && html !== null && /\S/.test(html)) return { kind: "html", value: html };
  if (post.xhtml != null && /\S/.test(post.xhtml)) return { kind: "xhtml", value: post.xhtml };
  const text = post.text;
  if (text !== undefined && text !== null && /\S/.test(text)) return { kind: "text", value: text };
  return undefined;
}

function isOther(content: Content): boolean {
  return content.src !== undefined || (content.type.includes("/") && content.type !== "text/html" && content.type !== "text/plain");
}

interface SeriesFacts {
  readonly title: string;
  readonly part?: number;
  readonly of?: number;
  readonly id?: string;
  readonly url?: string;
  readonly previous?: string;
  readonly next?: string;
}

export function seriesOf(series: SeriesInput | undefined, base: string | undefined): SeriesFacts | undefined {
  if (series === undefined || series === null) return undefined;
  const title = line(series.title ?? series.name);
  if (title === undefined) return undefined;
  const url = writeAddress(series.url, base);
  const previous = writeAddress(series.previous, base);
  const next = writeAddress(series.next, base);
  return {
    title,
    ...(isNumber(series.part) && { part: series.part }),
    ...(isNumber(series.of) && { of: series.of }),
    ...(series.id !== undefined && { id: series.id }),
    ...(url && { url }),
    ...(previous && { previous }),
    ...(next && { next }),
  };
}

export function isNumber(value: number | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value) && value >= 0;
}

/**
 * The scheme of the category that says which series a post belongs to. The category is the series' title; the scheme tells
 * the part and how many there are: `urn:offprint:series`, `urn:offprint:series:2`, `urn:offprint:series:2:4`.
 */
export function seriesScheme(series: SeriesFacts): string {
  let scheme = "urn:offprint:series";
  if (series.part !== undefined) scheme += `:${series.part}`;
  if (series.part !== undefined && series.of !== undefined) scheme += `:${series.of}`;
  return scheme;
}

/** The latest date among the posts. */
export function latestOf(posts: Iterable<PostInput>): DateInput | undefined {
  let latest: DateInput | undefined;
  let instant = Number.NEGATIVE_INFINITY;
  for (const post of posts) {
    // One that is none is refused where it is written.
    for (const date of [post?.updated, post?.published]) {
      const time = instantOf(date);
      if (time !== undefined && time > instant) {
        instant = time;
        latest = date;
      }
    }
  }
  return latest;
}
