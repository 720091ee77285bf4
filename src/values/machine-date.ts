import type { Timestamp } from "../model/timestamp.ts";

const ISO =
  /^([+-]?\d{4,5})(?:-?(\d{2})(?:-?(\d{2}))?)?(?:(?:[Tt]|\s+|\s*[Tt]\s*)(\d{1,2})(?:(?::(\d{1,2})|(\d{2}))(?::?(\d{1,2})(?:[.,](\d{1,20}))?)?)?\s*([Zz]|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?)?\s*$/;
const WEEK = /^(\d{4})-?W(\d{2})(?:-?([1-7]))?$/;
const ORDINAL = /^(\d{4})-?(\d{3})$/;
const CLOCK = /^(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?$/;

const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const DAYS = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$/i;

/** RFC 822 §5.1 and the abbreviations that feeds really carry. Minutes east of Greenwich. */
const ZONES: ReadonlyMap<string, number> = new Map(Object.entries({
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, west: 60, bst: 60, cet: 60, cest: 120, mez: 60, mesz: 120, met: 60, mest: 120, eet: 120, eest: 180, msk: 180, msd: 240, ist: 330, sgt: 480, hkt: 480, awst: 480, jst: 540, kst: 540,
  acst: 570, acdt: 630, aest: 600, aedt: 660, nzst: 720, nzdt: 780, nst: -210, ndt: -150, ast: -240, adt: -180, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420, akst: -540, akdt: -480, hst: -600, et: -300, ct: -360, mt: -420, pt: -480, art: -180, brt: -180, clt: -240,
})); // biome-ignore format: a table

/**
 * The moment that a machine wrote: RFC 3339, ISO 8601 and W3CDTF in all their profiles, RFC 822 and 2822 with the
 * misspellings that feeds carry (full names, other orders, no zone, zones by name, two-digit years, no seconds).
 * The printed offset is kept; without one, UTC is assumed, as feeds mean it. A date without a time stays a bare day.
 * `undefined` for what is no date, the first of January of the year 1 included; a day that its month does not have rolls over, as most readers do.
 */
export function parseMachineDate(text: string): Timestamp | undefined {
  const date = parseDate(text);
  return date?.startsWith(NO_DATE) ? undefined : date;
}

/** The zero of Go's and .NET's clocks: what their programs print where there is no date. */
const NO_DATE = "0001-01-01";

function parseDate(text: string): Timestamp | undefined {
  const usual = parseUsual(text);
  if (usual !== undefined) return usual;
  const trimmed = text.length > 200 ? text.slice(0, 200).trim() : text.trim();
  if (trimmed.length < 4 || trimmed.length > 120) return undefined;
  // Midnight of an unknown offset is a day (RFC 3339 §4.3, RFC 5322 §3.3); so our own writers say one.
  if (/[T ]00:00:00 ?-00:?00$/.test(trimmed)) return parseDate(trimmed.replace(/-00:?00$/, "Z"))?.slice(0, 10);
  const first = trimmed.charCodeAt(0);
  if ((first >= 48 && first <= 57) || first === 45 || first === 43) {
    const iso = parseIso(trimmed);
    if (iso !== undefined) return iso;
  }
  return parseWords(trimmed);
}

/**
 * What nearly every feed has, RFC 3339 and RFC 822 to the second, of a day that its month has: the parts are taken from their places.
 * `undefined` where anything is unusual, midnight without an offset among it.
 */
function parseUsual(text: string): Timestamp | undefined {
  if (text.charCodeAt(10) === 84 /* T */) return USUAL_ISO.test(text) ? withoutNothing(text) : undefined;
  if (text.charCodeAt(3) !== 44 /* , */ || !USUAL_RFC822.test(text)) return undefined;
  const month = MONTH_NAMES.indexOf(text.slice(8, 11)) / 3;
  const zone = usualZone(text);
  if (zone === undefined || !Number.isInteger(month) || month < 0) return undefined;
  const tens = month < 9 ? 48 : 49;
  const at = (i: number): number => text.charCodeAt(i);
  // In one piece: joined parts are kept as parts.
  const local = String.fromCharCode(
    at(12), at(13), at(14), at(15), 45, tens, 48 + ((month + 1) % 10), 45, at(5), at(6), 84, at(17), at(18), at(19), at(20), at(21), at(22), at(23), at(24), 90,
  ); // biome-ignore format: a date
  return zone === "Z" ? local : local.slice(0, 19) + zone;
}

const USUAL_ISO =
  /^\d{4}-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{3})?(?:Z|[+-](?:0[1-9]|1[0-4]):[0-5]\d|\+00:00)$/;
const USUAL_RFC822 =
  /^[A-Z][a-z]{2}, (?:(?:0[1-9]|1\d|2[0-8]) [A-Z][a-z]{2}|(?:29|30) (?!Feb)[A-Z][a-z]{2}|31 (?:Jan|Mar|May|Jul|Aug|Oct|Dec)) (?:19|20)\d\d (?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d (?:[A-Z]{3,4}|\+0000|[+-](?:0[1-9]|1[0-4])[0-5]\d)$/;
const MONTH_NAMES = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** An instant without a fraction and an offset that are nothing. */
function withoutNothing(text: string): Timestamp {
  const fraction = text.charCodeAt(19) === 46 && !text.startsWith(".000", 19);
  const nothing = text.endsWith("+00:00");
  if (text.charCodeAt(19) !== 46 && !nothing) return text;
  const zoneAt = text.charCodeAt(19) === 46 ? 23 : 19;
  return `${text.slice(0, fraction ? 23 : 19)}${nothing ? "Z" : text.slice(zoneAt)}`;
}

function usualZone(text: string): string | undefined {
  const sign = text.charCodeAt(26);
  if (sign === 43 || sign === 45) return text.startsWith("0000", 27) ? "Z" : `${text.slice(26, 29)}:${text.slice(29)}`;
  const minutes = ZONES.get(text.slice(26).toLowerCase());
  return minutes === undefined ? undefined : formatZone(minutes);
}

function formatZone(offset: number): string {
  const away = Math.abs(offset);
  return offset === 0 ? "Z" : `${offset < 0 ? "-" : "+"}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}

function parseIso(text: string): Timestamp | undefined {
  const match = ISO.exec(text);
  if (match === null || (match[1]?.length ?? 0) > 4) return parseWeekOrOrdinal(text);
  const [, year = "", month, day, hour, colonMinute, plainMinute, second, fraction, zone] = match;
  const ordinal =
    month !== undefined && day === undefined && hour === undefined && !text.includes("-") && text.length === 7 ? ORDINAL.exec(text) : null;
  if (ordinal !== null) return parseWeekOrOrdinal(text);
  const at = { year: Number(year), month: Number(month ?? 1), day: Number(day ?? 1) };
  if (hour === undefined) return formatDay(at);
  return formatInstant(
    at,
    { hour: Number(hour), minute: Number(colonMinute ?? plainMinute ?? 0), second: Number(second ?? 0), fraction },
    zoneMinutes(zone),
  );
}

function parseWeekOrOrdinal(text: string): Timestamp | undefined {
  const ordinal = ORDINAL.exec(text);
  if (ordinal !== null && Number(ordinal[2]) >= 1 && Number(ordinal[2]) <= 366)
    return formatDay({ year: Number(ordinal[1]), month: 1, day: Number(ordinal[2]) }, true);
  const week = WEEK.exec(text);
  if (week === null) return undefined;
  const fourth = new Date(Date.UTC(Number(week[1]), 0, 4));
  const monday = 4 - ((fourth.getUTCDay() + 6) % 7);
  return formatDay({ year: Number(week[1]), month: 1, day: monday + (Number(week[2]) - 1) * 7 + Number(week[3] ?? 1) - 1 }, true);
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

interface Clock {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction?: string | undefined;
}

/** RFC 822 and its kin: words in any order. Numbers are told apart by place and size. */
function parseWords(text: string): Timestamp | undefined {
  let month: number | undefined;
  let year: number | undefined;
  let day: number | undefined;
  let clock: Clock | undefined;
  let zone: number | undefined;
  let afternoon: boolean | undefined;
  const numbers: { readonly value: number; readonly digits: number }[] = [];
  const words = text
    .replace(/\([^()]*\)?/g, " ")
    .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1")
    .split(/[\s,]+/, 16);
  for (let i = 0; i < words.length; i++) {
    const word = (words[i] as string).replace(/\.$/, "");
    if (word === "" || DAYS.test(word) || /^(?:at|on|of|the|-|–|T)$/i.test(word)) continue;
    const time = CLOCK.exec(word.replace(/[ap]m$/i, ""));
    if (time !== null && clock === undefined && word.includes(":")) {
      clock = { hour: Number(time[1]), minute: Number(time[2]), second: Number(time[3] ?? 0) };
      if (/[ap]m$/i.test(word)) afternoon = /pm$/i.test(word);
      continue;
    }
    const glued = clock === undefined ? /^(\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)([+-]\d{1,2}:?\d{2}|[a-z]{1,5})$/i.exec(word) : null;
    if (glued !== null) {
      words.splice(i + 1, 0, glued[1] as string, glued[2] as string);
      continue;
    }
    if (/^[ap]\.?m$/i.test(word)) {
      afternoon = /^p/i.test(word);
      continue;
    }
    const offset = /^(?:GMT|UTC|UT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(word);
    if (offset !== null && clock !== undefined) {
      zone = (offset[1] === "-" ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
      continue;
    }
    const parts = word.split(/[-/]/);
    if (parts.length === 3 && month === undefined) {
      const named = monthOf(parts[1] as string);
      if (named !== undefined && /^\d+$/.test(parts[0] as string) && /^\d+$/.test(parts[2] as string)) {
        month = named;
        for (const part of [parts[0], parts[2]] as string[]) numbers.push({ value: Number(part), digits: part.length });
        continue;
      }
      const iso = parts.every((part) => /^\d+$/.test(part)) && parts[0]?.length === 4;
      if (iso) {
        year = Number(parts[0]);
        month = Number(parts[1]);
        day = Number(parts[2]);
        continue;
      }
      return undefined;
    }
    const named = monthOf(word);
    if (named !== undefined && month === undefined) {
      month = named;
      continue;
    }
    if (/^\d{1,4}$/.test(word)) {
      numbers.push({ value: Number(word), digits: word.length });
      continue;
    }
    const byName = ZONES.get(word.toLowerCase());
    if (byName !== undefined) {
      zone = byName;
      continue;
    }
    // A military letter's sign was specified wrongly and is not to be trusted (RFC 2822 §4.3); a zone by another name is unknown.
    if (clock !== undefined && /^[a-z]{1,5}(?:\/[a-z_]+)?$/i.test(word)) continue;
    return undefined;
  }
  if (month === undefined) return undefined;
  for (const { value, digits } of numbers) {
    if (digits <= 2 && day === undefined && value >= 1 && value <= 31) day = value;
    else if (year === undefined) year = digits >= 4 ? value : digits === 3 ? 1900 + value : value < 50 ? 2000 + value : 1900 + value;
    else if (day === undefined && value >= 1 && value <= 31) day = value;
    else return undefined;
  }
  if (year === undefined || day === undefined) return undefined;
  if (clock === undefined) return formatDay({ year, month, day });
  if (afternoon !== undefined && clock.hour <= 12) clock = { ...clock, hour: (clock.hour % 12) + (afternoon ? 12 : 0) };
  return formatInstant({ year, month, day }, clock, zone ?? 0);
}

function monthOf(word: string): number | undefined {
  return /^[a-z]{3,9}$/i.test(word) ? MONTHS[word.slice(0, 3).toLowerCase()] : undefined;
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || !/^[+-]/.test(zone)) return 0;
  const digits = zone.slice(1).replace(":", "");
  const minutes = digits.length <= 2 ? Number(digits) * 60 : Number(digits.slice(0, -2)) * 60 + Number(digits.slice(-2));
  return zone.startsWith("-") ? -minutes : minutes;
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

function formatDay(at: Day, rolls = false): Timestamp | undefined {
  if (at.year < 0 || at.year > 9999 || at.month < 1 || at.month > 12 || (!rolls && (at.day < 1 || at.day > 31))) return undefined;
  if (at.day >= 1 && at.day <= 28) return `${String(at.year).padStart(4, "0")}-${two(at.month)}-${two(at.day)}`;
  const date = utc(at.year, at.month, at.day);
  const year = date.getUTCFullYear();
  return year < 0 || year > 9999 ? undefined : `${String(year).padStart(4, "0")}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

function formatInstant(at: Day, clock: Clock, offset: number): Timestamp | undefined {
  let { hour, minute, second } = clock;
  let day = formatDay(at);
  if (day === undefined || hour > 24 || minute > 59 || second > 60 || Math.abs(offset) > 18 * 60) return undefined;
  // A leap second is the last second before it: no calendar in wide use can carry it.
  if (second === 60) second = 59;
  if (hour === 24) {
    if (minute !== 0 || second !== 0) return undefined;
    hour = 0;
    const next = utc(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8)) + 1);
    day = formatDay({ year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() });
    if (day === undefined) return undefined;
  }
  const fraction = clock.fraction === undefined || /^0*$/.test(clock.fraction) ? "" : `.${clock.fraction.slice(0, 3).padEnd(3, "0")}`;
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${formatZone(offset)}`;
}

function utc(year: number, month: number, day: number): Date {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date;
}
