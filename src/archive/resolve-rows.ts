import type { EntryLists, LinkRow, ResolveStore } from "../resolve/store.ts";
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
  unlearn(entries: readonly number[]): void;
  /** Takes groups apart: what is left of them is to be resolved again. */
  part(groups: readonly number[]): void;
  /** The sketches written so far need not be remembered any more. */
  release(): void;
  /** At the end: puts keys in their place that have waited long enough. */
  settle(): void;
}

export function createResolveRows(connection: SqliteConnection): ResolveRows {
  const { numbers } = connection;
  const written = new Map<number, Uint8Array>();
  let marks: Set<number> | undefined;

  /** All marks, where they are few. */
  function fewMarks(): Set<number> | undefined {
    if (marks) return marks;
    if (countOf(connection, "marks") > FEW_MARKS) return undefined;
    const row = connection.get<{ list: string }>("select json_group_array(key) as list from marks");
    marks = new Set(JSON.parse(row?.list ?? "[]") as number[]);
    return marks;
  }

  /** The entries under each of some keys that has any. */
  function holdersOf(keys: Float64Array): Map<number, number[]> {
    const found = new Map<number, number[]>();
    const sorted = [...new Set(keys)].sort((a, b) => a - b);
    for (let at = 0; at < sorted.length; at += ASKED) {
      const asked = JSON.stringify(sorted.slice(at, at + ASKED));
      for (const table of ["keys", "new_keys"])
        for (const row of connection.all<{ key: number; entry: number }>(
          `select key, entry from ${table} where key in (select value from json_each(?))`,
          asked,
        )) {
          const [key, entry] = [Number(row.key), Number(row.entry)];
          const held = found.get(key);
          if (held === undefined) found.set(key, [entry]);
          else if (!held.includes(entry)) held.push(entry);
        }
    }
    return found;
  }

  const store: ResolveRows = {
    numbersFor(ids) {
      numbers.assign(ids);
      return ids.map((id) => numbers.of(id));
    },
    numbersOf(ids) {
      numbers.load(ids);
      return ids.map((id) => numbers.numberOf(id) ?? -1);
    },
    idsOf: (entries) => numbers.idsOf(entries),
    sketches(entries) {
      const rows = connection.byKeys<{ entry: number; sketch: Uint8Array | ArrayBuffer }>(
        "select entry, sketch from sketches where entry in (select value from json_each(?))",
        entries.filter((entry) => !written.has(entry)),
      );
      const held = new Map(rows.map((row) => [Number(row.entry), toBytes(row.sketch)]));
      return entries.map((entry) => written.get(entry) ?? held.get(entry));
    },
    putSketches(entries, sketches) {
      connection.insert(
        "insert into sketches (entry, sketch) values ? on conflict (entry) do update set sketch = excluded.sketch",
        entries.map((entry, i) => [entry, sketches[i] as Uint8Array]),
      );
      for (const [i, entry] of entries.entries()) written.set(entry, sketches[i] as Uint8Array);
    },
    enterKeys(keys, entries, most) {
      const marked = store.marked(keys);
      const held = holdersOf(keys);
      const rows: [number, number][] = [];
      const lists = Array.from(keys, (key, i) => {
        if (marked[i] === 1) return [];
        const entry = entries[i] as number;
        const there = held.get(key) ?? [];
        if (!there.includes(entry)) {
          rows.push([key, entry]);
          held.set(key, [...there, entry]);
        }
        return there.filter((other) => other !== entry).slice(0, most);
      });
      rows.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
      connection.insert("insert or ignore into new_keys (key, entry) values ?", rows);
      count(connection, "new_keys", rows.length);
      return toLists(lists);
    },
    holders(keys, most) {
      const held = holdersOf(keys);
      return toLists(Array.from(keys, (key) => (held.get(key) ?? []).slice(0, most)));
    },
    removeKeys(keys, entry) {
      for (const key of keys)
        for (const table of ["keys", "new_keys"]) connection.run(`delete from ${table} where key = ? and entry = ?`, key, entry);
    },
    marked(keys) {
      const few = fewMarks();
      if (few) return Uint8Array.from(keys, (key) => (few.has(key) ? 1 : 0));
      const found = new Set<number>();
      for (let at = 0; at < keys.length; at += ASKED)
        for (const row of connection.byKeys<{ key: number }>("select key from marks where key in (select value from json_each(?))", [
          ...keys.subarray(at, at + ASKED),
        ]))
          found.add(Number(row.key));
      return Uint8Array.from(keys, (key) => (found.has(key) ? 1 : 0));
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
      const asked = new Set(entries);
      const rows = connection.byKeys<{ entry: number; other: number; data: string }>(
        "select entry, other, data from links where entry in (select value from json_each(?))",
        entries,
      );
      return rows.flatMap((row) => {
        const [one, other] = [Number(row.entry), Number(row.other)];
        // Both ends were asked for: once is enough.
        return other < one && asked.has(other) ? [] : [{ one, other, ...(JSON.parse(row.data) as Omit<LinkRow, "one" | "other">) }];
      });
    },
    putLinks(links) {
      connection.insert(
        "insert into links (entry, other, data) values ? on conflict (entry, other) do update set data = excluded.data",
        links.flatMap(({ one, other, ...link }) => {
          const data = JSON.stringify(link);
          return [
            [one, other, data],
            [other, one, data],
          ];
        }),
      );
    },
    removeLinks(links) {
      for (const { one, other } of links) {
        connection.run("delete from links where entry = ? and other = ?", one, other);
        connection.run("delete from links where entry = ? and other = ?", other, one);
      }
    },
    groups(entries) {
      const rows = connection.byKeys<{ entry: number; grp: number }>(
        "select entry, grp from members where entry in (select value from json_each(?))",
        entries,
      );
      const held = new Map(rows.map((row) => [Number(row.entry), Number(row.grp)]));
      // Who is in no other group is one of the group that it names itself.
      return entries.map((entry) => held.get(entry) ?? entry);
    },
    members(groups) {
      const own = store.groups(groups);
      const rows = connection.byKeys<{ entry: number }>("select entry from members where grp in (select value from json_each(?))", groups);
      return [...groups.filter((group, i) => own[i] === group), ...rows.map((row) => Number(row.entry))];
    },
    putMembers(entries, groups) {
      const before = store.groups(entries);
      const moved = entries.map((entry, i) => [entry, groups[i] as number] as const).filter(([, group], i) => before[i] !== group);
      for (const [entry, group] of moved) if (entry === group) connection.run("delete from members where entry = ?", entry);
      connection.insert(
        "insert into members (entry, grp) values ? on conflict (entry) do update set grp = excluded.grp",
        moved.filter(([entry, group]) => entry !== group),
      );
    },
    unlearn(entries) {
      for (const entry of entries) {
        written.delete(entry);
        connection.run("delete from sketches where entry = ?", entry);
      }
    },
    part(groups) {
      for (const group of groups) connection.run("delete from members where grp = ?", group);
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

function toLists(lists: readonly (readonly number[])[]): EntryLists {
  const places = [...lists.keys()].filter((place) => lists[place]?.length);
  let end = 0;
  const ends = places.map((place) => {
    end += lists[place]?.length ?? 0;
    return end;
  });
  return { places: Int32Array.from(places), ends: Int32Array.from(ends), entries: Int32Array.from(lists.flat()) };
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
