import { describe, expect, it } from "vitest";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { archivePages, feedPages } from "../../src/write/archive-pages.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const head = {
  title: "Ada",
  home: "https://ada.example/",
  feedUrl: "https://ada.example/atom.xml",
  authors: [{ name: "Ada Byron" }],
  updated: "2026-01-01T00:00:00Z",
};
const address = (number: number) => `https://ada.example/archive/${number}.xml`;
const posts = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    guid: `tag:ada.example,2025:${n}`,
    url: `https://ada.example/${n}`,
    title: `Post ${n}`,
    html: `<p>${n}</p>`,
    published: new Date(Date.UTC(2025, 0, 1) + n * 86_400_000).toISOString(),
  }));

describe("archivePages", () => {
  it.each([writeAtom, writeRss])("never moves a boundary: an archive document is the same bytes for ever", (write) => {
    const seen = new Map<string, string>();
    for (let count = 0; count <= 23; count++) {
      // Whatever order they come in, and whenever the feed changed last.
      const list = count % 2 === 0 ? posts(count) : posts(count).reverse();
      const pages = archivePages({ ...head, updated: new Date(count * 1e9).toISOString() }, list, { perPage: 5, address });
      for (const page of pages.slice(1)) {
        const document = write(page.head, page.posts);
        expect(document).toBe(seen.get(page.url ?? "") ?? document);
        seen.set(page.url ?? "", document);
      }
      const guids = pages.flatMap((page) => page.posts.map(({ guid }) => guid));
      expect(guids).toEqual(
        posts(count)
          .reverse()
          .map(({ guid }) => guid),
      );
    }
    expect([...seen.keys()]).toEqual([1, 2, 3].map(address));
  });

  it("can be walked from the current document to the first post (RFC 5005 §4)", () => {
    const pages = archivePages(head, posts(23), { perPage: 5, address });
    const documents = new Map(pages.map((page) => [page.url, readFeed(writeAtom(page.head, page.posts))]));
    let url: string | undefined = head.feedUrl;
    const walked: string[] = [];
    for (; url !== undefined; url = documents.get(url)?.pages?.prevArchive) {
      walked.push(url);
      const { channel, pages: place } = documents.get(url) ?? {};
      expect(channel).toMatchObject({ feedUrl: url, id: head.feedUrl });
      expect(channel?.archive).toBe(url === head.feedUrl ? undefined : true);
      expect(place?.current).toBe(url === head.feedUrl ? undefined : head.feedUrl);
    }
    expect(walked).toEqual([head.feedUrl, address(3), address(2), address(1)]);
  });

  it("always leaves a page's worth in the current document", () => {
    for (let count = 5; count < 30; count++) {
      const [current] = archivePages(head, posts(count), { perPage: 5, address });
      expect(current?.posts.length).toBeGreaterThanOrEqual(5);
      expect(current?.posts.length).toBeLessThan(10);
    }
  });

  it("moves no post that stands somewhere, and says again what there is where the current document would have too little", () => {
    const [, , ...olds] = posts(14);
    const stood = new Map(
      archivePages(head, olds, { perPage: 5, address }).flatMap((page) => page.posts.map((post) => [post, page.number])),
    );
    const options = { perPage: 5, address, standsIn: (post: (typeof olds)[number]) => stood.get(post) };
    const late = posts(2).map(({ published: _, ...post }) => ({ ...post, published: "" }));
    expect(archivePages(head, [...late, ...olds], options).map((page) => page.posts.length)).toEqual([9, 5]);
    expect(archivePages(head, olds.slice(0, 6), options).map((page) => page.posts.map((post) => olds.indexOf(post)))).toEqual([
      [5, 4, 3, 2, 1],
      [4, 3, 2, 1, 0],
    ]);
    expect(() => archivePages(head, olds, { ...options, standsIn: () => 0 })).toThrowError(expect.objectContaining({ path: "standsIn" }));
  });

  it("refuses a page size that is none", () => {
    expect(() => archivePages(head, [], { perPage: 0, address })).toThrowError(
      expect.objectContaining({ code: "invalid-argument", path: "perPage" }),
    );
  });
});

describe("feedPages", () => {
  it("names the first, previous, next and last document (RFC 5005 §3), and next_url in JSON Feed", () => {
    const pages = feedPages(head, posts(12), { perPage: 5, address });
    const second = readFeed(writeRss(pages[1]?.head ?? {}, pages[1]?.posts ?? []));
    expect(second.pages).toEqual({ first: address(1), prev: address(1), next: address(3), last: address(3) });
    expect(JSON.parse(writeJsonFeed(pages[1]?.head ?? {}, [])).next_url).toBe(address(3));
    expect(JSON.parse(writeJsonFeed(pages[2]?.head ?? {}, [])).next_url).toBeUndefined();
    expect(pages.map((page) => page.posts.length)).toEqual([5, 5, 2]);
  });

  it("says that a document holds all there is (RFC 5005 §2)", () => {
    expect(readFeed(writeAtom({ ...head, complete: true }, posts(1))).channel.complete).toBe(true);
  });
});
