import { PROSE } from "./line-looks.ts";
import type { LineFacts, LineKind } from "./page-line.ts";
import { ONCE as ENDING } from "./phrases.ts";

/** What a line adds to the likelihood that the text of an article goes on. */
const WORTH: Readonly<Record<LineKind, number>> = {
  long: 200,
  sentence: 60,
  quote: 50,
  bio: 30,
  note: 30,
  item: 8,
  code: 4,
  short: 2,
  url: 0,
  mark: 0,
  count: -2,
  byline: -10,
  filed: -15,
  social: -25,
  date: -25,
  meta: -25,
  dated: -15,
  chrome: -60,
  page: -80,
  more: -80,
};

/** The share of an article's text that stands above what a page prints under it, at least. */
const MOST_TEXT = 0.6;

/** Where a text that is one post ends: at the first print of the page, or the first words that stand under posts only, behind most of its text. */
export function soleEnd(lines: readonly LineFacts[], title: number): number {
  let all = 0;
  for (let i = title + 1; i < lines.length; i++) all += sentenceSize(lines[i] as LineFacts);
  let above = 0;
  for (let i = title + 1; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (above > all * MOST_TEXT && (PRINT.has(line.kind) || (line.size < 60 && ENDING.test(line.text)))) return i;
    above += sentenceSize(line);
  }
  return lines.length;
}

/** The lines that hold the text of an article, as a half-open range: where text outweighs print of the page most. */
function mainText(lines: readonly LineFacts[]): { readonly from: number; readonly to: number } {
  let from = 0;
  let to = 0;
  let most = 0;
  let start = 0;
  let sum = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    sum += line.repeats > 2 ? Math.min(0, WORTH[line.kind]) : WORTH[line.kind];
    if (sum <= 0) {
      sum = 0;
      start = i + 1;
    } else if (sum > most) {
      most = sum;
      from = start;
      to = i + 1;
    }
  }
  return { from, to };
}

/**
 * What speaks for a line being the title of a text that is one post, in nats for each unit. Learnt by softmax regression, line against
 * line of one text, from dumps of the posts of public blogs with their menus and without.
 */
const SIGNS = {
  /** How much it looks like a title by itself. */
  looks: 0.24,
  /** Log of one more than the lines from it to the main text; the same for a line inside of that. */
  above: -0.56,
  inside: -1.02,
  /** The nearest date below: on the next line, up to three lines away, up to six; a date on the line above. */
  dateNext: 5.86,
  dateNear: 4.33,
  dateFar: 2.23,
  dateAbove: 1.82,
  /** A time of reading below. */
  reading: 1.36,
  /** Of its words, how many the main text uses as well. */
  echo: 2.55,
  /** Text right below; print of the page. */
  textBelow: 0.57,
  printBelow: -3.49,
  gapAbove: 1.76,
  gapBelow: 4.62,
  /** Ten to eighty characters; more. */
  fit: 0.72,
  wordy: -2.01,
  /** Fifties of characters, to two. */
  size: 1.55,
  item: -2.3,
  chrome: -2.6,
  short: 0.81,
  /** Share of the page's sentences above it. */
  before: -7.32,
  textAbove: -1.45,
};

const NAMES = Object.keys(SIGNS) as (keyof typeof SIGNS)[];
/** What looks less like one is no title: the text begins without. */
const LEAST = 3;
/** How far above the main text, and how far inside of it, a title is looked for, in lines. */
const ABOVE = 150;
const INSIDE = 12;
/** So much of the main text is asked for the words of a title, in characters. */
const ECHO = 6000;
/** Nothing longer is a title. */
const LONGEST = 160;

/** How much a line looks like a title, by its index. */
type Looks = (i: number) => number;

/** The title of a text that is one post: of the lines above its main text the likeliest; `undefined` where it begins without. */
export function soleTitle(lines: readonly LineFacts[], looks: Looks): number | undefined {
  return lines.some((line) => PRINT.has(line.kind)) ? pageTitle(lines, looks) : headTitle(lines, looks);
}

/** How far into a text without any print of a page its title is looked for, in lines. */
const HEAD = 40;

/** The line near the beginning that looks most like a title and has a date, a byline or text below it. */
function headTitle(lines: readonly LineFacts[], looks: Looks): number | undefined {
  let best: number | undefined;
  let most = 1.9;
  for (let i = 0; i < Math.min(HEAD, lines.length - 1); i++) {
    const line = lines[i] as LineFacts;
    // What comes after the first paragraph is a heading inside the text.
    if (line.size > LONGEST) break;
    const below = [lines[i + 1], lines[i + 2]];
    let odds = looks(i);
    if (below.some((l) => l && (l.kind === "date" || l.kind === "meta" || l.kind === "byline"))) odds += 2;
    if (below.some((l) => l && l.size > 80)) odds += 1;
    if (i > 0 && /^[^\p{L}]*$/u.test(lines[i + 1]?.text ?? "")) odds += 0.5;
    if (line.gap > 0 || i === 0) odds += 0.3;
    if (i > 0 && (lines[i - 1] as LineFacts).size > 80) odds -= 2;
    if (odds > most) [best, most] = [i, odds];
  }
  return best;
}

/** On a page with its menus: of the lines above the main text the one that most speaks for. */
function pageTitle(lines: readonly LineFacts[], looksOf: Looks): number | undefined {
  const { from, to } = mainText(lines);
  let sentences = 0;
  for (let i = 0; i < lines.length; i++) sentences += sentenceSize(lines[i] as LineFacts);
  let main = "";
  for (let i = from; i < to && main.length < ECHO; i++) main += ` ${(lines[i] as LineFacts).folded.slice(0, 400)}`;
  let before = 0;
  let best: number | undefined;
  let most = LEAST;
  for (let i = 0; i < Math.min(lines.length - 1, from + INSIDE); i++) {
    const line = lines[i] as LineFacts;
    const looks = looksOf(i);
    if (i >= from - ABOVE && looks >= -3 && line.size <= LONGEST) {
      const signs = signsOf(lines, i, from, looks, main, before / Math.max(1, sentences));
      const odds = NAMES.reduce((sum, name) => sum + SIGNS[name] * signs[name], 0);
      if (odds > most) [best, most] = [i, odds];
    }
    before += sentenceSize(line);
  }
  return best;
}

function sentenceSize(line: LineFacts): number {
  return PROSE.has(line.kind) && line.size > 60 ? line.size : 0;
}

function signsOf(
  lines: readonly LineFacts[],
  i: number,
  from: number,
  looks: number,
  main: string,
  before: number,
): Record<keyof typeof SIGNS, number> {
  const line = lines[i] as LineFacts;
  const below = lines[i + 1] as LineFacts;
  const day = [1, 2, 3, 4, 5, 6].find((o) => isDate(lines[i + o])) ?? 0;
  return {
    looks,
    above: Math.log(1 + Math.max(0, from - i)),
    inside: Math.log(1 + Math.max(0, i - from)),
    dateNext: day === 1 ? 1 : 0,
    dateNear: day === 2 || day === 3 ? 1 : 0,
    dateFar: day > 3 ? 1 : 0,
    dateAbove: isDate(lines[i - 1]) ? 1 : 0,
    reading: [1, 2, 3].some((o) => lines[i + o]?.kind === "count") ? 1 : 0,
    echo: echoOf(line, main, i >= from),
    textBelow: below.size > 80 ? 1 : 0,
    printBelow: PRINT.has(below.kind) ? 1 : 0,
    gapAbove: line.gap > 0 ? 1 : 0,
    gapBelow: below.gap > 0 ? 1 : 0,
    fit: line.size >= 10 && line.size <= 80 ? 1 : 0,
    wordy: line.size > 80 ? 1 : 0,
    size: Math.min(2, line.size / 50),
    item: line.marker !== undefined ? 1 : 0,
    chrome: line.kind === "chrome" ? 1 : 0,
    short: line.kind === "short" ? 1 : 0,
    before,
    textAbove: (lines[i - 1]?.size ?? 0) > 80 ? 1 : 0,
  };
}

const PRINT: ReadonlySet<LineKind> = new Set<LineKind>(["chrome", "page", "social", "more"]);

function isDate(line: LineFacts | undefined): boolean {
  return line !== undefined && (line.kind === "date" || line.kind === "meta" || line.kind === "dated");
}

/** The share of a line's words that stand in a text, twice where the line is a part of it. */
function echoOf(line: LineFacts, text: string, own: boolean): number {
  const words = line.folded.slice(0, LONGEST).match(/[\u3040-\u9fff\uac00-\ud7af]{2}|[\p{L}\p{N}]{4,}/gu) ?? [];
  if (words.length === 0) return 0;
  const found = words.filter((word) => {
    const at = text.indexOf(word);
    return at >= 0 && (!own || text.indexOf(word, at + 1) >= 0);
  });
  return found.length / words.length;
}
