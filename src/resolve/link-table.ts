import { roomFor } from "../values/longer.ts";
import type { LinkRow } from "./store.ts";

const RELATIONS = ["duplicate", "revision", "related"] as const;

/** Of each link in a row: its two ends, the next link of each of them, and what it says. */
const FIELDS = 5;

/** Links between entries, in chains of typed arrays: an object for each would be most of what an entry costs. */
export class LinkTable {
  /** Of each entry, its first link. */
  #first = new Int32Array(1 << 8);
  #rows = new Int32Array(FIELDS << 8);
  #weights = new Float64Array(1 << 8);
  readonly #kinds: (string | undefined)[] = [undefined];
  #count = 1;
  #free = 0;

  /** All links of an entry, but for those whose other end is smaller and was asked for as well. */
  gather(entry: number, asked: ReadonlySet<number>, found: LinkRow[]): void {
    const rows = this.#rows;
    for (let row = this.#firstOf(entry); row !== 0; row = this.#next(row, entry)) {
      const at = row * FIELDS;
      const one = rows[at] as number;
      const other = one === entry ? (rows[at + 1] as number) : one;
      if (other < entry && asked.has(other)) continue;
      const code = rows[at + 4] as number;
      found.push({
        one: entry,
        other,
        relation: RELATIONS[code & 3] as LinkRow["relation"],
        kind: this.#kinds[code >> 3],
        weight: this.#weights[row] as number,
        joins: (code & 4) !== 0,
      });
    }
  }

  put({ one, other, relation, kind, weight, joins }: LinkRow): void {
    let row = this.#find(one, other);
    if (row === 0) row = this.#add(one, other);
    let which = this.#kinds.indexOf(kind);
    if (which < 0) which = this.#kinds.push(kind) - 1;
    this.#rows[row * FIELDS + 4] = RELATIONS.indexOf(relation) | (joins ? 4 : 0) | (which << 3);
    this.#weights[row] = weight;
  }

  remove(one: number, other: number): void {
    const row = this.#find(one, other);
    if (row === 0) return;
    this.#unchain(row, one);
    this.#unchain(row, other);
    this.#rows[row * FIELDS + 2] = this.#free;
    this.#free = row;
  }

  #firstOf(entry: number): number {
    return entry < this.#first.length ? (this.#first[entry] as number) : 0;
  }

  #next(row: number, entry: number): number {
    return this.#rows[row * FIELDS + (this.#rows[row * FIELDS] === entry ? 2 : 3)] as number;
  }

  #find(one: number, other: number): number {
    for (let row = this.#firstOf(one); row !== 0; row = this.#next(row, one)) {
      const at = row * FIELDS;
      if (this.#rows[at] === other || this.#rows[at + 1] === other) return row;
    }
    return 0;
  }

  #add(one: number, other: number): number {
    this.#first = roomFor(this.#first, Math.max(one, other) + 1);
    let row = this.#free;
    if (row !== 0) this.#free = this.#rows[row * FIELDS + 2] as number;
    else {
      row = this.#count++;
      this.#rows = roomFor(this.#rows, this.#count * FIELDS);
      this.#weights = roomFor(this.#weights, this.#count);
    }
    const at = row * FIELDS;
    this.#rows[at] = one;
    this.#rows[at + 1] = other;
    this.#rows[at + 2] = this.#first[one] as number;
    this.#rows[at + 3] = this.#first[other] as number;
    this.#first[one] = row;
    this.#first[other] = row;
    return row;
  }

  #unchain(row: number, entry: number): void {
    const after = this.#next(row, entry);
    if (this.#first[entry] === row) {
      this.#first[entry] = after;
      return;
    }
    let before = this.#first[entry] as number;
    while (this.#next(before, entry) !== row) before = this.#next(before, entry);
    this.#rows[before * FIELDS + (this.#rows[before * FIELDS] === entry ? 2 : 3)] = after;
  }
}
