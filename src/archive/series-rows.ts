import type { Entry } from "../model/entry.ts";
import type { Series } from "../model/post.ts";
import { resolveSeries } from "../resolve/series.ts";
import { hashText } from "../values/hash.ts";
import { readSeriesTitle } from "../values/series-title.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** As much of an entry as series are concluded from. */
type TitledEntry = Pick<Entry, "id" | "from" | "bylines" | "title" | "url" | "published" | "series">;

/** A post's place: the series, and its part there. */
export interface Place {
  readonly series: Series;
  readonly part?: number;
}

/** Which series there are. Only posts that say something of one have a row, and only when such a post comes, goes or changes is there anything to conclude. */
export class SeriesRows {
  readonly #connection: SqliteConnection;
  readonly #held = new Map<string, string>();
  #changed = false;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** What is held of the groups that are about to be kept. */
  load(groups: readonly string[]): void {
    for (const row of this.#connection.byKeys<{ grp: string; data: string }>(
      "select grp, data from claims where grp in (select value from json_each(?1))",
      groups,
    ))
      this.#held.set(row.grp, row.data);
  }

  /** @param copies the original first */
  keep(group: string, copies: readonly Entry[]): void {
    const claims = copies.some(
      (entry) => entry.series !== undefined || (entry.title !== undefined && readSeriesTitle(entry.title) !== undefined),
    );
    const data = claims ? JSON.stringify(copies.map(titledEntry)) : undefined;
    const before = this.#held.get(group);
    if (before === data) return;
    this.#changed = true;
    if (data === undefined) this.#connection.run("delete from claims where grp = ?", group);
    else
      this.#connection.run(
        "insert into claims (grp, data, place) values (?1, ?2, '') on conflict (grp) do update set data = excluded.data",
        group,
        data,
      );
  }

  leave(group: string): void {
    if (!this.#connection.get("select 1 as found from claims where grp = ?", group)) return;
    this.#connection.run("delete from claims where grp = ?", group);
    this.#changed = true;
  }

  /** Concludes anew where that may give another result; the groups whose place is another now. */
  conclude(): string[] {
    if (!this.#changed) return [];
    const rows = this.#connection.all<{ grp: string; data: string; place: string }>("select grp, data, place from claims order by grp");
    const titles = new Map(
      this.#connection
        .all<{ source: string; title: string | null }>("select source, json_extract(channel, '$.title') as title from sources")
        .map((row) => [row.source, row.title ?? undefined]),
    );
    const { series, byPost } = resolveSeries(
      rows.map((row) => JSON.parse(row.data) as Entry[]),
      (entry) => titles.get(entry.from.source ?? ""),
    );
    const hashes = this.#keepSeries(series);
    const moved: string[] = [];
    for (const [i, row] of rows.entries()) {
      const found = byPost[i];
      const place = found ? JSON.stringify([found.series.id, found.part ?? null, hashes.get(found.series.id)]) : "";
      if (place === row.place) continue;
      this.#connection.run("update claims set place = ?2 where grp = ?1", row.grp, place);
      moved.push(row.grp);
    }
    return moved;
  }

  places(groups: readonly string[]): Map<string, Place> {
    const rows = this.#connection.byKeys<{ grp: string; place: string }>(
      "select grp, place from claims where place <> '' and grp in (select value from json_each(?1))",
      groups,
    );
    const parsed = rows.map((row) => ({ grp: row.grp, place: JSON.parse(row.place) as [string, number | null] }));
    const series = new Map(
      this.#connection
        .byKeys<{ id: string; data: string }>("select id, data from series where id in (select value from json_each(?1))", [
          ...new Set(parsed.map((row) => row.place[0])),
        ])
        .map((row) => [row.id, JSON.parse(row.data) as Series]),
    );
    const places = new Map<string, Place>();
    for (const { grp, place } of parsed) {
      const found = series.get(place[0]);
      if (found) places.set(grp, { series: found, ...(place[1] === null ? {} : { part: place[1] }) });
    }
    return places;
  }

  #keepSeries(series: readonly Series[]): Map<string, string> {
    const before = new Map(
      this.#connection.all<{ id: string; data: string }>("select id, data from series").map((row) => [row.id, row.data]),
    );
    const hashes = new Map<string, string>();
    for (const one of series) {
      const data = JSON.stringify(one);
      hashes.set(one.id, hashText(data));
      if (before.get(one.id) !== data)
        this.#connection.run(
          "insert into series (id, title, data) values (?1, ?2, ?3) on conflict (id) do update set title = excluded.title, data = excluded.data",
          one.id,
          one.title,
          data,
        );
      before.delete(one.id);
    }
    for (const id of before.keys()) this.#connection.run("delete from series where id = ?", id);
    return hashes;
  }
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
