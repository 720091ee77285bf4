import type { Decision } from "../resolve/decisions.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** What people decided of two entries, sorted by id. A row stands both ways round: each of the two is found by the other. */
export function loadVerdicts(connection: SqliteConnection): Decision[] {
  return connection
    .all<{ entry: string; other: string; verdict: Decision["verdict"] }>(
      "select entry, other, verdict from verdicts where entry < other order by entry, other",
    )
    .map((row) => ({ entries: [row.entry, row.other], verdict: row.verdict }));
}

export function verdictOf(connection: SqliteConnection, [one, other]: Decision["entries"]): Decision["verdict"] | undefined {
  return connection.get<{ verdict: Decision["verdict"] }>("select verdict from verdicts where entry = ? and other = ?", one, other)
    ?.verdict;
}

export function keepVerdict(connection: SqliteConnection, { entries, verdict }: Decision): void {
  for (const [entry, other] of bothWays(entries))
    connection.run(
      "insert into verdicts (entry, other, verdict) values (?, ?, ?) on conflict (entry, other) do update set verdict = excluded.verdict",
      entry,
      other,
      verdict,
    );
}

export function forgetVerdict(connection: SqliteConnection, entries: Decision["entries"]): void {
  for (const [entry, other] of bothWays(entries)) connection.run("delete from verdicts where entry = ? and other = ?", entry, other);
}

function bothWays([one, other]: Decision["entries"]): readonly Decision["entries"][] {
  return [
    [one, other],
    [other, one],
  ];
}
