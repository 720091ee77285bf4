import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { forgetSources, heldSources } from "../../pipeline/held-sources.ts";
import { type Io, UsageError } from "../io.ts";
import { count } from "../print.ts";

/** `offprint forget SOURCE…`: takes sources and what was read of them out of the archive. */
export async function runForget(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" } },
  });
  if (!positionals.length) throw new UsageError("forget wants a source (offprint sources lists them)");
  const archive = await openHeldArchive(io.cwd, values);
  try {
    const held = new Set((await heldSources(archive)).map(({ source }) => source));
    const unknown = positionals.find((source) => !held.has(source));
    if (unknown !== undefined) throw new UsageError(`no source "${unknown}" is held (offprint sources lists them)`);
    const { removed, posts } = await forgetSources(archive, positionals);
    io.stdout.write(
      `${count(removed, "entry", "entries")} and ${count(posts.removed.length, "post")} gone, ${posts.changed.length} changed; offprint build rewrites the feeds.\n`,
    );
    return 0;
  } finally {
    await archive.close();
  }
}
