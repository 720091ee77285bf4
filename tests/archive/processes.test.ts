import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openArchive } from "../../src/archive/open-archive.ts";
import { ENTRIES, makeEntry, makeReading, numberedReading } from "./make-readings.ts";

/** `OFFPRINT_KILLS=500 npx vitest run tests/archive/processes.test.ts` is the whole of it; every run of the tests does a few. */
const KILLS = Number(process.env.OFFPRINT_KILLS ?? 6);
const READINGS = 100_000;
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "offprint-processes-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function adder(
  args: (string | number)[],
  options: { uid?: number } = {},
): { child: ChildProcess; lines: string[]; ready: Promise<void>; end: Promise<void> } {
  const child = spawn(process.execPath, ["--import", "jiti/register", join(import.meta.dirname, "adder.ts"), ...args.map(String)], {
    stdio: ["ignore", "pipe", "pipe"],
    ...options,
  });
  const lines: string[] = [];
  let rest = "";
  let errors = "";
  let isReady = () => {};
  const ready = new Promise<void>((settle) => {
    isReady = settle;
  });
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  child.stdout?.on("data", (chunk) => {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    if (lines.length) isReady();
  });
  const end = new Promise<void>((settle, fail) => {
    child.on("close", (code, signal) => {
      isReady();
      if (code === 0 || signal === "SIGKILL") settle();
      else fail(new Error(errors));
    });
  });
  return { child, lines, ready, end };
}

describe("an archive and processes", () => {
  it(`holds each reading wholly or not at all, and loses none, over ${KILLS} kills at random moments`, {
    timeout: 60_000 + KILLS * 5_000,
  }, async () => {
    const path = join(folder, "killed.db");
    let next = 0;
    let inTheMiddle = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const { child, lines, ready, end } = adder([path, next, READINGS]);
      await ready;
      await new Promise((settle) => setTimeout(settle, Math.random() * 150));
      child.kill("SIGKILL");
      await end;
      const said = lines.filter((line) => /^\d+$/.test(line)).map(Number);
      const archive = await openArchive(path);
      const held = [...(await archive.documents("document "))].length;
      expect(held).toBeGreaterThanOrEqual(next + said.length);
      expect(await archive.stats()).toMatchObject({ entries: held * ENTRIES });
      if (held > 0) expect(await archive.entry(numberedReading(held - 1).entries[ENTRIES - 1]?.id ?? "")).toBeDefined();
      if (held > next + said.length) inTheMiddle++;
      next = held;
      await archive.close();
    }
    // Run to an end, it says what an archive says that nobody disturbed.
    const goal = next + 3;
    const { lines, end } = adder([path, next, goal]);
    await end;
    const calm = await openArchive(":memory:");
    await calm.add(Array.from({ length: goal }, (_, i) => numberedReading(i)));
    expect(lines.at(-1)).toBe(`posts ${(await calm.stats()).posts}`);
    const killed = await openArchive(path);
    expect(await killed.fingerprints()).toEqual(await calm.fingerprints());
    expect(await killed.authors()).toEqual(await calm.authors());
    await Promise.all([killed.close(), calm.close()]);
    if (KILLS > 100) console.log(`${KILLS} kills, ${goal} readings, ${inTheMiddle} killed between the commit and the word of it`);
  });

  it("takes turns between two writers, one of which opened it first", { timeout: 60_000 }, async () => {
    const path = join(folder, "two.db");
    const [even, odd] = [adder([path, 0, 24, 2]), adder([path, 1, 24, 2])];
    await Promise.all([even.end, odd.end]);
    expect(even.lines.length + odd.lines.length).toBe(24 + 4);
    const calm = await openArchive(":memory:");
    await calm.add(Array.from({ length: 24 }, (_, i) => numberedReading(i)));
    const archive = await openArchive(path);
    expect(await archive.fingerprints()).toEqual(await calm.fingerprints());
    await Promise.all([archive.close(), calm.close()]);
  });

  it("is read where nothing can be written, and says so when it is to be written", { timeout: 60_000 }, async () => {
    const place = join(folder, "read-only");
    mkdirSync(place);
    const path = join(place, "archive.db");
    const archive = await openArchive(path);
    await archive.add(makeReading("https://ada.example/feed", [makeEntry("https://ada.example/feed", "one")]));
    await archive.close();
    chmodSync(path, 0o444);
    chmodSync(place, 0o555);
    chmodSync(folder, 0o755);
    // Root may write anything: the test is somebody else then.
    const root = process.getuid?.() === 0;
    if (root) chownSync(place, 0, 0);
    const run = (to: number) => adder([path, 0, to], root ? { uid: 65534 } : {});
    const [read, write] = [run(0), run(1)];
    await Promise.all([read.end, write.end]);
    expect(read.lines).toEqual(["ready", "posts 1"]);
    expect(write.lines).toEqual(["ready", "archive-unwritable"]);
    chmodSync(place, 0o755);
  });
});
