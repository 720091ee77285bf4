import type { Channel } from "../../model/channel.ts";
import type { Entry, EntryFormat } from "../../model/entry.ts";
import { OffprintError } from "../../model/error.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { entryId } from "../create-entry.ts";
import { type OpenedInput, openInput } from "../open-input.ts";
import { type ChannelReading, readChannel } from "./channel.ts";
import { type FeedElement, localName } from "./element.ts";
import { type Inherited, readEntry } from "./entry.ts";
import { FeedContext, sourceAddress } from "./feed-context.ts";
import { readJsonFeed } from "./json-feed.ts";
import { defineLater } from "./lazy-reading.ts";
import type { Mutable } from "./mutable.ts";
import { type Outline, outline } from "./outline.ts";
import { repairJson } from "./repair-json.ts";
import { Scope } from "./scope.ts";
import { findIllFormed } from "./well-formed.ts";
import { readExport } from "./wxr.ts";

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
  return readOpenedFeed(openInput(input, options), options);
}

/** The same, of an input that has been opened. */
export function readOpenedFeed(opened: OpenedInput, options: ReadOptions): Reading {
  const { text, encoding, label } = opened;
  const about: About = {
    ...(encoding === undefined ? {} : { encoding }),
    ...(label === undefined ? {} : { encodingLabel: label }),
    notices: [...opened.notices, ...contentTypeNotices(options.contentType)],
  };
  return looksLikeJson(text) ? readJson(text, options, about) : readXml(text, options, about);
}

/** What is known of the document before it is read. */
type About = Pick<Reading, "encoding" | "encodingLabel" | "notices">;

/** RFC 7303 §9, RFC 8259 §11: feeds are served as XML or JSON; plain text is a server that was not told. */
function contentTypeNotices(contentType: string | undefined): Notice[] {
  const type = contentType?.split(";", 1)[0]?.trim().toLowerCase();
  return type !== undefined && /^(?:text\/plain|image\/|audio\/|video\/)/.test(type)
    ? [{ code: "wrong-content-type", severity: "info", detail: { value: type } }]
    : [];
}

export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text.slice(0, 1000));
}

function readJson(text: string, options: ReadOptions, about: About): Reading {
  const context = new FeedContext(text, "json", options.sanitize ?? true, options.url);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    try {
      value = JSON.parse(repairJson(text));
    } catch {
      throw new OffprintError("unknown-format", "The document begins as JSON and is none.", { cause });
    }
    const offset = Number(/position (\d+)/.exec(String(cause))?.[1] ?? text.length);
    context.notice(
      /end of JSON|Unterminated/i.test(String(cause)) ? "truncated" : "not-well-formed",
      "error",
      Math.min(offset, text.length),
      { problem: "json" },
    );
  }
  const feed = Array.isArray(value) ? { items: value } : value;
  if (typeof feed !== "object" || feed === null || !("items" in feed || "version" in feed))
    throw new OffprintError("unknown-format", "The document is JSON, but no JSON Feed: it has no items.");
  return readJsonFeed(feed as Record<string, unknown>, options, context, about);
}

function readXml(text: string, options: ReadOptions, about: About): Reading {
  const first = new FeedDocument(text, options);
  if (first.isFeed) return first.reading(about);
  // Something stands before the feed: a warning of the server's, a page's beginning.
  const begin = /^(?:opml|html)$/i.test(first.rootName) ? -1 : text.search(ROOT_TAG);
  const second = begin > 0 ? new FeedDocument(text.slice(begin), options) : first;
  if (!second.isFeed)
    throw new OffprintError(
      "unknown-format",
      first.rootName === ""
        ? "The document holds no element."
        : `The document is no feed: it begins with <${first.rootName.slice(0, 60)}>.`,
    );
  return second.reading(about, {
    code: "not-well-formed",
    severity: "warning",
    detail: { problem: "junk-before" },
    place: { line: 1, column: 1, offset: 0 },
  });
}

/** One feed in XML. Entries are read as the walk passes them, with what their channel has said by then; what it says later is added. */
class FeedDocument {
  readonly #source: string;
  readonly #options: ReadOptions;
  readonly #outline: Outline;
  readonly #entries: Entry[] = [];
  #root: FeedElement | undefined;
  #scope: Scope | undefined;
  #context: FeedContext | undefined;
  #inherited: Inherited = NOTHING;
  #channelScope: Scope | undefined;
  /** The channel as it was when the first entry ended; nearly always all of it. */
  #early: { readonly reading: ChannelReading; readonly notices: readonly Notice[]; readonly parts: number } | undefined;
  #channelElement: FeedElement | undefined;

  constructor(source: string, options: ReadOptions) {
    this.#source = source;
    this.#options = options;
    this.#outline = outline(source, (entry, root) => this.#entry(entry, root));
    this.#root = this.#outline.root;
  }

  get rootName(): string {
    return this.#root?.name ?? "";
  }

  get isFeed(): boolean {
    return ROOTS.test(localName(this.rootName));
  }

  /** What holds for all entries, as far as the walk has come. */
  #open(root: FeedElement): FeedContext {
    this.#root = root;
    const options = this.#options;
    const local = localName(root.name).toLowerCase();
    this.#scope ??= Scope.root(options.url, options.language).of(root);
    this.#channelElement ??=
      local === "rss" || local === "rdf" ? root.children.find((child) => localName(child.name).toLowerCase() === "channel") : undefined;
    this.#channelScope = this.#channelElement === undefined ? this.#scope : this.#scope.of(this.#channelElement);
    const format = formatOf(local, root, this.#channelElement);
    return new FeedContext(this.#source, format, options.sanitize ?? true, options.url);
  }

  #entry(element: FeedElement, root: FeedElement): boolean {
    if (this.#context === undefined) {
      if (!ROOTS.test(localName(root.name))) return false;
      const context = this.#open(root);
      this.#early = { reading: this.#readChannel(context), notices: context.notices, parts: this.#parts() };
      const { channel } = this.#early.reading;
      this.#inherited = { authors: channel.authors, language: channel.language };
      this.#context = new FeedContext(this.#source, context.format, context.sanitize, sourceAddress(this.#options.url, channel.feedUrl));
    }
    const outer = element.parent === this.#channelElement ? this.#channelScope : this.#scope;
    if (outer === undefined || !isEntry(outer.nameOf(element).key)) return false;
    this.#entries.push(readEntry(element, outer, this.#inherited, this.#context, `${element.name}[${this.#entries.length + 1}]`));
    return true;
  }

  /** How many elements the channel has, its entries not counted. */
  #parts(): number {
    const channel = this.#channelElement?.children ?? [];
    return [...(this.#root?.children ?? []), ...channel].filter((child) => !/(?:^|:)(?:item|entry)$/i.test(child.name)).length;
  }

  #readChannel(context: FeedContext): ChannelReading {
    if (this.#early !== undefined && this.#early.parts === this.#parts()) {
      context.notices.push(...this.#early.notices);
      return this.#early.reading;
    }
    const root = this.#root as FeedElement;
    const scope = this.#scope as Scope;
    const channel = this.#channelElement;
    if (channel === undefined) return readChannel([{ element: root, children: root.children, scope }], context, isEntry);
    // RSS 1.0 has `image`, `textinput` and the items beside the channel.
    const beside = root.children.filter((child) => child !== channel);
    return readChannel(
      [
        { element: channel, children: channel.children, scope: this.#channelScope as Scope },
        { element: root, children: beside, scope },
      ],
      context,
      isEntry,
    );
  }

  reading(about: About, ...before: readonly Notice[]): Reading {
    const options = this.#options;
    const root = this.#root as FeedElement;
    const local = localName(root.name).toLowerCase();
    this.#channelElement = undefined;
    const context = this.#open(root);
    context.notices.push(...before);
    for (const { code, offset } of this.#outline.problems) {
      const truncated = code === "unended-element" && offset >= this.#source.length;
      context.notice(truncated ? "truncated" : "not-well-formed", truncated ? "error" : "warning", offset, { problem: code });
    }
    const alone = local === "item" || local === "entry";
    const { channel: said, pages } = alone ? { channel: EMPTY, pages: undefined } : this.#readChannel(context);
    const channel: Channel = said.language === undefined && options.language !== undefined ? { ...said, language: options.language } : said;
    const url = sourceAddress(options.url, channel.feedUrl);
    const inherited = { authors: channel.authors, language: channel.language };
    if (alone) this.#entries.push(readEntry(root, Scope.root(options.url, options.language), inherited, context, local));
    else if (this.#context !== undefined) this.#addLater(inherited, url);
    const version = versionOf(local, root, this.#scope as Scope, context.format);
    const met = this.#context?.notices ?? [];
    const source = this.#source;
    const reading = {
      format: context.format,
      ...(version === undefined ? {} : { version }),
      kind: "feed",
      ...(url === undefined ? {} : { url }),
      channel,
      entries: context.format === "wxr" ? readExport(this.#entries, channel, context) : this.#entries,
      ...(pages === undefined ? {} : { pages }),
      ...(about.encoding === undefined ? {} : { encoding: about.encoding }),
      ...(about.encodingLabel === undefined ? {} : { encodingLabel: about.encodingLabel }),
    };
    defineLater(reading, { notices: () => [...about.notices, ...context.notices, ...met, ...findIllFormed(source)] });
    return reading as unknown as Reading;
  }

  /** What the channel said after its first entry holds for the entries as well. */
  #addLater(inherited: Inherited, from: string | undefined): void {
    const before = this.#inherited;
    const context = this.#context as FeedContext;
    const authors = before.authors.length === 0 && inherited.authors.length > 0;
    const language = before.language === undefined && inherited.language !== undefined;
    if (!authors && !language && context.from === from) return;
    for (const entry of this.#entries as Mutable<Entry>[]) {
      if (authors && entry.bylines?.length === 0) entry.bylines = [...inherited.authors];
      if (language && entry.language === undefined) entry.language = inherited.language as string;
      if (context.from === from || from === undefined) continue;
      entry.from = { ...(entry.from as Entry["from"]), source: from };
      entry.id = entryId(from, entry as Entry);
    }
  }
}

const NOTHING: Inherited = { authors: [], language: undefined };

function isEntry(key: string): boolean {
  return key === "item" || key === "entry";
}

const EMPTY: Channel = { authors: [], contributors: [], tags: [], links: [], hubs: [], feeds: [], extensions: [] };

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
