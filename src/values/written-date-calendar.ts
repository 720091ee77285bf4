/** A day of the Gregorian calendar as `2012-03-04`; `undefined` for a day that no month has. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
}

/** A day some days before or after another; both as `2012-03-04`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * The Gregorian day of a Solar Hijri one, by the 33-year leap cycle (right for 1244–1502, that is 1865–2124), counted from 1 Farvardin 979.
 */
export function solarHijriDay(year: number, month: number, day: number): string | undefined {
  if (month < 1 || month > 12 || day < 1 || day > (month <= 6 ? 31 : 30)) return undefined;
  const y = year - 979;
  const days =
    365 * y + Math.floor(y / 33) * 8 + Math.floor(((y % 33) + 3) / 4) + (month <= 6 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1;
  return addDays("1600-03-20", days);
}

/** First years of the Japanese eras and of the Republic of China's count. */
const ERAS: Readonly<Record<string, number>> = { 令和: 2019, 平成: 1989, 昭和: 1926, 大正: 1912, 明治: 1868, 民國: 1912, 民国: 1912 };

export function eraYear(era: string, year: number): number | undefined {
  const first = ERAS[era];
  return first === undefined ? undefined : first + year - 1;
}

const HAN_DIGITS = "〇一二三四五六七八九";

/** A number below 100 or a row of digits in Han numerals (二〇一二, 二十一, 元), or plain digits. */
export function hanNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replace(/[零○]/g, "〇");
  if (plain === "元") return 1;
  if (plain.includes("十")) {
    const [tens = "", ones = ""] = plain.split("十");
    const high = tens === "" ? 1 : HAN_DIGITS.indexOf(tens);
    const low = ones === "" ? 0 : HAN_DIGITS.indexOf(ones);
    return high < 0 || low < 0 || tens.length > 1 || ones.length > 1 ? undefined : high * 10 + low;
  }
  let value = 0;
  for (const char of plain) {
    const digit = HAN_DIGITS.indexOf(char);
    if (digit < 0) return undefined;
    value = value * 10 + digit;
  }
  return value;
}
