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
}

/** Words beyond these are not looked at: a body may have 10 MB. */
const MOST_WORDS = 1 << 17;
const MOST_CHARACTERS = 1_500_000;

const SEPARATOR = 0;
const IGNORED = 1;
const SIGN = 2;
/** From here on the value is the letter itself, in lower case. */
const LETTER = 3;

let classes: Uint16Array | undefined;
let hashes = new Int32Array(1 << 14);
let weights = new Uint8Array(1 << 14);

/** What every UTF-16 unit is: made once, on first use. */
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
  return table;
}

/** Elements whose tags do not end a word. */
const INLINE = new Set(
  "a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr"
    .split(" ")
    .map((name) => packName(name, 0, name.length)),
);
const BLOCKQUOTE = packName("blockquote", 0, 10);
const SCRIPT = packName("script", 0, 6);
const STYLE = packName("style", 0, 5);

/**
 * The words of HTML or of plain text, without building the text: one pass over the characters. Tags, comments, scripts and
 * styles are no words; character references count as what they stand for, twice over where an export escaped them twice
 * (`&amp;#39;`), and escaped tags (`&lt;p&gt;`) as tags.
 */
export function readWords(source: string): WordStream {
  classes ??= classify();
  const table = classes;
  const length = Math.min(source.length, MOST_CHARACTERS);
  // A word takes two characters at least, a sign one.
  const most = Math.min(MOST_WORDS, length + 1);
  if (hashes.length < most) {
    hashes = new Int32Array(most * 2);
    weights = new Uint8Array(most * 2);
  }
  const out = hashes;
  const heavy = weights;
  let count = 0;
  let hash = 0;
  let quotes = 0;
  let quote = 0;
  let at = 0;
  while (at < length && count < most - 1) {
    let code = source.charCodeAt(at++);
    let kind = table[code] as number;
    if (kind >= LETTER) {
      hash = (Math.imul(hash ^ kind, 0x01000193) + 0x9e3779b1) | 0;
      continue;
    }
    if (code === 60 || code === 38) {
      let tag = -1;
      let end = 0;
      if (code === 60) {
        end = endOfTag(source, at);
        if (end >= 0) tag = at;
      } else {
        const decoded = reference(source, at, length);
        if (decoded >= 0) {
          at += decoded >>> 17;
          code = decoded & 0x1ffff;
          kind = code > 65535 ? SIGN : (table[code] as number);
          if (code === 60) {
            // An escaped tag: `&lt;p class=…&gt;`
            const next = source.charCodeAt(at);
            if (next === 47 || ((next | 32) >= 97 && (next | 32) <= 122)) {
              end = escapedEnd(source, at, length) - 1;
              if (end >= 0) tag = at;
            }
          }
        }
      }
      if (tag >= 0) {
        const closing = source.charCodeAt(tag) === 47;
        const name = packName(source, closing ? tag + 1 : tag, end);
        at = end + 1;
        if (INLINE.has(name)) continue;
        if (hash !== 0) {
          out[count] = hash;
          heavy[count++] = 7 | quote;
          hash = 0;
        }
        if (name === BLOCKQUOTE) {
          quotes = closing ? Math.max(0, quotes - 1) : quotes + 1;
          quote = quotes > 0 ? 128 : 0;
        } else if (!closing && (name === SCRIPT || name === STYLE)) {
          const stop = source.indexOf(name === SCRIPT ? "</script" : "</style", at);
          at = stop < 0 ? length : stop;
        }
        continue;
      }
    }
    if (kind >= LETTER) hash = (Math.imul(hash ^ kind, 0x01000193) + 0x9e3779b1) | 0;
    else if (kind !== IGNORED) {
      if (hash !== 0) {
        out[count] = hash;
        heavy[count++] = 7 | quote;
        hash = 0;
      }
      if (kind === SIGN) {
        out[count] = Math.imul(code, 0x85ebca6b) | 1;
        heavy[count++] = 5 | quote;
      }
    }
  }
  if (hash !== 0) {
    out[count] = hash;
    heavy[count++] = 7 | quote;
  }
  return { count, hashes: out, weights: heavy };
}

/** The hash under which `readWords` gives a word in lower case. */
export function hashWord(word: string): number {
  classes ??= classify();
  let hash = 0;
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    const kind = classes[code] as number;
    if (kind >= LETTER) hash = (Math.imul(hash ^ kind, 0x01000193) + 0x9e3779b1) | 0;
    else if (kind === SIGN) return Math.imul(code, 0x85ebca6b) | 1;
  }
  return hash;
}

/** Where the tag that begins before `at` ends (the place of its `>`), or -1 where no tag begins. */
function endOfTag(source: string, at: number): number {
  const code = source.charCodeAt(at);
  const letter = code | 32;
  if (code === 33) {
    if (source.startsWith("!--", at)) {
      const end = source.indexOf("-->", at + 3);
      return end < 0 ? source.length : end + 2;
    }
  } else if (!((letter >= 97 && letter <= 122) || code === 47 || code === 63)) return -1;
  const end = source.indexOf(">", at);
  return end < 0 ? source.length : end;
}

/** A tag's name as a number: its first letters and its length. */
function packName(source: string, at: number, end: number): number {
  let packed = 0;
  let i = at;
  for (; i < end && i < at + 12; i++) {
    const code = source.charCodeAt(i) | 32;
    if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57))) break;
    if (i < at + 4) packed = (packed << 6) | (code & 63);
  }
  return (packed << 4) | (i - at);
}

/** The end of an escaped tag (behind its `&gt;`), or 0 where none is near. */
function escapedEnd(source: string, at: number, length: number): number {
  const most = Math.min(length, at + 600);
  for (let i = at; i < most; i++) {
    const code = source.charCodeAt(i);
    if (code === 60) return 0;
    if (code !== 38) continue;
    if (source.startsWith("&gt;", i)) return i + 4;
    if (source.startsWith("&amp;gt;", i)) return i + 8;
    if (source.startsWith("&lt;", i)) return 0;
  }
  return 0;
}

/** The sign that a reference behind `&` stands for in the low 17 bits, and how many characters it takes above; -1 for none. */
function reference(source: string, at: number, length: number, twice = false): number {
  const most = Math.min(length, at + 10);
  let semicolon = at;
  while (semicolon < most) {
    const code = source.charCodeAt(semicolon);
    if (code === 59) break;
    if (!((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 35)) return -1;
    semicolon++;
  }
  if (semicolon === most || semicolon === at) return -1;
  const used = semicolon + 1 - at;
  if (source.charCodeAt(at) === 35) {
    const hex = (source.charCodeAt(at + 1) | 32) === 120;
    const value = Number.parseInt(source.slice(hex ? at + 2 : at + 1, semicolon), hex ? 16 : 10);
    return value > 0 && value < 0x1ffff ? (used << 17) | value : -1;
  }
  if (used === 4 && source.startsWith("amp", at)) {
    const inner = twice ? -1 : reference(source, at + 4, length, true);
    return inner >= 0 ? (((inner >>> 17) + 4) << 17) | (inner & 0x1ffff) : (4 << 17) | 38;
  }
  const value = NAMED[source.slice(at, semicolon)];
  return value === undefined ? (used << 17) | 32 : (used << 17) | value.charCodeAt(0);
}
