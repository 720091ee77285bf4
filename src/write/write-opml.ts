import type { FeedHead } from "./feed-head.ts";
import { feedAddress } from "./head-facts.ts";
import { authorsOf, line } from "./post-facts.ts";
import type { DateInput, PersonInput } from "./post-input.ts";
import { hostFor, writeAddress, writeLanguage } from "./write-address.ts";
import { writeRfc822 } from "./write-date.ts";
import { attribute, element } from "./write-xml.ts";

/** One source of a list: a channel, a feed head, or as little as a title and an address. */
export type OpmlSource = Pick<FeedHead, "title" | "home" | "feedUrl" | "description" | "language" | "tags"> & {
  /** `RSS`, `RSS1`, `Atom` …, as OPML's `version` has it. */
  readonly version?: string | undefined;
};

/** What a subscription list says of itself. */
export interface OpmlHead {
  /** @default "Subscriptions" */
  readonly title?: string | undefined;
  readonly created?: DateInput | undefined;
  readonly updated?: DateInput | undefined;
  /** Whose list it is. */
  readonly authors?: readonly PersonInput[] | undefined;
  readonly author?: PersonInput | undefined;
}

/**
 * A subscription list in OPML 2.0 ({@link http://opml.org/spec2.opml}). Sources without a feed are written as links to their home.
 */
export function writeOpml(head: OpmlHead, sources: Iterable<OpmlSource>): string {
  const owner = authorsOf(head, undefined)[0];
  let out = `<?xml version="1.0" encoding="utf-8"?>\n<opml version="2.0">\n  <head>\n`;
  out += element("    ", "title", line(head.title) ?? "Subscriptions");
  out += element("    ", "dateCreated", writeRfc822(head.created));
  out += element("    ", "dateModified", writeRfc822(head.updated));
  out += element("    ", "ownerName", owner?.name);
  out += element("    ", "ownerEmail", owner?.email);
  out += element("    ", "ownerId", owner?.url);
  out += "  </head>\n  <body>\n";
  for (const source of sources) {
    const home = writeAddress(source.home, undefined);
    const feed = writeAddress(
      typeof source.feedUrl === "string"
        ? source.feedUrl
        : (feedAddress(source, "atom") ?? feedAddress(source, "rss") ?? feedAddress(source, "json")),
      home,
    );
    if (feed === undefined && home === undefined) continue;
    const title = line(source.title) ?? hostFor(feed ?? home);
    const categories = (source.tags ?? [])
      .map((tag) => line(typeof tag === "string" ? tag : tag.name)?.replaceAll(",", " "))
      .filter((tag) => tag !== undefined);
    out += `    <outline type="${feed === undefined ? "link" : "rss"}"${attribute("text", title)}${feed === undefined ? "" : attribute("title", title)}${attribute("xmlUrl", feed)}${feed === undefined ? attribute("url", home) : attribute("htmlUrl", home)}${attribute("description", line(source.description))}${attribute("language", writeLanguage(source.language))}${attribute("version", line(source.version))}${attribute("category", categories.join(",") || undefined)}/>\n`;
  }
  return `${out}  </body>\n</opml>\n`;
}
