import type { Timestamp } from "../model/timestamp.ts";
import { mayNameMonth, mayTellElapsed } from "./written-date-index.ts";
import type { DateMention, WrittenDateOptions } from "./written-date-mention.ts";
import { namedDates } from "./written-date-named.ts";
import { eastAsianDates, numericDates } from "./written-date-numeric.ts";
import { relativeDates } from "./written-date-relative.ts";

export type { DateMention, WrittenDateOptions };

/** A date where it stands in a text. */
export interface WrittenDate {
  /** A bare day; an instant where a time and its offset from UTC are printed. */
  readonly date: Timestamp;
  /** Offsets into the text, in characters: with weekday and time, without words such as "posted on". */
  readonly start: number;
  readonly end: number;
}

/**
 * A text that is a date and little else ("Posted on Sunday, 4th March 2012 at 9:30").
 * `undefined` for what is no date, is ambiguous, or stands among other words.
 */
export function readWrittenDate(text: string, options: WrittenDateOptions = {}): WrittenDate | undefined {
  if (text.length > 200) return undefined;
  const found = findWrittenDate(text, options);
  if (!found) return undefined;
  const rest = text.slice(0, found.start) + text.slice(found.end);
  return rest.replace(/[^\p{L}\p{N}]+/gu, "").length <= 24 && !/\p{N}{3}/u.test(rest) ? found : undefined;
}

/** The first settled date in a line. */
export function findWrittenDate(line: string, options: WrittenDateOptions = {}): WrittenDate | undefined {
  for (const mention of findDateMentions(line, options)) {
    const [date, other] = mention.readings;
    if (date !== undefined && other === undefined) return { date, start: mention.start, end: mention.end };
  }
  return undefined;
}

/** Whether the day comes first in the numeric dates of a page, as those that can be read in one way only show; `undefined` where none or both do. */
export function settleDayOrder(mentions: Iterable<DateMention>): boolean | undefined {
  let order: boolean | undefined;
  for (const mention of mentions) {
    if (mention.dayFirst === undefined) continue;
    if (order !== undefined && order !== mention.dayFirst) return undefined;
    order = mention.dayFirst;
  }
  return order;
}

/** One that held something, as those of dates do: engines keep arrays that never did apart. */
const NONE: readonly DateMention[] = [{ start: 0, end: 0, readings: [] }].slice(1);
/** As days in numbers are: without it, a month or a word of elapsed time there is none. */
const SEPARATED = /\d ?[-/.] ?\d/;

/** Texts of lines and labels, which several readers of a page look at. */
const REMEMBERED_LENGTH = 160;
const REMEMBERED = 1500;
/** What was found lately, by options and text: two generations, the older forgotten when the younger is full. */
let young = new Map<string, readonly DateMention[]>();
let old: typeof young = new Map();

/** All dates in a text, in order, without overlaps. Linear in its length. */
export function findDateMentions(text: string, options: WrittenDateOptions = {}): readonly DateMention[] {
  if (!SEPARATED.test(text) && !mayNameMonth(text) && !mayTellElapsed(text)) return NONE;
  if (text.length > REMEMBERED_LENGTH) return seekDateMentions(text, options);
  const { language = "", now = "", dayFirst = "", year = "" } = options;
  const key = `${language}|${now}|${dayFirst}|${year}|${text}`;
  const known = young.get(key) ?? old.get(key);
  if (known) return known;
  const found = seekDateMentions(text, options);
  if (young.size >= REMEMBERED) {
    old = young;
    young = new Map();
  }
  young.set(key, found);
  return found;
}

function seekDateMentions(text: string, options: WrittenDateOptions): readonly DateMention[] {
  const plain = asciiDigits(text);
  const found: DateMention[] = [];
  if (/\d|[〇零一二三四五六七八九十元]\s*年/.test(plain)) {
    for (const dates of [eastAsianDates, numericDates, namedDates]) for (const mention of dates(plain, options)) found.push(mention);
  }
  for (const mention of relativeDates(plain, options)) found.push(mention);
  if (found.length === 0) return NONE;
  found.sort((a, b) => a.start - b.start || b.end - a.end || b.readings.length - a.readings.length);
  const kept: DateMention[] = [];
  for (const mention of found) {
    const last = kept.at(-1);
    if (last && mention.start < last.end) {
      // Of two that overlap the one that says more: a whole date against "12 Mar" inside it.
      if (last.readings.length === 0 && mention.readings.length > 0) kept[kept.length - 1] = mention;
      continue;
    }
    kept.push(mention);
  }
  return kept;
}

/** Digits of all scripts as ASCII ones, at the same offsets (those outside the basic plane stay). */
function asciiDigits(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return text.replace(/(?![0-9])[\p{Nd}]/gu, (digit) => {
    if (digit.length > 1) return digit;
    // Unicode keeps each script's ten digits in a row that ends before a character that is no digit.
    const code = digit.charCodeAt(0);
    let zero = code;
    while (code - zero < 9 && /\p{Nd}/u.test(String.fromCharCode(zero - 1))) zero--;
    return String(code - zero);
  });
}
