import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { read } from "../read/read.ts";
import { describeFailure } from "./describe-failure.ts";
import { type Io, UsageError } from "./io.ts";

export interface Input {
  /** As the person named it; `standard input` for `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bytes of a file that a command was given; `-` is standard input. */
export async function openInput(file: string, io: Io): Promise<Input> {
  if (file === "-") return { name: "standard input", bytes: await io.stdin() };
  return { name: file, bytes: await readFile(resolve(io.cwd, file)) };
}

/** Refuses a call without files, or with standard input twice. */
export function checkFiles(files: readonly string[]): void {
  if (!files.length) throw new UsageError("no file given (- is standard input)");
  if (files.filter((file) => file === "-").length > 1) throw new UsageError("standard input can be read once");
}

/** Does the work for each file. One that fails is said on a line of its own and stops none of the others: it gives no result. */
export async function forEachInput<T>(files: readonly string[], io: Io, work: (input: Input) => T): Promise<T[]> {
  checkFiles(files);
  const results: T[] = [];
  for (const file of files)
    try {
      results.push(work(await openInput(file, io)));
    } catch (error) {
      const [message] = await describeFailure(error, io.cwd);
      io.stderr.write(`offprint: ${message}\n`);
    }
  return results;
}

/** Reads one input; what is not ours to read is said with the file's name. */
export function readInput(input: Input, url: string | undefined): Reading {
  try {
    return read(input.bytes, url === undefined ? {} : { url });
  } catch (error) {
    if (error instanceof OffprintError)
      throw new OffprintError(error.code, `${input.name}: ${error.message}`, { path: input.name, cause: error });
    throw error;
  }
}

/** An address option, checked: `undefined` where it was not given. */
export function addressOption(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (!URL.canParse(value)) throw new UsageError(`--${name} wants an address, not "${basename(value)}"`);
  return value;
}
