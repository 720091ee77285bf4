import { decodeEntities } from "../values/entities.ts";
import { rssElement, SPECIFICATIONS } from "./clauses.ts";
import { type AttributeRule, type CheckContext, type ElementRule, eaten, Frame, type Spot, type ValueCheck } from "./element-rule.ts";
import { rdfBelow } from "./grammar/rdf.ts";
import { chooseRoot, questionable } from "./grammar/root.ts";
import { knownNamespace, nearNamespace } from "./known-namespaces.ts";
import { checkDeclarations } from "./namespace-check.ts";
import type { RuleName } from "./rules.ts";
import { iri } from "./uri-checks.ts";
import { isLanguage } from "./value-checks.ts";
import { walkXml, type XmlAttribute, type XmlElement, type XmlFault, type XmlHandler } from "./xml-events.ts";

const XML = "http://www.w3.org/XML/1998/namespace";
/** C1 controls and the replacement character come of bytes read in the wrong encoding; so do UTF-8's bytes read as Latin letters. */
const GARBLED = /[\u0080-\u009f\ufffd]|[\u00c2\u00c3][\u0080-\u00bf]/;

/** Walks an XML document with the grammar's rules. */
export function checkXml(source: string, context: CheckContext): void {
  walkXml(source, new XmlCheck(context));
}

class XmlCheck implements XmlHandler {
  readonly #context: CheckContext;
  #top: Frame | undefined;
  /** The namespace whose names need no prefix: that of the format. */
  #home = "";

  constructor(context: CheckContext) {
    this.#context = context;
  }

  fault(fault: XmlFault, detail: Record<string, string>, offset: number): void {
    this.#context.report(fault, this.#top, detail, offset);
  }

  knowsEntity(name: string): boolean {
    return this.#context.knownDoctype && decodeEntities(`&${name};`) !== `&${name};`;
  }

  doctype(publicId: string, systemId: string, offset: number): void {
    const context = this.#context;
    if (
      publicId === "-//Netscape Communications//DTD RSS 0.91//EN" &&
      /^http:\/\/(?:my\.netscape\.com\/publish\/formats|www\.rssboard\.org)\/rss-0\.91\.dtd$/.test(systemId)
    ) {
      context.knownDoctype = true;
      if (systemId.includes("netscape")) context.report("deprecated-dtd", undefined, {}, offset);
    } else if (publicId !== "" || systemId !== "") context.report("external-dtd", undefined, {}, offset);
  }

  open(element: XmlElement): void {
    const context = this.#context;
    const parent = this.#top;
    if (element.declarations.length > 0) checkDeclarations(element, parent, context);
    let name: string;
    let rule: ElementRule;
    if (!parent) {
      const root = chooseRoot(element, context);
      this.#home = root.home;
      name = this.#nameOf(element);
      rule = root.rule;
    } else {
      name = this.#nameOf(element);
      rule = this.#ruleFor(name, element, parent);
    }
    const siblings = parent?.children;
    const index = siblings?.get(name) ?? 0;
    let language = parent?.language;
    let base = parent === undefined ? context.url : parent.base;
    for (const { namespace, local, value } of element.attributes) {
      if (namespace !== XML) continue;
      if (local === "lang") language = value || undefined;
      else if (local === "base") base = joinBase(base, value);
    }
    const frame = new Frame(name, element, rule, parent, index, language, base);
    if (rule.once !== undefined && index > 0) context.report(rule.once, frame, { element: name, parent: parent?.name ?? "" });
    siblings?.set(name, index + 1);
    this.#top = frame;
    if (element.attributes.length > 0) this.#checkAttributes(frame);
    if (rule.attributes !== undefined && rule.attributes !== "any") this.#checkRequired(frame, rule.attributes);
    rule.open?.(frame, context);
  }

  text(text: string, offset: number, raw: string): void {
    const frame = this.#top;
    if (!frame) return;
    if (GARBLED.test(text)) this.#garbled(text, frame, offset);
    if (raw.includes("&#x")) frame.hexReference = true;
    if (frame.rule.characters) frame.rule.characters(frame, text, this.#context);
    else if (frame.rule.content === "elements" && /[^ \t\r\n]/.test(text))
      this.#context.report("unexpected-text", frame, { element: frame.name });
    if (frame.rule.content !== "any") frame.text += text;
  }

  close(): void {
    const frame = this.#top;
    if (!frame) return;
    const { rule } = frame;
    const context = this.#context;
    for (const [child, missing] of rule.required ?? [])
      if (!frame.children.has(child)) context.report(missing, frame, { parent: frame.name, element: child });
    if (rule.checks) {
      const spot: Spot = {
        frame,
        context,
        raw: frame.text,
        report: (name, detail) => context.report(name, frame, { element: frame.name, ...detail }),
      };
      runChecks(rule.checks, frame.text.trim(), spot);
    }
    rule.close?.(frame, context);
    this.#top = frame.parent;
  }

  #nameOf(element: XmlElement): string {
    if (element.namespace === "" || element.namespace === this.#home) return element.local;
    const known = nearNamespace(element.namespace);
    return known ? `${known.prefix}:${element.local}` : `{${element.namespace}}${element.local}`;
  }

  #ruleFor(name: string, element: XmlElement, parent: Frame): ElementRule {
    const context = this.#context;
    if (
      parent.rule === eaten &&
      element.namespace === "" &&
      parent.element.namespace !== "" &&
      context.format === "rss" &&
      !element.name.includes(":")
    )
      context.report("not-in-a-namespace", parent, { parent: parent.name, element: name }, element.offset);
    const chosen = parent.rule.child?.(parent, name, element, context);
    if (chosen) return chosen;
    // Qualified Dublin Core, dc:date.created, goes by its element.
    const key = name.startsWith("dc:") ? (name.split(".", 1)[0] ?? name) : name;
    const { children } = parent.rule;
    if (children && Object.hasOwn(children, key)) return children[key] ?? eaten;
    if (element.namespace === "" && element.name.includes(":")) return eaten; // its prefix was reported already
    if (name.startsWith("{")) return eaten;
    if (parent.rule.content === "text" && context.format === "rdf") return rdfBelow;
    if (parent.rule.content === "text") context.report("undefined-element", parent, { parent: parent.name, element: name }, element.offset);
    else if (name.startsWith("xhtml:")) context.report("misplaced-xhtml", parent, { parent: parent.name, element: name }, element.offset);
    else if (name.startsWith("g:")) return eaten;
    else {
      const doubtful = questionable(name, parent);
      context.report(
        doubtful ? "questionable-element" : "undefined-element",
        parent,
        { parent: parent.name, element: name },
        element.offset,
      );
    }
    return eaten;
  }

  #checkAttributes(frame: Frame): void {
    const context = this.#context;
    const { element, rule } = frame;
    const allowed = rule.attributes;
    for (const attribute of element.attributes) {
      if (GARBLED.test(attribute.value))
        context.report(
          "garbled-characters",
          frame,
          { element: frame.name, attribute: attribute.name, value: attribute.value.slice(0, 80) },
          attribute.offset,
        );
      if (attribute.namespace === XML) {
        this.#xmlAttribute(attribute, frame);
        continue;
      }
      if (allowed === "any") continue;
      const known = attribute.namespace === "" ? undefined : knownNamespace(attribute.namespace);
      const name = known ? `${known.prefix}:${attribute.local}` : attribute.namespace === "" ? attribute.local : attribute.name;
      const attributeRule = allowed && Object.hasOwn(allowed, name) ? allowed[name] : undefined;
      if (attributeRule) {
        if (attributeRule.checks) runChecks(attributeRule.checks, attribute.value, this.#spot(frame, attribute));
      } else if (context.format === "rdf" && rule.content === "text" && known?.prefix === "rdf") continue;
      else if (attribute.namespace === "" || known)
        context.report("unexpected-attribute", frame, { element: frame.name, attribute: name }, attribute.offset);
      else if (context.format === "rss" && element.namespace === "")
        context.report("extension-attribute", frame, { element: frame.name, attribute: attribute.name }, attribute.offset);
    }
  }

  #checkRequired(frame: Frame, allowed: Readonly<Record<string, AttributeRule>>): void {
    for (const { name, prefix, local, rule } of requiredOf(allowed)) {
      const there = frame.element.attributes.some(
        (each) => each.local === local && (prefix === "" ? each.namespace === "" : knownNamespace(each.namespace)?.prefix === prefix),
      );
      if (!there) this.#context.report(rule, frame, { element: frame.name, attribute: name });
    }
  }

  #xmlAttribute(attribute: XmlAttribute, frame: Frame): void {
    if (attribute.local === "lang" && attribute.value !== "" && !isLanguage(attribute.value))
      this.#context.report(
        "invalid-language",
        frame,
        { element: frame.name, attribute: "xml:lang", value: attribute.value },
        attribute.offset,
      );
    if (attribute.local === "base") iri(attribute.value, this.#spot(frame, attribute));
  }

  #spot(frame: Frame, attribute: XmlAttribute): Spot {
    const context = this.#context;
    return {
      frame,
      context,
      attribute,
      raw: attribute.value,
      report: (rule, detail) =>
        context.report(rule, frame, { element: frame.name, attribute: attribute.name, ...detail }, attribute.offset),
    };
  }

  #garbled(text: string, frame: Frame, offset: number): void {
    const at = text.search(GARBLED);
    const value = text.slice(Math.max(0, at - 10), at + 10);
    // Ã and Â may stand before a sign of Latin-1 in honest text; only what is UTF-8 as a whole was read twice.
    if (/[\u0080-\u009f\ufffd]/.test(text) || isUtf8ReadAsLatin(text))
      this.#context.report("garbled-characters", frame, { element: frame.name, value }, offset);
  }
}

function runChecks(checks: readonly ValueCheck[], value: string, spot: Spot): void {
  for (const check of checks) check(value, spot);
}

interface RequiredAttribute {
  readonly name: string;
  readonly prefix: string;
  readonly local: string;
  readonly rule: RuleName;
}

const required = new WeakMap<object, readonly RequiredAttribute[]>();

/** Which attributes must be there, worked out once for every rule. */
function requiredOf(allowed: Readonly<Record<string, AttributeRule>>): readonly RequiredAttribute[] {
  const known = required.get(allowed);
  if (known) return known;
  const list: RequiredAttribute[] = [];
  for (const [name, { required: rule }] of Object.entries(allowed)) {
    if (rule === undefined) continue;
    const colon = name.indexOf(":");
    list.push({
      name,
      prefix: name.slice(0, Math.max(0, colon)),
      local: name.slice(colon + 1),
      rule: rule === true ? "missing-attribute" : rule,
    });
  }
  required.set(allowed, list);
  return list;
}

function joinBase(base: string | undefined, own: string | undefined): string | undefined {
  if (own === undefined) return base;
  try {
    return new URL(own, base).href;
  } catch {
    return base;
  }
}

function isUtf8ReadAsLatin(text: string): boolean {
  if (/[^\0-\xff]/.test(text)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(text, (character) => character.charCodeAt(0)));
    return true;
  } catch {
    return false;
  }
}

/** Where an element is defined: its own clause, its namespace's, or that of what it stands in. */
export function clauseOf(frame: Frame | undefined, context: CheckContext): string {
  if (!frame) return SPECIFICATIONS.xml;
  for (let at: Frame | undefined = frame.told; at; at = at.parent) {
    if (at.rule.clause !== undefined) return at.rule.clause;
    const namespace = at.name.includes(":") ? nearNamespace(at.element.namespace) : undefined;
    if (namespace?.clause !== undefined) return namespace.clause;
    if (context.format === "rss" && !at.name.includes(":")) return rssClause(at);
  }
  return context.format === "atom" ? SPECIFICATIONS.atom : SPECIFICATIONS.rss;
}

function rssClause(frame: Frame): string {
  const path: string[] = [];
  for (let at: Frame | undefined = frame; at; at = at.parent) if (at.name !== "rss") path.unshift(at.name);
  return path.length === 0 || path[0] !== "channel" ? SPECIFICATIONS.rss : rssElement(path);
}

/** `rss/channel/item[3]/pubDate`. */
export function pathOf(frame: Frame | undefined): string {
  const path: string[] = [];
  if (frame !== undefined && frame.told !== frame) path.push("…");
  for (let at = frame?.told; at; at = at.parent)
    path.unshift(at.index > 0 || at.name === "item" || at.name === "entry" ? `${at.name}[${at.index + 1}]` : at.name);
  return path.join("/");
}
