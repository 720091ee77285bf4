import { existsSync, type FSWatcher, statSync, watch } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { OffprintConfig, SourceConfig } from "./config-shape.ts";
import { globBase } from "./glob.ts";
import { outputTest, pathTest } from "./output-files.ts";

/** Many files of a build change within a moment of each other. */
const QUIET_MS = 150;

/**
 * Calls back when a file that a config reads has changed, or the config itself; once for all that change together.
 * What the build writes does not count.
 *
 * @returns ends watching
 */
export function watchSources(config: OffprintConfig, file: string, onChange: () => void): () => void {
  const folder = dirname(file);
  const isOutput = outputTest(config, folder);
  const isArchive = config.archive === false ? () => false : pathTest(folder, `${config.archive ?? ".offprint/archive.db"}*`);
  let timer: NodeJS.Timeout | undefined;
  const changed = (path: string) => {
    if (isOutput(path) || isArchive(path) || /\.tmp$/.test(path)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, QUIET_MS);
  };
  const watchers: FSWatcher[] = [];
  for (const { path, deep } of watched(config, folder, file)) {
    if (!existsSync(path)) continue;
    const base = statSync(path).isDirectory() ? path : dirname(path);
    watchers.push(watch(path, { recursive: deep }, (_event, name) => changed(name === null ? path : join(base, String(name)))));
  }
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}

function watched(config: OffprintConfig, folder: string, file: string): { path: string; deep: boolean }[] {
  const places = new Map<string, boolean>();
  // Editors replace files: it is the folder that is told.
  places.set(dirname(file), false);
  for (const source of [config.sources].flat() as SourceConfig[]) {
    for (const path of filesOf(source)) {
      const whole = resolve(folder, path);
      const isFolder = existsSync(whole) && statSync(whole).isDirectory();
      const place = isFolder ? whole : resolve(folder, globBase(path));
      places.set(place, (places.get(place) ?? false) || isFolder || path.includes("**"));
    }
  }
  return [...places].map(([path, deep]) => ({ path, deep }));
}

function filesOf(source: SourceConfig): string[] {
  if (typeof source === "string") return source === "-" || /^https?:\/\//i.test(source) ? [] : [source];
  if ("files" in source) return [source.files].flat();
  if ("folder" in source) return [source.folder];
  if ("opml" in source) return filesOf(source.opml);
  return "planet" in source ? filesOf(source.planet) : [];
}
