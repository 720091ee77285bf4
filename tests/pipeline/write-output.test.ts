import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { OffprintError } from "../../src/model/error.ts";
import { slug } from "../../src/pipeline/slug.ts";
import { writeOutput } from "../../src/pipeline/write-output.ts";
import { put, temporaryFolder } from "./temporary-folder.ts";

const long = ["a".repeat(3_000_000), "b".repeat(3_000_000), "c"];

it("a file is written whole, and left alone where it says the same", async () => {
  const folder = temporaryFolder();
  const path = join(folder, "deep/er/feed.xml");
  expect(await writeOutput(path, long)).toEqual({ bytes: 6_000_001, changed: true });
  expect(readFileSync(path, "utf8")).toBe(long.join(""));
  utimesSync(path, 1, 1);
  expect(await writeOutput(path, [long.join("")])).toEqual({ bytes: 6_000_001, changed: false });
  expect(statSync(path).mtimeMs).toBe(1000);
  // Longer, shorter, other at the end: each is another file.
  for (const other of [[...long, "d"], long.slice(0, 2), [...long.slice(0, 2), "d"], []]) {
    expect((await writeOutput(path, other)).changed).toBe(true);
    expect(readFileSync(path, "utf8")).toBe(other.join(""));
  }
  expect(readdirSync(join(folder, "deep/er"))).toEqual(["feed.xml"]);
});

it("what cannot be made to the end leaves the old file, and nothing beside it", async () => {
  const folder = temporaryFolder({ "feed.xml": "old" });
  const broken = async function* () {
    yield* long;
    throw new RangeError("no more");
  };
  await expect(writeOutput(join(folder, "feed.xml"), broken())).rejects.toThrow(RangeError);
  expect(readFileSync(join(folder, "feed.xml"), "utf8")).toBe("old");
  expect(readdirSync(folder)).toEqual(["feed.xml"]);
});

it.each(["SIGINT", "SIGTERM"] as const)(
  "%s in the middle leaves the old file, and nothing beside it",
  { timeout: 30_000 },
  async (signal) => {
    const folder = temporaryFolder({ "feed.xml": "old" });
    const writer = spawn(
      process.execPath,
      ["--import", "jiti/register", join(import.meta.dirname, "slow-writer.ts"), join(folder, "feed.xml")],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(writer.stdout, "data");
    expect(readdirSync(folder)).toHaveLength(2);
    writer.kill(signal);
    expect(await once(writer, "close")).toEqual([null, signal]);
    expect(readdirSync(folder)).toEqual(["feed.xml"]);
    expect(readFileSync(join(folder, "feed.xml"), "utf8")).toBe("old");
  },
);

it("what a killed run left is taken away by the next, and nothing that somebody may still be writing", async () => {
  const gone = spawnSync(process.execPath, ["-e", ""]).pid;
  const names = [`.offprint-${gone}-1.tmp`, `.offprint-${process.ppid}-1.tmp`, `.offprint-${gone}-2.tmp`, ".other-1-1.tmp"];
  const folder = temporaryFolder(Object.fromEntries(names.map((name) => [name, "half"])));
  for (const name of names) if (!name.endsWith("-2.tmp")) utimesSync(join(folder, name), 1, 1);
  await writeOutput(join(folder, "feed.xml"), ["whole"]);
  expect(readdirSync(folder).sort()).toEqual([...names.slice(1), "feed.xml"].sort());
});

it("a link stays a link, whether there is anything behind it or not, and a file keeps its permissions", async () => {
  const folder = temporaryFolder({ "real/feed.xml": "old" });
  chmodSync(join(folder, "real/feed.xml"), 0o664);
  symlinkSync("real/feed.xml", join(folder, "feed.xml"));
  symlinkSync("real/new.xml", join(folder, "new.xml"));
  for (const name of ["feed.xml", "new.xml"]) {
    await writeOutput(join(folder, name), ["new"]);
    expect(lstatSync(join(folder, name)).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, "real", name), "utf8")).toBe("new");
  }
  expect(statSync(join(folder, "real/feed.xml")).mode & 0o777).toBe(0o664);
});

it.skipIf(!existsSync("/dev/null"))("a device is written to and not replaced", async () => {
  expect(await writeOutput("/dev/null", ["gone"])).toEqual({ bytes: 4, changed: true });
  expect(lstatSync("/dev/null").isFile()).toBe(false);
});

it("says why a file cannot be written", async () => {
  const folder = temporaryFolder({ file: "" });
  mkdirSync(join(folder, "folder"));
  symlinkSync("circle", join(folder, "circle"));
  for (const [name, why] of [
    ["folder", "it is a folder"],
    ["file/feed.xml", "a file stands where its folder should be"],
    ["file/deep/feed.xml", "a file stands where its folder should be"],
    ["circle", "its links lead in a circle"],
    [`${"x".repeat(300)}.xml`, "its name is too long"],
  ] as const) {
    const failure = await writeOutput(join(folder, name), ["text"]).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(OffprintError);
    expect(failure).toMatchObject({ code: "output-unwritable", message: `${join(folder, name)} cannot be written: ${why}.` });
  }
});

it("names of any length and script become names that files can have", async () => {
  const folder = temporaryFolder();
  put(folder, {});
  for (const name of ["長".repeat(120), "😀𝒜".repeat(200), "x".repeat(500), "Ünï ".repeat(100)]) {
    const short = slug(name);
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(160);
    expect(short).not.toMatch(/[\ud800-\udfff]/u);
    await writeOutput(join(folder, `${short}.xml`), ["text"]);
  }
  expect(slug("Crème brûlée, twice!")).toBe("creme-brulee-twice");
});
