import type { TextConstruct } from "../model/content.ts";
import type { Link, Tag } from "../model/parts.ts";
import { escapeHtml } from "../values/html.ts";
import { requireList } from "../values/wanted.ts";
import type { FeedHead } from "./feed-head.ts";
import { type FeedWriter, POSTS_OF, UniqueIds, type WriteOptions, writeAll } from "./feed-writer.ts";
import { factsOfHead, type HeadFacts } from "./head-facts.ts";
import { NAMESPACES, Scope } from "./namespaces.ts";
import {
  authorsOf,
  bodyOf,
  homeOf,
  isNumber,
  latestOf,
  line,
  lines,
  nameOf,
  nameOfPerson,
  type Person,
  peopleOf,
  personOf,
  seriesOf,
  seriesScheme,
} from "./post-facts.ts";
import type { DateInput, PostInput, SourceInput } from "./post-input.ts";
import { addLinks, hasLinks } from "./post-links.ts";
import { restOf } from "./rest-of.ts";
import { safeHtml } from "./safe-html.ts";
import { mediaType, mediaTypeOf, writeAddress, writeIri, writeLanguage } from "./write-address.ts";
import { writeRfc3339 } from "./write-date.ts";
import { writeHeadExtras, writePostExtras } from "./write-extras.ts";
import { linksOf, writeLink } from "./write-links.ts";
import { attribute, element, escapeAddress, escapeAttribute, escapeText, isVerbatim, writeMarkup } from "./write-xml.ts";
import { isXhtml } from "./xhtml.ts";

/** Marks the author that Atom demands of a feed that names none; readers of ours leave such a one out. */
const NOBODY = "urn:offprint:nobody";

/** The moment of a feed of which no date is known at all; Atom cannot say that there is none. */
const NO_DATE = "1970-01-01T00:00:00Z";

/**
 * An Atom document (RFC 4287, {@link https://www.rfc-editor.org/rfc/rfc4287}). The same head and posts give the same bytes.
 */
export function writeAtom(head: FeedHead, posts: Iterable<PostInput>, options: WriteOptions = {}): string {
  requireList("posts", posts, POSTS_OF);
  const list = Array.isArray(posts) ? (posts as readonly PostInput[]) : [...posts];
  return writeAll(atomWriter(head, options, latestOf(list)), list);
}

/** For `streamAtom`. `latest` stands in for an `updated` that the head does not give. */
export function atomWriter(head: FeedHead, options: WriteOptions, latest: DateInput | undefined): FeedWriter {
  const facts = factsOfHead(head, "atom", options);
  const updated = writeRfc3339(head.updated) ?? writeRfc3339(latest) ?? writeRfc3339(head.published) ?? NO_DATE;
  const headScope = new Scope([]);
  const feed = writeFeed(head, facts, updated, headScope);
  const rare = headScope.used.map((prefix) => ` xmlns:${prefix}="${NAMESPACES[prefix]}"`).join("");
  const scope = new Scope(headScope.used);
  const ids = new UniqueIds();
  return {
    open: `<?xml version="1.0" encoding="utf-8"?>\n${facts.stylesheet}<feed xmlns="${NAMESPACES.atom}"${rare}${attribute("xml:lang", facts.language)}>\n${feed}`,
    post: (post) => writeEntry(post, facts, updated, scope, ids),
    close: "</feed>\n",
  };
}

const IN = "  ";
const IN_ENTRY = "    ";
const LINKS_OF_FIELDS: ReadonlySet<string> = new Set();

function writeFeed(head: FeedHead, facts: HeadFacts, updated: string, scope: Scope): string {
  const { home } = facts;
  let out = element(IN, "id", facts.id);
  out += writeText(IN, "title", facts.title, head.details?.title, home);
  const subtitle = lines(head.description);
  if (subtitle !== undefined) out += writeText(IN, "subtitle", subtitle, head.details?.description, home);
  out += element(IN, "updated", updated);
  // Every entry has an author then, whatever it says itself (§4.1.2).
  if (facts.authors.length === 0)
    out += `${IN}<author>
${element(IN_ENTRY, "name", facts.title)}${element(IN_ENTRY, "uri", NOBODY)}${IN}</author>
`;
  for (const person of facts.authors) out += writePerson(IN, "author", person);
  for (const person of peopleOf(head.contributors, home)) out += writePerson(IN, "contributor", person);
  const links: Link[] = home === undefined ? [...facts.links] : [{ rel: "alternate", href: home }, ...facts.links];
  for (const link of linksOf(links, head.links, home, facts.said)) out += writeLink(IN, "link", link);
  out += writeCategories(IN, head.tags, undefined);
  const generator = head.generator;
  if (facts.generator !== undefined) {
    const details = generator?.name !== undefined && facts.generator.startsWith(generator.name) ? generator : undefined;
    out += `${IN}<generator${attribute("uri", writeAddress(details?.url, home))}${attribute("version", line(details?.version))}>${escapeText(line(details?.name) ?? facts.generator)}</generator>\n`;
  }
  out += element(IN, "icon", writeAddress(head.icon, home));
  out += element(IN, "logo", writeAddress(head.logo ?? head.image?.url, home));
  const rights = lines(head.rights);
  if (rights !== undefined) out += writeText(IN, "rights", rights, head.details?.rights, home);
  const published = writeRfc3339(head.published);
  if (published !== undefined) out += element(IN, `${scope.use("dc")}date`, published);
  const publisher = personOf(head.publisher, home);
  if (publisher !== undefined) out += element(IN, `${scope.use("dc")}publisher`, publisher.name ?? publisher.email ?? publisher.url);
  return out + writeHeadExtras(IN, head, scope, home);
}

function writeEntry(post: PostInput, facts: HeadFacts, feedUpdated: string, scope: Scope, ids: UniqueIds): string {
  const home = homeOf(post, facts.home);
  const url = writeAddress(post.url, home);
  const base = url ?? home;
  const published = writeRfc3339(post.published);
  const updated = writeRfc3339(post.updated) ?? published ?? feedUpdated;
  const id = ids.take(idOf(post, url, home, facts), () => restOf(post));
  let out = `    <id>${escapeText(id)}</id>\n`;
  const titleDetail: TextConstruct | undefined =
    post.details?.title ?? (post.titleHtml === undefined ? undefined : { type: "html", value: post.titleHtml });
  out += writeText(IN_ENTRY, "title", line(post.title) ?? "", titleDetail, base);
  if (published !== undefined) out += `    <published>${published}</published>\n`;
  out += `    <updated>${updated}</updated>\n${facts.fragments.authors(post, () => writeEntryAuthors(post, home))}`;
  for (const person of peopleOf(post.contributors, home))
    if (person.role === undefined) out += writePerson(IN_ENTRY, "contributor", person);
  out += writeEntryLinks(post, base, url);
  const comments = post.comments;
  if (isNumber(comments?.count)) out += element(IN_ENTRY, `${scope.use("thr")}total`, Math.round(comments.count));
  const api = writeAddress(comments?.api, base);
  if (api !== undefined) out += element(IN_ENTRY, `${scope.use("wfw")}comment`, api);
  out += writeEntryCategories(post, facts) + writeBodies(post, facts, base, url);
  const rights = lines(post.rights);
  if (rights !== undefined) out += writeText(IN_ENTRY, "rights", rights, post.details?.rights, base);
  if (post.source != null) out += writeSource(post.source, home, updated);
  const publisher = personOf(post.publisher, home);
  if (publisher !== undefined) out += element(IN_ENTRY, `${scope.use("dc")}publisher`, publisher.name ?? publisher.email ?? publisher.url);
  if (post.status === "draft") out += `${IN_ENTRY}<${scope.use("app")}control><app:draft>yes</app:draft></app:control>\n`;
  out += writePostExtras(IN_ENTRY, post, scope, base);
  const language = writeLanguage(post.language);
  return `  <entry${scope.declare()}${attribute("xml:lang", language === facts.language ? undefined : language)}>\n${out}  </entry>\n`;
}

function idOf(post: PostInput, url: string | undefined, home: string | undefined, facts: HeadFacts): string {
  const name = nameOf(post, url);
  if (url !== undefined && name === post.url?.trim()) return url;
  const own = facts.home ?? facts.self;
  return writeIri(name, post.source == null ? own : home, own);
}

function writeEntryAuthors(post: PostInput, home: string | undefined): string {
  let out = "";
  for (const person of authorsOf(post, home)) out += writePerson(IN_ENTRY, "author", person);
  return out;
}

function writeEntryCategory(tag: Tag | string): string {
  return writeCategories(IN_ENTRY, [tag], undefined);
}

function writeEntryCategories(post: PostInput, facts: HeadFacts): string {
  let out = "";
  if (post.tags != null) for (const tag of post.tags) out += facts.fragments.tag(tag, writeEntryCategory);
  return post.series == null ? out : out + writeCategories(IN_ENTRY, undefined, post);
}

function writeEntryLinks(post: PostInput, base: string | undefined, url: string | undefined): string {
  const comments = post.comments;
  if (post.enclosures === undefined && post.links === undefined && comments === undefined && !hasLinks(post))
    return url === undefined ? "" : `    <link rel="alternate" href="${escapeAddress(url)}"/>\n`;
  const links: Link[] = url === undefined ? [] : [{ rel: "alternate", href: url }];
  const files = new Set<string>();
  for (const file of post.enclosures ?? []) {
    const address = writeAddress(file.url, base);
    if (address === undefined || files.has(address)) continue;
    files.add(address);
    const type = mediaType(file.type) ?? mediaTypeOf(undefined, address);
    links.push({
      rel: "enclosure",
      href: address,
      type,
      ...(file.title !== undefined && { title: file.title }),
      ...(isNumber(file.length) && { length: file.length }),
      ...(file.language !== undefined && { hreflang: file.language }),
    });
  }
  addLinks(links, post, base);
  const replies = writeAddress(comments?.url, base);
  if (replies !== undefined) links.push({ rel: "replies", type: "text/html", href: replies });
  const repliesFeed = writeAddress(comments?.feed, base);
  if (repliesFeed !== undefined) links.push({ rel: "replies", type: "application/atom+xml", href: repliesFeed });
  let out = "";
  for (const link of linksOf(links, post.links, base, LINKS_OF_FIELDS)) out += writeLink(IN_ENTRY, "link", link);
  return out;
}

function writeBodies(post: PostInput, facts: HeadFacts, base: string | undefined, url: string | undefined): string {
  let out = "";
  const body = bodyOf(post);
  const summary = lines(post.summary);
  if (body?.kind === "text") out += `${IN_ENTRY}<content type="text">${escapeText(body.value)}</content>\n`;
  else if (body?.kind === "xhtml" && isXhtml(body.value)) out += writeXhtml(IN_ENTRY, "content", body.value);
  else if (body?.kind === "html" || body?.kind === "xhtml")
    out += `    <content type="html">${writeMarkup(facts.body(body.value, base))}</content>\n`;
  else if (body?.kind === "other") out += writeOther(body.type, body.value, body.src, base);
  // An entry without content has to have an alternate (§4.1.1.1).
  else if (url === undefined) out += `${IN_ENTRY}<content type="text"></content>\n`;
  if (summary !== undefined) out += writeText(IN_ENTRY, "summary", summary, post.details?.summary, base);
  return out;
}

/** Content of a media type (§4.1.3.3): elsewhere, as XML, as text or as it stood (Base64). */
function writeOther(type: string, value: string, src: string | undefined, base: string | undefined): string {
  const address = writeAddress(src, base);
  const known = mediaType(type);
  if (address !== undefined) return `${IN_ENTRY}<content${attribute("type", known)} src="${escapeAttribute(address)}"/>\n`;
  if (known === undefined) return "";
  if (/[/+]xml(?:;|$)/i.test(known))
    return isXhtml(value) ? `${IN_ENTRY}<content type="${escapeAttribute(known)}">${value}</content>\n` : "";
  return `${IN_ENTRY}<content type="${escapeAttribute(known)}">${escapeText(value)}</content>\n`;
}

function writeXhtml(indent: string, name: string, markup: string): string {
  return `${indent}<${name} type="xhtml"><div xmlns="${NAMESPACES.xhtml}">${markup}</div></${name}>\n`;
}

/** A text construct (§3.1): with its markup where it had any. */
function writeText(indent: string, name: string, plain: string, detail: TextConstruct | undefined, base: string | undefined): string {
  if (detail !== undefined && detail.type !== "text" && /[<&]/.test(detail.value)) {
    const html = safeHtml(detail.value, base);
    if (html.trim() !== "")
      return `${indent}<${name} type="html"${attribute("xml:lang", writeLanguage(detail.language))}>${writeMarkup(html)}</${name}>\n`;
  }
  if (isVerbatim(plain)) return `${indent}<${name}>${plain}</${name}>\n`;
  // What looks like markup and is none is declared as HTML, for readers who guess (RFC 4287 §3.1.1.2).
  if (/&(?:#\w|[A-Za-z]{2,8}\b|\w*\d)|<\/\w/.test(plain))
    return `${indent}<${name} type="html">${escapeText(escapeHtml(plain))}</${name}>\n`;
  return `${indent}<${name}>${escapeText(plain)}</${name}>\n`;
}

function writePerson(indent: string, name: string, person: Person): string {
  const inner = `${indent}  `;
  return `${indent}<${name}>\n${element(inner, "name", nameOfPerson(person))}${element(inner, "uri", person.url)}${element(inner, "email", person.email)}${indent}</${name}>\n`;
}

function writeCategories(indent: string, tags: PostInput["tags"], post: PostInput | undefined): string {
  let out = "";
  for (const tag of tags ?? []) {
    const term = line(typeof tag === "string" ? tag : tag.name);
    if (term === undefined) continue;
    const given = typeof tag === "string" ? undefined : tag;
    const scheme = given?.scheme === undefined ? undefined : writeIri(given.scheme, undefined);
    out += `${indent}<category term="${escapeAttribute(term)}"${attribute("scheme", scheme)}${attribute("label", line(given?.label))}/>\n`;
  }
  const series = seriesOf(post?.series, undefined);
  if (series !== undefined) out += `${indent}<category term="${escapeAttribute(series.title)}" scheme="${seriesScheme(series)}"/>\n`;
  return out;
}

/** The feed that the entry was taken from (§4.2.11): id, title and updated SHOULD be there. */
function writeSource(source: SourceInput, base: string | undefined, entryUpdated: string): string {
  const inner = `${IN_ENTRY}  `;
  const home = writeAddress(source.home ?? source.url, base);
  const feedUrl = writeAddress(source.feedUrl, base);
  const title = line(source.title);
  const id = line(source.id) ?? feedUrl ?? home;
  let out = id === undefined ? "" : element(inner, "id", writeIri(id, base));
  if (title !== undefined) out += writeText(inner, "title", title, source.details?.title, base);
  const subtitle = lines(source.description);
  if (subtitle !== undefined) out += writeText(inner, "subtitle", subtitle, source.details?.description, base);
  if (out !== "") out += element(inner, "updated", writeRfc3339(source.updated) ?? entryUpdated);
  for (const person of peopleOf(source.authors, base)) out += writePerson(inner, "author", person);
  for (const person of peopleOf(source.contributors, base)) out += writePerson(inner, "contributor", person);
  const links: Link[] = [];
  if (home !== undefined) links.push({ rel: "alternate", href: home });
  if (feedUrl !== undefined) links.push({ rel: "self", href: feedUrl });
  for (const link of linksOf(links, source.links, base, LINKS_OF_FIELDS)) out += writeLink(inner, "link", link);
  out += writeCategories(inner, source.tags, undefined);
  const generator = line(source.generator?.name);
  if (generator !== undefined)
    out += `${inner}<generator${attribute("uri", writeAddress(source.generator?.url, base))}${attribute("version", line(source.generator?.version))}>${escapeText(generator)}</generator>\n`;
  out += element(inner, "icon", writeAddress(source.icon, base));
  out += element(inner, "logo", writeAddress(source.logo, base));
  const rights = lines(source.rights);
  if (rights !== undefined) out += writeText(inner, "rights", rights, source.details?.rights, base);
  if (out === "") return "";
  return `${IN_ENTRY}<source${attribute("xml:lang", writeLanguage(source.language))}>\n${out}${IN_ENTRY}</source>\n`;
}
