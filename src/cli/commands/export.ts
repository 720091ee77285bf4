import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import type { Io } from "../io.ts";

/** `offprint export`: the archive as JSON lines; all that cannot be concluded again. */
export async function runExport(argv: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" }, output: { type: "string", short: "o" } },
  });
  const archive = await openHeldArchive(io.cwd, values);
  try {
    if (values.output === undefined) for await (const line of archive.export()) io.stdout.write(line);
    else await exportTo(resolve(io.cwd, values.output), archive.export());
    return 0;
  } finally {
    await archive.close();
  }
}

async function exportTo(path: string, lines: AsyncIterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await pipeline(lines, createWriteStream(temporary));
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
