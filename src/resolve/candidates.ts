import type { Notice } from "../model/notice.ts";
import { type KeyRows, keyRows } from "./key-rows.ts";
import { NumberTable } from "./number-table.ts";
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
  const rows = keyRows(fresh, cache.all(fresh));
  const met = store.enterKeys(rows.keys, rows.entries, MOST_HOLDERS);
  const marks = new NumberTable();
  const lost = markCommon(rows, met, marks, store, cache, notices);
  const pairs = new PairList();
  pairs.add(rows, met, marks);
  const isFresh = new Set(fresh);
  const orphans = [...lost].filter((entry) => !isFresh.has(entry));
  if (orphans.length > 0) {
    // They stand beside all others under the keys that they still have, as if they came now.
    const held = orphans.filter((entry) => cache.get(entry) !== undefined);
    const left = keyRows(held, cache.all(held));
    pairs.add(left, store.holders(left.keys, MOST_HOLDERS + 1), marks);
  }
  return { pairs: pairs.pairs, orphans };
}

/** Marks the keys that say nothing any more. Gives the entries that stood under them. */
function markCommon(
  { keys, entries }: KeyRows,
  met: EntryLists,
  marks: NumberTable,
  store: ResolveStore,
  cache: SketchCache,
  notices: Notice[],
): Set<number> {
  cache.load(weighed(met));
  const marked: number[] = [];
  const holders: number[] = [];
  const lost = new Set<number>();
  // From the end: the last list of a key is the fullest.
  for (let i = met.ends.length - 1; i >= 0; i--) {
    const start = i === 0 ? 0 : (met.ends[i - 1] as number);
    const end = met.ends[i] as number;
    const key = keys[met.places[i] as number] as number;
    if (marks.get(key) === 0) {
      if (end - start + 1 < RECURS || !isCommon(entries[met.places[i] as number] as number, met.entries, start, end, cache)) continue;
      marks.set(key, 1);
      marked.push(key);
      holders.push(end - start + 1);
    }
    for (let n = start; n < end; n++) lost.add(met.entries[n] as number);
  }
  store.mark(marked);
  for (let i = 0; i < marked.length; i++)
    if ((marked[i] as number) >= IDENTITY_KEYS)
      notices.push({ code: "shared-identity", severity: "warning", detail: { entries: holders[i] as number } });
  return lost;
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

const sites = new Int32Array(MOST_HOLDERS + 1);
const titles = new Int32Array(MOST_HOLDERS + 1);

/** A key says nothing where too many hold it, or where three pages of one site with three titles do. */
function isCommon(entry: number, others: Int32Array, start: number, end: number, cache: SketchCache): boolean {
  if (end - start >= MOST_HOLDERS) return true;
  let count = 0;
  for (let n = start; n <= end; n++) {
    const sketch = cache.get(n === end ? entry : (others[n] as number));
    if (sketch === undefined || sketch.title === 0) continue;
    sites[count] = sketch.site;
    titles[count++] = sketch.title;
  }
  // At most `MOST_HOLDERS`, mostly three or four.
  for (let i = 0; i + RECURS <= count; i++) if (countTitles(i, count) >= RECURS) return true;
  return false;
}

/** How many titles there are of the site at one place, from there on; three are enough. */
function countTitles(from: number, count: number): number {
  let second = 0;
  for (let i = from + 1; i < count; i++) {
    const title = titles[i] as number;
    if (sites[i] !== sites[from] || title === titles[from] || title === second) continue;
    if (second !== 0) return RECURS;
    second = title;
  }
  return second === 0 ? 1 : 2;
}

/** Entries two by two, each pair once. */
class PairList {
  readonly pairs: number[] = [];
  readonly #seen = new NumberTable(1 << 10);

  /** Each entry of the rows with those that stand under its key, if that is not marked. */
  add({ keys, entries }: KeyRows, { places, ends, entries: others }: EntryLists, marks: NumberTable): void {
    for (let i = 0, n = 0; i < places.length; i++) {
      const place = places[i] as number;
      const end = ends[i] as number;
      if (marks.get(keys[place] as number) !== 0) n = end;
      this.#seen.reserve(end - n);
      for (; n < end; n++) this.#addPair(entries[place] as number, others[n] as number);
    }
  }

  #addPair(one: number, other: number): void {
    if (one === other) return;
    const place = this.#seen.place(pairOf(one, other));
    if (this.#seen.at(place) !== 0) return;
    this.#seen.put(place, 1);
    this.pairs.push(one, other);
  }
}
