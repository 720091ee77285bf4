import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { sanitizeHtml } from "../../src/values/html.ts";
import type { PostInput } from "../../src/write/post-input.ts";
import { streamAtom, streamJsonFeed, streamRss } from "../../src/write/stream-feed.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const HOME = "https://ada.example/";
const head = {
  title: "Ada",
  home: HOME,
  feedUrl: `${HOME}feed`,
  description: "Notes",
  language: "en",
  updated: "2026-01-01T00:00:00Z",
  authors: [{ name: "Ada Byron" }],
};

/** What breaks writers: markup that is none, ends of sections, controls, halves of characters, directions, line ends. */
const SHARP = [
  "]]>",
  "<![CDATA[",
  "<b>",
  "</p>",
  "<script>",
  "&",
  "&amp;",
  "&lt;b&gt;",
  "&#x26;",
  "&nope;",
  "<",
  ">",
  '"',
  "'",
  "\u0000",
  "\u0007",
  "\u000b",
  "\u001b",
  "\u0085",
  "\u0092",
  "\ufffe",
  "\uffff",
  "\ud83d",
  "\udc00",
  "👩‍👩‍👧",
  "𝒜",
  "\u202e",
  "\u2028",
  "é",
  "ﬁ",
  "中",
  "\\",
  "{",
  "%",
  "--",
  "?>",
  "<?xml",
  "<!--",
  "$1",
  "$&",
  "\u00a0",
];
const words = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...SHARP) },
      { weight: 3, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
      fc.string({ unit: "binary", maxLength: 4 }),
      fc.constantFrom(" ", "  ", "\n", "\t", "\r\n", " a ", " word "),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(""));
const html = fc
  .array(
    fc.oneof(
      words,
      fc.constantFrom(
        "<p>",
        "</p>",
        "<em>x</em>",
        '<a href="/x?a=1&b=2">l</a>',
        '<img src="i.png" onerror="x()">',
        "<ul><li>1<li>2</ul>",
        "<table><tr><td>c</table>",
        "<pre>\n a\n  b</pre>",
        "<br/>",
        '<a href="javascript:x">j</a>',
        "<div><p>a<div>b</div></p></div>",
      ),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(""));
const instant = fc.integer({ min: 0, max: 4_000_000_000 }).map((s) => new Date(s * 1000).toISOString().replace(".000Z", "Z"));
const date = fc.oneof(
  instant,
  instant.map((at) => at.slice(0, 10)),
  instant.map((at) => at.replace("Z", "+05:30")),
);
const path = fc.webPath().filter((at) => !/[%.]/.test(at));
const name = words.map((text) => text.replaceAll("@", "")).filter((text) => tidy(text) !== undefined && !/^\s*urn:/.test(text));
const post: fc.Arbitrary<PostInput> = fc
  .record(
    {
      title: words,
      summary: words,
      html,
      published: date,
      updated: date,
      language: fc.constantFrom("en", "de-CH", "ar"),
      authors: fc.uniqueArray(fc.record({ name, email: fc.constantFrom("ada@ada.example", undefined) }), {
        minLength: 1,
        maxLength: 3,
        selector: (one) => tidy(one.name)?.toLowerCase(),
      }),
      tags: fc.uniqueArray(
        fc.record({
          name: words.filter((text) => tidy(text) !== undefined),
          scheme: fc.constantFrom("https://ada.example/tags/", undefined),
        }),
        { maxLength: 3, selector: (one) => `${tidy(one.name)} ${one.scheme}` },
      ),
      enclosures: fc.uniqueArray(
        path.map((at) => ({ url: `https://cdn.example/f${at}.mp3`, type: "audio/mpeg", length: 7, title: "Talk" })),
        { maxLength: 3, selector: (one) => one.url },
      ),
      series: fc.record({ id: fc.constant("s"), title: name, part: fc.integer({ min: 1, max: 9 }), of: fc.integer({ min: 9, max: 12 }) }),
    },
    { requiredKeys: [] },
  )
  .map((fields) => fields as PostInput);
const posts = fc
  .tuple(fc.array(post, { maxLength: 4 }), fc.uniqueArray(path, { minLength: 4, maxLength: 4 }))
  .map(([list, paths]) => list.map((one, i) => ({ ...one, guid: `${HOME}${i}${paths[i]}`, url: `${HOME}${i}${paths[i]}` })));

/** The text that is left when what no feed may carry is gone, on one line. */
function tidy(text: string | undefined): string | undefined {
  const kept = text?.replace(
    /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
  return kept?.replace(/\s+/g, " ").trim() || undefined;
}

type Format = "rss" | "atom" | "json";

function expected(post: PostInput, format: Format): unknown {
  const body = post.html === undefined ? undefined : sanitizeHtml(clean(post.html), { base: post.url }).trim() || undefined;
  const bodyText = body === undefined ? undefined : flat(body);
  return {
    guid: new URL(post.guid ?? "").href,
    url: new URL(post.url ?? "").href,
    title: tidy(post.title),
    published: post.published,
    // Atom demands a date of every entry.
    updated: post.updated ?? (format === "atom" ? (post.published ?? head.updated) : undefined),
    body: bodyText,
    summary: tidy(post.summary),
    language: post.language ?? "en",
    authors: (post.authors ?? head.authors).map((one) => tidy(one.name)),
    tags: post.tags?.map((tag) => (typeof tag === "string" ? tag : `${tidy(tag.name)} ${tag.scheme ?? ""}`)) ?? [],
    // RSS's own enclosure has no title; what tells it would be taken for the item's where that has none.
    files:
      post.enclosures?.map(
        (file, i) =>
          `${new URL(file.url).href} ${file.type} ${file.length} ${format === "rss" && i === 0 && tidy(post.title) === undefined ? undefined : file.title}`,
      ) ?? [],
    series: post.series === undefined ? undefined : `${tidy(post.series.title)} ${post.series.part}/${post.series.of}`,
  };
}

function found(entry: Entry): unknown {
  return {
    guid: entry.guid,
    url: entry.url,
    title: entry.title,
    published: entry.published,
    updated: entry.updated,
    body: entry.html === undefined ? undefined : flat(entry.html),
    summary: tidy(entry.summary),
    language: entry.language,
    authors: entry.bylines.map((one) => one.name),
    tags: entry.tags.map((tag) => `${tag.name} ${tag.scheme ?? ""}`),
    files: entry.enclosures.map((file) => `${file.url} ${file.type} ${file.length} ${file.title}`),
    series: entry.series === undefined ? undefined : `${entry.series.name} ${entry.series.part}/${entry.series.of}`,
  };
}

function clean(text: string): string {
  return text.replace(
    /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    "",
  );
}

/** Markup with white space as browsers see it. */
function flat(markup: string): string {
  return sanitizeHtml(markup, {}).replace(/\s+/g, " ").trim();
}

describe.each([
  ["rss", writeRss, streamRss],
  ["atom", writeAtom, streamAtom],
  ["json", writeJsonFeed, streamJsonFeed],
] as const)("%s", (format, write, stream) => {
  it("gives back any posts, whatever they hold", () => {
    fc.assert(
      fc.property(posts, (list) => {
        const reading = readFeed(write(head, list));
        expect(reading.notices).toEqual([]);
        expect(reading.channel).toMatchObject({ title: "Ada", home: HOME, description: "Notes", language: "en" });
        expect(reading.entries.map(found)).toEqual(list.map((one) => expected(one, format)));
      }),
      { numRuns: 150 },
    );
  });

  it("writes the same bytes again, streamed from a list or from a generator", async () => {
    await fc.assert(
      fc.asyncProperty(posts, async (list) => {
        const whole = write(head, list);
        expect(write(head, list)).toBe(whole);
        let streamed = "";
        for await (const chunk of stream(head, list)) streamed += chunk;
        expect(streamed).toBe(whole);
        async function* later() {
          yield* list;
        }
        expect(await new Response(stream(head, later())).text()).toBe(whole);
      }),
      { numRuns: 30 },
    );
  });
});
