// write.mjs [ITEMS…]: items per CPU-second and peak memory of writing feeds of 4 KB posts, against feed and feedsmith.
// Every engine and format runs in a process of its own; run from the project's root after `npm run build`
// (or from any folder with a dist/index.js). Prints a markdown table.
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { HEAD, HOME, posts } from "./invented-posts.mjs";

const SAMPLES = 3;

const ENGINES = {
  async offprint(format, count, sink) {
    const { streamRss, streamAtom, streamJsonFeed } = await import(pathToFileURL(resolve("dist/index.js")).href);
    const stream = { rss: streamRss, atom: streamAtom, json: streamJsonFeed }[format];
    function* own() {
      for (const { url, title, html, summary, date } of posts(count)) {
        yield {
          guid: url,
          url,
          title,
          html,
          summary,
          published: date.toISOString(),
          updated: date.toISOString(),
          authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
          tags: [{ name: "notes" }],
        };
      }
    }
    return async () => {
      for await (const chunk of stream(HEAD, own())) sink(chunk);
    };
  },
  async feed(format, count, sink) {
    const { Feed } = await import("feed");
    const author = { name: "Ada Byron", email: "ada@ada.example", link: HOME };
    return async () => {
      const feed = new Feed({
        title: "Ada",
        id: HOME,
        link: HOME,
        description: "Notes",
        language: "en",
        updated: new Date("2026-01-01"),
        feedLinks: { atom: `${HOME}feed`, json: `${HOME}feed`, rss: `${HOME}feed` },
        author,
        copyright: "",
      });
      for (const { url, title, html, summary, date } of posts(count))
        feed.addItem({
          title,
          id: url,
          link: url,
          description: summary,
          content: html,
          date,
          published: date,
          author: [author],
          category: [{ name: "notes" }],
        });
      sink({ rss: () => feed.rss2(), atom: () => feed.atom1(), json: () => feed.json1() }[format]());
    };
  },
  async feedsmith(format, count, sink) {
    const { generateRssFeed, generateAtomFeed, generateJsonFeed } = await import("feedsmith");
    return async () => {
      const all = [...posts(count)];
      if (format === "rss") {
        sink(
          generateRssFeed({
            title: "Ada",
            link: HOME,
            description: "Notes",
            language: "en",
            items: all.map(({ url, title, html, summary, date }) => ({
              title,
              link: url,
              guid: { value: url, isPermaLink: true },
              description: summary,
              content: { encoded: html },
              pubDate: date,
              authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
              categories: [{ name: "notes" }],
            })),
          }),
        );
      } else if (format === "atom") {
        sink(
          generateAtomFeed({
            id: HOME,
            title: { value: "Ada" },
            updated: new Date("2026-01-01"),
            links: [{ href: HOME }],
            entries: all.map(({ url, title, html, summary, date }) => ({
              id: url,
              title: { value: title },
              links: [{ href: url }],
              updated: date,
              published: date,
              summary: { value: summary },
              content: { value: html, type: "html" },
              authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
              categories: [{ term: "notes" }],
            })),
          }),
        );
      } else {
        sink(
          generateJsonFeed({
            title: "Ada",
            home_page_url: HOME,
            feed_url: `${HOME}feed`,
            items: all.map(({ url, title, html, summary, date }) => ({
              id: url,
              url,
              title,
              content_html: html,
              summary,
              date_published: date,
              date_modified: date,
              authors: [{ name: "Ada Byron" }],
              tags: ["notes"],
            })),
          }),
        );
      }
    };
  },
};

if (process.argv[2] === "--one") {
  const [, , , engine, format, count] = process.argv;
  let size = 0;
  // Looking at one character makes the text one piece of memory, as sending it would; encoding it costs all engines the same.
  const sink = (chunk) => {
    const text = typeof chunk === "string" ? chunk : JSON.stringify(chunk);
    size += text.length - (text.charCodeAt(text.length >> 1) & 0);
  };
  const run = await ENGINES[engine](format, Number(count), sink);
  const warm = await ENGINES[engine](format, 10_000, () => {});
  await warm();
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  if (size < Number(count) * 4000) throw new Error(`only ${size} characters`);
  console.log(JSON.stringify({ rate: Number(count) / ((user + system) / 1e6), mb: process.resourceUsage().maxRSS / 1024 }));
} else {
  const counts = process.argv.slice(2).map(Number);
  const table = [
    "| items | format | engine | items per CPU-second | peak memory | against the faster other |",
    "|---|---|---|---|---|---|",
  ];
  for (const count of counts.length > 0 ? counts : [10_000, 100_000]) {
    for (const format of ["rss", "atom", "json"]) {
      const results = Object.fromEntries(Object.keys(ENGINES).map((engine) => [engine, []]));
      for (let sample = 0; sample < (count > 50_000 ? 1 : SAMPLES); sample++) {
        for (const engine of Object.keys(ENGINES)) {
          try {
            const out = execFileSync(
              process.execPath,
              ["--max-old-space-size=6000", fileURLToPath(import.meta.url), "--one", engine, format, String(count)],
              { stdio: ["ignore", "pipe", "pipe"] },
            );
            results[engine].push(JSON.parse(String(out)));
          } catch {
            results[engine].push({ rate: 0, mb: Number.NaN });
          }
        }
      }
      const median = (engine) => [...results[engine]].sort((a, b) => a.rate - b.rate)[Math.floor(results[engine].length / 2)];
      const best = Math.max(median("feed").rate, median("feedsmith").rate);
      for (const engine of Object.keys(ENGINES)) {
        const { rate, mb } = median(engine);
        table.push(
          `| ${count} | ${format} | ${engine} | ${rate === 0 ? "failed" : Math.round(rate)} | ${Math.round(mb)} MB | ${engine === "offprint" ? `${(rate / best).toFixed(1)}×` : ""} |`,
        );
      }
    }
  }
  console.log(table.join("\n"));
}
