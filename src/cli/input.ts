import { readFile } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";
import { read } from "../read/read.ts";
import { type Io, UsageError } from "./io.ts";

export interface Input {
  /** As the person named it; `standard input` for `-`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The bytes of the files that a command was given; `-` is standard input, once. */
export async function openInputs(files: readonly string[], io: Io): Promise<Input[]> {
  if (!files.length) throw new UsageError("no file given (- is standard input)");
  if (files.filter((file) => file === "-").length > 1) throw new UsageError("standard input can be read once");
  const inputs: Input[] = [];
  for (const file of files)
    inputs.push(
      file === "-" ? { name: "standard input", bytes: await io.stdin() } : { name: file, bytes: await readFile(resolve(io.cwd, file)) },
    );
  return inputs;
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
