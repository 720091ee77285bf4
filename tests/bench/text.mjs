// node tests/bench/text.mjs [KIND…]: texts of 1 and 10 MB through readText, CPU seconds and peak memory of a fresh process each, after a build.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
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

const DUMPS = new URL("../../../shared/conformance/pages/texts/", import.meta.url);
export const KINDS = ["dumps", "sentences", "lines", "paragraphs", "one-line", "empty", "dates", "identical"].filter(
  (kind) => kind !== "dumps" || existsSync(DUMPS),
);

/** Dumps of real pages one after another; from the second round on each rare word is replaced by another of its length. */
function dumps(bytes) {
  const texts = readdirSync(DUMPS)
    .filter((f) => f.endsWith(".txt"))
    .sort()
    .map((f) => readFileSync(new URL(f, DUMPS), "utf8"));
  const seen = new Map();
  for (const text of texts) for (const word of new Set(text.match(/[a-z]{6,}/g))) seen.set(word, (seen.get(word) ?? 0) + 1);
  const byLength = new Map();
  const at = new Map();
  for (const [word, count] of seen) {
    if (count >= 6) continue;
    const list = byLength.get(word.length) ?? [];
    at.set(word, list.length);
    list.push(word);
    byLength.set(word.length, list);
  }
  const out = [];
  for (let round = 0, size = 0; size < bytes; round++) {
    for (const text of texts) {
      const varied = text.replace(/[a-z]{6,}/g, (word) => {
        const list = byLength.get(word.length);
        return round === 0 || !at.has(word) ? word : list[(at.get(word) + round) % list.length];
      });
      out.push(varied);
      size += Buffer.byteLength(varied) + 1;
      if (size >= bytes) break;
    }
  }
  return out.join("\n");
}

export function dump(bytes, kind) {
  if (kind === "dumps") return dumps(bytes);
  if (kind === "empty") return `Title\n${"\n".repeat(bytes / 2)}text\n`;
  if (kind === "identical") return "A line like any other\n".repeat(bytes / 22);
  if (kind === "dates")
    return Array.from({ length: bytes / 13 }, (_, i) => {
      const day = new Date(Date.UTC(2024, 0, 1) - (i % 9000) * 864e5);
      return i % 2 ? day.toISOString().slice(0, 10) : day.toDateString();
    }).join("\n");
  const next = numbers(7);
  const words = (n) => Array.from({ length: n }, () => WORDS[next(WORDS.length)]).join(" ");
  if (kind === "one-line") return words(bytes / 5.3);
  const sentence = (n) => `${words(n).replace(/^./, (c) => c.toUpperCase())}.`;
  const out = ["The Quay Almanac", "", "Home", "About", "Archive", ""];
  let size = 0;
  for (let post = 0; size < bytes; post++) {
    const day = new Date(Date.UTC(2024, 0, 1) - post * 864e5).toISOString().slice(0, 10);
    const lines = [words(5).replace(/^./, (c) => c.toUpperCase()), "", `Posted on ${day} by ${NAMES[post % 3]}`, ""];
    for (let p = 0; p < 6; p++) {
      if (kind === "paragraphs") lines.push(sentence(70), "");
      else lines.push(Array.from({ length: 8 }, () => (kind === "lines" ? words(2 + next(4)) : sentence(7))).join("\n"), "");
    }
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
  const before = process.cpuUsage();
  const start = performance.now();
  const { entries } = readText(text);
  const clock = (performance.now() - start) / 1000;
  const used = process.cpuUsage(before);
  console.log(
    JSON.stringify({
      bytes: Buffer.byteLength(text),
      seconds: (used.user + used.system) / 1e6,
      clock,
      entries: entries.length,
      memory: process.resourceUsage().maxRSS / 1024,
    }),
  );
} else if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const kinds = process.argv.length > 2 ? process.argv.slice(2) : KINDS;
  console.log("| text | MB | entries | CPU s | by the clock, s | peak memory, MB |\n|---|---|---|---|---|---|");
  for (const kind of kinds) {
    for (const megabytes of [1, 10]) {
      const one = () =>
        JSON.parse(
          execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--one", kind, String(megabytes)], { encoding: "utf8" }),
        );
      const [, middle] = [one(), one(), one()].sort((a, b) => a.seconds - b.seconds);
      console.log(
        `| ${kind} | ${(middle.bytes / 1e6).toFixed(1)} | ${middle.entries} | ${middle.seconds.toFixed(2)} | ${middle.clock.toFixed(2)} | ${middle.memory.toFixed(0)} |`,
      );
    }
  }
}
