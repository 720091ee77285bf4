import { describe, expect, it } from "vitest";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { countWork } from "../support/count-work.ts";

const WXR = `<rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Export</title><wp:wxr_version>1.2</wp:wxr_version>
<item><title>Kept</title><wp:post_id>1</wp:post_id><wp:post_type>post</wp:post_type><pubDate>one day</pubDate></item>
<item><title>Menu</title><wp:post_type>nav_menu_item</wp:post_type></item></channel></rss>`;
const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr"><title>Carnet</title><author><name>Ada</name></author>
<entry><id>a</id><title>Un</title><updated>soon</updated><content type="html">&lt;p&gt;corps &amp;amp; âme&lt;/p&gt;</content></entry>
<foo><entry><id>b</id><title>Deux</title><summary>court</summary></entry></foo></feed>`;

describe("entries that are made when they are asked for", () => {
  for (const [name, document] of Object.entries({ WXR, ATOM })) {
    it(`${name}: nothing depends on what is asked for first`, () => {
      const first = readFeed(document);
      const plain = JSON.parse(JSON.stringify(first));
      const second = readFeed(document);
      expect(JSON.parse(JSON.stringify(second.notices))).toEqual(plain.notices);
      expect(JSON.parse(JSON.stringify(second.entries))).toEqual(plain.entries);
      expect(plain.notices.map(({ code }: { code: string }) => code)).toContain("invalid-date");
      expect(second.entries).toBe(second.entries);
    });

    it(`${name}: copies hold them, in the same place`, () => {
      const reading = readFeed(document);
      const keys = Object.keys(reading);
      expect(keys.indexOf("entries")).toBe(keys.indexOf("channel") + 1);
      expect(structuredClone(readFeed(document)).entries).toEqual(structuredClone(reading.entries));
      expect({ ...reading }.entries).toBe(reading.entries);
      expect(Object.getOwnPropertyDescriptor({ ...reading }, "entries")?.get).toBeUndefined();
    });
  }

  it("gives way to what is set in their place", () => {
    const reading = readFeed(ATOM) as { entries: unknown };
    reading.entries = [];
    expect(reading.entries).toEqual([]);
    expect(JSON.stringify(reading)).toContain(`"entries":[]`);
  });

  it("reads no entry for the sake of the channel", () => {
    const source = ATOM.replace("</feed>", `${"<entry><id>x</id><title>many &amp; many</title></entry>".repeat(2000)}</feed>`);
    const channel = countWork(() => readFeed(source).channel.title);
    expect(channel).toBeLessThan(0.8 * countWork(() => readFeed(source).entries));
  });
});
