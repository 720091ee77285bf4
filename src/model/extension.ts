/**
 * An element or member that the model has no field for, kept so that writing can give it back.
 * What it says is as the document had it, not cleaned; writing gives it back without what could run in a reader.
 * From XML: a foreign element. From JSON Feed: a member whose name begins with `_` (namespace absent, the value in `json`).
 */
export interface Extension {
  /** Local name (`rating`), or the member's name with its underscore (`_podcast`). */
  readonly name: string;
  /** Namespace URI as the document gave it; absent for JSON Feed and for names in no namespace. */
  readonly namespace?: string;
  /** The prefix that the document used, kept for display and for writing it back. */
  readonly prefix?: string;
  /** Attribute names as written (with prefix) to values. A list of pairs, because `__proto__` is a legal name. */
  readonly attributes: readonly (readonly [name: string, value: string])[];
  readonly children: readonly Extension[];
  readonly text?: string;
  /** JSON Feed only: the member's value as it stood, as JSON text. */
  readonly json?: string;
}
