import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.ts";
import { main } from "../../src/cli/main.ts";
import { type Reading, readFeed } from "../../src/index.ts";
import { startServer } from "../crawl/recording-server.ts";

const world = resolve(import.meta.dirname, "../../fixtures/world");
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "offprint-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(argv: string[], stdin = "", color = false) {
  let out = "";
  let err = "";
  const code = await main(argv, {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    stdin: async () => new TextEncoder().encode(stdin),
    cwd: folder,
    isTTY: false,
    color,
    columns: 120,
  });
  return { code, out, err };
}

const file = (name: string) => join(world, name);

describe("offprint read", () => {
  it("shows a table that a person can read", async () => {
    const { code, out } = await run(["read", file("composing-room-page-3.txt"), file("wexler.atom.xml")]);
    expect(code).toBe(0);
    expect(out).toMatch(/composing-room-page-3\.txt {2}.*plain text listing, 5 posts, page 3 of 12\n/);
    expect(out).toMatch(/A Hand Press in a Small Flat: Part 2 +Ines Quarrie +\d+ +part 2; first on Ink and Quoin/);
    expect(out).toMatch(/“Wexler on Type”, Atom 1\.0, 2 posts\n/);
    expect(out.split("\n").every((line) => line.length <= 160)).toBe(true);
  });

  it("gives the model as JSON, from standard input too", async () => {
    const { out } = await run(
      ["read", "--json", "--url", "https://wexler.example/atom.xml", "-"],
      readFileSync(file("wexler.atom.xml"), "utf8"),
    );
    expect(JSON.parse(out)).toMatchObject({
      format: "atom",
      entries: [{ title: "Lead, Tin, Antimony" }, { title: "One Fount, One Size" }],
    });
  });

  it("goes on after a file that cannot be read, says which, and exits with 1", async () => {
    const { code, out, err } = await run(["read", "missing.xml", file("wexler.atom.xml")]);
    expect(code).toBe(1);
    expect(out).toMatch(/“Wexler on Type”, Atom 1\.0, 2 posts\n/);
    expect(err).toMatch(/^offprint: missing\.xml: no such file\n$/);
  });

  it("shows what is one, and why", async () => {
    const { out } = await run([
      "read",
      "--resolve",
      "--url",
      "https://presswork.example/@inesq/feed",
      file("presswork-ines.rss.xml"),
      file("composing-room-page-3.txt"),
    ]);
    expect(out).toContain("7 entries are 6 posts");
  });

  it("counts words in any script, and a long text in no time", async () => {
    const told = async (text: string) =>
      (
        await run(
          ["read", "-"],
          `<rss version='2.0'><channel><item><title>T</title><description>&lt;p&gt;${text}&lt;/p&gt;</description></item></channel></rss>`,
        )
      ).out;
    expect(await told("It’s O'Hara’s naïve fount, 12 pt.")).toMatch(/ 6\n$/);
    expect(await told("活字を組む two")).toMatch(/ 6\n$/);
    expect(await told("word ".repeat(300_000))).toMatch(/ 300000\n$/);
  });

  it("strips what would move the cursor", async () => {
    const { out } = await run(
      ["read", "-"],
      "<rss version='2.0'><channel><title>t</title><link>https://a.example/</link><item><title>red &#x202e;evil\u009b31m</title></item></channel></rss>",
    );
    expect(out).not.toMatch(/[\u009b\u202e]/);
  });
});

describe("offprint convert", () => {
  it.each(["rss", "atom", "json"])("writes %s to a file, whole", async (format) => {
    const target = join(folder, `out.${format}`);
    const { code, err } = await run([
      "convert",
      file("composing-room-page-3.txt"),
      "--to",
      format,
      "-o",
      target,
      "--home",
      "https://composingroom.example/",
      "--url",
      "https://composingroom.example/page/3/",
    ]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(
      readFeed(readFileSync(target))
        .entries.map((e) => e.title)
        .sort(),
    ).toEqual([
      "A Hand Press in a Small Flat: Part 1",
      "A Hand Press in a Small Flat: Part 2",
      "Lead, Tin, Antimony: What Is in Your Type",
      "Open Workshop Dates for the Spring",
      "What the Proof Reader Sees First",
    ]);
  });

  it("writes to standard output", async () => {
    const { out } = await run(["convert", file("wexler.atom.xml"), "--to", "json"]);
    expect(JSON.parse(out)).toMatchObject({ version: "https://jsonfeed.org/version/1.1", title: "Wexler on Type" });
  });
});

describe("an address", () => {
  it("is asked, and read by what the server says of it; one in a private network only when allowed", async () => {
    const page = `<html lang="en"><body>${["One", "Two", "Three"].map((t) => `<article><h2><a href="/2026/${t}">${t} Founts</a></h2><time>3 days ago</time><p>Of type and paper.</p></article>`).join("")}</body></html>`;
    const server = await startServer((_, response) => response.setHeader("Content-Type", "text/html; charset=utf-8").end(page));
    try {
      expect(await run(["read", `${server.url}/blog/`])).toMatchObject({ code: 1, out: "", err: expect.stringContaining("127.0.0.1") });
      expect(server.asked).toEqual([]);
      const { code, out } = await run(["read", "--json", "--allow-private", `${server.url}/blog/`]);
      expect(code).toBe(0);
      const { entries } = JSON.parse(out) as Reading;
      expect(entries.map((entry) => entry.url)).toEqual(["One", "Two", "Three"].map((t) => `${server.url}/2026/${t}`));
      const day = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 8);
      expect(entries[0]?.published?.slice(0, 8)).toBe(day);
      const told = await run(["read", "--explain", "--allow-private", `${server.url}/blog/`]);
      expect(told.out).toMatch(/^http:.* {2}listing, 3 entries/);
      expect(told.out).toMatch(/^ {2}"Two Founts" http:.*: .*; at body > article/m);
    } finally {
      await server.close();
    }
  });
});

describe("offprint export and import", () => {
  it("carry an archive to another place", async () => {
    const archive = await openArchive(join(folder, "old.db"));
    await archive.add([readFeed(readFileSync(file("wexler.atom.xml")), { url: "https://wexler.example/atom.xml" })]);
    await archive.close();
    const exported = await run(["export", "--archive", "old.db"]);
    expect(await run(["import", "--archive", "deep/new.db", "-"], exported.out)).toMatchObject({
      code: 0,
      out: "2 entries taken in, 0 changed, 0 held already.\n",
    });
    writeFileSync(join(folder, "old.jsonl"), exported.out);
    expect((await run(["import", "--archive", "deep/new.db", "old.jsonl"])).out).toBe("0 entries taken in, 0 changed, 2 held already.\n");
    expect((await run(["export", "--archive", "deep/new.db"])).out).toBe(exported.out);
    expect(await run(["import", "--archive", "never.db", "missing.jsonl"])).toMatchObject({ code: 1, out: "" });
    expect(existsSync(join(folder, "never.db"))).toBe(false);
  });
});

describe("offprint check", () => {
  it("says what is wrong, where, and exits with 1", async () => {
    writeFileSync(
      join(folder, "bad.xml"),
      '<rss version="2.0">\n<channel><title>Ada</title>\n<link>https://ada.example/</link><description>x</description><item><pubDate>yesterday</pubDate><title>t</title></item></channel></rss>',
    );
    const { code, out } = await run(["check", "bad.xml"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^ {2}3:\d+ {2}error {2}.*pubDate/m);
  });

  it("tells of a rule five times, and how often besides", async () => {
    const items = "<item><title>t</title><pubDate>yesterday</pubDate></item>".repeat(40);
    const feed = `<rss version="2.0"><channel><title>Ada</title><link>https://ada.example/</link><description>x</description>${items}</channel></rss>`;
    const dates = (out: string) => out.split("\n").filter((line) => line.includes("pubDate: ")).length;
    const few = await run(["check", "-"], feed);
    expect(dates(few.out)).toBe(5);
    expect(few.out).toMatch(/ {2}and \d+ more of the same rules \(--all shows them\)\n$/);
    expect(dates((await run(["check", "--all", "-"], feed)).out)).toBe(40);
  });

  it("goes on after a file that cannot be read", async () => {
    const { code, out, err } = await run(["check", "missing.xml", "bad.xml", "missing-too.xml"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^bad\.xml {2}/);
    expect(err.trim().split("\n")).toHaveLength(2);
  });

  it("is silent over what convert writes", async () => {
    const { out: feed } = await run([
      "convert",
      file("wexler.atom.xml"),
      "--to",
      "atom",
      "--feed-url",
      "https://planet.example/atom.xml",
      "--home",
      "https://planet.example/",
    ]);
    expect(await run(["check", "-"], feed)).toEqual({ code: 0, out: "standard input  nothing to mend\n", err: "" });
  });
});

describe("a wrong call", () => {
  it.each([
    [["read"], 2, /no file or address given/],
    [["read", "--nonsense", "x"], 2, /--nonsense/],
    [["frobnicate"], 2, /unknown command "frobnicate"/],
    [["constructor"], 2, /unknown command "constructor"/],
    [["convert", "x.xml"], 2, /--to is wanted/],
    [["convert", "x.xml", "--to", "pdf"], 2, /not "pdf"/],
    [["read", "missing.xml"], 1, /missing\.xml: no such file/],
    [["read", "http://127.0.0.1:9/feed.xml"], 1, /127\.0\.0\.1/],
    [["read", "."], 1, /is a folder/],
    [["read", "-"], 1, /standard input: /],
    [["read", "--url", "nowhere", "-"], 2, /--url wants an address/],
  ])("%j is one clear line and exit code %d", async (argv, wanted, message) => {
    const { code, out, err } = await run(argv);
    expect({ code, out }).toEqual({ code: wanted, out: "" });
    expect(err).toMatch(message);
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).not.toMatch(/ at .*:\d+/);
  });
});

describe("offprint help", () => {
  it("lists every command, and tells each one's options", async () => {
    const { out } = await run([]);
    const commands = [...out.matchAll(/^ {2}offprint ([a-z]+)/gm)].map((m) => m[1] as string);
    expect(commands).toEqual(expect.arrayContaining(["read", "convert", "check", "help"]));
    for (const command of commands) {
      expect((await run(["help", command])).out).toContain(`offprint ${command}`);
      expect((await run([command, "--help"])).code).toBe(0);
    }
  });
});
