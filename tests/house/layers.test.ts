import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../../src");

/** What a room may import besides itself. `model ← values ← read, resolve, write, check ← bridge ← archive ← crawl ← pipeline ← cli`. */
const core = ["model", "values"];
const rooms = ["read", "resolve", "write", "check"];
const allowed: Record<string, readonly string[]> = {
  model: [],
  values: ["model"],
  ...Object.fromEntries(rooms.map((room) => [room, core])),
  bridge: [...core, "read", "write"],
  archive: [...core, ...rooms],
  crawl: [...core, ...rooms, "archive"],
  pipeline: [...core, ...rooms, "bridge", "archive", "crawl"],
  cli: [...core, ...rooms, "bridge", "archive", "crawl", "pipeline"],
};
const touchesTheMachine = new Set(["archive", "crawl", "pipeline", "cli"]);
const coreDependencies = new Set(["cheerio", "htmlparser2", "domhandler"]);

const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
/** What a file imports: its static imports and re-exports stand at the start of a line, `import()` anywhere. */
const importsOf = (file: string) =>
  [
    ...stripComments(readFileSync(join(root, file), "utf8")).matchAll(
      /^(?:import|export)\s(?:[^;"'`]*?\sfrom\s*)?"([^"\n]+)";?$|\bimport\(\s*"([^"\n]+)"\s*\)/gm,
    ),
  ].map((m) => m[1] ?? m[2] ?? "");
const roomOf = (file: string) => (file.includes("/") ? (file.split("/")[0] as string) : "index");

it("every folder of src is a known room", () => {
  expect([...new Set(files.map(roomOf))].sort()).toEqual([...Object.keys(allowed), "index"].sort());
});

it("rooms import only what lies beneath them", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith("."))
      .map((name) => relative(root, resolve(root, dirname(file), name)))
      .filter((target) => roomOf(file) !== "index" && roomOf(target) !== roomOf(file) && !allowed[roomOf(file)]?.includes(roomOf(target)))
      .map((target) => `${file} → ${target}`),
  );
  expect(wrong).toEqual([]);
});

it("the core touches neither node: modules nor packages that it did not choose", () => {
  const wrong = files
    .filter((file) => !touchesTheMachine.has(roomOf(file)))
    .flatMap((file) =>
      importsOf(file)
        .filter((name) => !name.startsWith(".") && !coreDependencies.has(name.split("/")[0] as string))
        .filter((name) => !(roomOf(file) === "bridge" && ["feed", "rss-parser"].includes(name)))
        .map((name) => `${file} → ${name}`),
    );
  expect(wrong).toEqual([]);
});

it("only the command names globals of Node", () => {
  const wrong = files.filter(
    (file) =>
      !touchesTheMachine.has(roomOf(file)) &&
      /\b(?:process|Buffer|__dirname|require)\s*[.(]/.test(stripComments(readFileSync(join(root, file), "utf8"))),
  );
  expect(wrong).toEqual([]);
});

it("relative imports are written with their .ts", () => {
  const wrong = files.flatMap((file) =>
    importsOf(file)
      .filter((name) => name.startsWith(".") && !name.endsWith(".ts"))
      .map((name) => `${file} → ${name}`),
  );
  expect(wrong).toEqual([]);
});

function stripComments(source: string): string {
  return source.replace(/^\s*(?:\/\*[\s\S]*?\*\/|\/\/[^\n]*)/gm, "");
}
