import type { Byline } from "../../model/parts.ts";
import type { EdgeDate } from "../../values/edge-date.ts";
import type { DateMention } from "../../values/written-date.ts";

/** What a line looks like, whatever stands around it. */
export type LineKind =
  | "date" // a date and little else
  | "meta" // a date, a byline or a filing label among other words
  | "dated" // begins or ends with a date, and may be a title all the same
  | "byline"
  | "bio" // about the person who wrote
  | "note" // where else it appeared, what else there is of a series
  | "more" // leads from the teaser to the post
  | "social" // comments, sharing
  | "filed" // category and tag labels
  | "chrome" // navigation, titles of sidebars, copyright
  | "page" // page 3 of 9
  | "count" // numbers, reading times
  | "mark" // no letter, no digit
  | "item" // of a list
  | "code"
  | "url"
  | "quote"
  | "short"
  | "sentence"
  | "long";

/** Kinds as numbers, from 1. */
export const KIND_CODES: Readonly<Record<LineKind, number>> = {
  date: 1,
  meta: 2,
  dated: 3,
  byline: 4,
  bio: 5,
  note: 6,
  more: 7,
  social: 8,
  filed: 9,
  chrome: 10,
  page: 11,
  count: 12,
  mark: 13,
  item: 14,
  code: 15,
  url: 16,
  quote: 17,
  short: 18,
  sentence: 19,
  long: 20,
};

/** Kinds by their numbers. */
export const KINDS = ["short", ...(Object.keys(KIND_CODES) as LineKind[])] as const;

/** One line of a page dump that is not blank. Wrapped lines are already one. */
export interface PageLine {
  /** Without indentation and list marker, inner white space as it stands. */
  readonly text: string;
  /** Number of its first line in the dump, from 0. */
  readonly line: number;
  /** Blank lines before it. */
  readonly gap: number;
  /** Columns of indentation, of the list marker where there is one. */
  readonly indent: number;
  /** The list marker it had, `*` or `3.`. */
  readonly marker: string | undefined;
  /** Which kinds of character it may have, as the bits of `line-marks.ts`. */
  readonly marks: number;
}

/** A line and what it looks like. */
export interface LineFacts extends PageLine {
  readonly kind: LineKind;
  /** Its words, folded: what makes two lines the same. */
  readonly folded: string;
  /** Length in characters, East Asian ones counting double. */
  readonly size: number;
  readonly dates: readonly DateMention[];
  readonly bylines: readonly Byline[];
  /** How often a line with the same words stands in the dump. */
  readonly repeats: number;
  /** A date at one end of it, and what else it says: a title, on some pages. */
  readonly edge: EdgeDate | undefined;
}

/** A line of which may still be said what it is. */
export interface DraftLine extends LineFacts {
  kind: LineKind;
  bylines: readonly Byline[];
}
