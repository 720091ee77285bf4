import type { Byline } from "../../model/parts.ts";
import type { DateMention } from "../../values/written-date.ts";
import type { EdgeDate } from "./edge-date.ts";
import { fold } from "./fold-line.ts";
import { BEYOND, INVISIBLE, MARKS, SPACE, SPACES, WIDE } from "./line-marks.ts";

/** What a line looks like, whatever stands around it. */
export type LineKind =
  | "date" // a date and little else
  | "meta" // a date, a byline or a filing label among other words
  | "dated" // begins or ends with a date, and may be a title all the same
  | "byline"
  | "bio" // about the person who wrote
  | "note" // where else it appeared, what else there is of a series
  | "more" // leads from the teaser to the post
  | "social" // comments, sharing
  | "filed" // category and tag labels
  | "chrome" // navigation, titles of sidebars, copyright
  | "page" // page 3 of 9
  | "count" // numbers, reading times
  | "mark" // no letter, no digit
  | "item" // of a list
  | "code"
  | "url"
  | "quote"
  | "short"
  | "sentence"
  | "long";

/** Kinds as numbers, from 1. */
export const KIND_CODES: Readonly<Record<LineKind, number>> = {
  date: 1,
  meta: 2,
  dated: 3,
  byline: 4,
  bio: 5,
  note: 6,
  more: 7,
  social: 8,
  filed: 9,
  chrome: 10,
  page: 11,
  count: 12,
  mark: 13,
  item: 14,
  code: 15,
  url: 16,
  quote: 17,
  short: 18,
  sentence: 19,
  long: 20,
};

/** One line of a page dump that is not blank. Wrapped lines are already one. */
export interface PageLine {
  /** Without indentation and list marker, inner white space as it stands. */
  readonly text: string;
  /** Number of its first line in the dump, from 0. */
  readonly line: number;
  /** Blank lines before it. */
  readonly gap: number;
  /** Columns of indentation, of the list marker where there is one. */
  readonly indent: number;
  /** The list marker it had, `*` or `3.`. */
  readonly marker: string | undefined;
  /** Which kinds of character it may have, as the bits of `line-marks.ts`. */
  readonly marks: number;
}

/** A line and what it looks like. */
export interface LineFacts extends PageLine {
  readonly kind: LineKind;
  /** Its words, folded: what makes two lines the same. */
  readonly folded: string;
  /** Length in characters, East Asian ones counting double. */
  readonly size: number;
  readonly dates: readonly DateMention[];
  readonly bylines: readonly Byline[];
  /** How often a line with the same words stands in the dump. */
  readonly repeats: number;
  /** A date at one end of it, and what else it says: a title, on some pages. */
  readonly edge: EdgeDate | undefined;
}

/** A line that is still being looked at. One object serves from the first cut to the last: a dump has hundreds of thousands. */
export type DraftLine = { -readonly [K in keyof LineFacts]: LineFacts[K] };

const BULLET = /^(?:[*•‣◦▪●○+·–-])[ \t\u00a0]+(?=\S)/u;
const NUMBER = /^\d{1,3}[.)][ \t\u00a0]+(?=\S)/;
/** Nothing in it is ink: joiners, marks of direction, soft hyphens. */
const NO_INK = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;
const NONE: readonly never[] = [];

/** The lines of a dump that carry text. What they look like is still to be said. */
export function splitLines(dump: string): DraftLine[] {
  const lines: DraftLine[] = [];
  const { length } = dump;
  let gap = 0;
  let number = 0;
  for (let start = 0; start <= length; number++) {
    const next = dump.indexOf("\n", start);
    const end = next < 0 ? length : next;
    const line = start === end ? undefined : lineAt(dump, start, end, number, gap);
    if (line) {
      lines.push(line);
      gap = 0;
    } else gap++;
    start = end + 1;
  }
  return unwrap(lines);
}

/** One walk over the characters of a line; small, and so soon compiled. */
function lineAt(dump: string, start: number, end: number, number: number, gap: number): DraftLine | undefined {
  let first = -1;
  let last = -1;
  let marks = 0;
  // A blank is no news until the next character comes.
  let odd = false;
  for (let i = start; i < end; i++) {
    const code = dump.charCodeAt(i);
    const mark = code < 128 ? (MARKS[code] as number) : beyond(code);
    marks |= mark;
    if ((mark & SPACE) === 0) {
      if (first < 0) first = i;
      else if (i - last > 2 || odd) marks |= SPACES;
      last = i;
      odd = false;
    } else if (code !== 32) odd = true;
  }
  if (first < 0) return undefined;
  if ((marks & BEYOND) !== 0) return cutBeyond(dump.slice(start, end), number, gap, marks);
  return cut(dump.slice(first, last + 1), first - start, number, gap, marks);
}

function beyond(code: number): number {
  const wide = code >= 0x1100 ? BEYOND | WIDE : BEYOND;
  if (code === 0xa0 || code === 0x3000) return wide | SPACES;
  if (code === 0xad || code === 0xfeff) return wide | INVISIBLE;
  // Spaces of many widths, joiners and marks of direction, with quotes and dashes between them.
  const block = code >= 0x2000 && code <= 0x206f && (code <= 0x200f || code >= 0x205f || (code >= 0x2028 && code <= 0x202f));
  return block ? wide | SPACES | INVISIBLE : wide;
}

/** Outside ASCII white space and what is no ink are many characters. */
function cutBeyond(slice: string, number: number, gap: number, marks: number): DraftLine | undefined {
  const raw = (marks & INVISIBLE) === 0 ? slice : slice.replace(NO_INK, "");
  const body = raw.trim();
  return body === ""
    ? undefined
    : cut(body, raw.length - raw.trimStart().length, number, gap, (marks & INVISIBLE) === 0 ? marks : marks | SPACES);
}

function cut(body: string, indent: number, line: number, gap: number, marks: number): DraftLine {
  const mark = mayBeItem(body.charCodeAt(0), indent) ? (BULLET.exec(body) ?? NUMBER.exec(body)) : null;
  return mark
    ? createLine(body.slice(mark[0].length), line, gap, indent, mark[0].trim(), marks)
    : createLine(body, line, gap, indent, undefined, marks);
}

/** A line that nobody has looked at yet. All are made here: objects of one shape, which is what makes reading them quick. */
export function createLine(text: string, line: number, gap: number, indent: number, marker: string | undefined, marks: number): DraftLine {
  return new DumpLine(text, line, gap, indent, marker, marks);
}

class DumpLine implements DraftLine {
  text: string;
  line: number;
  gap: number;
  indent: number;
  marker: string | undefined;
  marks: number;
  kind: LineKind = "short";
  size = 0;
  dates: readonly DateMention[] = NONE;
  bylines: readonly Byline[] = NONE;
  repeats = 1;
  edge: EdgeDate | undefined = undefined;
  private words: string | undefined = undefined;

  constructor(text: string, line: number, gap: number, indent: number, marker: string | undefined, marks: number) {
    this.text = text;
    this.line = line;
    this.gap = gap;
    this.indent = indent;
    this.marker = marker;
    this.marks = marks;
  }

  get folded(): string {
    this.words ??= this.text.length > 400 ? this.text : fold(this.text, this.marks);
    return this.words;
  }
}

/** Indented numbers, dashes and bullets make list items, at the edge only bullets do. */
function mayBeItem(code: number, indent: number): boolean {
  if (code === 42) return true;
  if (code >= 128) return indent > 0 || "•‣◦▪●○".includes(String.fromCharCode(code));
  return indent > 0 && ((code >= 48 && code <= 57) || code === 43 || code === 45);
}

/**
 * A text browser breaks paragraphs at a fixed width. The width shows as an edge: many lines end just below it, none goes beyond,
 * and the first word of the line after would not have fitted.
 */
function unwrap(lines: DraftLine[]): DraftLine[] {
  let width = 0;
  let beyond = 0;
  // Code and addresses are not broken.
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as DraftLine;
    const end = columns(line);
    if (end > WIDEST) beyond++;
    else if (end > width) width = end;
  }
  if (width < NARROWEST || beyond > lines.length * 0.03 || lines.length < 8) return lines;
  let near = 0;
  let followed = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const next = lines[i + 1] as DraftLine;
    const end = columns(lines[i] as DraftLine);
    if (end < width * 0.75 || end > width) continue;
    near++;
    if (next.gap === 0 && next.marker === undefined && fits(end, next, width) === false) followed++;
  }
  if (near < 4 || followed < near * 0.5) return lines;
  const out: DraftLine[] = [];
  let open: DraftLine | undefined;
  // The line before as it stood in the dump, the pieces that it is the last of having become one line.
  let end = 0;
  let han = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as DraftLine;
    const own = columns(line);
    const ends = (line.marks & WIDE) !== 0 && HAN_END.test(line.text);
    if (open && line.gap === 0 && line.marker === undefined && end > width * 0.6 && end <= width && !fits(end, line, width)) {
      open.text += han ? line.text : ` ${line.text}`;
      open.marks |= line.marks;
    } else {
      out.push(line);
      open = line;
    }
    end = own;
    han = ends;
  }
  return out;
}

const NARROWEST = 56;
const WIDEST = 132;

/** How many columns a line takes with its indentation. East Asian signs take two. */
function columns(line: DraftLine): number {
  const { text, indent } = line;
  let wide = 0;
  if ((line.marks & WIDE) !== 0) for (let i = 0; i < text.length && i <= WIDEST; i++) if (isWide(text.charCodeAt(i))) wide++;
  return text.length + indent + wide;
}

function isWide(code: number): boolean {
  return code >= 0x1100 && (code < 0x1200 || code >= 0x2e80) && code < 0xffdc;
}

const HAN_END = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** Whether the first word of a line would have fitted behind so many columns. */
function fits(end: number, next: PageLine, width: number): boolean {
  if (isWide(next.text.charCodeAt(0))) return end + 2 <= width;
  const space = next.text.indexOf(" ");
  return end + 1 + (space < 0 ? next.text.length : space) <= width;
}
