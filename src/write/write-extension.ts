import type { Extension } from "../model/extension.ts";
import { sanitizeHtml } from "../values/html.ts";
import { isScript } from "../values/url.ts";
import type { Scope } from "./namespaces.ts";
import { NAMESPACES } from "./namespaces.ts";
import { escapeAttribute, escapeText } from "./write-xml.ts";

const NAME =
  /^[A-Za-z_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff][\w.\-\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff]*$/;
/** Prefixes of attributes that are met without their declaration, which an `Extension` does not keep. */
const ATTRIBUTE_PREFIX: ReadonlyMap<string, string> = new Map([
  ["xlink", "http://www.w3.org/1999/xlink"],
  ["xsi", "http://www.w3.org/2001/XMLSchema-instance"],
  ["gd", "http://schemas.google.com/g/2005"],
  ...Object.entries(NAMESPACES),
]);

const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const OWN: ReadonlyMap<string, keyof typeof NAMESPACES> = new Map(
  Object.entries(NAMESPACES).map(([prefix, uri]) => [uri, prefix as keyof typeof NAMESPACES]),
);

/**
 * Namespaces that no extension may be of. A browser that opens the feed runs what is XHTML, SVG or MathML in it, by whatever prefix;
 * and what Atom and the content module say of a post is said from its fields, which are cleaned: a second body would be the one that is shown.
 */
const NOT_FOREIGN: ReadonlySet<string> = new Set([
  NAMESPACES.xhtml,
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1998/Math/MathML",
  NAMESPACES.atom,
  "http://purl.org/atom/ns#",
  NAMESPACES.content,
]);

/**
 * A foreign element as it was read. Its namespace is declared on it, unless it is declared above; elements of no namespace are
 * left out, for neither RSS 2.0 nor Atom has a place for foreign ones. What could run in a reader goes.
 */
export function writeExtension(indent: string, extension: Extension, scope: Scope): string {
  const out: string[] = [];
  // A stack of our own, because the depth is the document's to choose.
  const stack: (string | { readonly extension: Extension; readonly inherited: string; readonly depth: number })[] = [
    { extension, inherited: "", depth: 0 },
  ];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next === "string") {
      out.push(next);
      continue;
    }
    const { extension: item, inherited, depth } = next;
    if (!NAME.test(item.name) || (item.namespace === undefined && depth === 0) || item.json !== undefined) continue;
    if (item.namespace !== undefined && NOT_FOREIGN.has(item.namespace)) continue;
    // A graph of RDF means nothing outside RDF, and no validator of RSS 2.0 or Atom takes one.
    if (item.children.some((child) => child.namespace === RDF)) continue;
    const own = item.namespace === undefined ? undefined : OWN.get(item.namespace);
    let declared = "";
    let prefix: string;
    if (item.namespace === undefined) prefix = "";
    else if (own !== undefined) prefix = scope.use(own);
    else {
      const wish =
        item.prefix !== undefined && NAME.test(item.prefix) && !/^xml/i.test(item.prefix) && !scope.has(item.prefix) ? item.prefix : "x";
      prefix = `${wish}:`;
      const declaration = ` xmlns:${wish}="${escapeAttribute(item.namespace)}"`;
      if (declaration !== inherited) declared = declaration;
    }
    const name = `${prefix}${item.name}`;
    const start = `${depth === 0 ? indent : ""}<${name}${declared}${writeAttributes(item.attributes, prefix, declared)}`;
    const end = depth === 0 ? "\n" : "";
    const resource =
      item.text === undefined && item.children.length === 0 ? item.attributes.find(([key]) => key === "rdf:resource")?.[1] : undefined;
    const text = escapeText(harmless(item.text ?? resource ?? ""));
    if (item.children.length === 0) {
      out.push(text === "" ? `${start}/>${end}` : `${start}>${text}</${name}>${end}`);
      continue;
    }
    out.push(`${start}>${text}`);
    stack.push(`</${name}>${end}`);
    const passed = declared === "" ? inherited : declared;
    for (let i = item.children.length - 1; i >= 0; i--) {
      const child = item.children[i];
      if (child !== undefined) stack.push({ extension: child, inherited: passed, depth: depth + 1 });
    }
  }
  return out.join("");
}

/** A text of which nobody knows whether its readers take it for HTML, or for an address. */
function harmless(text: string): string {
  if (isScript(text)) return "";
  return /<[a-z!?/]/i.test(text) ? sanitizeHtml(text) : text;
}

function writeAttributes(attributes: Extension["attributes"], prefix: string, declared: string): string {
  let out = "";
  const seen = new Set<string>(declared === "" ? [] : [`xmlns:${prefix.slice(0, -1)}`]);
  for (const [name, value] of attributes) {
    const colon = name.indexOf(":");
    const local = name.slice(colon + 1);
    const space = colon === -1 ? "" : name.slice(0, colon);
    if (space === "rdf" || name === "xmlns" || space === "xmlns" || !NAME.test(local) || seen.has(name) || isScript(value)) continue;
    if (space !== "" && space !== "xml" && `${space}:` !== prefix) {
      const uri = ATTRIBUTE_PREFIX.get(space);
      if (uri === undefined) continue;
      if (!seen.has(`xmlns:${space}`)) {
        out += ` xmlns:${space}="${uri}"`;
        seen.add(`xmlns:${space}`);
      }
    }
    seen.add(name);
    out += ` ${name}="${escapeAttribute(value)}"`;
  }
  return out;
}
