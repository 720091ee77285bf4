import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import { createEntry } from "../../src/read/create-entry.ts";
import { explain } from "../../src/resolve/explain.ts";
import { createMemoryStore } from "../../src/resolve/memory-store.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { createResolver } from "../../src/resolve/resolver.ts";
import { makeHtml, makeTitle, makeWords } from "./make-article.ts";

function entry(id: string, site: string, seed: number, more: Partial<Entry> = {}): Entry {
  return createEntry({
    id,
    url: `https://${site}/${seed}/`,
    title: makeTitle(seed),
    html: makeHtml(seed),
    published: "2020-01-01",
    from: { source: `https://${site}/feed`, format: "rss" },
    ...more,
  });
}

/** Ten articles in many states: copies, excerpts, edits, revisions, parts, replies, pages with one header. */
function mixture(): Entry[] {
  const entries: Entry[] = [];
  for (let seed = 1; seed <= 10; seed++) {
    const html = `<p>Welcome to our site where we write about mills and rivers every week of the year.</p>${makeHtml(seed)}`;
    entries.push(entry(`a${seed}`, "own.example", seed, { html }));
    entries.push(entry(`b${seed}`, "mirror.example", seed, { html: makeHtml(seed), published: "2020-01-05" }));
    if (seed % 2 === 0) entries.push(entry(`c${seed}`, "planet.example", seed, { html: `<p>${makeWords(seed, 40).join(" ")} […]</p>` }));
    if (seed % 3 === 0)
      entries.push(
        entry(`d${seed}`, "own.example", seed, {
          html: `${html}<p>Update: ${makeWords(seed + 900, 12).join(" ")}</p>`,
          from: { source: "https://own.example/all", format: "rss" },
        }),
      );
    if (seed % 4 === 0)
      entries.push(
        entry(`e${seed}`, "own.example", seed + 400, {
          title: `${makeTitle(seed)}, part 2`,
          html: html.slice(0, 900) + makeHtml(seed + 400),
        }),
      );
    if (seed % 5 === 0)
      entries.push(
        entry(`f${seed}`, "other.example", seed + 300, {
          title: `Re: ${makeTitle(seed)}`,
          html: `<blockquote><p>${makeWords(seed, 60).join(" ")}</p></blockquote>${makeHtml(seed + 300, 120)}`,
        }),
      );
  }
  return entries;
}

const shape = (groups: Iterable<readonly string[]>) => [...groups].map((group) => [...group].sort().join(" ")).sort();

describe("resolving as entries come", () => {
  const all = mixture();
  const whole = resolve(all);

  it("finds the same posts in any order, to the byte", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(JSON.stringify(resolve(shuffled))).toBe(JSON.stringify(whole));
      }),
      { numRuns: 12 },
    );
  });

  it("comes to the same groups in any order and any batches", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(all, { minLength: all.length }),
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        (shuffled, sizes) => {
          const store = createMemoryStore();
          for (let at = 0, i = 0; at < shuffled.length; at += sizes[i % sizes.length] as number, i++) {
            // A new resolver each time: all that is known is in the store.
            createResolver({ store }).add(shuffled.slice(at, at + (sizes[i % sizes.length] as number)));
          }
          const groups = store.groups(store.numbersOf(shuffled.map((one) => one.id)));
          const members = [...new Set(groups)].map((group) => store.idsOf(store.members([group])));
          expect(shape(members)).toEqual(shape(whole.posts.map((post) => post.copies)));
        },
      ),
      { numRuns: 12 },
    );
  });

  it("keeps replies and parts apart and copies together", () => {
    const groups = whole.posts.map((post) => [...post.copies].sort().join(" "));
    expect(groups).toContain("a6 b6 c6 d6");
    expect(groups).toContain("e4");
    expect(groups).toContain("f5");
    expect(whole.posts.find((post) => post.copies.includes("b6"))?.copies[0]).toBe("a6");
  });

  it("says what is new, a copy, a revision, and unchanged", () => {
    const resolver = createResolver();
    expect(resolver.add([entry("a", "own.example", 1)]).outcomes).toEqual([{ entry: "a", outcome: "new", group: "a" }]);
    expect(resolver.add([entry("b", "mirror.example", 1)]).outcomes).toEqual([{ entry: "b", outcome: "copy", group: "a" }]);
    expect(resolver.add([entry("a", "own.example", 1)]).outcomes[0]?.outcome).toBe("unchanged");
    expect(resolver.add([entry("a", "own.example", 1, { html: makeHtml(1, 360) })]).outcomes[0]?.outcome).toBe("revision");
    // Its subject is another now: the two part.
    expect(
      resolver
        .add([entry("a", "own.example", 1, { title: makeTitle(77), html: makeHtml(77) })])
        .groups.map((one) => one.group)
        .sort(),
    ).toEqual(["a", "b"]);
  });

  it("sees a change behind the words that it reads of a long body", () => {
    const resolver = createResolver();
    const long = makeHtml(1, 4000);
    resolver.add([entry("a", "own.example", 1, { html: long })]);
    expect(resolver.add([entry("a", "own.example", 1, { html: long })]).outcomes[0]?.outcome).toBe("unchanged");
    const changed = long.slice(0, -400) + long.slice(-399);
    expect(resolver.add([entry("a", "own.example", 1, { html: changed })]).outcomes[0]?.outcome).toBe("revision");
    expect(resolver.add([entry("b", "mirror.example", 1, { html: makeHtml(1, 2400) })]).outcomes[0]?.outcome).toBe("copy");
  });

  it("says that a digest is one, and leaves it and what it gathers apart", () => {
    const articles = [1, 2, 3].map((seed) => entry(`a${seed}`, `own${seed}.example`, seed));
    const html = [1, 2, 3].map((seed) => `<h2>${makeTitle(seed)}</h2><p>${makeWords(seed, 150).join(" ")}</p>`).join("");
    const digest = entry("d", "gatherer.example", 9, { title: "Weekly reading: mills and rivers", html });
    const copy = entry("e", "mirror.example", 9, { title: "Weekly reading: mills and rivers", html });
    const { posts, matches } = resolve([...articles, digest, copy]);
    expect(shape(posts.map((post) => post.copies))).toEqual(["a1", "a2", "a3", "d e"]);
    const kinds = matches.filter((match) => match.entries.includes("d")).map((match) => match.kind ?? match.relation);
    expect(new Set(kinds)).toEqual(new Set(["digest", "duplicate"]));
    // What shares none of the few keys of an article is not looked at: most are found, not all.
    expect(kinds.length).toBeGreaterThan(2);
  });

  it("lets people's verdicts win", () => {
    const entries = [entry("a", "own.example", 1), entry("b", "mirror.example", 1), entry("c", "far.example", 2)];
    const posts = resolve(entries, {
      decided: [
        { entries: ["b", "a"], verdict: "different" },
        { entries: ["c", "a"], verdict: "same" },
      ],
    }).posts;
    expect(shape(posts.map((post) => post.copies))).toEqual(["a c", "b"]);
    const resolver = createResolver();
    resolver.add(entries);
    expect(shape(resolver.decide([{ entries: ["a", "b"], verdict: "different" }]).groups.map((one) => one.entries))).toEqual(["a", "b"]);
    expect(shape(resolver.decide([{ entries: ["a", "b"], verdict: "same" }]).groups.map((one) => one.entries))).toEqual(["a b"]);
    expect(explain(resolver.matches(["a"])[0] as never)).toContain("somebody decided");
  });

  it("joins whole what people decided to be one, but for what they decided to part", () => {
    const entries = [
      entry("a", "own.example", 1),
      entry("b", "mirror.example", 1),
      entry("c", "far.example", 2),
      entry("d", "planet.example", 2),
      entry("e", "planet.example", 2, { url: "https://planet.example/2/?print=1" }),
    ];
    const decide = (...decided: [string, string, boolean][]) => {
      const decisions = decided.map(([one, other, same]) => ({
        entries: [one, other] as const,
        verdict: same ? ("same" as const) : ("different" as const),
      }));
      const groups = shape(resolve(entries, { decided: decisions }).posts.map((post) => post.copies));
      expect(shape(resolve([...entries].reverse(), { decided: [...decisions].reverse() }).posts.map((post) => post.copies))).toEqual(
        groups,
      );
      return groups;
    };
    expect(decide()).toEqual(["a b", "c d e"]);
    for (const one of ["a", "b"]) for (const other of ["c", "d", "e"]) expect(decide([one, other, true])).toEqual(["a b c d e"]);
    // Of two copies, the one that was parted stands alone.
    expect(decide(["a", "c", true], ["b", "c", false])).toEqual(["a c d e", "b"]);
    expect(decide(["a", "c", true], ["b", "d", false], ["e", "a", false])).toHaveLength(2);
    const resolver = createResolver();
    resolver.add(entries);
    expect(shape(resolver.decide([{ entries: ["b", "d"], verdict: "same" }]).groups.map((one) => one.entries))).toEqual(["a b c d e"]);
  });

  it("takes forms of one name for no evidence against", () => {
    const speaks = (one: string, other: string) => {
      const copy = (id: string, name: string) => entry(id, `${id}.example`, 1, { bylines: [{ name }] });
      return resolve([copy("a", one), copy("b", other)]).matches[0]?.evidence.find((piece) => piece.kind === "author")?.weight;
    };
    expect(speaks("Irma Vale", "Irma Vale")).toBe(1);
    for (const other of ["I. Vale", "Irma V.", "Vale, I.", "Irma Oster Vale", "irmav"]) {
      expect(speaks("Irma Vale", other)).toBeUndefined();
      expect(speaks(other, "Irma Vale")).toBeUndefined();
    }
    for (const other of ["Otto Bremer", "O. Vale", "Irma B.", "I. Bremer"]) expect(speaks("Irma Vale", other)).toBe(-0.5);
  });

  it("explains a match in a sentence with what speaks for it", () => {
    const [match] = resolve([entry("a", "own.example", 1), entry("b", "mirror.example", 1)]).matches;
    expect(match?.probability).toBeGreaterThan(0.99);
    expect(explain(match as NonNullable<typeof match>)).toMatch(/^“a” and “b” are one article \(.* %\): .*100 % of the shorter text.*\.$/);
  });

  it("explains why two that belong together are two, and calls only what is counted under one name a series", () => {
    const html = (seed: number) => `<p>${makeWords(9, 50).join(" ")}</p>${makeHtml(seed)}`;
    const numbered = (id: string, site: string, seed: number, title: string) =>
      entry(id, site, seed, { title, url: `https://${site}/${id}/`, html: html(seed) });
    const { matches } = resolve([
      numbered("one", "own.example", 1, "Mending the weir, part 1"),
      numbered("two", "own.example", 2, "Mending the weir, part 2"),
      numbered("far", "far.example", 3, "Notes on ropes, part 4"),
    ]);
    expect(matches.map((match) => explain(match))).toEqual([
      expect.stringMatching(
        /^“one” and “two” are two parts of one series \(100 %\): their titles count different parts.*; for one article speaks/,
      ),
    ]);
  });

  it("takes one as well as many, and refuses what is neither reading nor entry", () => {
    expect(resolve(entry("a", "own.example", 1)).posts).toHaveLength(1);
    for (const wrong of [undefined, "https://own.example/", [entry("a", "own.example", 1), { entries: [] }], Promise.resolve([])])
      expect(() => resolve(wrong as unknown as [])).toThrow(/Readings and entries are wanted/);
  });

  it("leaves drafts out", () => {
    expect(resolve([entry("a", "own.example", 1, { status: "draft" })]).posts).toEqual([]);
  });
});

describe("the post takes the best of its copies", () => {
  it("takes each field from the copy that has it, and says which", () => {
    const [post] = resolve([
      entry("a", "own.example", 1, {
        html: `<p>${makeWords(1, 50).join(" ")}</p>`,
        canonical: "https://own.example/1/",
        tags: [{ name: "Mills" }],
      }),
      entry("b", "mirror.example", 1, {
        canonical: "https://own.example/1/",
        published: "2020-01-01T09:30:00Z",
        tags: [{ name: "mills" }, { name: "rivers" }],
        enclosures: [{ url: "https://mirror.example/1.mp3" }],
      }),
    ]).posts;
    expect(post?.copies).toEqual(["a", "b"]);
    expect(post?.url).toBe("https://own.example/1/");
    expect(post?.html).toBe(makeHtml(1));
    expect(post?.published).toBe("2020-01-01T09:30:00Z");
    expect(post?.tags.map((tag) => tag.name)).toEqual(["Mills", "rivers"]);
    expect(post?.enclosures).toHaveLength(1);
    expect(post?.picked).toMatchObject({ html: "b", text: "b", published: "b" });
    expect(JSON.parse(JSON.stringify(post)).html).toBe(makeHtml(1));
  });
});

describe("hostile input", () => {
  const biggest = (posts: readonly { copies: readonly string[] }[]) => Math.max(...posts.map((post) => post.copies.length));

  it("a thousand articles with one guid or one address stay a thousand", () => {
    for (const more of [{ guid: "urn:uuid:00000000-0000-0000-0000-000000000000" }, { url: "https://own.example/index.php?page=1" }]) {
      const entries = Array.from({ length: 1000 }, (_, i) => entry(`e${i}`, "own.example", i + 1, { ...more, html: makeHtml(i + 1, 40) }));
      const { posts, notices } = resolve(entries);
      expect(biggest(posts)).toBe(1);
      expect(notices.some((notice) => notice.code === "shared-identity")).toBe(true);
    }
  });

  it("empty bodies and one word repeated join nothing", () => {
    const empty = Array.from({ length: 1000 }, (_, i) => entry(`e${i}`, "own.example", i + 1, { html: "", title: makeTitle(i) }));
    expect(biggest(resolve(empty).posts)).toBe(1);
    const repeated = Array.from({ length: 1000 }, (_, i) =>
      entry(`r${i}`, `s${i % 50}.example`, i + 1, { html: `<p>${"mill ".repeat(400)}</p>` }),
    );
    expect(biggest(resolve(repeated).posts)).toBeLessThanOrEqual(64);
  });

  it("a body of 10 MB is looked at in part", () => {
    const long = `<p>${"<b".repeat(1000)} ${makeText20().repeat(5000)}</p>`;
    expect(long.length).toBeGreaterThan(9_000_000);
    expect(resolve([entry("a", "own.example", 1, { html: long }), entry("b", "mirror.example", 1, { html: long })]).posts).toHaveLength(1);
  });
});

function makeText20(): string {
  return `${makeWords(5, 260).join(" ")} `;
}
