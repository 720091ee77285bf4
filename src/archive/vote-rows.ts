import { type Copy, countPointers } from "../resolve/original.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** A group of copies, and what it said of whose origin is where when it was concluded last. */
export interface Votes {
  /** Pairs of hosts, `from\nto`, to how many pointers. */
  readonly counts: Readonly<Record<string, number>>;
}

/** More hosts than this behind one article vote no more: pairs grow with their square. */
const MOST_HOSTS = 12;

export function votesOf(copies: readonly Copy[]): Record<string, number> {
  return Object.fromEntries(countPointers([copies]));
}

/** All pairs of hosts that a group has copies on: its original depends on their votes. */
export function pairsOf(copies: readonly Copy[]): string[] {
  const hosts = [...new Set(copies.map((copy) => copy.sketch.host))].sort((a, b) => a - b).slice(0, MOST_HOSTS);
  return hosts.flatMap((a, i) => hosts.slice(i + 1).flatMap((b) => [`${a}\n${b}`, `${b}\n${a}`]));
}

/**
 * Takes the groups' old votes back and counts their new ones; gives the other groups whose original may be another now.
 *
 * @param changes by how much each pair's count changes
 */
export function keepVotes(connection: SqliteConnection, changes: ReadonlyMap<string, number>): string[] {
  const moved = [...changes].filter(([, by]) => by !== 0).map(([pair]) => pair);
  const before = loadVotes(
    connection,
    moved.flatMap((pair) => [pair, reverse(pair)]),
  );
  const after = new Map(before);
  for (const pair of moved.sort()) {
    const n = (before.get(pair) ?? 0) + (changes.get(pair) as number);
    after.set(pair, n);
    if (n > 0) connection.run("insert into votes (pair, n) values (?1, ?2) on conflict (pair) do update set n = excluded.n", pair, n);
    else connection.run("delete from votes where pair = ?", pair);
  }
  const tipped = moved.filter((pair) => balance(before, pair) !== balance(after, pair));
  return connection
    .byKeys<{ grp: string }>("select distinct grp from pairs where pair in (select value from json_each(?1))", tipped)
    .map((row) => row.grp);
}

export function loadVotes(connection: SqliteConnection, pairs: readonly string[]): Map<string, number> {
  return new Map(
    connection
      .byKeys<{ pair: string; n: number }>("select pair, n from votes where pair in (select value from json_each(?1))", [...new Set(pairs)])
      .map((row) => [row.pair, Number(row.n)]),
  );
}

/** What ranking makes of a pair's votes. */
function balance(votes: ReadonlyMap<string, number>, pair: string): number {
  const [to, from] = [votes.get(pair) ?? 0, votes.get(reverse(pair)) ?? 0];
  return to + from === 0 ? 0 : ((to - from) / (to + from)) * Math.min(1, (to + from) / 3);
}

function reverse(pair: string): string {
  const at = pair.indexOf("\n");
  return `${pair.slice(at + 1)}\n${pair.slice(0, at)}`;
}
