import type { Notice } from "../model/notice.ts";
import { NumberTable } from "./number-table.ts";
import type { Sketch } from "./sketch.ts";
import type { SketchCache } from "./sketch-cache.ts";
import { IDENTITY_KEYS, keysOf } from "./sketch-keys.ts";
import { pairOf, type ResolveStore } from "./store.ts";

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
  const board = new KeyBoard();
  for (let i = 0; i < fresh.length; i++) board.ask(fresh[i] as number, cache);
  const active = new NumberTable(fresh.length);
  for (let i = 0; i < fresh.length; i++) active.set(fresh[i] as number, 1);
  const lost = enterKeys(board, store, cache, notices);
  const orphans: number[] = [];
  for (let i = 0; i < lost.length; i++) {
    const place = active.place(lost[i] as number);
    if (active.at(place) !== 0) continue;
    active.put(place, 1);
    orphans.push(lost[i] as number);
  }
  if (orphans.length > 0) {
    cache.load(orphans);
    const from = board.keys.length;
    for (let i = 0; i < orphans.length; i++) board.ask(orphans[i] as number, cache);
    findHolders(board, from, store);
  }
  return { pairs: pairUp(board.lists, active), orphans };
}

/** The distinct keys of some entries, and who asks for each. */
class KeyBoard {
  readonly keys: number[] = [];
  /** All who hold each key and those who ask for it; none where there is but one of them, or the key is marked. */
  readonly lists: (readonly number[] | undefined)[] = [];
  readonly #places = new NumberTable(1 << 13);
  /** Of each key, the one who asked first; the others stand in lists of their own. */
  readonly #first: number[] = [];
  readonly #others = new Map<number, number[]>();

  ask(entry: number, cache: SketchCache): void {
    const keys = keysOf(cache.get(entry) as Sketch);
    for (let i = 0; i < keys.length; i++) this.#add(keys[i] as number, entry);
  }

  /** The entries given, and behind them those of the askers that do not stand among them. */
  withAskers(key: number, entries: readonly number[], from: number, to: number): number[] {
    const all: number[] = [];
    for (let i = from; i < to; i++) all.push(entries[i] as number);
    const first = this.#first[key] as number;
    if (!all.includes(first)) all.push(first);
    const others = this.#others.get(key);
    if (others === undefined) return all;
    for (let i = 0; i < others.length; i++) if (!all.includes(others[i] as number)) all.push(others[i] as number);
    return all;
  }

  /** Who asks for a key, where it is but one. */
  onlyAsker(key: number): number {
    return this.#others.size > 0 && this.#others.has(key) ? -1 : (this.#first[key] as number);
  }

  #add(key: number, entry: number): void {
    const place = this.#places.place(key);
    const known = this.#places.at(place) - 1;
    if (known < 0) {
      this.#places.put(place, this.keys.push(key));
      this.#first.push(entry);
      this.lists.push(undefined);
      return;
    }
    const others = this.#others.get(known);
    if (others === undefined) this.#others.set(known, [entry]);
    else others.push(entry);
  }
}

/** Writes the keys of those who ask for them, or marks them. Gives the entries that held a key that was marked. */
function enterKeys(board: KeyBoard, store: ResolveStore, cache: SketchCache, notices: Notice[]): number[] {
  const { keys, lists } = board;
  const marked = store.marked(keys);
  const { ends, entries } = store.holders(keys, MOST_HOLDERS + 1);
  const addedKeys: number[] = [];
  const added: number[] = [];
  const shared: number[] = [];
  const weighed: number[] = [];
  for (let i = 0, start = 0; i < keys.length; i++) {
    const end = ends[i] as number;
    const only = start === end ? board.onlyAsker(i) : -1;
    if (only >= 0 && marked[i] !== true) {
      addedKeys.push(keys[i] as number);
      added.push(only);
    } else if (marked[i] !== true) {
      const all = board.withAskers(i, entries, start, end);
      lists[i] = all;
      shared.push(i);
      if (all.length >= RECURS && all.length <= MOST_HOLDERS) for (let n = 0; n < all.length; n++) weighed.push(all[n] as number);
    }
    start = end;
  }
  cache.load(weighed);
  const marks: number[] = [];
  const lost: number[] = [];
  for (let i = 0; i < shared.length; i++) {
    const at = shared[i] as number;
    const key = keys[at] as number;
    const all = lists[at] as readonly number[];
    const held = (ends[at] as number) - (at === 0 ? 0 : (ends[at - 1] as number));
    if (!isCommon(all, cache)) {
      for (let n = held; n < all.length; n++) {
        addedKeys.push(key);
        added.push(all[n] as number);
      }
      continue;
    }
    lists[at] = undefined;
    marks.push(key);
    for (let n = 0; n < held; n++) lost.push(all[n] as number);
    if (key >= IDENTITY_KEYS) notices.push({ code: "shared-identity", severity: "warning", detail: { entries: all.length } });
  }
  store.mark(marks);
  store.addKeys(addedKeys, added);
  return lost;
}

/** The holders of those keys that orphans brought to the board. */
function findHolders(board: KeyBoard, from: number, store: ResolveStore): void {
  const asked = board.keys.slice(from);
  const marked = store.marked(asked);
  const { ends, entries } = store.holders(asked, MOST_HOLDERS + 1);
  let start = 0;
  for (let i = 0; i < asked.length; i++) {
    if (marked[i] !== true) board.lists[from + i] = entries.slice(start, ends[i] as number);
    start = ends[i] as number;
  }
}

/** A key says nothing where too many hold it, or where three pages of one site with three titles do. */
function isCommon(entries: readonly number[], cache: SketchCache): boolean {
  const count = entries.length;
  if (count < RECURS) return false;
  if (count > MOST_HOLDERS) return true;
  const sketches: Sketch[] = [];
  for (let i = 0; i < count; i++) {
    const sketch = cache.get(entries[i] as number);
    if (sketch !== undefined && sketch.title !== 0) sketches.push(sketch);
  }
  // At most `MOST_HOLDERS`, mostly three or four.
  for (let i = 0; i + RECURS <= sketches.length; i++) if (countTitles(sketches, i) >= RECURS) return true;
  return false;
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

/** Each two that stand on one list, one of them active at least. */
function pairUp(lists: readonly (readonly number[] | undefined)[], active: NumberTable): number[] {
  const seen = new NumberTable(1 << 10);
  const pairs: number[] = [];
  for (let i = 0; i < lists.length; i++) {
    const all = lists[i];
    if (all === undefined) continue;
    for (let n = 0; n < all.length; n++) {
      const one = all[n] as number;
      const moved = active.get(one) !== 0;
      for (let m = n + 1; m < all.length; m++) {
        const other = all[m] as number;
        if (!moved && active.get(other) === 0) continue;
        const place = seen.place(pairOf(one, other));
        if (seen.at(place) !== 0) continue;
        seen.put(place, 1);
        pairs.push(one, other);
      }
    }
  }
  return pairs;
}
