import type { Extension } from "../../model/extension.ts";
import { decodeXmlText, XmlScanner } from "../../values/xml.ts";
import { cdataText, type FeedElement, localName } from "./element.ts";
import type { Scope } from "./scope.ts";

/** Deeper ones keep their text: what is read must be writable by `JSON.stringify`, which recurses. */
const MAX_DEPTH = 24;

/** A foreign element as it stands, to be written back. */
export function readExtension(element: FeedElement, outer: Scope, depth = 0): Extension {
  const scope = outer.of(element);
  const { uri, prefix } = scope.name(element.name);
  const children = depth < MAX_DEPTH ? element.children.map((child) => readExtension(child, scope, depth + 1)) : [];
  const text = (element.children.length === 0 || depth >= MAX_DEPTH ? element.text() : ownText(element)).trim();
  return {
    name: localName(element.name),
    ...(uri === undefined ? {} : { namespace: uri }),
    ...(prefix === undefined ? {} : { prefix }),
    attributes: element.hasAttributes
      ? element
          .attributes()
          .filter(({ name }) => !name.startsWith("xmlns"))
          .map(({ name, value }) => [name, value] as const)
      : [],
    children,
    ...(text === "" ? {} : { text }),
  };
}

/** The text of an element without that of its children. */
function ownText(element: FeedElement): string {
  let out = "";
  let from = element.innerStart;
  for (const child of element.children) {
    out += textBetween(element, from, child.start);
    const close = element.source.indexOf(">", child.innerEnd === child.innerStart ? child.start : child.innerEnd);
    from = Math.max(child.innerEnd, Math.min(element.innerEnd, close < 0 ? element.innerEnd : close + 1));
  }
  return out + textBetween(element, from, element.innerEnd);
}

function textBetween(element: FeedElement, from: number, to: number): string {
  if (to <= from) return "";
  const raw = element.source.slice(from, to);
  if (!raw.includes("<")) return decodeXmlText(raw);
  const scanner = new XmlScanner(element.source, { from, to });
  let out = "";
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "text") out += decodeXmlText(element.source.slice(scanner.contentStart, scanner.contentEnd));
    else if (token === "cdata") out += cdataText(element.source.slice(scanner.contentStart, scanner.contentEnd));
  }
  return out;
}
