import { expect, it } from "vitest";
import { createEntry } from "../../src/read/create-entry.ts";
import { readPage } from "../../src/read/page/read-page.ts";
import { readText } from "../../src/read/text/read-text.ts";
import { resolve } from "../../src/resolve/resolve.ts";

const POSTS = ["First", "Second", "Third"].map((n, i) => `${n} Title\nBy Ada Byron\nJanuary ${5 - i}, 2020\n\nWords of the ${n} post.\n\n`);

// What was quadratic in its length, or deep in it, would take minutes or the stack.
it.each(["<", "&", '"', "'", "-", "(", "[", "a ", "the the ", "II ", "A. ", "&lt;", "\u00a0", "'s "])(
  "a field that says %j 100 000 times is read like any other",
  (unit) => {
    const long = unit.repeat(100_000);
    const escaped = long.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
    const page = readPage(
      `<html><head><title>${escaped}</title><meta name="author" content="${escaped}"></head><body><article><h1>A title</h1><p class="byline">By ${escaped}</p><p>${"Words stand here in a row and say something. ".repeat(10)}</p></article></body></html>`,
      { url: "https://ada.example/2020/a" },
    );
    expect(page.entries).toHaveLength(1);
    expect(readText(POSTS.join(`${long}\n\n`)).entries.length).toBeGreaterThan(0);
    const [one, two] = ["one", "two"].map((host) =>
      createEntry({ url: `https://${host}.example/`, title: long, text: long, bylines: [{ name: long }], tags: [{ name: long }] }),
    );
    expect(resolve([one, two] as never).posts.length).toBeGreaterThan(0);
  },
);
