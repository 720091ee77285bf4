import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { OffprintConfig } from "../../pipeline/config-shape.ts";
import { CONFIG_NAMES } from "../../pipeline/load-config.ts";
import { proposeConfig } from "../../pipeline/propose-config.ts";
import { writeOutput } from "../../pipeline/write-output.ts";
import { type Io, UsageError } from "../io.ts";
import { paint } from "../print.ts";

/** `offprint init`: writes a config by looking at the folder. */
export async function runInit(argv: string[], io: Io): Promise<number> {
  const { values } = parseArgs({ args: argv, options: { json: { type: "boolean" }, force: { type: "boolean" } } });
  const there = CONFIG_NAMES.find((name) => existsSync(join(io.cwd, name)));
  if (there !== undefined && !values.force) throw new UsageError(`${there} is here already (--force writes over it)`);
  const { config, found, open } = proposeConfig(io.cwd);
  const kind = values.json ? "json" : await kindFor(io.cwd);
  const name = `offprint.config.${kind}`;
  await writeOutput(join(io.cwd, name), [kind === "json" ? `${JSON.stringify(config, null, 2)}\n` : asModule(config)]);
  const lines = [
    found.length ? `Found ${found.join(", ")}.` : "Found neither a built site nor a list of feeds here.",
    `Wrote ${paint(io, "bold", name)}.`,
    ...(open.length ? ["Still to be filled in:", ...open.map((one) => `  ${one}`)] : []),
    `Next: ${paint(io, "cyan", "npx offprint build")}`,
  ];
  io.stdout.write(`${lines.join("\n")}\n`);
  return 0;
}

/** TypeScript in a folder of TypeScript; a module where offprint is installed, so that its import resolves; else JSON. */
async function kindFor(folder: string): Promise<"ts" | "mjs" | "json"> {
  const own = await readFile(join(folder, "package.json"), "utf8").catch(() => "");
  if (!own.includes('"offprint"') && !existsSync(join(folder, "node_modules", "offprint"))) return "json";
  return existsSync(join(folder, "tsconfig.json")) ? "ts" : "mjs";
}

function asModule(config: OffprintConfig): string {
  const body = JSON.stringify(config, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
  return `import { defineConfig } from "offprint/config";\n\nexport default defineConfig(${body});\n`;
}
