import type { Entry } from "../../model/entry.ts";
import { createEntry } from "../create-entry.ts";
import { readAddress } from "./address-shape.ts";
import { findAnchors, findSiteHosts } from "./listing-anchors.ts";
import { findPosts } from "./listing-posts.ts";
import { outlineOf } from "./outline.ts";
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
    return createEntry({
      title: place.anchor.text || undefined,
      url: place.anchor.address.url,
      published: date ?? place.anchor.address.date,
      from: { format: "html", ...(page.url === undefined ? {} : { source: page.url }) },
    });
  });
}
