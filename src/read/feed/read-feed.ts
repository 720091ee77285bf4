import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { type OpenedInput, openInput } from "../open-input.ts";
import { readJsonDocument } from "./json-feed-document.ts";
import { type About, readXmlFeed } from "./read-xml-feed.ts";

/**
 * Read a feed: RSS 0.9–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, a WordPress export.
 * Everything up to a damage is read, and a notice says where it is.
 *
 * @throws OffprintError `unknown-format` for what is no feed
 */
export function readFeed(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  return readOpenedFeed(openInput(input, options), options);
}

/** The same, of an input that has been opened. */
export function readOpenedFeed(opened: OpenedInput, options: ReadOptions): Reading {
  const { source, encoding, label } = opened;
  const about: About = {
    ...(encoding === undefined ? {} : { encoding }),
    ...(label === undefined ? {} : { encodingLabel: label }),
    notices: [...opened.notices, ...contentTypeNotices(options.contentType)],
  };
  return looksLikeJson(source.raw) ? readJsonDocument(source, options, about) : readXmlFeed(source, options, about);
}

/** RFC 7303 §9, RFC 8259 §11: feeds are served as XML or JSON; plain text is a server that was not told. */
function contentTypeNotices(contentType: string | undefined): Notice[] {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return type !== undefined && /^(?:text\/plain|image\/|audio\/|video\/)/.test(type)
    ? [{ code: "wrong-content-type", severity: "info", detail: { value: type } }]
    : [];
}

export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text.slice(0, 1000));
}
