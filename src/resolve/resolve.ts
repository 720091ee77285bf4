import type { Entry } from "../model/entry.ts";
import type { Match, Resolution } from "../model/post.ts";
import { partInput, type ReadingsAndEntries } from "../values/part-input.ts";
import { Collator } from "./collator.ts";
import { type Copies, conclude } from "./conclude.ts";
import type { Decision } from "./decisions.ts";
import { createMemoryStore } from "./memory-store.ts";
import { type Copy, countPointers, countStanding, rankCopies } from "./original.ts";
import type { Sketch } from "./sketch.ts";
import type { SketchCache } from "./sketch-cache.ts";

/** How to resolve. */
export interface ResolveOptions {
  /**
   * What people decided of pairs of entries: it wins over all evidence.
   * @default []
   */
  readonly decided?: readonly Decision[];
}

/**
 * Entries become posts: which are copies of one article, who wrote them, which series they belong to.
 * Drafts and other unpublished entries are left out. The result does not depend on the order of the input.
 *
 * @throws OffprintError `invalid-argument` on what is neither reading nor entry
 */
export function resolve(input: ReadingsAndEntries, options: ResolveOptions = {}): Resolution {
  const { readings, alone } = partInput(input);
  const titles = new Map<string, string>();
  for (const { channel, entries } of readings)
    if (channel.title !== undefined) for (const entry of entries) titles.set(entry.from.source ?? "", channel.title);
  const held = new Map<string, Entry>();
  for (const { entries } of [...readings, { entries: alone }])
    for (const entry of entries) {
      if (entry.status !== undefined) continue;
      const other = held.get(entry.id);
      if (other === undefined || isLater(entry, other)) held.set(entry.id, entry);
    }
  const entries = [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const store = createMemoryStore();
  const collator = new Collator(store, options.decided ?? []);
  // The store is new: it gives the entries numbers in their order.
  const { groups, notices, cache } = collator.add(entries);
  const ranked = rankGroups(groups, entries, cache);
  return conclude(
    ranked.map((copies) => copiesOf(copies, entries, cache)),
    () => originalsFirst(collator.matches(entries.map((entry) => entry.id)), ranked, entries),
    notices,
    (entry) => titles.get(entry.from.source ?? ""),
  );
}

function copiesOf(ranked: readonly number[], all: readonly Entry[], cache: SketchCache): Copies {
  const entries: Entry[] = [];
  const lengths: number[] = [];
  for (let i = 0; i < ranked.length; i++) {
    const copy = ranked[i] as number;
    entries.push(all[copy] as Entry);
    // Who has no copies is the fullest.
    lengths.push(ranked.length === 1 ? 1 : (cache.get(copy)?.length ?? 0));
  }
  return { entries, lengths };
}

/** The entries of each group, the original first. */
function rankGroups(groups: readonly (readonly number[])[], entries: readonly Entry[], cache: SketchCache): (readonly number[])[] {
  const copies = groups.map((group) => {
    const made: NumberedCopy[] = [];
    for (let i = 0; i < group.length; i++) {
      const number = group[i] as number;
      made.push({ number, entry: (entries[number] as Entry).id, sketch: cache.get(number) as Sketch });
    }
    return made;
  });
  const votes = countPointers(copies);
  const standing = countStanding(copies);
  return copies.map((group) => numbersOf(group.length === 1 ? group : rankCopies(group, votes, standing)));
}

interface NumberedCopy extends Copy {
  readonly number: number;
}

function numbersOf(copies: readonly NumberedCopy[]): number[] {
  const numbers: number[] = [];
  for (let i = 0; i < copies.length; i++) numbers.push((copies[i] as NumberedCopy).number);
  return numbers;
}

function originalsFirst(matches: readonly Match[], ranked: readonly (readonly number[])[], entries: readonly Entry[]): Match[] {
  const originals = new Map<string, string>();
  for (const copies of ranked)
    for (const copy of copies) originals.set((entries[copy] as Entry).id, (entries[copies[0] as number] as Entry).id);
  return matches.map((match) => {
    const [a, b] = match.entries;
    return originals.get(a) === b ? { ...match, entries: [b, a] } : match;
  });
}

/** Of two readings of one entry, the one to keep: the later, else the one that says more. */
function isLater(entry: Entry, other: Entry): boolean {
  const [a, b] = [entry.updated ?? entry.published ?? "", other.updated ?? other.published ?? ""];
  if (a !== b) return a > b;
  const size = (one: Entry) => JSON.stringify(one);
  const [x, y] = [size(entry), size(other)];
  return x.length !== y.length ? x.length > y.length : x > y;
}
