import type { AttributeRule, ElementRule, ValueCheck } from "../element-rule.ts";

/** An element of text, without attributes. */
export function leaf(...checks: ValueCheck[]): ElementRule {
  return { content: "text", checks, attributes: {} };
}

/** At most one among its siblings. */
export function one(rule: ElementRule): ElementRule {
  return { ...rule, once: "duplicate-element" };
}

/** An element of text that stands at most once. */
export function oneLeaf(...checks: ValueCheck[]): ElementRule {
  return one(leaf(...checks));
}

/** An element that says all in attributes. */
export function empty(attributes: Readonly<Record<string, AttributeRule>>): ElementRule {
  return { content: "elements", attributes };
}

/** An element of elements. */
export function group(children: Readonly<Record<string, ElementRule>>, rest: Omit<ElementRule, "children"> = {}): ElementRule {
  return { content: "elements", attributes: {}, children, ...rest };
}

/** An attribute that must be there. */
export function needed(...checks: ValueCheck[]): AttributeRule {
  return { required: true, checks };
}

/** An attribute that may be there. */
export function optional(...checks: ValueCheck[]): AttributeRule {
  return { checks };
}

/** Names of one namespace: `prefixed("dc", { title })` → `dc:title`. */
export function prefixed(prefix: string, children: Readonly<Record<string, ElementRule>>): Readonly<Record<string, ElementRule>> {
  return Object.fromEntries(Object.entries(children).map(([name, rule]) => [`${prefix}:${name}`, rule]));
}
