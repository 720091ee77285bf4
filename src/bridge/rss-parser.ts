import type { Entry } from "../model/entry.ts";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { createEntry } from "../read/create-entry.ts";
import { readFeed } from "../read/feed/read-feed.ts";
import { escapeHtml } from "../values/html.ts";

/**
 * For code that already uses rss-parser (https://www.npmjs.com/package/rss-parser, 3.13): what it gives becomes a reading.
 *
 * rss-parser keeps the first author, the first enclosure and no names beyond its own list. With `rssParserOptions` it keeps, beside
 * its own fields, every element that the model has a field for. What it cannot keep in any case: the order of text and elements in
 * XHTML, namespaces (prefixes are understood by convention), what stands outside the channel (RDF's image, the root's language), and
 * feeds that are not well-formed.
 */
export interface RssParserOutput {
  readonly items?: readonly object[] | undefined;
  readonly feedUrl?: string | undefined;
}

type Fields = readonly (readonly [from: string, to: string, options: { readonly keepArray: true }])[];

const KEPT = "offprint:";

const BOTH =
  "title link description summary content subtitle rights copyright author contributor category published updated issued modified created language generator image dc:title dc:creator dc:author dc:contributor dc:publisher dc:subject dc:date dc:language dc:rights dc:description dcterms:created dcterms:issued dcterms:available dcterms:modified dcterms:rights dcterms:license " +
  "creativeCommons:license cc:license podcast:license georss:point georss:line georss:polygon georss:box georss:where geo:lat geo:long geo:lon geo:Point itunes:author itunes:subtitle itunes:summary itunes:description itunes:explicit itunes:block itunes:image itunes:link itunes:category itunes:keywords itunes:type " +
  "googleplay:author googleplay:description googleplay:summary googleplay:subtitle googleplay:explicit googleplay:block googleplay:image googleplay:category podcast:guid podcast:locked media:title media:thumbnail media:category media:keywords";
const OF_ITEMS =
  "guid id pubDate lastBuildDate source enclosure comments expirationDate content:encoded body xhtml:body xhtml:div dc:source dc:identifier dcterms:valid dcterms:abstract fullitem encoded content_encoded slash:comments wfw:comment wfw:commentRss wfw:commentRSS thr:in-reply-to thr:total feedburner:origLink source:link source:markdown " +
  "media:content media:group media:text media:description media:credit media:rating media:adult media:restriction media:license media:player itunes:title itunes:duration itunes:season itunes:episode itunes:episodeType podcast:season podcast:episode podcast:transcript podcast:chapters podcast:person psc:chapters " +
  "app:control excerpt:encoded wp:status wp:post_id wp:post_type wp:post_parent wp:attachment_url";
const OF_FEEDS =
  "id tagline info icon logo pubDate lastBuildDate managingEditor webMaster docs ttl skipHours skipDays skiphours skipdays cloud textInput textinput itunes:owner itunes:new-feed-url googleplay:owner fh:complete fh:archive admin:generatorAgent wp:wxr_version wp:author";
/** What Atom adds to RSS, under the prefixes that it is commonly given there. */
const OF_ATOM = ["atom", "atom10", "a10"]
  .flatMap((prefix) =>
    "link id published updated author contributor category summary content rights".split(" ").map((name) => `${prefix}:${name}`),
  )
  .join(" ");

function fields(names: string): Fields {
  return names.split(" ").map((name) => [name, KEPT + name, { keepArray: true }] as const);
}

/** `new Parser(rssParserOptions)`: the custom fields with which rss-parser keeps all that the model can hold. */
export const rssParserOptions: { customFields: { feed: string[]; item: string[] }; defaultRSS: 2 } = {
  defaultRSS: 2,
  // rss-parser's types know fewer forms of a custom field than its code does.
  customFields: {
    feed: fields(`${BOTH} ${OF_FEEDS} ${OF_ATOM} $`) as unknown as string[],
    item: fields(`${BOTH} ${OF_ITEMS} ${OF_ATOM} $`) as unknown as string[],
  },
};

/** What rss-parser gave, as a reading. The better it was asked (`rssParserOptions`), the fuller. */
export function fromRssParser(output: RssParserOutput): Reading {
  if (typeof output !== "object" || output === null || !Array.isArray(output.items))
    throw new OffprintError("invalid-argument", "This is no output of rss-parser: it has no items.", { path: "items" });
  const feed = output as Record<string, unknown>;
  const items = output.items as readonly Record<string, unknown>[];
  const atom = isAtom(feed, items);
  const name = atom ? "entry" : "item";
  const head = keptMarkup(feed) ?? plainHead(feed);
  const body = items.map((item) => `<${name}${about(item)}>${keptMarkup(item) ?? plainItem(item)}</${name}>`).join("\n");
  const xml = atom
    ? `<feed xmlns="http://www.w3.org/2005/Atom"${attributesOf(keptAttributes(feed))}>${head}${body}</feed>`
    : `<rss version="2.0"><channel${about(feed)}>${head}${body}</channel></rss>`;
  const url = typeof feed.feedUrl === "string" && /^https?:/i.test(feed.feedUrl) ? feed.feedUrl : undefined;
  const reading = readFeed(xml, url === undefined ? {} : { url });
  const entries = reading.entries.map((entry, i): Entry => {
    const { source } = entry.from;
    return createEntry({ ...entry, from: { ...(source === undefined ? {} : { source }), format: "data", locator: `items[${i}]` } });
  });
  const { version: _, ...rest } = reading;
  // Prefixes without a declaration, and places, are of our own making.
  const notices = reading.notices.filter(({ code }) => code !== "not-well-formed").map(({ place: _place, ...notice }) => notice);
  return { ...rest, format: "data", entries, notices };
}

/** The root's namespace says it; without one, ids where RSS has guids. */
function isAtom(feed: Record<string, unknown>, items: readonly Record<string, unknown>[]): boolean {
  const namespace = (keptAttributes(feed) as { readonly xmlns?: unknown } | undefined)?.xmlns;
  if (typeof namespace === "string") return /\batom\b/i.test(namespace);
  if (`${KEPT}description` in feed || `${KEPT}pubDate` in feed) return false;
  return items.some((item) => `${KEPT}id` in item && !(`${KEPT}guid` in item)) || (items.length === 0 && `${KEPT}id` in feed);
}

/** The elements that `rssParserOptions` kept, as markup again. */
function keptMarkup(from: Record<string, unknown>): string | undefined {
  let out = "";
  let any = false;
  for (const key of Object.keys(from)) {
    if (!key.startsWith(KEPT)) continue;
    any = true;
    const name = key.slice(KEPT.length);
    if (name === "$" || !NAME.test(name)) continue;
    const nodes = from[key];
    for (const node of Array.isArray(nodes) ? nodes : [nodes]) out += markupOf(name, node, 0);
  }
  return any ? out : undefined;
}

const NAME = /^[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?$/;
const MAX_DEPTH = 64;

/** A node as xml2js has it: a text, or its attributes in `$`, its text in `_` and its children by name. */
function markupOf(name: string, node: unknown, depth: number): string {
  if (typeof node === "string" || typeof node === "number") return `<${name}>${escapeHtml(String(node))}</${name}>`;
  if (typeof node !== "object" || node === null || depth > MAX_DEPTH) return "";
  const { $, _, ...children } = node as Record<string, unknown>;
  let inner = typeof _ === "string" ? escapeHtml(_) : "";
  for (const [child, nodes] of Object.entries(children)) {
    if (!NAME.test(child)) continue;
    for (const one of Array.isArray(nodes) ? nodes : [nodes]) inner += markupOf(child, one, depth + 1);
  }
  return `<${name}${attributesOf($)}>${inner}</${name}>`;
}

function attributesOf(attributes: unknown): string {
  if (typeof attributes !== "object" || attributes === null) return "";
  return Object.entries(attributes)
    .map(([name, value]) => (NAME.test(name) && typeof value === "string" && name !== "xmlns" ? ` ${name}="${escapeHtml(value)}"` : ""))
    .join("");
}

function keptAttributes(from: Record<string, unknown>): unknown {
  const kept = from[`${KEPT}$`];
  return Array.isArray(kept) ? kept[0] : kept;
}

/** Attributes of the element itself: RDF's `rdf:about`, a language, a base. */
function about(from: Record<string, unknown>): string {
  const kept = keptAttributes(from);
  if (kept !== undefined) return attributesOf(kept);
  return typeof from["rdf:about"] === "string" ? attributesOf({ "rdf:about": from["rdf:about"] }) : "";
}

function plain(name: string, value: unknown, attributes = ""): string {
  const text = typeof value === "object" && value !== null ? (value as { _?: unknown })._ : value;
  return typeof text === "string" && text !== "" ? `<${name}${attributes}>${escapeHtml(text)}</${name}>` : "";
}

/** What rss-parser's own fields say, where nobody asked it for more. */
function plainHead(feed: Record<string, unknown>): string {
  let out = "";
  for (const key of [
    "title",
    "link",
    "description",
    "language",
    "copyright",
    "managingEditor",
    "webMaster",
    "pubDate",
    "lastBuildDate",
    "generator",
    "docs",
    "ttl",
  ])
    out += plain(key, feed[key]);
  out += plain("dc:creator", feed.creator) + plain("dc:publisher", feed.publisher);
  if (typeof feed.image === "object" && feed.image !== null)
    out += `<image>${Object.entries(feed.image)
      .map(([key, value]) => (NAME.test(key) ? plain(key, value) : ""))
      .join("")}</image>`;
  for (const [rel, href] of Object.entries((feed.paginationLinks as object | undefined) ?? {}))
    if (typeof href === "string") out += `<atom:link${attributesOf({ rel, href })}/>`;
  return out + plainItunes(feed.itunes);
}

function plainItem(item: Record<string, unknown>): string {
  let out = "";
  for (const key of ["title", "link", "comments", "content:encoded"]) out += plain(key, item[key]);
  out += plain("pubDate", item.pubDate ?? item.isoDate ?? item.date);
  out +=
    plain("dc:creator", item.creator ?? item["dc:creator"] ?? item.author) +
    plain("dc:language", item.language) +
    plain("dc:rights", item.rights);
  out += plain("guid", item.guid, ' isPermaLink="false"') || plain("guid", item.id, ' isPermaLink="false"');
  if (typeof item.summary === "string" && typeof item.content === "string" && item["content:encoded"] === undefined)
    out += plain("content:encoded", item.content) + plain("description", item.summary);
  else out += plain("description", item.content ?? item.summary);
  for (const category of Array.isArray(item.categories) ? item.categories : [])
    out += typeof category === "string" ? plain("category", category) : markupOf("category", category, 0);
  if (typeof item.enclosure === "object" && item.enclosure !== null) out += `<enclosure${attributesOf(item.enclosure)}/>`;
  return out + plainItunes(item.itunes);
}

function plainItunes(itunes: unknown): string {
  if (typeof itunes !== "object" || itunes === null) return "";
  let out = "";
  for (const [key, value] of Object.entries(itunes)) {
    if (key === "image" && typeof value === "string") out += `<itunes:image${attributesOf({ href: value })}/>`;
    else if (key === "keywords" && Array.isArray(value)) out += plain("itunes:keywords", value.join(","));
    else if (key === "categories" && Array.isArray(value)) for (const text of value) out += `<itunes:category${attributesOf({ text })}/>`;
    else if (key === "owner" && typeof value === "object" && value !== null)
      out += `<itunes:owner>${plain("itunes:name", (value as { name?: unknown }).name)}${plain("itunes:email", (value as { email?: unknown }).email)}</itunes:owner>`;
    else if (NAME.test(key)) out += plain(`itunes:${key}`, value);
  }
  return out;
}
