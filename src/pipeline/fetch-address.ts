import type { Archive, DocumentState } from "../archive/contract.ts";
import { fetchSource } from "../crawl/fetch-source.ts";
import type { Fetched, FetchOptions } from "../crawl/fetched.ts";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { read } from "../read/read.ts";
import { decodeBytes } from "../values/charset.ts";
import type { FetchConfig } from "./config-shape.ts";
import { HostQueue } from "./host-queue.ts";
import { nameSource } from "./name-source.ts";
import type { SourceStep } from "./plan-sources.ts";
import { type DocumentResult, hashBytes } from "./read-sources.ts";

/** Fetching for one build: one request a host at a time. */
export interface Fetching {
  readonly archive: Archive;
  fetch(url: string, state?: DocumentState): Promise<Fetched>;
  /** A list of sources, as text. */
  text(url: string): Promise<string>;
  /** Ends what is under way. */
  close(): void;
}

export function openFetching(config: FetchConfig, archive: Archive): Fetching {
  const { delayMs, ...given } = config;
  const queue = new HostQueue(delayMs ?? 1000);
  const cancel = new AbortController();
  const options: FetchOptions = { ...given, signal: cancel.signal };
  const fetch: Fetching["fetch"] = (url, state) =>
    queue.run(url, () =>
      fetchSource(
        {
          url,
          ...(typeof state?.etag === "string" ? { etag: state.etag } : {}),
          ...(typeof state?.lastModified === "string" ? { lastModified: state.lastModified } : {}),
        },
        options,
      ),
    );
  return {
    archive,
    fetch,
    async text(url) {
      const fetched = await fetch(url);
      if (!fetched.bytes) throw failure(fetched);
      return decodeBytes(fetched.bytes, fetched.contentType === undefined ? {} : { contentType: fetched.contentType }).text;
    },
    close: () => cancel.abort(),
  };
}

/** Fetches and reads an address and as many of its older pages as the config asks for. Its entries are from the address in the config, whichever page they stand on. */
export async function* fetchAddress(step: SourceStep & { kind: "address" }, fetching: Fetching): AsyncGenerator<DocumentResult> {
  const seen = new Set<string>();
  let url: string | undefined = step.url;
  for (let page = 1; url !== undefined && page <= step.pages && !seen.has(url); page++) {
    seen.add(url);
    const { result, next } = await fetchPage(step, url, fetching);
    yield result;
    url = next;
  }
}

async function fetchPage(
  step: SourceStep & { kind: "address" },
  url: string,
  fetching: Fetching,
): Promise<{ result: DocumentResult; next?: string | undefined }> {
  const document = `http ${url}`;
  const held = (await fetching.archive.documents(document)).get(document);
  const fetched = await fetching.fetch(url, held);
  const base = { step, name: url };
  if (fetched.error) return { result: { ...base, error: failure(fetched) } };
  const next = typeof held?.next === "string" ? held.next : undefined;
  if (fetched.notModified) return { result: { ...base, unchanged: Number(held?.entries ?? 0) }, next };
  const bytes = fetched.bytes ?? new Uint8Array();
  const hash = hashBytes(bytes, url, step.language);
  const validators = {
    ...(fetched.etag === undefined ? {} : { etag: fetched.etag }),
    ...(fetched.lastModified === undefined ? {} : { lastModified: fetched.lastModified }),
  };
  if (held?.hash === hash) {
    const { etag: _etag, lastModified: _lastModified, ...rest } = held;
    return { result: { ...base, unchanged: Number(held.entries ?? 0), documents: { [document]: { ...rest, ...validators } } }, next };
  }
  try {
    const reading = readFetched(bytes, fetched, step);
    const older = reading.pages?.next ?? reading.pages?.prevArchive;
    const state = { ...validators, hash, entries: reading.entries.length, ...(older === undefined ? {} : { next: older }) };
    return { result: { ...base, reading: nameSource(reading, step.url, true), documents: { [document]: state } }, next: older };
  } catch (error) {
    if (error instanceof OffprintError) return { result: { ...base, error } };
    throw error;
  }
}

function readFetched(bytes: Uint8Array, fetched: Fetched, step: SourceStep): Reading {
  return read(bytes, {
    url: fetched.url,
    now: new Date().toISOString(),
    ...(fetched.contentType === undefined ? {} : { contentType: fetched.contentType }),
    ...(step.language === undefined ? {} : { language: step.language }),
  });
}

function failure(fetched: Fetched): OffprintError {
  const { error, request } = fetched;
  return new OffprintError(error?.code === "address-refused" ? "address-refused" : "fetch-failed", error?.message ?? "nothing came", {
    path: request,
  });
}
