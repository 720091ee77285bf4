import { decodeEntities } from "../values/entities.ts";
import { VOID_ELEMENTS } from "../values/html-vocabulary.ts";
import { isHtmlElement, isSafeElement } from "./markup-vocabulary.ts";
import { unsafeStyle } from "./style-check.ts";

/** One tag of HTML, with all that the checks ask about it. */
export interface HtmlTag {
  /** In small letters. */
  readonly name: string;
  readonly end: boolean;
  readonly selfClosing: boolean;
  /** HTML has or had an element of this name. */
  readonly known: boolean;
  /** Readers keep the element. */
  readonly safe: boolean;
  readonly empty: boolean;
  /** What readers take out of its attributes. */
  readonly risks: readonly AttributeRisk[];
  /** The address of a link or a picture. */
  readonly address: string | undefined;
  /** What is wrong with the tag itself. */
  readonly problems: readonly string[];
}

export interface AttributeRisk {
  readonly rule: "unsafe-style" | "unsafe-attribute";
  readonly value: string;
}

/** What a run over HTML tells. */
export interface HtmlListener {
  tag(tag: HtmlTag): void;
  problem(problem: string): void;
}

/** Tags that were met in a document: markup repeats itself, and most tags need not be read again. */
export type TagCache = Map<string, HtmlTag>;

/** Beyond this the cache is emptied: tags with addresses in them come once. */
const CACHED_TAGS = 4000;
/** Longer tags come once as a rule. In characters. */
const LONGEST_CACHED = 200;

const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]);
const TAG_NAME = /[a-z][^\s/>]*/iy;
const GAP = /[\s/]*/y;
const ATTRIBUTE = /([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?|=/y;
const NOTHING: readonly never[] = [];

/** Tells the tags of a piece of HTML, in order. Linear. */
export function readHtml(html: string, cache: TagCache, listener: HtmlListener): void {
  let at = html.indexOf("<");
  /** The next `>`; one may be the next for many a `<`. */
  let close = 0;
  let lower: string | undefined;
  while (at >= 0) {
    const next = html.charCodeAt(at + 1);
    if (next === 33 || next === 63) {
      at = skipDeclaration(html, at, listener);
      continue;
    }
    if (close >= 0 && close < at) close = html.indexOf(">", at);
    // A tag that was met, if its first `>` is its end: only such are kept.
    const raw = close >= 0 && close - at < LONGEST_CACHED ? html.slice(at, close + 1) : undefined;
    let tag = raw === undefined ? undefined : cache.get(raw);
    let after = close + 1;
    if (tag === undefined) {
      const end = next === 47;
      TAG_NAME.lastIndex = at + (end ? 2 : 1);
      const name = TAG_NAME.exec(html)?.[0].toLowerCase();
      if (name === undefined) {
        listener.problem("< that begins no tag");
        at = html.indexOf("<", at + 1);
        continue;
      }
      const attributes: [string, string][] = [];
      const problems: string[] = [];
      after = readAttributes(html, TAG_NAME.lastIndex, attributes, problems);
      if (after < 0) {
        for (const problem of problems) listener.problem(problem);
        listener.problem(`<${name} has no end`);
        return;
      }
      tag = factsOf(name, end, html.charCodeAt(after - 2) === 47, attributes, problems);
      if (raw !== undefined && after === close + 1) {
        if (cache.size >= CACHED_TAGS) cache.clear();
        cache.set(raw, tag);
      }
    }
    listener.tag(tag);
    at = after;
    if (!tag.end && RAW_TEXT.has(tag.name)) {
      lower ??= html.toLowerCase();
      at = lower.indexOf(`</${tag.name}`, at);
    } else at = html.indexOf("<", at);
  }
}

/** A comment, a DOCTYPE, or what takes itself for one: gives where the next `<` is, or -1. */
function skipDeclaration(html: string, at: number, listener: HtmlListener): number {
  if (html.startsWith("<!--", at)) {
    const end = html.indexOf("-->", at + 4);
    if (end >= 0) return html.indexOf("<", end + 3);
    listener.problem("a comment without end");
    return -1;
  }
  const head = html.slice(at, at + 12);
  if (!/^<!(?:\[CDATA\[|doctype)/i.test(head)) listener.problem(`${head} is no HTML`);
  const end = html.indexOf(">", at);
  return end < 0 ? -1 : html.indexOf("<", end);
}

function factsOf(name: string, end: boolean, selfClosing: boolean, attributes: [string, string][], problems: string[]): HtmlTag {
  const wanted = end ? undefined : name === "a" ? "href" : name === "img" ? "src" : undefined;
  return {
    name,
    end,
    selfClosing,
    known: isHtmlElement(name),
    safe: isSafeElement(name),
    empty: VOID_ELEMENTS.has(name),
    risks: end || attributes.length === 0 ? NOTHING : attributeRisks(attributes),
    address: wanted === undefined ? undefined : attributes.find(([attribute]) => attribute === wanted)?.[1],
    problems,
  };
}

/** Event handlers and styles. */
export function attributeRisks(attributes: Iterable<readonly [name: string, value: string]>): readonly AttributeRisk[] {
  const risks: AttributeRisk[] = [];
  for (const [name, value] of attributes) {
    const lower = name.toLowerCase();
    if (lower === "style") for (const part of unsafeStyle(value)) risks.push({ rule: "unsafe-style", value: part });
    else if (lower.startsWith("on")) risks.push({ rule: "unsafe-attribute", value: name });
  }
  return risks.length === 0 ? NOTHING : risks;
}

/** Reads attributes from `from`; gives the offset behind `>`, or -1 where the tag has no end. */
function readAttributes(html: string, from: number, into: [string, string][], problems: string[]): number {
  const names = new Set<string>();
  let at = from;
  for (;;) {
    if (html.charCodeAt(at) === 62) return at + 1;
    GAP.lastIndex = at;
    GAP.exec(html);
    at = GAP.lastIndex;
    if (html.charCodeAt(at) === 62) return at + 1;
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(html);
    if (!match) return -1;
    if (match[1] === undefined) problems.push("= without an attribute");
    else {
      const name = match[1].toLowerCase();
      if (/["'<]/.test(name)) problems.push(`a malformed attribute: ${name.slice(0, 30)}`);
      if (names.has(name)) problems.push(`the attribute ${name.slice(0, 30)} stands twice`);
      names.add(name);
      into.push([name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? "")]);
    }
    at = ATTRIBUTE.lastIndex;
  }
}
