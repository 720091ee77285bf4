import { readFile } from "node:fs/promises";
import type { Io } from "../io.ts";
import { UsageError } from "../io.ts";
import { paint } from "../print.ts";

interface Help {
  readonly usage: string;
  readonly does: string;
  readonly options?: readonly (readonly [option: string, does: string])[];
  readonly example?: string;
}

const INPUT =
  "Feeds (RSS, Atom, JSON Feed), HTML pages and plain-text dumps of pages, told apart by their content; files, addresses, or - for standard input.";

const ARCHIVE = [
  ["--archive FILE", "the archive; the config's by default"],
  ["-c, --config FILE", "the config; by default the one here or above"],
] as const;

const PRIVATE = ["--allow-private", "ask addresses in private networks too"] as const;

const HELP: Readonly<Record<string, Help>> = {
  read: {
    usage: "offprint read FILE|ADDRESS…",
    does: `Show the posts of feeds, pages and texts. ${INPUT}`,
    options: [
      ["--json", "print the model instead of a table: one reading, or a list of them"],
      ["--url ADDRESS", "where the file was found: relative addresses are resolved against it"],
      ["--resolve", "show which entries are one post, who the people are, and why"],
      ["--explain", "show how a page was read: what it was taken for, and where each entry was found"],
      PRIVATE,
    ],
    example: "offprint read https://ada.example/feed.xml",
  },
  convert: {
    usage: "offprint convert FILE|ADDRESS… --to rss|atom|json",
    does: `Resolve the posts of feeds, pages and texts and write them as one feed. ${INPUT}`,
    options: [
      ["--to FORMAT", "rss, atom or json"],
      ["-o, --output FILE", "write there (whole or not at all) instead of to standard output"],
      ["--title TEXT", "title of the feed; the first source's by default"],
      ["--home ADDRESS", "the site that the feed belongs to; the first source's by default"],
      ["--feed-url ADDRESS", "where the feed will lie"],
      ["--url ADDRESS", "where the file was found"],
      PRIVATE,
    ],
    example: "offprint convert page-55.txt --to atom -o page-55.atom",
  },
  check: {
    usage: "offprint check FILE|ADDRESS…",
    does: "Hold feeds against the rules of RSS 2.0, RFC 4287, RFC 5005 and JSON Feed 1.1. The rules are held offline.",
    options: [
      ["--json", "print the findings as data"],
      ["--strict", "exit with 1 on warnings too"],
      ["--all", "print every finding, not only the first five of a rule"],
      ["--url ADDRESS", "where the feed will lie: relative addresses are resolved against it"],
      PRIVATE,
    ],
    example: "offprint check public/feed.xml",
  },
  init: {
    usage: "offprint init",
    does: "Write an offprint.config by looking at the folder: a built site, a list in OPML, a planet.ini, feeds and saved pages.",
    options: [
      ["--json", "write JSON, whatever the folder is written in"],
      ["--force", "write over a config that is there"],
    ],
  },
  build: {
    usage: "offprint build",
    does: "Read the sources of the config, remember what is new, write the feeds that change by it.",
    options: [
      ["-c, --config FILE", "the config; by default offprint.config.{ts,mts,cts,mjs,js,cjs,json} here or above"],
      ["-n, --dry-run", "say what would happen; write nothing"],
      ["-w, --watch", "build again whenever a file of the sources changes"],
      ["--json", "print the report as data"],
      ["-q, --quiet", "print failures only"],
    ],
  },
  posts: {
    usage: "offprint posts",
    does: "List the posts of the archive, newest first.",
    options: [
      ["--author, --series, --tag, --source TEXT", "those posts only"],
      ["--since, --until DATE", "published from that day on; before that day"],
      ["--order newest|reading", "newest first, or oldest first and by part"],
      ["--limit N", "how many; 50 by default"],
      ["--after CURSOR", "the page after the one that named it"],
      ["--json", "print the posts as data"],
      ...ARCHIVE,
    ],
    example: "offprint posts --author 'Ada Byron' --since 2026-01-01",
  },
  why: {
    usage: "offprint why POST",
    does: "Show the copies of a post (by its id or address) and the evidence that they are one article.",
    options: [["--json", "print the matches as data"], ...ARCHIVE],
  },
  decide: {
    usage: "offprint decide A B same|different|forget",
    does: "Say of two posts or entries that they are one article, or are not; it wins over all evidence.",
    options: ARCHIVE,
  },
  sources: {
    usage: "offprint sources",
    does: "List the sources that the archive has entries of.",
    options: [["--json", "print them as data"], ...ARCHIVE],
  },
  forget: {
    usage: "offprint forget SOURCE…",
    does: "Take sources and all that was read of them out of the archive. One that the config still names is read anew by the next build.",
    options: ARCHIVE,
    example: "offprint forget https://ada.example/feed.xml",
  },
  export: {
    usage: "offprint export",
    does: "Print the archive as JSON lines: sources, entries, decisions; all that cannot be concluded again.",
    options: [["-o, --output FILE", "write there instead of to standard output"], ...ARCHIVE],
  },
  import: {
    usage: "offprint import FILE",
    does: "Take the lines of an export into the archive, made if there is none. What is held already stays. - is standard input.",
    options: ARCHIVE,
    example: "offprint export --archive old.db | offprint import -",
  },
  help: { usage: "offprint help [COMMAND]", does: "Show this, or one command's options." },
};

export async function runHelp(argv: string[], io: Io): Promise<number> {
  const [topic] = argv;
  if (topic === "--version") {
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
    io.stdout.write(`${version}\n`);
    return 0;
  }
  if (topic !== undefined) {
    const help = Object.hasOwn(HELP, topic) ? HELP[topic] : undefined;
    if (!help) throw new UsageError(`unknown command "${topic}" (offprint help lists them)`);
    io.stdout.write(`${describe(help, io)}\n`);
    return 0;
  }
  const width = Math.max(...Object.values(HELP).map((help) => help.usage.length));
  io.stdout.write(
    [
      `${paint(io, "bold", "offprint")}: read what blogs publish, know which articles are one, publish them again with their origin.`,
      "",
      ...Object.values(HELP).map(
        (help) =>
          `  ${paint(io, "cyan", help.usage)}${" ".repeat(width - help.usage.length)}  ${help.does.split(". ")[0]?.replace(/\.$/, "")}`,
      ),
      "",
      "Exit codes: 0 all well, 1 something in the input, 2 the call itself.",
      "offprint help COMMAND tells a command's options.",
      "",
    ].join("\n"),
  );
  return 0;
}

function describe(help: Help, io: Io): string {
  const width = Math.max(0, ...(help.options ?? []).map(([option]) => option.length));
  return [
    paint(io, "cyan", help.usage),
    "",
    help.does,
    ...(help.options ? ["", ...help.options.map(([option, does]) => `  ${option.padEnd(width)}  ${does}`)] : []),
    ...(help.example ? ["", `  ${paint(io, "dim", `$ ${help.example}`)}`] : []),
  ].join("\n");
}
