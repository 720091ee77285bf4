import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import type { FeedHead } from "../../src/write/feed-head.ts";
import type { PostInput } from "../../src/write/post-input.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const folder = new URL("../../fixtures/write/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".expected.json"));
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), "utf8"));

describe.each(names)("%s", (name) => {
  const { head, posts } = read(name) as { head: FeedHead; posts: PostInput[] };
  const expected = read(name.replace(".json", ".expected.json")) as Record<"rss" | "atom" | "json" | "never", string[] | undefined>;

  it.each([
    ["rss", writeRss],
    ["atom", writeAtom],
    ["json", writeJsonFeed],
  ] as const)("%s", (format, write) => {
    const document = write(head, posts);
    for (const fragment of expected[format] ?? []) expect(document).toContain(fragment);
    for (const fragment of expected.never ?? []) expect(document).not.toContain(fragment);
    expect(check(document).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});
