import type { RuleName } from "./rules.ts";

/** `error`: a specification forbids it. `warning`: readers are known to stumble over it, or a specification says SHOULD. `info`: worth knowing. */
export type FindingSeverity = "error" | "warning" | "info";

/** One rule that a document does not keep, and where. Data; `describeFinding` makes the English. */
export interface Finding {
  /** Which rule, in kebab-case. The set is closed: `checkRules` holds all of them. */
  readonly rule: RuleName;
  readonly severity: FindingSeverity;
  /** From 1. The start tag, the attribute or the JSON member concerned. */
  readonly line: number;
  /** From 1, in characters (UTF-16 units). */
  readonly column: number;
  /** `rss/channel/item[3]/pubDate`, `feed/entry[2]/link/@href`, `$.items[2].id`. Siblings of one name count from 1, JSON arrays from 0. */
  readonly path: string;
  /** The address of the clause that says so. */
  readonly clause: string;
  /** The particulars, for a sentence: the element, the attribute, the value that was found. */
  readonly detail: Readonly<Record<string, string | number>>;
  /** What the W3C Feed Validator calls it, the most particular name first; empty where it has no such rule. */
  readonly w3c: readonly string[];
}

/** How to check. */
export interface CheckOptions {
  /** The document's address: what `rel="self"` is compared with, and what relative addresses stand against. Those comparisons are left out without it. */
  readonly url?: string;
  /**
   * The moment that dates in the future are measured against, an instant in ISO 8601.
   * @default the present
   */
  readonly now?: string;
}
