import { readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.ts";
import { build } from "../../src/pipeline/build.ts";
import type { OffprintConfig } from "../../src/pipeline/config-shape.ts";
import { forgetSources } from "../../src/pipeline/held-sources.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { rss, temporaryFolder } from "./temporary-folder.ts";

let server: Server | undefined;
afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

type Answer = { status?: number; headers?: Record<string, string>; body?: string };

async function serve(
  answer: (path: string, headers: IncomingHttpHeaders) => Answer,
): Promise<{ base: string; asked: { path: string; headers: IncomingHttpHeaders }[] }> {
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? "", headers: request.headers });
    const { status = 200, headers = {}, body = "" } = answer(request.url ?? "", request.headers);
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return { base: `http://127.0.0.1:${((server as Server).address() as AddressInfo).port}`, asked };
}

const config = (sources: OffprintConfig["sources"]): OffprintConfig => ({
  title: "T",
  home: "https://t.example/",
  sources,
  feeds: { file: "out.json" },
  fetch: { allowPrivate: true, delayMs: 0 },
});

describe("addresses", () => {
  it("are asked with what their server gave, byte for byte, and not read where nothing is new", async () => {
    let body = rss("a.example", ["type"]);
    const { base, asked } = await serve((_path, headers) =>
      headers["if-none-match"] === 'W/"o=d, d;"' && body.length < 1200
        ? { status: 304 }
        : { headers: { etag: 'W/"o=d, d;"', "last-modified": "Mon, 5 Jan 2026 9:00:00 GMT", "content-type": "application/rss+xml" }, body },
    );
    const folder = temporaryFolder();
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({ ok: true, sources: [{ added: 1 }] });
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({ changed: false, sources: [{ unchanged: 1, added: 0 }] });
    expect(asked[0]?.headers["if-none-match"]).toBeUndefined();
    expect(asked[1]?.headers).toMatchObject({ "if-none-match": 'W/"o=d, d;"', "if-modified-since": "Mon, 5 Jan 2026 9:00:00 GMT" });
    body = rss("a.example", ["type", "ink", "paper"]);
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({
      sources: [{ entries: 3, added: 2, unchanged: 1 }],
      feeds: [{ items: 3 }],
    });
  });

  it("of a list are completed by the list's own", async () => {
    const { base, asked } = await serve((path) => ({
      body:
        path === "/lists/all.opml" ? '<opml version="2.0"><body><outline xmlUrl="../a/feed"/></body></opml>' : rss("a.example", ["type"]),
    }));
    expect(await build(config(`${base}/lists/all.opml`), { folder: temporaryFolder() })).toMatchObject({ ok: true });
    expect(asked.map(({ path }) => path)).toEqual(["/lists/all.opml", "/a/feed"]);
  });

  it.each([
    ["RSS", (whole: string) => whole],
    ["JSON Feed", (whole: string) => writeJsonFeed({ title: "A", home: "https://a.example/" }, readFeed(whole).entries)],
  ])("that are cut off bring the entries that came whole, and are asked for all of it again: %s", async (_, format) => {
    const old = format(rss("a.example", ["type"]));
    const whole = format(rss("a.example", ["type", "ink", "paper"]));
    let body = old;
    const { base, asked } = await serve(() => ({ headers: { etag: '"1"' }, body }));
    const folder = temporaryFolder();
    await build(config(`${base}/feed`), { folder });
    const held = readFileSync(join(folder, "out.json"), "utf8");
    for (let end = old.indexOf("a.example"); end < old.lastIndexOf("made of types"); end += 29) {
      body = old.slice(0, end);
      const { sources } = await build(config(`${base}/feed`), { folder });
      expect(sources[0]?.failures.map(({ message }) => message)).toEqual(["The document is cut off before its first entry ends."]);
      expect(readFileSync(join(folder, "out.json"), "utf8")).toBe(held);
    }
    body = whole.slice(0, whole.lastIndexOf("a.example/type") - 3);
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({ sources: [{ entries: 2, added: 2 }] });
    body = whole;
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({ sources: [{ entries: 3, added: 0, unchanged: 3 }] });
    expect(asked.at(-1)?.headers["if-none-match"]).toBeUndefined();
  });

  it("that fail keep their posts, and the others are read all the same", async () => {
    let down = false;
    const { base } = await serve((path) =>
      down && path === "/a" ? { status: 500 } : { body: rss(`${path.slice(1)}.example`, [path === "/a" ? "type" : "paper"]) },
    );
    const folder = temporaryFolder();
    await build(config([`${base}/a`, `${base}/b`]), { folder });
    down = true;
    const report = await build(config([`${base}/a`, `${base}/b`]), { folder });
    expect(report).toMatchObject({ ok: false, changed: false, feeds: [{ items: 2, changed: false }] });
    expect(report.sources.map((source) => source.failures.length)).toEqual([1, 0]);
  });

  it("that want to be left alone for a while are not asked before it is over", async () => {
    let busy = false;
    const { base, asked } = await serve(() =>
      busy ? { status: 429, headers: { "retry-after": "3600" } } : { headers: { etag: '"1"' }, body: rss("a.example", ["type"]) },
    );
    const folder = temporaryFolder();
    const once = () => build(config(`${base}/a`), { folder });
    await once();
    busy = true;
    expect((await once()).sources[0]?.failures[0]?.message).toBe("The server said 429 Too Many Requests, and to ask again in 60 min.");
    busy = false;
    const { ok, sources, feeds } = await once();
    expect(ok).toBe(false);
    expect(sources[0]?.failures[0]?.message).toMatch(/^The server asked to be left alone until 20\d\d-/);
    expect(feeds[0]?.items).toBe(1);
    expect(asked).toHaveLength(2);
  });

  it("that have moved for good are told where to", async () => {
    const { base } = await serve((path) =>
      path === "/old" ? { status: 301, headers: { location: "/new" } } : { body: rss("a.example", ["type"]) },
    );
    const { sources } = await build(config([`${base}/old`, `${base}/new`]), { folder: temporaryFolder() });
    expect(sources.map(({ movedTo }) => movedTo)).toEqual([`${base}/new`, undefined]);
  });

  it("are read anew where the config says that they are to be read in another way, though nothing is new there", async () => {
    const { base } = await serve((_path, headers) =>
      headers["if-none-match"] === '"1"' ? { status: 304 } : { headers: { etag: '"1"' }, body: rss("a.example", ["type"]) },
    );
    const folder = temporaryFolder();
    await build(config(`${base}/a`), { folder });
    expect((await build(config({ url: `${base}/a`, language: "nl" }), { folder })).sources[0]?.changed).toBe(1);
    expect((await build(config({ url: `${base}/a`, language: "nl" }), { folder })).changed).toBe(false);
  });

  it("that left the config keep their posts until they are forgotten, and are new when they come again", async () => {
    const { base } = await serve((path, headers) =>
      headers["if-none-match"] === '"1"'
        ? { status: 304 }
        : { headers: { etag: '"1"' }, body: rss(`${path.slice(1)}.example`, [path === "/a" ? "type" : "lead"]) },
    );
    const folder = temporaryFolder({ "in/c.xml": rss("c.example", ["paper"]), "in/d.xml": rss("d.example", ["ink"]) });
    const both = config([`${base}/a`, `${base}/b`, "in/*.xml"]);
    expect((await build(both, { folder })).unlisted).toEqual([]);
    rmSync(join(folder, "in/d.xml"));
    const one = await build(config([`${base}/a`, "in/*.xml"]), { folder });
    expect(one).toMatchObject({ unlisted: [`${base}/b`, "in/d.xml"], feeds: [{ items: 4 }] });
    // A source that cannot even be looked for may be any of them.
    expect((await build(config([`${base}/a`, "out/*.xml"]), { folder })).unlisted).toEqual([]);
    const archive = await openArchive(join(folder, ".offprint/archive.db"));
    await forgetSources(archive, one.unlisted);
    await archive.close();
    expect(await build(config([`${base}/a`, "in/*.xml"]), { folder })).toMatchObject({ unlisted: [], feeds: [{ items: 2 }] });
    expect(await build(both, { folder })).toMatchObject({ posts: { added: 1 }, feeds: [{ items: 3 }] });
  });

  it("that were feeds do not become articles when their server says something else with status 200", async () => {
    const feed = rss("a.example", ["type"]);
    const others = [
      "Service temporarily unavailable",
      `<!doctype html><title>For sale</title><article><h1>This domain is for sale</h1><p>${"Buy it now, it is a good one. ".repeat(40)}</p></article>`,
    ];
    let body = feed;
    const { base } = await serve(() => ({ headers: { etag: `"${body.length}"` }, body }));
    const folder = temporaryFolder();
    await build(config(`${base}/feed`), { folder });
    for (const other of others) {
      body = other;
      const report = await build(config(`${base}/feed`), { folder });
      expect(report).toMatchObject({ ok: false, changed: false, feeds: [{ items: 1, changed: false }] });
      expect(report.sources[0]?.failures).toMatchObject([{ code: "unknown-format", message: expect.stringContaining("was a feed") }]);
    }
    body = feed;
    expect(await build(config(`${base}/feed`), { folder })).toMatchObject({ ok: true, changed: false, sources: [{ unchanged: 1 }] });
  });

  it("are followed towards older posts, which are the site's whatever page they stand on", async () => {
    const page = (n: number, names: string[]) =>
      rss("a.example", names, n < 3 ? `<atom:link xmlns:atom="http://www.w3.org/2005/Atom" rel="next" href="/feed?page=${n + 1}"/>` : "");
    let pages = [["type", "ink"], ["paper", "lead"], ["rule"]];
    const { base, asked } = await serve((path) => ({
      body: page(Number(/page=(\d)/.exec(path)?.[1] ?? 1), pages[Number(/page=(\d)/.exec(path)?.[1] ?? 1) - 1] ?? []),
    }));
    const folder = temporaryFolder();
    expect(await build(config({ url: `${base}/feed`, pages: 9 }), { folder })).toMatchObject({
      sources: [{ documents: 3, added: 5 }],
      archive: { sources: 1 },
    });
    expect(asked.map((one) => one.path)).toEqual(["/feed", "/feed?page=2", "/feed?page=3"]);
    pages = [
      ["new", "type"],
      ["ink", "paper"],
      ["lead", "rule"],
    ];
    expect(await build(config({ url: `${base}/feed`, pages: 2 }), { folder })).toMatchObject({
      sources: [{ documents: 2, added: 1 }],
      feeds: [{ items: 6 }],
    });
  });

  it("of this machine are not asked unless they may be", async () => {
    const { base, asked } = await serve(() => ({ body: rss("a.example", ["type"]) }));
    const report = await build({ ...config(`${base}/feed`), fetch: {} }, { folder: temporaryFolder() });
    expect(report.sources[0]?.failures).toMatchObject([
      { code: "address-refused", message: "127.0.0.1 is a private address (allowPrivate lets it be asked)." },
    ]);
    expect(asked).toEqual([]);
    const named = { ...config(`${base}/feed`), fetch: { allowPrivate: [new URL(base).host] } };
    expect((await build(named, { folder: temporaryFolder() })).ok).toBe(true);
  });
});
