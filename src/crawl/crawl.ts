import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { read } from "../read/read.ts";
import { hashText } from "../values/hash.ts";
import { requireList } from "../values/wanted.ts";
import { fetchInTurn } from "./fetch-source.ts";
import type { Fetched, FetchOptions, FetchRequest } from "./fetched.ts";
import { HostTurns } from "./host-turns.ts";
import { together } from "./together.ts";

export { fetchSource } from "./fetch-source.ts";
export type { FetchError, Fetched, FetchOptions, FetchRequest } from "./fetched.ts";

/** A feed or page to crawl. */
export interface CrawlSource extends FetchRequest {
  /**
   * How many documents to read: the address itself and the older ones that it leads to.
   * @default CrawlOptions.pages
   */
  readonly pages?: number;
  /** BCP 47: the language to assume where the document says none. */
  readonly language?: string;
}

/** What is known of a document from last time. */
export interface KnownDocument {
  readonly etag?: string;
  readonly lastModified?: string;
  /** The older document that it led to: followed again when it has not changed. */
  readonly next?: string;
}

/** How to crawl. */
export interface CrawlOptions extends FetchOptions {
  /**
   * How many documents to read of each source, following its pagination (RFC 5005, `next_url`, links to older posts).
   * @default 1
   */
  readonly pages?: number;
  /**
   * Pause between two requests to one host, in milliseconds. There is never more than one at a time.
   * @default 1000
   */
  readonly delayMs?: number;
  /**
   * How many sources are under way at the same time.
   * @default 8
   */
  readonly concurrency?: number;
  /** What is known of an address from last time: its validators make the request conditional. */
  readonly known?: (url: string) => KnownDocument | undefined;
}

/** One document of a source: read, not modified, or failed. */
export interface CrawledDocument {
  /** The address of the source that it belongs to, as given. */
  readonly source: string;
  /** From 1: the source's own address; then the older documents that it leads to. */
  readonly page: number;
  readonly fetched: Fetched;
  /** What stands in it. Absent when not modified, and on errors. */
  readonly reading?: Reading;
  /** The address of the next older document, if it names one. */
  readonly next?: string;
  /** Why there is no reading: of the fetching (`fetched.error` has the particulars) or of the reading. */
  readonly error?: OffprintError;
}

/**
 * Fetches and reads sources: one request a host at a time, conditionally where something is known from last time, never
 * a private address unless allowed. A source that fails is a document with an `error`; the others go on.
 *
 * What is asked for are the addresses given and, where `pages` says so, the older pages that each of them names: what a person could
 * open one after another. `robots.txt` is not asked for; leave out what its owner does not want to be read.
 *
 * @param sources addresses, or what is known of them besides; one address alone
 * @returns the documents as they come; those of one source in order
 * @throws OffprintError `invalid-argument`, for callers without types
 */
export async function* crawl(
  sources: string | Iterable<string | CrawlSource>,
  options: CrawlOptions = {},
): AsyncGenerator<CrawledDocument> {
  if (typeof sources !== "string") requireList("sources", sources, []);
  const turns = new HostTurns(options.delayMs ?? 1000);
  // One address is itself an iterable, of its letters.
  const walks = Array.from(typeof sources === "string" ? [sources] : sources, (given) => {
    const source = typeof given === "string" ? { url: given } : given;
    if (typeof source?.url !== "string") throw new OffprintError("invalid-argument", "A source is an address or an object with its url.");
    return () => crawlSource(source, options, turns);
  });
  yield* together(walks, options.concurrency ?? 8);
}

async function* crawlSource(source: CrawlSource, options: CrawlOptions, turns: HostTurns): AsyncGenerator<CrawledDocument> {
  const most = source.pages ?? options.pages ?? 1;
  const visited = new Set<string>();
  const contents = new Set<string>();
  let url: string | undefined = source.url;
  for (let page = 1; url !== undefined && page <= most; page++) {
    const known: KnownDocument | undefined = page === 1 ? { ...options.known?.(url), ...validatorsOf(source) } : options.known?.(url);
    const fetched = await fetchInTurn({ url, ...validatorsOf(known ?? {}) }, options, turns);
    const document = readDocument(source, page, fetched, known);
    yield document;
    // Round in a circle: an address that was asked before, under this name or another, or the same entries again.
    visited.add(url).add(fetched.url);
    const entries = hashText(
      (document.reading?.entries ?? []).map((entry) => entry.guid ?? entry.url ?? entry.title ?? entry.id).join("\n"),
    );
    if (document.error || (document.reading && (document.reading.entries.length === 0 || contents.has(entries)))) return;
    if (document.reading) contents.add(entries);
    url = document.next === undefined || visited.has(document.next) ? undefined : document.next;
  }
}

function readDocument(source: CrawlSource, page: number, fetched: Fetched, known: KnownDocument | undefined): CrawledDocument {
  const base = { source: source.url, page, fetched };
  if (fetched.error)
    return {
      ...base,
      error: new OffprintError(fetched.error.code === "address-refused" ? "address-refused" : "fetch-failed", fetched.error.message, {
        path: fetched.request,
      }),
    };
  if (fetched.notModified) return { ...base, ...(known?.next === undefined ? {} : { next: known.next }) };
  try {
    const reading = read(fetched.bytes ?? new Uint8Array(), {
      url: fetched.url,
      now: new Date().toISOString(),
      ...(fetched.contentType === undefined ? {} : { contentType: fetched.contentType }),
      ...(source.language === undefined ? {} : { language: source.language }),
    });
    const next = reading.pages?.next ?? reading.pages?.prevArchive;
    return { ...base, reading, ...(next === undefined ? {} : { next }) };
  } catch (error) {
    // What is not ours to read concerns this source alone.
    if (error instanceof OffprintError) return { ...base, error };
    throw error;
  }
}

function validatorsOf({ etag, lastModified }: Pick<KnownDocument, "etag" | "lastModified">): { etag?: string; lastModified?: string } {
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}
