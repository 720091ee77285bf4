import type { Sketch } from "./sketch.ts";
import { FLAG_CUT, FLAG_ELSEWHERE, FLAG_EXTERNAL, FLAG_PLATFORM, NO_DAY } from "./sketch.ts";

/** A copy, for ranking. */
export interface Copy {
  readonly entry: string;
  readonly sketch: Sketch;
}

/** How often pointers lead from one site to another, over all posts: which site is whose origin. */
export type SiteVotes = ReadonlyMap<string, number>;

/** Counts, over all groups of copies, which site points at which as the original's. */
export function countPointers(groups: readonly (readonly Copy[])[]): SiteVotes {
  const votes = new Map<string, number>();
  for (const copies of groups) {
    if (copies.length < 2) continue;
    for (const a of copies) {
      for (const b of copies) {
        if (a === b || a.sketch.host === b.sketch.host || !pointsAt(a.sketch, b.sketch)) continue;
        const key = `${a.sketch.host}\n${b.sketch.host}`;
        votes.set(key, (votes.get(key) ?? 0) + 1);
      }
    }
  }
  return votes;
}

/**
 * The copies, the original first: pointed at before pointing, own site before platform, whole before excerpt, where the site's other
 * posts point, and only then the earlier date.
 */
export function rankCopies(copies: readonly Copy[], votes: SiteVotes): Copy[] {
  if (copies.length < 2) return [...copies];
  const longest = Math.max(...copies.map((copy) => copy.sketch.length));
  const scored = copies.map((copy) => ({ copy, score: scoreOf(copy, copies, longest, votes) }));
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      dayOf(a.copy) - dayOf(b.copy) ||
      b.copy.sketch.length - a.copy.sketch.length ||
      (a.copy.entry < b.copy.entry ? -1 : 1),
  );
  const [first, ...rest] = scored.map((one) => one.copy);
  rest.sort((a, b) => dayOf(a) - dayOf(b) || (a.entry < b.entry ? -1 : 1));
  return first === undefined ? [] : [first, ...rest];
}

function scoreOf(copy: Copy, copies: readonly Copy[], longest: number, votes: SiteVotes): number {
  const { sketch } = copy;
  let score = 0;
  for (const other of copies) {
    if (other === copy) continue;
    if (pointsAt(other.sketch, sketch) && !pointsAt(sketch, other.sketch)) score += other.sketch.host === sketch.host ? 1 : 8;
    if (other.sketch.host === sketch.host) continue;
    const [to, from] = [votes.get(`${other.sketch.host}\n${sketch.host}`) ?? 0, votes.get(`${sketch.host}\n${other.sketch.host}`) ?? 0];
    if (to + from > 0) score += 2 * ((to - from) / (to + from)) * Math.min(1, (to + from) / 3);
  }
  if ((sketch.flags & FLAG_ELSEWHERE) !== 0) score -= 6;
  if ((sketch.flags & FLAG_EXTERNAL) !== 0) score -= 5;
  if ((sketch.flags & FLAG_PLATFORM) !== 0) score -= 4;
  if ((sketch.flags & FLAG_CUT) !== 0 && sketch.length < longest * 0.8) score -= 2;
  if (sketch.length < longest * 0.5) score -= 2;
  if (sketch.length === 0) score -= 3;
  return score;
}

/** Whether an entry names the other's address as the original's. */
function pointsAt(from: Sketch, to: Sketch): boolean {
  const named = (key: number) => key !== 0 && (key === to.url || (key === to.guid && to.guid !== from.guid));
  if (to.url !== 0 && to.url === from.url) return (from.flags & FLAG_EXTERNAL) !== 0 && (to.flags & FLAG_EXTERNAL) === 0;
  return named(from.canonical) || from.claims.some(named);
}

function dayOf(copy: Copy): number {
  return copy.sketch.day === NO_DAY ? Number.POSITIVE_INFINITY : copy.sketch.day;
}
