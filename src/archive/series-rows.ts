import type { Entry } from "../model/entry.ts";
import type { Series } from "../model/post.ts";
import type { SeriesPlace } from "../resolve/merge.ts";
import { resolveSeries } from "../resolve/series.ts";
import { seriesBlocks } from "../resolve/series-claim.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** As much of an entry as series are concluded from. */
type TitledEntry = Pick<Entry, "id" | "from" | "bylines" | "title" | "url" | "published" | "series">;

interface ClaimRow {
  readonly grp: string;
  readonly data: string;
  /** JSON of the names under which its claims meet others. */
  readonly blocks: string;
  /** JSON of its `SeriesPlace`; `""` where it has none. */
  readonly place: string;
}

/**
 * Which series there are. Only posts that say something of one have a row; when such a post comes, goes or changes,
 * series are concluded anew from the claims that it can have to do with.
 */
export class SeriesRows {
  readonly #connection: SqliteConnection;
  readonly #held = new Map<string, ClaimRow>();
  /** Names whose claims are to be looked at. */
  readonly #stirred = new Set<string>();
  /** Series that may be no more. */
  readonly #doubtful = new Set<string>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** What is held of the groups that are about to be kept or left. */
  load(groups: readonly string[]): void {
    for (const row of this.#rows(groups)) this.#held.set(row.grp, row);
  }

  /** @param copies the original first */
  keep(group: string, copies: readonly Entry[]): void {
    const blocks = [...new Set(copies.flatMap(seriesBlocks))];
    if (!blocks.length) {
      this.leave(group);
      return;
    }
    const before = this.#held.get(group);
    const data = JSON.stringify(copies.map(titledEntry));
    if (before?.data === data) return;
    this.#clear(before);
    for (const block of blocks) this.#stirred.add(block);
    this.#connection.run(
      "insert into claims (grp, data, blocks, place) values (?, ?, ?, '') on conflict (grp) do update set data = excluded.data, blocks = excluded.blocks, place = ''",
      this.#connection.numbers.of(group),
      data,
      JSON.stringify(blocks),
    );
    const grp = this.#connection.numbers.of(group);
    for (const block of blocks) this.#connection.run("insert into blocks (block, grp) values (?, ?) on conflict do nothing", block, grp);
  }

  leave(group: string): void {
    const before = this.#held.get(group);
    if (!before) return;
    this.#clear(before);
    this.#connection.run("delete from claims where grp = ?", this.#connection.numbers.of(group));
  }

  /** Concludes anew where that may give another result; the groups whose place is another now. */
  conclude(): string[] {
    if (!this.#stirred.size) return [];
    const rows = this.#reached();
    for (const row of rows) if (row.place !== "") this.#doubtful.add((JSON.parse(row.place) as SeriesPlace).series.id);
    const titles = new Map(
      this.#connection
        .all<{ source: string; title: string | null }>("select source, json_extract(channel, '$.title') as title from sources")
        .map((row) => [row.source, row.title ?? undefined]),
    );
    const { series, byPost } = resolveSeries(
      rows.map((row) => JSON.parse(row.data) as Entry[]),
      (entry) => titles.get(entry.from.source ?? ""),
    );
    this.#keepSeries(series);
    const moved: string[] = [];
    for (const [i, row] of rows.entries()) {
      const found = byPost[i];
      const place = found ? JSON.stringify(shown(found)) : "";
      if (place === row.place) continue;
      this.#connection.run("update claims set place = ? where grp = ?", place, this.#connection.numbers.of(row.grp));
      moved.push(row.grp);
    }
    return moved;
  }

  places(groups: readonly string[]): Map<string, SeriesPlace> {
    return new Map(
      this.#rows(groups).flatMap((row) => (row.place === "" ? [] : [[row.grp, JSON.parse(row.place) as SeriesPlace] as const])),
    );
  }

  /** All claims that share a name with a stirred one, or with one that does, and so on; in the order of their groups. */
  #reached(): ClaimRow[] {
    const reached = new Map<string, ClaimRow>();
    const seen = new Set<string>();
    for (let open = [...this.#stirred]; open.length; ) {
      for (const block of open) seen.add(block);
      const groups = this.#connection
        .byKeys<{ grp: number }>("select distinct grp from blocks where block in (select value from json_each(?))", open)
        .map((row) => Number(row.grp));
      const next = new Set<string>();
      const names = this.#connection.numbers.idsOf(groups);
      for (const row of this.#rows(names.filter((group) => !reached.has(group)))) {
        reached.set(row.grp, row);
        for (const block of JSON.parse(row.blocks) as string[]) if (!seen.has(block)) next.add(block);
      }
      open = [...next];
    }
    return [...reached.values()].sort((a, b) => (a.grp < b.grp ? -1 : 1));
  }

  #rows(groups: readonly string[]): ClaimRow[] {
    const { numbers } = this.#connection;
    const rows = this.#connection.byKeys<Omit<ClaimRow, "grp"> & { grp: number }>(
      "select grp, data, blocks, place from claims where grp in (select value from json_each(?))",
      numbers.numbersOf(groups),
    );
    const ids = numbers.idsOf(rows.map((row) => Number(row.grp)));
    return rows.map((row, i) => ({ ...row, grp: ids[i] as string }));
  }

  #clear(row: ClaimRow | undefined): void {
    if (!row) return;
    for (const block of JSON.parse(row.blocks) as string[]) {
      this.#stirred.add(block);
      this.#connection.run("delete from blocks where block = ? and grp = ?", block, this.#connection.numbers.of(row.grp));
    }
    if (row.place !== "") this.#doubtful.add((JSON.parse(row.place) as SeriesPlace).series.id);
  }

  #keepSeries(series: readonly Series[]): void {
    const ids = new Set([...this.#doubtful, ...series.map((one) => one.id)]);
    const before = new Map(
      this.#connection
        .byKeys<{ id: string; data: string }>("select id, data from series where id in (select value from json_each(?))", [...ids])
        .map((row) => [row.id, row.data]),
    );
    for (const one of series) {
      const data = JSON.stringify(one);
      if (before.get(one.id) !== data)
        this.#connection.run(
          "insert into series (id, title, data) values (?, ?, ?) on conflict (id) do update set title = excluded.title, data = excluded.data",
          one.id,
          one.title,
          data,
        );
      before.delete(one.id);
    }
    for (const id of before.keys()) this.#connection.run("delete from series where id = ?", id);
  }
}

/** As much of a place as its post shows: a part that comes touches those beside it, not the whole series. */
function shown({ series: { id, title, of }, ...place }: SeriesPlace): SeriesPlace {
  return { series: { id, title, ...(of === undefined ? {} : { of }) }, ...place };
}

function titledEntry(entry: Entry): TitledEntry {
  const { id, bylines, title, url, published, series } = entry;
  return {
    id,
    from: { format: "data", ...(entry.from.source === undefined ? {} : { source: entry.from.source }) },
    bylines,
    ...(title === undefined ? {} : { title }),
    ...(url === undefined ? {} : { url }),
    ...(published === undefined ? {} : { published }),
    ...(series === undefined ? {} : { series }),
  };
}
