import type { PostQuery } from "../archive/contract.ts";
import type { Post } from "../model/post.ts";
import type { FeedHead } from "../write/feed-head.ts";

/**
 * What is read: a string, or the same said in full.
 *
 * - `"https://…"`: a feed or a page
 * - `"-"`: standard input
 * - `"….opml"`, `"….planet.ini"`, `"planet.ini"`: lists of addresses
 * - a folder (`"dist/"`): a built site, its articles
 * - anything else: a file, or a glob (`*`, `?`, `**`, `{a,b}`, `[a-z]`), relative to the config
 */
export type SourceConfig = string | FilesSource | FolderSource | StdinSource | AddressSource | OpmlSource | PlanetSource;

/** Files: feeds, saved pages, texts in which a page was copied; each file's format is told from its contents. */
export interface FilesSource {
  /** Paths and globs, relative to the config. */
  readonly files: string | readonly string[];
  /** The address that the files were saved from: relative addresses in them are completed by it. For a glob: the address of the folder; a file's path under the glob's fixed part is put behind it. */
  readonly url?: string;
  /** BCP 47, for documents that name no language. */
  readonly language?: string;
}

/** A folder of built HTML, whatever generator made it. Articles only; drafts and pages marked `noindex` are left out. */
export interface FolderSource {
  readonly folder: string;
  /** The address that the folder is published at. @default what its pages call their canonical address */
  readonly home?: string;
  /** Globs under the folder of pages to leave out. @default [] */
  readonly ignore?: readonly string[];
  readonly language?: string;
}

/** Standard input: one document. */
export interface StdinSource {
  readonly stdin: true;
  /** The address of what comes in. */
  readonly url?: string;
  readonly language?: string;
}

/** A feed or page of the web. */
export interface AddressSource {
  readonly url: string;
  /** How many pages of it to follow towards older posts (RFC 5005, `rel=next`, "page 2 of 81"). @default 1 */
  readonly pages?: number;
  readonly language?: string;
}

/** A list of feeds in OPML: a file or an address. */
export interface OpmlSource {
  readonly opml: string;
}

/** The configuration of a Planet or Venus: each section that is an address is a source. */
export interface PlanetSource {
  readonly planet: string;
}

/** RSS 2.0, Atom 1.0, JSON Feed 1.1. */
export type FeedFormat = "rss" | "atom" | "json";

/** A feed to write. */
export interface FeedConfig {
  /**
   * Where, relative to the config. With `each`: holds `{slug}` (the name as it fits an address; those that come out alike are numbered, and
   * keep their number) or `{id}`.
   */
  readonly file: string;
  /** @default by the name: `.json` is JSON Feed, `.atom` and names with "atom" in them Atom, all else RSS */
  readonly format?: FeedFormat;
  /** The address that `file` is published at. Needed for `archive`. With `each` as in `file`. */
  readonly url?: string;
  /**
   * What the feed says of itself. With `each`, its title may hold `{name}`; without it the name is put behind the title.
   * @default the config's own `title`, `home`, `description` and `language`
   */
  readonly head?: Omit<FeedHead, "feedUrl" | "pages">;
  /** Which posts: fields that must all hold, or a function of the post. @default all */
  readonly where?: FeedFilter | ((post: Post) => boolean);
  /** How many at most; `0`: all. @default 50, or what a page holds with `archive` */
  readonly limit?: number;
  /** @default "newest"; "reading" for a feed of one series */
  readonly order?: "newest" | "reading";
  /** One feed for every author, series or tag that has posts. The file of one that has none any more is taken away. */
  readonly each?: "author" | "series" | "tag";
  /** Publishes all posts, in pages behind the current one that never change once they are full (RFC 5005 §4). */
  readonly archive?: FeedArchiveConfig;
  /** `summary` leaves the bodies out. @default "full" */
  readonly content?: "full" | "summary";
}

/** Posts by fields, as `Archive.posts` takes them. */
export type FeedFilter = Pick<PostQuery, "author" | "series" | "tag" | "source" | "since" | "until">;

/** The pages behind a feed. A post stays on the page on which it was written first; another `perPage` shares all out anew. */
export interface FeedArchiveConfig {
  /** Posts a page. @default 50 */
  readonly perPage?: number;
  /** Where the pages go, relative to the config; holds `{page}`. */
  readonly file: string;
  /** The address that `file` is published at; holds `{page}`. */
  readonly url: string;
}

/** How documents of the web are fetched. */
export interface FetchConfig {
  /** @default 20000 */
  readonly timeoutMs?: number;
  /** @default 15728640 (15 MiB) */
  readonly maxBytes?: number;
  /** Whether loopback, private and link-local addresses may be asked: all of them, or those hosts (`intranet.example`, `127.0.0.1:8080`). @default false */
  readonly allowPrivate?: boolean | readonly string[];
  /** @default "offprint (+https://www.npmjs.com/package/offprint)" */
  readonly userAgent?: string;
  /** Between two requests to one host. @default 1000 */
  readonly delayMs?: number;
}

/** The whole of `offprint.config.*`. Paths are relative to the file. */
export interface OffprintConfig {
  /** What is read. Files that the feeds are written to are never read, whatever glob they match. */
  readonly sources: SourceConfig | readonly SourceConfig[];
  /**
   * The file that remembers. `false`: nothing is kept between two builds.
   * @default ".offprint/archive.db"
   */
  readonly archive?: string | false;
  /** What is written. */
  readonly feeds: FeedConfig | readonly FeedConfig[];
  /** What feeds say of themselves where their `head` does not say it. */
  readonly title?: string;
  readonly home?: string;
  readonly description?: string;
  readonly language?: string;
  readonly fetch?: FetchConfig;
  readonly resolve?: ResolveConfig;
}

/** What people know of articles: it wins over all evidence. Pairs of addresses; those of which one is not held yet wait for it. */
export interface ResolveConfig {
  /** One article, whatever it looks like. @default [] */
  readonly same?: readonly (readonly [string, string])[];
  /** Two, however like they are. @default [] */
  readonly different?: readonly (readonly [string, string])[];
}
