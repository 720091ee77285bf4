/**
 * Pieces of what pages print around posts: of "Leave a comment", "2 responses", "Older posts", "All rights reserved". What `line-facts.ts`
 * knows by the expressions that it keeps under `telling` has one in it, or one of FOREIGN_STEMS there; and what `settle-print.ts` knows of
 * reading times, without a figure. Most lines have none.
 */
const STEMS = [
  ..."omment oment repli reply respons reacti publi post seri parut aparec copyright powered erschien lesezeit".split(" "),
  ...["older ", "newer ", "all rights", "alle rechte", "tous droits", "todos los", "ing time", "de lectur"],
];

/** By their first three letters, as `stemBeginning` folds them. */
const byBeginning = new Map<number, string[]>();
/** 1 for the beginnings that there are. */
export const STEM_BEGINNINGS = new Uint8Array(1 << 15);
for (const stem of STEMS) {
  let beginning = 0;
  for (let i = 0; i < 3; i++) beginning = stemBeginning(beginning, stem.charCodeAt(i));
  STEM_BEGINNINGS[beginning] = 1;
  byBeginning.set(beginning, [...(byBeginning.get(beginning) ?? []), stem]);
}

/** The last three characters with one more, five bits of each: enough to pass most lines by. */
export function stemBeginning(before: number, code: number): number {
  return ((before << 5) | (code & 31)) & 32767;
}

/** Whether one of the stems that begin so stands at a place. Capitals are as small letters. */
export function isStemAt(text: string, from: number, beginning: number): boolean {
  const stems = byBeginning.get(beginning) as string[];
  for (let k = 0; k < stems.length; k++) {
    const stem = stems[k] as string;
    let i = 3;
    while (i < stem.length && (text.charCodeAt(from + i) | 32) === stem.charCodeAt(i)) i++;
    if (i === stem.length) return true;
  }
  return false;
}
