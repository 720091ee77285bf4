import type { Entry } from "../../model/entry.ts";
import type { Byline } from "../../model/parts.ts";
import { readByline } from "../../values/byline.ts";
import { type Address, readAddress } from "./address-shape.ts";
import { type Anchor, findAnchors, findSiteHosts } from "./listing-anchors.ts";
import { bareNames, isSectionLink, pageAuthor } from "./listing-byline.ts";
import { findDayOrder, findPeriodHeadings } from "./listing-date.ts";
import { finishEntry, mergePlaces, readPlace } from "./listing-entry.ts";
import { findPosts, type PostPlace } from "./listing-posts.ts";
import { placeTitles } from "./listing-title.ts";
import { findWholePost } from "./listing-whole.ts";
import { wrapFlatPlaces } from "./listing-wrap.ts";
import { isInside, type Outline, outlineOf } from "./outline.ts";
import type { Page } from "./page.ts";
import { type DateMark, findPageDates } from "./page-dates.ts";
import { maybePerson, siteOwner } from "./site-owner.ts";
import { readStructuredData, type StructuredData } from "./structured-data.ts";
import type { ArticleFacts } from "./structured-facts.ts";

/** A page with the places of its posts, before any of them is read. */
export interface FoundListing {
  readonly outline: Outline;
  readonly address: Address | undefined;
  readonly anchors: readonly Anchor[];
  readonly dates: readonly DateMark[];
  readonly places: readonly PostPlace[];
}

/** Look for the places of posts. */
export function findListing(page: Page, outline: Outline = outlineOf(page.document)): FoundListing {
  const address = page.url === undefined ? undefined : readAddress(page.url);
  const dates = findPageDates(outline, { language: page.language, now: page.options.now });
  const anchors = findAnchors(page, outline, findSiteHosts(page, outline));
  return { outline, address, anchors, dates, places: findPosts(anchors, outline, dates, address) };
}

/** The posts that a page lists, in the page's order. */
export function readListing(page: Page, found: FoundListing, data: StructuredData): Entry[] {
  if (found.places.some((place) => place.flat)) {
    wrapFlatPlaces(found.places, found.outline);
    found = findListing(page);
    // Its elements stand elsewhere now; what was odd of it has been said.
    data = readStructuredData({ ...page, notices: [] }, found.outline);
  }
  const { outline, anchors, dates, places } = found;
  if (places.length === 0) return [];
  const factsAt = new Map<number, ArticleFacts>();
  const factsOf = new Map<string, ArticleFacts>();
  for (const facts of data.articles) {
    if (facts.element !== undefined) factsAt.set(facts.element, facts);
    const address = facts.url === undefined ? undefined : readAddress(facts.url);
    if (address && facts.kind === "article" && !factsOf.has(address.key)) factsOf.set(address.key, facts);
  }
  const whole = findWholePost(places, outline, page.language);
  const context = {
    page,
    outline,
    anchors,
    dates,
    years: findPeriodHeadings(outline, page.language),
    dayOrder: findDayOrder(outline, page.language),
    factsAt,
    factsOf,
    locators: new Map(),
    positions: new Int32Array(outline.elements.length),
    whole,
  };
  const apart = whole === undefined ? places : places.filter((p) => p === whole.place || !isInside(outline, p.from, whole.cut.element));
  const titles = placeTitles(apart, outline, dates);
  const titleOf = new Map(apart.map((place, i) => [place, titles[i]]));
  const read = postsOf(apart).map((same) => mergePlaces(same.map((place) => readPlace(context, place, titleOf.get(place)))));
  const known = new Set([data.metas.author, ...data.site.bylines.map((b) => b.name)].flatMap((name) => (name ? [name.toLowerCase()] : [])));
  const noPeople = new Set(read.flatMap((r) => (r.input.tags ?? []).map((tag) => tag.name.toLowerCase())));
  for (const anchor of anchors) if (isSectionLink(anchor)) noPeople.add(anchor.text.toLowerCase());
  const bare = bareNames(
    read.map((r) => r.meta),
    read.map((r) => r.labels),
    outline,
    known,
    noPeople,
  );
  const whose = pageAuthor(found.address, data.metas, outline);
  // Where a page signs some posts, the others are nobody's in particular.
  const signed = whose !== undefined || bare.some((name) => name !== undefined) || read.some((r) => (r.input.bylines ?? []).length > 0);
  const owners = signed ? [] : siteBylines(page, outline, data);
  return read.map((place, i) => {
    const written = place.input.bylines ?? [];
    const name = bare[i];
    const entry = finishEntry(
      place,
      written.length > 0 ? written : name !== undefined ? [{ name }] : whose === undefined ? owners : [whose],
    );
    if (place.notice && entry.published === undefined) page.notices.push({ ...place.notice, entry: entry.id });
    return entry;
  });
}

/** Whose the site is: what its head says, else what the page shows. RFC 4287 §4.2.1: they wrote what nobody else signs. */
function siteBylines(page: Page, outline: Outline, data: StructuredData): readonly Byline[] {
  if (data.site.bylines.length > 0) return data.site.bylines;
  const { author, authorUrl } = data.metas;
  const said =
    author === undefined
      ? []
      : readByline(author, { bare: true })
          .filter((b) => b.name !== undefined && maybePerson(b.name))
          .slice(0, 8);
  if (said.length === 1 && authorUrl !== undefined) return [{ ...said[0], url: authorUrl }];
  return said.length > 0 ? said : siteOwner(page, outline, data);
}

/** The places of each post, the best kind of place first; posts in the order of their first places. */
function postsOf(places: readonly PostPlace[]): PostPlace[][] {
  const posts = new Map<string, PostPlace[]>();
  for (const place of places) {
    const id = place.anchor.address.host + place.anchor.address.key;
    const same = posts.get(id);
    // Twice in one kind of place is a post under two headings (of its tags, its months): once is enough.
    if (!same) posts.set(id, [place]);
    else if (!same.some((other) => other.group === place.group)) same.push(place);
  }
  return [...posts.values()].map((same) => {
    if (same.length === 1) return same;
    same.sort((a, b) => Number(a.group.lending) - Number(b.group.lending) || b.group.score - a.group.score);
    const [first] = same as [PostPlace];
    return same.filter((place) => place === first || place.from >= first.to || place.to <= first.from);
  });
}
