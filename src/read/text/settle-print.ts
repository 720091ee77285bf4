import { monthOf } from "../../values/written-date-index.ts";
import { DIGIT, FOREIGN, STEM } from "./line-marks.ts";
import { type DraftLine, KIND_CODES } from "./page-line.ts";
import type { PageLines } from "./page-lines.ts";

/** What begins with a separator goes on where the line above stopped. */
const GOES_ON = /^[·•|‧∙・]\s*\S/;
/** Times and lengths of reading among other words. */
const READING =
  /(?:^|\D)\d[\d.,]*\s?k?\s?(?:min(?:s|utes?|uten|uti|utos?)?\b|words\b|wörter|mots\b|palabras|parole|分钟|分鐘|分|字|мин|분)|阅读时长|閱讀時長|本文字数|字数统计|reading time|lesezeit|temps de lecture|tiempo de lectura/iu;
const WORD = /^\p{L}{3,12}\.?$/u;
const NUMBER = /^\d{1,4}$/;
const TEXT: ReadonlySet<number> = new Set([KIND_CODES.short, KIND_CODES.sentence, KIND_CODES.item]);

/** Settles what is the page's print by the line beside it: what a separator continues, the pieces of a date that stand on lines of their own. */
export function settlePrint(page: PageLines, language: string | undefined): void {
  const { kinds, sizes, lines } = page;
  const { marks } = page.at;
  for (let i = 0; i < page.length; i++) {
    const size = sizes[i] as number;
    if (size > 80 || !TEXT.has(kinds[i] as number)) continue;
    // Without a figure a reading time has one of the stems.
    const telling = ((marks[i] as number) & (DIGIT | FOREIGN | STEM)) !== 0;
    if (telling && isReadingTime(lines[i] as DraftLine)) kinds[i] = KIND_CODES.count;
    else if (size <= 13 && besideNumber(page, i)) settleMonth(lines, i, language);
  }
}

function isReadingTime({ text, size }: DraftLine): boolean {
  return READING.test(text) && (size < 40 || GOES_ON.test(text));
}

/** A month alone on a line, and the figures of its date beside it. */
function settleMonth(lines: readonly DraftLine[], i: number, language: string | undefined): void {
  const line = lines[i] as DraftLine;
  if (!WORD.test(line.text) || !monthOf(line.folded, language)) return;
  line.kind = "date";
  for (const k of [i - 1, i + 1, i + 2]) {
    const near = lines[k];
    if (near && near.gap === 0 && NUMBER.test(near.text) && near.kind === "count") near.kind = "date";
  }
}

/** Whether the day of a month stands right above a line or right below it. */
function besideNumber({ text, length, at, sizes }: PageLines, i: number): boolean {
  for (let k = i - 1; k <= i + 1; k += 2) {
    if (k < 0 || k >= length || (sizes[k] as number) > 4) continue;
    const number = Number(NUMBER.exec(text.slice(at.start[k], at.end[k]))?.[0] ?? 0);
    if (number >= 1 && number <= 31) return true;
  }
  return false;
}
