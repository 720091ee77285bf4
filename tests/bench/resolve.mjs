#!/usr/bin/env node
// node --expose-gc tests/bench/resolve.mjs [sizes…]   after a build
// What it costs to hold new entries against all that is known: our resolver beside MinHash-LSH (ours, 64 hashes, 16 bands) and guids per feed.
// Each engine and size in a process of its own; CPU time (process.cpuUsage) of adding only, not of making the entries; entries of 7 KB of HTML.
import { execFileSync } from "node:child_process";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [engine, count] = process.argv[2] === "--run" ? process.argv.slice(3) : [];
const BATCH = 1000;
const SYLLABLES = "ba ke lo mi nu ra si to ve wa xo ye zu pha che lun dor min tal ser ven kor bal nis".split(" ");

if (engine === undefined) {
  const sizes = process.argv.slice(2).map(Number).filter(Boolean);
  const rows = [];
  for (const size of sizes.length > 0 ? sizes : [1000, 10_000, 100_000]) {
    for (const name of ["offprint", "minhash-lsh", "guid-per-feed"]) {
      if (name === "minhash-lsh" && size > 10_000) continue;
      const out = execFileSync(
        process.execPath,
        ["--expose-gc", "--max-old-space-size=4096", fileURLToPath(import.meta.url), "--run", name, String(size)],
        { encoding: "utf8" },
      );
      rows.push(JSON.parse(out));
    }
  }
  console.log(
    "| engine | entries | entries per CPU-second | the last thousand | bytes held an entry | precision | recall |\n|---|---|---|---|---|---|---|",
  );
  for (const row of rows)
    console.log(`| ${row.name} | ${row.size} | ${row.speed} | ${row.last} | ${row.bytes} | ${row.precision} | ${row.recall} |`);
} else {
  const { createEntry, createResolver } = await import(pathToFileURL(path.resolve("dist/index.js")));
  const engines = { offprint: () => runResolver(createResolver()), "minhash-lsh": runMinHash, "guid-per-feed": runGuid };
  console.log(JSON.stringify(measure(engine, Number(count), engines[engine](), createEntry)));
}

/** An engine takes a batch and afterwards gives the group of each entry. */
function measure(name, size, { add, groups }, createEntry) {
  globalThis.gc();
  const base = memory();
  const truth = new Map();
  let cpu = 0;
  let last = 0;
  for (let at = 0; at < size; at += BATCH) {
    const made = makeEntries(at, Math.min(BATCH, size - at));
    for (const one of made) truth.set(one.id, one.article);
    const entries = made.map(({ article, ...one }) => createEntry(one));
    const before = process.cpuUsage();
    add(entries);
    const used = process.cpuUsage(before);
    last = (used.user + used.system) / 1e6;
    cpu += last;
  }
  globalThis.gc();
  const bytes = Math.round((memory() - base - truth.size * 120) / size);
  const found = groups();
  const pairs = (key) => {
    const counts = new Map();
    for (const id of truth.keys()) counts.set(key(id), (counts.get(key(id)) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0);
  };
  const both = pairs((id) => `${truth.get(id)}\n${found(id)}`);
  const share = (x, y) => (y === 0 ? "100.0" : ((100 * x) / y).toFixed(1));
  return {
    name,
    size,
    speed: Math.round(size / cpu),
    last: Math.round(Math.min(BATCH, size) / last),
    bytes,
    precision: share(both, pairs(found)),
    recall: share(
      both,
      pairs((id) => truth.get(id)),
    ),
  };
}

function memory() {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Three in ten are copies of the one before them: as they are, with a bio, shortened, or with one word in ten another. */
function makeEntries(from, count) {
  const made = [];
  for (let i = from; i < from + count; i++) {
    const copy = i % 10 === 3 || i % 10 === 6 || i % 10 === 9;
    const article = copy ? i - 1 : i;
    const random = createRandom(article);
    let words = Array.from({ length: 900 }, () => makeWord(random));
    if (i % 10 === 6) words = words.slice(0, 400);
    if (i % 10 === 9) words = words.map((word, n) => (n % 10 === i % 7 ? `${word}x` : word));
    const paragraphs = [];
    for (let at = 0; at < words.length; at += 70) paragraphs.push(`<p class="body">${words.slice(at, at + 70).join(" ")}.</p>`);
    if (i % 10 === 3)
      paragraphs.push("<p>Written by somebody who likes rivers. Follow for more of it every week, and tell your friends about us.</p>");
    const site = copy ? `mirror${i % 97}.example` : `blog${i % 301}.example`;
    made.push({
      article,
      id: `e${i}`,
      url: `https://${site}/${i}/`,
      guid: `https://${site}/?p=${i}`,
      title: words.slice(5, 11).join(" "),
      html: paragraphs.join("\n"),
      published: new Date(1.5e12 + article * 3.6e6).toISOString(),
      from: { source: `https://${site}/feed`, format: "rss" },
    });
  }
  return made;
}

function makeWord(random) {
  let word = "";
  for (let n = 1 + Math.floor(random() * 3); n >= 0; n--) word += SYLLABLES[Math.floor(random() * SYLLABLES.length)];
  return word;
}

function runResolver(resolver) {
  const group = new Map();
  return {
    add(entries) {
      for (const one of resolver.add(entries).groups) for (const entry of one.entries) group.set(entry, one.group);
    },
    groups: () => (id) => group.get(id),
  };
}

function runGuid() {
  const group = new Map();
  const seen = new Map();
  return {
    add(entries) {
      for (const { id, guid, from } of entries) {
        const key = `${from.source}\n${guid}`;
        if (!seen.has(key)) seen.set(key, id);
        group.set(id, seen.get(key));
      }
    },
    groups: () => (id) => group.get(id),
  };
}

/** 64 hashes of five-word shingles in 16 bands of 4: what shares a band is one. */
function runMinHash() {
  const group = new Map();
  const bands = new Map();
  const seeds = Array.from({ length: 64 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 1);
  return {
    add(entries) {
      for (const { id, text } of entries) {
        const words = (text ?? "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
        const least = new Uint32Array(64).fill(0xffffffff);
        for (let i = 0; i + 5 <= words.length; i++) {
          let hash = 0x811c9dc5;
          for (const sign of words.slice(i, i + 5).join(" ")) hash = Math.imul(hash ^ sign.charCodeAt(0), 0x01000193);
          for (let k = 0; k < 64; k++) {
            let own = Math.imul(hash ^ (hash >>> 15), seeds[k]);
            own = (own ^ (own >>> 13)) >>> 0;
            if (own < least[k]) least[k] = own;
          }
        }
        let found;
        const keys = [];
        for (let b = 0; b < 64; b += 4) keys.push(`${b}:${least[b]}:${least[b + 1]}:${least[b + 2]}:${least[b + 3]}`);
        for (const key of keys) found ??= bands.get(key);
        for (const key of keys) if (!bands.has(key)) bands.set(key, found ?? id);
        group.set(id, found ?? id);
      }
    },
    groups: () => (id) => group.get(id),
  };
}

function createRandom(seed) {
  let state = (seed + 1) * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
