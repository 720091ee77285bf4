import type { Channel } from "../model/channel.ts";
import type { Entry } from "../model/entry.ts";
import type { Byline, Enclosure, Tag } from "../model/parts.ts";
import type { Reading } from "../model/reading.ts";
import { createEntry } from "../read/create-entry.ts";
import { escapeHtml, htmlToText, looksLikeHtml, textToHtml } from "../values/html.ts";
import { isWebUrl } from "../values/url.ts";
import { authorsOf, bodyOf, homeOf, line, lines, nameOf, type Person, peopleOf } from "../write/post-facts.ts";
import type { PostInput } from "../write/post-input.ts";
import { safeHtml } from "../write/safe-html.ts";
import { mediaTypeOf, writeAddress, writeIri } from "../write/write-address.ts";
import { instantOf } from "../write/write-date.ts";

/** `Author` of the package feed. */
export interface FeedAuthor {
  name?: string;
  email?: string;
  link?: string;
  avatar?: string;
}

/** `Enclosure` of the package feed. */
export interface FeedEnclosure {
  url: string;
  type?: string;
  length?: number;
  title?: string;
  duration?: number;
}

/** `Item` of the package feed, as far as it is read and written here. */
export interface FeedItem {
  title: string;
  id?: string;
  link: string;
  date: Date;
  description?: string;
  content?: string;
  category?: { name?: string; domain?: string; scheme?: string; term?: string }[];
  guid?: string;
  image?: string | FeedEnclosure;
  audio?: string | FeedEnclosure;
  video?: string | FeedEnclosure;
  enclosure?: FeedEnclosure;
  author?: FeedAuthor[];
  contributor?: FeedAuthor[];
  published?: Date;
  copyright?: string;
}

/** A `Feed` of the package feed (6), by its shape, so that nothing here needs its types. */
export interface FeedLike {
  readonly options: {
    readonly id?: string;
    readonly title: string;
    readonly updated?: Date;
    readonly language?: string;
    readonly link?: string;
    readonly description?: string;
    readonly image?: string;
    readonly favicon?: string;
    readonly copyright?: string;
    readonly ttl?: number;
    readonly hub?: string;
    readonly docs?: string;
    readonly feed?: string;
    readonly feedLinks?: { readonly [format: string]: string | undefined };
    readonly author?: FeedAuthor;
  };
  readonly items: readonly FeedItem[];
  readonly categories: readonly string[];
  readonly contributors: readonly FeedAuthor[];
  addItem(item: FeedItem): void;
}

/**
 * Adds posts to a `Feed` of the package feed, and gives it back. What that package cannot say (second files, series, origins,
 * extensions) is left out; what makes it throw or write XML that does not parse is mended.
 */
export function addPosts<F extends FeedLike>(feed: F, posts: Iterable<PostInput>): F {
  const home = writeAddress(feed.options.link, undefined);
  for (const post of posts) feed.addItem(itemOf(post, home, feed.options.updated));
  return feed;
}

function itemOf(post: PostInput, home: string | undefined, fallback: Date | undefined): FeedItem {
  const own = homeOf(post, home);
  const url = writeAddress(post.url, own);
  const base = url ?? own;
  const id = writeIri(nameOf(post, url), own, home);
  const published = instantOf(post.published);
  const updated = instantOf(post.updated) ?? published;
  const item: FeedItem = {
    title: unbroken(line(post.title) ?? ""),
    id,
    // Without an address the package throws.
    link: url ?? (isWebUrl(id) ? id : (own ?? home ?? "about:blank")),
    date: updated === undefined ? (fallback ?? new Date(0)) : new Date(updated),
  };
  if (published !== undefined) item.published = new Date(published);
  const summary = lines(post.summary);
  // Two of its three formats send it as HTML.
  if (summary !== undefined) item.description = escapeHtml(unbroken(summary));
  const body = bodyOf(post);
  if (body?.kind === "html" || body?.kind === "xhtml") item.content = safeHtml(body.value, base).replaceAll("]]>", "]]&gt;");
  else if (body?.kind === "text") item.content = textToHtml(body.value);
  const authors = authorsOf(post, home);
  if (authors.length > 0) item.author = authors.map(authorOf);
  const contributors = peopleOf(post.contributors, home);
  if (contributors.length > 0) item.contributor = contributors.map(authorOf);
  const tags = (post.tags ?? []).flatMap((given) => {
    const tag = typeof given === "string" ? { name: given } : given;
    const name = line(tag.name);
    if (name === undefined) return [];
    const scheme = writeAddress("scheme" in tag ? tag.scheme : undefined, undefined);
    return [{ name, term: name, ...(scheme !== undefined && { scheme, domain: scheme }) }];
  });
  if (tags.length > 0) item.category = tags;
  const rights = line(post.rights);
  if (rights !== undefined) item.copyright = rights;
  addFiles(item, post, base);
  return item;
}

/** The package knows one file of each kind, and only audio and video keep their type. */
function addFiles(item: FeedItem, post: PostInput, base: string | undefined): void {
  for (const file of post.enclosures ?? []) {
    const url = writeAddress(file.url, base);
    if (url === undefined || !/^https?:/.test(url)) continue;
    const type = mediaTypeOf(file.type, url);
    const enclosure: FeedEnclosure = { url, type, length: file.length ?? 0 };
    const kind = type.startsWith("audio/") ? "audio" : type.startsWith("video/") ? "video" : "enclosure";
    item[kind] ??= enclosure;
  }
  const image = writeAddress(post.image?.url, base);
  // In RSS an image takes the place of the enclosure.
  if (image !== undefined && item.enclosure === undefined && item.audio === undefined && item.video === undefined) item.image = image;
}

/** The package puts texts into CDATA and lets the second `]]>` of one end it. */
function unbroken(text: string): string {
  return text.replaceAll("]]>", "]] >");
}

function authorOf(person: Person): FeedAuthor {
  return {
    ...(person.name !== undefined && { name: person.name }),
    ...(person.email !== undefined && { email: person.email }),
    ...(person.url !== undefined && { link: person.url }),
    ...(person.image !== undefined && { avatar: person.image }),
  };
}

/** A `Feed` of the package feed as a reading, to be resolved, archived or written by offprint. */
export function fromFeed(feed: FeedLike): Reading {
  const { options } = feed;
  const home = writeAddress(options.link, undefined);
  const feedUrl = writeAddress(options.feed ?? options.feedLinks?.atom ?? options.feedLinks?.rss ?? options.feedLinks?.json, home);
  const updated = timestamp(options.updated);
  const author = options.author === undefined ? undefined : bylineOf(options.author);
  const text = (value: string | undefined): string | undefined => line(value);
  const hub = writeAddress(options.hub, home);
  const channel = withoutAbsent({
    id: text(options.id),
    title: text(options.title),
    home,
    feedUrl,
    description: lines(options.description),
    language: text(options.language),
    updated,
    logo: writeAddress(options.image, home),
    icon: writeAddress(options.favicon, home),
    rights: text(options.copyright),
    docs: writeAddress(options.docs, home),
    ttlMinutes: options.ttl,
    authors: author === undefined ? [] : [author],
    contributors: feed.contributors.flatMap((one) => bylineOf(one) ?? []),
    tags: feed.categories.map((name) => ({ name })),
    links: [],
    hubs: hub === undefined ? [] : [{ url: hub, type: "WebSub" }],
    feeds: [],
    extensions: [],
  }) as unknown as Channel;
  const source = feedUrl ?? home;
  return {
    format: "data",
    kind: "feed",
    ...(source !== undefined && { url: source }),
    channel,
    entries: feed.items.map((item, i) => entryOf(item, source, `items[${i}]`)),
    notices: [],
  };
}

function entryOf(item: FeedItem, source: string | undefined, locator: string): Entry {
  const url = writeAddress(item.link, source);
  const { content, description } = item;
  const enclosures: Enclosure[] = [];
  for (const file of [item.enclosure, item.audio, item.video]) {
    const given = typeof file === "string" ? { url: file } : file;
    const address = writeAddress(given?.url, url);
    if (given === undefined || address === undefined) continue;
    enclosures.push({
      url: address,
      ...(given.type !== undefined && { type: given.type }),
      ...(given.length !== undefined && { length: given.length }),
      ...(given.title !== undefined && { title: given.title }),
      ...(given.duration !== undefined && { durationSeconds: given.duration }),
    });
  }
  const image = writeAddress(typeof item.image === "string" ? item.image : item.image?.url, url);
  const tags: Tag[] = (item.category ?? []).flatMap(({ name, term, scheme, domain }) => {
    const word = line(name ?? term);
    const vocabulary = line(scheme ?? domain);
    return word === undefined ? [] : [{ name: word, ...(vocabulary !== undefined && { scheme: vocabulary }) }];
  });
  const html = content === undefined || content === "" ? undefined : safeHtml(content, url);
  return createEntry({
    guid: line(item.guid ?? item.id) ?? url,
    url,
    title: line(item.title),
    published: timestamp(item.published),
    updated: timestamp(item.date),
    // The package sends descriptions as HTML.
    summary: description === undefined ? undefined : lines(looksLikeHtml(description) ? htmlToText(description) : description),
    html,
    bylines: (item.author ?? []).flatMap((one) => bylineOf(one) ?? []),
    contributors: (item.contributor ?? []).flatMap((one) => bylineOf(one) ?? []),
    tags,
    enclosures,
    image: image === undefined ? undefined : { url: image },
    rights: line(item.copyright),
    from: { format: "data", locator, ...(source !== undefined && { source }) },
  });
}

function bylineOf(author: FeedAuthor): Byline | undefined {
  const person = peopleOf([{ name: author.name, email: author.email, url: author.link, image: author.avatar }], undefined)[0];
  return person;
}

function timestamp(date: Date | undefined): string | undefined {
  const instant = instantOf(date);
  return instant === undefined ? undefined : new Date(instant).toISOString().replace(".000Z", "Z");
}

function withoutAbsent(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
