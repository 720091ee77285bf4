import type { Entry } from "../model/entry.ts";
import { OffprintError } from "../model/error.ts";
import type { Author, AuthorSuggestion, Match, Post, Series } from "../model/post.ts";
import type { Reading } from "../model/reading.ts";
import type { Decision } from "../resolve/decisions.ts";
import { partInput, type ReadingsAndEntries } from "../values/part-input.ts";
import { isWebUrl } from "../values/url.ts";
import { Concluder, type PostChanges } from "./conclude.ts";
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
import { entriesOf, heldEntries, keepEntries, loadEntries, removeEntries, sourceOf, withoutTwins } from "./entry-store.ts";
import { exportLines, importBatches } from "./json-lines.ts";
import { countPosts, queryPosts } from "./post-query.ts";
import { tagShelf } from "./post-row.ts";
import { fingerprintsOf, loadPosts } from "./post-store.ts";
import { CONCLUDED_TO } from "./schema.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

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
          this.#connection.run("insert into sources (source) values (?) on conflict (source) do nothing", source);
          return this.#keepEntries(source, entries, complete);
        }),
      ];
      const gone = (options.gone ?? []).flatMap((source) => entriesOf(this.#connection, source));
      const removed = [...kept.flatMap((k) => k.removed), ...gone];
      removeEntries(this.#connection, gone);
      for (const source of options.gone ?? []) this.#connection.run("delete from sources where source = ?", source);
      for (const [document, state] of Object.entries(options.documents ?? {})) {
        if (state)
          this.#connection.run(
            "insert into documents (document, state) values (?, ?) on conflict (document) do update set state = excluded.state",
            document,
            JSON.stringify(state),
          );
        else this.#connection.run("delete from documents where document = ?", document);
      }
      const posts = this.#concluder.conclude(unique(kept.flatMap((k) => k.entries)), removed);
      return report(kept, removed.length, posts);
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
    return loadPosts(this.#open(), [id])[0];
  }

  async postsById(ids: readonly string[]): Promise<readonly Post[]> {
    return loadPosts(this.#open(), ids);
  }

  async postOf(entry: string): Promise<Post | undefined> {
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
    const shelves = this.#open().all<{ shelf: number; name: string }>(
      "select shelf, name from shelf_names where name >= 'tag ' and name < 'tag!' order by name",
    );
    const rows = shelves.flatMap(({ shelf, name }) => {
      const row = this.#connection.get<{ n: number; at: number; post: string | null }>(
        "select count(*) as n, max(at) as at, post from shelves where shelf = ?",
        shelf,
      );
      return row && row.post !== null ? [{ name, n: Number(row.n), post: row.post }] : [];
    });
    const posts = new Map(
      loadPosts(
        this.#connection,
        rows.map((row) => row.post),
      ).map((post) => [post.id, post]),
    );
    return rows.map((row) => ({
      name: posts.get(row.post)?.tags.find((tag) => tagShelf(tag.name) === row.name)?.name ?? row.name.slice(4),
      posts: row.n,
    }));
  }

  async sourcesOf(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const { numbers } = this.#open();
    const rows = this.#connection.byKeys<{ n: number; source: string }>(
      "select n, source from entries where n in (select value from json_each(?))",
      numbers.numbersOf(entries),
    );
    const ids = numbers.idsOf(rows.map((row) => Number(row.n)));
    return new Map(rows.map((row, i) => [ids[i] as string, row.source]));
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
      for (const [entry, other] of [
        [one, two],
        [two, one],
      ] as const) {
        if (verdict)
          this.#connection.run(
            "insert into verdicts (entry, other, verdict) values (?, ?, ?) on conflict (entry, other) do update set verdict = excluded.verdict",
            entry,
            other,
            verdict,
          );
        else this.#connection.run("delete from verdicts where entry = ? and other = ?", entry, other);
      }
      return report([], 0, this.#concluder.decide(one, two, verdict));
    });
  }

  async verdicts(): Promise<readonly Decision[]> {
    return this.#open()
      .all<{ entry: string; other: string; verdict: Decision["verdict"] }>(
        "select entry, other, verdict from verdicts where entry < other order by entry, other",
      )
      .map((row) => ({ entries: [row.entry, row.other], verdict: row.verdict }));
  }

  async sources(): Promise<readonly SourceRecord[]> {
    const counts = new Map(
      this.#open()
        .all<{ source: string; n: number }>("select source, count(*) as n from entries group by source")
        .map((row) => [row.source, Number(row.n)]),
    );
    return this.#connection
      .all<{ source: string; channel: string | null; format: Reading["format"] | null }>(
        "select source, channel, format from sources order by source",
      )
      .map((row) => ({
        source: row.source,
        ...(row.channel === null ? {} : { channel: JSON.parse(row.channel) }),
        ...(row.format === null ? {} : { format: row.format }),
        entries: counts.get(row.source) ?? 0,
      }));
  }

  async documents(prefix = ""): Promise<ReadonlyMap<string, DocumentState>> {
    const rows = this.#open().all<{ document: string; state: string }>(
      "select document, state from documents where document >= ? and document < ? order by document",
      prefix,
      `${prefix}\u{10ffff}`,
    );
    return new Map(rows.map((row) => [row.document, JSON.parse(row.state) as DocumentState]));
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
    let total = report([], 0, { added: [], changed: [], removed: [], copies: [] });
    for await (const batch of importBatches(lines)) {
      const held = heldEntries(
        this.#open(),
        batch.entries.map((entry) => entry.id),
      );
      const done = await this.#change(() => {
        for (const source of batch.sources)
          this.#connection.run(
            "insert into sources (source, channel, format) values (?, ?, ?) on conflict (source) do nothing",
            source.source,
            source.channel ? JSON.stringify(source.channel) : null,
            source.format ?? null,
          );
        for (const { entries, verdict } of batch.verdicts)
          for (const [entry, other] of [entries, [entries[1], entries[0]]] as const)
            this.#connection.run(
              "insert into verdicts (entry, other, verdict) values (?, ?, ?) on conflict (entry, other) do nothing",
              entry,
              other,
              verdict,
            );
        const kept = keepEntries(
          this.#connection,
          batch.entries.filter((entry) => !held.has(entry.id)),
        );
        const posts = this.#concluder.conclude(kept.entries, []);
        let later = posts;
        for (const { entries } of batch.verdicts)
          later = joinChanges(later, this.#concluder.decide(entries[0], entries[1], this.#verdict(entries)));
        return report([{ source: "", removed: [], ...kept, unchanged: kept.unchanged + held.size }], 0, later);
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

  #keepReading(reading: Reading, complete: boolean): Kept {
    const source = sourceOf(reading);
    this.#connection.run(
      "insert into sources (source, channel, format) values (?, ?, ?) on conflict (source) do update set channel = excluded.channel, format = excluded.format",
      source,
      JSON.stringify(reading.channel),
      reading.format,
    );
    return this.#keepEntries(source, reading.entries, complete);
  }

  #keepEntries(source: string, entries: readonly Entry[], complete: boolean): Kept {
    const kept = keepEntries(this.#connection, withoutTwins(entries));
    const removed: string[] = [];
    if (complete) {
      const now = new Set(entries.map((entry) => entry.id));
      for (const id of entriesOf(this.#connection, source)) if (!now.has(id)) removed.push(id);
      removeEntries(this.#connection, removed);
    }
    return { source, removed, ...kept };
  }

  #verdict(entries: readonly [string, string]): Decision["verdict"] | undefined {
    return this.#connection.get<{ verdict: Decision["verdict"] }>(
      "select verdict from verdicts where entry = ? and other = ?",
      entries[0],
      entries[1],
    )?.verdict;
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

interface Kept {
  readonly source: string;
  readonly entries: readonly Entry[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly withheld: number;
  readonly removed: readonly string[];
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

function report(kept: readonly Kept[], removed: number, posts: PostChanges): AddReport {
  const copies = new Set(posts.copies);
  const readings = kept.map((k) => ({
    source: k.source,
    added: k.added.length,
    changed: k.changed.length,
    unchanged: k.unchanged,
    removed: k.removed.length,
    copies: k.added.filter((id) => copies.has(id)).length,
  }));
  const sum = (key: "added" | "changed" | "unchanged" | "copies") => readings.reduce((total, line) => total + line[key], 0);
  return {
    added: sum("added"),
    changed: sum("changed"),
    unchanged: sum("unchanged"),
    removed,
    copies: sum("copies"),
    withheld: kept.reduce((total, k) => total + k.withheld, 0),
    posts: { added: posts.added, changed: posts.changed, removed: posts.removed },
    readings,
  };
}

function joinChanges(a: PostChanges, b: PostChanges): PostChanges {
  const added = new Set(a.added);
  const changed = new Set(a.changed);
  const removed = new Set(a.removed);
  for (const id of b.added) {
    // Gone and back: changed.
    if (removed.delete(id)) changed.add(id);
    else added.add(id);
  }
  for (const id of b.changed) if (!added.has(id)) changed.add(id);
  for (const id of b.removed) {
    changed.delete(id);
    if (!added.delete(id)) removed.add(id);
  }
  return {
    added: [...added].sort(),
    changed: [...changed].sort(),
    removed: [...removed].sort(),
    copies: [...new Set([...a.copies, ...b.copies])],
  };
}

function joinReports(a: AddReport, b: AddReport): AddReport {
  const posts = joinChanges({ ...a.posts, copies: [] }, { ...b.posts, copies: [] });
  return {
    added: a.added + b.added,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    removed: a.removed + b.removed,
    copies: a.copies + b.copies,
    withheld: a.withheld + b.withheld,
    posts: { added: posts.added, changed: posts.changed, removed: posts.removed },
    readings: [],
  };
}
