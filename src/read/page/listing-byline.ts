import type { Element } from "domhandler";
import type { Byline } from "../../model/parts.ts";
import { cleanName, readByline } from "../../values/byline.ts";
import { findDateMentions } from "../../values/written-date.ts";
import { foldWord, isWeekday } from "../../values/written-date-index.ts";
import type { Address } from "./address-shape.ts";
import { classWords, isMarkedAuthor, PERSON_PATH } from "./author-mark.ts";
import { lineByline, lineWithLinkEnds, personAddress } from "./line-byline.ts";
import type { Anchor } from "./listing-anchors.ts";
import type { PostPlace } from "./listing-posts.ts";
import { isInside, lineAt, linkSize, type Outline, textInside, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import { maybePerson } from "./site-owner.ts";
import type { PageMetas } from "./structured-metas.ts";

const AUTHOR_NAME =
  /(?:^|[\s_-])(?:author|byline|by-line|p-author|vcard|fn|writer|posted-by|postedby|username|auteur|autor|nickname)(?:$|[\s_-])/i;
const NOT_NAME = /avatar|image|img|thumb|bio|desc|box|title|links?$|count|date|icon/i;
const NO_PERSON_PAGE = /^(?:register|login|logout|signin|sign-in|signup|sign-up|password|edit|settings)$/i;

/** The people that a place names as its authors. */
export function placeBylines(
  page: Page,
  place: PostPlace,
  anchors: readonly Anchor[],
  meta: readonly number[],
  title: string | undefined,
  outline: Outline,
): Byline[] {
  return markedBylines(page, place, anchors, meta, outline) ?? writtenBylines(page, meta, title, outline) ?? [];
}

/** By `rel`, `itemprop`, class or address of a person's page. */
function markedBylines(
  page: Page,
  place: PostPlace,
  anchors: readonly Anchor[],
  meta: readonly number[],
  outline: Outline,
): Byline[] | undefined {
  const found: Byline[] = [];
  const add = (element: number) => {
    const text = withoutDates(textInside(outline, element));
    if (text === "" || text.length > 80) return;
    const read = readByline(text, { bare: true });
    const node = outline.elements[element] as Element;
    const address = node.name === "a" ? personAddress(page, node) : {};
    // A page of a person's own says that it is a name, whatever it looks like.
    for (const byline of read.length === 0 && address.url !== undefined && /\p{L}/u.test(text) ? [{ name: text }] : read)
      if (byline.name !== undefined && !found.some((f) => f.name === byline.name)) found.push({ ...byline, ...address });
  };
  let next = 0;
  for (let i = place.from; i < place.to; i++) {
    const element = outline.elements[i] as Element;
    const classes = classWords(element);
    while (next < anchors.length && (anchors[next] as Anchor).element < i) next++;
    const anchor = anchors[next]?.element === i ? anchors[next] : undefined;
    // In running text a link to somebody's page elsewhere only speaks of them.
    const byAddress =
      anchor !== undefined &&
      anchor !== place.anchor &&
      isPersonAddress(anchor) &&
      (!anchor.external || meta.includes(lineAt(outline, outline.pieceFrom[i] as number)));
    const marked = isMarkedAuthor(element) || (AUTHOR_NAME.test(classes) && !NOT_NAME.test(classes) && !isReviewedItem(element));
    // What holds the post's own link is its box: "hentry author-ada".
    if ((!marked && !byAddress) || isInside(outline, place.anchor.element, i)) continue;
    if (textSize(outline, i) === 0) {
      // Hidden, for machines only.
      const text = marked ? rawText(outline, i) : "";
      if (text !== "" && text.length <= 60)
        for (const byline of readByline(withoutDates(text), { bare: true }))
          if (!found.some((f) => f.name === byline.name)) found.push(byline);
      i = (outline.end[i] as number) - 1;
      continue;
    }
    if (textSize(outline, i) > 60) continue;
    const inside =
      element.name === "a"
        ? []
        : anchors.filter(
            (a) => a.element > i && a.element < (outline.end[i] as number) && a.text !== "" && a.address.key !== place.anchor.address.key,
          );
    const people = inside.filter((a) => isPersonAddress(a) || isMarkedAuthor(outline.elements[a.element] as Element));
    const [other] = inside.filter((a) => a.text.length > 2 && !isTagAddress(a));
    const tagged = inside.some(isTagAddress) && linkSize(outline, i) === textSize(outline, i);
    if (element.name === "a") add(i);
    else if (people.length > 0) for (const person of people) add(person.element);
    else if (other) add(other.element);
    else if (!tagged) add(mailLink(outline, i) ?? i);
    i = (outline.end[i] as number) - 1;
  }
  return found.length > 0 ? found : undefined;
}

/** The first link to a mail box in an element: its text is the name. */
function mailLink(outline: Outline, element: number): number | undefined {
  for (let i = element + 1; i < (outline.end[element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (name === "a" && /^mailto:/i.test(attribs.href ?? "") && textSize(outline, i) > 0) return i;
  }
  return undefined;
}

/** The name of what is reviewed or rated (hReview's `item`), not of who reviews it. */
function isReviewedItem(element: Element): boolean {
  const above = element.parent as Element | null;
  return /(?:^|\s)fn(?:\s|$)/.test(element.attribs.class ?? "") && /(?:^|\s)item(?:\s|$)/.test(above?.attribs?.class ?? "");
}

/** The text of a hidden element: of its innermost link or name where it has one. */
function rawText(outline: Outline, element: number): string {
  let inner = outline.elements[element] as Element;
  for (let i = element; i < (outline.end[element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if ((name === "a" && attribs.href !== undefined) || /(?:^|\s)(?:fn|p-name)(?:\s|$)/.test(attribs.class ?? ""))
      inner = outline.elements[i] as Element;
  }
  let text = "";
  for (const child of inner.children) if (child.type === "text") text += child.data;
  return text.replace(/\s+/g, " ").trim();
}

function isPersonAddress(anchor: Anchor): boolean {
  const { segments } = anchor.address;
  if (segments.length === 1 && /^@[\w.-]+$/.test(segments[0] as string)) return true;
  return (
    !anchor.external &&
    segments.length > 1 &&
    PERSON_PATH.test(segments[segments.length - 2] as string) &&
    !NO_PERSON_PAGE.test(segments[segments.length - 1] as string)
  );
}

function isTagAddress(anchor: Anchor): boolean {
  return anchor.address.role === "index" && !isPersonAddress(anchor);
}

/** "By …" in the lines around the text; not in a title that stands in one of them. */
function writtenBylines(page: Page, meta: readonly number[], title: string | undefined, outline: Outline): Byline[] | undefined {
  for (const at of meta) {
    const found = lineByline(page, outline, at, title);
    if (found && found.bylines.length > 0) return found.bylines;
  }
  return undefined;
}

function withoutDates(text: string): string {
  let out = text;
  for (const mention of findDateMentions(text).toReversed()) out = `${out.slice(0, mention.start)} ${out.slice(mention.end)}`;
  return out.replace(/\s+/g, " ").trim();
}

/**
 * What is left of the lines around each post when days, links and counts are taken away: where the same name keeps coming
 * back beside the day, it is the author's ("4 March 2012 · Ada Byron").
 */
export function bareNames(
  metaOf: readonly (readonly number[])[],
  labelsOf: readonly (readonly string[])[],
  outline: Outline,
  known: ReadonlySet<string>,
  noPeople: ReadonlySet<string>,
): (string | undefined)[] {
  const candidates = metaOf.map((meta, i) =>
    meta
      .flatMap((at) => remainders(lineWithLinkEnds(outline, at), labelsOf[i] as readonly string[]))
      .filter((name) => !noPeople.has(name.toLowerCase())),
  );
  const counts = new Map<string, number>();
  for (const names of candidates)
    for (const name of names.length > 1 ? new Set(names) : names) counts.set(name.toLowerCase(), (counts.get(name.toLowerCase()) ?? 0) + 1);
  const enough = Math.max(2, metaOf.length * 0.3);
  return candidates.map((names) =>
    names.find(
      (name) => known.has(name.toLowerCase()) || ((counts.get(name.toLowerCase()) ?? 0) >= enough && /^\p{Lu}|^\p{Lo}/u.test(name)),
    ),
  );
}

const ABOUT_PATH = /^(?:about|about-?me|me|bio|profile|author|cv|resume|contact|ueber(?:-mich)?|a-propos|sobre(?:-mi|-mim)?|o-mnie)$/i;

/** Whether a link of the site leads to a section of it, by its address: to nobody's page. */
export function isSectionLink({ external, address, text }: Anchor): boolean {
  const last = address.segments[address.segments.length - 1];
  return (
    !external &&
    text !== "" &&
    (address.role === "index" || address.role === "plain") &&
    last !== undefined &&
    !ABOUT_PATH.test(last) &&
    !(address.segments.length > 1 && PERSON_PATH.test(address.segments[address.segments.length - 2] as string))
  );
}

function remainders(line: string, labels: readonly string[]): string[] {
  let text = line;
  for (const label of labels) if (label.length > 1) text = text.replace(label, "|");
  if (text.length > 120 || !/\p{L}/u.test(text)) return [];
  const mentions = findDateMentions(text).filter((m) => m.readings.length > 0 || m.partial);
  if (mentions.length === 0) return [];
  let rest = text;
  for (const mention of mentions.reverse()) rest = `${rest.slice(0, mention.start)}|${rest.slice(mention.end)}`;
  if (!/\p{L}/u.test(rest)) return [];
  return (
    rest
      .split(/[|•·–—,/\\‧・()[\]]|\s-\s/u)
      // What a label names is its own.
      .filter((part) => !/[:：]/.test(part))
      .map((part) => cleanName(part))
      .filter(
        (part): part is string =>
          part !== undefined &&
          /^(?:\p{Lo}|.{2})./u.test(part) &&
          part.split(" ").length <= 4 &&
          !/\d/.test(part) &&
          !COUNTED.test(part) &&
          !NO_PERSON.test(part) &&
          !part.split(" ").every((word) => NO_PERSON.test(word) || isDayOfWeek(word)),
      )
  );
}

function isDayOfWeek(word: string): boolean {
  return /^[日月火水木金土一二三四五六]$/.test(word) || isWeekday(foldWord(word.toLowerCase()));
}

const NO_PERSON =
  /^(?:posted|published|written|updated|filed|created|added)(?: (?:on|in|by|at|under))?$|^(?:in|on|at|by|and|the|posted|published|updated|date|written|read|min|mins|minutes?|comments?|tags?|categor\w*|views?|words?|am|pm|utc|gmt|est|pst|cet|更新|发表|發表|发布|發佈|發布|公開|公开|投稿|作成|作者|著者|创建|創建|编辑|編輯|置顶|置頂|原创|原創|转载|轉載|更新于|更新於|发表于|發表於|发布于|發布於|浏览|阅读|字数|分类|標籤|标签|投稿日|更新日|公開日|조회|댓글|작성일|um|uhr|le|à|el|il|den|kl|von|par|por|от|в|о)$|(?:min|minutes?) read|ago$/iu;

/** What is counted beside a day, and what a post is filed under. */
const COUNTED =
  /comment|coment|kommentar|commenti|комментар|коментар|reacties|yorum|minut|[评評]论|評論|コメント|댓글|^共?(?:篇|条|條|次|个|個|字|分钟|分鐘|分)|收录于|收錄於|分类于|分類於|归类于|^(?:posted|filed|included) (?:in|under)|^in category/iu;

/** Whose page it is: its address is a person's, and its title names them as the address does, at least their first name, or as its heading does. */
export function pageAuthor(address: Address | undefined, metas: PageMetas, outline: Outline): Byline | undefined {
  if (address === undefined || address.segments.length < 2) return undefined;
  const place = address.segments.findIndex((segment) => PERSON_PATH.test(segment));
  const slug = address.segments[place + 1];
  if (place < 0 || slug === undefined) return undefined;
  const headings = AUTHOR_PATH.test(address.segments[place] as string) ? headingNames(outline) : new Set();
  for (const title of [metas.title, metas.documentTitle]) {
    for (const part of title?.split(/\s+[|\-–—·•»«]\s+|\s*[|»«]\s*/) ?? []) {
      const name = nameOfPage(part);
      if (name === undefined || name === metas.siteName) continue;
      if (slugOf(name).startsWith(slugOf(slug)) || headings.has(name)) return { name, url: address.url };
    }
  }
  return undefined;
}

const AUTHOR_PATH = /^(?:authors?|auteurs?|autor(?:es|en)?|contributors?|writers?)$/i;

/** The names that the first headings of a page may be; below the first level they are posts and mottos. */
function headingNames(outline: Outline): Set<string> {
  const names = new Set<string>();
  for (let i = 0; i < outline.elements.length && names.size < 4; i++) {
    if ((outline.elements[i] as Element).name !== "h1" || textSize(outline, i) > 60) continue;
    const name = nameOfPage(textInside(outline, i));
    if (name !== undefined && maybePerson(name)) names.add(name);
  }
  return names;
}

/** "Author: Ada Byron", "All posts by Ada Byron". */
function nameOfPage(title: string): string | undefined {
  return readByline(title.replace(/^[^:：]{1,24}[:：]\s*|^(?:all )?(?:posts|articles|entries) (?=by )/i, ""), { bare: true })[0]?.name;
}

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
