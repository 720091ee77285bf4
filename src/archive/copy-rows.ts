import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * Of which group each entry was last concluded to be a copy. A group is named by one of its entries, and most groups are of one:
 * only the others are written down.
 */
export function groupsOf(connection: SqliteConnection, entries: readonly string[]): Map<string, string> {
  const { numbers } = connection;
  const asked = numbers.numbersOf(entries);
  const found = new Map(
    connection
      .byKeys<{ entry: number; grp: number }>("select entry, grp from copies where entry in (select value from json_each(?))", asked)
      .map((row) => [Number(row.entry), Number(row.grp)]),
  );
  const rest = asked.filter((entry) => !found.has(entry));
  for (const { grp } of connection.byKeys<{ grp: number }>("select grp from articles where grp in (select value from json_each(?))", rest))
    found.set(Number(grp), Number(grp));
  const groups = numbers.idsOf([...found.values()]);
  return new Map(numbers.idsOf([...found.keys()]).map((entry, i) => [entry, groups[i] as string]));
}

export function keepCopies(connection: SqliteConnection, copies: readonly (readonly [entry: string, group: string])[]): void {
  const { numbers } = connection;
  const alone = copies.flatMap(([entry, group]) => (entry === group ? [numbers.of(entry)] : []));
  for (const { entry } of connection.byKeys<{ entry: number }>(
    "select entry from copies where entry in (select value from json_each(?))",
    alone,
  ))
    connection.run("delete from copies where entry = ?", entry);
  connection.insert(
    "insert into copies (entry, grp) values ? on conflict (entry) do update set grp = excluded.grp",
    copies.flatMap(([entry, group]) => (entry === group ? [] : [[numbers.of(entry), numbers.of(group)]])),
  );
}

export function forgetCopies(connection: SqliteConnection, entries: readonly string[]): void {
  for (const entry of connection.numbers.numbersOf(entries)) connection.run("delete from copies where entry = ?", entry);
}
