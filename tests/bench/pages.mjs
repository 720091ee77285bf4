// pages.mjs [article|listing]: CPU per web page. Every engine runs in a process of its own; the figure is the median of the samples
// after three warm-up rounds over the same pages. Run from the project's root after `npm run build`, with ../shared in place
// (or from any folder with a dist/index.js and node_modules; SHARED=DIR says where the pages are). Prints a markdown table.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";

const SAMPLES = 7;
// Until the engines run compiled: what compiles them counts as CPU of the process as well.
const WARM_UP = 3;
const sites = resolve(process.env.SHARED ?? "../shared", "conformance/pages/sites");
const require = createRequire(`${process.cwd()}/`);

function documents(list) {
  if (typeof list === "function") return list();
  const found = [];
  for (const site of readdirSync(sites).sort()) {
    const truth = JSON.parse(readFileSync(`${sites}/${site}/site.json`, "utf8"));
    for (const page of truth[list])
      found.push({ html: new TextDecoder().decode(gunzipSync(readFileSync(`${sites}/${site}/${page.file}`))), url: page.url });
  }
  return found;
}

const offprint = async () => {
  const { readPage } = await import(pathToFileURL(resolve("dist/index.js")).href);
  return ({ html, url }) => readPage(html, { url }).entries.reduce((size, entry) => size + (entry.html?.length ?? 0), 0);
};

/** Engines by kind of page: each gives a function from a page to the size of what it made. */
const ENGINES = {
  article: {
    list: "singles",
    offprint,
    async "Readability 0.6.0 on linkedom 0.18.15"() {
      const { parseHTML } = await import(pathToFileURL(require.resolve("linkedom")).href);
      const { Readability } = require("@mozilla/readability");
      return ({ html }) => new Readability(parseHTML(html).document).parse()?.content?.length ?? 0;
    },
  },
  listing: { list: "pages", offprint },
  "invented listing of 1 MB, whole bodies": {
    list: () => [large(300, "Water finds the lowest stone of the wall and waits there. ".repeat(57))],
    offprint,
  },
  "invented listing of 2 MB, whole bodies": {
    list: () => [large(600, "Water finds the lowest stone of the wall and waits there. ".repeat(57))],
    offprint,
  },
  "invented archive of 1 MB, titles and days": { list: () => [large(6000, "")], offprint },
};

/** A listing without a site: to see how the time grows. */
function large(posts, text) {
  const item = (i) =>
    `<article class="post"><h2><a href="/2020/03/stone-number-${i}/">Stone number ${i}</a></h2><p class="meta"><time datetime="2020-03-04">4 March 2020</time></p>${text && `<p>${text}</p>`}</article>\n`;
  return {
    html: `<!doctype html><html lang="en"><title>Wall</title><body><main>${Array.from({ length: posts }, (_, i) => item(i)).join("")}</main></body></html>`,
    url: "https://wall.example/",
  };
}

async function measure(kind, engine) {
  const run = await ENGINES[kind][engine]();
  const pages = documents(ENGINES[kind].list);
  const samples = [];
  console.warn = () => {};
  console.error = () => {};
  for (let round = 0; round < WARM_UP + SAMPLES; round++) {
    const start = process.cpuUsage();
    for (const page of pages) run(page);
    const { user, system } = process.cpuUsage(start);
    if (round >= WARM_UP) samples.push((user + system) / 1000 / pages.length);
  }
  samples.sort((a, b) => a - b);
  console.log(JSON.stringify({ ms: samples[SAMPLES >> 1], pages: pages.length }));
}

const [first, second] = process.argv.slice(2);
if (first === "--engine") {
  const [kind, engine] = second.split(/\/(?=[^/]*$)/);
  await measure(kind, engine);
} else if (!existsSync(sites)) {
  console.log(`No pages in ${sites}: nothing to measure.`);
} else {
  console.log("| pages | engine | CPU ms per page | times offprint |\n|---|---|---|---|");
  for (const [kind, { list: _, ...engines }] of Object.entries(ENGINES)) {
    if (first !== undefined && first !== kind) continue;
    let own;
    for (const engine of Object.keys(engines)) {
      const { ms, pages } = JSON.parse(
        execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--engine", `${kind}/${engine}`], {
          encoding: "utf8",
          env: process.env,
        }),
      );
      own ??= ms;
      console.log(`| ${kind} (${pages}) | ${engine} | ${ms.toFixed(1)} | ${(ms / own).toFixed(1)} |`);
    }
  }
}
