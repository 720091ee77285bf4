import { describe, expect, it } from "vitest";
import { createEntry, readFeed, readText } from "../../src/index.ts";
import type { Entry } from "../../src/model/entry.ts";

const rss =
  '<rss version="2.0"><channel><title>Type</title><link>https://type.example/</link><description/><item><title>Lead</title><description>&lt;p&gt;Of metal&lt;/p&gt;</description></item></channel></rss>';
const json = JSON.stringify({
  version: "https://jsonfeed.org/version/1.1",
  title: "Type",
  items: [{ id: "1", content_html: "<p>Of metal</p>" }],
});

describe("a field that is made when somebody asks", () => {
  it.each<[string, Entry | undefined]>([
    ["an XML feed", readFeed(rss).entries[0]],
    ["a JSON Feed", readFeed(json).entries[0]],
    ["a text", readText("Of metal\n\nLead is soft, and so the type of a poor printer wears.\n").entries[0]],
    ["data", createEntry({ html: "<p>Of metal</p>" })],
  ])("is there for whoever lists the fields, and gives way to what is set in its place: %s", (_, entry) => {
    expect(Object.keys(entry as Entry)).toContain("text");
    (entry as { text: string }).text = "Of wood";
    expect(entry?.text).toBe("Of wood");
    expect(JSON.parse(JSON.stringify(entry))).toMatchObject({ text: "Of wood" });
  });
});
