import { OffprintError } from "../model/error.ts";
import type { DateInput } from "./post-input.ts";

const SHAPE = /^(\d{4})-(\d\d)-(\d\d)(?:[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?\s*([Zz]|[+-]\d\d:?\d\d)?)?$/;
const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTH_LENGTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * The offset of a day without a time: RFC 3339 §4.3 and RFC 5322 §3.3 give `-00:00` to a time whose local offset is
 * unknown, which is just what midnight is for a page that prints only a day. Readers that know the convention get the day
 * back; all others get midnight UTC.
 */
const UNKNOWN_OFFSET = "-00:00";

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly time: string;
  readonly fraction: string;
  readonly offset: string;
}

/** What nearly all dates look like, on a day that every month has: right as it stands. */
const USUAL = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.000)?Z$/;

/** RFC 3339 (RFC 4287 §3.3, JSON Feed), with the offset that was given; `undefined` for what is no date of the years 0000–9999. */
export function writeRfc3339(date: DateInput | undefined): string | undefined {
  if (typeof date === "string" && USUAL.test(date)) return date.length === 20 ? date : `${date.slice(0, 19)}Z`;
  const parts = partsOf(date);
  if (parts === undefined) return undefined;
  const day = `${pad4(parts.year)}-${pad2(parts.month)}-${pad2(parts.day)}`;
  return `${day}T${parts.time}${parts.fraction}${parts.offset}`;
}

/** RFC 822 with a year of four digits (RSS 2.0). */
export function writeRfc822(date: DateInput | undefined): string | undefined {
  if (typeof date === "string" && USUAL.test(date)) {
    const month = Number(date.slice(5, 7));
    const day = date.slice(8, 10);
    return `${DAYS[weekday(Number(date.slice(0, 4)), month, Number(day))]}, ${day} ${MONTHS[month - 1]} ${date.slice(0, 4)} ${date.slice(11, 19)} GMT`;
  }
  const parts = partsOf(date);
  if (parts === undefined) return undefined;
  const offset = parts.offset === "Z" ? "GMT" : parts.offset.replace(":", "");
  return `${DAYS[weekday(parts.year, parts.month, parts.day)]}, ${pad2(parts.day)} ${MONTHS[parts.month - 1]} ${pad4(parts.year)} ${parts.time} ${offset}`;
}

/** Milliseconds since 1970, for comparing; `undefined` for what is no date. */
export function instantOf(date: DateInput | undefined): number | undefined {
  const written = writeRfc3339(date);
  if (written === undefined) return undefined;
  const time = Date.parse(written.replace(/-00:00$/, "Z"));
  return Number.isNaN(time) ? undefined : time;
}

function partsOf(date: DateInput | undefined): Parts | undefined {
  if (date === undefined || date === null) return undefined;
  if (typeof date !== "string") {
    // A Date of another realm is no instance of ours.
    if (typeof date.getTime !== "function")
      throw new OffprintError("invalid-argument", `A date must be a text in ISO 8601 or a Date, not ${typeof date}.`);
    const time = date.getTime();
    if (Number.isNaN(time)) return undefined;
    return partsOf(date.toISOString());
  }
  const match = SHAPE.exec(date);
  if (match === null) return undefined;
  const year = Number(match[1]);
  const month = Number(match[2]);
  const day = Number(match[3]);
  if (month < 1 || month > 12 || day < 1 || day > (MONTH_LENGTH[month - 1] ?? 0)) return undefined;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined;
  if (match[4] === undefined) return { year, month, day, time: "00:00:00", fraction: "", offset: UNKNOWN_OFFSET };
  const hour = Number(match[4]);
  const minute = Number(match[5]);
  // A leap second is no second of the clocks that readers use.
  const second = Math.min(Number(match[6] ?? 0), 59);
  if (hour > 23 || minute > 59 || Number(match[6] ?? 0) > 60) return undefined;
  const fraction = (match[7] ?? "").replace(/0+$/, "");
  let offset = match[8] ?? "Z";
  if (offset === "z") offset = "Z";
  if (offset.length === 5) offset = `${offset.slice(0, 3)}:${offset.slice(3)}`;
  if (offset !== "Z" && (Number(offset.slice(1, 3)) > 23 || Number(offset.slice(4)) > 59)) return undefined;
  if (offset === "+00:00") offset = "Z";
  return { year, month, day, time: `${pad2(hour)}:${pad2(minute)}:${pad2(second)}`, fraction: fraction && `.${fraction}`, offset };
}

const SHIFTS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];

/** Sakamoto's rule; 0 is Sunday. */
function weekday(year: number, month: number, day: number): number {
  const y = month < 3 ? year - 1 : year;
  const shift = SHIFTS[month - 1] ?? 0;
  return (((y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + shift + day) % 7) + 7) % 7;
}

function pad2(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function pad4(n: number): string {
  return String(n).padStart(4, "0");
}
