import { Feed } from "feed";
import { describe, expect, it } from "vitest";
import { addPosts, fromFeed } from "../../src/bridge/feed.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";

const options = {
  id: "https://ada.example/",
  title: "Ada",
  link: "https://ada.example/",
  description: "Notes",
  copyright: "",
  updated: new Date("2026-01-02T00:00:00Z"),
  feedLinks: { atom: "https://ada.example/atom.xml" },
};
const post = {
  guid: "https://ada.example/1",
  url: "/1",
  title: "On ]]> and ]]> again \u0007",
  html: '<p>One ]]> two ]]> three <a href="two">2</a></p><script>x</script>',
  summary: "Short ]]> and ]]> sweet",
  published: "2025-12-31T10:00:00Z",
  updated: "2026-01-01T10:00:00Z",
  authors: [{ name: "Ada Byron", email: "ada@ada.example" }],
  tags: [{ name: "engines", scheme: "https://ada.example/tags/" }],
  enclosures: [{ url: "/talk.mp3", type: "audio/mpeg", length: 12 }],
};

describe("addPosts", () => {
  it("fills a Feed whose documents parse, whatever the posts hold", () => {
    const feed = addPosts(new Feed(options), [post, { title: "No address, no date", text: "a < b" }]);
    for (const document of [feed.rss2(), feed.atom1(), feed.json1()]) {
      const { entries, notices } = readFeed(document);
      expect(notices).toEqual([]);
      expect(entries).toHaveLength(2);
      expect(entries[0]).toMatchObject({ guid: "https://ada.example/1", url: "https://ada.example/1" });
      expect(entries[0]?.html).toContain('<a href="https://ada.example/two">2</a>');
      expect(entries[0]?.html).not.toContain("script");
    }
  });
});

describe("fromFeed", () => {
  it("gives back the posts that were added", () => {
    const { channel, entries } = fromFeed(addPosts(new Feed(options), [post]));
    expect(channel).toMatchObject({
      title: "Ada",
      home: "https://ada.example/",
      feedUrl: "https://ada.example/atom.xml",
      updated: "2026-01-02T00:00:00Z",
    });
    expect(entries[0]).toMatchObject({
      guid: "https://ada.example/1",
      published: "2025-12-31T10:00:00Z",
      updated: "2026-01-01T10:00:00Z",
      bylines: [{ name: "Ada Byron", email: "ada@ada.example" }],
      tags: [{ name: "engines", scheme: "https://ada.example/tags/" }],
      enclosures: [{ url: "https://ada.example/talk.mp3", type: "audio/mpeg", length: 12 }],
    });
  });
});
