import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const world = join(root, "fixtures/world");
const seen = JSON.stringify({ posts: 8, authors: 3, error: true });
let place: string;

/** What somebody who installed the package writes; it prints what it saw. */
const use = `
const folder = ${JSON.stringify(world)};
const sources = { "composing-room-page-3.txt": "https://composingroom.example/", "ink-and-quoin.html": "https://inkandquoin.example/", "presswork-ines.rss.xml": "https://presswork.example/@inesq/feed", "wexler.atom.xml": "https://wexler.example/atom.xml" };
const readings = Object.entries(sources).map(([name, url]) => read(readFileSync(join(folder, name)), { url }));
const { posts, authors } = resolve(readings);
for (const write of [writeRss, writeAtom, writeJsonFeed]) if (readFeed(write({ title: "World", home: "https://planet.example/" }, posts)).entries.length !== posts.length) throw new Error("lost in writing");
let error = false;
try { read(""); } catch (e) { error = e instanceof OffprintError && e.code === "empty-input"; }
console.log(JSON.stringify({ posts: posts.length, authors: authors.length, error }));
`;
const names = "OffprintError, read, readFeed, resolve, writeAtom, writeJsonFeed, writeRss";

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "offprint-package-"));
  if (!existsSync(join(root, "dist/index.d.cts")))
    execFileSync(process.execPath, [join(root, "node_modules/tsup/dist/cli-default.js"), "--silent"], { cwd: root });
  execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", place], { cwd: root });
  execFileSync("tar", ["xzf", join(place, `offprint-${JSON.parse(readFileSync(join(root, "package.json"), "utf8")).version}.tgz`)], {
    cwd: place,
  });
  // Our dependencies, as an installation would lay them, without asking the registry again.
  mkdirSync(join(place, "node_modules"));
  symlinkSync(join(place, "package"), join(place, "node_modules/offprint"));
  symlinkSync(join(root, "node_modules"), join(place, "package/node_modules"));
}, 180_000);

afterAll(() => rmSync(place, { recursive: true, force: true }));

const run = (args: string[]) => execFileSync(process.execPath, args, { cwd: place, encoding: "utf8" }).trim();

describe("the packed tarball", () => {
  it("is used from ES modules", () => {
    writeFileSync(
      join(place, "use.mjs"),
      `import { readFileSync } from "node:fs"; import { join } from "node:path"; import { ${names} } from "offprint";${use}`,
    );
    expect(run(["use.mjs"])).toBe(seen);
  });

  it("is used from CommonJS", () => {
    writeFileSync(
      join(place, "use.cjs"),
      `const { readFileSync } = require("node:fs"); const { join } = require("node:path"); const { ${names} } = require("offprint");${use}`,
    );
    expect(run(["use.cjs"])).toBe(seen);
  });

  it("gives errors that are instances across the two copies", () => {
    writeFileSync(
      join(place, "both.mjs"),
      `import { createRequire } from "node:module"; import { OffprintError } from "offprint"; const other = createRequire(import.meta.url)("offprint"); try { other.read(""); } catch (error) { console.log(error instanceof OffprintError, other.OffprintError === OffprintError); }`,
    );
    expect(run(["both.mjs"])).toBe("true false");
  });

  it("has every subpath in both kinds", () => {
    const subpaths = Object.keys(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports).map((key) =>
      key.replace(/^\./, "offprint"),
    );
    const list = JSON.stringify(subpaths.filter((name) => !name.endsWith(".json")));
    writeFileSync(
      join(place, "all.mjs"),
      `for (const name of ${list}) if (!Object.keys(await import(name)).length) throw new Error(name); console.log("all");`,
    );
    writeFileSync(
      join(place, "all.cjs"),
      `for (const name of ${list}) if (!Object.keys(require(name)).length) throw new Error(name); console.log("all");`,
    );
    expect([run(["all.mjs"]), run(["all.cjs"])]).toEqual(["all", "all"]);
  });

  it.each([
    ["node16", { module: "node16", moduleResolution: "node16" }],
    ["bundler", { module: "esnext", moduleResolution: "bundler" }],
  ])("has types for %s", (_, options) => {
    mkdirSync(join(place, "node_modules/@types"), { recursive: true });
    if (!existsSync(join(place, "node_modules/@types/node")))
      symlinkSync(join(root, "node_modules/@types/node"), join(place, "node_modules/@types/node"));
    for (const extension of ["mts", "cts"]) {
      writeFileSync(
        join(place, `typed.${extension}`),
        `import { type Entry, type Post, OffprintError, read, resolve, writeAtom } from "offprint";
import { type OffprintConfig, defineConfig } from "offprint/config";
const reading = read("x", { url: "https://ada.example/" });
const entry: Entry | undefined = reading.entries[0];
const title: string | undefined = entry?.title;
const posts: readonly Post[] = resolve([reading]).posts;
export const feed: string = writeAtom({ title: title ?? "", home: "https://ada.example/" }, posts.filter((post) => post.authors.length > 0));
export const config: OffprintConfig = defineConfig({ sources: ["feed.xml"], feeds: [{ file: "out.xml", format: "rss", head: { title: "A", home: "https://ada.example/" } }] });
// @ts-expect-error a reading's entries are readonly
reading.entries.push(entry as Entry);
export const code = (e: unknown) => (e instanceof OffprintError ? e.code : undefined);
`,
      );
    }
    writeFileSync(
      join(place, "tsconfig.json"),
      JSON.stringify({
        compilerOptions: {
          ...options,
          target: "es2022",
          strict: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: false,
          noEmit: true,
          types: ["node"],
        },
        files: ["typed.mts", "typed.cts"],
      }),
    );
    expect(() => run([join(root, "node_modules/typescript/bin/tsc"), "-p", "."])).not.toThrow();
  });

  it("carries what is wanted and nothing else", () => {
    const files = execFileSync("find", [".", "-type", "f", "-not", "-path", "./node_modules/*"], {
      cwd: join(place, "package"),
      encoding: "utf8",
    })
      .trim()
      .split("\n")
      .sort();
    expect(files.filter((file) => !file.startsWith("./dist/"))).toEqual(["./LICENSE", "./README.md", "./package.json"]);
    expect(files.some((file) => /\.(?:test|bench)\.|fixtures/.test(file))).toBe(false);
  });

  it("has a command", () => {
    expect(run([join(place, "package/dist/cli.js"), "--version"])).toBe("0.1.0");
    expect(run([join(place, "package/dist/cli.js"), "read", join(world, "wexler.atom.xml")])).toContain("Lead, Tin, Antimony");
  });
});
