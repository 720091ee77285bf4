import type { FeedHead } from "./feed-head.ts";
import { type FeedWriter, UniqueIds, type WriteOptions, writeAll } from "./feed-writer.ts";
import { factsOfHead, type HeadFacts, hubsOf } from "./head-facts.ts";
import { feedExtension, itemExtension } from "./json-extension.ts";
import { authorsOf, bodyOf, isNumber, line, lines, nameOf, type Person } from "./post-facts.ts";
import type { PostInput } from "./post-input.ts";
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
      const members = itemMembers(post, facts, ids);
      const html = members.content_html;
      members.content_html = undefined;
      let out = separator + JSON.stringify(members);
      if (typeof html === "string") out = `${out.slice(0, -1)},"content_html":${quote(html)}}`;
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

function itemMembers(post: PostInput, facts: HeadFacts, ids: UniqueIds): Members {
  const url = writeAddress(post.url, facts.home);
  const base = url ?? facts.home;
  const out: Members = { id: ids.take(idOf(post, url, facts), () => restOf(post)) };
  put(out, "url", url);
  put(out, "external_url", writeAddress(post.externalUrl, base));
  put(out, "title", line(post.title));
  const body = bodyOf(post);
  if (body?.kind === "html" || body?.kind === "xhtml") put(out, "content_html", facts.body(body.value, base));
  else if (body?.kind === "other" && post.html) put(out, "content_html", facts.body(post.html, base));
  if (body?.kind === "text") put(out, "content_text", cleanText(body.value));
  else {
    const text = post.contents?.find((content) => content.type === "text")?.value;
    if (text !== undefined) put(out, "content_text", cleanText(text));
  }
  // One of the two has to be there.
  if (out.content_html === undefined && out.content_text === undefined) out.content_text = "";
  put(out, "summary", lines(post.summary));
  put(out, "image", writeAddress(post.image?.url, base));
  put(out, "date_published", writeRfc3339(post.published));
  put(out, "date_modified", writeRfc3339(post.updated));
  const authors = authorsOf(post, facts.home);
  if (authors.length > 0) out.authors = authors.map(author);
  const tags: string[] = [];
  for (const tag of post.tags ?? []) {
    const name = line(typeof tag === "string" ? tag : tag.name);
    if (name !== undefined) tags.push(name);
  }
  if (tags.length > 0) out.tags = tags;
  const language = writeLanguage(post.language);
  if (language !== facts.language) put(out, "language", language);
  const attachments: Members[] = [];
  for (const file of post.enclosures ?? []) {
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
  if (attachments.length > 0) out.attachments = attachments;
  itemExtension(out, post, facts);
  return out;
}

/** Any string will do; addresses are made absolute, for "if an ID is a URL, it is a full one" (§ items, `id`). */
function idOf(post: PostInput, url: string | undefined, facts: HeadFacts): string {
  const name = nameOf(post);
  if (url !== undefined && name === post.url?.trim()) return url;
  const id = line(name) ?? "untitled";
  return /^(?:https?:|[/.?#])/i.test(id) ? (writeAddress(id, facts.home) ?? id) : id;
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

/** JSON of a text that has no control characters but tabs and line ends. Half the cost of `JSON.stringify`, which looks at every character. */
function quote(clean: string): string {
  if (clean.includes("\t") || clean.includes("\r")) return JSON.stringify(clean);
  return `"${clean.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
