import type { Element } from "domhandler";
import { findBody } from "./body.ts";
import { type BodyCut, cutBody } from "./body-clean.ts";
import type { PostPlace } from "./listing-posts.ts";
import { isInside, type Outline, textSize } from "./outline.ts";

/** The one post that a page shows whole beside links to others: the newest one on a home page. */
export interface WholePost {
  readonly place: PostPlace;
  readonly cut: BodyCut;
}

/** Visible characters that are more than a teaser beside a title. */
const RUNNING_TEXT = 300;

/**
 * A title in a kind of place of its own, under which the page's running text stands, though not in its box: `<header><h1>`
 * beside `<article>`. Links to other posts within that text are part of it.
 */
export function findWholePost(places: readonly PostPlace[], outline: Outline, language: string | undefined): WholePost | undefined {
  const place = places.find((p) => p.group.count === 1 && p.anchor.heading > 0);
  if (place === undefined || textSize(outline, place.from) > RUNNING_TEXT) return undefined;
  const title = headingAround(outline, place);
  const body = findBody(outline, { title });
  if (body === undefined || textSize(outline, body) < RUNNING_TEXT || (outline.end[body] as number) <= place.to) return undefined;
  let others = 0;
  for (const other of places) {
    if (other === place) continue;
    if (isInside(outline, other.from, body)) others += textSize(outline, other.from);
    else if (other.from >= place.to && other.from < body) return undefined;
  }
  if (others > textSize(outline, body) * 0.3) return undefined;
  return { place, cut: cutBody(outline, body, { title, language }) };
}

function headingAround(outline: Outline, place: PostPlace): number {
  for (let at = place.anchor.element; at >= place.from; at = outline.parent[at] as number)
    if (/^h[1-6]$/.test((outline.elements[at] as Element).name)) return at;
  return place.anchor.element;
}
