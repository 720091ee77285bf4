import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";
import { build } from "tsup";
import { describe, expect, it } from "vitest";
import type * as Offprint from "../../src/index.ts";

const root = resolve(import.meta.dirname, "../..");
const world = join(root, "fixtures/world");
const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) console.warn("SKIPPED: no browser is there (Debian: chromium)");

const sources = {
  "composing-room-page-3.txt": "https://composingroom.example/",
  "ink-and-quoin.html": "https://inkandquoin.example/",
  "presswork-ines.rss.xml": "https://presswork.example/@inesq/feed",
  "wexler.atom.xml": "https://wexler.example/atom.xml",
};

describe.skipIf(executablePath === undefined)("the core in a browser", () => {
  it("bundles without node: modules; reads, resolves and writes there as it does here", async () => {
    const folder = mkdtempSync(join(tmpdir(), "offprint-browser-"));
    await build({
      entry: { offprint: join(root, "src/index.ts") },
      outDir: folder,
      config: false,
      format: ["iife"],
      globalName: "offprint",
      platform: "browser",
      noExternal: [/./],
      splitting: false,
      dts: false,
      silent: true,
    });
    const script = readFileSync(join(folder, "offprint.global.js"), "utf8");
    rmSync(folder, { recursive: true, force: true });
    expect(script).not.toMatch(/require\("node:|from "node:/);
    const server = createServer((request, response) => {
      const name = decodeURIComponent((request.url ?? "").slice(1));
      if (name === "offprint.js") response.setHeader("Content-Type", "text/javascript; charset=utf-8").end(script);
      else if (Object.hasOwn(sources, name)) response.end(readFileSync(join(world, name)));
      else response.setHeader("Content-Type", "text/html").end("<!doctype html><script src=/offprint.js></script>");
    });
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const browser = await chromium.launch({ executablePath: executablePath as string, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage();
      const failures: string[] = [];
      page.on("pageerror", (error) => failures.push(error.message));
      await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      const there = await page.evaluate(async (sources) => {
        const { read, resolve, writeAtom, writeRss, writeJsonFeed } = (globalThis as unknown as { offprint: typeof Offprint }).offprint;
        const readings = [];
        for (const [name, url] of Object.entries(sources))
          readings.push(read(new Uint8Array(await (await fetch(`/${name}`)).arrayBuffer()), { url }));
        const { posts } = resolve(readings);
        return [writeAtom, writeRss, writeJsonFeed].map((write) => write({ title: "World", home: "https://planet.example/" }, posts));
      }, sources);
      const { read, resolve, writeAtom, writeRss, writeJsonFeed } = (await import("../../src/index.ts")) as typeof Offprint;
      const { posts } = resolve(Object.entries(sources).map(([name, url]) => read(readFileSync(join(world, name)), { url })));
      expect(failures).toEqual([]);
      expect(there).toEqual(
        [writeAtom, writeRss, writeJsonFeed].map((write) => write({ title: "World", home: "https://planet.example/" }, posts)),
      );
    } finally {
      await browser.close();
      server.close();
    }
  }, 120_000);
});
