import type { Element } from "domhandler";
import { resolveUrl } from "../../values/url.ts";
import { isChrome } from "./chrome.ts";
import { type Outline, textInside } from "./outline.ts";
import type { Page } from "./page.ts";
import type { StructuredData } from "./structured-data.ts";

export interface ArticleTitle {
  readonly text: string;
  /** Index of its heading in the outline; absent where only the head says it. */
  readonly element?: number;
}

const TITLE_NAME =
  /(?:^|[\s_-])(?:(?:entry|post|article|blog|page|single|story|content|p)[_-]{0,2}(?:title|heading|headline|name)|headline|posttitle|articletitle|entrytitle|title)(?:[\s_-]|$)/i;
const SITE_HEADER =
  /(?:^|[\s_-])(?:site|blog|page|top|global|main)[_-]?(?:header|title|name|brand(?:ing)?|head)(?:[\s_-]|$)|(?:^|[\s_-])(?:masthead|navbar|logo|brand)(?:[\s_-]|$)/i;
const SEPARATOR = /\s+(?:[|\-–—·•»«:~/\\>⋅‹›]|::|\/\/|&raquo;|&laquo;)\s+|\s*[|»«｜]\s*|(?<=\S)[:：]\s+/g;

/** The article's title: the heading that the document's own title speaks of, else what the head says without the site's name. */
export function findTitle(page: Page, outline: Outline, data: StructuredData): ArticleTitle | undefined {
  // Asked for when telling what a page is and again when reading it.
  if (!known.has(outline)) known.set(outline, seekTitle(page, outline, data));
  return known.get(outline);
}

const known = new WeakMap<Outline, ArticleTitle | undefined>();

function seekTitle(page: Page, outline: Outline, data: StructuredData): ArticleTitle | undefined {
  const { metas } = data;
  const said = [
    metas.title,
    metas.documentTitle,
    ...data.articles.filter((a) => a.from === "json-ld" && a.kind === "article").map((a) => a.title),
  ];
  const sayings = said.filter((s) => s !== undefined).map(comparable);
  const siteNames = new Set([metas.siteName, data.site.name, besideTitle(metas)].filter((s) => s !== undefined).map(comparable));
  const marked = new Set(data.articles.map((a) => a.titleElement).filter((e) => e !== undefined));
  const address = page.url ?? metas.canonical ?? metas.url;
  const candidates: { element: number; text: string; own: string; score: number; slug: number; home: boolean }[] = [];
  let seen = 0;
  for (let i = 0; i < outline.elements.length && seen < 80; i++) {
    const element = outline.elements[i] as Element;
    const { name } = element;
    const level = /^h[1-6]$/.test(name) ? Number(name[1]) : 0;
    const named =
      TITLE_NAME.test(element.attribs.class ?? "") || element.attribs.itemprop === "headline" || element.attribs.itemprop === "name";
    if (level === 0 && !named && !marked.has(i)) continue;
    if (name === "html" || name === "head" || name === "body" || name === "title" || name === "meta") continue;
    const size = (outline.textTo[i] as number) - (outline.textFrom[i] as number);
    if (size === 0 || size > 300) continue;
    const text = headingText(outline, i);
    if (text === "") continue;
    seen++;
    const own = comparable(text);
    let score = level === 1 ? 3 : level === 2 ? 2 : level === 3 ? 1 : 0;
    if (named) score += level > 0 ? 1.5 : 0.5;
    if (marked.has(i)) score += 2;
    if (siteNames.has(own) && !(metas.title !== undefined && comparable(metas.title) === own)) score -= 5;
    const slug = slugMatch(own, address);
    score += surroundings(outline, i) + slug;
    if (page.url !== undefined && linksTo(outline, i, page)) score += 4;
    if (isSection(element, own)) score -= 2;
    const home = linksHome(outline, i);
    if (home) score -= 3;
    score -= Math.min(seen, 20) * 0.15;
    candidates.push({ element: i, text, own, score, slug, home });
  }
  for (const { own, home } of candidates) if (home) siteNames.add(own);
  // A document's title that shares no word with the address is the site's, where a heading repeats the address.
  const told = (candidates.some((c) => c.slug >= 2.5) ? sayings.filter((saying) => slugMatch(saying, address) > 0) : sayings).filter(
    (saying) => !siteNames.has(saying),
  );
  let best: ArticleTitle | undefined;
  let bestScore = 0;
  for (const { element, text, own, score } of candidates) {
    const whole = score + matchOf(own, told);
    if (whole > bestScore) {
      best = { text: withoutAside(outline, element, text, said, metas.siteName), element };
      bestScore = whole;
    }
  }
  if (best && bestScore >= 2.2) return best;
  const fromHead =
    data.articles.find((a) => a.kind === "article" && a.from === "json-ld")?.title ??
    (metas.title !== undefined && !siteNames.has(comparable(metas.title)) ? metas.title : undefined) ??
    metas.documentTitle;
  if (fromHead === undefined || (best && siteNames.has(comparable(fromHead)))) return best;
  const text = withoutSite(fromHead, [metas.siteName, data.site.name], address);
  return { text };
}

/** What the document's title says besides that of the post: the site's name. */
function besideTitle({ title = "", documentTitle = "" }: StructuredData["metas"]): string | undefined {
  if (title === "" || title.length >= documentTitle.length) return undefined;
  if (documentTitle.startsWith(`${title} `)) return documentTitle.slice(title.length);
  return documentTitle.endsWith(` ${title}`) ? documentTitle.slice(0, -title.length) : undefined;
}

/** How far a heading is what the document says is its title, 0–6. */
function matchOf(own: string, sayings: readonly string[]): number {
  let match = 0;
  for (const saying of sayings) {
    if (saying === own) match = Math.max(match, 6);
    else if (own.length > 1 && containsWhole(saying, own)) match = Math.max(match, 2 + (3 * own.length) / saying.length);
    else if (saying.length > 5 && own.includes(saying)) match = Math.max(match, 3);
  }
  return match;
}

/** A heading that wraps more than the title (a subtitle, a date, "by Ada" in an element of its own), cut to what the document calls it. */
function withoutAside(
  outline: Outline,
  element: number,
  text: string,
  said: readonly (string | undefined)[],
  siteName: string | undefined,
): string {
  if ((outline.end[element] as number) - element < 2) return text;
  for (const saying of said) {
    const title = saying === undefined ? "" : withoutSite(saying, [siteName]);
    if (
      title.length > 3 &&
      text.length > title.length &&
      text.startsWith(title) &&
      /[\s–—|·:-]/.test(text[title.length] ?? "") &&
      endsElement(outline, element, title)
    )
      return title;
  }
  return text;
}

/** Whether a text is all that stands before or in the first element inside a heading. */
function endsElement(outline: Outline, element: number, title: string): boolean {
  let before = "";
  for (let i = outline.pieceFrom[element] as number; i < (outline.pieceTo[element] as number); i++) {
    before += (outline.pieces[i] as Outline["pieces"][number]).node.data;
    if (before.replace(/\s+/g, " ").trim() === title) return true;
  }
  return false;
}

/** A heading's text without the mark that links to it. */
function headingText(outline: Outline, element: number): string {
  return textInside(outline, element)
    .replace(/\s*[#¶§🔗⚓]\s*$/u, "")
    .replace(/^\s*[#¶§🔗⚓]\s+/u, "")
    .trim();
}

/** A document's title without the site's name: what is known as it, else what the address does not repeat, else the shorter end after a divider. */
function withoutSite(title: string, siteNames: readonly (string | undefined)[], address?: string): string {
  const parts: { text: string; start: number; end: number }[] = [];
  let at = 0;
  for (const match of title.matchAll(SEPARATOR)) {
    parts.push({ text: title.slice(at, match.index), start: at, end: match.index });
    at = match.index + match[0].length;
  }
  parts.push({ text: title.slice(at), start: at, end: title.length });
  if (parts.length === 1) return title;
  const names = siteNames.filter((n) => n !== undefined).map(comparable);
  for (let i = 1; i < parts.length; i++) {
    const tail = comparable(title.slice((parts[i] as { start: number }).start));
    if (names.some((n) => n === tail)) return title.slice(0, (parts[i - 1] as { end: number }).end).trim();
  }
  for (let i = 0; i + 1 < parts.length; i++) {
    const head = comparable(title.slice(0, (parts[i] as { end: number }).end));
    if (names.some((n) => n === head)) return title.slice((parts[i + 1] as { start: number }).start).trim();
  }
  // A colon divides titles as often as it divides a title from its site.
  const hard = [...title.matchAll(/\s+[|\-–—·•»«~⋅‹›]\s+|\s*[|»«｜]\s*/g)];
  const last = hard[hard.length - 1];
  const first = hard[0];
  if (!last || !first) return title;
  const head = title.slice(0, last.index).trim();
  const tail = title.slice(first.index + first[0].length).trim();
  const named = slugMatch(head, address) - slugMatch(tail, address);
  if (Math.abs(named) >= 1.5) return named > 0 ? head : tail;
  return head.length >= tail.length * 0.6 || head.length > 24 ? head : tail;
}

/** For comparing titles: letters and digits, lower case. */
export function comparable(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

/** Whether a text begins or ends with a part. */
export function isEndOf(text: string, part: string): boolean {
  return text.startsWith(part) || text.endsWith(part);
}

function containsWhole(text: string, part: string): boolean {
  const at = text.indexOf(part);
  if (at < 0) return false;
  const before = text[at - 1];
  const after = text[at + part.length];
  const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
  return (before === undefined || before === " " || cjk.test(before)) && (after === undefined || after === " " || cjk.test(after));
}

function surroundings(outline: Outline, element: number): number {
  let score = 0;
  for (let at = outline.parent[element] as number; at > 0; at = outline.parent[at] as number) {
    const around = outline.elements[at] as Element;
    if (around.name === "article" || around.name === "main") return score + 1;
    const { class: classes, id } = around.attribs;
    if ((classes !== undefined && SITE_HEADER.test(classes)) || (id !== undefined && SITE_HEADER.test(id))) score -= 2;
    if (around.name !== "header" && around.name !== "body" && isChrome(around) && score > -3)
      score -= /^(?:nav|aside|footer)$/.test(around.name) ? 3 : 1.5;
  }
  return score;
}

/** How much of the address's last part the heading repeats, 0–4: addresses are made from titles. */
function slugMatch(heading: string, url: string | undefined): number {
  const slug = slugOf(url);
  if (slug === undefined) return 0;
  const wordsOf = (text: string) =>
    fold(text)
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1);
  const own = new Set(wordsOf(heading));
  const parts = wordsOf(slug).filter((word) => !/^\d+$/.test(word));
  if (parts.length === 0 || own.size === 0) return 0;
  const shared = parts.filter((word) => own.has(word)).length;
  return shared === 0 ? 0 : (4 * shared) / Math.max(parts.length, Math.min(own.size, parts.length + 3));
}

function slugOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const parts = url
    .replace(/[?#].*$/, "")
    .replace(/\/(?:index\.\w+)?$/, "")
    .split("/");
  const last = parts.length > 3 ? parts[parts.length - 1] : undefined;
  if (last === undefined) return undefined;
  try {
    return decodeURIComponent(last).replace(/\.\w{2,5}$/, "");
  } catch {
    return last;
  }
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "");
}

/** A heading that a generator made an anchor of, out of its words: a section of the text. */
function isSection({ attribs: { id } }: Element, own: string): boolean {
  return id !== undefined && id.length > 1 && comparable(id).replaceAll(" ", "") === own.replaceAll(" ", "");
}

/** Whether a heading links to the page that it stands on. */
function linksTo(outline: Outline, element: number, page: Page): boolean {
  for (let i = element; i < (outline.end[element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (name === "a" && attribs.href && !attribs.href.startsWith("#")) {
      const path = page.url?.replace(/^[^/]*\/\/[^/]*/, "").replace(/[#?].*$/, "") ?? "/";
      return path.length > 1 && resolveUrl(attribs.href, page.base)?.replace(/[#?].*$/, "") === page.url?.replace(/[#?].*$/, "");
    }
  }
  return false;
}

/** Whether a heading is the site's name: all of it links to the root. */
function linksHome(outline: Outline, element: number): boolean {
  for (let i = element; i < (outline.end[element] as number); i++) if (isHomeLink(outline.elements[i] as Element)) return true;
  for (let at = outline.parent[element] as number, up = 0; at > 0 && up < 2; at = outline.parent[at] as number, up++)
    if (isHomeLink(outline.elements[at] as Element)) return true;
  return false;
}

function isHomeLink(element: Element): boolean {
  const { href, rel } = element.attribs;
  if (element.name !== "a" || !href) return false;
  return rel === "home" || /^(?:https?:\/\/[^/?#]+)?\/?(?:index\.html?)?$/.test(href.trim()) || /^(?:\.\.?\/)+$/.test(href.trim());
}
