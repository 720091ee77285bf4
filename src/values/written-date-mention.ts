import type { Timestamp } from "../model/timestamp.ts";
import { calendarDay } from "./written-date-calendar.ts";
import { foldWord, isWeekday } from "./written-date-index.ts";

/** What is known around a date that people wrote. */
export interface WrittenDateOptions {
  /** BCP 47. Settles which of 03/04/2012 is the month, and month names that languages share. */
  readonly language?: string | undefined;
  /** The moment that "3 days ago" counts from: an ISO 8601 instant or day, whose own day is today. Without it such dates are not settled. */
  readonly now?: string | undefined;
  /** Whether the day comes first in 03/04/2012, where that is known: from other dates of the page, from an address. Goes before the language. */
  readonly dayFirst?: boolean | undefined;
  /** The year of dates that have none, from a heading above them. */
  readonly year?: number | undefined;
}

/** A date or a part of one, settled or not. */
export interface DateMention {
  readonly start: number;
  readonly end: number;
  /** The days it may mean: one when settled, two for 03/04/2012, none where the year is missing or "3 days ago" has nothing to count from. */
  readonly readings: readonly Timestamp[];
  /** Set where the day or month stands without a year. */
  readonly partial?: { readonly month: number; readonly day: number };
  /** Counted from a moment: "yesterday". */
  readonly relative?: boolean;
  /** All in numbers, so that day and month may be in either order: whether this one shows that the day is first. */
  readonly dayFirst?: boolean;
}

export function plausibleYear(year: number): boolean {
  return year >= 1600 && year <= 2100;
}

export function fullYear(twoDigits: number): number {
  return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}

export function baseLanguage(language: string | undefined): string | undefined {
  const base = language?.toLowerCase().split(/[-_]/)[0];
  return base === "no" ? "nb" : base === "iw" ? "he" : base === "in" ? "id" : base;
}

/** Languages that write year, month, day; a date without a year begins with the month there. */
export const YEAR_FIRST = new Set(["zh", "ja", "ko", "hu", "lt", "mn", "eu"]);

/** Whether a language writes the day before the month in numbers. English does both: only its regions tell. */
export function dayFirstIn(language: string | undefined): boolean | undefined {
  const base = baseLanguage(language);
  if (base === undefined || base === "") return undefined;
  const region = /[-_]([a-z]{2})\b/i.exec(language ?? "")?.[1]?.toUpperCase();
  if (base === "en") return region === undefined || region === "CA" ? undefined : region !== "US" && region !== "PH";
  if (YEAR_FIRST.has(base)) return false;
  return true;
}

export function dated(
  text: string,
  start: number,
  end: number,
  year: number | undefined,
  month: number,
  day: number,
  options: WrittenDateOptions,
): DateMention {
  const given = year ?? options.year;
  const date = given === undefined ? undefined : calendarDay(given, month, day);
  return extend(text, start, end, date === undefined ? [] : [date], year === undefined ? { partial: { month, day } } : {});
}

const WEEKDAY_BEFORE = /(?:^|[^\p{L}\p{M}])([\p{L}\p{M}]{2,16})(\.?,?\s{0,3}(?:(?:the|den|le|el|o|dia|día|,)\s{1,3})?)$/u;
const AFTER = /\s{0,2}\(?([\p{L}\p{M}]{1,16})\.?\)?/uy;
const YEAR_WORDS = new Set(["г", "года", "год", "р", "року", "roku", "m", "d", "ж", "日", "日に"]);
const TIME =
  /\s{0,3}(?:[,|@·•(–—-]|T|at|um|à|às|a las|kl\.?|klo|klockan|om|o|ve|в|о|的)?\s{0,3}(?:上午|下午|오전|오후|午前|午後)?\s{0,2}(\d{1,2})(?::|h|時|시|点|點)\s?(\d{2})?(?:[:分분]\s?(\d{2})(?:[.,]\d{1,9})?)?(?:분|分)?\s{0,2}([ap]\.?m\b\.?)?(?:\s{0,2}(Z\b|UTC\b|GMT\b)?([+-]\d{2}:?\d{2}\b)?)?(?:\s(?:[A-Z]{3,4}\b|[+-]\d{4}\b|Uhr\b|h\b))?/iuy;

/** Widens a date over the weekday before it, the time and the words after it; a time with its offset makes an instant of the day. */
export function extend(
  text: string,
  start: number,
  end: number,
  readings: readonly string[],
  more: Partial<DateMention> = {},
): DateMention {
  const before = WEEKDAY_BEFORE.exec(text.slice(Math.max(0, start - 40), start));
  const weekday = before?.[1];
  if (weekday !== undefined && isWeekday(foldWord(weekday))) start -= weekday.length + (before?.[2]?.length ?? 0);
  AFTER.lastIndex = end;
  const after = AFTER.exec(text);
  if (after && (isWeekday(foldWord(after[1] ?? "")) || YEAR_WORDS.has(after[1] ?? ""))) {
    end += after[0].length - (after[0].endsWith(")") && !after[0].includes("(") ? 1 : 0);
  } else if (/^\.(?:\s|$)/.test(text.slice(end, end + 2)) && /\d\. ?\d/.test(text.slice(start, end))) end++;
  TIME.lastIndex = end;
  const time = TIME.exec(text);
  let dates = readings;
  if (time && Number(time[1]) < 25 && Number(time[2] ?? 0) < 60) {
    end += time[0].trimEnd().length;
    const offset = time[6] !== undefined ? time[6].replace(/^(...):?/, "$1:") : time[5] !== undefined ? "Z" : undefined;
    let hour = Number(time[1]);
    if (/^p/i.test(time[4] ?? "") && hour < 12) hour += 12;
    else if (/^a/i.test(time[4] ?? "") && hour === 12) hour = 0;
    if (offset !== undefined && hour < 24)
      dates = readings.map((day) => `${day}T${String(hour).padStart(2, "0")}:${time[2] ?? "00"}:${time[3] ?? "00"}${offset}`);
  }
  return { start, end, readings: dates, ...more };
}
