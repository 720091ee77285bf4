/**
 * A short name for a text: 80 bits of two independent 32-bit hashes and a length-keyed third, in base 36, always 16 characters.
 * For identity, not for secrecy. Among a hundred million texts a collision has odds of about 1 in 200 million.
 */
export function hashText(text: string): string {
  return hashTexts("", text);
}

/** The name of two texts joined, which are not joined for it. */
export function hashTexts(before: string, text: string): string {
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  let c = 0xc2b2ae3d ^ (before.length + text.length);
  for (let part = 0; part < 2; part++) {
    const each = part === 0 ? before : text;
    for (let i = 0; i < each.length; i++) {
      const code = each.charCodeAt(i);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
      c = Math.imul(c ^ code, 3266489917);
      c ^= c >>> 15;
    }
  }
  a = finish(a ^ (b >>> 11));
  b = finish(b ^ (c >>> 7));
  c = finish(c ^ (a >>> 13));
  return base36((a >>> 0) * 256 + (c & 0xff), (b >>> 0) * 256 + ((c >>> 8) & 0xff));
}

const DIGITS = Uint8Array.from("0123456789abcdefghijklmnopqrstuvwxyz", (digit) => digit.charCodeAt(0));

/** Eight digits each of two numbers below 36⁸, in one string: `toString(36)` takes as long as all the rest ten times over. */
function base36(first: number, second: number): string {
  const a = Math.floor(first / 1679616);
  const b = first - a * 1679616;
  const c = Math.floor(second / 1679616);
  const d = second - c * 1679616;
  return String.fromCharCode(
    digit(a, 46656), digit(a, 1296), digit(a, 36), digit(a, 1), digit(b, 46656), digit(b, 1296), digit(b, 36), digit(b, 1),
    digit(c, 46656), digit(c, 1296), digit(c, 36), digit(c, 1), digit(d, 46656), digit(d, 1296), digit(d, 36), digit(d, 1),
  ); // biome-ignore format: four digits of each
}

function digit(value: number, place: number): number {
  return DIGITS[((value / place) | 0) % 36] as number;
}

/** The last mixing steps of MurmurHash3: every bit of the state reaches every bit of the result. */
function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
