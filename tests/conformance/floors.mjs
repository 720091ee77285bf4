// Runs the scorers of ../shared and holds each figure against the floor that it has reached: no score falls again.
// From the project's root, after a build:  node tests/conformance/floors.mjs [NAME…]
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const floors = JSON.parse(readFileSync(new URL("./floors.json", import.meta.url), "utf8"));
const only = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const { name, command, figures } of floors) {
  if (only.length && !only.includes(name)) continue;
  let out = "";
  try {
    out = execFileSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    out = String(error.stdout ?? "");
  }
  for (const { figure, pattern, atLeast, atMost } of figures) {
    const found = new RegExp(pattern).exec(out)?.[1];
    const value = Number(found);
    const holds = found !== undefined && (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);
    if (holds) passed++;
    else failed++;
    console.log(
      `${holds ? "ok  " : "FAIL"} ${name}: ${figure} ${found ?? "not printed"} (${atLeast === undefined ? `at most ${atMost}` : `at least ${atLeast}`})`,
    );
  }
}
console.log(`${passed} passed, ${failed} failed, 0 skipped`);
process.exit(failed ? 1 : 0);
