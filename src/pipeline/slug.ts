/** In characters, and in bytes: a file's name may have 255, and something stands before and behind this one. */
const MOST_CHARACTERS = 80;
const MOST_BYTES = 160;

/** A name as it fits an address and a file's name: letters and digits of any script in lower case, joined by hyphens; Latin letters without accents. */
export function slug(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, "-")
    .replace(/^-|-$/g, "");
  let short = "";
  let bytes = 0;
  for (const character of words) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES || short.length + character.length > MOST_CHARACTERS) break;
    short += character;
  }
  return short;
}
