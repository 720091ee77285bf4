/**
 * A short name for a text: 80 bits of two independent 32-bit hashes and a length-keyed third, in base 36, always 16 characters.
 * For identity, not for secrecy. Among a hundred million texts a collision has odds of about 1 in 200 million.
 */
export function hashText(text: string): string {
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  let c = 0xc2b2ae3d ^ text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
    c = Math.imul(c ^ code, 3266489917);
    c ^= c >>> 15;
  }
  a = finish(a ^ (b >>> 11));
  b = finish(b ^ (c >>> 7));
  c = finish(c ^ (a >>> 13));
  const high = (a >>> 0) * 256 + (c & 0xff);
  const low = (b >>> 0) * 256 + ((c >>> 8) & 0xff);
  return base36(high) + base36(low);
}

const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";
const PAIRS = Array.from({ length: 1296 }, (_, i) => (DIGITS[Math.floor(i / 36)] as string) + (DIGITS[i % 36] as string));

/** Eight digits of a number below 36⁸: `toString(36)` takes as long as all the rest. */
function base36(value: number): string {
  const upper = Math.floor(value / 1679616);
  const lower = value - upper * 1679616;
  return (PAIRS[(upper / 1296) | 0] as string) + PAIRS[upper % 1296] + PAIRS[(lower / 1296) | 0] + PAIRS[lower % 1296];
}

/** The last mixing steps of MurmurHash3: every bit of the state reaches every bit of the result. */
function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
