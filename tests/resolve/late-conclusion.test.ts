import { describe, expect, it } from "vitest";
import type { Entry } from "../../src/model/entry.ts";
import type { Post } from "../../src/model/post.ts";
import { createEntry } from "../../src/read/create-entry.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { makeHtml, makeTitle } from "./make-article.ts";

/** A series of three, its second part on two sites. */
function entries(): Entry[] {
  const part = (id: string, site: string, number: number, name: string) =>
    createEntry({
      id,
      url: `https://${site}/${number}/`,
      title: `The Mill Wheel, part ${number}: ${makeTitle(number)}`,
      html: makeHtml(number),
      published: `2020-01-0${number}`,
      bylines: [{ name }],
      from: { source: `https://${site}/feed`, format: "rss" },
    });
  return [1, 2, 3].map((n) => part(`a${n}`, "own.example", n, "Irma Vale")).concat(part("b2", "mirror.example", 2, "I. Vale"));
}

describe("what resolving concludes when somebody asks", () => {
  const whole = JSON.stringify(resolve(entries()));

  it("is the same whatever is asked for first", () => {
    const asked = resolve(entries());
    expect(asked.posts.at(-1)?.series?.part).toBe(1);
    expect(asked.matches).toHaveLength(1);
    expect(asked.suggestions).toBe(asked.suggestions);
    expect(asked.posts[0]?.series).toBe(asked.posts[0]?.series);
    expect(asked.posts[0]?.authors[0]).toBe(asked.authors[0]);
    expect(JSON.stringify(asked)).toBe(whole);
  });

  it("is there for whoever lists or copies the result", () => {
    expect(Object.keys(resolve([]))).toEqual(["posts", "authors", "series", "matches", "suggestions", "notices"]);
    expect(JSON.stringify(structuredClone(resolve(entries())))).toBe(whole);
    expect(JSON.stringify({ ...resolve(entries()) })).toBe(whole);
  });

  it("gives way to what is set in its place", () => {
    const post = resolve(entries()).posts[0] as { -readonly [K in keyof Post]: Post[K] };
    post.authors = [];
    post.text = "Of wood";
    expect(JSON.parse(JSON.stringify(post))).toMatchObject({ authors: [], text: "Of wood", series: { title: "The Mill Wheel" } });
  });
});
