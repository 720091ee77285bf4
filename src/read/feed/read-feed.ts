import type { Channel } from "../../model/channel.ts";
import type { Entry, EntryFormat } from "../../model/entry.ts";
import { OffprintError } from "../../model/error.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { type Part, readChannel } from "./channel.ts";
import { type FeedElement, localName, type Outline, outline } from "./element.ts";
import { readEntry } from "./entry.ts";
import { FeedContext } from "./feed-context.ts";
import { readJsonFeed } from "./json-feed.ts";
import { Scope } from "./scope.ts";

const ROOTS = /^(?:rss|rdf|feed|channel|item|entry)$/i;
/** Where the feed begins in what has something before it. */
const ROOT_TAG = /<(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|rdf|feed|channel)(?=[\s>/])/i;

/**
 * Read a feed: RSS 0.9–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, a WordPress export.
 * Everything up to a damage is read, and a notice says where it is.
 *
 * @throws OffprintError `unknown-format` for what is no feed
 */
export function readFeed(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const { text, encoding, label, notices: found } = openInput(input, options);
  const notices = [...found, ...contentTypeNotices(options.contentType)];
  const reading = looksLikeJson(text) ? readJson(text, options) : readXml(text, options);
  if (encoding === undefined && notices.length === 0) return reading;
  return {
    ...reading,
    ...(encoding === undefined ? {} : { encoding }),
    ...(label === undefined ? {} : { encodingLabel: label }),
    notices: [...notices, ...reading.notices],
  };
}

/** RFC 7303 §9, RFC 8259 §11: feeds are served as XML or JSON; plain text is a server that was not told. */
function contentTypeNotices(contentType: string | undefined): Notice[] {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return type !== undefined && /^(?:text\/plain|image\/|audio\/|video\/)/.test(type) ? [{ code: "wrong-content-type", severity: "info", detail: { value: type } }] : [];
}

export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text.slice(0, 1000));
}

function readJson(text: string, options: ReadOptions): Reading {
  const context = new FeedContext(text, "json", options.sanitize ?? true, options.url);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new OffprintError("unknown-format", "The document begins as JSON and is none.", { cause });
  }
  const feed = Array.isArray(value) ? { items: value } : value;
  if (typeof feed !== "object" || feed === null || !("items" in feed || "version" in feed))
    throw new OffprintError("unknown-format", "The document is JSON, but no JSON Feed: it has no items.");
  return readJsonFeed(feed as Record<string, unknown>, options, context);
}

function readXml(text: string, options: ReadOptions): Reading {
  let source = text;
  let shift = 0;
  let found: Outline = outline(source);
  if (found.root === undefined || !ROOTS.test(localName(found.root.name))) {
    const begin = found.root !== undefined && /^(?:opml|html)$/i.test(localName(found.root.name)) ? -1 : source.search(ROOT_TAG);
    if (begin > 0) {
      shift = begin;
      source = source.slice(begin);
      found = outline(source);
    }
  }
  const { root } = found;
  if (root === undefined || !ROOTS.test(localName(root.name))) {
    throw new OffprintError(
      "unknown-format",
      root === undefined ? "The document holds no element." : `The document is no feed: it begins with <${root.name.slice(0, 60)}>.`,
    );
  }
  const local = localName(root.name).toLowerCase();
  const scope = Scope.root(options.url, options.language).of(root);
  const channelElement =
    local === "rss" || local === "rdf" ? root.children.find((child) => localName(child.name).toLowerCase() === "channel") : undefined;
  const channelScope = channelElement === undefined ? scope : scope.of(channelElement);
  const format = formatOf(local, root, channelElement);
  const context = new FeedContext(source, format, options.sanitize ?? true, options.url);
  if (shift > 0) context.notice("not-well-formed", "warning", 0, { problem: "junk-before" });
  for (const { code, offset } of found.problems) {
    const truncated = code === "unended-element" && offset >= source.length;
    context.notice(truncated ? "truncated" : "not-well-formed", truncated ? "error" : "warning", offset, { problem: code });
  }

  const isEntry = (key: string): boolean => key === "item" || key === "entry";
  const parts: Part[] =
    channelElement === undefined
      ? [{ element: root, scope }]
      : [
          { element: channelElement, scope: channelScope },
          { element: withoutChannel(root, channelElement), scope },
        ];
  const alone = local === "item" || local === "entry";
  const { channel: said, pages } = alone ? { channel: EMPTY, pages: undefined } : readChannel(parts, context, isEntry);
  const channel: Channel = said.language === undefined && options.language !== undefined ? { ...said, language: options.language } : said;
  const from = options.url ?? channel.feedUrl;
  const inner = new FeedContextFrom(context, from);
  const inherited = { authors: channel.authors, language: channel.language };
  const entries: Entry[] = [];
  if (alone) entries.push(readEntry(root, Scope.root(options.url, options.language), inherited, inner.context, local));
  else {
    for (const { element, scope: within } of parts) {
      for (const child of element.children)
        if (isEntry(within.nameOf(child).key))
          entries.push(readEntry(child, within, inherited, inner.context, `${child.name}[${entries.length + 1}]`));
    }
  }
  const version = versionOf(local, root, scope, format);
  const url = options.url ?? channel.feedUrl;
  return {
    format,
    ...(version === undefined ? {} : { version }),
    kind: "feed",
    ...(url === undefined ? {} : { url }),
    channel,
    entries,
    ...(pages === undefined ? {} : { pages }),
    notices: inner.context.notices,
  };
}

const EMPTY: Channel = { authors: [], contributors: [], tags: [], links: [], hubs: [], feeds: [], extensions: [] };

/** The source of entries is known when the channel has been read. */
class FeedContextFrom {
  readonly context: FeedContext;
  constructor(before: FeedContext, from: string | undefined) {
    this.context = new FeedContext(before.source, before.format, before.sanitize, from);
    this.context.notices.push(...before.notices);
  }
}

/** RSS 1.0 has `image`, `textinput` and the items beside the channel. */
function withoutChannel(root: FeedElement, channel: FeedElement): FeedElement {
  root.children = root.children.filter((child) => child !== channel);
  return root;
}

function formatOf(local: string, root: FeedElement, channel: FeedElement | undefined): EntryFormat {
  if (local === "rdf") return "rdf";
  if (local === "feed" || local === "entry") return "atom";
  for (const child of channel?.children ?? []) if (/^wp:wxr_version$/i.test(child.name)) return "wxr";
  return /wordpress\.org\/export/.test(root.source.slice(root.attributesStart, root.attributesEnd)) ? "wxr" : "rss";
}

function versionOf(local: string, root: FeedElement, scope: Scope, format: EntryFormat): string | undefined {
  const declared = root.attribute("version");
  if (format === "atom")
    return declared ?? (/purl\.org\/atom/.test(scope.name("feed").uri ?? scope.name(root.name).uri ?? "") ? "0.3" : "1.0");
  if (format === "rdf") {
    const uri = scope.name("channel").uri ?? "";
    return /0\.9\/?$/.test(uri) ? "0.90" : /1\.1/.test(uri) ? "1.1" : "1.0";
  }
  return local === "rss" ? declared : undefined;
}
