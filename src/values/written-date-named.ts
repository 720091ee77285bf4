import { solarHijriDay } from "./written-date-calendar.ts";
import { foldWord, mayNameMonth, monthOf } from "./written-date-index.ts";
import { baseLanguage, type DateMention, dated, extend, fullYear, plausibleYear, type WrittenDateOptions } from "./written-date-mention.ts";

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

/** Dates with a month by name, in whatever order the language has: a day and a year stand beside it. */
export function namedDates(text: string, options: WrittenDateOptions): DateMention[] {
  if (!mayNameMonth(text)) return [];
  const tokens = tokenize(text);
  const found: DateMention[] = [];
  const language = baseLanguage(options.language);
  for (let i = 0; i < tokens.length; i++) {
    if (!hasNumberNear(tokens, i)) continue;
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

/** A month without a number a few words off dates nothing: most words need no look-up. */
function hasNumberNear(tokens: readonly Token[], i: number): boolean {
  for (let j = Math.max(0, i - 6); j <= i + 7 && j < tokens.length; j++) if (tokens[j]?.kind === "number") return true;
  return false;
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
    (word === "月" || word === "월" || word === "がつ") &&
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
