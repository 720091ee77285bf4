import { LineColumns } from "./line-columns.ts";
import { ALPHA, MARK, marksOf, SPACE, WIDE } from "./line-marks.ts";
import { STEM_BEGINNINGS, stemBeginning, stemsAt } from "./line-stems.ts";
import { SEED_A, SEED_B, stepA, stepB } from "./symbol-table.ts";

/** A text and where its lines stand in it. */
export interface SplitText {
  readonly text: string;
  readonly lines: LineColumns;
}

/** Joiners, marks of direction, soft hyphens. */
const NO_INK = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

/** The lines of a dump that carry text; those that a text browser broke are one again. */
export function splitLines(dump: string): SplitText {
  const text = dump.replace(NO_INK, "");
  return unwrap(text, walk(text));
}

function walk(dump: string): LineColumns {
  const lines = new LineColumns(256 + (dump.length >> 5));
  const { length } = dump;
  let gap = 0;
  let number = 0;
  for (let start = 0; start <= length; number++) {
    const next = dump.indexOf("\n", start);
    const end = next < 0 ? length : next;
    let first = start;
    let last = end;
    while (first < last && (marksOf(dump.charCodeAt(first)) & SPACE) !== 0) first++;
    while (last > first && (marksOf(dump.charCodeAt(last - 1)) & SPACE) !== 0) last--;
    if (first === last) gap++;
    else {
      readLine(dump, lines, lines.add(first, textStart(dump, first, first - start), last, number, gap, first - start));
      gap = 0;
    }
    start = end + 1;
  }
  return lines;
}

/** `*` or `3.` and blanks behind it. */
const MARKER = /(?:[*•‣◦▪●○+·–-]|\d{1,3}[.)])[ \t\u00a0]+(?=\S)/y;
const EDGE_MARKERS = "*•‣◦▪●○";
const MARKERS = `${EDGE_MARKERS}+·–-0123456789`;

/** Where the text of a line begins. Indented numbers, dashes and bullets make list items, at the edge only bullets do. */
function textStart(dump: string, first: number, indent: number): number {
  const code = dump.charCodeAt(first);
  if ((code >= 65 && code <= 122) || !(indent > 0 ? MARKERS : EDGE_MARKERS).includes(dump.charAt(first))) return first;
  MARKER.lastIndex = first;
  return MARKER.test(dump) ? MARKER.lastIndex : first;
}

/** Says what a line is made of, in one walk over its characters. */
function readLine(text: string, lines: LineColumns, line: number): void {
  let from = lines.start[line] as number;
  let to = lines.end[line] as number;
  let marks = 0;
  for (; from < to; from++) {
    const mark = marksOf(text.charCodeAt(from));
    if ((mark & MARK) === 0) break;
    marks |= mark;
  }
  for (; to > from; to--) {
    const mark = marksOf(text.charCodeAt(to - 1));
    if ((mark & MARK) === 0) break;
    marks |= mark;
  }
  let a = SEED_A;
  let b = SEED_B;
  let before = 0;
  let beginning = 0;
  for (let i = from; i < to; i++) {
    let code = text.charCodeAt(i);
    const mark = marksOf(code);
    // Two blanks in a row are more than one.
    marks |= mark | ((mark & before & SPACE) << 1);
    before = mark;
    if ((mark & ALPHA) !== 0) code |= 32;
    a = stepA(a, code);
    b = stepB(b, code);
    beginning = stemBeginning(beginning, code);
    if (STEM_BEGINNINGS[beginning] === 1) marks |= stemsAt(text, i - 2, beginning);
  }
  lines.marks[line] = marks;
  lines.hashA[line] = a;
  lines.hashB[line] = b;
}

/**
 * A text browser breaks paragraphs at a fixed width. The width shows as an edge: many lines end just below it, few go beyond,
 * and the first word of the line after would not have fitted.
 */
function unwrap(text: string, lines: LineColumns): SplitText {
  const { length } = lines;
  if (length < 8) return { text, lines };
  const ends = new Int32Array(length);
  for (let i = 0; i < length; i++) ends[i] = columns(text, lines, i);
  // Code and addresses are not broken.
  const beyond = (width: number) => ends.reduce((sum, end) => (end > width ? sum + 1 : sum), 0);
  if (beyond(WIDEST) > length * 0.03) return { text, lines };
  const width = wrapWidth(text, lines, ends);
  if (beyond(width) > length * 0.1 || beyond(NARROWEST - 1) === 0) return { text, lines };
  let near = 0;
  let followed = 0;
  let inside = 0;
  for (let i = 0; i + 1 < length; i++) {
    const end = ends[i] as number;
    if (end < width * 0.75 || end > width) continue;
    near++;
    if (!goesOn(lines, i + 1) || fits(text, lines, i + 1, end, width)) continue;
    followed++;
    // Titles below one another, and not the rest of a sentence.
    if (!BEGINS.test(text.charAt(lines.start[i + 1] as number))) inside++;
  }
  if (near < 4 || followed < near * 0.5 || inside < followed * 0.4) return { text, lines };
  return joinLines(text, lines, (i) => {
    const end = ends[i - 1] as number;
    return goesOn(lines, i) && end > width * 0.6 && end <= width && !fits(text, lines, i, end, width);
  });
}

/**
 * The width that most breaks agree on: a line ends within it, and the first word of the next would have gone beyond. Each break allows a
 * stretch of widths; the one that lies in most of them is taken.
 */
function wrapWidth(text: string, lines: LineColumns, ends: Int32Array): number {
  const steps = new Int32Array(WIDEST + 2);
  for (let i = 0; i + 1 < lines.length; i++) {
    const end = ends[i] as number;
    if (end > WIDEST || !goesOn(lines, i + 1)) continue;
    const least = Math.max(end, NARROWEST);
    const most = Math.min(end + firstWord(text, lines, i + 1), WIDEST);
    if (most < least) continue;
    steps[least] = (steps[least] as number) + 1;
    steps[most + 1] = (steps[most + 1] as number) - 1;
  }
  let best = NARROWEST;
  let agreed = 0;
  for (let width = NARROWEST, sum = 0; width <= WIDEST; width++) {
    sum += steps[width] as number;
    if (sum > agreed) [best, agreed] = [width, sum];
  }
  return best;
}

/** The same lines, those that go on with the line above as one with it. */
function joinLines(text: string, lines: LineColumns, isPiece: (i: number) => boolean): SplitText {
  const pieces: string[] = [];
  const joined = new LineColumns(lines.length);
  let at = 0;
  let last = -1;
  for (let i = 0; i < lines.length; i++) {
    const first = lines.first[i] as number;
    const start = lines.start[i] as number;
    const piece = text.slice(first, lines.end[i]);
    if (i > 0 && isPiece(i)) {
      const before = pieces.at(-1) as string;
      const han = ((lines.marks[i - 1] as number) & WIDE) !== 0 && HAN_END.test(before);
      pieces.push(han ? piece : ` ${piece}`);
    } else {
      last = joined.add(at, at + start - first, at, lines.number[i] as number, lines.gap[i] as number, lines.indent[i] as number);
      pieces.push(piece);
    }
    at += (pieces.at(-1) as string).length;
    joined.end[last] = at;
  }
  const whole = pieces.join("");
  for (let i = 0; i < joined.length; i++) readLine(whole, joined, i);
  return { text: whole, lines: joined };
}

/** What sentences and titles begin with, where letters are large and small. */
const BEGINS = /[\p{Lu}\p{N}]/u;
const NARROWEST = 56;
const WIDEST = 132;

/** Whether nothing parts a line from the one above it. */
function goesOn(lines: LineColumns, i: number): boolean {
  return lines.gap[i] === 0 && lines.first[i] === lines.start[i];
}

/** How many columns a line takes with its indentation. East Asian signs take two. */
function columns(text: string, lines: LineColumns, i: number): number {
  const start = lines.start[i] as number;
  const end = lines.end[i] as number;
  let wide = 0;
  if (((lines.marks[i] as number) & WIDE) !== 0) {
    const reach = Math.min(end, start + WIDEST + 1);
    for (let k = start; k < reach; k++) if (isWide(text.charCodeAt(k))) wide++;
  }
  return end - start + (lines.indent[i] as number) + wide;
}

function isWide(code: number): boolean {
  return code >= 0x1100 && (code < 0x1200 || code >= 0x2e80) && code < 0xffdc;
}

const HAN_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Whether the first word of a line would have fitted behind so many columns. */
function fits(text: string, lines: LineColumns, i: number, end: number, width: number): boolean {
  return end + firstWord(text, lines, i) < width;
}

/** How many columns the first word of a line takes. East Asian lines break before any sign. */
function firstWord(text: string, lines: LineColumns, i: number): number {
  const start = lines.start[i] as number;
  const last = lines.end[i] as number;
  if (isWide(text.charCodeAt(start))) return 1;
  let to = start;
  while (to < last && text.charCodeAt(to) !== 32) to++;
  return to - start;
}
