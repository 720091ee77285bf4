import { resolve } from "node:path";
import type { Archive, PostFingerprint, PostQuery } from "../archive/contract.ts";
import type { SourceChannel } from "../model/channel.ts";
import { OffprintError } from "../model/error.ts";
import type { Post } from "../model/post.ts";
import { hashText } from "../values/hash.ts";
import { hostOf, isWebUrl } from "../values/url.ts";
import { archivePages } from "../write/archive-pages.ts";
import type { FeedHead } from "../write/feed-head.ts";
import { latestOf } from "../write/post-facts.ts";
import type { PostInput } from "../write/post-input.ts";
import { streamAtom, streamJsonFeed, streamRss } from "../write/stream-feed.ts";
import type { FeedConfig, FeedFormat, OffprintConfig } from "./config-shape.ts";
import { feedsOfEach } from "./each-feeds.ts";
import { type OutputResult, writeOutput } from "./write-output.ts";
import { type Made, WrittenFiles } from "./written-files.ts";

/** What became of one file. */
export interface FeedResult {
  /** As the config has it. */
  readonly file: string;
  readonly format: FeedFormat;
  /** Posts in it. */
  readonly items: number;
  /** The size of the file; 0 where it was not written or taken away. */
  readonly bytes: number;
  /** Whether it was written. */
  readonly changed: boolean;
  /** Which page of a feed's archive, from 1; absent for the current document. */
  readonly page?: number;
  /** Taken away: an earlier build wrote it for an author, a series, a tag or a page that has no posts any more. */
  readonly removed?: boolean;
  /** Why it could not be written. The others are. */
  readonly failure?: { readonly code: OffprintError["code"]; readonly message: string };
}

export interface WriteFeedsOptions {
  readonly folder: string;
  readonly dryRun: boolean;
  /** A source could not be read: a feed that comes out empty is not written, for it may be empty on that account. */
  readonly failed: boolean;
  readonly onProgress?: (done: number, total: number, name: string) => void;
}

/** Of the way in which posts become feeds: documents that were made another way are made again. */
const WRITER = 4;
const STREAMS = { rss: streamRss, atom: streamAtom, json: streamJsonFeed } as const;
const PAGE = 200;

/** Writes all feeds of a config. */
export async function writeFeeds(archive: Archive, config: OffprintConfig, options: WriteFeedsOptions): Promise<FeedResult[]> {
  const writer = await openWriter(archive, options);
  const feeds = ([config.feeds].flat() as FeedConfig[]).map((feed) => withDefaults(feed, config));
  const results: FeedResult[] = [];
  for (const [i, feed] of feeds.entries()) {
    options.onProgress?.(i, feeds.length, feed.file);
    if (feed.each)
      for (const one of await feedsOfEach(archive, feed, writer.files.ownersOf(feed.file)))
        results.push(...(await writeFeed(writer, one.feed, { pattern: feed.file, owner: one.owner })));
    else results.push(...(await writeFeed(writer, feed)));
  }
  // What failed to come may come again.
  if (!options.failed) results.push(...removeLeft(writer, feeds, new Set(results.map(({ file }) => file))));
  options.onProgress?.(feeds.length, feeds.length, "");
  if (!options.dryRun) await writer.files.remember();
  return results;
}

function withDefaults(feed: FeedConfig, config: OffprintConfig): FeedConfig {
  const { title, home, description, language } = config;
  return {
    ...feed,
    head: {
      ...(title && { title }),
      ...(home && { home }),
      ...(description && { description }),
      ...(language && { language }),
      ...feed.head,
    },
  };
}

interface Writer {
  readonly archive: Archive;
  readonly options: WriteFeedsOptions;
  /** What a post's source says of itself, by its entry's source. */
  readonly channels: ReadonlyMap<string, SourceChannel>;
  readonly files: WrittenFiles;
  readonly stands: Map<string, readonly PostFingerprint[]>;
}

async function openWriter(archive: Archive, options: WriteFeedsOptions): Promise<Writer> {
  const channels = new Map<string, SourceChannel>();
  for (const { source, channel } of await archive.sources()) if (channel?.title || channel?.home) channels.set(source, originOf(channel));
  const files = await WrittenFiles.of(archive, options.folder);
  return { archive, options, channels, files, stands: new Map() };
}

/**
 * What Atom's `source` and RSS's say of the feed that a post came from; nothing that changes with each of its posts, and no address that
 * would be another one here.
 */
function originOf(channel: SourceChannel): SourceChannel {
  const { id, title, home, feedUrl, rights, icon } = channel;
  return {
    ...(id && { id }),
    ...(title && { title }),
    ...(isWebUrl(home) && { home }),
    ...(isWebUrl(feedUrl) && { feedUrl }),
    ...(rights && { rights }),
    ...(isWebUrl(icon) && { icon }),
    authors: [],
    contributors: [],
    tags: [],
    links: [],
  };
}

/** @param made what the file's name was made of, where it is one of many */
async function writeFeed(writer: Writer, feed: FeedConfig, made: Made = {}): Promise<FeedResult[]> {
  const { archive } = writer;
  const format = formatOf(feed);
  const head = headOf(feed);
  const query = queryOf(feed);
  if (writer.options.failed && (await archive.count(query)) === 0) return [{ file: feed.file, format, items: 0, bytes: 0, changed: false }];
  if (feed.archive) return writeArchived(writer, feed, format, head, query);
  const limit = feed.limit ?? 50;
  if (typeof feed.where !== "function" && limit > 0 && limit <= 1000) {
    const { posts } = await archive.posts({ ...query, limit });
    return [await writeDocument(writer, feed, feed.file, format, head, await dress(writer, feed, posts), posts.length, made)];
  }
  let items = 0;
  const all = async function* () {
    for await (const page of pagesOf(archive, query)) {
      const wanted = typeof feed.where === "function" ? page.filter(feed.where) : page;
      const room = limit > 0 ? wanted.slice(0, limit - items) : wanted;
      items += room.length;
      yield* await dress(writer, feed, room);
      if (limit > 0 && items >= limit) return;
    }
  };
  const document = await writeDocument(writer, feed, feed.file, format, head, all(), 0, made);
  return [{ ...document, items }];
}

/**
 * A feed whose older posts are in pages of their own (RFC 5005 §4). A post stays on its page, whatever comes before it later: readers ask for a page
 * once. Which posts are on which page is worked out on ids alone, and a page is made only where one of its posts, its neighbours or what the feed says of itself is other than when it was made last.
 */
async function writeArchived(
  writer: Writer,
  feed: FeedConfig,
  format: FeedFormat,
  head: FeedHead,
  query: PostQuery,
): Promise<FeedResult[]> {
  const { file, url, perPage = 50 } = feed.archive as NonNullable<FeedConfig["archive"]>;
  const stands = await standsOf(writer, feed, query);
  const before = writer.files.pagesOf(file, perPage);
  const address = (number: number) => url.replaceAll("{page}", String(number));
  const pages = archivePages(head, stands, { perPage, address, standsIn: ({ id }) => before.get(id) });
  const results: FeedResult[] = [];
  for (const page of pages) {
    const path = page.number === undefined ? feed.file : file.replaceAll("{page}", String(page.number));
    const fingerprint = hashText(
      JSON.stringify([WRITER, format, feed.content, { ...page.head, updated: undefined }, digestOf(writer, page.posts)]),
    );
    const kept = writer.files.sizeOf(path, fingerprint);
    const number = page.number === undefined ? {} : { page: page.number };
    if (kept) {
      results.push({ file: path, format, items: page.posts.length, bytes: kept, changed: false, ...number });
      continue;
    }
    const posts = await writer.archive.postsById(page.posts.map((post) => post.id));
    const latest = latestOf(posts);
    const { updated: _updated, ...rest } = page.head;
    const dressed = await dress(writer, feed, posts);
    results.push({
      ...(await writeDocument(
        writer,
        feed,
        path,
        format,
        latest === undefined ? rest : { ...rest, updated: latest },
        dressed,
        posts.length,
        page.number === undefined
          ? { fingerprint }
          : { pattern: file, fingerprint, page: { number: page.number, perPage, posts: page.posts.map(({ id }) => id) } },
      )),
      ...number,
    });
  }
  return results;
}

async function standsOf(writer: Writer, feed: FeedConfig, query: PostQuery): Promise<readonly PostFingerprint[]> {
  const key = JSON.stringify(query);
  // Feeds that differ in their format only ask for the same posts.
  const stands = writer.stands.get(key) ?? (await writer.archive.fingerprints(query));
  writer.stands.set(key, stands);
  if (typeof feed.where !== "function") return stands;
  const wanted = new Set<string>();
  for await (const page of pagesOf(writer.archive, query)) for (const post of page) if (feed.where(post)) wanted.add(post.id);
  return stands.filter((stand) => wanted.has(stand.id));
}

/** What the posts of a page say, and what is said of their sources. */
function digestOf(writer: Writer, posts: readonly PostFingerprint[]): string {
  return hashText(
    JSON.stringify([
      posts.map((post) => post.hash),
      [...new Set(posts.map((post) => post.from))].map((source) => writer.channels.get(source)),
    ]),
  );
}

/** Takes away what an earlier build wrote for an author, a series, a tag or a page that nothing is left to say of: a post that was taken back must not stay there. */
function removeLeft({ files, options }: Writer, feeds: readonly FeedConfig[], written: ReadonlySet<string>): FeedResult[] {
  const patterns = new Map(feeds.flatMap((feed) => [feed.file, ...(feed.archive ? [feed.archive.file] : [])].map((name) => [name, feed])));
  return files.left(written).flatMap(({ file, pattern }) => {
    const feed = patterns.get(pattern);
    // Of a feed that the config names no longer: it is not ours to take away.
    if (!feed) return [];
    if (!options.dryRun) files.remove(file);
    return { file, format: formatOf(feed), items: 0, bytes: 0, changed: true, removed: true };
  });
}

async function writeDocument(
  writer: Writer,
  feed: FeedConfig,
  file: string,
  format: FeedFormat,
  head: FeedHead,
  posts: PostInput[] | AsyncIterable<PostInput>,
  items: number,
  made: Made,
): Promise<FeedResult> {
  const path = resolve(writer.options.folder, file);
  const document = STREAMS[format](head, feed.content === "summary" ? withoutBodies(posts) : posts);
  let written: OutputResult;
  try {
    written = await writeOutput(path, document, { dryRun: writer.options.dryRun });
  } catch (error) {
    if (!(error instanceof OffprintError) || error.code !== "output-unwritable") throw error;
    return { file, format, items, bytes: 0, changed: false, failure: { code: error.code, message: error.message } };
  }
  const { bytes, changed } = written;
  if ((made.fingerprint ?? made.pattern) !== undefined && !writer.options.dryRun) writer.files.keep(file, made);
  return { file, format, items, bytes, changed };
}

/** Posts with what their source says of itself, where that is another site than the feed's: readers of a planet see whose words they read. */
async function dress(writer: Writer, feed: FeedConfig, posts: readonly Post[]): Promise<PostInput[]> {
  const sources = await writer.archive.sourcesOf(posts.flatMap((post) => post.copies[0] ?? []));
  return posts.map((post) => {
    if (post.source) return post;
    const channel = writer.channels.get(sources.get(post.copies[0] ?? "") ?? "");
    if (!channel || hostOf(channel.home ?? channel.feedUrl) === hostOf(feed.head?.home)) return post;
    // The post was loaded for this feed and is nobody else's.
    return Object.assign(post, { source: channel });
  });
}

async function* withoutBodies(posts: Iterable<PostInput> | AsyncIterable<PostInput>): AsyncGenerator<PostInput> {
  for await (const post of posts) {
    const { html: _html, text, ...rest } = post;
    yield rest.summary === undefined && text ? { ...rest, summary: teaser(text) } : rest;
  }
}

/** The first words of a text, up to where a sentence or at least a word ends. */
function teaser(text: string): string {
  const line = text.slice(0, 1000).replace(/\s+/g, " ").trim();
  if (line.length <= 300) return line;
  const cut = line.slice(0, 300);
  const sentence = Math.max(cut.lastIndexOf(". "), cut.lastIndexOf("! "), cut.lastIndexOf("? "), cut.lastIndexOf("。"));
  return sentence > 120 ? cut.slice(0, sentence + 1) : `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 200))}…`;
}

async function* pagesOf(archive: Archive, query: PostQuery): AsyncGenerator<readonly Post[]> {
  for (let after: string | undefined; ; ) {
    const page = await archive.posts({ ...query, limit: PAGE, ...(after === undefined ? {} : { after }) });
    yield page.posts;
    if (page.next === undefined) return;
    after = page.next;
  }
}

function headOf(feed: FeedConfig): FeedHead {
  return feed.url === undefined ? { ...feed.head } : { ...feed.head, feedUrl: feed.url };
}

function queryOf(feed: FeedConfig): PostQuery {
  const where = typeof feed.where === "object" ? feed.where : {};
  return { ...where, ...(feed.order ? { order: feed.order } : {}) };
}

function formatOf(feed: FeedConfig): FeedFormat {
  if (feed.format) return feed.format;
  const name = feed.file.toLowerCase();
  return name.endsWith(".json") ? "json" : name.endsWith(".atom") || /(?:^|[^a-z])atom(?:[^a-z]|$)/.test(name) ? "atom" : "rss";
}
