import type { Entry } from "../model/entry.ts";
import type { Match, Post } from "../model/post.ts";
import { keepPost, removePost } from "./post-store.ts";
import { toPostRow } from "./post-row.ts";
import type { SqliteConnection } from "./sqlite-connection.ts";
import type { Verdict } from "./contract.ts";

export interface PostChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Entries that are on a post with others. */
  readonly copies: readonly string[];
}

export interface Concluder {
  begin(): void;
  conclude(changes: { kept: readonly Entry[]; removed: readonly string[] }): PostChanges;
  decide(a: string, b: string, verdict: Verdict["verdict"] | undefined): PostChanges;
  matches(entries: readonly string[]): Match[];
  forget(): void;
}

/** Stand-in until entries are resolved: each entry is a post. */
export function createConcluder(connection: SqliteConnection): Concluder {
  return {
    begin() {},
    forget() {},
    conclude({ kept, removed }) {
      const changes = { added: [] as string[], changed: [] as string[], removed: [] as string[], copies: [] };
      for (const id of removed) if (removePost(connection, id)) changes.removed.push(id);
      for (const entry of kept) {
        if (entry.status) continue;
        const post = { ...entry, authors: [], series: undefined, copies: [entry.id], picked: {} } as unknown as Post;
        delete (post as { series?: unknown }).series;
        const done = keepPost(connection, toPostRow(post, new Map([[entry.id, entry]])));
        if (done !== "unchanged") changes[done].push(post.id);
      }
      return changes;
    },
    decide: () => ({ added: [], changed: [], removed: [], copies: [] }),
    matches: () => [],
  };
}
