import type { Entry } from "../../model/entry.ts";
import { createEntry } from "../create-entry.ts";
import { readAddress } from "./address-shape.ts";
import { findAnchors, findSiteHosts } from "./listing-anchors.ts";
import { findPeriodHeadings, placeDate } from "./listing-date.ts";
import { findPosts } from "./listing-posts.ts";
import { placeTitle } from "./listing-title.ts";
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
  const years = findPeriodHeadings(outline);
  return places.map((place) => {
    const title = placeTitle(place, outline);
    const { published, updated, notice } = placeDate(place, title, outline, dates, years);
    const entry = createEntry({
      title: title?.text,
      url: place.anchor.address.url,
      published,
      updated,
      from: { format: "html", ...(page.url === undefined ? {} : { source: page.url }) },
    });
    if (notice) page.notices.push({ ...notice, entry: entry.id });
    return entry;
  });
}
