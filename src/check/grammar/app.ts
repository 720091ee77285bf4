import { attributeOf, type ElementRule, type ValueCheck } from "../element-rule.ts";
import { fullIri, iri } from "../uri-checks.ts";
import { MEDIA_TYPE, notBlank, yesOrNo } from "../value-checks.ts";
import { everywhere } from "./everywhere.ts";
import { empty, leaf, needed, one, optional } from "./leaf.ts";
import { textConstruct } from "./text-construct.ts";

/** RFC 5023: what of the Atom Publishing Protocol stands in feeds, and its own documents as far as they are made of it. */

const category = empty({ term: needed(notBlank), scheme: optional(fullIri), label: optional() });

export const categories: ElementRule = {
  content: "elements",
  attributes: { scheme: optional(), fixed: optional(yesOrNo), href: optional() },
  children: { category, "atom:category": category },
  open(frame, context) {
    if (!attributeOf(frame, "href")) return;
    for (const attribute of ["fixed", "scheme"])
      if (attributeOf(frame, attribute)) context.report("conflicting-attributes", frame, { element: frame.name, attribute });
  },
  close(frame, context) {
    if (attributeOf(frame, "href") && frame.children.size > 0) context.report("conflicting-children", frame, { element: frame.name });
  },
};

const mediaRanges: ValueCheck = (value, spot) => {
  for (const range of value.split(",").map((each) => each.trim())) {
    if (range.includes(";q=")) spot.report("unused-parameter", { value: "q" });
    if (range !== "" && !MEDIA_TYPE.test(range)) spot.report("invalid-media-type", { value: range });
  }
};

function needsTitle(rule: ElementRule): ElementRule {
  return {
    ...rule,
    close(frame, context) {
      if (!frame.children.has("title") && !frame.children.has("atom:title"))
        context.report("missing-element", frame, { parent: frame.name, element: "atom:title" });
    },
  };
}

const title = one(textConstruct);
export const collection: ElementRule = needsTitle({
  content: "elements",
  attributes: { href: needed(iri) },
  children: {
    ...everywhere,
    title,
    "atom:title": title,
    "app:categories": categories,
    categories,
    "app:accept": leaf(mediaRanges),
    accept: leaf(mediaRanges),
  },
});

const workspace = needsTitle({
  content: "elements",
  attributes: {},
  children: { ...everywhere, title, "atom:title": title, "app:collection": collection, collection },
});

export const service: ElementRule = {
  content: "elements",
  attributes: {},
  children: { ...everywhere, workspace },
  required: [["workspace", "missing-element"]],
};
