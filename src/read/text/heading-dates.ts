import { calendarDay } from "../../values/written-date-calendar.ts";
import { monthOf } from "../../values/written-date-index.ts";
import type { LineFacts } from "./page-line.ts";
import type { PostDate } from "./post-dates.ts";
import type { PostRegion } from "./post-regions.ts";

/** A year as the heading of the posts below it, with their number or without. */
const YEAR = /^((?:19|20)\d\d)\s?年?(?:\s?[(（[]?\s?(?:共\s?)?\d{1,4}\s?[篇)）\]]*)?$/u;
const MONTH_DAY = /^(0?[1-9]|1[0-2])\s?[-/.·]\s?(0?[1-9]|[12]\d|3[01])$/;
const DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;
/** Where the day of a post may stand, in lines from its title. */
const PLACES = [0, -1, 1, -2, 2, 3, 4, 5] as const;

interface PartOfDate {
  readonly line: number;
  readonly month: number;
  readonly day: number;
  readonly year?: number;
}

/**
 * The days of posts whose years stand above them as headings, as archives print them: `2014`, then `12 Mar` beside each title; and
 * of those whose day is spread over lines of its own. Nothing where not most posts have one in the same place.
 */
export function headingDates(lines: readonly LineFacts[], regions: readonly PostRegion[]): (PostDate | undefined)[] {
  const years = yearsAt(lines, regions);
  for (const place of PLACES) {
    const parts = regions.map((region, k) => {
      const at = region.title + place;
      const floor = k === 0 ? 0 : (regions[k - 1] as PostRegion).title + 1;
      return at < floor || at >= Math.max(region.end, region.title + 1) ? undefined : partAt(lines, at, place === 0);
    });
    const whole = parts.map((part, k) => {
      const year = part?.year ?? years[k];
      const day = part && year !== undefined ? calendarDay(year, part.month, part.day) : undefined;
      return day === undefined || part === undefined ? undefined : { line: part.line, mention: { start: 0, end: 0, readings: [day] } };
    });
    if (whole.filter(Boolean).length >= regions.length * 0.6) return whole;
  }
  return [];
}

/** The year that stands last above each title. */
function yearsAt(lines: readonly LineFacts[], regions: readonly PostRegion[]): (number | undefined)[] {
  let year: number | undefined;
  let from = 0;
  return regions.map(({ title }) => {
    for (let i = from; i < title; i++) {
      const line = lines[i] as LineFacts;
      const found = line.size < 24 ? YEAR.exec(line.text) : null;
      if (found) year = Number(found[1]);
    }
    from = title;
    return year;
  });
}

function partAt(lines: readonly LineFacts[], at: number, title: boolean): PartOfDate | undefined {
  const line = lines[at];
  if (!line) return undefined;
  if (title) {
    const { month, day } = line.edge ?? {};
    return month !== undefined && day !== undefined ? { line: at, month, day } : undefined;
  }
  if (line.size > 40) return undefined;
  const figures = MONTH_DAY.exec(line.text);
  if (figures) return { line: at, month: Number(figures[1]), day: Number(figures[2]) };
  const partial = line.dates.find((date) => date.partial)?.partial;
  if (partial) return { line: at, ...partial };
  const month = line.size <= 13 ? monthOf(line.folded, undefined)?.month : undefined;
  if (month === undefined) return undefined;
  const day = [at + 1, at - 1].map((i) => lines[i]?.text ?? "").find((text) => DAY.test(text));
  const year = YEAR.exec(lines[at + 2]?.text ?? "")?.[1];
  return day === undefined ? undefined : { line: at, month, day: Number(day), ...(year !== undefined && { year: Number(year) }) };
}
