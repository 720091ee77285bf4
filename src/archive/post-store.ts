import type { Author, Post } from "../model/post.ts";
import type { PostFingerprint } from "./contract.ts";
import { fromPostRow, type PostBody, type PostRow, postHash, withAuthors } from "./post-row.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** Posts by id, in the order asked for; unknown ones left out. Authors are shared between them. */
export function loadPosts(connection: SqliteConnection, ids: readonly string[]): Post[] {
  const rows = connection.byKeys<Pick<PostRow, "id" | "data" | "authors" | "body" | "html" | "text">>(
    "select id, data, authors, body, html, text from posts where id in (select value from json_each(?1))",
    ids,
  );
  const bodies = new Map(
    connection
      .byKeys<PostBody & { id: string }>(
        "select id, html, text from entries where id in (select value from json_each(?1))",
        rows.flatMap((row) => row.body ?? []),
      )
      .map((body) => [body.id, body]),
  );
  const authors = loadAuthors(connection, [...new Set(rows.flatMap((row) => JSON.parse(row.authors) as string[]))]);
  const posts = new Map(rows.map((row) => [row.id, fromPostRow(row, row.body === null ? row : bodies.get(row.body), authors)]));
  return ids.flatMap((id) => posts.get(id) ?? []);
}

export function loadAuthors(connection: SqliteConnection, ids: readonly string[]): Map<string, Author> {
  return new Map(
    connection
      .byKeys<{ id: string; data: string }>("select id, data from authors where id in (select value from json_each(?1))", ids)
      .map((row) => [row.id, JSON.parse(row.data) as Author]),
  );
}

/** What stands for the posts, in the order asked for, without loading them. */
export function fingerprintsOf(connection: SqliteConnection, ids: readonly string[]): PostFingerprint[] {
  const found: PostFingerprint[] = [];
  for (let start = 0; start < ids.length; start += 5000) {
    const part = ids.slice(start, start + 5000);
    const rows = new Map(
      connection
        .byKeys<{ id: string; hash: string; at: string; source: string }>(
          "select id, hash, at, source from posts where id in (select value from json_each(?1))",
          part,
        )
        .map((row) => [row.id, row]),
    );
    for (const id of part) {
      const row = rows.get(id);
      if (row) found.push({ id, hash: row.hash, from: row.source, ...(row.at === "" ? {} : { published: row.at }) });
    }
  }
  return found;
}

type Standing = Pick<PostRow, "id" | "hash" | "rest" | "at" | "shelves">;

/** Writes posts and their places on the lists. Says of each whether it is new, other than before, or as it was. */
export function keepPosts(connection: SqliteConnection, rows: readonly PostRow[]): Map<string, "added" | "changed" | "unchanged"> {
  const before = standingOf(
    connection,
    rows.map((row) => row.id),
  );
  const done = new Map<string, "added" | "changed" | "unchanged">();
  const moves = new ShelfMoves();
  const write: PostRow[] = [];
  for (const row of rows) {
    const old = before.get(row.id);
    const same = old?.hash === row.hash && old.at === row.at && old.shelves === row.shelves;
    done.set(row.id, same ? "unchanged" : old ? "changed" : "added");
    if (same) continue;
    write.push(row);
    moves.move(row.id, old, row);
  }
  connection.runRows(
    "insert into posts (id, hash, rest, at, source, data, authors, body, html, text, shelves) select value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, value ->> 9, value ->> 10 from json_each(?1) where true on conflict (id) do update set hash = excluded.hash, rest = excluded.rest, at = excluded.at, source = excluded.source, data = excluded.data, authors = excluded.authors, body = excluded.body, html = excluded.html, text = excluded.text, shelves = excluded.shelves",
    write.map((row) => [row.id, row.hash, row.rest, row.at, row.source, row.data, row.authors, row.body, row.html, row.text, row.shelves]),
  );
  moves.write(connection);
  return done;
}

/** Gives posts other authors, or the same with other particulars. Those to which it made a difference. */
export function keepAuthorsOf(connection: SqliteConnection, posts: ReadonlyMap<string, readonly Author[]>): string[] {
  const changed: string[] = [];
  const moves = new ShelfMoves();
  const write: string[][] = [];
  for (const [id, before] of standingOf(connection, [...posts.keys()])) {
    const authors = posts.get(id) ?? [];
    const hash = postHash(before.rest, authors);
    if (hash === before.hash) continue;
    const shelves = withAuthors(JSON.parse(before.shelves) as string[], authors);
    write.push([id, hash, JSON.stringify(authors.map((author) => author.id)), shelves]);
    moves.move(id, before, { at: before.at, shelves });
    changed.push(id);
  }
  for (const row of write) connection.run("update posts set hash = ?2, authors = ?3, shelves = ?4 where id = ?1", ...row);
  moves.write(connection);
  return changed;
}

/** Those of the posts that there were. */
export function removePosts(connection: SqliteConnection, ids: readonly string[]): string[] {
  const before = standingOf(connection, ids);
  const moves = new ShelfMoves();
  for (const [id, old] of before) {
    moves.move(id, old, undefined);
    connection.run("delete from posts where id = ?", id);
  }
  moves.write(connection);
  return [...before.keys()];
}

function standingOf(connection: SqliteConnection, ids: readonly string[]): Map<string, Standing> {
  return new Map(
    connection
      .byKeys<Standing>("select id, hash, rest, at, shelves from posts where id in (select value from json_each(?1))", ids)
      .map((row) => [row.id, row]),
  );
}

/** Posts that come onto lists and leave them. */
class ShelfMoves {
  readonly #added: string[][] = [];
  readonly #removed: string[][] = [];

  move(post: string, before: Pick<Standing, "at" | "shelves"> | undefined, now: Pick<Standing, "at" | "shelves"> | undefined): void {
    if (before && now && before.at === now.at && before.shelves === now.shelves) return;
    const old = new Set(before ? (JSON.parse(before.shelves) as string[]) : []);
    const to = new Set(now ? (JSON.parse(now.shelves) as string[]) : []);
    const stays = before?.at === now?.at;
    for (const shelf of old) if (!stays || !to.has(shelf)) this.#removed.push([shelf, before?.at ?? "", post]);
    for (const shelf of to) if (!stays || !old.has(shelf)) this.#added.push([shelf, now?.at ?? "", post]);
  }

  write(connection: SqliteConnection): void {
    for (const row of this.#removed) connection.run("delete from shelves where shelf = ?1 and at = ?2 and post = ?3", ...row);
    connection.runRows(
      "insert or ignore into shelves (shelf, at, post) select value ->> 0, value ->> 1, value ->> 2 from json_each(?1)",
      this.#added.sort(byKey),
    );
  }
}

function byKey(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as string) < (b[i] as string) ? -1 : 1;
  return 0;
}
