// The built package, on whatever runtime starts this file: the spine from bytes to feeds.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { OffprintError, read, readFeed, resolve, writeAtom, writeJsonFeed, writeRss } from "../../dist/index.js";

const world = new URL("../../fixtures/world/", import.meta.url);
const sources = {
  "composing-room-page-3.txt": "https://composingroom.example/",
  "ink-and-quoin.html": "https://inkandquoin.example/",
  "presswork-ines.rss.xml": "https://presswork.example/@inesq/feed",
  "wexler.atom.xml": "https://wexler.example/atom.xml",
};
const readings = Object.entries(sources).map(([name, url]) => read(new Uint8Array(readFileSync(new URL(name, world))), { url }));
const { posts, authors, series } = resolve(readings);
assert.equal(posts.length, 8);
assert.deepEqual(
  authors.map((author) => author.name),
  ["Ines Quarrie", "Odile Marchetti", "Tomas Wexler"],
);
assert.equal(series.length, 1);
for (const write of [writeRss, writeAtom, writeJsonFeed]) {
  const back = readFeed(write({ title: "World", home: "https://planet.example/" }, posts));
  assert.deepEqual(
    back.entries.map((entry) => entry.title),
    posts.map((post) => post.title),
  );
}
assert.throws(
  () => read(""),
  (error) => error instanceof OffprintError && error.code === "empty-input",
);
console.log(`${globalThis.process?.version ?? "this runtime"}: ${posts.length} posts`);
