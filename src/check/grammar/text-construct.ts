import { attributeOf, type CheckContext, type ElementRule, eaten, type Frame, type Spot } from "../element-rule.ts";
import { safeHtml } from "../html-check.ts";
import { attributeRisks } from "../html-tags.ts";
import { knownNamespace } from "../known-namespaces.ts";
import { isHtmlElement, isSafeDrawing, isSafeDrawingAttribute, isSafeElement } from "../markup-vocabulary.ts";
import { plainText } from "../text-checks.ts";
import { uriAttribute } from "../uri-checks.ts";
import { MEDIA_TYPE } from "../value-checks.ts";
import type { XmlElement } from "../xml-events.ts";
import { optional } from "./leaf.ts";

const XHTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

const escapedInside = plainText("not-inline");
const undeclared = plainText("undeclared-html");

/** RFC 4287 §3.1: `text`, `html` or `xhtml`. */
export const textConstruct: ElementRule = construct(false);
/** RFC 4287 §4.1.3: the same, or any media type, or elsewhere. */
export const atomContent: ElementRule = construct(true);

function construct(content: boolean): ElementRule {
  return {
    content: "any",
    attributes: { type: optional(), src: optional(uriAttribute) },
    open: (frame, context) => openConstruct(frame, context, content),
    child: childOfConstruct,
    characters: charactersOfConstruct,
    close: closeConstruct,
  };
}

function typeOf(frame: Frame): string {
  return attributeOf(frame, "type")?.value ?? (attributeOf(frame, "src") ? "" : "text");
}

function isXml(type: string): boolean {
  return type.endsWith("+xml") || type.endsWith("/xml");
}

function openConstruct(frame: Frame, context: CheckContext, content: boolean): void {
  const src = attributeOf(frame, "src");
  const type = typeOf(frame);
  const report = (rule: Parameters<CheckContext["report"]>[0], detail: Record<string, string> = {}): void =>
    context.report(rule, frame, { element: frame.name, attribute: "type", ...detail }, attributeOf(frame, "type")?.offset);
  if (!src && context.format === "rss" && frame.name !== "atom:summary") report("duplicate-description");
  if (attributeOf(frame, "type")?.value === "") report("blank-attribute");
  if (!content && type.includes("/")) report("invalid-text-type", { value: type });
  if (content && type === "multipart/alternative") report("invalid-media-type", { value: type });
  if (src && !attributeOf(frame, "type")) report("missing-type", {});
  if (!(["text", "html", "xhtml"].includes(type) && !src) && type !== "" && !MEDIA_TYPE.test(type))
    report("invalid-media-type", { value: type });
  if (frame.language === undefined) context.report("missing-language", frame, { parent: frame.name, element: "xml:lang" });
  frame.notes.set("mixed", src !== undefined);
}

function childOfConstruct(frame: Frame, name: string, element: XmlElement, context: CheckContext): ElementRule {
  const type = typeOf(frame);
  const div = element.namespace === XHTML && element.local === "div";
  const report = (rule: Parameters<CheckContext["report"]>[0], detail: Record<string, string> = {}): void =>
    context.report(rule, frame, { element: frame.name, ...detail }, element.offset);
  if (type !== "xhtml" && !isXml(type)) report("undefined-element", { parent: frame.name, element: name });
  if (type === "xhtml") {
    if (!div && frame.text.trim() === "") {
      report("missing-xhtml-div");
      if (element.local === "div") report("not-html", { problem: `div is in the namespace ${element.namespace || "of nothing"}` });
    } else if (element.namespace !== XHTML)
      report("not-html", { problem: `${name} is in the namespace ${element.namespace || "of nothing"}` });
  }
  if (type === "application/xhtml+xml") {
    if (element.local !== "html") report("html-fragment", { type });
    else if (element.namespace !== XHTML) report("not-html", { problem: `html is in the namespace ${element.namespace || "of nothing"}` });
  }
  if (attributeOf(frame, "mode")?.value === "escaped") report("not-escaped");
  frame.notes.set("mixed", true);
  return div ? xhtmlDiv : eaten;
}

function charactersOfConstruct(frame: Frame, text: string, context: CheckContext): void {
  const blank = !/[^ \t\r\n]/.test(text);
  if (typeOf(frame) === "xhtml" && !blank && frame.text.trim() === "") context.report("missing-xhtml-div", frame, { element: frame.name });
  if (!blank && frame.notes.get("mixed") === true) context.report("unexpected-text", frame, { element: frame.name });
  frame.text += text;
}

function closeConstruct(frame: Frame, context: CheckContext): void {
  const src = attributeOf(frame, "src") !== undefined;
  const type = typeOf(frame);
  const spot: Spot = {
    frame,
    context,
    raw: frame.text,
    report: (rule, detail) => context.report(rule, frame, { element: frame.name, ...detail }),
  };
  if (type === "text") undeclared(frame.text, spot);
  else if (type === "xhtml") escapedInside(frame.text, spot);
  else closeOther(frame, type, src, spot);
  if (frame.text === "" && frame.children.size === 0 && !src) spot.report("blank-element");
}

function closeOther(frame: Frame, type: string, src: boolean, spot: Spot): void {
  let value = frame.text;
  if (type.includes("/") && !isXml(type) && !type.startsWith("text/")) {
    const digits = value.replace(/\s+/g, "");
    if (!/^[A-Za-z\d+/]*={0,2}$/.test(digits) || digits.length % 4 !== 0) spot.report("not-base64");
    else value = atob(digits);
  }
  if (type === "html" || type.endsWith("/html")) {
    safeHtml(value, spot);
    if (type.endsWith("/html") && !src && !value.includes("<html")) spot.report("html-fragment", { type });
  } else if (!src || value !== "") undeclared(value, spot);
}

/** Inside XHTML: every element of HTML, SVG or MathML, safe, and in a namespace. Text without markup counts as the construct's own. */
const xhtmlDiv: ElementRule = {
  content: "any",
  attributes: "any",
  child: childOfXhtml,
  characters(frame, text) {
    frame.text += text;
  },
  close(frame) {
    if (frame.children.size > 0 || !frame.parent) return;
    frame.parent.text += frame.text;
    if (frame.hexReference) frame.parent.hexReference = true;
  },
};

function childOfXhtml(frame: Frame, name: string, element: XmlElement, context: CheckContext): ElementRule {
  const report = (rule: Parameters<CheckContext["report"]>[0], detail: Record<string, string>): void =>
    context.report(rule, frame, { element: constructOf(frame), ...detail }, element.offset);
  const { namespace, local, attributes } = element;
  if (namespace === "") {
    if (!element.name.includes(":")) report("missing-namespace", { element: local });
  } else if (namespace === XHTML) {
    if (!isHtmlElement(local)) report("not-html", { problem: `<${local}> is no element of HTML` });
    else if (!isSafeElement(local)) report("unsafe-html", { value: `<${local}>` });
    if (attributes.length > 0) {
      const own = attributes.filter((attribute) => attribute.namespace === "").map(({ local, value }) => [local, value] as const);
      for (const { rule, value } of attributeRisks(own)) report(rule, { value });
    }
  } else if (namespace === SVG || namespace === MATHML) {
    if (!isSafeDrawing(local)) report("unsafe-html", { value: `<${local}>` });
    for (const attribute of attributes)
      if (attribute.namespace === "" && !isSafeDrawingAttribute(attribute.local)) report("unsafe-attribute", { value: attribute.name });
  } else if (knownNamespace(namespace)) {
    if (frame.element.local !== "metadata") report("undefined-element", { parent: frame.name, element: name });
    return eaten;
  }
  return xhtmlDiv;
}

function constructOf(frame: Frame): string {
  let at: Frame | undefined = frame.told;
  while (at && at.rule === xhtmlDiv) at = at.parent;
  return at?.name ?? frame.name;
}
