import { existsSync, readFileSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createJiti } from "jiti";
import { OffprintError } from "../model/error.ts";
import { hashText } from "../values/hash.ts";
import type { OffprintConfig } from "./config-shape.ts";
import { validateConfig } from "./validate-config.ts";

/** The names that are looked for, in this order. */
export const CONFIG_NAMES = [
  "offprint.config.ts",
  "offprint.config.mts",
  "offprint.config.cts",
  "offprint.config.mjs",
  "offprint.config.js",
  "offprint.config.cjs",
  "offprint.config.json",
] as const;

/** The config of a folder, or of the nearest one above it. */
export function findConfig(folder: string): string | undefined {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of CONFIG_NAMES) if (existsSync(join(at, name))) return join(at, name);
    if (dirname(at) === at) return undefined;
  }
}

/**
 * Loads and checks a config. TypeScript is loaded by the runtime where that can, else through jiti.
 *
 * @throws OffprintError `invalid-config`, with the path of what is wrong, or the file's own error as `cause`.
 */
export async function loadConfig(file: string): Promise<{ config: OffprintConfig; file: string; folder: string }> {
  const path = resolve(file);
  if (!existsSync(path)) throw new OffprintError("invalid-config", `There is no ${path}.`, { path });
  let config: unknown;
  try {
    config = extname(path) === ".json" ? JSON.parse(readFileSync(path, "utf8").replace(/^\ufeff/, "")) : await importConfig(path);
  } catch (error) {
    throw new OffprintError("invalid-config", `${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`, {
      path,
      cause: error,
    });
  }
  if (typeof config === "function") config = await (config as () => unknown)();
  try {
    validateConfig(config);
  } catch (error) {
    if (error instanceof OffprintError)
      throw new OffprintError(error.code, `${path}\n${error.message.replace(/^/gm, "  ")}`, { path: error.path ?? path });
    throw error;
  }
  return { config, file: path, folder: dirname(path) };
}

async function importConfig(path: string): Promise<unknown> {
  if (!/\.[cm]?ts$/.test(path)) return unwrap(await import(`${pathToFileURL(path).href}?v=${version(path)}`));
  // jiti also finds `offprint/config` from beside the config, and needs no flags on any runtime.
  return unwrap(await createJiti(path, { moduleCache: false, fsCache: false }).import(path));
}

/** A watched config is loaded again when it changes; the module cache knows only addresses. */
function version(path: string): string {
  return hashText(readFileSync(path, "utf8"));
}

function unwrap(module: unknown): unknown {
  const value = (module as { default?: unknown }).default ?? module;
  // A CommonJS file compiled from ESM has its default inside of the default.
  return (value as { __esModule?: boolean; default?: unknown }).__esModule ? (value as { default?: unknown }).default : value;
}
