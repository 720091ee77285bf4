import { compare } from "../values/compare.ts";

/** A pair of entries that may be one article, inside one component. */
export interface Edge {
  readonly a: string;
  readonly b: string;
  readonly weight: number;
  /** May join two groups. */
  readonly joins: boolean;
  /** Somebody decided that the two are one: their groups become one whole. */
  readonly decided?: boolean;
}

/** So many of each side are held against each other before two groups become one. */
const MOST_COMPARED = 8;

/**
 * Groups of copies from pairs, best pairs first. An entry is added to a group, and two groups are joined, only where the
 * pair is strong enough (`joins`) or where nothing in the two speaks against it: `fits` is asked for all pairs of their longest members, and those that speak for it must outnumber the others two to one.
 * The result is a function of the set of edges: their order does not matter.
 * What somebody decided to be one is joined after that with all that stands with it; see `joinDecided`.
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
  for (let i = 0; i < sorted.length; i++) {
    const edge = sorted[i] as Edge;
    const one = group.get(edge.a);
    const other = group.get(edge.b);
    if (one === undefined || other === undefined || one === other || edge.decided === true) continue;
    if (parted(one, other)) continue;
    if (edge.weight < sure && one.length > 1 && other.length > 1 && !edge.joins) continue;
    if (edge.weight < sure && one.length + other.length > 2 && !areAlike(foremost(one, lengthOf), foremost(other, lengthOf), fits))
      continue;
    unite(group, one, other);
  }
  const joined = edges.some((edge) => edge.decided === true) ? joinDecided(group, sorted, parted) : group;
  return [...new Set(joined.values())].map((members) => members.sort(compare)).sort((x, y) => compare(x[0] ?? "", y[0] ?? ""));
}

/**
 * Groups with what somebody decided: the decided pairs first, then each with whom evidence had joined it, best pairs first. Groups come
 * out whole but where a decision parts some of their members: those go to where the better evidence is.
 */
function joinDecided(
  found: ReadonlyMap<string, readonly string[]>,
  sorted: readonly Edge[],
  parted: (one: readonly string[], other: readonly string[]) => boolean,
): Map<string, string[]> {
  const group = new Map<string, string[]>([...found.keys()].map((entry) => [entry, [entry]]));
  const within = sorted.filter((edge) => edge.decided !== true && found.get(edge.a) === found.get(edge.b));
  for (const edge of [...sorted.filter((edge) => edge.decided === true), ...within]) {
    const [one, other] = [group.get(edge.a), group.get(edge.b)];
    if (one !== undefined && other !== undefined && one !== other && !parted(one, other)) unite(group, one, other);
  }
  return group;
}

/** Whether those pairs of two groups that speak for their being one outnumber the others two to one. */
function areAlike(one: readonly string[], other: readonly string[], fits: (a: string, b: string) => number): boolean {
  let pro = 0;
  let contra = 0;
  for (let i = 0; i < one.length; i++) {
    for (let j = 0; j < other.length; j++) {
      const fit = fits(one[i] as string, other[j] as string);
      if (fit > 0) pro++;
      else if (fit < 0) contra++;
    }
  }
  return contra * 2 <= pro;
}

function unite(group: Map<string, string[]>, one: string[], other: string[]): void {
  const into = one.length >= other.length ? one : other;
  const from = into === one ? other : one;
  for (let i = 0; i < from.length; i++) {
    into.push(from[i] as string);
    group.set(from[i] as string, into);
  }
}

/** The longest few: a group may be large, and all its members are alike. */
function foremost(entries: readonly string[], lengthOf: (entry: string) => number): readonly string[] {
  if (entries.length <= MOST_COMPARED) return entries;
  return [...entries].sort((a, b) => lengthOf(b) - lengthOf(a) || compare(a, b)).slice(0, MOST_COMPARED);
}
