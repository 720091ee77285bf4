import { OffprintError } from "../model/error.ts";
import type { Author, Series } from "../model/post.ts";
import { requireText } from "../values/wanted.ts";
import type { PostQuery } from "./contract.ts";
import { ALL, authorShelf, foldName, seriesShelf, sortKey, sourceShelf, tagShelf, UNDATED } from "./post-row.ts";
import { shelfNumber } from "./shelf-names.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { SqliteValue } from "./sqlite-driver.ts";

interface Key {
  readonly at: number;
  readonly post: string;
}

/** A page of post ids, and where the next one begins. */
export interface KeyPage {
  readonly ids: readonly string[];
  readonly next?: string;
}

/**
 * Pages through one list by key, and looks each of its posts up on the other lists that the query names: no page costs more than those before it.
 */
export function queryPosts(connection: SqliteConnection, query: PostQuery): KeyPage {
  const limit = query.limit ?? 50;
  if (!Number.isInteger(limit) || limit < 1)
    throw new OffprintError("invalid-argument", `limit must be a whole number from 1, not ${limit}.`, { path: "limit" });
  checkQuery(query);
  const shelves = shelvesFor(connection, query);
  if (!shelves) return { ids: [] };
  const series = query.order === "reading" && query.series !== undefined ? findSeries(connection, query.series) : undefined;
  const found: Key[] = [];
  for (const key of series
    ? keysOfSeries(connection, series, query)
    : keysOfShelf(connection, shelves[0] as number, query, Math.min(limit + 1, 5000))) {
    if (!shelves.slice(1).every((shelf) => isOn(connection, shelf, key))) continue;
    found.push(key);
    if (found.length > limit) break;
  }
  const page = found.slice(0, limit);
  const last = page[page.length - 1];
  return { ids: page.map((key) => key.post), ...(found.length > limit && last ? { next: encodeCursor(last) } : {}) };
}

/** How many posts a query has. */
export function countPosts(connection: SqliteConnection, query: PostQuery): number {
  checkQuery(query);
  const shelves = shelvesFor(connection, query);
  if (!shelves) return 0;
  const { since, until } = span(query);
  if (shelves.length === 1)
    return Number(
      connection.get<{ n: number }>(
        "select count(*) as n from shelves where shelf = ? and at >= ? and at < ?",
        shelves[0] as number,
        since,
        until,
      )?.n ?? 0,
    );
  let n = 0;
  for (const key of keysOfShelf(connection, shelves[0] as number, { ...query, order: "newest" }, 1000))
    if (shelves.slice(1).every((shelf) => isOn(connection, shelf, key))) n++;
  return n;
}

/** The lists that a post must be on, the shortest first as a rule; none where one of them is not known. */
function shelvesFor(connection: SqliteConnection, query: PostQuery): number[] | undefined {
  const names: string[] = [];
  if (query.series !== undefined) {
    const series = findSeries(connection, query.series);
    if (!series) return undefined;
    names.push(seriesShelf(series.id));
  }
  if (query.author !== undefined) {
    const author = findAuthor(connection, query.author);
    if (!author) return undefined;
    names.push(authorShelf(author.id));
  }
  if (query.tag !== undefined) names.push(tagShelf(query.tag));
  if (query.source !== undefined) names.push(sourceShelf(query.source));
  if (!names.length) names.push(ALL);
  const shelves = names.flatMap((name) => shelfNumber(connection, name) ?? []);
  return shelves.length === names.length ? shelves : undefined;
}

function findAuthor(connection: SqliteConnection, author: string): Author | undefined {
  const row = connection.get<{ data: string }>("select data from authors where id = ?", author);
  if (row) return JSON.parse(row.data) as Author;
  const wanted = foldName(author);
  const all = connection.all<{ data: string }>("select data from authors order by name, id").map((held) => JSON.parse(held.data) as Author);
  return (
    all.find((a) => foldName(a.name) === wanted) ??
    all.find((a) => [...a.aliases, ...a.handles].some((name) => foldName(name) === wanted || foldName(name) === `@${wanted}`))
  );
}

function findSeries(connection: SqliteConnection, series: string): Series | undefined {
  const row = connection.get<{ data: string }>("select data from series where id = ?", series);
  if (row) return JSON.parse(row.data) as Series;
  const wanted = foldName(series);
  for (const held of connection.all<{ data: string; title: string }>("select title, data from series order by title, id"))
    if (foldName(held.title) === wanted) return JSON.parse(held.data) as Series;
  return undefined;
}

/** Undated posts are in no span. */
function span(query: PostQuery): { since: number; until: number } {
  return {
    since: query.since !== undefined ? sortKey(query.since) : query.until !== undefined ? UNDATED + 1 : UNDATED,
    until: query.until !== undefined ? sortKey(query.until) : -UNDATED,
  };
}

const TEXTS = ["author", "series", "tag", "source", "since", "until", "after"] as const;

/** For callers without types too: one of the engines ends the process at a value that it does not know. */
function checkQuery(query: PostQuery): void {
  for (const path of TEXTS) requireText(path, query[path]);
  for (const path of ["since", "until"] as const)
    if (query[path] !== undefined && sortKey(query[path]) === UNDATED)
      throw new OffprintError("invalid-argument", `${path} is no date: ${JSON.stringify(query[path].slice(0, 40))}.`, { path });
}

function* keysOfShelf(connection: SqliteConnection, shelf: number, query: PostQuery, chunk: number): Generator<Key> {
  const { since, until } = span(query);
  const newest = query.order !== "reading";
  let after = query.after === undefined ? undefined : decodeCursor(query.after);
  for (;;) {
    // Undated posts come last among the newest first, and are put last in reading order too.
    const found = newest
      ? descending(connection, shelf, since, until, after, chunk)
      : ascending(connection, shelf, since, until, after, chunk);
    yield* found;
    if (found.length < chunk) return;
    after = found[found.length - 1];
  }
}

function descending(
  connection: SqliteConnection,
  shelf: number,
  since: number,
  until: number,
  after: Key | undefined,
  chunk: number,
): Key[] {
  if (!after)
    return keys(
      connection,
      "select at, post from shelves where shelf = ? and at >= ? and at < ? order by at desc, post limit ?",
      shelf,
      since,
      until,
      chunk,
    );
  const ties = keys(
    connection,
    "select at, post from shelves where shelf = ? and at = ? and post > ? order by post limit ?",
    shelf,
    after.at,
    after.post,
    chunk,
  );
  if (ties.length === chunk) return ties;
  return ties.concat(
    keys(
      connection,
      "select at, post from shelves where shelf = ? and at >= ? and at < ? order by at desc, post limit ?",
      shelf,
      since,
      after.at,
      chunk - ties.length,
    ),
  );
}

function ascending(
  connection: SqliteConnection,
  shelf: number,
  since: number,
  until: number,
  after: Key | undefined,
  chunk: number,
): Key[] {
  const dated = since === UNDATED ? UNDATED + 1 : since;
  const found =
    after?.at === UNDATED
      ? []
      : keys(
          connection,
          "select at, post from shelves where shelf = ? and at >= ? and at < ? and (at, post) > (?, ?) order by at, post limit ?",
          shelf,
          dated,
          until,
          after?.at ?? UNDATED,
          after?.post ?? "",
          chunk,
        );
  if (found.length === chunk || since !== UNDATED) return found;
  const from = after?.at === UNDATED ? after.post : "";
  return found.concat(
    keys(
      connection,
      "select at, post from shelves where shelf = ? and at = ? and post > ? order by post limit ?",
      shelf,
      UNDATED,
      from,
      chunk - found.length,
    ),
  );
}

/** By part, as the series itself has it. */
function* keysOfSeries(connection: SqliteConnection, series: Series, query: PostQuery): Generator<Key> {
  const { since, until } = span(query);
  const after = query.after === undefined ? undefined : decodeCursor(query.after);
  let begun = after === undefined;
  const shelf = shelfNumber(connection, seriesShelf(series.id)) ?? 0;
  const listed = series.parts.flatMap((part) => part.post ?? []);
  const at = new Map(
    keys(connection, "select at, post from shelves where shelf = ? order by at, post", shelf).map((key) => [key.post, key.at]),
  );
  for (const post of new Set([...listed, ...at.keys()])) {
    const date = at.get(post);
    if (date === undefined) continue;
    if (begun && date >= since && date < until) yield { at: date, post };
    if (post === after?.post) begun = true;
  }
}

/** What the archive's engine gives for a whole number may be of another kind. */
function keys(connection: SqliteConnection, sql: string, ...values: SqliteValue[]): Key[] {
  return connection.all<{ at: number; post: string }>(sql, ...values).map((row) => ({ at: Number(row.at), post: row.post }));
}

function isOn(connection: SqliteConnection, shelf: number, key: Key): boolean {
  return connection.get("select 1 as found from shelves where shelf = ? and at = ? and post = ?", shelf, key.at, key.post) !== undefined;
}

function encodeCursor(key: Key): string {
  return `${key.at}|${key.post}`;
}

function decodeCursor(cursor: string): Key {
  const [, at, post] = /^(-?\d{1,16})\|(.+)$/s.exec(cursor) ?? [];
  if (at === undefined || post === undefined)
    throw new OffprintError("invalid-argument", `${JSON.stringify(cursor.slice(0, 40))} is no page: give the next of the page before.`, {
      path: "after",
    });
  return { at: Number(at), post };
}
