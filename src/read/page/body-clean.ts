import type { Element } from "domhandler";
import { isAfterword, isMetaLine } from "./body-labels.ts";
import { hasBodyName, hasWeakChromeName, isChrome, isHeaderLike } from "./chrome.ts";
import { isInside, type Line, type Outline, textInside, textSize } from "./outline.ts";

/** What of a body is text, and what goes. */
export interface BodyCut {
  readonly element: number;
  readonly dropped: ReadonlySet<Element>;
  /** Range of text pieces that stay, the second exclusive. */
  readonly from: number;
  readonly to: number;
  /** Lines that were cut from the two ends: dates, bylines, tags, bios may stand there. */
  readonly cutLines: readonly number[];
}

/** What is known of the article whose body is cut out. */
export interface CutHints {
  /** The title's heading: it and what stands before it goes. */
  readonly title?: number | undefined;
  /** The title as text: a line that repeats it goes. */
  readonly titleText?: string | undefined;
  readonly language?: string | undefined;
}

/** Decides what of a body element is the article: navigation, sharing, metadata, comments, bios and other posts go. */
export function cutBody(outline: Outline, body: number, hints: CutHints = {}): BodyCut {
  const dropped = new Set<Element>();
  const gone = dropChrome(outline, body, dropped, headOf(outline, body, hints.title));
  let first = outline.lineFrom[body] as number;
  let last = outline.lineTo[body] as number;
  const cutLines: number[] = [];
  const options = { language: hints.language, title: hints.titleText };
  if (hints.title !== undefined && isInside(outline, hints.title, body)) {
    const after = Math.max(outline.lineTo[hints.title] as number, first);
    for (let i = first; i < after; i++) cutLines.push(i);
    first = after;
  }
  const visible = (i: number) => !gone(outline.pieces[(outline.lines[i] as Line).from]?.parent ?? 0);
  // Metadata above the text.
  for (let i = first, seen = 0; i < last && seen < 10; i++) {
    if (!visible(i)) continue;
    const line = outline.lines[i] as Line;
    if (!isMetaLine(line.text, linkedCharacters(outline, line), options)) break;
    cutLines.push(i);
    first = i + 1;
    seen++;
  }
  // From the heading of what follows the article on, where little of the text stands behind it.
  const whole = measure(outline, first, last);
  let behind = 0;
  let cut = last;
  for (let i = last - 1; i > first && behind <= whole * 0.5; i--) {
    const line = outline.lines[i] as Line;
    // Such a heading may be called as what it heads (`<h2 id="comments">`), and be gone itself.
    if (
      (visible(i) || isHeading(outline, line)) &&
      isAfterword(line.text) &&
      standsAlone(outline, line) &&
      !isWritten(outline, line) &&
      behind <= whole * (isHeading(outline, line) ? 0.5 : 0.3)
    )
      cut = i;
    if (visible(i) && !isHeading(outline, line)) behind += Math.max(0, line.text.length - 2 * linkedCharacters(outline, line));
  }
  for (let i = cut; i < last; i++) cutLines.push(i);
  last = cut;
  // Metadata below the text.
  for (let i = last - 1, seen = 0; i > first && seen < 24; i--) {
    if (!visible(i)) continue;
    const line = outline.lines[i] as Line;
    if (isProse(outline, line) || !isMetaLine(line.text, linkedCharacters(outline, line), options)) break;
    cutLines.push(i);
    last = i;
    seen++;
  }
  // What went at either end is near the article still: its date and people may stand there.
  while (first < last && !visible(first)) cutLines.push(first++);
  while (last > first && !visible(last - 1)) cutLines.push(--last);
  const from = outline.lines[first]?.from ?? outline.pieceTo[body] ?? 0;
  const to = last <= first ? from : (outline.lines[last - 1] as Line).to;
  return { element: body, dropped, from, to, cutLines };
}

/** Marks what surrounds articles inside a body; gives a test for elements that went. */
function dropChrome(outline: Outline, body: number, dropped: Set<Element>, head: number | undefined): (element: number) => boolean {
  const { elements, end } = outline;
  const whole = textSize(outline, body);
  const ranges: [number, number][] = [];
  for (let i = body + 1; i < (end[body] as number); i++) {
    const element = elements[i] as Element;
    const { name } = element;
    // Names inside code are those of tokens.
    if (name === "pre" || name === "code" || name === "svg" || name === "math") {
      i = (end[i] as number) - 1;
      continue;
    }
    if (i !== head && !goes(outline, i, element, whole)) continue;
    dropped.add(element);
    ranges.push([i, end[i] as number]);
    i = (end[i] as number) - 1;
  }
  return (at) => {
    let low = 0;
    let high = ranges.length - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = ranges[middle] as [number, number];
      if (at < from) high = middle - 1;
      else if (at >= to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

/** The article's head, with the title in it and no running text. */
function headOf(outline: Outline, body: number, title: number | undefined): number | undefined {
  if (title === undefined || !isInside(outline, title, body)) return undefined;
  const whole = textSize(outline, body);
  let head: number | undefined;
  for (let at = title; at > body; at = outline.parent[at] as number) {
    const size = textSize(outline, at);
    if (size > whole * 0.4 && size > 200) break;
    if (!isHeaderLike(outline.elements[at] as Element)) continue;
    if (hasProse(outline, at)) break;
    head = at;
  }
  return head;
}

function hasProse(outline: Outline, element: number): boolean {
  for (let i = outline.lineFrom[element] as number; i < (outline.lineTo[element] as number); i++) {
    const line = outline.lines[i] as Line;
    if (line.text.length > 300 && linkedCharacters(outline, line) < line.text.length * 0.4) return true;
  }
  return false;
}

const ANCHOR_NAME =
  /(?:^|[\s-])(?:anchor(?:js-link)?|headerlink|header-anchor|heading-(?:link|anchor)|hash-link|permalink|headline-hash|heading__anchor|deep-?link|toclink-?icon)(?:[\s-]|$)/i;

/** The mark beside a heading that links to the heading itself. */
export function isHeadingMark(outline: Outline, i: number): boolean {
  const { name, attribs } = outline.elements[i] as Element;
  return (
    name === "a" &&
    (ANCHOR_NAME.test(attribs.class ?? "") || attribs["aria-hidden"] === "true") &&
    textSize(outline, i) <= 2 &&
    attribs.href?.includes("#") === true
  );
}

function goes(outline: Outline, i: number, element: Element, whole: number): boolean {
  const { name, attribs } = element;
  const size = textSize(outline, i);
  if (name === "a") return isHeadingMark(outline, i);
  if (attribs.hidden !== undefined && name !== "div") return true;
  // What a script shows some day may be text of the article; a few words are a label for machines.
  if (attribs.style !== undefined && size < 200 && /(?:^|;)\s*display\s*:\s*none/i.test(attribs.style)) return true;
  if (name === "header") return false;
  if (name === "footer") return parentName(outline, i) !== "blockquote" && parentName(outline, i) !== "figure" && size < whole * 0.5;
  if (name === "form" || name === "nav" || name === "dialog") return size < whole * 0.5;
  if (name === "aside" && !isNamedChrome(element)) return size > 0 && linked(outline, i) > size * 0.5;
  if (!isChrome(element))
    return size > 0 && size < 400 && size < whole * 0.5 && hasWeakChromeName(element) && linked(outline, i) > size * 0.6 && !isItem(name);
  // A name alone does not throw out most of the text, nor a paragraph of it.
  if (size > whole * 0.5) return false;
  return !(name === "p" && size > 200 && linked(outline, i) < size * 0.3);
}

function isItem(name: string): boolean {
  return name === "a" || name === "p" || name === "td" || name === "li" || name === "span";
}

function isNamedChrome(element: Element): boolean {
  return isChrome({ name: "div", attribs: element.attribs } as Element);
}

function parentName(outline: Outline, i: number): string {
  return (outline.elements[outline.parent[i] as number] as Element | undefined)?.name ?? "";
}

function linked(outline: Outline, i: number): number {
  return (outline.linkTo[i] as number) - (outline.linkFrom[i] as number);
}

/** How many characters of a line are links. */
export function linkedCharacters(outline: Outline, line: Line): number {
  let links = 0;
  for (let i = line.from; i < line.to; i++) {
    const piece = outline.pieces[i] as Outline["pieces"][number];
    let at = piece.parent;
    while (at >= line.block && at >= 0) {
      if ((outline.elements[at] as Element).name === "a") {
        links += piece.node.data.trim().length;
        break;
      }
      at = outline.parent[at] as number;
    }
    // A block inside a link.
    if (at < line.block && isInLink(outline, line.block)) links += piece.node.data.trim().length;
  }
  return links;
}

function isInLink(outline: Outline, block: number): boolean {
  for (let at = block, up = 0; at > 0 && up < 3; at = outline.parent[at] as number, up++)
    if ((outline.elements[at] as Element).name === "a") return true;
  return false;
}

function measure(outline: Outline, from: number, to: number): number {
  let size = 0;
  for (let i = from; i < to; i++) size += (outline.lines[i] as Line).text.length;
  return size;
}

function isHeading(outline: Outline, line: Line): boolean {
  return /^h[1-6]$/.test((outline.elements[line.block] as Element).name);
}

/** A line that is a whole block: a heading, or a label in a box of its own; not the item of a list. */
function standsAlone(outline: Outline, line: Line): boolean {
  const name = (outline.elements[line.block] as Element).name;
  return (
    name !== "li" && name !== "td" && name !== "dd" && name !== "pre" && textInside(outline, line.block).length <= line.text.length + 2
  );
}

/** A bare heading or paragraph right in what is called the body: the author's own "See also", before the list of sources. */
function isWritten(outline: Outline, line: Line): boolean {
  const block = outline.elements[line.block] as Element;
  const around = outline.elements[outline.parent[line.block] as number] as Element | undefined;
  return (
    block.attribs.class === undefined && (block.name === "p" || isHeading(outline, line)) && around !== undefined && hasBodyName(around)
  );
}

/** A paragraph that ends as sentences do. */
function isProse(outline: Outline, line: Line): boolean {
  const name = (outline.elements[line.block] as Element).name;
  return (
    name === "pre" ||
    (name === "p" &&
      line.text.length > 80 &&
      /[.!?。！？…:"”)]$/.test(line.text) &&
      linkedCharacters(outline, line) < line.text.length * 0.5)
  );
}
