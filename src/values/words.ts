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
  if (name.charCodeAt(0) !== 35) return NAMED[name];
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

/** What stands behind these is not looked at: a body may have 10 MB. */
const MOST_CHARACTERS = 1_500_000;

const SEPARATOR = 0;
const IGNORED = 1;
const SIGN = 2;
/** From here on the value is the letter itself, in lower case. */
const LETTER = 3;

/** What a byte is where it is no letter of ASCII; those stand as themselves, in lower case, all above these. */
const BREAK = 0;
const JOINER = 1;
const TAG = 2;
const REFERENCE = 3;
const TWO_BYTES = 4;
const THREE_BYTES = 5;
const FOUR_BYTES = 6;

/** By which a word's hash grows letter by letter. */
const GROWTH = 0x9e3779b1;

const encoder = new TextEncoder();
let classes: Uint16Array | undefined;
let byteClasses = new Uint8Array(256);
let bytes = new Uint8Array(1 << 16);
let quads = new Int32Array(bytes.buffer);
let hashes = new Int32Array(1 << 14);
let weights = new Uint8Array(1 << 14);

/** What every UTF-16 unit is, and every byte: made once, on first use. */
function classify(): Uint16Array {
  const table = new Uint16Array(65536);
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
  byteClasses = Uint8Array.from({ length: 256 }, (_, byte) =>
    byte >= 0xf0 ? FOUR_BYTES : byte >= 0xe0 ? THREE_BYTES : byte >= 0x80 ? TWO_BYTES : (table[byte] as number),
  );
  byteClasses[60] = TAG;
  byteClasses[38] = REFERENCE;
  return table;
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
    const packed = packName(
      Uint8Array.from(name, (letter) => letter.charCodeAt(0)),
      0,
      name.length,
    );
    let slot = tagSlot(packed);
    while (tagNames[slot] !== -1) slot = (slot + 1) & (TAG_SLOTS - 1);
    tagNames[slot] = packed;
    tagRoles[slot] = role;
  }

function tagSlot(name: number): number {
  return Math.imul(name, 0x9e3779b1) >>> 24;
}

function roleOfTag(name: number): number {
  let slot = tagSlot(name);
  while (tagNames[slot] !== name) {
    if (tagNames[slot] === -1) return 0;
    slot = (slot + 1) & (TAG_SLOTS - 1);
  }
  return tagRoles[slot] as number;
}

const NAMED_SIGNS: ReadonlyMap<number, number> = new Map(Object.entries(NAMED).map(([name, sign]) => [hashName(name), sign.charCodeAt(0)]));
const AMP = hashName("amp");

/** One of each thing that a body may hold: read once at the start, so that what the engine compiles first holds for all that follows. */
let warm = false;
const SPECIMEN =
  "Word’s é 漢字 𠀀 😀 a<b <p class=x>one</p><em>two</em><!-- - --><script>if (a</b) x</script><style>p</style><blockquote>q</blockquote> &amp; &#39;&#x27;&amp;#39;&eacute;&nope;& &lt;p&gt;x&lt;/p&gt; 1";

/**
 * The words of HTML or of plain text, without building the text: one pass over its UTF-8 bytes (reading a typed array is several
 * times faster than reading a string's characters). Tags, comments, scripts and styles are no words; character references count as
 * what they stand for, twice over where an export escaped them twice (`&amp;#39;`), and escaped tags (`&lt;p&gt;`) as tags.
 *
 * @param most Stops after so many words.
 */
export function readWords(source: string, most = 1 << 17): WordStream {
  classes ??= classify();
  if (!warm) {
    warm = true;
    for (let i = 0; i < 12; i++) readWords(SPECIMEN);
  }
  const text = source.length > MOST_CHARACTERS ? source.slice(0, MOST_CHARACTERS) : source;
  if (bytes.length < text.length * 3 + 16) {
    bytes = new Uint8Array((text.length * 3 + 1027) & ~3);
    quads = new Int32Array(bytes.buffer);
  }
  const length = encoder.encodeInto(text, bytes).written;
  // What closes the last word, and whatever a broken reference or tag looks for behind it.
  bytes.fill(0, length, length + 16);
  const room = Math.min(most, text.length + 1);
  if (hashes.length < room + 2) {
    hashes = new Int32Array(room * 2 + 2);
    weights = new Uint8Array(room * 2 + 2);
  }
  const count = scan(bytes, length, room, classes, byteClasses, hashes, weights);
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

function checksum(input: Int32Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum = (Math.imul(sum, 31) + (input[i] as number)) | 0;
  return sum;
}

function scan(
  input: Uint8Array,
  length: number,
  most: number,
  table: Uint16Array,
  kinds: Uint8Array,
  out: Int32Array,
  heavy: Uint8Array,
): number {
  let count = 0;
  let hash = 0;
  let quotes = 0;
  let quote = 0;
  let at = 0;
  while (count < most) {
    let kind = kinds[input[at] as number] as number;
    while (kind > FOUR_BYTES) {
      hash = (Math.imul(hash, GROWTH) + kind) | 0;
      kind = kinds[input[++at] as number] as number;
    }
    if (kind === BREAK) {
      if (hash !== 0) {
        out[count] = hash;
        heavy[count++] = 7 | quote;
        hash = 0;
      }
      if (at >= length) break;
      at++;
      continue;
    }
    if (kind === JOINER) {
      at++;
      continue;
    }
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
    } else {
      let tag = -1;
      let end = 0;
      if (kind === TAG) {
        end = endOfTag(input, at, length);
        if (end >= 0) tag = at;
      } else {
        const decoded = reference(input, at, length);
        if (decoded >= 0) {
          at += decoded >>> 17;
          code = decoded & 0x1ffff;
          if (code === 60) {
            // An escaped tag: `&lt;p class=…&gt;`
            const next = input[at] as number;
            if (next === 47 || ((next | 32) >= 97 && (next | 32) <= 122)) {
              end = escapedEnd(input, at, length) - 1;
              if (end >= 0) tag = at;
            }
          }
        }
      }
      if (tag >= 0) {
        const closing = input[tag] === 47;
        const name = packName(input, closing ? tag + 1 : tag, end);
        at = Math.min(end + 1, length);
        const role = roleOfTag(name);
        if (role === INLINE) continue;
        if (hash !== 0) {
          out[count] = hash;
          heavy[count++] = 7 | quote;
          hash = 0;
        }
        if (role === BLOCKQUOTE) {
          quotes = closing ? Math.max(0, quotes - 1) : quotes + 1;
          quote = quotes > 0 ? 128 : 0;
        } else if (role === SILENT && !closing) at = endOfElement(input, at, length, name);
        continue;
      }
    }
    const own = code > 65535 ? (code >= 0x20000 ? SIGN : SEPARATOR) : (table[code] as number);
    if (own >= LETTER) hash = (Math.imul(hash, GROWTH) + own) | 0;
    else if (own !== IGNORED) {
      if (hash !== 0) {
        out[count] = hash;
        heavy[count++] = 7 | quote;
        hash = 0;
      }
      if (own === SIGN) {
        out[count] = Math.imul(code, 0x85ebca6b) | 1;
        heavy[count++] = 5 | quote;
      }
    }
  }
  scannedTo = at;
  return count;
}

/** The hash under which `readWords` gives a word in lower case. */
export function hashWord(word: string): number {
  classes ??= classify();
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
function endOfTag(input: Uint8Array, at: number, length: number): number {
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
function endOfElement(input: Uint8Array, at: number, length: number, name: number): number {
  for (let i = at; i < length; i++) if (input[i] === 60 && input[i + 1] === 47 && packName(input, i + 2, length) === name) return i;
  return length;
}

/** A tag's name as a number: its first letters and its length. */
function packName(input: Uint8Array, at: number, end: number): number {
  let packed = 0;
  let i = at;
  for (; i < end && i < at + 12; i++) {
    const code = (input[i] as number) | 32;
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) break;
    if (i < at + 4) packed = (packed << 6) | (code & 63);
  }
  return (packed << 4) | (i - at);
}

/** The end of an escaped tag (behind its `&gt;`), or 0 where none is near. */
function escapedEnd(input: Uint8Array, at: number, length: number): number {
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
function reference(input: Uint8Array, at: number, length: number, twice = false): number {
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
    const inner = twice ? -1 : reference(input, at + 4, length, true);
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
