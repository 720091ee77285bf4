import type { AddReport } from "./contract.ts";
import type { KeptEntries } from "./entry-store.ts";
import { joinChanges, type PostChanges } from "./post-changes.ts";

/** What was kept of one source's entries. */
export interface KeptSource extends KeptEntries {
  readonly source: string;
  readonly removed: readonly string[];
}

export const NOTHING_ADDED: AddReport = reportOf([], 0, { added: [], changed: [], removed: [], copies: [] });

export function reportOf(kept: readonly KeptSource[], removed: number, posts: PostChanges): AddReport {
  const copies = new Set(posts.copies);
  const readings = kept.map((k) => ({
    source: k.source,
    added: k.added.length,
    changed: k.changed.length,
    unchanged: k.unchanged,
    removed: k.removed.length,
    copies: k.added.filter((id) => copies.has(id)).length,
  }));
  const sum = (key: "added" | "changed" | "unchanged" | "copies") => readings.reduce((total, line) => total + line[key], 0);
  return {
    added: sum("added"),
    changed: sum("changed"),
    unchanged: sum("unchanged"),
    removed,
    copies: sum("copies"),
    withheld: kept.reduce((total, k) => total + k.withheld, 0),
    posts: { added: posts.added, changed: posts.changed, removed: posts.removed },
    readings,
  };
}

/** Two reports, the second after the first, as one; what each reading came to is not kept. */
export function joinReports(a: AddReport, b: AddReport): AddReport {
  const posts = joinChanges({ ...a.posts, copies: [] }, { ...b.posts, copies: [] });
  return {
    added: a.added + b.added,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    removed: a.removed + b.removed,
    copies: a.copies + b.copies,
    withheld: a.withheld + b.withheld,
    posts: { added: posts.added, changed: posts.changed, removed: posts.removed },
    readings: [],
  };
}
