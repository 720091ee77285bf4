import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { describeNotice, read } from "../../src/index.ts";

const src = resolve(import.meta.dirname, "../../src");

it("has a sentence for every notice that the sources give", () => {
  const files = ["read", "values", "resolve"].flatMap((room) =>
    readdirSync(join(src, room), { recursive: true, encoding: "utf8" }).map((file) => join(src, room, file)),
  );
  const codes = new Set(
    files
      .filter((file) => file.endsWith(".ts"))
      .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/code: "([a-z-]+)",\s*severity|[nN]otice\(\s*"([a-z-]+)"/g)])
      .map((match) => match[1] ?? match[2]),
  );
  expect(codes.size).toBeGreaterThan(5);
  const bare = [...codes].filter(
    (code) => describeNotice({ code: code as string, severity: "info" }) === (code as string).replace(/-/g, " "),
  );
  expect(bare).toEqual([]);
});

it("begins with the place", () => {
  const { notices } = read(
    '<rss version="2.0"><channel><title>A</title><link>https://a.example/</link>\n<item><title>t</title><pubDate>yesterday</pubDate></item></channel></rss>',
  );
  expect(notices.map(describeNotice)).toEqual(['line 2, column 32: the date "yesterday" cannot be read and is left out']);
});

it("says what it does not know in the notice's own words", () => {
  expect(describeNotice({ code: "something-new", severity: "info", detail: { value: "x", count: 2 }, place: { path: "item[3]" } })).toBe(
    'item[3]: something new (value "x", count 2)',
  );
});
