import { compare } from "../values/compare.ts";
import { clusterEdges, type Edge } from "./cluster.ts";
import { decide } from "./decide.ts";
import type { Decisions } from "./decisions.ts";
import { NumberTable } from "./number-table.ts";
import type { SketchCache } from "./sketch-cache.ts";
import { type LinkRow, pairOf, type ResolveStore } from "./store.ts";

/** Added to the weight of links by identity: they come first, and nothing but a decision parts them. */
export const SURE = 100;
/** The weight of what people decided. */
export const DECIDED = 1000;

/**
 * Makes the groups anew that given entries are in, were in, or are linked to, and writes them down.
 *
 * @param judged Pairs of entries that were held against each other in this call: 1 where nothing speaks against the two being one, 2 where a guard does.
 * @returns The entries of each group in the order of their ids.
 */
export function regroup(
  seeds: readonly number[],
  store: ResolveStore,
  cache: SketchCache,
  decisions: Decisions,
  judged: NumberTable,
): number[][] {
  const around = new Surroundings(decisions, cache);
  for (let i = 0; i < seeds.length; i++) around.reach(seeds[i] as number);
  // Whoever shared a group with a seed may stand alone now.
  const before = [...new Set(store.groups(seeds))].filter((group) => group >= 0);
  if (before.length > 0) for (const entry of store.members(before)) around.reach(entry);
  while (around.ask(store)) {}
  const groups: number[][] = [];
  const [alone, components] = around.components();
  for (let i = 0; i < alone.length; i++) groups.push([alone[i] as number]);
  if (components.length > 0) {
    const ids = idsOf(components, store);
    cache.load(components.flatMap(({ entries }) => (entries.length > 2 ? entries : [])));
    for (const { entries, links } of components) {
      entries.sort((a, b) => compare(ids.get(a) as string, ids.get(b) as string));
      const found = groupComponent(entries, links, cache, decisions, judged);
      for (let i = 0; i < found.length; i++) groups.push(found[i] as number[]);
    }
  }
  putGroups(groups, store);
  return groups;
}

/** Entries that are linked to each other, directly or over others, and the links between them. */
interface Component {
  readonly entries: number[];
  readonly links: LinkRow[];
}

/** Entries, and all that links and decisions lead to from them. */
class Surroundings {
  readonly #decisions: Decisions;
  readonly #cache: SketchCache;
  readonly #places = new NumberTable(1 << 10);
  readonly #entries: number[] = [];
  readonly #links: LinkRow[] = [];
  /** Of each place, one with which it is linked, and so on to one that stands for all. */
  readonly #towards: number[] = [];
  /** How many of the entries were asked for their links. */
  #asked = 0;

  constructor(decisions: Decisions, cache: SketchCache) {
    this.#decisions = decisions;
    this.#cache = cache;
  }

  /** The place of an entry, with a new one if it was not met before. */
  reach(entry: number): number {
    this.#places.reserve(1);
    const at = this.#places.place(entry);
    const known = this.#places.at(at) - 1;
    if (known >= 0) return known;
    const place = this.#entries.push(entry) - 1;
    this.#places.put(at, place + 1);
    this.#towards.push(place);
    return place;
  }

  /** Asks for the links of those entries that were met last; gives whether there were any. */
  ask(store: ResolveStore): boolean {
    const from = this.#asked;
    if (from === this.#entries.length) return false;
    const asked = from === 0 ? this.#entries.slice() : this.#entries.slice(from);
    this.#asked = this.#entries.length;
    const links = store.links(asked);
    for (let i = 0; i < links.length; i++) {
      const link = links[i] as LinkRow;
      if (link.relation === "related") continue;
      const [one, other] = [this.reach(link.one), this.reach(link.other)];
      // The other end was asked for before, and gave this link then.
      if (one < from || other < from) continue;
      this.#links.push(link);
      this.#join(one, other);
    }
    if (this.#decisions.none) return true;
    for (const entry of asked)
      for (const other of this.#decisions.others(entry))
        if (this.#cache.get(other) !== undefined) this.#join(this.reach(entry), this.reach(other));
    return true;
  }

  /** Those that stand alone, and the others by what they are linked with. */
  components(): [alone: number[], components: Component[]] {
    const alone: number[] = [];
    const components: Component[] = [];
    const linked = new Uint8Array(this.#entries.length);
    for (let place = 0; place < linked.length; place++) {
      const root = this.#root(place);
      if (root !== place) linked[root] = linked[place] = 1;
    }
    const byRoot = new Map<number, Component>();
    for (let place = 0; place < linked.length; place++) {
      const entry = this.#entries[place] as number;
      if (linked[place] === 0) {
        alone.push(entry);
        continue;
      }
      const root = this.#root(place);
      const known = byRoot.get(root);
      if (known !== undefined) known.entries.push(entry);
      else {
        const made: Component = { entries: [entry], links: [] };
        byRoot.set(root, made);
        components.push(made);
      }
    }
    for (let i = 0; i < this.#links.length; i++) {
      const link = this.#links[i] as LinkRow;
      byRoot.get(this.#root(this.reach(link.one)))?.links.push(link);
    }
    return [alone, components];
  }

  #join(one: number, other: number): void {
    const [a, b] = [this.#root(one), this.#root(other)];
    if (a !== b) this.#towards[Math.max(a, b)] = Math.min(a, b);
  }

  #root(place: number): number {
    let at = place;
    while (this.#towards[at] !== at) {
      // Each on the way is led past the next one: the ways stay short.
      const next = this.#towards[this.#towards[at] as number] as number;
      this.#towards[at] = next;
      at = next;
    }
    return at;
  }
}

function idsOf(components: readonly Component[], store: ResolveStore): Map<number, string> {
  const entries = components.flatMap((one) => one.entries);
  const ids = store.idsOf(entries);
  return new Map(entries.map((entry, i) => [entry, ids[i] as string]));
}

/** @param entries In the order of their ids. */
function groupComponent(
  entries: readonly number[],
  links: readonly LinkRow[],
  cache: SketchCache,
  decisions: Decisions,
  judged: NumberTable,
): (readonly number[])[] {
  // Where each is linked to all others nothing speaks against any two: there is nothing to weigh.
  if (decisions.none && links.length * 2 === entries.length * (entries.length - 1) && areJoined(entries, links)) return [entries];
  const places = new NumberTable(entries.length);
  for (let i = 0; i < entries.length; i++) places.set(entries[i] as number, i + 1);
  const edges: Edge[] = [];
  const linked = new NumberTable(links.length);
  const connect = (one: number, other: number, weight: number, joins: boolean, decided: boolean) => {
    const [a, b] = [places.get(one) - 1, places.get(other) - 1];
    linked.set(pairOf(one, other), 1);
    edges.push(a < b ? { a, b, weight, joins, decided } : { a: b, b: a, weight, joins, decided });
  };
  for (let i = 0; i < links.length; i++) {
    const { one, other, weight, joins } = links[i] as LinkRow;
    if (decisions.same(one, other) === undefined) connect(one, other, weight, joins, false);
  }
  if (!decisions.none)
    for (const one of entries)
      for (const other of decisions.others(one))
        if (one < other && places.get(other) !== 0 && decisions.same(one, other) === true) connect(one, other, DECIDED, true, true);
  const found = clusterEdges(
    entries.length,
    edges,
    {
      lengthOf: (entry) => cache.get(entries[entry] as number)?.length ?? 0,
      fits(a, b) {
        const [one, other] = [entries[a] as number, entries[b] as number];
        if (linked.get(pairOf(one, other)) !== 0) return 1;
        const known = judged.get(pairOf(one, other));
        if (known !== 0) return known === 2 ? -1 : 0;
        const [x, y] = [cache.bare(one), cache.bare(other)];
        return x !== undefined && y !== undefined && decide(x, y).against ? -1 : 0;
      },
      parted: (some, others) =>
        !decisions.none && some.some((a) => others.some((b) => decisions.same(entries[a] as number, entries[b] as number) === false)),
    },
    SURE,
  );
  for (const group of found) for (let i = 0; i < group.length; i++) group[i] = entries[group[i] as number] as number;
  return found;
}

/** Whether links that may join two groups lead to all entries. Of up to three one always stands alone, and any link adds it. */
function areJoined(entries: readonly number[], links: readonly LinkRow[]): boolean {
  if (entries.length <= 3) return true;
  const reached = new Set(entries.slice(0, 1));
  for (let before = 0; before < reached.size; ) {
    before = reached.size;
    for (const { one, other, joins } of links) if (joins && (reached.has(one) || reached.has(other))) reached.add(one).add(other);
  }
  return reached.size === entries.length;
}

function putGroups(groups: readonly (readonly number[])[], store: ResolveStore): void {
  const entries: number[] = [];
  const named: number[] = [];
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as readonly number[];
    for (let n = 0; n < group.length; n++) {
      entries.push(group[n] as number);
      named.push(group[0] as number);
    }
  }
  store.putMembers(entries, named);
}
