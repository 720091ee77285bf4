import { decodeEntities } from "../values/entities.ts";
import { ENDS_PARAGRAPH, IMPLIED_END, VOID_ELEMENTS } from "../values/html-vocabulary.ts";
import type { Spot, ValueCheck } from "./element-rule.ts";
import { isHtmlElement, isSafeElement } from "./markup-vocabulary.ts";
import { unsafeStyle } from "./style-check.ts";

/** One tag of HTML as written. */
interface Tag {
  readonly name: string;
  readonly end: boolean;
  readonly selfClosing: boolean;
  readonly attributes: readonly (readonly [name: string, value: string])[];
}

const RAW_TEXT = new Set(["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext"]);
/** Their end tags may be left out (HTML §13.1.2.4). */
const OPTIONAL_END = new Set(
  "p li dt dd option optgroup tr td th thead tbody tfoot caption colgroup rt rp rb rtc html head body".split(" "),
);

/** HTML that was escaped: what readers will remove from it, and whether it is HTML at all. */
export const safeHtml: ValueCheck = (value, spot) => {
  const problems = new Map<string, string>();
  const complain = (problem: string): void => {
    if (problems.size < 3) problems.set(problem, problem);
  };
  const open: string[] = [];
  let foreign = 0;
  for (const tag of readTags(value, complain)) {
    if (tag.name === "svg" || tag.name === "math") foreign += tag.end ? -1 : tag.selfClosing ? 0 : 1;
    else if (foreign <= 0) {
      if (!isHtmlElement(tag.name)) {
        if (!tag.end) complain(`<${tag.name}> is no element of HTML`);
      } else if (!tag.end && !isSafeElement(tag.name)) spot.report("unsafe-html", { value: `<${tag.name}>` });
      if (isHtmlElement(tag.name)) balance(tag, open, complain);
    }
    if (!tag.end && (foreign > 0 || isSafeElement(tag.name))) checkAttributes(tag.attributes, spot);
  }
  const left = open.find((name) => !OPTIONAL_END.has(name));
  if (left !== undefined) complain(`<${left}> is not closed`);
  for (const problem of problems.values()) spot.report("not-html", { problem });
};

/** Event handlers and styles. */
export function checkAttributes(attributes: Iterable<readonly [name: string, value: string]>, spot: Pick<Spot, "report">): void {
  for (const [name, value] of attributes) {
    const lower = name.toLowerCase();
    if (lower === "style") for (const part of unsafeStyle(value)) spot.report("unsafe-style", { value: part });
    else if (lower.startsWith("on")) spot.report("unsafe-attribute", { value: name });
  }
}

/** RSS descriptions have no base: addresses in them should be full. */
export const fullReferences: ValueCheck = (value, spot) => {
  for (const tag of readTags(value, () => {})) {
    const wanted = tag.name === "a" ? "href" : tag.name === "img" ? "src" : undefined;
    const found = tag.end || wanted === undefined ? undefined : tag.attributes.find(([name]) => name === wanted)?.[1];
    if (found === undefined) continue;
    const address = decodeEntities(found).trim();
    if (/^\w+:/.test(address)) continue;
    const character = [...address].find((each) => each < "\u0080" && !/[\w;/?:@&=+$.\-!~*'()%,#]/.test(each));
    if (character !== undefined) spot.report("invalid-uri-character", { value: address, character });
    else spot.report("relative-reference", { value: address });
  }
};

/** Follows which elements are open; end tags that may be left out are not missed. Linear: a stray end tag looks back a bounded way. */
function balance(tag: Tag, open: string[], complain: (problem: string) => void): void {
  const { name } = tag;
  if (VOID_ELEMENTS.has(name)) {
    if (tag.end) complain(`</${name}> closes nothing`);
    return;
  }
  if (!tag.end) {
    if (tag.selfClosing) complain(`<${name}/> is not empty in HTML`);
    const ends = IMPLIED_END.get(name)?.ends;
    while (ends && (open.at(-1) === "p" || ends.has(open.at(-1) ?? ""))) open.pop();
    if (ENDS_PARAGRAPH.has(name) && open.at(-1) === "p") open.pop();
    open.push(name);
    return;
  }
  let at = open.length - 1;
  while (at >= 0 && at > open.length - 12 && OPTIONAL_END.has(open[at] ?? "") && open[at] !== name) at--;
  if (open[at] === name) open.length = at;
  else if (name === "p") {
    // HTML makes an empty paragraph of a stray </p>: harmless, but an error.
    complain("</p> closes nothing");
  } else {
    const depth = open.lastIndexOf(name, open.length - 1);
    complain(depth >= 0 && depth > open.length - 50 ? `</${name}> where <${open.at(-1)}> should be closed` : `</${name}> closes nothing`);
    if (depth >= 0 && depth > open.length - 50) open.length = depth;
  }
}

/** The tags of a piece of HTML, in order. */
function* readTags(html: string, complain: (problem: string) => void): Generator<Tag> {
  let at = html.indexOf("<");
  let lower: string | undefined;
  while (at >= 0) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 4);
      if (end < 0) {
        complain("a comment without end");
        return;
      }
      at = html.indexOf("<", end + 3);
      continue;
    }
    const next = html[at + 1] ?? "";
    if (next === "!" || next === "?") {
      if (!/^<!(?:\[CDATA\[|doctype)/i.test(html.slice(at, at + 10))) complain(`${html.slice(at, at + 12)} is no HTML`);
      const end = html.indexOf(">", at);
      if (end < 0) return;
      at = html.indexOf("<", end);
      continue;
    }
    const end = next === "/";
    TAG_NAME.lastIndex = at + (end ? 2 : 1);
    const name = TAG_NAME.exec(html)?.[0].toLowerCase();
    if (name === undefined) {
      complain("< that begins no tag");
      at = html.indexOf("<", at + 1);
      continue;
    }
    const attributes: [string, string][] = [];
    const after = readAttributes(html, TAG_NAME.lastIndex, attributes, complain);
    if (after < 0) {
      complain(`<${name} has no end`);
      return;
    }
    yield { name, end, selfClosing: html[after - 2] === "/", attributes };
    at = after;
    if (!end && RAW_TEXT.has(name)) {
      lower ??= html.toLowerCase();
      const close = lower.indexOf(`</${name}`, at);
      if (close < 0) return;
      at = close;
    } else at = html.indexOf("<", at);
  }
}

const TAG_NAME = /[a-z][^\s/>]*/iy;
const ATTRIBUTE = /[\s/]*(?:([^\s/>=][^\s/>=]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*)))?|=)/y;

/** Reads attributes from `from`; gives the offset behind `>`, or -1 where the tag has no end. */
function readAttributes(html: string, from: number, into: [string, string][], complain: (problem: string) => void): number {
  let at = from;
  for (;;) {
    GAP.lastIndex = at;
    GAP.exec(html);
    if (html[GAP.lastIndex] === ">") return GAP.lastIndex + 1;
    if (GAP.lastIndex >= html.length) return -1;
    ATTRIBUTE.lastIndex = at;
    const match = ATTRIBUTE.exec(html);
    if (!match) return -1;
    if (match[1] === undefined) complain("= without an attribute");
    else {
      const name = match[1].toLowerCase();
      if (/["'<]/.test(name)) complain(`a malformed attribute: ${name.slice(0, 30)}`);
      if (into.length < 100 && into.some(([other]) => other === name)) complain(`the attribute ${name} stands twice`);
      into.push([name, decodeEntities(match[2] ?? match[3] ?? match[4] ?? "")]);
    }
    at = ATTRIBUTE.lastIndex;
  }
}

const GAP = /[\s/]*/y;
