import { OffprintError } from "../model/error.ts";
import { requireList, requireText } from "../values/wanted.ts";
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
  for (const post of posts) parts.push(writePost(writer, post));
  parts.push(writer.close);
  return parts.join("");
}

/**
 * One post. Its fields are not looked through before: only where writing fails is it asked which of them is not what its type says.
 *
 * @throws OffprintError `invalid-argument`, for callers without types
 */
export function writePost(writer: FeedWriter, post: PostInput): string {
  try {
    return writer.post(post);
  } catch (error) {
    if (!(error instanceof OffprintError)) requireFields(post);
    throw error;
  }
}

const TEXTS = "guid url canonical externalUrl title subtitle summary html text xhtml titleHtml language rights license image".split(" ");
const LISTS = "authors bylines contributors tags enclosures links extensions".split(" ");

function requireFields(post: PostInput): void {
  if (typeof post !== "object" || post === null)
    throw new OffprintError("invalid-argument", `A post must be an object, not ${post === null ? "null" : typeof post}.`, { path: "post" });
  const fields: Readonly<Record<string, unknown>> = post;
  for (const name of TEXTS) requireText(`post.${name}`, fields[name]);
  for (const name of LISTS) if (fields[name] != null) requireList(`post.${name}`, fields[name], []);
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
