import { requireList } from "../values/wanted.ts";
import type { PostInput } from "./post-input.ts";

/** How a feed is written. */
export interface WriteOptions {
  /**
   * The feed's own `generator`, instead of the head's. No generator is named unless one is given.
   * @default the head's
   */
  readonly generator?: string;
  /**
   * Look at every body, and clean those that are not safe, balanced and absolute. Turn off only for bodies that are known to be,
   * as those are that were read with `sanitize`; a third of the time goes into looking.
   * @default true
   */
  readonly sanitize?: boolean;
}

/** A format at work on one document: what stands before the posts, each post, and what closes it. */
export interface FeedWriter {
  readonly open: string;
  post(post: PostInput): string;
  readonly close: string;
}

/** Where the posts are in what somebody may give for them: a resolution, a reading. */
export const POSTS_OF = ["posts", "entries"];

export function writeAll(writer: FeedWriter, posts: Iterable<PostInput>): string {
  requireList("posts", posts, POSTS_OF);
  // Joining once is cheaper than a rope of a hundred thousand pieces that has to be flattened at the end.
  const parts = [writer.open];
  for (const post of posts) parts.push(writer.post(post));
  parts.push(writer.close);
  return parts.join("");
}

/** Gives every post of a document an id of its own: the second one of the same name is told apart by what it says, those that say the same by a number. */
export class UniqueIds {
  readonly #seen = new Set<string>();
  /** The last number that was given behind a name. */
  readonly #numbers = new Map<string, number>();

  take(id: string, rest: () => string): string {
    let unique = id;
    if (this.#seen.has(unique)) {
      const apart = `${id}${id.includes("#") ? "-" : "#"}${rest()}`;
      unique = apart;
      for (let n = this.#numbers.get(apart) ?? 1; this.#seen.has(unique); this.#numbers.set(apart, n)) unique = `${apart}-${++n}`;
    }
    this.#seen.add(unique);
    return unique;
  }
}
