/**
 * Kinds of character, as bits: a line's tell which expressions need to be tried on it. A bit may stand without cause (the line
 * has lost its list marker since), but is never missing. Outside ASCII only BEYOND, WIDE and INVISIBLE are told.
 */
export const DIGIT = 1;
export const ALPHA = 2;
/** `|`, `(`, `/`: a line of parts, of which one may name people. */
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
/** Outside ASCII. */
export const BEYOND = 512;
/** U+1100 and later, where East Asian characters are. */
export const WIDE = 1024;
export const INVISIBLE = 2048;

/** The bits of each ASCII character. */
export const MARKS: Readonly<Uint16Array> = new Uint16Array(128);
const table = MARKS as Uint16Array;
const mark = (chars: string, bit: number) => {
  for (const char of chars) table[char.charCodeAt(0)] = (table[char.charCodeAt(0)] as number) | bit;
};
mark("0123456789", DIGIT);
mark("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", ALPHA);
mark("|(/", PART);
mark("{}()[]<>=;$\\", SYNTAX);
mark(":", COLON);
mark("@", AT);
mark('"', QUOTE);
mark("\t\v\f\r ", SPACE);
