import { type AnyNode, Comment, Element, Text } from "domhandler";
import type { BodyCut } from "./body-clean.ts";
import { embedLink, isLazyPicture, neighbour, realMedia } from "./body-media.ts";
import type { Outline } from "./outline.ts";

const words = (list: string) => new Set(list.split(" "));
const VOID = words("area base br col embed hr img input link meta source track wbr");
const SKIPPED = words("script style template link meta base title head button input select textarea label noscript dialog");
/** Elements that show something without text. */
const SHOWN = words("img video audio iframe embed object svg math picture canvas hr br td th tr table source track map area");

/** The HTML of a body without what was cut, lazy pictures made real, frames as links to what they show. The tree stays as it is; recursion is bounded by its depth. */
export function bodyHtml(outline: Outline, cut: BodyCut): string {
  const root = outline.elements[cut.element] as Element;
  const start = outline.pieceFrom[cut.element] as number;
  const end = outline.pieceTo[cut.element] as number;
  // Text nodes outside the range that stays.
  const hidden = new Set<Text>();
  for (let i = start; i < end; i++) if (i < cut.from || i >= cut.to) hidden.add((outline.pieces[i] as Outline["pieces"][number]).node);
  return serializeAll(root.children, cut.dropped, hidden, false).trim();
}

function serializeAll(nodes: readonly AnyNode[], dropped: ReadonlySet<Element>, hidden: ReadonlySet<Text>, raw: boolean): string {
  let out = "";
  for (const node of nodes) {
    if (node instanceof Text) {
      if (!hidden.has(node)) out += escapeText(node.data);
    } else if (node instanceof Element) out += serialize(node, dropped, hidden, raw);
    else if (node instanceof Comment) continue;
  }
  return out;
}

function serialize(element: Element, dropped: ReadonlySet<Element>, hidden: ReadonlySet<Text>, raw: boolean): string {
  if (dropped.has(element)) return "";
  let { name, attribs } = element;
  if (name === "noscript") return noscriptTwin(element, dropped, hidden);
  if (SKIPPED.has(name) && !raw) return "";
  const real = realMedia(element);
  if (real === null) return "";
  if (real) ({ name, attribs } = real);
  if (name === "iframe" || name === "embed") {
    const link = embedLink(attribs);
    return link ? `<a href="${escapeAttribute(link.href)}">${escapeText(link.text)}</a>` : "";
  }
  if (name === "svg" || name === "math") raw = true;
  let tag = `<${name}`;
  for (const key of Object.keys(attribs)) tag += ` ${key}="${escapeAttribute(attribs[key] as string)}"`;
  if (VOID.has(name)) return `${tag}>`;
  const inner = serializeAll(element.children, dropped, hidden, raw);
  if (!raw && !SHOWN.has(name) && inner.trim() === "" && (element.children.length > 0 || name !== "a" || !(attribs.id ?? attribs.name))) {
    // What is left empty by cuts goes; an anchor to jump to stays.
    return attribs.id !== undefined && name === "a" ? `${tag}></${name}>` : inner === "" ? "" : " ";
  }
  return `${tag}>${inner}</${name}>`;
}

/** A `<noscript>` holds the real picture of the lazy one beside it, which is made real itself, or the only one. */
function noscriptTwin(element: Element, dropped: ReadonlySet<Element>, hidden: ReadonlySet<Text>): string {
  const before = neighbour(element, "prev");
  const after = neighbour(element, "next");
  if ((before !== undefined && holdsMedia(before)) || (after !== undefined && isLazyPicture(after))) return "";
  return element.children.some((child) => child instanceof Element && holdsMedia(child))
    ? serializeAll(element.children, dropped, hidden, false)
    : "";
}

function holdsMedia(element: Element): boolean {
  if (/^(?:img|picture|iframe|video|audio|amp-img)$/.test(element.name)) return true;
  return element.children.some((child) => child instanceof Element && holdsMedia(child));
}

function escapeText(text: string): string {
  return /[&<>]/.test(text) ? text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : text;
}

function escapeAttribute(value: string): string {
  return /[&"]/.test(value) ? value.replace(/&/g, "&amp;").replace(/"/g, "&quot;") : value;
}
