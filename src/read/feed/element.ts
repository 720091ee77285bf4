import type { SourceText } from "../../values/source-text.ts";
import { findAttribute, scanAttributePairs } from "../../values/xml-attributes.ts";
import { XmlScanner } from "../../values/xml-scanner.ts";
import { decodeXmlText } from "../../values/xml-text.ts";
import { localName } from "./local-name.ts";
import type { Outline } from "./outline.ts";
import { ATTRIBUTES_END, END, INNER_END, INNER_START, MARKUP, NAME, NEXT, ROW, SCOPED, SECTIONS, START, TAKEN } from "./outline-row.ts";

/** The children of an element that has none. */
export const NO_ELEMENTS: readonly never[] = Object.freeze([]);

const PREFIXED_OR_CASED = /[:A-Z]/;

/** An element of a feed, by its row in the outline: what it holds is decoded when somebody asks. */
export class FeedElement {
  readonly outline: Outline;
  readonly row: number;
  #children: readonly FeedElement[] | undefined;
  #tag: string | undefined;
  #attributes: readonly string[] | undefined;
  /** Some of their names have a prefix or capitals: only then is the exact name not the only one to look for. */
  #odd = false;

  constructor(outline: Outline, row: number) {
    this.outline = outline;
    this.row = row;
    this.#children = undefined;
    this.#tag = undefined;
    this.#attributes = undefined;
  }

  /** The outermost element of a document, if it has one. */
  static rootOf(outline: Outline): FeedElement | undefined {
    return outline.end === 0 ? undefined : new FeedElement(outline, 0);
  }

  get document(): SourceText { return this.outline.document; } // biome-ignore format: one line each
  get start(): number { return this.outline.rows[this.row + START] as number; } // biome-ignore format: one line each
  get attributesStart(): number { return this.start + 1 + this.name.length; } // biome-ignore format: one line each
  get attributesEnd(): number { return this.outline.rows[this.row + ATTRIBUTES_END] as number; } // biome-ignore format: one line each
  get innerStart(): number { return this.outline.rows[this.row + INNER_START] as number; } // biome-ignore format: one line each
  get innerEnd(): number { return this.outline.rows[this.row + INNER_END] as number; } // biome-ignore format: one line each
  get end(): number { return this.outline.rows[this.row + END] as number; } // biome-ignore format: one line each
  get isRoot(): boolean { return this.row === 0; } // biome-ignore format: one line each

  /** As written, with prefix. */
  get name(): string {
    return this.outline.nameAt(this.row).name;
  }

  /** It holds a CDATA section, a comment or an instruction. */
  get sections(): boolean {
    return this.#is(SECTIONS);
  }

  /** Its children are markup of its text, and were not made elements. */
  get markup(): boolean {
    return this.#is(MARKUP);
  }

  /** It may say something of namespaces, base or language. */
  get scoped(): boolean {
    return this.#is(SCOPED);
  }

  #is(flag: number): boolean {
    return ((this.outline.rows[this.row + NAME] as number) & flag) !== 0;
  }

  /** Its elements; entries that are read are none of them. */
  get children(): readonly FeedElement[] {
    if (this.#children === undefined) {
      const { outline, row } = this;
      const { rows } = outline;
      const end = rows[row + NEXT] as number;
      if (end === row + ROW) return NO_ELEMENTS;
      const children: FeedElement[] = [];
      for (let at = row + ROW; at < end; at = rows[at + NEXT] as number)
        if (((rows[at + NAME] as number) & TAKEN) === 0) children.push(new FeedElement(outline, at));
      this.#children = children;
    }
    return this.#children;
  }

  get hasChildren(): boolean {
    return this.children.length > 0;
  }

  get hasAttributes(): boolean {
    return this.attributesEnd > this.attributesStart;
  }

  /** Its attributes as they stand. */
  get tag(): string {
    this.#tag ??= this.document.slice(this.attributesStart, this.attributesEnd);
    return this.#tag;
  }

  /** Names and values in turn. For elements that are asked for many: one is found sooner without. */
  attributes(): readonly string[] {
    if (this.#attributes === undefined) {
      const pairs = this.hasAttributes ? scanAttributePairs(this.tag) : NO_ELEMENTS;
      for (let i = 0; i < pairs.length; i += 2) if (PREFIXED_OR_CASED.test(pairs[i] as string)) this.#odd = true;
      this.#attributes = pairs;
    }
    return this.#attributes;
  }

  /** The value of an attribute by its name without a prefix, in any case; trimmed, absent where it is empty. */
  attribute(name: string): string | undefined {
    return this.hasAttributes ? this.writtenAttribute(name)?.trim() || undefined : undefined;
  }

  /** The same as it is written, `""` for an empty one. */
  writtenAttribute(name: string): string | undefined {
    const found = this.#attributes === undefined ? findAttribute(this.tag, name) : this.#amongPairs(this.#attributes, name);
    if (typeof found === "string") return found;
    if (found === undefined && !PREFIXED_OR_CASED.test(name)) return undefined;
    const attributes = this.attributes();
    for (let i = 0; i < attributes.length; i += 2) {
      const written = attributes[i] as string;
      if (written.length >= name.length && localName(written).toLowerCase() === name.toLowerCase()) return attributes[i + 1];
    }
    return undefined;
  }

  /** As `findAttribute`. */
  #amongPairs(pairs: readonly string[], name: string): string | undefined | null {
    for (let i = 0; i < pairs.length; i += 2) if (pairs[i] === name) return pairs[i + 1];
    return this.#odd ? null : undefined;
  }

  /** What stands between its tags. */
  get raw(): string {
    return this.document.slice(this.innerStart, this.innerEnd);
  }

  /** The same before it is decoded: for looking for what ASCII can say. */
  get undecoded(): string {
    return this.document.raw.slice(this.innerStart, this.innerEnd);
  }

  /** Its characters, those of elements inside it among them, as they stand. */
  text(): string {
    const { raw } = this;
    if (!raw.includes("<")) return decodeXmlText(raw);
    if (raw.startsWith("<![CDATA[") && raw.indexOf("]]>") === raw.length - 3) return cdataText(raw.slice(9, -3));
    return textBetween(this.document, this.innerStart, this.innerEnd);
  }

  /** Its text without that of its child elements. */
  ownText(): string {
    if (!this.hasChildren) return this.text();
    let out = "";
    let from = this.innerStart;
    for (const child of this.children) {
      if (child.start > from) out += textBetween(this.document, from, child.start);
      from = Math.max(from, Math.min(this.innerEnd, child.end));
    }
    return out + textBetween(this.document, from, this.innerEnd);
  }

  ownLine(): string | undefined {
    return this.hasChildren ? this.ownText().replace(/\s+/g, " ").trim() || undefined : this.line();
  }

  /** Its text on one line. */
  line(): string | undefined {
    const plain = this.plainLine();
    if (plain !== undefined) return plain || undefined;
    const text = this.text();
    return (/[\t\n\r]| {2}/.test(text) ? text.replace(/[ \t\n\r]+/g, " ") : text).trim() || undefined;
  }

  /** The same where the text is a line as it stands, as most are; `undefined` where it is to be decoded first. */
  plainLine(): string | undefined {
    const { raw, encoded } = this.document;
    let from = this.innerStart;
    let to = this.innerEnd;
    while (from < to && raw.charCodeAt(from) <= 32) from++;
    while (to > from && raw.charCodeAt(to - 1) <= 32) to--;
    return isPlain(raw, from, to, encoded) ? raw.slice(from, to).trim() : undefined;
  }
}

/** Whether a raw text is the line that it stands for: no reference, no tag, no character that is changed or that stands for another. */
function isPlain(source: string, from: number, to: number, encoded: boolean): boolean {
  // Surrogates and the last characters of the plane may be forbidden; beyond ASCII bytes are to be decoded.
  const beyond = encoded ? 0x80 : 0xd800;
  for (let i = from; i < to; i++) {
    const code = source.charCodeAt(i);
    if (code <= 32 ? code !== 32 || source.charCodeAt(i + 1) === 32 : code === 38 || code === 60 || code >= beyond) return false;
  }
  return true;
}

function textBetween(text: SourceText, from: number, to: number): string {
  if (to <= from) return "";
  const scanner = new XmlScanner(text.raw, { from, to, encoded: text.encoded });
  let out = "";
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "text") out += decodeXmlText(text.slice(scanner.contentStart, scanner.contentEnd));
    else if (token === "cdata") out += cdataText(text.slice(scanner.contentStart, scanner.contentEnd));
  }
  return out;
}

export function cdataText(raw: string): string {
  return decodeXmlText(raw.includes("&") ? raw.replace(/&/g, "&amp;") : raw);
}
