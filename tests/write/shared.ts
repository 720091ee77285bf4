import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A file of the conformance material that lies beside the project, for people who have it. */
export function shared(path: string): string {
  return fileURLToPath(new URL(`../../../shared/${path}`, import.meta.url));
}

export function hasShared(path: string): boolean {
  const there = existsSync(shared(path));
  // biome-ignore lint/suspicious/noConsole: a skipped test must be seen
  if (!there) console.warn(`SKIPPED: ${shared(path)} is not there`);
  return there;
}

export function readShared(path: string): Buffer {
  return readFileSync(shared(path));
}
