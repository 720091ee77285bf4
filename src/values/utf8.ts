const NO_WORDS = new Uint32Array(0);

/**
 * What bytes are, read as UTF-8 (RFC 3629 §4): `ascii`, `utf-8`, or `undefined` where they are not sound. ASCII is passed four
 * bytes at a time.
 */
export function scanUtf8(bytes: Uint8Array): "ascii" | "utf-8" | undefined {
  const { length } = bytes;
  const lead = -bytes.byteOffset & 3;
  const words = length < lead ? NO_WORDS : new Uint32Array(bytes.buffer, bytes.byteOffset + lead, (length - lead) >> 2);
  let beyond = false;
  let i = 0;
  while (i < length) {
    if (i >= lead && ((i - lead) & 3) === 0) {
      let word = (i - lead) >> 2;
      while (word < words.length && ((words[word] as number) & 0x80808080) === 0) word++;
      i = lead + (word << 2);
      if (i >= length) break;
    }
    const byte = bytes[i] as number;
    if (byte < 0x80) {
      i++;
      continue;
    }
    beyond = true;
    // Runs of characters of three bytes are most of what is not ASCII.
    const second = bytes[i + 1] as number;
    if (byte >= 0xe1 && byte <= 0xec) {
      if ((second & 0xc0) !== 0x80 || ((bytes[i + 2] as number) & 0xc0) !== 0x80) return undefined;
      i += 3;
    } else {
      const width = widthOf(byte, second);
      for (let k = 2; k < width; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) return undefined;
      if (width === 0) return undefined;
      i += width;
    }
  }
  return i > length ? undefined : beyond ? "utf-8" : "ascii";
}

/** The width of a sequence by its first two bytes, 0 for one that RFC 3629 §3 does not allow (overlong, surrogate, beyond U+10FFFF). */
function widthOf(first: number, second: number): number {
  if ((second & 0xc0) !== 0x80) return 0;
  if (first >= 0xc2 && first <= 0xdf) return 2;
  if (first === 0xe0) return second >= 0xa0 ? 3 : 0;
  if (first === 0xed) return second < 0xa0 ? 3 : 0;
  if (first >= 0xe1 && first <= 0xef) return 3;
  if (first === 0xf0) return second >= 0x90 ? 4 : 0;
  if (first === 0xf4) return second < 0x90 ? 4 : 0;
  return first > 0xf0 && first < 0xf4 ? 4 : 0;
}
