import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { createEntry } from "../create-entry.ts";
import { openInput } from "../open-input.ts";
import { readArticle } from "./article.ts";
import { embeddedPosts } from "./embedded-posts.ts";
import { readEmbeddedStates } from "./embedded-state.ts";
import { findListing, readListing } from "./listing.ts";
import { isErrorListing, type NoPostsReason, whyNoPosts } from "./no-posts.ts";
import { outlineOf, textSize } from "./outline.ts";
import { openPage } from "./page.ts";
import { readPageChannel } from "./page-channel.ts";
import { pageKind } from "./page-kind.ts";
import { readPagination } from "./pagination.ts";
import { readStructuredData } from "./structured-data.ts";
import { structuredEntries } from "./structured-entries.ts";

/** Pages that show fewer visible characters are asked for the data that their scripts carry. */
const THIN = 600;

/**
 * Read a web page of a blog: a listing (home, archive, category, page 7) or a single post; which of the two it is, is
 * decided from what stands on it and from its address.
 *
 * A page without posts (an error page, a log-in, a shell that only scripts fill) gives none, and a `no-posts` notice
 * whose `detail.reason` says why.
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
  const decided = pageKind(page, outline, data, found);
  let { kind } = decided;
  let entries: readonly Entry[] = [];
  let reason: NoPostsReason | undefined;
  const channel = readPageChannel(page, outline, data, found.anchors);
  const posts = new Set(found.places.map((place) => place.anchor.address.key));
  const pages = kind === "listing" ? readPagination(outline, found.anchors, data.metas.links, found.address, posts) : undefined;
  if (kind !== "listing") reason = whyNoPosts(outline, data, decided.bodySize);
  else if (isErrorListing(outline, data, found.places[0]?.from ?? 0)) reason = "error-page";
  if (kind === "listing" && reason === undefined) entries = readListing(page, found, data);
  else if (reason === undefined && kind === "article") {
    const article = readArticle(page, outline, data);
    if (article) entries = [article.entry];
  }
  if (kind !== "listing" && (entries.length === 0 || textSize(outline, 0) < THIN)) {
    const carried =
      reason === "error-page" || reason === "human-check" ? undefined : embeddedPosts(readEmbeddedStates(outline), page, found.anchors);
    if (
      carried &&
      (entries.length === 0 ||
        carried.inputs.length > 1 ||
        (carried.inputs[0]?.html ?? carried.inputs[0]?.text ?? "").length > 2 * (entries[0]?.html?.length ?? 0))
    ) {
      kind = carried.kind;
      entries = carried.inputs.map((post) => createEntry({ ...post, language: page.language }));
      notices.push({ code: "read-from-embedded-data", severity: "info", detail: { count: entries.length } });
    }
  }
  if (entries.length === 0 && reason !== "error-page" && reason !== "human-check") {
    entries = structuredEntries(page, data).map(createEntry);
    kind = entries.length > 1 ? "listing" : "article";
    if (entries.length > 0) notices.push({ code: "read-from-embedded-data", severity: "info", detail: { count: entries.length } });
  }
  if (entries.length === 0) {
    kind = "none";
    notices.push({ code: "no-posts", severity: "warning", detail: { reason: reason ?? "nothing-found" } });
  }
  return {
    format: "html",
    kind,
    ...(page.url === undefined ? {} : { url: page.url }),
    ...(opened.encoding === undefined ? {} : { encoding: opened.encoding }),
    channel,
    entries,
    ...(pages === undefined || kind !== "listing" ? {} : { pages }),
    notices,
  };
}
