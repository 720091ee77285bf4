import type { SqliteConnection } from "./sqlite-connection.ts";

/** What was concluded of a group of copies. */
export interface ArticleRow {
  /** The group, by the id of one of its entries. */
  readonly grp: string;
  readonly post: string;
  readonly people: string;
  /** Of its copies, separated by spaces. */
  readonly sites: string;
  /** What it adds to the votes, as JSON; of a single entry nothing. */
  readonly votes: string | null;
}

/** An article with that by which it is found when votes tip. */
export interface RankedArticle extends ArticleRow {
  readonly pairs: readonly string[];
  readonly foundOn: Iterable<number>;
}

export function loadArticles(connection: SqliteConnection, groups: readonly string[]): ArticleRow[] {
  const { numbers } = connection;
  const rows = connection.byKeys<Omit<ArticleRow, "grp"> & { grp: number }>(
    "select grp, post, people, sites, votes from articles where grp in (select value from json_each(?))",
    numbers.numbersOf(groups),
  );
  const ids = numbers.idsOf(rows.map((row) => Number(row.grp)));
  return rows.map((row, i) => ({ ...row, grp: ids[i] as string }));
}

export function keepArticles(connection: SqliteConnection, articles: readonly RankedArticle[]): void {
  const { numbers } = connection;
  connection.insert(
    "insert into articles (grp, post, people, sites, votes) values ? on conflict (grp) do update set post = excluded.post, people = excluded.people, sites = excluded.sites, votes = excluded.votes",
    articles.map(({ grp, post, people, sites, votes }) => [numbers.of(grp), post, people, sites, votes]),
  );
  connection.insert(
    "insert or ignore into pairs (pair, grp) values ?",
    articles.flatMap(({ grp, pairs }) => pairs.map((pair) => [pair, numbers.of(grp)])),
  );
  connection.insert(
    "insert or ignore into site_groups (site, grp) values ?",
    articles.flatMap(({ grp, foundOn }) => [...foundOn].map((site) => [site, numbers.of(grp)])),
  );
}

export function forgetArticle(connection: SqliteConnection, article: ArticleRow): void {
  connection.run("delete from articles where grp = ?", connection.numbers.of(article.grp));
  forgetPairs(connection, article);
}

/** An article that is to be kept anew is found no more by what it was. */
export function forgetPairs(connection: SqliteConnection, article: ArticleRow): void {
  if (article.votes === null) return;
  const grp = connection.numbers.of(article.grp);
  connection.run("delete from pairs where grp = ?", grp);
  connection.run("delete from site_groups where grp = ?", grp);
}
