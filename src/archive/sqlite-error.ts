import { OffprintError, type OffprintErrorCode } from "../model/error.ts";

/** SQLite's primary result codes (https://www.sqlite.org/rescode.html) that a person can do something about. */
const NAMES: Readonly<Record<string, number>> = {
  BUSY: 5,
  LOCKED: 6,
  READONLY: 8,
  IOERR: 10,
  CORRUPT: 11,
  FULL: 13,
  CANTOPEN: 14,
  NOTADB: 26,
};

const MEANING: Readonly<Record<number, readonly [OffprintErrorCode, string]>> = {
  5: ["archive-locked", "is being written by another process; it was waited for in vain"],
  6: ["archive-locked", "is being written by another process; it was waited for in vain"],
  8: ["archive-unwritable", "cannot be written: the file or its folder is read-only"],
  10: ["archive-unwritable", "cannot be read or written: the disk says no"],
  11: ["archive-damaged", "is damaged"],
  13: ["archive-unwritable", "cannot grow: the disk is full. Nothing that it held is lost"],
  14: ["archive-unwritable", "cannot be opened: its folder is missing or not writable"],
  26: ["archive-damaged", "is not a database"],
};

/** An engine's error as ours, where it is about the file; every other error as it is. */
export function archiveError(error: unknown, path: string): unknown {
  if (error instanceof OffprintError) return error;
  const meaning = MEANING[resultCode(error) ?? -1];
  return meaning ? new OffprintError(meaning[0], `${path} ${meaning[1]}.`, { path, cause: error }) : error;
}

/** libsql and better-sqlite3 name it (`SQLITE_BUSY`, `SQLITE_IOERR_WRITE`), `node:sqlite` numbers it (`errcode`), libsql's constructor only prints it. */
export function resultCode(error: unknown): number | undefined {
  const { code, errcode, rawCode, message } = (error ?? {}) as { code?: unknown; errcode?: unknown; rawCode?: unknown; message?: unknown };
  for (const number of [errcode, rawCode]) if (typeof number === "number") return number & 0xff;
  const name = typeof code === "string" ? /^SQLITE_([A-Z]+)/.exec(code)?.[1] : undefined;
  if (name) return NAMES[name];
  const printed = typeof message === "string" ? /^ConnectionFailed\(.*: (\d+)"\)$/.exec(message)?.[1] : undefined;
  return printed === undefined ? undefined : Number(printed) & 0xff;
}
