import type { SeriesClaim, SeriesPart } from "../model/parts.ts";
import { type LinkedBlock, linkedBlocks } from "./linked-text.ts";
import { NUMBER_WORDS, readSeriesNumber } from "./series-number.ts";
import { readSeriesTitle } from "./series-title.ts";

const POSTS =
  "posts?|articles?|parts?|entries|installments?|instalments?|episodes?|chapters?|beiträge|artikel|teile|folgen|articles|billets|épisodes|parties|chapitres|artículos|entradas|partes|capítulos|publicaciones|artigos|postagens|textos|articoli|parti|puntate|capitoli|delen|afleveringen|wpisy|części|artykuły|díly|články|части|статьи|посты|главы|выпуски";
const SERIES = "series|serie|serien|reihe|artikelserie|blogserie|série|saga|reeks|serii|seria|cyklu|seriál|seriálu|серии|серия|цикла|цикл";

/** Sentences that say so, with the name where they give it. Group 1: before the word for series, group 2: after it. */
const LEADS: readonly RegExp[] = [
  new RegExp(
    `\\b(?:previous|other|earlier|more|all|next|further|related|the|read(?: all)?)?\\s?(?:the )?(?:other )?(?:${POSTS}) (?:from|in|of) (?:this|our|my) (?:${SERIES})()()`,
    "iu",
  ),
  new RegExp(
    `\\b(?:previous|other|earlier|more|all|next|further|the)?\\s?(?:the )?(?:${POSTS}) (?:from|in|of) (?:the|our|my) [“"‘']?([^.:;"”’]{2,90}?)[”"’']? (?:blog |article |post )?(?:series)\\b()`,
    "iu",
  ),
  new RegExp(
    `\\b(?:previous|other|earlier|more|all|next)?\\s?(?:${POSTS}) (?:from|in|of) (?:the|our|my|a) (?:blog |article )?series (?:on |about |called |titled |named )?[“"‘']?()([^.:;"”’]{2,90})`,
    "iu",
  ),
  new RegExp(
    `\\b(?:part|number|episode|post) (?:\\d{1,2}|${NUMBER_WORDS}|[IVX]+) (?:of \\S+ )?(?:of|in) (?:a|an|the|my|our) (?:[\\w-]+[- ](?:part|post) )?(?:blog |article |post )?series (?:on |about |called |titled |named |of posts (?:on|about) )?[“"‘']?()([^.:;"”’]{2,90})`,
    "iu",
  ),
  new RegExp(
    `\\b(?:part|number|episode|post) (?:\\d{1,2}|${NUMBER_WORDS}|[IVX]+) (?:of \\S+ )?(?:of|in) (?:the|my|our) [“"‘']?([^.:;"”’]{2,90}?)[”"’']? series\\b()`,
    "iu",
  ),
  /^(?:this (?:post|article) is )?(?:a )?part of (?:a|the|my|our) (?:blog |article |post )?series (?:on |about |called |titled |named )?[“"‘']?()([^.:;"”’]{2,90})/iu,
  /^(?:this (?:post|article) is )?(?:a )?part of (?:a|the|my|our) [“"‘']?([^.:;"”’]{2,90}?)[”"’']? series\b()/iu,
  new RegExp(
    `(?:^|\\s)(?:weitere |alle |andere |bisherige |vorherige )?(?:${POSTS}) (?:der|aus der|dieser|in der|zur) (?:${SERIES})\\s?[„“"»]?()([^.:;“”"«]{0,90})`,
    "iu",
  ),
  new RegExp(
    `(?:^|\\s)(?:autres |tous les |toutes les |les )?(?:${POSTS}) (?:de la|de cette|dans la|dans cette) série\\s?[«“"]?\\s?()([^.:;»”"]{0,90})`,
    "iu",
  ),
  new RegExp(
    `(?:^|\\s)(?:otros |otras |todos los |todas las |outros |outras |todos os |todas as |altri |tutti gli )?(?:${POSTS}) (?:de la|de esta|en esta|da|desta|nesta|della|di questa) (?:serie|série)\\s?[«“"]?()([^.:;»”"]{0,90})`,
    "iu",
  ),
  /(?:^|\s)(?:andere |alle )?(?:delen|artikelen|afleveringen|berichten) (?:in|uit|van) (?:deze|de) (?:serie|reeks)\s?[“"]?()([^.:;”"]{0,90})/iu,
  new RegExp(
    `(?:^|\\s)(?:другие |все |предыдущие |wszystkie |inne |další |všechny )?(?:${POSTS}) (?:из |этой |этого |z tej |z |v |této )?(?:серии|цикла|serii|cyklu|série|seriálu)\\s?[«„“"]?()([^.:;»”"]{0,90})`,
    "iu",
  ),
  /^(?:series|in this series|the series so far|series navigation|series index|séries?|sommaire de la série|serie|artikelserie|серия|цикл)\s*:\s*()(.{0,90})$/iu,
  /^(.{2,80}?) series\s*:()/iu,
  /()(?:^|[本该此])系列(?:文章|目录|文章目录|其他文章|教程|导航|連載|文章列表)?\s*[:：](.{0,60})$/u,
  /^(.{2,40}?)系列(?:文章|目录|教程|专题)?(?:目录|列表|导航|索引)?\s*[:：]?\s*$()/u,
  /()(?:この|本)?(?:シリーズ|連載)(?:記事|一覧|目次|の(?:記事|目次|一覧))?\s*[:：]?\s*(.{0,60})$/u,
  /()(?:이)?\s*시리즈(?:\s*(?:목록|글|목차))?\s*[:：]\s*(.{0,60})$/u,
];

const HINT = /series|serie|série|saga|reihe|reeks|serii|cykl|seri[áa]l|сери|цикл|系列|シリーズ|連載|시리즈/i;
const LABEL = new RegExp(
  `^(?:part|pt\\.?|parte|partie|teil|deel|del|часть|část|díl|część|episode|chapter|chapitre|kapitel|capítulo|folge|step|day|lesson|#)\\s*(\\d{1,3}|[IVX]{1,5}|${NUMBER_WORDS})\\b\\s*(?:of \\d+)?\\s*[:.)–—|-]*\\s*(.*)$`,
  "iu",
);
const NUMBERED = /^(\d{1,2})\s*[.):–—-]\s*(.+)$/;
const INLINE_LABEL = /(?<![\p{L}\p{N}])(?:part|parte|partie|teil|deel|часть|část|díl|część)\s*(?:\d{1,3}|[IVX]{1,5})\s*[:–—-]/giu;

/** How many blocks after the lead a list may be long. */
const LONGEST_LIST = 80;

/**
 * The series that a body speaks of: "Previous posts from the X Series: Part 1: …", "Posts in this series:" with its list,
 * "This post is part 2 of a series on …". `name` is `""` never: without a name in the text, the common beginning of the listed titles is taken;
 * failing that there is no claim.
 *
 * @param source HTML or plain text.
 */
export function findSeriesList(source: string): SeriesClaim | undefined {
  if (!HINT.test(source)) return undefined;
  const blocks = linkedBlocks(source);
  let named: SeriesClaim | undefined;
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index] as LinkedBlock;
    if (block.text.length > 600 || !HINT.test(block.text)) continue;
    const lead = leadOf(block.text);
    if (lead === undefined) continue;
    const parts = partsAfter(blocks, index, lead.end);
    const name = lead.name ?? commonName(parts);
    if (name === undefined || (parts.length === 0 && lead.part === undefined && lead.name === undefined)) continue;
    const claim: SeriesClaim = { name, ...(lead.part === undefined ? {} : { part: lead.part }), ...(parts.length === 0 ? {} : { parts }) };
    if (parts.length > 0) return { ...claim, ...(claim.part === undefined && named?.part !== undefined ? { part: named.part } : {}) };
    if (lead.part !== undefined) named ??= claim;
  }
  return named;
}

/**
 * What an entry says of its series in its title and in its body together. The title's name wins: it is what the parts share.
 */
export function readSeriesClaim(title: string | undefined, source: string | undefined): SeriesClaim | undefined {
  const said = title === undefined ? undefined : readSeriesTitle(title);
  const listed = source === undefined ? undefined : findSeriesList(source);
  if (said?.certain && said.name !== undefined) {
    const parts = listed?.parts;
    return {
      name: said.name,
      part: said.part,
      ...(said.of === undefined ? {} : { of: said.of }),
      ...(parts === undefined ? {} : { parts }),
    };
  }
  if (listed === undefined) return undefined;
  const part = listed.part ?? said?.part;
  return { ...listed, ...(part === undefined ? {} : { part }) };
}

/** What stands in every text that the lead of the same place matches: small expressions, so that the large ones are seldom even compiled. */
const SIGNS: readonly RegExp[] = [
  /(?:from|in|of) (?:this|our|my) /i,
  /(?:from|in|of) (?:the|our|my) .*series/is,
  /(?:from|in|of) (?:the|our|my|a) (?:blog |article )?series /i,
  /(?:part|number|episode|post) .{1,60}(?:of|in) (?:an?|the|my|our) .*series /is,
  /(?:part|number|episode|post) .{1,60}(?:of|in) (?:the|my|our) .*series/is,
  /part of (?:a|the|my|our) .*series /is,
  /part of (?:a|the|my|our) .*series/is,
  / (?:der|dieser|zur) /i,
  /(?:de la|de cette|dans la|dans cette) série/i,
  /(?:de la|de esta|en esta|da|desta|nesta|della|di questa) s[eé]rie/i,
  /(?:deze|de) (?:serie|reeks)/i,
  /серии|цикла|serii|cyklu|série|seriálu/i,
  /:/,
  / series\s*:/i,
  /系列/,
  /系列/,
  /シリーズ|連載/,
  /시리즈/,
];

function leadOf(text: string): { readonly name?: string; readonly part?: number; readonly end: number } | undefined {
  for (const [i, lead] of LEADS.entries()) {
    if (SIGNS[i]?.test(text) === false) continue;
    const match = lead.exec(text);
    if (match === null) continue;
    const raw = (match[1] || match[2] || "")
      .replace(/^[\s“”"‘’'„«»《》「」]+|[\s“”"‘’'„«»《》「」]+$/gu, "")
      .replace(/\s+(?:series|blog)$/i, "");
    const name = /\p{L}.*\p{L}|\p{Lo}/u.test(raw) && !/^(?:this|the|a|my|our|following|these|here)$/i.test(raw) ? raw : undefined;
    const number = /(?:part|number|episode|post)\s+(\S+)\s+(?:of|in)/i.exec(match[0])?.[1];
    const part = number === undefined ? undefined : readSeriesNumber(number);
    return { ...(name === undefined ? {} : { name }), ...(part === undefined ? {} : { part }), end: match.index + match[0].length };
  }
  return undefined;
}

function partsAfter(blocks: readonly LinkedBlock[], index: number, end: number): SeriesPart[] {
  const head = blocks[index] as LinkedBlock;
  const parts: SeriesPart[] = [];
  const rest = head.text.slice(end);
  if (/^[^\p{L}\p{M}\p{N}]{0,3}[:：]/u.test(rest) || /[:：][^\p{L}\p{M}\p{N}]{0,2}$/u.test(head.text.slice(0, end))) {
    const inline = head.links.filter((link) => link.start >= end);
    if (inline.length > 0) for (const link of inline) parts.push(partOf(head.text.slice(link.start, link.end), link.href, undefined));
    else {
      const starts = [...rest.matchAll(INLINE_LABEL)].map((match) => match.index);
      for (const [i, start] of starts.entries()) parts.push(partOf(rest.slice(start, starts[i + 1] ?? rest.length), undefined, undefined));
    }
  }
  if (parts.length > 0) return parts;
  for (let at = index + 1; at < blocks.length && at - index <= LONGEST_LIST; at++) {
    const block = blocks[at] as LinkedBlock;
    const link = block.links[0];
    const whole = link !== undefined && link.end - link.start >= block.text.length * 0.5;
    const labelled = LABEL.test(block.text) && block.text.length <= 200;
    const item = block.element === "li" && block.text.length <= 200;
    if (!(labelled || (item && (whole || NUMBERED.test(block.text))) || (whole && block.text.length <= 200 && parts.length > 0))) {
      if (item && /\p{L}/u.test(block.text)) {
        parts.push(partOf(block.text, link?.href, parts.length + 1));
        continue;
      }
      break;
    }
    parts.push(partOf(block.text, link?.href, block.element === "li" ? parts.length + 1 : undefined));
  }
  return parts.length === 1 && parts[0]?.part === undefined ? [] : parts;
}

function partOf(text: string, url: string | undefined, position: number | undefined): SeriesPart {
  const words = text.replace(/\s+/g, " ").trim();
  const label = LABEL.exec(words) ?? NUMBERED.exec(words);
  const said = label === null ? readSeriesTitle(words) : undefined;
  const part = label === null ? (said?.part ?? position) : readSeriesNumber(label[1] ?? "");
  const title = label === null ? words : (label[2] ?? "").trim();
  const address = url !== undefined && /^https?:\/\//i.test(url) ? url : undefined;
  return {
    ...(part === undefined ? {} : { part }),
    ...(title === "" ? {} : { title }),
    ...(address === undefined ? {} : { url: address }),
  };
}

function commonName(parts: readonly SeriesPart[]): string | undefined {
  for (const one of parts) {
    const said = one.title === undefined ? undefined : readSeriesTitle(one.title);
    if (said?.certain && said.name !== undefined) return said.name;
  }
  return undefined;
}
