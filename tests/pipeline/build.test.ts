import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.ts";
import { check } from "../../src/index.ts";
import { build } from "../../src/pipeline/build.ts";
import type { OffprintConfig } from "../../src/pipeline/config-shape.ts";
import { forgetSources } from "../../src/pipeline/held-sources.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { put, rss, temporaryFolder } from "./temporary-folder.ts";

const head = { title: "All of it", home: "https://all.example/" };
const text = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");
const old = new Date("2020-01-01T00:00:00Z");

describe("a build", () => {
  it("reads feeds, writes feeds, and does nothing twice", async () => {
    const folder = temporaryFolder({ "in/a.xml": rss("a.example", ["type", "ink"]), "in/b.xml": rss("b.example", ["paper"]) });
    const config: OffprintConfig = {
      ...head,
      sources: "in/*.xml",
      feeds: ["rss.xml", "atom.xml", "feed.json"].map((file) => ({ file: `out/${file}`, url: `https://all.example/${file}` })),
    };
    const first = await build(config, { folder });
    expect(first).toMatchObject({
      ok: true,
      changed: true,
      sources: [{ name: "in/*.xml", documents: 2, entries: 3, added: 3, copies: 0, failures: [] }],
      posts: { added: 3, changed: 0, removed: 0 },
      feeds: [
        { file: "out/rss.xml", format: "rss", items: 3, changed: true },
        { file: "out/atom.xml", format: "atom", items: 3, changed: true },
        { file: "out/feed.json", format: "json", items: 3, changed: true },
      ],
    });
    for (const { file, bytes } of first.feeds) {
      expect(statSync(join(folder, file)).size).toBe(bytes);
      expect(check(text(folder, file)).filter((finding) => finding.severity === "error")).toEqual([]);
      utimesSync(join(folder, file), old, old);
    }
    // The words of another site are given with their origin.
    expect(readFeed(text(folder, "out/atom.xml")).entries[0]?.source).toMatchObject({
      title: expect.stringMatching(/^The [ab]\.example$/),
    });
    const second = await build(config, { folder });
    expect(second).toMatchObject({
      changed: false,
      sources: [{ added: 0, changed: 0, unchanged: 3 }],
      posts: { added: 0, changed: 0, removed: 0 },
    });
    for (const { file, changed } of second.feeds) {
      expect(changed).toBe(false);
      expect(statSync(join(folder, file)).mtime).toEqual(old);
    }
    put(folder, { "in/a.xml": rss("a.example", ["type", "ink", "lead"]) });
    expect(await build(config, { folder })).toMatchObject({
      sources: [{ entries: 4, added: 1, unchanged: 3 }],
      posts: { added: 1, changed: 0 },
      feeds: Array(3).fill({ items: 4, changed: true }),
    });
    expect(readdirSync(join(folder, "out")).sort()).toEqual(["atom.xml", "feed.json", "rss.xml"]);
  });

  it("keeps apart two files whose feeds give themselves the same relative address and their items the same guids", async () => {
    const feed = (name: string) =>
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${name}</title><link>/</link><atom:link rel="self" href="/feed/"/><description/><item><title>${name} opens</title><guid isPermaLink="false">/?p=1</guid><link>/hello/</link></item></channel></rss>`;
    const folder = temporaryFolder({ "in/a.xml": feed("Type"), "in/b.xml": feed("Ink") });
    const report = await build(
      { title: "T", home: "https://t.example/", sources: "in/*.xml", feeds: [{ file: "out/feed.json" }] },
      { folder },
    );
    expect(report).toMatchObject({ sources: [{ added: 2, changed: 0 }], feeds: [{ items: 2 }] });
  });

  it("forgets with its archive, and makes the same bytes again", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type", "ink", "paper"]), "b.xml": rss("b.example", ["rule"]) });
    const config: OffprintConfig = { ...head, sources: ["b.xml", "a.xml"], feeds: { file: "out.xml" } };
    await build(config, { folder });
    const bytes = text(folder, "out.xml");
    rmSync(join(folder, ".offprint"), { recursive: true });
    expect(await build({ ...config, archive: false, sources: ["a.xml", "b.xml"] }, { folder })).toMatchObject({
      posts: { added: 4 },
      feeds: [{ changed: false }],
    });
    expect(text(folder, "out.xml")).toBe(bytes);
    expect(existsSync(join(folder, ".offprint"))).toBe(false);
  });

  it("never reads what it writes", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type", "ink", "paper"]) });
    const url = "https://t.example/all.xml";
    const feeds = [{ file: "all.xml", url, archive: { perPage: 1, file: "all-{page}.xml", url: `${url}?{page}` } }];
    const config: OffprintConfig = { ...head, sources: ["*.xml"], feeds };
    await build(config, { folder });
    expect(await build(config, { folder })).toMatchObject({ ok: true, changed: false, sources: [{ documents: 1 }] });
    const told = await build({ ...config, sources: ["a.xml", "./all.xml"] }, { folder });
    expect(told.sources[1]?.failures).toEqual([
      { document: "./all.xml", code: "invalid-config", message: "is a feed that this config writes" },
    ]);
  });

  it("says what it would do, and does none of it", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type"]) });
    const config: OffprintConfig = { ...head, sources: "a.xml", archive: "posts.db", feeds: { file: "out.xml" } };
    expect(await build(config, { folder, dryRun: true })).toMatchObject({
      dryRun: true,
      posts: { added: 1 },
      feeds: [{ items: 1, changed: true }],
    });
    expect(readdirSync(folder)).toEqual(["a.xml"]);
    await build(config, { folder });
    put(folder, { "a.xml": rss("a.example", ["type", "ink"]) });
    expect(await build(config, { folder, dryRun: true })).toMatchObject({ posts: { added: 1 }, feeds: [{ items: 2, changed: true }] });
    expect(await build(config, { folder })).toMatchObject({ posts: { added: 1 } });
  });

  it("reports sources that fail and keeps what it had of them", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type"]), "b.xml": rss("b.example", ["ink"]) });
    const config: OffprintConfig = { ...head, sources: ["a.xml", "b.xml", "none-*.xml"], feeds: { file: "out.xml" } };
    await build(config, { folder });
    rmSync(join(folder, "a.xml"));
    put(folder, { "b.xml": "\u0000\u0001\u0002\u0003PNG".repeat(40) });
    const report = await build(config, { folder });
    expect(report).toMatchObject({ ok: false, changed: false, feeds: [{ items: 2, changed: false }] });
    expect(report.sources.map((source) => source.failures.map((failure) => failure.code))).toEqual([
      ["fetch-failed"],
      ["binary-input"],
      ["fetch-failed"],
    ]);
  });

  it("never empties a feed for a source that failed before anything was remembered", async () => {
    const folder = temporaryFolder({ "out.xml": "the feed of the last build" });
    const report = await build(
      { ...head, archive: false, sources: "gone.xml", feeds: [{ file: "out.xml" }, { file: "new.xml" }] },
      { folder },
    );
    expect(report.feeds).toMatchObject([{ changed: false }, { changed: false }]);
    expect(text(folder, "out.xml")).toBe("the feed of the last build");
    expect(existsSync(join(folder, "new.xml"))).toBe(false);
  });

  it("publishes all posts in archive pages that stay as they are", async () => {
    const names = Array.from({ length: 11 }, (_, i) => `post${i}`);
    const folder = temporaryFolder({ "a.xml": rss("a.example", names) });
    const config: OffprintConfig = {
      ...head,
      sources: "a.xml",
      feeds: {
        file: "atom.xml",
        url: "https://all.example/atom.xml",
        archive: { perPage: 2, file: "pages/{page}.xml", url: "https://all.example/pages/{page}.xml" },
      },
    };
    const first = await build(config, { folder });
    expect(first.feeds.map((feed) => [feed.page ?? 0, feed.items])).toEqual([
      [0, 3],
      [4, 2],
      [3, 2],
      [2, 2],
      [1, 2],
    ]);
    const walk = () => {
      const seen: string[] = [];
      for (let file: string | undefined = "atom.xml"; file !== undefined; ) {
        const { entries, pages } = readFeed(text(folder, file), { url: `https://all.example/${file}` });
        seen.push(...entries.map((entry) => entry.title ?? ""));
        file = pages?.prevArchive?.replace("https://all.example/", "");
      }
      return seen;
    };
    expect(walk()).toEqual(names.map((name) => `${name} explained`).reverse());
    const before = [1, 2, 3, 4].map((page) => text(folder, `pages/${page}.xml`));
    put(folder, { "a.xml": rss("a.example", [...names, "late"]) });
    const second = await build(config, { folder });
    expect(second.feeds.filter((feed) => feed.changed).map((feed) => feed.file)).toEqual(["atom.xml", "pages/5.xml"]);
    expect([1, 2, 3, 4].map((page) => text(folder, `pages/${page}.xml`))).toEqual(before);
    expect(walk()).toHaveLength(12);
    // A page that somebody touched is made again.
    put(folder, { "pages/2.xml": "oops" });
    expect((await build(config, { folder })).feeds.filter((feed) => feed.changed).map((feed) => feed.file)).toEqual(["pages/2.xml"]);
  });

  it("leaves archive pages as they are when what is older comes late, or without a date", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type", "ink", "paper", "rule", "proof", "quoin"]) });
    const archive = { perPage: 2, file: "pages/{page}.xml", url: "https://all.example/pages/{page}.xml" };
    const config: OffprintConfig = { ...head, sources: "?.xml", feeds: { file: "atom.xml", url: "https://all.example/atom.xml", archive } };
    await build(config, { folder });
    const before = [1, 2].map((page) => text(folder, `pages/${page}.xml`));
    const older = rss("b.example", ["lead", "tin", "antimony"]).replaceAll("2026", "2021");
    put(folder, { "b.xml": older.replace(/<pubDate>[^<]*<.pubDate>/, "") });
    const second = await build(config, { folder });
    expect(second.feeds.filter((feed) => feed.changed).map((feed) => [feed.file, feed.items])).toEqual([
      ["atom.xml", 3],
      ["pages/3.xml", 2],
    ]);
    expect([1, 2].map((page) => text(folder, `pages/${page}.xml`))).toEqual(before);
    const all = ["atom.xml", "pages/1.xml", "pages/2.xml", "pages/3.xml"].flatMap((file) => readFeed(text(folder, file)).entries);
    expect(new Set(all.map((entry) => entry.url)).size).toBe(9);
    expect((await build(config, { folder })).changed).toBe(false);
    // Documents of another size are shared out anew.
    const wider = { ...config, feeds: { ...config.feeds, archive: { ...archive, perPage: 4 } } } as OffprintConfig;
    expect((await build(wider, { folder })).feeds.map((feed) => [feed.file, feed.items, feed.removed ?? false])).toEqual([
      ["atom.xml", 5, false],
      ["pages/1.xml", 4, false],
      ["pages/2.xml", 0, true],
      ["pages/3.xml", 0, true],
    ]);
  });

  it("writes feeds of an author, of a filter, of each tag", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type", "ink", "paper"]), "b.xml": rss("b.example", ["rule"]) });
    await build(
      {
        ...head,
        sources: "*.xml",
        feeds: [
          { file: "out/ada-a.json", where: { author: "Ada a" } },
          { file: "out/short.json", where: (post) => post.title === "ink explained", content: "summary" },
          { file: "out/tag-{slug}.json", each: "tag", head: { title: "On {name}" } },
          { file: "out/all.json", limit: 0, order: "reading" },
          { file: "out/two.json", limit: 2 },
        ],
      },
      { folder },
    );
    const titles = (file: string) =>
      (JSON.parse(text(folder, `out/${file}`)) as { items: { title: string }[] }).items.map((item) => item.title.split(" ")[0]);
    expect(titles("ada-a.json")).toEqual(["paper", "ink", "type"]);
    expect(titles("short.json")).toEqual(["ink"]);
    expect(text(folder, "out/short.json")).not.toContain("content_html");
    expect(titles("tag-odd.json")).toEqual(["ink"]);
    expect(JSON.parse(text(folder, "out/tag-even.json"))).toMatchObject({ title: "On even", items: { length: 3 } });
    expect(new Set(titles("all.json").slice(0, 2))).toEqual(new Set(["type", "rule"]));
    expect(titles("two.json")).toHaveLength(2);
  });

  it("leaves the file of an author to whoever had it first, whoever signs alike later", async () => {
    const folder = temporaryFolder();
    const config: OffprintConfig = {
      ...head,
      sources: "*.xml",
      feeds: { file: "by/{slug}.json", each: "author", head: { title: "$& by {name}" } },
    };
    const signed = (host: string) => rss(host, [host.slice(0, 1)]).replaceAll(/Ada \w/g, "Ada");
    const first: Record<string, string> = {};
    for (const host of ["m.example", "c.example", "x.example", "a.example", "k.example"]) {
      put(folder, { [`${host}.xml`]: signed(host) });
      await build(config, { folder });
      for (const file of readdirSync(join(folder, "by"))) {
        const { title, items } = JSON.parse(text(folder, `by/${file}`)) as { title: string; items: { url: string }[] };
        expect(title).toBe("$& by Ada");
        first[file] ??= items[0]?.url as string;
        expect(items[0]?.url).toBe(first[file]);
      }
    }
    expect(Object.keys(first)).toHaveLength(5);
  });

  it("takes away the feeds and pages that nothing is left to say in, and nothing else", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type", "ink", "paper"]), "b.xml": rss("b.example", ["rule"]) });
    const config: OffprintConfig = {
      ...head,
      sources: "*.xml",
      feeds: [
        { file: "by/{slug}.json", each: "author" },
        {
          file: "all.atom",
          url: "https://t.example/all.atom",
          archive: { perPage: 1, file: "p/{page}.atom", url: "https://t.example/p/{page}.atom" },
        },
      ],
    };
    await build(config, { folder });
    const walk = () => ["by", "p"].flatMap((name) => readdirSync(join(folder, name)).map((file) => `${name}/${file}`)).sort();
    expect(walk()).toEqual(["by/ada-a.json", "by/ada-b.json", "p/1.atom", "p/2.atom", "p/3.atom"]);
    put(folder, { "by/else.json": "{}" });
    rmSync(join(folder, "b.xml"));
    const archive = await openArchive(join(folder, ".offprint/archive.db"));
    await forgetSources(archive, ["b.xml"]);
    await archive.close();
    const removed = (report: Awaited<ReturnType<typeof build>>) => report.feeds.filter((feed) => feed.removed).map(({ file }) => file);
    // Where a source fails its posts may only be late.
    expect(removed(await build({ ...config, sources: ["*.xml", "none.xml"] }, { folder }))).toEqual([]);
    expect(removed(await build(config, { folder, dryRun: true }))).toEqual(["by/ada-b.json"]);
    expect(walk()).toContain("by/ada-b.json");
    expect(removed(await build(config, { folder }))).toEqual(["by/ada-b.json"]);
    // Of the archive the page stays that its neighbours name, without the post.
    expect(walk()).toEqual(["by/ada-a.json", "by/else.json", "p/1.atom", "p/2.atom", "p/3.atom"]);
    expect([1, 2, 3].map((page) => readFeed(text(folder, `p/${page}.atom`)).entries.length).sort()).toEqual([0, 1, 1]);
    expect(readFeed(text(folder, "all.atom")).entries).toHaveLength(1);
    expect((await build(config, { folder })).changed).toBe(false);
    // A feed that the config names no longer stays as it is.
    await build({ ...config, feeds: { file: "all.json" } }, { folder });
    expect(walk()).toContain("by/ada-a.json");
  });

  it("obeys the config's own decisions, once both articles are there", async () => {
    const folder = temporaryFolder({ "a.xml": rss("a.example", ["type"]) });
    const config: OffprintConfig = {
      ...head,
      sources: "*.xml",
      feeds: { file: "out.json" },
      resolve: { same: [["https://a.example/type/", "http://www.b.example/rule"]] },
    };
    expect(await build(config, { folder })).toMatchObject({ archive: { posts: 1 } });
    put(folder, { "b.xml": rss("b.example", ["rule", "paper"]) });
    expect(await build(config, { folder })).toMatchObject({ archive: { entries: 3, posts: 2 }, feeds: [{ items: 2 }] });
    expect(await build(config, { folder })).toMatchObject({ changed: false });
    expect(await build({ ...config, resolve: { different: config.resolve?.same ?? [] } }, { folder })).toMatchObject({
      archive: { posts: 3 },
    });
  });

  it("reads standard input, lists in OPML and planets' files", async () => {
    const folder = temporaryFolder({
      "list.opml": '<opml version="2.0"><body><outline text="A" type="rss" xmlUrl="http://127.0.0.1:1/a.xml"/></body></opml>',
      "planet.ini": "[Planet]\nname = P\n# no feed\n[http://127.0.0.1:1/b.xml]\nname = B\n[templates/x.html]\n",
    });
    const report = await build(
      { ...head, sources: ["-", "list.opml", "planet.ini", "http://127.0.0.1:1/a.xml"], feeds: { file: "out.xml" } },
      { folder, stdin: async () => new TextEncoder().encode(rss("in.example", ["type"])) },
    );
    expect(report.sources.map((source) => [source.name, source.added, source.failures[0]?.code])).toEqual([
      ["standard input", 1, undefined],
      ["http://127.0.0.1:1/a.xml", 0, "address-refused"],
      ["http://127.0.0.1:1/b.xml", 0, "address-refused"],
    ]);
  });
});
