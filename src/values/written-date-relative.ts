import { addDays } from "./written-date-calendar.ts";
import { elapsedUnit, foldWord, mayTellElapsed } from "./written-date-index.ts";
import type { DateMention, WrittenDateOptions } from "./written-date-mention.ts";
import { ELAPSED } from "./written-date-words.ts";

interface Word {
  readonly kind: "number" | "word";
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const RELATIVE_WORD = /[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)?|\d+/gu;

/** A line without a number is short where it says "yesterday". */
const SHORT = 32;

const SHORT_COUNT = /(?<!\d)\d{1,3}(?!\d)/;
/** Any of the phrases that need no count, as a quick look before the words are told apart. */
const ELAPSED_DAY = new RegExp(
  [ELAPSED["0"], ELAPSED["1"], ELAPSED["2"]]
    .join("/")
    .split("/")
    .map((phrase) => phrase.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|"),
  "u",
);

/** "3 days ago", "vorgestern", "3日前". */
export function relativeDates(text: string, options: WrittenDateOptions): DateMention[] {
  // A phrase of elapsed time stands alone or in a short line; in prose "two days ago" is not when it was published.
  if (text.length > 120 || !mayTellElapsed(text) || (!SHORT_COUNT.test(text) && (text.length > SHORT || !ELAPSED_DAY.test(foldWord(text)))))
    return [];
  const words: Word[] = [];
  let numbers = 0;
  for (const match of text.matchAll(RELATIVE_WORD)) {
    const code = match[0].charCodeAt(0);
    const number = code >= 48 && code <= 57;
    // A long number is no count.
    if (number && match[0].length < 4) numbers++;
    words.push({
      kind: number ? "number" : "word",
      text: number ? match[0] : foldWord(match[0]).replace("’", "'"),
      start: match.index,
      end: match.index + match[0].length,
    });
  }
  if (numbers === 0 && text.length > SHORT) return [];
  const found: DateMention[] = [];
  for (let i = 0; i < words.length; i++) {
    if (text.length > SHORT && !isNearCount(words, i)) continue;
    const mention = elapsedAt(words, i, options.now);
    if (!mention) continue;
    found.push(mention);
    while (i + 1 < words.length && (words[i + 1]?.start ?? 0) < mention.end) i++;
  }
  return found;
}

/** Whether a count stands at a word or up to three words behind it: "il y a 3 jours"; or the line begins here. */
function isNearCount(words: readonly Word[], i: number): boolean {
  if (i < 2) return true;
  for (let j = i; j <= i + 3 && j < words.length; j++) if (words[j]?.kind === "number" && (words[j]?.text.length ?? 4) < 4) return true;
  return false;
}

/** The longest phrase of elapsed time that begins at a word. */
function elapsedAt(words: readonly Word[], i: number, now: string | undefined): DateMention | undefined {
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
