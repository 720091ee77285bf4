import type { Entry } from "../model/entry.ts";
import type { Reading } from "../model/reading.ts";
import { type EntryRow, fromEntryRow, toEntryRow } from "./entry-row.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** What tells one source from another: what the entries say, else the document's address. */
export function sourceOf(reading: Reading): string {
  return reading.entries[0]?.from.source ?? reading.url ?? "";
}

/** A document that gives one guid to several items has several items with one id: the first of them stands. */
export function withoutTwins(entries: readonly Entry[]): Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => !seen.has(entry.id) && seen.add(entry.id));
}

export interface KeptEntries {
  /** Those that are new or changed, in the order given. */
  readonly entries: readonly Entry[];
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly unchanged: number;
  readonly withheld: number;
}

/** Entries that are not held as they are now are written; ids are unique in the list. */
export function keepEntries(connection: SqliteConnection, entries: readonly Entry[]): KeptEntries {
  const { numbers } = connection;
  const known = numbers.numbersOf(entries.map((entry) => entry.id));
  const held = new Map(
    connection
      .byKeys<{ n: number; hash: string }>("select n, hash from entries where n in (select value from json_each(?))", known)
      .map((row) => [Number(row.n), row.hash]),
  );
  const kept: Entry[] = [];
  const added: string[] = [];
  const changed: string[] = [];
  const rows: EntryRow[] = [];
  for (const entry of entries) {
    const row = toEntryRow(entry);
    const before = known.length ? held.get(numbers.numberOf(row.id) ?? 0) : undefined;
    if (before === row.hash) continue;
    (before === undefined ? added : changed).push(row.id);
    kept.push(entry);
    rows.push(row);
  }
  numbers.assign(added);
  connection.insert(
    "insert into entries (n, source, hash, data, html, text) values ? on conflict (n) do update set source = excluded.source, hash = excluded.hash, data = excluded.data, html = excluded.html, text = excluded.text",
    rows.map((row) => [numbers.of(row.id), row.source, row.hash, row.data, row.html, row.text]),
  );
  return {
    entries: kept,
    added,
    changed,
    unchanged: entries.length - kept.length,
    withheld: entries.filter((entry) => entry.status !== undefined).length,
  };
}

export function removeEntries(connection: SqliteConnection, ids: readonly string[]): void {
  for (const n of connection.numbers.numbersOf(ids)) connection.run("delete from entries where n = ?", n);
}

/** Entries by id, in the order asked for; unknown ones left out. */
export function loadEntries(connection: SqliteConnection, ids: readonly string[]): Entry[] {
  const { numbers } = connection;
  const rows = new Map(
    connection
      .byKeys<Omit<EntryRow, "id"> & { n: number }>(
        "select n, source, hash, data, html, text from entries where n in (select value from json_each(?))",
        numbers.numbersOf(ids),
      )
      .map((row) => [Number(row.n), row]),
  );
  return ids.flatMap((id) => {
    const row = rows.get(numbers.numberOf(id) ?? 0);
    return row ? [fromEntryRow({ ...row, id })] : [];
  });
}

/** Whether each entry is held. */
export function heldEntries(connection: SqliteConnection, ids: readonly string[]): Set<string> {
  const { numbers } = connection;
  const rows = connection.byKeys<{ n: number }>(
    "select n from entries where n in (select value from json_each(?))",
    numbers.numbersOf(ids),
  );
  return new Set(numbers.idsOf(rows.map((row) => Number(row.n))));
}

/** The ids of a source's entries, sorted. */
export function entriesOf(connection: SqliteConnection, source: string): string[] {
  const rows = connection.all<{ n: number }>("select n from entries where source = ?", source);
  return connection.numbers.idsOf(rows.map((row) => Number(row.n))).sort();
}

/** From which source each entry came. */
export function sourcesOf(connection: SqliteConnection, entries: readonly string[]): Map<string, string> {
  const { numbers } = connection;
  const rows = connection.byKeys<{ n: number; source: string }>(
    "select n, source from entries where n in (select value from json_each(?))",
    numbers.numbersOf(entries),
  );
  const ids = numbers.idsOf(rows.map((row) => Number(row.n)));
  return new Map(rows.map((row, i) => [ids[i] as string, row.source]));
}
