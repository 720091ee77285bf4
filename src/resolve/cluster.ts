import { compare } from "../values/compare.ts";

/** A pair of entries that may be one article, inside one component. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  /** May join two groups. */
  readonly joins: boolean;
}

/** So many of each side are held against each other before two groups become one. */
const MOST_COMPARED = 8;

/**
 * Groups of copies from pairs, best pairs first. An entry is added to a group, and two groups are joined, only where the
 * pair is strong enough (`joins`) or where nothing in the two speaks against it: `fits` is asked for all pairs of their longest members, and those that speak for it must outnumber the others two to one.
 * The result is a function of the set of edges: their order does not matter.
 *
 * @param lengthOf The length of an entry's body.
 * @param fits Whether two entries are like one article (above 0), like two (below 0), or neither.
 * @param parted Whether somebody decided that two groups are not one.
 * @param sure From this weight on, an edge counts whatever else is unlike.
 */
export function clusterEdges(
  entries: readonly string[],
  edges: readonly Edge[],
  lengthOf: (entry: string) => number,
  fits: (a: string, b: string) => number,
  parted: (one: readonly string[], other: readonly string[]) => boolean = () => false,
  sure = Number.POSITIVE_INFINITY,
): string[][] {
  const group = new Map<string, string[]>(entries.map((entry) => [entry, [entry]]));
  const sorted = [...edges].sort((x, y) => y.weight - x.weight || compare(x.a, y.a) || compare(x.b, y.b));
  for (const edge of sorted) {
    const [one, other] = [group.get(edge.a), group.get(edge.b)];
    if (one === undefined || other === undefined || one === other) continue;
    if (parted(one, other)) continue;
    if (edge.weight < sure && one.length > 1 && other.length > 1 && !edge.joins) continue;
    if (edge.weight < sure && one.length + other.length > 2) {
      const [xs, ys] = [foremost(one, lengthOf), foremost(other, lengthOf)];
      let [pro, contra] = [0, 0];
      for (const x of xs) {
        for (const y of ys) {
          const fit = fits(x, y);
          if (fit > 0) pro++;
          else if (fit < 0) contra++;
        }
      }
      if (contra * 2 > pro) continue;
    }
    const [into, from] = one.length >= other.length ? [one, other] : [other, one];
    for (const entry of from) {
      into.push(entry);
      group.set(entry, into);
    }
  }
  return [...new Set(group.values())].map((members) => members.sort(compare)).sort((x, y) => compare(x[0] ?? "", y[0] ?? ""));
}

/** The longest few: a group may be large, and all its members are alike. */
function foremost(entries: readonly string[], lengthOf: (entry: string) => number): readonly string[] {
  if (entries.length <= MOST_COMPARED) return entries;
  return [...entries].sort((a, b) => lengthOf(b) - lengthOf(a) || compare(a, b)).slice(0, MOST_COMPARED);
}
