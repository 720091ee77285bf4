import { characterName } from "./character-name.ts";
import { readDoctype } from "./xml-doctype.ts";

/**
 * A strict walk over an XML document: what a conforming parser would refuse is a fault here, where `read` is lenient.
 * One pass, no tree, linear time.
 */
export interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  /** Namespace URI; `""` for attributes without prefix. */
  readonly namespace: string;
  readonly value: string;
  readonly offset: number;
}

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  readonly attributes: readonly XmlAttribute[];
  /** Namespace declarations on this element: prefix (`""` for the default) and URI. */
  readonly declarations: readonly (readonly [prefix: string, uri: string])[];
  readonly offset: number;
}

export type XmlFault = "not-well-formed" | "unbound-prefix" | "undefined-entity" | "external-dtd";

export interface XmlHandler {
  open(element: XmlElement): void;
  /** Character data with references resolved; `raw` is what stood in the source. */
  text(text: string, offset: number, raw: string): void;
  close(element: XmlElement): void;
  doctype(publicId: string, systemId: string, offset: number): void;
  /** `not-well-formed` ends the walk. */
  fault(fault: XmlFault, detail: Record<string, string>, offset: number): void;
  /** Whether a named entity that the document does not declare may pass. */
  knowsEntity(name: string): boolean;
}

const NAME =
  /[:A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}][-.\w:\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c-\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]*/uy;
/** Whatever of `FORBIDDEN` there is has one of these; looking for a class alone is fast. */
const DOUBTFUL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
/** The names that nearly all elements and attributes have. */
const PLAIN_NAME = /[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?(?=[\s/>=])/y;
const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPACE = /[ \t\r\n]*/y;
const PREDEFINED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";
/** Declared entities may grow the document to this many characters, no further ("billion laughs"). */
const MAX_EXPANSION = 1_000_000;

class Stop extends Error {}

export function walkXml(source: string, handler: XmlHandler): void {
  try {
    new Walk(source, handler).run();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
  }
}

class Walk {
  readonly #source: string;
  readonly #handler: XmlHandler;
  #entities: ReadonlyMap<string, string> = new Map();
  /** Entities that lie in other files: declared, never loaded. */
  #external: ReadonlySet<string> = new Set();
  /** What each prefix is bound to, innermost last. */
  readonly #bindings = new Map<string, string[]>([["xml", [XML_NAMESPACE]]]);
  readonly #open: XmlElement[] = [];
  #at = 0;
  #expanded = 0;
  #firstForbidden = Number.POSITIVE_INFINITY;

  constructor(source: string, handler: XmlHandler) {
    this.#source = source;
    this.#handler = handler;
    const doubtful = source.search(DOUBTFUL);
    if (doubtful < 0) return;
    FORBIDDEN.lastIndex = doubtful;
    this.#firstForbidden = FORBIDDEN.exec(source)?.index ?? Number.POSITIVE_INFINITY;
  }

  run(): void {
    const source = this.#source;
    let rootSeen = false;
    while (this.#at < source.length) {
      const next = source.indexOf("<", this.#at);
      const end = next < 0 ? source.length : next;
      if (end > this.#at) this.#text(this.#at, end);
      if (next < 0) break;
      this.#at = next;
      if (source.startsWith("<!--", next)) this.#comment();
      else if (source.startsWith("<![CDATA[", next)) this.#cdata();
      else if (source.startsWith("<?", next)) this.#instruction();
      else if (source.startsWith("<!DOCTYPE", next) && !rootSeen) this.#doctype();
      else if (source.startsWith("</", next)) this.#endTag();
      else {
        if (rootSeen && this.#open.length === 0) this.#fail("a second root element", next);
        rootSeen = true;
        this.#startTag();
      }
      if (this.#at > this.#firstForbidden) this.#forbidden();
    }
    const left = this.#open.at(-1);
    if (left) this.#fail(`${left.name} is not closed`, source.length);
    if (!rootSeen) this.#fail("no element", 0);
    if (this.#firstForbidden < source.length) this.#forbidden();
  }

  #fail(problem: string, offset: number): never {
    this.#handler.fault("not-well-formed", { problem }, offset);
    throw new Stop();
  }

  #forbidden(): never {
    const at = this.#firstForbidden;
    return this.#fail(`a character that XML forbids, ${characterName(this.#source[at] ?? "")}`, at);
  }

  #text(from: number, to: number): void {
    const raw = this.#source.slice(from, to);
    this.#at = to;
    if (this.#open.length === 0) {
      if (/[^ \t\r\n\ufeff]/.test(raw)) this.#fail("text outside the root element", from + raw.search(/[^ \t\r\n\ufeff]/));
      return;
    }
    if (this.#firstForbidden < to) this.#forbidden();
    const cut = raw.indexOf("]]>");
    if (cut >= 0) this.#fail("]]> in text", from + cut);
    this.#handler.text(this.#resolve(raw, from), from, raw);
  }

  /** Character and entity references become what they stand for. */
  #resolve(raw: string, from: number): string {
    let at = raw.indexOf("&");
    if (at < 0) return raw;
    let out = "";
    let done = 0;
    while (at >= 0) {
      const length = predefinedLength(raw, at);
      if (length > 0) {
        // XML's own five are nearly all that there is where markup was escaped.
        out += raw.slice(done, at) + (length === 4 ? (raw.charCodeAt(at + 1) === 108 ? "<" : ">") : length === 5 ? "&" : '"');
        done = at + length;
        at = raw.indexOf("&", done);
        continue;
      }
      const end = raw.indexOf(";", at);
      const name = end < 0 ? "" : raw.slice(at + 1, end);
      if (!/^(?:#\d{1,8}|#x[\da-fA-F]{1,7}|[\p{L}_:][-.\w:\p{L}\p{N}]{0,100})$/u.test(name))
        this.#fail("& that begins no reference", from + at);
      out += raw.slice(done, at) + this.#reference(name, from + at);
      done = end + 1;
      at = raw.indexOf("&", done);
    }
    return out + raw.slice(done);
  }

  #reference(name: string, offset: number): string {
    if (name.startsWith("#")) {
      const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      const legal =
        code === 9 ||
        code === 10 ||
        code === 13 ||
        (code >= 32 && code < 0xd800) ||
        (code >= 0xe000 && code < 0xfffe) ||
        (code >= 0x10000 && code <= 0x10ffff);
      return legal ? String.fromCodePoint(code) : this.#fail(`a reference to a character that XML forbids: &${name};`, offset);
    }
    const predefined = Object.hasOwn(PREDEFINED, name) ? PREDEFINED[name] : this.#entities.get(name);
    if (predefined === undefined) {
      if (this.#external.has(name)) {
        this.#handler.fault("external-dtd", { name }, offset);
        return "";
      }
      if (!this.#handler.knowsEntity(name)) this.#handler.fault("undefined-entity", { name }, offset);
      return "";
    }
    this.#expanded += predefined.length;
    if (this.#expanded > MAX_EXPANSION + this.#source.length) this.#fail("entities that grow without measure", offset);
    return predefined;
  }

  #comment(): void {
    const end = this.#source.indexOf("--", this.#at + 4);
    if (end < 0 || this.#source[end + 2] !== ">") this.#fail(end < 0 ? "a comment without end" : "-- in a comment", this.#at);
    this.#at = end + 3;
  }

  #cdata(): void {
    const end = this.#source.indexOf("]]>", this.#at);
    if (end < 0 || this.#open.length === 0) this.#fail(end < 0 ? "a CDATA section without end" : "text outside the root element", this.#at);
    const from = this.#at + 9;
    this.#at = end + 3;
    const text = this.#source.slice(from, end);
    if (text) this.#handler.text(text, from, text);
  }

  #instruction(): void {
    const at = this.#at;
    const end = this.#source.indexOf("?>", at);
    if (end < 0) this.#fail("a processing instruction without end", at);
    const target = /^<\?([^\s?]*)/.exec(this.#source.slice(at, Math.min(end, at + 200)))?.[1] ?? "";
    const atStart = at === 0 || (at === 1 && this.#source.startsWith("\ufeff"));
    if (target.toLowerCase() === "xml" && !atStart) this.#fail("an XML declaration that is not at the very start", at);
    if (target === "") this.#fail("a processing instruction without target", at);
    if (
      target === "xml" &&
      !/^<\?xml\s+version\s*=\s*(?:"[^"<]*"|'[^'<]*')(?:\s+encoding\s*=\s*(?:"[A-Za-z][-\w.]*"|'[A-Za-z][-\w.]*'))?(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*$/.test(
        this.#source.slice(at, end),
      )
    )
      this.#fail("a malformed XML declaration", at);
    this.#at = end + 2;
  }

  #doctype(): void {
    const start = this.#at;
    const doctype = readDoctype(this.#source, start);
    if (!doctype) this.#fail("a malformed DOCTYPE", start);
    this.#entities = doctype.entities;
    this.#external = doctype.external;
    this.#handler.doctype(doctype.publicId, doctype.systemId, start);
    this.#at = doctype.end;
  }

  #name(): string {
    PLAIN_NAME.lastIndex = this.#at;
    const plain = PLAIN_NAME.exec(this.#source);
    if (plain) {
      this.#at = PLAIN_NAME.lastIndex;
      return plain[0];
    }
    NAME.lastIndex = this.#at;
    const match = NAME.exec(this.#source);
    if (!match) this.#fail("a malformed tag", this.#at);
    this.#at = NAME.lastIndex;
    return match[0];
  }

  #space(): boolean {
    SPACE.lastIndex = this.#at;
    SPACE.exec(this.#source);
    const moved = SPACE.lastIndex > this.#at;
    this.#at = SPACE.lastIndex;
    return moved;
  }

  #startTag(): void {
    const source = this.#source;
    const offset = this.#at++;
    const name = this.#name();
    const found: { name: string; value: string; offset: number }[] = [];
    const seen = new Set<string>();
    let empty = false;
    for (;;) {
      const spaced = this.#space();
      const char = source[this.#at];
      if (char === ">") break;
      if (char === "/" && source[this.#at + 1] === ">") {
        empty = true;
        this.#at++;
        break;
      }
      if (!spaced) this.#fail(`a malformed tag: ${name}`, this.#at);
      const attribute = this.#attribute();
      if (seen.has(attribute.name)) this.#fail(`the attribute ${attribute.name} stands twice`, attribute.offset);
      seen.add(attribute.name);
      found.push(attribute);
    }
    this.#at++;
    const element = this.#bind(name, found, offset);
    this.#open.push(element);
    this.#handler.open(element);
    if (empty) this.#close(element);
  }

  #attribute(): { name: string; value: string; offset: number } {
    const source = this.#source;
    const offset = this.#at;
    const name = this.#name();
    this.#space();
    if (source[this.#at] !== "=") this.#fail(`the attribute ${name} has no value`, offset);
    this.#at++;
    this.#space();
    const quote = source[this.#at];
    if (quote !== '"' && quote !== "'") this.#fail(`the value of ${name} is not quoted`, this.#at);
    const end = source.indexOf(quote, this.#at + 1);
    if (end < 0) this.#fail(`the value of ${name} has no end`, this.#at);
    const raw = source.slice(this.#at + 1, end);
    if (raw.includes("<")) this.#fail(`< in the value of ${name}`, this.#at + 1 + raw.indexOf("<"));
    const value = this.#resolve(raw.replace(/\r\n|[\t\r\n]/g, " "), this.#at + 1);
    this.#at = end + 1;
    return { name, value, offset };
  }

  #bind(name: string, found: readonly { name: string; value: string; offset: number }[], offset: number): XmlElement {
    const declarations: [string, string][] = [];
    for (const { name: attribute, value } of found) {
      if (attribute !== "xmlns" && !attribute.startsWith("xmlns:")) continue;
      const prefix = attribute === "xmlns" ? "" : attribute.slice(6);
      declarations.push([prefix, value]);
      const stack = this.#bindings.get(prefix);
      if (stack) stack.push(value);
      else this.#bindings.set(prefix, [value]);
    }
    const [namespace, local] = this.#qualify(name, offset, true);
    const attributes: XmlAttribute[] = [];
    const seen = new Set<string>();
    for (const { name: attribute, value, offset: at } of found) {
      if (attribute === "xmlns" || attribute.startsWith("xmlns:")) continue;
      const [uri, tail] = this.#qualify(attribute, at, false);
      if (uri !== "" && seen.has(`${uri} ${tail}`)) this.#fail(`the attribute ${attribute} stands twice`, at);
      seen.add(`${uri} ${tail}`);
      attributes.push({ name: attribute, local: tail, namespace: uri, value, offset: at });
    }
    return { name, local, namespace, attributes, declarations, offset };
  }

  #qualify(name: string, offset: number, element: boolean): [namespace: string, local: string] {
    const colon = name.indexOf(":");
    if (colon < 0) return [element ? (this.#bindings.get("")?.at(-1) ?? "") : "", name];
    const prefix = name.slice(0, colon);
    const uri = this.#bindings.get(prefix)?.at(-1);
    if (uri !== undefined && uri !== "") return [uri, name.slice(colon + 1)];
    this.#handler.fault("unbound-prefix", { name, prefix }, offset);
    return ["", name];
  }

  #endTag(): void {
    const offset = this.#at;
    this.#at += 2;
    const name = this.#name();
    this.#space();
    if (this.#source[this.#at] !== ">") this.#fail(`a malformed end tag: ${name}`, offset);
    this.#at++;
    const element = this.#open.at(-1);
    if (element?.name !== name)
      this.#fail(element ? `</${name}> where ${element.name} should be closed` : `</${name}> closes nothing`, offset);
    this.#close(element);
  }

  #close(element: XmlElement): void {
    this.#open.pop();
    this.#handler.close(element);
    for (const [prefix] of element.declarations) this.#bindings.get(prefix)?.pop();
  }
}

/** How long the reference at `at` is, if it is one of `&lt;` `&gt;` `&amp;` `&quot;`; else 0. */
function predefinedLength(raw: string, at: number): 0 | 4 | 5 | 6 {
  const next = raw.charCodeAt(at + 1);
  if (next === 108 || next === 103) return raw.charCodeAt(at + 2) === 116 && raw.charCodeAt(at + 3) === 59 ? 4 : 0;
  if (next === 97) return raw.startsWith("mp;", at + 2) ? 5 : 0;
  return next === 113 && raw.startsWith("uot;", at + 2) ? 6 : 0;
}
