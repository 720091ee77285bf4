import type { LinkRow, ResolveStore } from "../resolve/store.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Keys a question: their text is to stay small. */
const ASKED = 5000;
/** So many marks are looked through in memory. */
const FEW_MARKS = 50_000;
/** Keys wait in a table of their own until they are so many, and an eighth of all. */
const WAITING = 50_000;

/** The resolver's tables in the archive, for one transaction: what was written in it is remembered. */
export interface ResolveRows extends ResolveStore {
  /** Takes the sketches of entries away: they come as if for the first time. */
  unlearn(entries: readonly string[]): void;
  /** Takes groups apart: what is left of them is to be resolved again. */
  part(groups: readonly string[]): void;
  /** The sketches written so far need not be remembered any more. */
  release(): void;
  /** At the end: puts keys in their place that have waited long enough. */
  settle(): void;
}

export function createResolveRows(connection: SqliteConnection): ResolveRows {
  const { numbers } = connection;
  const written = new Map<string, Uint8Array>();
  let marks: Set<number> | undefined;

  /** All marks, where they are few. */
  function fewMarks(): Set<number> | undefined {
    if (marks) return marks;
    if (countOf(connection, "marks") > FEW_MARKS) return undefined;
    const row = connection.get<{ list: string }>("select json_group_array(key) as list from marks");
    marks = new Set(JSON.parse(row?.list ?? "[]") as number[]);
    return marks;
  }

  const store: ResolveRows = {
    sketches(entries) {
      const missing = entries.filter((entry) => !written.has(entry));
      const rows = connection.byKeys<{ entry: number; sketch: Uint8Array | ArrayBuffer }>(
        "select entry, sketch from sketches where entry in (select value from json_each(?))",
        numbers.numbersOf(missing),
      );
      const held = new Map(rows.map((row) => [Number(row.entry), toBytes(row.sketch)]));
      return entries.map((entry) => written.get(entry) ?? held.get(numbers.numberOf(entry) ?? 0));
    },
    putSketches(rows) {
      connection.insert(
        "insert into sketches (entry, sketch) values ? on conflict (entry) do update set sketch = excluded.sketch",
        rows.map((row) => [numbers.of(row.entry), row.sketch]),
      );
      for (const row of rows) written.set(row.entry, row.sketch);
    },
    holders(keys, most) {
      const found = new Map<number, Set<number>>();
      const sorted = [...keys].sort((a, b) => a - b);
      for (let at = 0; at < sorted.length; at += ASKED) {
        const asked = JSON.stringify(sorted.slice(at, at + ASKED));
        for (const table of ["keys", "new_keys"])
          for (const row of connection.all<{ key: number; entry: number }>(
            `select key, entry from ${table} where key in (select value from json_each(?))`,
            asked,
          )) {
            const held = found.get(Number(row.key));
            if (held) held.add(Number(row.entry));
            else found.set(Number(row.key), new Set([Number(row.entry)]));
          }
      }
      const entries = [...new Set([...found.values()].flatMap((held) => [...held]))];
      const ids = new Map(numbers.idsOf(entries).map((id, i) => [entries[i] as number, id]));
      return keys.map((key) => {
        const held = found.get(key);
        return held ? [...held].slice(0, most).map((entry) => ids.get(entry) as string) : [];
      });
    },
    addKeys(rows) {
      const sorted = rows.map((row) => [row.key, numbers.of(row.entry)] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      connection.insert("insert or ignore into new_keys (key, entry) values ?", sorted);
      count(connection, "new_keys", rows.length);
    },
    removeKeys(rows) {
      for (const row of rows)
        for (const table of ["keys", "new_keys"])
          connection.run(`delete from ${table} where key = ? and entry = ?`, row.key, numbers.of(row.entry));
    },
    marked(keys) {
      const few = fewMarks();
      if (few) return keys.map((key) => few.has(key));
      const found = new Set<number>();
      for (let at = 0; at < keys.length; at += ASKED)
        for (const row of connection.byKeys<{ key: number }>(
          "select key from marks where key in (select value from json_each(?))",
          keys.slice(at, at + ASKED),
        ))
          found.add(Number(row.key));
      return keys.map((key) => found.has(key));
    },
    mark(keys) {
      for (const key of [...keys].sort((a, b) => a - b)) {
        connection.run("insert or ignore into marks (key) values (?)", key);
        for (const table of ["keys", "new_keys"]) connection.run(`delete from ${table} where key = ?`, key);
        marks?.add(key);
      }
      count(connection, "marks", keys.length);
    },
    links(entries) {
      const asked = numbers.numbersOf(entries);
      const wanted = new Set(asked);
      const rows = connection.byKeys<{ entry: number; other: number; data: string }>(
        "select entry, other, data from links where entry in (select value from json_each(?))",
        asked,
      );
      numbers.idsOf(rows.map((row) => Number(row.other)));
      return rows.flatMap((row) => {
        const [entry, other] = [Number(row.entry), Number(row.other)];
        // Both ends were asked for: once is enough.
        if (other < entry && wanted.has(other)) return [];
        return [
          { entries: numbers.idsOf([entry, other]).sort() as [string, string], ...(JSON.parse(row.data) as Omit<LinkRow, "entries">) },
        ];
      });
    },
    putLinks(links) {
      connection.insert(
        "insert into links (entry, other, data) values ? on conflict (entry, other) do update set data = excluded.data",
        links.flatMap(({ entries, ...link }) => {
          const [one, other] = [numbers.of(entries[0]), numbers.of(entries[1])];
          const data = JSON.stringify(link);
          return [
            [one, other, data],
            [other, one, data],
          ];
        }),
      );
    },
    removeLinks(pairs) {
      for (const pair of pairs) {
        const [one, other] = [numbers.of(pair[0]), numbers.of(pair[1])];
        connection.run("delete from links where entry = ? and other = ?", one, other);
        connection.run("delete from links where entry = ? and other = ?", other, one);
      }
    },
    groups(entries) {
      const rows = connection.byKeys<{ entry: number; grp: number }>(
        "select entry, grp from members where entry in (select value from json_each(?))",
        numbers.numbersOf(entries),
      );
      const held = new Map(rows.map((row) => [Number(row.entry), Number(row.grp)]));
      numbers.idsOf([...held.values()]);
      // Who is in no other group is one of the group that it names itself.
      return entries.map((entry) => {
        const n = numbers.numberOf(entry);
        const group = n === undefined ? undefined : held.get(n);
        return n === undefined ? undefined : group === undefined ? entry : numbers.idsOf([group])[0];
      });
    },
    members(groups) {
      const rows = connection.byKeys<{ entry: number; grp: number }>(
        "select entry, grp from members where grp in (select value from json_each(?))",
        numbers.numbersOf(groups),
      );
      const entries = numbers.idsOf(rows.map((row) => Number(row.entry)));
      const named = numbers.idsOf(rows.map((row) => Number(row.grp)));
      const own = store.groups(groups);
      return [
        ...groups.flatMap((group, i) => (own[i] === group ? [{ entry: group, group }] : [])),
        ...entries.map((entry, i) => ({ entry, group: named[i] as string })),
      ];
    },
    putMembers(rows) {
      const before = store.groups(rows.map((row) => row.entry));
      const moved = rows.filter((row, i) => before[i] !== row.group);
      for (const { entry, group } of moved) if (entry === group) connection.run("delete from members where entry = ?", numbers.of(entry));
      connection.insert(
        "insert into members (entry, grp) values ? on conflict (entry) do update set grp = excluded.grp",
        moved.flatMap(({ entry, group }) => (entry === group ? [] : [[numbers.of(entry), numbers.of(group)]])),
      );
    },
    unlearn(entries) {
      for (const entry of entries) written.delete(entry);
      for (const entry of numbers.numbersOf(entries)) connection.run("delete from sketches where entry = ?", entry);
    },
    part(groups) {
      for (const group of numbers.numbersOf(groups)) connection.run("delete from members where grp = ?", group);
    },
    release: () => written.clear(),
    settle() {
      const waiting = countOf(connection, "new_keys");
      const all = countOf(connection, "keys");
      if (waiting <= WAITING || waiting <= all / 8) return;
      connection.exec("insert or ignore into keys (key, entry) select key, entry from new_keys; delete from new_keys");
      count(connection, "keys", waiting);
      count(connection, "new_keys", -waiting);
    },
  };
  return store;
}

function countOf(connection: SqliteConnection, name: string): number {
  return Number(connection.get<{ n: number }>("select n from counts where name = ?", name)?.n ?? 0);
}

function count(connection: SqliteConnection, name: string, by: number): void {
  connection.run("insert into counts (name, n) values (?, ?) on conflict (name) do update set n = n + excluded.n", name, by);
}

/** libsql gives the blobs of a list as `ArrayBuffer`, of a single row as `Buffer`. */
function toBytes(value: Uint8Array | ArrayBuffer): Uint8Array {
  return value instanceof Uint8Array ? value : new Uint8Array(value);
}
