import { type CheerioAPI, load } from "cheerio/slim";
import { type Document, Element } from "domhandler";
import type { Notice } from "../../model/notice.ts";
import type { ReadOptions } from "../../model/reading.ts";
import { resolveUrl } from "../../values/url.ts";
import { buildDocument } from "./document.ts";

/** A page while it is read: what its listing half and its article half share. */
export interface Page {
  /** The document's characters. */
  readonly source: string;
  /** The tree, never deeper than `MAX_DEPTH` of document.ts: code may recurse over it. */
  readonly document: Document;
  readonly $: CheerioAPI;
  /** The page's address, where the caller gave one. */
  readonly url?: string;
  /** What relative addresses are resolved against: `<base href>`, else `url`. */
  readonly base?: string;
  /** BCP 47: `<html lang>`, else Content-Language, else the caller's. */
  readonly language?: string;
  readonly options: ReadOptions;
  /** What was odd; add to it. */
  readonly notices: Notice[];
}

/** Load a page's characters once. */
export function openPage(source: string, options: ReadOptions = {}, notices: Notice[] = []): Page {
  const document = buildDocument(source);
  const $ = load(document);
  const url = options.url === undefined ? undefined : resolveUrl(options.url);
  const head = readHead(document);
  const base = (head.base === undefined ? undefined : resolveUrl(head.base, url)) ?? url;
  const language = head.language ?? options.language;
  return {
    source,
    document,
    $,
    options,
    notices,
    ...(url === undefined ? {} : { url }),
    ...(base === undefined ? {} : { base }),
    ...(language === undefined ? {} : { language }),
  };
}

/** The base and the language that a document gives itself, by its first levels alone: looking through the whole tree would cost as much as building it. */
function readHead(document: Document): { base?: string; language?: string } {
  const candidates: (string | undefined)[] = [];
  let base: string | undefined;
  for (const html of document.children) {
    if (!(html instanceof Element) || html.name !== "html") continue;
    candidates.push(html.attribs.lang, html.attribs["xml:lang"]);
    for (const part of html.children) {
      if (!(part instanceof Element)) continue;
      if (part.name === "body") candidates.unshift(...candidates.splice(0, 2), part.attribs.lang);
      for (const element of part.children) {
        if (!(element instanceof Element)) continue;
        const { attribs } = element;
        if (element.name === "base") base ??= attribs.href;
        else if (element.name === "meta" && attribs["http-equiv"]?.toLowerCase() === "content-language") candidates.push(attribs.content);
        else if (element.name === "meta" && attribs.property === "og:locale") candidates.push(attribs.content);
      }
    }
  }
  for (const candidate of candidates) {
    const tag = candidate?.trim().replace(/_/g, "-");
    if (tag && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return { language: tag, ...(base !== undefined && { base }) };
  }
  return base === undefined ? {} : { base };
}
