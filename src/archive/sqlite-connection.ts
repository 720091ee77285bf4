import { setTimeout as sleep } from "node:timers/promises";
import { EntryNumbers } from "./entry-numbers.ts";
import type { SqliteDatabase, SqliteStatement, SqliteValue } from "./sqlite-driver.ts";
import { archiveError, resultCode } from "./sqlite-error.ts";

type Row = Record<string, SqliteValue>;

/** Rows a statement, the last ones one by one: enough that calling costs little beside them, few enough that statements stay small. */
const SIZES = [64, 8, 1];

/**
 * A connection with its statements prepared once, its errors made ours, and the transaction that every change is in.
 */
export class SqliteConnection {
  readonly path: string;
  readonly numbers: EntryNumbers = new EntryNumbers(this);
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase, path: string) {
    this.#database = database;
    this.path = path;
  }

  /**
   * A write-ahead log, so that readers never wait for a writer; commits are safe from the process's death at any moment,
   * and from loss of power but for the last ones, which a build reads again.
   */
  async configure(busyTimeoutMs: number): Promise<void> {
    this.#database.exec(`pragma busy_timeout = ${Math.round(busyTimeoutMs)}`);
    for (let tries = 0; ; tries++) {
      try {
        this.#database.exec("pragma journal_mode = wal");
        break;
      } catch (error) {
        const code = resultCode(error);
        // On a read-only file the mode stays what it is. Changing it while another process does is refused at once, without the timeout's wait.
        if (code === 8 || code === 14) break;
        if ((code !== 5 && code !== 6) || tries * 50 > busyTimeoutMs) throw archiveError(error, this.path);
        await sleep(50);
      }
    }
    // 16 MB of pages are held, and as many are written before they are put in their place.
    this.#database.exec(
      "pragma synchronous = normal; pragma cache_size = -16000; pragma wal_autocheckpoint = 4000; pragma temp_store = memory",
    );
  }

  exec(sql: string): void {
    try {
      this.#database.exec(sql);
    } catch (error) {
      throw archiveError(error, this.path);
    }
  }

  run(sql: string, ...values: SqliteValue[]): void {
    try {
      this.#prepare(sql).run(...values);
    } catch (error) {
      throw archiveError(error, this.path);
    }
  }

  get<T extends object = Row>(sql: string, ...values: SqliteValue[]): T | undefined {
    try {
      return (this.#prepare(sql).get(...values) as T | null | undefined) ?? undefined;
    } catch (error) {
      throw archiveError(error, this.path);
    }
  }

  all<T extends object = Row>(sql: string, ...values: SqliteValue[]): T[] {
    try {
      return this.#prepare(sql).all(...values) as T[];
    } catch (error) {
      throw archiveError(error, this.path);
    }
  }

  /** Rows by keys, in no particular order; the statement has `in (select value from json_each(?))`. */
  byKeys<T extends object = Row>(sql: string, keys: readonly (string | number)[], ...more: SqliteValue[]): T[] {
    return keys.length ? this.all<T>(sql, JSON.stringify(keys), ...more) : [];
  }

  /**
   * Many rows by few statements, each of which has `values ?` for where they come in. A row a call costs several times as much.
   */
  insert(sql: string, rows: readonly (readonly SqliteValue[])[]): void {
    const width = rows[0]?.length ?? 0;
    let at = 0;
    for (const size of SIZES) {
      if (rows.length - at < size) continue;
      const statement = sql.replace(
        "values ?",
        `values ${Array(size)
          .fill(`(${Array(width).fill("?").join(", ")})`)
          .join(", ")}`,
      );
      for (; rows.length - at >= size; at += size) this.run(statement, ...rows.slice(at, at + size).flat());
    }
  }

  /** All of it, or nothing. The write lock is taken at the start: two writers take turns, and none has to begin again. */
  transaction<T>(work: () => T): T {
    this.exec("begin immediate");
    this.numbers.forget();
    let result: T;
    try {
      result = work();
      this.exec("commit");
    } catch (error) {
      this.numbers.forget();
      try {
        // SQLite has rolled back by itself where the disk was full.
        this.#database.exec("rollback");
      } catch {}
      throw error;
    }
    return result;
  }

  /** Gives back room that the file does not need, where nothing stands against it. */
  compact(): void {
    try {
      // The copy is made on the disk: it is as large as all that is held.
      this.#database.exec("pragma temp_store = file; vacuum");
    } catch {}
    this.#database.exec("pragma temp_store = memory");
  }

  /** Leaves one plain file, where nobody else has it open: it can be copied, committed, or read where nothing can be written. */
  close(): void {
    this.#statements.clear();
    try {
      this.#database.exec("pragma busy_timeout = 0; pragma optimize; pragma wal_checkpoint(truncate)");
      this.#database.exec("pragma journal_mode = delete");
    } catch {}
    this.#database.close();
  }

  #prepare(sql: string): SqliteStatement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
