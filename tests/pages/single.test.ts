import { describe, expect, test } from "vitest";
import { readPage } from "../../src/index.ts";

const TEXT = "<p>The kiln stood cold for a week, and then we fired it twice in one night, once for the bowls and once for luck.</p>".repeat(
  4,
);

function read(body: string, { title = "Firing the kiln", head = "", path = "/2012/04/firing-the-kiln/" } = {}) {
  return readPage(`<html><head><title>${title}</title>${head}</head><body>${body}</body></html>`, { url: `https://clay.example${path}` });
}

describe("the day of a single post", () => {
  test("stands in a footer between the title and the text", () => {
    const { entries } = read(
      `<section><header><h2>Firing the kiln</h2></header><footer>Mon 02 April 2012</footer><div class="entry-content">${TEXT}</div></section>`,
    );
    expect(entries[0]?.published).toBe("2012-04-02");
  });

  test("is completed by the month that the address names", () => {
    expect(read(`<p>12 April /</p><h1>Firing the kiln</h1>${TEXT}`).entries[0]?.published).toBe("2012-04-12");
    expect(read(`<p>12 May /</p><h1>Firing the kiln</h1>${TEXT}`).entries[0]?.published).toBeUndefined();
  });

  test("is not one of those that the text begins with", () => {
    const { entries } = read(
      `<time>2012-04-02</time><h1>Firing the kiln</h1><main><p>Our years<br>2001. 3. 9. first kiln<br>2003. 3. 9. second kiln</p>${TEXT}</main>`,
      { path: "/firing/" },
    );
    expect(entries[0]?.published).toBe("2012-04-02");
  });

  test("is said at the end of the text", () => {
    const { entries } = read(`<main><h1>Firing the kiln</h1>${TEXT}<p>Published 2 April 2012</p></main>`, { path: "/firing/" });
    expect(entries[0]?.published).toBe("2012-04-02");
  });

  test("may have its offset twice, or escaped", () => {
    const said = `<script type="application/ld+json">{"@type":"BlogPosting","headline":"Firing the kiln","datePublished":"2012-04-02 08:30:00 &#43;0200 &#43;0200"}</script>`;
    const { entries } = read(`<h1>Firing the kiln</h1>${TEXT}`, { head: said, path: "/firing/" });
    expect(entries[0]?.published).toBe("2012-04-02T08:30:00+02:00");
  });
});

describe("the title of a single post", () => {
  test("is no section of its text, though no heading shows it", () => {
    const { entries } = read(`<main>${TEXT}<h2 id="the-first-night">The first night</h2>${TEXT}</main>`, {
      title: "Clay and water - Firing the kiln twice",
    });
    expect(entries[0]?.title).toBe("Firing the kiln twice");
  });

  test("is not the site's name, though the document is called so", () => {
    const { entries } = read(`<header><h1><a href="/">Clay</a></h1></header><article><h1>窯の話</h1>${TEXT}</article>`, { title: "Clay" });
    expect(entries[0]?.title).toBe("窯の話");
  });
});

describe("a short post", () => {
  test("may speak of captchas and stand below a cookie banner", () => {
    const { kind, entries } = read(
      "<p>We use cookies to see who comes by.</p><article><h1>No more captcha</h1><p>April 2, 2012</p><p>The captcha is gone from the comments.</p></article>",
      { title: "No more captcha" },
    );
    expect([kind, entries[0]?.published]).toEqual(["article", "2012-04-02"]);
  });

  test("needs few words under the heading that the document is named after", () => {
    const { kind, entries } = read('<script src="/a.js"></script><h3>Box vase</h3><p>An 11" box vase, rolled and incised.</p>', {
      title: "Clay: Box vase",
      path: "/archives/000297.html",
    });
    expect([kind, entries[0]?.title]).toEqual(["article", "Box vase"]);
  });

  test("needs no heading where it is said to be published", () => {
    const { kind } = read(
      '<div class="h-entry"><time class="dt-published" datetime="2012-04-02">Apr 2</time><p class="e-content">Hmm…</p></div>',
    );
    expect(kind).toBe("article");
  });
});

describe("a post that links to others of its site under days", () => {
  test("is no listing of them", () => {
    const days = ["2027-07-18", "2027-07-19", "2027-07-20"].map(
      (day, i) =>
        `<h2>${day} The road</h2>${TEXT}<p>See <a href="/an-older-post-of-part-${i}.html">what we wrote before part ${i}</a>.</p>`,
    );
    const { kind, entries } = read(
      `<article><h1>Kiln and road chronicles</h1><p>Posted on Mon 27 July 2026</p><div class="entry-content">${TEXT}${days.join("")}</div></article>`,
      { title: "Kiln and road chronicles - Clay", path: "/kiln-and-road-chronicles.html" },
    );
    expect([kind, entries[0]?.title, entries[0]?.published]).toEqual(["article", "Kiln and road chronicles", "2026-07-27"]);
  });
});
