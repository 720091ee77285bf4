import { compare } from "../values/compare.ts";
import type { Sketch } from "./sketch.ts";
import { FLAG_CUT, FLAG_DECORATED, FLAG_ELSEWHERE, FLAG_EXTERNAL, FLAG_PLATFORM, NO_DAY } from "./sketch.ts";

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

/** Of each site, how many entries it has and how many of them appear nowhere else: a blog has its own, a mirror has none. */
export interface Standing {
  /** All entries of all sites. */
  readonly total: number;
  readonly sites: ReadonlyMap<number, { readonly entries: number; readonly alone: number }>;
}

/** With fewer entries than this, sites are judged by what they are; with many, by what they have. */
const FEW = 200;

export function countStanding(groups: readonly (readonly Copy[])[]): Standing {
  const sites = new Map<number, { entries: number; alone: number }>();
  let total = 0;
  for (const copies of groups) {
    for (const { sketch } of copies) {
      total++;
      const site = sites.get(sketch.site) ?? { entries: 0, alone: 0 };
      site.entries++;
      if (copies.length === 1) site.alone++;
      sites.set(sketch.site, site);
    }
  }
  return { total, sites };
}

/**
 * The copies, the original first: pointed at before pointing, own site before platform, whole before excerpt, where the site's other
 * posts point, and only then the earlier date. With `standing` of many entries, a site whose articles appear nowhere else comes
 * before one that has only copies, and its being a platform counts less.
 */
export function rankCopies<C extends Copy>(copies: readonly C[], votes: SiteVotes, standing?: Standing): C[] {
  if (copies.length < 2) return copies.slice();
  let longest = 0;
  let first = Number.POSITIVE_INFINITY;
  for (let i = 0; i < copies.length; i++) {
    const copy = copies[i] as C;
    longest = Math.max(longest, copy.sketch.length);
    first = Math.min(first, dayOf(copy));
  }
  let original = copies[0] as C;
  let best = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < copies.length; i++) {
    const copy = copies[i] as C;
    const score = scoreOf(copy, copies, longest, first, votes, standing);
    if (score < best || (score === best && earlierFirst(copy, original) > 0)) continue;
    original = copy;
    best = score;
  }
  const ranked = [original];
  for (let i = 0; i < copies.length; i++) if (copies[i] !== original) ranked.push(copies[i] as C);
  return ranked.length === 2 ? ranked : ranked.sort((a, b) => (a === original ? -1 : b === original ? 1 : earlierFirst(a, b)));
}

function earlierFirst(a: Copy, b: Copy): number {
  return compare(dayOf(a), dayOf(b)) || compare(a.entry, b.entry);
}

/** The weights were fitted to articles whose original is known, then rounded. */
function scoreOf(
  copy: Copy,
  copies: readonly Copy[],
  longest: number,
  first: number,
  votes: SiteVotes,
  standing: Standing | undefined,
): number {
  const { sketch } = copy;
  const known = standing === undefined || standing.total <= FEW ? 0 : 1 - FEW / standing.total;
  let score = 0;
  for (let i = 0; i < copies.length; i++) {
    const other = copies[i] as Copy;
    if (other === copy) continue;
    if (pointsAt(other.sketch, sketch) && !pointsAt(sketch, other.sketch)) score += other.sketch.host === sketch.host ? 0.7 : 6;
    if (other.sketch.host === sketch.host || votes.size === 0) continue;
    const to = votes.get(`${other.sketch.host}\n${sketch.host}`) ?? 0;
    const from = votes.get(`${sketch.host}\n${other.sketch.host}`) ?? 0;
    if (to + from > 0) score += (1 - known) * 2 * ((to - from) / (to + from)) * Math.min(1, (to + from) / 3);
  }
  if ((sketch.flags & FLAG_ELSEWHERE) !== 0) score -= 3;
  if ((sketch.flags & FLAG_EXTERNAL) !== 0) score -= 2;
  if ((sketch.flags & FLAG_PLATFORM) !== 0) score -= 4 - 3 * known;
  if ((sketch.flags & FLAG_DECORATED) !== 0) score -= 0.2;
  if ((sketch.flags & FLAG_CUT) !== 0 && sketch.length < longest * 0.8) score -= 2.7;
  if (sketch.length < longest * 0.5) score -= 2.2;
  if (sketch.length === 0) score -= 0.5;
  if (known > 0) {
    const site = standing?.sites.get(sketch.site);
    score += known * 6 * (((site?.alone ?? 0) + 1) / ((site?.entries ?? 0) + 2));
    const late = sketch.day === NO_DAY ? 0 : dayOf(copy) - first;
    if (late > 0) score -= known * Math.min(3, 0.9 + 0.95 * Math.log1p(late));
  }
  return score;
}

/** Whether an entry names the other's address as the original's. */
function pointsAt(from: Sketch, to: Sketch): boolean {
  const leads = (from.flags & ~to.flags & FLAG_EXTERNAL) !== 0;
  if (to.url !== 0 && to.url === from.url) return leads;
  if (isNamed(from.canonical, from, to)) return true;
  for (let i = 0; i < from.claims.length; i++) if (isNamed(from.claims[i] as number, from, to)) return true;
  return false;
}

function isNamed(key: number, from: Sketch, to: Sketch): boolean {
  return key !== 0 && (key === to.url || (key === to.guid && to.guid !== from.guid));
}

function dayOf(copy: Copy): number {
  return copy.sketch.day === NO_DAY ? Number.POSITIVE_INFINITY : copy.sketch.day;
}
