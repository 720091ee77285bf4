import { expect, it } from "vitest";
import type { FeedHead } from "../../src/write/feed-head.ts";
import type { PostInput } from "../../src/write/post-input.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const POST =
  "guid url canonical externalUrl title subtitle published updated created expires language summary html text details contributors publisher tags image enclosures links elsewhere rights license source comments inReplyTo geo media podcast chapters extensions id authors bylines author series xhtml titleHtml status";
const HEAD =
  "title home feedUrl updated published created authors author contributors publisher tags links hubs hub pages stylesheet id description language generator icon logo rights details image license docs ttlMinutes skipHours skipDays cloud textInput newLocation complete archive expired geo podcast extensions";
const allNull = (names: string) => Object.fromEntries(names.split(" ").map((name) => [name, null])) as unknown;

it.each([writeRss, writeAtom, writeJsonFeed])("takes what databases give: null is absent, and dates may be Dates", (write) => {
  const head = { title: "Ada", home: "https://ada.example/", updated: "2026-01-01T00:00:00Z" };
  const post = { id: "7", url: "/7" };
  expect(write({ ...(allNull(HEAD) as FeedHead), ...head }, [{ ...(allNull(POST) as PostInput), ...post }])).toBe(write(head, [post]));
  const dated = { ...post, published: "2026-01-02T03:04:05Z" };
  expect(write(head, [{ ...dated, published: new Date(dated.published), updated: new Date(Number.NaN) }])).toBe(write(head, [dated]));
});

it.each([writeRss, writeAtom, writeJsonFeed])("leaves bodies alone that the caller answers for", (write) => {
  const post = { url: "https://ada.example/1", html: '<p style="color: red">as <custom-element>it</custom-element> is' };
  expect(
    write({ home: "https://ada.example/" }, [post], { sanitize: false })
      .replaceAll('\\"', '"')
      .replaceAll("&lt;", "<")
      .replaceAll("&gt;", ">"),
  ).toContain(post.html);
  expect(write({ home: "https://ada.example/" }, [post])).not.toContain("custom-element");
});
