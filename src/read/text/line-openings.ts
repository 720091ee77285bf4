import { BYLINE_LEADS } from "../../values/byline-words.ts";
import { ALPHA, MARK, marksOf } from "./line-marks.ts";
import { MORE } from "./phrases.ts";
import { SEED_A, SEED_B, SymbolTable, stepA, stepB } from "./symbol-table.ts";

/** What a line may be by the letters that it begins with, as bits. */
export const LEADS_NAME = 1;
export const LEADS_ON = 2;
export const FILES = 4;
export const CODES = 8;
export const PAGES = 16;
export const ADDRESSES = 32;
export const TIMES = 64;
/** Begins with no letter. */
export const NO_LETTER = 128;
export const ANY = 255;
/** Half of the lines of a text begin with an article, which tells nothing; the word behind it does. */
const ARTICLE = 256;

const OPENINGS: readonly (readonly [number, readonly string[]])[] = [
  [LEADS_NAME, BYLINE_LEADS],
  [LEADS_ON, MORE],
  [
    FILES,
    "categorised categorized category categories filed tagged tag tags posted view abgelegt publicado archiviato pubblicato".split(" "),
  ],
  [CODES, "include import from def class function var const let return public private".split(" ")],
  [PAGES, "page seite pagina strona strana sida side sayfa oldal".split(" ")],
  [ADDRESSES, ["www"]],
  [TIMES, ["about", "ca"]],
];

const table = new SymbolTable(512);
/** By the number of the letters in the table. */
const bits: number[] = [];
const add = (letters: string, bit: number) => {
  const id = table.idOf(letters);
  bits[id] = (bits[id] ?? 0) | bit;
};
for (const [bit, wordings] of OPENINGS) {
  for (const wording of wordings) {
    const [, letters, next] = /^\P{L}*([a-z]+)(?!\p{L})(?: ([a-z]+))?/u.exec(wording) ?? [];
    if (letters === undefined) continue;
    const article = letters === "the" || letters === "a";
    add(letters, article ? ARTICLE : bit);
    if (article && next !== undefined) add(next, bit);
  }
}

/** What may be the line that begins at a place, by its first letters behind marks and articles. For ASCII only. */
export function openingAt(text: string, start: number, end: number): number {
  let i = start;
  for (;;) {
    while (i < end && (marksOf(text.charCodeAt(i)) & MARK) !== 0) i++;
    let a = SEED_A;
    let b = SEED_B;
    const from = i;
    for (; i < end; i++) {
      const code = text.charCodeAt(i);
      if ((marksOf(code) & ALPHA) === 0) break;
      a = stepA(a, code | 32);
      b = stepB(b, code | 32);
    }
    if (i === from) return NO_LETTER;
    const id = table.id(0, a, b, false, false);
    const found = id < 0 ? 0 : (bits[id] as number);
    if (found !== ARTICLE) return found;
  }
}
