import type { Entry } from "../model/entry.ts";
import { OffprintError } from "../model/error.ts";
import type { Author, AuthorSuggestion, Match, Post, Series } from "../model/post.ts";
import type { Reading } from "../model/reading.ts";
import type { Decision } from "../resolve/decisions.ts";
import { partInput, type ReadingsAndEntries } from "../values/part-input.ts";
import { isWebUrl } from "../values/url.ts";
import { requireText } from "../values/wanted.ts";
import { joinReports, type KeptSource, NOTHING_ADDED, reportOf } from "./add-report.ts";
import { Concluder } from "./conclude.ts";
import type {
  AddOptions,
  AddReport,
  Archive,
  ArchiveStats,
  DocumentState,
  PostFingerprint,
  PostPage,
  PostQuery,
  SourceRecord,
} from "./contract.ts";
import { groupsOf } from "./copy-rows.ts";
import { keepDocument, loadDocuments } from "./document-rows.ts";
import { entriesOf, heldEntries, keepEntries, loadEntries, removeEntries, sourceOf, sourcesOf, withoutTwins } from "./entry-store.ts";
import { exportLines, importBatches } from "./json-lines.ts";
import { joinChanges } from "./post-changes.ts";
import { countPosts, queryPosts } from "./post-query.ts";
import { fingerprintsOf, loadPosts } from "./post-store.ts";
import { CONCLUDED_TO } from "./schema.ts";
import { admitSource, countBySource, forgetSource, keepSource, loadSources } from "./source-rows.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { countTags } from "./tag-counts.ts";
import { forgetVerdict, keepVerdict, loadVerdicts, verdictOf } from "./verdict-rows.ts";

/** The archive on one SQLite file. */
export class SqliteArchive implements Archive {
  readonly path: string;
  readonly engine: string;
  readonly #connection: SqliteConnection;
  readonly #concluder: Concluder;
  #closed = false;

  constructor(connection: SqliteConnection, engine: string) {
    this.path = connection.path;
    this.engine = engine;
    this.#connection = connection;
    this.#concluder = new Concluder(connection);
  }

  async add(input: ReadingsAndEntries, options: AddOptions = {}): Promise<AddReport> {
    const { readings, alone } = partInput(input);
    const complete = options.complete ?? false;
    return this.#change(() => {
      const kept = [
        ...readings.map((reading) => this.#keepReading(reading, complete)),
        ...[...bySource(alone)].map(([source, entries]) => {
          admitSource(this.#connection, { source });
          return this.#keepEntries(source, entries, complete);
        }),
      ];
      const gone = (options.gone ?? []).flatMap((source) => entriesOf(this.#connection, source));
      const removed = [...kept.flatMap((k) => k.removed), ...gone];
      removeEntries(this.#connection, gone);
      for (const source of options.gone ?? []) forgetSource(this.#connection, source);
      for (const [document, state] of Object.entries(options.documents ?? {})) keepDocument(this.#connection, document, state);
      const posts = this.#concluder.conclude(unique(kept.flatMap((k) => k.entries)), removed);
      return reportOf(kept, removed.length, posts);
    });
  }

  async posts(query: PostQuery = {}): Promise<PostPage> {
    const { ids, next } = queryPosts(this.#open(), query);
    return { posts: loadPosts(this.#connection, ids), ...(next === undefined ? {} : { next }) };
  }

  async count(query: PostQuery = {}): Promise<number> {
    return countPosts(this.#open(), query);
  }

  async post(id: string): Promise<Post | undefined> {
    requireText("id", id);
    return loadPosts(this.#open(), [id])[0];
  }

  async postsById(ids: readonly string[]): Promise<readonly Post[]> {
    for (const id of ids) requireText("ids", id);
    return loadPosts(this.#open(), ids);
  }

  async postOf(entry: string): Promise<Post | undefined> {
    requireText("entry", entry);
    const group = groupsOf(this.#open(), [entry]).get(entry);
    const post =
      group === undefined
        ? undefined
        : this.#connection.get<{ post: string }>("select post from articles where grp = ?", this.#connection.numbers.of(group))?.post;
    return post === undefined ? undefined : this.post(post);
  }

  async entriesAt(url: string): Promise<readonly string[]> {
    this.#open();
    return this.#concluder.entriesAt(url);
  }

  async postAt(url: string): Promise<Post | undefined> {
    const [entry] = await this.entriesAt(url);
    return entry === undefined ? undefined : this.postOf(entry);
  }

  async entry(id: string): Promise<Entry | undefined> {
    requireText("id", id);
    return loadEntries(this.#open(), [id])[0];
  }

  async authors(): Promise<readonly Author[]> {
    return this.#open()
      .all<{ data: string }>("select data from authors order by name, id")
      .map((row) => JSON.parse(row.data) as Author);
  }

  async series(): Promise<readonly Series[]> {
    return this.#open()
      .all<{ data: string }>("select data from series order by title, id")
      .map((row) => JSON.parse(row.data) as Series);
  }

  async tags(): Promise<readonly { name: string; posts: number }[]> {
    return countTags(this.#open());
  }

  async sourcesOf(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return sourcesOf(this.#open(), entries);
  }

  async fingerprints(query: Omit<PostQuery, "limit" | "after"> = {}): Promise<readonly PostFingerprint[]> {
    const { ids } = queryPosts(this.#open(), { ...query, limit: Number.MAX_SAFE_INTEGER - 1 });
    return fingerprintsOf(this.#connection, ids);
  }

  async suggestions(): Promise<readonly AuthorSuggestion[]> {
    return this.#open()
      .all<{ data: string }>("select data from suggestions order by id")
      .map((row) => JSON.parse(row.data) as AuthorSuggestion);
  }

  async matches(id: string): Promise<readonly Match[]> {
    const post = await this.post(id);
    return this.#concluder.matches(post ? post.copies : [id]);
  }

  async decide(a: string, b: string, verdict: Decision["verdict"] | undefined): Promise<AddReport> {
    return this.#change(() => {
      const [one, two] = [this.#entryId(a), this.#entryId(b)];
      if (one === two) throw new OffprintError("invalid-argument", `${a} and ${b} are one entry.`);
      if (verdict) keepVerdict(this.#connection, { entries: [one, two], verdict });
      else forgetVerdict(this.#connection, [one, two]);
      return reportOf([], 0, this.#concluder.decide(one, two, verdict));
    });
  }

  async verdicts(): Promise<readonly Decision[]> {
    return loadVerdicts(this.#open());
  }

  async sources(): Promise<readonly SourceRecord[]> {
    const counts = countBySource(this.#open());
    return loadSources(this.#connection).map((facts) => ({ ...facts, entries: counts.get(facts.source) ?? 0 }));
  }

  async documents(prefix = ""): Promise<ReadonlyMap<string, DocumentState>> {
    return loadDocuments(this.#open(), prefix);
  }

  async stats(): Promise<ArchiveStats> {
    const count = (table: string) => Number(this.#open().get<{ n: number }>(`select count(*) as n from ${table}`)?.n ?? 0);
    return {
      entries: count("entries"),
      posts: count("posts"),
      authors: count("authors"),
      series: count("series"),
      sources: count("sources"),
    };
  }

  export(): AsyncIterable<string> {
    return exportLines(this.#open());
  }

  async import(lines: Iterable<string> | AsyncIterable<string>): Promise<AddReport> {
    let total = NOTHING_ADDED;
    for await (const batch of importBatches(lines)) {
      const held = heldEntries(
        this.#open(),
        batch.entries.map((entry) => entry.id),
      );
      const done = await this.#change(() => {
        for (const source of batch.sources) admitSource(this.#connection, source);
        // What was decided here stays.
        const verdicts = batch.verdicts.map(({ entries, verdict }) => ({
          entries,
          verdict: verdictOf(this.#connection, entries) ?? verdict,
        }));
        for (const decision of verdicts) keepVerdict(this.#connection, decision);
        const kept = keepEntries(
          this.#connection,
          batch.entries.filter((entry) => !held.has(entry.id)),
        );
        let posts = this.#concluder.conclude(kept.entries, []);
        for (const { entries, verdict } of verdicts) posts = joinChanges(posts, this.#concluder.decide(entries[0], entries[1], verdict));
        return reportOf([{ source: "", removed: [], ...kept, unchanged: kept.unchanged + held.size }], 0, posts);
      });
      total = joinReports(total, done);
    }
    return total;
  }

  /** What an earlier release left: some entries a transaction, so that whoever opens the file next goes on where this one was stopped. */
  concludeRest(): void {
    const to = () => this.#connection.get<{ n: number }>("select n from counts where name = ?", CONCLUDED_TO)?.n;
    let rest = to() !== undefined;
    const any = rest;
    while (rest)
      rest = this.#change(() => {
        // Another process may be doing the same.
        const after = to();
        if (after === undefined) return false;
        const rows = this.#connection.all<{ n: number }>("select n from entries where n > ? order by n limit 1000", after);
        const last = rows[rows.length - 1];
        if (last) {
          const ids = this.#connection.numbers.idsOf(rows.map((row) => Number(row.n)));
          this.#concluder.conclude(loadEntries(this.#connection, ids), []);
          this.#connection.run("update counts set n = ? where name = ?", last.n, CONCLUDED_TO);
        } else this.#connection.run("delete from counts where name = ?", CONCLUDED_TO);
        return last !== undefined;
      });
    if (any) this.#connection.compact();
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#connection.close();
  }

  #open(): SqliteConnection {
    if (this.#closed) throw new OffprintError("invalid-argument", "The archive is closed.", { path: this.path });
    return this.#connection;
  }

  /** What fails leaves nothing behind: all state is in the file. */
  #change<T>(work: () => T): T {
    return this.#open().transaction(work);
  }

  #keepReading(reading: Reading, complete: boolean): KeptSource {
    const source = sourceOf(reading);
    keepSource(this.#connection, { source, channel: reading.channel, format: reading.format });
    return this.#keepEntries(source, reading.entries, complete);
  }

  #keepEntries(source: string, entries: readonly Entry[], complete: boolean): KeptSource {
    const kept = keepEntries(this.#connection, withoutTwins(entries));
    const removed: string[] = [];
    if (complete) {
      const now = new Set(entries.map((entry) => entry.id));
      for (const id of entriesOf(this.#connection, source)) if (!now.has(id)) removed.push(id);
      removeEntries(this.#connection, removed);
    }
    return { source, removed, ...kept };
  }

  /** An entry's id, that of a post's original, or the first by id of those at an address. */
  #entryId(id: string): string {
    if (heldEntries(this.#connection, [id]).has(id)) return id;
    const original = loadPosts(this.#connection, [id])[0]?.copies[0] ?? (isWebUrl(id) ? this.#concluder.entriesAt(id)[0] : undefined);
    if (original === undefined)
      throw new OffprintError("invalid-argument", `There is no entry, no post and no address ${id}.`, { path: id });
    return original;
  }
}

function bySource(entries: readonly Entry[]): Map<string, Entry[]> {
  const sources = new Map<string, Entry[]>();
  for (const entry of entries) {
    const source = entry.from.source ?? "";
    const others = sources.get(source);
    if (others === undefined) sources.set(source, [entry]);
    else others.push(entry);
  }
  return sources;
}

/** Two readings of one source in one call: what the later one says of an entry. */
function unique(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.map((entry) => [entry.id, entry])).values()];
}
