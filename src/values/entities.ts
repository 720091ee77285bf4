import { Parser } from "htmlparser2";

/** HTML 4's names for U+00A0–U+00FF, in order. */
const LATIN =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest " +
  "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig " +
  "agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

/** XML's five, and HTML 4's other names, each before its character. */
const OTHERS =
  "amp& lt< gt> quot\" apos' OElig\u0152 oelig\u0153 Scaron\u0160 scaron\u0161 Yuml\u0178 fnof\u0192 circ\u02c6 tilde\u02dc " +
  "Alpha\u0391 Beta\u0392 Gamma\u0393 Delta\u0394 Epsilon\u0395 Zeta\u0396 Eta\u0397 Theta\u0398 Iota\u0399 Kappa\u039a Lambda\u039b Mu\u039c Nu\u039d Xi\u039e Omicron\u039f Pi\u03a0 Rho\u03a1 Sigma\u03a3 Tau\u03a4 Upsilon\u03a5 Phi\u03a6 Chi\u03a7 Psi\u03a8 Omega\u03a9 " +
  "alpha\u03b1 beta\u03b2 gamma\u03b3 delta\u03b4 epsilon\u03b5 zeta\u03b6 eta\u03b7 theta\u03b8 iota\u03b9 kappa\u03ba lambda\u03bb mu\u03bc nu\u03bd xi\u03be omicron\u03bf pi\u03c0 rho\u03c1 sigmaf\u03c2 sigma\u03c3 tau\u03c4 upsilon\u03c5 phi\u03c6 chi\u03c7 psi\u03c8 omega\u03c9 thetasym\u03d1 upsih\u03d2 piv\u03d6 " +
  "ensp\u2002 emsp\u2003 thinsp\u2009 zwnj\u200c zwj\u200d lrm\u200e rlm\u200f ndash\u2013 mdash\u2014 lsquo\u2018 rsquo\u2019 sbquo\u201a ldquo\u201c rdquo\u201d bdquo\u201e dagger\u2020 Dagger\u2021 bull\u2022 hellip\u2026 permil\u2030 prime\u2032 Prime\u2033 lsaquo\u2039 rsaquo\u203a oline\u203e frasl\u2044 euro\u20ac " +
  "image\u2111 weierp\u2118 real\u211c trade\u2122 alefsym\u2135 larr\u2190 uarr\u2191 rarr\u2192 darr\u2193 harr\u2194 crarr\u21b5 lArr\u21d0 uArr\u21d1 rArr\u21d2 dArr\u21d3 hArr\u21d4 " +
  "forall\u2200 part\u2202 exist\u2203 empty\u2205 nabla\u2207 isin\u2208 notin\u2209 ni\u220b prod\u220f sum\u2211 minus\u2212 lowast\u2217 radic\u221a prop\u221d infin\u221e ang\u2220 and\u2227 or\u2228 cap\u2229 cup\u222a int\u222b there4\u2234 sim\u223c cong\u2245 asymp\u2248 ne\u2260 equiv\u2261 le\u2264 ge\u2265 sub\u2282 sup\u2283 nsub\u2284 sube\u2286 supe\u2287 oplus\u2295 otimes\u2297 perp\u22a5 sdot\u22c5 lceil\u2308 rceil\u2309 lfloor\u230a rfloor\u230b lang\u2329 rang\u232a loz\u25ca spades\u2660 clubs\u2663 hearts\u2665 diams\u2666";

const NAMED = new Map<string, string>();
LATIN.split(" ").forEach((name, i) => {
  NAMED.set(name, String.fromCharCode(160 + i));
});
for (const pair of OTHERS.split(" ")) NAMED.set(pair.slice(0, -1), pair.slice(-1));

/** What numeric references to C1 controls mean on the web: windows-1252 (HTML §13.2.5.80). */
const C1 =
  "\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178";

/** The longest name that HTML has, `CounterClockwiseContourIntegral`, with room. */
const LONGEST = 34;

/**
 * The text of a text with character references: decimal, hexadecimal and HTML's names, each decoded once.
 * What is no reference (`AT&T`, `&unknown;`) stays as it is; references to characters that XML forbids become U+FFFD.
 */
export function decodeEntities(text: string): string {
  let amp = text.indexOf("&");
  if (amp < 0) return text;
  let out = "";
  let from = 0;
  while (amp >= 0) {
    let value: string | undefined;
    let end = 0;
    // XML's own are nearly all that escaped markup has.
    const next = text.charCodeAt(amp + 1);
    const third = text.charCodeAt(amp + 3);
    if (third === 59 && text.charCodeAt(amp + 2) === 116 && (next === 108 || next === 103)) {
      value = next === 108 ? "<" : ">";
      end = amp + 4;
    } else if (next === 113 && text.startsWith("uot;", amp + 2)) {
      value = '"';
      end = amp + 6;
    } else if (next === 97 && third === 112 && text.charCodeAt(amp + 2) === 109 && text.charCodeAt(amp + 4) === 59) {
      value = "&";
      end = amp + 5;
    } else {
      end = referenceEnd(text, amp);
      if (end > 0) value = referenceValue(text, amp, end);
      if (value === "\u00e2" && text.startsWith("&#", end)) {
        const byBytes = punctuationByBytes(text, end);
        if (byBytes !== undefined) ({ value, end } = byBytes);
      }
    }
    if (value !== undefined) {
      out += amp > from ? text.slice(from, amp) + value : value;
      from = end;
    }
    amp = text.indexOf("&", end > 0 ? end : amp + 1);
  }
  return from === 0 ? text : out + text.slice(from);
}

/** The offset after the reference that begins at `amp`, `;` included; 0 for none. */
function referenceEnd(text: string, amp: number): number {
  let i = amp + 1;
  let code = text.charCodeAt(i);
  if (code === 35 /* # */) {
    code = text.charCodeAt(++i);
    const hex = (code | 32) === 120; /* x */
    if (hex) i++;
    const start = i;
    code = text.charCodeAt(i);
    while (i - start < 10 && isDigit(code, hex)) code = text.charCodeAt(++i);
    return i === start ? 0 : code === 59 ? i + 1 : isDigit(code, hex) ? 0 : i;
  }
  const start = i;
  while (i - start < LONGEST && isNameCode(code)) code = text.charCodeAt(++i);
  return i > start && code === 59 /* ; */ ? i + 1 : 0;
}

function referenceValue(text: string, amp: number, end: number): string | undefined {
  if (text.charCodeAt(amp + 1) === 35) {
    const hex = (text.charCodeAt(amp + 2) | 32) === 120;
    const code = Number.parseInt(text.slice(amp + (hex ? 3 : 2), end), hex ? 16 : 10);
    return fromCode(code);
  }
  const name = text.slice(amp + 1, end - 1);
  return NAMED.get(name) ?? rareName(name);
}

/**
 * Punctuation that was written as the three bytes of its UTF-8, a reference each: `&#226;&#128;&#153;` is an apostrophe. Only after
 * `\u00e2` and from U+2000 to U+213F, where the characters that the bytes could mean as well stand beside each other in no language.
 *
 * @param from after the first of the three
 */
function punctuationByBytes(text: string, from: number): { readonly value: string; readonly end: number } | undefined {
  const [second, third] = /^&#(12[89]|13[0-2]);&#(12[89]|1[3-8]\d|19[01]);/.exec(text.slice(from, from + 12))?.slice(1) ?? [];
  if (second === undefined || third === undefined) return undefined;
  return { value: String.fromCharCode(0x2000 + ((Number(second) & 0x3f) << 6) + (Number(third) & 0x3f)), end: from + 12 };
}

/** The character of a numeric reference, as browsers have it; U+FFFD for what no document may hold. */
function fromCode(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return C1[code - 0x80] ?? "\ufffd";
  if (code === 9 || code === 10 || code === 13) return String.fromCharCode(code);
  if (!(code >= 32) || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff) return "\ufffd";
  return String.fromCodePoint(code);
}

const RARE = new Map<string, string | undefined>();

/** HTML 5's other two thousand names, out of htmlparser2's table. */
function rareName(name: string): string | undefined {
  if (RARE.has(name)) return RARE.get(name);
  let value = "";
  const parser = new Parser({
    ontext(part) {
      value += part;
    },
  });
  parser.end(`&${name};`);
  const found = value === "" || value.includes(";") ? undefined : value;
  if (RARE.size < 4096) RARE.set(name, found);
  return found;
}

function isDigit(code: number, hex: boolean): boolean {
  return (code >= 48 && code <= 57) || (hex && (code | 32) >= 97 && (code | 32) <= 102);
}

function isNameCode(code: number): boolean {
  return ((code | 32) >= 97 && (code | 32) <= 122) || (code >= 48 && code <= 57);
}
