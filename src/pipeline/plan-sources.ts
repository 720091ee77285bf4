import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import type { OffprintConfig, SourceConfig } from "./config-shape.ts";
import { glob, globBase, isGlob } from "./glob.ts";
import { outputTest } from "./output-files.ts";
import { readPlanetIni } from "./planet-ini.ts";
import { guessHome } from "./site-address.ts";
import { isDraftPath, pageUrl, siteFiles } from "./site-folder.ts";
import { reasonOf } from "./system-failure.ts";

interface Step {
  /** Of the config: what the summary has a line for. */
  readonly name: string;
  readonly language?: string;
}

/** A document to read. */
export type SourceStep =
  | (Step & { readonly kind: "file"; readonly path: string; readonly url?: string })
  | (Step & {
      readonly kind: "folder";
      readonly folder: string;
      readonly path: string;
      readonly pages: readonly { readonly path: string; readonly url: string }[];
    })
  | (Step & { readonly kind: "stdin"; readonly url?: string })
  | (Step & { readonly kind: "address"; readonly url: string; readonly pages: number })
  | (Step & { readonly kind: "failed"; readonly error: OffprintError });

/** The addresses of a list, completed by its own where it has one. */
export type ListReader = (text: string, url: string | undefined) => { url: string }[];

/** How the list at an address is had; absent where there is no network. */
export type ListLoader = (url: string) => Promise<string>;

/** What a config's sources come to, in their order: each file, address and list of addresses told apart, none of them opened but the lists. */
export async function planSources(
  config: Pick<OffprintConfig, "sources" | "feeds">,
  folder: string,
  readList: ListReader,
  load?: ListLoader,
): Promise<SourceStep[]> {
  const steps: SourceStep[] = [];
  const isOutput = outputTest(config, folder);
  const sources = (Array.isArray(config.sources) ? config.sources : [config.sources]) as readonly SourceConfig[];
  for (const source of sources) {
    const name = sourceName(source);
    try {
      steps.push(
        ...(await planSource(typeof source === "string" ? inFull(source, folder) : source, name, { folder, isOutput, readList, load })),
      );
    } catch (error) {
      steps.push({
        kind: "failed",
        name,
        error: error instanceof OffprintError ? error : new OffprintError("fetch-failed", messageOf(error), { path: name, cause: error }),
      });
    }
  }
  const seen = new Set<string>();
  return steps.filter((step) => {
    if (step.kind !== "address") return true;
    return !seen.has(step.url) && seen.add(step.url);
  });
}

function sourceName(source: SourceConfig): string {
  if (typeof source === "string") return source === "-" ? "standard input" : source;
  if ("folder" in source) return source.folder;
  if ("files" in source) return [source.files].flat().join(", ");
  if ("opml" in source) return source.opml;
  if ("planet" in source) return source.planet;
  return "stdin" in source ? "standard input" : source.url;
}

/** What a source that is only a string means. */
function inFull(source: string, folder: string): Exclude<SourceConfig, string> {
  if (source === "-") return { stdin: true };
  const bare = source.replace(/[?#].*$/, "");
  if (/\.opml$/i.test(bare)) return { opml: source };
  if (isAddress(source)) return { url: source };
  if (/^(?:.*\.)?planet\.ini$/i.test(basename(source))) return { planet: source };
  const path = resolve(folder, source);
  if (existsSync(path)) return statSync(path).isDirectory() ? { folder: source } : { files: source };
  if (/[/\\]$/.test(source)) return { folder: source };
  return { files: source };
}

interface Surroundings {
  readonly folder: string;
  /** What the build itself writes: read again, every feed would be a copy of all others. */
  readonly isOutput: (path: string) => boolean;
  readonly readList: ListReader;
  readonly load: ListLoader | undefined;
}

async function planSource(
  source: Exclude<SourceConfig, string>,
  name: string,
  { folder, isOutput, readList, load }: Surroundings,
): Promise<SourceStep[]> {
  const language = "language" in source && source.language !== undefined ? { language: source.language } : {};
  if ("stdin" in source) return [{ kind: "stdin", name, ...language, ...(source.url === undefined ? {} : { url: source.url }) }];
  if ("files" in source)
    return [source.files]
      .flat()
      .flatMap((pattern) => planFiles(pattern, source.url, name, folder, isOutput))
      .map((step) => ({ ...step, ...language }));
  if ("folder" in source) return [{ ...planFolder(source, name, folder), ...language }];
  if ("planet" in source)
    return readPlanetIni(await loadList(source.planet, folder, load)).feeds.map((feed) => ({
      kind: "address",
      name: feed.url,
      url: feed.url,
      pages: 1,
    }));
  if ("opml" in source)
    return readList(await loadList(source.opml, folder, load), isAddress(source.opml) ? source.opml : undefined).map((feed) => ({
      kind: "address",
      name: feed.url,
      url: feed.url,
      pages: 1,
    }));
  return [{ kind: "address", name, url: source.url, pages: source.pages ?? 1, ...language }];
}

function planFiles(
  pattern: string,
  url: string | undefined,
  name: string,
  folder: string,
  isOutput: (path: string) => boolean,
): SourceStep[] {
  const exact = existsSync(resolve(folder, pattern));
  if (exact && isOutput(pattern)) throw new OffprintError("invalid-config", "is a feed that this config writes", { path: pattern });
  const files = exact ? [pattern] : isGlob(pattern) ? glob(pattern, folder).filter((file) => !isOutput(file)) : [];
  if (!files.length) throw new OffprintError("fetch-failed", isGlob(pattern) ? "no file matches" : "no such file", { path: pattern });
  const base = globBase(pattern);
  return files.map((path) => {
    if (url === undefined) return { kind: "file", name, path };
    const under = base && path.startsWith(`${base}/`) ? path.slice(base.length + 1) : path;
    return { kind: "file", name, path, url: exact ? url : pageUrl(under, url) };
  });
}

function planFolder(source: { folder: string; home?: string; ignore?: readonly string[] }, name: string, folder: string): SourceStep {
  const path = resolve(folder, source.folder);
  if (!existsSync(path) || !statSync(path).isDirectory())
    throw new OffprintError("fetch-failed", "no such folder: is the site built?", { path: source.folder });
  const files = siteFiles(path, source.ignore).filter((file) => !isDraftPath(file));
  if (!files.length) throw new OffprintError("fetch-failed", "holds no HTML files", { path: source.folder });
  const home = source.home ?? guessHome(path, files);
  if (home === undefined)
    throw new OffprintError(
      "invalid-config",
      `its pages do not say where they are published: give { folder: ${JSON.stringify(source.folder)}, home: "https://…" }`,
      { path: source.folder },
    );
  return { kind: "folder", name, folder: source.folder, path, pages: files.map((file) => ({ path: file, url: pageUrl(file, home) })) };
}

async function loadList(list: string, folder: string, load: ListLoader | undefined): Promise<string> {
  if (!isAddress(list)) return readFileSync(resolve(folder, list), "utf8");
  if (!load) throw new OffprintError("fetch-failed", "there is no network here", { path: list });
  return load(list);
}

function isAddress(list: string): boolean {
  return /^https?:\/\//i.test(list);
}

function messageOf(error: unknown): string {
  return reasonOf(error) ?? (error instanceof Error ? error.message : String(error));
}
