import { decodeEntities } from "./entities.ts";
import { sanitizeStyle } from "./html-style.ts";
import { declarationEnd, isLetter, isSpace, rawTextEnd, tagEnd, tagNameEnd } from "./html-tokens.ts";
import {
  ADDRESS_ATTRIBUTES,
  DRAWING_ATTRIBUTES,
  ENDS_PARAGRAPH,
  IMPLIED_END,
  INLINE_ELEMENTS,
  SAFE_ATTRIBUTES,
  SAFE_ELEMENTS,
  SILENT_ELEMENTS,
  VOID_ELEMENTS,
} from "./html-vocabulary.ts";
import { isAbsoluteUrl, resolveUrl } from "./url.ts";

export interface SanitizeOptions {
  /** What relative addresses are resolved against. Without it they stay as they are. */
  readonly base?: string | undefined;
  /** XML rules: `<a/>` is closed. Otherwise HTML's: the slash says nothing outside drawings. */
  readonly xhtml?: boolean | undefined;
  /** `false`: only addresses are made absolute and tags balanced; nothing is removed. For content of one's own. */
  readonly allowAll?: boolean | undefined;
}

/** Deeper elements lose their tags and keep their text: browsers stop near here as well, and nobody's parser overflows. */
const MAX_DEPTH = 256;
const MAX_ATTRIBUTES = 64;
/** How far up an implied end is looked for: bounds the work on hostile nesting. */
const MAX_REACH = 32;

interface ElementRule {
  readonly name: string;
  readonly kind: "keep" | "drop" | "silent" | "text";
  readonly isVoid: boolean;
  readonly drawing: boolean;
}

const DRAWING = new Set(["svg", "math"]);
const RULES = new Map<string, ElementRule>();

function ruleOf(raw: string): ElementRule {
  let rule = RULES.get(raw);
  if (rule === undefined) {
    const name = raw.toLowerCase();
    const kind = SILENT_ELEMENTS.has(name)
      ? "silent"
      : name === "textarea" || name === "title"
        ? "text"
        : SAFE_ELEMENTS.has(name)
          ? "keep"
          : "drop";
    rule = { name, kind, isVoid: VOID_ELEMENTS.has(name), drawing: DRAWING.has(name) };
    if (RULES.size < 2048 && raw.length < 32) RULES.set(raw, rule);
  }
  return rule;
}

/**
 * HTML that is safe to show in another page, in one pass: elements, attributes, styles and address schemes by allow-lists,
 * addresses absolute, every kept element closed, forbidden characters gone. What is dropped keeps its text, but for scripts and styles.
 */
export function sanitizeHtml(html: string, options: SanitizeOptions = {}): string {
  return new Sanitizer(FORBIDDEN.test(html) ? html.replace(FORBIDDEN_ALL, "") : html, options).run();
}

const FORBIDDEN = /[\u0000-\u0008\u000b\u000e-\u001f\ufffe\uffff]/;
const FORBIDDEN_ALL = /[\u0000-\u0008\u000b\u000e-\u001f\ufffe\uffff]/g;

class Sanitizer {
  readonly #html: string;
  readonly #base: string | undefined;
  readonly #xhtml: boolean;
  readonly #all: boolean;
  #out = "";
  /** Everything before this has been written; what lies between it and the current tag goes out as it is. */
  #written = 0;
  readonly #stack: string[] = [];
  readonly #open = new Map<string, number>();
  #drawing = 0;
  #noCdataEnd = false;
  #noDeclarationEnd = false;
  /** Raw text elements that have no end tag any more: looked for once. */
  readonly #noRawEnd = new Set<string>();

  constructor(html: string, options: SanitizeOptions) {
    this.#html = html;
    this.#base = options.base;
    this.#xhtml = options.xhtml ?? false;
    this.#all = options.allowAll ?? false;
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
    this.#replace(html.length, html.length, "");
    while (this.#stack.length > 0) this.#pop();
    return this.#out;
  }

  /** Writes what lies before `start`, then `text` in place of what lies up to `end`. */
  #replace(start: number, end: number, text: string): void {
    if (start > this.#written) this.#out += this.#html.slice(this.#written, start);
    this.#out += text;
    this.#written = end;
  }

  #pop(): void {
    const name = this.#stack.pop();
    if (name === undefined) return;
    this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
    if (DRAWING.has(name)) this.#drawing--;
    if (this.#stack.length < MAX_DEPTH) this.#out += `</${name}>`;
  }

  #endTag(lt: number): number {
    const html = this.#html;
    const nameEnd = tagNameEnd(html, lt + 2);
    const raw = html.slice(lt + 2, nameEnd);
    let end = html.charCodeAt(nameEnd) === 62 ? nameEnd + 1 : tagEnd(html, nameEnd);
    if (end < 0) end = html.length;
    const name = ruleOf(raw).name;
    const stack = this.#stack;
    if (stack.length > 0 && stack[stack.length - 1] === name && stack.length < MAX_DEPTH) {
      stack.pop();
      this.#open.set(name, (this.#open.get(name) ?? 1) - 1);
      if (DRAWING.has(name)) this.#drawing--;
      if (end !== nameEnd + 1 || raw !== name) this.#replace(lt, end, `</${name}>`);
      return end;
    }
    this.#replace(lt, end, "");
    if ((this.#open.get(name) ?? 0) > 0) {
      while (stack[stack.length - 1] !== name) this.#pop();
      this.#pop();
    } else if (name === "p" && this.#all) this.#out += "<p></p>";
    return end;
  }

  #startTag(lt: number): number {
    const html = this.#html;
    const nameEnd = tagNameEnd(html, lt + 1);
    const raw = html.slice(lt + 1, nameEnd);
    const rule = ruleOf(raw);
    const { name } = rule;
    const kept = rule.kind === "keep" || (this.#all && rule.kind !== "text" && rule.kind !== "silent");
    if (!kept) return this.#otherTag(lt, nameEnd, rule);
    this.#implyEnds(name, lt);
    // The commonest tag of all: a lower-case name and nothing else.
    if (html.charCodeAt(nameEnd) === 62 && raw === name) {
      this.#push(rule, lt, nameEnd + 1);
      return nameEnd + 1;
    }
    const end = this.#attributes(lt, nameEnd, rule);
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
    this.#stack.push(rule.name);
    this.#open.set(rule.name, (this.#open.get(rule.name) ?? 0) + 1);
    if (rule.drawing) this.#drawing++;
  }

  /** What an open paragraph, list item or cell must end before `name` begins. */
  #implyEnds(name: string, lt: number): void {
    const stack = this.#stack;
    if (stack.length === 0 || this.#xhtml) return;
    if (ENDS_PARAGRAPH.has(name)) {
      if ((this.#open.get("p") ?? 0) === 0) return;
      for (let i = stack.length - 1, reach = 0; i >= 0 && reach < MAX_REACH; i--, reach++) {
        const at = stack[i] as string;
        if (at === "p") {
          this.#replace(lt, lt, "");
          while (stack.length > i) this.#pop();
          return;
        }
        if (!INLINE_ELEMENTS.has(at)) return;
      }
      return;
    }
    const implied = IMPLIED_END.get(name);
    if (implied === undefined) return;
    let lowest = -1;
    for (let i = stack.length - 1, reach = 0; i >= 0 && reach < MAX_REACH; i--, reach++) {
      const at = stack[i] as string;
      if (implied.fence.has(at)) break;
      if (implied.ends.has(at)) lowest = i;
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
  #attributes(lt: number, nameEnd: number, rule: ElementRule): number {
    const html = this.#html;
    const inDrawing = this.#drawing > 0 || rule.drawing;
    let same = html.startsWith(rule.name, lt + 1);
    let attributes = "";
    let names = "";
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
      if (i >= html.length) return -1;
      if (code === 62) {
        if (i !== gap) same = false;
        i++;
        break;
      }
      if (i !== gap + 1 || html.charCodeAt(gap) !== 32) same = false;
      const start = i++;
      for (; i < html.length; i++) {
        code = html.charCodeAt(i);
        if (code === 61 || code === 62 || code === 47 || isSpace(code)) break;
      }
      const rawName = html.slice(start, i);
      while (isSpace(html.charCodeAt(i))) i++;
      let value: string | undefined;
      if (html.charCodeAt(i) === 61) {
        i++;
        while (isSpace(html.charCodeAt(i))) i++;
        code = html.charCodeAt(i);
        if (code === 34 || code === 39) {
          const close = html.indexOf(code === 34 ? '"' : "'", i + 1);
          if (close < 0) return -1;
          value = html.slice(i + 1, close);
          if (code === 39) same = false;
          i = close + 1;
        } else {
          const from = i;
          while (i < html.length && html.charCodeAt(i) !== 62 && !isSpace(html.charCodeAt(i))) i++;
          value = html.slice(from, i);
          same = false;
        }
      } else {
        i = start + rawName.length;
        same = false;
      }
      const name = rawName.toLowerCase();
      if (name !== rawName) same = false;
      if (count >= MAX_ATTRIBUTES || (count > 0 && names.includes(` ${name} `))) {
        same = false;
        continue;
      }
      const clean = this.#attribute(name, value ?? "", rule, inDrawing);
      if (clean !== value) same = false;
      if (clean === undefined) continue;
      count++;
      names += ` ${name} `;
      attributes += ` ${name}="${clean}"`;
      // An XML reader of the result needs the prefix declared.
      if (name === "xlink:href" && !names.includes(" xmlns:xlink ") && !html.startsWith("xmlns:xlink", i + 1)) {
        attributes += ' xmlns:xlink="http://www.w3.org/1999/xlink"';
        names += " xmlns:xlink ";
        same = false;
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

  /** An attribute's value as it may be written, or `undefined` if the attribute goes. */
  #attribute(name: string, value: string, rule: ElementRule, inDrawing: boolean): string | undefined {
    if (ADDRESS_ATTRIBUTES.has(name)) return name === "xlink:href" && !inDrawing ? undefined : this.#address(name, value, rule);
    if (name === "srcset") return this.#srcset(value);
    if (this.#all) return escapeValue(value);
    if (name === "style") {
      const style = sanitizeStyle(value.includes("&") ? decodeEntities(value) : value);
      return style === "" ? undefined : escapeValue(style.replace(/&/g, "&amp;"));
    }
    if (SAFE_ATTRIBUTES.has(name) || name.startsWith("aria-")) return escapeValue(value);
    if (inDrawing && DRAWING_ATTRIBUTES.has(name) && !/url\s*\(\s*[^#\s]|&|javascript/i.test(value)) return escapeValue(value);
    return undefined;
  }

  #address(name: string, value: string, rule: ElementRule): string | undefined {
    if (PLAIN_WEB_ADDRESS.test(value)) return value;
    const decoded = (value.includes("&") ? decodeEntities(value) : value).replace(
      /^[\u0000-\u0020\ufffd]+|[\t\n\r]+|[\u0000-\u0020]+$/g,
      "",
    );
    if (decoded === "") return value === "" ? "" : undefined;
    if (name === "src" && rule.name === "img" && RASTER_DATA.test(decoded)) return decoded;
    const clean = absoluteUrl(decoded, this.#base);
    return clean === undefined ? (this.#all ? escapeValue(value) : undefined) : escapeValue(clean.replace(/&/g, "&amp;"));
  }

  #srcset(value: string): string | undefined {
    const out: string[] = [];
    for (const part of decodeEntities(value).split(/,\s+|,(?=https?:)/, 32)) {
      const [address = "", descriptor] = part.trim().split(/\s+/, 2);
      const clean = absoluteUrl(address, this.#base);
      if (clean !== undefined)
        out.push(descriptor !== undefined && /^[\d.]{1,9}[wxh]$/.test(descriptor) ? `${clean} ${descriptor}` : clean);
    }
    return out.length === 0 ? undefined : escapeValue(out.join(", ").replace(/&/g, "&amp;"));
  }
}

const PLAIN_WITH_QUERY = /^https?:\/\/\w[\w!$%&'()*+,./:;=?@~#-]*$/;
/** Nothing in it to mend: the commonest address by far. */
const PLAIN_WEB_ADDRESS = /^https?:\/\/\w[\w!$%'()*+,./:;=?@~#-]*$/;
const RASTER_DATA = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp);base64,[\w+/=\s]+$/i;

/**
 * An address as it may be published: absolute ones as written if their scheme is safe, relative ones resolved (as written without a base),
 * `undefined` for schemes that run or read something.
 */
export function absoluteUrl(href: string, base: string | undefined): string | undefined {
  if (PLAIN_WITH_QUERY.test(href)) return href;
  const trimmed = href.replace(/^[\u0000-\u0020]+|[\t\n\r]+|[\u0000-\u0020]+$/g, "");
  if (isAbsoluteUrl(trimmed)) {
    const resolved = resolveUrl(trimmed);
    return resolved === undefined ? undefined : trimmed;
  }
  if (base === undefined) return trimmed;
  return resolveUrl(trimmed, base) ?? (isAbsoluteUrl(base) ? undefined : trimmed);
}

function escapeValue(value: string): string {
  return /["<>]/.test(value) ? value.replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : value;
}
