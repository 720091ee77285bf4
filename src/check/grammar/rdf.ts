import { w3cDate } from "../date-checks.ts";
import { type CheckContext, type ElementRule, eaten, type Frame } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { fullUri, uriReference } from "../uri-checks.ts";
import { everywhere, resource } from "./everywhere.ts";
import { group, leaf, one, oneLeaf, optional } from "./leaf.ts";
import { channelCore, checkChannel, itemCore } from "./rss.ts";
import { textInput } from "./rss-parts.ts";

/** RSS 1.0 and 1.1. Nothing here writes them: they are checked as far as they are RSS, not as RDF graphs. */

const about = { "rdf:about": optional(uriReference) };

function uniqueAbout(frame: Frame, context: CheckContext): void {
  const attribute = frame.element.attributes.find((each) => each.name === "rdf:about");
  if (!attribute) return;
  if (context.abouts.has(attribute.value))
    context.report("duplicate-value", frame, { element: "rdf:about", value: attribute.value }, attribute.offset);
  context.abouts.add(attribute.value);
}

function needsAbout(rule: ElementRule): ElementRule {
  return {
    ...rule,
    attributes: { ...(rule.attributes === "any" ? {} : rule.attributes), "rdf:about": { required: true, checks: [uriReference] } },
  };
}

/** Whatever stands below an element of text: a node of the graph. */
export const rdfBelow: ElementRule = {
  content: "any",
  attributes: "any",
  child: (frame) => (isLiteral(frame) ? eaten : rdfBelow),
  open(frame, context) {
    uniqueAbout(frame, context);
    const { parent } = frame;
    if (parent && parent.rule !== rdfBelow && !isLiteral(parent) && (parent.text.trim() !== "" || parent.children.size > 1))
      context.report("rdf-syntax", frame, { problem: "text and elements side by side" });
  },
  characters(frame, text) {
    frame.text += text;
  },
  close(frame, context) {
    if (frame.text.trim() !== "" && frame.children.size > 0)
      context.report("rdf-syntax", frame, { problem: "text and elements side by side" });
  },
};

function isLiteral(frame: Frame): boolean {
  return frame.element.attributes.some((each) => each.name === "rdf:parseType" && each.value === "Literal");
}

const labels = { "rdfs:label": leaf(), "rdfs:comment": leaf() };
const item: ElementRule = {
  content: "elements",
  attributes: about,
  children: { ...itemCore, ...labels, "trackback:ping": one(resource), "trackback:about": resource, "l:permalink": eaten },
  required: [
    ["link", "missing-element"],
    ["title", "missing-element"],
  ],
  open: uniqueAbout,
};

const li: ElementRule = { content: "elements", attributes: { resource: optional(), "rdf:resource": optional() } };
const items = (inside: Record<string, ElementRule>): ElementRule => ({
  content: "elements",
  once: "duplicate-element",
  attributes: { "rdf:parseType": optional() },
  children: inside,
});

const channel: ElementRule = {
  content: "elements",
  once: "duplicate-element",
  attributes: about,
  children: { ...channelCore, ...labels, items: items({ "rdf:Seq": group({ "rdf:li": li }) }), textinput: eaten },
  open(frame, context) {
    const attribute = frame.element.attributes.find((each) => each.name === "rdf:about");
    if (attribute) context.abouts.add(attribute.value);
  },
  close(frame, context) {
    if (!frame.children.has("items")) context.report("missing-element", frame, { parent: "channel", element: "items" });
    checkChannel(frame, context);
  },
};

const image: ElementRule = {
  content: "elements",
  attributes: about,
  children: {
    ...everywhere,
    "dc:creator": leaf(),
    "dc:subject": leaf(),
    "dc:date": oneLeaf(w3cDate),
    "cc:license": eaten,
    title: oneLeaf(noHtml),
    link: oneLeaf(fullUri),
    url: oneLeaf(fullUri),
  },
  required: [
    ["title", "missing-title"],
    ["link", "missing-link"],
    ["url", "missing-element"],
  ],
};

export const rdf: ElementRule = {
  content: "elements",
  attributes: {},
  children: {
    channel: needsAbout(channel),
    item: needsAbout(item),
    textinput: needsAbout({ ...textInput }),
    image: needsAbout(image),
    "cc:License": eaten,
    "taxo:topic": eaten,
    "rdf:Description": eaten,
  },
  close(frame, context) {
    if (!frame.children.has("channel")) context.report("missing-element", frame, { parent: "rdf:RDF", element: "channel" });
  },
};

/** RSS 0.90: four flat elements, neither named nor listed. */
export const rdf090: ElementRule = {
  content: "elements",
  attributes: {},
  children: {
    channel: group(channelCore, { close: checkChannel }),
    item: group(itemCore, { required: item.required ?? [] }),
    image: group(image.children ?? {}, { required: image.required ?? [] }),
    textinput: textInput,
  },
  required: [["channel", "missing-element"]],
};

export const rss11Channel: ElementRule = {
  ...channel,
  children: { ...channelCore, ...labels, items: items({ item }) },
};
