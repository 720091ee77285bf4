import { NumberTable } from "./number-table.ts";
import type { EntryLists } from "./store.ts";

/** With a key: it is marked. Above 0: the one entry that has it, plus one. Below: where the chain of those that have it begins, negated. */
const MARKED = -0x80000000;

/** Keys to entries in typed arrays. Most keys have one holder: it stands in the table itself, the others in chains. */
export class KeyIndex {
  readonly #table = new NumberTable(1 << 11);
  #entries = new Int32Array(1 << 10);
  #next = new Int32Array(1 << 10);
  #rows = 1;
  #free = 0;

  holders(keys: readonly number[], most: number): EntryLists {
    const ends: number[] = [];
    const entries: number[] = [];
    for (let i = 0; i < keys.length; i++) {
      const head = this.#table.get(keys[i] as number);
      if (head > 0) entries.push(head - 1);
      else if (head !== 0 && head !== MARKED) {
        const end = entries.length + most;
        for (let row = -head; row !== 0 && entries.length < end; row = this.#next[row] as number)
          entries.push(this.#entries[row] as number);
      }
      ends.push(entries.length);
    }
    return { ends, entries };
  }

  isMarked(key: number): boolean {
    return this.#table.get(key) === MARKED;
  }

  add(key: number, entry: number): void {
    const table = this.#table;
    const place = table.place(key);
    const head = table.at(place);
    if (head === 0) table.put(place, entry + 1);
    else if (head > 0) {
      if (head - 1 !== entry) table.put(place, -this.#takeRow(entry, this.#takeRow(head - 1, 0)));
    } else if (head !== MARKED) {
      for (let row = -head; row !== 0; row = this.#next[row] as number) if (this.#entries[row] === entry) return;
      table.put(place, -this.#takeRow(entry, -head));
    }
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

  #takeRow(entry: number, after: number): number {
    let row = this.#free;
    if (row !== 0) this.#free = this.#next[row] as number;
    else {
      if (this.#rows === this.#entries.length) {
        const [entries, next] = [new Int32Array(this.#rows * 2), new Int32Array(this.#rows * 2)];
        entries.set(this.#entries);
        next.set(this.#next);
        this.#entries = entries;
        this.#next = next;
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
