import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const HEAD = { title: "Planet", home: "https://planet.example/", feedUrl: "https://planet.example/feed" };

/** What is published of a source, as read and as concluded. */
function published(source: string): readonly string[] {
  const reading = readFeed(source, { url: "https://evil.example/feed" });
  return [reading.entries, resolve([reading]).posts].flatMap((posts) => [
    writeRss(HEAD, posts),
    writeAtom(HEAD, posts),
    writeJsonFeed(HEAD, posts),
  ]);
}

function problems(document: string): readonly string[] {
  return check(document).flatMap(({ rule }) => (rule === "not-well-formed" || rule === "unbound-prefix" ? [rule] : []));
}

const rss = (inside: string) =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:s="http://www.w3.org/2000/svg"><channel><title>x</title><item><title>One</title><link>https://evil.example/1</link>${inside}</item></channel></rss>`;
const atom = (inside: string) =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>x</title><id>urn:x:1</id><updated>2026-01-01T00:00:00Z</updated><entry><id>urn:x:2</id><title>One</title><updated>2026-01-01T00:00:00Z</updated>${inside}</entry></feed>`;
const json = (extension: object) =>
  JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: "x",
    items: [
      { id: "1", content_text: "One", _offprint: { extensions: [{ attributes: [], children: [], text: "alert(1)", ...extension }] } },
    ],
  });

describe("what a hostile source says is not given back where it would run", () => {
  it.each([
    ["XHTML among foreign elements", rss("<h:script>alert(1)</h:script>")],
    ["XHTML inside a foreign element", rss(`<q:w xmlns:q="urn:q"><h:script>alert(1)</h:script></q:w>`)],
    ["a drawing with a handler", rss(`<s:svg onload="alert(1)"/>`)],
    ["an address that Atom's link refused", rss(`<atom:link rel="related" href="java&#10;script:alert(1)"/>`)],
    ["an address in an element nobody knows", rss(`<media:embed url=" JavaScript:alert(1)"/>`)],
    ["an address as text", rss(`<q:w xmlns:q="urn:q">data:text/html,&lt;script&gt;alert(1)</q:w>`)],
    ["markup as text", rss(`<q:w xmlns:q="urn:q">&lt;img src=x onerror=alert(1)&gt;</q:w>`)],
    ["podcast notes with markup", rss(`<i:summary xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">&lt;script&gt;alert(1)&lt;/script&gt;</i:summary>`)],
    ["HTML by a media type with parameters", atom(`<content type="text/html; charset=utf-8">&lt;img src=x onerror=alert(1)&gt;</content>`)],
    ["an animation of an address", atom(`<content type="image/svg+xml"><svg xmlns="http://www.w3.org/2000/svg"><a><animate attributeName="href" values="javascript:alert(1)"/></a></svg></content>`)],
    ["an address behind a harmless scheme", rss(`<enclosure url="feed:javascript:alert(1)"/><comments>feed:javascript:alert(1)</comments>`)],
    ["an address as a name", rss(`<guid>javascript:alert(1)</guid>`)],
    ["an address as Atom's name", atom("").replace(/urn:x:\d/g, "javascript:alert(1)")],
    ["a second body", json({ name: "encoded", namespace: "http://purl.org/rss/1.0/modules/content/" })],
    ["a second body of Atom's", json({ name: "content", namespace: "http://www.w3.org/2005/Atom", attributes: [["type", "html"]] })],
    ["a script by its name", json({ name: "script", namespace: "http://www.w3.org/1999/xhtml" })],
  ])("%s", (_, source) => {
    // What JSON Feed keeps as data for our own reader is no markup; that reader cleans it.
    for (const document of published(source)) if (!document.startsWith("{")) expect(document).not.toMatch(/alert|onerror|script:/);
  }); // biome-ignore format: a table
});

it.each(["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"])("%s is a name like any other", (name) => {
  const source = rss(
    `<pubDate>Thu, 01 Jan 2004 19:48:21 ${name}</pubDate><author>${name}</author><category domain="${name}">${name}</category><description>&lt;p&gt;One &amp;${name}; two&lt;/p&gt;</description><q:${name} xmlns:q="${name}" xmlns:${name}="urn:q" ${name}:a="b">c</q:${name}><enclosure url="https://evil.example/a.${name}"/>`,
  );
  for (const document of published(source)) {
    expect(problems(document)).toEqual([]);
    expect(document).not.toMatch(/native code|\[object|NaN/);
  }
  expect(readFeed(source).entries[0]).toMatchObject({ bylines: [{ name }], tags: [{ name }] });
});

it("a title that begins like a scheme is a title", () => {
  expect(published(rss(`<q:book xmlns:q="urn:q">JavaScript: The Good Parts</q:book>`))[0]).toContain("JavaScript: The Good Parts");
});
