import { monthOf } from "../../values/written-date-index.ts";
import { BEYOND, DIGIT } from "./line-marks.ts";
import type { DraftLine, LineKind } from "./page-line.ts";

/** What begins with a separator goes on where the line above stopped. */
const GOES_ON = /^[·•|‧∙・]\s*\S/;
/** Times and lengths of reading among other words. */
const READING =
  /(?:^|\D)\d[\d.,]*\s?k?\s?(?:min(?:s|utes?|uten|uti|utos?)?\b|words\b|wörter|mots\b|palabras|parole|分钟|分鐘|分|字|мин|분)|阅读时长|閱讀時長|本文字数|字数统计|reading time|lesezeit|temps de lecture|tiempo de lectura/iu;
/** What READING finds in ASCII without a figure. */
const READING_WORDS = /ing time|lesezeit|de lectur/i;
const WORD = /^\p{L}{3,12}\.?$/u;
const NUMBER = /^\d{1,4}$/;
const TEXT: ReadonlySet<LineKind> = new Set<LineKind>(["short", "sentence", "item"]);

/** Settles what is the page's print by the line beside it: what a separator continues, the pieces of a date that stand on lines of their own. */
export function settlePrint(lines: readonly DraftLine[], language: string | undefined): void {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as DraftLine;
    if (!TEXT.has(line.kind) || line.size > 80) continue;
    if (
      ((line.marks & (DIGIT | BEYOND)) !== 0 || READING_WORDS.test(line.text)) &&
      READING.test(line.text) &&
      (GOES_ON.test(line.text) || line.size < 40)
    )
      line.kind = "count";
    else if (line.size <= 13 && WORD.test(line.text) && besideNumber(lines, i) && monthOf(line.folded, language)) {
      line.kind = "date";
      for (const k of [i - 1, i + 1, i + 2]) {
        const near = lines[k];
        if (near && near.gap === 0 && NUMBER.test(near.text) && near.kind === "count") near.kind = "date";
      }
    }
  }
}

function besideNumber(lines: readonly DraftLine[], i: number): boolean {
  return [i - 1, i + 1].some((k) => {
    const number = Number(NUMBER.exec(lines[k]?.text ?? "")?.[0] ?? 0);
    return number >= 1 && number <= 31;
  });
}
