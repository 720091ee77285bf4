import type { Sketch } from "./sketch.ts";
import { decodeSketch } from "./sketch-bytes.ts";
import { keysOf, trimSketch } from "./sketch-keys.ts";
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
    if (!this.#held.has(entry)) this.load([entry]);
    return this.#held.get(entry);
  }

  /** Makes ready what `bare` is to be asked for. */
  trim(entries: readonly number[]): void {
    this.load(entries);
    const missing: number[] = [];
    const keys: number[] = [];
    const ends: number[] = [];
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i] as number;
      const sketch = this.#bare.has(entry) ? undefined : this.#held.get(entry);
      if (sketch === undefined) continue;
      // Until its marks are known.
      this.#bare.set(entry, sketch);
      const own = keysOf(sketch);
      for (let n = 0; n < own.length; n++) keys.push(own[n] as number);
      missing.push(entry);
      ends.push(keys.length);
    }
    const marks = missing.length === 0 ? [] : this.#store.marked(keys);
    let at = 0;
    for (let i = 0; i < missing.length; i++) {
      const own: number[] = [];
      for (; at < (ends[i] as number); at++) if (marks[at] === true) own.push(keys[at] as number);
      const entry = missing[i] as number;
      if (own.length > 0) this.#bare.set(entry, trimSketch(this.#bare.get(entry) as Sketch, own));
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
