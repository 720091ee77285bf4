import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { readArticle } from "./article.ts";
import { findListing, readListing } from "./listing.ts";
import { outlineOf } from "./outline.ts";
import { openPage } from "./page.ts";
import { readPageChannel } from "./page-channel.ts";
import { pageKind } from "./page-kind.ts";
import { readPagination } from "./pagination.ts";
import { readStructuredData } from "./structured-data.ts";

/**
 * Read a web page of a blog: a listing (home, archive, category, page 7) or a single post; which of the two it is, is
 * decided from what stands on it and from its address.
 *
 * @param input the HTML, as characters or as the bytes that were served
 * @throws OffprintError for empty, binary and too long input
 */
export function readPage(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const opened = openInput(input, options);
  const notices: Notice[] = [...opened.notices];
  const page = openPage(opened.text, options, notices);
  const outline = outlineOf(page.document);
  const data = readStructuredData(page, outline);
  const found = findListing(page, outline);
  const { kind } = pageKind(page, outline, data, found);
  const channel = readPageChannel(page, outline, data, found.anchors);
  const pages = kind === "listing" ? readPagination(outline, found.anchors, data.metas.links, found.address, new Set(found.places.map((p) => p.anchor.address.key))) : undefined;
  let entries: readonly Entry[] = [];
  if (kind === "listing") entries = readListing(page, found);
  else if (kind === "article") {
    const article = readArticle(page, outline, data);
    if (article) entries = [article.entry];
  }
  return {
    format: "html",
    kind: entries.length === 0 ? "none" : kind,
    ...(page.url === undefined ? {} : { url: page.url }),
    ...(opened.encoding === undefined ? {} : { encoding: opened.encoding }),
    channel,
    entries,
    ...(pages === undefined ? {} : { pages }),
    notices,
  };
}
