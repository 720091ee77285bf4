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

it("says of a post that it changed when a copy was changed, not when one was put up, and compares instants", () => {
  const text = makeHtml(2, 120).replace(/<[^>]*>/g, " ");
  const copy = (host: string, dates: string) =>
    readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>https://${host}/1</id><link href="https://${host}/1"/><title>Wood and ink</title>${dates}<content>${text}</content></entry></feed>`,
      { url: `https://${host}/feed` },
    );
  const updatedOf = (...dates: string[]) => resolve(dates.map((date, i) => copy(`${i}.example`, date))).posts.map((post) => post.updated);
  const first = "<published>2026-01-01T08:00:00Z</published><updated>2026-01-02T08:00:00+02:00</updated>";
  expect(updatedOf(first, "<published>2026-01-05T08:00:00Z</published><updated>2026-01-05T08:00:00Z</updated>")).toEqual([
    "2026-01-02T08:00:00+02:00",
  ]);
  const later = "<published>2026-01-01T09:00:00Z</published><updated>2026-01-02T07:00:00Z</updated>";
  expect(updatedOf(first, later)).toEqual(["2026-01-02T07:00:00Z"]);
  expect(updatedOf("<published>2026-01-01</published>", "<updated>2026-01-05T08:00:00Z</updated>")).toEqual(["2026-01-05T08:00:00Z"]);
});
