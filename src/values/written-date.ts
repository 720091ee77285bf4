import type { Timestamp } from "../model/timestamp.ts";
import { addDays, calendarDay, eraYear, hanNumber, solarHijriDay } from "./written-date-calendar.ts";
import { elapsedUnit, foldWord, isWeekday, monthOf } from "./written-date-index.ts";

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

/** A date where it stands in a text. */
export interface WrittenDate {
  /** A bare day; an instant where a time and its offset from UTC are printed. */
  readonly date: Timestamp;
  /** Offsets into the text, in characters: with weekday and time, without words such as "posted on". */
  readonly start: number;
  readonly end: number;
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

/** All dates in a text, in order, without overlaps. Linear in its length. */
export function findDateMentions(text: string, options: WrittenDateOptions = {}): DateMention[] {
  const plain = asciiDigits(text);
  const found: DateMention[] = [];
  if (/\d|[〇零一二三四五六七八九十元]\s*年/.test(plain)) {
    found.push(...eastAsianDates(plain, options), ...numericDates(plain, options), ...namedDates(plain, options));
  }
  found.push(...relativeDates(plain, options));
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

const HAN = "[\\d〇○零一二三四五六七八九十元]";
const EAST_ASIAN = new RegExp(
  `(?:(令和|平成|昭和|大正|明治|民國|民国)\\s{0,3})?(?:(${HAN}{1,4})\\s{0,3}[年년]\\s{0,3})?(?<![\\d一二三四五六七八九十])(${HAN}{1,3})\\s{0,3}[月월]\\s{0,3}(${HAN}{1,3})\\s{0,3}[日号號일]?`,
  "gu",
);

function eastAsianDates(text: string, options: WrittenDateOptions): DateMention[] {
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
/** Languages that write year, month, day; a date without a year begins with the month there. */
const YEAR_FIRST = new Set(["zh", "ja", "ko", "hu", "lt", "mn", "eu"]);

function numericDates(text: string, options: WrittenDateOptions): DateMention[] {
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

interface Token {
  readonly kind: "number" | "word" | "mark";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /\d+|[\p{L}\p{M}]+(?:[.׳॰'’](?=[\p{Script=Thai}\p{Script=Lao}\p{Script=Hebrew}])[\p{L}\p{M}]+)*[׳॰]?|[^\s\p{Cf}]/gu;

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const first = match[0].charCodeAt(0);
    const kind = first >= 48 && first <= 57 ? "number" : /[\p{L}\p{M}]/u.test(match[0]) ? "word" : "mark";
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
  }
  return tokens;
}

/** Words between day, month and year, and the endings of ordinals, over the languages of the tables. */
const BETWEEN = new Set(
  (
    "st nd rd th er re eme ere e o a ª º de del d di of den af the i in ta ng ka la le el den dem dell den do da des " +
    "m gada g г год года гг р року рік roku rok ж жылғы жыл оны он сарын сарыны годзе годзін ko eko eko(e) ak ren an na ti nji nci inci year " +
    "го е ти ого η ης ο του ος й й ої году ng nam năm ngay ngày mi mii yil yili il ilin sana ב של של ה من في لـ پ ی वर्ष वीं ที่ พ ศ ค พ.ศ ค.ศ"
  ).split(" "),
);
const MARKS_BETWEEN = /^[.,،、'’‘`´\-–—−/()·•|ªº°٬]$/u;

function namedDates(text: string, options: WrittenDateOptions): DateMention[] {
  const tokens = tokenize(text);
  const found: DateMention[] = [];
  const language = baseLanguage(options.language);
  for (let i = 0; i < tokens.length; i++) {
    const named = monthAt(tokens, i, language);
    if (!named) continue;
    const [a, ai] = numberBeside(tokens, named.first, -1);
    const [c, ci] = numberBeside(tokens, named.last, 1);
    const [b, bi] = a ? numberBeside(tokens, ai, -1) : [undefined, -1];
    const [d, di] = c ? numberBeside(tokens, ci, 1) : [undefined, -1];
    const solar = named.solarHijri;
    const asDay = (t: Token | undefined): t is Token =>
      t !== undefined && t.text.length <= 2 && Number(t.text) >= 1 && Number(t.text) <= 31 && !/['’‘`]/.test(text[t.start - 1] ?? "");
    const asYear = (t: Token | undefined): t is Token => t !== undefined && yearOf(t, text, solar) !== undefined;
    let day: Token | undefined;
    let year: Token | undefined;
    let first = named.first;
    let last = named.last;
    if (asDay(a) && asYear(c)) [day, year, first, last] = [a, c, ai, ci];
    else if (asDay(c) && asYear(d)) [day, year, last] = [c, d, di];
    else if (asYear(a) && asDay(c)) [day, year, first, last] = [c, a, ai, ci];
    else if (asYear(b) && asDay(a)) [day, year, first] = [a, b, bi];
    else if (asDay(a)) [day, first] = [a, ai];
    else if (asDay(c)) [day, last] = [c, ci];
    if (!day) continue;
    const start = tokens[first]?.start ?? 0;
    const end = tokens[last]?.end ?? start;
    let yearNumber = year && yearOf(year, text, solar);
    if (solar) {
      const date = yearNumber === undefined ? undefined : solarHijriDay(yearNumber, named.month, Number(day.text));
      if (date) found.push(extend(text, start, end, [date]));
    } else {
      // A Buddhist Era year, as Thai pages print it.
      if (yearNumber !== undefined && yearNumber >= 2440) yearNumber -= 543;
      found.push(dated(text, start, end, yearNumber, named.month, Number(day.text), options));
    }
    i = Math.max(i, last - 1);
  }
  return found;
}

function monthAt(
  tokens: readonly Token[],
  i: number,
  language: string | undefined,
): { month: number; first: number; last: number; solarHijri: boolean } | undefined {
  const token = tokens[i];
  if (token?.kind !== "word") return undefined;
  const word = foldWord(token.text);
  const next = tokens[i + 1];
  // Vietnamese and Mongolian number their months: "tháng 3", "3-р сарын".
  if (word === "thang" && next?.kind === "number" && next.text.length <= 2 && Number(next.text) <= 12)
    return { month: Number(next.text), first: i, last: i + 1, solarHijri: false };
  if (word === "сарын" || word === "сарыны") {
    for (let j = i - 1; j >= i - 3 && j >= 0; j--) {
      const t = tokens[j];
      if (t?.kind === "number" && t.text.length <= 2 && Number(t.text) <= 12)
        return { month: Number(t.text), first: j, last: i, solarHijri: false };
    }
    return undefined;
  }
  // "16 11月 2022": a template in another order around a local month.
  const before = tokens[i - 1];
  if (
    (word === "月" || word === "월") &&
    before?.kind === "number" &&
    before.end === token.start &&
    Number(before.text) <= 12 &&
    Number(before.text) > 0
  )
    return { month: Number(before.text), first: i - 1, last: i, solarHijri: false };
  if (next?.kind === "word") {
    const after = tokens[i + 2];
    const three = after?.kind === "word" ? monthOf(`${word} ${foldWord(next.text)} ${foldWord(after.text)}`, language) : undefined;
    if (three) return { month: three.month, first: i, last: i + 2, solarHijri: false };
    const two = monthOf(`${word} ${foldWord(next.text)}`, language);
    if (two) return { month: two.month, first: i, last: i + 1, solarHijri: false };
  }
  const named = monthOf(word, language);
  return named && { month: named.month, first: i, last: i, solarHijri: named.solarHijri === true };
}

/** The number next to a token, over a few marks and words that stand inside dates. */
function numberBeside(tokens: readonly Token[], from: number, step: 1 | -1): [Token | undefined, number] {
  for (let i = from + step, passed = 0; passed < 5; i += step, passed++) {
    const token = tokens[i];
    if (token === undefined) break;
    if (token.kind === "number") return [token, i];
    if (token.kind === "mark" ? !MARKS_BETWEEN.test(token.text) : !BETWEEN.has(token.text.toLowerCase())) break;
  }
  return [undefined, -1];
}

function yearOf(token: Token, text: string, solarHijri: boolean): number | undefined {
  const value = Number(token.text);
  if (token.text.length === 4)
    return (solarHijri ? value >= 1200 && value <= 1500 : plausibleYear(value) || (value >= 2440 && value <= 2643)) ? value : undefined;
  const before = text[token.start - 1] ?? "";
  if (token.text.length !== 2 || solarHijri || /[:.]/.test(text[token.end] ?? "")) return undefined;
  return /['’‘`\-/]/.test(before) ? fullYear(value) : undefined;
}

function plausibleYear(year: number): boolean {
  return year >= 1600 && year <= 2100;
}

function fullYear(twoDigits: number): number {
  return twoDigits < 70 ? 2000 + twoDigits : 1900 + twoDigits;
}

function baseLanguage(language: string | undefined): string | undefined {
  const base = language?.toLowerCase().split(/[-_]/)[0];
  return base === "no" ? "nb" : base === "iw" ? "he" : base === "in" ? "id" : base;
}

/** Whether a language writes the day before the month in numbers. English does both: only its regions tell. */
function dayFirstIn(language: string | undefined): boolean | undefined {
  const base = baseLanguage(language);
  if (base === undefined || base === "") return undefined;
  const region = /[-_]([a-z]{2})\b/i.exec(language ?? "")?.[1]?.toUpperCase();
  if (base === "en") return region === undefined || region === "CA" ? undefined : region !== "US" && region !== "PH";
  if (YEAR_FIRST.has(base)) return false;
  return true;
}

function dated(
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
  /\s{0,3}(?:[,|@·•(–—-]|T|at|um|à|às|a las|kl\.?|klo|klockan|om|o|ve|в|о|的)?\s{0,3}(?:上午|下午|오전|오후|午前|午後)?\s{0,2}(\d{1,2})(?::|h|時|시|点|點)\s?(\d{2})?(?:[:分분]\s?(\d{2})(?:[.,]\d{1,9})?)?(?:분|分)?\s{0,2}([ap]\.?m\b\.?)?(?:\s{0,2}(Z\b|UTC\b|GMT\b)?([+-]\d{2}:?\d{2}\b)?)?(?:\s(?:[A-Z]{3,4}\b|Uhr\b|h\b))?/iuy;

/** Widens a date over the weekday before it, the time and the words after it; a time with its offset makes an instant of the day. */
function extend(text: string, start: number, end: number, readings: readonly string[], more: Partial<DateMention> = {}): DateMention {
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
    end += time[0].length;
    const offset = time[6] !== undefined ? time[6].replace(/^(...):?/, "$1:") : time[5] !== undefined ? "Z" : undefined;
    let hour = Number(time[1]);
    if (/^p/i.test(time[4] ?? "") && hour < 12) hour += 12;
    else if (/^a/i.test(time[4] ?? "") && hour === 12) hour = 0;
    if (offset !== undefined && hour < 24)
      dates = readings.map((day) => `${day}T${String(hour).padStart(2, "0")}:${time[2] ?? "00"}:${time[3] ?? "00"}${offset}`);
  }
  return { start, end, readings: dates, ...more };
}

const RELATIVE_WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?|\d+/gu;

function relativeDates(text: string, options: WrittenDateOptions): DateMention[] {
  // A phrase of elapsed time stands alone or in a short line; in prose "two days ago" is not when it was published.
  if (text.length > 160) return [];
  const words: Token[] = [];
  for (const match of text.matchAll(RELATIVE_WORD)) {
    const kind = /^\d/.test(match[0]) ? "number" : "word";
    words.push({ kind, text: foldWord(match[0]).replace("’", "'"), start: match.index, end: match.index + match[0].length });
  }
  const found: DateMention[] = [];
  for (let i = 0; i < words.length; i++) {
    const mention = elapsedAt(words, i, options.now);
    if (!mention) continue;
    found.push(mention);
    while (i + 1 < words.length && (words[i + 1]?.start ?? 0) < mention.end) i++;
  }
  return found;
}

/** The longest phrase of elapsed time that begins at a word. */
function elapsedAt(words: readonly Token[], i: number, now: string | undefined): DateMention | undefined {
  let phrase = "";
  let count: number | undefined;
  let best: { unit: string; count: number; end: number } | undefined;
  for (let j = i; j < Math.min(words.length, i + 6); j++) {
    const word = words[j];
    if (!word) break;
    if (word.kind === "number") {
      if (count !== undefined || word.text.length > 3) break;
      count = Number(word.text);
      phrase += "#";
      continue;
    }
    phrase += phrase === "" || phrase.endsWith("#") ? word.text : ` ${word.text}`;
    const unit = elapsedUnit(phrase);
    if (unit) best = { unit, count: count ?? 1, end: word.end };
    else if (phrase.startsWith("#") && word.text.length > 2) {
      // Scripts without spaces run on after the phrase: "3日前に".
      for (let cut = word.text.length - 1; cut >= 2; cut--) {
        const run = /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}]+$/u.test(word.text)
          ? elapsedUnit(phrase.slice(0, phrase.length - word.text.length + cut))
          : undefined;
        if (run) {
          best = { unit: run, count: count ?? 1, end: word.start + cut };
          break;
        }
      }
    }
  }
  const start = words[i]?.start;
  if (!best || start === undefined) return undefined;
  const readings = now === undefined ? [] : [elapsedDay(best.unit, best.count, now)].filter((d) => d !== undefined);
  return { start, end: best.end, readings, relative: true };
}

/** The day that lies so far back, in the offset that `now` has. */
function elapsedDay(unit: string, count: number, now: string): string | undefined {
  const today = /^\d{4}-\d\d-\d\d/.exec(now)?.[0];
  if (today === undefined) return undefined;
  if (unit === "0" || unit === "1" || unit === "2") return addDays(today, -Number(unit));
  if (unit === "d") return addDays(today, -count);
  if (unit === "w") return addDays(today, -7 * count);
  const ms = { s: 1000, m: 60_000, h: 3_600_000 }[unit];
  if (ms === undefined || now.length <= 10) return today;
  const local = Date.parse(`${now.slice(0, 19)}Z`);
  return Number.isNaN(local) ? today : new Date(local - count * ms).toISOString().slice(0, 10);
}
