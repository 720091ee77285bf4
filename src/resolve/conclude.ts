import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Match, Post, Resolution } from "../model/post.ts";
import { mergePost } from "./merge.ts";
import { resolvePeople } from "./people.ts";
import { resolveSeries } from "./series.ts";

/** The copies of one article. */
export interface Copies {
  /** The original first. */
  readonly entries: readonly Entry[];
  /** How much body each has, in shingles or characters. */
  readonly lengths: readonly number[];
}

/**
 * Posts, authors and series from entries whose copies are already known: the second half of resolving,
 * which needs the entries themselves and no index.
 *
 * @param titleOf The title of an entry's source, where one is known.
 */
export function conclude(
  groups: readonly Copies[],
  matches: readonly Match[],
  notices: readonly Notice[] = [],
  titleOf?: (entry: Entry) => string | undefined,
): Resolution {
  const entries = groups.map((group) => group.entries);
  const people = resolvePeople(entries);
  const { series, byPost } = resolveSeries(entries, titleOf);
  const posts = groups.map((group, index) => {
    const place = byPost[index];
    return mergePost({ ...group, authors: people.byPost[index] ?? [], ...(place === undefined ? {} : { series: place }) });
  });
  posts.sort(newestFirst);
  return { posts, authors: people.authors, series, matches, suggestions: people.suggestions, notices };
}

/** Newest first, undated last, ties by id. */
function newestFirst(a: Post, b: Post): number {
  if (a.published !== b.published) {
    if (a.published === undefined) return 1;
    if (b.published === undefined) return -1;
    const [x, y] = [Date.parse(a.published), Date.parse(b.published)];
    if (x !== y) return y - x;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
