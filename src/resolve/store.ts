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
  const linked = createLinkTable();
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
      const asked = new Set<number>();
      for (const entry of entries) {
        const number = numbers.get(entry);
        if (number !== undefined) asked.add(number);
      }
      const found: LinkRow[] = [];
      for (const number of asked) {
        linked.each(number, (row, other) => {
          // Both ends were asked for: once is enough.
          if (other < number && asked.has(other)) return;
          const [one, two] = [nameOf(number), nameOf(other)];
          found.push(linked.read(row, one < two ? [one, two] : [two, one]));
        });
      }
      return found;
    },
    putLinks(links) {
      for (const link of links) linked.put(numberOf(link.entries[0]), numberOf(link.entries[1]), link);
    },
    removeLinks(pairs) {
      for (const [one, other] of pairs) linked.remove(numbers.get(one) ?? -1, numbers.get(other) ?? -1);
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
  const pieces: Uint8Array[] = [];
  let used = PIECE;
  // Of each entry: which piece, where in it, how long.
  let places = new Int32Array(3 << 8);
  return {
    get(number: number): Uint8Array | undefined {
      const length = number < 0 ? 0 : (places[number * 3 + 2] ?? 0);
      if (length === 0) return undefined;
      const start = places[number * 3 + 1] as number;
      return (pieces[places[number * 3] as number] as Uint8Array).subarray(start, start + length);
    },
    put(number: number, bytes: Uint8Array): void {
      if (pieces.length === 0 || bytes.byteLength > (pieces.at(-1) as Uint8Array).byteLength - used) {
        pieces.push(new Uint8Array(Math.max(PIECE, bytes.byteLength)));
        used = 0;
      }
      places = roomFor(places, number * 3 + 3);
      (pieces.at(-1) as Uint8Array).set(bytes, used);
      places[number * 3] = pieces.length - 1;
      places[number * 3 + 1] = used;
      places[number * 3 + 2] = bytes.byteLength;
      // Sketches are read as 32-bit numbers.
      used += (bytes.byteLength + 3) & ~3;
    },
  };
}

function roomFor(array: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (length <= array.length) return array;
  const more = new Int32Array(Math.max(length, array.length + (array.length >> 1)));
  more.set(array);
  return more;
}

const RELATIONS = ["duplicate", "revision", "related"] as const;

/** Links between numbered entries, in chains of typed arrays: an object for each would be most of what an entry costs. */
function createLinkTable() {
  // Of each entry, its first link, and of each link its ends, the next links of both, and what it says.
  let first = new Int32Array(1 << 8);
  const FIELDS = 5;
  let rows = new Int32Array(FIELDS << 8);
  let weights = new Float64Array(1 << 8);
  const kinds: (string | undefined)[] = [undefined];
  let count = 1;
  let free = 0;

  const next = (row: number, entry: number) => rows[row * FIELDS + (rows[row * FIELDS] === entry ? 2 : 3)] as number;
  const find = (a: number, b: number): number => {
    for (let row = first[a] ?? 0; row !== 0; row = next(row, a)) {
      const at = row * FIELDS;
      if (rows[at] === b || rows[at + 1] === b) return row;
    }
    return 0;
  };
  const unchain = (row: number, entry: number) => {
    const after = next(row, entry);
    if (first[entry] === row) {
      first[entry] = after;
      return;
    }
    let before = first[entry] as number;
    while (next(before, entry) !== row) before = next(before, entry);
    rows[before * FIELDS + (rows[before * FIELDS] === entry ? 2 : 3)] = after;
  };
  return {
    each(entry: number, visit: (row: number, other: number) => void): void {
      for (let row = first[entry] ?? 0; row !== 0; row = next(row, entry)) {
        const one = rows[row * FIELDS] as number;
        visit(row, one === entry ? (rows[row * FIELDS + 1] as number) : one);
      }
    },
    read(row: number, entries: readonly [string, string]): LinkRow {
      const code = rows[row * FIELDS + 4] as number;
      const kind = kinds[code >> 3];
      return {
        entries,
        relation: RELATIONS[code & 3] as LinkRow["relation"],
        ...(kind === undefined ? {} : { kind }),
        weight: weights[row] as number,
        joins: (code & 4) !== 0,
      };
    },
    put(a: number, b: number, link: LinkRow): void {
      first = roomFor(first, Math.max(a, b) + 1);
      let row = find(a, b);
      if (row === 0) {
        row = free;
        if (row !== 0) free = rows[row * FIELDS + 2] as number;
        else {
          row = count++;
          rows = roomFor(rows, count * FIELDS);
          if (count > weights.length) {
            const more = new Float64Array(count + (count >> 1));
            more.set(weights);
            weights = more;
          }
        }
        const at = row * FIELDS;
        rows[at] = a;
        rows[at + 1] = b;
        rows[at + 2] = first[a] as number;
        rows[at + 3] = first[b] as number;
        first[a] = row;
        first[b] = row;
      }
      let kind = kinds.indexOf(link.kind);
      if (kind < 0) kind = kinds.push(link.kind) - 1;
      rows[row * FIELDS + 4] = RELATIONS.indexOf(link.relation) | (link.joins ? 4 : 0) | (kind << 3);
      weights[row] = link.weight;
    },
    remove(a: number, b: number): void {
      const row = find(a, b);
      if (row === 0) return;
      unchain(row, a);
      unchain(row, b);
      rows[row * FIELDS + 2] = free;
      free = row;
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
