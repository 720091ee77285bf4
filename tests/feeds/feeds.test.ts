import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { readOpml } from "../../src/read/feed/opml.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { read } from "../../src/read/read.ts";
import { resolve as resolvePosts } from "../../src/resolve/resolve.ts";
import { describeNotice } from "../../src/values/describe-notice.ts";

const folder = resolve(import.meta.dirname, "../../fixtures/feeds");
const names = readdirSync(folder).filter((name) => !name.endsWith(".expected.json"));

/** A reading as its expectation holds it: without our ids, which are hashes, and without empty lists. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, one) => (Array.isArray(one) && one.length === 0 && key !== "entries" ? undefined : one));
}

describe("feeds", () => {
  it.each(names)("%s", (name) => {
    const bytes = readFileSync(join(folder, name));
    const address = `https://fixture.example/${name}`;
    const found = name.endsWith(".opml") ? readOpml(bytes, { url: address }) : readFeed(bytes, { url: address });
    const shown = plain(found) as { entries: { id?: string }[] };
    for (const entry of Array.isArray(shown) ? [] : shown.entries) {
      expect(entry.id).toMatch(/^[0-9a-z]{16}$/);
      delete entry.id;
    }
    expect(shown).toEqual(JSON.parse(readFileSync(join(folder, `${name.replace(/\.[^.]+$/, "")}.expected.json`), "utf8")));
  });
});

const rss = (inside: string) => `<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`;

describe("a reading", () => {
  it("does its work on bodies when they are asked for, and loses nothing in JSON, a spread or a clone", () => {
    const source = rss(
      `<item><title>a</title><description>short</description><content:encoded>&lt;p&gt;long&lt;/p&gt;</content:encoded></item>`,
    );
    const [entry] = readFeed(source).entries;
    expect(Object.getOwnPropertyDescriptor(entry, "html")?.get).toBeTypeOf("function");
    const expected = {
      title: "a",
      summary: "short",
      html: "<p>long</p>",
      text: "long",
      contents: [{ type: "html", value: "<p>long</p>" }],
    };
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject(expected);
    expect({ ...entry }).toMatchObject(expected);
    expect(structuredClone(entry)).toMatchObject(expected);
    expect(Object.getPrototypeOf(entry)).toBe(Object.prototype);
  });

  it("has accessors for what its elements may have something for, empty lists for the rest, and gives way to what is set", () => {
    const source = rss(
      `<item><title>a</title><category>x</category><itunes:duration>60</itunes:duration></item><item><title>b</title></item>`,
    );
    const [full, bare] = readFeed(source).entries as unknown as [Record<string, unknown>, Record<string, unknown>];
    expect(Object.getOwnPropertyDescriptor(full, "tags")?.get).toBeTypeOf("function");
    expect({ ...full }).toMatchObject({ tags: [{ name: "x" }], podcast: { durationSeconds: 60 }, enclosures: [] });
    expect(structuredClone(full)).toEqual({ ...full });
    expect(Object.keys(bare)).not.toContain("podcast");
    expect(bare.tags).toEqual([]);
    full.tags = [{ name: "y" }];
    expect(JSON.parse(JSON.stringify(full)).tags).toEqual([{ name: "y" }]);
  });

  it("adds to its entries what the channel says after them", () => {
    const reading = readFeed(
      `<rss><channel><item><title>a</title></item><managingEditor>ed@late.example (Ed)</managingEditor><language>fi</language><atom:link rel="self" href="https://late.example/feed"/></channel></rss>`,
    );
    const before = readFeed(
      `<rss><channel><atom:link rel="self" href="https://late.example/feed"/><managingEditor>ed@late.example (Ed)</managingEditor><language>fi</language><item><title>a</title></item></channel></rss>`,
    );
    expect(reading.entries[0]).toMatchObject({ language: "fi", bylines: [{ name: "Ed" }], from: { source: "https://late.example/feed" } });
    expect(reading.entries[0]?.id).toBe(before.entries[0]?.id);
  });

  it("keeps one's own HTML when it is told to, addresses made absolute all the same", () => {
    const source = rss(
      `<item><title>a</title><description><![CDATA[<p onclick="x()">b <a href="/c">c</a></p><script>d</script>]]></description></item>`,
    );
    const [own] = readFeed(source, { url: "https://own.example/feed", sanitize: false }).entries;
    expect(own?.html).toBe(`<p onclick="x()">b <a href="https://own.example/c">c</a></p><script>d</script>`);
    expect(readFeed(source, { url: "https://own.example/feed" }).entries[0]?.html).toBe(`<p>b <a href="https://own.example/c">c</a></p>`);
  });

  it("understands names by their namespace, and by their prefix only where nothing is declared", () => {
    const declared = readFeed(
      `<rss xmlns:x="http://purl.org/dc/elements/1.1/" xmlns:dc="urn:other"><channel><item><title>a</title><x:creator>Ada</x:creator><dc:creator>no</dc:creator></item></channel></rss>`,
    );
    expect(declared.entries[0]?.bylines).toEqual([{ name: "Ada" }]);
    expect(declared.entries[0]?.extensions).toMatchObject([{ name: "creator", namespace: "urn:other", text: "no" }]);
    expect(readFeed(rss("<item><dc:creator>Ada</dc:creator></item>")).entries[0]?.bylines).toEqual([{ name: "Ada" }]);
  });
});

describe("a feed that was found nowhere in particular", () => {
  const item = (title: string, text: string) =>
    `<item><title>${title}</title><link>/p/1</link><guid isPermaLink="false">/?p=1</guid><description>&lt;p&gt;&lt;img src="/i.png"&gt;${text}&lt;/p&gt;</description></item>`;

  it("is where it says itself: relative addresses are completed by that, those of its channel too", () => {
    const { channel, entries, notices } = read(
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>t</title><image><url>/logo.png</url></image><link>https://ada.example/</link>${item("a", "b")}<atom:link rel="next" href="/feed?page=2"/></channel></rss>`,
    );
    expect(channel.image?.url).toBe("https://ada.example/logo.png");
    expect(entries[0]?.url).toBe("https://ada.example/p/1");
    expect(entries[0]?.html).toContain('src="https://ada.example/i.png"');
    expect(entries[0]?.from.source).toBeUndefined();
    expect(notices).toEqual([]);
  });

  it("and says nothing of it either keeps its addresses as they are, with one notice of all", () => {
    const { entries, notices } = read(rss(`<link>/</link>${item("a", "b")}${item("c", "d")}`));
    expect(entries[0]?.url).toBe("/p/1");
    expect(notices.map(describeNotice)).toEqual([
      'item[1]: the address "/p/1", and that of 1 other entry, cannot be completed: the feed does not say where it lies (the option url does)',
    ]);
  });

  it("shares no id, and no post, with another one of the kind, though both count their guids from 1", () => {
    const of = (title: string, text: string) =>
      read(`<rss version="2.0"><channel><title>${title}</title><link>/</link>${item(title, text)}</channel></rss>`);
    const readings = [of("Ada", "Ships sail to the harbour in the morning."), of("Grace", "Tea is best when it is poured slowly.")];
    expect(new Set(readings.map(({ entries }) => entries[0]?.id)).size).toBe(2);
    expect(resolvePosts(readings).posts).toHaveLength(2);
  });
});

it("a place on the page is one of the entry's own page, not of the feed's file", () => {
  const body = '<p>As said<a href="#note-1">1</a>, see <a href="b.html">there</a>.</p>';
  const feeds = [
    rss(`<link>https://ada.example/</link><item><link>https://ada.example/a/</link><description><![CDATA[${body}]]></description></item>`),
    JSON.stringify({ version: "https://jsonfeed.org/version/1.1", items: [{ id: "1", url: "/a/", content_html: body }] }),
    `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html"><![CDATA[${body}]]></content><link href="/a/"/></entry></feed>`,
  ];
  for (const feed of feeds) {
    const html = read(feed, { url: "https://ada.example/feed" }).entries[0]?.html;
    expect(html).toContain('href="https://ada.example/a/#note-1"');
    expect(html).toContain('href="https://ada.example/b.html"');
  }
  // Without a page there is only the feed.
  expect(
    read(rss(`<item><title>t</title><description><![CDATA[${body}]]></description></item>`), { url: "https://ada.example/feed" }).entries[0]
      ?.html,
  ).toContain("https://ada.example/feed#note-1");
});

describe("bytes", () => {
  const odd = [
    `<?xml version="1.0" encoding="utf-8"?>\n<rss><channel><title>日本 «a» \u00a0</title><item><title>\u00a0é à\u00a0</title><pubDate>bald — é</pubDate><é>ü</é></item></channel></rss>`,
    rss(
      `<item><title type="html">&lt;b&gt;é&lt;/b&gt; <«x>  ü</title><category domain="ä">ö &#x20AC;</category><a:é xmlns:a="ß">x</a:é></item>`,
    ),
    rss(`<item><title>ž</title>\n<description><![CDATA[<p>😀 <a href="/é">y</a>]]></description><x>ÿ < é</x></item>\u3000`),
  ];
  it.each(odd)("say the same as their characters, places among it: %s", (source) => {
    const { encoding: _, encodingLabel: __, ...found } = plain(readFeed(new TextEncoder().encode(source))) as Record<string, unknown>;
    expect(found).toEqual(plain(readFeed(source)));
  });

  it("may change when they have been read", () => {
    const bytes = new TextEncoder().encode(rss(`<item><title>é</title><description>&lt;p&gt;ü&lt;/p&gt;</description></item>`));
    const reading = readFeed(bytes);
    bytes.fill(0);
    expect(reading.entries[0]).toMatchObject({ title: "é", html: "<p>ü</p>" });
  });
});

describe("read tells apart", () => {
  const kinds: [string, string | Uint8Array, string][] = [
    [
      "RSS after a comment and a document type",
      `<?xml version="1.0"?><!-- <html> --><!DOCTYPE rss><rss version="2.0"><channel/></rss>`,
      "rss",
    ],
    [
      "a feed after a server's warning",
      `<br /><b>Warning</b>: x<br /><?xml version="1.0"?><rss version="2.0"><channel><title>t</title></channel></rss>`,
      "rss",
    ],
    ["Atom with a prefix", `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>t</a:title></a:feed>`, "atom"],
    ["JSON Feed", `\ufeff {"version":"https://jsonfeed.org/version/1","items":[]}`, "json"],
    ["a page", `<!doctype html><title>x</title><p>text`, "html"],
    ["plain text that begins with a bracket", "[Update] The race is on again.\n\nIt starts at noon.", "text"],
    ["UTF-16", new Uint8Array([0xff, 0xfe, ...[..."<rss version='2.0'><channel/></rss>"].flatMap((c) => [c.charCodeAt(0), 0])]), "rss"],
  ];
  it.each(kinds)("%s", (_name, input, format) => {
    expect(read(input).format).toBe(format);
  });

  it.each([
    ["nothing", " \n", "empty-input"],
    ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]), "binary-input"],
    ["XML that is no feed", `<?xml version="1.0"?><note><to>x</to></note>`, "unknown-format"],
    ["a subscription list", `<opml version="2.0"><body/></opml>`, "unknown-format"],
  ])("and refuses %s", (_name, input, code) => {
    expect(() => read(input)).toThrow(expect.objectContaining({ code }));
  });
});
