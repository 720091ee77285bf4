import {
  closeSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  readSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import { reasonOf } from "./system-failure.ts";
import { hold, release, sweep, temporaryName } from "./temporary-files.ts";

/** What became of a file. */
export interface OutputResult {
  readonly bytes: number;
  /** Whether it was written: its contents are other than they were. */
  readonly changed: boolean;
}

/** What is held in memory before a file is written beside the old one. */
const BUFFERED = 4 * 1024 * 1024;

/**
 * Writes a file whole or not at all: beside the old one first, then renamed over it. A file whose contents stay is not touched
 * (nor its time of change: web servers and watchers go by it), one behind a link is written where it lies, and its permissions stay.
 *
 * @param options.dryRun says what would happen and writes nothing
 * @throws OffprintError `output-unwritable`; what `chunks` throws
 */
export async function writeOutput(
  path: string,
  chunks: Iterable<string> | AsyncIterable<string>,
  options: { dryRun?: boolean } = {},
): Promise<OutputResult> {
  const output = attempt(path, () => new Output(path, options.dryRun ?? false));
  try {
    for await (const chunk of chunks) attempt(path, () => output.add(Buffer.from(chunk, "utf8")));
    return attempt(path, () => output.finish());
  } finally {
    output.abandon();
  }
}

function attempt<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === undefined) throw error;
    throw new OffprintError("output-unwritable", `${path} cannot be written: ${reason}.`, { path, cause: error });
  }
}

/** Folders that have been looked through for what a killed run has left. */
const swept = new Set<string>();

/** A file on its way. */
class Output {
  readonly #path: string;
  readonly #dryRun: boolean;
  readonly #stats: Stats | undefined;
  /** The file as it was, for as long as the new one says the same. */
  #before: number | undefined;
  #temporary: string | undefined;
  #file: number | undefined;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #bytes = 0;

  constructor(path: string, dryRun: boolean) {
    this.#dryRun = dryRun;
    this.#stats = statSync(path, { throwIfNoEntry: false });
    const special = this.#stats !== undefined && !this.#stats.isFile();
    this.#path = special ? path : targetOf(path);
    if (this.#stats?.isFile()) this.#before = openSync(this.#path, "r");
    // A pipe or a device is written to: there is nothing to keep, and nothing to put in its place.
    if (special && !dryRun) this.#file = openSync(path, "w");
  }

  add(buffer: Buffer): void {
    if (this.#before !== undefined && !isAt(this.#before, this.#bytes, buffer)) this.#differ();
    this.#bytes += buffer.length;
    this.#held.push(buffer);
    this.#heldBytes += buffer.length;
    if (this.#heldBytes > BUFFERED) this.#spill();
  }

  finish(): OutputResult {
    const changed = this.#before === undefined || this.#bytes !== this.#stats?.size;
    if (changed && !this.#dryRun) {
      this.#spill();
      const file = this.#file as number;
      if (this.#temporary !== undefined) fsyncSync(file);
      this.#file = undefined;
      closeSync(file);
      if (this.#temporary !== undefined) {
        renameSync(this.#temporary, this.#path);
        release(this.#temporary);
        this.#temporary = undefined;
      }
    }
    return { bytes: this.#bytes, changed };
  }

  abandon(): void {
    this.#differ();
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    if (this.#temporary === undefined) return;
    rmSync(this.#temporary, { force: true });
    release(this.#temporary);
    this.#temporary = undefined;
  }

  #differ(): void {
    if (this.#before !== undefined) closeSync(this.#before);
    this.#before = undefined;
  }

  #spill(): void {
    if (!this.#dryRun) {
      this.#file ??= this.#open();
      for (const buffer of this.#held) writeAll(this.#file, buffer);
    }
    this.#held = [];
    this.#heldBytes = 0;
  }

  #open(): number {
    const folder = dirname(this.#path);
    mkdirSync(folder, { recursive: true });
    if (!swept.has(folder)) sweep(folder);
    swept.add(folder);
    const temporary = join(folder, temporaryName());
    const file = openSync(temporary, "w");
    this.#temporary = temporary;
    hold(temporary);
    if (this.#stats) fchmodSync(file, this.#stats.mode & 0o7777);
    return file;
  }
}

/** More links than these lead nowhere (POSIX, `SYMLOOP_MAX`). */
const MOST_LINKS = 40;

/** Where a link leads, though there be nothing yet. */
function targetOf(path: string): string {
  let target = path;
  for (let links = 0; links < MOST_LINKS && lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink(); links++)
    target = resolve(dirname(target), readlinkSync(target));
  return target;
}

/** Whether a file has these bytes at a place. */
function isAt(file: number, place: number, buffer: Buffer): boolean {
  const there = Buffer.allocUnsafe(buffer.length);
  let read = 0;
  while (read < there.length) {
    const more = readSync(file, there, read, there.length - read, place + read);
    if (more === 0) return false;
    read += more;
  }
  return there.equals(buffer);
}

function writeAll(file: number, buffer: Buffer): void {
  for (let at = 0; at < buffer.length; ) at += writeSync(file, buffer, at);
}
