// No config and no files: what is read is data, and so is what is concluded from it.
import { explain, read, resolve, writeAtom } from "offprint";

const page = `<html lang="en"><head><title>Ada's notes</title></head><body><article>
  <h1><a href="/engines">On engines</a></h1><p>By <a rel="author" href="/about">Ada Byron</a>, <time datetime="2026-03-04">4 March 2026</time></p>
  <p>An engine weaves patterns of algebra, as a loom weaves flowers and leaves; it originates nothing, and does what we know how to order.</p>
</article></body></html>`;

const feed = `<rss version="2.0"><channel><title>A magazine</title><link>https://magazine.example/</link><description>Copies</description><item>
  <title>On engines</title><link>https://magazine.example/2026/engines</link><pubDate>Mon, 09 Mar 2026 08:00:00 GMT</pubDate>
  <description>&lt;p&gt;An engine weaves patterns of algebra, as a loom weaves flowers and leaves; it originates nothing, and does what we know how to order.&lt;/p&gt;&lt;p&gt;Originally published at &lt;a href="https://ada.example/engines"&gt;Ada's notes&lt;/a&gt;.&lt;/p&gt;</description>
</item></channel></rss>`;

const readings = [read(page, { url: "https://ada.example/engines" }), read(feed, { url: "https://magazine.example/feed" })];
const { posts, matches } = resolve(readings);

export const sentences = matches.map(explain);
export const atom = writeAtom(
  { title: "Ada, collected", home: "https://ada.example/" },
  posts.filter((post) => post.authors.some((author) => author.name === "Ada Byron")),
);

console.log(sentences.join("\n"));
console.log(atom);
