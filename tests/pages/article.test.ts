import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readPage } from "../../src/read/page/read-page.ts";

const folder = new URL("../../fixtures/pages/", import.meta.url);
const cases = readdirSync(folder)
  .filter((name) => /^article-.*\.html$/.test(name))
  .map((name) => name.replace(/\.html$/, ""));

const lines = (html: string | undefined) =>
  (html ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

describe("single posts", () => {
  it.each(cases)("%s", (name) => {
    const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, folder), "utf8"));
    const reading = readPage(readFileSync(new URL(`${name}.html`, folder)), expected.options);
    expect(reading.kind).toBe(expected.kind);
    expect(reading.entries).toHaveLength(1);
    const [entry] = reading.entries;
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject(expected.entry);
    expect(entry?.published).toBe(expected.entry.published);
    expect(entry?.bylines).toEqual(expected.entry.bylines ?? []);
    expect(entry?.tags).toEqual(expected.entry.tags ?? []);
    expect(lines(entry?.html)).toEqual(expected.html);
    expect(reading.notices.map((notice) => notice.code)).toEqual(expected.notices);
  });
});

const article = (body: string, head = "") =>
  readPage(`<!doctype html><html lang="en"><head><title>A kiln</title>${head}</head><body>${body}</body></html>`, {
    url: "https://clay.example/a-kiln",
  }).entries[0];
const text = "<p>An arch stands because it wants to fall on both sides at once, and the bricks between will not let it do so.</p>".repeat(
  4,
);

describe("titles of single posts", () => {
  it("leave out what stands beside them in their heading", () => {
    const entry = article(`<main><h1>A kiln <small>by Ada Potter</small></h1>${text}</main>`);
    expect(entry?.title).toBe("A kiln");
  });
  it("are the heading that the address repeats, where the document names only its site", () => {
    const html = `<title>Clay Days</title><div class="top"><h1>Clay Days</h1></div><div><h3>How to build a kiln</h3>${text}</div>`;
    expect(readPage(html, { url: "https://clay.example/how-to-build-a-kiln.html" }).entries[0]?.title).toBe("How to build a kiln");
  });
  it("lose the site's name, on either side", () => {
    const page = (title: string) =>
      readPage(`<title>${title}</title><meta property="og:site_name" content="Clay Days"><div>${text}</div>`, {
        url: "https://clay.example/7",
      }).entries[0]?.title;
    expect(page("A kiln | Clay Days")).toBe("A kiln");
    expect(page("Clay Days » A kiln: the arch")).toBe("A kiln: the arch");
    expect(page("A kiln - the arch - Clay Days")).toBe("A kiln - the arch");
  });
});

describe("dates of single posts", () => {
  it("prefer what markup says of the article to what it says of others", () => {
    const entry = article(
      `<main><h1>A kiln</h1>${text}</main>`,
      `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebPage","@id":"#w","datePublished":"2001-01-01"},{"@type":"BlogPosting","headline":"A kiln","datePublished":"2012-03-04T09:00:00Z","author":{"@id":"#ada"}},{"@type":"BlogPosting","headline":"Another post","datePublished":"2019-01-01"},{"@type":"Person","@id":"#ada","name":"Ada Potter","url":"https://clay.example/ada"}]}</script>`,
    );
    expect(entry?.published).toBe("2012-03-04T09:00:00Z");
    expect(entry?.bylines).toEqual([{ name: "Ada Potter", url: "https://clay.example/ada" }]);
  });
  it("are not those of an update, of other posts or of the site", () => {
    const entry = article(
      `<main><article><h1>A kiln</h1><p>Updated 5 June 2013 · Published 4 March 2012</p>${text}</article></main><aside>7 July 2017 Another post</aside><footer>© 1 January 2020 Clay</footer>`,
    );
    expect(entry?.published).toBe("2012-03-04");
    expect(entry?.updated).toBe("2013-06-05");
    expect(article(`<main><h1>A kiln</h1>${text}</main><aside>7 July 2017 Another post</aside>`)?.published).toBeUndefined();
  });
  it("an ambiguous day is settled by the address", () => {
    const html = `<html lang="en"><title>A kiln</title><main><h1>A kiln</h1><p>03/04/2012</p>${text}</main></html>`;
    expect(readPage(html, { url: "https://clay.example/2012/03/04/a-kiln" }).entries[0]?.published).toBe("2012-03-04");
  });
});

describe("what is a single post", () => {
  const links = Array.from({ length: 6 }, (_, i) => `<li><a href="/posts/kiln-number-${i}">Another kiln, number ${i}</a></li>`).join("");
  it("has links to other posts beside its text and under it", () => {
    const html = `<title>A kiln for beginners | Clay Days</title><div><div><h1>A kiln for beginners</h1>${text}<a href="/posts/glaze-recipes">« Glaze recipes</a></div><ul>${links}</ul></div>`;
    const reading = readPage(html, { url: "https://clay.example/posts/a-kiln-for-beginners" });
    expect([reading.kind, reading.entries[0]?.title]).toEqual(["article", "A kiln for beginners"]);
  });
});

describe("bodies of single posts", () => {
  it("keep code whose classes sound like chrome, and what is said in comments of code", () => {
    const code = '<pre><code><span class="comment">// share this</span> <span class="token related">x</span></code></pre>';
    expect(article(`<main><h1>A kiln</h1><div class="post-content">${text}${code}${text}</div></main>`)?.html).toContain(
      '<span class="comment">// share this</span>',
    );
  });
  it("lose share buttons, related posts and comments without class names", () => {
    const html = article(
      `<div><h1>A kiln</h1><div>${text}<h3>Related posts</h3><ul><li><a href="/x">Clay</a></li></ul><h3>2 Comments</h3><p>Nice.</p></div></div>`,
    )?.html;
    expect(html).not.toMatch(/Related|Clay|Nice/);
  });
  it("take the real picture of a lazy one, once", () => {
    const html =
      article(
        `<main><h1>A kiln</h1>${text}<p><img src="placeholder.gif" data-src="kiln.jpg"><noscript><img src="kiln.jpg"></noscript></p><p><img class="lazy"><noscript><img src="door.jpg"></noscript></p></main>`,
      )?.html ?? "";
    expect(html.match(/<img[^>]*>/g)?.map((tag) => /src="([^"]*)"/.exec(tag)?.[1])).toEqual([
      "https://clay.example/kiln.jpg",
      "https://clay.example/door.jpg",
    ]);
  });
});

describe("hostile single posts", () => {
  it.each([
    ["50 000 nested divs", `<h1>Deep</h1>${"<div>".repeat(50_000)}text`],
    ["20 000 headings", `<h1>A</h1>${'<h2 class="entry-title">A</h2>'.repeat(20_000)}`],
    ["nested microdata", `<h1>A</h1>${'<div itemscope itemtype="https://schema.org/BlogPosting" itemprop="author">'.repeat(5000)}x`],
    ["deep JSON-LD", `<h1>A</h1><script type="application/ld+json">${"[".repeat(50_000)}${"]".repeat(50_000)}</script>`],
  ])("%s are read", (_, html) => {
    expect(readPage(html, { url: "https://deep.example/a" }).kind).toMatch(/article|none|listing/);
  });
});
