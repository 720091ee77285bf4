import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const page = (name: string) => readFileSync(join(root, name), "utf8");

describe("src/README.md", () => {
  it("names only files that exist", () => {
    const named = [...page("src/README.md").matchAll(/`((?:[a-z-]+\/)*[a-z0-9-]+\.ts)`/g)].map((m) => m[1] as string);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(join(root, "src", file)))).toEqual([]);
  });

  it("names every room", () => {
    const rooms = readdirSync(join(root, "src"), { withFileTypes: true })
      .filter((d) => d.isDirectory())
      .map((d) => d.name);
    expect(rooms.filter((room) => !page("src/README.md").includes(`${room}/`))).toEqual([]);
  });
});

describe("README.md", () => {
  const blocks = [...page("README.md").matchAll(/```(\w+)[^\n]*\n([\s\S]*?)```/g)].map((m) => ({ language: m[1], code: m[2] as string }));

  it("has snippets that compile against the sources", () => {
    const snippets = blocks.filter((block) => block.language === "ts");
    expect(snippets.length).toBeGreaterThan(4);
    const folder = mkdtempSync(join(root, "tests/house/.snippets-"));
    try {
      snippets.forEach((block, i) => {
        writeFileSync(join(folder, `snippet-${i}.ts`), `${block.code}\nexport {};\n`);
      });
      const source = (name: string) => [join(root, "src", name)];
      writeFileSync(
        join(folder, "tsconfig.json"),
        JSON.stringify({
          extends: join(root, "tsconfig.json"),
          compilerOptions: {
            module: "ESNext",
            moduleResolution: "bundler",
            target: "ES2022",
            typeRoots: [join(root, "node_modules/@types")],
            paths: {
              offprint: source("index.ts"),
              "offprint/archive": source("archive/open-archive.ts"),
              "offprint/crawl": source("crawl/crawl.ts"),
              "offprint/config": source("pipeline/config.ts"),
              "offprint/bridge/rss-parser": source("bridge/rss-parser.ts"),
              "offprint/bridge/feed": source("bridge/feed.ts"),
            },
          },
          include: ["*.ts"],
        }),
      );
      const found = run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "--noEmit", "-p", folder]);
      expect(found).toBe("");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("names in its table every dependency, and no other", () => {
    const { dependencies } = JSON.parse(page("package.json")) as { dependencies: Record<string, string> };
    const rows = [...page("README.md").matchAll(/^\| `([@a-z0-9/-]+)` \|/gm)].map((m) => m[1] as string);
    expect(Object.keys(dependencies).filter((name) => !rows.includes(name))).toEqual([]);
  });

  it("names only commands that the command knows", () => {
    const help = page("src/cli/commands/help.ts");
    const used = [...page("README.md").matchAll(/(?:npx |^|\$ )offprint ([a-z]+)/gm)].map((m) => m[1] as string);
    expect(used.length).toBeGreaterThan(3);
    expect(used.filter((command) => !help.includes(`offprint ${command}`))).toEqual([]);
  });
});

it("AGENTS.md fits on one screen", () => {
  expect(page("AGENTS.md").split("\n").length).toBeLessThanOrEqual(60);
});

it("no page names a path of one machine", () => {
  const tracked = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" }).trim().split("\n");
  const wrong = tracked.filter(
    (file) =>
      /\.(?:md|ts|mjs|json|ya?ml)$/.test(file) && existsSync(join(root, file)) && /\/(?:home|Users|root|work)\/[a-z]/.test(page(file)),
  );
  expect(wrong).toEqual([]);
});

function run(command: string, args: string[]): string {
  try {
    return execFileSync(command, args, { cwd: root, encoding: "utf8" });
  } catch (error) {
    return String((error as { stdout?: string }).stdout ?? error);
  }
}
