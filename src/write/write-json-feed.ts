import type { FeedHead } from "./feed-head.ts";
import { type FeedWriter, UniqueIds, type WriteOptions, writeAll } from "./feed-writer.ts";
import { factsOfHead, type HeadFacts, hubsOf } from "./head-facts.ts";
import { feedExtension, itemExtension } from "./json-extension.ts";
import { authorsOf, bodyOf, homeOf, isNumber, line, lines, nameOf, type Person } from "./post-facts.ts";
import type { EnclosureInput, PostInput } from "./post-input.ts";
import { restOf } from "./rest-of.ts";
import { mediaTypeOf, writeAddress, writeLanguage } from "./write-address.ts";
import { writeRfc3339 } from "./write-date.ts";
import { cleanText } from "./write-xml.ts";

/**
 * A JSON Feed 1.1 document ({@link https://www.jsonfeed.org/version/1.1/}). What the format has no member for is said in
 * `_offprint`, by the model's names. The same head and posts give the same bytes.
 */
export function writeJsonFeed(head: FeedHead, posts: Iterable<PostInput>, options: WriteOptions = {}): string {
  return writeAll(jsonWriter(head, options), posts);
}

type Members = Record<string, unknown>;

/** For `streamJsonFeed`. */
export function jsonWriter(head: FeedHead, options: WriteOptions): FeedWriter {
  const facts = factsOfHead(head, "json", options);
  const ids = new UniqueIds();
  let separator = "\n    ";
  const open = JSON.stringify(feedMembers(head, facts), undefined, 2).slice(0, -2);
  return {
    open: `${open},\n  "items": [`,
    post(post) {
      const out = separator + writeItem(post, facts, ids);
      separator = ",\n    ";
      return out;
    },
    get close() {
      return separator === "\n    " ? "]\n}\n" : "\n  ]\n}\n";
    },
  };
}

function feedMembers(head: FeedHead, facts: HeadFacts): Members {
  const { home } = facts;
  const out: Members = { version: "https://jsonfeed.org/version/1.1", title: facts.title };
  put(out, "home_page_url", home);
  put(out, "feed_url", facts.self);
  put(out, "description", lines(head.description));
  // Older posts are what comes next, in pages and in archives.
  const next = writeAddress(head.pages?.next ?? head.pages?.prevArchive, home);
  if (next !== facts.self) put(out, "next_url", next);
  put(out, "icon", writeAddress(head.logo ?? head.image?.url, home));
  put(out, "favicon", writeAddress(head.icon, home));
  if (facts.authors.length > 0) out.authors = facts.authors.map(author);
  put(out, "language", facts.language);
  if (head.expired === true) out.expired = true;
  const hubs = hubsOf(head).flatMap((hub) => {
    const url = writeAddress(hub.url, home);
    return url === undefined ? [] : [{ type: line(hub.type) ?? "WebSub", url }];
  });
  if (hubs.length > 0) out.hubs = hubs;
  feedExtension(out, head, facts);
  return out;
}

/** An item, member by member: what nearly all posts have is written without a detour over objects. */
function writeItem(post: PostInput, facts: HeadFacts, ids: UniqueIds): string {
  const home = homeOf(post, facts.home);
  const url = writeAddress(post.url, home);
  const base = url ?? home;
  const id = ids.take(idOf(post, url, home), () => restOf(post));
  let out = `{"id":${quoteLine(id)}`;
  if (url !== undefined) out += `,"url":"${url}"`;
  const external = writeAddress(post.externalUrl, base);
  if (external !== undefined) out += `,"external_url":"${external}"`;
  out += member("title", line(post.title));
  const body = bodyOf(post);
  let html: string | undefined;
  if (body?.kind === "html" || body?.kind === "xhtml") html = facts.body(body.value, base);
  else if (body?.kind === "other" && post.html) html = facts.body(post.html, base);
  let text: string | undefined;
  if (body?.kind === "text") text = cleanText(body.value);
  else if (post.contents != null) text = cleanText(post.contents.find((content) => content.type === "text")?.value ?? "");
  // One of the two has to be there.
  if (text !== undefined && text !== "") out += `,"content_text":${JSON.stringify(text)}`;
  else if (html === undefined || html === "") out += ',"content_text":""';
  out += member("summary", lines(post.summary));
  const image = writeAddress(post.image?.url, base);
  if (image !== undefined) out += `,"image":"${image}"`;
  const published = writeRfc3339(post.published);
  if (published !== undefined) out += `,"date_published":"${published}"`;
  const updated = writeRfc3339(post.updated);
  if (updated !== undefined) out += `,"date_modified":"${updated}"`;
  out += facts.fragments.authors(post, () => writeAuthors(post, home)) + writeTags(post);
  const language = writeLanguage(post.language);
  if (language !== undefined && language !== facts.language) out += `,"language":"${language}"`;
  if (post.enclosures != null && post.enclosures.length > 0) out += writeAttachments(post.enclosures, base);
  const own = itemExtension(post, url === undefined && /^https?:/i.test(id));
  if (own !== undefined) out += `,${JSON.stringify(own).slice(1, -1)}`;
  return html === undefined || html === "" ? `${out}}` : `${out},"content_html":${quote(html)}}`;
}

function writeAuthors(post: PostInput, home: string | undefined): string {
  const authors = authorsOf(post, home);
  return authors.length === 0 ? "" : `,"authors":${JSON.stringify(authors.map(author))}`;
}

function writeTags(post: PostInput): string {
  let out = "";
  for (const tag of post.tags ?? []) {
    const name = line(typeof tag === "string" ? tag : tag.name);
    if (name !== undefined) out += `${out === "" ? "" : ","}${quoteLine(name)}`;
  }
  return out === "" ? "" : `,"tags":[${out}]`;
}

function writeAttachments(files: readonly EnclosureInput[], base: string | undefined): string {
  const attachments: Members[] = [];
  for (const file of files) {
    const address = writeAddress(file.url, base);
    if (address === undefined) continue;
    const attachment: Members = { url: address, mime_type: mediaTypeOf(file.type, address).replace(/\s/g, "") };
    put(attachment, "title", line(file.title));
    if (isNumber(file.length)) attachment.size_in_bytes = file.length;
    const duration = file.durationSeconds ?? file.duration;
    if (isNumber(duration)) attachment.duration_in_seconds = duration;
    const more: Members = {};
    put(more, "language", writeLanguage(file.language));
    if (isNumber(file.width)) more.width = file.width;
    if (isNumber(file.height)) more.height = file.height;
    if (Object.keys(more).length > 0) attachment._offprint = more;
    attachments.push(attachment);
  }
  return attachments.length === 0 ? "" : `,"attachments":${JSON.stringify(attachments)}`;
}

/** Any string will do; addresses are made absolute, for "if an ID is a URL, it is a full one" (§ items, `id`). */
function idOf(post: PostInput, url: string | undefined, home: string | undefined): string {
  const name = nameOf(post, url);
  if (url !== undefined && name === post.url?.trim()) return url;
  const id = line(name) ?? "untitled";
  return /^(?:https?:|[/.?#])/i.test(id) ? (writeAddress(id, home) ?? id) : id;
}

function author(person: Person): Members {
  const out: Members = {};
  put(out, "name", person.name);
  put(out, "url", person.url ?? (person.email === undefined ? undefined : `mailto:${encodeURI(person.email)}`));
  put(out, "avatar", person.image);
  const more: Members = {};
  if (person.url !== undefined) put(more, "email", person.email);
  put(more, "role", person.role);
  if (Object.keys(more).length > 0) out._offprint = more;
  return out;
}

function put(members: Members, name: string, value: string | undefined): void {
  if (value !== undefined && value !== "") members[name] = value;
}

function member(name: string, text: string | undefined): string {
  return text === undefined || text === "" ? "" : `,"${name}":${quoteLine(text)}`;
}

/** What stands between quotation marks as it is. */
const PLAIN = /^[^"\\\x00-\x1f\ud800-\udfff]*$/;

function quoteLine(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

/** JSON of a text that has no control characters but tabs and line ends. Half the cost of `JSON.stringify`, which looks at every character. */
function quote(clean: string): string {
  if (clean.includes("\t") || clean.includes("\r")) return JSON.stringify(clean);
  return `"${clean.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
