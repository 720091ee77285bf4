import type { Element } from "domhandler";
import type { Byline } from "../../model/parts.ts";
import { findByline, isBylineJoint, mayHoldByline } from "../../values/byline.ts";
import { resolveUrl } from "../../values/url.ts";
import { readAddress } from "./address-shape.ts";
import { PERSON_PATH } from "./author-mark.ts";
import type { Line, Outline } from "./outline.ts";
import type { Page } from "./page.ts";

/** A longer line is running text. */
const LONGEST = 200;

/**
 * The people that a line names behind a word such as "by", with the addresses that it links them to, and where in the line it begins.
 * The name of "by [Ada Byron] Tags:" ends where its link ends. `title` is a title that may stand in the line: no names are in it.
 */
export function lineByline(page: Page, outline: Outline, at: number, title?: string): { bylines: Byline[]; start: number } | undefined {
  const line = outline.lines[at] as Line;
  if (line.text.length > LONGEST || !mayHoldByline(line.text)) return undefined;
  const links = linksIn(outline, line);
  const text = withLinkEnds(line.text, links);
  const found = findByline(title === undefined ? text : text.replace(title, "|"));
  if (found === undefined) return undefined;
  const bylines = found.bylines.map((byline) => {
    const link = links.find(({ text }) => text === byline.name);
    return link === undefined ? byline : { ...byline, ...personAddress(page, outline.elements[link.element] as Element) };
  });
  return { bylines, start: found.start };
}

/** Where a link leads: to somebody's page or mail box. */
export function personAddress(page: Page, link: Element): { url?: string; email?: string } {
  const href = link.attribs.href?.trim() ?? "";
  const email = /^mailto:([^?\s]+@[^?\s]+)/i.exec(href)?.[1];
  if (email !== undefined) return { email };
  const url = href === "" || /^(?:#|javascript:|mailto:)/i.test(href) ? undefined : resolveUrl(href, page.base);
  return url === undefined ? {} : { url };
}

/** A line's text with a bar behind each link that no other link is joined to. */
export function lineWithLinkEnds(outline: Outline, at: number): string {
  const line = outline.lines[at] as Line;
  return line.text.length > LONGEST ? line.text : withLinkEnds(line.text, linksIn(outline, line));
}

/** The texts of a line's links to lists of posts: sections and tags, no people. */
export function sectionsIn(page: Page, outline: Outline, at: number): Set<string> {
  const sections = new Set<string>();
  for (const { element, text } of linksIn(outline, outline.lines[at] as Line)) {
    const { url } = personAddress(page, outline.elements[element] as Element);
    const address = url === undefined ? undefined : readAddress(url);
    if (address?.role === "index" && !PERSON_PATH.test(address.segments.at(-2) ?? "")) sections.add(text);
  }
  return sections;
}

interface LineLink {
  readonly element: number;
  text: string;
}

function withLinkEnds(line: string, links: readonly LineLink[]): string {
  let text = "";
  let end = 0;
  for (const [i, link] of links.entries()) {
    const start = line.indexOf(link.text, end);
    if (start < 0) continue;
    const between = line.slice(end, start);
    text += `${i === 0 || isBylineJoint(between) ? between : ` | ${between}`}${link.text}`;
    end = start + link.text.length;
  }
  const rest = line.slice(end);
  return links.length > 0 && rest !== "" ? `${text} | ${rest}` : text + rest;
}

function linksIn(outline: Outline, line: Line): LineLink[] {
  const links: LineLink[] = [];
  for (let k = line.from; k < line.to; k++) {
    const { node, parent } = outline.pieces[k] as Outline["pieces"][number];
    const element = linkAround(outline, parent, line.block);
    if (element < 0) continue;
    const last = links[links.length - 1];
    if (last?.element === element) last.text += node.data;
    else links.push({ element, text: node.data });
  }
  for (const link of links) link.text = link.text.replace(/\s+/g, " ").trim();
  return links;
}

/** The link around an element of a block, -1 for none. */
function linkAround(outline: Outline, element: number, block: number): number {
  for (let at = element; at > block; at = outline.parent[at] as number) {
    const { name, attribs } = outline.elements[at] as Element;
    if (name === "a" && attribs.href !== undefined) return at;
  }
  return -1;
}
