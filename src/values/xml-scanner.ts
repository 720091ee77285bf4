import { nameEnd } from "./xml-name.ts";

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
