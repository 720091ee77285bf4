import type { Element } from "domhandler";
import type { Entry } from "../../model/entry.ts";
import type { Elsewhere, Enclosure, Image, Link, SeriesClaim, Tag } from "../../model/parts.ts";
import { sanitizeHtml, textToHtml } from "../../values/html.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { readSeriesClaim } from "../../values/series-list.ts";
import { readSeriesTitle } from "../../values/series-title.ts";
import { resolveUrl } from "../../values/url.ts";
import { findDateMentions } from "../../values/written-date.ts";
import { createEntry } from "../create-entry.ts";
import { findBylines } from "./article-byline.ts";
import { findDates, POSTED, UPDATED } from "./article-date.ts";
import { comparable, findTitle } from "./article-title.ts";
import { findBody } from "./body.ts";
import { type BodyCut, cutBody } from "./body-clean.ts";
import { bodyHtml } from "./body-html.ts";
import { realMedia } from "./body-media.ts";
import { isInside, type Outline, outlineOf, textInside, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import { readStructuredData, type StructuredData } from "./structured-data.ts";
import type { ArticleFacts } from "./structured-facts.ts";

/** A page read as a single post. */
export interface ArticleReading {
  readonly entry: Entry;
  /** Index of the body's element in the outline. */
  readonly body?: number;
  /** Index of the title's heading. */
  readonly title?: number;
  /** How many characters of text the body has. */
  readonly size: number;
}

/** Reads a page as one article. `undefined` for a page with neither a title nor a body. */
export function readArticle(
  page: Page,
  outline: Outline = outlineOf(page.document),
  data: StructuredData = readStructuredData(page, outline),
): ArticleReading | undefined {
  const title = findTitle(page, outline, data);
  const said = data.articles.find(
    (a) =>
      a.bodyElement !== undefined &&
      (title?.element === undefined || a.element === undefined || isInside(outline, title.element, a.element)),
  )?.bodyElement;
  const body = findBody(outline, { title: title?.element, said });
  const cut =
    body === undefined ? undefined : cutBody(outline, body, { title: title?.element, titleText: title?.text, language: page.language });
  if (title === undefined && cut === undefined) return undefined;
  const own = ownFacts(outline, data, title, body, page);
  const near = nearLines(page, outline, title?.element, cut);
  const dates = findDates(page, outline, data, own, near);
  const bylines = findBylines(page, outline, data, own, near);
  const raw = cut === undefined ? "" : bodyHtml(outline, cut);
  const told = raw === "" ? own.find((facts) => facts.text !== undefined)?.text : undefined;
  const html =
    raw === ""
      ? told && textToHtml(told)
      : sanitizeHtml(raw, { base: page.base, ...(page.options.sanitize === false && { allowAll: true }) });
  const { metas } = data;
  const first = <K extends keyof ArticleFacts>(key: K) => own.find((facts) => facts[key] !== undefined)?.[key];
  const url = page.url ?? metas.canonical ?? metas.url ?? first("url");
  const canonical = metas.canonical ?? metas.url;
  const summary = metas.description ?? first("summary");
  const image = first("image") ?? imageOf(metas.image ?? (cut && firstPicture(page, outline, cut)));
  const subtitle = title?.element === undefined ? undefined : subtitleOf(outline, title.element, cut);
  const ends = html === undefined ? undefined : endsOf(html, LIST_LENGTH);
  const edges = ends === undefined ? undefined : endsOf(ends, NOTE_LENGTH);
  const claim = readSeriesClaim(title?.text, ends);
  const series = claim && withNeighbours(claim, page, outline);
  const license = metas.license ?? first("license");
  const replyTo = first("inReplyTo");
  const count = first("commentCount");
  const entry = createEntry({
    url,
    canonical: canonical !== undefined && canonical !== url ? canonical : undefined,
    title: title?.text,
    subtitle,
    language: page.language ?? first("language"),
    summary: summary !== undefined && isSummary(summary, data) ? summary : undefined,
    html,
    bylines,
    tags: tagsOf(outline, own, data, near),
    image,
    enclosures: cut === undefined ? [] : enclosuresOf(page, outline, cut),
    links: metas.links.filter((link) => LINK_KINDS.has(link.rel)) as Link[],
    series,
    elsewhere: elsewhereOf(edges, url, own),
    license,
    inReplyTo: replyTo === undefined ? [] : [{ url: replyTo }],
    comments: count === undefined ? undefined : { count },
    published: dates.published,
    updated: dates.updated,
    from: {
      format: "html",
      ...(page.url !== undefined && { source: page.url }),
      ...(body !== undefined && { locator: locatorOf(outline, body) }),
    },
  });
  return {
    entry,
    ...(body !== undefined && { body }),
    ...(title?.element !== undefined && { title: title.element }),
    size: body === undefined ? 0 : textSize(outline, body),
  };
}

/** Notes of other publication in the text, and links that the markup calls copies. */
function elsewhereOf(html: string | undefined, url: string | undefined, own: readonly ArticleFacts[]): Elsewhere[] {
  const found: Elsewhere[] = html === undefined ? [] : findPublicationNotes(html, { url });
  for (const facts of own)
    for (const copy of facts.syndication)
      if (!found.some((f) => f.url === copy.url))
        found.push({ direction: "also", url: copy.url, quote: copy.text || copy.url, ...(copy.text && { where: copy.text }) });
  return found;
}

/** Addresses of the parts before and after, where the links to the neighbours carry those numbers. */
function withNeighbours(series: SeriesClaim, page: Page, outline: Outline): SeriesClaim {
  if (series.part === undefined) return series;
  let { previous, next } = series;
  for (let i = 0; i < outline.elements.length; i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (name !== "a" || !attribs.href || !/(?:^|\s)(?:prev|previous|next)(?:\s|$)/i.test(attribs.rel ?? "")) continue;
    const part = readSeriesTitle(textInside(outline, i))?.part;
    if (part === series.part - 1) previous ??= resolveUrl(attribs.href, page.base);
    else if (part === series.part + 1) next ??= resolveUrl(attribs.href, page.base);
  }
  return { ...series, ...(previous !== undefined && { previous }), ...(next !== undefined && { next }) };
}

/** Either end of a long body: where notes of other publication and lists of a series stand. */
function endsOf(html: string, length: number): string {
  if (html.length <= 2 * length) return html;
  const head = html.lastIndexOf("<", length);
  const tail = html.indexOf("<", html.length - length);
  return `${html.slice(0, head < 0 ? length : head)}${tail < 0 ? "" : html.slice(tail)}`;
}

/** How much of either end is looked at for a list of a series and for a note, in characters of HTML. */
const LIST_LENGTH = 2500;
const NOTE_LENGTH = 1400;

const LINK_KINDS = new Set(["canonical", "shortlink", "prev", "next", "license", "amphtml", "alternate", "webmention", "author", "me"]);

/** The facts that speak of this article and not of others on its page, the surest first. */
function ownFacts(
  outline: Outline,
  data: StructuredData,
  title: { text: string; element?: number } | undefined,
  body: number | undefined,
  page: Page,
): ArticleFacts[] {
  const own: { facts: ArticleFacts; rank: number }[] = [];
  const name = title && comparable(title.text);
  const jsonArticles = data.articles.filter((a) => a.from === "json-ld" && a.kind === "article");
  for (const facts of data.articles) {
    let rank = 0;
    if (facts.element !== undefined) {
      const holds =
        (title?.element !== undefined && isInside(outline, title.element, facts.element)) ||
        (body !== undefined && isInside(outline, body, facts.element));
      if (!holds) continue;
      rank = facts.from === "microdata" ? 2 : 3;
    } else {
      const same =
        name !== undefined &&
        facts.title !== undefined &&
        (comparable(facts.title) === name || comparable(facts.title).includes(name) || name.includes(comparable(facts.title)));
      const here = facts.url !== undefined && page.url !== undefined && facts.url.replace(/[/#]+$/, "") === page.url.replace(/[/#]+$/, "");
      if (!same && !here && (facts.kind === "page" || jsonArticles.length > 1)) continue;
      rank = 1;
    }
    own.push({ facts, rank: facts.kind === "page" ? rank + 4 : rank });
  }
  return own.sort((a, b) => a.rank - b.rank).map((o) => o.facts);
}

/** The lines around a title and above a body, its last ones, and those below it; and the elements between which all that stands. */
function nearLines(
  page: Page,
  outline: Outline,
  title: number | undefined,
  cut: BodyCut | undefined,
): { head: number[]; closing: number[]; tail: number[]; from: number; to: number; cut: BodyCut | undefined } {
  const lines = outline.lines;
  let bodyFirst = lines.length;
  let bodyLast = lines.length;
  if (cut) {
    bodyFirst = lines.findIndex((line) => line.to > cut.from);
    if (bodyFirst < 0) bodyFirst = lines.length;
    bodyLast = bodyFirst;
    while (bodyLast < lines.length && (lines[bodyLast]?.from ?? 0) < cut.to) bodyLast++;
  }
  const titleLine = title === undefined ? bodyFirst : (outline.lineFrom[title] as number);
  const start = Math.max(0, Math.min(titleLine, bodyFirst) - 6);
  const head: number[] = [];
  const inside = (i: number) => {
    const block = lines[i]?.block ?? 0;
    for (let at = block; at > 0; at = outline.parent[at] as number) {
      const { name } = outline.elements[at] as Element;
      if (name === "nav") return false;
      // Between a title and its text, these hold what is said of the post.
      if (title !== undefined && at > title && cut !== undefined && (outline.pieceFrom[at] as number) < cut.from) continue;
      if (name === "aside" || (name === "footer" && !isInArticle(outline, at))) return false;
    }
    return true;
  };
  const after: number[] = [];
  for (let i = titleLine; i < Math.min(bodyFirst, titleLine + 30); i++) if (inside(i)) after.push(i);
  // A subtitle may stand between the title and its date: up to the first running text.
  const opening: number[] = [];
  for (let i = Math.max(bodyFirst, titleLine), seen = 0; title !== undefined && i < lines.length && seen < 6; i++, seen++) {
    const text = lines[i]?.text ?? "";
    if (text.length > 120) break;
    if (text.length < 100 && /\p{N}/u.test(text) && inside(i) && (saysWhen(text, page) || isTimed(outline, i))) opening.push(i);
  }
  // More days than one are what the text is about.
  if (opening.filter((i) => !UPDATED.test(lines[i]?.text ?? "")).length <= 1) after.push(...opening);
  const before: number[] = [];
  for (let i = start; i < Math.min(titleLine, bodyFirst); i++) if (inside(i)) before.push(i);
  head.push(...after, ...before);
  const tail: number[] = [];
  for (let i = bodyLast; i < Math.min(lines.length, bodyLast + 30); i++) if (inside(i)) tail.push(i);
  const closing: number[] = [];
  for (let i = Math.max(titleLine, bodyFirst, bodyLast - 8); i < bodyLast; i++) closing.push(i);
  const fromElement = lines[start]?.block ?? title ?? 0;
  const lastLine = lines[Math.min(lines.length - 1, bodyLast + 30)];
  return {
    head,
    closing,
    tail,
    cut,
    from: Math.min(fromElement, title ?? fromElement, cut?.element ?? fromElement),
    to: Math.min(outline.elements.length, (lastLine?.block ?? outline.elements.length - 1) + 1),
  };
}

/** A line that says when, not what happened then: half of it is date, or a good part behind a word for publishing. */
function saysWhen(text: string, page: Page): boolean {
  let dated = 0;
  for (const mention of findDateMentions(text, { language: page.language, now: page.options.now })) dated += mention.end - mention.start;
  return dated > text.length * (POSTED.test(text) ? 0.3 : 0.5);
}

/** A line that is marked as a time, in whatever words. */
function isTimed(outline: Outline, line: number): boolean {
  const piece = outline.pieces[outline.lines[line]?.from ?? -1];
  return piece !== undefined && (outline.elements[piece.parent] as Element).name === "time";
}

function isInArticle(outline: Outline, element: number): boolean {
  for (let at = outline.parent[element] as number; at > 0; at = outline.parent[at] as number)
    if ((outline.elements[at] as Element).name === "article") return true;
  return false;
}

/** A description that is of the article, not of the site. */
function isSummary(summary: string, data: StructuredData): boolean {
  return summary !== data.site.description && summary.length > 1;
}

function tagsOf(outline: Outline, own: readonly ArticleFacts[], data: StructuredData, near: { from: number; to: number }): Tag[] {
  const names = new Map<string, Tag>();
  const add = (name: string) => {
    const plain = name.replace(/^#\s*/, "").trim();
    if (plain !== "" && plain.length < 80 && !names.has(plain.toLowerCase())) names.set(plain.toLowerCase(), { name: plain });
  };
  for (const facts of own) for (const tag of facts.tags) add(tag.name);
  for (let i = near.from; i < near.to; i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (name !== "a" || attribs.href === undefined) continue;
    const byRel = /(?:^|\s)(?:tag|category)(?:\s|$)/i.test(attribs.rel ?? "");
    const byAddress =
      /\/(?:tags?|category|categories|topics?|label)\/[^/?#]+\/?(?:[?#]|$|index\.html$)/i.test(attribs.href) ||
      /^#?\S*\/tags?\.?\w*#\S+$/.test(attribs.href);
    if ((byRel || byAddress) && !inNavigation(outline, i))
      add(textInside(outline, i).replace(/\s*\(?\d+\)?$/, (digits) => (/\(/.test(digits) ? "" : digits)));
    if (names.size > 40) break;
  }
  if (names.size === 0) for (const keyword of data.metas.keywords.slice(0, 30)) add(keyword);
  return [...names.values()];
}

function imageOf(url: string | undefined): Image | undefined {
  return url === undefined ? undefined : { url };
}

/** The first picture of the text, or in the article's head above it. */
function firstPicture(page: Page, outline: Outline, cut: BodyCut): string | undefined {
  for (let i = cut.element; i < (outline.end[cut.element] as number); i++) {
    const element = outline.elements[i] as Element;
    if (element.name !== "img" && element.name !== "amp-img") continue;
    const { src, width } = realMedia(element)?.attribs ?? {};
    if (
      src !== undefined &&
      !(Number(width) > 0 && Number(width) < 80) &&
      !/avatar|gravatar|emoji|icon/i.test(`${element.attribs.class ?? ""} ${src}`)
    )
      return resolveUrl(src, page.base);
  }
  return undefined;
}

/** A second heading under the title, or an element called so. */
function subtitleOf(outline: Outline, title: number, cut: BodyCut | undefined): string | undefined {
  for (let i = outline.end[title] as number, seen = 0; i < outline.elements.length && seen < 6; i++, seen++) {
    const element = outline.elements[i] as Element;
    const heading =
      /^h[2-6]$/.test(element.name) &&
      outline.parent[i] === outline.parent[title] &&
      (cut === undefined || (outline.pieceTo[i] as number) <= cut.from);
    const named = /(?:^|[\s_-])(?:sub-?title|sub-?heading|tagline|deck|dek|standfirst|strapline|kicker)(?:[\s_-]|$)/i.test(
      element.attribs.class ?? "",
    );
    if (!heading && !named) continue;
    const text = textInside(outline, i);
    return text.length > 1 && text.length < 300 ? text : undefined;
  }
  return undefined;
}

function inNavigation(outline: Outline, element: number): boolean {
  for (let at = outline.parent[element] as number, up = 0; at > 0 && up < 12; at = outline.parent[at] as number, up++) {
    const { name, attribs } = outline.elements[at] as Element;
    if (name === "nav" || name === "aside" || /sidebar|widget|menu|cloud|related/i.test(`${attribs.class ?? ""} ${attribs.id ?? ""}`))
      return true;
    if (name === "article") return false;
  }
  return false;
}

function enclosuresOf(page: Page, outline: Outline, cut: BodyCut): Enclosure[] {
  const found: Enclosure[] = [];
  for (let i = cut.element; i < (outline.end[cut.element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (name !== "audio" && name !== "video" && name !== "source") continue;
    if (name === "source" && !/^(?:audio|video)$/.test((outline.elements[outline.parent[i] as number] as Element).name)) continue;
    const url = resolveUrl(attribs.src ?? attribs["data-src"] ?? "", page.base);
    if (url && !found.some((f) => f.url === url)) found.push({ url, ...(attribs.type && { type: attribs.type }) });
  }
  return found;
}

/** A selector for a person: the body's element and what names it. */
function locatorOf(outline: Outline, element: number): string {
  const { name, attribs } = outline.elements[element] as Element;
  if (attribs.id) return `${name}#${attribs.id}`;
  const first = attribs.class?.trim().split(/\s+/)[0];
  return first ? `${name}.${first}` : name;
}
