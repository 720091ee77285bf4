import { OffprintError } from "../model/error.ts";
import type { SqliteDatabase } from "./sqlite-driver.ts";

/**
 * The tables. Each has one natural distribution column, first in its key, and every statement names it, so that the same
 * statements can run where rows are spread over nodes by that column; no statement joins two tables (keys are fetched, then rows).
 *
 * | table | by | what |
 * |---|---|---|
 * | sources | source | the channel that was read last |
 * | documents | document | what their reader keeps between runs |
 * | entries | id | as read; `html` and `text` apart from the rest, for they are most of it |
 * | verdicts | entry | both ways round |
 * | sketches | entry | the resolver's: what comparing needs of an entry |
 * | keys | key | the resolver's: under which keys entries are found |
 * | marks | key | the resolver's: keys that too many entries have |
 * | links | entry | the resolver's: what has to do with what, both ways round |
 * | members, groups | entry, grp | the resolver's: which entries are one article, from either side |
 * | copies | entry | which group's post it was last concluded to be a copy of |
 * | articles | grp | what was concluded of a group: its post, and what it adds to the three below |
 * | votes, pairs | pair | which site points at which as the original's, and the groups that have copies on both |
 * | sites, site_groups | site | how many entries each site has, and how many that appear nowhere else; the groups of several that have copies there |
 * | people, people_posts | people | distinct bylines of a post's copies, and the posts that have them |
 * | claims, blocks | grp, block | groups that say something of a series, and their place in it; the names under which they meet |
 * | posts | id | without its body, which is the entry's in `body` |
 * | shelves | shelf | a list of posts to page through: all, an author's, a tag's, a series', a source's |
 * | authors, series, suggestions | id | |
 *
 * A step of the list is a version. Steps are never changed once released; a new one is appended.
 */
const STEPS: readonly string[] = [
  `
  create table sources (source text primary key, channel text, format text) without rowid;
  create table documents (document text primary key, state text not null) without rowid;
  create table entries (id text primary key, source text not null, hash text not null, data text not null, html text, text text);
  create index entries_by_source on entries (source, id);
  create table verdicts (entry text not null, other text not null, verdict text not null, primary key (entry, other)) without rowid;

  create table sketches (entry text primary key, sketch blob not null);
  create table keys (key integer not null, entry text not null, primary key (key, entry)) without rowid;
  create table marks (key integer primary key);
  create table links (entry text not null, other text not null, data text not null, primary key (entry, other)) without rowid;
  create table members (entry text primary key, grp text not null) without rowid;
  create table groups (grp text not null, entry text not null, primary key (grp, entry)) without rowid;

  create table copies (entry text primary key, grp text not null) without rowid;
  create table articles (grp text primary key, post text not null, people text not null, sites text not null, votes text) without rowid;
  create table sites (site integer primary key, entries integer not null, alone integer not null);
  create table site_groups (site integer not null, grp text not null, primary key (site, grp)) without rowid;
  create index site_groups_by_group on site_groups (grp);
  create table votes (pair text primary key, n integer not null) without rowid;
  create table pairs (pair text not null, grp text not null, primary key (pair, grp)) without rowid;
  create index pairs_by_group on pairs (grp);
  create table people (people text primary key, data text not null, at text not null, authors text not null) without rowid;
  create table people_posts (people text not null, post text not null, primary key (people, post)) without rowid;
  create table claims (grp text primary key, data text not null, blocks text not null, place text not null) without rowid;
  create table blocks (block text not null, grp text not null, primary key (block, grp)) without rowid;

  create table posts (id text primary key, hash text not null, rest text not null, at text not null, source text not null, data text not null, authors text not null, body text, html text, text text, shelves text not null);
  create index posts_stand on posts (id, hash, at, source);
  create table shelves (shelf text not null, at text not null, post text not null, primary key (shelf, at, post)) without rowid;
  create table authors (id text primary key, name text not null, data text not null) without rowid;
  create table series (id text primary key, title text not null, data text not null) without rowid;
  create table suggestions (id text primary key, data text not null) without rowid;
  `,
];

/** The version that this release writes. */
const SCHEMA_VERSION = STEPS.length;
/** "Offp" as SQLite's application id: tells an archive from some other database. */
const APPLICATION_ID = 0x4f666670;

/**
 * Brings a database to this release's version, in one transaction.
 *
 * @throws OffprintError `archive-newer` for one that a later release has written, `archive-damaged` for some other program's database.
 */
export function migrate(database: SqliteDatabase, path: string): void {
  const version = pragma(database, "user_version");
  const application = pragma(database, "application_id");
  if (application !== APPLICATION_ID && (application !== 0 || version !== 0 || hasTables(database)))
    throw new OffprintError("archive-damaged", `${path} is a database, but not an archive of offprint.`, { path });
  if (version > SCHEMA_VERSION)
    throw new OffprintError(
      "archive-newer",
      `${path} was written by a later release (version ${version}; this one knows ${SCHEMA_VERSION}). Update offprint.`,
      { path },
    );
  if (version === SCHEMA_VERSION) return;
  database.exec("begin immediate");
  try {
    // Another process may have done it while this one waited.
    for (let step = pragma(database, "user_version"); step < SCHEMA_VERSION; step++) database.exec(STEPS[step] as string);
    database.exec(`pragma application_id = ${APPLICATION_ID}; pragma user_version = ${SCHEMA_VERSION}; commit`);
  } catch (error) {
    try {
      database.exec("rollback");
    } catch {}
    throw error;
  }
}

function pragma(database: SqliteDatabase, name: string): number {
  const row = database.prepare(`pragma ${name}`).get() as Record<string, number> | undefined;
  return Number(row?.[name] ?? 0);
}

function hasTables(database: SqliteDatabase): boolean {
  return Boolean(database.prepare("select 1 as found from sqlite_master limit 1").get());
}
