import { tagShelf } from "./post-row.ts";
import { loadPosts } from "./post-store.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/** How many posts bear each tag, sorted by name; tags are written as their newest post writes them. */
export function countTags(connection: SqliteConnection): { name: string; posts: number }[] {
  const shelves = connection.all<{ shelf: number; name: string }>(
    "select shelf, name from shelf_names where name >= 'tag ' and name < 'tag!' order by name",
  );
  const rows = shelves.flatMap(({ shelf, name }) => {
    const row = connection.get<{ n: number; at: number; post: string | null }>(
      "select count(*) as n, max(at) as at, post from shelves where shelf = ?",
      shelf,
    );
    return row && row.post !== null ? [{ name, n: Number(row.n), post: row.post }] : [];
  });
  const posts = new Map(
    loadPosts(
      connection,
      rows.map((row) => row.post),
    ).map((post) => [post.id, post]),
  );
  return rows.map((row) => ({
    name: posts.get(row.post)?.tags.find((tag) => tagShelf(tag.name) === row.name)?.name ?? row.name.slice(4),
    posts: row.n,
  }));
}
