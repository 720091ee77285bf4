import { describe, expect, it } from "vitest";
import { readFeed } from "../../src/read/feed/read-feed.ts";

const feed = {
  version: "https://jsonfeed.org/version/1.1",
  title: "Überschrift – 見出し 🎈",
  home_page_url: "https://json.example/ä/",
  authors: [{ name: "Zoë Ångström", url: "https://json.example/zoë" }],
  _größe: { größe: ["ß", { é: "🎈" }] },
  items: [
    {
      id: "é-1",
      title: "Käse\u0085x",
      content_html: "<p>Ein <b>schöner</b> Tag – 🎈 <img src='ä.png' onerror=x></p>",
      content_text: "schön\u00a0",
      tags: ["crème brûlée", "plain"],
      _ö: "ü",
      _offprint: { rights: "© Zoë", series: { name: "Über", part: 2 } },
    },
    {
      id: "2",
      url: "/ö",
      summary: "“quoted”",
      date_published: "2026-02-25T11:21:14-08:00",
      attachments: [{ url: "ä.mp3", title: "Hörstück" }],
    },
    { id: "3", content_text: "plain", date_published: "gestern, ähm" },
  ],
};

function bare(reading: object): unknown {
  const { encoding: _, ...rest } = JSON.parse(JSON.stringify(reading)) as Record<string, unknown>;
  return rest;
}

const options = { url: "https://json.example/feed.json" };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("JSON Feed", () => {
  const plain = JSON.stringify(feed);
  const escaped = plain.replace(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

  it.each([
    ["characters", plain],
    ["escapes", escaped],
    ["both", plain.replace("Käse", "K\\u00e4se")],
    ["an escape that is none", plain.replace("plain", "pl\\\\u00e4in")],
    ["a cut", plain.slice(0, plain.indexOf("Hörst") + 3)],
    ["a raw line end in a string", plain.replace("schöner", "schö\nner")],
  ])("says the same of bytes and of their characters, written as %s", (_name, text) => {
    expect(bare(readFeed(bytes(text), options))).toEqual(bare(readFeed(text, options)));
  });

  it("is the same whichever way it is written", () => {
    expect(bare(readFeed(bytes(escaped), options))).toEqual(bare(readFeed(plain, options)));
    const [first] = readFeed(bytes(plain), options).entries;
    expect(first?.html).toBe(`<p>Ein <b>schöner</b> Tag – 🎈 <img src="https://json.example/%C3%A4.png"></p>`);
    expect(first?.tags).toEqual([{ name: "crème brûlée" }, { name: "plain" }]);
    expect(first?.extensions).toEqual([{ name: "_ö", attributes: [], children: [], json: '"ü"' }]);
  });

  it("reads what stands before a cut, wherever that is, and says so", () => {
    for (let at = plain.indexOf('"é-1"') + 6; at < plain.length; at += 7) {
      const reading = readFeed(bytes(plain.slice(0, at)), options);
      expect(reading.channel.title).toBe(feed.title);
      expect(reading.entries[0]?.guid).toBe("é-1");
      expect(reading.notices[0]).toMatchObject({ code: "truncated", severity: "error" });
    }
  });

  it("makes its entries on first use, the same ones each time, and shows them to whoever copies or writes it", () => {
    const reading = readFeed(plain, options);
    expect(Object.keys(reading)).toContain("entries");
    expect({ ...reading }.entries).toBe(reading.entries);
    expect(reading.notices.map(({ code }) => code)).toEqual(["invalid-date"]);
    expect(JSON.parse(JSON.stringify(reading)).entries).toHaveLength(3);
  });
});
