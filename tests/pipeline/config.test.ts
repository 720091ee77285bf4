import { join } from "node:path";
import { describe, expect, expectTypeOf, it } from "vitest";
import { defineConfig, findConfig, loadConfig, type OffprintConfig } from "../../src/pipeline/config.ts";
import { glob } from "../../src/pipeline/glob.ts";
import { readPlanetIni } from "../../src/pipeline/planet-ini.ts";
import { configProblems } from "../../src/pipeline/validate-config.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const good = { title: "T", home: "https://t.example/", sources: "a.xml", feeds: { file: "f.xml" } };

describe("a config", () => {
  it("is typed by defineConfig", () => {
    const config = defineConfig({
      ...good,
      feeds: [{ file: "x.json", format: "json", where: (post) => post.tags.length > 0, head: { title: "X" } }],
    });
    expectTypeOf(config).toEqualTypeOf<OffprintConfig>();
    expect(configProblems(config)).toEqual([]);
  });

  it.each<[unknown, string, RegExp]>([
    [7, "", /A config is an object, not 7/],
    [{}, "sources", /is missing/],
    [{ ...good, sources: [] }, "sources", /names no source/],
    [{ ...good, source: "x" }, "source", /is not known here; is "sources" meant\?/],
    [{ ...good, sources: ["a", { folder: "x", home: "nowhere" }] }, "sources[1].home", /must be an address/],
    [{ ...good, sources: [{ stdin: "yes" }] }, "sources[0].stdin", /must be true, not "yes"/],
    [{ ...good, sources: [{ path: "x" }] }, "sources[0]", /must have one of files, folder/],
    [{ ...good, sources: [{ url: "https://a.example/", pages: 0 }] }, "sources[0].pages", /whole number from 1/],
    [
      { ...good, feeds: [{ file: "a.xml" }, { file: "b.xml", format: "atm" }] },
      "feeds[1].format",
      /must be "rss" or "atom" or "json", not "atm"; is "atom" meant\?/,
    ],
    [{ ...good, feeds: { file: "f.xml", where: { since: "yesterday" } } }, "feeds.where.since", /must be a day/],
    [{ ...good, feeds: { file: "f.xml", head: { titel: "x" } } }, "feeds.head.titel", /is "title" meant/],
    [
      { ...good, feeds: { file: "f.xml", archive: { file: "p.xml", url: "https://a.example/{page}" } } },
      "feeds.archive.file",
      /needs \{page\} in it/,
    ],
    [
      { ...good, feeds: { file: "f.xml", archive: { file: "{page}.xml", url: "https://a.example/{page}" } } },
      "feeds.url",
      /is needed with archive/,
    ],
    [{ ...good, feeds: { file: "f.xml", each: "author" } }, "feeds.file", /needs \{slug\} or \{id\}/],
    [{ ...good, feeds: { file: "{slug}/{name}.xml", each: "author" } }, "feeds.file", /\{name\} is for the title/],
    [{ ...good, feeds: [{ file: "f.xml" }, { file: "f.xml" }] }, "feeds[1].file", /is written by feeds\[0\] already/],
    [{ ...good, title: undefined }, "feeds.head.title", /is needed/],
    [{ ...good, fetch: { userAgent: "x\r\nHost: y" } }, "fetch.userAgent", /on one line/],
    [{ ...good, resolve: { same: [["https://a.example/"]] } }, "resolve.same[0]", /must be a pair of addresses/],
  ])("says where %j is wrong", (config, path, message) => {
    const [first] = configProblems(config);
    expect(first?.path).toBe(path);
    expect(first?.message).toMatch(message);
  });

  it("is found here or above, and loaded from TypeScript, modules, CommonJS and JSON", async () => {
    const source = JSON.stringify(good);
    const folder = temporaryFolder({
      "ts/offprint.config.ts": `import type { Some } from "./nothing.ts";\nconst title: string = "From TypeScript";\nexport default { ...${source}, title } as Some;`,
      "mjs/offprint.config.mjs": `export default async () => (${source});`,
      "cjs/offprint.config.js": `module.exports = ${source};`,
      "cjs/package.json": "{}",
      "in-modules/offprint.config.cjs": `module.exports = ${source};`,
      "in-modules/package.json": '{"type": "module"}',
      "cts/offprint.config.cts": `const config: unknown = ${source};\nmodule.exports = config;`,
      // As some editors save it.
      "json/offprint.config.json": `\ufeff${source.replaceAll(",", ",\r\n")}`,
      "json/deep/er/x.txt": "",
      "broken/offprint.config.mjs": "export default {",
      "wrong/offprint.config.json": '{"sources": "a", "feeds": {"file": 7}}',
    });
    expect((await loadConfig(join(folder, "ts/offprint.config.ts"))).config.title).toBe("From TypeScript");
    for (const name of [
      "mjs/offprint.config.mjs",
      "cjs/offprint.config.js",
      "in-modules/offprint.config.cjs",
      "cts/offprint.config.cts",
      "json/offprint.config.json",
    ])
      expect((await loadConfig(join(folder, name))).config).toEqual(good);
    expect(findConfig(join(folder, "in-modules"))).toBe(join(folder, "in-modules/offprint.config.cjs"));
    expect(findConfig(join(folder, "json/deep/er"))).toBe(join(folder, "json/offprint.config.json"));
    await expect(loadConfig(join(folder, "broken/offprint.config.mjs"))).rejects.toMatchObject({
      code: "invalid-config",
      path: join(folder, "broken/offprint.config.mjs"),
    });
    await expect(loadConfig(join(folder, "wrong/offprint.config.json"))).rejects.toMatchObject({
      code: "invalid-config",
      path: "feeds.file",
      message: expect.stringContaining("feeds.file: must be a text, not 7"),
    });
    await expect(loadConfig(join(folder, "none.ts"))).rejects.toMatchObject({ code: "invalid-config" });
  });
});

describe("globs", () => {
  it("stay inside names, go through folders, choose, and leave dots alone", () => {
    const folder = temporaryFolder({
      "a/x.xml": "",
      "a/y.html": "",
      "a/b/z.xml": "",
      "a/.hidden/h.xml": "",
      "a/node_modules/m/n.xml": "",
      "a/[1].xml": "",
      "c.xml": "",
    });
    expect(glob("a/*.xml", folder)).toEqual(["a/[1].xml", "a/x.xml"]);
    expect(glob("**/*.xml", folder)).toEqual(["a/[1].xml", "a/b/z.xml", "a/x.xml", "c.xml"]);
    expect(glob("./a/**/*.{xml,html}", folder)).toEqual(["a/[1].xml", "a/b/z.xml", "a/x.xml", "a/y.html"]);
    expect(glob("a/[x-y].*", folder)).toEqual(["a/x.xml", "a/y.html"]);
    expect(glob("a/.hidden/*", folder)).toEqual(["a/.hidden/h.xml"]);
    expect(glob("a/?.xml", folder)).toEqual(["a/x.xml"]);
    expect(glob(`${folder}/a/*.html`, "/nowhere")).toEqual([`${folder}/a/y.html`]);
    expect(glob("../*.xml", `${folder}/a`)).toEqual(["../c.xml"]);
  });
});

describe("a planet.ini", () => {
  it("is read as Python's ConfigParser reads it", () => {
    const planet =
      "\ufeff[Planet]\r\nname = The Planet\r\nlink: https://p.example/\r\n; a comment\r\n[https://a.example/feed]\r\nname = A\r\n  continued\r\nface = a.png\r\n[DEFAULT]\r\n[feed://b.example/rss]\r\n";
    expect(readPlanetIni(planet)).toEqual({
      name: "The Planet",
      link: "https://p.example/",
      feeds: [{ url: "https://a.example/feed", name: "A continued" }, { url: "http://b.example/rss" }],
    });
  });
});
