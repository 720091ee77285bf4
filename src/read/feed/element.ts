import { decodeXmlText, scanAttributePairs, XmlScanner } from "../../values/xml.ts";

/** The children of an element that has none. */
export const NO_ELEMENTS: readonly never[] = [];

const PREFIXED_OR_CASED = /[:A-Z]/;

/** What makes a raw text differ from the line that it stands for. */
const UNUSUAL = /[&<\u0000-\u001f\ud800-\udfff\ufffe\uffff]| {2}/;

/** An element of a feed, by its offsets: what it holds is decoded when somebody asks. */
export class FeedElement {
  readonly source: string;
  /** As written, with prefix. */
  readonly name: string;
  readonly start: number;
  readonly attributesStart: number;
  readonly attributesEnd: number;
  readonly innerStart: number;
  innerEnd: number;
  /** After its end tag. */
  end: number;
  readonly parent: FeedElement | undefined;
  children: readonly FeedElement[] = NO_ELEMENTS;
  /** It holds a CDATA section, a comment or an instruction. */
  sections = false;
  /** Its children are markup of its text, and were not made elements. */
  markup = false;
  #attributes: readonly string[] | undefined;
  #odd: boolean | undefined;

  constructor(
    source: string,
    name: string,
    start: number,
    attributesStart: number,
    attributesEnd: number,
    innerStart: number,
    parent: FeedElement | undefined,
  ) {
    this.source = source;
    this.name = name;
    this.start = start;
    this.attributesStart = attributesStart;
    this.attributesEnd = attributesEnd;
    this.innerStart = innerStart;
    this.innerEnd = innerStart;
    this.end = innerStart;
    this.parent = parent;
  }

  get raw(): string {
    return this.source.slice(this.innerStart, this.innerEnd);
  }

  get hasAttributes(): boolean {
    return this.attributesEnd > this.attributesStart;
  }

  /** Names and values in turn. */
  attributes(): readonly string[] {
    this.#attributes ??= this.hasAttributes ? scanAttributePairs(this.source, this.attributesStart, this.attributesEnd) : NO_ELEMENTS;
    return this.#attributes;
  }

  /** The value of an attribute by its name without a prefix, in any case; trimmed, absent where it is empty. */
  attribute(name: string): string | undefined {
    return this.writtenAttribute(name)?.trim() || undefined;
  }

  /** The same as it is written, `""` for an empty one. */
  writtenAttribute(name: string): string | undefined {
    if (this.attributesEnd <= this.attributesStart) return undefined;
    const attributes = this.attributes();
    for (let i = 0; i < attributes.length; i += 2) if (attributes[i] === name) return attributes[i + 1];
    if (!this.#oddNames(attributes) && !PREFIXED_OR_CASED.test(name)) return undefined;
    for (let i = 0; i < attributes.length; i += 2) {
      const written = attributes[i] as string;
      if (written.length >= name.length && localName(written).toLowerCase() === name.toLowerCase()) return attributes[i + 1];
    }
    return undefined;
  }

  /** Whether any name has a prefix or capitals: only then is the exact name not the only one to look for. */
  #oddNames(attributes: readonly string[]): boolean {
    if (this.#odd === undefined) {
      this.#odd = false;
      for (let i = 0; i < attributes.length; i += 2) if (PREFIXED_OR_CASED.test(attributes[i] as string)) this.#odd = true;
    }
    return this.#odd;
  }

  /** Its characters, those of elements inside it among them, as they stand. */
  text(): string {
    const raw = this.raw;
    return raw.indexOf("<") < 0 ? decodeXmlText(raw) : textBetween(this.source, this.innerStart, this.innerEnd);
  }

  /** Its text without that of its child elements. */
  ownText(): string {
    if (this.children.length === 0) return this.text();
    let out = "";
    let from = this.innerStart;
    for (const child of this.children) {
      if (child.start > from) out += textBetween(this.source, from, child.start);
      from = Math.max(from, Math.min(this.innerEnd, child.end));
    }
    return out + textBetween(this.source, from, this.innerEnd);
  }

  ownLine(): string | undefined {
    return this.children.length === 0 ? this.line() : this.ownText().replace(/\s+/g, " ").trim() || undefined;
  }

  /** Its text on one line. */
  line(): string | undefined {
    const raw = this.source.slice(this.innerStart, this.innerEnd);
    if (!UNUSUAL.test(raw)) return raw.trim() || undefined;
    const text = this.text();
    return (/[\t\n\r]| {2}/.test(text) ? text.replace(/[ \t\n\r]+/g, " ") : text).trim() || undefined;
  }
}

function textBetween(source: string, from: number, to: number): string {
  if (to <= from) return "";
  const scanner = new XmlScanner(source, { from, to });
  let out = "";
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "text") out += decodeXmlText(source.slice(scanner.contentStart, scanner.contentEnd));
    else if (token === "cdata") out += cdataText(source.slice(scanner.contentStart, scanner.contentEnd));
  }
  return out;
}

export function cdataText(raw: string): string {
  return decodeXmlText(raw.includes("&") ? raw.replace(/&/g, "&amp;") : raw);
}

export function localName(name: string): string {
  const colon = name.lastIndexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The same text as the engine's own copy of a property name: it keeps no document alive, and comparing it with a literal compares two addresses. */
export function ownCopy(text: string): string {
  return Object.keys({ [text]: 0 })[0] ?? text;
}
