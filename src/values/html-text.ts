import { decodeEntities } from "./entities.ts";
import { ELEMENTS } from "./html-rules.ts";
import { declarationEnd, isLetter, isSpace, rawTextEnd, tagEnd } from "./html-tokens.ts";

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
  const { length } = html;
  while (pos < length) {
    let lt = html.indexOf("<", pos);
    // What begins no tag is text (HTML §13.2.5.6).
    let code = 0;
    for (; lt >= 0; lt = html.indexOf("<", lt + 1)) {
      code = html.charCodeAt(lt + 1);
      if (isLetter(code) || code === 47 || code === 33 || code === 63) break;
    }
    const textEnd = lt < 0 ? length : lt;
    if (textEnd === pos + 1 && isSpace(html.charCodeAt(pos))) spaceDue = true;
    else if (textEnd > pos) {
      // Searches pass a text many times faster than a walk over its characters.
      let text = html.slice(pos, textEnd);
      if (UNTIDY.test(text)) text = text.replace(BLANKS, " ");
      if (text === " ") spaceDue = true;
      else {
        const start = text.charCodeAt(0) === 32 ? 1 : 0;
        const isSpaced = text.charCodeAt(text.length - 1) === 32;
        if (breakDue) {
          if (out !== "") out += "\n";
        } else if ((spaceDue || start > 0) && out !== "") out += " ";
        out += decodeEntities(start > 0 || isSpaced ? text.slice(start, isSpaced ? -1 : undefined) : text);
        breakDue = false;
        spaceDue = isSpaced;
      }
    }
    if (lt < 0) break;
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
    const rule = ELEMENTS.at(html, closing ? lt + 2 : lt + 1);
    const nameEnd = ELEMENTS.end;
    const end = html.charCodeAt(nameEnd) === 62 ? nameEnd + 1 : tagEnd(html, nameEnd);
    if (end < 0) break;
    pos = end;
    if (rule.inText === "line") breakDue = true;
    else if (rule.inText === "nothing" && !closing && html.charCodeAt(end - 2) !== 47) {
      const { name } = rule;
      const raw = noRawEnd?.has(name) === true ? undefined : rawTextEnd(html, end, name);
      if (raw !== undefined) pos = raw.end;
      else {
        if (name === "script" || name === "style") break; // They hold all that follows.
        noRawEnd ??= new Set();
        noRawEnd.add(name);
      }
    }
  }
  return out;
}

const UNTIDY = /[\t\n\r\f]| {2}/;
/** White space but for single spaces: those are most of it. */
const BLANKS = /[\t\n\r\f][ \t\n\r\f]*| [ \t\n\r\f]+/g;
