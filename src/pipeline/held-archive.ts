import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Archive } from "../archive/contract.ts";
import { openArchive } from "../archive/open-archive.ts";
import { OffprintError } from "../model/error.ts";
import { findConfig, loadConfig } from "./load-config.ts";

/** The name that an archive has where a config gives none. */
const ARCHIVE_NAME = ".offprint/archive.db";

/**
 * Opens the archive that a folder's builds keep: the one named, else the config's, else the one by the usual name. Makes one only when asked to.
 *
 * @throws OffprintError `invalid-argument` where there is none
 */
export async function openHeldArchive(
  folder: string,
  named?: { archive?: string | undefined; config?: string | undefined },
  { make = false }: { make?: boolean } = {},
): Promise<Archive> {
  const path = await archivePath(folder, named ?? {});
  if (!make && !existsSync(path))
    throw new OffprintError("invalid-argument", `There is no archive at ${path}: offprint build makes one.`, { path });
  return openArchive(path);
}

async function archivePath(folder: string, named: { archive?: string | undefined; config?: string | undefined }): Promise<string> {
  if (named.archive !== undefined) return resolve(folder, named.archive);
  const file = named.config === undefined ? findConfig(folder) : resolve(folder, named.config);
  if (file === undefined) return resolve(folder, ARCHIVE_NAME);
  const { config, folder: base } = await loadConfig(file);
  if (config.archive === false) throw new OffprintError("invalid-argument", `${file} keeps no archive (archive: false).`, { path: file });
  return resolve(base, config.archive ?? ARCHIVE_NAME);
}
