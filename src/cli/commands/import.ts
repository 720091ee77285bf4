import { once } from "node:events";
import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { type Io, UsageError } from "../io.ts";
import { count } from "../print.ts";

/** `offprint import FILE`: the lines of an export into the archive, which is made if there is none. */
export async function runImport(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) throw new UsageError("import wants one file (- is standard input)");
  const chunks = file === "-" ? [new TextDecoder().decode(await io.stdin())] : await openText(resolve(io.cwd, file));
  const archive = await openHeldArchive(io.cwd, values, { make: true });
  try {
    const { added, changed, unchanged } = await archive.import(chunks);
    io.stdout.write(`${count(added, "entry", "entries")} taken in, ${changed} changed, ${unchanged} held already.\n`);
    return 0;
  } finally {
    await archive.close();
  }
}

/** Opens the file before the archive is: a wrong name must not make one. */
async function openText(path: string): Promise<AsyncIterable<string>> {
  const stream = createReadStream(path, "utf8");
  await once(stream, "open");
  return stream;
}
