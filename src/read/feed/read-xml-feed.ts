import type { Channel } from "../../model/channel.ts";
import type { Entry, EntryFormat } from "../../model/entry.ts";
import { OffprintError } from "../../model/error.ts";
import type { Notice } from "../../model/notice.ts";
import type { Reading, ReadOptions } from "../../model/reading.ts";
import { SourceText } from "../../values/source-text.ts";
import { type ChannelReading, readChannel } from "./channel.ts";
import { FeedElement } from "./element.ts";
import { readEntry } from "./entry.ts";
import { hasRelative, nameInstead, ownAddress, relativeNotices, sourceAddress } from "./feed-address.ts";
import { FeedContext } from "./feed-context.ts";
import { defineLater } from "./lazy-reading.ts";
import { localName } from "./local-name.ts";
import { Outline } from "./outline.ts";
import { NAME, NEXT, ROW, SCOPED, TAKEN } from "./outline-row.ts";
import { Scope } from "./scope.ts";
import { findIllFormed } from "./well-formed.ts";
import { readExport } from "./wxr.ts";

/** What is known of a document before it is read. */
export type About = Pick<Reading, "encoding" | "encodingLabel" | "notices">;

const ROOTS = /^(?:rss|rdf|feed|channel|item|entry)$/i;
/** Where the feed begins in what has something before it. */
const ROOT_TAG = /<(?:[A-Za-z][\w.-]{0,20}:)?(?:rss|rdf|feed|channel)(?=[\s>/])/i;

/** A feed in XML, after whatever stands before it: a warning of the server's, a page's beginning. */
export function readXmlFeed(source: SourceText, options: ReadOptions, about: About): Reading {
  const outline = Outline.of(source);
  const root = FeedElement.rootOf(outline);
  if (root !== undefined && ROOTS.test(localName(root.name))) return new FeedDocument(outline, root, options).reading(about);
  const name = root?.name ?? "";
  const begin = /^(?:opml|html)$/i.test(name) ? -1 : source.raw.search(ROOT_TAG);
  const later = Outline.of(new SourceText(begin > 0 ? source.raw.slice(begin) : "", source.encoded));
  const found = FeedElement.rootOf(later);
  if (found === undefined || !ROOTS.test(localName(found.name)))
    throw new OffprintError(
      "unknown-format",
      name === "" ? "The document holds no element." : `The document is no feed: it begins with <${name.slice(0, 60)}>.`,
    );
  return new FeedDocument(later, found, options).reading(about, {
    code: "not-well-formed",
    severity: "warning",
    detail: { problem: "junk-before" },
    place: { line: 1, column: 1, offset: 0 },
  });
}

/** One feed in XML, walked already. */
class FeedDocument {
  readonly #outline: Outline;
  readonly #options: ReadOptions;
  readonly #root: FeedElement;
  /** The name of the root without a prefix, in lower case. */
  readonly #kind: string;
  readonly #channel: FeedElement | undefined;
  #scope: Scope;
  #channelScope: Scope;
  readonly #format: EntryFormat;

  constructor(outline: Outline, root: FeedElement, options: ReadOptions) {
    this.#outline = outline;
    this.#options = options;
    this.#root = root;
    this.#kind = localName(root.name).toLowerCase();
    this.#scope = Scope.root(options.url, options.language).of(root);
    const below = this.#kind === "rss" || this.#kind === "rdf";
    this.#channel = below ? root.children.find((child) => localName(child.name).toLowerCase() === "channel") : undefined;
    this.#channelScope = this.#channel === undefined ? this.#scope : this.#scope.of(this.#channel);
    this.#format = formatOf(this.#kind, root, this.#channel);
  }

  reading(about: About, ...before: readonly Notice[]): Reading {
    const options = this.#options;
    const alone = this.#kind === "item" || this.#kind === "entry";
    if (!alone) this.#takeEntries();
    const context = this.#context(options.url);
    context.notices.push(...before);
    this.#noticeProblems(context);
    const { channel: said, pages } = alone ? { channel: EMPTY, pages: undefined } : this.#readPlacedChannel(context);
    const channel: Channel = said.language === undefined && options.language !== undefined ? { ...said, language: options.language } : said;
    const url = sourceAddress(options.url, channel.feedUrl);
    const entryContext = alone ? context : this.#context(url, url ?? nameInstead(channel));
    const version = versionOf(this.#kind, this.#root, this.#scope, this.#format);
    const reading = {
      format: this.#format,
      ...(version === undefined ? {} : { version }),
      kind: "feed",
      ...(url === undefined ? {} : { url }),
      channel,
      entries: undefined as unknown as readonly Entry[],
      ...(pages === undefined ? {} : { pages }),
      ...(about.encoding === undefined ? {} : { encoding: about.encoding }),
      ...(about.encodingLabel === undefined ? {} : { encodingLabel: about.encodingLabel }),
    };
    const { document } = this.#outline;
    const met = alone ? [] : entryContext.notices;
    // Elements become entries when somebody asks: who only wants the channel, or the next page, waits for nothing but the walk.
    defineLater(reading, {
      entries: () => {
        const entries = this.#readEntries(channel, entryContext);
        return this.#format === "wxr" ? readExport(entries, channel, context) : entries;
      },
      // Some notices are met in them.
      notices: () => [...relativeNotices(reading.entries), ...about.notices, ...context.notices, ...met, ...findIllFormed(document.whole)],
    });
    return reading as unknown as Reading;
  }

  #context(from: string | undefined, identity?: string): FeedContext {
    return new FeedContext(this.#outline.document, this.#format, this.#options.sanitize ?? true, from, identity);
  }

  #noticeProblems(context: FeedContext): void {
    const { problems, document } = this.#outline;
    for (const { code, offset } of problems) {
      const truncated = code === "unended-element" && offset >= document.length;
      context.notice(truncated ? "truncated" : "not-well-formed", truncated ? "error" : "warning", offset, { problem: code });
    }
  }

  /** Marks the entries at the root and one level below it, wherever they stand: they leave the channel. */
  #takeEntries(): void {
    this.#eachInside((row, outer) => {
      const { rows } = this.#outline;
      const name = this.#outline.nameAt(row);
      if (!name.entry) return;
      const meant =
        ((rows[row + NAME] as number) & SCOPED) === 0 ? outer.name(name.name) : outer.nameOf(new FeedElement(this.#outline, row));
      if (isEntry(meant.key)) (rows[row + NAME] as number) |= TAKEN;
    });
  }

  #readEntries(channel: Channel, context: FeedContext): Entry[] {
    const options = this.#options;
    const inherited = { authors: channel.authors, language: channel.language };
    if (this.#kind === "item" || this.#kind === "entry")
      return [readEntry(this.#root, Scope.root(options.url, options.language), inherited, context, this.#kind)];
    const { rows } = this.#outline;
    const entries: Entry[] = [];
    this.#eachInside((row, outer) => {
      if (((rows[row + NAME] as number) & TAKEN) === 0) return;
      const element = new FeedElement(this.#outline, row);
      entries.push(readEntry(element, outer, inherited, context, `${element.name}[${entries.length + 1}]`));
    });
    return entries;
  }

  /** The elements at the root, and those one level below it in what is no entry, with the scope that they stand in. */
  #eachInside(visit: (row: number, outer: Scope) => void): void {
    const { rows, end } = this.#outline;
    for (let row = ROW; row < end; row = rows[row + NEXT] as number) {
      visit(row, this.#scope);
      if (this.#outline.nameAt(row).entry) continue;
      const outer = row === this.#channel?.row ? this.#channelScope : this.#scope;
      const after = rows[row + NEXT] as number;
      for (let inner = row + ROW; inner < after; inner = rows[inner + NEXT] as number) visit(inner, outer);
    }
  }

  /** The channel; where nobody said where the feed was found, what it says itself is what relative addresses are resolved against. */
  #readPlacedChannel(context: FeedContext): ChannelReading {
    const read = this.#readChannel(context);
    const own = this.#channelScope.base === undefined ? ownAddress(read.channel) : undefined;
    if (own === undefined) return read;
    this.#scope = Scope.root(own, this.#options.language).of(this.#root);
    this.#channelScope = this.#channel === undefined ? this.#scope : this.#scope.of(this.#channel);
    return hasRelative(read.channel) ? this.#readChannel(this.#context(context.from)) : read;
  }

  #readChannel(context: FeedContext): ChannelReading {
    const root = this.#root;
    const channel = this.#channel;
    const scope = this.#scope;
    const children = new FeedElement(this.#outline, root.row).children;
    if (channel === undefined) return readChannel([{ element: root, children, scope }], context, isEntry);
    // RSS 1.0 has `image`, `textinput` and the items beside the channel.
    const beside = children.filter((child) => child.row !== channel.row);
    const inside = new FeedElement(this.#outline, channel.row).children;
    return readChannel(
      [
        { element: channel, children: inside, scope: this.#channelScope },
        { element: root, children: beside, scope },
      ],
      context,
      isEntry,
    );
  }
}

function isEntry(key: string): boolean {
  return key === "item" || key === "entry";
}

const EMPTY: Channel = { authors: [], contributors: [], tags: [], links: [], hubs: [], feeds: [], extensions: [] };

function formatOf(kind: string, root: FeedElement, channel: FeedElement | undefined): EntryFormat {
  if (kind === "rdf") return "rdf";
  if (kind === "feed" || kind === "entry") return "atom";
  for (const child of channel?.children ?? []) if (/^wp:wxr_version$/i.test(child.name)) return "wxr";
  return root.tag.includes("wordpress.org/export") ? "wxr" : "rss";
}

function versionOf(kind: string, root: FeedElement, scope: Scope, format: EntryFormat): string | undefined {
  const declared = root.attribute("version");
  if (format === "atom")
    return declared ?? (/purl\.org\/atom/.test(scope.name("feed").uri ?? scope.name(root.name).uri ?? "") ? "0.3" : "1.0");
  if (format === "rdf") {
    const uri = scope.name("channel").uri ?? "";
    return /0\.9\/?$/.test(uri) ? "0.90" : /1\.1/.test(uri) ? "1.1" : "1.0";
  }
  return kind === "rss" ? declared : undefined;
}
