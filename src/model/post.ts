import type { Entry } from "./entry.ts";
import type { Notice } from "./notice.ts";

/** A person that resolving concluded from bylines. */
export interface Author {
  /** Ours, stable while the evidence stays. */
  readonly id: string;
  /** The fullest form of the name that a copy gives; for want of any, the e-mail's or address's own words. */
  readonly name: string;
  /** Other forms of the name that were met, sorted. */
  readonly aliases: readonly string[];
  /** `@name` forms from bylines and bios, sorted. */
  readonly handles: readonly string[];
  /** Profile and home addresses, sorted. */
  readonly urls: readonly string[];
  readonly email?: string;
  /** The latest one. */
  readonly bio?: string;
  readonly image?: string;
}

/** Two forms that may be one person; spelling alone suggests and never links. */
export interface AuthorSuggestion {
  readonly authors: readonly [string, string];
  /** 0–1. */
  readonly probability: number;
  readonly evidence: readonly Evidence[];
}

/** A series that resolving concluded from claims, lists and sibling titles. */
export interface Series {
  readonly id: string;
  readonly title: string;
  /** How many parts there are to be, where a source says so. */
  readonly of?: number;
  readonly url?: string;
  /** In reading order. A part may be known without its post: by number, or by what a list says of it. */
  readonly parts: readonly { readonly part?: number; readonly title?: string; readonly post?: string; readonly url?: string }[];
}

/** `duplicate`: the same text in another place. `revision`: the same page, a later text. `related`: its own text, about or beside the other. Only the first two make one post. */
export type Relation = "duplicate" | "revision" | "related";

/** One reason for or against two entries being one article. */
export interface Evidence {
  /** What was compared: `url`, `guid`, `canonical`, `note`, `title`, `text`, `excerpt`, `author`, `date`, `language`, `quote`, `series-part`, `decided`, … */
  readonly kind: string;
  /** Natural log of the likelihood ratio: above 0 speaks for, below 0 against. */
  readonly weight: number;
  /** What was compared, for a sentence. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

/** Two entries, and what is concluded of them. */
export interface Match {
  /** Entry ids, the original's first where one is the other's original, else sorted. */
  readonly entries: readonly [string, string];
  readonly relation: Relation;
  /** For `related`, which kind: `link-post`, `reply`, `digest`, `translation`, `series`. */
  readonly kind?: string;
  /** That the relation holds, 0–1. */
  readonly probability: number;
  readonly evidence: readonly Evidence[];
}

/**
 * What offprint concludes: one article, wherever it appeared, with the best that its copies say, field by field.
 *
 * It carries its authors (objects, shared between posts) and its series and part, so that any filtered or mapped list
 * of posts can be written as it is. Formats' names for the fields are those of `Entry`.
 */
export interface Post
  extends Pick<
    Entry,
    | "url"
    | "guid"
    | "canonical"
    | "externalUrl"
    | "title"
    | "subtitle"
    | "published"
    | "updated"
    | "created"
    | "expires"
    | "language"
    | "summary"
    | "html"
    | "text"
    | "details"
    | "contributors"
    | "publisher"
    | "tags"
    | "image"
    | "enclosures"
    | "links"
    | "elsewhere"
    | "rights"
    | "license"
    | "source"
    | "comments"
    | "inReplyTo"
    | "geo"
    | "media"
    | "podcast"
    | "chapters"
    | "extensions"
  > {
  /** Ours: made from the original's identity; stays while the original stays. */
  readonly id: string;
  readonly authors: readonly Author[];
  readonly series?: {
    readonly id: string;
    readonly title: string;
    readonly part?: number;
    readonly of?: number;
    readonly previous?: string;
    readonly next?: string;
  };
  /** Ids of the entries that are this article, the original first, then by date and id. */
  readonly copies: readonly string[];
  /** From which copy each field was taken, where it was not the original: field name to entry id. */
  readonly picked: Readonly<Record<string, string>>;
}

/**
 * All that resolving gives. Plain data, the same for the same entries in any order.
 *
 * `posts` and `notices` are there at once. The others, and of each post `authors`, `series`, `html`, `text` and `summary`, are own
 * enumerable accessors that read the entries when first asked, and a post's `series` may then be `undefined`: alter no entry before,
 * or take a copy (`structuredClone`, `JSON.stringify`) of the result. Until they are asked for, the index of the entries is held, about
 * a kilobyte for each.
 */
export interface Resolution {
  /** Newest first, undated last, ties by id. */
  readonly posts: readonly Post[];
  /** By name. */
  readonly authors: readonly Author[];
  readonly series: readonly Series[];
  readonly matches: readonly Match[];
  readonly suggestions: readonly AuthorSuggestion[];
  readonly notices: readonly Notice[];
}
