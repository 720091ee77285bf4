import { parseArgs } from "node:util";
import type { Archive } from "../../archive/contract.ts";
import type { Entry } from "../../model/entry.ts";
import type { Match, Post } from "../../model/post.ts";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { explain } from "../../resolve/explain.ts";
import { type Io, UsageError } from "../io.ts";
import { paint, plain } from "../print.ts";

/** `offprint why POST`: the copies of a post, and the evidence that they are one article. */
export async function runWhy(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { archive: { type: "string" }, config: { type: "string", short: "c" }, json: { type: "boolean" } },
  });
  const [wanted] = positionals;
  if (wanted === undefined || positionals.length > 1) throw new UsageError("why wants one post: its id, its address, or an entry's id");
  const archive = await openHeldArchive(io.cwd, values);
  try {
    const post = await findPost(archive, wanted);
    if (!post) throw new UsageError(`no post "${wanted}" (offprint posts lists them)`);
    const copies = await Promise.all(post.copies.map((id) => archive.entry(id)));
    const matches = await archive.matches(post.id);
    if (values.json) io.stdout.write(`${JSON.stringify({ post: post.id, copies: post.copies, matches }, null, 2)}\n`);
    else
      io.stdout.write(
        `${describe(
          post,
          copies.filter((entry) => entry !== undefined),
          matches,
          io,
        )}\n`,
      );
    return 0;
  } finally {
    await archive.close();
  }
}

async function findPost(archive: Archive, wanted: string): Promise<Post | undefined> {
  return (await archive.post(wanted)) ?? (await archive.postOf(wanted)) ?? (await archive.postAt(wanted));
}

function describe(post: Post, copies: readonly Entry[], matches: readonly Match[], io: Io): string {
  const number = new Map(post.copies.map((id, i) => [id, i + 1]));
  const name = (id: string) => (number.has(id) ? `copy ${number.get(id)}` : `entry ${id}`);
  const lines = [paint(io, "bold", plain(post.title ?? post.url ?? post.id)), ""];
  for (const [i, copy] of copies.entries()) {
    lines.push(
      `${String(i + 1).padStart(3)}. ${plain(copy.url ?? copy.title ?? copy.id)}${i === 0 && copies.length > 1 ? paint(io, "green", "  the original") : ""}`,
    );
    lines.push(
      paint(
        io,
        "dim",
        `     ${[copy.published?.slice(0, 10), `from ${plain(copy.from.source ?? "an unnamed source")}`, copy.from.locator, `entry ${copy.id}`].filter(Boolean).join(", ")}`,
      ),
    );
  }
  const picked = Object.entries(post.picked);
  if (picked.length) lines.push("", `Taken from other copies: ${picked.map(([field, id]) => `${field} (${name(id)})`).join(", ")}.`);
  const [same, other] = [matches.filter((match) => match.relation !== "related"), matches.filter((match) => match.relation === "related")];
  for (const [head, told] of [
    ["Why they are one", same],
    ["Held apart", other],
  ] as const) {
    if (!told.length) continue;
    lines.push("", paint(io, "bold", head));
    for (const match of told) lines.push(`  ${plain(upperFirst(explain(match, { nameOf: name })))}`);
  }
  if (copies.length === 1 && !same.length) lines.push("", "It has one copy: nothing else that is held is like it.");
  return lines.join("\n");
}

function upperFirst(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
