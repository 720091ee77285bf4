import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { OffprintError } from "../model/error.ts";
import type { Archive } from "./contract.ts";
import { migrate } from "./schema.ts";
import { SqliteArchive } from "./sqlite-archive.ts";
import { SqliteConnection } from "./sqlite-connection.ts";
import { openSqlite, type SqliteDatabase, type SqliteEngine } from "./sqlite-driver.ts";
import { archiveError } from "./sqlite-error.ts";

export type {
  AddOptions,
  AddReport,
  Archive,
  ArchiveStats,
  DocumentState,
  PostFingerprint,
  PostPage,
  PostQuery,
  ReadingReport,
  SourceRecord,
} from "./contract.ts";
export { type SqliteDatabase, type SqliteEngine, type SqliteStatement, type SqliteValue, sqliteEngines } from "./sqlite-driver.ts";

/** How an archive is opened. */
export interface OpenArchiveOptions {
  /** Use this engine and no other. @default the first that is there */
  readonly engine?: SqliteEngine;
  /** How long to wait for another process that is writing. @default 10000 */
  readonly busyTimeoutMs?: number;
}

/**
 * Opens an archive, or makes one: a SQLite file, `":memory:"`, or a connection that the caller has open
 * (`DatabaseSync` of `node:sqlite`, `Database` of libsql or better-sqlite3; closing the archive closes it).
 *
 * @throws OffprintError `invalid-argument`, `engine-missing`, `archive-newer`, `archive-damaged`, `archive-locked`, `archive-unwritable`
 */
export async function openArchive(file: string | SqliteDatabase, options: OpenArchiveOptions = {}): Promise<Archive> {
  if (typeof file !== "string" && typeof file?.prepare !== "function")
    throw new OffprintError(
      "invalid-argument",
      `An archive is a file's name or a connection, not ${file === null ? "null" : typeof file}.`,
    );
  if (typeof file !== "string") return start(file, "the given database", "given", options);
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(file))
    throw new OffprintError("invalid-argument", `An archive is a SQLite file; ${file.replace(/:.*/s, "")} addresses are not supported.`, {
      path: file.replace(/:.*/s, ""),
    });
  const path = file === ":memory:" ? file : resolve(file);
  if (path !== ":memory:") makeFolder(path);
  let opened: Awaited<ReturnType<typeof openSqlite>>;
  try {
    opened = await openSqlite(path, options.engine);
  } catch (error) {
    throw archiveError(error, path);
  }
  return start(opened.database, path, opened.engine, options);
}

async function start(database: SqliteDatabase, path: string, engine: string, options: OpenArchiveOptions): Promise<Archive> {
  const connection = new SqliteConnection(database, path);
  try {
    await connection.configure(options.busyTimeoutMs ?? 10_000);
    const archive = new SqliteArchive(connection, engine);
    migrate(connection);
    archive.concludeRest();
    return archive;
  } catch (error) {
    connection.close();
    throw archiveError(error, path);
  }
}

function makeFolder(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
  } catch (error) {
    throw new OffprintError("archive-unwritable", `${dirname(path)} cannot be made: ${(error as Error).message}`, { path, cause: error });
  }
}
