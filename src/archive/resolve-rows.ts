import type { KeyRow, LinkRow, ResolveStore } from "../resolve/store.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Rows a statement: enough that calling costs nothing beside them, few enough that their text stays small. */
const ROWS = 1000;

/**
 * The resolver's tables in the archive. Rows that are written together are ordered by key first: pages of the file are then
 * visited once, and two writers claim keys in one order.
 */
export function createResolveRows(connection: SqliteConnection): ResolveStore {
  return {
    sketches(entries) {
      const rows = connection.byKeys<{ entry: string; sketch: Uint8Array | ArrayBuffer }>(
        "select entry, sketch from sketches where entry in (select value from json_each(?1))",
        entries,
      );
      const held = new Map(rows.map((row) => [row.entry, toBytes(row.sketch)]));
      return entries.map((entry) => held.get(entry));
    },
    putSketches(rows) {
      for (const row of rows)
        connection.run(
          "insert into sketches (entry, sketch) values (?1, ?2) on conflict (entry) do update set sketch = excluded.sketch",
          row.entry,
          row.sketch,
        );
    },
    holders(keys, most) {
      const found = new Map<number, string[]>();
      for (let at = 0; at < keys.length; at += ROWS) {
        const rows = connection.byKeys<{ key: number; entries: string }>(
          "select value as key, (select json_group_array(entry) from (select entry from keys where key = j.value limit ?2)) as entries from json_each(?1) j where exists (select 1 from keys where key = j.value)",
          keys.slice(at, at + ROWS),
          most,
        );
        for (const row of rows) found.set(Number(row.key), JSON.parse(row.entries) as string[]);
      }
      return keys.map((key) => found.get(key) ?? []);
    },
    addKeys(rows) {
      for (const part of inParts(rows))
        connection.run("insert or ignore into keys (key, entry) select value ->> 0, value ->> 1 from json_each(?1)", part);
    },
    removeKeys(rows) {
      for (const row of rows) connection.run("delete from keys where key = ?1 and entry = ?2", row.key, row.entry);
    },
    marked(keys) {
      const found = new Set<number>();
      for (let at = 0; at < keys.length; at += ROWS)
        for (const row of connection.byKeys<{ key: number }>(
          "select key from marks where key in (select value from json_each(?1))",
          keys.slice(at, at + ROWS),
        ))
          found.add(Number(row.key));
      return keys.map((key) => found.has(key));
    },
    mark(keys) {
      for (const key of [...keys].sort((a, b) => a - b)) {
        connection.run("insert or ignore into marks (key) values (?)", key);
        connection.run("delete from keys where key = ?", key);
      }
    },
    links(entries) {
      const wanted = new Set(entries);
      const found: LinkRow[] = [];
      for (const row of connection.byKeys<{ entry: string; other: string; data: string }>(
        "select entry, other, data from links where entry in (select value from json_each(?1))",
        entries,
      )) {
        // Both ends were asked for: once is enough.
        if (row.other < row.entry && wanted.has(row.other)) continue;
        found.push(JSON.parse(row.data) as LinkRow);
      }
      return found;
    },
    putLinks(links) {
      for (const link of links) {
        const [one, other] = link.entries;
        const data = JSON.stringify(link);
        for (const [entry, to] of [
          [one, other],
          [other, one],
        ] as const)
          connection.run(
            "insert into links (entry, other, data) values (?1, ?2, ?3) on conflict (entry, other) do update set data = excluded.data",
            entry,
            to,
            data,
          );
      }
    },
    removeLinks(pairs) {
      for (const [one, other] of pairs) {
        connection.run("delete from links where entry = ?1 and other = ?2", one, other);
        connection.run("delete from links where entry = ?1 and other = ?2", other, one);
      }
    },
    groups(entries) {
      const held = new Map(
        connection
          .byKeys<{ entry: string; grp: string }>(
            "select entry, grp from members where entry in (select value from json_each(?1))",
            entries,
          )
          .map((row) => [row.entry, row.grp]),
      );
      return entries.map((entry) => held.get(entry));
    },
    members(groups) {
      // A group is named by one of its entries, which is written down under its own name only: most groups are of one.
      const named = this.groups(groups);
      const others = connection.byKeys<{ entry: string; grp: string }>(
        "select entry, grp from groups where grp in (select value from json_each(?1))",
        groups,
      );
      return [
        ...groups.flatMap((group, i) => (named[i] === group ? [{ entry: group, group }] : [])),
        ...others.map((row) => ({ entry: row.entry, group: row.grp })),
      ];
    },
    putMembers(rows) {
      const before = this.groups(rows.map((row) => row.entry));
      const moved = rows.filter((row, i) => before[i] !== row.group);
      for (const [i, { entry, group }] of rows.entries())
        if (before[i] !== undefined && before[i] !== group && before[i] !== entry)
          connection.run("delete from groups where grp = ?1 and entry = ?2", before[i] as string, entry);
      const pairs = moved.map((row) => [row.entry, row.group]).sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1));
      connection.runRows(
        "insert into members (entry, grp) select value ->> 0, value ->> 1 from json_each(?1) where true on conflict (entry) do update set grp = excluded.grp",
        pairs,
      );
      connection.runRows(
        "insert or ignore into groups (grp, entry) select value ->> 1, value ->> 0 from json_each(?1)",
        pairs.filter(([entry, group]) => entry !== group),
      );
    },
  };
}

function* inParts(rows: readonly KeyRow[]): Generator<string> {
  const sorted = [...rows].sort((a, b) => a.key - b.key || (a.entry < b.entry ? -1 : 1));
  for (let at = 0; at < sorted.length; at += ROWS) yield JSON.stringify(sorted.slice(at, at + ROWS).map((row) => [row.key, row.entry]));
}

/** libsql gives the blobs of a list as `ArrayBuffer`, of a single row as `Buffer`. */
function toBytes(value: Uint8Array | ArrayBuffer): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(value);
}
