import type { Element } from "domhandler";
import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { Byline, Image, Tag } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { htmlToText, sanitizeHtml } from "../../values/html.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { resolveUrl } from "../../values/url.ts";
import { createEntry, type EntryInput } from "../create-entry.ts";
import { bodyHtml } from "./body-html.ts";
import { realMedia } from "./body-media.ts";
import type { Anchor } from "./listing-anchors.ts";
import { cutPlace } from "./listing-body.ts";
import { placeBylines } from "./listing-byline.ts";
import { type DayOrder, type PeriodHeading, placeDate } from "./listing-date.ts";
import { anchorsIn } from "./listing-groups.ts";
import type { PostPlace } from "./listing-posts.ts";
import { defineSeries } from "./listing-series.ts";
import type { PlaceTitle } from "./listing-title.ts";
import type { WholePost } from "./listing-whole.ts";
import type { Outline } from "./outline.ts";
import type { Page } from "./page.ts";
import type { DateMark } from "./page-dates.ts";
import type { ArticleFacts } from "./structured-facts.ts";

/** What reading a place needs to know of its page. */
export interface ListingContext {
  readonly page: Page;
  readonly outline: Outline;
  readonly anchors: readonly Anchor[];
  readonly dates: readonly DateMark[];
  readonly years: readonly PeriodHeading[];
  readonly dayOrder: DayOrder | undefined;
  /** Selectors of elements with places below them, as they come to be known. */
  readonly locators: Map<number, string>;
  /** Places of elements among their neighbours, as they come to be known; 0 for not yet. */
  readonly positions: Int32Array;
  /** Structured data by the element that it stands on, and by the address that it names. */
  readonly factsAt: ReadonlyMap<number, ArticleFacts>;
  readonly factsOf: ReadonlyMap<string, ArticleFacts>;
  /** The post whose text stands outside its place. */
  readonly whole: WholePost | undefined;
}

/** A post as its place shows it, before what only all places together tell. */
export interface ReadPlace {
  readonly input: EntryInput;
  /** Lines around the text: days, names, tags. */
  readonly meta: readonly number[];
  /** What its links to the post itself say, the title first: no names of people. */
  readonly labels: readonly string[];
  /** Its HTML, both ends of a long one: where series are named. */
  readonly shown: string;
  /** What was odd about its day. */
  readonly notice?: Notice;
}

/** Read one place. */
export function readPlace(context: ListingContext, place: PostPlace, title: PlaceTitle | undefined): ReadPlace {
  const { page, outline, dates, years, dayOrder } = context;
  const own = anchorsIn(context.anchors, place.from, place.to);
  const facts = factsFor(context, place);
  const date = placeDate(place, title, outline, dates, years, dayOrder);
  const { cut: inPlace, meta } = cutPlace(place, title, own, dates, outline, page.language);
  const cut = place === context.whole?.place ? context.whole.cut : inPlace;
  const sanitize = page.options.sanitize === false ? { base: page.base, allowAll: true } : { base: page.base };
  const html = cut === undefined ? "" : sanitizeHtml(bodyHtml(outline, cut), sanitize).trim();
  const text = html === "" ? "" : htmlToText(html);
  const teaser = text !== "" && text.length <= 1000 && isTeaser(place, text, html);
  const updated = date.updated ?? facts?.updated;
  const published = pickDate(date.published, date.mark, facts?.published);
  const marked = facts?.bylines.length ? facts.bylines : placeBylines(page, place, own, meta, title?.text, outline);
  const shown =
    html.length <= 12_000 ? html : `${html.slice(0, html.lastIndexOf("<", 6000))}${html.slice(html.indexOf("<", html.length - 6000))}`;
  const labels = title === undefined ? [] : [title.text];
  for (const { text } of place.anchors) if (text !== "") labels.push(text);
  const locator = locatorOf(outline, place.from, context);
  const read: ReadPlace = {
    meta,
    labels,
    shown,
    input: {
      title: title?.text ?? facts?.title,
      url: place.anchor.address.url,
      published,
      updated: updated === published ? undefined : updated,
      externalUrl: externalOf(place, title, own),
      language: facts?.language,
      bylines: marked as Byline[],
      tags: placeTags(own, outline, facts),
      elsewhere: shown === "" ? [] : findPublicationNotes(shown, { url: place.anchor.address.url }),
      image: placeImage(page, place, outline) ?? facts?.image,
      summary: teaser || html === "" ? (teaser ? text.replace(/\s+/g, " ") : facts?.summary) : undefined,
      html: teaser || (text === "" && !/<(?:img|video|audio|iframe)/.test(html)) ? undefined : html,
      from: page.url === undefined ? { format: "html", locator } : { format: "html", locator, source: page.url },
    },
  };
  return date.notice === undefined ? read : { ...read, notice: date.notice };
}

/** One entry of all places that show the same post: what the first lacks is taken from the others. */
export function mergePlaces(reads: readonly ReadPlace[]): ReadPlace {
  const [first, ...others] = reads as [ReadPlace, ...ReadPlace[]];
  if (others.length === 0) return first;
  const input: Record<string, unknown> = { ...first.input };
  for (const { input: other } of others) {
    if (input.html === undefined && input.summary === undefined) {
      input.html = other.html;
      input.summary = other.summary;
    }
    for (const [field, value] of Object.entries(other)) {
      if (field === "html" || field === "summary" || field === "from") continue;
      const own = input[field];
      if (own === undefined || (Array.isArray(own) && own.length === 0)) input[field] = value;
    }
  }
  return {
    input: input as EntryInput,
    meta: reads.flatMap((r) => r.meta),
    labels: reads.flatMap((r) => r.labels),
    shown: reads.find((r) => r.shown !== "")?.shown ?? "",
    ...(input.published === undefined && first.notice !== undefined ? { notice: first.notice } : {}),
  };
}

/** The entry; where the page shows nothing but a title, that is the whole text (JSON Feed wants one of every item). */
export function finishEntry(read: ReadPlace, bylines: readonly Byline[]): Entry {
  const { html, summary, title } = read.input;
  // Nobody else holds what was gathered: it need not be copied.
  const input = read.input as { -readonly [K in keyof EntryInput]: EntryInput[K] };
  input.bylines = bylines;
  if (!html && !summary && title) {
    input.text = title;
    input.contents = [];
  }
  const entry = createEntry(input);
  defineSeries(entry, read.shown);
  return entry;
}

/** Where the title of a link post leads: to the page that it is about. */
function externalOf(place: PostPlace, title: PlaceTitle | undefined, own: readonly Anchor[]): string | undefined {
  if (place.anchor.external || title === undefined || title.to <= title.from) return undefined;
  const linked = own.find((a) => a.external && a.heading > 0 && a.text !== "" && title.text.includes(a.text));
  return linked?.address.url;
}

/** What machine-readable markup says goes before a weak guess, and behind a day that is plainly shown. */
function pickDate(shown: Timestamp | undefined, mark: DateMark | undefined, said: Timestamp | undefined): Timestamp | undefined {
  if (shown === undefined || said === undefined) return shown ?? said;
  if (said.startsWith(shown)) return said;
  return mark !== undefined && (mark.machine || mark.beside < 40) ? shown : said;
}

function factsFor(context: ListingContext, place: PostPlace): ArticleFacts | undefined {
  const { factsAt, factsOf } = context;
  for (let i = place.from; factsAt.size > 0 && i <= place.anchor.element; i++) {
    const facts = factsAt.get(i);
    if (facts && facts.kind === "article") return facts;
  }
  // The element may lie around the place where that was found too narrow.
  const above = context.outline.parent[place.from];
  const outer = above === undefined ? undefined : factsAt.get(above);
  if (outer?.kind === "article" && outer.url !== undefined) return outer;
  return factsOf.get(place.anchor.address.key);
}

/** Whether the text only leads in: a link to the rest, dots at its end, or one short paragraph without markup. */
function isTeaser(place: PostPlace, text: string, html: string): boolean {
  if (place.anchors.some((a) => a !== place.anchor && a.more && /\p{L}{3}/u.test(a.text) && !/comment|permalink/i.test(a.text)))
    return true;
  if (/(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[&hellip;\])[^\p{L}\p{M}\p{N}]*$/u.test(text)) return true;
  return text.length < 400 && !text.includes("\n") && !/<(?:br|pre|blockquote|video|audio|iframe)\b/.test(html);
}

const TAG_PATH =
  /^(?:tags?|tagged|topics?|categor(?:y|ies|ia|ias|ie|ien)|catégories?|labels?|keywords?|themes?|kategorie?n?|rubriques?|sections?)$/i;

const TAG_REL = /(?:^|\s)(?:tag|category)(?:\s|$)/;

function placeTags(own: readonly Anchor[], outline: Outline, facts: ArticleFacts | undefined): Tag[] {
  const tags: Tag[] = [...(facts?.tags ?? [])];
  for (const anchor of own) {
    const { segments } = anchor.address;
    const { rel } = (outline.elements[anchor.element] as Element).attribs;
    const byPath = segments.length > 1 && TAG_PATH.test(segments[segments.length - 2] as string) && !anchor.external;
    if (!byPath && (rel === undefined || !TAG_REL.test(rel))) continue;
    const name = anchor.text.replace(/^#\s*/, "").replace(/[,;]$/, "").trim();
    if (name !== "" && name.length <= 60 && !tags.some((t) => t.name.toLowerCase() === name.toLowerCase())) tags.push({ name });
  }
  return tags;
}

function placeImage(page: Page, place: PostPlace, outline: Outline): Image | undefined {
  for (let i = place.from; i < place.to; i++) {
    const element = outline.elements[i] as Element;
    if (element.name !== "img") continue;
    if (/avatar|gravatar|emoji|icon|logo|author|smil|pixel|badge/i.test(`${element.attribs.class ?? ""} ${element.attribs.src ?? ""}`))
      continue;
    if (Number(element.attribs.width ?? 99) < 50 || Number(element.attribs.height ?? 99) < 50) continue;
    const real = realMedia(element);
    const url = real?.attribs.src === undefined ? undefined : resolveUrl(real.attribs.src, page.base);
    if (url === undefined) continue;
    const description = element.attribs.alt?.trim();
    return { url, ...(description ? { description } : {}) };
  }
  return undefined;
}

const PLAIN_ID = /^[\w-]+$/;

/** A CSS selector that finds an element, from the nearest id on; what stands above the places is put together once for all of them. */
function locatorOf(outline: Outline, element: number, { locators, positions }: Pick<ListingContext, "locators" | "positions">): string {
  const { name, attribs } = outline.elements[element] as Element;
  if (element === 0) return "";
  if (attribs.id && PLAIN_ID.test(attribs.id)) return `#${attribs.id}`;
  if (name === "body") return "body";
  const parent = outline.parent[element] as number;
  let above = locators.get(parent);
  if (above === undefined) {
    above = parent <= 0 ? "" : `${locatorOf(outline, parent, { locators, positions })} > `;
    locators.set(parent, above);
  }
  return `${above}${name}:nth-of-type(${positionOf(outline, element, positions)})`;
}

/** The place of an element among those of its name; all its neighbours are counted at once. */
function positionOf(outline: Outline, element: number, positions: Int32Array): number {
  if (positions[element] === 0) {
    const parent = outline.parent[element] as number;
    const counts = new Map<string, number>();
    const end = parent < 0 ? outline.elements.length : (outline.end[parent] as number);
    for (let at = parent + 1; at < end; at = outline.end[at] as number) {
      const { name } = outline.elements[at] as Element;
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      positions[at] = count;
    }
  }
  return positions[element] as number;
}
