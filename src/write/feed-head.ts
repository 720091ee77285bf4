import type { Channel } from "../model/channel.ts";
import type { Link, Tag } from "../model/parts.ts";
import type { Pages } from "../model/reading.ts";
import type { DateInput, PersonInput } from "./post-input.ts";

type SameAsModel = Omit<
  Channel,
  | "title"
  | "home"
  | "feedUrl"
  | "updated"
  | "published"
  | "created"
  | "authors"
  | "contributors"
  | "tags"
  | "links"
  | "hubs"
  | "publisher"
  | "feeds"
>;

/** An address for each format, for a head that is written in all three. */
export interface FeedUrls {
  readonly rss?: string | undefined;
  readonly atom?: string | undefined;
  readonly json?: string | undefined;
}

/**
 * What a feed says of itself: the `channel` of a reading as it stands, or a plain object with some of its fields.
 * What is not given is not written, or is what the format demands at the least.
 */
export type FeedHead = { readonly [K in keyof SameAsModel]?: SameAsModel[K] | undefined } & {
  /** RSS, Atom and JSON Feed require it; without one it is the home's host. */
  readonly title?: string | undefined;
  /** The site's page, absolute. Relative addresses of the posts are resolved against it. RSS requires it. */
  readonly home?: string | undefined;
  /** Where this document will be published. One address, or one for each format. Atom and the RSS profile want it. */
  readonly feedUrl?: string | FeedUrls | undefined;
  /**
   * When the feed last changed. Atom requires it.
   * @default the latest date of the posts; when streaming, where posts cannot be looked at beforehand, of the first post
   */
  readonly updated?: DateInput | undefined;
  readonly published?: DateInput | undefined;
  readonly created?: DateInput | undefined;
  readonly authors?: readonly PersonInput[] | undefined;
  /** For one author. */
  readonly author?: PersonInput | undefined;
  readonly contributors?: readonly PersonInput[] | undefined;
  readonly publisher?: PersonInput | undefined;
  readonly tags?: readonly (Tag | string)[] | undefined;
  readonly links?: readonly Link[] | undefined;
  /** WebSub hubs, as addresses or as the model has them. */
  readonly hubs?: readonly (string | { readonly url: string; readonly type?: string | undefined })[] | undefined;
  /** For one hub. */
  readonly hub?: string | undefined;
  readonly feeds?: readonly Link[] | undefined;
  /** Where the document stands among others (RFC 5005 §3 and §4; JSON Feed `next_url`). */
  readonly pages?: Pages | undefined;
  /**
   * A stylesheet for people who open the feed in a browser: an address (CSS, or XSLT for old browsers).
   * RSS and Atom only. `feedStylesheet` gives one to publish.
   */
  readonly stylesheet?: string | undefined;
};
