// `npm run demo`: four sources in, three feeds out, and what was understood on the way. Then once more: nothing changed.
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";
import { explain } from "offprint";
import { openArchive } from "offprint/archive";
import { build, defineConfig } from "offprint/config";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, "demo");
rmSync(out, { recursive: true, force: true });
mkdirSync(out);

const world = (name, url) => ({ files: `fixtures/world/${name}`, url });
const head = {
  title: "The Press Planet",
  home: "https://planet.example/",
  description: "What four places say about printing, each article once",
};
const config = defineConfig({
  ...head,
  sources: [
    world("composing-room-page-3.txt", "https://composingroom.example/category/presswork/page/3/"),
    world("ink-and-quoin.html", "https://inkandquoin.example/"),
    world("presswork-ines.rss.xml", "https://presswork.example/@inesq/feed"),
    world("wexler.atom.xml", "https://wexler.example/atom.xml"),
  ],
  archive: "demo/archive.db",
  feeds: [
    { file: "demo/rss.xml", format: "rss", url: "https://planet.example/rss.xml" },
    { file: "demo/atom.xml", format: "atom", url: "https://planet.example/atom.xml" },
    { file: "demo/feed.json", format: "json", url: "https://planet.example/feed.json" },
  ],
});

const plain = process.env.NO_COLOR || !(process.stdout.isTTY || process.env.FORCE_COLOR);
const paint = (style, text) => (plain ? text : styleText(style, text));
const print = (line = "") => console.log(line);
const heading = (text) => print(`\n${paint("bold", text)}`);
const wrap = (text, indent) => text.replace(new RegExp(`(.{1,${100 - indent.length}})(?:\\s+|$)`, "g"), `${indent}$1\n`).trimEnd();

const first = await build(config, { folder: root });

heading("Read: a page dump, an HTML page, an RSS feed and an Atom feed, told apart by their bytes");
for (const source of first.sources) print(`  ${String(source.entries).padStart(2)} entries  ${paint("dim", source.name)}`);

const archive = await openArchive(join(out, "archive.db"));
const { posts } = await archive.posts();
const hosts = new Map();
for (const post of posts) for (const id of post.copies) hosts.set(id, new URL((await archive.entry(id)).from.source).host);

heading(`Concluded: ${first.archive.entries} entries are ${first.archive.posts} posts`);
for (const post of posts) {
  const [original, ...copies] = [...new Set(post.copies.map((id) => hosts.get(id)))];
  const date = post.published?.slice(0, 10) ?? "undated   ";
  print(
    `  ${paint("dim", date)}  ${post.title}${post.authors.length ? paint("cyan", `  ${post.authors.map((author) => author.name).join(", ")}`) : ""}`,
  );
  print(`              ${paint("dim", copies.length ? `${original}, also on ${copies.join(" and ")}` : original)}`);
}

heading("People, by whatever name");
for (const author of await archive.authors()) {
  const known = [...author.aliases.map((alias) => `also “${alias}”`), ...author.handles, ...(author.email ? [author.email] : [])];
  print(`  ${paint("cyan", author.name)}${known.length ? `: ${known.join(", ")}` : ""}`);
}

heading("Series, in reading order");
for (const series of await archive.series()) {
  print(`  ${series.title}`);
  for (const part of series.parts) print(`    ${part.part}. ${part.title ?? posts.find((post) => post.id === part.post)?.title}`);
}

heading("Recognised as the same, and why");
for (const post of posts.filter((p) => p.copies.length > 1)) {
  for (const match of await archive.matches(post.id)) {
    if (match.relation === "related") continue;
    print(`  ${paint("green", post.title)}`);
    print(wrap(explain(match, { nameOf: (id) => hosts.get(id) }), "    "));
  }
}
await archive.close();

heading("Written, each article once, with its origin on it");
for (const feed of first.feeds)
  print(`  ${relative(process.cwd(), join(root, feed.file))}  ${paint("dim", `${feed.items} posts, ${feed.bytes} bytes`)}`);

heading("And once more");
const second = await build(config, { folder: root });
const rewritten = second.feeds.filter((feed) => feed.changed).length;
print(
  second.changed
    ? `  ${rewritten} feeds changed: that should not be`
    : `  Nothing changed: ${second.archive.entries} entries remembered, no feed rewritten, ${second.milliseconds} ms.`,
);
print(`\n${paint("dim", "Now yours:  npx offprint read YOUR-FILE    npx offprint init && npx offprint build")}`);
process.exitCode = first.ok && second.ok && !second.changed ? 0 : 1;
