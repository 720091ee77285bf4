import { OffprintError } from "../model/error.ts";
import type { Reading, ReadOptions } from "../model/reading.ts";
import { XmlScanner } from "../values/xml-scanner.ts";
import { localName } from "./feed/local-name.ts";
import { looksLikeJson, readOpenedFeed } from "./feed/read-feed.ts";
import { openInput } from "./open-input.ts";
import { readPage } from "./page/read-page.ts";
import { readText } from "./text/read-text.ts";

/**
 * Read a document of any kind: a feed, a web page, plain text. What it is, is told from what stands in it; the
 * `Content-Type` only where that says nothing.
 *
 * @throws OffprintError for empty, binary and too long input
 */
export function read(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const opened = openInput(input, options);
  const kind = kindOf(opened.text, options.contentType);
  if (kind === "feed") return readOpenedFeed(opened, options);
  const { contentType: _, ...rest } = options;
  const reading = kind === "page" ? readPage(opened.text, rest) : readText(opened.text, rest);
  if (opened.encoding === undefined && opened.notices.length === 0) return reading;
  return {
    ...reading,
    ...(opened.encoding === undefined ? {} : { encoding: opened.encoding }),
    ...(opened.label === undefined ? {} : { encodingLabel: opened.label }),
    notices: [...opened.notices, ...reading.notices],
  };
}

/** What a document is, from its first characters. */
function kindOf(text: string, contentType: string | undefined): "feed" | "page" | "text" {
  const head = text.slice(0, 8192);
  if (looksLikeJson(text)) return isJson(text) ? "feed" : "text";
  const first = firstElement(head);
  if (first !== undefined && /^(?:rss|rdf|feed|channel|entry|item)$/.test(first)) return "feed";
  if (first === "opml") throw new OffprintError("unknown-format", "The document is a subscription list: read it with readOpml.");
  if (/^\s*<!doctype\s+html/i.test(head) || first === "html") return "page";
  const feed = /<(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|rdf|feed)(?=[\s>])/i.exec(head);
  if (feed !== null && !/<html[\s>]/i.test(head.slice(0, feed.index))) return "feed";
  if (/^\s*<\?xml/.test(head) && first !== undefined && !/^(?:html|head|body|div|p)$/.test(first))
    throw new OffprintError("unknown-format", `The document is XML, but no feed: it begins with <${first.slice(0, 60)}>.`);
  if (/<(?:html|head|body|article|main|div|p|h[1-6]|ul|table|a|br|span|img|section|meta|title)(?:[\s>]|\/>)/i.test(head))
    return /^\s*</.test(head) || (contentType ?? "").includes("html") || tagShare(head) ? "page" : "text";
  return (contentType ?? "").includes("html") && head.includes("<") ? "page" : "text";
}

/** Whether text that begins with words is markup all the same: a closing tag for every few lines. */
function tagShare(head: string): boolean {
  const tags = head.match(/<\/[a-z][a-z0-9]{0,10}>/gi)?.length ?? 0;
  return tags >= 3 && tags * 400 > head.length;
}

/** The local name, in lower case, of the first element after declarations and comments. */
function firstElement(head: string): string | undefined {
  const scanner = new XmlScanner(head);
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "start") return localName(scanner.name).toLowerCase();
    if (token === "end" || (token === "text" && /\S/.test(head.slice(scanner.contentStart, scanner.contentEnd)))) return undefined;
  }
  return undefined;
}

/** Whether what begins with a bracket is meant as JSON: `[Update] …` is not. */
function isJson(text: string): boolean {
  return /^\s*(?:\{\s*(?:"(?:[^"\\]|\\.){0,200}"\s*:|\})|\[\s*(?:[\]{"\d]|\[\s*[\]{"]))/.test(text.slice(0, 1000));
}
