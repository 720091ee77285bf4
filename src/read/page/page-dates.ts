import type { Element } from "domhandler";
import type { Timestamp } from "../../model/timestamp.ts";
import { type DateMention, findDateMentions, readWrittenDate, settleDayOrder } from "../../values/written-date.ts";
import { foldWord, isWeekday, mayNameMonth } from "../../values/written-date-index.ts";
import { type Line, lineAt, type Outline } from "./outline.ts";

/** A date somewhere on a page. */
export interface DateMark {
  /** Index of the element that it stands in. */
  readonly element: number;
  /** Index of its line; -1 where it stands in an attribute only. */
  readonly line: number;
  /** Absent where the year is missing or the order of day and month is not settled. */
  readonly date?: Timestamp;
  /** "3 days ago", and nothing given to count from. */
  readonly relative?: string;
  /** Day and month without a year. */
  readonly partial?: { readonly month: number; readonly day: number };
  /** The two days that 03/04/2012 may mean. */
  readonly either?: readonly Timestamp[];
  /** Machine-readable: `<time datetime>` and the like. */
  readonly machine: boolean;
  /** Offsets in its line, and how many characters stand besides it in the line, or in its element where that holds little else. */
  readonly start: number;
  readonly end: number;
  readonly beside: number;
  /** What stands before it in its line. */
  readonly label: string;
}

const ISO = /^\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?/i;

const YEAR = /\d{4}/;

/** How many pieces of a line are looked at one by one. */
const MAX_PIECES = 400;

/** All dates of a page in document order. Text is searched where dates stand: in short lines, and at either end of long ones. */
export function findPageDates(outline: Outline, options: { language?: string | undefined; now?: string | undefined }): DateMark[] {
  const found: { line: number; mention: DateMention; beside?: number; element?: number }[] = [];
  const lines = outline.lines;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as Line;
    const text = line.text.length > 240 ? line.text.slice(0, 120) : line.text;
    const mentions = findDateMentions(text, options);
    // A day may stand in an element of its own with no space to its neighbours ("2012</i><i>3 min").
    const dated = mentions.some((m) => m.readings.length > 0);
    const glued = line.text.length <= 60 && !dated && YEAR.test(line.text);
    let own = false;
    if (line.to - line.from > 1 && (line.text.length > 60 || glued)) {
      // A day in the midst of other inline elements.
      let before = 0;
      for (let k = line.from; k < Math.min(line.to, line.from + MAX_PIECES); k++) {
        const piece = outline.pieces[k] as Outline["pieces"][number];
        const part = piece.node.data.replace(/\s+/g, " ").trim();
        const at = line.text.indexOf(part, before);
        if (at >= 0) before = at + part.length;
        if (part.length > 40 || (!glued && at < 120) || !/\p{N}/u.test(part)) continue;
        const mention = findDateMentions(part, options).find((m) => m.readings.length > 0);
        if (!mention) continue;
        found.push({ line: i, mention: { ...mention, start: at + mention.start, end: at + mention.end }, element: piece.parent });
        own = glued;
      }
    }
    if (own) continue;
    for (const mention of mentions) found.push({ line: i, mention });
    if (dated || line.text.length > 16 || !/\p{N}/u.test(line.text + (lines[i + 1]?.text ?? ""))) continue;
    // "12", "Mar", "2014" in boxes of their own.
    if (/\p{L}/u.test(line.text) && !mayNameMonth(line.text) && !isWeekday(foldWord(line.text))) continue;
    let joined = line.text;
    for (let k = 1; k <= 3 && i + k < lines.length; k++) {
      const next = lines[i + k] as Line;
      if (next.text.length > 16 || !areNear(outline, line.block, next.block)) break;
      joined += ` ${next.text}`;
      const whole = findDateMentions(joined, options).find((m) => m.readings.length > 0 && m.start === 0 && joined.length - m.end < 2);
      if (whole) {
        found.push({ line: i, mention: { ...whole, start: 0, end: line.text.length } });
        i += k;
        break;
      }
    }
  }
  const dayFirst = settleDayOrder(found.map((f) => f.mention));
  const marks: DateMark[] = [];
  for (const { line: at, mention, element: own } of found) {
    const line = lines[at] as Line;
    let readings = mention.readings;
    if (readings.length > 1 && dayFirst !== undefined) {
      const settled = findDateMentions(line.text.slice(mention.start, mention.end), { ...options, dayFirst })[0];
      if (settled?.readings.length === 1) readings = settled.readings;
    }
    if (readings.length === 0 && !mention.partial && !mention.relative) continue;
    const piece = pieceAt(outline, line, mention.start);
    const whole = readings.length === 1 ? undefined : dateBehind(outline.elements[own ?? piece.parent] as Element, mention);
    if (whole !== undefined) readings = [whole];
    const filled = line.to - line.from > 1 && piece.node.data.replace(/\s+/g, " ").trim().length <= mention.end - mention.start + 3;
    const mark: { -readonly [K in keyof DateMark]: DateMark[K] } = {
      element: own ?? piece.parent,
      line: at,
      machine: false,
      start: mention.start,
      end: mention.end,
      beside: filled ? 4 : line.text.length - (mention.end - mention.start),
      label: line.text.slice(Math.max(0, mention.start - 40), mention.start),
    };
    if (readings.length === 1) mark.date = readings[0] as Timestamp;
    else if (readings.length > 1) mark.either = readings;
    if (mention.partial && whole === undefined) mark.partial = mention.partial;
    if (mention.relative && readings.length === 0) mark.relative = line.text.slice(mention.start, mention.end);
    marks.push(mark);
  }
  for (let i = 0; i < outline.elements.length; i++) {
    const date = machineDate(outline.elements[i] as Element);
    if (date !== undefined)
      marks.push({ element: i, line: lineOf(outline, i), date, machine: true, start: 0, end: 0, beside: 0, label: "" });
  }
  return marks.sort((a, b) => a.element - b.element || a.line - b.line || a.start - b.start);
}

const PUBLISHED = /^date(?:Published|Created)$/i;
const PUBLISHED_NAME = /(?:^|\s)(?:published|dt-published|timestamp)(?:\s|$)/;
const TIME_OF_DAY = /\d:\d/;
const OFFSET = /(?:Z|UTC|[+-]\d\d:?\d\d)$/i;

function machineDate(element: Element): Timestamp | undefined {
  const { attribs } = element;
  const value =
    element.name === "time" || attribs.datetime !== undefined
      ? attribs.datetime
      : attribs.itemprop !== undefined && PUBLISHED.test(attribs.itemprop)
        ? (attribs.content ?? attribs.datetime)
        : attribs.class !== undefined && PUBLISHED_NAME.test(attribs.class)
          ? attribs.title
          : undefined;
  const match = value === undefined ? null : ISO.exec(value);
  if (!match) return undefined;
  const [whole, year = "", month = "", day = ""] = match;
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(year) < 1970) return undefined;
  const instant = whole.trim();
  if (!TIME_OF_DAY.test(instant) || !OFFSET.test(instant)) return `${year}-${month}-${day}`;
  return instant
    .replace(" ", "T")
    .replace(/\s*(?:Z|UTC)$/i, "Z")
    .replace(/\s*([+-]\d\d):?(\d\d)$/, "$1:$2")
    .replace(/T(\d\d:\d\d)(?=[Z+-])/, "T$1:00");
}

const DATE_ATTRIBUTES = ["datetime", "title", "date", "data-date", "data-datetime", "data-time", "data-timestamp", "aria-label"];

/** The whole day in an attribute of an element that shows only "9 May" or "3 days ago"; one that it agrees with. */
function dateBehind({ attribs }: Element, { partial, relative }: DateMention): Timestamp | undefined {
  if (!partial && !relative) return undefined;
  for (const name of DATE_ATTRIBUTES) {
    const value = attribs[name];
    if (value === undefined || value.length > 60 || !/\d{4}/.test(value)) continue;
    const date = readWrittenDate(value)?.date;
    if (date !== undefined && (!partial || (Number(date.slice(5, 7)) === partial.month && Number(date.slice(8, 10)) === partial.day)))
      return date;
  }
  return undefined;
}

function areNear(outline: Outline, a: number, b: number): boolean {
  let up = a;
  for (let i = 0; i < 3 && up > 0; i++) {
    if (b >= up && b < (outline.end[up] as number)) return true;
    up = outline.parent[up] as number;
  }
  return b >= up && b < (outline.end[up] as number) && (outline.end[up] as number) - up < 24;
}

/** The first line that begins in an element, else the line that it stands in. */
function lineOf(outline: Outline, element: number): number {
  const piece = outline.pieceFrom[element] as number;
  if (piece >= (outline.pieceTo[element] as number)) return -1;
  return lineAt(outline, piece);
}

/** The text piece at an offset of a line. */
function pieceAt(outline: Outline, line: Line, offset: number): Outline["pieces"][number] {
  let at = 0;
  for (let i = line.from; i < line.to && line.to - line.from > 1; i++) {
    const piece = outline.pieces[i] as Outline["pieces"][number];
    const own = piece.node.data.replace(/\s+/g, " ").trim();
    const start = line.text.indexOf(own, at);
    at = (start < 0 ? at : start) + own.length;
    if (at > offset) return piece;
  }
  return outline.pieces[line.from] as Outline["pieces"][number];
}
