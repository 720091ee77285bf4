// A process of its own: begins a file, says so, and never ends it.
// node --import jiti/register slow-writer.ts PATH
import { setTimeout as sleep } from "node:timers/promises";
import { writeOutput } from "../../src/pipeline/write-output.ts";

await writeOutput(
  process.argv[2] as string,
  (async function* () {
    yield "a".repeat(5_000_000);
    process.stdout.write("begun\n");
    await sleep(60_000);
    yield "b";
  })(),
);
