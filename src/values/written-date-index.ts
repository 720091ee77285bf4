import { WordBeginnings } from "./word-beginnings.ts";
import { ELAPSED, MONTH_NAMES, SOLAR_HIJRI_MONTHS, WEEKDAY_NAMES } from "./written-date-words.ts";

/** A month that a word may name: 1–12, in which languages. */
export interface NamedMonth {
  readonly month: number;
  readonly languages: readonly string[];
  readonly solarHijri?: boolean;
}

/** Lower case, without accents of alphabets (marks of Indic and Thai scripts are letters and stay), dotless i as i, without a last dot. */
export function foldWord(word: string): string {
  const lower = word.toLowerCase();
  return PLAIN.test(lower) ? lower : foldAccents(lower);
}

const PLAIN = /^[a-z]+$/;

function foldAccents(lower: string): string {
  return lower
    .replace(/ı/g, "i")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .normalize("NFC")
    .replace(/[\u200e\u200f]/g, "")
    .replace(/\.$/, "");
}

let months: Map<string, NamedMonth[]> | undefined;
let weekdays: Set<string> | undefined;
let elapsed: Map<string, ElapsedUnit> | undefined;
let monthBeginnings: WordBeginnings | undefined;
let elapsedBeginnings: WordBeginnings | undefined;

/** The months that a folded word may name. Hebrew writes "in" as a letter before the name, Arabic and Persian may drop the article. */
function monthsNamed(word: string): readonly NamedMonth[] | undefined {
  months ??= indexMonths();
  return months.get(word) ?? (word.startsWith("ב") ? months.get(word.slice(1)) : undefined);
}

/** The month of a word: what the language says, else what all languages agree on. */
export function monthOf(word: string, language: string | undefined): NamedMonth | undefined {
  const named = monthsNamed(word);
  if (!named) return undefined;
  if (named.length === 1) return named[0];
  return named.find((n) => language !== undefined && n.languages.includes(language));
}

/** Whether a text may name a month: a quick look before its words are told apart. */
export function mayNameMonth(text: string): boolean {
  if (!monthBeginnings) {
    months ??= indexMonths();
    monthBeginnings = new WordBeginnings(["thang", ...months.keys()]);
  }
  return monthBeginnings.mayHold(text);
}

/** The same for phrases of elapsed time. */
export function mayTellElapsed(text: string): boolean {
  elapsedBeginnings ??= new WordBeginnings(
    Object.values(ELAPSED).flatMap((phrases) =>
      phrases
        .split("/")
        .filter((phrase) => !/[^\x00-\x7f]/.test(phrase))
        .map((phrase) => phrase.split(/[^a-z]+/).reduce((longest, word) => (word.length > longest.length ? word : longest), "")),
    ),
  );
  return elapsedBeginnings.mayHold(text);
}

export function isWeekday(word: string): boolean {
  weekdays ??= new Set(WEEKDAY_NAMES.split(" "));
  return weekdays.has(word);
}

/** Today, yesterday, the day before; seconds, minutes, hours, days, weeks ago. */
export type ElapsedUnit = "0" | "1" | "2" | "s" | "m" | "h" | "d" | "w";

/** The unit of a phrase of elapsed time: folded, one space between words, the count as `#` without spaces around it. */
export function elapsedUnit(phrase: string): ElapsedUnit | undefined {
  if (!elapsed) {
    elapsed = new Map();
    for (const [unit, phrases] of Object.entries(ELAPSED))
      for (const one of phrases.split("/")) if (!elapsed.has(one)) elapsed.set(one, unit as ElapsedUnit);
  }
  return elapsed.get(phrase);
}

function indexMonths(): Map<string, NamedMonth[]> {
  const index = new Map<string, { month: number; languages: string[]; solarHijri?: boolean }[]>();
  for (const [language, names] of Object.entries(MONTH_NAMES)) {
    names.split("|").forEach((forms, i) => {
      for (const form of forms.split(" ")) {
        if (form === "") continue;
        const word = form.replaceAll("_", " ");
        const list = index.get(word);
        const same = list?.find((n) => n.month === i + 1);
        if (same) same.languages.push(language);
        else if (list) list.push({ month: i + 1, languages: [language] });
        else index.set(word, [{ month: i + 1, languages: [language] }]);
      }
    });
  }
  SOLAR_HIJRI_MONTHS.split("|").forEach((forms, i) => {
    for (const form of forms.split(" ")) {
      const word = foldWord(form);
      const named = { month: i + 1, languages: ["fa"], solarHijri: true };
      index.set(word, [...(index.get(word) ?? []), named]);
    }
  });
  return index;
}
