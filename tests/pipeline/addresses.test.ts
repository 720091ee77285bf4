import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { build } from "../../src/pipeline/build.ts";
import type { OffprintConfig } from "../../src/pipeline/config-shape.ts";
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
    expect(report.sources[0]?.failures).toMatchObject([{ code: "address-refused" }]);
    expect(asked).toEqual([]);
  });
});
