import { expect, it } from "vitest";
import { OffprintError } from "../../src/model/error.ts";
import type { FeedHead } from "../../src/write/feed-head.ts";
import type { PostInput } from "../../src/write/post-input.ts";
import { streamAtom } from "../../src/write/stream-feed.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

async function streamed(...given: Parameters<typeof streamAtom>): Promise<string> {
  let document = "";
  for await (const chunk of streamAtom(...given)) document += chunk;
  return document;
}

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

it("says once where the document lies: a source's own self and pages are not given back beside new ones", () => {
  const links = [
    { rel: "self", href: "https://ada.example/old.xml" },
    { rel: "next", href: "https://ada.example/old.xml?page=2" },
    { rel: "license", href: "https://ada.example/terms" },
  ];
  const head = { title: "Ada", home: "https://ada.example/", feedUrl: "https://ada.example/new.xml", links };
  const pages = { next: "https://ada.example/new-2.xml" };
  for (const write of [writeRss, writeAtom]) {
    const relations = (document: string) =>
      [...document.matchAll(/rel="(\w+)"[^>]* href="([^"]*)"/g)].map(([, rel, href]) => `${rel} ${href}`);
    expect(relations(write({ ...head, pages }, [])).filter((each) => /^(?:self|next|license)/.test(each))).toEqual([
      "self https://ada.example/new.xml",
      "next https://ada.example/new-2.xml",
      "license https://ada.example/terms",
    ]);
    expect(relations(write({ ...head, feedUrl: undefined }, []))).toContain("self https://ada.example/old.xml");
  }
  expect(writeJsonFeed({ ...head, pages }, [])).not.toContain("old.xml");
});

it.each([writeRss, writeAtom, writeJsonFeed])(
  "writes people and tags that come again as it wrote them first, and others as they are",
  (write) => {
    const people = [
      [{ name: "Ada" }],
      [{ name: "Ada", email: "ada@ada.example" }],
      [{ name: "Ada" }],
      [{ name: "Ada", url: "https://ada.example/me" }],
      [{ name: "Ada" }, { name: "Bo" }],
      [],
    ];
    const posts = people.map((authors, n) => ({
      url: `https://ada.example/${n}`,
      title: `${n}`,
      authors,
      tags: ["x & y", { name: "x & y", scheme: "https://ada.example/tags" }, { name: "z" }],
    }));
    const head = { title: "Ada", home: "https://ada.example/", updated: "2026-01-01T00:00:00Z" };
    // What stands before and behind the only post of a feed.
    const around = write(head, []);
    const items = posts.map((post) => {
      const document = write(head, [post]);
      const start = document.search(/\s*(?:<item|<entry|\{"id")/);
      return document.slice(start, document.length - (around.length - around.search(/<\/(?:feed|channel)>|\]\s*\}\s*$/)));
    });
    const whole = write(head, posts).replace(/\s+/g, "");
    for (const item of items) expect(whole).toContain(item.replace(/\s+/g, ""));
  },
);

it("writes each of any number of files, origins and hubs once", () => {
  const many = Array.from({ length: 50_000 }, (_, i) => `https://ada.example/${i >> 1}`);
  const document = writeAtom({ title: "Ada", home: "https://ada.example/", hubs: many }, [
    { url: "/7", enclosures: many.map((url) => ({ url })), elsewhere: many.map((url) => ({ url, direction: "from", quote: "" })) },
  ]);
  for (const rel of ["hub", "enclosure", "via"]) expect(document.split(`rel="${rel}"`)).toHaveLength(many.length / 2 + 1);
});

it.each([writeRss, writeAtom, writeJsonFeed, streamed])("says which field of a post is not what its type says", async (write) => {
  const head = { title: "Ada", home: "https://ada.example/" };
  const said = async (post: unknown, of: unknown = head) => {
    try {
      return await write(of as FeedHead, [post as PostInput]);
    } catch (error) {
      return error instanceof OffprintError ? error.message : error;
    }
  };
  expect(await said({ title: "x", html: 7 })).toBe("post.html must be a text, not number.");
  expect(await said({ title: "x", url: new URL("https://ada.example/1") })).toBe("post.url must be a text, not a URL: its href is one.");
  expect(await said({ title: "x", published: 1e12 })).toBe("A date must be a text in ISO 8601 or a Date, not number.");
  expect(await said(null)).toBe("A post must be an object, not null.");
  expect(await said({ title: "x" }, null)).toBe("head must be an object, not null.");
});
