import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import type { Reading, ReadOptions } from "../model/reading.ts";
import { LOCAL_MAX_BYTES } from "../pipeline/local-limit.ts";
import { reasonOf } from "../pipeline/system-failure.ts";
import { read } from "../read/read.ts";
import { describeFailure } from "./describe-failure.ts";
import { type Io, UsageError } from "./io.ts";

/** What commands that take sources share, for `parseArgs`. */
export const SOURCE_OPTIONS = { url: { type: "string" }, "allow-private": { type: "boolean" } } as const;

/** Where sources are and how they may be asked, from the command's options. */
export interface SourceOptions {
  readonly url?: string | undefined;
  readonly "allow-private"?: boolean | undefined;
}

export interface Input {
  /** As the person named it; `standard input` for `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly options: ReadOptions;
}

/** A file, an address (http, https) or `-`, standard input. */
export async function openInput(source: string, io: Io, options: SourceOptions): Promise<Input> {
  const url = addressOption("url", options.url);
  const found = url === undefined ? {} : { url };
  const local = { maxBytes: LOCAL_MAX_BYTES, ...found };
  if (source === "-") return { name: "standard input", bytes: await io.stdin(), options: local };
  if (!/^https?:\/\//i.test(source)) return { name: source, bytes: await readNamed(source, io), options: local };
  const { fetchSource } = await import("../crawl/fetch-source.ts");
  const fetched = await fetchSource({ url: source }, { allowPrivate: options["allow-private"] === true });
  if (fetched.error || !fetched.bytes)
    throw new OffprintError("fetch-failed", `${source}: ${fetched.error?.message ?? "The server sent nothing."}`, { path: source });
  const { contentType } = fetched;
  return {
    name: source,
    bytes: fetched.bytes,
    options: { url: fetched.url, now: new Date().toISOString(), ...(contentType === undefined ? {} : { contentType }), ...found },
  };
}

/** The bytes of a file; what goes wrong is said with its name as the person wrote it. */
async function readNamed(source: string, io: Io): Promise<Uint8Array> {
  try {
    return await readFile(resolve(io.cwd, source));
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new OffprintError("fetch-failed", `${source}: ${reason}`, { path: source, cause: error });
  }
}

/** Refuses a call without sources, or with standard input twice. */
export function checkSources(sources: readonly string[], options: SourceOptions): void {
  addressOption("url", options.url);
  if (!sources.length) throw new UsageError("no file or address given (- is standard input)");
  if (sources.filter((source) => source === "-").length > 1) throw new UsageError("standard input can be read once");
}

/** Does the work for each source. One that fails is said on a line of its own and stops none of the others: it gives no result. */
export async function forEachInput<T>(sources: readonly string[], io: Io, options: SourceOptions, work: (input: Input) => T): Promise<T[]> {
  checkSources(sources, options);
  const results: T[] = [];
  for (const source of sources)
    try {
      results.push(work(await openInput(source, io, options)));
    } catch (error) {
      const [message] = describeFailure(error);
      io.stderr.write(`offprint: ${message}\n`);
    }
  return results;
}

/** Reads one input; what is not ours to read is said with its name. */
export function readInput({ name, bytes, options }: Input): Reading {
  try {
    return read(bytes, options);
  } catch (error) {
    if (error instanceof OffprintError) throw new OffprintError(error.code, `${name}: ${error.message}`, { path: name, cause: error });
    throw error;
  }
}

/** An address option, checked: `undefined` where it was not given. */
export function addressOption(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value)) throw new UsageError(`--${name} wants an address, not "${basename(value)}"`);
  return value;
}
