import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { heldSources } from "../../pipeline/held-sources.ts";
import type { Io } from "../io.ts";
import { table } from "../print.ts";

/** `offprint sources`: where the entries of the archive are from. */
export async function runSources(argv: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" }, json: { type: "boolean" } },
  });
  const archive = await openHeldArchive(io.cwd, values);
  try {
    const sources = await heldSources(archive);
    if (values.json) io.stdout.write(`${JSON.stringify(sources, null, 2)}\n`);
    else if (!sources.length) io.stdout.write("No sources.\n");
    else
      io.stdout.write(
        `${table(
          io,
          [
            { head: "source", max: 80 },
            { head: "entries", align: "right" },
            { head: "title", style: "dim" },
          ],
          sources.map(({ source, entries, channel }) => [source, String(entries), channel?.title ?? ""]),
        )}\n`,
      );
    return 0;
  } finally {
    await archive.close();
  }
}
