import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * Of which group each entry was last concluded to be a copy. A group is named by one of its entries, and most groups are of one:
 * only the others are written down.
 */
export function groupsOf(connection: SqliteConnection, entries: readonly string[]): Map<string, string> {
  const found = new Map(
    connection
      .byKeys<{ entry: string; grp: string }>("select entry, grp from copies where entry in (select value from json_each(?1))", entries)
      .map((row) => [row.entry, row.grp]),
  );
  const rest = entries.filter((entry) => !found.has(entry));
  for (const { grp } of connection.byKeys<{ grp: string }>("select grp from articles where grp in (select value from json_each(?1))", rest))
    found.set(grp, grp);
  return found;
}

export function keepCopies(connection: SqliteConnection, copies: readonly (readonly [entry: string, group: string])[]): void {
  const alone = copies.flatMap(([entry, group]) => (entry === group ? [entry] : []));
  forgetCopies(
    connection,
    connection
      .byKeys<{ entry: string }>("select entry from copies where entry in (select value from json_each(?1))", alone)
      .map((row) => row.entry),
  );
  connection.runRows(
    "insert into copies (entry, grp) select value ->> 0, value ->> 1 from json_each(?1) where true on conflict (entry) do update set grp = excluded.grp",
    copies.filter(([entry, group]) => entry !== group),
  );
}

export function forgetCopies(connection: SqliteConnection, entries: readonly string[]): void {
  for (const entry of entries) connection.run("delete from copies where entry = ?", entry);
}
