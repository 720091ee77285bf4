import type { Entry } from "../../src/model/entry.ts";
import type { Reading } from "../../src/model/reading.ts";
import { createEntry, type EntryInput } from "../../src/read/create-entry.ts";

const WORDS =
  "press type ink quoin forme galley chase case composing stick lead brass wood paper proof margin fount serif rule stone mallet platen bed roller frisket tympan gauge pin sheet fold sewing board cloth leather gold foil".split(
    " ",
  );

/** A text of its own for every seed: no two share a phrase. */
export function prose(seed: number, words = 120): string {
  let state = (seed * 2654435761) >>> 0;
  const next = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822507) + 0x9e3779b9) >>> 0;
    return state;
  };
  return Array.from({ length: words }, () => `${WORDS[next() % WORDS.length]}${next() % 7 === 0 ? "." : ""}`).join(" ");
}

export function makeEntry(source: string, name: string, more: EntryInput = {}): Entry {
  const seed = [...name].reduce((sum, c) => sum * 31 + c.charCodeAt(0), 7) % 1_000_003;
  return createEntry({
    guid: `${source}#${name}`,
    url: `${source.replace(/feed$/, "")}${name}/`,
    title: `On ${name}: ${prose(seed, 4)}`,
    html: `<p>${prose(seed)}</p>`,
    published: `2026-01-${String((seed % 28) + 1).padStart(2, "0")}T10:00:00Z`,
    bylines: [{ name: "Ada Byron" }],
    from: { format: "rss", source },
    ...more,
  });
}

export function makeReading(source: string, entries: readonly Entry[]): Reading {
  return {
    format: "rss",
    kind: "feed",
    url: source,
    channel: {
      title: `The blog at ${source}`,
      home: source,
      authors: [],
      contributors: [],
      tags: [],
      links: [],
      hubs: [],
      feeds: [],
      extensions: [],
    },
    entries,
    notices: [],
  };
}

/** How many entries each numbered reading has. */
export const ENTRIES = 8;

/** The same reading for the same number; every third has copies of an earlier one's posts. */
export function numberedReading(number: number): Reading {
  const source = `https://site${number % 17}.example/feed`;
  const entries = Array.from({ length: ENTRIES }, (_, i) => {
    const copied = number % 3 === 2 && i < 3 ? makeEntry("", `${number - 2}-${i}`) : undefined;
    return makeEntry(source, `${number}-${i}`, copied ? { title: copied.title, html: copied.html, published: "2026-02-20T08:00:00Z" } : {});
  });
  return makeReading(source, entries);
}
