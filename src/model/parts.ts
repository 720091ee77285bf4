import type { Timestamp } from "./timestamp.ts";

/**
 * A person as one source names them at one entry; `resolve` concludes from these who the authors are.
 * At least one field is present.
 *
 * RSS: `author` (`mail (name)`), `dc:creator`; Atom: `author/name|email|uri`; JSON Feed: `authors[]`; HTML: byline, `rel=author`, h-card.
 */
export interface Byline {
  /** As written, without "by" and titles of honour kept. Atom requires it (`name`); RSS and JSON Feed do not. */
  readonly name?: string;
  /** Profile or home page, absolute. Atom `uri`, JSON Feed `url`. */
  readonly url?: string;
  /** RSS `author` is meant to be one; Atom `email`. JSON Feed has no place for it but `url: "mailto:…"`. */
  readonly email?: string;
  /** `@name`, as a bio or a byline gives it. No format has a place for it. */
  readonly handle?: string;
  /** What the page says of the person, as plain text. No feed format has a place for it. */
  readonly bio?: string;
  /** Portrait. JSON Feed `avatar`; HTML `u-photo`. */
  readonly image?: string;
  /** What they did, where it is not writing: Media RSS `credit/@role`, podcast `person/@role`. */
  readonly role?: string;
}

/** RSS `category` (`@domain` is the scheme); Atom `category/@term|@scheme|@label`; JSON Feed `tags[]` (name only); HTML `rel=tag`. */
export interface Tag {
  readonly name: string;
  /** The vocabulary it belongs to, an absolute address as a rule. */
  readonly scheme?: string;
  /** What to show for it, where that differs from the name. */
  readonly label?: string;
}

/**
 * A file that belongs to the entry.
 * RSS `enclosure` (one; `url`, `length`, `type` required) and `media:content`; Atom `link rel="enclosure"`; JSON Feed `attachments[]`; HTML `<audio>`, `<video>`.
 */
export interface Enclosure {
  readonly url: string;
  /** Media type. Required by RSS and JSON Feed: writers fall back to one guessed from the address. */
  readonly type?: string;
  /** Size in bytes. RSS requires it: writers say 0 where it is unknown. */
  readonly length?: number;
  readonly title?: string;
  /** Playing time in seconds. JSON Feed `duration_in_seconds`, `itunes:duration`, `media:content/@duration`. */
  readonly durationSeconds?: number;
  readonly language?: string;
  /** Pixels; Media RSS only. */
  readonly width?: number;
  readonly height?: number;
}

/** Atom `link` (RFC 4287 §4.2.7), the same in RSS as `atom:link`, HTML `<link>`. Those that a field of the model says already are here too. */
export interface Link {
  readonly href: string;
  /** `alternate` where the document gives none. */
  readonly rel: string;
  readonly type?: string;
  readonly title?: string;
  readonly hreflang?: string;
  /** Size in bytes. */
  readonly length?: number;
}

/** RSS `image`, `media:thumbnail`, `itunes:image`; JSON Feed `image`, `banner_image`; HTML lead image, `og:image`. */
export interface Image {
  readonly url: string;
  readonly title?: string;
  /** RSS `image/link`: the page that the picture leads to. */
  readonly link?: string;
  /** Pixels. */
  readonly width?: number;
  readonly height?: number;
  readonly description?: string;
}

/**
 * A source's own words that the article appeared in another place as well ("This post was previously published on …"),
 * or an element that says so. No feed format but Atom (`link rel="via"`, `source`) has a place for it.
 */
export interface Elsewhere {
  /** `from`: it appeared there first. `also`: it appeared there too. */
  readonly direction: "from" | "also";
  /** The place as named: "Ada's blog". */
  readonly where?: string;
  readonly url?: string;
  /** The words that say so, as they stand. */
  readonly quote: string;
}

/**
 * What one entry says of the series that it is part of.
 * No format has a place for it: read from titles, lists in bodies and page markup; written as a category with a scheme,
 * `rel="prev"`/`"next"` and `_offprint` in JSON Feed.
 */
export interface SeriesClaim {
  readonly name: string;
  /** From 1, as printed; 0 and fractions occur. Absent where the series is named and the number is not. */
  readonly part?: number;
  /** How many parts there are to be. */
  readonly of?: number;
  readonly url?: string;
  /** Other parts that the entry lists, with what it says of them. */
  readonly parts?: readonly SeriesPart[];
  /** Addresses of the neighbours. */
  readonly previous?: string;
  readonly next?: string;
}

/** A part as somebody mentions it. */
export interface SeriesPart {
  readonly part?: number;
  readonly title?: string;
  readonly url?: string;
}

/** RSS `comments`, `slash:comments`, `wfw:commentRss`, `wfw:comment`; Atom `link rel="replies"` (RFC 4685). */
export interface Comments {
  /** The page. */
  readonly url?: string;
  readonly count?: number;
  /** The feed of the comments. */
  readonly feed?: string;
  /** Where to send one. */
  readonly api?: string;
}

/** Atom `thr:in-reply-to` (RFC 4685 §3); JSON Feed has no place for it; HTML `u-in-reply-to`. */
export interface Reply {
  readonly url?: string;
  /** Id (`@ref`) of the entry replied to. */
  readonly ref?: string;
  /** The feed in which that entry stands. */
  readonly source?: string;
  readonly type?: string;
}

/** GeoRSS and W3C geo. Coordinates are `[longitude, latitude]` in degrees, WGS 84, as GeoJSON orders them. */
export interface Geo {
  readonly type: "Point" | "LineString" | "Polygon" | "Box";
  /** Nested as GeoJSON nests them (RFC 7946 §3.1); of a box two corners. */
  readonly coordinates: readonly number[] | readonly (readonly number[])[] | readonly (readonly (readonly number[])[])[];
}

/** Media RSS at the entry. Its files are `enclosures`, its keywords `tags`. */
export interface Media {
  readonly player?: string;
  readonly thumbnails: readonly Image[];
  readonly credits: readonly { readonly value: string; readonly role?: string; readonly scheme?: string }[];
  readonly rating?: { readonly value: string; readonly scheme?: string };
  readonly restriction?: { readonly value: string; readonly relationship?: string; readonly type?: string };
  readonly license?: { readonly value?: string; readonly href?: string; readonly type?: string };
}

/** `itunes:` and `podcast:` at a channel or an entry. */
export interface Podcast {
  readonly author?: string;
  readonly subtitle?: string;
  readonly summary?: string;
  readonly explicit?: boolean;
  /** `itunes:block`: not to be listed in Apple's directory. */
  readonly block?: boolean;
  readonly durationSeconds?: number;
  readonly season?: number;
  readonly episode?: number;
  /** `full`, `trailer`, `bonus` at an entry; `episodic`, `serial` at a channel. */
  readonly type?: string;
  readonly keywords?: readonly string[];
  /** `podcast:guid`, channel only. */
  readonly guid?: string;
  /** `podcast:locked`, channel only. */
  readonly locked?: boolean;
  readonly transcripts?: readonly { readonly url: string; readonly type?: string; readonly language?: string }[];
  /** `podcast:chapters/@url`. */
  readonly chaptersUrl?: string;
}

/** Podlove simple chapters (`psc:chapter`). */
export interface Chapter {
  /** As a normal play time, `00:03:07.500`. */
  readonly start: string;
  readonly title?: string;
  readonly url?: string;
  readonly image?: string;
}

export interface Generator {
  readonly name?: string;
  readonly url?: string;
  readonly version?: string;
}

/** The days around an article. */
export interface Dates {
  /** RSS `pubDate`, `dc:date`; Atom `published` (optional); JSON Feed `date_published`; HTML `<time>`, `article:published_time`. */
  readonly published?: Timestamp;
  /** RSS has none (`atom:updated`, `dcterms:modified`); Atom `updated` (required); JSON Feed `date_modified`; HTML `article:modified_time`. */
  readonly updated?: Timestamp;
  /** `dcterms:created`; Atom 0.3 `created`. */
  readonly created?: Timestamp;
  /** RSS `expirationDate`, `dcterms:valid` end; JSON Feed `expired` is channel-wide and is not this. */
  readonly expires?: Timestamp;
}
