import type { Archive, DocumentState } from "../archive/contract.ts";
import { type CrawledDocument, crawl, type Fetched, fetchSource } from "../crawl/crawl.ts";
import { OffprintError } from "../model/error.ts";
import { decodeBytes } from "../values/charset.ts";
import type { FetchConfig } from "./config-shape.ts";
import { nameSource } from "./name-source.ts";
import type { SourceStep } from "./plan-sources.ts";
import { type DocumentResult, feedMark, feedNoMore, hashBytes, readingWay } from "./read-sources.ts";
import { isCutOff, wholeEntries } from "./whole-entries.ts";

type AddressStep = SourceStep & { readonly kind: "address" };

/** However long a server wants to be left alone: it is asked once a day, for clocks are wrong too. */
const LONGEST_WAIT_MS = 86_400_000;

/**
 * Fetches and reads addresses and as many of their older pages as the config asks for, with what the archive keeps of them from last time.
 * Entries are from the address in the config, whichever page they stand on today, and wherever the server sent us on to.
 */
export async function* fetchAddresses(
  steps: readonly AddressStep[],
  archive: Archive,
  config: FetchConfig,
): AsyncGenerator<DocumentResult> {
  if (!steps.length) return;
  const held = await archive.documents("http ");
  const named = new Map(steps.map((step) => [step.url, step]));
  const cancel = new AbortController();
  const asked: AddressStep[] = [];
  for (const step of steps) {
    const until = waitingUntil(held.get(`http ${step.url}`));
    if (until === undefined) asked.push(step);
    else
      yield {
        step,
        name: step.url,
        error: new OffprintError("fetch-failed", `The server asked to be left alone until ${until}.`, { path: step.url }),
      };
  }
  const sources = asked.map(({ url, pages, language }) => ({ url, pages, ...(language === undefined ? {} : { language }) }));
  try {
    for await (const document of crawl(sources, {
      ...config,
      signal: cancel.signal,
      known: (url) => known(held.get(`http ${url}`), named),
    }))
      yield resultOf(withWholeEntries(document), named.get(document.source) as AddressStep, held);
  } finally {
    cancel.abort();
  }
}

/** A list of sources at an address. */
export async function fetchList(url: string, config: FetchConfig): Promise<string> {
  const { delayMs: _, ...options } = config;
  const { bytes, contentType, error } = await fetchSource({ url }, options);
  if (!bytes)
    throw new OffprintError(error?.code === "address-refused" ? "address-refused" : "fetch-failed", error?.message ?? "nothing came", {
      path: url,
    });
  return decodeBytes(bytes, contentType === undefined ? {} : { contentType }).text;
}

/** What its server gave for a document last time. It is asked for whole again where it would be read in another way now. */
function known(
  state: DocumentState | undefined,
  named: ReadonlyMap<string, AddressStep>,
): { etag?: string; lastModified?: string; next?: string } {
  if (state?.read !== readingWay(named.get(String(state?.source))?.language)) return {};
  return {
    ...(typeof state.etag === "string" ? { etag: state.etag } : {}),
    ...(typeof state.lastModified === "string" ? { lastModified: state.lastModified } : {}),
    ...(typeof state.next === "string" ? { next: state.next } : {}),
  };
}

/** Until when a server wants to be left alone (`Retry-After`), while that lasts. */
function waitingUntil(state: DocumentState | undefined): string | undefined {
  if (typeof state?.waitUntil !== "string") return undefined;
  const left = Date.parse(state.waitUntil) - Date.now();
  return left > 0 && left <= LONGEST_WAIT_MS ? state.waitUntil : undefined;
}

function withWholeEntries(document: CrawledDocument): CrawledDocument {
  const { reading, ...rest } = document;
  if (!reading) return document;
  try {
    return { ...rest, reading: wholeEntries(reading, document.fetched.bytes ?? new Uint8Array()) };
  } catch (error) {
    if (error instanceof OffprintError) return { ...rest, error };
    throw error;
  }
}

function resultOf(document: CrawledDocument, step: AddressStep, held: ReadonlyMap<string, DocumentState>): DocumentResult {
  const { fetched, reading, error, next } = document;
  const name = `http ${fetched.request}`;
  const before = held.get(name);
  const base = {
    step,
    name: fetched.request,
    ...(document.page === 1 && fetched.movedTo !== undefined ? { movedTo: fetched.movedTo } : {}),
  };
  if (error) {
    const seconds = fetched.retryAfterSeconds;
    if (seconds === undefined) return { ...base, error };
    const wait = Math.min(seconds * 1000, LONGEST_WAIT_MS);
    return { ...base, error, documents: { [name]: { ...before, waitUntil: new Date(Date.now() + wait).toISOString() } } };
  }
  if (!reading) return { ...base, unchanged: Number(before?.entries ?? 0) };
  const noMore = feedNoMore(reading, before, fetched.request);
  if (noMore) return { ...base, error: noMore };
  const hash = hashBytes(fetched.bytes ?? new Uint8Array(), fetched.request, step.language);
  const validators: Pick<Fetched, "etag" | "lastModified"> = isCutOff(reading) ? {} : fetched;
  const state = {
    ...(validators.etag === undefined ? {} : { etag: validators.etag }),
    ...(validators.lastModified === undefined ? {} : { lastModified: validators.lastModified }),
    hash,
    read: readingWay(step.language),
    source: step.url,
    entries: reading.entries.length,
    ...feedMark(reading),
    ...(next === undefined ? {} : { next }),
  };
  // The bytes of last time, from a server that does not say so.
  if (before?.hash === hash) return { ...base, unchanged: reading.entries.length, documents: { [name]: state } };
  return { ...base, reading: nameSource(reading, step.url, true), documents: { [name]: state } };
}
