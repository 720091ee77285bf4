import { decodeEntities } from "./entities.ts";
import { declarationEnd, isLetter, rawTextEnd, tagEnd, tagNameEnd } from "./html-tokens.ts";
import { BLOCK_ELEMENTS } from "./html-vocabulary.ts";

const SILENT = new Set(["script", "style", "noscript", "template", "title", "applet"]);

const INLINE = 0;
const BLOCK = 1;
const SILENCE = 2;
/** Raw tag names, as written, to what they do; filled as they are met. */
const KINDS = new Map<string, number>([["br", BLOCK]]);

function kindOf(name: string): number {
  let kind = KINDS.get(name);
  if (kind === undefined) {
    const lower = name.toLowerCase();
    kind = SILENT.has(lower) ? SILENCE : lower === "br" || BLOCK_ELEMENTS.has(lower) ? BLOCK : INLINE;
    if (KINDS.size < 2048 && name.length < 32) KINDS.set(name, kind);
  }
  return kind;
}

const UNTIDY = /[\t\n\r\f]| {2}/;

/**
 * Plain text of HTML: blocks on lines of their own, white space collapsed as a browser shows it, references decoded,
 * no markup, no script. Linear in the input, no tree.
 */
export function htmlToText(html: string): string {
  let out = "";
  let pos = 0;
  let breakDue = false;
  let spaceDue = false;
  let unended = false;
  let noRawEnd: Set<string> | undefined;
  const length = html.length;
  while (pos < length) {
    let lt = html.indexOf("<", pos);
    // What begins no tag is text (HTML §13.2.5.6).
    while (lt >= 0) {
      const next = html.charCodeAt(lt + 1);
      if (isLetter(next) || next === 47 || next === 33 || next === 63) break;
      lt = html.indexOf("<", lt + 1);
    }
    const textEnd = lt < 0 ? length : lt;
    if (textEnd > pos) {
      let text = html.slice(pos, textEnd);
      if (UNTIDY.test(text)) text = text.replace(/[ \t\n\r\f]+/g, " ");
      if (text === " ") spaceDue = true;
      else {
        let start = 0;
        let end = text.length;
        if (text.charCodeAt(0) === 32) {
          spaceDue = true;
          start = 1;
        }
        const trailing = text.charCodeAt(end - 1) === 32;
        if (trailing) end--;
        if (breakDue) {
          if (out !== "") out += "\n";
        } else if (spaceDue && out !== "") out += " ";
        out += decodeEntities(start === 0 && end === text.length ? text : text.slice(start, end));
        breakDue = false;
        spaceDue = trailing;
      }
    }
    if (lt < 0) break;
    const code = html.charCodeAt(lt + 1);
    if (code === 33 || code === 63) {
      const end = unended ? -1 : html.startsWith("<![CDATA[", lt) ? lt + 9 : declarationEnd(html, lt);
      if (end < 0) {
        // An unended comment holds all that follows; an unended declaration only itself.
        if (html.startsWith("<!--", lt)) break;
        unended = true;
      }
      pos = end < 0 ? lt + 2 : end;
      continue;
    }
    const closing = code === 47;
    const nameStart = closing ? lt + 2 : lt + 1;
    const nameEnd = tagNameEnd(html, nameStart);
    const name = html.slice(nameStart, nameEnd);
    const kind = kindOf(name);
    const end = html.charCodeAt(nameEnd) === 62 ? nameEnd + 1 : tagEnd(html, nameEnd);
    if (end < 0) break;
    pos = end;
    if (kind === BLOCK) breakDue = true;
    else if (kind === SILENCE && !closing && html.charCodeAt(end - 2) !== 47) {
      const raw = noRawEnd?.has(name) === true ? undefined : rawTextEnd(html, end, name.toLowerCase());
      if (raw === undefined) {
        noRawEnd ??= new Set();
        noRawEnd.add(name);
        if (name.length === 6 || name.length === 5) break; // script and style hold all that follows
      } else pos = raw.end;
    }
  }
  return out;
}
