import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import { explainPage } from "../../src/read/page/explain-page.ts";
import { readPage } from "../../src/read/page/read-page.ts";

const folder = new URL("../../fixtures/pages/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => /^(?!article-).*\.html$/.test(name))
  .map((name) => name.replace(/\.html$/, ""));

/** What a fixture expects of an entry; a title that stands alone is its `text`. */
function shown(entry: Entry) {
  const fields = [
    "bylines",
    "tags",
    "title",
    "url",
    "published",
    "updated",
    "externalUrl",
    "image",
    "summary",
    "html",
    "series",
    "guid",
    "elsewhere",
  ] as const;
  const plain = JSON.parse(JSON.stringify(entry)) as Record<string, unknown>;
  const kept = fields.filter((field) => plain[field] !== undefined && (!Array.isArray(plain[field]) || plain[field].length > 0));
  return Object.fromEntries([
    ...kept.map((field) => [field, plain[field]]),
    ...(plain.html || plain.summary || !plain.text ? [] : [["text", plain.text]]),
  ]);
}

describe("pages", () => {
  it.each(cases)("%s", (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), "utf8"));
    const reading = readPage(readFileSync(new URL(`${name}.html`, folder)), expected.options);
    expect(reading.entries.map(shown)).toEqual(expected.entries);
    expect(reading.kind).toBe(expected.kind);
    expect(reading.pages).toEqual(expected.pages);
    expect(reading.channel).toMatchObject({ ...expected.channel, feeds: expected.channel.feeds.map((href: string) => ({ href })) });
    expect(reading.notices.map((n) => (n.detail?.reason ? `${n.code} ${n.detail.reason}` : n.code))).toEqual(expected.notices);
    expect(new Set(reading.entries.map((entry) => entry.id)).size).toBe(reading.entries.length);
  });
});

const site = { url: "https://loom.example/" };
const post = (slug: string, title: string, date: string, text = "A shuttle goes one way and comes back another.") =>
  `<article><h2><a href="/${slug}/">${title}</a></h2><p class="date">${date}</p><p>${text}</p></article>`;
const listing = (body: string, head = "", lang = "en") =>
  `<!doctype html><html lang="${lang}"><head><title>The loom</title>${head}</head><body>${body}</body></html>`;

describe("days of listed posts", () => {
  const days = (dates: readonly string[], lang?: string) =>
    readPage(listing(dates.map((date, i) => post(`a-post-of-number-${i}`, `Post ${i}`, date)).join(""), "", lang), site);

  it("an unambiguous day settles the order of day and month for its page", () => {
    expect(days(["03/04/2012", "25/03/2012", "01/02/2012"], "").entries.map((e) => e.published)).toEqual([
      "2012-04-03",
      "2012-03-25",
      "2012-02-01",
    ]);
  });

  it("a day that nothing settles is left out with a notice", () => {
    const reading = days(["03/04/2012", "05/06/2012"], "");
    expect(reading.entries.map((e) => e.published)).toEqual([undefined, undefined]);
    expect(reading.notices.map((n) => n.code)).toEqual(["ambiguous-date", "ambiguous-date"]);
    expect(reading.notices[0]?.entry).toBe(reading.entries[0]?.id);
  });

  it("an address settles it as well", () => {
    const body = ["2012/04/03", "2012/06/05"].map((path, i) =>
      post(`${path}/warp-and-weft-${i}`, `Post ${i}`, path.endsWith("03") ? "03/04/2012" : "05/06/2012"),
    );
    expect(readPage(listing(body.join(""), "", ""), site).entries.map((e) => e.published)).toEqual(["2012-04-03", "2012-06-05"]);
  });

  it("relative days count from the moment that is given, and are left out with a notice without one", () => {
    const body = listing(
      post("one-of-three", "One", "3 days ago") +
        post("two-of-three", "Two", "2 weeks ago") +
        post("three-of-three", "Three", "4 weeks ago"),
    );
    expect(readPage(body, { ...site, now: "2020-03-10T12:00:00Z" }).entries.map((e) => e.published?.slice(0, 10))).toEqual([
      "2020-03-07",
      "2020-02-25",
      "2020-02-11",
    ]);
    const reading = readPage(body, site);
    expect(reading.entries.map((e) => e.published)).toEqual([undefined, undefined, undefined]);
    expect(reading.notices.map((n) => n.code)).toEqual(["relative-date", "relative-date", "relative-date"]);
  });

  it("a day inside the text is no day of the post", () => {
    const body = [0, 1, 2].map(
      (i) =>
        `<article><h2><a href="/a-post-of-number-${i}/">Post ${i}</a></h2><p>It was on the morning of 4 March 1999 that the first loom of the valley was carried up the hill by nine people and one reluctant donkey.</p></article>`,
    );
    expect(readPage(listing(body.join("")), site).entries.map((e) => e.published)).toEqual([undefined, undefined, undefined]);
  });
});

describe("what is and is not a post", () => {
  const posts =
    post("warp-and-weft", "Warp and weft", "4 March 2012") +
    post("the-heddle", "The heddle", "1 March 2012") +
    post("a-broken-reed", "A broken reed", "20 February 2012");

  it("links of a text, menus and side columns are none", () => {
    const body = `<nav><a href="/about/">About</a><a href="/all-the-patterns/">All the patterns</a></nav><main>${posts.replace("A shuttle", 'See <a href="/an-older-post-of-mine/">an older post</a>. A shuttle')}</main><aside><h3>Popular</h3><ul><li><a href="/a-popular-old-post/">A popular old post</a></li><li><a href="/another-popular-post/">Another popular post</a></li></ul></aside>`;
    expect(readPage(listing(body), site).entries.map((e) => e.title)).toEqual(["Warp and weft", "The heddle", "A broken reed"]);
  });

  it("a page without an address of its own is read by the host that its links name", () => {
    const body = posts.replaceAll('href="/', 'href="https://loom.example/');
    expect(readPage(listing(body)).entries.map((e) => e.url)).toEqual([
      "https://loom.example/warp-and-weft/",
      "https://loom.example/the-heddle/",
      "https://loom.example/a-broken-reed/",
    ]);
  });

  it("classes and semantic elements are not needed", () => {
    const bare = listing(posts)
      .replace(/ class="[^"]*"/g, "")
      .replace(/<(\/?)(?:article|main|nav|aside)/g, "<$1div");
    expect(readPage(bare, site).entries.map((e) => [e.title, e.published])).toEqual([
      ["Warp and weft", "2012-03-04"],
      ["The heddle", "2012-03-01"],
      ["A broken reed", "2012-02-20"],
    ]);
  });

  it("structured data fills what the page does not show", () => {
    const graph = {
      "@context": "https://schema.org",
      "@graph": [
        {
          "@type": "BlogPosting",
          headline: "Warp and weft",
          url: "https://loom.example/warp-and-weft/",
          datePublished: "2012-03-04T08:00:00Z",
          author: { "@type": "Person", name: "Ada Byron" },
        },
      ],
    };
    const body = posts.replace(/<p class="date">.*?<\/p>/g, "");
    const [first] = readPage(listing(body, `<script type="application/ld+json">${JSON.stringify(graph)}</script>`), site).entries;
    expect(first).toMatchObject({ published: "2012-03-04T08:00:00Z", bylines: [{ name: "Ada Byron" }] });
  });

  it("what a page gives is plain data", () => {
    const reading = readPage(listing(posts), site);
    expect(JSON.parse(JSON.stringify(reading))).toEqual(JSON.parse(JSON.stringify(readPage(listing(posts), site))));
    for (const entry of reading.entries) expect(Object.values(entry).every((value) => value !== null && value !== "")).toBe(true);
  });
});

describe("explainPage", () => {
  it("says what a page was taken for, which links for titles, and where each entry was found", () => {
    const body = post("warp-and-weft", "Warp and weft", "4 March 2012") + post("the-heddle", "The heddle", "1 March 2012");
    const lines = explainPage(listing(`<nav><a href="/about/">About</a></nav>${body}`), site).split("\n");
    expect(lines[0]).toBe("listing, 2 entries, https://loom.example/");
    expect(lines.filter((line) => line.startsWith("*"))).toEqual([
      expect.stringContaining('article > h2 > a ("Warp and weft", "The heddle"): heading +3.0, dated +2.5'),
    ]);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /"The heddle" https:\/\/loom\.example\/the-heddle\/: 2012-03-01; nobody named; teaser; at body > article:nth-of-type\(2\)/,
      ),
    );
  });
});

describe("hostile pages", () => {
  it.each<[string, string]>([
    ["nested blocks", "<div>".repeat(50_000)],
    ["nested blocks and stray end tags", "<div>".repeat(50_000) + "</b></li>".repeat(50_000)],
    ["nested inline elements", "<b><i><a href=/x>".repeat(10_000)],
    ["nested lists", "<ul><li><a href=/a-b-c>x</a>".repeat(20_000)],
    ["anchors", Array.from({ length: 40_000 }, (_, i) => `<a href="/a-post-of-number-${i}">Post ${i}</a> `).join("")],
    ["anchors to one address", '<a href="/a-post">Post</a> '.repeat(40_000)],
    [
      "headings with links",
      Array.from({ length: 8_000 }, (_, i) => `<h2><a href="/a-post-of-number-${i}">Post ${i}</a></h2><p>4 March 2012</p>`).join(""),
    ],
    ["digits", "<p>".concat("1/2/3 ".repeat(200_000))],
    ["an unclosed script", `<script>window.a={${'"a":['.repeat(100_000)}`],
    ["many unclosed assignments", `<script>${"window.ab={a:1,".repeat(50_000)}</script>`],
    ["deep data", `<script type="application/json">${"[".repeat(100_000)}${"]".repeat(100_000)}</script>`],
    ["data that holds itself", `<script type="application/json" id="__NUXT_DATA__">[{"a":0,"b":1},["Reactive",1],"x"]</script>`],
  ])(
    "%s",
    (_, body) => {
      const reading = readPage(`<html><body>${body}`, site);
      expect(["listing", "article", "none"]).toContain(reading.kind);
    },
    20_000,
  );
});

describe("whose posts they are where none is signed", () => {
  const posts = [0, 1, 2].map((i) => post(`a-post-of-number-${i}`, `Post ${i}`, `${i + 1} March 2012`)).join("");
  const names = (foot: string, head = "", signed = posts) =>
    readPage(`<html lang="en"><head>${head}</head><body>${signed}<footer>${foot}</footer></body></html>`, site).entries.map((e) =>
      e.bylines.map((b) => b.name).join(),
    );

  it.each([
    ["a copyright with a first and last name", "© 2012 Ada Byron. All rights reserved. Powered by Jekyll", "", "Ada Byron"],
    ["a copyright and the site's title that agree", "© 2010-2012 Ada", "<title>Ada's notes</title>", "Ada"],
    ["the head", "", '<meta name="author" content="Ada Byron">', "Ada Byron"],
    ["a card of the author", '<div class="author__name">Ada Byron</div>', "", "Ada Byron"],
    ["a link behind the sign of copyright", '© 2012 <a href="https://ada.example/">Ada Byron</a>.Some rights reserved', "", "Ada Byron"],
    ["a description and a copyright that agree", "© 2012 Ada", '<meta name="description" content="Ada\'s notebook">', "Ada"],
    ["nobody: a firm", "© 2012 Loom Ltd", "<title>Loom Ltd's blog</title>", ""],
    ["nobody: software and a theme", "Powered by Hugo | Theme by Jo Plain", "", ""],
    ["nobody: two who claim it", "© 2012 Ada Byron<br>© 2012 Grace Hopper", "", ""],
    ["nobody: a word that may be anything", "© 2012 Shuttle", "<title>Weaving</title>", ""],
  ])("%s", (_, foot, head, expected) => {
    expect(names(foot, head)).toEqual([expected, expected, expected]);
  });

  it("is left open where some posts are signed", () => {
    const signed = posts.replace("</h2>", '</h2><p class="author">Grace Hopper</p>');
    expect(names("© 2012 Ada Byron", "", signed)).toEqual(["Grace Hopper", "", ""]);
  });

  it("no section, title or friend is a person", () => {
    const section = '<a class="badge" href="/looms/">Looms</a>';
    const friend = 'Ask <a href="https://social.example/@grace">Grace</a>, who knows more of shuttles than I do. '.repeat(4);
    const page = (i: number) =>
      `<article><div><time datetime="2012-03-0${i}">2012-03-0${i}</time> ${section}</div><h2><a href="/looms/stopping-by-number-${i}/">Stopping by Woods ${i}</a></h2><p>${friend}</p></article>`;
    const dated = (i: number) => `<li><span>2012-03-0${i}</span> <a href="/looms/stopping-by-number-${i}/">Stopping by Woods ${i}</a></li>`;
    for (const body of [[1, 2, 3].map(page).join(""), `<ul>${[1, 2, 3].map(dated).join("")}</ul>`])
      expect(readPage(listing(body), site).entries.map((entry) => entry.bylines)).toEqual([[], [], []]);
  });

  it("no label beside the day is a person", () => {
    const labelled = posts.replace(/(<p class="date">)(\d+ March 2012)/g, '$1$2 | <a href="#comments">Réactions</a> | Mo');
    expect(names("", "", labelled.replaceAll("#comments", "/a-post-of-number-0/#comments"))[0]).toBe("");
  });
});

describe("a page without posts says why", () => {
  it.each([
    ["an empty search", "<title>Search results</title>", "<h1>Nothing found</h1><p>Sorry, nothing matched.</p>", "nothing-found"],
    ["a tag without posts", "<title>Tag: warp</title>", "<h1>Keine Beiträge gefunden</h1>", "nothing-found"],
    ["a name for sale", "<title>loom.example</title>", "<h1>This domain is for sale</h1><p>Buy it now.</p>", "error-page"],
  ])("%s", (_, head, body, reason) => {
    const reading = readPage(`<html lang="en"><head>${head}</head><body>${body}</body></html>`, site);
    expect([reading.kind, reading.entries.length, reading.notices[0]?.detail?.reason]).toEqual(["none", 0, reason]);
  });

  it("one whose title is an error and whose posts are posts is a listing", () => {
    const posts = [0, 1, 2].map((i) => post(`a-post-of-number-${i}`, `Post ${i}`, `${i + 1} March 2012`)).join("");
    expect(readPage(`<html lang="en"><head><title>404 Magazine</title></head><body>${posts}</body></html>`, site).entries).toHaveLength(3);
  });
});

describe("days and labels around a teaser are none of its text", () => {
  it.each([
    ["digits of another script", "ar", "٣ مارس ٢٠٢٠", "ارتفع النهر في الليل وأخذ معه الطريق السفلي."],
    ["a day counted back", "en", "yesterday", "The river rose in the night and took the lower path."],
  ])("%s", (_, lang, day, text) => {
    const body = [0, 1, 2].map(
      (i) => `<article><h2><a href="/a-post-of-number-${i}/">Post ${i}</a></h2><i>${day}</i><p>${text}</p></article>`,
    );
    const { entries } = readPage(listing(body.join(""), "", lang), { ...site, now: "2020-03-04T12:00:00Z" });
    expect(entries.map((e) => [e.published, e.summary])).toEqual([0, 1, 2].map(() => ["2020-03-03", text]));
  });
});
