import type { Relation } from "../model/post.ts";

/** What resolving remembers of an entry: some hundred bytes, made by `encodeSketch`. */
export interface SketchRow {
  /** The entry's id. */
  readonly entry: string;
  readonly sketch: Uint8Array;
}

/** One entry of the index: an entry is found under about 15 keys. */
export interface KeyRow {
  /** A whole number, 0 to 2^53 − 1: it fits SQLite's INTEGER and PostgreSQL's bigint. */
  readonly key: number;
  readonly entry: string;
}

/** To which post an entry belongs. */
export interface MemberRow {
  readonly entry: string;
  /** A name for the group: the smallest entry id in it. */
  readonly group: string;
}

/** Two entries that have to do with each other. What speaks for it is worked out again from the sketches where it is asked for. */
export interface LinkRow {
  /** The smaller id first. */
  readonly entries: readonly [string, string];
  readonly relation: Relation;
  /** For `related`, which kind. */
  readonly kind?: string;
  /** Log odds that they are one article. */
  readonly weight: number;
  /** May join two groups of copies. */
  readonly joins: boolean;
}

/**
 * Where a resolver keeps what it knows: four tables of plain rows, read and written in batches.
 *
 * - sketches: entry → bytes
 * - keys: (key, entry), both indexed; and the marked keys
 * - links: (entry, entry) → relation, found from either side
 * - members: entry → group, found from either side
 *
 * All is synchronous. Lists may come in any order: the resolver sorts. An implementation over a database runs
 * one `add` of the resolver in one transaction.
 */
export interface ResolveStore {
  /** The sketches of entries, in the order asked; `undefined` for what is not held. */
  sketches(entries: readonly string[]): readonly (Uint8Array | undefined)[];
  /** Adds sketches, or replaces those of the same entries. */
  putSketches(rows: readonly SketchRow[]): void;
  /** The entries under each key, in the order asked; of a key that holds more than `most`, any `most` of them. */
  holders(keys: readonly number[], most: number): readonly (readonly string[])[];
  /** Adds rows; those already there stay. */
  addKeys(rows: readonly KeyRow[]): void;
  removeKeys(rows: readonly KeyRow[]): void;
  /** Whether each key was marked, in the order asked. */
  marked(keys: readonly number[]): readonly boolean[];
  /** Marks keys for good: they say nothing any more. Their rows may be dropped, and are not asked for again. */
  mark(keys: readonly number[]): void;
  /** All links that one of the entries is part of, each once. */
  links(entries: readonly string[]): readonly LinkRow[];
  /** Adds links, or replaces those between the same two entries. */
  putLinks(links: readonly LinkRow[]): void;
  removeLinks(pairs: readonly (readonly [string, string])[]): void;
  /** The group of each entry, in the order asked. */
  groups(entries: readonly string[]): readonly (string | undefined)[];
  /** All entries of the groups. */
  members(groups: readonly string[]): readonly MemberRow[];
  /** Puts entries into groups, taking them out of those in which they were. */
  putMembers(rows: readonly MemberRow[]): void;
}

const NONE: readonly never[] = [];

/** A store in memory: numbers in typed arrays, about a kilobyte an entry. */
export function createMemoryStore(): ResolveStore {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  const shelf = createByteShelf();
  const groupOf: (number | undefined)[] = [];
  const grouped = new Map<number, number[]>();
  const linksOf = new Map<number, Map<number, LinkRow>>();
  const index = createKeyIndex();
  const marks = new Set<number>();

  const numberOf = (entry: string): number => {
    let number = numbers.get(entry);
    if (number === undefined) {
      number = names.length;
      numbers.set(entry, number);
      names.push(entry);
    }
    return number;
  };
  const nameOf = (number: number) => names[number] as string;

  return {
    sketches: (entries) => entries.map((entry) => shelf.get(numbers.get(entry) ?? -1)),
    putSketches(rows) {
      for (const row of rows) shelf.put(numberOf(row.entry), row.sketch);
    },
    holders: (keys, most) =>
      keys.map((key) => {
        const found = index.holders(key, most);
        return found.length === 0 ? NONE : found.map(nameOf);
      }),
    addKeys(rows) {
      for (const row of rows) index.add(row.key, numberOf(row.entry));
    },
    removeKeys(rows) {
      for (const row of rows) index.remove(row.key, numberOf(row.entry));
    },
    marked: (keys) => keys.map((key) => marks.has(key)),
    mark(keys) {
      for (const key of keys) {
        marks.add(key);
        index.drop(key);
      }
    },
    links(entries) {
      const found = new Set<LinkRow>();
      for (const entry of entries) for (const link of linksOf.get(numbers.get(entry) ?? -1)?.values() ?? []) found.add(link);
      return [...found];
    },
    putLinks(links) {
      for (const link of links) {
        const [a, b] = [numberOf(link.entries[0]), numberOf(link.entries[1])];
        for (const [x, y] of [
          [a, b],
          [b, a],
        ] as const) {
          const of = linksOf.get(x);
          if (of === undefined) linksOf.set(x, new Map([[y, link]]));
          else of.set(y, link);
        }
      }
    },
    removeLinks(pairs) {
      for (const [one, other] of pairs) {
        const [a, b] = [numbers.get(one) ?? -1, numbers.get(other) ?? -1];
        linksOf.get(a)?.delete(b);
        linksOf.get(b)?.delete(a);
      }
    },
    groups: (entries) =>
      entries.map((entry) => {
        const group = groupOf[numbers.get(entry) ?? -1];
        return group === undefined ? undefined : nameOf(group);
      }),
    members: (groups) =>
      groups.flatMap((group) => {
        const number = numbers.get(group) ?? -1;
        return (grouped.get(number) ?? (groupOf[number] === number ? [number] : [])).map((entry) => ({ entry: nameOf(entry), group }));
      }),
    putMembers(rows) {
      for (const row of rows) {
        const [entry, group] = [numberOf(row.entry), numberOf(row.group)];
        const before = groupOf[entry];
        if (before === group) continue;
        groupOf[entry] = group;
        const left = before === undefined ? undefined : grouped.get(before);
        if (before !== undefined && left !== undefined) {
          const rest = left.filter((other) => other !== entry);
          if (rest.length > 0) grouped.set(before, rest);
          else grouped.delete(before);
        }
        // A group of one that bears its entry's name is not written down apart.
        const list = grouped.get(group);
        if (list !== undefined) list.push(entry);
        else if (group !== entry) grouped.set(group, groupOf[group] === group ? [group, entry] : [entry]);
      }
    },
  };
}

/** Bytes one behind the other in large pieces: an array of its own for each would cost as much again. */
function createByteShelf() {
  const PIECE = 1 << 20;
  let piece = new Uint8Array(0);
  let used = 0;
  const shelf: (Uint8Array | undefined)[] = [];
  const starts: number[] = [];
  const lengths: number[] = [];
  return {
    get(number: number): Uint8Array | undefined {
      const held = shelf[number];
      return held === undefined ? undefined : held.subarray(starts[number], (starts[number] as number) + (lengths[number] as number));
    },
    put(number: number, bytes: Uint8Array): void {
      if (bytes.byteLength > piece.byteLength - used) {
        piece = new Uint8Array(Math.max(PIECE, bytes.byteLength));
        used = 0;
      }
      piece.set(bytes, used);
      shelf[number] = piece;
      starts[number] = used;
      lengths[number] = bytes.byteLength;
      // Sketches are read as 32-bit numbers.
      used += (bytes.byteLength + 3) & ~3;
    },
  };
}

/** Keys to entries in typed arrays. Most keys have one holder: it stands in the table itself, the others in chains. */
function createKeyIndex() {
  let capacity = 1 << 12;
  let keys = new Float64Array(capacity).fill(-1);
  // 0: none; above: the one holder, plus one; below: where the chain begins, negated.
  let first = new Int32Array(capacity);
  let entries = new Int32Array(1 << 10);
  let next = new Int32Array(1 << 10);
  let slots = 0;
  let rows = 1;
  let free = 0;

  const slotOf = (table: Float64Array, key: number): number => {
    const mask = table.length - 1;
    let slot = (Math.imul((key % 0x100000000) | 0, 0x9e3779b1) ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & mask;
    while (table[slot] !== -1 && table[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  };
  const grow = () => {
    capacity *= 2;
    const [moreKeys, moreFirst] = [new Float64Array(capacity).fill(-1), new Int32Array(capacity)];
    slots = 0;
    for (let slot = 0; slot < keys.length; slot++) {
      // Keys that nobody holds any more are not carried over.
      if (keys[slot] === -1 || first[slot] === 0) continue;
      const to = slotOf(moreKeys, keys[slot] as number);
      moreKeys[to] = keys[slot] as number;
      moreFirst[to] = first[slot] as number;
      slots++;
    }
    keys = moreKeys;
    first = moreFirst;
  };
  const takeRow = (entry: number, after: number): number => {
    let row = free;
    if (row !== 0) free = next[row] as number;
    else {
      if (rows === entries.length) {
        const [moreEntries, moreNext] = [new Int32Array(rows * 2), new Int32Array(rows * 2)];
        moreEntries.set(entries);
        moreNext.set(next);
        entries = moreEntries;
        next = moreNext;
      }
      row = rows++;
    }
    entries[row] = entry;
    next[row] = after;
    return row;
  };
  const freeRow = (row: number) => {
    next[row] = free;
    free = row;
  };

  return {
    holders(key: number, most: number): number[] {
      const head = first[slotOf(keys, key)] as number;
      if (head === 0 || most < 1) return NONE as never[];
      if (head > 0) return [head - 1];
      const found: number[] = [];
      for (let row = -head; row !== 0 && found.length < most; row = next[row] as number) found.push(entries[row] as number);
      return found;
    },
    add(key: number, entry: number): void {
      if (slots * 5 > capacity * 4) grow();
      const slot = slotOf(keys, key);
      const head = first[slot] as number;
      if (keys[slot] === -1) {
        keys[slot] = key;
        slots++;
      }
      if (head === 0) first[slot] = entry + 1;
      else if (head > 0) {
        if (head - 1 !== entry) first[slot] = -takeRow(entry, takeRow(head - 1, 0));
      } else {
        for (let row = -head; row !== 0; row = next[row] as number) if (entries[row] === entry) return;
        first[slot] = -takeRow(entry, -head);
      }
    },
    drop(key: number): void {
      const slot = slotOf(keys, key);
      for (let row = Math.max(0, -(first[slot] as number)); row !== 0; ) {
        const after = next[row] as number;
        freeRow(row);
        row = after;
      }
      first[slot] = 0;
    },
    remove(key: number, entry: number): void {
      const slot = slotOf(keys, key);
      const head = first[slot] as number;
      if (head > 0 && head - 1 === entry) first[slot] = 0;
      if (head >= 0) return;
      let before = 0;
      for (let row = -head; row !== 0; before = row, row = next[row] as number) {
        if (entries[row] !== entry) continue;
        const after = next[row] as number;
        if (before !== 0) next[before] = after;
        else first[slot] = after === 0 ? 0 : -after;
        freeRow(row);
        return;
      }
    },
  };
}
