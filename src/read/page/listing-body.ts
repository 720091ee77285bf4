import type { Element } from "domhandler";
import { type BodyCut, isHeadingMark, linkedCharacters } from "./body-clean.ts";
import { isMetaLine } from "./body-labels.ts";
import { hasBodyName, isChrome } from "./chrome.ts";
import type { Anchor } from "./listing-anchors.ts";
import { marksIn } from "./listing-date.ts";
import type { PostPlace } from "./listing-posts.ts";
import type { PlaceTitle } from "./listing-title.ts";
import { type Line, lineAt, type Outline, textOfPieces, textSize } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";

/** What of a place is the text of its post, and the lines around it. */
export interface PlaceCut {
  /** Absent where there is no text. */
  readonly cut?: BodyCut;
  /** Lines that are not text: days, people, tags. */
  readonly meta: readonly number[];
}

/** Cut a place's text out: title, day, people, tags, counts and links to the rest go. */
export function cutPlace(
  place: PostPlace,
  title: PlaceTitle | undefined,
  own: readonly Anchor[],
  dates: readonly DateMark[],
  outline: Outline,
  language: string | undefined,
): PlaceCut {
  const inPlace = title !== undefined && title.to > title.from;
  const body = bodyElement(place, inPlace ? title : undefined, outline);
  const dropped = droppedElements(place, body, own, outline, inPlace ? title : undefined);
  const pieces = { from: outline.pieceFrom[place.from] as number, to: outline.pieceTo[place.from] as number };
  const lineOf = (k: number) => clip(outline, outline.lines[k] as Line, pieces);
  const gone = (line: Line) => isDropped(outline, line, dropped, body);
  const options = { language, title: title?.text };
  let first = outline.lineFrom[body] as number;
  let last = outline.lineTo[body] as number;
  let from = outline.pieceFrom[body] as number;
  if (inPlace && body === place.from) {
    const line = lineAt(outline, title.to - 1);
    const behind = textBehindTitle(outline, lineOf(line), title, marksIn(dates, place.from, place.to));
    first = behind === undefined ? line + 1 : line;
    from = behind ?? lineOf(line).to;
  }
  const isMeta = (line: Line) =>
    gone(line) ||
    (line.text.length < 12 && !/\p{L}/u.test(line.text)) ||
    isMetaLine(line.text, linkedCharacters(outline, line), options) ||
    isChipLine(outline, line);
  for (let seen = 0; first < last && seen < 12; first++, seen++) {
    const line = lineOf(first);
    if (from > line.from || !isMeta(line)) break;
    from = line.to;
  }
  while (last > first && isMeta(lineOf(last - 1))) last--;
  const to = last <= first ? from : Math.min(lineOf(last - 1).to, outline.pieceTo[body] as number);
  const meta: number[] = [];
  for (let k = outline.lineFrom[place.from] as number; k < (outline.lineTo[place.from] as number); k++) {
    const line = lineOf(k);
    if (title && line.from >= title.from && line.to <= title.to) continue;
    if (line.to <= from || line.from >= to || gone(line)) meta.push(k);
  }
  const shows = to > from || holdsMedia(outline, body, inPlace && body === place.from, dropped);
  return { meta, ...(shows ? { cut: { element: body, dropped, from, to, cutLines: [] } } : {}) };
}

const SUMMARY_NAME = /(?:^|[\s_-])(?:e-content|p-summary|entry-summary|summary|excerpt|post-excerpt|teaser|articleBody)(?:$|[\s_-])/i;

/** What a teaser's own parts are called: `excerpt-meta`, `summary-title`. */
const TEASER_PART = /(?:^|[\s_-])(?:meta|title|header|heading|footer|date|author|image|thumb(?:nail)?|links?|more)(?:$|[\s_-])/i;

const PERSON = /^(?:author|creator|publisher)$/;
const TEXT = /^(?:articleBody|description)$/;
const NO_BODY = /^(?:a|h[1-6]|span)$/;

/** The element that says that it is the body or the teaser; else the whole place. */
function bodyElement(place: PostPlace, title: PlaceTitle | undefined, outline: Outline): number {
  for (let i = place.from + 1; i < place.to; i++) {
    const { name, attribs } = outline.elements[i] as Element;
    // What is said of somebody is no teaser of the post.
    if (attribs.itemprop !== undefined && PERSON.test(attribs.itemprop)) {
      i = (outline.end[i] as number) - 1;
      continue;
    }
    if (textSize(outline, i) < 20 || NO_BODY.test(name)) continue;
    if (
      !hasBodyName(outline.elements[i] as Element) &&
      !(attribs.class !== undefined && hasTeaserName(attribs.class)) &&
      !(attribs.itemprop !== undefined && TEXT.test(attribs.itemprop))
    )
      continue;
    if (title && (outline.pieceFrom[i] as number) < title.to && (outline.pieceTo[i] as number) > title.from) continue;
    return i;
  }
  return place.from;
}

function hasTeaserName(classes: string): boolean {
  return SUMMARY_NAME.test(classes) && classes.split(/\s+/).some((name) => SUMMARY_NAME.test(name) && !TEASER_PART.test(name));
}

const CHIP = /^(?:span|a|li|small)$/;
const CHIP_NAME = /(?:^|\s)(?:label|tag|badge|chip|pill)(?:s|-[\w-]+)?(?:\s|$)/i;

/** A tag in a box of its own that its class names. */
function isChip(element: Element, size: number): boolean {
  const { name, attribs } = element;
  return attribs.class !== undefined && size > 0 && size <= 40 && CHIP.test(name) && CHIP_NAME.test(attribs.class);
}

/** Where names are those of tokens and shapes. */
const NO_NAMES = /^(?:pre|code|svg|math)$/;
/** A title in a list has nothing in it that goes. */
const NONE: ReadonlySet<Element> = new Set();

/** What surrounds the text by its name, links that only say "more", and everything up to the title. */
function droppedElements(
  place: PostPlace,
  body: number,
  own: readonly Anchor[],
  outline: Outline,
  title: PlaceTitle | undefined,
): ReadonlySet<Element> {
  let dropped: Set<Element> | undefined;
  const { elements, end } = outline;
  const whole = textSize(outline, body);
  for (let i = body + 1; i < (end[body] as number); i++) {
    const element = elements[i] as Element;
    if (NO_NAMES.test(element.name)) {
      i = (end[i] as number) - 1;
      continue;
    }
    const before = title !== undefined && body === place.from && element.name !== "a" && (outline.pieceTo[i] as number) <= title.from;
    const surrounds = isChrome(element) && textSize(outline, i) <= whole * 0.5;
    if (!before && !surrounds && !isHeadingMark(outline, i) && !isChip(element, textSize(outline, i))) continue;
    dropped ??= new Set();
    dropped.add(element);
    i = (end[i] as number) - 1;
  }
  for (const anchor of own) {
    if (!anchor.more || (anchor.address.key !== place.anchor.address.key && !/\p{L}{3}/u.test(anchor.text))) continue;
    dropped ??= new Set();
    dropped.add(elements[anchor.element] as Element);
  }
  return dropped ?? NONE;
}

/** Title, day and text in one line: the piece at which the text begins; `undefined` where there is none. */
function textBehindTitle(outline: Outline, line: Line, title: PlaceTitle, marks: readonly DateMark[]): number | undefined {
  if (line.to <= title.to) return undefined;
  let at = title.to;
  for (const mark of marks) {
    const end = outline.pieceTo[mark.element] as number;
    if (end > at && end <= line.to && (outline.pieceFrom[mark.element] as number) >= title.to) at = end;
  }
  let rest = 0;
  for (let i = at; i < line.to; i++) rest += outline.pieces[i]?.node.data.trim().length ?? 0;
  return rest > 30 ? at : undefined;
}

/** Nothing but short boxes of one kind in a row: tags, buttons. */
function isChipLine(outline: Outline, line: Line): boolean {
  if (line.text.length > 160 || line.to - line.from < 2) return false;
  const chips = new Map<number, string>();
  for (let i = line.from; i < line.to; i++) {
    const { parent, node } = outline.pieces[i] as Outline["pieces"][number];
    let at = parent;
    while (at > line.block && outline.parent[at] !== line.block) at = outline.parent[at] as number;
    if (at <= line.block) {
      if (/[\p{L}\p{N}]/u.test(node.data)) return false;
    } else chips.set(at, `${chips.get(at) ?? ""}${node.data}`);
  }
  const kinds = new Set<string>();
  for (const [at, text] of chips) {
    const { name, attribs } = outline.elements[at] as Element;
    const chip = text.trim();
    if (chip.length > 30 || chip.split(/\s+/).length > 3 || /[.!?…,;:]$/.test(chip) || /^(?:b|i|em|strong|code|kbd|u|sup|sub)$/.test(name))
      return false;
    kinds.add(`${name}.${attribs.class ?? ""}`);
  }
  return chips.size > 1 && kinds.size === 1;
}

/** The part of a line that stands in a range of pieces: places may be inline. */
function clip(outline: Outline, line: Line, pieces: { readonly from: number; readonly to: number }): Line {
  if (line.from >= pieces.from && line.to <= pieces.to) return line;
  const from = Math.max(line.from, pieces.from);
  const to = Math.min(line.to, pieces.to);
  return { text: textOfPieces(outline, from, to), block: line.block, from, to };
}

function isDropped(outline: Outline, line: Line, dropped: ReadonlySet<Element>, body: number): boolean {
  for (let i = line.from; i < line.to; i++) {
    let at = outline.pieces[i]?.parent ?? 0;
    while (at > body && !dropped.has(outline.elements[at] as Element)) at = outline.parent[at] as number;
    if (at <= body) return false;
  }
  return true;
}

function holdsMedia(outline: Outline, body: number, titled: boolean, dropped: ReadonlySet<Element>): boolean {
  if (titled) return false;
  for (let i = body + 1; i < (outline.end[body] as number); i++) {
    const element = outline.elements[i] as Element;
    if (dropped.has(element)) i = (outline.end[i] as number) - 1;
    else if (/^(?:img|video|audio|iframe|picture)$/.test(element.name)) return true;
  }
  return false;
}
