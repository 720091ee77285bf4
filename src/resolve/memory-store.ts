import { roomFor } from "../values/longer.ts";
import { KeyIndex } from "./key-index.ts";
import { LinkTable } from "./link-table.ts";
import type { LinkRow, ResolveStore } from "./store.ts";

/** A store in memory: numbers in typed arrays, about a kilobyte an entry. */
export function createMemoryStore(): ResolveStore {
  const numbers = new Map<string, number>();
  const ids: string[] = [];
  const shelf = new ByteShelf();
  const index = new KeyIndex();
  const linked = new LinkTable();
  const groups = new GroupTable();

  return {
    numbersFor: (asked) =>
      asked.map((id) => {
        let number = numbers.get(id);
        if (number === undefined) {
          number = ids.push(id) - 1;
          numbers.set(id, number);
        }
        return number;
      }),
    numbersOf: (asked) => asked.map((id) => numbers.get(id) ?? -1),
    idsOf: (entries) => entries.map((entry) => ids[entry] as string),
    sketches: (entries) => entries.map((entry) => shelf.get(entry)),
    putSketches(entries, sketches) {
      for (let i = 0; i < entries.length; i++) shelf.put(entries[i] as number, sketches[i] as Uint8Array);
    },
    enterKeys: (keys, entries, most) => index.enter(keys, entries, most),
    holders: (keys, most) => index.holders(keys, most),
    removeKeys(keys, entry) {
      for (const key of keys) index.remove(key, entry);
    },
    marked: (keys) => index.marked(keys),
    mark(keys) {
      for (const key of keys) index.mark(key);
    },
    links(entries) {
      const asked = new Set(entries);
      const found: LinkRow[] = [];
      asked.forEach((entry) => {
        linked.gather(entry, asked, found);
      });
      return found;
    },
    putLinks(links) {
      for (const link of links) linked.put(link);
    },
    removeLinks(links) {
      for (const { one, other } of links) linked.remove(one, other);
    },
    groups: (entries) => entries.map((entry) => groups.of(entry)),
    members(asked) {
      const entries: number[] = [];
      for (const group of asked) groups.gather(group, entries);
      return entries;
    },
    putMembers(entries, into) {
      for (let i = 0; i < entries.length; i++) groups.put(entries[i] as number, into[i] as number);
    },
  };
}

/** Bytes one behind the other in large pieces: an array of its own for each would cost as much again. */
class ByteShelf {
  readonly #pieces: Uint8Array[] = [];
  #used = 0;
  /** Of each entry: which piece, where in it, how long. */
  #places = new Int32Array(3 << 8);

  get(entry: number): Uint8Array | undefined {
    const at = entry * 3;
    const length = at < 0 || at >= this.#places.length ? 0 : (this.#places[at + 2] as number);
    if (length === 0) return undefined;
    const start = this.#places[at + 1] as number;
    return (this.#pieces[this.#places[at] as number] as Uint8Array).subarray(start, start + length);
  }

  put(entry: number, bytes: Uint8Array): void {
    let piece = this.#pieces.at(-1);
    if (piece === undefined || bytes.byteLength > piece.byteLength - this.#used) {
      piece = new Uint8Array(Math.max(PIECE, bytes.byteLength));
      this.#pieces.push(piece);
      this.#used = 0;
    }
    const at = entry * 3;
    this.#places = roomFor(this.#places, at + 3);
    piece.set(bytes, this.#used);
    this.#places[at] = this.#pieces.length - 1;
    this.#places[at + 1] = this.#used;
    this.#places[at + 2] = bytes.byteLength;
    // Sketches are read as 32-bit numbers.
    this.#used += (bytes.byteLength + 3) & ~3;
  }
}

const PIECE = 1 << 20;

/** To which group each entry belongs. */
class GroupTable {
  /** The group of each entry, plus one; 0: none. */
  #groups = new Int32Array(1 << 8);
  /** The entries of each group, but for those of one that bears its entry's name. */
  readonly #members = new Map<number, number[]>();

  of(entry: number): number {
    return entry >= 0 && entry < this.#groups.length ? (this.#groups[entry] as number) - 1 : -1;
  }

  gather(group: number, into: number[]): void {
    const members = this.#members.get(group);
    if (members !== undefined) for (const entry of members) into.push(entry);
    else if (this.of(group) === group) into.push(group);
  }

  put(entry: number, group: number): void {
    const before = this.of(entry);
    if (before === group) return;
    this.#groups = roomFor(this.#groups, entry + 1);
    this.#groups[entry] = group + 1;
    const left = this.#members.get(before)?.filter((other) => other !== entry);
    if (left !== undefined && left.length > 0) this.#members.set(before, left);
    else this.#members.delete(before);
    const members = this.#members.get(group);
    if (members !== undefined) members.push(entry);
    else if (group !== entry) this.#members.set(group, this.of(group) === group ? [group, entry] : [entry]);
  }
}
