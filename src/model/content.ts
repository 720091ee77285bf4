/**
 * A text with its kind, as Atom's text construct has it (RFC 4287 §3.1), whatever the format it came from.
 */
export interface TextConstruct {
  /** `text`: `value` is characters. `html`, `xhtml`: `value` is HTML; sanitised and made absolute unless `sanitize: false`. */
  readonly type: "text" | "html" | "xhtml";
  readonly value: string;
  /** BCP 47, from `xml:lang` on it or above it. */
  readonly language?: string;
  /** The base that its relative addresses were resolved against (`xml:base`, else the document's address). */
  readonly base?: string;
}

/**
 * One body of an entry. An entry may carry several: a podcast's HTML notes beside its plain text,
 * Atom content that lies elsewhere (`src`).
 *
 * RSS: `description`, `content:encoded`; Atom: `content` (RFC 4287 §4.1.3); JSON Feed: `content_html`, `content_text`.
 */
export interface Content extends Omit<TextConstruct, "type"> {
  /** `text`, `html`, `xhtml`, or a media type (`image/svg+xml`): then `value` is what stood there. */
  readonly type: string;
  /** Atom `content/@src`: the body lies there, and `value` is `""`. */
  readonly src?: string;
}
