import type { Entry } from "../model/entry.ts";
import type { Match } from "../model/post.ts";
import { createEntry } from "../read/create-entry.ts";
import { mergePost, postId } from "../resolve/merge.ts";
import { type Copy, rankCopies } from "../resolve/original.ts";
import { type Addition, createResolver, type Resolver } from "../resolve/resolver.ts";
import { decodeSketch, keysOf, sketchEntry } from "../resolve/sketch.ts";
import { urlKey } from "../values/url-key.ts";
import type { Verdict } from "./contract.ts";
import { loadEntries } from "./entry-store.ts";
import { PeopleRows } from "./people-rows.ts";
import { toPostRow } from "./post-row.ts";
import { keepAuthorsOf, keepPosts, removePosts } from "./post-store.ts";
import { createResolveRows } from "./resolve-rows.ts";
import { SeriesRows } from "./series-rows.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { keepVotes, loadVotes, pairsOf, votesOf } from "./vote-rows.ts";

/** What a change to the entries came to. */
export interface PostChanges {
  /** Sorted ids. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Entries, of posts that were touched, that are not the original. */
  readonly copies: readonly string[];
}

/** A group of copies to conclude a post of. */
interface Article {
  readonly group: string;
  /** The original first. */
  readonly copies: readonly string[];
  readonly lengths: readonly number[];
}

interface ArticleRow {
  readonly grp: string;
  readonly post: string;
  readonly people: string;
  readonly votes: string | null;
}

/**
 * Concludes posts from entries that came, changed or went, and only what these touch: the groups that the resolver changes, the groups whose
 * original hangs on votes that tipped, the posts whose authors or series are others by it. Runs inside the caller's transaction.
 */
export class Concluder {
  readonly #connection: SqliteConnection;
  /** Sketches of copies, as they are after the change at hand. */
  readonly #sketches = new Map<string, Copy>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  conclude(kept: readonly Entry[], removed: readonly string[]): PostChanges {
    const withheld = kept.filter((entry) => entry.status !== undefined).map((entry) => entry.id);
    const bereft = this.#forget([...removed, ...withheld]);
    const published = kept.filter((entry) => entry.status === undefined);
    const entries = new Map(published.map((entry) => [entry.id, entry]));
    for (const entry of bereft) if (!entries.has(entry.id)) entries.set(entry.id, entry);
    const addition = this.#resolver().add([...entries.values()]);
    return this.#settle(addition, [...removed, ...withheld], entries);
  }

  decide(a: string, b: string, verdict: Verdict["verdict"] | undefined): PostChanges {
    if (verdict) return this.#settle(this.#resolver().decide([{ entries: [a, b], same: verdict === "same" }]), [], new Map());
    // Taken back: the two are looked at as if they came now.
    return this.conclude(this.#unlearn([a, b]), []);
  }

  matches(entries: readonly string[]): Match[] {
    this.#sketches.clear();
    const found = this.#resolver().matches(entries);
    const originals = this.#originals(found.flatMap((match) => match.entries));
    return found.map((match) =>
      originals.get(match.entries[0]) === match.entries[1] ? { ...match, entries: [match.entries[1], match.entries[0]] } : match,
    );
  }

  /** Entries with an address, however it is written, sorted. */
  entriesAt(url: string): string[] {
    const wanted = urlKey(url);
    const keys = keysOf(sketchEntry(createEntry({ url })));
    const held = createResolveRows(this.#connection).holders(keys, 100).flat();
    return loadEntries(this.#connection, [...new Set(held)].sort()).flatMap((entry) =>
      wanted !== undefined && urlKey(entry.url) === wanted ? [entry.id] : [],
    );
  }

  #resolver(): Resolver {
    const decided = this.#connection
      .all<{ entry: string; other: string; verdict: string }>("select entry, other, verdict from verdicts where entry < other")
      .map((row) => ({ entries: [row.entry, row.other] as const, same: row.verdict === "same" }));
    return createResolver({ store: createResolveRows(this.#connection), decided });
  }

  /** Takes entries out of the resolver's index; gives those that shared a group with them, to be resolved again. */
  #forget(gone: readonly string[]): Entry[] {
    if (!gone.length) return [];
    const store = createResolveRows(this.#connection);
    const lost = new Set(gone);
    const groups = [...new Set(store.groups(gone).filter((group) => group !== undefined))];
    const left = store.members(groups).flatMap((row) => (lost.has(row.entry) ? [] : [row.entry]));
    for (const [i, bytes] of store.sketches(gone).entries()) {
      const entry = gone[i] as string;
      if (bytes === undefined) continue;
      store.removeKeys(keysOf(decodeSketch(bytes)).map((key) => ({ key, entry })));
      this.#connection.run("delete from sketches where entry = ?", entry);
      const group = this.#connection.get<{ grp: string }>("select grp from members where entry = ?", entry)?.grp;
      if (group !== undefined) this.#connection.run("delete from groups where grp = ?1 and entry = ?2", group, entry);
      this.#connection.run("delete from members where entry = ?", entry);
    }
    store.removeLinks(store.links(gone).map((link) => link.entries));
    return this.#unlearn(left);
  }

  /** Entries without their sketches come to the resolver as if for the first time. */
  #unlearn(ids: readonly string[]): Entry[] {
    for (const id of ids) this.#connection.run("delete from sketches where entry = ?", id);
    return loadEntries(this.#connection, ids);
  }

  #settle(addition: Addition, gone: readonly string[], held: ReadonlyMap<string, Entry>): PostChanges {
    const people = new PeopleRows(this.#connection);
    const series = new SeriesRows(this.#connection);
    const touched = new Map(addition.groups.map((group) => [group.group, group.entries]));
    const before = this.#oldArticles([...gone, ...addition.groups.flatMap((group) => group.entries)]);
    const tally = new Map<string, number>();
    for (const row of before.values()) {
      for (const [pair, n] of Object.entries(row.votes ? (JSON.parse(row.votes) as Record<string, number>) : {}))
        tally.set(pair, (tally.get(pair) ?? 0) - n);
      if (touched.has(row.grp)) continue;
      this.#connection.run("delete from articles where grp = ?", row.grp);
      this.#clearPairs(row);
      people.leave(row.people, row.post);
      series.leave(row.grp);
    }
    for (const entry of gone) this.#connection.run("delete from copies where entry = ?", entry);

    const articles = this.#rank(touched, tally, before);
    const entries = new Map(held);
    const missing = articles.flatMap((article) => article.copies).filter((id) => !entries.has(id));
    for (const entry of loadEntries(this.#connection, missing)) entries.set(entry.id, entry);
    series.load(articles.map((article) => article.group));
    const signed = this.#keepArticles(articles, entries, people, series, before);

    const { posts: resigned } = people.conclude();
    const moved = series.conclude();
    const done = new Set(articles.map((article) => article.group));
    const late = this.#articlesOf(moved.filter((group) => !done.has(group)));
    for (const entry of loadEntries(
      this.#connection,
      late.flatMap((article) => article.copies).filter((id) => !entries.has(id)),
    ))
      entries.set(entry.id, entry);
    for (const row of this.#rows(late.map((article) => article.group))) signed.set(row.grp, row.people);

    const changes = { added: new Set<string>(), changed: new Set<string>(), removed: new Set<string>() };
    const all = [...articles, ...late];
    const authors = people.authors([...signed.values()]);
    const places = series.places(all.map((article) => article.group));
    const rows = all.map((article) => {
      const copies = article.copies.flatMap((id) => entries.get(id) ?? []);
      const place = places.get(article.group);
      const by = authors.get(signed.get(article.group) ?? "") ?? [];
      return toPostRow(mergePost({ entries: copies, lengths: article.lengths, authors: by, ...(place ? { series: place } : {}) }), copies);
    });
    const written = keepPosts(this.#connection, rows);
    for (const [id, done] of written) if (done !== "unchanged") changes[done].add(id);
    const others = new Map([...resigned].filter(([post]) => !written.has(post)));
    for (const id of keepAuthorsOf(this.#connection, others)) changes.changed.add(id);
    for (const id of removePosts(
      this.#connection,
      [...before.values()].flatMap((row) => (written.has(row.post) ? [] : [row.post])),
    )) {
      changes.changed.delete(id);
      changes.removed.add(id);
    }
    return {
      added: [...changes.added].sort(),
      changed: [...changes.changed].sort(),
      removed: [...changes.removed].sort(),
      copies: articles.flatMap((article) => article.copies.slice(1)),
    };
  }

  /** The originals first: those of the groups that changed, and of those whose votes tipped. */
  #rank(touched: ReadonlyMap<string, readonly string[]>, tally: Map<string, number>, before: Map<string, ArticleRow>): Article[] {
    this.#loadSketches([...touched.values()].flatMap((entries) => (entries.length > 1 ? entries : [])));
    const groups = new Map([...touched].map(([group, entries]) => [group, entries.length > 1 ? this.#copies(entries) : undefined]));
    for (const copies of groups.values())
      for (const [pair, n] of Object.entries(copies ? votesOf(copies) : {})) tally.set(pair, (tally.get(pair) ?? 0) + n);
    const tipped = keepVotes(this.#connection, tally).filter((group) => !groups.has(group));
    for (const article of this.#articlesOf(tipped)) groups.set(article.group, this.#copies(article.copies));
    for (const row of this.#rows(tipped)) before.set(row.grp, row);
    const votes = loadVotes(
      this.#connection,
      [...groups.values()].flatMap((copies) => (copies ? pairsOf(copies) : [])),
    );
    return [...groups].map(([group, copies]) => {
      if (!copies) return { group, copies: touched.get(group) as readonly string[], lengths: [1] };
      const ranked = rankCopies(copies, votes);
      return { group, copies: ranked.map((copy) => copy.entry), lengths: ranked.map((copy) => copy.sketch.length) };
    });
  }

  /** Writes down what groups add to votes, people and series; gives the names of their lists of bylines. */
  #keepArticles(
    articles: readonly Article[],
    entries: ReadonlyMap<string, Entry>,
    people: PeopleRows,
    series: SeriesRows,
    before: ReadonlyMap<string, ArticleRow>,
  ): Map<string, string> {
    const signed = new Map<string, string>();
    const rows: (string | null)[][] = [];
    const pairs: string[][] = [];
    for (const { group, copies } of articles) {
      const own = copies.flatMap((id) => entries.get(id) ?? []);
      const post = postId(copies[0] as string);
      const list = people.keep(post, own);
      const old = before.get(group);
      if (old && (old.people !== list || old.post !== post)) people.leave(old.people, old.post);
      if (old) this.#clearPairs(old);
      series.keep(group, own);
      const sketched = copies.length > 1 ? this.#copies(copies) : undefined;
      rows.push([group, post, list, sketched ? JSON.stringify(votesOf(sketched)) : null]);
      for (const pair of sketched ? pairsOf(sketched) : []) pairs.push([pair, group]);
      signed.set(group, list);
    }
    this.#connection.runRows(
      "insert into articles (grp, post, people, votes) select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?1) where true on conflict (grp) do update set post = excluded.post, people = excluded.people, votes = excluded.votes",
      rows,
    );
    this.#connection.runRows("insert or ignore into pairs (pair, grp) select value ->> 0, value ->> 1 from json_each(?1)", pairs);
    this.#connection.runRows(
      "insert into copies (entry, grp) select value ->> 0, value ->> 1 from json_each(?1) where true on conflict (entry) do update set grp = excluded.grp",
      articles.flatMap(({ group, copies }) => copies.map((entry) => [entry, group])),
    );
    return signed;
  }

  #copies(entries: readonly string[]): Copy[] {
    this.#loadSketches(entries);
    return entries.flatMap((entry) => this.#sketches.get(entry) ?? []);
  }

  #loadSketches(entries: readonly string[]): void {
    const missing = entries.filter((entry) => !this.#sketches.has(entry));
    if (!missing.length) return;
    for (const [i, bytes] of createResolveRows(this.#connection).sketches(missing).entries())
      if (bytes !== undefined) this.#sketches.set(missing[i] as string, { entry: missing[i] as string, sketch: decodeSketch(bytes) });
  }

  /** What was concluded of the groups in which entries were. */
  #oldArticles(entries: readonly string[]): Map<string, ArticleRow> {
    const groups = this.#connection
      .byKeys<{ grp: string }>("select distinct grp from copies where entry in (select value from json_each(?1))", entries)
      .map((row) => row.grp);
    return new Map(this.#rows(groups).map((row) => [row.grp, row]));
  }

  #rows(groups: readonly string[]): ArticleRow[] {
    return this.#connection.byKeys<ArticleRow>(
      "select grp, post, people, votes from articles where grp in (select value from json_each(?1))",
      groups,
    );
  }

  /** Groups as they were concluded last, the original first. */
  #articlesOf(groups: readonly string[]): Article[] {
    const members = new Map<string, string[]>();
    for (const { entry, group } of createResolveRows(this.#connection).members(groups))
      members.set(group, [...(members.get(group) ?? []), entry]);
    const posts = new Map(this.#rows(groups).map((row) => [row.grp, row.post]));
    this.#loadSketches([...members.values()].flatMap((entries) => (entries.length > 1 ? entries : [])));
    return [...members].map(([group, entries]) => {
      if (entries.length === 1) return { group, copies: entries, lengths: [1] };
      const copies = this.#copies(entries);
      const ranked = rankCopies(copies, loadVotes(this.#connection, pairsOf(copies)));
      ranked.sort((a, b) => Number(postId(b.entry) === posts.get(group)) - Number(postId(a.entry) === posts.get(group)));
      return { group, copies: ranked.map((copy) => copy.entry), lengths: ranked.map((copy) => copy.sketch.length) };
    });
  }

  #originals(entries: readonly string[]): Map<string, string> {
    const groups = new Map(
      this.#connection
        .byKeys<{ entry: string; grp: string }>("select entry, grp from copies where entry in (select value from json_each(?1))", entries)
        .map((row) => [row.entry, row.grp]),
    );
    const articles = new Map(
      this.#articlesOf([...new Set(groups.values())]).map((article) => [article.group, article.copies[0] as string]),
    );
    return new Map([...groups].flatMap(([entry, group]) => (articles.has(group) ? [[entry, articles.get(group) as string]] : [])));
  }

  #clearPairs(row: ArticleRow): void {
    if (row.votes !== null) this.#connection.run("delete from pairs where grp = ?", row.grp);
  }
}
