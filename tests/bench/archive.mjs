// archive.mjs [ENTRIES]: entries of 4 KB into an archive, resolving included; then reopening, paging, and a build that adds ten.
// Runs in processes of its own; from the project's root after `npm run build` (or from any folder with dist/*.js and node_modules).
// Prints a markdown table.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [mode, folder] = process.argv.slice(2);
const ENTRIES = Number(process.env.ENTRIES ?? mode ?? 100_000);
/** As many as a build adds in one transaction. */
const BATCH = 1000;
const load = (name) => import(pathToFileURL(resolve(`dist/${name}.js`)).href);

const SYLLABLES =
  "ba be bi bo da de di do fa fe fi fo ga ge gi go ka ke ki ko la le li lo ma me mi mo na ne ni no pa pe pi po ra re ri ro sa se si so ta te ti to".split(
    " ",
  );
const VOCABULARY = Array.from(
  { length: 4000 },
  (_, i) => SYLLABLES[i % 48] + SYLLABLES[(i * 7 + 3) % 48] + (i % 3 ? SYLLABLES[(i * 13 + 5) % 48] : ""),
);

/** A text of its own for each seed, in words as uneven as a language's. */
function prose(seed, characters) {
  let state = (seed * 2654435761 + 12345) >>> 0;
  const words = [];
  for (let length = 0; length < characters; ) {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9) >>> 0;
    const word = VOCABULARY[Math.floor(VOCABULARY.length * (state / 2 ** 32) ** 2)];
    words.push(state % 11 === 0 ? `${word}.` : word);
    length += word.length + 1;
  }
  return words.join(" ");
}

/** One in ten is a copy of an earlier post on another site; one in twenty a part of a series. */
function entryOf(createEntry, i) {
  const copy = i % 10 === 9;
  const seed = copy ? i - 5 : i;
  const host = copy ? `mirror${i % 7}.example` : `blog${i % 200}.example`;
  const html = Buffer.from(`<p>${prose(seed, 1350)}</p>\n<p>${prose(seed + 1e7, 1350)}</p>\n<p>${prose(seed + 2e7, 1350)}</p>`).toString(
    "latin1",
  );
  const title = prose(seed + 3e7, 36).trim();
  return createEntry({
    guid: `tag:${i}`,
    url: `https://${host}/posts/${i}/`,
    title: i % 20 === 4 ? `${prose(Math.floor(i / 200) + 4e7, 20).trim()}, part ${1 + (Math.floor(i / 20) % 10)}` : title,
    html,
    published: new Date(1.3e12 + i * 3.6e6).toISOString(),
    // Each blog has two authors.
    bylines: [{ name: `${VOCABULARY[seed % 200]} ${VOCABULARY[(seed % 400) + 900]}`.replace(/\b[a-z]/g, (c) => c.toUpperCase()) }],
    tags: [{ name: VOCABULARY[seed % 40] }, { name: VOCABULARY[40 + (seed % 60)] }],
    from: { format: "rss", source: `https://${host}/feed` },
  });
}

const channel = { title: "A blog", authors: [], contributors: [], tags: [], links: [], hubs: [], feeds: [], extensions: [] };
const readingsOf = (entries) =>
  [...Map.groupBy(entries, (entry) => entry.from.source)].map(([url, own]) => ({
    format: "rss",
    kind: "feed",
    url,
    channel,
    entries: own,
    notices: [],
  }));
Map.groupBy ??= (list, key) => {
  const groups = new Map();
  for (const one of list) groups.set(key(one), [...(groups.get(key(one)) ?? []), one]);
  return groups;
};
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const timed = async (work, times = 1) => {
  const all = [];
  for (let n = 0; n < times; n++) {
    const start = performance.now();
    await work(n);
    all.push(performance.now() - start);
  }
  return median(all);
};

async function fill() {
  const [{ openArchive }, { createEntry }] = [await load("archive"), await load("index")];
  const archive = await openArchive(join(folder, "archive.db"));
  let cpu = 0;
  const pace = [];
  for (let at = 0; at < ENTRIES; at += BATCH) {
    const readings = readingsOf(Array.from({ length: BATCH }, (_, i) => entryOf(createEntry, at + i)));
    const start = process.cpuUsage();
    await archive.add(readings);
    const used = process.cpuUsage(start);
    cpu += used.user + used.system;
    if (at === 0 || at + BATCH >= ENTRIES) pace.push(Math.round(BATCH / ((used.user + used.system) / 1e6)));
  }
  const { posts } = await archive.stats();
  const { engine } = archive;
  await archive.close();
  return {
    engine,
    posts,
    perSecond: Math.round(ENTRIES / (cpu / 1e6)),
    pace,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

async function use() {
  const { openArchive } = await load("archive");
  let archive;
  const reopen = await timed(async () => {
    archive = await openArchive(join(folder, "archive.db"));
  });
  const first = await archive.posts();
  let after = first.next;
  const page = await timed(async () => {
    ({ next: after } = await archive.posts({ after, limit: 50 }));
  }, 40);
  const { authors, tags } = (await archive.posts({ limit: 1, after: first.next })).posts[0];
  const byAuthor = await timed(() => archive.posts({ author: authors[0].id, tag: tags[0].name }), 40);
  const start = performance.now();
  await archive.close();
  return { reopen, page, byAuthor, close: performance.now() - start };
}

async function rebuild() {
  const [{ createEntry, writeRss }, { build }] = [await load("index"), await load("config")];
  const feed = (name) => ({
    file: `out/${name}`,
    url: `https://all.example/${name}`,
    archive: { perPage: 100, file: `out/{page}-${name}`, url: `https://all.example/{page}-${name}` },
  });
  const config = {
    title: "All",
    home: "https://all.example/",
    archive: "archive.db",
    sources: "new.xml",
    feeds: ["rss.xml", "atom.xml", "feed.json"].map(feed),
  };
  writeFileSync(
    join(folder, "new.xml"),
    '<rss version="2.0"><channel><title>New</title><link>https://new.example/</link><description>d</description></channel></rss>',
  );
  const whole = await timed(() => build(config, { folder }));
  writeFileSync(
    join(folder, "new.xml"),
    writeRss(
      { title: "New", home: "https://new.example/" },
      Array.from({ length: 10 }, (_, i) => ({
        ...entryOf(createEntry, ENTRIES + 10 * i),
        url: `https://new.example/${i}`,
        guid: `new ${i}`,
      })),
    ),
  );
  const start = process.cpuUsage();
  let report;
  const ten = await timed(async () => {
    report = await build(config, { folder });
  });
  const used = process.cpuUsage(start);
  return {
    whole,
    ten,
    cpu: (used.user + used.system) / 1e6,
    added: report.posts.added,
    documents: report.feeds.length,
    written: report.feeds.filter((one) => one.changed).length,
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

if (mode === "fill" || mode === "use" || mode === "rebuild") console.log(JSON.stringify(await { fill, use, rebuild }[mode]()));
else {
  const place = mkdtempSync(join(tmpdir(), "offprint-bench-"));
  const run = (step) =>
    JSON.parse(
      execFileSync(process.execPath, [fileURLToPath(import.meta.url), step, place], {
        env: { ...process.env, ENTRIES: String(ENTRIES) },
        encoding: "utf8",
      }),
    );
  try {
    const filled = run("fill");
    const bytes = statSync(join(place, "archive.db")).size;
    const used = run("use");
    const rebuilt = run("rebuild");
    const ms = (n) => `${n < 10 ? n.toFixed(1) : Math.round(n)} ms`;
    const s = (n) => `${n.toFixed(1)} s`;
    console.log(`${ENTRIES} entries of 4 KB (${filled.posts} posts) on ${filled.engine}, Node ${process.versions.node}\n`);
    console.log("| what | measured | bar |\n|---|---:|---:|");
    for (const [what, measured, bar] of [
      ["entries per CPU-second, resolving included", `${filled.perSecond}`, "≥ 1500"],
      [`the first and the last ${BATCH} of them`, filled.pace.join(", "), ""],
      ["memory at its highest", `${filled.megabytes} MB`, "≤ 300 MB"],
      ["file", `${Math.round(bytes / 1e6)} MB (${(bytes / ENTRIES / 1000).toFixed(1)} KB an entry)`, ""],
      ["reopen", ms(used.reopen), "< 100 ms"],
      ["a page of 50 posts (median of 40)", ms(used.page), "< 5 ms"],
      ["the same of an author and a tag", ms(used.byAuthor), ""],
      ["three feeds with archive pages, for the first time", `${s(rebuilt.whole / 1000)}, ${rebuilt.documents} documents`, ""],
      [
        `adding ${rebuilt.added} and building them again`,
        `${s(rebuilt.ten / 1000)} (${s(rebuilt.cpu)} CPU), ${rebuilt.written} documents written`,
        "< 2 s",
      ],
      ["memory of that at its highest", `${rebuilt.megabytes} MB`, ""],
    ])
      console.log(`| ${what} | ${measured} | ${bar} |`);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
