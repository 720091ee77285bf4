import type { Tag } from "../model/parts.ts";
import type { PersonInput, PostInput } from "./post-input.ts";

/** Beyond this the tags are forgotten and begun anew: a feed has few, and no memory may grow with it. */
const MOST_TAGS = 1000;
/** In characters; what is longer does not repeat. */
const LONGEST_TAG = 100;

/** What was written of the author and of tags, which come again from post to post. One to a document. */
export class Fragments {
  readonly #tags = new Map<string, string>();
  #name: string | undefined;
  #email: string | undefined;
  #authors = "";

  /** What `write` makes of the post's authors; known where the post before had the same one, of whom no more is told than name and mailbox. */
  authors(post: PostInput, write: (post: PostInput) => string): string {
    const person = onlyPerson(post);
    if (person === undefined) return write(post);
    const { name, email } = person;
    if (name !== this.#name || email !== this.#email) {
      this.#authors = write(post);
      this.#name = name;
      this.#email = email;
    }
    return this.#authors;
  }

  /** What `write` makes of a tag, known where it is but a name that was met. */
  tag(tag: Tag | string, write: (tag: Tag | string) => string): string {
    const name = plainTag(tag);
    if (name === undefined || name.length > LONGEST_TAG) return write(tag);
    const known = this.#tags.get(name);
    if (known !== undefined) return known;
    if (this.#tags.size >= MOST_TAGS) this.#tags.clear();
    const fragment = write(tag);
    // A slice would keep the whole document alive that it was cut from.
    this.#tags.set(` ${name}`.slice(1), fragment);
    return fragment;
  }
}

function onlyPerson(post: PostInput): PersonInput | undefined {
  const people = post.authors ?? post.bylines;
  if (people == null || people.length !== 1 || post.contributors != null || post.publisher != null) return undefined;
  const person = people[0];
  const plain =
    person != null &&
    typeof person.name === "string" &&
    person.url == null &&
    person.urls == null &&
    person.image == null &&
    person.role == null;
  return plain ? person : undefined;
}

/** The name of a tag of which nothing else is known. */
export function plainTag(tag: Tag | string): string | undefined {
  if (typeof tag === "string") return tag;
  return tag != null && tag.scheme === undefined && tag.label === undefined && typeof tag.name === "string" ? tag.name : undefined;
}
