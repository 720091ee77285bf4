import { resolve as resolvePath } from "node:path";
import { parseArgs } from "node:util";
import type { Reading } from "../../model/reading.ts";
import { writeOutput } from "../../pipeline/write-output.ts";
import { resolve } from "../../resolve/resolve.ts";
import { writeAtom } from "../../write/write-atom.ts";
import { writeJsonFeed } from "../../write/write-json-feed.ts";
import { writeRss } from "../../write/write-rss.ts";
import { addressOption, checkSources, openInput, readInput, SOURCE_OPTIONS } from "../input.ts";
import { type Io, UsageError } from "../io.ts";
import { noticeLines } from "./read.ts";

const WRITERS = { rss: writeRss, atom: writeAtom, json: writeJsonFeed } as const;

/** `offprint convert FILE… --to rss|atom|json` */
export async function runConvert(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      ...SOURCE_OPTIONS,
      to: { type: "string" },
      output: { type: "string", short: "o" },
      title: { type: "string" },
      home: { type: "string" },
      "feed-url": { type: "string" },
    },
  });
  const { to } = values;
  if (to !== "rss" && to !== "atom" && to !== "json")
    throw new UsageError(to === undefined ? "--to is wanted: rss, atom or json" : `--to wants rss, atom or json, not "${to}"`);
  const home = addressOption("home", values.home);
  const feedUrl = addressOption("feed-url", values["feed-url"]);
  checkSources(positionals, values);
  // All or nothing: a feed that lacks a source for a moment would take its posts away from everybody.
  const readings: Reading[] = [];
  for (const source of positionals) readings.push(readInput(await openInput(source, io, values)));
  const { posts, notices } = resolve(readings);
  const channel = readings[0]?.channel;
  const document = WRITERS[to](
    {
      title: values.title ?? channel?.title ?? "",
      home: home ?? channel?.home ?? posts.find((post) => post.url)?.url ?? "",
      ...(feedUrl ? { feedUrl } : {}),
      ...(channel?.description ? { description: channel.description } : {}),
      ...(channel?.language ? { language: channel.language } : {}),
      ...(channel?.authors.length ? { authors: channel.authors } : {}),
    },
    posts,
  );
  if (values.output === undefined) io.stdout.write(document);
  else await writeOutput(resolvePath(io.cwd, values.output), [document]);
  for (const line of noticeLines([...readings.flatMap((reading) => reading.notices), ...notices], io)) io.stderr.write(`${line}\n`);
  return 0;
}
