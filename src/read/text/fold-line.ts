import { FOREIGN, MARK, marksOf, SPACES } from "./line-marks.ts";

/** Lower case, without surrounding marks, white space as one. */
export function fold(text: string, marks: number): string {
  const lower = (marks & FOREIGN) === 0 ? text.toLowerCase() : text.normalize("NFKC").toLowerCase();
  const even = (marks & SPACES) === 0 ? lower : lower.replace(/\s+/g, " ");
  let from = 0;
  let to = even.length;
  while (from < to && isMark(even, from)) from++;
  while (to > from && isMark(even, to - 1)) to--;
  return from === 0 && to === even.length ? even : even.slice(from, to);
}

/** Whether white space, punctuation or a symbol stands at a place. */
export function isMark(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (code & 0xf800) === 0xd800 ? isMarkPair(text, at) : (marksOf(code) & MARK) !== 0;
}

/** The same of one half of a pair. */
function isMarkPair(text: string, at: number): boolean {
  const first = (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at;
  return /^[\p{P}\p{S}]/u.test(text.slice(Math.max(0, first), first + 2));
}
