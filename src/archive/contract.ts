import type { Channel } from "../model/channel.ts";
import type { Entry } from "../model/entry.ts";
import type { Author, AuthorSuggestion, Match, Post, Series } from "../model/post.ts";
import type { Reading } from "../model/reading.ts";
import type { Decision } from "../resolve/decisions.ts";
import type { ReadingsAndEntries } from "../values/part-input.ts";

/** What `add` did. Counts are of entries; `posts` of what is concluded from them. */
export interface AddReport {
  /** Not held before. */
  readonly added: number;
  /** Held before, with other contents. */
  readonly changed: number;
  /** Held before, just as they are. */
  readonly unchanged: number;
  /** Taken away, as `complete` and `gone` ask. */
  readonly removed: number;
  /** Of those added: copies or revisions of an article that was held already, or that came with them. */
  readonly copies: number;
  /** Held, and taken for no post: drafts, private and trashed entries (`status`). */
  readonly withheld: number;
  /** Ids of the posts that are new, other than they were, or gone; sorted. Empty when nothing that matters has changed. */
  readonly posts: { readonly added: readonly string[]; readonly changed: readonly string[]; readonly removed: readonly string[] };
  /** One for each reading, in the order given; entries that came alone stand behind them, by source. */
  readonly readings: readonly ReadingReport[];
}

/** What `add` did with one reading; counts as in `AddReport`. */
export interface ReadingReport {
  /** The address or file that its entries are from. */
  readonly source: string;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  readonly copies: number;
}

/** Which posts. All that is given must hold. */
export interface PostQuery {
  /** An author's id, name or alias (white space and case do not count). */
  readonly author?: string;
  /** A series' id or title. */
  readonly series?: string;
  /** A tag's name; case does not count. */
  readonly tag?: string;
  /** The address or file of a source: posts with a copy from there. */
  readonly source?: string;
  /** Published at or after: an instant, or a bare day. */
  readonly since?: string;
  /** Published before: an instant, or a bare day. */
  readonly until?: string;
  /**
   * How many a page.
   * @default 50
   */
  readonly limit?: number;
  /** The `next` of the page before. */
  readonly after?: string;
  /**
   * `newest` first, undated last; `reading`: oldest first, and by part inside a series.
   * @default "newest"
   */
  readonly order?: "newest" | "reading";
}

/** Some of the posts of a query. */
export interface PostPage {
  /** In the query's order, `limit` at most. */
  readonly posts: readonly Post[];
  /** Give it back as `after`. Absent on the last page. */
  readonly next?: string;
}

/** What stands for a post without loading it. */
export interface PostFingerprint {
  /** The post's. */
  readonly id: string;
  /** Another one as soon as the post says anything else; to be compared within one release only. */
  readonly hash: string;
  /** Its original's source. */
  readonly from: string;
  /** Its `published` as an instant in UTC. */
  readonly published?: string;
}

/** What is kept of a document between runs: `ETag`, `Last-Modified`, a hash of its bytes. */
export type DocumentState = Readonly<Record<string, string | number | boolean>>;

/** What is held of a source besides its entries. */
export interface SourceRecord {
  /** The address or file. */
  readonly source: string;
  /** Of the last reading. */
  readonly channel?: Channel;
  readonly format?: Reading["format"];
  /** How many entries are held from it. */
  readonly entries: number;
}

/** How much is held. */
export interface ArchiveStats {
  readonly entries: number;
  readonly posts: number;
  readonly authors: number;
  readonly series: number;
  readonly sources: number;
}

/**
 * Remembers what was read, and what is concluded from it. One implementation today, on SQLite; everything is asynchronous,
 * so that a server's database can stand behind the same calls.
 *
 * Each `add` is one transaction: all of its readings are held, or none, whenever the process ends.
 */
export interface Archive {
  /** The file, or `:memory:`. */
  readonly path: string;
  /** What runs it: `node:sqlite`, `libsql`, `better-sqlite3`, or `given` for a connection that the caller opened. */
  readonly engine: string;
  /**
   * Adds what `resolve` takes, readings or single entries, and concludes what they change: the same again changes nothing.
   *
   * @throws OffprintError `invalid-argument` on what is neither
   */
  add(input: ReadingsAndEntries, options?: AddOptions): Promise<AddReport>;
  /**
   * Posts, a page at a time.
   *
   * @throws OffprintError `invalid-argument` on a query that cannot be
   */
  posts(query?: PostQuery): Promise<PostPage>;
  /** How many posts a query has, without its `limit`. */
  count(query?: PostQuery): Promise<number>;
  /** A post by its id; `undefined` where there is none, here and below. */
  post(id: string): Promise<Post | undefined>;
  /** Posts by id, in the order asked for; unknown ones left out. */
  postsById(ids: readonly string[]): Promise<readonly Post[]>;
  /** The post that an entry is a copy of. */
  postOf(entry: string): Promise<Post | undefined>;
  /** Ids of the entries at an address, however it is written, sorted. */
  entriesAt(url: string): Promise<readonly string[]>;
  /** The post that has a copy at an address. */
  postAt(url: string): Promise<Post | undefined>;
  /** An entry by its id, as it was read last. */
  entry(id: string): Promise<Entry | undefined>;
  /** By name. */
  authors(): Promise<readonly Author[]>;
  /** Authors that may be one person: spelling alone suggests and never joins. */
  suggestions(): Promise<readonly AuthorSuggestion[]>;
  /** By title. */
  series(): Promise<readonly Series[]>;
  /** By name, with how many posts each has. */
  tags(): Promise<readonly { readonly name: string; readonly posts: number }[]>;
  /** The sources of entries. */
  sourcesOf(entries: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * What stands for each post of a query, in its order, without loading any: an id, and a hash of all that the post says.
   * Tells which pages of a long feed have to be made again.
   */
  fingerprints(query?: Omit<PostQuery, "limit" | "after">): Promise<readonly PostFingerprint[]>;
  /** What was concluded of an entry, or of all copies of a post, and why. */
  matches(id: string): Promise<readonly Match[]>;
  /** A person's word that two entries (by their ids or addresses; of posts their originals) are one article, or are not. It wins over all evidence; `undefined` takes it back. */
  decide(a: string, b: string, verdict: Decision["verdict"] | undefined): Promise<AddReport>;
  /** What people decided, by ids in order: `resolve` takes them as its `decided`. */
  verdicts(): Promise<readonly Decision[]>;
  /** By name. */
  sources(): Promise<readonly SourceRecord[]>;
  /** What was kept of the documents whose names begin so. */
  documents(prefix?: string): Promise<ReadonlyMap<string, DocumentState>>;
  /** How much is held, without loading it. */
  stats(): Promise<ArchiveStats>;
  /** Everything that cannot be concluded again, as JSON lines: sources, entries, verdicts. In a fixed order: the same archive gives the same bytes. */
  export(): AsyncIterable<string>;
  /** Takes the lines of `export`, from this or another archive. What is held already stays. */
  import(lines: Iterable<string> | AsyncIterable<string>): Promise<AddReport>;
  /** Ends it: calls after this one throw `invalid-argument`, and closing again does nothing. */
  close(): Promise<void>;
}

/** How an `add` is meant. */
export interface AddOptions {
  /** What to keep of documents, by their names, in the same transaction; `undefined` forgets one. */
  readonly documents?: Readonly<Record<string, DocumentState | undefined>>;
  /** The readings hold all that their sources have: entries held from there that they lack are taken away. @default false */
  readonly complete?: boolean;
  /** Sources that are no more: their entries are taken away. @default [] */
  readonly gone?: readonly string[];
}
