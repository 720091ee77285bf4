import type { Channel } from "../../model/channel.ts";
import type { Entry } from "../../model/entry.ts";
import type { Extension } from "../../model/extension.ts";
import type { Byline, Enclosure, Image, Tag } from "../../model/parts.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { absoluteUrl } from "../../values/html.ts";
import { parseMachineDate } from "../../values/machine-date.ts";
import type { SourceText } from "../../values/source-text.ts";
import { isWebUrl } from "../../values/url.ts";
import { withoutForbidden } from "../../values/xml-text.ts";
import { entryId } from "../create-entry.ts";
import { nameInstead, relativeNotices, sourceAddress } from "./feed-address.ts";
import type { FeedContext } from "./feed-context.ts";
import { defineBodies } from "./json-feed-entry.ts";
import { emptyEntry } from "./lazy-entry.ts";
import { defineLater } from "./lazy-reading.ts";
import type { Mutable } from "./mutable.ts";
import { OWN_MEMBER, readOwnFeed, readOwnItem, readOwnMembers } from "./own-extension.ts";
import { LONGEST_NAME } from "./person.ts";
import { readLanguage } from "./scope.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/), parsed.
 *
 * @param bytes how to decode its strings, where those are still bytes
 */
export function readJsonFeed(
  parsed: Json,
  options: ReadOptions,
  context: FeedContext,
  about: Pick<Reading, "encoding" | "encodingLabel" | "notices">,
  bytes?: SourceText,
): Reading {
  const feed = bytes === undefined ? parsed : decodeMembers(parsed, bytes, CHANNEL_LATER);
  const base = options.url ?? [text(feed.feed_url), text(feed.home_page_url)].find(isWebUrl);
  const url = (value: unknown): string | undefined => {
    if (value === undefined) return undefined;
    const href = text(value);
    return href === undefined ? undefined : absoluteUrl(href, base) || undefined;
  };
  const language = readLanguage(text(feed.language)) ?? options.language;
  const channel: Mutable<Channel> = {};
  set(channel, "title", line(feed.title));
  set(channel, "home", url(feed.home_page_url));
  set(channel, "feedUrl", url(feed.feed_url));
  set(channel, "description", text(feed.description));
  set(channel, "language", language);
  set(channel, "icon", url(feed.favicon));
  set(channel, "logo", url(feed.icon));
  if (feed.expired === true) channel.expired = true;
  const authors = persons(feed, url);
  const hubs = list(feed.hubs).flatMap((hub) => {
    const address = url(hub.url);
    const type = text(hub.type);
    return address === undefined ? [] : [{ url: address, ...(type === undefined ? {} : { type }) }];
  });
  const extensions = customs(feed);
  const comment = text(feed.user_comment);
  if (comment !== undefined)
    extensions.push({ name: "user_comment", attributes: [], children: [], json: JSON.stringify(feed.user_comment) });

  const source = sourceAddress(context.from, channel.feedUrl);
  const identity = source ?? nameInstead(channel);
  const items = Array.isArray(feed.items) ? (feed.items as unknown[]) : [];
  const version = /version\/(\d[\d.]*)/.exec(text(feed.version) ?? "")?.[1];
  const next = url(feed.next_url);
  const address = sourceAddress(options.url, channel.feedUrl);
  const whole = { ...channel, authors, contributors: [], tags: [], links: [], hubs, feeds: [], extensions } as Channel;
  const own = readOwnFeed(whole as Mutable<Channel>, feed[OWN_MEMBER], { url, sanitize: context.sanitize });
  const reading: Partial<Mutable<Reading>> = { format: "json" };
  set(reading, "version", version);
  reading.kind = "feed";
  set(reading, "url", address);
  reading.channel = whole;
  // Items become entries when somebody asks: who only wants the channel, or the next page, waits for nothing but the parse.
  // Some notices are met in them.
  defineLater(reading, {
    entries: () => readItems(items, { authors, language, source, identity, base, sanitize: context.sanitize, bytes, url }, context),
    notices: () => (reading as Reading).entries && [...about.notices, ...context.notices, ...relativeNotices((reading as Reading).entries)],
  });
  if (next !== undefined || own !== undefined) reading.pages = { ...own, ...(next === undefined ? {} : { next }) };
  set(reading, "encoding", about.encoding);
  set(reading, "encodingLabel", about.encodingLabel);
  return reading as Reading;
}

function readItems(items: readonly unknown[], around: Around, context: FeedContext): Entry[] {
  const entries: Entry[] = [];
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    if (typeof item === "object" && item !== null && !Array.isArray(item)) entries.push(readItem(item as Json, i, around, context));
  }
  return entries;
}

interface Around {
  readonly authors: readonly Byline[];
  readonly language: string | undefined;
  readonly source: string | undefined;
  readonly identity: string | undefined;
  readonly base: string | undefined;
  readonly sanitize: boolean;
  readonly bytes: SourceText | undefined;
  readonly url: (value: unknown) => string | undefined;
}

function readItem(parsed: Json, index: number, around: Around, context: FeedContext): Entry {
  const { url, bytes } = around;
  const item = bytes === undefined ? parsed : decodeMembers(parsed, bytes, ITEM_LATER);
  const entry = emptyEntry();
  const guid = text(item.id);
  const address = url(item.url) ?? (guid !== undefined && /^https?:\/\/\S+$/.test(guid) ? guid : undefined);
  const external = url(item.external_url);
  const title = line(item.title);
  const language = (item.language === undefined ? undefined : readLanguage(text(item.language))) ?? around.language;
  const published = date(item.date_published, "date_published", index, context);
  const updated = date(item.date_modified, "date_modified", index, context);
  (entry as { id: string }).id = "";
  if (guid !== undefined) entry.guid = guid;
  if (address !== undefined) entry.url = address;
  if (external !== undefined) entry.externalUrl = external;
  if (title !== undefined) entry.title = title;
  if (language !== undefined) entry.language = language;
  if (published !== undefined) entry.published = published;
  if (updated !== undefined) entry.updated = updated;
  defineBodies(entry, item.content_html, item.content_text, language, around);
  const summary = text(item.summary);
  if (summary !== undefined) entry.summary = summary;
  const authors = persons(item, url);
  entry.bylines = authors.length > 0 ? authors : [...around.authors];
  entry.contributors = [];
  entry.tags = item.tags === undefined ? [] : tags(item.tags);
  const banner = url(item.banner_image);
  const picture = url(item.image) ?? banner;
  if (picture !== undefined) entry.image = { url: picture } satisfies Image;
  entry.enclosures = item.attachments === undefined ? [] : attachments(item.attachments, url);
  entry.links = [];
  entry.elsewhere = [];
  entry.inReplyTo = [];
  entry.chapters = [];
  entry.extensions = customs(item);
  if (banner !== undefined && banner !== picture)
    entry.extensions.push({ name: "banner_image", attributes: [], children: [], json: JSON.stringify(item.banner_image) });
  if (item[OWN_MEMBER] !== undefined) readOwnItem(entry, item[OWN_MEMBER], { url, sanitize: context.sanitize });
  const locator = `$.items[${index}]`;
  entry.from = around.source === undefined ? { format: "json", locator } : { source: around.source, format: "json", locator };
  (entry as { id: string }).id = entryId(around.identity, entry as Entry);
  return entry as Entry;
}

const CHANNEL_LATER: ReadonlySet<string> = new Set(["items"]);
/** Bodies are decoded when somebody asks for them. */
const ITEM_LATER: ReadonlySet<string> = new Set(["content_html", "content_text"]);

/** The members of an object, decoded, but for some that are left as they are. */
function decodeMembers(from: Json, bytes: SourceText, later: ReadonlySet<string>): Json {
  let decoded: Record<string, unknown> | undefined;
  for (const name in from) {
    const value = from[name];
    if (typeof value === "number" || later.has(name)) continue;
    const found = typeof value === "string" ? bytes.decode(value) : decodeDeep(value, bytes);
    const key = name.charCodeAt(0) === 95 ? bytes.decode(name) : name;
    if (found === value && key === name) continue;
    decoded ??= { ...from };
    if (key !== name) delete decoded[name];
    decoded[key] = found;
  }
  return decoded ?? from;
}

function decodeDeep(value: unknown, bytes: SourceText): unknown {
  if (typeof value !== "object" || value === null) return value;
  const json = jsonOf(value);
  if (json === undefined) return undefined;
  const clear = bytes.decode(json);
  return clear === json ? value : JSON.parse(clear);
}

function set<T extends object, K extends keyof T>(object: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) object[key] = value;
}

/** A text, or a number where a text should stand (ids often are). */
function text(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return withoutForbidden(value).trim() || undefined;
  return typeof value === "number" && Number.isFinite(value) ? String(value) : undefined;
}

function line(value: unknown): string | undefined {
  const found = text(value);
  return found !== undefined && /[\t\n\r]| {2}/.test(found) ? found.replace(/\s+/g, " ") : found;
}

function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter((one): one is Json => typeof one === "object" && one !== null && !Array.isArray(one)) : [];
}

/** 1.1's `authors`, 1.0's `author`. */
function persons(from: Json, url: Around["url"]): Byline[] {
  if (from.authors === undefined && from.author === undefined) return [];
  const all = [...list(from.authors), ...(from.authors === undefined || list(from.authors).length === 0 ? list([from.author]) : [])];
  const out: Byline[] = [];
  for (const one of all) {
    const name = line(one.name)?.slice(0, LONGEST_NAME);
    const address = url(one.url);
    const image = url(one.avatar);
    const email = address !== undefined && /^mailto:/i.test(address) ? address.slice(7) : undefined;
    const person: Mutable<Byline> = {};
    set(person, "name", name);
    set(person, "url", email === undefined ? address : undefined);
    set(person, "email", email);
    set(person, "image", image);
    if (one[OWN_MEMBER] !== undefined)
      Object.assign(person, readOwnMembers(one[OWN_MEMBER], { email: "line", role: "line" }, { url, sanitize: true }));
    if (Object.keys(person).length > 0) out.push(person as Byline);
  }
  return out;
}

function tags(value: unknown): Tag[] {
  if (!Array.isArray(value)) return [];
  const out: Tag[] = [];
  for (const one of value) {
    const name = line(one);
    if (name !== undefined) out.push({ name });
  }
  return out;
}

function attachments(value: unknown, url: Around["url"]): Enclosure[] {
  if (value === undefined) return [];
  const out: Enclosure[] = [];
  for (const one of list(value)) {
    const address = url(one.url);
    if (address === undefined) continue;
    const enclosure: Mutable<Enclosure> = { url: address };
    set(enclosure, "type", text(one.mime_type));
    set(enclosure, "title", line(one.title));
    if (typeof one.size_in_bytes === "number" && one.size_in_bytes >= 0) enclosure.length = one.size_in_bytes;
    if (typeof one.duration_in_seconds === "number" && one.duration_in_seconds >= 0) enclosure.durationSeconds = one.duration_in_seconds;
    Object.assign(
      enclosure,
      readOwnMembers(one[OWN_MEMBER], { language: "line", width: "number", height: "number" }, { url, sanitize: true }),
    );
    out.push(enclosure as Enclosure);
  }
  return out;
}

/** Members that begin with an underscore are extensions (JSON Feed 1.1, "Extensions"). */
function customs(from: Json): Extension[] {
  const out: Extension[] = [];
  for (const name in from) {
    if (name.charCodeAt(0) !== 95 || name === OWN_MEMBER || !Object.hasOwn(from, name)) continue;
    const json = jsonOf(from[name]);
    if (json !== undefined) out.push({ name, attributes: [], children: [], json });
  }
  return out;
}

function date(value: unknown, member: string, index: number, context: FeedContext): string | undefined {
  const written = text(value);
  if (written === undefined) return undefined;
  const found = parseMachineDate(written);
  if (found === undefined)
    context.notice("invalid-date", "warning", undefined, { value: written.slice(0, 100) }, `$.items[${index}].${member}`);
  return found;
}

/** `undefined` for what nests too deep to be written. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
