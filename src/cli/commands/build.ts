import { relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type BuildProgress, type BuildReport, build, type FeedResult, type SourceResult } from "../../pipeline/build.ts";
import type { OffprintConfig } from "../../pipeline/config-shape.ts";
import { findConfig, loadConfig } from "../../pipeline/load-config.ts";
import { PLACEHOLDER_HOME } from "../../pipeline/propose-config.ts";
import { watchSources } from "../../pipeline/watch-sources.ts";
import { type Io, UsageError } from "../io.ts";
import { count, paint, plain, table } from "../print.ts";

/** `offprint build`: exit code 0 all well, 1 a source or a feed failed, 2 config or usage. */
export async function runBuild(argv: string[], io: Io, signal?: AbortSignal): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      config: { type: "string", short: "c" },
      "dry-run": { type: "boolean", short: "n" },
      json: { type: "boolean" },
      quiet: { type: "boolean", short: "q" },
      watch: { type: "boolean", short: "w" },
    },
  });
  const file = values.config === undefined ? findConfig(io.cwd) : resolve(io.cwd, values.config);
  if (file === undefined) throw new UsageError("no offprint.config.{ts,mts,cts,mjs,js,cjs,json} here or above (offprint init writes one)");
  const once = async ({ config, folder }: Loaded) => {
    const progress = values.quiet || values.json ? undefined : progressOn(io);
    const report = await build(config, {
      folder,
      dryRun: values["dry-run"] ?? false,
      stdin: io.stdin,
      ...(progress ? { onProgress: progress.show } : {}),
    }).finally(() => progress?.end());
    if (values.json) io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    else if (!values.quiet) io.stdout.write(summary(report, io, config));
    for (const line of failureLines(report, io)) io.stderr.write(`${line}\n`);
    return report.ok ? 0 : 1;
  };
  const loaded = await loadConfig(file);
  return values.watch ? keepBuilding(loaded, once, io, signal) : once(loaded);
}

type Loaded = Awaited<ReturnType<typeof loadConfig>>;

/** Builds, and again whenever a source changes, until the signal (a person's Ctrl-C). What changes while a build runs is read by the next one. */
async function keepBuilding(
  first: Loaded,
  once: (loaded: Loaded) => Promise<number>,
  io: Io,
  signal: AbortSignal | undefined,
): Promise<number> {
  let changed = false;
  let wake = () => {};
  const watch = ({ config, file }: Loaded) =>
    watchSources(config, file, () => {
      changed = true;
      wake();
    });
  let end = watch(first);
  try {
    signal?.addEventListener("abort", () => wake());
    let code = await once(first);
    while (!signal?.aborted) {
      if (!changed) {
        io.stderr.write(`${paint(io, "dim", "Watching the sources; Ctrl-C ends it.")}\n`);
        await new Promise<void>((settle) => {
          wake = settle;
        });
        continue;
      }
      changed = false;
      try {
        const loaded = await loadConfig(first.file);
        end();
        end = watch(loaded);
        code = await once(loaded);
      } catch (error) {
        // A config with a mistake in it is one that is being written.
        io.stderr.write(`offprint: ${error instanceof Error ? error.message : String(error)}\n`);
        code = 2;
      }
    }
    return code;
  } finally {
    end();
  }
}

/** A bar on a terminal; elsewhere a line for each quarter. */
function progressOn(io: Io): { show: (progress: BuildProgress) => void; end: () => void } {
  let drawn = false;
  let told = -1;
  return {
    show({ step, done, total, name }) {
      if (io.isTTY) {
        const cells = 24;
        const full = total === 0 ? cells : Math.round((cells * done) / total);
        const line = `${step === "read" ? "Reading" : "Writing"} ${"█".repeat(full)}${"░".repeat(cells - full)} ${done}/${total} ${plain(name)}`;
        io.stderr.write(`\r\u001b[2K${line.slice(0, Math.max(20, io.columns - 1))}`);
        drawn = true;
        return;
      }
      const quarter = total === 0 ? 4 : Math.floor((4 * done) / total) + (step === "write" ? 10 : 0);
      if (step === "read" && quarter > told && done > 0) io.stderr.write(`read ${done} of ${total}\n`);
      told = Math.max(told, quarter);
    },
    end() {
      if (drawn) io.stderr.write("\r\u001b[2K");
    },
  };
}

/** More sources than this, and only those with news have a line. */
const MOST_LINES = 30;

function summary(report: BuildReport, io: Io, config: OffprintConfig): string {
  const lines = [];
  const news = (source: SourceResult) => source.added + source.changed + source.removed + source.failures.length > 0;
  const shown = report.sources.length > MOST_LINES ? report.sources.filter(news) : report.sources;
  if (shown.length) {
    const number = (n: number) => (n === 0 ? "·" : String(n));
    const right = (head: string, style?: "green" | "yellow" | "red" | "dim") => ({
      head,
      align: "right" as const,
      ...(style ? { style } : {}),
    });
    lines.push(
      table(
        io,
        [
          { head: "source", max: 60 },
          right("entries"),
          right("new", "green"),
          right("changed", "yellow"),
          right("gone"),
          right("copies", "dim"),
          right("failed", "red"),
        ],
        shown.map((source) => [
          source.name,
          String(source.entries),
          number(source.added),
          number(source.changed),
          number(source.removed),
          number(source.copies),
          number(source.failures.length),
        ]),
      ),
    );
  }
  if (config.home === PLACEHOLDER_HOME)
    lines.push(paint(io, "yellow", `The config still says ${PLACEHOLDER_HOME}, for offprint init found no better: the feeds link there.`));
  for (const remark of report.sources.flatMap(remarks)) lines.push(paint(io, "yellow", remark));
  if (report.unlisted.length) lines.push(paint(io, "yellow", unlisted(report.unlisted)));
  if (shown.length < report.sources.length)
    lines.push(paint(io, "dim", `${report.sources.length - shown.length} other sources have nothing new.`));
  const pages = report.feeds.filter((feed) => feed.page !== undefined);
  const feeds = report.feeds.filter((feed) => feed.page === undefined);
  if (feeds.length) {
    lines.push(
      "",
      table(
        io,
        [{ head: "feed", max: 60 }, { head: "posts", align: "right" }, { head: "bytes", align: "right" }, { head: "" }],
        feeds.map((feed) => [feed.file, String(feed.items), String(feed.bytes), becameOf(feed, report.dryRun)]),
      ),
    );
  }
  const rewritten = pages.filter((feed) => feed.changed).length;
  if (pages.length) lines.push(paint(io, "dim", `${count(pages.length, "archive page")}, ${rewritten} of them written.`));
  lines.push("", closing(report, io), "");
  return `${lines.join("\n")}`;
}

/** Why a page has nothing to publish, after a number. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "no-article": "without an article",
  noindex: "marked noindex",
  redirect: "that send readers on",
  draft: "marked as draft",
};

/** What somebody may want to do about a source that could be read. */
function remarks(source: SourceResult): string[] {
  const name = plain(source.name);
  const said: string[] = [];
  if (source.movedTo !== undefined) said.push(`${name} is at ${plain(source.movedTo)} now, for good: the config may say so.`);
  if (source.leftOut > 0 && source.entries === 0) {
    const why = Object.entries(source.leftOutFor).map(([reason, n]) => `${n} ${LEFT_OUT[reason] ?? reason}`);
    said.push(`${name} has nothing to publish in ${count(source.leftOut, "page")}: ${why.join(", ")}.`);
  }
  const [unplaced] = source.unplaced.map(plain);
  if (unplaced !== undefined)
    said.push(
      `${unplaced}${source.unplaced.length > 1 ? ` (and ${source.unplaced.length - 1} more)` : ""} has relative addresses and does not say where it lies: { files: ${JSON.stringify(unplaced)}, url: "https://…" } would.`,
    );
  return said;
}

function unlisted(sources: readonly string[]): string {
  const names = sources.slice(0, 3).map(plain).join(", ");
  const more = sources.length > 3 ? ` and ${sources.length - 3} more` : "";
  return `Held, but not in the config: ${names}${more}. Their posts stay; offprint forget takes them out.`;
}

function becameOf({ failure, removed, changed }: FeedResult, dryRun: boolean): string {
  if (failure) return "failed";
  if (!changed) return "unchanged";
  return `${dryRun ? "would be " : ""}${removed ? "removed" : "written"}`;
}

function closing(report: BuildReport, io: Io): string {
  const { entries, posts, path } = report.archive;
  const where = path === ":memory:" ? "" : ` in ${relative(io.cwd, path) || path}`;
  const held = `${count(posts, "post")} of ${count(entries, "entry", "entries")}${where}`;
  const took = `${(report.milliseconds / 1000).toFixed(1)} s`;
  if (!report.changed) return `${paint(io, "green", "Nothing changed")}: ${held}, ${took}.`;
  const { added, changed, removed } = report.posts;
  const news = [added ? `${added} new` : "", changed ? `${changed} changed` : "", removed ? `${removed} gone` : ""]
    .filter(Boolean)
    .join(", ");
  return `${paint(io, "bold", news || "No post changed")}: ${held}, ${took}.${report.dryRun ? paint(io, "yellow", " A dry run: nothing was written.") : ""}`;
}

function failureLines(report: BuildReport, io: Io): string[] {
  const failed = paint(io, "red", "failed");
  return [
    ...report.sources.flatMap((source) =>
      source.failures.map((failure) => `${failed} ${plain(failure.document)}: ${plain(failure.message)}`),
    ),
    ...report.feeds.flatMap((feed) => (feed.failure ? `${failed} ${plain(feed.failure.message)}` : [])),
  ];
}
