import type { Element } from "domhandler";
import type { Notice } from "../../model/notice.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { findDateMentions } from "../../values/written-date.ts";
import { calendarDay } from "../../values/written-date-calendar.ts";

import type { PostPlace } from "./listing-posts.ts";
import type { PlaceTitle } from "./listing-title.ts";
import type { Line, Outline } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";

export interface PlaceDate {
  readonly published?: Timestamp;
  readonly updated?: Timestamp;
  /** The mark that `published` was read from. */
  readonly mark?: DateMark;
  readonly notice?: Notice;
}

const DATE_NAME = /date|time|publish|posted|meta|byline|day/i;
const UPDATED =
  /updat|modif|edit|revis|aktualis|geändert|bearbeitet|mis à jour|modifié|actualiz|aggiornat|atualiz|bijgewerkt|обновл|изменен|更新|修改|最終/i;
const UPDATED_NAME = /updat|modif/i;
const PUBLISHED_NAME = /publish/i;
const MODIFIED = /^dateModified$/i;
/** What stands behind the last divider of a line. */
const LAST_PART = /[^|•·—]*$/;

/** The day of the post in a place, among all the dates that stand there. */
export function placeDate(
  place: PostPlace,
  title: PlaceTitle | undefined,
  outline: Outline,
  marks: readonly DateMark[],
  years: readonly PeriodHeading[],
  order: DayOrder | undefined,
): PlaceDate {
  const own = marksIn(marks, place.from, place.to);
  const address = place.anchor.address.date;
  let best: DateMark | undefined;
  let bestScore = 0;
  let updated: DateMark | undefined;
  for (let i = 0; i < own.length; i++) {
    const mark = own[i] as DateMark;
    if (mark.relative !== undefined) continue;
    if (isUpdated(mark, outline)) {
      if (mark.date !== undefined) updated ??= mark;
      continue;
    }
    const score = scoreOf(mark, title, outline, address) - Math.min(i, 8) * 0.2;
    if (score > bestScore) {
      best = mark;
      bestScore = score;
    }
  }
  const updatedDate = updated?.date === undefined ? {} : { updated: updated.date };
  if (best?.date !== undefined) return { published: shownDay(best, own, outline), mark: best, ...updatedDate };
  if (best?.either) {
    const settled = best.either.filter((day) => address !== undefined && day.startsWith(address));
    if (settled.length === 1) return { published: settled[0] as Timestamp, mark: best, ...updatedDate };
    if (address?.length === 10) return { published: address, ...updatedDate };
    return {
      ...updatedDate,
      mark: best,
      notice: { code: "ambiguous-date", severity: "warning", detail: { found: best.either.join(" or ") } },
    };
  }
  if (address?.length === 10) return { published: address, ...updatedDate };
  if (best?.partial) {
    const year = yearFor(place, best.partial.month, address, outline, years);
    const day = year === undefined ? undefined : calendarDay(year, best.partial.month, best.partial.day);
    if (day !== undefined) return { published: day, mark: best, ...updatedDate };
    return { mark: best, ...updatedDate };
  }
  const day = dayUnderMonth(place, title, outline, years) ?? dayUnderYear(place, title, outline, years, order);
  if (day !== undefined) return { published: day, ...updatedDate };
  const ago = own.find((mark) => mark.relative !== undefined && mark.beside < 60);
  if (ago && updated?.date === undefined)
    return { notice: { code: "relative-date", severity: "warning", detail: { found: ago.relative as string } } };
  return updated?.date === undefined ? {} : { published: updated.date, ...updatedDate, mark: updated };
}

/** Marks whose element lies in a range. Marks are in document order. */
export function marksIn(marks: readonly DateMark[], from: number, to: number): DateMark[] {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle] as DateMark).element < from) low = middle + 1;
    else high = middle;
  }
  const found: DateMark[] = [];
  for (let i = low; i < marks.length && (marks[i] as DateMark).element < to; i++) found.push(marks[i] as DateMark);
  return found;
}

function scoreOf(mark: DateMark, title: PlaceTitle | undefined, outline: Outline, address: string | undefined): number {
  const line = outline.lines[mark.line] as Line | undefined;
  // Of a day and the instant in the markup around it, the instant.
  let score = mark.machine ? 4.3 : mark.date !== undefined ? 2 : 1;
  if (line && !mark.machine) {
    const inTitle =
      title !== undefined && title.to > title.from && line.from < title.to && line.to > title.from && !isOwnPiece(mark, line, outline);
    if (inTitle && title.day) return score + 2;
    if (inTitle) score -= 3;
    if (mark.beside <= 3) score += 2;
    else if (mark.beside <= 40) score += 1;
    else if (mark.beside > 100 && mark.start > 2) score -= 4;
    else if (mark.beside > 60 && mark.start > 2) score -= 1.5;
  }
  let at = mark.element;
  for (let up = 0; up < 3 && at > 0; up++) {
    const { attribs, name } = outline.elements[at] as Element;
    if (name === "time" || DATE_NAME.test(`${attribs.class ?? ""} ${attribs.itemprop ?? ""}`)) {
      score += 1.5;
      break;
    }
    at = outline.parent[at] as number;
  }
  if (address !== undefined && mark.date?.startsWith(address)) score += 2;
  return score;
}

/** Whether a date fills its piece of text: an element of its own beside others. */
function isOwnPiece(mark: DateMark, line: Line, outline: Outline): boolean {
  for (let i = line.from; i < line.to; i++) {
    const piece = outline.pieces[i] as Outline["pieces"][number];
    if (piece.parent === mark.element && piece.node.data.trim().length <= mark.end - mark.start + 6) return true;
  }
  return false;
}

function isUpdated(mark: DateMark, outline: Outline): boolean {
  const { attribs } = outline.elements[mark.element] as Element;
  if (attribs.itemprop !== undefined && MODIFIED.test(attribs.itemprop)) return true;
  if (attribs.class !== undefined && UPDATED_NAME.test(attribs.class) && !PUBLISHED_NAME.test(attribs.class)) return true;
  return mark.label !== "" && UPDATED.test(mark.label.slice(mark.label.search(LAST_PART)));
}

/** A page's `datetime` may be in another zone than the day that it shows: the day shown counts. */
function shownDay(mark: DateMark, own: readonly DateMark[], outline: Outline): Timestamp {
  const date = mark.date as Timestamp;
  if (!mark.machine) return date;
  const end = outline.end[mark.element] as number;
  const shown = own.find((m) => !m.machine && m.date !== undefined && m.element >= mark.element && m.element < end);
  if (!shown?.date || shown.date.slice(0, 10) === date.slice(0, 10)) return date;
  const apart = Math.abs(Date.parse(shown.date.slice(0, 10)) - Date.parse(date.slice(0, 10))) / 86_400_000;
  return apart <= 1.5 ? shown.date : date;
}

/** A year, with or without a month, that stands as a heading over posts. */
export interface PeriodHeading {
  /** The piece of text that it begins with: several may stand in one block. */
  readonly piece: number;
  readonly year: number;
  readonly month?: number;
}

/** Lines that are a year or a month of one, and little more. */
export function findPeriodHeadings(outline: Outline, language: string | undefined): PeriodHeading[] {
  const found: PeriodHeading[] = [];
  for (const line of outline.lines) {
    if (line.text.length > 30) continue;
    const match = /^[^\d\n]{0,14}(?<!\d)((?:19[89]|20[0-4])\d)(?!\d)(?:\s*年)?(?:\s*(\d{1,2})\s*[月월])?[^\d\n]{0,14}(?:\(\d+\))?$/u.exec(
      line.text,
    );
    if (!match) continue;
    const named =
      match[2] === undefined && /\p{L}{3}/u.test(line.text)
        ? findDateMentions(`1 ${line.text.replace(/\(\d+\)$/, "")}`, { language }).find((m) => m.readings.length === 1)
        : undefined;
    const day = named?.readings[0];
    const month =
      match[2] !== undefined
        ? Number(match[2])
        : day?.startsWith(match[1] as string) && day.endsWith("-01")
          ? Number(day.slice(5, 7))
          : undefined;
    found.push({ piece: line.from, year: Number(match[1]), ...(month === undefined ? {} : { month }) });
  }
  return found;
}

function headingOver(place: PostPlace, outline: Outline, headings: readonly PeriodHeading[]): PeriodHeading | undefined {
  const at = outline.pieceFrom[place.anchor.element] as number;
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((headings[middle] as PeriodHeading).piece < at) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

function yearFor(
  place: PostPlace,
  month: number,
  address: string | undefined,
  outline: Outline,
  headings: readonly PeriodHeading[],
): number | undefined {
  if (address !== undefined && (address.length === 4 || Number(address.slice(5, 7)) === month)) return Number(address.slice(0, 4));
  return headingOver(place, outline, headings)?.year;
}

/** "23" beside a title, under "November 2015". */
function dayUnderMonth(
  place: PostPlace,
  title: PlaceTitle | undefined,
  outline: Outline,
  headings: readonly PeriodHeading[],
): Timestamp | undefined {
  const over = headingOver(place, outline, headings);
  if (over?.month === undefined) return undefined;
  for (let i = outline.pieceFrom[place.from] as number; i < (outline.pieceTo[place.to - 1] as number); i++) {
    if (title && i >= title.from && i < title.to) continue;
    const day = /^[^\p{L}\p{M}\p{N}]*(\d{1,2})(?:st|nd|rd|th|er|日|일)?[^\p{L}\p{M}\p{N}]*$/u.exec(outline.pieces[i]?.node.data ?? "");
    if (day) return calendarDay(over.year, over.month, Number(day[1]));
  }
  return undefined;
}

/** Which of the two numbers of "03-26" is the month. */
export type DayOrder = "month-first" | "day-first";

const TWO_NUMBERS = /^\s*(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?\s*$/;

/** The order of all days of a page that are two numbers in a box of their own; `undefined` where none of them tells. */
export function findDayOrder(outline: Outline, language: string | undefined): DayOrder | undefined {
  let monthFirst = 0;
  let dayFirst = 0;
  for (const { node } of outline.pieces) {
    const pair = node.data.length < 40 ? TWO_NUMBERS.exec(node.data) : null;
    if (!pair) continue;
    if (Number(pair[1]) > 12) dayFirst++;
    else if (Number(pair[2]) > 12) monthFirst++;
  }
  if (monthFirst > 0 && dayFirst > 0) return undefined;
  return monthFirst > 0 || (dayFirst === 0 && /^(?:zh|ja|ko)\b/i.test(language ?? ""))
    ? "month-first"
    : dayFirst > 0
      ? "day-first"
      : undefined;
}

/** "03-26" beside a title, under "2015". */
function dayUnderYear(
  place: PostPlace,
  title: PlaceTitle | undefined,
  outline: Outline,
  headings: readonly PeriodHeading[],
  order: DayOrder | undefined,
): Timestamp | undefined {
  const over = order === undefined ? undefined : headingOver(place, outline, headings);
  if (over === undefined) return undefined;
  for (let i = outline.pieceFrom[place.from] as number; i < (outline.pieceTo[place.to - 1] as number); i++) {
    if (title && i >= title.from && i < title.to) continue;
    const pair = TWO_NUMBERS.exec(outline.pieces[i]?.node.data ?? "");
    if (!pair) continue;
    const [month, day] = order === "month-first" ? [Number(pair[1]), Number(pair[2])] : [Number(pair[2]), Number(pair[1])];
    return over.month === undefined || over.month === month ? calendarDay(over.year, month, day) : undefined;
  }
  return undefined;
}
