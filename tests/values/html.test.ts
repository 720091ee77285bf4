import { describe, expect, it } from "vitest";
import { decodeEntities, htmlToText, sanitizeHtml, textToHtml } from "../../src/values/html.ts";

const base = "https://clean.example/a/b";

describe("sanitizeHtml", () => {
  it.each([
    ["scripts and styles with their content", `a<script>b</script><style>c</style>d`, "ad"],
    ["handlers", `<p onclick="x()" ONLOAD=y>a</p>`, "<p>a</p>"],
    ["addresses that run something", `<a href="java&#10;script:x()">a</a><a href=" &#1;javascript:x">b</a>`, "<a>a</a><a>b</a>"],
    ["frames and objects, but not what they show instead", `<iframe src="https://x.example/">a</iframe><object>b</object>`, "ab"],
    ["styles that load or cover", `<p style="color: red; position: fixed; background: url(x)">a</p>`, `<p style="color: red;">a</p>`],
    ["comments and declarations", `<!-- a --><!DOCTYPE html>b`, "b"],
    ["control characters", "a\u0000\u0008b", "ab"],
    ["handlers without a value", `<p onclick>a</p><svg onload>b</svg>`, "<p>a</p><svg>b</svg>"],
    [
      "schemes behind what only looks like white space",
      `<a href="\u00a0javascript:x">a</a><img srcset="&#0;javascript:x 2x">`,
      "<a>a</a><img>",
    ],
    ["comments that end as HTML lets them", `a<!-->b<!--->c<!--d--!>e<!--f-->`, "abce"],
    [
      "paint that is written by reference",
      `<svg><path fill="url&#40;https://x.example/)" d="M0"></path></svg>`,
      `<svg><path d="M0"></path></svg>`,
    ],
  ])("drops %s", (_name, html, clean) => {
    expect(sanitizeHtml(html)).toBe(clean);
  });

  it.each([
    ["open elements, as a parser would", `<p>a<p>b<ul><li>c<li>d</ul>`, `<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>`],
    ["crossed elements", `<b>a<i>b</b>c</i>`, `<b>a<i>b</i></b>c`],
    ["end tags of nothing", `a</div></p>b`, "ab"],
    ["what is no tag", `a < b <3 c`, `a &lt; b &lt;3 c`],
    ["quotes", `<a title='x"y>z' href=/c>a</a>`, `<a title="x&quot;y&gt;z" href="https://clean.example/c">a</a>`],
    [
      "sets of pictures",
      `<img srcset="s.png 1x, l.png 2x">`,
      `<img srcset="https://clean.example/a/s.png 1x, https://clean.example/a/l.png 2x">`,
    ],
    ["a tag that the text breaks off in", `a<a href="b`, "a"],
  ])("mends %s", (_name, html, clean) => {
    expect(sanitizeHtml(html, { base })).toBe(clean);
  });

  it("closes empty elements of XHTML", () => {
    expect(sanitizeHtml(`<p/><a name="x"/>y<br/>`, { xhtml: true })).toBe(`<p></p><a name="x"></a>y<br>`);
  });

  it("leaves clean HTML as it is, and changes nothing the second time", () => {
    const html = `<p>One <a href="https://clean.example/" title="t">two</a><br>&amp; three</p>\n<pre>  four</pre>`;
    expect(sanitizeHtml(html)).toBe(html);
    const odd = sanitizeHtml(`<p>a<div title='<img src=x onerror=y>'>b<textarea><p></textarea><svg><path d="M0"/></svg>`);
    expect(sanitizeHtml(odd)).toBe(odd);
  });

  it.each([
    ["stays where both readings of it are one", `<noscript><img src=a.png></noscript>`, `<noscript><img src="a.png"></noscript>`],
    ["ends where characters end", `<noscript><p title="</noscript><img src=x onerror=y>">`, `<noscript></noscript><img src="x">">`],
    [
      "loses its tags where an attribute could end it",
      `<noscript><p title="&lt;/noscript>">a</p></noscript>`,
      `<p title="&lt;/noscript&gt;">a</p>`,
    ],
    [
      "loses its tags where a text could",
      `<noscript>&lt;/noscript&gt;&LT;img onerror=y&gt;</noscript>`,
      `&lt;/noscript&gt;&LT;img onerror=y&gt;`,
    ],
    ["loses its tags where it has no end", `<noscript><b>a`, `<b>a</b>`],
  ])("lets no fallback be read as markup by one and as characters by another: it %s", (_name, html, clean) => {
    expect(sanitizeHtml(html)).toBe(clean);
    expect(sanitizeHtml(clean)).toBe(clean);
  });

  it("bounds the depth of what it gives", () => {
    const deep = sanitizeHtml(`${"<div>".repeat(5000)}x${"</div>".repeat(5000)}`);
    expect(deep.split("<div>").length - 1).toBeLessThanOrEqual(256);
    expect(deep.split("</div>")).toHaveLength(deep.split("<div>").length);
    expect(deep).toContain("x");
  });
});

describe("htmlToText", () => {
  it("puts blocks on lines of their own and leaves out what is no text", () => {
    expect(htmlToText(`<h1>A &amp; B</h1><p>one\n  <b>two</b><br>three</p><script>no</script><ul><li>x<li>y</ul>`)).toBe(
      "A & B\none two\nthree\nx\ny",
    );
  });

  it("decodes references once", () => {
    expect(htmlToText("&amp;lt;b&amp;gt; &hellip; &CounterClockwiseContourIntegral; &nope; AT&T")).toBe("&lt;b&gt; … ∳ &nope; AT&T");
    expect(decodeEntities("&#8217;&#x2014;&#150;&#0;&#xd800;")).toBe("’—–\ufffd\ufffd");
  });

  it("knows punctuation that was written byte by byte, and leaves words alone", () => {
    expect(decodeEntities("don&#226;&#128;&#153;t &#226;&#130;&#172; &#226;&#132;&#162;")).toBe("don’t € ™");
    expect(decodeEntities("&#226;me &#226;&#128; Gru&#223;&#148;")).toBe("âme â€ Gruß”");
  });

  it("is what textToHtml was made of", () => {
    expect(textToHtml("one < two\nthree\n\nfour")).toBe("<p>one &lt; two<br>three</p>\n<p>four</p>");
    expect(htmlToText(textToHtml("one < two\nthree\n\nfour"))).toBe("one < two\nthree\nfour");
  });
});
