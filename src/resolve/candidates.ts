import type { Notice } from "../model/notice.ts";
import { keyRows } from "./key-rows.ts";
import { NumberTable } from "./number-table.ts";
import type { Sketch } from "./sketch.ts";
import type { SketchCache } from "./sketch-cache.ts";
import { IDENTITY_KEYS } from "./sketch-keys.ts";
import { type EntryLists, pairOf, type ResolveStore } from "./store.ts";

/** A key held by more entries than this says nothing: a home page, a guid that a generator repeats, words of a template. */
const MOST_HOLDERS = 64;
/** What stands on so many pages of one site under different titles belongs to the site, not to an article. */
const RECURS = 3;

/** What there is to compare after entries came. */
export interface Candidates {
  /** Two entries each that share an unmarked key, one behind the other. Each pair stands here once. */
  readonly pairs: readonly number[];
  /** Entries held before that lost a key by a mark: all their pairs are here too. */
  readonly orphans: readonly number[];
}

/** Enters the keys of new entries, marks those that have become common, and finds who is to be compared with whom. */
export function findCandidates(fresh: readonly number[], store: ResolveStore, cache: SketchCache, notices: Notice[]): Candidates {
  const { keys, entries } = keyRows(fresh, cache.all(fresh));
  const others = store.enterKeys(keys, entries, MOST_HOLDERS);
  const { marks, lost } = markCommon(keys, entries, others, store, cache, notices);
  const pairs = new PairList();
  for (let i = 0, start = 0; i < keys.length; i++) {
    const end = others.ends[i] as number;
    if (start < end && marks.get(keys[i] as number) === 0) pairs.add(entries[i] as number, others.entries, start, end);
    start = end;
  }
  const isFresh = new Set(fresh);
  const orphans = [...lost].filter((entry) => !isFresh.has(entry));
  if (orphans.length > 0) {
    cache.load(orphans);
    pairAnew(orphans, store, cache, pairs);
  }
  return { pairs: pairs.pairs, orphans };
}

/** Marks the keys that say nothing any more. Gives them, and the entries that stood under them. */
function markCommon(
  keys: Float64Array,
  entries: Int32Array,
  others: EntryLists,
  store: ResolveStore,
  cache: SketchCache,
  notices: Notice[],
): { marks: NumberTable; lost: Set<number> } {
  cache.load(weighed(others));
  const marks = new NumberTable();
  const marked: number[] = [];
  const lost = new Set<number>();
  // From the end: the last list of a key is the fullest.
  for (let i = keys.length - 1; i >= 0; i--) {
    const start = i === 0 ? 0 : (others.ends[i - 1] as number);
    const end = others.ends[i] as number;
    if (start === end) continue;
    const key = keys[i] as number;
    if (marks.get(key) === 0) {
      if (!isCommon(entries[i] as number, others.entries, start, end, cache)) continue;
      marks.set(key, 1);
      marked.push(key);
      if (key >= IDENTITY_KEYS) notices.push({ code: "shared-identity", severity: "warning", detail: { entries: end - start + 1 } });
    }
    for (let n = start; n < end; n++) lost.add(others.entries[n] as number);
  }
  store.mark(marked);
  return { marks, lost };
}

/** The entries whose sites and titles say whether a key is common. */
function weighed({ ends, entries }: EntryLists): number[] {
  const found: number[] = [];
  for (let i = 0, start = 0; i < ends.length; i++) {
    const end = ends[i] as number;
    if (end - start + 1 >= RECURS && end - start < MOST_HOLDERS) for (let n = start; n < end; n++) found.push(entries[n] as number);
    start = end;
  }
  return found;
}

/** A key says nothing where too many hold it, or where three pages of one site with three titles do. */
function isCommon(entry: number, others: Int32Array, start: number, end: number, cache: SketchCache): boolean {
  const count = end - start + 1;
  if (count < RECURS) return false;
  if (count > MOST_HOLDERS) return true;
  const sketches: Sketch[] = [];
  addTitled(cache.get(entry), sketches);
  for (let n = start; n < end; n++) addTitled(cache.get(others[n] as number), sketches);
  // At most `MOST_HOLDERS`, mostly three or four.
  for (let i = 0; i + RECURS <= sketches.length; i++) if (countTitles(sketches, i) >= RECURS) return true;
  return false;
}

function addTitled(sketch: Sketch | undefined, sketches: Sketch[]): void {
  if (sketch !== undefined && sketch.title !== 0) sketches.push(sketch);
}

/** How many titles of one site, that of a sketch, there are from it on; three are enough. */
function countTitles(sketches: readonly Sketch[], from: number): number {
  const { site, title } = sketches[from] as Sketch;
  let second = 0;
  for (let i = from + 1; i < sketches.length; i++) {
    const other = sketches[i] as Sketch;
    if (other.site !== site || other.title === title || other.title === second) continue;
    if (second !== 0) return RECURS;
    second = other.title;
  }
  return second === 0 ? 1 : 2;
}

/** Entries that lost a key stand beside all others under those that they still have, as if they came now. */
function pairAnew(orphans: readonly number[], store: ResolveStore, cache: SketchCache, pairs: PairList): void {
  const held = orphans.filter((entry) => cache.get(entry) !== undefined);
  const { keys, entries } = keyRows(held, cache.all(held));
  const others = store.holders(keys, MOST_HOLDERS + 1);
  for (let i = 0, start = 0; i < keys.length; i++) {
    const end = others.ends[i] as number;
    pairs.add(entries[i] as number, others.entries, start, end);
    start = end;
  }
}

/** Entries two by two, each pair once. */
class PairList {
  readonly pairs: number[] = [];
  readonly #seen = new NumberTable(1 << 10);

  add(one: number, others: Int32Array, start: number, end: number): void {
    for (let n = start; n < end; n++) {
      const other = others[n] as number;
      if (other === one) continue;
      const place = this.#seen.place(pairOf(one, other));
      if (this.#seen.at(place) !== 0) continue;
      this.#seen.put(place, 1);
      this.pairs.push(one, other);
    }
  }
}
