/** Where in a document something stands. Lines and columns count from 1, offsets from 0, all in characters. */
export interface Place {
  /** From 1. */
  readonly line?: number;
  /** From 1, in UTF-16 code units. */
  readonly column?: number;
  /** From 0, in UTF-16 code units of the decoded document. */
  readonly offset?: number;
  /** A path for a person: `rss/channel/item[3]/pubDate`, `$.items[2].id`, or a CSS selector. */
  readonly path?: string;
}

/**
 * Something odd that was met and survived: nothing is lost or repaired silently.
 * A notice is data; `describeNotice` makes the English.
 */
export interface Notice {
  /**
   * What was odd, in kebab-case, the same word for the same oddity whatever the format:
   * `not-well-formed`, `truncated`, `wrong-encoding`, `invalid-date`, `ambiguous-date`, `invalid-url`,
   * `unsafe-html-removed`, `no-posts`, `too-large`, …
   */
  readonly code: string;
  /** `info`: worth knowing; `warning`: repaired or guessed; `error`: something could not be read. */
  readonly severity: "info" | "warning" | "error";
  /** The particulars, for a sentence: the value that was found, what was assumed instead. */
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
  readonly place?: Place;
  /** Id of the entry that it concerns, where it concerns one. */
  readonly entry?: string;
}
