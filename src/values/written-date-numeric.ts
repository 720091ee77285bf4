import { calendarDay, eraYear, hanNumber } from "./written-date-calendar.ts";
import {
  baseLanguage,
  type DateMention,
  dated,
  dayFirstIn,
  extend,
  fullYear,
  plausibleYear,
  type WrittenDateOptions,
  YEAR_FIRST,
} from "./written-date-mention.ts";

const HAN = "[\\d〇○零一二三四五六七八九十元]";
const EAST_ASIAN = new RegExp(
  `(?:(令和|平成|昭和|大正|明治|民國|民国)\\s{0,3})?(?:(${HAN}{1,4})\\s{0,3}[年년]\\s{0,3})?(?<![\\d一二三四五六七八九十])(${HAN}{1,3})\\s{0,3}[月월]\\s{0,3}(${HAN}{1,3})\\s{0,3}[日号號일]?`,
  "gu",
);

/** Year, month and day with the signs for them: 2012年3月4日, 平成24年3月4日, 2012년 3월 4일. */
export function eastAsianDates(text: string, options: WrittenDateOptions): DateMention[] {
  if (!/[月월]/.test(text)) return [];
  const found: DateMention[] = [];
  for (const match of text.matchAll(EAST_ASIAN)) {
    const [whole, era, yearText, monthText = "", dayText = ""] = match;
    const month = hanNumber(monthText);
    const day = hanNumber(dayText);
    if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31) continue;
    let year = yearText === undefined ? undefined : hanNumber(yearText);
    if (year !== undefined && era !== undefined) year = eraYear(era, year);
    if (yearText !== undefined && (year === undefined || (era === undefined && !plausibleYear(year)))) continue;
    found.push(dated(text, match.index, match.index + whole.length, year, month, day, options));
  }
  return found;
}

const NUMERIC = /(?<![\d.,/:+-])(\d{1,4})( ?[-/.] ?)(\d{1,2})( ?[-/.] ?)(\d{1,4})(?!\d|[-/.:]\d|%)/g;
const NUMERIC_PARTIAL = /(?<![\d.,/:+-])(\d{1,2})([-/.])(\d{1,2})(\.?)(?!\d|[-/.:,]\d|%)/g;

/** 2012-03-04, 4.3.2012, 03/04/2012; under a year 03-04 as well. */
export function numericDates(text: string, options: WrittenDateOptions): DateMention[] {
  if (!/\d ?[-/.] ?\d/.test(text)) return [];
  const found: DateMention[] = [];
  for (const match of text.matchAll(NUMERIC)) {
    const [whole, first = "", left = "", second = "", right = "", third = ""] = match;
    if (left.trim() !== right.trim()) continue;
    const [a, b, c] = [Number(first), Number(second), Number(third)];
    const end = match.index + whole.length;
    if (first.length === 4) {
      if (!plausibleYear(a) || third.length > 2) continue;
      const mention = dated(text, match.index, end, a, b, c, options);
      if (mention.readings.length) found.push(mention);
      continue;
    }
    if (first.length === 3 || third.length === 1 || third.length === 3) continue;
    if (third.length === 4 && !plausibleYear(c)) continue;
    const readings: { date: string; dayFirst?: boolean }[] = [];
    const language = baseLanguage(options.language);
    if (third.length === 2 && YEAR_FIRST.has(language ?? "")) {
      if (first.length === 2) pushReading(readings, fullYear(a), b, c);
    } else {
      const year = third.length === 4 ? c : fullYear(c);
      // Only a page in a language that writes so, or a dot, tells 4.3.12 from a version number or from 12/03/04.
      if (third.length === 2 && left.trim() !== "." && left.trim() !== "/") continue;
      if (third.length === 2 && left.trim() === "." && options.dayFirst === undefined && dayFirstIn(options.language) !== true) continue;
      if (left.trim() === ".") pushReading(readings, year, b, a, true);
      else {
        pushReading(readings, year, b, a, true);
        if (a !== b) pushReading(readings, year, a, b, false);
      }
    }
    if (!readings.length) continue;
    const order = options.dayFirst ?? dayFirstIn(options.language);
    const settled = readings.length > 1 && order !== undefined ? readings.filter((r) => r.dayFirst === order) : readings;
    const sole = readings.length === 1 && left.trim() !== "." && a !== b ? readings[0]?.dayFirst : undefined;
    found.push(
      extend(
        text,
        match.index,
        end,
        settled.map((r) => r.date),
        sole === undefined ? {} : { dayFirst: sole },
      ),
    );
  }
  if (options.year !== undefined) {
    for (const match of text.matchAll(NUMERIC_PARTIAL)) {
      const [whole, first = "", separator, second = ""] = match;
      const [a, b] = [Number(first), Number(second)];
      const readings: { date: string; dayFirst?: boolean }[] = [];
      // 03-04 under a year continues 2012-03-04.
      const monthFirst = separator === "-" || YEAR_FIRST.has(baseLanguage(options.language) ?? "");
      if (!monthFirst) pushReading(readings, options.year, b, a, true);
      if (separator !== "." || monthFirst) pushReading(readings, options.year, a, b, false);
      const order = options.dayFirst ?? dayFirstIn(options.language);
      const settled = readings.length > 1 && order !== undefined ? readings.filter((r) => r.dayFirst === order) : readings;
      if (settled.length) found.push({ start: match.index, end: match.index + whole.length, readings: settled.map((r) => r.date) });
    }
  }
  return found;
}

function pushReading(readings: { date: string; dayFirst?: boolean }[], year: number, month: number, day: number, dayFirst?: boolean): void {
  const date = calendarDay(year, month, day);
  if (date !== undefined) readings.push(dayFirst === undefined ? { date } : { date, dayFirst });
}
