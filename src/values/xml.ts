import type { Place } from "../model/notice.ts";
import { decodeEntities } from "./entities.ts";
import type { SourceText } from "./source-text.ts";

/** What `XmlScanner.next` found. `done`: there is no more. */
export type XmlToken = "start" | "end" | "text" | "cdata" | "comment" | "instruction" | "doctype" | "done";

/** What is not well-formed, met and survived. */
export type XmlProblem =
  | "bare-less-than"
  | "unended-tag"
  | "unended-value"
  | "unended-cdata"
  | "unended-comment"
  | "unended-instruction"
  | "unended-doctype";

/**
 * Walks the tags of an XML document over the string itself: no tree, no recursion, no copy. It reads what is not well-formed
 * as far as it can, and says so through `onProblem`. Every search is bounded or happens once, so time is linear in any input.
 */
export class XmlScanner {
  readonly source: string;
  kind: XmlToken = "done";
  /** The token is `source.slice(start, end)`. */
  start = 0;
  end = 0;
  /** Of a start tag, an end tag or an instruction. */
  nameStart = 0;
  nameEnd = 0;
  /** A start tag's attributes, a text, or what stands inside the delimiters. */
  contentStart = 0;
  contentEnd = 0;
  /** `<name/>`. */
  selfClosing = false;
  /** The start tag has an attribute whose name begins with `xml`: it may say something of namespaces, base or language. */
  scoping = false;
  readonly #limit: number;
  /** The first character beyond ASCII that a name may begin with, as the source has it: U+00C0, in UTF-8 the bytes from C3. */
  readonly #letters: number;
  readonly #onProblem: ((problem: XmlProblem, offset: number) => void) | undefined;
  #noDoubleQuote = false;
  #noSingleQuote = false;
  /** The first `<` at or after some offset that was asked for before: values must not hold one. */
  #nextLessThan = -1;

  constructor(
    source: string,
    options: {
      readonly from?: number;
      readonly to?: number;
      /** `source` is bytes of UTF-8, one a character. */
      readonly encoded?: boolean;
      readonly onProblem?: (problem: XmlProblem, offset: number) => void;
    } = {},
  ) {
    this.source = source;
    this.#letters = options.encoded === true ? 0xc3 : 0xc0;
    this.end = options.from ?? 0;
    this.#limit = options.to ?? source.length;
    this.#onProblem = options.onProblem;
  }

  get name(): string {
    return this.source.slice(this.nameStart, this.nameEnd);
  }

  /** Moves to the next token. */
  next(): XmlToken {
    const source = this.source;
    const limit = this.#limit;
    const start = this.end;
    this.start = start;
    if (start >= limit) return this.#set("done", limit);
    if (source.charCodeAt(start) === 60) {
      const token = this.#markup(start);
      if (token !== undefined) return token;
    }
    return this.#text(start);
  }

  /** Skips to `offset`: the next token begins there. */
  jump(offset: number): void {
    this.end = offset;
  }

  /** Skips white space that a tag follows; other text stays to be read. */
  skipSpace(): void {
    const { source } = this;
    let i = this.end;
    let code = source.charCodeAt(i);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = source.charCodeAt(++i);
    if (code === 60 && i < this.#limit && this.#beginsMarkup(i)) this.end = i;
  }

  #set(kind: XmlToken, end: number): XmlToken {
    this.kind = kind;
    this.end = end;
    return kind;
  }

  #beginsMarkup(lt: number): boolean {
    const code = this.source.charCodeAt(lt + 1);
    return this.#isNameStart(code) || code === 33 || code === 63 || (code === 47 && this.#isNameStart(this.source.charCodeAt(lt + 2)));
  }

  /** XML 1.0 §2.3 NameStartChar, as far as telling tags from text needs it. */
  #isNameStart(code: number): boolean {
    return ((code | 32) >= 97 && (code | 32) <= 122) || code === 95 || code === 58 || code >= this.#letters;
  }

  #text(start: number): XmlToken {
    const source = this.source;
    let lt = source.indexOf("<", source.charCodeAt(start) === 60 ? start + 1 : start);
    while (lt >= 0 && lt < this.#limit && !this.#beginsMarkup(lt)) {
      this.#onProblem?.("bare-less-than", lt);
      lt = source.indexOf("<", lt + 1);
    }
    const end = lt < 0 || lt > this.#limit ? this.#limit : lt;
    this.contentStart = start;
    this.contentEnd = end;
    return this.#set("text", end);
  }

  #markup(lt: number): XmlToken | undefined {
    const source = this.source;
    const code = source.charCodeAt(lt + 1);
    if (code === 47 /* / */) {
      if (!this.#isNameStart(source.charCodeAt(lt + 2))) return undefined;
      return this.#endTag(lt);
    }
    if (code === 33 /* ! */) return this.#declaration(lt);
    if (code === 63 /* ? */) {
      this.nameStart = lt + 2;
      this.nameEnd = nameEnd(source, lt + 2);
      return this.#delimited("instruction", lt, lt + 2, "?>", "unended-instruction");
    }
    if (!this.#isNameStart(code)) {
      this.#onProblem?.("bare-less-than", lt);
      return undefined;
    }
    return this.#startTag(lt);
  }

  #endTag(lt: number): XmlToken {
    const source = this.source;
    this.nameStart = lt + 2;
    const after = nameEnd(source, lt + 2);
    this.nameEnd = after;
    this.contentStart = after;
    if (source.charCodeAt(after) === 62) {
      this.contentEnd = after;
      return this.#set("end", after + 1);
    }
    let i = after;
    while (i < this.#limit && source.charCodeAt(i) <= 32) i++;
    this.contentEnd = i;
    if (source.charCodeAt(i) === 62 && i < this.#limit) return this.#set("end", i + 1);
    this.#onProblem?.("unended-tag", lt);
    // Up to its `>`, unless a new tag begins before: then that is where it ends.
    while (i < this.#limit && source.charCodeAt(i) !== 62 && source.charCodeAt(i) !== 60) i++;
    this.contentEnd = i;
    return this.#set("end", source.charCodeAt(i) === 62 && i < this.#limit ? i + 1 : i);
  }

  #startTag(lt: number): XmlToken {
    const source = this.source;
    const limit = this.#limit;
    this.nameStart = lt + 1;
    const after = nameEnd(source, lt + 1);
    this.nameEnd = after;
    this.scoping = false;
    let i = after;
    for (; i < limit; i++) {
      const code = source.charCodeAt(i);
      if (code === 62 /* > */ || code === 60 /* < */) break;
      if (code === 34 || code === 39) {
        const close = this.#closingQuote(i, code);
        if (close < 0) this.#onProblem?.("unended-value", i);
        else i = close;
      } else if (code === 120 /* x */ && source.charCodeAt(i + 1) === 109 && source.charCodeAt(i + 2) === 108) this.scoping = true;
    }
    this.contentStart = after;
    if (i >= limit || source.charCodeAt(i) === 60) {
      this.#onProblem?.("unended-tag", lt);
      this.selfClosing = false;
      this.contentEnd = Math.min(i, limit);
      return this.#set("start", this.contentEnd);
    }
    this.selfClosing = source.charCodeAt(i - 1) === 47 && i - 1 >= after;
    this.contentEnd = this.selfClosing ? i - 1 : i;
    return this.#set("start", i + 1);
  }

  /** The quote that ends a value, or -1 if it has none: none at all, or only past a line end and a `<` that no value may hold. */
  #closingQuote(open: number, code: number): number {
    const source = this.source;
    const double = code === 34;
    if (double ? this.#noDoubleQuote : this.#noSingleQuote) return -1;
    const close = source.indexOf(double ? '"' : "'", open + 1);
    if (close < 0 || close >= this.#limit) {
      if (double) this.#noDoubleQuote = true;
      else this.#noSingleQuote = true;
      return -1;
    }
    if (this.#nextLessThan < open) {
      const lt = source.indexOf("<", open);
      this.#nextLessThan = lt < 0 ? source.length : lt;
    }
    if (this.#nextLessThan > close) return close;
    return /\n\s*<|>\s*</.test(source.slice(open, close)) ? -1 : close;
  }

  #declaration(lt: number): XmlToken | undefined {
    const source = this.source;
    if (source.startsWith("<![CDATA[", lt)) return this.#delimited("cdata", lt, lt + 9, "]]>", "unended-cdata");
    if (source.startsWith("<!--", lt)) return this.#delimited("comment", lt, lt + 4, "-->", "unended-comment");
    if (/^<!doctype/i.test(source.slice(lt, lt + 9))) return this.#doctype(lt);
    const gt = source.indexOf(">", lt);
    if (gt < 0 || gt >= this.#limit) {
      this.#onProblem?.("unended-tag", lt);
      this.contentStart = lt + 2;
      this.contentEnd = this.#limit;
      return this.#set("comment", this.#limit);
    }
    this.#onProblem?.("bare-less-than", lt);
    this.contentStart = lt + 2;
    this.contentEnd = gt;
    return this.#set("comment", gt + 1);
  }

  #delimited(kind: XmlToken, lt: number, contentStart: number, close: string, problem: XmlProblem): XmlToken {
    const at = this.source.indexOf(close, contentStart);
    this.contentStart = contentStart;
    if (at < 0 || at + close.length > this.#limit) {
      this.#onProblem?.(problem, lt);
      const end = this.#limit;
      this.contentEnd = end;
      return this.#set(kind, end);
    }
    this.contentEnd = at;
    return this.#set(kind, at + close.length);
  }

  /** A document type with its internal subset, whose quotes and comments may hold `>` and `]`. */
  #doctype(lt: number): XmlToken {
    const source = this.source;
    const limit = this.#limit;
    this.contentStart = lt + 9;
    let depth = 0;
    for (let i = lt + 9; i < limit; i++) {
      const code = source.charCodeAt(i);
      if (code === 62 && depth <= 0) {
        this.contentEnd = i;
        return this.#set("doctype", i + 1);
      }
      if (code === 91) depth++;
      else if (code === 93) depth--;
      else if (code === 34 || code === 39) {
        const close = source.indexOf(code === 34 ? '"' : "'", i + 1);
        if (close < 0 || close >= limit) break;
        i = close;
      } else if (code === 60 && source.startsWith("<!--", i)) {
        const close = source.indexOf("-->", i + 4);
        if (close < 0) break;
        i = close + 2;
      }
    }
    this.#onProblem?.("unended-doctype", lt);
    const gt = source.indexOf(">", lt);
    this.contentEnd = gt < 0 || gt >= limit ? limit : gt;
    return this.#set("doctype", Math.min(limit, this.contentEnd + 1));
  }
}

/** Whether a character is one of those that may not stand in a name and matter here: white space, `"`, `'`, `/`, `<`, `=`, `>`, `?`. */
function endsName(code: number): boolean {
  return (
    code <= 63 && (code <= 32 || code === 62 || code === 47 || code === 61 || code === 60 || code === 34 || code === 39 || code === 63)
  );
}

/** The offset after the name that begins at `start`. */
function nameEnd(source: string, start: number): number {
  let i = start;
  for (; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (endsName(code)) break;
  }
  return i;
}

/** The attributes of a tag, given without its name and brackets, names and values in turn: quoted, unquoted or without a value (then `""`). */
export function scanAttributePairs(tag: string): string[] {
  const out: string[] = [];
  const length = tag.length;
  let i = 0;
  while (i < length) {
    const code = tag.charCodeAt(i);
    if (code <= 32 || code === 47 || code === 61 || code === 34 || code === 39) {
      i++;
      continue;
    }
    const start = i;
    i = Math.max(i + 1, nameEnd(tag, i));
    const name = tag.slice(start, i);
    while (i < length && tag.charCodeAt(i) <= 32) i++;
    if (tag.charCodeAt(i) !== 61) {
      out.push(name, "");
      continue;
    }
    i++;
    while (i < length && tag.charCodeAt(i) <= 32) i++;
    const quote = tag.charCodeAt(i);
    if (quote === 34 || quote === 39) {
      const close = tag.indexOf(quote === 34 ? '"' : "'", i + 1);
      const end = close < 0 ? length : close;
      out.push(name, attributeText(tag.slice(i + 1, end)));
      i = end + 1;
    } else {
      const valueStart = i;
      while (i < length && tag.charCodeAt(i) > 32) i++;
      out.push(name, attributeText(tag.slice(valueStart, i)));
    }
  }
  return out;
}

/**
 * The value of the attribute that is written exactly so; `undefined` where there is none. `null`: none either, but there are names
 * with a prefix or capitals.
 */
export function findAttribute(tag: string, wanted: string): string | undefined | null {
  const { length } = tag;
  let odd = false;
  let i = 0;
  while (i < length) {
    let code = tag.charCodeAt(i);
    if (code <= 32 || code === 47 || code === 61 || code === 34 || code === 39) {
      i++;
      continue;
    }
    const start = i;
    do {
      if (code === 58 || (code >= 65 && code <= 90)) odd = true;
      i++;
      code = tag.charCodeAt(i);
    } while (i < length && !endsName(code));
    const found = i - start === wanted.length && tag.startsWith(wanted, start);
    while (code <= 32) code = tag.charCodeAt(++i);
    if (code !== 61) {
      if (found) return "";
      continue;
    }
    do code = tag.charCodeAt(++i);
    while (code <= 32);
    if (code === 34 || code === 39) {
      const close = tag.indexOf(code === 34 ? '"' : "'", i + 1);
      const end = close < 0 ? length : close;
      if (found) return attributeText(tag.slice(i + 1, end));
      i = end + 1;
    } else {
      const valueStart = i;
      while (i < length && tag.charCodeAt(i) > 32) i++;
      if (found) return attributeText(tag.slice(valueStart, i));
    }
  }
  return odd ? null : undefined;
}

const PLAIN_VALUE = /^[ -%'-~]*$/;

function attributeText(raw: string): string {
  if (PLAIN_VALUE.test(raw)) return raw;
  const spaced = /[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, " ") : raw;
  return withoutForbidden(decodeEntities(spaced));
}

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** One class, so that the usual text is passed in one quick scan. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN.source, "g");

/** A text without the characters that XML 1.0 §2.2 forbids; lone surrogates become U+FFFD. */
export function withoutForbidden(text: string): string {
  return SUSPECT.test(text) && FORBIDDEN.test(text)
    ? text.replace(FORBIDDEN_ALL, (c) => (c >= "\ud800" && c <= "\udfff" ? "\ufffd" : ""))
    : text;
}

/** The characters of XML text: references decoded (HTML's names too), line ends as one `\n`, forbidden characters gone. */
export function decodeXmlText(raw: string): string {
  const lines = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  return withoutForbidden(decodeEntities(lines));
}

/** Lines and columns of one document; cheap for offsets that are asked for in their order. Offsets are those of `source.raw`, places count characters. */
export class PlaceFinder {
  readonly #source: SourceText;
  #line = 1;
  #lineStart = 0;
  /** How many characters stand before the line. */
  #before = 0;

  constructor(source: SourceText) {
    this.#source = source;
  }

  at(offset: number): Place & { readonly line: number; readonly column: number; readonly offset: number } {
    if (offset < this.#lineStart) {
      this.#line = 1;
      this.#lineStart = 0;
      this.#before = 0;
    }
    const { raw, encoded } = this.#source;
    const from = this.#lineStart;
    for (let at = raw.indexOf("\n", from); at >= 0 && at < offset; at = raw.indexOf("\n", at + 1)) {
      this.#line++;
      this.#lineStart = at + 1;
    }
    this.#before += encoded ? this.#source.slice(from, this.#lineStart).length : this.#lineStart - from;
    const column = encoded ? this.#source.slice(this.#lineStart, offset).length : offset - this.#lineStart;
    return { line: this.#line, column: column + 1, offset: this.#before + column };
  }
}
