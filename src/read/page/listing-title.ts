import type { Element } from "domhandler";
import { edgeDate } from "../../values/edge-date.ts";
import { findDateMentions } from "../../values/written-date.ts";
import { hasBodyName } from "./chrome.ts";
import { marksIn } from "./listing-date.ts";
import { hasDate, isDayLink, lentTitle } from "./listing-groups.ts";
import type { PostPlace } from "./listing-posts.ts";
import { type Line, type Outline, textInside, textOfPieces, textSize } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";

/** The title of a place, and which pieces of text it is made of. */
export interface PlaceTitle {
  readonly text: string;
  /** Range of pieces, the second exclusive. */
  readonly from: number;
  readonly to: number;
  /** The day of the post was cut off it. */
  readonly day?: true;
}

const TITLE_NAME = /(?:^|[\s_-])(?:title|headline|heading|p-name|name|hed)(?:$|[\s_-])/i;
const TEASER_NAME = /(?:^|[\s_-])(?:excerpt|summary|teaser|p-summary|e-content)(?:$|[\s_-])/i;
const NO_TITLE_NAME = /sub-?(?:title|heading|headline)|site|author|category|cat-|tag/i;

function isTeaser(element: Element): boolean {
  return hasBodyName(element) || TEASER_NAME.test(element.attribs.class ?? "");
}

/**
 * The titles of all places. Where the places have no day but at one end of their titles ("2012-03-04 Looms", "Looms
 * (4 March 2012)"), it is the theme that put it there; where they have another, it is the writer's.
 */
export function placeTitles(places: readonly PostPlace[], outline: Outline, dates: readonly DateMark[]): (PlaceTitle | undefined)[] {
  const titles = places.map((place) => placeTitle(place, outline));
  const cut = titles.map((title, i) => title && withoutEdgeDay(title, places[i] as PostPlace, outline, dates));
  const count = cut.filter((title) => title !== undefined).length;
  const texts = new Set(cut.flatMap((title) => (title === undefined ? [] : [title.text])));
  if (count < titles.filter((title) => title !== undefined).length * 0.7 || texts.size < count * 0.7) return titles;
  return titles.map((title, i) => cut[i] ?? title);
}

/** The title without the day at one of its ends; `undefined` where it has none, or the place has a day besides. */
function withoutEdgeDay(title: PlaceTitle, place: PostPlace, outline: Outline, dates: readonly DateMark[]): PlaceTitle | undefined {
  if (title.text.length > 200 || title.to <= title.from) return undefined;
  const first = outline.pieces[title.from]?.parent as number;
  const last = outline.pieces[title.to - 1]?.parent as number;
  const [mark, other] = marksIn(dates, first, last + 1).filter((m) => m.date !== undefined || m.either !== undefined);
  const line = mark === undefined || mark.machine || other !== undefined ? undefined : outline.lines[mark.line];
  const at = line === undefined ? -1 : line.text.indexOf(title.text);
  if (mark === undefined || at < 0) return undefined;
  const edge = edgeDate(title.text, [{ start: mark.start - at, end: mark.end - at, readings: [] }]);
  if (edge === undefined) return undefined;
  if (hasDate(dates, place.from, first) || hasDate(dates, last + 1, place.to)) return undefined;
  return { ...title, text: title.text.slice(edge.start, edge.end), day: true };
}

/** The title that a place shows: the text of its link, less what else the link wraps. */
function placeTitle(place: PostPlace, outline: Outline): PlaceTitle | undefined {
  const { anchor } = place;
  if (!place.group.titled && isDayLink(anchor, outline)) {
    // Only the day links to it: a note, a quote or a picture without a title, unless a heading stands there.
    const lent = lentTitle(outline, place.from, place.to);
    return lent?.heading ? ofElement(outline, lent.element) : undefined;
  }
  if (place.group.lending || anchor.text === "") {
    const lent = lentTitle(outline, place.from, place.to);
    if (!lent) return imageTitle(place, outline);
    if (lent.heading) return ofElement(outline, lent.element);
    const line = outline.lines[lent.line] as Line;
    return { text: line.text, from: line.from, to: line.to };
  }
  const from = anchor.element;
  const to = Math.min(outline.end[from] as number, from + 200);
  for (let i = from + 1; i < to; i++) {
    // The headings of a teaser that the link wraps too are its own.
    if (isTeaser(outline.elements[i] as Element)) i = (outline.end[i] as number) - 1;
    else if (/^h[1-6]$/.test((outline.elements[i] as Element).name) && textSize(outline, i) > 0)
      return withoutDates(outline, ofElement(outline, i));
  }
  for (let i = from + 1; i < to; i++) {
    const { class: names = "", itemprop = "" } = (outline.elements[i] as Element).attribs;
    if (
      (itemprop === "headline" || itemprop === "name" || (TITLE_NAME.test(names) && !NO_TITLE_NAME.test(names))) &&
      textSize(outline, i) > 1
    )
      return withoutDates(outline, ofElement(outline, i));
  }
  const whole = ofElement(outline, from);
  const lines = segments(outline, whole);
  const best = lines.length > 1 ? lines.find((line) => !isMeta(line.text)) : undefined;
  return withoutDates(outline, best ?? whole);
}

const HEADING_SIGN = /[#¶§🔗]/u;
const HEADING_SIGNS = /^[#¶§]\s+(?=\S)|\s*[#¶§🔗]+$/gu;

/** Without the sign by which headings offer a link to themselves. */
function cleanTitle(text: string): string {
  return HEADING_SIGN.test(text) ? text.replace(HEADING_SIGNS, "").trim() || text : text;
}

function ofElement(outline: Outline, element: number): PlaceTitle {
  return {
    text: cleanTitle(textInside(outline, element)),
    from: outline.pieceFrom[element] as number,
    to: outline.pieceTo[element] as number,
  };
}

function imageTitle(place: PostPlace, outline: Outline): PlaceTitle | undefined {
  for (let i = place.anchor.element; i < (outline.end[place.anchor.element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    const text = (name === "img" ? attribs.alt || attribs.title : name === "a" ? attribs["aria-label"] || attribs.title : undefined)
      ?.replace(/\s+/g, " ")
      .trim();
    if (text) return { text, from: 0, to: 0 };
  }
  return undefined;
}

/** The lines that a range of pieces falls into, cut at its ends; none where it is all one. */
function segments(outline: Outline, range: PlaceTitle): PlaceTitle[] {
  const found: PlaceTitle[] = [];
  const anchorLines = outline.lines;
  let low = 0;
  let high = anchorLines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((anchorLines[middle] as Line).to <= range.from) low = middle + 1;
    else high = middle;
  }
  if ((anchorLines[low]?.to ?? range.to) >= range.to) return found;
  for (let k = low; k < anchorLines.length && (anchorLines[k] as Line).from < range.to; k++) {
    const line = anchorLines[k] as Line;
    const from = Math.max(line.from, range.from);
    const to = Math.min(line.to, range.to);
    if (to > from) found.push({ text: textOfPieces(outline, from, to), from, to });
  }
  return found;
}

/** A line that holds a day, a number, a category and the like and no more. */
function isMeta(text: string): boolean {
  const mention = findDateMentions(text)[0];
  if (mention && text.length - (mention.end - mention.start) < 28) return true;
  return !/\p{L}{2}/u.test(text) || /^\d+ ?(?:min\b|分|분|мин)/iu.test(text);
}

/** A title without the day in a box of its own at either end. */
function withoutDates(outline: Outline, title: PlaceTitle): PlaceTitle {
  let { from, to } = title;
  if (to - from < 2) return title;
  while (to - from > 1 && isDay(pieceText(outline, to - 1))) to--;
  while (to - from > 1 && isDay(pieceText(outline, from))) from++;
  if (from === title.from && to === title.to) return title;
  const text = textOfPieces(outline, from, to);
  return text === "" ? title : { text, from, to };
}

function pieceText(outline: Outline, piece: number): string {
  return outline.pieces[piece]?.node.data.replace(/\s+/g, " ").trim() ?? "";
}

function isDay(text: string): boolean {
  if (text.length > 40) return false;
  if (/^[|•·–—/:,-]*$/.test(text) || /^(?:19|20)\d\d ?[-–/.·] ?(?:0[1-9]|1[0-2])$/.test(text)) return true;
  const mention = findDateMentions(text)[0];
  return mention !== undefined && text.length - (mention.end - mention.start) < 6;
}
