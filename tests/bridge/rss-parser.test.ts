import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import Parser from "rss-parser";
import { describe, expect, it } from "vitest";
import { fromRssParser, rssParserOptions } from "../../src/bridge/rss-parser.ts";
import { OffprintError } from "../../src/model/error.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";

const folder = resolve(import.meta.dirname, "../../fixtures");
const feeds = [
  "feeds/rss-modules.xml",
  "feeds/podcast.xml",
  "feeds/rdf.xml",
  "feeds/wordpress-export.xml",
  "world/presswork-ines.rss.xml",
  "world/wexler.atom.xml",
];

/** What the bridge is to keep: everything but what rss-parser has no notion of. */
function comparable(entry: object): unknown {
  const {
    id: _id,
    from: _from,
    extensions: _extensions,
    contents: _contents,
    details: _details,
    ...rest
  } = JSON.parse(JSON.stringify(entry));
  return rest;
}

describe("rss-parser's output", () => {
  it.each(feeds)("%s: with our options, entries are those that we read ourselves", async (name) => {
    // rss-parser knows no names in capitals.
    const source = readFileSync(join(folder, name), "utf8").replace(/(<\/?)ITEM>/g, "$1item>");
    const output = await new Parser(rssParserOptions).parseString(source);
    const reading = fromRssParser(output);
    const own = readFeed(source);
    expect(reading.format).toBe("data");
    expect(reading.channel.title).toBe(own.channel.title);
    // xml2js drops the white space between elements of XHTML.
    const tight = (entries: unknown) => JSON.parse(JSON.stringify(entries).replace(/>(?:\\n|\s)+</g, "><"));
    expect(tight(reading.entries.map(comparable))).toEqual(tight(own.entries.map(comparable)));
  });

  it("without options, gives what rss-parser itself kept", async () => {
    const source = readFileSync(join(folder, "world/presswork-ines.rss.xml"), "utf8");
    const reading = fromRssParser(await new Parser().parseString(source));
    const own = readFeed(source);
    expect(reading.entries.map(({ title, url, published, html }) => ({ title, url, published, html }))).toEqual(
      own.entries.map(({ title, url, published, html }) => ({ title, url, published, html })),
    );
    expect(reading.entries[0]?.bylines).toEqual(own.entries[0]?.bylines);
  });

  it("keeps what Atom adds to RSS under whatever prefix, and what Atom itself says without ids", async () => {
    const burned = await new Parser(rssParserOptions).parseString(
      `<rss version="2.0" xmlns:atom10="http://www.w3.org/2005/Atom"><channel><title>t</title><atom10:link rel="hub" href="https://hub.example/"/><item><title>a</title></item></channel></rss>`,
    );
    expect(fromRssParser(burned).channel.hubs).toEqual([{ url: "https://hub.example/", type: "WebSub" }]);
    const bare = await new Parser(rssParserOptions).parseString(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>a</title><link href="https://bare.example/a"/></entry></feed>`,
    );
    expect(fromRssParser(bare).entries[0]?.url).toBe("https://bare.example/a");
  });

  it("is cleaned like any other feed", async () => {
    const output = await new Parser(rssParserOptions).parseString(
      `<rss version="2.0"><channel><title>t</title><item><title>a</title><description><![CDATA[<p onclick="x()">b</p><script>c</script>]]></description></item></channel></rss>`,
    );
    expect(fromRssParser(output).entries[0]?.html).toBe("<p>b</p>");
  });

  it("is refused where it is none", () => {
    expect(() => fromRssParser({} as never)).toThrow(OffprintError);
  });
});
