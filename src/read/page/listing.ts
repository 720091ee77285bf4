import type { Entry } from "../../model/entry.ts";
import { type Address, readAddress } from "./address-shape.ts";
import { findAnchors, findSiteHosts } from "./listing-anchors.ts";
import { bareNames } from "./listing-byline.ts";
import { findPeriodHeadings } from "./listing-date.ts";
import { finishEntry, readPlace } from "./listing-entry.ts";
import { findPosts } from "./listing-posts.ts";
import { wrapFlatPlaces } from "./listing-wrap.ts";
import { outlineOf } from "./outline.ts";
import type { Page } from "./page.ts";
import { findPageDates } from "./page-dates.ts";
import { readStructuredData } from "./structured-data.ts";
import type { ArticleFacts } from "./structured-facts.ts";

/** The posts that a page lists, in the page's order. */
export function readListing(page: Page): Entry[] {
  let outline = outlineOf(page.document);
  const sites = findSiteHosts(page);
  const pageKey = page.url === undefined ? undefined : readAddress(page.url)?.key;
  const look = () => {
    const dates = findPageDates(outline, { language: page.language, now: page.options.now });
    const anchors = findAnchors(page, outline, sites);
    return { dates, anchors, places: findPosts(anchors, outline, dates, pageKey) };
  };
  let seen = look();
  if (seen.places.some((place) => place.flat)) {
    wrapFlatPlaces(seen.places, outline);
    outline = outlineOf(page.document);
    seen = look();
  }
  const { dates, anchors, places } = seen;
  if (places.length === 0) return [];
  const data = readStructuredData(page, outline);
  const factsAt = new Map<number, ArticleFacts>();
  const factsOf = new Map<string, ArticleFacts>();
  for (const facts of data.articles) {
    if (facts.element !== undefined) factsAt.set(facts.element, facts);
    const address: Address | undefined = facts.url === undefined ? undefined : readAddress(facts.url);
    if (address && facts.kind === "article" && !factsOf.has(address.key)) factsOf.set(address.key, facts);
  }
  const context = { page, outline, anchors, dates, years: findPeriodHeadings(outline), factsAt, factsOf };
  const read = places.map((place) => readPlace(context, place));
  const known = new Set([data.metas.author, ...data.site.bylines.map((b) => b.name)].flatMap((name) => (name ? [name.toLowerCase()] : [])));
  const bare = bareNames(read.map((r) => r.meta), outline, known);
  return read.map((place, i) => {
    const written = place.input.bylines ?? [];
    const name = bare[i];
    const entry = finishEntry(place, written.length > 0 || name === undefined ? written : [{ name }]);
    if (place.ambiguous !== undefined) page.notices.push({ code: "ambiguous-date", severity: "warning", detail: { found: place.ambiguous }, entry: entry.id });
    return entry;
  });
}
