import { parseArgs } from "node:util";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { type Io, UsageError } from "../io.ts";
import { count } from "../print.ts";

const VERDICTS = { same: "same", different: "different", forget: undefined } as const;

/** `offprint decide A B same|different|forget`: a person's word on two entries or posts, by their ids or addresses. It wins over all evidence. */
export async function runDecide(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" } },
  });
  const [a, b, verdict] = positionals;
  if (a === undefined || b === undefined || verdict === undefined || positionals.length > 3)
    throw new UsageError("decide wants two posts or entries, and same, different or forget");
  if (!Object.hasOwn(VERDICTS, verdict)) throw new UsageError(`decide wants same, different or forget, not "${verdict}"`);
  const archive = await openHeldArchive(io.cwd, values);
  try {
    const { posts } = await archive.decide(a, b, VERDICTS[verdict as keyof typeof VERDICTS]);
    const touched = posts.added.length + posts.changed.length + posts.removed.length;
    io.stdout.write(
      touched ? `Noted. ${count(touched, "post")} changed; offprint build rewrites the feeds.\n` : "Noted. No post changes by it.\n",
    );
    return 0;
  } finally {
    await archive.close();
  }
}
