import type { TextConstruct } from "./content.ts";
import type { Extension } from "./extension.ts";
import type { Byline, Generator, Geo, Image, Link, Podcast, Tag } from "./parts.ts";
import type { Timestamp } from "./timestamp.ts";

/** What an entry says of the feed that it was copied from (RFC 4287 §4.2.11), and what every channel has. */
export interface SourceChannel {
  /** Atom `id` (required); RDF `@rdf:about`. RSS and JSON Feed: none. */
  readonly id?: string;
  /** RSS, Atom, JSON Feed `title` (required in all); HTML `og:site_name`, the common end of the pages' titles. */
  readonly title?: string;
  /** The site. RSS `link` (required); Atom `link rel="alternate"`; JSON Feed `home_page_url`; HTML the home link. */
  readonly home?: string;
  /** The feed itself. RSS `atom:link rel="self"`; Atom `link rel="self"`; JSON Feed `feed_url`. RSS `source/@url` of an entry. */
  readonly feedUrl?: string;
  /** RSS `description` (required); Atom `subtitle`; JSON Feed `description`. Plain text. */
  readonly description?: string;
  /** BCP 47. RSS `language`; Atom `xml:lang`; JSON Feed `language`; HTML `lang`. */
  readonly language?: string;
  /** RSS `lastBuildDate`; Atom `updated` (required). JSON Feed: none. */
  readonly updated?: Timestamp;
  /** RSS `managingEditor`, `dc:creator`; Atom `author`; JSON Feed `authors`. */
  readonly authors: readonly Byline[];
  readonly contributors: readonly Byline[];
  readonly tags: readonly Tag[];
  readonly links: readonly Link[];
  readonly generator?: Generator;
  /** Small and square. Atom `icon`; JSON Feed `favicon`; HTML `rel=icon`. */
  readonly icon?: string;
  /** Atom `logo` (twice as wide as high); JSON Feed `icon` (large, square). */
  readonly logo?: string;
  /** RSS `copyright`; Atom `rights`. Plain text. */
  readonly rights?: string;
  readonly details?: {
    readonly title?: TextConstruct;
    readonly description?: TextConstruct;
    readonly rights?: TextConstruct;
    readonly info?: TextConstruct;
  };
}

/**
 * What a document says of itself: a feed's channel (RSS), its feed-level elements (Atom), its top-level members (JSON Feed),
 * or of a page what it says about its site.
 */
export interface Channel extends SourceChannel {
  /** RSS `pubDate`; `dc:date`. */
  readonly published?: Timestamp;
  readonly created?: Timestamp;
  readonly publisher?: Byline;
  /** RSS `image`, `itunes:image`. */
  readonly image?: Image;
  readonly license?: string;
  /** Atom 0.3 `info`. Plain text. */
  readonly info?: string;
  /** RSS `docs`. */
  readonly docs?: string;
  /** RSS `ttl`, in minutes. */
  readonly ttlMinutes?: number;
  /** RSS `skipHours`, 0–23 in GMT. */
  readonly skipHours?: readonly number[];
  /** RSS `skipDays`, English names as written. */
  readonly skipDays?: readonly string[];
  /** RSS `cloud`. */
  readonly cloud?: {
    readonly domain?: string;
    readonly port?: string;
    readonly path?: string;
    readonly registerProcedure?: string;
    readonly protocol?: string;
  };
  /** RSS `textInput`. */
  readonly textInput?: { readonly title?: string; readonly description?: string; readonly name?: string; readonly link?: string };
  /** WebSub: `link rel="hub"`, JSON Feed `hubs`. */
  readonly hubs: readonly { readonly url: string; readonly type?: string }[];
  /** `itunes:new-feed-url`. */
  readonly newLocation?: string;
  /** RFC 5005 §2: the document holds all there is. */
  readonly complete?: boolean;
  /** RFC 5005 §4: the document is an archive that does not change. */
  readonly archive?: boolean;
  /** JSON Feed `expired`: there will never be more. */
  readonly expired?: boolean;
  readonly geo?: Geo;
  readonly podcast?: Podcast;
  /** The feeds that a page names (`link rel="alternate"`). Empty for feeds. */
  readonly feeds: readonly Link[];
  readonly extensions: readonly Extension[];
}
