import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Archive, DocumentState } from "../archive/contract.ts";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { read } from "../read/read.ts";
import { decodeBytes } from "../values/charset.ts";
import { LOCAL_MAX_BYTES } from "./local-limit.ts";
import { nameSource } from "./name-source.ts";
import type { SourceStep } from "./plan-sources.ts";
import { readSitePage, sectionFiles } from "./site-folder.ts";
import { reasonOf } from "./system-failure.ts";
import { wholeEntries } from "./whole-entries.ts";

/** What one document came to. */
export interface DocumentResult {
  readonly step: SourceStep;
  /** The document, for a person. */
  readonly name: string;
  /** Absent where nothing had to be read. */
  readonly reading?: Reading;
  /** What to keep of it, by the names under which it is kept. */
  readonly documents?: Readonly<Record<string, DocumentState>>;
  /** Entries that are held from it already: its bytes are as they were. */
  readonly unchanged?: number;
  /** The reading is all that its source has. */
  readonly complete?: boolean;
  /** Sources that are no more. */
  readonly gone?: readonly string[];
  readonly forget?: readonly string[];
  /** Where the server of an address says that it is now, for good. */
  readonly movedTo?: string;
  /** Why there is nothing to publish in it. */
  readonly leftOut?: string;
  readonly error?: OffprintError;
}

/** Grows when documents become entries in another way. */
const READER = 2;

export interface SourceReaders {
  readonly folder: string;
  readonly archive: Archive;
  readonly stdin: () => Promise<Uint8Array>;
  /** Fetches and reads addresses: one result for each of their pages, as they come. */
  readonly fetch: (steps: readonly (SourceStep & { kind: "address" })[]) => AsyncIterable<DocumentResult>;
}

/** Reads what is here in turn, then the addresses, several at a time. What fails is a result with an error, and the next one is read. */
export async function* readSources(steps: readonly SourceStep[], readers: SourceReaders): AsyncGenerator<DocumentResult> {
  for (const step of steps) {
    if (step.kind === "failed") yield { step, name: step.name, error: step.error };
    else if (step.kind === "file") yield await readFileStep(step, readers);
    else if (step.kind === "stdin") yield await readStdin(step, readers);
    else if (step.kind === "folder") yield* readFolder(step, readers);
  }
  yield* readers.fetch(steps.filter((step) => step.kind === "address"));
}

async function readFileStep(step: SourceStep & { kind: "file" }, readers: SourceReaders): Promise<DocumentResult> {
  const document = `file ${step.path}`;
  return attempt(step, step.path, () => {
    const bytes = readFileSync(resolve(readers.folder, step.path));
    return readBytes(step, step.path, document, bytes, step.url, readers.archive);
  });
}

async function readStdin(step: SourceStep & { kind: "stdin" }, readers: SourceReaders): Promise<DocumentResult> {
  return attempt(step, step.name, async () => readBytes(step, step.name, "stdin", await readers.stdin(), step.url, readers.archive));
}

async function readBytes(
  step: SourceStep,
  name: string,
  document: string,
  bytes: Uint8Array,
  url: string | undefined,
  archive: Archive,
): Promise<DocumentResult> {
  const hash = hashBytes(bytes, url, step.language);
  const before = (await archive.documents(document)).get(document);
  if (before?.hash === hash) return { step, name, unchanged: Number(before.entries ?? 0) };
  const reading = nameSource(
    wholeEntries(
      read(bytes, {
        maxBytes: LOCAL_MAX_BYTES,
        ...(url === undefined ? {} : { url }),
        ...(step.language === undefined ? {} : { language: step.language }),
      }),
      bytes,
    ),
    url ?? document.replace(/^file /, ""),
    false,
  );
  // What comes in by a pipe may be another thing every time.
  const error = step.kind === "stdin" ? undefined : feedNoMore(reading, before, name);
  if (error) return { step, name, error };
  const source = reading.entries[0]?.from.source;
  const state = { hash, entries: reading.entries.length, ...(source === undefined ? {} : { source }), ...feedMark(reading) };
  return { step, name, reading, documents: { [document]: state } };
}

/** The articles of a built site. Pages that are gone, or no longer articles, take their posts with them. */
async function* readFolder(step: SourceStep & { kind: "folder" }, readers: SourceReaders): AsyncGenerator<DocumentResult> {
  const prefix = `page ${step.folder.replace(/[/\\]+$/, "")}/`;
  const before = await readers.archive.documents(prefix);
  const sections = sectionFiles(step.pages.map((page) => page.path));
  const seen = new Set<string>();
  for (const page of step.pages) {
    const document = prefix + page.path;
    seen.add(document);
    yield await attempt(step, page.path, () => {
      const bytes = readFileSync(join(step.path, page.path));
      const hash = hashBytes(bytes, page.url, step.language);
      const held = before.get(document);
      if (held?.hash === hash)
        return {
          step,
          name: page.path,
          unchanged: Number(held.entries ?? 0),
          ...(held.leftOut === undefined ? {} : { leftOut: String(held.leftOut) }),
        };
      const { reading, leftOut } = readSitePage(decodeBytes(bytes, {}).text, page.url, {
        language: step.language,
        section: sections.has(page.path),
      });
      const state = { hash, entries: reading.entries.length, source: page.url, ...(leftOut === undefined ? {} : { leftOut }) };
      return {
        step,
        name: page.path,
        reading: nameSource(reading, page.url, true),
        documents: { [document]: state },
        complete: true,
        ...(leftOut === undefined ? {} : { leftOut }),
      };
    });
  }
  const gone = [...before].filter(([document]) => !seen.has(document));
  if (gone.length)
    yield {
      step,
      name: step.name,
      gone: gone.flatMap(([, state]) => (typeof state.source === "string" ? [state.source] : [])),
      forget: gone.map(([document]) => document),
    };
}

async function attempt(step: SourceStep, name: string, work: () => DocumentResult | Promise<DocumentResult>): Promise<DocumentResult> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OffprintError) return { step, name, error };
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    return { step, name, error: new OffprintError("fetch-failed", reason, { path: name, cause: error }) };
  }
}

/** Kept of a document that is a feed. */
export function feedMark(reading: Reading): { readonly feed?: true } {
  return reading.kind === "feed" ? { feed: true } : {};
}

/**
 * What was a feed and is a page or a text now has not become an article: a server says that it is out of order, with status 200, or a
 * domain is for sale.
 */
export function feedNoMore(reading: Reading, before: DocumentState | undefined, path: string): OffprintError | undefined {
  if (before?.feed !== true || reading.kind === "feed") return undefined;
  const now = reading.format === "html" ? "an HTML page" : reading.format === "text" ? "plain text" : "no feed";
  return new OffprintError("unknown-format", `This was a feed and is ${now}: what is held of it stays as it is.`, { path });
}

/** In which way a document is read: those that were read in another one are read again. */
export function readingWay(language: string | undefined): string {
  return `${READER} ${language ?? ""}`;
}

export function hashBytes(bytes: Uint8Array, url: string | undefined, language: string | undefined): string {
  return createHash("sha256")
    .update(bytes)
    .update(`\n${READER}\n${url ?? ""}\n${language ?? ""}`)
    .digest("base64url")
    .slice(0, 24);
}
