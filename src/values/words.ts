const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  rsquo: "’",
  lsquo: "‘",
  ldquo: "“",
  rdquo: "”",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  laquo: "«",
  raquo: "»",
  copy: "©",
  reg: "®",
  trade: "™",
  middot: "·",
  bull: "•",
  deg: "°",
  times: "×",
  euro: "€",
  pound: "£",
  szlig: "ß",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  eacute: "é",
  egrave: "è",
  ecirc: "ê",
  euml: "ë",
  agrave: "à",
  acirc: "â",
  aacute: "á",
  atilde: "ã",
  aring: "å",
  ccedil: "ç",
  iacute: "í",
  icirc: "î",
  iuml: "ï",
  ntilde: "ñ",
  oacute: "ó",
  ocirc: "ô",
  otilde: "õ",
  oslash: "ø",
  uacute: "ú",
  ugrave: "ù",
  ucirc: "û",
  Eacute: "É",
  Aring: "Å",
  AElig: "Æ",
  aelig: "æ",
  Oslash: "Ø",
  oelig: "œ",
};

/**
 * What a character reference stands for, for comparing texts: `name` without `&` and `;` (`amp`, `#39`, `#x27`).
 * Only the references that occur in running text; others give `undefined`.
 */
export function decodeEntity(name: string): string | undefined {
  if (name.charCodeAt(0) !== 35) return Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
  const hex = name.charCodeAt(1) === 120 || name.charCodeAt(1) === 88;
  const code = hex ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
  return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : undefined;
}

/** The words of a text in order, as hashes: for comparing texts without building them. Valid until the next call of `readWords`. */
export interface WordStream {
  readonly count: number;
  readonly hashes: Int32Array;
  /** 7 for a word, 5 for a sign of a script without spaces: 35 is a shingle. Bit 7 (128): inside a quotation. */
  readonly weights: Uint8Array;
  /** Of the source, how much was read, 0–1. */
  readonly share: number;
  /** A checksum of what was not. */
  readonly rest: number;
}

/** A stretch of a text, by offsets. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * All that the scan reads and writes lies in arrays that are never replaced, and stands with its numbers in one closure: only of such
 * constants does the engine know while it compiles where they lie and what they are (a bundler makes variables of a module's own). The
 * scan takes half the time so.
 */
function createWordReader() {
  /** What stands behind these is not looked at: a body may have 10 MB. */
  const MOST_BYTES = 1 << 21;
  /** So many words are read at most. */
  const MOST_WORDS = 1 << 13;

  const SEPARATOR = 0;
  const IGNORED = 1;
  const SIGN = 2;
  /** From here on the value is the letter itself, in lower case. */
  const LETTER = 3;

  /** What a byte is: 0 parts words, a letter or digit of ASCII stands as itself, in lower case; from `SPECIAL` on it wants a closer look. */
  const SPECIAL = 240;
  const END = 240;
  const JOINER = 241;
  const TAG = 242;
  const REFERENCE = 243;
  const TWO_BYTES = 244;
  const THREE_BYTES = 245;
  const FOUR_BYTES = 246;

  /** By which a word's hash grows letter by letter. */
  const GROWTH = 0x9e3779b1;

  const WORD_WEIGHT = 7;
  const SIGN_WEIGHT = 5;
  const QUOTED = 128;

  const encoder = new TextEncoder();
  // Memory that is never touched is never taken.
  const bytes = new Uint8Array(MOST_BYTES + 32);
  const room = bytes.subarray(0, MOST_BYTES);
  const quads = new Int32Array(bytes.buffer);
  const hashes = new Int32Array(MOST_WORDS + 2);
  /** All words, but for those below `unusual`. */
  const weights = new Uint8Array(MOST_WORDS + 2).fill(WORD_WEIGHT);
  let unusual = 0;
  /** Where tags that end a word stand between words: behind how many words, and at which byte what follows begins. */
  const breakWords = new Int32Array(MOST_WORDS + 2);
  const breakBytes = new Int32Array(MOST_WORDS + 2);
  let breaks = 0;
  const classes = new Uint16Array(65536);
  const kinds = new Uint8Array(256);
  classify(classes, kinds);

  function classify(table: Uint16Array, kinds: Uint8Array): void {
    const letter = /[\p{L}\p{N}]/u;
    for (let code = 0; code < 65536; code++) {
      if (code >= 0x3400 && code <= 0x9fff) table[code] = SIGN;
      else if (code >= 0xac00 && code <= 0xd7a3) table[code] = code;
      else if (code >= 0xd800 && code <= 0xdfff) table[code] = code >= 0xd840 && code <= 0xd87f ? SIGN : SEPARATOR;
      else if (code >= 0xe000 && code <= 0xf8ff) table[code] = SEPARATOR;
      else {
        const sign = String.fromCharCode(code);
        if (!letter.test(sign)) continue;
        const low = sign.toLowerCase();
        table[code] = code >= 0x3040 && code <= 0x30ff ? SIGN : low.length === 1 ? low.charCodeAt(0) : code;
      }
    }
    for (let code = 0xff10; code <= 0xff5a; code++) if ((table[code] as number) >= LETTER) table[code] = table[code - 0xfee0] as number;
    // Apostrophes, soft hyphens, joiners and combining marks neither end a word nor belong to it.
    for (const code of [0x27, 0x2019, 0x2bc, 0x60, 0xad, 0x200b, 0x200c, 0x200d, 0xfeff, 0x30fc]) table[code] = IGNORED;
    for (let code = 0x300; code < 0x370; code++) table[code] = IGNORED;
    for (let byte = 0; byte < 128; byte++) kinds[byte] = table[byte] === IGNORED ? JOINER : (table[byte] as number);
    kinds.fill(TWO_BYTES, 128, 0xe0);
    kinds.fill(THREE_BYTES, 0xe0, 0xf0);
    kinds.fill(FOUR_BYTES, 0xf0);
    kinds[0] = END;
    kinds[60] = TAG;
    kinds[38] = REFERENCE;
  }

  /** What the tags of an element do, by the element's packed name: a hash table, as a `Set` would cost more than all else about a tag. */
  const TAG_SLOTS = 256;
  const tagNames = new Int32Array(TAG_SLOTS).fill(-1);
  const tagRoles = new Uint8Array(TAG_SLOTS);
  /** Its tags do not end a word. */
  const INLINE = 1;
  const BLOCKQUOTE = 2;
  /** Its content is no text. */
  const SILENT = 3;
  for (const [role, names] of [
    [
      INLINE,
      "a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr",
    ],
    [BLOCKQUOTE, "blockquote"],
    [SILENT, "script style"],
  ] as const)
    for (const name of names.split(" ")) {
      const hash = hashName(name);
      let slot = tagSlot(hash);
      while (tagNames[slot] !== -1) slot = (slot + 1) & (TAG_SLOTS - 1);
      tagNames[slot] = hash;
      tagRoles[slot] = role;
    }

  function tagSlot(name: number): number {
    return Math.imul(name, GROWTH) >>> 24;
  }

  const NAMED_SIGNS: ReadonlyMap<number, number> = new Map(
    Object.entries(NAMED).map(([name, sign]) => [hashName(name), sign.charCodeAt(0)]),
  );
  const AMP = hashName("amp");

  /** One of each thing that a body may hold: read once at the start, so that what the engine compiles first holds for all that follows. */
  let warm = false;
  const SPECIMEN = [
    "Word’s é 漢字 𠀀 😀 a<b <p class=x>one</p><em>two</em><!-- - --><script>if (a</b) x</script><style>p</style>\0 1",
    "<blockquote>q<blockquote>r</blockquote></blockquote></blockquote> &amp; &#39;&#x27;&#xzz;&#99999999;&amp;#39;&eacute;&nope;&",
    "&lt;p&gt;x&lt;/p&gt; &lt;b &lt; &lt;b < &lt;i&amp;gt; &lt;u &amp;x it's <!x> <?y?> </> 漢<blockquote>open <a href=",
    "<!-- open",
    "<script>open",
    "&#39;&#x27;&Auml;&eacute;&é&q漢&; ".repeat(9),
  ];

  function readWords(source: string, most = MOST_WORDS): WordStream {
    if (!warm) {
      warm = true;
      for (let i = 0; i < 12; i++) for (const text of SPECIMEN) readWords(text, i + 8);
    }
    if (unusual > 0) weights.fill(WORD_WEIGHT, 0, unusual);
    unusual = 0;
    const { read, written: length } = encoder.encodeInto(source, room);
    units = read;
    written = length;
    // What closes the last word, and whatever a broken reference or tag looks for behind it.
    bytes.fill(0, length, length + 16);
    const count = scan(length, most);
    const whole = scannedTo >= length;
    return {
      count,
      hashes,
      weights,
      share: whole ? 1 : scannedTo / length,
      rest: whole ? 0 : checksum(quads, (scannedTo + 3) >> 2, (length + 3) >> 2),
    };
  }

  /** Where the last scan stopped. */
  let scannedTo = 0;
  /** How many UTF-16 units of its source it was given, and how many bytes that were. */
  let units = 0;
  let written = 0;

  /** Where in its source the block of a word and the one behind it stand: a block is what lies between two tags that end words. */
  function stretchAround(word: number): Stretch {
    let block = 0;
    while (block < breaks && (breakWords[block] as number) <= word) block++;
    return {
      from: block === 0 ? 0 : offsetOf(breakBytes[block - 1] as number),
      to: block + 1 < breaks ? offsetOf(breakBytes[block + 1] as number) : units,
    };
  }

  function offsetOf(byte: number): number {
    if (units === written) return byte;
    return byte * 2 < written ? countUnits(0, byte) : units - countUnits(byte, written);
  }

  function countUnits(from: number, to: number): number {
    const input = bytes;
    let count = 0;
    for (let i = from; i < to; i++) {
      const code = input[i] as number;
      if ((code & 0xc0) !== 0x80) count += code < 0xf0 ? 1 : 2;
    }
    return count;
  }

  function checksum(input: Int32Array, from: number, to: number): number {
    let sum = 0;
    for (let i = from; i < to; i++) sum = (Math.imul(sum, 31) + (input[i] as number)) | 0;
    return sum;
  }

  function scan(length: number, most: number): number {
    const input = bytes;
    const look = kinds;
    const out = hashes;
    const heavy = weights;
    const table = classes;
    const names = tagNames;
    const roles = tagRoles;
    const behind = breakWords;
    const places = breakBytes;
    let ends = 0;
    let count = 0;
    let hash = 0;
    let quotes = 0;
    let quotedFrom = 0;
    let at = 0;
    while (count < most) {
      let kind = look[input[at] as number] as number;
      // No jump depends on where a word ends: a processor cannot foresee that.
      while (kind < SPECIAL && count < most) {
        const letter = (0 - kind) >> 31;
        out[count] = hash;
        count += ((hash | (0 - hash)) >>> 31) & ~letter;
        hash = (Math.imul(hash, GROWTH) + kind) & letter;
        kind = look[input[++at] as number] as number;
      }
      if (kind < SPECIAL) break;
      let code = input[at++] as number;
      if (kind >= TWO_BYTES) {
        if (kind === THREE_BYTES) {
          code = ((code & 15) << 12) | (((input[at] as number) & 63) << 6) | ((input[at + 1] as number) & 63);
          at += 2;
        } else if (kind === TWO_BYTES) code = ((code & 31) << 6) | ((input[at++] as number) & 63);
        else {
          code = ((code & 7) << 18) | (((input[at] as number) & 63) << 12) | (((input[at + 1] as number) & 63) << 6);
          code |= (input[at + 2] as number) & 63;
          at += 3;
        }
      } else if (kind === JOINER) continue;
      else if (kind === END) {
        out[count] = hash;
        count += (hash | (0 - hash)) >>> 31;
        hash = 0;
        if (at > length) {
          at = length;
          break;
        }
        continue;
      } else {
        let tag = -1;
        let end = 0;
        if (kind === TAG) {
          end = endOfTag(at, length);
          if (end >= 0) tag = at;
        } else {
          const decoded = reference(at, length, false);
          if (decoded >= 0) {
            at += decoded >>> 17;
            code = decoded & 0x1ffff;
            if (code === 60) {
              // An escaped tag: `&lt;p class=…&gt;`
              const next = input[at] as number;
              if (next === 47 || ((next | 32) >= 97 && (next | 32) <= 122)) {
                end = escapedEnd(at, length) - 1;
                if (end >= 0) tag = at;
              }
            }
          }
        }
        if (tag >= 0) {
          const closing = input[tag] === 47;
          if (closing) tag++;
          let name = 0;
          for (
            let letter = look[input[tag] as number] as number;
            letter > 0 && letter < SPECIAL;
            letter = look[input[++tag] as number] as number
          )
            name = (Math.imul(name, 31) + letter) | 0;
          at = Math.min(end + 1, length);
          let slot = tagSlot(name);
          while (names[slot] !== name && names[slot] !== -1) slot = (slot + 1) & (TAG_SLOTS - 1);
          const role = roles[slot] as number;
          if (role === INLINE) continue;
          out[count] = hash;
          count += (hash | (0 - hash)) >>> 31;
          hash = 0;
          if (role === BLOCKQUOTE) {
            if (!closing) {
              if (quotes++ === 0) quotedFrom = count;
            } else if (quotes > 0 && --quotes === 0) quote(quotedFrom, count);
          } else if (role === SILENT && !closing) at = endOfElement(at, length, name);
          if (ends === 0 || behind[ends - 1] !== count) behind[ends++] = count;
          places[ends - 1] = at;
          continue;
        }
      }
      const own = code > 65535 ? (code >= 0x20000 ? SIGN : SEPARATOR) : (table[code] as number);
      if (own >= LETTER) hash = (Math.imul(hash, GROWTH) + own) | 0;
      else if (own !== IGNORED) {
        out[count] = hash;
        count += (hash | (0 - hash)) >>> 31;
        hash = 0;
        if (own === SIGN) {
          out[count] = Math.imul(code, 0x85ebca6b) | 1;
          heavy[count++] = SIGN_WEIGHT;
          unusual = count;
        }
      }
    }
    if (quotes > 0) quote(quotedFrom, count);
    breaks = ends;
    scannedTo = at;
    return count;
  }

  function quote(from: number, to: number): void {
    for (let i = from; i < to; i++) weights[i] = (weights[i] as number) | QUOTED;
    unusual = Math.max(unusual, to);
  }

  function hashWord(word: string): number {
    let hash = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i);
      const kind = classes[code] as number;
      if (kind >= LETTER) hash = (Math.imul(hash, GROWTH) + kind) | 0;
      else if (kind === SIGN) return Math.imul(code, 0x85ebca6b) | 1;
    }
    return hash;
  }

  /** Where the tag that begins before `at` ends (the place of its `>`), or -1 where no tag begins. */
  function endOfTag(at: number, length: number): number {
    const input = bytes;
    const code = input[at] as number;
    const letter = code | 32;
    if (code === 33) {
      if (input[at + 1] === 45 && input[at + 2] === 45) {
        for (let i = at + 3; i < length; i++) if (input[i] === 62 && input[i - 1] === 45 && input[i - 2] === 45) return i;
        return length;
      }
    } else if (!((letter >= 97 && letter <= 122) || code === 47 || code === 63)) return -1;
    let i = at;
    while (i < length && input[i] !== 62) i++;
    return i;
  }

  /** Where `</script` or `</style` next begins. */
  function endOfElement(at: number, length: number, name: number): number {
    const input = bytes;
    for (let i = at; i < length; i++) {
      if (input[i] !== 60 || input[i + 1] !== 47) continue;
      let other = 0;
      let tag = i + 2;
      for (
        let letter = kinds[input[tag] as number] as number;
        letter > 0 && letter < SPECIAL;
        letter = kinds[input[++tag] as number] as number
      )
        other = (Math.imul(other, 31) + letter) | 0;
      if (other === name) return i;
    }
    return length;
  }

  /** The end of an escaped tag (behind its `&gt;`), or 0 where none is near. */
  function escapedEnd(at: number, length: number): number {
    const input = bytes;
    const most = Math.min(length - 4, at + 600);
    for (let i = at; i < most; i++) {
      const code = input[i];
      if (code === 60) return 0;
      if (code !== 38) continue;
      // `&gt;`, `&amp;gt;`, `&lt;`
      let name = i + 1;
      if (input[name] === 97 && input[name + 1] === 109 && input[name + 2] === 112 && input[name + 3] === 59) name += 4;
      if (input[name + 1] !== 116 || input[name + 2] !== 59) continue;
      if (input[name] === 103) return name + 3;
      if (input[name] === 108) return 0;
    }
    return 0;
  }

  /** The sign that a reference behind `&` stands for in the low 17 bits, and how many bytes it takes above; -1 for none. */
  function reference(at: number, length: number, twice: boolean): number {
    const input = bytes;
    const most = Math.min(length, at + 10);
    let semicolon = at;
    let name = 0;
    while (semicolon < most) {
      const code = input[semicolon] as number;
      if (code === 59) break;
      if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 35)) return -1;
      name = (Math.imul(name, 31) + code) | 0;
      semicolon++;
    }
    if (semicolon === most || semicolon === at) return -1;
    const used = semicolon + 1 - at;
    if (input[at] === 35) {
      const hex = ((input[at + 1] as number) | 32) === 120;
      let value = 0;
      for (let i = hex ? at + 2 : at + 1; i < semicolon; i++) {
        const code = input[i] as number;
        const digit = code <= 57 ? code - 48 : (code | 32) - 87;
        if (digit < 0 || digit >= (hex ? 16 : 10)) return -1;
        value = value * (hex ? 16 : 10) + digit;
      }
      return value > 0 && value < 0x1ffff ? (used << 17) | value : -1;
    }
    if (name === AMP) {
      const inner = twice ? -1 : reference(at + 4, length, true);
      return inner >= 0 ? (((inner >>> 17) + 4) << 17) | (inner & 0x1ffff) : (4 << 17) | 38;
    }
    return (used << 17) | (NAMED_SIGNS.get(name) ?? 32);
  }

  /** A reference's name as a number. */
  function hashName(name: string): number {
    let hash = 0;
    for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
    return hash;
  }

  return { readWords, hashWord, stretchAround };
}

const reader = createWordReader();

/**
 * The words of HTML or of plain text, without building the text: one pass over its UTF-8 bytes (reading a typed array is several
 * times faster than reading a string's characters). Tags, comments, scripts and styles are no words; character references count as
 * what they stand for, twice over where an export escaped them twice (`&amp;#39;`), and escaped tags (`&lt;p&gt;`) as tags.
 *
 * @param most Stops after so many words.
 */
export const readWords: (source: string, most?: number) => WordStream = reader.readWords;

/** The hash under which `readWords` gives a word in lower case. */
export const hashWord: (word: string) => number = reader.hashWord;

/** Of the text read last: where the block of one of its words and the block behind that stand, in UTF-16 units. Blocks end at tags that end words. */
export const stretchAround: (word: number) => Stretch = reader.stretchAround;
