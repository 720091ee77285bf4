import type { Author, Post } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import type { PostFingerprint } from "./contract.ts";
import { fromPostRow, type PostBody, type PostRow, postHash, UNDATED, withAuthors } from "./post-row.ts";
import { ShelfNames } from "./shelf-names.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Posts by id, in the order asked for; unknown ones left out. Authors are shared between them. */
export function loadPosts(connection: SqliteConnection, ids: readonly string[]): Post[] {
  const rows = connection.byKeys<{ n: number; id: string; authors: string }>(
    "select n, id, authors from posts where id in (select value from json_each(?))",
    ids,
  );
  const contents = byNumber(
    connection.byKeys<{ n: number; data: string; body: number | null; html: string | null; text: string | null }>(
      "select n, data, body, html, text from contents where n in (select value from json_each(?))",
      rows.map((row) => Number(row.n)),
    ),
  );
  const bodies = byNumber(
    connection.byKeys<PostBody & { n: number }>(
      "select n, html, text from entries where n in (select value from json_each(?))",
      [...contents.values()].flatMap((row) => (row.body === null ? [] : Number(row.body))),
    ),
  );
  const authors = loadAuthors(connection, [...new Set(rows.flatMap((row) => JSON.parse(row.authors) as string[]))]);
  const posts = new Map<string, Post>();
  for (const { n, id, authors: own } of rows) {
    const content = contents.get(Number(n));
    if (content)
      posts.set(
        id,
        fromPostRow({ id, data: content.data, authors: own }, content.body === null ? content : bodies.get(Number(content.body)), authors),
      );
  }
  return ids.flatMap((id) => posts.get(id) ?? []);
}

export function loadAuthors(connection: SqliteConnection, ids: readonly string[]): Map<string, Author> {
  return new Map(
    connection
      .byKeys<{ id: string; data: string }>("select id, data from authors where id in (select value from json_each(?))", ids)
      .map((row) => [row.id, JSON.parse(row.data) as Author]),
  );
}

/** What stands for the posts, in the order asked for, without loading them. */
export function fingerprintsOf(connection: SqliteConnection, ids: readonly string[]): PostFingerprint[] {
  const found: PostFingerprint[] = [];
  for (let start = 0; start < ids.length; start += 5000) {
    const part = ids.slice(start, start + 5000);
    // One text instead of thousands of rows: engines take longer to make an object than SQLite to find the row.
    const row = connection.get<{ list: string }>(
      "select json_group_array(json_array(id, hash, at, source)) as list from posts where id in (select value from json_each(?))",
      JSON.stringify(part),
    );
    const rows = new Map((JSON.parse(row?.list ?? "[]") as [string, string, number, string][]).map((one) => [one[0], one]));
    for (const id of part) {
      const one = rows.get(id);
      if (!one) continue;
      const [, hash, at, from] = one;
      found.push({ id, hash, from, ...(at === UNDATED ? {} : { published: new Date(at).toISOString() }) });
    }
  }
  return found;
}

/** A post as it stands in the file. */
interface Standing {
  readonly n: number;
  readonly id: string;
  readonly hash: string;
  readonly rest: string;
  readonly at: number;
  /** Numbers of lists, ascending. */
  readonly shelves: readonly number[];
}

/** Writes posts and their places on the lists. Says of each whether it is new, other than before, or as it was. */
export function keepPosts(connection: SqliteConnection, rows: readonly PostRow[]): Map<string, "added" | "changed" | "unchanged"> {
  const before = standingOf(
    connection,
    rows.map((row) => row.id),
  );
  const names = new ShelfNames(connection);
  names.assign(rows.flatMap((row) => row.shelves));
  const done = new Map<string, "added" | "changed" | "unchanged">();
  const moves = new ShelfMoves();
  const posts: (string | number)[][] = [];
  const contents: (string | number | null)[][] = [];
  let last = Number(connection.get<{ n: number | null }>("select max(n) as n from posts")?.n ?? 0);
  for (const row of rows) {
    const old = before.get(row.id);
    const shelves = row.shelves.map((name) => names.numberOf(name)).sort(compare);
    const same = old?.hash === row.hash && old.at === row.at && sameList(old.shelves, shelves);
    done.set(row.id, same ? "unchanged" : old ? "changed" : "added");
    if (same) continue;
    const n = old?.n ?? ++last;
    posts.push([n, row.id, row.hash, row.rest, row.at, row.source, row.authors, JSON.stringify(shelves)]);
    contents.push([n, row.data, row.body === null ? null : connection.numbers.of(row.body), row.html, row.text]);
    moves.move(row.id, old, { at: row.at, shelves });
  }
  connection.insert(
    "insert into posts (n, id, hash, rest, at, source, authors, shelves) values ? on conflict (n) do update set hash = excluded.hash, rest = excluded.rest, at = excluded.at, source = excluded.source, authors = excluded.authors, shelves = excluded.shelves",
    posts,
  );
  connection.insert(
    "insert into contents (n, data, body, html, text) values ? on conflict (n) do update set data = excluded.data, body = excluded.body, html = excluded.html, text = excluded.text",
    contents,
  );
  moves.write(connection);
  return done;
}

/** Gives posts other authors, or the same with other particulars. Those to which it made a difference. */
export function keepAuthorsOf(connection: SqliteConnection, posts: ReadonlyMap<string, readonly Author[]>): string[] {
  const changed: string[] = [];
  const names = new ShelfNames(connection);
  const moves = new ShelfMoves();
  const standing = standingOf(connection, [...posts.keys()]);
  names.load([...standing.values()].flatMap((before) => before.shelves));
  for (const [id, before] of standing) {
    const authors = posts.get(id) ?? [];
    const hash = postHash(before.rest, authors);
    if (hash === before.hash) continue;
    const now = withAuthors(
      before.shelves.map((shelf) => names.nameOf(shelf)),
      authors,
    );
    names.assign(now);
    const shelves = now.map((name) => names.numberOf(name)).sort(compare);
    connection.run(
      "update posts set hash = ?, authors = ?, shelves = ? where n = ?",
      hash,
      JSON.stringify(authors.map((author) => author.id)),
      JSON.stringify(shelves),
      before.n,
    );
    moves.move(id, before, { at: before.at, shelves });
    changed.push(id);
  }
  moves.write(connection);
  return changed;
}

/** Those of the posts that there were. */
export function removePosts(connection: SqliteConnection, ids: readonly string[]): string[] {
  const before = standingOf(connection, ids);
  const moves = new ShelfMoves();
  for (const [id, old] of before) {
    moves.move(id, old, undefined);
    connection.run("delete from posts where n = ?", old.n);
    connection.run("delete from contents where n = ?", old.n);
  }
  moves.write(connection);
  return [...before.keys()];
}

function standingOf(connection: SqliteConnection, ids: readonly string[]): Map<string, Standing> {
  return new Map(
    connection
      .byKeys<Omit<Standing, "shelves"> & { shelves: string }>(
        "select n, id, hash, rest, at, shelves from posts where id in (select value from json_each(?))",
        ids,
      )
      .map((row) => [row.id, { ...row, n: Number(row.n), at: Number(row.at), shelves: JSON.parse(row.shelves) as number[] }]),
  );
}

type Place = Pick<Standing, "at" | "shelves">;

/** Posts that come onto lists and leave them. */
class ShelfMoves {
  readonly #added: [shelf: number, at: number, post: string][] = [];
  readonly #removed: [shelf: number, at: number, post: string][] = [];

  move(post: string, before: Place | undefined, now: Place | undefined): void {
    const stays = before?.at === now?.at;
    for (const shelf of before?.shelves ?? [])
      if (!stays || !now?.shelves.includes(shelf)) this.#removed.push([shelf, before?.at ?? UNDATED, post]);
    for (const shelf of now?.shelves ?? [])
      if (!stays || !before?.shelves.includes(shelf)) this.#added.push([shelf, now?.at ?? UNDATED, post]);
  }

  write(connection: SqliteConnection): void {
    for (const row of this.#removed) connection.run("delete from shelves where shelf = ? and at = ? and post = ?", ...row);
    connection.insert(
      "insert or ignore into shelves (shelf, at, post) values ?",
      this.#added.sort((a, b) => a[0] - b[0] || a[1] - b[1] || compare(a[2], b[2])),
    );
  }
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}

function byNumber<T extends { readonly n: number }>(rows: readonly T[]): Map<number, T> {
  return new Map(rows.map((row) => [Number(row.n), row]));
}
