import { parseArgs } from "node:util";
import type { PostQuery } from "../../archive/contract.ts";
import { openHeldArchive } from "../../pipeline/held-archive.ts";
import { type Io, UsageError } from "../io.ts";
import { paint, table } from "../print.ts";

/** `offprint posts`: what the archive holds, newest first. */
export async function runPosts(argv: string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      archive: { type: "string" },
      config: { type: "string", short: "c" },
      author: { type: "string" },
      series: { type: "string" },
      tag: { type: "string" },
      source: { type: "string" },
      since: { type: "string" },
      until: { type: "string" },
      limit: { type: "string" },
      order: { type: "string" },
      after: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const limit = Number(values.limit ?? 50);
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError(`--limit wants a number from 1, not "${values.limit}"`);
  if (values.order !== undefined && values.order !== "newest" && values.order !== "reading")
    throw new UsageError(`--order wants newest or reading, not "${values.order}"`);
  for (const name of ["since", "until"] as const)
    if (values[name] !== undefined && Number.isNaN(Date.parse(values[name] as string)))
      throw new UsageError(`--${name} wants a day (2026-01-31) or an instant, not "${values[name]}"`);
  const query: Record<string, string | number> = { limit };
  for (const name of ["author", "series", "tag", "source", "since", "until", "order", "after"] as const)
    if (values[name] !== undefined) query[name] = values[name] as string;
  const archive = await openHeldArchive(io.cwd, values);
  try {
    const { posts, next } = await archive.posts(query as PostQuery);
    if (values.json) {
      io.stdout.write(`${JSON.stringify({ posts, ...(next === undefined ? {} : { next }) }, null, 2)}\n`);
      return 0;
    }
    if (!posts.length) {
      io.stdout.write("No posts.\n");
      return 0;
    }
    io.stdout.write(
      `${table(
        io,
        [
          { head: "date" },
          { head: "post", max: 70 },
          { head: "by", max: 30, style: "cyan" },
          { head: "copies", align: "right" },
          { head: "id", style: "dim" },
        ],
        posts.map((post) => [
          post.published?.slice(0, 10) ?? "",
          `${post.title ?? post.summary ?? post.url ?? "(untitled)"}${post.series ? ` · ${post.series.title}${post.series.part === undefined ? "" : ` ${post.series.part}`}` : ""}`,
          post.authors.map((author) => author.name).join(", "),
          String(post.copies.length),
          post.id,
        ]),
      )}\n`,
    );
    if (next !== undefined) io.stdout.write(`${paint(io, "dim", `More: --after '${next}'`)}\n`);
    return 0;
  } finally {
    await archive.close();
  }
}
