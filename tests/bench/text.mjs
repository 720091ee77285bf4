// node tests/bench/text.mjs [lines|paragraphs]: a dump of 1, 2, 4, 8, 10 MB of invented posts, CPU seconds, after a build.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const WORDS =
  "the harbour keeps its ledgers in a blue cabinet that nobody opens before noon because ink dries slowly near salt water and every clerk knows how long a winter can be when ships arrive with more questions than freight".split(
    " ",
  );
const NAMES = ["Ilse Marrow", "Tobias Quill", "Wren Halloway"];

/** Random enough for text, the same every time. */
function numbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 9) % below;
  };
}

export function dump(bytes, kind) {
  const next = numbers(7);
  const words = (n) => Array.from({ length: n }, () => WORDS[next(WORDS.length)]).join(" ");
  const sentence = (n) => `${words(n).replace(/^./, (c) => c.toUpperCase())}.`;
  const out = ["The Quay Almanac", "", "Home", "About", "Archive", ""];
  let size = 0;
  for (let post = 0; size < bytes; post++) {
    const day = new Date(Date.UTC(2024, 0, 1) - post * 864e5).toISOString().slice(0, 10);
    const lines = [words(5).replace(/^./, (c) => c.toUpperCase()), "", `Posted on ${day} by ${NAMES[post % 3]}`, ""];
    for (let p = 0; p < 6; p++) lines.push(kind === "lines" ? Array.from({ length: 8 }, () => sentence(7)).join("\n") : sentence(70), "");
    lines.push("Filed under: harbour, ledgers", "", "Leave a comment", "");
    for (const line of lines) {
      out.push(line);
      size += line.length + 1;
    }
  }
  return out.join("\n");
}

if (process.argv[2] === "--one") {
  const { readText } = await import("../../dist/index.js");
  const [, , , kind, megabytes] = process.argv;
  const text = dump(Number(megabytes) * 1e6, kind);
  readText(dump(2e5, kind));
  const samples = [];
  let posts = 0;
  for (let round = 0; round < 3; round++) {
    const before = process.cpuUsage();
    posts = readText(text).entries.length;
    const used = process.cpuUsage(before);
    samples.push((used.user + used.system) / 1e6);
  }
  console.log(JSON.stringify({ seconds: samples.sort((a, b) => a - b)[1], posts }));
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kinds = process.argv[2] ? [process.argv[2]] : ["paragraphs", "lines"];
  console.log("| text | MB | posts | CPU s | MB/s |\n|---|---|---|---|---|");
  for (const kind of kinds) {
    for (const megabytes of [1, 2, 4, 8, 10]) {
      const { seconds, posts } = JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--one", kind, String(megabytes)], { encoding: "utf8" }),
      );
      console.log(`| ${kind} | ${megabytes} | ${posts} | ${seconds.toFixed(2)} | ${(megabytes / seconds).toFixed(1)} |`);
    }
  }
}
