import { type Around, cleanAttribute } from "./html-attribute.ts";
import { ATTRIBUTES, ELEMENTS, type ElementRule, PARAGRAPH, RULE_COUNT } from "./html-rules.ts";
import { declarationEnd, isLetter, isSpace, rawTextEnd, tagEnd } from "./html-tokens.ts";

export interface SanitizeOptions {
  /** What relative addresses are resolved against. Without it they stay as they are. */
  readonly base?: string | undefined;
  /** The page that the body is on: what `#part` is a place of. @default base */
  readonly page?: string | undefined;
  /** XML rules: `<a/>` is closed. Otherwise HTML's: the slash says nothing outside drawings. */
  readonly xhtml?: boolean | undefined;
  /** `false`: only addresses are made absolute and tags balanced; nothing is removed. For content of one's own. */
  readonly allowAll?: boolean | undefined;
}

/** Deeper elements lose their tags and keep their text: browsers stop near here as well, and nobody's parser overflows. */
const MAX_DEPTH = 256;
const MAX_ATTRIBUTES = 64;
/**
 * A result that is so many times as long as what came is left relative from there on: a long base before every address would make
 * of each megabyte as many as it has characters.
 */
const MAX_GROWTH = 10;
/** Short bodies may grow by so many characters more. */
const FREE_GROWTH = 100_000;
/** How far up an implied end is looked for: bounds the work on hostile nesting. */
const MAX_REACH = 32;

/**
 * HTML that is safe to show in another page, in one pass: elements, attributes, styles and address schemes by allow-lists,
 * addresses absolute, every kept element closed, forbidden characters gone. What is dropped keeps its text, but for scripts and styles.
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  let clean = FORBIDDEN.test(html) ? html.replace(FORBIDDEN_ALL, "") : html;
  // XML knows references with a small x only (XML 1.0 §4.1), and the result may stand in XHTML.
  if (clean.includes("&#X")) clean = clean.replace(/&#X(?=[0-9a-f])/gi, "&#x");
  return new Sanitizer(clean, options, OPEN).run();
}

const FORBIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\ufffe\uffff]/;
const FORBIDDEN_ALL = /[\u0000-\u0008\u000b\u000e-\u001f\ufffe\uffff]/g;

/** How many elements of each kind are open: all closed at the end of every document, so one list serves them all. */
const OPEN = new Int32Array(RULE_COUNT);

class Sanitizer {
  readonly #html: string;
  readonly #options: SanitizeOptions;
  #around: Around;
  readonly #longest: number;
  readonly #xhtml: boolean;
  readonly #all: boolean;
  #out = "";
  /** Everything before this has been written; what lies between it and the current tag goes out as it is. */
  #written = 0;
  readonly #stack: ElementRule[] = [];
  readonly #open: Int32Array;
  /** The same of elements without a number. */
  #others: Map<string, number> | undefined;
  #drawing = 0;
  #noCdataEnd = false;
  #noDeclarationEnd = false;
  /** Raw text elements that have no end tag any more: looked for once. */
  readonly #noRawEnd = new Set<string>();
  /** The document is what stood in a `noscript`. */
  #isFallback = false;

  constructor(html: string, options: SanitizeOptions, open: Int32Array) {
    this.#html = html;
    this.#options = options;
    const { base, page = base, allowAll: all = false } = options;
    this.#around = { base, page, all };
    this.#longest = html.length * MAX_GROWTH + FREE_GROWTH;
    this.#xhtml = options.xhtml ?? false;
    this.#all = all;
    this.#open = open;
  }

  run(): string {
    const html = this.#html;
    let pos = 0;
    for (;;) {
      const lt = html.indexOf("<", pos);
      if (lt < 0) break;
      const next = html.charCodeAt(lt + 1);
      if (isLetter(next)) pos = this.#startTag(lt);
      else if (next === 47 && isLetter(html.charCodeAt(lt + 2))) pos = this.#endTag(lt);
      else if (next === 33 || next === 63 || next === 47) pos = this.#declaration(lt);
      else {
        this.#replace(lt, lt + 1, "&lt;");
        pos = lt + 1;
      }
    }
    if (this.#written === 0) this.#out = html;
    else this.#replace(html.length, html.length, "");
    while (this.#stack.length > 0) this.#pop();
    return this.#out;
  }

  /** Writes what lies before `start`, then `text` in place of what lies up to `end`. */
  #replace(start: number, end: number, text: string): void {
    if (start > this.#written) this.#out += this.#html.slice(this.#written, start);
    this.#out += text;
    this.#written = end;
  }

  /** Ends the innermost element without writing anything. */
  #leave(rule: ElementRule): void {
    this.#stack.pop();
    this.#count(rule, -1);
    if (rule.isDrawing) this.#drawing--;
  }

  #count(rule: ElementRule, by: number): void {
    if (rule.index > 0) (this.#open[rule.index] as number) += by;
    else {
      this.#others ??= new Map();
      this.#others.set(rule.name, (this.#others.get(rule.name) ?? 0) + by);
    }
  }

  #pop(): void {
    const rule = this.#stack[this.#stack.length - 1];
    if (rule === undefined) return;
    this.#leave(rule);
    if (this.#stack.length < MAX_DEPTH) this.#out += `</${rule.name}>`;
  }

  #endTag(lt: number): number {
    const html = this.#html;
    const stack = this.#stack;
    const { length } = stack;
    const top = stack[length - 1];
    // As nearly every end tag stands: the innermost element's, and nothing else in it.
    if (top !== undefined && length < MAX_DEPTH) {
      const after = lt + 2 + top.name.length;
      if (html.charCodeAt(after) === 62 && html.startsWith(top.name, lt + 2)) {
        this.#leave(top);
        return after + 1;
      }
    }
    const rule = ELEMENTS.at(html, lt + 2);
    const nameEnd = ELEMENTS.end;
    let end = html.charCodeAt(nameEnd) === 62 ? nameEnd + 1 : tagEnd(html, nameEnd);
    if (end < 0) end = html.length;
    if (top !== undefined && top.name === rule.name && length < MAX_DEPTH) {
      this.#leave(top);
      this.#replace(lt, end, `</${rule.name}>`);
      return end;
    }
    this.#replace(lt, end, "");
    if (((rule.index > 0 ? this.#open[rule.index] : this.#others?.get(rule.name)) ?? 0) > 0) {
      while (stack[stack.length - 1]?.name !== rule.name) this.#pop();
      this.#pop();
    } else if (rule === PARAGRAPH && this.#all) this.#out += "<p></p>";
    return end;
  }

  #startTag(lt: number): number {
    const html = this.#html;
    const rule = ELEMENTS.at(html, lt + 1);
    const nameEnd = ELEMENTS.end;
    const isLower = ELEMENTS.isLower;
    const kept = rule.kind === "keep" || (this.#all && rule.kind !== "text" && rule.kind !== "silent");
    if (!kept) return this.#otherTag(lt, nameEnd, rule);
    if ((rule.endsParagraph || rule.implied !== undefined) && this.#stack.length > 0 && !this.#xhtml) this.#implyEnds(rule, lt);
    // The commonest tag of all: a lower-case name and nothing else.
    if (isLower && html.charCodeAt(nameEnd) === 62) {
      this.#push(rule, lt, nameEnd + 1);
      return nameEnd + 1;
    }
    const end = this.#attributes(lt, nameEnd, rule, isLower);
    if (end < 0) {
      this.#replace(lt, html.length, "");
      return html.length;
    }
    return end;
  }

  #tooDeep(rule: ElementRule): boolean {
    return !rule.isVoid && this.#stack.length >= MAX_DEPTH;
  }

  #push(rule: ElementRule, start: number, end: number): void {
    if (rule.isVoid) return;
    if (this.#tooDeep(rule) && this.#written < end) this.#replace(start, end, "");
    this.#stack.push(rule);
    this.#count(rule, 1);
    if (rule.isDrawing) this.#drawing++;
  }

  /** What an open paragraph, list item or cell must end before the element begins. */
  #implyEnds(rule: ElementRule, lt: number): void {
    const stack = this.#stack;
    if (rule.endsParagraph) {
      if (this.#open[PARAGRAPH.index] === 0) return;
      for (let i = stack.length - 1, reach = 0; i >= 0 && reach < MAX_REACH; i--, reach++) {
        const at = stack[i] as ElementRule;
        if (at === PARAGRAPH) {
          this.#replace(lt, lt, "");
          while (stack.length > i) this.#pop();
          return;
        }
        if (!at.isInline) return;
      }
      return;
    }
    const { implied } = rule;
    if (implied === undefined) return;
    let lowest = -1;
    for (let i = stack.length - 1, reach = 0; i >= 0 && reach < MAX_REACH; i--, reach++) {
      const { name } = stack[i] as ElementRule;
      if (implied.fence.has(name)) break;
      if (implied.ends.has(name)) lowest = i;
    }
    if (lowest < 0) return;
    this.#replace(lt, lt, "");
    while (stack.length > lowest) this.#pop();
  }

  /** A tag that is not kept: gone, with its content where that is no text; text fields keep theirs as text. */
  #otherTag(lt: number, nameEnd: number, rule: ElementRule): number {
    const html = this.#html;
    const end = html.charCodeAt(nameEnd) === 62 ? nameEnd + 1 : tagEnd(html, nameEnd);
    if (end < 0) {
      this.#replace(lt, html.length, "");
      return html.length;
    }
    const closed = html.charCodeAt(end - 2) === 47 && this.#xhtml;
    if (rule.kind === "drop" || closed) {
      this.#replace(lt, end, "");
      return end;
    }
    const content = this.#noRawEnd.has(rule.name) ? undefined : rawTextEnd(html, end, rule.name);
    if (content === undefined) this.#noRawEnd.add(rule.name);
    if (rule.kind === "fallback") return this.#fallback(lt, end, content);
    if (rule.kind === "silent") {
      if (content === undefined && rule.name !== "script" && rule.name !== "style") {
        this.#replace(lt, end, "");
        return end;
      }
      const until = content?.end ?? html.length;
      this.#replace(lt, until, this.#all ? html.slice(lt, until) : "");
      return until;
    }
    const until = content?.end ?? html.length;
    const text = html.slice(end, content?.start ?? html.length).replace(/</g, "&lt;");
    this.#replace(lt, until, rule.name === "title" && !this.#all && this.#drawing === 0 ? text : `<${rule.name}>${text}</${rule.name}>`);
    return until;
  }

  /**
   * `noscript` holds markup where scripts do not run and characters where they do. It stays where both readings are the same, which
   * they are not if a `<` is written in it by any reference; else its tags go.
   */
  #fallback(lt: number, end: number, content: { readonly start: number; readonly end: number } | undefined): number {
    if (content === undefined || this.#isFallback) {
      this.#replace(lt, end, "");
      return end;
    }
    const inside = new Sanitizer(this.#html.slice(end, content.start), this.#options, new Int32Array(RULE_COUNT));
    inside.#isFallback = true;
    const clean = inside.run();
    this.#replace(lt, content.end, /&(?:lt|#0*60|#x0*3c)(?![0-9a-f])/i.test(clean) ? clean : `<noscript>${clean}</noscript>`);
    return content.end;
  }

  #declaration(lt: number): number {
    const html = this.#html;
    if (html.startsWith("<![CDATA[", lt)) {
      const close = this.#noCdataEnd ? -1 : html.indexOf("]]>", lt + 9);
      if (close >= 0) {
        this.#replace(
          lt,
          close + 3,
          html
            .slice(lt + 9, close)
            .replace(/&/g, "&amp;")
            .replace(/</g, "&lt;")
            .replace(/>/g, "&gt;"),
        );
        return close + 3;
      }
      this.#noCdataEnd = true;
      this.#replace(lt, lt + 1, "&lt;");
      return lt + 1;
    }
    // `<!` before neither a comment nor a name is what somebody typed.
    const next = html.charCodeAt(lt + 2);
    if (html.charCodeAt(lt + 1) === 33 && next !== 45 && next !== 91 && !isLetter(next)) {
      this.#replace(lt, lt + 1, "&lt;");
      return lt + 1;
    }
    const end = this.#noDeclarationEnd ? -1 : declarationEnd(html, lt);
    if (end < 0) {
      if (html.startsWith("<!--", lt)) {
        this.#replace(lt, html.length, "");
        return html.length;
      }
      this.#noDeclarationEnd = true;
      this.#replace(lt, lt + 1, "&lt;");
      return lt + 1;
    }
    this.#replace(lt, end, this.#all && html.startsWith("<!--", lt) ? html.slice(lt, end) : "");
    return end;
  }

  /** Reads a kept element's attributes, writes the tag (as it stands, if nothing had to change), and returns the offset after it. */
  #attributes(lt: number, nameEnd: number, rule: ElementRule, isLower: boolean): number {
    const html = this.#html;
    const { length } = html;
    const inDrawing = this.#drawing > 0 || rule.isDrawing;
    if (this.#out.length > this.#longest) this.#around = { base: undefined, page: undefined, all: this.#all };
    // The tag may stay as it stands up to here; from where it may not, its attributes are gathered.
    let same = isLower;
    let attributes = "";
    let kept: string[] | undefined;
    let count = 0;
    let i = nameEnd;
    let selfClosed = false;
    for (;;) {
      const gap = i;
      selfClosed = false;
      let code = html.charCodeAt(i);
      while (isSpace(code) || code === 47) {
        selfClosed = code === 47;
        code = html.charCodeAt(++i);
      }
      if (i >= length) return -1;
      if (code === 62) {
        if (i !== gap && same) {
          same = false;
          attributes = html.slice(nameEnd, gap);
        }
        i++;
        break;
      }
      let asWritten = i === gap + 1 && html.charCodeAt(gap) === 32;
      const attribute = ATTRIBUTES.at(html, i);
      const { name } = attribute;
      asWritten = asWritten && ATTRIBUTES.isLower;
      i = ATTRIBUTES.end;
      const afterName = i;
      code = html.charCodeAt(i);
      while (isSpace(code)) code = html.charCodeAt(++i);
      let value: string | undefined;
      if (code === 61) {
        if (i !== afterName) asWritten = false;
        code = html.charCodeAt(++i);
        while (isSpace(code)) {
          asWritten = false;
          code = html.charCodeAt(++i);
        }
        if (code === 34 || code === 39) {
          const close = html.indexOf(code === 34 ? '"' : "'", i + 1);
          if (close < 0) return -1;
          value = html.slice(i + 1, close);
          if (code === 39) asWritten = false;
          i = close + 1;
        } else {
          const from = i;
          while (i < length && html.charCodeAt(i) !== 62 && !isSpace(html.charCodeAt(i))) i++;
          value = html.slice(from, i);
          asWritten = false;
        }
      } else {
        i = afterName;
        asWritten = false;
      }
      const clean =
        count >= MAX_ATTRIBUTES || kept?.includes(name) === true
          ? undefined
          : cleanAttribute(attribute, value ?? "", rule, inDrawing, this.#around);
      if (same && (!asWritten || clean !== value)) {
        same = false;
        attributes = html.slice(nameEnd, gap);
      }
      if (clean === undefined) continue;
      count++;
      if (kept === undefined) kept = [name];
      else kept.push(name);
      if (!same) attributes += ` ${name}="${clean}"`;
      // An XML reader of the result needs the prefix declared.
      if (name === "xlink:href" && !kept.includes("xmlns:xlink") && !html.startsWith("xmlns:xlink", i + 1)) {
        if (same) {
          same = false;
          attributes = html.slice(nameEnd, i);
        }
        attributes += ' xmlns:xlink="http://www.w3.org/1999/xlink"';
        kept.push("xmlns:xlink");
      }
    }
    if (selfClosed && (this.#xhtml || this.#drawing > 0) && !rule.isVoid) {
      this.#replace(lt, i, `<${rule.name}${attributes}></${rule.name}>`);
      return i;
    }
    if (!same) this.#replace(lt, i, this.#tooDeep(rule) ? "" : `<${rule.name}${attributes}>`);
    this.#push(rule, lt, i);
    return i;
  }
}
