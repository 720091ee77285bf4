/** What a character outside ASCII is, as bits. */
export const NUMBER = 1;
export const WHITE = 2;
const KNOWN = 4;
/** By UTF-16 unit, filled as units are met: property look-ups by expression are slow, and a text uses few characters. */
const classes = new Uint8Array(65536);

/** The class of a UTF-16 unit; halves of pairs have none. */
export function charClass(code: number): number {
  const known = classes[code] as number;
  if (known !== 0) return known;
  const char = String.fromCharCode(code);
  const found = (/\p{N}/u.test(char) ? NUMBER : 0) | (/\s/.test(char) ? WHITE : 0) | KNOWN;
  classes[code] = found;
  return found;
}
