import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { createJiti } from "jiti";
import { describe, expect, it, vi } from "vitest";
import { build } from "../../src/pipeline/build.ts";
import type { OffprintConfig } from "../../src/pipeline/config-shape.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { put, temporaryFolder } from "./temporary-folder.ts";

const root = resolve(import.meta.dirname, "../..");
// The examples import the package by its name; here its name stands for the sources.
const jiti = createJiti(import.meta.url, {
  alias: {
    "offprint/config": join(root, "src/pipeline/config.ts"),
    "offprint/archive": join(root, "src/archive/open-archive.ts"),
    offprint: join(root, "src/index.ts"),
  },
});
const load = <T>(name: string) => jiti.import<T>(join(root, "examples", name));
const config = async (name: string) => (await load<{ default: OffprintConfig }>(name)).default;

function place(files: Readonly<Record<string, string>> = {}): string {
  const folder = temporaryFolder(files);
  symlinkSync(join(root, "fixtures"), join(folder, "fixtures"));
  return folder;
}

const article = (title: string, day: string) =>
  `<html lang="en"><head><title>${title}</title><meta property="og:type" content="article"></head><body><article><h1>${title}</h1><time datetime="${day}">${day}</time>${`<p>${title} is what this paragraph is about, and <a href="/about/">nothing else</a>.</p>`.repeat(5)}</article></body></html>`;
const site = (home = "https://inkandquoin.example/") => ({
  "index.html": `<html><head><link rel="canonical" href="${home}"></head><body><h1>Home</h1></body></html>`,
  "on-ink/index.html": article("On ink", "2026-01-02"),
  "on-paper/index.html": article("On paper", "2026-02-03"),
  "404.html": "<html><body>Not found</body></html>",
});
const under = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
const posts = (file: string) => readFeed(readFileSync(file)).entries;

describe("the examples", () => {
  it("static-site: a built site's feeds", async () => {
    const folder = place(under("dist", site()));
    expect(await build(await config("static-site.mjs"), { folder })).toMatchObject({ ok: true, posts: { added: 2 } });
    expect(posts(join(folder, "dist/atom.xml")).map((entry) => entry.url)).toEqual([
      "https://inkandquoin.example/on-paper/",
      "https://inkandquoin.example/on-ink/",
    ]);
    expect(posts(join(folder, "dist/feed.json"))).toHaveLength(2);
  });

  it("planet: three blogs, each article once, a feed an author", async () => {
    const folder = place();
    const report = await build(await config("planet.mjs"), { folder });
    expect(report.ok).toBe(true);
    expect(report.archive.posts).toBeLessThan(report.archive.entries);
    expect(posts(join(folder, "planet/atom.xml"))).toHaveLength(report.archive.posts);
    const authors = readdirSync(join(folder, "planet/authors"));
    expect(authors).toHaveLength(report.archive.authors);
    expect(authors).toContain("ines-quarrie.xml");
    expect(posts(join(folder, "planet/letterpress.json")).length).toBeGreaterThan(0);
    expect(await build(await config("planet.mjs"), { folder })).toMatchObject({ changed: false });
  });

  it("rescue: dumps of pages become an archive", async () => {
    const folder = place();
    expect(await build(await config("rescue.mjs"), { folder })).toMatchObject({ ok: true });
    const entries = posts(join(folder, "rescued/everything.json"));
    expect(entries.length).toBeGreaterThan(2);
    const dates = entries.flatMap((entry) => entry.published ?? []);
    expect([...dates].sort()).toEqual(dates);
    expect(readdirSync(join(folder, "rescued/series")).length).toBeGreaterThan(0);
  });

  it("in-code: read, resolve, write", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => {});
    const { sentences, atom } = await load<{ sentences: string[]; atom: string }>("in-code.mjs");
    log.mockRestore();
    expect(sentences).toHaveLength(1);
    expect(readFeed(atom).entries).toMatchObject([
      { title: "On engines", url: "https://ada.example/engines", bylines: [{ name: "Ada Byron" }] },
    ]);
  });

  it("build-step: Astro, Eleventy and Vite", async () => {
    const { astroFeeds, eleventyFeeds, viteFeeds } = await load<{
      astroFeeds(): { hooks: { "astro:build:done"(done: { dir: URL }): Promise<void> } };
      eleventyFeeds(config: { on(event: string, work: (done: object) => Promise<void>): void }): void;
      viteFeeds(): { configResolved(config: object): void; closeBundle(): Promise<void> };
    }>("build-step.mjs");
    const written = (folder: string) => existsSync(join(folder, "feed.xml")) && posts(join(folder, "feed.xml")).length;

    const astro = temporaryFolder(site());
    await astroFeeds().hooks["astro:build:done"]({ dir: pathToFileURL(`${astro}/`) });
    expect(written(astro)).toBe(2);

    const eleventy = temporaryFolder(site());
    const events = new Map<string, (done: object) => Promise<void>>();
    eleventyFeeds({ on: (event, work) => void events.set(event, work) });
    await events.get("eleventy.after")?.({ dir: { output: eleventy } });
    expect(written(eleventy)).toBe(2);

    const vite = temporaryFolder();
    put(vite, under("dist", site()));
    const plugin = viteFeeds();
    plugin.configResolved({ root: vite, build: { outDir: "dist" } });
    await plugin.closeBundle();
    expect(written(join(vite, "dist"))).toBe(2);
  });
});
