import type { Byline, Image, Tag } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { readWrittenDate } from "../../values/written-date.ts";

/** What markup meant for machines says of one article. */
export interface ArticleFacts {
  readonly from: "json-ld" | "microdata" | "microformats";
  /** How far the type fits: `article` says so, `page` is any page or work. */
  readonly kind: "article" | "page";
  /** Index of the element that it stands on, in the outline; absent for JSON-LD. */
  readonly element?: number;
  /** Index of the element that is said to be the body. */
  readonly bodyElement?: number;
  /** Index of the element that is said to be the title. */
  readonly titleElement?: number;
  readonly url?: string;
  readonly title?: string;
  readonly published?: Timestamp;
  readonly updated?: Timestamp;
  readonly bylines: readonly Byline[];
  readonly tags: readonly Tag[];
  readonly image?: Image;
  readonly summary?: string;
  /** `articleBody` of JSON-LD: plain text. */
  readonly text?: string;
  readonly language?: string;
  readonly license?: string;
  readonly inReplyTo?: string;
  /** `u-syndication`: copies elsewhere, with the words of the link. */
  readonly syndication: readonly { readonly url: string; readonly text: string }[];
  readonly commentCount?: number;
}

/** What the page says of its site. */
export interface SiteFacts {
  readonly name?: string;
  readonly url?: string;
  readonly description?: string;
  readonly bylines: readonly Byline[];
  readonly logo?: string;
}

/** A date of structured data: ISO 8601 as a rule, but people write all sorts. Without an offset a time says no more than its day. */
export function factDate(value: string | undefined, language?: string): Timestamp | undefined {
  if (value === undefined) return undefined;
  // Templates escape the plus of an offset inside scripts too, where it is not read as HTML.
  const text = value.trim().replaceAll("&#43;", "+");
  const compact = /^(\d{4})(\d\d)(\d\d)(?:T\d+Z?)?$/.exec(text);
  const date = readWrittenDate(compact ? `${compact[1]}-${compact[2]}-${compact[3]}` : text, { language })?.date;
  // Generators print the year 1 or the epoch where they know nothing.
  return date !== undefined && date >= "1970-01-02" ? date : undefined;
}
