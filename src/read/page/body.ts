import type { Element } from "domhandler";
import { hasBodyName, isChrome } from "./chrome.ts";
import { isInside, type Line, type Outline, textSize } from "./outline.ts";

/** What is known before a body is looked for. */
export interface BodyHints {
  /** Look only inside this element. */
  readonly within?: number | undefined;
  /** The title's heading: the body follows it. */
  readonly title?: number | undefined;
  /** The element that structured data calls the body. */
  readonly said?: number | undefined;
}

const HEADING = /^h[1-6]$/;

/**
 * The element that holds an article's body, as an index of the outline.
 *
 * Every line speaks for or against the elements it lies in: running text for, lists of links and what surrounds articles against;
 * the element with the best sum is it, the innermost of equals. A class that says "body" wins where it holds most of that text.
 */
export function findBody(outline: Outline, hints: BodyHints = {}): number | undefined {
  const found = seekBody(outline, hints);
  if (hints.title === undefined || found.sum >= FEW_WORDS) return found.element;
  // A title behind all running text is its repetition in a side column.
  const { title: _, ...rest } = hints;
  const before = seekBody(outline, rest);
  const behind = before.element !== undefined && (outline.end[before.element] as number) <= hints.title;
  return behind && before.sum > 4 * FEW_WORDS ? before.element : found.element;
}

interface FoundBody {
  readonly element?: number | undefined;
  /** Characters of running text, less those of what surrounds articles. */
  readonly sum: number;
}

function seekBody(outline: Outline, hints: BodyHints): FoundBody {
  const { elements } = outline;
  const root = hints.within ?? 0;
  const rootEnd = outline.end[root] ?? 0;
  const chrome = chromeOf(outline, root, hints.title);
  const sums = new Float64Array(outline.lines.length + 1);
  const titleLine = hints.title === undefined ? -1 : (outline.lineFrom[hints.title] as number);
  for (let i = 0; i < outline.lines.length; i++) {
    sums[i + 1] = (sums[i] as number) + lineValue(outline, i, chrome, i < titleLine);
  }
  let best: number | undefined;
  let bestSum = 0;
  let named: number | undefined;
  let namedSum = 0;
  for (let i = root; i < rootEnd; i++) {
    const from = outline.lineFrom[i] as number;
    const to = outline.lineTo[i] as number;
    if (to <= from) continue;
    const sum = (sums[to] as number) - (sums[from] as number);
    if (sum >= bestSum && sum > 0) {
      best = i;
      bestSum = sum;
    }
    if ((i === hints.said || hasBodyName(elements[i] as Element)) && chrome[i] === 0 && (named === undefined || sum > namedSum)) {
      named = i;
      namedSum = sum;
    }
  }
  if (named !== undefined && namedSum > 0 && namedSum >= bestSum * 0.4) return { element: named, sum: namedSum };
  if (bestSum < FEW_WORDS) {
    const pictured = mediaBody(outline, root, hints.title, chrome, sums);
    if (pictured !== undefined) return { element: pictured, sum: bestSum };
  }
  if (best !== undefined) return { element: grown(outline, best, root, hints.title, chrome), sum: bestSum };
  return { element: named ?? hints.said ?? articleAround(outline, hints.title), sum: 0 };
}

/** A paragraph alone is seldom all: lists of links beside it belong to it, up to what holds the title or navigation. */
function grown(outline: Outline, from: number, root: number, title: number | undefined, chrome: Uint8Array): number {
  let best = from;
  for (let at = outline.parent[from] as number; at > root; at = outline.parent[at] as number) {
    const { name } = outline.elements[at] as Element;
    if (name === "body" || name === "main" || (title !== undefined && isInside(outline, title, at))) break;
    const size = textSize(outline, best);
    if (textSize(outline, at) - size > Math.max(size, 400)) break;
    let plain = true;
    for (let i = at; plain && i < (outline.end[at] as number); i++) if (chrome[i] === 1) plain = false;
    if (!plain) break;
    best = at;
  }
  return best;
}

/** Fewer characters than this say little beside a picture. */
const FEW_WORDS = 160;

/** For a post of pictures or clips: the element that holds those after the title and no navigation. */
function mediaBody(outline: Outline, root: number, title: number | undefined, chrome: Uint8Array, sums: Float64Array): number | undefined {
  const first = title === undefined ? root : (outline.end[title] as number);
  const media = new Float64Array(outline.elements.length + 1);
  for (let i = root; i < (outline.end[root] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    const shows = (name === "img" && !isIcon(attribs)) || name === "video" || name === "iframe" || name === "audio" || name === "amp-img";
    media[i + 1] = (media[i] as number) + (!shows ? 0 : chrome[i] === 1 ? -FEW_WORDS : i >= first ? FEW_WORDS : 0);
  }
  let best: number | undefined;
  let bestSum = FEW_WORDS / 2;
  for (let i = root; i < (outline.end[root] as number); i++) {
    if (chrome[i] === 1) continue;
    const pictures = (media[outline.end[i] as number] as number) - (media[i] as number);
    if (pictures <= 0) continue;
    const sum = pictures + (sums[outline.lineTo[i] as number] as number) - (sums[outline.lineFrom[i] as number] as number);
    if (sum >= bestSum && !/^(?:img|a|picture|video|iframe|audio|amp-img|figure|p)$/.test((outline.elements[i] as Element).name)) {
      best = i;
      bestSum = sum;
    }
  }
  return best;
}

function isIcon(attribs: Record<string, string>): boolean {
  const width = Number(attribs.width);
  return (
    (width > 0 && width < 80) ||
    /(?:avatar|logo|icon|emoji|gravatar|badge|smil|spinner|pixel)/i.test(`${attribs.class ?? ""} ${attribs.src ?? ""} ${attribs.alt ?? ""}`)
  );
}

/** For an article without running text, a list of links or pictures: what is marked as an article around its title. */
function articleAround(outline: Outline, title: number | undefined): number | undefined {
  for (let at = title ?? -1; at > 0; at = outline.parent[at] as number)
    if (/^(?:article|main|section)$/.test((outline.elements[at] as Element).name)) return at;
  return undefined;
}

/** 1 inside what surrounds articles, 2 inside code, by element. */
function chromeOf(outline: Outline, root: number, title: number | undefined): Uint8Array {
  // Asked for when telling what a page is and again when reading it.
  const last = lastChrome.get(outline);
  if (last && last.root === root && last.title === title) return last.chrome;
  const chrome = seekChrome(outline, root, title);
  lastChrome.set(outline, { root, title, chrome });
  return chrome;
}

const lastChrome = new WeakMap<Outline, { root: number; title: number | undefined; chrome: Uint8Array }>();

function seekChrome(outline: Outline, root: number, title: number | undefined): Uint8Array {
  const chrome = new Uint8Array(outline.elements.length);
  const whole = textSize(outline, root);
  for (let i = root; i < (outline.end[root] as number); i++) {
    // Names inside code are those of tokens: `<span class="comment">`.
    if ((outline.elements[i] as Element).name === "pre") {
      chrome.fill(2, i, outline.end[i] as number);
      i = (outline.end[i] as number) - 1;
      continue;
    }
    if (!isChrome(outline.elements[i] as Element)) continue;
    // What holds the title or most of the page surrounds nothing, whatever it is called.
    if (title !== undefined && isInside(outline, title, i)) continue;
    if (textSize(outline, i) > whole * 0.6) continue;
    const end = outline.end[i] as number;
    chrome.fill(1, i, end);
    i = end - 1;
  }
  return chrome;
}

function lineValue(outline: Outline, at: number, chrome: Uint8Array, beforeTitle: boolean): number {
  const line = outline.lines[at] as Line;
  const first = outline.pieces[line.from];
  if (!first) return 0;
  const size = line.text.length;
  if (chrome[first.parent] === 1 || chrome[line.block] === 1) return -size;
  if (chrome[line.block] === 2) return size;
  const name = (outline.elements[line.block] as Element).name;
  if (HEADING.test(name)) return 0;
  let links = 0;
  for (let i = line.from; i < line.to; i++) {
    const piece = outline.pieces[i] as Outline["pieces"][number];
    if (isLinked(outline, piece.parent, line.block)) links += piece.node.data.length;
  }
  if (links > size * 0.6) return beforeTitle ? -size : -0.3 * size;
  if (beforeTitle) return name === "p" ? 0 : -0.2 * size;
  if (name === "p" || name === "pre" || name === "blockquote" || name === "li" || name === "td" || name === "dd" || name === "figcaption")
    return size - links;
  // Text in a box of its own: a label when short, running text when long.
  return size > 80 ? size - links : 0;
}

function isLinked(outline: Outline, element: number, block: number): boolean {
  let at = element;
  while (at >= block && at >= 0) {
    if ((outline.elements[at] as Element).name === "a") return true;
    at = outline.parent[at] as number;
  }
  return false;
}
