import { expect, it } from "vitest";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { makeHtml } from "./make-article.ts";

it("takes the markup of a title or a summary from the copy that the field is from", () => {
  const text = makeHtml(1, 120).replace(/<[^>]*>/g, " ");
  const copy = (host: string, day: string, title: string, summary: string) =>
    readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://${host}/1</id><link href="https://${host}/1"/><published>2026-01-${day}T08:00:00Z</published>${title}${summary}<content>${text}</content></entry></feed>`,
      { url: `https://${host}/feed` },
    );
  const { posts } = resolve([
    copy("one.example", "01", "<title>Wood and ink</title>", ""),
    copy(
      "two.example",
      "05",
      `<title type="html">Wood &amp;amp; &lt;em&gt;ink&lt;/em&gt;</title>`,
      `<summary type="html">&lt;b&gt;Short&lt;/b&gt;</summary>`,
    ),
  ]);
  expect(posts).toHaveLength(1);
  expect(posts[0]).toMatchObject({ title: "Wood and ink", summary: "Short", details: { summary: { value: "<b>Short</b>" } } });
  expect(posts[0]?.details).not.toHaveProperty("title");
  expect(writeAtom({ title: "All" }, posts)).toContain("<title>Wood and ink</title>");
});
