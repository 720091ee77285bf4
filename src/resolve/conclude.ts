import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Match, Post, Resolution } from "../model/post.ts";
import { compare } from "../values/compare.ts";
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
  const times = new Map(posts.map((post) => [post, Date.parse(post.published ?? "") || Number.NEGATIVE_INFINITY]));
  posts.sort((a, b) => newestFirst(a, b, times));
  return { posts, authors: people.authors, series, matches, suggestions: people.suggestions, notices };
}

/** Newest first, undated last, ties by id. */
function newestFirst(a: Post, b: Post, times: ReadonlyMap<Post, number>): number {
  return compare(times.get(b) as number, times.get(a) as number) || compare(a.id, b.id);
}
