import { OffprintError } from "../model/error.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";

/**
 * The tables. No statement joins two of them: keys are fetched, then rows. Entries have numbers, given in the order in which they came:
 * what is written together then stands together, at the end of its table. A file whose rows are found by hashes alone is
 * visited all over by every batch. Where a table stands by hashes after all (`keys`), it is written rarely and in its own order.
 *
 * What was read, and cannot be concluded again:
 *
 * | table | by | what |
 * |---|---|---|
 * | sources | source | the channel that was read last |
 * | documents | document | what their reader keeps between runs |
 * | ids | n | entries' ids and numbers; a number is never given twice, nor taken back with its entry |
 * | entries | n | as read; `html` and `text` apart from the rest, for they are most of it |
 * | verdicts | entry | by ids, both ways round |
 */
const READ: Readonly<Record<string, string>> = {
  sources: "create table sources (source text primary key, channel text, format text) without rowid",
  documents: "create table documents (document text primary key, state text not null) without rowid",
  ids: "create table ids (n integer primary key, id text not null unique)",
  entries: `create table entries (n integer primary key, source text not null, hash text not null, data text not null, html text, text text);
    create index entries_by_source on entries (source)`,
  verdicts:
    "create table verdicts (entry text not null, other text not null, verdict text not null, primary key (entry, other)) without rowid",
};

/**
 * What is concluded from it. Entries are named by their numbers, groups by the number of the entry whose id is their smallest.
 *
 * | table | by | what |
 * |---|---|---|
 * | sketches | entry | the resolver's: what comparing needs of an entry |
 * | keys, new_keys | key | the resolver's: under which keys entries are found; the newest wait in `new_keys` until they are many |
 * | marks | key | the resolver's: keys that too many entries have |
 * | links | entry | the resolver's: what has to do with what, both ways round |
 * | members | entry | the resolver's: to which group an entry belongs, where it is not the one that it names |
 * | copies | entry | which group's post it was last concluded to be a copy of, where that is not the one that it names |
 * | articles | grp | what was concluded of a group: its post, and what it adds to the tables below |
 * | votes, pairs | pair | which site points at which as the original's, and the groups that have copies on both |
 * | sites, site_groups | site | how many entries each site has, and how many that appear nowhere else; the groups of several that have copies there |
 * | people, people_posts | people | distinct bylines of a post's copies, and the posts that have them |
 * | claims, blocks | grp, block | groups that say something of a series, and their place in it; the names under which they meet |
 * | posts | n | what stands for a post, so narrow that all of them can be looked through |
 * | contents | n | what a post says, without its body, which is that of the entry in `body` |
 * | shelves, shelf_names | shelf | a list of posts to page through: all, an author's, a tag's, a series', a source's; `at` in milliseconds since 1970 |
 * | authors, series, suggestions | id | |
 * | counts | name | how many rows there are where counting them would take long |
 */
const CONCLUDED = `
  create table sketches (entry integer primary key, sketch blob not null);
  create table keys (key integer not null, entry integer not null, primary key (key, entry)) without rowid;
  create table new_keys (key integer not null, entry integer not null, primary key (key, entry)) without rowid;
  create table marks (key integer primary key);
  create table links (entry integer not null, other integer not null, data text not null, primary key (entry, other)) without rowid;
  create table members (entry integer primary key, grp integer not null);
  create index members_by_group on members (grp);

  create table copies (entry integer primary key, grp integer not null);
  create table articles (grp integer primary key, post text not null, people text not null, sites text not null, votes text);
  create table sites (site integer primary key, entries integer not null, alone integer not null);
  create table site_groups (site integer not null, grp integer not null, primary key (site, grp)) without rowid;
  create index site_groups_by_group on site_groups (grp);
  create table votes (pair text primary key, n integer not null) without rowid;
  create table pairs (pair text not null, grp integer not null, primary key (pair, grp)) without rowid;
  create index pairs_by_group on pairs (grp);
  create table people (people text primary key, data text not null, at text not null, authors text not null) without rowid;
  create table people_posts (people text not null, post text not null, primary key (people, post)) without rowid;
  create table claims (grp integer primary key, data text not null, blocks text not null, place text not null);
  create table blocks (block text not null, grp integer not null, primary key (block, grp)) without rowid;

  create table posts (n integer primary key, id text not null unique, hash text not null, rest text not null, at integer not null, source text not null, authors text not null, shelves text not null);
  create table contents (n integer primary key, data text not null, body integer, html text, text text);
  create table shelf_names (shelf integer primary key, name text not null unique);
  create table shelves (shelf integer not null, at integer not null, post text not null, primary key (shelf, at, post)) without rowid;
  create table authors (id text primary key, name text not null, data text not null) without rowid;
  create table series (id text primary key, title text not null, data text not null) without rowid;
  create table suggestions (id text primary key, data text not null) without rowid;
  create table counts (name text primary key, n integer not null) without rowid;
`;

/** In `counts`: up to which entry everything is concluded; absent where nothing is left to be. */
export const CONCLUDED_TO = "concluded";

/**
 * The version that this release writes. It goes up where a table changes, and where the resolver makes other sketches or keys of an entry:
 * an archive of an earlier version then has all that is concluded concluded again, from what was read, when it is opened.
 */
const SCHEMA_VERSION = 5;

/** What becomes of the tables that hold what was read, from each version to the next. Steps are never changed once released. */
const STEPS: Readonly<Record<number, string>> = {
  1: `
    drop index entries_by_source;
    alter table entries rename to old_entries;
    ${READ.ids};
    ${READ.entries};
    insert into ids (n, id) select rowid, id from old_entries order by rowid;
    insert into entries (n, source, hash, data, html, text) select rowid, source, hash, data, html, text from old_entries order by rowid;
    drop table old_entries;
  `,
  // Sketches hold how an author's name is spelt.
  2: "",
  // Fewer words of a long body are sketched; bodies that only point have none.
  3: "",
  // Notes of other publication are looked for in the blocks in which their words stand; a place in a series names its neighbours.
  4: "",
};

/** "Offp" as SQLite's application id: tells an archive from some other database. */
const APPLICATION_ID = 0x4f666670;

/**
 * Brings a database to this release's version, in one transaction; what is to be concluded again is left to the archive.
 *
 * @throws OffprintError `archive-newer` for one that a later release has written, `archive-damaged` for some other program's database.
 */
export function migrate(connection: SqliteConnection): void {
  const { path } = connection;
  const version = pragma(connection, "user_version");
  const application = pragma(connection, "application_id");
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || tablesOf(connection).length))
    throw new OffprintError("archive-damaged", `${path} is a database, but not an archive of offprint.`, { path });
  if (version > SCHEMA_VERSION)
    throw new OffprintError(
      "archive-newer",
      `${path} was written by a later release (version ${version}; this one knows ${SCHEMA_VERSION}). Update offprint.`,
      { path },
    );
  if (version === SCHEMA_VERSION) return;
  connection.transaction(() => {
    // Another process may have done it while this one waited.
    const before = pragma(connection, "user_version");
    if (before === SCHEMA_VERSION) return;
    if (before === 0) for (const table of Object.values(READ)) connection.exec(table);
    else {
      for (let step = before; step < SCHEMA_VERSION; step++) connection.exec(STEPS[step] ?? "");
      for (const table of tablesOf(connection)) if (!(table in READ)) connection.exec(`drop table "${table}"`);
    }
    connection.exec(CONCLUDED);
    if (before !== 0) connection.exec(`insert into counts (name, n) values ('${CONCLUDED_TO}', 0)`);
    connection.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION}`);
  });
}

function pragma(connection: SqliteConnection, name: string): number {
  return Number(connection.get<Record<string, number>>(`pragma ${name}`)?.[name] ?? 0);
}

function tablesOf(connection: SqliteConnection): string[] {
  return connection
    .all<{ name: string }>("select name from sqlite_master where type = 'table' and name not like 'sqlite^_%' escape '^'")
    .map((row) => row.name);
}
