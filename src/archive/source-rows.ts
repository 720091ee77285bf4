import type { Reading } from "../model/reading.ts";
import type { SourceRecord } from "./contract.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** What a source last said of itself. */
export type SourceFacts = Omit<SourceRecord, "entries">;

/** Sorted by name. */
export function loadSources(connection: SqliteConnection): SourceFacts[] {
  return connection
    .all<{ source: string; channel: string | null; format: Reading["format"] | null }>(
      "select source, channel, format from sources order by source",
    )
    .map((row) => ({
      source: row.source,
      ...(row.channel === null ? {} : { channel: JSON.parse(row.channel) }),
      ...(row.format === null ? {} : { format: row.format }),
    }));
}

export function countBySource(connection: SqliteConnection): Map<string, number> {
  return new Map(
    connection
      .all<{ source: string; n: number }>("select source, count(*) as n from entries group by source")
      .map((row) => [row.source, Number(row.n)]),
  );
}

export function keepSource(connection: SqliteConnection, facts: SourceFacts): void {
  putSource(connection, facts, "update set channel = excluded.channel, format = excluded.format");
}

/** A source that is held stays as it is. */
export function admitSource(connection: SqliteConnection, facts: SourceFacts): void {
  putSource(connection, facts, "nothing");
}

function putSource(connection: SqliteConnection, { source, channel, format }: SourceFacts, ifHeld: string): void {
  connection.run(
    `insert into sources (source, channel, format) values (?, ?, ?) on conflict (source) do ${ifHeld}`,
    source,
    channel ? JSON.stringify(channel) : null,
    format ?? null,
  );
}

export function forgetSource(connection: SqliteConnection, source: string): void {
  connection.run("delete from sources where source = ?", source);
}
