import { relative, resolve, sep } from "node:path";
import type { OffprintConfig } from "./config-shape.ts";

/** Tells whether a path, relative to the folder or whole, is one that a build of this config writes a feed to. */
export function outputTest(config: Pick<OffprintConfig, "feeds">, folder: string): (path: string) => boolean {
  const patterns = [config.feeds].flat().flatMap((feed) => [feed.file, ...(feed.archive ? [feed.archive.file] : [])]);
  const own = patterns.map((file) => pathTest(folder, file));
  return (path) => own.some((mine) => mine(path));
}

/** Tells the paths that a name stands for: `{page}` and its like are parts of a name, `*` is anything. */
export function pathTest(folder: string, file: string): (path: string) => boolean {
  const whole = (path: string) => relative("/", resolve(folder, path)).split(sep).join("/");
  const any = whole(file).replace(/[.*+?^$()|[\]\\]/g, (c) => (c === "*" ? ".*" : `\\${c}`));
  const wanted = new RegExp(`^${any.replace(/\{[a-z]+\}/g, "[^/]*")}$`);
  return (path) => wanted.test(whole(path));
}
