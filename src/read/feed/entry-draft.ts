import type { TextConstruct } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import type { Byline, Elsewhere, Link } from "../../model/parts.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { isWebUrl } from "../../values/url.ts";
import { entryId } from "../create-entry.ts";
import { type FeedElement, NO_ELEMENTS } from "./element.ts";
import type { Inherited } from "./entry.ts";
import type { FeedContext } from "./feed-context.ts";
import { defineLate, LateSource } from "./late-entry.ts";
import type { LateFields } from "./late-fields.ts";
import { MEDIA_TEXT, SOURCE } from "./late-kinds.ts";
import { defineTexts, EntryTexts, emptyEntry, type LazyBody } from "./lazy-entry.ts";
import type { QualifiedName } from "./name-table.ts";
import { addPerson, readPerson } from "./person.ts";
import type { Scope } from "./scope.ts";
import { readText, TextValue } from "./text-value.ts";

const NOTHING = NO_ELEMENTS as readonly never[] as never[];
const MOST_LINKS = 1000;

/** What the elements of an entry have said so far. */
export class EntryDraft {
  readonly element: FeedElement;
  readonly scope: Scope;
  readonly context: FeedContext;
  /** The fields that something stands there for and that are read when they are asked for. */
  late = 0;
  guid: string | undefined = undefined;
  guidElement: FeedElement | undefined = undefined;
  linkText: string | undefined = undefined;
  title: TextValue | undefined = undefined;
  subtitle: TextValue | undefined = undefined;
  summary: TextValue | undefined = undefined;
  description: TextValue | undefined = undefined;
  rights: TextValue | undefined = undefined;
  language: string | undefined = undefined;
  published: Timestamp | undefined = undefined;
  dcDate: Timestamp | undefined = undefined;
  updated: Timestamp | undefined = undefined;
  created: Timestamp | undefined = undefined;
  expires: Timestamp | undefined = undefined;
  publisher: Byline | undefined = undefined;
  canonical: string | undefined = undefined;
  linkedCanonical: string | undefined = undefined;
  status: Entry["status"] | undefined = undefined;
  podcastAuthor: string | undefined = undefined;
  podcastSubtitle: string | undefined = undefined;
  hasPodcastSummary = false;
  // Nearly all have one of each: a list that is made with it has no room to spare.
  bodies: LazyBody[] = NOTHING;
  bylines: Byline[] = NOTHING;
  links: Link[] = NOTHING;
  #source: LateSource | undefined = undefined;

  constructor(element: FeedElement, scope: Scope, context: FeedContext) {
    this.element = element;
    this.scope = scope;
    this.context = context;
  }

  text(child: FeedElement, name: QualifiedName): TextValue {
    return readText(child, name, this.scope, this.context.sanitize, "auto");
  }

  addBody(body: LazyBody): void {
    if (this.bodies.length === 0) this.bodies = [body];
    else this.bodies.push(body);
  }

  addByline(person: Byline | undefined): void {
    if (this.bylines.length > 0) addPerson(this.bylines, person);
    else if (person !== undefined) this.bylines = [person];
  }

  addLink(link: Link): void {
    if (this.links.length === 0) this.links = [link];
    else if (this.links.length < MOST_LINKS) this.links.push(link);
  }

  get #lateSource(): LateSource {
    this.#source ??= new LateSource(this.element, this.scope, this.context, this.links);
    return this.#source;
  }

  /** For an entry whose own texts are missing: then others stand in for them. */
  get #lateFields(): LateFields {
    return this.#lateSource.fields;
  }

  /** The entry, with what one field says of another. */
  finish(inherited: Inherited, locator: string): Entry {
    const { element, scope, context, links } = this;
    const atom = context.format === "atom";
    const title = this.title?.line ?? (this.#has(MEDIA_TEXT) ? this.#lateFields.mediaTitle : undefined);
    const about = this.guid === undefined ? element.attribute("about") : undefined;
    const guid = this.guid ?? about;
    const permalink = this.#permalink();
    const alternate = links.length === 0 ? undefined : alternateOf(links);
    const url =
      (atom ? (alternate ?? this.linkText) : (this.linkText ?? alternate)) ??
      (permalink === true && isWebUrl(guid) ? scope.url(guid) : undefined) ??
      (about !== undefined && isWebUrl(about) ? about : undefined);
    const summary = this.#summary(title);
    const spoken =
      this.hasPodcastSummary && summary === undefined && this.bodies.length === 0 ? this.#lateFields.podcast?.summary : undefined;
    const canonical = this.canonical ?? this.linkedCanonical;
    const subtitle = this.subtitle?.line ?? this.podcastSubtitle;
    const language = this.language ?? scope.language ?? inherited.language;
    const published = this.published ?? this.dcDate;
    const related = links.length === 0 ? undefined : links.find((link) => link.rel === "related")?.href;

    const entry = emptyEntry();
    (entry as { id: string }).id = "";
    if (guid !== undefined) entry.guid = guid;
    if (permalink !== undefined) entry.guidIsPermalink = permalink;
    if (url !== undefined) entry.url = url;
    if (canonical !== undefined) entry.canonical = canonical;
    if (related !== undefined) entry.externalUrl = related;
    if (title !== undefined) entry.title = title;
    if (subtitle !== undefined) entry.subtitle = subtitle;
    if (language !== undefined) entry.language = language;
    if (published !== undefined) entry.published = published;
    if (this.updated !== undefined) entry.updated = this.updated;
    if (this.created !== undefined) entry.created = this.created;
    if (this.expires !== undefined) entry.expires = this.expires;
    for (const body of this.bodies) if (body instanceof TextValue) body.page = url;
    defineTexts(entry, new EntryTexts(this.bodies, summary, detailsOf(this.title, this.subtitle, this.rights)));
    if (spoken !== undefined) entry.summary = spoken;
    entry.bylines = this.#bylines(inherited);
    if (this.publisher !== undefined) entry.publisher = this.publisher;
    entry.links = links;
    entry.elsewhere = elsewhereOf(links) as Elsewhere[];
    const rights = this.rights?.plain;
    if (rights !== undefined && rights !== "") entry.rights = rights;
    if (this.status !== undefined) entry.status = this.status;
    defineLate(entry, this.late, this.late === 0 ? undefined : this.#lateSource);
    entry.from =
      context.from === undefined ? { format: context.format, locator } : { source: context.from, format: context.format, locator };
    (entry as { id: string }).id = entryId(context.identity, entry as Entry);
    return entry as Entry;
  }

  #has(kind: number): boolean {
    return (this.late & kind) !== 0;
  }

  #permalink(): boolean | undefined {
    const guid = this.guidElement;
    if (guid === undefined || this.context.format === "atom" || !/guid$/i.test(guid.name)) return undefined;
    return guid.attribute("isPermaLink")?.toLowerCase() !== "false";
  }

  /** RSS's description is the body where nothing fuller stands beside it (https://www.rssboard.org/rss-profile#element-channel-item-description). */
  #summary(title: string | undefined): TextValue | undefined {
    const { description, bodies, summary } = this;
    if (description === undefined) {
      const text = summary === undefined && this.#has(MEDIA_TEXT) ? this.#lateFields.mediaText : undefined;
      return text === undefined ? summary : readText(text, this.scope.nameOf(text), this.scope, this.context.sanitize, "auto");
    }
    if (bodies.length > 0) return summary ?? description;
    if (summary === undefined && !description.isMarkup && title !== undefined) return description;
    const plain = title === undefined && !description.isMarkup && summary === undefined;
    this.addBody(plain ? new TextValue(description.element, description.scope, "html", false, this.context.sanitize) : description);
    return summary;
  }

  #bylines(inherited: Inherited): Byline[] {
    if (this.bylines.length === 0 && this.podcastAuthor !== undefined) this.addByline(readPerson(this.podcastAuthor));
    if (this.bylines.length > 0) return this.bylines;
    const authors = this.#has(SOURCE) ? this.#lateFields.source?.authors : undefined;
    const heirs = authors !== undefined && authors.length > 0 ? authors : inherited.authors;
    return heirs.length === 0 ? NOTHING : [...heirs];
  }
}

function alternateOf(links: readonly Link[]): string | undefined {
  const alternates = links.filter((link) => link.rel === "alternate");
  return (alternates.find((link) => link.type === undefined || /html/i.test(link.type)) ?? alternates[0])?.href;
}

function elsewhereOf(links: readonly Link[]): readonly Elsewhere[] {
  const via = links.length === 0 ? undefined : links.find((link) => link.rel === "via")?.href;
  return via === undefined ? NO_ELEMENTS : [{ direction: "from", url: via, quote: via }];
}

function detailsOf(
  title: TextValue | undefined,
  subtitle: TextValue | undefined,
  rights: TextValue | undefined,
): { [name: string]: TextConstruct } | undefined {
  let details: { [name: string]: TextConstruct } | undefined;
  if (title?.isNotable === true) details = { title: title.construct() };
  if (subtitle?.isNotable === true) details = { ...details, subtitle: subtitle.construct() };
  if (rights?.isNotable === true) details = { ...details, rights: rights.construct() };
  return details;
}
