import type { Spot, ValueCheck } from "./element-rule.ts";

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ZONES: Readonly<Record<string, number>> = {
  UT: 0,
  GMT: 0,
  Z: 0,
  EST: -300,
  EDT: -240,
  CST: -360,
  CDT: -300,
  MST: -420,
  MDT: -360,
  PST: -480,
  PDT: -420,
};
/** The form that the RSS profile recommends: RFC 2822 with RFC 822's zones. */
const RFC2822 =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?(\d\d?) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? ([+-]?\d\d[03]0|UT|GMT|[ECMP][SD]T|Z)$/;
/** All that RFC 822 §5.1 allows. */
const RFC822 =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun)\s*,\s*)?\d\d?\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\s+\d\d(?:\d\d)?\s+\d\d:\d\d(?::\d\d)?\s+(?:[+-]\d{4}|ut|gmt|[ecmp][sd]t|[a-ik-z])?$/;
const ISO = /^(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d*)?)?(Z|[+-]\d\d:\d\d)?)?)?)?$/;
/** Feeds have no dates before this year. */
const FIRST_YEAR = 1990;

/** An RFC 822 date, as RSS has it. */
export const rfc822Date: ValueCheck = (value, spot) => {
  const match = RFC2822.exec(value);
  if (!match) {
    const rule = RFC822.test(withoutComments(value).trim().toLowerCase()) ? "problematic-rfc822-date" : "invalid-rfc822-date";
    return spot.report(rule, { value });
  }
  const [, weekday, day, month, year, hour, minute, second, zone] = match;
  const date = calendarDay(Number(year), MONTHS.indexOf(month ?? ""), Number(day));
  if (date === undefined) return spot.report("invalid-rfc822-date", { value });
  if (weekday !== undefined && WEEKDAYS[new Date(date).getUTCDay()] !== weekday)
    return spot.report("wrong-weekday", { value: weekday, expected: WEEKDAYS[new Date(date).getUTCDay()] ?? "" });
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return spot.report("implausible-date", { value });
  plausible(
    date + ((Number(hour) * 60 + Number(minute) - zoneMinutes(zone ?? "Z")) * 60 + Number(second ?? 0)) * 1000,
    Number(year),
    value,
    spot,
  );
};

function zoneMinutes(zone: string): number {
  if (Object.hasOwn(ZONES, zone)) return ZONES[zone] ?? 0;
  const digits = zone.replace(/^[+-]/, "");
  return (zone.startsWith("-") ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

/** RFC 822 §3.4.3: comments in parentheses, quoted characters. */
function withoutComments(value: string): string {
  let out = "";
  let depth = 0;
  for (let at = 0; at < value.length && at < 200; at++) {
    const char = value[at];
    if (char === "\\") at++;
    else if (char === "(") {
      depth++;
      out += " ";
    } else if (char === ")" && depth > 0) depth--;
    else if (depth === 0) out += char;
  }
  return out;
}

interface IsoKind {
  readonly rule: "invalid-rfc3339-date" | "invalid-w3c-date" | "invalid-iso-date";
  /** Date, time, seconds and zone must all be there (RFC 3339). */
  readonly complete: boolean;
  /** A time must have a zone (W3C). */
  readonly zoned: boolean;
  /** The event may lie in the future. */
  readonly anyTime?: boolean;
}

function isoDate(kind: IsoKind): ValueCheck {
  return (value, spot) => {
    const match = ISO.exec(value);
    const [, year, month, day, hour, minute, second, zone] = match ?? [];
    const broken =
      !match ||
      (kind.complete && (second === undefined || zone === undefined)) ||
      (kind.zoned && hour !== undefined && zone === undefined) ||
      calendarDay(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)) === undefined ||
      Number(hour ?? 0) > 23 ||
      Number(minute ?? 0) > 59 ||
      Number(second ?? 0) > 60;
    if (broken) return spot.report(kind.rule, { value });
    if (kind.anyTime) return;
    const instant = Date.parse(
      hour === undefined
        ? `${year}-${month ?? "01"}-${day ?? "01"}T00:00:00Z`
        : value.replace(/:60/g, ":59").replace(/\.\d*/, "") + (zone === undefined ? "Z" : ""),
    );
    plausible(instant, Number(year), value, spot);
  };
}

/** RFC 3339, as Atom has it (RFC 4287 §3.3). */
export const rfc3339Date = isoDate({ rule: "invalid-rfc3339-date", complete: true, zoned: true });
/** The W3C's profile of ISO 8601: a year, a month, a day, or an instant with its zone. */
export const w3cDate = isoDate({ rule: "invalid-w3c-date", complete: false, zoned: true });
export const isoDateTime = isoDate({ rule: "invalid-iso-date", complete: false, zoned: false });
/** As `isoDateTime`, for events, which may lie ahead. */
export const anyIsoDateTime = isoDate({ rule: "invalid-iso-date", complete: false, zoned: false, anyTime: true });

function calendarDay(year: number, month: number, day: number): number | undefined {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return month >= 0 && date.getUTCMonth() === month && date.getUTCDate() === day ? date.getTime() : undefined;
}

function plausible(instant: number, year: number, value: string, spot: Spot): void {
  if (year < FIRST_YEAR || instant > spot.context.now) spot.report("implausible-date", { value });
}
