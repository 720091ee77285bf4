import { type CheerioAPI, load } from "cheerio/slim";
import type { Document } from "domhandler";
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
  const baseHref = $("base[href]").first().attr("href");
  const base = (baseHref === undefined ? undefined : resolveUrl(baseHref, url)) ?? url;
  const language = readLanguage($) ?? options.language;
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

function readLanguage($: CheerioAPI): string | undefined {
  const candidates = [
    $("html").attr("lang"),
    $("html").attr("xml:lang"),
    $("body").attr("lang"),
    $('meta[http-equiv="content-language" i]').attr("content"),
    $('meta[property="og:locale"]').attr("content"),
  ];
  for (const candidate of candidates) {
    const tag = candidate?.trim().replace(/_/g, "-");
    if (tag && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return tag;
  }
  return undefined;
}
