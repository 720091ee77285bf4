import { expect, it } from "vitest";
import { readOpml } from "../../src/read/feed/opml.ts";
import { writeOpml } from "../../src/write/write-opml.ts";

it("writes a list of sources that can be read again", () => {
  const document = writeOpml(
    { title: 'A & "B"', created: "2026-01-02T03:04:05Z", author: { name: "Ada Byron", email: "ada@ada.example" } },
    [
      {
        title: "Ada <notes>",
        home: "https://ada.example/",
        feedUrl: "https://ada.example/feed?a=1&b=2",
        description: "On\nengines",
        language: "en",
        tags: [{ name: "maths, mostly" }, "engines"],
      },
      { title: "No feed", home: "https://grace.example/" },
      { title: "Nothing at all" },
    ],
  );
  expect(document).toContain("<dateCreated>Fri, 02 Jan 2026 03:04:05 GMT</dateCreated>");
  const entries = readOpml(document);
  expect(JSON.stringify(entries)).toContain("https://ada.example/feed?a=1&b=2");
  expect(JSON.stringify(entries)).toContain("Ada <notes>");
  expect(document.match(/<outline/g)).toHaveLength(2);
});
