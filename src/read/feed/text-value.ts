import type { TextConstruct } from "../../model/content.ts";
import { decodeEntities, htmlToText, looksLikeHtml, sanitizeHtml } from "../../values/html.ts";
import { XmlScanner } from "../../values/xml-scanner.ts";
import { cdataText, FeedElement } from "./element.ts";
import type { QualifiedName } from "./name-table.ts";
import type { Outline } from "./outline.ts";
import type { Scope } from "./scope.ts";

const BASE64 = 1;
const SANITIZE = 2;
/** It has a language or a base of its own. */
const OWN = 4;

/** A text element of a feed with its kind; what it says is decoded, cleaned and made absolute when first asked for. */
export class TextValue {
  readonly #outline: Outline;
  readonly #row: number;
  readonly scope: Scope;
  /** `text`, `html`, `xhtml` or a media type. */
  readonly type: string;
  /** Changes the HTML before it is cleaned. */
  declare prepare?: (html: string) => string;
  /** The page that it is the text of. */
  page: string | undefined = undefined;
  readonly #flags: number;
  #value: string | undefined;
  #plain: string | undefined;

  constructor(element: FeedElement, scope: Scope, type: string, base64: boolean, sanitize: boolean, own = false) {
    this.#outline = element.outline;
    this.#row = element.row;
    this.scope = scope;
    this.type = type;
    this.#flags = (base64 ? BASE64 : 0) | (sanitize ? SANITIZE : 0) | (own ? OWN : 0);
  }

  get element(): FeedElement {
    return new FeedElement(this.#outline, this.#row);
  }

  /** `TextConstruct.value`. */
  get value(): string {
    this.#value ??= this.#read();
    return this.#value;
  }

  /** As plain text, blocks on lines of their own. */
  get plain(): string {
    this.#plain ??= this.type === "html" || this.type === "xhtml" ? htmlToText(this.value) : this.value.trim();
    return this.#plain;
  }

  /** As plain text on one line. */
  get line(): string | undefined {
    const plain = this.plain;
    return (/[\t\n\r]| {2}/.test(plain) ? plain.replace(/\s+/g, " ").trim() : plain) || undefined;
  }

  get language(): string | undefined {
    return this.scope.language;
  }

  get base(): string | undefined {
    return this.scope.base;
  }

  get isMarkup(): boolean {
    return this.type === "html" || this.type === "xhtml";
  }

  /** Whether it says more than its plain text does. */
  get isNotable(): boolean {
    return (this.#flags & OWN) !== 0 || this.isMarkup;
  }

  construct(): TextConstruct {
    const { base, language } = this.scope;
    return {
      type: this.isMarkup ? (this.type as "html" | "xhtml") : "text",
      value: this.value,
      ...(language === undefined ? {} : { language }),
      ...(base === undefined ? {} : { base }),
    };
  }

  #read(): string {
    const { element, type } = this;
    const base64 = (this.#flags & BASE64) !== 0;
    if (type === "xhtml") return this.#clean(xhtmlOf(element, this.scope), true);
    if (type === "html") {
      if (base64) return this.#clean(decodeBase64(element.text()), false);
      if (!element.markup) return this.#clean(element.text(), false);
      const inner = xhtmlOf(element, this.scope);
      // A wrapper that was not escaped around HTML that was.
      return inner.includes("<") || !inner.includes("&lt;") ? this.#clean(inner, true) : this.#clean(decodeEntities(inner), false);
    }
    if (base64) return decodeBase64(element.text());
    if (element.markup && type !== "text") return element.raw.trim();
    return element.text().trim();
  }

  #clean(html: string, xhtml: boolean): string {
    const { base } = this.scope;
    const { page } = this;
    const prepared = this.prepare === undefined ? html : this.prepare(html);
    return sanitizeHtml(prepared.trim(), { base, page, xhtml, allowAll: (this.#flags & SANITIZE) === 0 });
  }
}

/** The text construct of an element, by what it, its format and its content say of its kind. */
export function readText(
  element: FeedElement,
  name: QualifiedName,
  outer: Scope,
  sanitize: boolean,
  kind: "text" | "auto" | "html",
): TextValue {
  const scope = outer.of(element);
  const declared = element.attribute("type")?.toLowerCase();
  const mode = element.attribute("mode")?.toLowerCase();
  let type: string = kind;
  let base64 = mode === "base64";
  if (name.atom || declared !== undefined || mode !== undefined)
    type = declaredType(declared, mode, element) ?? (name.atom ? (element.markup ? "xhtml" : "text") : kind);
  if (type === "auto" && PLAIN_BY_PROFILE.has(name.key) && saysPlain(element)) type = "text";
  if (type === "auto") type = element.markup || name.key === "xhtml:body" ? "xhtml" : holdsMarkup(element) ? "html" : "text";
  if (!base64 && type.includes("/") && mode === undefined && !/^(?:text\/|.*[/+]xml$)/.test(type) && !element.markup) {
    const text = element.text();
    base64 = text.length >= 8 && /^[A-Za-z0-9+/\s]+=*\s*$/.test(text) && !/\s\S+\s\S+\s/.test(text.trim());
  }
  return new TextValue(element, scope, type, base64, sanitize, scope.base !== outer.base || scope.language !== outer.language);
}

/** Elements of RSS that are plain text by its best-practice profile. */
const PLAIN_BY_PROFILE = new Set(["title", "copyright"]);

/**
 * The profile has `&` and `<` of plain text written as hexadecimal references (RSS Best Practices Profile, "Character Data"): who
 * does that, and nothing else, means the characters themselves.
 */
function saysPlain(element: FeedElement): boolean {
  if (element.markup || element.sections) return false;
  const { undecoded } = element;
  return undecoded.includes("&#") && /&#x(?:26|3c);/i.test(undecoded) && !/&(?:lt|amp);|&#x3e;/i.test(undecoded);
}

/** RFC 4287 §3.1.1 and §4.1.3.1, whatever parameters the type has; Atom 0.3's media types with a mode. */
function declaredType(declared: string | undefined, mode: string | undefined, element: FeedElement): string | undefined {
  switch (declared?.split(";", 1)[0]?.trim()) {
    case undefined:
      return mode === "xml" && element.markup ? "xhtml" : mode === "escaped" ? "html" : undefined;
    case "text":
    case "text/plain":
    case "plain":
      return "text";
    case "html":
      return "html";
    case "xhtml":
      return element.markup || mode === "xml" ? "xhtml" : "html";
    case "text/html":
    case "application/xhtml+xml":
    case "application/xhtml":
    case "text/xhtml":
    case "text/x-html":
    case "application/html":
      return element.markup && mode !== "escaped" ? "xhtml" : "html";
    default:
      return declared?.includes("/") === true ? declared : undefined;
  }
}

const ESCAPED_MARKUP =
  /&(?:lt|#0{0,4}60|#x0{0,4}3c);(?:\/?[a-z][a-z0-9-]{0,20}(?:[\t\n\f\r />]|&(?:gt|#0{0,4}62|#x0{0,4}3e);)|!--)|&(?:amp|#0{0,4}38|#x0{0,4}26);(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i;

/** Whether a text decodes to markup or to character references; a long one is not decoded for it. */
function holdsMarkup(element: FeedElement): boolean {
  const { sections, undecoded } = element;
  if (!sections)
    return undecoded.includes("&") && ESCAPED_MARKUP.test(undecoded) && (undecoded.length > 500 || looksLikeHtml(element.text()));
  if (undecoded.length < 2000) return looksLikeHtml(element.text());
  return looksLikeHtml(undecoded.slice(undecoded.indexOf("<![CDATA[") + 9)) || ESCAPED_MARKUP.test(undecoded);
}

/** The markup inside an element as HTML: prefixes of XHTML dropped, CDATA as text, the `div` that Atom requires left out (RFC 4287 §3.1.1.3). */
function xhtmlOf(element: FeedElement, scope: Scope): string {
  let html = element.raw;
  if (element.sections) html = withoutSections(element);
  html = html.replace(/<(\/?)([A-Za-z_][\w.-]*):(?=[A-Za-z])/g, (tag, slash: string, prefix: string) =>
    isContentPrefix(prefix, scope) ? `<${slash}` : tag,
  );
  const trimmed = html.trim();
  const open = /^<div\b[^<>]*>/i.exec(trimmed);
  if (open !== null && !open[0].endsWith("/>") && /<\/div\s*>$/i.test(trimmed) && trimmed.indexOf("<div", 4) < 0) {
    const tag = open[0];
    if (!/\s(?!xmlns)[\w:-]+\s*=/.test(tag.replace(/\sxmlns(?::\w+)?\s*=\s*(?:"[^"]*"|'[^']*')/g, "")))
      return trimmed.slice(tag.length, trimmed.lastIndexOf("<"));
  }
  return html;
}

/** Whether a prefix stands for XHTML, SVG or MathML: HTML knows their elements without one. */
function isContentPrefix(prefix: string, scope: Scope): boolean {
  const { key, uri } = scope.name(`${prefix}:p`);
  return key === "xhtml:p" || (uri !== undefined && /(?:2000\/svg|Math\/MathML)\s*$/.test(uri));
}

function withoutSections(element: FeedElement): string {
  const { document } = element;
  const scanner = new XmlScanner(document.raw, { from: element.innerStart, to: element.innerEnd, encoded: document.encoded });
  let out = "";
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "cdata")
      out += cdataText(document.slice(scanner.contentStart, scanner.contentEnd))
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/>/g, "&gt;");
    else if (token === "start" || token === "end" || token === "text") out += document.slice(scanner.start, scanner.end);
  }
  return out;
}

function decodeBase64(text: string): string {
  const compact = text.replace(/[^A-Za-z0-9+/]/g, "");
  try {
    const binary = atob(compact.slice(0, compact.length - (compact.length % 4 === 1 ? 1 : 0)));
    return new TextDecoder().decode(Uint8Array.from(binary, (c) => c.charCodeAt(0)));
  } catch {
    return text;
  }
}
