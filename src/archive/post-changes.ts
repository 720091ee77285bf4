/** What a change to the entries came to. */
export interface PostChanges {
  /** Sorted ids. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Entries, of posts that were touched, that are not the original. */
  readonly copies: readonly string[];
}

/** Two changes, the second after the first, as one. */
export function joinChanges(a: PostChanges, b: PostChanges): PostChanges {
  const added = new Set(a.added);
  const changed = new Set(a.changed);
  const removed = new Set(a.removed);
  for (const id of b.added) {
    // Gone and back: changed.
    if (removed.delete(id)) changed.add(id);
    else added.add(id);
  }
  for (const id of b.changed) if (!added.has(id)) changed.add(id);
  for (const id of b.removed) {
    changed.delete(id);
    if (!added.delete(id)) removed.add(id);
  }
  return {
    added: [...added].sort(),
    changed: [...changed].sort(),
    removed: [...removed].sort(),
    copies: [...new Set([...a.copies, ...b.copies])],
  };
}
