import type { Link, Tag } from "../model/parts.ts";
import { escapeHtml, textToHtml } from "../values/html.ts";
import type { FeedHead } from "./feed-head.ts";
import { type FeedWriter, UniqueIds, type WriteOptions, writeAll } from "./feed-writer.ts";
import { factsOfHead, type HeadFacts } from "./head-facts.ts";
import { NAMESPACES, Scope } from "./namespaces.ts";
import { bodyOf, homeOf, isNumber, line, lines, nameOf, peopleOf, personOf, seriesOf, seriesScheme } from "./post-facts.ts";
import type { EnclosureInput, PostInput, SourceInput } from "./post-input.ts";
import { addLinks, hasLinks } from "./post-links.ts";
import { restOf } from "./rest-of.ts";
import { creator, mailbox, rssText, writeAuthors, writeContributors, writePersonDetails } from "./rss-people.ts";
import { mediaTypeOf, writeAddress, writeLanguage } from "./write-address.ts";
import { writeRfc822, writeRfc3339 } from "./write-date.ts";
import { writeHeadExtras, writePostExtras } from "./write-extras.ts";
import { linksOf, writeLink } from "./write-links.ts";
import { attribute, element, escapeAddress, escapeAttribute, escapeRssText, escapeText, isVerbatim, writeMarkup } from "./write-xml.ts";

/**
 * An RSS 2.0 document ({@link https://www.rssboard.org/rss-specification}, with the best-practice profile).
 * The same head and posts give the same bytes.
 */
export function writeRss(head: FeedHead, posts: Iterable<PostInput>, options: WriteOptions = {}): string {
  return writeAll(rssWriter(head, options), posts);
}

/** For `streamRss`. */
export function rssWriter(head: FeedHead, options: WriteOptions): FeedWriter {
  const facts = factsOfHead(head, "rss", options);
  const headScope = new Scope(["atom", "content", "dc"]);
  const channel = writeChannel(head, facts, headScope);
  const rare = headScope.used.map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix]}"`).join("");
  const scope = new Scope(["atom", "content", "dc", ...headScope.used]);
  const ids = new UniqueIds();
  return {
    open: `<?xml version="1.0" encoding="utf-8"?>\n${facts.stylesheet}<rss version="2.0" xmlns:atom="${NAMESPACES.atom}" xmlns:content="${NAMESPACES.content}" xmlns:dc="${NAMESPACES.dc}"${rare}>\n  <channel>\n${channel}`,
    post: (post) => writeItem(post, facts, scope, ids),
    close: "  </channel>\n</rss>\n",
  };
}

const ITEM_LINKS = new Set(["alternate", "enclosure"]);
const IN = "    ";
const IN_ITEM = "      ";

function writeChannel(head: FeedHead, facts: HeadFacts, scope: Scope): string {
  const { home } = facts;
  let out = rssText(IN, "title", facts.title);
  const page = home ?? facts.self;
  out += `${IN}<link>${isRfc2396(page) ? escapeText(page) : "about:blank"}</link>\n`;
  if (page !== undefined && !isRfc2396(page)) out += writeLink(IN, "atom:link", { rel: "alternate", href: page });
  out += `${IN}<description>${escapeRssText(lines(head.description) ?? "")}</description>\n`;
  for (const link of linksOf(facts.links, head.links, home, new Set(["alternate", ...facts.said]))) out += writeLink(IN, "atom:link", link);
  if (head.id !== undefined && line(head.id) !== undefined) out += element(IN, "atom:id", facts.id);
  out += element(IN, "language", facts.language);
  out += rssText(IN, "copyright", line(head.rights));
  const editors = facts.authors;
  const first = editors[0];
  if (editors.length === 1 && first !== undefined && mailbox(first) !== undefined) out += rssText(IN, "managingEditor", mailbox(first));
  else for (const person of editors) out += rssText(IN, "dc:creator", creator(person));
  out += writePersonDetails(IN, editors);
  out += writeContributors(IN, peopleOf(head.contributors, home));
  const publisher = personOf(head.publisher, home);
  if (publisher !== undefined) {
    const mail = mailbox(publisher);
    out += mail === undefined ? rssText(IN, "dc:publisher", creator(publisher)) : rssText(IN, "webMaster", mail);
  }
  out += element(IN, "pubDate", writeRfc822(head.published));
  out += element(IN, "lastBuildDate", writeRfc822(head.updated));
  out += writeCategories(IN, head.tags, undefined);
  out += rssText(IN, "generator", facts.generator);
  out += element(IN, "docs", writeAddress(head.docs, home));
  const cloud = head.cloud;
  if (cloud?.domain && cloud.path && cloud.protocol) {
    out += `${IN}<cloud${attribute("domain", cloud.domain)}${attribute("port", /^[1-9]\d*$/.test(cloud.port ?? "") ? cloud.port : "80")}${attribute("path", cloud.path)} registerProcedure="${escapeAttribute(cloud.registerProcedure ?? "")}"${attribute("protocol", cloud.protocol)}/>\n`;
  }
  if (isNumber(head.ttlMinutes) && head.ttlMinutes >= 1) out += element(IN, "ttl", Math.round(head.ttlMinutes));
  const image = head.image ?? (head.logo === undefined ? undefined : { url: head.logo });
  const imageUrl = writeAddress(image?.url, home);
  if (image != null && imageUrl !== undefined) {
    out += `${IN}<image>\n${element(IN_ITEM, "url", imageUrl)}${rssText(IN_ITEM, "title", line(image.title) ?? facts.title)}${element(IN_ITEM, "link", writeAddress(image.link, home) ?? home ?? facts.self ?? "about:blank")}`;
    if (isNumber(image.width) && image.width >= 1 && image.width <= 144) out += element(IN_ITEM, "width", Math.round(image.width));
    if (isNumber(image.height) && image.height >= 1 && image.height <= 400) out += element(IN_ITEM, "height", Math.round(image.height));
    out += rssText(IN_ITEM, "description", line(image.description));
    out += `${IN}</image>\n`;
  }
  const icon = writeAddress(head.icon, home);
  if (icon !== undefined) out += element(IN, "atom:icon", icon);
  const input = head.textInput;
  const inputLink = writeAddress(input?.link, home);
  if (input != null && inputLink !== undefined && line(input.title) && line(input.name)) {
    out += `${IN}<textInput>\n${rssText(IN_ITEM, "title", line(input.title))}${rssText(IN_ITEM, "description", line(input.description) ?? line(input.title))}${rssText(IN_ITEM, "name", line(input.name))}${element(IN_ITEM, "link", inputLink)}${IN}</textInput>\n`;
  }
  const hours = [...new Set(head.skipHours ?? [])].filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 23);
  if (hours.length > 0) out += `${IN}<skipHours>\n${hours.map((hour) => element(IN_ITEM, "hour", hour)).join("")}${IN}</skipHours>\n`;
  const days = [...new Set(head.skipDays ?? [])].filter((day) => /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/.test(day));
  if (days.length > 0) out += `${IN}<skipDays>\n${days.map((day) => element(IN_ITEM, "day", day)).join("")}${IN}</skipDays>\n`;
  return out + writeHeadExtras(IN, head, scope, home);
}

function writeItem(post: PostInput, facts: HeadFacts, scope: Scope, ids: UniqueIds): string {
  const home = homeOf(post, facts.home);
  const url = writeAddress(post.url, home);
  const base = url ?? home;
  const title = line(post.title);
  let out = title === undefined ? "" : `      <title>${escapeRssText(title)}</title>\n`;
  if (isRfc2396(url)) out += `      <link>${escapeAddress(url)}</link>\n`;
  else if (url !== undefined) out += writeLink(IN_ITEM, "atom:link", { rel: "alternate", href: url });
  out += writeBodies(post, facts, base, title !== undefined);
  out += facts.fragments.authors(post, () => writeAuthors(IN_ITEM, post, home)) + writeItemCategories(post, facts);
  const comments = post.comments;
  if (comments != null) {
    out += element(IN_ITEM, "comments", writeAddress(comments.url, base));
    const feed = writeAddress(comments.feed, base);
    if (feed !== undefined) out += element(IN_ITEM, `${scope.use("wfw")}commentRss`, feed);
    const api = writeAddress(comments.api, base);
    if (api !== undefined) out += element(IN_ITEM, `${scope.use("wfw")}comment`, api);
    if (isNumber(comments.count))
      out += element(IN_ITEM, facts.dated ? `${scope.use("slash")}comments` : `${scope.use("thr")}total`, Math.round(comments.count));
  }
  out += writeFiles(post, base) + writeGuid(post, home, url, ids);
  const published = writeRfc822(post.published);
  if (published !== undefined) out += `      <pubDate>${published}</pubDate>\n`;
  const updated = writeRfc3339(post.updated);
  if (updated !== undefined) out += `      <atom:updated>${updated}</atom:updated>\n`;
  if (post.source != null) out += writeSource(post.source, home);
  const language = writeLanguage(post.language);
  if (language !== undefined && language !== facts.language) out += element(IN_ITEM, "dc:language", language);
  if (post.rights !== undefined) out += element(IN_ITEM, "dc:rights", line(post.rights));
  out += writePostExtras(IN_ITEM, post, scope, base, enclosureOf(post, base));
  return `    <item${scope.declare()}>\n${out}    </item>\n`;
}

/**
 * `description` is HTML to every reader, so plain text in it is escaped once more. A post that has a summary and a body says the
 * body in `content:encoded`, which never stands without a `description` before it.
 */
function writeBodies(post: PostInput, facts: HeadFacts, base: string | undefined, titled: boolean): string {
  const summary = lines(post.summary);
  const body = bodyOf(post);
  let html = "";
  if (body?.kind === "text") html = textToHtml(lines(body.value) ?? "");
  else if (body?.kind === "html" || body?.kind === "xhtml") html = facts.body(body.value, base);
  else if (post.html) html = facts.body(post.html, base);
  if (html.trim() === "") {
    if (summary !== undefined) {
      // Alone, a description without a title beside it or with markup in it is the body. An empty body says that it is not.
      const alone = titled && !/[&<>"]/.test(summary) ? "" : `${IN_ITEM}<content:encoded><![CDATA[]]></content:encoded>\n`;
      return `${IN_ITEM}<description>${escapeText(escapeHtml(summary))}</description>\n${alone}`;
    }
    return titled ? "" : `${IN_ITEM}<description></description>\n`;
  }
  if (summary === undefined && /<[a-z]/i.test(html)) return `${IN_ITEM}<description>${writeMarkup(html)}</description>\n`;
  const short = summary === undefined || isVerbatim(summary) ? (summary ?? "") : escapeText(escapeHtml(summary));
  return `      <description>${short}</description>\n      <content:encoded>${writeMarkup(html)}</content:encoded>\n`;
}

function writeCategories(indent: string, tags: PostInput["tags"], extra: string | undefined): string {
  let out = "";
  for (const tag of tags ?? []) {
    const name = line(typeof tag === "string" ? tag : tag.name);
    if (name === undefined) continue;
    out += `${indent}<category${attribute("domain", typeof tag === "string" ? undefined : line(tag.scheme))}>${escapeRssText(name)}</category>\n`;
  }
  return extra === undefined ? out : out + extra;
}

function writeItemCategories(post: PostInput, facts: HeadFacts): string {
  let out = "";
  if (post.tags != null) for (const tag of post.tags) out += facts.fragments.tag(tag, writeItemCategory);
  return post.series === undefined ? out : out + (seriesTag(post, facts.home) ?? "");
}

function writeItemCategory(tag: Tag | string): string {
  return writeCategories(IN_ITEM, [tag], undefined);
}

function seriesTag(post: PostInput, home: string | undefined): string | undefined {
  const series = seriesOf(post.series, home);
  return series === undefined
    ? undefined
    : `${IN_ITEM}<category domain="${seriesScheme(series)}">${escapeRssText(series.title)}</category>\n`;
}

/** RSS's `source` needs the feed's address, and its text is the title; a title alone is a `dc:source`. */
function writeSource(source: SourceInput | undefined, home: string | undefined): string {
  if (source == null) return "";
  const id = source.id !== undefined && /^https?:/i.test(source.id) ? source.id : undefined;
  const address = writeAddress(source.feedUrl ?? source.home ?? source.url ?? id, home);
  const title = line(source.title);
  if (address === undefined) return rssText(IN_ITEM, "dc:source", title);
  return `${IN_ITEM}<source url="${escapeAttribute(address)}">${escapeRssText(title ?? "")}</source>\n`;
}

/** The file that becomes the item's `enclosure`: the first that is fetched by http (RSS 2.0, "enclosure"). */
function enclosureOf(post: PostInput, base: string | undefined): EnclosureInput | undefined {
  return post.enclosures?.find((file) => writeAddress(file.url, base)?.startsWith("http"));
}

/** RSS has one `enclosure` for an item, with a length and a type always; further files are links. */
function writeFiles(post: PostInput, base: string | undefined): string {
  if (post.enclosures === undefined && post.links === undefined && !hasLinks(post)) return "";
  let out = "";
  const links: Link[] = [];
  const enclosure = enclosureOf(post, base);
  for (const file of post.enclosures ?? []) {
    const url = writeAddress(file.url, base);
    if (url === undefined) continue;
    const length = isNumber(file.length) ? Math.round(file.length) : undefined;
    if (file === enclosure) {
      out += `${IN_ITEM}<enclosure url="${escapeAttribute(url)}" length="${length ?? 0}" type="${escapeAttribute(mediaTypeOf(file.type, url))}"/>\n`;
    } else {
      links.push({
        rel: "enclosure",
        href: url,
        type: mediaTypeOf(file.type, url),
        ...(file.title !== undefined && { title: file.title }),
        ...(length !== undefined && { length }),
        ...(file.language !== undefined && { hreflang: file.language }),
      });
    }
  }
  addLinks(links, post, base);
  for (const link of linksOf(links, post.links, base, ITEM_LINKS)) out += writeLink(IN_ITEM, "atom:link", link);
  return out;
}

function writeGuid(post: PostInput, home: string | undefined, url: string | undefined, ids: UniqueIds): string {
  const name = nameOf(post, url);
  if (url !== undefined && name === url && url === post.url && url.startsWith("http")) {
    const own = ids.take(url, () => restOf(post));
    return `      <guid isPermaLink="${own === url && post.guidIsPermalink !== false}">${escapeAddress(own)}</guid>\n`;
  }
  let guid = name === post.url?.trim() && url !== undefined ? url : (line(name) ?? "untitled");
  const address = /^(?:https?:|[/.?#])/i.test(guid) ? writeAddress(guid, home) : undefined;
  if (address !== undefined && /^[/.?#]/.test(guid)) guid = address;
  guid = ids.take(guid, () => restOf(post));
  const permalink = url !== undefined && (guid === url || address === url) && post.guidIsPermalink !== false && guid === address;
  return `${IN_ITEM}<guid isPermaLink="${permalink}">${escapeText(guid)}</guid>\n`;
}

/** RSS's own elements have the addresses of RFC 2396, which cannot say an IPv6 host; Atom's links can. */
function isRfc2396(address: string | undefined): address is string {
  return address !== undefined && !address.includes("[");
}
