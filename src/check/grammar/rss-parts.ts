import { w3cDate } from "../date-checks.ts";
import { type ElementRule, eaten, type ValueCheck } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { fullUri } from "../uri-checks.ts";
import { imageHeight, imageWidth, matching, oneOf } from "../value-checks.ts";
import { everywhere } from "./everywhere.ts";
import { empty, group, leaf, needed, one, oneLeaf, optional } from "./leaf.ts";

/** The structured elements of an RSS channel. */

/** The RSS specification: the image's title and link should be the channel's. */
function likeChannel(part: "title" | "link", rule: "image-title" | "image-link"): ValueCheck {
  return (value, spot) => {
    const theirs = spot.frame.parent?.parent?.notes.get(part);
    if (typeof theirs === "string" && theirs !== "" && theirs !== value) spot.report(rule, { value });
  };
}

/** Remembers a value of the channel for `likeChannel`. */
export function remembered(part: string): ValueCheck {
  return (value, spot) => void spot.frame.parent?.notes.set(part, value);
}

const webImage: ValueCheck = (value, spot) => {
  const type = /\.(\w+)$/.exec(value)?.[1]?.toLowerCase();
  if (type !== undefined && !["gif", "jpg", "jpeg", "png"].includes(type)) spot.report("image-format", { value });
};

const imageTitle: ValueCheck = (value, spot) => {
  if (value === "") spot.report("blank-element");
  else noHtml(value, spot);
};

const subjects = { "dc:creator": leaf(), "dc:subject": leaf(), "dc:date": oneLeaf(w3cDate) };

export const image: ElementRule = one({
  content: "elements",
  attributes: { "rdf:resource": optional(), "rdf:about": optional(), "rdf:parseType": optional() },
  children: {
    ...everywhere,
    ...subjects,
    "cc:license": eaten,
    title: oneLeaf(imageTitle, likeChannel("title", "image-title")),
    link: oneLeaf(fullUri, likeChannel("link", "image-link")),
    url: oneLeaf(fullUri, webImage),
    width: oneLeaf(imageWidth),
    height: oneLeaf(imageHeight),
    description: oneLeaf(noHtml),
  },
  close(frame, context) {
    const rdf = (local: string): boolean => frame.element.attributes.some((each) => each.name === `rdf:${local}`);
    if (rdf("resource")) return;
    if (!frame.children.has("title")) context.report("missing-title", frame, { parent: "image", element: "title" });
    if (!frame.children.has("url")) context.report("missing-element", frame, { parent: "image", element: "url" });
    if (!rdf("parseType") && !frame.children.has("link")) context.report("missing-link", frame, { parent: "image", element: "link" });
  },
});

export const textInput: ElementRule = one({
  content: "elements",
  attributes: { "rdf:about": optional() },
  children: {
    ...everywhere,
    ...subjects,
    title: oneLeaf(noHtml),
    description: oneLeaf(),
    name: oneLeaf(matching("form-name", /^[a-z]/i)),
    link: oneLeaf(fullUri),
  },
  required: [
    ["title", "missing-title"],
    ["link", "missing-link"],
    ["description", "missing-description"],
    ["name", "missing-element"],
  ],
});

const port: ValueCheck = (value, spot) => {
  if (!/^[+-]?\d+$/.test(value) || Number(value) <= 0) spot.report("invalid-integer-attribute", { value });
};

export const cloud: ElementRule = one(
  empty({ domain: needed(), path: needed(), registerProcedure: needed(), protocol: needed(), port: needed(port) }),
);

const hour: ValueCheck = (value, spot) => {
  const hours = (spot.frame.parent?.notes.get("hours") as Set<number> | undefined) ?? new Set<number>();
  spot.frame.parent?.notes.set("hours", hours);
  const n = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (hours.has(n) || (n === 24 && hours.has(0)) || (n === 0 && hours.has(24))) spot.report("duplicate-value", { value });
  if (n >= 0 && n <= 23) hours.add(n);
  else spot.report(value === "24" ? "skip-hour-24" : "skip-hour", { value });
};

const day: ValueCheck = (value, spot) => {
  const days = (spot.frame.parent?.notes.get("days") as Set<string> | undefined) ?? new Set<string>();
  spot.frame.parent?.notes.set("days", days);
  isDay(value, spot);
  if (days.has(value)) spot.report("duplicate-value", { value });
  days.add(value);
};
const isDay = oneOf("skip-day", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday");

function few(child: string, max: number, rule: "too-many-hours" | "too-many-days", check: ValueCheck): ElementRule {
  return one(
    group(
      { [child]: leaf(check) },
      {
        required: [[child, "missing-element"]],
        close(frame, context) {
          if ((frame.children.get(child) ?? 0) > max) context.report(rule, frame, {});
        },
      },
    ),
  );
}

export const skipHours = few("hour", 24, "too-many-hours", hour);
export const skipDays = few("day", 7, "too-many-days", day);
