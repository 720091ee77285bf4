import { charClass, SIGN, WHITE } from "./char-class.ts";
import { BEYOND, SPACES } from "./line-marks.ts";

/** Lower case, without surrounding marks, white space as one. */
export function fold(text: string, marks: number): string {
  const lower = (marks & BEYOND) === 0 ? text.toLowerCase() : text.normalize("NFKC").toLowerCase();
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
  if (code >= 128) return (code & 0xf800) === 0xd800 ? isMarkPair(text, at) : (charClass(code) & (WHITE | SIGN)) !== 0;
  if (code >= 97) return code >= 123 && code < 127;
  return (code >= 32 && code < 48) || (code >= 58 && code < 65) || code >= 91 || (code >= 9 && code <= 13);
}

/** The same of one half of a pair. */
function isMarkPair(text: string, at: number): boolean {
  const first = (text.charCodeAt(at) & 0xfc00) === 0xdc00 ? at - 1 : at;
  return /^[\p{P}\p{S}]/u.test(text.slice(Math.max(0, first), first + 2));
}
