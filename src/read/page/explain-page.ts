import type { Element } from "domhandler";
import type { ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { findListing } from "./listing.ts";
import { type AnchorGroup, groupAnchors } from "./listing-groups.ts";
import { type Outline, outlineOf } from "./outline.ts";
import { openPage } from "./page.ts";
import { pageKind } from "./page-kind.ts";
import { readPage } from "./read-page.ts";
import { readStructuredData } from "./structured-data.ts";

/** How many kinds of links are told of. */
const SHOWN = 6;

/**
 * How a page is read, in lines for a person whose page reads wrong: what speaks for its being a listing or an article,
 * which links could be the titles of its posts and why, and where each entry was found.
 *
 * The first lines say what the page is taken for; a line with `*` is a kind of links that was taken for titles.
 */
export function explainPage(input: string | Uint8Array, options: ReadOptions = {}): string {
  const reading = readPage(input, options);
  const page = openPage(openInput(input, options).text, options);
  const outline = outlineOf(page.document);
  const data = readStructuredData(page, outline);
  const found = findListing(page, outline);
  const { evidence } = pageKind(page, outline, data, found);
  const taken = new Set(found.places.map((place) => place.anchor.signature));
  const lines = [
    `${reading.kind}, ${reading.entries.length} ${reading.entries.length === 1 ? "entry" : "entries"}${reading.url === undefined ? "" : `, ${reading.url}`}`,
    `above 0 speaks for a listing, below for an article: ${numbers(evidence)}`,
    "",
    "links that could be titles, by what speaks for them:",
    ...groupAnchors(found.anchors, outline, found.dates, found.address?.key)
      .slice(0, SHOWN)
      .map((group) => groupLine(group, outline, taken)),
    "",
    "entries:",
    ...reading.entries.map((entry) => {
      const parts = [
        entry.published ?? "no day",
        entry.bylines.map((b) => b.name ?? b.email ?? b.handle).join(", ") || "nobody named",
        entry.html ? "whole body" : entry.summary ? "teaser" : "no text",
      ];
      return `  ${JSON.stringify(entry.title ?? "")} ${entry.url ?? "no address"}: ${parts.join("; ")}; at ${entry.from.locator ?? "no place"}`;
    }),
    ...(reading.notices.length === 0
      ? []
      : ["", "notices:", ...reading.notices.map((n) => `  ${n.code} ${n.detail === undefined ? "" : JSON.stringify(n.detail)}`)]),
  ];
  return lines.join("\n");
}

function groupLine(group: AnchorGroup, outline: Outline, taken: ReadonlySet<number>): string {
  const [first] = group.anchors;
  const titles = group.anchors.slice(0, 3).map((a) => JSON.stringify(a.text.slice(0, 40)));
  return `${first && taken.has(first.signature) ? "*" : " "} ${group.score.toFixed(1)}: ${group.count} at ${first ? pathOf(outline, first.element) : ""} (${titles.join(", ")}): ${numbers(group.evidence)}`;
}

function numbers(evidence: Readonly<Record<string, number>>): string {
  return Object.entries(evidence)
    .filter(([, value]) => Math.abs(value) >= 0.05)
    .map(([name, value]) => `${name} ${value > 0 ? "+" : ""}${value.toFixed(1)}`)
    .join(", ");
}

/** The last elements above a link, with their first classes. */
function pathOf(outline: Outline, element: number): string {
  const steps: string[] = [];
  for (let at = element; at > 0 && steps.length < 5; at = outline.parent[at] as number) {
    const { name, attribs } = outline.elements[at] as Element;
    const [first] = attribs.class?.trim().split(/\s+/) ?? [];
    steps.unshift(first ? `${name}.${first}` : name);
  }
  return steps.join(" > ");
}
