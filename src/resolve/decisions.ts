import { pairOf, type ResolveStore } from "./store.ts";

/** What people decided: it wins over all evidence. */
export interface Decision {
  /** Entry ids, in any order. */
  readonly entries: readonly [string, string];
  /** Whether the two are one article. */
  readonly verdict: "same" | "different";
}

/** What people decided of entries that are held. */
export class Decisions {
  /** By pair, the last one. */
  readonly #same = new Map<number, boolean>();
  readonly #others = new Map<number, Set<number>>();

  constructor(decided: Iterable<Decision>, store: ResolveStore) {
    const all = [...decided];
    const numbers = all.length === 0 ? [] : store.numbersOf(all.flatMap((one) => one.entries));
    all.forEach(({ verdict }, i) => {
      const [one, other] = [numbers[i * 2] as number, numbers[i * 2 + 1] as number];
      if (one < 0 || other < 0) return;
      this.#same.set(pairOf(one, other), verdict === "same");
      this.#othersOf(one).add(other);
      this.#othersOf(other).add(one);
    });
  }

  get none(): boolean {
    return this.#same.size === 0;
  }

  /** Whether two entries were decided to be one article; `undefined` where nobody decided. */
  same(one: number, other: number): boolean | undefined {
    return this.none ? undefined : this.#same.get(pairOf(one, other));
  }

  /** The entries that something was decided of together with this one. */
  others(entry: number): Iterable<number> {
    return this.#others.get(entry) ?? [];
  }

  #othersOf(entry: number): Set<number> {
    const known = this.#others.get(entry);
    if (known !== undefined) return known;
    const made = new Set<number>();
    this.#others.set(entry, made);
    return made;
  }
}
