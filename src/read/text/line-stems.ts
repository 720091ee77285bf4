import { SERIES, STEM } from "./line-marks.ts";

/**
 * Pieces of what pages print around posts: of "Leave a comment", "2 responses", "Older posts", "All rights reserved". What `line-facts.ts`
 * knows by the expressions that it keeps under `telling` has one in it, or one of FOREIGN_STEMS there; and what `settle-print.ts` knows of
 * reading times, without a figure; and all that `series-list.ts` takes for a word for a series. Most lines have none.
 */
const STEMS: readonly (readonly [string, number])[] = [
  ..."omment oment repli reply respons reacti publi post parut aparec copyright powered erschien lesezeit".split(" "),
  ...["older ", "newer ", "all rights", "alle rechte", "tous droits", "todos los", "ing time", "de lectur"],
].map((stem) => [stem, STEM] as const);
const SERIES_STEMS = ["saga", "reihe", "reeks", "cykl"].map((stem) => [stem, SERIES] as const);

/** By their first three letters, as `stemBeginning` folds them, stems and the bit of each. */
const byBeginning = new Map<number, [string, number][]>();
/** 1 for the beginnings that there are. */
export const STEM_BEGINNINGS = new Uint8Array(1 << 15);
for (const [stem, bits] of [...STEMS, ...SERIES_STEMS, ["seri", STEM | SERIES] as const]) {
  let beginning = 0;
  for (let i = 0; i < 3; i++) beginning = stemBeginning(beginning, stem.charCodeAt(i));
  STEM_BEGINNINGS[beginning] = 1;
  byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), [stem, bits]]);
}

/** The last three characters with one more, five bits of each: enough to pass most lines by. */
export function stemBeginning(before: number, code: number): number {
  return ((before << 5) | (code & 31)) & 32767;
}

/** The bits of those stems that begin so and stand at a place. Capitals are as small letters. */
export function stemsAt(text: string, from: number, beginning: number): number {
  const stems = byBeginning.get(beginning) as [string, number][];
  let found = 0;
  for (let k = 0; k < stems.length; k++) {
    const [stem, bits] = stems[k] as [string, number];
    let i = 3;
    while (i < stem.length && (text.charCodeAt(from + i) | 32) === stem.charCodeAt(i)) i++;
    if (i === stem.length) found |= bits;
  }
  return found;
}
