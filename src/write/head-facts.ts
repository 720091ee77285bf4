import { OffprintError } from "../model/error.ts";
import type { Link } from "../model/parts.ts";
import { requireText } from "../values/wanted.ts";
import type { FeedHead, FeedUrls } from "./feed-head.ts";
import type { WriteOptions } from "./feed-writer.ts";
import { Fragments } from "./fragments.ts";
import { authorsOf, line, type Person } from "./post-facts.ts";
import { safeHtml } from "./safe-html.ts";
import { hostFor, writeAddress, writeIri, writeLanguage } from "./write-address.ts";
import { cleanText, escapeAttribute } from "./write-xml.ts";

/** What all three formats need of a head, worked out once. */
export interface HeadFacts {
  readonly title: string;
  readonly home: string | undefined;
  readonly self: string | undefined;
  readonly id: string;
  readonly language: string | undefined;
  readonly authors: readonly Person[];
  readonly generator: string | undefined;
  /** Whether the head says when it changed. */
  readonly dated: boolean;
  /** Those that fields say: self, hubs, licence, RFC 5005. */
  readonly links: readonly Link[];
  /** Relations that fields have said all of: links of the source's own that say something else are not given back. */
  readonly said: ReadonlySet<string>;
  /** Makes a body fit to be sent, by what the options say of it. */
  readonly body: (html: string, base: string | undefined) => string;
  /** What repeats from post to post. */
  readonly fragments: Fragments;
  /** The processing instruction, or "". */
  readonly stylesheet: string;
}

const SELF_TYPE = { rss: "application/rss+xml", atom: "application/atom+xml", json: "application/feed+json" } as const;

/** RFC 5005, with the name that HTML has for `previous`. */
const PAGE_RELATIONS = ["first", "previous", "prev", "next", "last", "current", "prev-archive", "next-archive"];

export function feedAddress(head: FeedHead, format: keyof FeedUrls): string | undefined {
  return typeof head.feedUrl === "string" ? head.feedUrl : head.feedUrl?.[format];
}

export function factsOfHead(head: FeedHead, format: keyof FeedUrls, options: WriteOptions): HeadFacts {
  if (typeof head !== "object" || head === null)
    throw new OffprintError("invalid-argument", `head must be an object, not ${head === null ? "null" : typeof head}.`, { path: "head" });
  for (const name of ["title", "home"] as const) requireText(`head.${name}`, head[name]);
  requireText("head.feedUrl", feedAddress(head, format));
  const home = writeAddress(head.home, undefined);
  const self = writeAddress(feedAddress(head, format), home);
  const base = home ?? self;
  const links: Link[] = [];
  const said = new Set<string>();
  const add = (rel: string, href: string | undefined): void => {
    const address = writeAddress(href, base);
    if (address !== undefined && !links.some((link) => link.rel === rel)) links.push({ rel, href: address });
  };
  if (self !== undefined) links.push({ rel: "self", type: SELF_TYPE[format], href: self });
  const hubs = new Set(hubsOf(head).map((hub) => writeAddress(hub.url, base)));
  for (const href of hubs) if (href !== undefined) links.push({ rel: "hub", href });
  add("license", head.license);
  const pages = head.pages;
  if (self !== undefined) said.add("self");
  if (pages != null) {
    for (const rel of PAGE_RELATIONS) said.add(rel);
    // RFC 5005 §3 says `previous`; §4 `prev-archive`.
    add("first", pages.first);
    add("previous", pages.prev);
    add("next", pages.next);
    add("last", pages.last);
    add("current", pages.current);
    add("prev-archive", pages.prevArchive);
    add("next-archive", pages.nextArchive);
  }
  const named = line(head.title) ?? (base === undefined ? "Untitled" : hostFor(base));
  const id = line(head.id);
  const generator =
    options.generator ??
    (head.generator == null ? undefined : [head.generator.name, head.generator.version].filter(Boolean).join(" ") || head.generator.url);
  return {
    title: named,
    home,
    self,
    id: writeIri(id ?? self ?? home ?? named, base),
    language: writeLanguage(head.language),
    authors: authorsOf(head, base),
    generator: line(generator),
    dated: head.updated != null,
    links,
    said,
    body: options.sanitize === false ? cleanText : safeHtml,
    fragments: new Fragments(),
    stylesheet: stylesheetInstruction(head.stylesheet, base),
  };
}

export function hubsOf(head: FeedHead): readonly { readonly url: string; readonly type?: string | undefined }[] {
  const hubs = (head.hubs ?? []).map((hub) => (typeof hub === "string" ? { url: hub } : hub));
  return head.hub == null ? hubs : [...hubs, { url: head.hub }];
}

/** {@link https://www.w3.org/TR/xml-stylesheet/} */
function stylesheetInstruction(stylesheet: string | undefined, base: string | undefined): string {
  const address = writeAddress(stylesheet, base);
  if (address === undefined) return "";
  const type = /\.xslt?(?:[?#]|$)/i.test(address) ? "text/xsl" : "text/css";
  return `<?xml-stylesheet type="${type}" href="${escapeAttribute(address)}"?>\n`;
}
