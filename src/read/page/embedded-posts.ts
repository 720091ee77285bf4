import type { Byline, Image, Tag } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { looksLikeHtml, sanitizeHtml } from "../../values/html.ts";
import { parseMachineDate } from "../../values/machine-date.ts";
import { isWebUrl, resolveUrl } from "../../values/url.ts";
import type { EntryInput } from "../create-entry.ts";
import type { Anchor } from "./listing-anchors.ts";
import type { Page } from "./page.ts";

type Facts = Readonly<Record<string, unknown>>;

/** How many values are looked at, over all states of a page. */
const MAX_VALUES = 400_000;
/** Members that only wrap the facts of a post. */
const WRAPPERS = [
  "node",
  "frontmatter",
  "fields",
  "attributes",
  "data",
  "post",
  "article",
  "meta",
  "metadata",
  "properties",
  "childMdx",
  "childMarkdownRemark",
  "value",
];
const TITLE = ["title", "headline", "post_title", "name", "heading"];
const ADDRESS = [
  "url",
  "permalink",
  "link",
  "href",
  "canonicalUrl",
  "canonical_url",
  "mediumUrl",
  "fullPath",
  "path",
  "uri",
  "pathname",
  "route",
  "_path",
];
const SLUG = ["slug", "uniqueSlug", "current", "pageSlug"];
const PUBLISHED = [
  "publishedAt",
  "published_at",
  "datePublished",
  "date_published",
  "firstPublishedAt",
  "first_published_at",
  "published",
  "publishDate",
  "publish_date",
  "publicationDate",
  "publication_date",
  "pubDate",
  "post_date",
  "postDate",
  "postedAt",
  "posted_at",
  "date",
  "publishedOn",
  "published_on",
  "dateGmt",
  "createdAt",
  "created_at",
  "created",
  "timestamp",
];
const UPDATED = [
  "updatedAt",
  "updated_at",
  "dateModified",
  "date_modified",
  "modified",
  "updated",
  "lastmod",
  "lastModified",
  "modifiedAt",
  "latestPublishedAt",
];
const BODY = ["contentHtml", "content_html", "bodyHtml", "body_html", "html", "content", "body", "post_content", "contentRendered", "text"];
const SUMMARY = [
  "excerpt",
  "summary",
  "description",
  "subtitle",
  "teaser",
  "dek",
  "snippet",
  "abstract",
  "preview",
  "intro",
  "lead",
  "custom_excerpt",
  "truncated_body_text",
];
const PICTURE = [
  "coverImage",
  "cover_image",
  "featuredImage",
  "featured_image",
  "feature_image",
  "heroImage",
  "image",
  "cover",
  "thumbnail",
  "hero",
  "banner",
  "ogImage",
  "mainImage",
  "picture",
];
const PEOPLE = [
  "authors",
  "author",
  "creator",
  "publishedBylines",
  "byline",
  "bylines",
  "writers",
  "writer",
  "user",
  "primary_author",
  "primaryAuthor",
];
const TAGS = ["tags", "categories", "topics", "keywords", "tagList", "postTags", "labels", "category"];

/** Posts that a page's own data holds, where the page shows nothing without its scripts. */
export function embeddedPosts(
  states: readonly unknown[],
  page: Page,
  anchors: readonly Anchor[],
): { kind: "listing" | "article"; inputs: EntryInput[] } | undefined {
  const groups = collect(states);
  let best: Facts[] = [];
  let bestScore = 0;
  for (const group of groups.values()) {
    const posts = distinct(group);
    const score = posts.reduce((sum, post) => sum + weight(post), 0) / Math.sqrt(posts.length);
    if (score > bestScore) {
      best = posts;
      bestScore = score;
    }
  }
  if (best.length === 0 || bestScore < 3) return undefined;
  const references = entityMap(states);
  const inputs = best.slice(0, 2000).map((facts) => toInput(facts, page, anchors, references, best.length === 1));
  return { kind: best.length === 1 && (inputs[0]?.html !== undefined || inputs[0]?.text !== undefined) ? "article" : "listing", inputs };
}

/** Objects that look like posts, by the list or map that holds them. Cycles and size are bounded; no recursion. */
function collect(states: readonly unknown[]): Map<object, Facts[]> {
  const groups = new Map<object, Facts[]>();
  const seen = new Set<object>();
  const open: { value: object; holder: object }[] = [];
  for (const state of states) if (typeof state === "object" && state !== null) open.push({ value: state, holder: state });
  for (let count = 0; open.length > 0 && count < MAX_VALUES; count++) {
    const { value, holder } = open.pop() as { value: object; holder: object };
    if (seen.has(value)) continue;
    seen.add(value);
    if (!Array.isArray(value)) {
      const facts = unwrap(value as Facts);
      if (isPost(facts)) {
        const group = groups.get(holder);
        if (group) group.push(facts);
        else groups.set(holder, [facts]);
        continue;
      }
    }
    const members = Array.isArray(value) ? value : Object.values(value);
    // The members of a wrapped member (`edges[].node`) belong to the list.
    const inner = Array.isArray(value) || members.length > 3 ? value : Array.isArray(holder) ? holder : value;
    for (let i = members.length - 1; i >= 0; i--) {
      const member: unknown = members[i];
      if (typeof member === "object" && member !== null) open.push({ value: member, holder: inner });
    }
  }
  return groups;
}

/** The facts of an object with those of the members that only wrap more of them. */
function unwrap(value: Facts): Facts {
  let facts: Record<string, unknown> | undefined;
  for (const name of WRAPPERS) {
    const inner = value[name];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) continue;
    facts ??= { ...value };
    adopt(facts, inner);
    const deeper = (inner as Facts).frontmatter ?? (inner as Facts).fields ?? (inner as Facts).attributes;
    if (typeof deeper === "object" && deeper !== null && !Array.isArray(deeper)) adopt(facts, deeper);
  }
  return facts ?? value;
}

function adopt(facts: Record<string, unknown>, inner: object): void {
  for (const [key, member] of Object.entries(inner)) if (key !== "__proto__") facts[key] ??= member;
}

function isPost(facts: Facts): boolean {
  const title = text(facts, TITLE);
  if (title === undefined || title.length > 300) return false;
  const dated = date(facts, PUBLISHED) !== undefined;
  const addressed = text(facts, ADDRESS) !== undefined || slug(facts) !== undefined;
  const written = text(facts, BODY, 80) !== undefined || text(facts, SUMMARY, 20) !== undefined;
  return (dated && (addressed || written)) || (addressed && written && !("price" in facts) && !("sku" in facts));
}

function weight(facts: Facts): number {
  return (
    1 +
    (date(facts, PUBLISHED) ? 2 : 0) +
    (text(facts, ADDRESS) !== undefined || slug(facts) !== undefined ? 1 : 0) +
    (text(facts, BODY, 80) ? 2 : text(facts, SUMMARY, 20) ? 1 : 0)
  );
}

function distinct(posts: readonly Facts[]): Facts[] {
  const seen = new Set<string>();
  return posts.filter((facts) => {
    const key = `${text(facts, ADDRESS) ?? slug(facts) ?? ""}\n${text(facts, TITLE)}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Apollo's `{ "User:1": { … } }`, which others name as `{ __ref: "User:1" }`. */
function entityMap(states: readonly unknown[]): ReadonlyMap<string, Facts> {
  const entities = new Map<string, Facts>();
  const add = (holder: unknown) => {
    if (typeof holder !== "object" || holder === null || Array.isArray(holder)) return;
    for (const [key, value] of Object.entries(holder))
      if (/^\w+:./.test(key) && typeof value === "object" && value !== null) entities.set(key, value as Facts);
  };
  for (const state of states) {
    add(state);
    if (typeof state === "object" && state !== null) for (const value of Object.values(state)) add(value);
  }
  return entities;
}

function toInput(
  facts: Facts,
  page: Page,
  anchors: readonly Anchor[],
  references: ReadonlyMap<string, Facts>,
  single: boolean,
): EntryInput {
  const body = text(facts, BODY, 1);
  const isHtml = body !== undefined && looksLikeHtml(body);
  const html =
    body !== undefined && isHtml
      ? sanitizeHtml(body, { base: page.base, ...(page.options.sanitize === false ? { allowAll: true } : {}) })
      : undefined;
  const summary = text(facts, SUMMARY, 1);
  const guid = facts.id ?? facts._id ?? facts.uuid;
  return {
    title: oneLine(text(facts, TITLE)),
    url: single ? (address(facts, page, anchors) ?? page.url) : address(facts, page, anchors),
    guid: typeof guid === "string" ? guid : typeof guid === "number" ? String(guid) : undefined,
    published: date(facts, PUBLISHED),
    updated: date(facts, UPDATED),
    summary: summary === body ? undefined : oneLine(summary?.replace(/<[^>]{0,2000}>/g, " ")),
    html,
    text: body !== undefined && !isHtml ? body.trim() : undefined,
    bylines: people(facts, page, references),
    tags: tags(facts, references),
    image: picture(facts, page),
    from: { format: "html", locator: "embedded data", ...(page.url === undefined ? {} : { source: page.url }) },
  };
}

/** The first member of a name list that is text: itself, rendered (WordPress), or in some language. */
function text(facts: Facts, names: readonly string[], least = 1): string | undefined {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === "string" && value.trim().length >= least) return value;
    if (typeof value === "object" && value !== null && !Array.isArray(value)) {
      const inner = (value as Facts).rendered ?? (value as Facts).html ?? (value as Facts).text ?? (value as Facts).value;
      if (typeof inner === "string" && inner.trim().length >= least) return inner;
    }
  }
  return undefined;
}

function slug(facts: Facts): string | undefined {
  for (const name of SLUG) {
    const value = facts[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "object" && value !== null && typeof (value as Facts).current === "string")
      return (value as Facts).current as string;
  }
  return undefined;
}

function date(facts: Facts, names: readonly string[]): Timestamp | undefined {
  for (const name of names) {
    const value = facts[name];
    if (typeof value === "string") {
      const read = /^\d{12,13}$/.test(value) ? instant(Number(value)) : parseMachineDate(value);
      if (read !== undefined) return read;
    } else if (typeof value === "number") {
      const read = instant(value);
      if (read !== undefined) return read;
    }
  }
  return undefined;
}

/** Milliseconds or seconds since 1970, between 1990 and 2100. */
function instant(value: number): Timestamp | undefined {
  const ms = value > 1e11 ? value : value * 1000;
  return ms > 631_152_000_000 && ms < 4_102_444_800_000 ? new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z") : undefined;
}

/** An address as given; a slug only by a link of the page that ends with it, or under the page's own path. */
function address(facts: Facts, page: Page, anchors: readonly Anchor[]): string | undefined {
  const given = text(facts, ADDRESS);
  const url = given === undefined ? undefined : resolveUrl(given, page.base);
  if (isWebUrl(url)) return url;
  const name = slug(facts);
  if (name === undefined) return undefined;
  if (/^https?:|^\//.test(name)) return resolveUrl(name, page.base);
  const linked = anchors.find((a) => a.address.key.endsWith(`/${name.toLowerCase()}`));
  if (linked) return linked.address.url;
  if (page.url === undefined) return undefined;
  const path = new URL(page.url).pathname.replace(/\/(?:page\/\d+\/?|index\.\w+)?$/, "").replace(/\/+$/, "");
  return path === "" ? undefined : resolveUrl(`${path}/${name}`, page.url);
}

function members(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  const nodes =
    typeof value === "object" && value !== null ? ((value as Facts).nodes ?? (value as Facts).edges ?? (value as Facts).data) : undefined;
  return Array.isArray(nodes) ? nodes : value === undefined || value === null ? [] : [value];
}

function resolved(value: unknown, references: ReadonlyMap<string, Facts>): unknown {
  const ref = typeof value === "object" && value !== null ? ((value as Facts).__ref ?? undefined) : undefined;
  return typeof ref === "string" ? references.get(ref) : value;
}

function people(facts: Facts, page: Page, references: ReadonlyMap<string, Facts>): Byline[] {
  for (const key of PEOPLE) {
    const found: Byline[] = [];
    for (const member of members(facts[key])) {
      const value = resolved(member, references);
      if (typeof value === "string" && value.trim() !== "" && value.length < 80) found.push({ name: value.trim() });
      if (typeof value !== "object" || value === null) continue;
      const person = unwrap(value as Facts);
      const name = text(person, ["name", "displayName", "display_name", "fullName", "full_name", "title", "username", "handle"]);
      if (name === undefined) continue;
      const url = text(person, ["url", "website", "link", "permalink"]);
      const absolute = url === undefined ? undefined : resolveUrl(url, page.base);
      const handle = text(person, ["handle", "username", "twitter"])?.replace(/^@/, "");
      const bio = oneLine(text(person, ["bio", "description"]));
      found.push({
        name: name.trim(),
        ...(absolute === undefined ? {} : { url: absolute }),
        ...(handle === undefined || handle === name || !/^\w+$/.test(handle) ? {} : { handle }),
        ...(bio === undefined ? {} : { bio }),
      });
    }
    if (found.length > 0) return found;
  }
  return [];
}

function tags(facts: Facts, references: ReadonlyMap<string, Facts>): Tag[] {
  const found: Tag[] = [];
  for (const key of TAGS) {
    for (const member of members(facts[key])) {
      const value = resolved(member, references);
      const name =
        typeof value === "string"
          ? value
          : typeof value === "object" && value !== null
            ? text(unwrap(value as Facts), ["name", "title", "label", "displayTitle", "slug"])
            : undefined;
      if (name !== undefined && name.trim() !== "" && name.length < 60 && !found.some((tag) => tag.name === name.trim()))
        found.push({ name: name.trim() });
    }
  }
  return found;
}

function picture(facts: Facts, page: Page): Image | undefined {
  for (const key of PICTURE) {
    let value = facts[key];
    for (let step = 0; step < 6 && typeof value === "object" && value !== null; step++) {
      const inner: Facts = Array.isArray(value) ? ((value[0] as Facts) ?? {}) : (value as Facts);
      value =
        inner.url ??
        inner.src ??
        inner.sourceUrl ??
        inner.publicURL ??
        inner.node ??
        inner.asset ??
        inner.data ??
        inner.attributes ??
        inner.childImageSharp ??
        inner.gatsbyImageData ??
        inner.images ??
        inner.fallback ??
        inner.fluid ??
        inner.fields ??
        inner.file;
    }
    const url = typeof value === "string" && value !== "" ? resolveUrl(value, page.base) : undefined;
    if (isWebUrl(url)) return { url };
  }
  return undefined;
}

function oneLine(value: string | undefined): string | undefined {
  const line = value?.replace(/\s+/g, " ").trim();
  return line === "" ? undefined : line;
}
