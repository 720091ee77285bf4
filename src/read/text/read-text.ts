import type { Notice } from "../../model/notice.ts";
import type { Pages, Reading, ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { buildEntries } from "./build-entries.ts";
import { chooseTitles } from "./choose-titles.ts";
import { lookAt } from "./line-facts.ts";
import { settleKinds } from "./settle-kinds.ts";
import { splitLines } from "./page-line.ts";
import { findPageNumber } from "./page-number.ts";

/**
 * Reads posts out of plain text: the dump of a page that lists posts, or of one post.
 *
 * Pure and linear in the length. What cannot be told apart is one entry with a notice, never many.
 */
export function readText(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const opened = openInput(input, options);
  const lines = splitLines(opened.text);
  const facts = lines.map((line) => lookAt(line, options.language));
  settleKinds(facts);
  const { titles } = chooseTitles(facts);
  const notices: Notice[] = [...opened.notices];
  const spaced = facts.filter((l) => l.gap > 0).length > facts.length * 0.2;
  const entries = buildEntries(facts, titles, spaced, options);
  const pages: Pages | undefined = findPageNumber(facts);
  return {
    format: "text",
    kind: entries.length > 1 ? "listing" : entries.length === 1 ? "article" : "none",
    ...(options.url !== undefined && { url: options.url }),
    ...(opened.encoding !== undefined && { encoding: opened.encoding }),
    channel: {
      authors: [],
      contributors: [],
      tags: [],
      links: [],
      hubs: [],
      feeds: [],
      extensions: [],
      ...(options.language !== undefined && { language: options.language }),
    },
    entries,
    ...(pages && { pages }),
    notices,
  };
}
