import { keyRows } from "./key-rows.ts";
import type { Sketch } from "./sketch.ts";
import { decodeSketch } from "./sketch-bytes.ts";
import { trimSketch } from "./sketch-keys.ts";
import type { ResolveStore } from "./store.ts";

/** Sketches of one call, decoded once. */
export class SketchCache {
  readonly #store: ResolveStore;
  readonly #held = new Map<number, Sketch | undefined>();
  readonly #bare = new Map<number, Sketch>();

  constructor(store: ResolveStore) {
    this.#store = store;
  }

  set(entry: number, sketch: Sketch): void {
    this.#held.set(entry, sketch);
    this.#bare.delete(entry);
  }

  load(entries: readonly number[]): void {
    const missing: number[] = [];
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      if (this.#held.has(entry)) continue;
      this.#held.set(entry, undefined);
      missing.push(entry);
    }
    if (missing.length === 0) return;
    const sketches = this.#store.sketches(missing);
    for (let i = 0; i < missing.length; i++) {
      const bytes = sketches[i];
      this.#held.set(missing[i] as number, bytes === undefined ? undefined : decodeSketch(bytes));
    }
  }

  get(entry: number): Sketch | undefined {
    const held = this.#held.get(entry);
    if (held !== undefined || this.#held.has(entry)) return held;
    this.load([entry]);
    return this.#held.get(entry);
  }

  /** The sketches of entries that are held. */
  all(entries: readonly number[]): Sketch[] {
    this.load(entries);
    const found: Sketch[] = [];
    for (let i = 0; i < entries.length; i++) found.push(this.#held.get(entries[i] as number) as Sketch);
    return found;
  }

  /** Makes ready what `bare` is to be asked for. */
  trim(entries: readonly number[]): void {
    this.load(entries);
    const missing: number[] = [];
    const sketches: Sketch[] = [];
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      const sketch = this.#bare.has(entry) ? undefined : this.#held.get(entry);
      if (sketch === undefined) continue;
      // Until its marks are known.
      this.#bare.set(entry, sketch);
      missing.push(entry);
      sketches.push(sketch);
    }
    if (missing.length === 0) return;
    const { keys, entries: owners } = keyRows(missing, sketches);
    const marks = this.#store.marked(keys);
    for (let i = 0, start = 0; i < missing.length; i++) {
      const entry = missing[i] as number;
      let end = start;
      let any = 0;
      for (; end < owners.length && owners[end] === entry; end++) any |= marks[end] as number;
      if (any !== 0) this.#bare.set(entry, trimSketch(sketches[i] as Sketch, keys, marks, start, end));
      start = end;
    }
  }

  /** What is left of an entry's sketch without what recurs on its site. */
  bare(entry: number): Sketch | undefined {
    const known = this.#bare.get(entry);
    if (known !== undefined) return known;
    this.trim([entry]);
    return this.#bare.get(entry);
  }

  /** An entry's keys were marked: what is left of it is other. */
  forget(entry: number): void {
    this.#bare.delete(entry);
  }
}
