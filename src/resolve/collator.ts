import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Evidence, Match } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { findCandidates } from "./candidates.ts";
import { decide, type Verdict } from "./decide.ts";
import { type Decision, Decisions } from "./decisions.ts";
import { NumberTable } from "./number-table.ts";
import { DECIDED, regroup, SURE } from "./regroup.ts";
import { type Sketch, sketchEntry } from "./sketch.ts";
import { decodeSketch, encodeSketch } from "./sketch-bytes.ts";
import { SketchCache } from "./sketch-cache.ts";
import { keysOf } from "./sketch-keys.ts";
import type { TitleSketch } from "./sketch-title.ts";
import { type LinkRow, pairOf, type ResolveStore } from "./store.ts";

/** So many entries are taken at once: each step runs over all of them, which engines compile less for than for many short runs. */
const CHUNK = 1 << 14;

/** What collating some entries came to. Entries go by the store's numbers. */
export interface Collation {
  /** All groups that changed, the entries of each in the order of their ids. */
  readonly groups: readonly (readonly number[])[];
  readonly notices: readonly Notice[];
  /** Entries that were not held as they are now. */
  readonly fresh: ReadonlySet<number>;
  /** Those of them that were held with other content. */
  readonly revised: ReadonlySet<number>;
  /** Entries that are one of two texts of a page. */
  readonly revisions: ReadonlySet<number>;
  readonly cache: SketchCache;
}

/** What one call gathers. */
interface Call extends Collation {
  readonly notices: Notice[];
  readonly taken: Set<number>;
  readonly fresh: Set<number>;
  readonly revised: Set<number>;
  readonly revisions: Set<number>;
  /** Entries whose groups are to be made again. */
  readonly touched: Set<number>;
  /** Of pairs that were held against each other: 1 where nothing speaks against the two being one, 2 where a guard does. */
  readonly judged: NumberTable;
}

/** Holds the texts of entries against each other, over a store. */
export class Collator {
  readonly #store: ResolveStore;
  #decided: readonly Decision[];

  constructor(store: ResolveStore, decided: readonly Decision[]) {
    this.#store = store;
    this.#decided = decided;
  }

  /** Takes entries in, and makes the groups anew that they change. */
  add(given: readonly Entry[]): Collation {
    const call = this.#call();
    for (let at = 0; at < given.length; at += CHUNK) this.#take(given.slice(at, at + CHUNK), call);
    return this.#regrouped(call);
  }

  /** Puts what people decided into effect; later decisions on the same two entries replace earlier ones. */
  decide(decisions: readonly Decision[]): Collation {
    this.#decided = this.#decided.concat(decisions);
    const call = this.#call();
    const entries = this.#store.numbersOf(decisions.flatMap((one) => one.entries)).filter((entry) => entry >= 0);
    call.cache.load(entries);
    for (const entry of entries) if (call.cache.get(entry) !== undefined) call.touched.add(entry);
    return this.#regrouped(call);
  }

  /** The matches behind entries, with their evidence, worked out again; by both entries' ids. */
  matches(ids: readonly string[]): Match[] {
    const entries = this.#store.numbersOf(ids).filter((entry) => entry >= 0);
    const decisions = new Decisions(this.#decided, this.#store);
    const links = new Map(this.#store.links(entries).map((link) => [pairOf(link.one, link.other), link] as const));
    const pairs = [...links.values()].map(({ one, other }) => [one, other] as const);
    if (!decisions.none)
      for (const one of entries) for (const other of decisions.others(one)) if (!links.has(pairOf(one, other))) pairs.push([one, other]);
    const all = [...new Set(pairs.flat())];
    const names = this.#store.idsOf(all);
    const idOf = new Map(all.map((entry, i) => [entry, names[i] as string]));
    const cache = new SketchCache(this.#store);
    cache.trim(all);
    const found = new Map<number, Match>();
    for (const [a, b] of pairs) {
      const [one, other] = (idOf.get(a) as string) < (idOf.get(b) as string) ? [a, b] : [b, a];
      const [x, y] = [cache.bare(one), cache.bare(other)];
      if (x === undefined || y === undefined) continue;
      const link = links.get(pairOf(a, b));
      const match = matchOf([idOf.get(one) as string, idOf.get(other) as string], link, x, y, decisions.same(one, other));
      found.set(pairOf(a, b), match);
    }
    return [...found.values()].sort((a, b) => compare(a.entries[0], b.entries[0]) || compare(a.entries[1], b.entries[1]));
  }

  #call(): Call {
    return {
      cache: new SketchCache(this.#store),
      groups: [],
      notices: [],
      taken: new Set(),
      fresh: new Set(),
      revised: new Set(),
      revisions: new Set(),
      touched: new Set(),
      judged: new NumberTable(),
    };
  }

  #regrouped(call: Call): Collation {
    const decisions = new Decisions(this.#decided, this.#store);
    return { ...call, groups: regroup([...call.touched], this.#store, call.cache, decisions, call.judged) };
  }

  /** Sketches, enters and judges some entries of a call. */
  #take(given: readonly Entry[], call: Call): void {
    const store = this.#store;
    const { cache, touched } = call;
    const { fresh, again } = this.#sketch(given, call);
    const { pairs, orphans } = findCandidates(fresh, store, cache, call.notices);
    for (const entry of orphans) cache.forget(entry);
    const known = orphans.concat(again);
    if (known.length > 0) {
      const old = store.links(known);
      store.removeLinks(old);
      for (const { one, other } of old) touched.add(one).add(other);
    }
    this.#judge(pairs, call);
    for (let i = 0; i < fresh.length; i++) touched.add(fresh[i] as number);
    for (const entry of orphans) touched.add(entry);
  }

  /** Sketches entries and keeps what is new of them. Gives their numbers, and of those the ones that were held before. */
  #sketch(given: readonly Entry[], call: Call): { fresh: number[]; again: number[] } {
    const store = this.#store;
    const numbers = store.numbersFor(given.map((entry) => entry.id));
    const made = new Map<number, Sketch>();
    const titles = new Map<string, TitleSketch>();
    for (let i = 0; i < given.length; i++) {
      const sketch = sketchEntry(given[i] as Entry, titles);
      const number = numbers[i] as number;
      const other = made.get(number);
      if (other === undefined || saysMore(sketch, other)) made.set(number, sketch);
    }
    const entries = [...made.keys()];
    const stored = store.sketches(entries);
    const fresh: number[] = [];
    const again: number[] = [];
    const rows: Uint8Array[] = [];
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      const sketch = made.get(entry) as Sketch;
      const bytes = encodeSketch(sketch);
      const before = stored[i];
      if (before !== undefined) {
        if (sameBytes(before, bytes)) continue;
        const old = decodeSketch(before);
        // The same entry twice in one call: the one that says more, whichever came first.
        if (call.taken.has(entry) && !saysMore(sketch, old)) continue;
        if (!call.fresh.has(entry)) call.revised.add(entry);
        this.#dropKeys(entry, old, sketch);
        again.push(entry);
      }
      call.cache.set(entry, sketch);
      call.fresh.add(entry);
      fresh.push(entry);
      rows.push(bytes);
    }
    for (let i = 0; i < entries.length; i++) call.taken.add(entries[i] as number);
    store.putSketches(fresh, rows);
    return { fresh, again };
  }

  /** Takes away the keys that an entry had and has no more. */
  #dropKeys(entry: number, old: Sketch, sketch: Sketch): void {
    const kept = keysOf(sketch);
    const gone = keysOf(old).filter((key) => !kept.includes(key));
    this.#store.removeKeys(gone, entry);
  }

  /** Holds entries against each other, two by two, and keeps what comes of it. */
  #judge(pairs: readonly number[], { cache, judged, revisions }: Call): void {
    if (pairs.length === 0) return;
    cache.trim(pairs);
    const ids = this.#store.idsOf(pairs);
    const links: LinkRow[] = [];
    for (let i = 0; i < pairs.length; i += 2) {
      const first = (ids[i] as string) < (ids[i + 1] as string) ? i : i + 1;
      const one = pairs[first] as number;
      const other = pairs[first === i ? i + 1 : i] as number;
      const x = cache.bare(one);
      const y = cache.bare(other);
      if (x === undefined || y === undefined) continue;
      const verdict = decide(x, y);
      judged.set(pairOf(one, other), verdict.against ? 2 : 1);
      if (verdict.relation === undefined) continue;
      links.push(linkOf(one, other, verdict));
      if (verdict.relation === "revision") revisions.add(one).add(other);
    }
    this.#store.putLinks(links);
  }
}

/** Of two texts of one entry, whether the first is to be kept: the later, else the longer. */
function saysMore(one: Sketch, other: Sketch): boolean {
  if (one.day !== other.day) return one.day > other.day;
  return one.length !== other.length ? one.length > other.length : one.fingerprint > other.fingerprint;
}

function linkOf(one: number, other: number, verdict: Verdict): LinkRow {
  return {
    one,
    other,
    relation: verdict.relation ?? "related",
    kind: verdict.kind,
    weight: verdict.weight + (verdict.sure ? SURE : 0),
    joins: verdict.joins,
  };
}

/** @param same What somebody decided. */
function matchOf(entries: readonly [string, string], link: LinkRow | undefined, x: Sketch, y: Sketch, same: boolean | undefined): Match {
  const evidence: Evidence[] = [];
  const weight = link === undefined ? 0 : decide(x, y, evidence).weight;
  if (same !== undefined) {
    const decided = { kind: "decided", weight: same ? DECIDED : -DECIDED, detail: { same } };
    const relation = !same ? "related" : link?.relation === "revision" ? "revision" : "duplicate";
    return { entries, relation, probability: 1, evidence: [decided, ...evidence] };
  }
  const { relation, kind } = link as LinkRow;
  return {
    entries,
    relation,
    ...(kind === undefined ? {} : { kind }),
    probability: probability(relation === "related" ? -weight : weight),
    evidence,
  };
}

/** That the relation holds: for related entries, that they are not one article. */
function probability(odds: number): number {
  return Math.round((1 / (1 + Math.exp(-odds))) * 1e4) / 1e4;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength) return false;
  for (let i = 0; i < a.byteLength; i++) if (a[i] !== b[i]) return false;
  return true;
}
