import type { Entry } from "../model/entry.ts";
import type { Resolution } from "../model/post.ts";
import type { Reading } from "../model/reading.ts";
import { urlKey } from "../values/url-key.ts";
import { conclude } from "./conclude.ts";

/**
 * Entries become posts: which are copies of one article, who wrote them, which series they belong to.
 * The result does not depend on the order of the input.
 */
export function resolve(input: readonly (Reading | Entry)[]): Resolution {
  const entries = input.flatMap((one) => ("entries" in one ? one.entries : [one])).sort((a, b) => (a.id < b.id ? -1 : 1));
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = urlKey(entry.url) ?? entry.id;
    groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return conclude(
    [...groups.values()].map((group) => ({ entries: group, lengths: group.map(() => 1) })),
    [],
  );
}
