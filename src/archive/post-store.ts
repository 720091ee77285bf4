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
  const authorIds = new Set(rows.flatMap((row) => (JSON.parse(row.data) as { authors?: string[] }).authors ?? []));
  const authors = new Map(
    connection
      .byKeys<{ id: string; data: string }>("select id, data from authors where id in (select value from json_each(?1))", [...authorIds])
      .map((row) => [row.id, JSON.parse(row.data) as Author]),
  );
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
        .byKeys<{ id: string; hash: string; at: string }>(
          "select id, hash, at from posts where id in (select value from json_each(?1))",
          part,
        )
        .map((row) => [row.id, row]),
    );
    for (const id of part) {
      const row = rows.get(id);
      if (row) found.push({ id, hash: row.hash, ...(row.at === "" ? {} : { published: row.at }) });
    }
  }
  return found;
}

/** Writes a post and its places on the lists. Says whether it is new, other than before, or as it was. */
export function keepPost(connection: SqliteConnection, row: PostRow): "added" | "changed" | "unchanged" {
  const before = connection.get<Pick<PostRow, "hash" | "at" | "shelves">>("select hash, at, shelves from posts where id = ?", row.id);
  if (before?.hash === row.hash && before.at === row.at && before.shelves === row.shelves) return "unchanged";
  connection.run(
    "insert into posts (id, hash, rest, at, data, authors, body, html, text, shelves) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) on conflict (id) do update set hash = excluded.hash, rest = excluded.rest, at = excluded.at, data = excluded.data, authors = excluded.authors, body = excluded.body, html = excluded.html, text = excluded.text, shelves = excluded.shelves",
    row.id,
    row.hash,
    row.rest,
    row.at,
    row.data,
    row.authors,
    row.body,
    row.html,
    row.text,
    row.shelves,
  );
  moveShelves(connection, row.id, before, row);
  return before ? "changed" : "added";
}

/** Gives a post other authors, or the same with other particulars. Says whether that made a difference. */
export function keepAuthorsOf(connection: SqliteConnection, id: string, authors: readonly Author[]): boolean {
  const before = connection.get<Pick<PostRow, "hash" | "rest" | "at" | "shelves">>(
    "select hash, rest, at, shelves from posts where id = ?",
    id,
  );
  if (!before) return false;
  const hash = postHash(before.rest, authors);
  if (hash === before.hash) return false;
  const shelves = withAuthors(JSON.parse(before.shelves) as string[], authors);
  connection.run(
    "update posts set hash = ?2, authors = ?3, shelves = ?4 where id = ?1",
    id,
    hash,
    JSON.stringify(authors.map((author) => author.id)),
    shelves,
  );
  moveShelves(connection, id, before, { at: before.at, shelves });
  return true;
}

type Places = Pick<PostRow, "at" | "shelves">;

function moveShelves(connection: SqliteConnection, id: string, before: Places | undefined, now: Places | undefined): void {
  if (before && now && before.at === now.at && before.shelves === now.shelves) return;
  const old = new Set(before ? (JSON.parse(before.shelves) as string[]) : []);
  const to = new Set(now ? (JSON.parse(now.shelves) as string[]) : []);
  const stays = before?.at === now?.at;
  for (const shelf of old)
    if (!stays || !to.has(shelf))
      connection.run("delete from shelves where shelf = ?1 and at = ?2 and post = ?3", shelf, before?.at ?? "", id);
  for (const shelf of to)
    if (!stays || !old.has(shelf))
      connection.run("insert into shelves (shelf, at, post) values (?1, ?2, ?3) on conflict do nothing", shelf, now?.at ?? "", id);
}

/** Says whether there was such a post. */
export function removePost(connection: SqliteConnection, id: string): boolean {
  const before = connection.get<Pick<PostRow, "at" | "shelves">>("select at, shelves from posts where id = ?", id);
  if (!before) return false;
  moveShelves(connection, id, before, undefined);
  connection.run("delete from posts where id = ?", id);
  return true;
}
