import type { Entry } from "../../model/entry.ts";
import { OffprintError } from "../../model/error.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { readListing } from "./listing.ts";
import { openPage } from "./page.ts";

/**
 * Read a web page of a blog: a listing (home, archive, category, page 7) or a single post.
 *
 * @param input the HTML, as characters or as the bytes that were served
 */
export function readPage(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const notices: Notice[] = [];
  const source = typeof input === "string" ? input : new TextDecoder().decode(input);
  if (source.trim() === "") throw new OffprintError("empty-input", "The page is empty.");
  const page = openPage(source, options, notices);
  const entries: Entry[] = readListing(page);
  return {
    format: "html",
    kind: entries.length > 0 ? "listing" : "none",
    ...(page.url === undefined ? {} : { url: page.url }),
    channel: { authors: [], contributors: [], tags: [], links: [], hubs: [], feeds: [], extensions: [] },
    entries,
    notices,
  };
}
