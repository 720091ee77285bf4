import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runBuild } from "../../src/cli/commands/build.ts";
import { main } from "../../src/cli/main.ts";
import { put, rss, temporaryFolder } from "./temporary-folder.ts";

function terminal(cwd: string, more: { isTTY?: boolean; color?: boolean; stdin?: string } = {}) {
  const said = { out: "", err: "" };
  const io = {
    stdout: { write: (text: string) => (said.out += text) },
    stderr: { write: (text: string) => (said.err += text) },
    stdin: async () => new TextEncoder().encode(more.stdin ?? ""),
    cwd,
    isTTY: more.isTTY ?? false,
    color: more.color ?? false,
    columns: 100,
  };
  return { said, io };
}

async function run(cwd: string, ...argv: string[]) {
  const { said, io } = terminal(cwd);
  return { code: await main(argv, io), ...said };
}

const config = JSON.stringify({
  title: "T",
  home: "https://t.example/",
  sources: "in/*.xml",
  feeds: [{ file: "out/feed.xml" }, { file: "out/feed.json" }],
});

describe("offprint build", () => {
  it("shows what came and what was written, then that nothing changed", async () => {
    const folder = temporaryFolder({ "offprint.config.json": config, "in/a.xml": rss("a.example", ["type", "ink"]), "in/deep/x": "" });
    const first = await run(join(folder, "in"), "build");
    expect(first.code).toBe(0);
    expect(first.out).toMatch(/^source +entries +new +changed +gone +copies +failed\nin\/\*\.xml +2 +2 +· +· +· +·\n/);
    expect(first.out).toMatch(/out\/feed\.xml +2 +\d+ +written\n/);
    expect(first.out).toMatch(/\n2 new: 2 posts of 2 entries in .*archive\.db, \d+\.\d s\.\n$/);
    expect(first.out).not.toContain("\u001b");
    expect(first.err).toBe("read 1 of 1\n");
    expect((await run(folder, "build")).out).toMatch(/unchanged\n\nNothing changed: 2 posts/);
    expect(await run(folder, "build", "--quiet")).toEqual({ code: 0, out: "", err: "" });
    const report = await run(folder, "build", "--json", "--dry-run");
    expect(JSON.parse(report.out)).toMatchObject({ ok: true, changed: false, dryRun: true });
    expect(report.err).toBe("");
  });

  it("draws a bar on a terminal and takes it away", async () => {
    const folder = temporaryFolder({ "offprint.config.json": config, "in/a.xml": rss("a.example", ["type"]) });
    const { said, io } = terminal(folder, { isTTY: true, color: true });
    expect(await main(["build"], io)).toBe(0);
    expect(said.err).toMatch(/\r\u001b\[2KReading █+ 1\/1 in\/a\.xml/);
    expect(said.err.endsWith("\r\u001b[2K")).toBe(true);
    expect(said.out).toContain("\u001b[");
  });

  it("tells apart a source that failed (1) and a config or call that is wrong (2)", async () => {
    const folder = temporaryFolder({ "offprint.config.json": config });
    expect(await run(folder, "build")).toMatchObject({ code: 1, err: expect.stringMatching(/failed in\/\*\.xml: no file matches\n/) });
    put(folder, { "offprint.config.json": '{"sources": "x", "feeds": {"file": "a", "format": "xml"}}' });
    expect(await run(folder, "build")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/offprint\.config\.json\n {2}feeds\.format: must be "rss" or "atom" or "json", not "xml"/),
    });
    expect((await run(folder, "build", "--nonsense")).code).toBe(2);
    expect(await run("/", "build")).toMatchObject({ code: 2, err: expect.stringContaining("offprint init") });
  });

  it("writes the other feeds where one cannot be, and says which", async () => {
    const folder = temporaryFolder({ "ada.xml": rss("ada.example", ["type", "ink"]), "out/b.xml/is/a": "folder" });
    put(folder, {
      "offprint.config.json": JSON.stringify({
        title: "T",
        home: "https://t.example/",
        sources: "ada.xml",
        feeds: [{ file: "out/a.xml" }, { file: "out/b.xml" }, { file: "out/c.xml" }],
      }),
    });
    const { code, out, err } = await run(folder, "build");
    expect(code).toBe(1);
    expect(err).toContain(`failed ${join(folder, "out/b.xml")} cannot be written: it is a folder.`);
    expect(out).toMatch(/out\/a\.xml +2 +\d+ +written\nout\/b\.xml +2 +0 +failed\nout\/c\.xml +2 +\d+ +written/);
  });

  it("says which sources it holds that the config does not name, and takes them out when it is told to", async () => {
    const folder = temporaryFolder({
      "in/ada.xml": rss("ada.example", ["type"]),
      "in/old.xml": rss("old.example", ["ink"]),
      "offprint.config.json": config,
    });
    await run(folder, "build");
    rmSync(join(folder, "in/old.xml"));
    expect((await run(folder, "build")).out).toContain(
      "Held, but not in the config: in/old.xml. Their posts stay; offprint forget takes them out.",
    );
    expect((await run(folder, "sources")).out).toMatch(
      /^source +entries +title\nin\/ada\.xml +1 +The ada\.example\nin\/old\.xml +1 +The old\.example\n$/,
    );
    expect(await run(folder, "forget", "in/no.xml")).toMatchObject({
      code: 2,
      err: 'offprint: no source "in/no.xml" is held (offprint sources lists them)\n',
    });
    expect((await run(folder, "forget", "in/old.xml")).out).toBe(
      "1 entry and 1 post gone, 0 changed; offprint build rewrites the feeds.\n",
    );
    const { out } = await run(folder, "build");
    expect(out).not.toContain("Held, but");
    expect(out).toMatch(/out\/feed\.xml +1 +\d+ +written/);
  });

  it("says why a source has nothing to publish, and which one leads nowhere", async () => {
    const page = (meta: string) => `<html><head>${meta}</head><body><main><h1>Ink</h1><p>Made of soot.</p></main></body></html>`;
    const folder = temporaryFolder({
      "dist/a.html": page('<meta name="robots" content="noindex">'),
      "dist/b.html": page(""),
      "saved.xml":
        "<rss version='2.0'><channel><title>s</title><link>/</link><item><title>Type</title><link>/type/</link></item></channel></rss>",
      "offprint.config.json": JSON.stringify({
        title: "T",
        home: "https://t.example/",
        sources: [{ folder: "dist", home: "https://t.example/" }, "saved.xml"],
        feeds: { file: "out.xml" },
      }),
    });
    const { out } = await run(folder, "build");
    expect(out).toContain("dist has nothing to publish in 2 pages: 1 marked noindex, 1 without an article.");
    expect(out).toContain(
      'saved.xml has relative addresses and does not say where it lies: { files: "saved.xml", url: "https://…" } would.',
    );
    expect(readFileSync(join(folder, "out.xml"), "utf8")).not.toContain("t.example/type");
  });

  it("builds again while it watches, and only for what is not its own", async () => {
    const folder = temporaryFolder({ "offprint.config.json": config, "in/a.xml": rss("a.example", ["type"]) });
    const { said, io } = terminal(folder);
    const end = new AbortController();
    const watching = runBuild(["--watch"], io, end.signal);
    const until = async (pattern: RegExp) => {
      for (let tries = 0; !pattern.test(said.out + said.err); tries++) {
        if (tries > 400) throw new Error(`never said ${pattern}: ${said.out}${said.err}`);
        await sleep(25);
      }
    };
    await until(/Watching/);
    put(folder, { "in/b.xml": rss("b.example", ["paper"]) });
    await until(/1 new: 2 posts[\s\S]*Watching[\s\S]*Watching/);
    await sleep(400);
    expect(said.err.match(/Watching/g)).toHaveLength(2);
    // A config that is being written is waited for, and what else changes meanwhile is not missed.
    put(folder, { "offprint.config.json": config.slice(0, -2) });
    await until(/cannot be loaded[\s\S]*Watching/);
    rmSync(join(folder, "in/b.xml"));
    put(folder, { "in/c.xml": rss("c.example", ["ink"]), "offprint.config.json": config });
    await until(/1 new: 3 posts/);
    end.abort();
    expect(await watching).toBe(0);
  });
});

describe("the archive on the command line", () => {
  it("lists posts, says why, takes decisions, exports", async () => {
    const one = rss("a.example", ["type", "ink"]);
    const folder = temporaryFolder({
      "offprint.config.json": config,
      "in/a.xml": one,
      "in/b.xml": one.replaceAll("a.example/", "b.example/").replace("The a.example", "The mirror"),
    });
    expect(await run(folder, "posts")).toMatchObject({ code: 2, err: expect.stringContaining("offprint build makes one") });
    await run(folder, "build");
    const { out } = await run(folder, "posts");
    expect(out).toMatch(/^date +post +by +copies +id\n2026-01-02 +ink explained +Ada a +2 +\w{16}\n/);
    const { posts } = JSON.parse((await run(folder, "posts", "--json", "--limit", "1")).out) as {
      posts: { id: string; url: string; copies: string[] }[];
    };
    const [post] = posts;
    expect(posts).toHaveLength(1);
    for (const name of [post?.id, post?.url, post?.copies[1]]) {
      const why = await run(folder, "why", name ?? "");
      expect(why.out).toMatch(/^ink explained\n\n {2}1\. https:\/\/[ab]\.example\/ink\/ {2}the original\n/);
      expect(why.out).toMatch(/Why they are one\n {2}Copy \d and copy \d are one article \(/);
    }
    expect((await run(folder, "why", "nothing")).code).toBe(2);
    expect((await run(folder, "decide", post?.copies[0] ?? "", post?.copies[1] ?? "", "different")).out).toMatch(
      /^Noted\. \d posts? changed/,
    );
    expect((await run(folder, "posts")).out.match(/ink explained/g)).toHaveLength(2);
    expect((await run(folder, "decide", "a", "b", "perhaps")).code).toBe(2);
    const lines = (await run(folder, "export")).out.trim().split("\n");
    expect(lines).toHaveLength(1 + 2 + 4 + 1);
    expect((await run(folder, "export", "-o", "copy/all.jsonl")).code).toBe(0);
    expect(readFileSync(join(folder, "copy/all.jsonl"), "utf8").trim().split("\n")).toEqual(lines);
    expect((await run(folder, "posts", "--since", "tomorrow")).code).toBe(2);
  });
});

describe("offprint init", () => {
  it("writes a config that builds, by looking at the folder", async () => {
    const page = (path: string, title: string, body: string) =>
      `<html lang="en"><head><title>${title}</title><meta property="og:site_name" content="Press &amp; Co"><link rel="canonical" href="https://press.example/${path}"></head><body>${body}</body></html>`;
    const folder = temporaryFolder({
      "dist/index.html": page("", "Home", "<h1>Press</h1>"),
      "dist/a/index.html": page(
        "a/",
        "A post",
        `<article><h1>A post</h1><time datetime="2026-01-02">2 January 2026</time><p>${"It has some words in it, all of them its own. ".repeat(8)}</p></article>`,
      ),
      "dist/feed.xml": "somebody's own",
    });
    const { code, out } = await run(folder, "init");
    expect(code).toBe(0);
    expect(out).toBe("Found a built site in dist/ (2 pages).\nWrote offprint.config.json.\nNext: npx offprint build\n");
    expect(JSON.parse(readFileSync(join(folder, "offprint.config.json"), "utf8"))).toMatchObject({
      title: "Press & Co",
      home: "https://press.example/",
      sources: ["dist/"],
      feeds: [{ file: "dist/offprint-feed.xml" }, {}, {}],
    });
    expect((await run(folder, "build")).out).toMatch(/\n1 new: 1 post/);
    expect(readFileSync(join(folder, "dist/feed.xml"), "utf8")).toBe("somebody's own");
    expect((await run(folder, "init")).code).toBe(2);
    put(folder, { "package.json": '{"dependencies": {"offprint": "1"}}', "tsconfig.json": "{}" });
    await run(folder, "init", "--force");
    expect(readFileSync(join(folder, "offprint.config.ts"), "utf8")).toMatch(
      /^import \{ defineConfig \} from "offprint\/config";\n\nexport default defineConfig\(\{\n {2}title: "Press & Co",/,
    );
  });

  it("takes lists of feeds, and says what it could not tell", async () => {
    const folder = temporaryFolder({
      "subs.opml": '<opml version="2.0"><body><outline xmlUrl="https://a.example/feed"/></body></opml>',
      "planet.ini": "[Planet]\nname = P\nlink = https://p.example/\n[https://b.example/feed]\n",
    });
    expect((await run(folder, "init")).out).toContain("Found planet.ini (1 feed), subs.opml (1 feed).");
    const empty = temporaryFolder();
    const { out } = await run(empty, "init", "--json");
    expect(out).toMatch(/Found neither[\s\S]*Still to be filled in:\n {2}sources/);
    expect(existsSync(join(empty, "offprint.config.json"))).toBe(true);
    const plain = temporaryFolder({ "feed.xml": rss("a.example", ["type"]) });
    await run(plain, "init", "--json");
    expect((await run(plain, "build")).out).toContain("The config still says https://example.com/, for offprint init found no better");
  });
});
