import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { basename, dirname, join } from "node:path";

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
 * (nor its time of change: web servers and watchers go by it).
 *
 * @param options.dryRun says what would happen and writes nothing
 */
export async function writeOutput(
  path: string,
  chunks: Iterable<string> | AsyncIterable<string>,
  options: { dryRun?: boolean } = {},
): Promise<OutputResult> {
  const old = sizeOf(path);
  let bytes = 0;
  let held: Buffer[] = [];
  let same = old !== undefined;
  let before: Buffer | undefined;
  let file: number | undefined;
  let temporary: string | undefined;

  const spill = () => {
    if (options.dryRun) {
      held = [];
      return;
    }
    if (file === undefined) {
      mkdirSync(dirname(path), { recursive: true });
      temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`);
      file = openSync(temporary, "w");
    }
    for (const buffer of held) writeAll(file, buffer);
    held = [];
  };

  try {
    let size = 0;
    for await (const chunk of chunks) {
      const buffer = Buffer.from(chunk, "utf8");
      if (same) {
        before ??= readFileSync(path);
        same = bytes + buffer.length <= before.length && before.subarray(bytes, bytes + buffer.length).equals(buffer);
      }
      bytes += buffer.length;
      held.push(buffer);
      size += buffer.length;
      if (size > BUFFERED) {
        spill();
        size = 0;
      }
    }
    const changed = !(same && bytes === old);
    if (changed && !options.dryRun) {
      spill();
      if (file === undefined) throw new Error("unreachable");
      fsyncSync(file);
      closeSync(file);
      file = undefined;
      renameSync(temporary as string, path);
      temporary = undefined;
    }
    return { bytes, changed };
  } finally {
    if (file !== undefined) closeSync(file);
    if (temporary !== undefined) rmSync(temporary, { force: true });
  }
}

function writeAll(file: number, buffer: Buffer): void {
  for (let at = 0; at < buffer.length; ) at += writeSync(file, buffer, at);
}

function sizeOf(path: string): number | undefined {
  try {
    return statSync(path).size;
  } catch {
    return undefined;
  }
}
