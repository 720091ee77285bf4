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
  const held = new Map(
    connection
      .byKeys<{ id: string; hash: string }>(
        "select id, hash from entries where id in (select value from json_each(?1))",
        entries.map((entry) => entry.id),
      )
      .map((row) => [row.id, row.hash]),
  );
  const kept: Entry[] = [];
  const added: string[] = [];
  const changed: string[] = [];
  for (const entry of entries) {
    const row = toEntryRow(entry);
    const before = held.get(row.id);
    if (before === row.hash) continue;
    (before === undefined ? added : changed).push(row.id);
    kept.push(entry);
    connection.run(
      "insert into entries (id, source, hash, data, html, text) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict (id) do update set source = excluded.source, hash = excluded.hash, data = excluded.data, html = excluded.html, text = excluded.text",
      row.id,
      row.source,
      row.hash,
      row.data,
      row.html,
      row.text,
    );
  }
  return {
    entries: kept,
    added,
    changed,
    unchanged: entries.length - kept.length,
    withheld: entries.filter((entry) => entry.status !== undefined).length,
  };
}

export function removeEntries(connection: SqliteConnection, ids: readonly string[]): void {
  for (const id of ids) connection.run("delete from entries where id = ?", id);
}

/** Entries by id, in the order asked for; unknown ones left out. */
export function loadEntries(connection: SqliteConnection, ids: readonly string[]): Entry[] {
  const rows = new Map(
    connection
      .byKeys<EntryRow>("select id, source, hash, data, html, text from entries where id in (select value from json_each(?1))", ids)
      .map((row) => [row.id, row]),
  );
  return ids.flatMap((id) => {
    const row = rows.get(id);
    return row ? [fromEntryRow(row)] : [];
  });
}
