import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { explain, read, readFeed, resolve as resolvePosts, writeAtom, writeJsonFeed, writeRss } from "../../src/index.ts";

const folder = resolve(import.meta.dirname, "../../fixtures/world");
const addresses: Record<string, string> = {
  "composing-room-page-3.txt": "https://composingroom.example/category/presswork/page/3/",
  "ink-and-quoin.html": "https://inkandquoin.example/",
  "presswork-ines.rss.xml": "https://presswork.example/@inesq/feed",
  "wexler.atom.xml": "https://wexler.example/atom.xml",
};
const names = readdirSync(folder).filter((name) => !name.endsWith(".expected.json"));
const reading = (name: string) => read(readFileSync(join(folder, name)), { url: addresses[name] as string });
const world = () => names.map(reading);

describe("each source of the world", () => {
  it.each(names)("%s", (name) => {
    const expected = JSON.parse(readFileSync(join(folder, `${name.replace(/\.[^.]+$/, "")}.expected.json`), "utf8"));
    const found = JSON.parse(JSON.stringify(reading(name)));
    expect(found.entries).toHaveLength(expected.entries.length);
    expect(found).toMatchObject(expected);
  });
});

describe("the world, resolved", () => {
  const resolution = resolvePosts(world());
  const post = (title: RegExp) => resolution.posts.find((p) => title.test(p.title ?? ""));

  it("knows that twelve entries are eight posts", () => {
    expect(world().flatMap((r) => r.entries)).toHaveLength(12);
    expect(resolution.posts.map((p) => p.title).sort()).toEqual([
      "A Hand Press in a Small Flat: Part 1",
      "A Hand Press in a Small Flat: Part 2",
      "Cleaning Rollers in Winter",
      "Five printers to follow this month",
      "Lead, Tin, Antimony",
      "One Fount, One Size",
      "Open Workshop Dates for the Spring",
      "What the Proof Reader Sees First",
    ]);
  });

  it("prints each from its author's own site", () => {
    expect(post(/Part 1$/)).toMatchObject({ url: "https://inkandquoin.example/2026/02/measuring-the-stairs/" });
    expect(post(/Part 1$/)?.copies).toHaveLength(3);
    expect(post(/Antimony/)).toMatchObject({ url: "https://wexler.example/2026/lead-tin-antimony" });
  });

  it("knows three people by all their forms", () => {
    expect(resolution.authors.map((a) => a.name)).toEqual(["Ines Quarrie", "Odile Marchetti", "Tomas Wexler"]);
    expect(resolution.authors[0]).toMatchObject({ aliases: ["Ines Q."], bio: expect.stringMatching(/^Ines Quarrie prints in a flat/) });
    expect(resolution.authors[2]).toMatchObject({ aliases: ["T. Wexler"], email: "tomas@wexler.example", handles: ["@wexlertype"] });
  });

  it("knows one series over three sites, in order", () => {
    expect(resolution.series.map((s) => s.title)).toEqual(["A Hand Press in a Small Flat"]);
    expect(resolution.series[0]?.parts.map((p) => p.post)).toEqual([post(/Part 1$/)?.id, post(/Part 2$/)?.id]);
  });

  it("says why", () => {
    const sentences = resolution.matches.filter((m) => m.relation !== "related").map((m) => explain(m));
    expect(sentences.length).toBeGreaterThanOrEqual(3);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z“"].{30,}[.]$/s);
  });

  it.each([
    ["RSS", writeRss],
    ["Atom", writeAtom],
    ["JSON Feed", writeJsonFeed],
  ])("reads back from %s what it wrote", (_, write) => {
    const back = readFeed(
      write({ title: "The world", home: "https://planet.example/", feedUrl: "https://planet.example/feed" }, resolution.posts),
    );
    const shape = (
      x: { title?: string; url?: string; published?: string; text?: string },
      people: readonly { name?: string }[],
      tags: readonly { name: string }[],
    ) => ({
      title: x.title,
      url: x.url,
      published: x.published && new Date(x.published).getTime(),
      text: x.text?.replace(/\s+/g, " "),
      people: people.map((p) => p.name),
      tags: tags.filter((t) => !/^A Hand Press/.test(t.name)).map((t) => t.name),
    });
    expect(back.entries.map((e) => shape(e, e.bylines, e.tags))).toEqual(resolution.posts.map((p) => shape(p, p.authors, p.tags)));
  });
});
