import { describe, expect, it } from "vitest";
import { readPage } from "../../src/read/page/read-page.ts";

const read = (body: string, url = "https://clay.example/a-kiln") =>
  readPage(`<!doctype html><html lang="en"><head><title>A kiln</title></head><body>${body}</body></html>`, { url });
const article = (body: string) => read(body).entries[0];
const sentence = "An arch stands because it wants to fall on both sides at once, and the bricks between will not let it do so.";
const text = `<p>${sentence}</p>`.repeat(4);

describe("the body of a post", () => {
  it("is whole where a page builder calls its paragraphs widgets", () => {
    const widget = (kind: string, inner: string) =>
      `<section class="elementor-section"><div class="elementor-widget-wrap"><div class="elementor-element elementor-widget elementor-widget-${kind}">${inner}</div></div></section>`;
    const entry = article(
      `<main><h1>A kiln</h1><div class="elementor">${widget("text-editor", text)}${widget("text-editor", `<p>The last brick. ${sentence}</p>`)}${widget("share-buttons", "<a href='#f'>Send to a friend</a>")}</div></main>`,
    );
    expect(entry?.text).toContain("The last brick");
    expect(entry?.text).not.toContain("Send to a friend");
  });
  it("is whole where most of it is code, and the code has comments", () => {
    const code = `<pre>${'<div class="line"><span class="comment"># carry the heat to the far end of the chamber</span></div><div class="line">fire()</div>'.repeat(9)}</pre>`;
    const entry = article(`<main><h1>A kiln</h1><div><p>${sentence}</p><h2>How</h2>${code}</div></main>`);
    expect(entry?.text).toContain("carry the heat");
  });
  it("stands before a title that a side column repeats", () => {
    const entry = article(
      `<main><div class="text">${text.repeat(3)}</div></main><div class="column"><div><h3>A kiln</h3><img src="/k.jpg"></div></div>`,
    );
    expect(entry?.text).toContain(sentence);
  });
  it("has no words that only machines see", () => {
    const entry = article(`<main><h1>A kiln</h1><div>${text}<div style="display: none">VX:7 [2.1]</div></div></main>`);
    expect(entry?.text).not.toContain("VX:7");
  });
  it("ends where comments begin, also where their heading is called comments", () => {
    const entry = article(
      `<main><div class="content"><h1>A kiln</h1>${text}<h2 id="comments">Comments</h2><div><p>Mine fell in the first winter.</p></div></div></main>`,
    );
    expect(entry?.text).not.toContain("first winter");
  });
  it("keeps the sources that its author lists at its end", () => {
    const entry = article(
      `<main><h1>A kiln</h1><div class="entry-content">${text}<h3>See also</h3><ul><li><a href="/arch">The arch</a></li></ul><h3>References</h3><ul><li><a href="https://brick.example/2">Bricks of the north</a></li></ul></div><section><h3>See also</h3><ul><li><a href="/pots">Ten pots</a></li></ul></section></main>`,
    );
    expect(entry?.text).toContain("Bricks of the north");
    expect(entry?.text).not.toContain("Ten pots");
  });
  it("shows a lazy picture once, on whichever side its twin stands", () => {
    const twin = '<noscript><img src="/arch.jpg" alt="the arch"></noscript>';
    const lazy = '<img src="data:image/gif;base64,R0lGOD" data-src="/arch.jpg" alt="the arch">';
    for (const pair of [twin + lazy, lazy + twin]) {
      const html = article(`<main><h1>A kiln</h1><div>${text}<p>${pair}</p></div></main>`)?.html;
      expect(html?.match(/<img[^>]*>/g)).toEqual(['<img src="https://clay.example/arch.jpg" alt="the arch">']);
    }
  });
});

describe("the text of a listed post", () => {
  const home = (posts: string) => read(posts, "https://clay.example/").entries;
  it("is its excerpt, not what stands about it", () => {
    const post = (n: number) =>
      `<div class="post"><div class="excerpt-box"><div class="excerpt-meta"><span>0${n} September 2021</span> <a href="/pots">Pots and pans</a></div><h2 class="excerpt-title"><a href="/post-${n}">Post about pot ${n}</a></h2><div class="excerpt-content">${sentence}</div></div></div>`;
    for (const entry of home([1, 2, 3].map(post).join(""))) expect(entry.summary).toBe(sentence);
  });
  it("is the post's, not what its markup says of its author", () => {
    const post = (n: number) =>
      `<article itemprop="blogPost" itemscope><header><h2 itemprop="headline"><a href="/post-${n}">Post about pot ${n}</a></h2><div itemprop="author" itemscope><span itemprop="name">Ada</span><small itemprop="description">Potter and builder of kilns</small></div></header><div itemprop="articleBody">${text}</div></article>`;
    for (const entry of home([1, 2, 3].map(post).join(""))) expect(entry.text?.startsWith(sentence)).toBe(true);
  });
  it("is all of it where the page shows one post under its title and names the others", () => {
    const words = ["arch", "brick", "clay", "damper", "ember", "flue", "glaze", "hearth"];
    const entries = home(
      `<header><h1><a href="/day-9/">Day nine</a></h1><time datetime="2021-09-09">9 September 2021</time></header><article>${text.repeat(2)}<p>More on <a href="/day-2/">arches</a>.</p></article><section><h2>All posts</h2><ol>${words.map((word) => `<li><a href="/${word}-day/">The day of the ${word} on the roof</a></li>`).join("")}</ol></section>`,
    );
    expect(entries.map((entry) => entry.title)).toEqual(["Day nine", ...words.map((word) => `The day of the ${word} on the roof`)]);
    expect(entries[0]?.text).toContain(`${sentence}\n${sentence}`);
    expect(entries[1]?.html).toBeUndefined();
  });
});
