import { OffprintError } from "../model/error.ts";
import { compare } from "../values/compare.ts";
import type { FeedHead } from "./feed-head.ts";
import { latestOf, nameOf } from "./post-facts.ts";
import type { PostInput } from "./post-input.ts";
import { instantOf } from "./write-date.ts";

/** One document of a set: give `head` and `posts` to any writer and publish the result at `url`. */
export interface FeedPage<P extends PostInput = PostInput> {
  /** Where the document is to be published; absent for a current document whose head has no `feedUrl`. */
  readonly url?: string;
  /** From 1: of archive documents the oldest, of pages the newest. Absent for the current document of an archive. */
  readonly number?: number;
  readonly head: FeedHead;
  /** Newest first. */
  readonly posts: readonly P[];
}

/** How posts are shared out among documents. */
export interface PageOptions<P extends PostInput = PostInput> {
  /** How many posts a document holds. At least 1. */
  readonly perPage: number;
  /** The address of a document by its number, absolute or relative to the head's `home`. */
  readonly address: (number: number) => string;
  /**
   * For `archivePages`: the number of the archive document in which a post stands since it was written; `undefined` for one that is new.
   * What was published before and comes late (an old post of a source that was added, a post without a date) then moves no other.
   * @default none stands anywhere: all are shared out by date
   */
  readonly standsIn?: (post: P) => number | undefined;
}

/**
 * An archived feed (RFC 5005 §4, {@link https://www.rfc-editor.org/rfc/rfc5005#section-4}): first the current document, with the
 * latest posts (`perPage` to twice as many less one), then the archive documents from the newest to the oldest, each full.
 *
 * Archive document 1 has the oldest `perPage` posts, document 2 the next ones, so that newer posts never move a boundary; for older
 * ones that come late, say with `standsIn` what stands where already. An archive document says nothing that is still to change: its `updated` is its latest post's, and `next-archive` names its
 * successor before there is one. Write it once, and the bytes stay the same.
 */
export function archivePages<P extends PostInput>(head: FeedHead, posts: Iterable<P>, options: PageOptions<P>): readonly FeedPage<P>[] {
  const { perPage, address } = checked(options);
  const sorted = oldestFirst(posts);
  const archives = archivesOf(sorted, options);
  const count = archives.length;
  const archived = new Set(archives.flat());
  const rest = sorted.filter((post) => !archived.has(post));
  const current = ownAddress(head);
  const { archive: _archive, complete: _complete, ...plain } = head;
  const pages: FeedPage<P>[] = [
    {
      ...(current !== undefined && { url: current }),
      head: { ...plain, pages: { ...(count > 0 && { prevArchive: address(count) }) } },
      // Where posts were taken back it says again what the archive has (RFC 5005 §4 lets it).
      posts: (rest.length < perPage ? sorted.slice(-perPage) : rest).reverse(),
    },
  ];
  for (let number = count; number >= 1; number--) {
    const own = [...(archives[number - 1] as P[])].reverse();
    pages.push({
      url: address(number),
      number,
      head: {
        ...plain,
        feedUrl: address(number),
        // One feed, whatever the document: readers know it by its id (RFC 4287 §4.2.6).
        id: head.id ?? current ?? head.home,
        updated: latestOf(own) ?? head.updated,
        archive: true,
        pages: {
          ...(current !== undefined && { current }),
          ...(number > 1 && { prevArchive: address(number - 1) }),
          nextArchive: address(number + 1),
        },
      },
      posts: own,
    });
  }
  return pages;
}

/**
 * A paged feed (RFC 5005 §3): the posts, newest first, in documents that name the first, previous, next and last one; JSON Feed
 * says `next_url`. Everything moves when a post is added; for what is to be kept there is `archivePages`.
 */
export function feedPages<P extends PostInput>(head: FeedHead, posts: Iterable<P>, options: PageOptions<P>): readonly FeedPage<P>[] {
  const { perPage, address } = checked(options);
  const sorted = oldestFirst(posts).reverse();
  const count = Math.max(1, Math.ceil(sorted.length / perPage));
  const { archive: _archive, complete: _complete, ...plain } = head;
  const pages: FeedPage<P>[] = [];
  for (let number = 1; number <= count; number++) {
    pages.push({
      url: address(number),
      number,
      head: {
        ...plain,
        feedUrl: address(number),
        id: head.id ?? ownAddress(head) ?? head.home ?? address(1),
        pages: {
          number,
          of: count,
          first: address(1),
          ...(number > 1 && { prev: address(number - 1) }),
          ...(number < count && { next: address(number + 1) }),
          last: address(count),
        },
      },
      posts: sorted.slice((number - 1) * perPage, number * perPage),
    });
  }
  return pages;
}

/**
 * The posts of each archive document, from document 1: those that stand in it, and behind the last one that has any, full documents of the rest.
 * The current document always keeps a page's worth: most readers look at nothing else, and may not have called for a while.
 */
function archivesOf<P extends PostInput>(sorted: readonly P[], { perPage, standsIn }: PageOptions<P>): P[][] {
  const archives: P[][] = [];
  const rest: P[] = [];
  for (const post of sorted) {
    const number = standsIn?.(post);
    if (number === undefined) rest.push(post);
    else {
      if (!Number.isInteger(number) || number < 1)
        throw new OffprintError("invalid-argument", `standsIn must give whole numbers from 1, not ${number}.`, { path: "standsIn" });
      while (archives.length < number) archives.push([]);
      (archives[number - 1] as P[]).push(post);
    }
  }
  for (let from = 0; from + 2 * perPage <= rest.length; from += perPage) archives.push(rest.slice(from, from + perPage));
  return archives;
}

function checked<P extends PostInput>(options: PageOptions<P>): PageOptions<P> {
  if (!Number.isInteger(options.perPage) || options.perPage < 1)
    throw new OffprintError("invalid-argument", "perPage must be a whole number, at least 1", { path: "perPage" });
  return options;
}

function ownAddress(head: FeedHead): string | undefined {
  return typeof head.feedUrl === "string" ? head.feedUrl : (head.feedUrl?.atom ?? head.feedUrl?.rss ?? head.feedUrl?.json);
}

/** By date, undated ones as the oldest; by name where dates are the same, so that the order never depends on the list's. */
function oldestFirst<P extends PostInput>(posts: Iterable<P>): P[] {
  const keyed = [...posts].map((post) => ({
    post,
    time: instantOf(post.published) ?? instantOf(post.updated) ?? Number.NEGATIVE_INFINITY,
    name: nameOf(post, post.url),
  }));
  keyed.sort((a, b) => compare(a.time, b.time) || compare(a.name, b.name));
  return keyed.map(({ post }) => post);
}
