import { OffprintError } from "../model/error.ts";

/** What SQLite gives and takes. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/** A prepared statement, as `node:sqlite`, libsql, better-sqlite3 and `bun:sqlite` all have it. */
export interface SqliteStatement {
  run(...values: SqliteValue[]): unknown;
  get(...values: SqliteValue[]): unknown;
  all(...values: SqliteValue[]): unknown[];
}

/**
 * The one thing that an archive needs of SQLite: a synchronous connection. `DatabaseSync` of `node:sqlite` and `Database` of
 * libsql and better-sqlite3 are such as they come, so one that is open already can be given to `openArchive`.
 */
export interface SqliteDatabase {
  exec(sql: string): unknown;
  prepare(sql: string): SqliteStatement;
  close(): unknown;
}

/** The engines, in the order in which they are tried. */
const SQLITE_ENGINES = ["node:sqlite", "libsql", "better-sqlite3"] as const;
export type SqliteEngine = (typeof SQLITE_ENGINES)[number];

type Opener = (path: string) => SqliteDatabase;

/**
 * Opens a file with the first engine that is there: `node:sqlite` (Node 22.13 and later), else libsql or better-sqlite3, whichever is installed.
 *
 * @throws OffprintError `engine-missing`, saying what to install.
 */
export async function openSqlite(path: string, engine?: SqliteEngine): Promise<{ database: SqliteDatabase; engine: SqliteEngine }> {
  for (const name of engine ? [engine] : SQLITE_ENGINES) {
    const open = name === "node:sqlite" ? builtIn() : await installed(name);
    if (open) return { database: open(path), engine: name };
  }
  throw new OffprintError(
    "engine-missing",
    engine
      ? `The SQLite engine ${engine} is not here.`
      : "This runtime has no SQLite of its own (Node 22.13 and later has): install libsql or better-sqlite3 beside offprint.",
  );
}

/** The engines that this machine has. */
export async function sqliteEngines(): Promise<SqliteEngine[]> {
  const found: SqliteEngine[] = [];
  for (const name of SQLITE_ENGINES) if (name === "node:sqlite" ? builtIn() : await installed(name)) found.push(name);
  return found;
}

function builtIn(): Opener | undefined {
  // Node 22 warns that its SQLite is experimental, once, on loading: five lines of warning over every build would help nobody.
  const warn = process.emitWarning;
  process.emitWarning = () => {};
  try {
    const module = process.getBuiltinModule?.("node:sqlite" as "node:fs") as unknown as
      | { DatabaseSync: new (path: string) => SqliteDatabase }
      | undefined;
    return module && ((path) => new module.DatabaseSync(path));
  } catch {
    return undefined;
  } finally {
    process.emitWarning = warn;
  }
}

async function installed(name: string): Promise<Opener | undefined> {
  try {
    // The name is not literal: neither bundlers nor TypeScript may need a peer that is optional.
    const module = (await import(name)) as { default: new (path: string) => SqliteDatabase };
    return (path) => new module.default(path);
  } catch {
    return undefined;
  }
}
