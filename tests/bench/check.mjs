// check.mjs [ITEMS…]: megabytes per CPU-second of checking feeds of 4 KB items, by format and by how the bodies are written.
// Run from any folder with a dist/index.js. There is no npm package to measure against. Prints a markdown table.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const PARAGRAPH =
  '<p>Lorem ipsum dolor sit amet, <em>consectetur</em> adipiscing elit — “sed” do <a href="https://ada.example/a?b=1&amp;c=2">eiusmod</a> tempor; R&amp;D &lt;code&gt;.</p>\n';
const HOME = "https://ada.example/";
const SAMPLES = 3;

const posts = (count, field) =>
  Array.from({ length: count }, (_, n) => {
    const date = new Date(Date.UTC(2020, 0, 1) + n * 60_000).toISOString();
    return {
      guid: `${HOME}posts/${n}/`,
      url: `${HOME}posts/${n}/`,
      title: `Post ${n} on engines & weaving`,
      [field]: `<p>Body of post ${n}.</p>\n${PARAGRAPH.repeat(24)}`,
      summary: `Summary of post ${n}`,
      published: date,
      updated: date,
      authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
      tags: ["notes"],
    };
  });
const head = {
  title: "Ada",
  home: HOME,
  feedUrl: `${HOME}feed`,
  description: "Notes",
  language: "en",
  updated: "2026-01-01T00:00:00Z",
  authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
};
const escaped = (document) =>
  document.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, html) => html.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));

const DOCUMENTS = {
  "RSS, CDATA": ({ writeRss }, count) => writeRss(head, posts(count, "html")),
  "RSS, escaped": ({ writeRss }, count) => escaped(writeRss(head, posts(count, "html"))),
  "RSS, a wrong date and a stray element in each item": ({ writeRss }, count) =>
    writeRss(head, posts(count, "html")).replaceAll("<pubDate>", "<stray/><pubDate>on "),
  "Atom, CDATA": ({ writeAtom }, count) => writeAtom(head, posts(count, "html")),
  "Atom, XHTML": ({ writeAtom }, count) => writeAtom(head, posts(count, "xhtml")),
  "JSON Feed": ({ writeJsonFeed }, count) => writeJsonFeed(head, posts(count, "html")),
};

if (process.argv[2] === "--one") {
  const [, , , name, count] = process.argv;
  const offprint = await import(pathToFileURL(resolve("dist/index.js")).href);
  const encode = (n) => new TextEncoder().encode(DOCUMENTS[name](offprint, n));
  offprint.check(encode(100));
  const bytes = encode(Number(count));
  const before = process.cpuUsage();
  const findings = offprint.check(bytes, { url: head.feedUrl }).length;
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
