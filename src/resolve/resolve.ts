import type { Entry } from "../model/entry.ts";
import type { Match, Resolution } from "../model/post.ts";
import type { Reading } from "../model/reading.ts";
import { conclude } from "./conclude.ts";
import { countPointers, countStanding, rankCopies } from "./original.ts";
import { createRecordingResolver, type Decision } from "./resolver.ts";

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
 */
export function resolve(input: readonly (Reading | Entry)[], options: ResolveOptions = {}): Resolution {
  const titles = new Map<string, string>();
  const held = new Map<string, Entry>();
  for (const one of input) {
    if ("entries" in one && one.channel.title !== undefined)
      for (const entry of one.entries) titles.set(entry.from.source ?? "", one.channel.title);
    for (const entry of "entries" in one ? one.entries : [one]) {
      if (entry.status !== undefined) continue;
      const other = held.get(entry.id);
      if (other === undefined || isLater(entry, other)) held.set(entry.id, entry);
    }
  }
  const entries = [...held.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const resolver = createRecordingResolver(options.decided === undefined ? {} : { decided: options.decided }, new Map());
  const { groups, notices } = resolver.add(entries);
  const ids = entries.map((entry) => entry.id);
  const sketches = new Map(resolver.sketches(ids).map((sketch, i) => [ids[i] as string, sketch]));
  const copies = groups.map((group) =>
    group.entries.map((entry) => ({ entry, sketch: sketches.get(entry) })).filter((copy) => copy.sketch !== undefined),
  ) as { entry: string; sketch: NonNullable<ReturnType<typeof sketches.get>> }[][];
  const votes = countPointers(copies);
  const standing = countStanding(copies);
  const ranked = copies.map((group) => rankCopies(group, votes, standing));
  const originals = new Map(ranked.flatMap((group) => group.map((copy) => [copy.entry, group[0]?.entry ?? copy.entry] as const)));
  return conclude(
    ranked.map((group) => ({
      entries: group.map((copy) => held.get(copy.entry) as Entry),
      lengths: group.map((copy) => copy.sketch.length),
    })),
    () => resolver.matches(ids).map((match) => originalFirst(match, originals)),
    notices,
    (entry) => titles.get(entry.from.source ?? ""),
  );
}

/** Of two readings of one entry, the one to keep: the later, else the one that says more. */
function isLater(entry: Entry, other: Entry): boolean {
  const [a, b] = [entry.updated ?? entry.published ?? "", other.updated ?? other.published ?? ""];
  if (a !== b) return a > b;
  const size = (one: Entry) => JSON.stringify(one);
  const [x, y] = [size(entry), size(other)];
  return x.length !== y.length ? x.length > y.length : x > y;
}

function originalFirst(match: Match, originals: ReadonlyMap<string, string>): Match {
  const [a, b] = match.entries;
  return originals.get(a) === b ? { ...match, entries: [b, a] } : match;
}
