import { describe, expect, it } from "vitest";
import { readPage } from "../../src/read/page/read-page.ts";
import { readBio } from "../../src/values/byline.ts";

const text = "A shuttle goes one way and comes back another, and what it leaves behind is cloth, if nobody pulls at it.";
const page = (body: string, head = "") =>
  `<!doctype html><html lang="en"><head><title>The loom</title>${head}</head><body>${body}</body></html>`;
const post = (byline: string, i: number) =>
  `<div class="post"><h2><a href="/a-post-of-number-${i}/">Post of number ${i}</a></h2>${byline}<p>${text} ${i}</p></div>`;
const listed = (byline: (i: number) => string, url = "https://loom.example/", head = "", top = "") =>
  readPage(page(top + [1, 2, 3].map((i) => post(byline(i), i)).join(""), head), { url }).entries.map((entry) => entry.bylines);
const single = (byline: string, foot = "", url = "https://loom.example/a-post-of-number-1/") =>
  readPage(page(`<article><h1>Post of number 1</h1>${byline}<p>${`${text} `.repeat(12)}</p></article>${foot}`), { url }).entries[0]
    ?.bylines;

describe("a byline", () => {
  const ada = { name: "Ada Byron" };
  it.each([
    [
      "ends where its link ends",
      '<p>4 March 2012 by <a href="/persona/ada/">Ada Byron</a> <b>Tags:</b> looms</p>',
      [{ ...ada, url: "https://loom.example/persona/ada/" }],
    ],
    [
      "of two links names two",
      '<p>By <a href="/persona/ada/">Ada Byron</a> and <a href="/persona/grace/">Grace Hopper</a> in <a href="/c/looms/">Looms</a></p>',
      [
        { ...ada, url: "https://loom.example/persona/ada/" },
        { name: "Grace Hopper", url: "https://loom.example/persona/grace/" },
      ],
    ],
    [
      "may lead to a mail box",
      '<p class="author">Posted by <cite><a href="mailto:ada@loom.example">Ada Byron</a></cite> <abbr>Fri, 2 March 2012</abbr></p>',
      [{ ...ada, email: "ada@loom.example" }],
    ],
    ["has a class that a compiler of styles made", '<p>4 March 2012</p><span class="entryAuthorName_yX1z">Ada Byron</span>', [ada]],
    ["has a type in RDFa", '<div><span about="/user/1" typeof="schema:Person">Ada Byron</span> · 4 March 2012</div>', [ada]],
    ["ends before a time of day", "<p>Pubblicato da Ada Byron a 18:19</p>", [ada]],
  ])("%s", (_, byline, expected) => {
    expect(listed(() => byline)).toEqual([expected, expected, expected]);
    expect(single(byline)).toEqual(expected);
  });

  it("is no section, label or count beside the day", () => {
    for (const meta of [
      '<a href="/category/c/">Warp</a> <a href="/category/weft/">Weft</a>',
      "Topics: looms",
      "No comments yet",
      "3 篇文章",
    ])
      expect(listed((i) => `<p>${i} March 2012 // ${meta}</p>`).flat(), meta).toEqual([]);
  });

  it("is neither what a review is of nor the class of a post's box", () => {
    expect(listed(() => '<span class="hreview"><span class="item"><span class="fn">Weaving</span></span></span>').flat()).toEqual([]);
    const boxes = [1, 2, 3].map(
      (i) => `<div class="hentry author-ada"><a href="/warp-and-weft-${i}/">Warp &amp; weft ${i}</a> ${i} March 2012</div>`,
    );
    expect(readPage(page(boxes.join("")), { url: "https://loom.example/" }).entries.flatMap((entry) => entry.bylines)).toEqual([]);
  });
});

it("a bio's handle is its person's, not that of their work", () => {
  expect(readBio("Ada Byron is an analyst. Find her as @ada.").handle).toBe("@ada");
  expect(readBio("Ada Byron is an analyst at @engines, writing of @looms.").handle).toBeUndefined();
});

describe("whose article it is", () => {
  it("is not said by an account elsewhere, an address in the head or a name of a service", () => {
    expect(
      single(
        "",
        '<footer><a href="https://videos.example/user/loom">YT</a> <a rel="author" href="https://plus.example/1">Google+</a></footer>',
      ),
    ).toEqual([]);
    const head = '<meta property="article:author" content="../author/admin/index.html">';
    const bylines = readPage(page(`<article><h1>Warp</h1><p>${text.repeat(9)}</p></article>`, head), { url: "https://loom.example/warp/" })
      .entries[0]?.bylines;
    expect(bylines?.flatMap((byline) => byline.name ?? [])).toEqual([]);
  });

  it("is said in a post whose class tells of its comments", () => {
    const byline = '<div class="post comments-closed"><a rel="author" href="/author/ada/">Ada Byron</a>';
    const html = `${byline}<h1>Warp</h1><div class="entry-content"><p>${`${text} `.repeat(12)}</p></div></div>`;
    expect(readPage(page(html), { url: "https://loom.example/warp/" }).entries[0]?.bylines).toEqual([
      { name: "Ada Byron", url: "https://loom.example/author/ada/" },
    ]);
  });

  it("is the heading's person on an author's page, whatever the address calls them", () => {
    const url = "https://loom.example/author/ab/";
    const of = (heading: string) =>
      listed((i) => `<p>${i} March 2012</p>`, url, `<meta property="og:title" content="Ada Byron – The loom">`, `<h1>${heading}</h1>`)[0];
    expect(of("Author: Ada Byron")).toEqual([{ name: "Ada Byron", url }]);
    expect(of("All that was woven")).toEqual([]);
  });
});
