import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createEntry, type EntryInput } from "../../src/read/create-entry.ts";
import { resolve } from "../../src/resolve/resolve.ts";

const FOLDER = join(import.meta.dirname, "../../fixtures/resolve");

interface Expected {
  readonly posts: readonly (readonly string[])[];
  readonly authors?: readonly string[];
  readonly relations?: Readonly<Record<string, string>>;
  readonly series?: readonly { readonly title: string; readonly of?: number; readonly parts: readonly Record<string, unknown>[] }[];
}

describe("what is one article", () => {
  const names = readdirSync(FOLDER).filter((file) => file.endsWith(".expected.json"));
  it.each(names.map((file) => file.replace(".expected.json", "")))("%s", (name) => {
    const read = <T>(file: string) => JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as T;
    const expected = read<Expected>(`${name}.expected.json`);
    const { posts, authors, series, matches } = resolve(read<{ entries: EntryInput[] }>(`${name}.json`).entries.map(createEntry));
    const bySize = (list: readonly (readonly string[])[]) =>
      [...list].map((one) => [...one]).sort((a, b) => (a.join() < b.join() ? -1 : 1));
    // The original stands first; the order of the others is by date.
    expect(bySize(posts.map((post) => [post.copies[0] as string, ...post.copies.slice(1).sort()]))).toEqual(
      bySize(expected.posts.map((post) => [post[0] as string, ...post.slice(1).sort()])),
    );
    if (expected.authors !== undefined) expect(authors.map((author) => author.name)).toEqual(expected.authors);
    for (const [pair, relation] of Object.entries(expected.relations ?? {})) {
      const match = matches.find((one) => [...one.entries].sort().join(" ") === pair);
      expect(match?.relation, pair).toBe(relation);
      expect(match?.evidence.length).toBeGreaterThan(0);
    }
    if (expected.series !== undefined) {
      const entryOf = new Map(posts.map((post) => [post.id, post.copies[0]]));
      expect(
        series.map(({ title, of, parts }) => ({
          title,
          ...(of === undefined ? {} : { of }),
          parts: parts.map(({ post, part, ...rest }) => (post === undefined ? { part, ...rest } : { part, entry: entryOf.get(post) })),
        })),
      ).toEqual(expected.series);
    }
  });
});
