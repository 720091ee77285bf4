import { OffprintError } from "../../model/error.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { SourceText } from "../../values/source-text.ts";
import { FeedContext } from "./feed-context.ts";
import { readJsonFeed } from "./json-feed.ts";
import type { About } from "./read-xml-feed.ts";
import { repairJson } from "./repair-json.ts";

/**
 * A JSON Feed from its characters. Bytes of UTF-8 are parsed as they are, for all that JSON itself is made of is ASCII, and each
 * string is decoded when it is wanted.
 *
 * @throws OffprintError `unknown-format` for JSON that is no feed, and for what only begins like JSON
 */
export function readJsonDocument(source: SourceText, options: ReadOptions, about: About): Reading {
  const sanitize = options.sanitize ?? true;
  if (source.encoded && !hasWideEscape(source.raw)) {
    try {
      const value = JSON.parse(source.raw);
      // Only how to decode is kept, not the document.
      const bytes = new SourceText("", true);
      return readJsonFeed(feedOf(value), options, new FeedContext(bytes, "json", sanitize, options.url), about, bytes);
    } catch (error) {
      // What is damaged is mended, and its place found, in characters.
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  const text = source.whole;
  let value: unknown;
  let context = new FeedContext(NOWHERE, "json", sanitize, options.url);
  try {
    value = JSON.parse(text);
  } catch (cause) {
    context = new FeedContext(new SourceText(text), "json", sanitize, options.url);
    try {
      value = JSON.parse(repairJson(text));
    } catch {
      throw new OffprintError("unknown-format", "The document begins as JSON and is none.", { cause });
    }
    const offset = Math.min(Number(/position (\d+)/.exec(String(cause))?.[1] ?? text.length), text.length);
    const truncated = offset === text.length || /end of JSON|Unterminated/i.test(String(cause));
    context.notice(truncated ? "truncated" : "not-well-formed", "error", offset, { problem: "json" });
  }
  return readJsonFeed(feedOf(value), options, context, about);
}

const NOWHERE = new SourceText("");

function feedOf(value: unknown): Readonly<Record<string, unknown>> {
  const feed = Array.isArray(value) ? { items: value } : value;
  if (typeof feed !== "object" || feed === null || !("items" in feed || "version" in feed))
    throw new OffprintError("unknown-format", "The document is JSON, but no JSON Feed: it has no items.");
  return feed as Readonly<Record<string, unknown>>;
}

/** Whether a character beyond ASCII may be written by an escape: among bytes it could not be told from one. */
function hasWideEscape(raw: string): boolean {
  return raw.includes("\\u") && /\\u(?!00[0-7])/.test(raw);
}
