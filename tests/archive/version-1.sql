-- The tables of an archive of version 1, of which some are about.
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
pragma application_id = 1332110960;
pragma user_version = 1;
