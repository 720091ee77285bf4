import type { SourceChannel } from "./channel.ts";
import type { Content, TextConstruct } from "./content.ts";
import type { Extension } from "./extension.ts";
import type {
  Byline,
  Chapter,
  Comments,
  Dates,
  Elsewhere,
  Enclosure,
  Geo,
  Image,
  Link,
  Media,
  Podcast,
  Reply,
  SeriesClaim,
  Tag,
} from "./parts.ts";

/** What kind of document an entry was read from. `data`: made by `createEntry` or a bridge. */
export type EntryFormat = "rss" | "rdf" | "atom" | "json" | "wxr" | "html" | "text" | "data";

/** Where an entry was found. */
export interface EntryOrigin {
  /** The document's address or the file's name: what tells one source from another. Absent when reading was given none. */
  readonly source?: string;
  readonly format: EntryFormat;
  /** The place inside the document, for a person: `item[3]`, `line 120`, a CSS selector. */
  readonly locator?: string;
}

/**
 * What one source says: one copy of an article, as published (Atom's *entry*, RSS's and JSON Feed's *item*).
 *
 * Optional fields are absent, never `null` or `""`; arrays are always there. Bodies (`html`, `text`, `summary`, `contents`, `details`)
 * and what stands beside text and days (`contributors`, `tags`, `series`, `image`, `enclosures`, `license`, `source`, `comments`,
 * `inReplyTo`, `geo`, `media`, `podcast`, `chapters`, `extensions`) may be own enumerable accessors that do their work on first use, and
 * then may find nothing (`undefined`); the rest is plain data. `JSON.stringify` gives all of it, and `createEntry` takes it back.
 *
 * Deliberately not mapped: RSS `item/source` without an address (kept in `source.title`), Atom `entry/rights` markup beyond `details`,
 * ratings (`PICS`), `skipHours` (those concern polling a channel, see `Channel`).
 */
export interface Entry extends Dates {
  /** Ours: stable for the same source and the same guid (else address, else title and day), unique over sources. */
  readonly id: string;
  /** RSS `guid` (optional); Atom `id` (required); JSON Feed `id` (required); RDF `@rdf:about`; HTML: none. As written, trimmed. */
  readonly guid?: string;
  /** RSS `guid/@isPermaLink`: the guid is the article's address. Absent in other formats. */
  readonly guidIsPermalink?: boolean;
  /** The article's page, absolute. RSS `link` (optional) or a permalink guid; Atom `link rel="alternate"`; JSON Feed `url`; HTML the title's link, for an article the page's own. */
  readonly url?: string;
  /** What the source itself calls the article's true address: HTML and Atom `link rel="canonical"`, `feedburner:origLink`, `og:url` of another host. */
  readonly canonical?: string;
  /** The page that a link post is about: JSON Feed `external_url`; Atom `link rel="related"`. */
  readonly externalUrl?: string;
  /** Plain text on one line. RSS `title` (title or description required); Atom `title` (required, may be empty); JSON Feed `title` (optional); HTML the heading. */
  readonly title?: string;
  /** Plain text. Atom 0.3/`itunes:subtitle`; HTML a second heading under the title. */
  readonly subtitle?: string;
  /** BCP 47. RSS `language` of the channel, `dc:language`; Atom `xml:lang`; JSON Feed `language`; HTML `lang`. */
  readonly language?: string;
  /** Plain text that stands apart from the body. RSS `description` beside `content:encoded`, or alone where it has no markup; Atom `summary`; JSON Feed `summary`; HTML teaser, `meta description`. */
  readonly summary?: string;
  /** The body as HTML: the fullest one that the source gives, sanitised and with absolute addresses. RSS `content:encoded`, else `description`; Atom `content`; JSON Feed `content_html`; HTML the article's body. */
  readonly html?: string;
  /** The body as plain text: blocks on lines of their own, no markup, no script. JSON Feed `content_text`; else made from `html`. */
  readonly text?: string;
  /** Every body that the source gives, the one behind `html` first. */
  readonly contents: readonly Content[];
  /** The markup, language and base of short texts, where the source gave them any: a title with `<code>`, an XHTML summary. */
  readonly details?: {
    readonly title?: TextConstruct;
    readonly subtitle?: TextConstruct;
    readonly summary?: TextConstruct;
    readonly rights?: TextConstruct;
  };
  /** Who wrote it. RSS `author`, `dc:creator` (several); Atom `author` (entry, source or feed must have one); JSON Feed `authors`; HTML byline. Inherited from the channel where the entry names nobody, as RFC 4287 §4.2.1 has it. */
  readonly bylines: readonly Byline[];
  /** Atom `contributor`, `dc:contributor`, `podcast:person`. */
  readonly contributors: readonly Byline[];
  /** `dc:publisher`, RSS `webMaster` (channel only). */
  readonly publisher?: Byline;
  readonly tags: readonly Tag[];
  /** The lead image. RSS `media:thumbnail`, `itunes:image`; JSON Feed `image`; HTML `og:image` or the first figure. */
  readonly image?: Image;
  readonly enclosures: readonly Enclosure[];
  readonly links: readonly Link[];
  readonly series?: SeriesClaim;
  readonly elsewhere: readonly Elsewhere[];
  /** Atom `rights`, RSS channel `copyright`, `dc:rights`, as plain text. */
  readonly rights?: string;
  /** Address of the licence: `creativeCommons:license`, `cc:license`, Atom `link rel="license"`. */
  readonly license?: string;
  /** The feed that the entry was copied from: Atom `source` (RFC 4287 §4.2.11), RSS `source`. */
  readonly source?: SourceChannel;
  readonly comments?: Comments;
  readonly inReplyTo: readonly Reply[];
  readonly geo?: Geo;
  readonly media?: Media;
  readonly podcast?: Podcast;
  readonly chapters: readonly Chapter[];
  /** WordPress export `wp:status`, Atom `app:draft`; absent means published. Resolving leaves out all but published entries. */
  readonly status?: "draft" | "private" | "pending" | "scheduled" | "trash";
  readonly extensions: readonly Extension[];
  readonly from: EntryOrigin;
}
