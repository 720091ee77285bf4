import type { Entry } from "../model/entry.ts";
import type { Match } from "../model/post.ts";
import { createEntry } from "../read/create-entry.ts";
import type { Decision } from "../resolve/decisions.ts";
import { mergePost, postId } from "../resolve/merge.ts";
import { type Copy, rankCopies } from "../resolve/original.ts";
import { type Addition, createResolver, type Resolver } from "../resolve/resolver.ts";
import { sketchEntry } from "../resolve/sketch.ts";
import { decodeSketch } from "../resolve/sketch-bytes.ts";
import { keysOf } from "../resolve/sketch-keys.ts";
import { urlKey } from "../values/url-key.ts";
import { type ArticleRow, forgetArticle, forgetPairs, keepArticles, loadArticles, type RankedArticle } from "./article-rows.ts";
import { forgetCopies, groupsOf, keepCopies } from "./copy-rows.ts";
import { loadEntries } from "./entry-store.ts";
import { PeopleRows } from "./people-rows.ts";
import type { PostChanges } from "./post-changes.ts";
import { type PostRow, toPostRow } from "./post-row.ts";
import { keepAuthorsOf, keepPosts, removePosts } from "./post-store.ts";
import { createResolveRows, type ResolveRows } from "./resolve-rows.ts";
import { SeriesRows } from "./series-rows.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import { loadVerdicts } from "./verdict-rows.ts";
import { countSites, keepStanding, keepVotes, loadStanding, loadVotes, pairsOf, type SiteChanges, votesOf } from "./vote-rows.ts";

/** A group of copies to conclude a post of. */
interface Article {
  readonly group: string;
  /** The original first. */
  readonly copies: readonly string[];
  readonly lengths: readonly number[];
}

/** One change to what is held, until it is written. */
interface Change {
  /** Those that came with it. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly people: PeopleRows;
  readonly series: SeriesRows;
  /** Groups to conclude posts of. */
  readonly articles: Map<string, Article>;
  /** Posts that the groups touched had before. */
  readonly posts: Set<string>;
}

/** How many entries are taken at a time: memory is not to grow with what comes in one call. */
const CHUNK = 1000;

/**
 * Concludes posts from entries that came, changed or went, and only what these touch: the groups that the resolver changes, the groups whose
 * original hangs on votes that tipped, the posts whose authors or series are others by it. Runs inside the caller's transaction.
 */
export class Concluder {
  readonly #connection: SqliteConnection;
  /** Of the change at hand. */
  #store: ResolveRows;
  /** Sketches of copies, as they are after the change at hand. */
  readonly #sketches = new Map<string, Copy>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
    this.#store = createResolveRows(connection);
  }

  conclude(kept: readonly Entry[], removed: readonly string[]): PostChanges {
    this.#open();
    const gone = [...removed, ...kept.filter((entry) => entry.status !== undefined).map((entry) => entry.id)];
    const entries = new Map(this.#forget(gone).map((entry) => [entry.id, entry]));
    for (const entry of kept) if (entry.status === undefined) entries.set(entry.id, entry);
    const change = this.#begin(entries);
    this.#take(change, [], gone);
    const resolver = this.#resolver();
    const list = [...entries.values()];
    for (let at = 0; at < list.length; at += CHUNK) this.#take(change, resolver.add(list.slice(at, at + CHUNK)).groups, []);
    return this.#write(change);
  }

  decide(a: string, b: string, verdict: Decision["verdict"] | undefined): PostChanges {
    this.#open();
    // Taken back: the two are looked at as if they came now.
    if (!verdict) return this.conclude(this.#unlearn([a, b]), []);
    const change = this.#begin(new Map());
    this.#take(change, this.#resolver().decide([{ entries: [a, b], verdict }]).groups, []);
    return this.#write(change);
  }

  matches(entries: readonly string[]): Match[] {
    this.#open();
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
    const store = this.#open();
    const held = store.idsOf([...new Set(store.holders(keys, 100).entries)]);
    return loadEntries(this.#connection, [...held].sort()).flatMap((entry) =>
      wanted !== undefined && urlKey(entry.url) === wanted ? [entry.id] : [],
    );
  }

  /** Other processes may have written since: nothing that was read before is taken to be true. */
  #open(): ResolveRows {
    this.#sketches.clear();
    this.#store = createResolveRows(this.#connection);
    return this.#store;
  }

  #resolver(): Resolver {
    return createResolver({ store: this.#store, decided: loadVerdicts(this.#connection) });
  }

  /** Takes entries out of the resolver's index; gives those that shared a group with them, to be resolved again. */
  #forget(gone: readonly string[]): Entry[] {
    if (!gone.length) return [];
    const store = this.#store;
    const lost = store.numbersOf(gone).filter((entry) => entry >= 0);
    const isLost = new Set(lost);
    const groups = [...new Set(store.groups(lost))];
    const left = store.members(groups).filter((entry) => !isLost.has(entry));
    for (const [i, bytes] of store.sketches(lost).entries()) {
      if (bytes !== undefined) store.removeKeys(keysOf(decodeSketch(bytes)), lost[i] as number);
    }
    store.removeLinks(store.links(lost));
    store.unlearn(lost);
    store.part(groups);
    return this.#unlearn(store.idsOf(left));
  }

  #unlearn(ids: readonly string[]): Entry[] {
    this.#store.unlearn(this.#store.numbersOf(ids).filter((entry) => entry >= 0));
    return loadEntries(this.#connection, ids);
  }

  #begin(entries: ReadonlyMap<string, Entry>): Change {
    return {
      entries,
      people: new PeopleRows(this.#connection),
      series: new SeriesRows(this.#connection),
      articles: new Map(),
      posts: new Set(),
    };
  }

  /** Takes groups as the resolver has them now: ranks their copies, and writes down what they add to votes, people and series. */
  #take(change: Change, groups: Addition["groups"], gone: readonly string[]): void {
    const { people, series } = change;
    const touched = new Map(groups.map((group) => [group.group, group.entries]));
    const before = this.#oldArticles([...gone, ...groups.flatMap((group) => group.entries)]);
    series.load([...before.keys()]);
    const tally = new Map<string, number>();
    const sites: SiteChanges = new Map();
    for (const row of before.values()) {
      countSites(sites, row.sites.split(" ").map(Number), -1);
      for (const [pair, n] of Object.entries(row.votes ? (JSON.parse(row.votes) as Record<string, number>) : {}))
        tally.set(pair, (tally.get(pair) ?? 0) - n);
      if (touched.has(row.grp)) continue;
      forgetArticle(this.#connection, row);
      people.leave(row.people, row.post);
      series.leave(row.grp);
      change.articles.delete(row.grp);
    }
    forgetCopies(this.#connection, gone);
    const articles = this.#rank(touched, tally, sites, before);
    this.#keepArticles(change, articles, before);
    for (const row of before.values()) change.posts.add(row.post);
    for (const article of articles) change.articles.set(article.group, article);
    this.#sketches.clear();
    this.#store.release();
  }

  /** Concludes who wrote the posts and which series they are in, and writes those that are other than they were. */
  #write(change: Change): PostChanges {
    const { people, series, articles } = change;
    const { posts: resigned } = people.conclude();
    const touched = [...articles.values()];
    for (const article of this.#articlesOf(series.conclude().filter((group) => !articles.has(group)))) articles.set(article.group, article);
    this.#sketches.clear();
    const done = { added: new Set<string>(), changed: new Set<string>(), removed: new Set<string>(), unchanged: new Set<string>() };
    const written = new Set<string>();
    const all = [...articles.values()];
    for (let at = 0; at < all.length; at += CHUNK) {
      for (const [post, what] of keepPosts(this.#connection, this.#merge(change, all.slice(at, at + CHUNK)))) {
        written.add(post);
        done[what].add(post);
      }
    }
    const others = new Map([...resigned].filter(([post]) => !written.has(post)));
    for (const id of keepAuthorsOf(this.#connection, others)) done.changed.add(id);
    for (const id of removePosts(
      this.#connection,
      [...change.posts].filter((post) => !written.has(post)),
    )) {
      done.changed.delete(id);
      done.removed.add(id);
    }
    this.#store.settle();
    const sorted = (ids: Set<string>) => [...ids].sort();
    return {
      added: sorted(done.added),
      changed: sorted(done.changed),
      removed: sorted(done.removed),
      copies: touched.flatMap((article) => article.copies.slice(1)),
    };
  }

  #merge(change: Change, articles: readonly Article[]): PostRow[] {
    const entries = this.#entriesOf(change, articles);
    const groups = articles.map((article) => article.group);
    const lists = new Map(loadArticles(this.#connection, groups).map((row) => [row.grp, row.people]));
    const authors = change.people.authors([...lists.values()]);
    const places = change.series.places(groups);
    return articles.map(({ group, copies, lengths }) => {
      const own = copies.flatMap((id) => entries.get(id) ?? []);
      const series = places.get(group);
      return toPostRow(
        mergePost({ entries: own, lengths, told: { authors: authors.get(lists.get(group) ?? "") ?? [], ...(series ? { series } : {}) } }),
        own,
      );
    });
  }

  /** The entries of articles: those that came with the change, and others from the file. */
  #entriesOf(change: Change, articles: readonly Article[]): Map<string, Entry> {
    const found = new Map<string, Entry>();
    const missing: string[] = [];
    for (const id of articles.flatMap((article) => article.copies)) {
      const entry = change.entries.get(id);
      if (entry) found.set(id, entry);
      else missing.push(id);
    }
    for (const entry of loadEntries(this.#connection, missing)) found.set(entry.id, entry);
    return found;
  }

  /** The originals first: those of the groups that changed, and of those whose votes tipped. */
  #rank(
    touched: ReadonlyMap<string, readonly string[]>,
    tally: Map<string, number>,
    sites: SiteChanges,
    before: Map<string, ArticleRow>,
  ): Article[] {
    this.#loadSketches([...touched.values()].flat());
    const groups = [...touched].map(([group, entries]) => ({ group, copies: this.#copies(entries) }));
    for (const { copies } of groups) {
      for (const [pair, n] of Object.entries(copies.length > 1 ? votesOf(copies) : {})) tally.set(pair, (tally.get(pair) ?? 0) + n);
      countSites(
        sites,
        copies.map((copy) => copy.sketch.site),
        1,
      );
    }
    const tipped = new Set([...keepVotes(this.#connection, tally), ...keepStanding(this.#connection, sites)]);
    const others = [...tipped].filter((group) => !touched.has(group));
    const articles = this.#rankAll(groups);
    const rows = new Map(loadArticles(this.#connection, others).map((row) => [row.grp, row]));
    for (const article of this.#articlesOf(others)) {
      const row = rows.get(article.group);
      if (row === undefined || row.post === postId(article.copies[0] as string)) continue;
      before.set(row.grp, row);
      articles.push(article);
    }
    return articles;
  }

  #rankAll(groups: readonly { readonly group: string; readonly copies: readonly Copy[] }[]): Article[] {
    const several = groups.filter(({ copies }) => copies.length > 1).flatMap(({ copies }) => copies);
    const votes = loadVotes(
      this.#connection,
      groups.flatMap(({ copies }) => (copies.length > 1 ? pairsOf(copies) : [])),
    );
    const standing = loadStanding(
      this.#connection,
      several.map((copy) => copy.sketch.site),
    );
    return groups.map(({ group, copies }) => {
      const ranked = rankCopies(copies, votes, standing);
      return {
        group,
        copies: ranked.map((copy) => copy.entry),
        lengths: copies.length > 1 ? ranked.map((copy) => copy.sketch.length) : [1],
      };
    });
  }

  #keepArticles(change: Change, articles: readonly Article[], before: ReadonlyMap<string, ArticleRow>): void {
    const { people, series } = change;
    const entries = this.#entriesOf(change, articles);
    series.load(articles.map((article) => article.group));
    this.#connection.numbers.load(articles.map((article) => article.group));
    const rows: RankedArticle[] = [];
    for (const { group, copies } of articles) {
      const own = copies.flatMap((id) => entries.get(id) ?? []);
      const post = postId(copies[0] as string);
      const list = people.keep(post, own);
      const old = before.get(group);
      if (old && (old.people !== list || old.post !== post)) people.leave(old.people, old.post);
      if (old) forgetPairs(this.#connection, old);
      series.keep(group, own);
      const sketched = this.#copies(copies);
      const sites = sketched.map((copy) => copy.sketch.site);
      const several = copies.length > 1;
      rows.push({
        grp: group,
        post,
        people: list,
        sites: sites.join(" "),
        votes: several ? JSON.stringify(votesOf(sketched)) : null,
        pairs: several ? pairsOf(sketched) : [],
        foundOn: several ? new Set(sites) : [],
      });
    }
    keepArticles(this.#connection, rows);
    keepCopies(
      this.#connection,
      articles.flatMap(({ group, copies }) => copies.map((entry) => [entry, group] as const)),
    );
  }

  #copies(entries: readonly string[]): Copy[] {
    this.#loadSketches(entries);
    return entries.flatMap((entry) => this.#sketches.get(entry) ?? []);
  }

  #loadSketches(entries: readonly string[]): void {
    const missing = entries.filter((entry) => !this.#sketches.has(entry));
    if (!missing.length) return;
    for (const [i, bytes] of this.#store.sketches(this.#store.numbersOf(missing)).entries())
      if (bytes !== undefined) this.#sketches.set(missing[i] as string, { entry: missing[i] as string, sketch: decodeSketch(bytes) });
  }

  /** What was concluded of the groups in which entries were. */
  #oldArticles(entries: readonly string[]): Map<string, ArticleRow> {
    const groups = new Set(groupsOf(this.#connection, entries).values());
    return new Map(loadArticles(this.#connection, [...groups]).map((row) => [row.grp, row]));
  }

  /** Groups as they are held, the original first. */
  #articlesOf(groups: readonly string[]): Article[] {
    const store = this.#store;
    const entries = store.members(store.numbersOf(groups));
    const ids = store.idsOf(entries);
    const named = store.idsOf(store.groups(entries));
    const members = new Map<string, string[]>();
    for (const [i, group] of named.entries()) members.set(group, [...(members.get(group) ?? []), ids[i] as string]);
    this.#loadSketches(ids);
    return this.#rankAll([...members].map(([group, entries]) => ({ group, copies: this.#copies(entries) })));
  }

  #originals(entries: readonly string[]): Map<string, string> {
    const groups = groupsOf(this.#connection, [...new Set(entries)]);
    const articles = new Map(
      this.#articlesOf([...new Set(groups.values())]).map((article) => [article.group, article.copies[0] as string]),
    );
    return new Map([...groups].flatMap(([entry, group]) => (articles.has(group) ? [[entry, articles.get(group) as string]] : [])));
  }
}
