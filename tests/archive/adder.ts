// A process of its own: adds numbered readings to an archive, says each one that is in, until it is done or killed.
// node --import jiti/register adder.ts ARCHIVE FROM TO STEP
import { openArchive } from "../../src/archive/open-archive.ts";
import { OffprintError } from "../../src/model/error.ts";
import { numberedReading } from "./make-readings.ts";

const [path = "", from = "0", to = "0", step = "1"] = process.argv.slice(2);

try {
  const archive = await openArchive(path);
  process.stdout.write("ready\n");
  for (let i = Number(from); i < Number(to); i += Number(step)) {
    await archive.add(numberedReading(i), { documents: { [`document ${i}`]: { added: true } } });
    process.stdout.write(`${i}\n`);
  }
  process.stdout.write(`posts ${(await archive.stats()).posts}\n`);
  await archive.close();
} catch (error) {
  if (!(error instanceof OffprintError)) throw error;
  process.stdout.write(`${error.code}\n`);
}
