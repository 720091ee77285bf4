import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import type { AddReport, Archive, ArchiveStats, DocumentState } from "../archive/contract.ts";
import { openArchive } from "../archive/open-archive.ts";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { readOpml } from "../read/feed/opml.ts";
import type { OffprintConfig } from "./config-shape.ts";
import { fetchAddresses, fetchList } from "./fetch-addresses.ts";
import { unlistedSources } from "./held-sources.ts";
import { planSources, type SourceStep } from "./plan-sources.ts";
import { type DocumentResult, readSources } from "./read-sources.ts";
import { hold, release } from "./temporary-files.ts";
import { validateConfig } from "./validate-config.ts";
import { type FeedResult, writeFeeds } from "./write-feeds.ts";

export type { FeedResult } from "./write-feeds.ts";

/** What became of one source of the config. */
export interface SourceResult {
  /** As the config has it; for a list, each of its addresses. */
  readonly name: string;
  /** Documents that were looked at. */
  readonly documents: number;
  /** Entries in them: `added + changed + unchanged`. */
  readonly entries: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Of those added, how many are copies of articles that were there. */
  readonly copies: number;
  /** Documents without anything to publish: listings, drafts, pages marked `noindex`. */
  readonly leftOut: number;
  /** How many of them why: `no-article`, `noindex`, `redirect`, `draft`, or an entry's `status`. */
  readonly leftOutFor: Readonly<Record<string, number>>;
  /** Documents with relative addresses that do not say where they lie: nobody can follow those, until the config says it. */
  readonly unplaced: readonly string[];
  /** Oddities met, by what they are. */
  readonly notices: Readonly<Record<string, number>>;
  /** Where the server of the address says that it is now, for good: the config may say so. */
  readonly movedTo?: string;
  /** Documents that could not be read. What is held from them stays. */
  readonly failures: readonly { readonly document: string; readonly code: OffprintError["code"]; readonly message: string }[];
}

/** What a build came to. */
export interface BuildReport {
  /** Whether every source could be read and every feed written. */
  readonly ok: boolean;
  /** Whether anything is other than before: an entry, or a file. */
  readonly changed: boolean;
  readonly dryRun: boolean;
  /** In the order of the config. */
  readonly sources: readonly SourceResult[];
  /** Sources that entries are held of and that the config does not name, or not any more. Their posts are published until they are forgotten. */
  readonly unlisted: readonly string[];
  /** How many of all that are held. */
  readonly posts: { readonly added: number; readonly changed: number; readonly removed: number };
  /** A line for each file, also for those that stayed as they were. */
  readonly feeds: readonly FeedResult[];
  readonly archive: ArchiveStats & { readonly path: string; readonly engine: string };
  readonly milliseconds: number;
}

/** How far a build is. */
export interface BuildProgress {
  /** Documents are read first, then feeds written. */
  readonly step: "read" | "write";
  /** How many of this step are behind us, from 0. */
  readonly done: number;
  /** How many there are, as far as is known. */
  readonly total: number;
  /** The document or file that comes next; empty at the end. */
  readonly name: string;
}

/** How a config is built. */
export interface BuildOptions {
  /** The folder that paths are relative to. @default the process's */
  readonly folder?: string;
  /** Says what would happen; neither the archive nor a feed is written. @default false */
  readonly dryRun?: boolean;
  /** What stands for `"-"` in the sources. @default there is none: such a source fails */
  readonly stdin?: () => Promise<Uint8Array>;
  /** Called before each document and each feed. */
  readonly onProgress?: (progress: BuildProgress) => void;
  /** Build with an archive that is open already; it stays open. */
  readonly archive?: Archive;
}

/** Entries that are added in one transaction, at the least: concluding has a cost of its own, and memory is not to grow with the sources. */
const BATCH_ENTRIES = 1_000;
const BATCH_CHARACTERS = 16 * 1024 * 1024;

/**
 * Reads the sources, remembers, concludes, writes the feeds. Nothing is done twice: documents whose bytes are as they were are not read,
 * files whose contents stay are not written. A source that fails keeps the posts that it had.
 *
 * @throws OffprintError `invalid-config`, or what is wrong with the archive. Sources do not throw: they are in the report.
 */
export async function build(config: OffprintConfig, options: BuildOptions = {}): Promise<BuildReport> {
  const began = performance.now();
  validateConfig(config);
  const folder = resolve(options.folder ?? process.cwd());
  const opened = options.archive ? undefined : await openForBuild(config, folder, options.dryRun ?? false);
  const archive = options.archive ?? (opened as OpenedArchive).archive;
  try {
    const steps = await planSteps(config, folder);
    const { sources, posts } = await fill(archive, config, folder, steps, options);
    await obey(archive, config, posts);
    const feeds = await writeFeeds(archive, config, {
      folder,
      dryRun: options.dryRun ?? false,
      failed: sources.some((source) => source.failures.length > 0),
      onProgress: (done, total, name) => options.onProgress?.({ step: "write", done, total, name }),
    });
    return {
      ok: sources.every((source) => source.failures.length === 0) && feeds.every((feed) => feed.failure === undefined),
      changed:
        posts.added + posts.changed + posts.removed > 0 ||
        feeds.some((feed) => feed.changed) ||
        sources.some((s) => s.added + s.changed + s.removed > 0),
      dryRun: options.dryRun ?? false,
      sources,
      unlisted: await unlistedSources(archive, steps),
      posts,
      feeds,
      archive: { path: opened?.path ?? archive.path, engine: archive.engine, ...(await archive.stats()) },
      milliseconds: Math.round(performance.now() - began),
    };
  } finally {
    await opened?.close();
  }
}

type Counts = {
  -readonly [K in keyof Omit<SourceResult, "name" | "movedTo" | "failures" | "notices" | "leftOutFor" | "unplaced">]: number;
};
type Mutable = Counts & {
  name: string;
  movedTo?: string;
  notices: Record<string, number>;
  leftOutFor: Record<string, number>;
  unplaced: string[];
  failures: SourceResult["failures"][number][];
};

function planSteps(config: OffprintConfig, folder: string): Promise<SourceStep[]> {
  return planSources(
    config,
    folder,
    (text, url) =>
      readOpml(text, url === undefined ? {} : { url }).flatMap((outline) =>
        outline.feedUrl === undefined ? [] : [{ url: outline.feedUrl }],
      ),
    (url) => fetchList(url, config.fetch ?? {}),
  );
}

async function fill(
  archive: Archive,
  config: OffprintConfig,
  folder: string,
  steps: readonly SourceStep[],
  options: BuildOptions,
): Promise<{ sources: SourceResult[]; posts: { added: number; changed: number; removed: number } }> {
  const total = steps.reduce((sum, step) => sum + (step.kind === "folder" ? step.pages.length : 1), 0);
  const sources = new Map<string, Mutable>();
  for (const step of steps)
    if (!sources.has(step.name))
      sources.set(step.name, {
        name: step.name,
        documents: 0,
        entries: 0,
        added: 0,
        changed: 0,
        unchanged: 0,
        removed: 0,
        copies: 0,
        leftOut: 0,
        leftOutFor: {},
        unplaced: [],
        notices: {},
        failures: [],
      });
  const posts = { added: new Set<string>(), changed: new Set<string>(), removed: new Set<string>() };
  let batch: DocumentResult[] = [];
  let size = 0;
  let characters = 0;
  let done = 0;

  const flush = async () => {
    for (const complete of [false, true]) {
      const part = batch.filter((result) => (result.complete ?? false) === complete);
      if (part.length) countIn(await addBatch(archive, part, complete), part, sources, posts);
    }
    batch = [];
    size = 0;
    characters = 0;
  };

  const readers = {
    folder,
    archive,
    stdin: options.stdin ?? noStdin,
    fetch: (addresses: Parameters<typeof fetchAddresses>[0]) => fetchAddresses(addresses, archive, config.fetch ?? {}),
  };
  for await (const result of readSources(steps, readers)) {
    const line = sources.get(result.step.name) as Mutable;
    note(line, result);
    options.onProgress?.({ step: "read", done: Math.min(++done, total), total: Math.max(total, done), name: result.name });
    if (!result.reading && !result.gone && !result.documents) continue;
    batch.push(result);
    size += result.reading?.entries.length ?? 0;
    characters += charactersOf(result.reading);
    if (size >= BATCH_ENTRIES || characters >= BATCH_CHARACTERS) await flush();
  }
  await flush();
  return { sources: [...sources.values()], posts: { added: posts.added.size, changed: posts.changed.size, removed: posts.removed.size } };
}

async function addBatch(archive: Archive, batch: readonly DocumentResult[], complete: boolean): Promise<AddReport> {
  const documents: Record<string, DocumentState | undefined> = {};
  for (const result of batch) {
    Object.assign(documents, result.documents);
    for (const document of result.forget ?? []) documents[document] = undefined;
  }
  return archive.add(
    batch.flatMap((result) => result.reading ?? []),
    { documents, complete, gone: batch.flatMap((result) => result.gone ?? []) },
  );
}

function countIn(
  report: AddReport,
  batch: readonly DocumentResult[],
  sources: ReadonlyMap<string, Mutable>,
  posts: { added: Set<string>; changed: Set<string>; removed: Set<string> },
): void {
  for (const [i, result] of batch.filter((one) => one.reading).entries()) {
    const line = sources.get(result.step.name) as Mutable;
    const counts = report.readings[i] as AddReport["readings"][number];
    for (const key of ["added", "changed", "unchanged", "removed", "copies"] as const) line[key] += counts[key];
    line.entries += counts.added + counts.changed + counts.unchanged;
  }
  let gone = report.removed - report.readings.reduce((sum, reading) => sum + reading.removed, 0);
  for (const result of batch) {
    if (!result.gone || gone === 0) continue;
    (sources.get(result.step.name) as Mutable).removed += gone;
    gone = 0;
  }
  for (const id of report.posts.added) posts.added.add(id);
  for (const id of report.posts.changed) if (!posts.added.has(id)) posts.changed.add(id);
  for (const id of report.posts.removed) {
    posts.changed.delete(id);
    if (!posts.added.delete(id)) posts.removed.add(id);
  }
}

function note(line: Mutable, result: DocumentResult): void {
  if (!result.gone) line.documents++;
  if (result.unchanged !== undefined) {
    line.unchanged += result.unchanged;
    line.entries += result.unchanged;
  }
  if (result.leftOut !== undefined) {
    line.leftOut++;
    line.leftOutFor[result.leftOut] = (line.leftOutFor[result.leftOut] ?? 0) + 1;
  }
  if (result.movedTo !== undefined) line.movedTo = result.movedTo;
  if (result.error) line.failures.push({ document: result.name, code: result.error.code, message: result.error.message });
  for (const { code } of result.reading?.notices ?? []) {
    line.notices[code] = (line.notices[code] ?? 0) + 1;
    if (code === "relative-url") line.unplaced.push(result.name);
  }
}

/** Puts the config's own decisions into effect, where they are new and both articles are held. */
async function obey(archive: Archive, config: OffprintConfig, posts: { added: number; changed: number; removed: number }): Promise<void> {
  const held = new Map((await archive.verdicts()).map((one) => [one.entries.join(" "), one.verdict]));
  for (const verdict of ["same", "different"] as const) {
    for (const [a, b] of config.resolve?.[verdict] ?? []) {
      const [one, two] = [(await archive.entriesAt(a))[0], (await archive.entriesAt(b))[0]];
      if (one === undefined || two === undefined || one === two || held.get([one, two].sort().join(" ")) === verdict) continue;
      const done = await archive.decide(one, two, verdict);
      posts.added += done.posts.added.length;
      posts.changed += done.posts.changed.length;
      posts.removed += done.posts.removed.length;
    }
  }
}

function charactersOf(reading: Reading | undefined): number {
  let sum = 0;
  for (const entry of reading?.entries ?? []) for (const content of entry.contents) sum += content.value.length;
  return sum;
}

interface OpenedArchive {
  readonly archive: Archive;
  /** As the config has it. */
  readonly path: string;
  close(): Promise<void>;
}

/** A dry run works on a copy: its report is what a build would say. */
async function openForBuild(config: OffprintConfig, folder: string, dryRun: boolean): Promise<OpenedArchive> {
  if (config.archive === false) {
    const archive = await openArchive(":memory:");
    return { archive, path: ":memory:", close: () => archive.close() };
  }
  const path = resolve(folder, config.archive ?? ".offprint/archive.db");
  if (!dryRun) {
    const archive = await openArchive(path);
    return { archive, path, close: () => archive.close() };
  }
  const scratch = mkdtempSync(join(tmpdir(), "offprint-"));
  hold(scratch);
  for (const end of ["", "-wal"]) if (existsSync(path + end)) copyFileSync(path + end, join(scratch, basename(path) + end));
  const archive = await openArchive(join(scratch, basename(path)));
  return {
    archive,
    path,
    close: async () => {
      await archive.close();
      rmSync(scratch, { recursive: true, force: true });
      release(scratch);
    },
  };
}

async function noStdin(): Promise<Uint8Array> {
  throw new OffprintError("invalid-argument", "there is no standard input here");
}
