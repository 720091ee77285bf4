import type { Entry } from "../../model/entry.ts";
import { createEntry } from "../create-entry.ts";
import { readAddress } from "./address-shape.ts";
import { findAnchors, findSiteHosts } from "./listing-anchors.ts";
import { lentTitle } from "./listing-groups.ts";
import { findPosts } from "./listing-posts.ts";
import { outlineOf, textInside } from "./outline.ts";
import type { Page } from "./page.ts";
import { findPageDates } from "./page-dates.ts";

/** The posts that a page lists, in the page's order. */
export function readListing(page: Page): Entry[] {
  const outline = outlineOf(page.document);
  const dates = findPageDates(outline, { language: page.language, now: page.options.now });
  const anchors = findAnchors(page, outline, findSiteHosts(page));
  const pageKey = page.url === undefined ? undefined : readAddress(page.url)?.key;
  const places = findPosts(anchors, outline, dates, pageKey);
  return places.map((place) => {
    const date = dates.find((d) => d.element >= place.from && d.element < place.to && d.date !== undefined)?.date;
    const lent = place.group.lending || place.anchor.text === "" ? lentTitle(outline, place.from, place.to) : undefined;
    const title = lent ? (lent.heading ? textInside(outline, lent.element) : outline.lines[lent.line]?.text) : place.anchor.text;
    return createEntry({
      title: title || undefined,
      url: place.anchor.address.url,
      published: date ?? place.anchor.address.date,
      from: { format: "html", ...(page.url === undefined ? {} : { source: page.url }) },
    });
  });
}
