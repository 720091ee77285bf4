#!/usr/bin/env node
// Reading feeds, against feedsmith, rss-parser and JSON.parse. After a build:  node tests/bench/feeds.mjs [--files part] [--growth]
// Every engine and document has a process of its own; figures are MB per second of CPU time, the median of seven samples.
// The documents are those of ../shared/bench/feeds where that is there, else made up here.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";

const { values: options } = parseArgs({
  options: { files: { type: "string", default: "" }, growth: { type: "boolean" }, engine: { type: "string" }, file: { type: "string" } },
});
const ENGINES = ["offprint", "offprint, bytes", "offprint, touched", "offprint, every body", "feedsmith", "rss-parser", "JSON.parse"];

const WORDS =
  "press paper ink type metal case galley proof quoin forme chase bed platen bar cheek tympan frisket line space sort fount letter".split(
    " ",
  );
const sentence = (i, length) => Array.from({ length }, (_, k) => WORDS[(i * 7 + k * 5 + (k >> 2)) % WORDS.length]).join(" ");

function run(engine, file) {
  const args = [import.meta.filename, "--engine", engine, "--file", file];
  try {
    return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"], timeout: 120_000 }));
  } catch {
    return undefined;
  }
}

function compare() {
  const files = documents().filter((file) => file.includes(options.files));
  const rows = files.map((file) => ({ file, results: ENGINES.map((engine) => run(engine, file)) }));
  console.log(`| document | ${ENGINES.join(" | ")} |\n|---|${"---|".repeat(ENGINES.length)}`);
  for (const { file, results } of rows) console.log(`| ${path.basename(file)} | ${results.map((r) => r?.speed ?? "").join(" | ")} |`);
  console.log(`\nPeak memory, MB:\n\n| document | ${ENGINES.join(" | ")} |\n|---|${"---|".repeat(ENGINES.length)}`);
  for (const { file, results } of rows) console.log(`| ${path.basename(file)} | ${results.map((r) => r?.peak ?? "").join(" | ")} |`);
  for (const [a, b] of [
    [0, 4],
    [0, 5],
    [1, 4],
    [2, 4],
    [2, 5],
    [3, 4],
    [0, 6],
  ]) {
    const ratios = rows.map(({ results }) => (results[a]?.speed ?? Number.NaN) / (results[b]?.speed ?? Number.NaN)).filter(Number.isFinite);
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    console.log(`\n${ENGINES[a]} / ${ENGINES[b]}: ${mean.toFixed(2)} (geometric mean)`);
  }
}

/** The same feed at 1, 10 and 100 MB: what a byte costs may not grow. */
function growth() {
  for (const megabytes of [1, 10, 100]) {
    const file = path.join(os.tmpdir(), `offprint-growth-${megabytes}.xml`);
    fs.writeFileSync(file, rss(megabytes));
    for (const engine of ["offprint", "offprint, bytes", "offprint, touched"]) {
      const found = run(engine, file);
      console.log(`${engine}, ${megabytes} MB: ${found?.speed} MB/s, peak ${found?.peak} MB`);
    }
    fs.rmSync(file);
  }
}

async function measure(engine, file) {
  const bytes = fs.readFileSync(file);
  const text = new TextDecoder().decode(bytes);
  const json = file.endsWith(".json");
  const { readFeed } = await import(pathToFileURL(path.resolve("dist/index.js")));
  const make = {
    offprint: () => () => readFeed(text, { maxBytes: 1e9 }),
    "offprint, bytes": () => () => readFeed(bytes, { maxBytes: 1e9 }),
    // What nearly every user of a feed reads.
    "offprint, touched": () => () =>
      readFeed(text, { maxBytes: 1e9 }).entries.reduce(
        (sum, { id, title, url, published, bylines, summary }) =>
          sum + id.length + (title ?? "").length + (url ?? "").length + (published ?? "").length + bylines.length + (summary ?? "").length,
        0,
      ),
    "offprint, every body": () => () =>
      readFeed(text, { maxBytes: 1e9 }).entries.reduce(
        (sum, { html, text: plain, summary }) => sum + (html ?? "").length + (plain ?? "").length + (summary ?? "").length,
        0,
      ),
    feedsmith: async () => {
      const { parseFeed } = await import("feedsmith");
      return () => parseFeed(text);
    },
    "rss-parser": async () => {
      if (json) throw new Error("no JSON Feed");
      const { default: Parser } = await import("rss-parser");
      const parser = new Parser({ defaultRSS: 2 });
      return () => parser.parseString(text);
    },
    "JSON.parse": () => {
      if (!json) throw new Error("no JSON");
      return () => JSON.parse(text);
    },
  }[engine];
  const once = await make();
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const begin = cpu();
  let runs = 0;
  while (cpu() - begin < 600 || runs < 2) {
    globalThis.kept = await once();
    runs++;
  }
  const repeats = Math.max(1, Math.round(60 / ((cpu() - begin) / runs)));
  const speeds = [];
  for (let sample = 0; sample < 7; sample++) {
    const from = cpu();
    for (let i = 0; i < repeats; i++) globalThis.kept = await once();
    speeds.push((bytes.length * repeats) / 1048.576 / (cpu() - from));
  }
  speeds.sort((a, b) => a - b);
  return { speed: Math.round(speeds[3] * 10) / 10, peak: Math.round(process.resourceUsage().maxRSS / 1024) };
}

function documents() {
  const folder = path.join(os.tmpdir(), "offprint-own-bench");
  fs.mkdirSync(folder, { recursive: true });
  const shared = path.resolve("../shared/bench/feeds");
  if (fs.existsSync(shared)) {
    for (const name of fs.readdirSync(shared)) {
      const bytes = fs.readFileSync(path.join(shared, name));
      fs.writeFileSync(path.join(folder, name.replace(/\.gz$/, "")), name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
    }
  }
  fs.writeFileSync(path.join(folder, "made-rss-1m.xml"), rss(1));
  fs.writeFileSync(path.join(folder, "made-json-1m.json"), json(1));
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name));
}

function rss(megabytes) {
  let out = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Bench</title><link>https://bench.example/</link><description>d</description>`;
  const parts = [out];
  let size = out.length;
  for (let i = 0; size < megabytes * 1048576; i++) {
    const body = `&lt;p&gt;${sentence(i, 60)} &lt;a href=&quot;https://bench.example/${i}/more&quot;&gt;more&lt;/a&gt;&lt;/p&gt;`.repeat(6);
    out = `<item><title>${sentence(i, 6)}</title><link>https://bench.example/${i}</link><guid isPermaLink="false">bench-${i}</guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><dc:creator>Ada Byron</dc:creator><category>${WORDS[i % WORDS.length]}</category><description>${sentence(i, 20)}</description><content:encoded>${body}</content:encoded></item>\n`;
    size += out.length;
    parts.push(out);
  }
  parts.push("</channel></rss>");
  return parts.join("");
}

function json(megabytes) {
  const items = [];
  for (let i = 0; i < megabytes * 600; i++)
    items.push({
      id: `https://bench.example/${i}`,
      url: `https://bench.example/${i}`,
      title: sentence(i, 6),
      content_html: `<p>${sentence(i, 60)}</p>`.repeat(4),
      date_published: "2004-01-01T19:48:21Z",
      tags: [WORDS[i % WORDS.length]],
    });
  return JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Bench", items });
}

if (options.engine) console.log(JSON.stringify(await measure(options.engine, options.file)));
else if (options.growth) growth();
else compare();
