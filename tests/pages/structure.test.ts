import { describe, expect, it } from "vitest";
import { readPage } from "../../src/read/page/read-page.ts";

const site = { url: "https://loom.example/" };
const at = (path: string) => ({ url: `https://loom.example${path}` });
const page = (body: string, head = "<title>The loom</title>") =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`;
const names = ["Warp and weft", "The heddle frame", "A broken reed", "Nine shuttles"];
const slug = (name: string) => name.toLowerCase().replaceAll(" ", "-");
const text = "A shuttle goes one way and comes back another, and nobody in the valley has ever asked it why it does that.";
const card = (name: string, section = "") =>
  `<div class="card"><h3><a href="/${section}${slug(name)}/">${name}</a></h3><p>${text}</p></div>`;

describe("a day that shares the link of a title", () => {
  const list = (label: (name: string, i: number) => string) =>
    readPage(page(`<ul>${names.map((name, i) => `<li><a href="/${slug(name)}/">${label(name, i)}</a></li>`).join("")}</ul>`), site).entries;

  it.each<[string, (name: string, i: number) => string]>([
    ["before it", (name, i) => `2022-01-1${i} ${name}`],
    ["behind it", (name, i) => `${name} - 2022/01/1${i}`],
    ["in brackets", (name, i) => `[2022.01.1${i}] ${name}`],
    ["behind a bar", (name, i) => `2022-01-1${i} | ${name}`],
  ])("%s is taken and cut off", (_, label) => {
    expect(list(label).map((e) => [e.title, e.published])).toEqual(names.map((name, i) => [name, `2022-01-1${i}`]));
  });

  it("stays where it is all that tells the titles apart", () => {
    expect(list((_, i) => `A letter about the yarn of the week 2022-01-1${i}`).map((e) => e.title)).toEqual(
      names.map((_, i) => `A letter about the yarn of the week 2022-01-1${i}`),
    );
  });

  it("stays where the page prints the day of the post besides", () => {
    const body = names.map(
      (name, i) => `<div><h2><a href="/${slug(name)}/">2021-03-0${i + 1} ${name}</a></h2><time>5 May 2022</time></div>`,
    );
    const { entries } = readPage(page(body.join("")), site);
    expect(entries.map((e) => [e.title, e.published])).toEqual(names.map((name, i) => [`2021-03-0${i + 1} ${name}`, "2022-05-05"]));
  });
});

describe("what a page is", () => {
  const cards = names.map((name) => card(name)).join("");

  it("a section of cards that calls itself an article is a listing", () => {
    const head = `<title>Blog - The loom</title><meta property="og:type" content="article"><meta property="article:published_time" content="2021-08-15T12:09:42Z">`;
    const reading = readPage(
      page(`<article class="page"><h1>Blog</h1><div class="entry-content">${cards}</div></article>`, head),
      at("/blog/"),
    );
    expect([reading.kind, reading.entries.map((e) => e.title)]).toEqual(["listing", names]);
  });

  it("a post that heads its paragraphs with links to elsewhere is an article", () => {
    const talks = names.map((name) => `<div><h3><a href="https://talks.example/${slug(name)}/">${name}</a></h3><p>${text}</p></div>`);
    const body = `<main><article><h2><a href="/2014/09/03/a-week-of-talks/">A week of talks</a></h2><time>2014-09-03</time>${talks.join("")}</article></main>`;
    const reading = readPage(page(body, "<title>A week of talks - The loom</title>"), at("/2014/09/03/a-week-of-talks/"));
    expect([reading.kind, reading.entries.map((e) => e.title)]).toEqual(["article", ["A week of talks"]]);
  });

  it("a front page shows all of its sections", () => {
    const sections = ["wool", "linen", "silk"].map(
      (name, i) => `<section class="s${"abc"[i]}">${names.map((n) => card(`${n} of ${name} cloth`, `${name}/`)).join("")}</section>`,
    );
    expect(readPage(page(`<main>${sections.join("")}</main>`), site).entries).toHaveLength(12);
  });

  it("an error page above a list of posts has none", () => {
    const reading = readPage(page(`<main><h1>404</h1><p>Page not found</p>${cards}</main>`), at("/gone/"));
    expect([reading.kind, reading.notices.map((n) => n.detail?.reason)]).toEqual(["none", ["error-page"]]);
  });

  it("a page that names all tags has no posts", () => {
    const tags = ["wool", "linen", "silk", "dye"].map(
      (tag) => `<article><h4><a href="/tags/${tag}/">${tag}</a></h4><time>2022-01-10</time></article>`,
    );
    expect(readPage(page(`<main>${tags.join("")}</main>`), at("/tags/")).entries.length).toBeLessThan(2);
  });
});
