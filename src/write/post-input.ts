import type { SourceChannel } from "../model/channel.ts";
import type { Entry } from "../model/entry.ts";
import type { Link, Tag } from "../model/parts.ts";
import type { Post } from "../model/post.ts";

/** A timestamp of the model, or a `Date` for callers that have nothing else. An invalid one counts as absent. */
export type DateInput = string | Date;

/** A person as a caller has one: an `Author` of a post, a `Byline` of an entry, or a plain object with some of the fields. */
export interface PersonInput {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
  /** As `Author` has them; the first one is written. */
  readonly urls?: readonly string[] | undefined;
  readonly image?: string | undefined;
  readonly role?: string | undefined;
}

/** The feed that a post was taken from. `url` is a second word for `home`. */
export type SourceInput = { readonly [K in keyof Omit<SourceChannel, "authors" | "updated">]?: SourceChannel[K] | undefined } & {
  readonly url?: string | undefined;
  readonly updated?: DateInput | undefined;
  readonly authors?: readonly PersonInput[] | undefined;
};

/** A series as a post (`title`) or an entry (`name`) has it. */
export interface SeriesInput {
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly name?: string | undefined;
  readonly part?: number | undefined;
  readonly of?: number | undefined;
  readonly url?: string | undefined;
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

type SameAsModel = Omit<
  Post & Entry,
  | "published"
  | "updated"
  | "created"
  | "expires"
  | "authors"
  | "bylines"
  | "contributors"
  | "tags"
  | "enclosures"
  | "links"
  | "source"
  | "series"
  | "from"
  | "picked"
>;

/**
 * What the writers take: a `Post`, an `Entry`, or any plain object with some of their fields. Nothing is required.
 * Addresses may be relative to the head's `home`.
 */
export type PostInput = { readonly [K in keyof SameAsModel]?: SameAsModel[K] | undefined } & {
  readonly published?: DateInput | undefined;
  readonly updated?: DateInput | undefined;
  readonly created?: DateInput | undefined;
  readonly expires?: DateInput | undefined;
  readonly authors?: readonly PersonInput[] | undefined;
  /** As entries call them; `authors` wins. */
  readonly bylines?: readonly PersonInput[] | undefined;
  /** For one author. */
  readonly author?: PersonInput | undefined;
  readonly contributors?: readonly PersonInput[] | undefined;
  /** Names, or tags with a scheme. */
  readonly tags?: readonly (Tag | string)[] | undefined;
  readonly enclosures?: readonly EnclosureInput[] | undefined;
  readonly links?: readonly Link[] | undefined;
  readonly source?: SourceInput | undefined;
  readonly series?: SeriesInput | undefined;
  readonly from?: unknown;
  readonly picked?: unknown;
  /** The body as XHTML, when there is no `html`. Must be well-formed to be written as such; else it is treated as HTML. */
  readonly xhtml?: string | undefined;
  /** The title with markup, short for `details.title` of type `html`. */
  readonly titleHtml?: string | undefined;
};

/** A file of a post. `duration` is a second word for `durationSeconds`. */
export interface EnclosureInput {
  readonly url: string;
  /** A media type: `audio/mpeg`. */
  readonly type?: string | undefined;
  /** Bytes. */
  readonly length?: number | undefined;
  readonly title?: string | undefined;
  readonly durationSeconds?: number | undefined;
  /** Seconds, too. */
  readonly duration?: number | undefined;
  readonly language?: string | undefined;
  /** Pixels. */
  readonly width?: number | undefined;
  /** Pixels. */
  readonly height?: number | undefined;
}
