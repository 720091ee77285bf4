import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { writeOutput } from "../../pipeline/write-output.ts";
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
    else await writeOutput(resolve(io.cwd, values.output), archive.export());
    return 0;
  } finally {
    await archive.close();
  }
}
