/** A pair of entries that may be one article, inside one component. Entries are numbered in the order of their ids. */
export interface Edge {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
  /** May join two groups. */
  readonly joins: boolean;
  /** Somebody decided that the two are one: their groups become one whole. */
  readonly decided: boolean;
}

/** What is to be known of the entries of a component. */
export interface Likeness {
  /** The length of an entry's body. */
  lengthOf(entry: number): number;
  /** Whether two entries are like one article (above 0), like two (below 0), or neither. */
  fits(a: number, b: number): number;
  /** Whether somebody decided that two groups are not one. */
  parted(one: readonly number[], other: readonly number[]): boolean;
}

/** So many of each side are held against each other before two groups become one. */
const MOST_COMPARED = 8;

/**
 * Groups of copies from pairs, best pairs first. An entry is added to a group, and two groups are joined, only where the
 * pair is strong enough (`joins`) or where nothing in the two speaks against it: `fits` is asked for all pairs of their longest members, and those that speak for it must outnumber the others two to one.
 * The result is a function of the set of edges: their order does not matter.
 * What somebody decided to be one is joined after that with all that stands with it; see `joinDecided`.
 *
 * @param count How many entries there are.
 * @param sure From this weight on, an edge counts whatever else is unlike.
 */
export function clusterEdges(count: number, edges: readonly Edge[], likeness: Likeness, sure: number): number[][] {
  const group: number[][] = [];
  for (let entry = 0; entry < count; entry++) group.push([entry]);
  const sorted = edges.slice().sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  let decided = false;
  for (let i = 0; i < sorted.length; i++) {
    const edge = sorted[i] as Edge;
    decided ||= edge.decided;
    const one = group[edge.a] as number[];
    const other = group[edge.b] as number[];
    if (one === other || edge.decided || likeness.parted(one, other)) continue;
    if (edge.weight < sure && one.length > 1 && other.length > 1 && !edge.joins) continue;
    if (edge.weight < sure && one.length + other.length > 2 && !areAlike(one, other, likeness)) continue;
    unite(group, one, other);
  }
  const joined = decided ? joinDecided(group, sorted, likeness) : group;
  // Each group where its smallest stands.
  const found: number[][] = [];
  for (let entry = 0; entry < count; entry++) {
    const members = joined[entry] as number[];
    if (members.length > 1) members.sort((a, b) => a - b);
    if (members[0] === entry) found.push(members);
  }
  return found;
}

/**
 * Groups with what somebody decided: the decided pairs first, then each with whom evidence had joined it, best pairs first. Groups come
 * out whole but where a decision parts some of their members: those go to where the better evidence is.
 */
function joinDecided(found: readonly (readonly number[])[], sorted: readonly Edge[], likeness: Likeness): number[][] {
  const group = found.map((_, entry) => [entry]);
  const within = sorted.filter((edge) => !edge.decided && found[edge.a] === found[edge.b]);
  for (const edge of [...sorted.filter((edge) => edge.decided), ...within]) {
    const [one, other] = [group[edge.a] as number[], group[edge.b] as number[]];
    if (one !== other && !likeness.parted(one, other)) unite(group, one, other);
  }
  return group;
}

/** Whether those pairs of two groups that speak for their being one outnumber the others two to one. */
function areAlike(one: readonly number[], other: readonly number[], likeness: Likeness): boolean {
  const some = foremost(one, likeness);
  const others = foremost(other, likeness);
  let pro = 0;
  let contra = 0;
  for (let i = 0; i < some.length; i++) {
    for (let j = 0; j < others.length; j++) {
      const fit = likeness.fits(some[i] as number, others[j] as number);
      if (fit > 0) pro++;
      else if (fit < 0) contra++;
    }
  }
  return contra * 2 <= pro;
}

function unite(group: number[][], one: number[], other: number[]): void {
  const into = one.length >= other.length ? one : other;
  const from = into === one ? other : one;
  for (let i = 0; i < from.length; i++) {
    into.push(from[i] as number);
    group[from[i] as number] = into;
  }
}

/** The longest few: a group may be large, and all its members are alike. */
function foremost(entries: readonly number[], likeness: Likeness): readonly number[] {
  if (entries.length <= MOST_COMPARED) return entries;
  return entries
    .slice()
    .sort((a, b) => likeness.lengthOf(b) - likeness.lengthOf(a) || a - b)
    .slice(0, MOST_COMPARED);
}
