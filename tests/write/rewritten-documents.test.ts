import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { Reading } from "../../src/model/reading.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";
import { hasShared, readShared } from "./shared.ts";

const there = hasShared("conformance/validate/cases.json");
const files = there
  ? [...new Set((JSON.parse(String(readShared("conformance/validate/cases.json"))) as { file: string }[]).map(({ file }) => file))]
  : [];
const URL_OF_ALL = "http://www.example.com/feed.xml";

/** What of an entry every format has a place for. Ids that a format cannot say are left out, and dates that Atom demands. */
function told(reading: Reading, first: Reading = reading): unknown[] {
  return reading.entries.map((entry, i) => ({
    title: entry.title,
    // RSS says plain text as HTML.
    html: first.entries[i]?.html === undefined ? undefined : entry.html,
    text: entry.text?.replace(/\s+/g, " "),
    summary: entry.summary,
    url: entry.url === undefined ? undefined : new URL(entry.url).href,
    published: entry.published,
    language: entry.language,
    tags: entry.tags.map(({ name }) => name),
    files: entry.enclosures.map(({ url }) => url),
    geo: entry.geo,
    comments: entry.comments,
    license: entry.license,
  }));
}

describe.skipIf(!there)("documents that are valid, read and written again", () => {
  it.each([
    ["RSS", writeRss],
    ["Atom", writeAtom],
    ["JSON Feed", writeJsonFeed],
  ])("%s: valid still, and the same entries", (format, write) => {
    let count = 0;
    for (const file of files) {
      const source = readShared(`conformance/validate/files/${file}`);
      let reading: Reading;
      try {
        reading = readFeed(source, { url: URL_OF_ALL });
      } catch {
        continue;
      }
      if (check(source, { url: URL_OF_ALL }).some(({ severity }) => severity === "error")) continue;
      count++;
      const document = write({ ...reading.channel, pages: reading.pages }, reading.entries);
      expect(
        check(document, { url: URL_OF_ALL }).filter(({ severity }) => severity === "error"),
        file,
      ).toEqual([]);
      const again = readFeed(document);
      expect(again.notices, file).toEqual([]);
      expect(told(again, reading), `${format} ${file}`).toEqual(told(reading));
      const third = write({ ...again.channel, pages: again.pages }, again.entries);
      expect(told(readFeed(third)), file).toEqual(told(again));
    }
    expect(count).toBeGreaterThan(250);
  });
});
