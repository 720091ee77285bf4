import { type Copy, countPointers, type Standing } from "../resolve/original.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

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
    if (n > 0) connection.run("insert into votes (pair, n) values (?, ?) on conflict (pair) do update set n = excluded.n", pair, n);
    else connection.run("delete from votes where pair = ?", pair);
  }
  const tipped = moved.filter((pair) => balance(before, pair) !== balance(after, pair));
  return named(
    connection,
    connection.byKeys<{ grp: number }>("select distinct grp from pairs where pair in (select value from json_each(?))", tipped),
  );
}

export function loadVotes(connection: SqliteConnection, pairs: readonly string[]): Map<string, number> {
  return new Map(
    connection
      .byKeys<{ pair: string; n: number }>("select pair, n from votes where pair in (select value from json_each(?))", [...new Set(pairs)])
      .map((row) => [row.pair, Number(row.n)]),
  );
}

/** What ranking makes of a pair's votes. */
function balance(votes: ReadonlyMap<string, number>, pair: string): number {
  const [to, from] = [votes.get(pair) ?? 0, votes.get(reverse(pair)) ?? 0];
  return to + from === 0 ? 0 : ((to - from) / (to + from)) * Math.min(1, (to + from) / 3);
}

function named(connection: SqliteConnection, rows: readonly { readonly grp: number }[]): string[] {
  return connection.numbers.idsOf(rows.map((row) => Number(row.grp)));
}

function reverse(pair: string): string {
  const at = pair.indexOf("\n");
  return `${pair.slice(at + 1)}\n${pair.slice(0, at)}`;
}

/** By how much a change moves the counts of sites. */
export type SiteChanges = Map<number, { entries: number; alone: number }>;

/** Counts a group's copies: those of a group of one appear nowhere else. */
export function countSites(changes: SiteChanges, sites: readonly number[], by: 1 | -1): void {
  for (const site of sites) {
    const change = changes.get(site) ?? { entries: 0, alone: 0 };
    change.entries += by;
    if (sites.length === 1) change.alone += by;
    changes.set(site, change);
  }
}

/** Steps of the sites' standing: a post's original is not to change with every entry that some site brings. */
const STEPS = 40;
/** As many entries as ranking takes to be few (`original.ts`). */
const FEW = 200;

interface SiteRow {
  readonly site: number;
  readonly entries: number;
  readonly alone: number;
}

/**
 * Counts sites' entries, and gives the groups whose original may be another by it. Standing is used in steps, so that what is concluded is
 * a function of what is held, whatever the order in which it came, and few groups have to be looked at again.
 */
export function keepStanding(connection: SqliteConnection, changes: SiteChanges): string[] {
  const sites = [...changes.keys()].sort((a, b) => a - b);
  const before = loadSites(connection, sites);
  const total = totalOf(connection);
  let after = total;
  const stepped: number[] = [];
  for (const site of sites) {
    const old = before.get(site) ?? { site, entries: 0, alone: 0 };
    const change = changes.get(site) as { entries: number; alone: number };
    const now = { site, entries: old.entries + change.entries, alone: old.alone + change.alone };
    after += change.entries;
    if (levelOf(old) !== levelOf(now)) stepped.push(site);
    if (now.entries > 0)
      connection.run(
        "insert into sites (site, entries, alone) values (?, ?, ?) on conflict (site) do update set entries = excluded.entries, alone = excluded.alone",
        site,
        now.entries,
        now.alone,
      );
    else connection.run("delete from sites where site = ?", site);
  }
  if (knownOf(total) !== knownOf(after)) return named(connection, connection.all<{ grp: number }>("select distinct grp from site_groups"));
  // Where nothing is known yet, standing counts for nothing.
  if (knownOf(after) === 0) return [];
  return named(
    connection,
    connection.byKeys<{ grp: number }>("select distinct grp from site_groups where site in (select value from json_each(?))", stepped),
  );
}

/** Standing for `rankCopies`, in steps. */
export function loadStanding(connection: SqliteConnection, sites: readonly number[]): Standing {
  const known = knownOf(totalOf(connection));
  return {
    total: known === 0 ? 0 : known === 1 ? Number.POSITIVE_INFINITY : FEW / (1 - known),
    // (alone + 1) / (entries + 2) is the level again. Between mirrors that stand alike, all posts take the same side.
    sites: new Map(
      [...loadSites(connection, sites)].map(([site, row]) => [
        site,
        { entries: 998, alone: 1000 * (levelOf(row) + (site % 1000) * 1e-9) - 1 },
      ]),
    ),
  };
}

function loadSites(connection: SqliteConnection, sites: readonly number[]): Map<number, SiteRow> {
  return new Map(
    connection
      .byKeys<SiteRow>("select site, entries, alone from sites where site in (select value from json_each(?))", [...new Set(sites)])
      .map((row) => [Number(row.site), { site: Number(row.site), entries: Number(row.entries), alone: Number(row.alone) }]),
  );
}

function totalOf(connection: SqliteConnection): number {
  return Number(connection.get<{ n: number | null }>("select sum(entries) as n from sites")?.n ?? 0);
}

/**
 * Of a site's share of articles of its own: in equal steps, and in equal proportions where it is small. Sites that have hardly any stand
 * alike: an article more or less, of which no copy was found, would turn the originals of all that they have.
 */
function levelOf({ entries, alone }: SiteRow): number {
  const share = Math.max((alone + 1) / (entries + 2), 1 / STEPS);
  return share >= 0.2 ? Math.round(STEPS * share) / STEPS : 2 ** (Math.round(8 * Math.log2(share)) / 8);
}

function knownOf(total: number): number {
  return total <= FEW ? 0 : Math.round(STEPS * (1 - FEW / total)) / STEPS;
}
