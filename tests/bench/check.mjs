// check.mjs [ITEMS…]: megabytes per CPU-second of checking feeds of 4 KB items, by format and by how the bodies are written.
// Run from any folder with a dist/index.js. There is no npm package to measure against. Prints a markdown table.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HEAD, posts } from "./invented-posts.mjs";

const SAMPLES = 3;

const postsWith = (field, count) =>
  Array.from(posts(count), ({ url, title, html, summary, date }) => ({
    guid: url,
    url,
    title,
    [field]: html,
    summary,
    published: date.toISOString(),
    updated: date.toISOString(),
    authors: HEAD.authors,
    tags: ["notes"],
  }));
const escaped = (document) =>
  document.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, html) => html.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));

const DOCUMENTS = {
  "RSS, CDATA": ({ writeRss }, count) => writeRss(HEAD, postsWith("html", count)),
  "RSS, escaped": ({ writeRss }, count) => escaped(writeRss(HEAD, postsWith("html", count))),
  "RSS, a wrong date and a stray element in each item": ({ writeRss }, count) =>
    writeRss(HEAD, postsWith("html", count)).replaceAll("<pubDate>", "<stray/><pubDate>on "),
  "Atom, CDATA": ({ writeAtom }, count) => writeAtom(HEAD, postsWith("html", count)),
  "Atom, XHTML": ({ writeAtom }, count) => writeAtom(HEAD, postsWith("xhtml", count)),
  "JSON Feed": ({ writeJsonFeed }, count) => writeJsonFeed(HEAD, postsWith("html", count)),
};

if (process.argv[2] === "--one") {
  const [, , , name, count] = process.argv;
  const offprint = await import(pathToFileURL(resolve("dist/index.js")).href);
  const encode = (n) => new TextEncoder().encode(DOCUMENTS[name](offprint, n));
  offprint.check(encode(100));
  const bytes = encode(Number(count));
  const before = process.cpuUsage();
  const findings = offprint.check(bytes, { url: HEAD.feedUrl }).length;
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  console.log(JSON.stringify({ size: bytes.length / 1e6, seconds, findings, mb: process.resourceUsage().maxRSS / 1024 }));
} else {
  const counts = process.argv.slice(2).map(Number);
  console.log("| items | document | size | CPU time | MB per CPU-second | findings |\n|---|---|---|---|---|---|");
  for (const count of counts.length > 0 ? counts : [1000, 10_000]) {
    for (const name of Object.keys(DOCUMENTS)) {
      const results = [];
      for (let sample = 0; sample < SAMPLES; sample++) {
        const out = execFileSync(process.execPath, [fileURLToPath(import.meta.url), "--one", name, String(count)]);
        results.push(JSON.parse(String(out)));
      }
      const { size, seconds, findings } = results.sort((a, b) => a.seconds - b.seconds)[Math.floor(SAMPLES / 2)];
      console.log(
        `| ${count} | ${name} | ${size.toFixed(1)} MB | ${seconds.toFixed(2)} s | ${(size / seconds).toFixed(0)} | ${findings} |`,
      );
    }
  }
}
