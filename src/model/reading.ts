import type { Channel } from "./channel.ts";
import type { Entry, EntryFormat } from "./entry.ts";
import type { Notice } from "./notice.ts";

/**
 * Where the document stands among the pages of its site or archive.
 * RFC 5005 §3 and §4 (`previous`, `next`, `prev-archive`, `next-archive`, `current`), JSON Feed `next_url`, HTML "Page 55 of 81", `rel=next`.
 */
export interface Pages {
  /** From 1. */
  readonly number?: number;
  /** How many there are. */
  readonly of?: number;
  /** Towards older posts, absolute. */
  readonly next?: string;
  /** Towards newer posts. */
  readonly prev?: string;
  readonly first?: string;
  readonly last?: string;
  /** RFC 5005 §4: the document that changes (`current`). */
  readonly current?: string;
  readonly prevArchive?: string;
  readonly nextArchive?: string;
}

/** All that reading one document gives. Plain data. */
export interface Reading {
  readonly format: Exclude<EntryFormat, "data"> | "data";
  /** `2.0`, `1.0`, `1.1` …, where the format has versions and the document says. */
  readonly version?: string;
  /** `feed`, or for a page whether it lists posts or is one; `none`: a page or text without posts. */
  readonly kind: "feed" | "listing" | "article" | "none";
  /** The document's address, as given or as it gives it. */
  readonly url?: string;
  /** The encoding that its bytes were decoded from, as the WHATWG names it (`utf-8`, `windows-1252`). Absent for strings. */
  readonly encoding?: string;
  /** The label by which the server or the document itself named that encoding, in lower case, where one did (`us-ascii`, `iso-8859-1`). */
  readonly encodingLabel?: string;
  readonly channel: Channel;
  /** In the document's order. May be an own enumerable accessor that makes them on first use. */
  readonly entries: readonly Entry[];
  readonly pages?: Pages;
  /** In the order in which they were met. May be an own enumerable accessor that looks the document over once more on first use. */
  readonly notices: readonly Notice[];
}

/** How to read. */
export interface ReadOptions {
  /** The document's address: what relative addresses are resolved against, and which source the entries are from. */
  readonly url?: string;
  /** The `Content-Type` that the server sent; its charset counts as RFC 7303 has it. */
  readonly contentType?: string;
  /** BCP 47: the language to assume where the document says none (HTTP `Content-Language`). */
  readonly language?: string;
  /**
   * Refuse longer input, in bytes (characters for strings).
   * @default 67108864 (64 MiB)
   */
  readonly maxBytes?: number;
  /**
   * Clean HTML by an allow-list. Turn off only for content of your own.
   * @default true
   */
  readonly sanitize?: boolean;
  /**
   * The moment that relative dates ("3 days ago") count from. Without it they are left out with a notice.
   * An instant in ISO 8601.
   */
  readonly now?: string;
}
