import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { build } from "../../src/pipeline/build.ts";
import { guessHome } from "../../src/pipeline/site-address.ts";
import { pageUrl, readSitePage, siteFiles } from "../../src/pipeline/site-folder.ts";
import { put, temporaryFolder } from "./temporary-folder.ts";

const site = "https://press.example/blog";
const nav = '<header><nav><a href="/blog/">Home</a> <a href="/blog/about/">About</a></nav></header>';

function page(path: string, title: string, body: string, head = ""): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} · Press</title><link rel="canonical" href="${site}/${path}">${head}</head><body>${nav}<main>${body}</main><footer>© Press</footer></body></html>`;
}

function article(path: string, title: string, day: string, words: string, head = ""): string {
  const body = `<article><h1>${title}</h1><p class="meta">By <a rel="author" href="/blog/about/">Ada Byron</a> on <time datetime="${day}">${day}</time></p>${`<p>${words} <a href="../other/">elsewhere</a> <img src="/img/a.png" alt=""></p>`.repeat(4)}</article>`;
  return page(path, title, body, `<meta property="og:type" content="article">${head}`);
}

const built = () => ({
  "_site/index.html": page(
    "",
    "Press",
    '<ul><li><a href="/blog/ink/">On ink</a> <time datetime="2026-01-02">2 January 2026</time></li><li><a href="/blog/type/">On type</a> <time datetime="2026-02-03">3 February 2026</time></li></ul>',
  ),
  "_site/about/index.html": page(
    "about/",
    "About",
    "<h1>About</h1><p>This is a site about presses, and about the people who work at them, day in, day out.</p>",
  ),
  "_site/ink/index.html": article("ink/", "On ink", "2026-01-02", "Ink is black, as a rule, and comes in tins."),
  "_site/type/index.html": article("type/", "On type", "2026-02-03", "Type is made of lead, tin and antimony, in this order."),
  "_site/secret/index.html": article(
    "secret/",
    "Not for all",
    "2026-02-04",
    "This is not for everybody's eyes at all.",
    '<meta name="robots" content="noindex, follow">',
  ),
  "_site/drafts/half/index.html": article("drafts/half/", "Half a thought", "2026-02-05", "This will be written at some later time."),
  "_site/old/index.html": page("old/", "Moved", "<p>Moved.</p>", '<meta http-equiv="refresh" content="0; url=/blog/ink/">'),
  "_site/404.html": page("404.html", "Not found", "<h1>Not found</h1><p>There is nothing here.</p>"),
  "_site/style.css": "body {}",
});

describe("a folder of built HTML", () => {
  it("becomes the site's feed: articles only, whole, with absolute addresses", async () => {
    const folder = temporaryFolder(built());
    const config = { title: "Press", home: `${site}/`, sources: "_site/", feeds: { file: "_site/feed.json" } };
    const report = await build(config, { folder });
    expect(report).toMatchObject({ ok: true, sources: [{ name: "_site/", documents: 7, added: 2, leftOut: 5 }] });
    const { items } = JSON.parse(readFileSync(join(folder, "_site/feed.json"), "utf8"));
    expect(items).toMatchObject([
      { title: "On type", url: `${site}/type/`, date_published: expect.stringMatching(/^2026-02-03/) },
      { title: "On ink", url: `${site}/ink/`, date_published: expect.stringMatching(/^2026-01-02/), authors: [{ name: "Ada Byron" }] },
    ]);
    expect(items[0].content_html).toContain(`href="${site}/other/"`);
    expect(items[0].content_html).toContain('src="https://press.example/img/a.png"');
    expect(items[0].content_html.match(/lead, tin and antimony/g)).toHaveLength(4);
    expect(items[0].content_html).not.toMatch(/About|©/);
    expect(await build(config, { folder })).toMatchObject({ changed: false, sources: [{ unchanged: 2, leftOut: 5 }] });

    // Unpublished, and taken away.
    put(folder, {
      "_site/ink/index.html": article("ink/", "On ink", "2026-01-02", "Ink is black.", '<meta name="robots" content="noindex">'),
    });
    rmSync(join(folder, "_site/type"), { recursive: true });
    expect(await build(config, { folder })).toMatchObject({
      ok: true,
      sources: [{ removed: 2 }],
      posts: { removed: 2 },
      feeds: [{ items: 0, changed: true }],
    });
  });

  it("knows where it is published by what its pages say", () => {
    const folder = temporaryFolder(built());
    const files = siteFiles(join(folder, "_site"));
    expect(guessHome(join(folder, "_site"), files)).toBe(`${site}/`);
    expect(siteFiles(join(folder, "_site"), ["drafts/**", "40?.html"])).toEqual([
      "about/index.html",
      "index.html",
      "ink/index.html",
      "old/index.html",
      "secret/index.html",
      "type/index.html",
    ]);
    expect(pageUrl("über/a b.html", "https://press.example/x")).toBe("https://press.example/x/%C3%BCber/a%20b.html");
    expect(pageUrl("index.html", "https://press.example")).toBe("https://press.example/");
  });

  it("or by the feeds that its generator made, or the name that its host was given", () => {
    const folder = temporaryFolder({
      "dist/index.xml": '<rss version="2.0"><channel><title>t</title><link>https://press.example</link></channel></rss>',
      "dist/deep/er/feed.xml": '<rss version="2.0"><channel><title>t</title><link>https://other.example/</link></channel></rss>',
      "new/feed.xml": '<rss version="2.0"><channel><title>t</title><link>https://example.com/</link></channel></rss>',
      "new/CNAME": "Press.example\n",
      "none/CNAME": "<html>",
    });
    const home = (name: string) => guessHome(join(folder, name), []);
    expect(["dist", "new", "none", "absent"].map(home)).toEqual(["https://press.example/", "https://press.example/", undefined, undefined]);
  });

  it("asks for the address where no page says one", async () => {
    const folder = temporaryFolder({ "dist/a.html": "<html><body><article><h1>A</h1><p>b</p></article></body></html>" });
    const report = await build({ title: "t", home: "https://a.example/", sources: "dist", feeds: { file: "f.xml" } }, { folder });
    expect(report.sources[0]?.failures[0]?.message).toContain('home: "https://…"');
  });

  it("leaves out what is no article, and says why", () => {
    const reason = (html: string) => readSitePage(html, `${site}/x/`).leftOut;
    expect(reason(built()["_site/about/index.html"])).toBe("no-article");
    expect(reason(built()["_site/old/index.html"])).toBe("redirect");
    expect(reason(built()["_site/secret/index.html"])).toBe("noindex");
    expect(reason(article("x/", "T", "2026-01-01", "Words and more words of it.", '<meta name="status" content="draft">'))).toBe("draft");
    expect(
      reason(
        `<!-- <meta name="robots" content="noindex"> -->${article("x/", "T", "2026-01-01", "Words and more words of it, and so on.")}`,
      ),
    ).toBeUndefined();
  });
});
