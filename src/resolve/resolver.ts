import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Match } from "../model/post.ts";
import { type Collation, Collator } from "./collator.ts";
import type { Decision } from "./decisions.ts";
import { createMemoryStore } from "./memory-store.ts";
import type { Sketch } from "./sketch.ts";
import { decodeSketch } from "./sketch-bytes.ts";
import type { ResolveStore } from "./store.ts";

export interface ResolverOptions {
  /**
   * Where to keep what is known.
   * @default a new store in memory
   */
  readonly store?: ResolveStore;
  /** @default [] */
  readonly decided?: readonly Decision[];
}

/** What became of an entry that was added. */
export interface Outcome {
  readonly entry: string;
  /**
   * `new`: an article that was not held; `copy`: of one that was, or that came with it; `revision`: the entry was held with other
   * content, or is a later text of a page that was; `unchanged`: held already as it is.
   */
  readonly outcome: "new" | "copy" | "revision" | "unchanged";
  /** The group of copies to which it belongs now: the smallest entry id in it. */
  readonly group: string;
}

/** What one `add` came to. */
export interface Addition {
  /** One for each entry, in the order in which they were given. */
  readonly outcomes: readonly Outcome[];
  /** All groups that changed, those of the added entries among them, with their members as they are now. */
  readonly groups: readonly { readonly group: string; readonly entries: readonly string[] }[];
  readonly notices: readonly Notice[];
}

/** Resolves entries as they come. */
export interface Resolver {
  /** Holds the entries against all that is known. The cost does not grow with what is known. */
  add(entries: readonly Entry[]): Addition;
  /** Puts what people decided into effect; later decisions on the same two entries replace earlier ones. */
  decide(decisions: readonly Decision[]): Addition;
  /** The matches behind the given entries, with their evidence, worked out again. */
  matches(entries: readonly string[]): Match[];
  /** The sketches of entries that were added: what choosing the original goes by. */
  sketches(entries: readonly string[]): (Sketch | undefined)[];
}

/** A resolver over a store: the same entries give the same groups in whatever order and batches they come. */
export function createResolver(options: ResolverOptions = {}): Resolver {
  const store = options.store ?? createMemoryStore();
  const collator = new Collator(store, options.decided ?? []);
  return {
    add(entries) {
      const found = collator.add(entries);
      const groups = namedGroups(found, store);
      return { outcomes: outcomesOf(entries, found, groups, store), groups, notices: found.notices };
    },
    decide: (decisions) => ({ outcomes: [], groups: namedGroups(collator.decide(decisions), store), notices: [] }),
    matches: (entries) => collator.matches(entries),
    sketches: (entries) => store.sketches(store.numbersOf(entries)).map((bytes) => (bytes === undefined ? undefined : decodeSketch(bytes))),
  };
}

function namedGroups({ groups }: Collation, store: ResolveStore): Addition["groups"] {
  const ids = store.idsOf(groups.flat());
  let at = 0;
  return groups.map((group) => {
    const entries = ids.slice(at, at + group.length);
    at += group.length;
    return { group: entries[0] as string, entries };
  });
}

function outcomesOf(given: readonly Entry[], found: Collation, groups: Addition["groups"], store: ResolveStore): Outcome[] {
  const sizes = new Map<string, { readonly group: string; readonly size: number }>();
  for (const { group, entries } of groups) for (const entry of entries) sizes.set(entry, { group, size: entries.length });
  const numbers = store.numbersOf(given.map((entry) => entry.id));
  const elsewhere = numbers.filter((_, i) => !sizes.has((given[i] as Entry).id));
  const held = store.groups(elsewhere);
  const names = store.idsOf(held.map((group, i) => (group < 0 ? (elsewhere[i] as number) : group)));
  let at = 0;
  return given.map(({ id }, i) => {
    const { group, size } = sizes.get(id) ?? { group: names[at++] as string, size: 0 };
    return { entry: id, outcome: outcomeOf(numbers[i] as number, size, found), group };
  });
}

function outcomeOf(entry: number, size: number, { fresh, revised, revisions }: Collation): Outcome["outcome"] {
  if (!fresh.has(entry)) return "unchanged";
  if (revised.has(entry)) return "revision";
  if (size < 2) return "new";
  return revisions.has(entry) ? "revision" : "copy";
}
