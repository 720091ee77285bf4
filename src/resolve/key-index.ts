import { longer, roomFor } from "../values/longer.ts";
import { NumberTable } from "./number-table.ts";
import type { EntryLists } from "./store.ts";

/** With a key: it is marked. Above 0: the one entry that has it, plus one. Below: where the chain of those that have it begins, negated. */
const MARKED = -0x80000000;

const NOBODY = -1;

/** Keys to entries in typed arrays. Most keys have one holder: it stands in the table itself, the others in chains. */
export class KeyIndex {
  readonly #table = new NumberTable(1 << 11);
  #entries = new Int32Array(1 << 10);
  #next = new Int32Array(1 << 10);
  #rows = 1;
  #free = 0;

  enter(keys: Float64Array, entries: Int32Array, most: number): EntryLists {
    const table = this.#table;
    const lists = new ListWriter();
    table.reserve(keys.length);
    for (let i = 0; i < keys.length; i++) {
      const entry = entries[i] as number;
      const place = table.place(keys[i] as number);
      const head = table.at(place);
      if (head === 0) table.put(place, entry + 1);
      else if (head > 0) {
        if (head - 1 !== entry) {
          lists.push(head - 1);
          lists.end(i);
          table.put(place, -this.#takeRow(entry, this.#takeRow(head - 1, 0)));
        }
      } else if (head !== MARKED) {
        if (!this.#list(-head, entry, most, lists)) table.put(place, -this.#takeRow(entry, -head));
        lists.end(i);
      }
    }
    return lists.lists();
  }

  holders(keys: Float64Array, most: number): EntryLists {
    const lists = new ListWriter();
    for (let i = 0; i < keys.length; i++) {
      const head = this.#table.get(keys[i] as number);
      if (head > 0) lists.push(head - 1);
      else if (head !== 0 && head !== MARKED) this.#list(-head, NOBODY, most, lists);
      lists.end(i);
    }
    return lists.lists();
  }

  marked(keys: Float64Array): Uint8Array {
    const marks = new Uint8Array(keys.length);
    for (let i = 0; i < keys.length; i++) if (this.#table.get(keys[i] as number) === MARKED) marks[i] = 1;
    return marks;
  }

  mark(key: number): void {
    const head = this.#table.get(key);
    for (let row = head === MARKED ? 0 : Math.max(0, -head); row !== 0; ) {
      const after = this.#next[row] as number;
      this.#freeRow(row);
      row = after;
    }
    this.#table.set(key, MARKED);
  }

  remove(key: number, entry: number): void {
    const head = this.#table.get(key);
    if (head - 1 === entry) this.#table.set(key, 0);
    if (head >= 0 || head === MARKED) return;
    let before = 0;
    for (let row = -head; row !== 0; before = row, row = this.#next[row] as number) {
      if (this.#entries[row] !== entry) continue;
      const after = this.#next[row] as number;
      if (before !== 0) this.#next[before] = after;
      else this.#table.set(key, -after);
      this.#freeRow(row);
      return;
    }
  }

  /** Lists the others of a chain; gives whether the entry stands there too. */
  #list(head: number, entry: number, most: number, lists: ListWriter): boolean {
    let there = false;
    let listed = 0;
    for (let row = head; row !== 0; row = this.#next[row] as number) {
      const other = this.#entries[row] as number;
      if (other === entry) there = true;
      else if (listed < most) {
        lists.push(other);
        listed++;
      }
    }
    return there;
  }

  #takeRow(entry: number, after: number): number {
    let row = this.#free;
    if (row !== 0) this.#free = this.#next[row] as number;
    else {
      if (this.#rows === this.#entries.length) {
        this.#entries = longer(this.#entries, this.#rows * 2);
        this.#next = longer(this.#next, this.#rows * 2);
      }
      row = this.#rows++;
    }
    this.#entries[row] = entry;
    this.#next[row] = after;
    return row;
  }

  #freeRow(row: number): void {
    this.#next[row] = this.#free;
    this.#free = row;
  }
}

class ListWriter {
  #places = new Int32Array(1 << 8);
  #ends = new Int32Array(1 << 8);
  #entries = new Int32Array(1 << 9);
  #lists = 0;
  #count = 0;

  push(entry: number): void {
    if (this.#count === this.#entries.length) this.#entries = roomFor(this.#entries, this.#count * 2);
    this.#entries[this.#count++] = entry;
  }

  /** What was pushed since the last list is that of a place. */
  end(place: number): void {
    if (this.#count === (this.#lists === 0 ? 0 : this.#ends[this.#lists - 1])) return;
    if (this.#lists === this.#ends.length) {
      this.#places = roomFor(this.#places, this.#lists * 2);
      this.#ends = roomFor(this.#ends, this.#lists * 2);
    }
    this.#places[this.#lists] = place;
    this.#ends[this.#lists++] = this.#count;
  }

  lists(): EntryLists {
    return {
      places: this.#places.subarray(0, this.#lists),
      ends: this.#ends.subarray(0, this.#lists),
      entries: this.#entries.subarray(0, this.#count),
    };
  }
}
