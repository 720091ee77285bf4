import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Archive, PostQuery } from "../../src/archive/contract.ts";
import { toEntryRow } from "../../src/archive/entry-row.ts";
import { openArchive, sqliteEngines } from "../../src/archive/open-archive.ts";
import { openSqlite } from "../../src/archive/sqlite-driver.ts";
import type { Entry } from "../../src/model/entry.ts";
import { OffprintError } from "../../src/model/error.ts";
import type { Post } from "../../src/model/post.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { makeEntry, makeReading, prose } from "./make-readings.ts";

const ada = "https://ada.example/feed";
const grace = "https://grace.example/feed";
const engines = await sqliteEngines();
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "offprint-archive-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function all(archive: Archive, query: PostQuery = {}): Promise<Post[]> {
  const posts: Post[] = [];
  for (let after: string | undefined; ; ) {
    const page = await archive.posts({ limit: 3, ...query, ...(after === undefined ? {} : { after }) });
    posts.push(...page.posts);
    if (page.next === undefined) return posts;
    after = page.next;
  }
}

const copyOf = (entry: Entry, source: string) =>
  makeEntry(source, `copy-${entry.guid?.split("#")[1]}`, { title: entry.title, html: entry.html, published: "2026-02-20T08:00:00Z" });
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

it("finds an engine here", () => expect(engines.length).toBeGreaterThan(0));

describe.each(engines)("an archive on %s", (engine) => {
  const open = (name = ":memory:") =>
    openArchive(name === ":memory:" ? name : join(folder, `${engine.replace(":", "-")}-${name}`), { engine });

  it("gives an entry back as it was read", async () => {
    const archive = await open();
    const entry = makeEntry(ada, "whole", {
      html: "<p>One &amp; <b>two</b></p>",
      contents: [
        { type: "html", value: "<p>One &amp; <b>two</b></p>", base: "https://ada.example/" },
        { type: "text", value: "another body" },
      ],
      tags: [{ name: "Ünïcode ✓", scheme: "https://ada.example/tags" }],
      enclosures: [{ url: "https://ada.example/a.mp3", type: "audio/mpeg", length: 5 }],
      series: { name: "Engines", part: 2 },
      extensions: [{ name: "rating", namespace: "urn:x", attributes: [["__proto__", "1"]], children: [], text: "5" }],
    });
    await archive.add(makeReading(ada, [entry]));
    expect(plain(await archive.entry(entry.id))).toEqual(plain(entry));
    expect(await archive.entry("nothing")).toBeUndefined();
    await archive.close();
  });

  it("takes entries alone, as resolve does, and nothing else", async () => {
    const archive = await open();
    const [one, other] = [makeEntry(ada, "one", {}), makeEntry(grace, "other", {})];
    await archive.add(makeReading(ada, [one]));
    const { added, unchanged, readings } = await archive.add([other, one]);
    expect([added, unchanged, readings.map((line) => line.source)]).toEqual([1, 1, [grace, ada]]);
    // What a source said of itself stays.
    expect((await archive.sources()).map(({ channel, entries }) => [channel !== undefined, entries])).toEqual([
      [true, 1],
      [false, 1],
    ]);
    for (const wrong of [undefined, "https://ada.example/feed", { entries: [one] }, [one, Promise.resolve(other)]])
      await expect(archive.add(wrong as unknown as Entry)).rejects.toThrow(/Readings and entries are wanted/);
    expect(await archive.count()).toBe(2);
    await archive.close();
  });

  it("concludes what resolving all of it at once concludes, in whatever batches it comes", async () => {
    const originals = Array.from({ length: 12 }, (_, i) => makeEntry(ada, `p${i}`, { tags: [{ name: i % 2 ? "odd" : "even" }] }));
    const parts = [1, 2, 3].map((part) =>
      makeEntry(ada, `s${part}`, { title: `Casting off, part ${part}`, bylines: [{ name: "A. Byron", email: "ada@ada.example" }] }),
    );
    const copies = originals.slice(0, 5).map((entry) => copyOf(entry, grace));
    const entries = [...originals, ...parts, ...copies];
    const whole = resolve([makeReading(ada, [...originals, ...parts]), makeReading(grace, copies)]);
    expect(whole.posts).toHaveLength(15);
    for (const size of [1, 7, 100]) {
      const archive = await open();
      const order = size === 7 ? [...entries].reverse() : entries;
      for (let at = 0; at < order.length; at += size) {
        const batch = order.slice(at, at + size);
        await archive.add(
          [ada, grace].map((source) =>
            makeReading(
              source,
              batch.filter((entry) => entry.from.source === source),
            ),
          ),
        );
      }
      expect(plain(await all(archive))).toEqual(plain(whole.posts));
      expect(plain(await archive.authors())).toEqual(plain(whole.authors));
      expect(plain(await archive.series())).toEqual(plain(whole.series));
      expect(await archive.stats()).toMatchObject({ entries: entries.length, posts: 15, sources: 2 });
      await archive.close();
    }
  });

  it("says what each reading brought, and that the same again brings nothing", async () => {
    const archive = await open();
    const [one, two] = [makeEntry(ada, "one"), makeEntry(ada, "two")];
    expect(await archive.add(makeReading(ada, [one, two]))).toMatchObject({
      added: 2,
      changed: 0,
      unchanged: 0,
      copies: 0,
      posts: { added: { length: 2 } },
    });
    const again = await archive.add([makeReading(ada, [one, makeEntry(ada, "two")]), makeReading(grace, [copyOf(one, grace)])]);
    expect(again.readings).toMatchObject([
      { source: ada, added: 0, unchanged: 2, copies: 0 },
      { source: grace, added: 1, unchanged: 0, copies: 1 },
    ]);
    expect(again.posts).toMatchObject({ added: [], changed: { length: 1 }, removed: [] });
    const nothing = await archive.add([makeReading(ada, [one, two]), makeReading(grace, [copyOf(one, grace)])]);
    expect(nothing).toMatchObject({ added: 0, changed: 0, unchanged: 3, posts: { added: [], changed: [], removed: [] } });
    await archive.close();
  });

  it("follows an entry that changes", async () => {
    const archive = await open();
    const before = makeEntry(ada, "draft-of-it");
    await archive.add(makeReading(ada, [before]));
    const after = makeEntry(ada, "draft-of-it", { title: "Another name for it", html: `<p>${prose(99)}</p>` });
    expect(await archive.add(makeReading(ada, [after]))).toMatchObject({ added: 0, changed: 1, posts: { added: [], removed: [] } });
    const [post, ...others] = await all(archive);
    expect(post).toMatchObject({ title: "Another name for it", html: `<p>${prose(99)}</p>`, text: prose(99) });
    expect(others).toEqual([]);
    await archive.close();
  });

  it("tells a series' new part to the part before it and to no other", async () => {
    const archive = await open();
    const part = (n: number) => makeEntry(ada, `part-${n}`, { title: `Setting type, part ${n}` });
    await archive.add([1, 2, 3, 4].map(part));
    const { posts } = await archive.add(part(5));
    const fourth = await archive.postOf(part(4).id);
    expect(fourth?.series).toMatchObject({ title: "Setting type", part: 4, previous: part(3).url, next: part(5).url });
    expect([posts.added.length, posts.changed]).toEqual([1, [fourth?.id]]);
    expect((await archive.series())[0]?.parts).toHaveLength(5);
    await archive.close();
  });

  it("keeps drafts and publishes none", async () => {
    const archive = await open();
    const draft = makeEntry(ada, "later", { status: "draft" });
    expect(await archive.add(makeReading(ada, [draft]))).toMatchObject({ added: 1, withheld: 1, posts: { added: [] } });
    expect((await archive.entry(draft.id))?.status).toBe("draft");
    expect(await archive.add(makeReading(ada, [makeEntry(ada, "later")]))).toMatchObject({ posts: { added: { length: 1 } } });
    expect(await archive.add(makeReading(ada, [draft]))).toMatchObject({ posts: { removed: { length: 1 } } });
    await archive.close();
  });

  it("takes away what a complete reading lacks, and sources that are gone; a copy elsewhere then stands alone", async () => {
    const archive = await open();
    const [one, two] = [makeEntry(ada, "one"), makeEntry(ada, "two")];
    const copy = copyOf(one, grace);
    await archive.add([makeReading(ada, [one, two]), makeReading(grace, [copy])]);
    expect(await archive.add(makeReading(ada, [two]), { complete: true })).toMatchObject({ unchanged: 1, removed: 1 });
    expect((await all(archive)).map((post) => post.copies)).toEqual(expect.arrayContaining([[copy.id], [two.id]]));
    expect(plain(await all(archive))).toEqual(plain(resolve([makeReading(ada, [two]), makeReading(grace, [copy])]).posts));
    expect(await archive.add([], { gone: [grace] })).toMatchObject({ removed: 1, posts: { removed: { length: 1 } } });
    expect(await archive.stats()).toMatchObject({ entries: 1, posts: 1, sources: 1 });
    await archive.close();
  });

  it("pages by author, series, tag, source and date, both ways round", async () => {
    const archive = await open();
    const entries = Array.from({ length: 11 }, (_, i) =>
      makeEntry(ada, `n${i}`, {
        published: i === 0 ? undefined : `2026-03-${String(i).padStart(2, "0")}T00:00:00+02:00`,
        tags: [{ name: i % 3 ? "Press" : "Type" }],
        bylines: [{ name: i < 4 ? "Grace Hopper" : "Ada Byron" }],
        ...(i > 7 ? { series: { name: "The Engine", part: 11 - i } } : {}),
      }),
    );
    await archive.add([makeReading(ada, entries), makeReading(grace, [makeEntry(grace, "elsewhere")])]);
    const numbers = async (query: PostQuery) => (await all(archive, query)).map((post) => post.guid?.split("#n")[1]);
    expect(await numbers({ source: ada })).toEqual(["10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"]);
    expect(await numbers({ source: ada, order: "reading" })).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "0"]);
    expect(await numbers({ author: "grace  hopper" })).toEqual(["3", "2", "1", "0"]);
    expect(await numbers({ tag: "type", source: ada })).toEqual(["9", "6", "3", "0"]);
    expect(await numbers({ author: "Ada Byron", tag: "PRESS", source: ada, limit: 1 })).toEqual(["10", "8", "7", "5", "4"]);
    // The offset counts: midnight in the east is the day before.
    expect(await numbers({ since: "2026-03-05", until: "2026-03-08", source: ada })).toEqual(["8", "7", "6"]);
    expect(await numbers({ series: "the engine", order: "reading" })).toEqual(["10", "9", "8"]);
    expect(await numbers({ series: "the engine" })).toEqual(["10", "9", "8"]);
    expect(await archive.count({ tag: "press", source: ada })).toBe(7);
    expect(await archive.count({ author: "nobody" })).toBe(0);
    expect((await archive.posts({ author: "nobody" })).posts).toEqual([]);
    expect(await archive.tags()).toEqual([
      { name: "Press", posts: 7 },
      { name: "Type", posts: 4 },
    ]);
    await expect(archive.posts({ limit: 0 })).rejects.toMatchObject({ code: "invalid-argument", path: "limit" });
    await expect(archive.posts({ since: "yesterday" })).rejects.toMatchObject({ code: "invalid-argument", path: "since" });
    // An engine may end the whole process at what it does not know.
    for (const query of [{ author: {} }, { tag: 7 }, { since: new Date(0) }] as unknown as PostQuery[])
      await expect(archive.posts(query)).rejects.toMatchObject({ code: "invalid-argument", path: Object.keys(query)[0] });
    await expect(archive.post({} as string)).rejects.toMatchObject({ code: "invalid-argument", path: "id" });
    await expect(archive.posts({ after: "nonsense" })).rejects.toMatchObject({ code: "invalid-argument", path: "after" });
    await archive.close();
  });

  it("obeys people, over all evidence and for posts still to come", async () => {
    const archive = await open();
    const one = makeEntry(ada, "one");
    const copy = copyOf(one, grace);
    const other = makeEntry(ada, "other");
    await archive.add([makeReading(ada, [one, other]), makeReading(grace, [copy])]);
    expect(await archive.count()).toBe(2);
    expect((await archive.matches((await archive.postOf(copy.id))?.id ?? ""))[0]).toMatchObject({ relation: "duplicate" });
    await archive.decide(one.id, copy.id, "different");
    expect(await archive.count()).toBe(3);
    expect((await archive.matches(one.id))[0]).toMatchObject({
      relation: "related",
      probability: 1,
      evidence: expect.arrayContaining([expect.objectContaining({ kind: "decided" })]),
    });
    await archive.decide(one.id, other.id, "same");
    expect((await archive.postOf(one.id))?.copies).toContain(other.id);
    expect(await archive.verdicts()).toHaveLength(2);
    await archive.decide(one.id, copy.id, undefined);
    await archive.decide(one.id, other.id, undefined);
    expect(await archive.verdicts()).toEqual([]);
    expect(plain(await all(archive))).toEqual(plain(resolve([makeReading(ada, [one, other]), makeReading(grace, [copy])]).posts));
    await expect(archive.decide("x", one.id, "same")).rejects.toBeInstanceOf(OffprintError);
    await archive.close();
  });

  it("is carried over as JSON lines, decisions and all", async () => {
    const archive = await open();
    const one = makeEntry(ada, "one");
    const copy = copyOf(one, grace);
    await archive.add([makeReading(ada, [one, makeEntry(ada, "two")]), makeReading(grace, [copy])]);
    await archive.decide(one.id, copy.id, "different");
    const lines: string[] = [];
    for await (const line of archive.export()) lines.push(line);
    const other = await open();
    // In odd pieces, as a file is read.
    const text = lines.join("");
    const pieces = Array.from({ length: Math.ceil(text.length / 97) }, (_, i) => text.slice(i * 97, i * 97 + 97));
    expect(await other.import(pieces)).toMatchObject({ added: 3, posts: { added: { length: 3 } } });
    expect(plain(await all(other))).toEqual(plain(await all(archive)));
    const again: string[] = [];
    for await (const line of other.export()) again.push(line);
    expect(again).toEqual(lines);
    expect(await other.import(lines)).toMatchObject({ added: 0 });
    await expect(other.import(["{}\n"])).rejects.toMatchObject({ code: "unknown-format" });
    await Promise.all([archive.close(), other.close()]);
  });

  it("keeps what readers keep of documents, with the entries or not at all", async () => {
    const archive = await open();
    await archive.add(makeReading(ada, [makeEntry(ada, "one")]), { documents: { "http a": { etag: '"x"' }, "file b": { hash: "y" } } });
    expect([...(await archive.documents("http "))]).toEqual([["http a", { etag: '"x"' }]]);
    await archive.add([], { documents: { "http a": undefined } });
    expect((await archive.documents()).size).toBe(1);
    await archive.close();
  });

  it("is one plain file when closed, and the same when opened again", async () => {
    const path = join(folder, `${engine.replace(":", "-")}-reopen.db`);
    const archive = await openArchive(path, { engine });
    await archive.add(makeReading(ada, [makeEntry(ada, "one")]));
    const before = plain(await all(archive));
    await archive.close();
    await archive.close();
    expect(readdirSync(folder).filter((name) => name.startsWith(basename(path)))).toHaveLength(1);
    await expect(archive.posts()).rejects.toMatchObject({ code: "invalid-argument" });
    const again = await openArchive((await openSqlite(path, engine)).database);
    expect(again.engine).toBe("given");
    expect(plain(await all(again))).toEqual(before);
    await again.close();
  });

  it("refuses a later release's archive, another program's database, and what is no database", async () => {
    const later = join(folder, `${engine.replace(":", "-")}-later.db`);
    await (await openArchive(later, { engine })).close();
    const { database } = await openSqlite(later, engine);
    database.exec("pragma user_version = 999");
    database.close();
    await expect(openArchive(later, { engine })).rejects.toMatchObject({
      code: "archive-newer",
      message: expect.stringMatching(/later release.*Update/),
    });
    const foreign = join(folder, `${engine.replace(":", "-")}-foreign.db`);
    const other = (await openSqlite(foreign, engine)).database;
    other.exec("create table users (id integer)");
    other.close();
    await expect(openArchive(foreign, { engine })).rejects.toMatchObject({ code: "archive-damaged" });
    const text = join(folder, `${engine.replace(":", "-")}-text.db`);
    writeFileSync(
      text,
      "This is a letter, and it is long enough to be taken for a header of a hundred bytes, were it not for its first words.\n".repeat(50),
    );
    await expect(openArchive(text, { engine })).rejects.toMatchObject({ code: "archive-damaged" });
    await expect(openArchive("postgres://localhost/posts")).rejects.toMatchObject({ code: "invalid-argument" });
  });

  it("brings an archive of an earlier release up to date, with what people decided, and goes on where that was stopped", async () => {
    const path = join(folder, `${engine.replace(":", "-")}-version-1.db`);
    const { database } = await openSqlite(path, engine);
    database.exec(readFileSync(join(import.meta.dirname, "version-1.sql"), "utf8"));
    const one = makeEntry(ada, "one");
    const entries = [makeEntry(ada, "two"), one, copyOf(one, grace), makeEntry(ada, "draft", { status: "draft" })];
    for (const row of entries.map(toEntryRow))
      database
        .prepare("insert into entries (id, source, hash, data, html, text) values (?, ?, ?, ?, ?, ?)")
        .run(row.id, row.source, row.hash, row.data, row.html, row.text);
    for (const [a, b] of [
      [0, 1],
      [1, 0],
    ] as const)
      database
        .prepare("insert into verdicts (entry, other, verdict) values (?, ?, 'same')")
        .run((entries[a] as Entry).id, (entries[b] as Entry).id);
    for (const source of [ada, grace]) database.prepare("insert into sources (source, format) values (?, 'rss')").run(source);
    database.exec(`insert into documents (document, state) values ('http a', '{"etag":"x"}')`);
    database.exec("insert into authors (id, name, data) values ('stale', 'Nobody', '{}')");
    database.close();

    const archive = await openArchive(path, { engine });
    const fresh = await open();
    await fresh.add([
      makeReading(
        ada,
        entries.filter((_, i) => i !== 2),
      ),
      makeReading(grace, [entries[2] as Entry]),
    ]);
    await fresh.decide((entries[0] as Entry).id, one.id, "same");
    expect(plain(await all(archive))).toEqual(plain(await all(fresh)));
    expect(await archive.stats()).toMatchObject({ entries: 4, posts: 1, authors: 1, sources: 2 });
    expect((await archive.documents()).get("http a")).toEqual({ etag: "x" });
    expect(await archive.add(makeReading(ada, [one]))).toMatchObject({ unchanged: 1, posts: { changed: [] } });
    expect(await archive.matches(one.id)).toHaveLength(2);
    const lines = [];
    for await (const line of archive.export()) lines.push(line);
    await archive.close();

    // As if the process had ended before anything was concluded.
    const stopped = (await openSqlite(path, engine)).database;
    stopped.exec("insert into counts (name, n) values ('concluded', 0)");
    for (const table of [
      "sketches",
      "keys",
      "new_keys",
      "links",
      "members",
      "copies",
      "articles",
      "posts",
      "contents",
      "shelves",
      "people_posts",
    ])
      stopped.exec(`delete from ${table}`);
    stopped.close();
    const again = await openArchive(path, { engine });
    expect(plain(await all(again))).toEqual(plain(await all(fresh)));
    const same = [];
    for await (const line of again.export()) same.push(line);
    expect(same).toEqual(lines);
    await Promise.all([again.close(), fresh.close()]);
  });

  it("finds entries under keys that have waited, and under those that still do", async () => {
    const path = join(folder, `${engine.replace(":", "-")}-keys.db`);
    const archive = await openArchive(path, { engine });
    const [one, two] = [makeEntry(ada, "one"), makeEntry(ada, "two")];
    await archive.add(makeReading(ada, [one]));
    await archive.close();
    const { database } = await openSqlite(path, engine);
    database.exec("insert into keys (key, entry) select key, entry from new_keys; delete from new_keys");
    database.close();
    const again = await openArchive(path, { engine });
    await again.add(makeReading(ada, [two]));
    expect(await again.add(makeReading(grace, [copyOf(one, grace), copyOf(two, grace)]))).toMatchObject({ added: 2, copies: 2 });
    // Gone from both.
    await again.add([], { gone: [ada, grace] });
    expect(await again.add(makeReading(grace, [copyOf(one, grace)]))).toMatchObject({ copies: 0, posts: { added: { length: 1 } } });
    await again.close();
  });

  it("asks of an engine what all of them have: plain parameters, no more than 32766", async () => {
    const { database } = await openSqlite(":memory:", engine);
    const statements: string[] = [];
    const archive = await openArchive({
      exec: (sql) => database.exec(sql),
      prepare: (sql) => {
        statements.push(sql);
        return database.prepare(sql);
      },
      close: () => database.close(),
    });
    const one = makeEntry(ada, "one");
    await archive.add([
      makeReading(
        ada,
        Array.from({ length: 80 }, (_, i) => makeEntry(ada, `${i}`)),
      ),
      makeReading(ada, [one]),
    ]);
    await archive.add(makeReading(grace, [copyOf(one, grace)]));
    await archive.decide(one.id, copyOf(one, grace).id, "different");
    await archive.add([], { gone: [ada] });
    expect(statements.length).toBeGreaterThan(50);
    // better-sqlite3 takes ?1 for a name.
    expect(statements.filter((sql) => /\?\d|[:@$][a-z]/.test(sql.replaceAll("$.title", "")) || sql.split("?").length > 32_766)).toEqual([]);
    await archive.close();
  });

  it("loses nothing when the disk is full", async () => {
    const { database } = await openSqlite(join(folder, `${engine.replace(":", "-")}-full.db`), engine);
    const archive = await openArchive(database);
    await archive.add(makeReading(ada, [makeEntry(ada, "one")]));
    const before = plain(await all(archive));
    const pages = Number((database.prepare("pragma page_count").get() as { page_count: number }).page_count);
    database.exec(`pragma max_page_count = ${pages + 3}`);
    const many = Array.from({ length: 60 }, (_, i) => makeEntry(ada, `many-${i}`));
    await expect(archive.add(makeReading(ada, many), { documents: { x: { y: 1 } } })).rejects.toMatchObject({
      code: "archive-unwritable",
      message: expect.stringContaining("full"),
    });
    expect(plain(await all(archive))).toEqual(before);
    expect((await archive.documents()).size).toBe(0);
    database.exec("pragma max_page_count = 100000");
    expect(await archive.add(makeReading(ada, many))).toMatchObject({ added: 60 });
    await archive.close();
  });

  it("waits for another writer, and says so when that takes too long", async () => {
    const path = join(folder, `${engine.replace(":", "-")}-locked.db`);
    const archive = await openArchive(path, { engine, busyTimeoutMs: 100 });
    const { database } = await openSqlite(path, engine);
    database.exec("begin immediate");
    await expect(archive.add(makeReading(ada, [makeEntry(ada, "one")]))).rejects.toMatchObject({ code: "archive-locked", path });
    expect((await archive.posts()).posts).toEqual([]);
    database.exec("commit");
    database.close();
    expect(await archive.add(makeReading(ada, [makeEntry(ada, "one")]))).toMatchObject({ added: 1 });
    await archive.close();
    expect(existsSync(path)).toBe(true);
  });
});
