import { parseArgs } from "node:util";
import type { Notice } from "../../model/notice.ts";
import type { Reading } from "../../model/reading.ts";
import { explainPage } from "../../read/page/explain-page.ts";
import { explain } from "../../resolve/explain.ts";
import { resolve } from "../../resolve/resolve.ts";
import { describeNotice } from "../../values/describe-notice.ts";
import { hostOf } from "../../values/url.ts";
import { forEachInput, readInput, SOURCE_OPTIONS, type SourceOptions } from "../input.ts";
import type { Io } from "../io.ts";
import { count, paint, plain, table } from "../print.ts";

const FORMATS: Readonly<Record<Reading["format"], string>> = {
  rss: "RSS",
  rdf: "RSS 1.0 (RDF)",
  atom: "Atom",
  json: "JSON Feed",
  wxr: "WordPress export",
  html: "HTML",
  text: "plain text",
  data: "data",
};

/** `offprint read FILE…` */
export async function runRead(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { ...SOURCE_OPTIONS, json: { type: "boolean" }, resolve: { type: "boolean" }, explain: { type: "boolean" } },
  });
  if (values.explain) return explainPages(positionals, io, values);
  const readings = await forEachInput(positionals, io, values, (input) => ({ name: input.name, reading: readInput(input) }));
  const code = readings.length < positionals.length ? 1 : 0;
  if (!readings.length) return code;
  if (values.json) {
    const data = values.resolve
      ? resolve(readings.map((r) => r.reading))
      : positionals.length === 1
        ? readings[0]?.reading
        : readings.map((r) => r.reading);
    io.stdout.write(`${JSON.stringify(data, null, 2)}\n`);
    return code;
  }
  const parts = readings.map(({ name, reading }) => describeReading(name, reading, io));
  if (values.resolve)
    parts.push(
      describeResolution(
        readings.map((r) => r.reading),
        io,
      ),
    );
  io.stdout.write(`${parts.join("\n\n")}\n`);
  return code;
}

async function explainPages(sources: readonly string[], io: Io, options: SourceOptions): Promise<number> {
  const lines = await forEachInput(
    sources,
    io,
    options,
    ({ name, bytes, options }) => `${paint(io, "bold", name)}  ${explainPage(bytes, options).split("\n").map(shown).join("\n")}`,
  );
  if (lines.length) io.stdout.write(`${lines.join("\n\n")}\n`);
  return lines.length < sources.length ? 1 : 0;
}

/** `plain`, with the indentation kept. */
function shown(line: string): string {
  return `${/^ */.exec(line)?.[0]}${plain(line)}`;
}

function describeReading(name: string, reading: Reading, io: Io): string {
  const kind = reading.kind === "feed" || reading.kind === "none" ? "" : ` ${reading.kind}`;
  const page = reading.pages?.number ? `, page ${reading.pages.number}${reading.pages.of ? ` of ${reading.pages.of}` : ""}` : "";
  const title = reading.channel.title ? `“${plain(reading.channel.title)}”, ` : "";
  const lines = [
    `${paint(io, "bold", name)}  ${title}${FORMATS[reading.format]}${reading.format !== "rdf" && reading.version ? ` ${reading.version}` : ""}${kind}, ${count(reading.entries.length, "post")}${page}`,
  ];
  if (reading.entries.length) {
    lines.push(
      table(
        io,
        [
          { head: "date", style: "dim" },
          { head: "title" },
          { head: "by", max: 28 },
          { head: "words", align: "right", style: "dim" },
          { head: "notes", max: 40, style: "dim" },
        ],
        reading.entries.map((entry) => [
          entry.published?.slice(0, 10) ?? entry.updated?.slice(0, 10) ?? "",
          entry.title ?? entry.summary ?? entry.text ?? "(untitled)",
          entry.bylines.map((b) => b.name ?? b.email ?? b.handle ?? "").join(", "),
          String(words(entry.text ?? entry.summary)),
          [
            entry.series?.part !== undefined ? `part ${entry.series.part}` : "",
            ...entry.elsewhere.map((e) =>
              e.direction === "from" ? `first on ${e.where ?? e.url ?? "another site"}` : `also on ${e.where ?? e.url ?? "another site"}`,
            ),
          ]
            .filter(Boolean)
            .join("; "),
        ]),
      ),
    );
  }
  if (reading.pages?.next) lines.push(paint(io, "dim", `next page: ${plain(reading.pages.next)}`));
  return [...lines, ...noticeLines(reading.notices, io)].join("\n");
}

function describeResolution(readings: Reading[], io: Io): string {
  const { posts, authors, series, matches, notices } = resolve(readings);
  const same = matches.filter((match) => match.relation !== "related");
  const entries = new Map(readings.flatMap((reading) => reading.entries.map((entry) => [entry.id, entry] as const)));
  const nameOf = (id: string) => {
    const entry = entries.get(id);
    return entry && `“${entry.title ?? entry.id}” (${hostOf(entry.url ?? entry.from.source) || (entry.from.source ?? entry.from.format)})`;
  };
  return [
    paint(io, "bold", `${count(readings.flatMap((r) => r.entries).length, "entry", "entries")} are ${count(posts.length, "post")}`),
    ...authors.map(
      (author) =>
        `  ${author.name}${author.aliases.length ? ` (also ${author.aliases.join(", ")})` : ""}${author.handles.length ? ` ${author.handles.join(" ")}` : ""}`,
    ),
    ...series.map((s) => `  ${s.title}: ${count(s.parts.length, "part")}`),
    ...same.map((match) => `  ${plain(explain(match, { nameOf }))}`),
    ...noticeLines(notices, io),
  ].join("\n");
}

/** The first notices, each on a line; how many there are besides. */
export function noticeLines(notices: readonly Notice[], io: Io): string[] {
  const worth = notices.filter((notice) => notice.severity !== "info");
  const lines = worth
    .slice(0, 5)
    .map((notice) => `${paint(io, notice.severity === "error" ? "red" : "yellow", notice.severity)} ${plain(describeNotice(notice))}`);
  return worth.length > 5 ? [...lines, paint(io, "dim", `and ${count(worth.length - 5, "notice")} more (--json shows all)`)] : lines;
}

/** Scripts that put no space between words: each character counts. Segmenting by a dictionary takes minutes for a long export. */
const UNSPACED = ["Han", "Hiragana", "Katakana", "Thai", "Lao", "Khmer", "Myanmar"].map((script) => `\\p{Script=${script}}`).join("");
const WORD = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}'’])+`, "gu");

function words(text: string | undefined): number {
  return text?.match(WORD)?.length ?? 0;
}
