import { OffprintError } from "../model/error.ts";

/** What SQLite gives and takes. */
export type SqliteValue = string | number | bigint | null | Uint8Array;

/**
 * A prepared statement, as `node:sqlite`, libsql, better-sqlite3 and `bun:sqlite` all have it. Its parameters are plain `?`: better-sqlite3
 * takes numbered ones for names.
 */
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
  const broken: string[] = [];
  for (const name of engine ? [engine] : SQLITE_ENGINES) {
    const open = await openerOf(name, (reason) => broken.push(`${name} is installed and does not start: ${reason}`));
    if (open) return { database: open(path), engine: name };
  }
  throw new OffprintError(
    "engine-missing",
    broken.length
      ? `${broken.join("; ")}.`
      : engine
        ? `The SQLite engine ${engine} is not here.`
        : "This runtime has no SQLite of its own (Node 22.13 and later has): install libsql or better-sqlite3 beside offprint.",
  );
}

/** The engines that this machine has. */
export async function sqliteEngines(): Promise<SqliteEngine[]> {
  const found: SqliteEngine[] = [];
  for (const name of SQLITE_ENGINES) if (await openerOf(name, () => {})) found.push(name);
  return found;
}

async function openerOf(name: SqliteEngine, onBroken: (reason: string) => void): Promise<Opener | undefined> {
  return name === "node:sqlite" ? builtIn() : installed(name, onBroken);
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

async function installed(name: string, onBroken: (reason: string) => void): Promise<Opener | undefined> {
  let Database: new (path: string) => SqliteDatabase;
  try {
    // The name is not literal: neither bundlers nor TypeScript may need a peer that is optional.
    Database = ((await import(name)) as { default: typeof Database }).default;
  } catch {
    return undefined;
  }
  try {
    // Compiled for another release of Node, it says so only now.
    new Database(":memory:").close();
  } catch (error) {
    onBroken(String((error as Error).message).split("\n", 1)[0] ?? "");
    return undefined;
  }
  return (path) => new Database(path);
}
