import { expect, it } from "vitest";
import { wholeEntries } from "../../src/pipeline/whole-entries.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";

const START = "<rss version='2.0'><channel><title>Ada</title><item><title>One</title></item><item><title>Two</title>";

it.each([
  ["</item>", 2],
  ["</item>\n</chan", 2],
  ["</item><!-- the ne", 2],
  ["</item>\n<item><title>Thr", 2],
  ["<link>https://ada.exam", 1],
  // Nothing that a source ends with takes long to look at.
  [`</item>${"<a   ".repeat(38)}>x`, 1],
])("of a feed that is cut off behind %j those entries are given that came whole", (end, count) => {
  const bytes = new TextEncoder().encode(START + end);
  expect(wholeEntries(readFeed(bytes), bytes).entries).toHaveLength(count);
});
