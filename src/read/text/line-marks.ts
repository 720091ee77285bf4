/**
 * Kinds of character, as bits: a line's tell which expressions need to be tried on it. Outside ASCII only PART and what follows QUOTE
 * are told.
 */
export const DIGIT = 1;
export const ALPHA = 2;
/** `|`, dots in the middle, dashes: a line of parts, of which one may name people. */
export const PART = 4;
/** Brackets, `=`, `;`, `$`, `\`: rare in prose. */
export const SYNTAX = 8;
export const COLON = 16;
export const AT = 32;
/** `"`. */
export const QUOTE = 64;
export const SPACE = 128;
/** White space that is not one blank. */
export const SPACES = 256;
/** White space, punctuation and symbols. */
export const MARK = 512;
/** Outside ASCII. */
export const BEYOND = 1024;
/** None of what English is printed with: outside ASCII all but some quotes, dashes and dots; controls. */
export const FOREIGN = 2048;
/** U+1100 and later, where East Asian characters are. */
export const WIDE = 4096;
/** A letter of ASCII that no count is written with, as `5 k` and `3 M` are. */
export const WORDY = 8192;
/** What `line-stems.ts` looks for: what pages print, a word for a series. No character has them. */
export const STEM = 16384;
export const SERIES = 32768;

/** The bits of each UTF-16 unit; 0 for one that was not met yet. */
export const MARKS: Readonly<Uint16Array> = new Uint16Array(65536);

/** The bits of a UTF-16 unit. */
export function marksOf(code: number): number {
  return (MARKS[code] as number) || meet(code);
}

const COMMON_BEYOND = "‘’“”„–—•·";
const IN_ASCII: readonly (readonly [string, number])[] = [
  ["|•·–—", PART],
  ["{}()[]<>=;$\\", SYNTAX],
  [":", COLON],
  ["@", AT],
  ['"', QUOTE],
];

/** Property look-ups by expression are slow, and a text uses few characters. */
function meet(code: number): number {
  const char = String.fromCharCode(code);
  let bits = code >= 128 ? BEYOND : 0;
  if (code >= 0x1100) bits |= WIDE;
  if (code >= 128 ? !COMMON_BEYOND.includes(char) : code < 32 || code === 127) bits |= FOREIGN;
  if (/\s/.test(char)) bits |= code === 32 ? SPACE | MARK : SPACE | SPACES | MARK;
  else if (/[\p{P}\p{S}]/u.test(char)) bits |= MARK;
  if (/[0-9]/.test(char)) bits |= DIGIT;
  if (/[a-z]/i.test(char)) bits |= /[km]/i.test(char) ? ALPHA : ALPHA | WORDY;
  for (const [chars, bit] of IN_ASCII) if (chars.includes(char)) bits |= bit;
  (MARKS as Uint16Array)[code] = bits;
  return bits;
}
