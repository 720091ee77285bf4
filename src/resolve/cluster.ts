/** A pair of entries that may be one article, inside one component. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  /** May join two groups. */
  readonly joins: boolean;
}

/**
 * Groups of copies from pairs, best pairs first. An entry is added to a group, and two groups are joined, only where the
 * pair is strong enough (`joins`) or where nothing in the two speaks against it: `fits` is asked for the two sides' longest members.
 * The result is a function of the set of edges: their order does not matter.
 *
 * @param lengthOf The length of an entry's body.
 * @param fits Whether two entries may stand in one group at all.
 * @param parted Whether somebody decided that two groups are not one.
 * @param decided From this weight on, an edge is somebody's decision.
 */
export function clusterEdges(
  entries: readonly string[],
  edges: readonly Edge[],
  lengthOf: (entry: string) => number,
  fits: (a: string, b: string) => boolean,
  parted: (one: readonly string[], other: readonly string[]) => boolean = () => false,
  decided = Number.POSITIVE_INFINITY,
): string[][] {
  const group = new Map<string, string[]>(entries.map((entry) => [entry, [entry]]));
  const sorted = [...edges].sort((x, y) => y.weight - x.weight || compare(x.a, y.a) || compare(x.b, y.b));
  for (const edge of sorted) {
    const [one, other] = [group.get(edge.a), group.get(edge.b)];
    if (one === undefined || other === undefined || one === other) continue;
    if (parted(one, other)) continue;
    if (edge.weight < decided && one.length > 1 && other.length > 1 && !edge.joins) continue;
    if (edge.weight < decided && one.length + other.length > 2) {
      const [x, y] = [longest(one, lengthOf), longest(other, lengthOf)];
      if (!(x === edge.a && y === edge.b) && !fits(x, y)) continue;
    }
    const [into, from] = one.length >= other.length ? [one, other] : [other, one];
    for (const entry of from) {
      into.push(entry);
      group.set(entry, into);
    }
  }
  return [...new Set(group.values())].map((members) => members.sort(compare)).sort((x, y) => compare(x[0] ?? "", y[0] ?? ""));
}

function longest(entries: readonly string[], lengthOf: (entry: string) => number): string {
  let best = entries[0] as string;
  for (const entry of entries) {
    const difference = lengthOf(entry) - lengthOf(best);
    if (difference > 0 || (difference === 0 && entry < best)) best = entry;
  }
  return best;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
