import type { Element } from "domhandler";
import type { Link } from "../../model/parts.ts";
import type { Pages } from "../../model/reading.ts";
import { type Address, readAddress } from "./address-shape.ts";
import type { Anchor } from "./listing-anchors.ts";
import type { Line, Outline } from "./outline.ts";
import { isPagerText, NEWER, NEXT, OLDER, PREVIOUS } from "./pager-words.ts";

/** "Page 2 of 10", "Seite 2 von 10", "第 2 页 共 10 页", "2 / 10". */
const COUNTED =
  /(?:^|[\s(])(?:page|seite|página|pagina|pag\.?|strona|strana|stránka|страница|стр\.?|сторінка|sida|side|sivu|sayfa|oldal|σελίδα|ページ|페이지|صفحة|עמוד|صفحه)\s*[:#]?\s*(\d{1,5})\s*(?:of|von|de|sur|di|van|z|ze|из|з|av|af|\/|от|din|a|od|من|מתוך|از|／)\s*(\d{1,5})(?!\d)|第\s*(\d{1,5})\s*[页頁]\s*[,，/／]?\s*[共/／]\s*(\d{1,5})|^[^\p{L}\p{M}\p{N}]{0,3}(\d{1,5})\s*[/／]\s*(\d{1,5})\s*(?:页|頁|ページ|쪽)?[^\p{L}\p{M}\p{N}]{0,3}$|^[^\p{L}\p{M}\p{N}]{0,3}(\d{1,5})\s+(?:of|von|sur|из)\s+(\d{1,5})[^\p{L}\p{M}\p{N}]{0,3}$/iu;

interface Numbered {
  readonly number: number;
  /** The address without its number: pages of one list share it. */
  readonly list: string;
}

/** Where a listing stands among the pages of its list: from its address, what it prints, `rel` and the links between pages. */
export function readPagination(
  outline: Outline,
  allAnchors: readonly Anchor[],
  allLinks: readonly Link[],
  address: Address | undefined,
  posts: ReadonlySet<string>,
): Pages | undefined {
  const anchors = allAnchors.filter((a) => !posts.has(a.address.key));
  // `rel=next` between posts is no way to the next page.
  const links = allLinks.filter((l) => !posts.has(readAddress(l.href)?.key ?? ""));
  const own = address === undefined ? undefined : ownNumber(address, anchors);
  const list = own?.list ?? (address === undefined ? undefined : address.host + address.key);
  const counted = printedCount(outline);
  const numbered = new Map<number, string>();
  let gap = false;
  let lists: string | undefined;
  for (const anchor of anchors) {
    if (anchor.external) continue;
    const page = pageNumber(anchor.address);
    if (page === undefined || page.number > 20_000) continue;
    if (list !== undefined ? page.list !== list : lists !== undefined && page.list !== lists) continue;
    if (!isPagerLink(anchor, outline, page.number)) continue;
    lists = page.list;
    if (!numbered.has(page.number)) numbered.set(page.number, anchor.address.url);
    if (/^[^\p{L}\p{M}\p{N}]*\d+[^\p{L}\p{M}\p{N}]*$/u.test(anchor.text) && gapBefore(outline, anchor)) gap = true;
  }
  const number = own?.number ?? counted?.number ?? currentNumber(outline, numbered) ?? (numbered.size > 0 ? 1 : undefined);
  const relNext = relLink("next", links, anchors, outline);
  const relPrev = relLink("prev", links, anchors, outline);
  const stated = textLinks(anchors, address, list);
  let next: string | undefined;
  let prev: string | undefined;
  if (number !== undefined) {
    next = numbered.get(number + 1);
    prev =
      numbered.get(number - 1) ?? (number === 2 ? firstPage([relPrev, relNext, stated.newer, stated.previous], anchors, list) : undefined);
  }
  // Some generators call the way to older posts "previous", some "next": numbers and the words "older" and "newer" settle it.
  const numberOf = (url: string | undefined) => {
    const target = url === undefined ? undefined : readAddress(url);
    return target === undefined ? undefined : pageNumber(target)?.number;
  };
  for (const [url, sure] of [
    [stated.older, true],
    [relNext, false],
    [relPrev, false],
    [stated.next, false],
  ] as const) {
    if (url === undefined || next !== undefined) continue;
    const target = numberOf(url);
    if (
      target !== undefined && number !== undefined
        ? target === number + 1
        : sure || (url !== relPrev && url !== prev && target === undefined)
    )
      next = url;
  }
  for (const [url, sure] of [
    [stated.newer, true],
    [relPrev, false],
    [relNext, false],
    [stated.previous, false],
  ] as const) {
    if (url === undefined || prev !== undefined || url === next) continue;
    const target = numberOf(url);
    if (
      target !== undefined && number !== undefined
        ? target === number - 1
        : sure || (url !== relNext && target === undefined && (number ?? 2) > 1)
    )
      prev = url;
  }
  const highest = Math.max(0, ...numbered.keys());
  const of =
    counted?.of ??
    (gap && highest > (number ?? 0) + 1 ? highest : next === undefined && prev !== undefined && number !== undefined ? number : undefined);
  const first = links.find((l) => l.rel === "first" || l.rel === "start")?.href ?? numbered.get(1);
  const last = links.find((l) => l.rel === "last")?.href ?? (of === undefined ? undefined : numbered.get(of));
  if (number === undefined && next === undefined && prev === undefined && of === undefined) return undefined;
  if (next === undefined && prev === undefined && of === undefined && own === undefined) return undefined;
  return {
    ...(number === undefined ? {} : { number }),
    ...(of === undefined ? {} : { of }),
    ...(next === undefined ? {} : { next }),
    ...(prev === undefined ? {} : { prev }),
    ...(first === undefined ? {} : { first }),
    ...(last === undefined ? {} : { last }),
  };
}

/** A number at the end of the page's own address counts where others of the same form are linked, or the form says it. */
function ownNumber(address: Address, anchors: readonly Anchor[]): Numbered | undefined {
  const own = pageNumber(address);
  if (own === undefined || /(?:page|seite|pagina|index|paged?=)[/_-]?\d+$|\?(?:page|paged|pg)=\d+/.test(address.key)) return own;
  return anchors.some(
    (a) =>
      !a.external &&
      a.address.key !== address.key &&
      (pageNumber(a.address)?.list === own.list || a.address.host + a.address.key === own.list),
  )
    ? own
    : undefined;
}

/** The number of a page in its address: `/page/2`, `/page2/`, `index2.html`, `?page=2`, `?paged=2`, `/2`. */
function pageNumber(address: Address): Numbered | undefined {
  const { host, key } = address;
  const path = key.replace(/\?.*$/, "");
  if (/^[YMD]+$/.test(address.kinds.replace(/[.?].*$/, ""))) return undefined;
  const query = /\?(?:page|paged|pg)=(\d{1,5})(?=\?|$)/.exec(key);
  if (query) return { number: Number(query[1]), list: host + key.replace(query[0], "") };
  const found =
    /^(.*?)\/(?:page|seite|pagina|página|p|strana|sida|side|pag)[/_-]?(\d{1,5})$/.exec(path) ??
    /^(.*?)\/index[_-]?(\d{1,4})$/.exec(path) ??
    /^(.*?[^\d/-])[_-]?(?:page)?[_-](\d{1,3})$/.exec(/page/.test(path) ? path : "") ??
    /^(.*)\/(\d{1,3})$/.exec(path);
  if (found) return { number: Number(found[2]), list: host + found[1] };
  // `author/ada2.html` beside `author/ada.html`.
  const glued = /^(.*\p{L})(\d{1,3})$/u.exec(path);
  return glued && address.segments.length > 1 ? { number: Number(glued[2]), list: host + glued[1] } : undefined;
}

function isPagerLink(anchor: Anchor, outline: Outline, number: number): boolean {
  const text = anchor.text;
  if (text.replace(/\D+/g, "") === String(number) && text.length < 16) return true;
  if (OLDER.test(text) || NEWER.test(text) || NEXT.test(text) || PREVIOUS.test(text)) return true;
  const { attribs } = outline.elements[anchor.element] as Element;
  if (/(?:^|\s)(?:next|prev|previous|last|first)(?:\s|$)/.test(attribs.rel ?? "")) return true;
  if (
    /next|prev|older|newer|page-?numbers?|pag(?:er|inat)|page-link/i.test(
      `${attribs.class ?? ""} ${attribs["aria-label"] ?? ""} ${attribs.title ?? ""}`,
    )
  )
    return true;
  return anchor.address.role === "index" && /\/(?:page|index)[^\p{L}\p{M}\p{N}]?\d+$/u.test(anchor.address.key) && text.length < 40;
}

/** Whether dots stand between a page's number and the one before. */
function gapBefore(outline: Outline, anchor: Anchor): boolean {
  const piece = outline.pieceFrom[anchor.element] as number;
  const before = outline.pieces[piece - 1]?.node.data.trim();
  return before !== undefined && /(?:…|\.\.\.?|⋯)$/.test(before);
}

function printedCount(outline: Outline): { number: number; of: number } | undefined {
  for (const line of outline.lines as readonly Line[]) {
    if (line.text.length > 80 || !/\d/.test(line.text)) continue;
    const match = COUNTED.exec(line.text) ?? betweenLinks(line.text);
    if (!match) continue;
    const [number, of] = match
      .slice(1)
      .filter((part) => part !== undefined)
      .map(Number);
    if (number !== undefined && of !== undefined && number >= 1 && number <= of) return { number, of };
  }
  return undefined;
}

/** "Newer 55/81 Older". */
function betweenLinks(line: string): RegExpExecArray | undefined {
  const match = /(?<![\d/.-])(\d{1,5})\s?[/／]\s?(\d{1,5})(?![\d/.-])/u.exec(line);
  if (!match) return undefined;
  const rest = [line.slice(0, match.index), line.slice(match.index + match[0].length)];
  return rest.some((part) => /\p{L}/u.test(part)) && rest.every((part) => isPagerText(part.trim())) ? match : undefined;
}

/** The number that is marked as the page's own among the numbers of the others. */
function currentNumber(outline: Outline, numbered: ReadonlyMap<number, string>): number | undefined {
  if (numbered.size === 0) return undefined;
  for (let i = 0; i < outline.elements.length; i++) {
    const { attribs } = outline.elements[i] as Element;
    if (attribs["aria-current"] === undefined && !/(?:^|[\s_-])(?:current|active|selected)(?:$|[\s_-])/.test(attribs.class ?? "")) continue;
    const from = outline.pieceFrom[i] as number;
    if ((outline.pieceTo[i] as number) - from !== 1) continue;
    const text = outline.pieces[from]?.node.data.trim() ?? "";
    if (/^\d{1,5}$/.test(text)) return Number(text);
  }
  return undefined;
}

function relLink(rel: "next" | "prev", links: readonly Link[], anchors: readonly Anchor[], outline: Outline): string | undefined {
  const matches = (value: string | undefined) =>
    value?.split(/\s+/).some((r) => r === rel || (rel === "prev" && r === "previous")) === true;
  const head = links.find((l) => matches(l.rel));
  if (head) return head.href;
  return anchors.find((a) => matches((outline.elements[a.element] as Element).attribs.rel?.toLowerCase()))?.address.url;
}

function textLinks(
  anchors: readonly Anchor[],
  address: Address | undefined,
  list: string | undefined,
): { older?: string; newer?: string; next?: string; previous?: string } {
  const found: { older?: string; newer?: string; next?: string; previous?: string } = {};
  for (const anchor of anchors) {
    if (anchor.external || anchor.heading > 0 || anchor.text.length > 40 || anchor.text === "" || anchor.address.key === address?.key)
      continue;
    const { url, role, host, key } = anchor.address;
    if (OLDER.test(anchor.text)) found.older ??= url;
    else if (NEWER.test(anchor.text)) found.newer ??= url;
    // "Next" alone is also how posts and pictures are leafed through: it counts where it leads to a page of a list.
    else if (role === "index" || role === "home" || (list !== undefined && list !== host && (host + key).startsWith(list))) {
      if (NEXT.test(anchor.text)) found.next ??= url;
      else if (PREVIOUS.test(anchor.text)) found.previous ??= url;
    }
  }
  return found;
}

/** The first page has no number in its address as a rule. */
function firstPage(candidates: readonly (string | undefined)[], anchors: readonly Anchor[], list: string | undefined): string | undefined {
  if (list === undefined) return undefined;
  const isFirst = (url: string) => {
    const target = readAddress(url);
    return target !== undefined && target.host + target.key === list;
  };
  return (
    candidates.find((url) => url !== undefined && isFirst(url)) ??
    anchors.find(
      (a) => a.address.host + a.address.key === list && /^[^\p{L}\p{M}\p{N}]*(?:1|[‹«←<].*|first.*)[^\p{L}\p{M}\p{N}]*$/iu.test(a.text),
    )?.address.url
  );
}
