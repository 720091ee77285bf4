import type { Entry } from "../model/entry.ts";
import type { Notice } from "../model/notice.ts";
import type { Match } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { clusterEdges, type Edge } from "./cluster.ts";
import { decide, type Verdict } from "./decide.ts";
import { type Sketch, sketchEntry } from "./sketch.ts";
import { decodeSketch, encodeSketch } from "./sketch-bytes.ts";
import { IDENTITY_KEYS, keysOf, trimSketch } from "./sketch-keys.ts";
import { createMemoryStore, type LinkRow, type ResolveStore } from "./store.ts";

/** What people decided: it wins over all evidence. */
export interface Decision {
  readonly entries: readonly [string, string];
  /** Whether the two entries are one article. */
  readonly same: boolean;
}

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

/** A key held by more entries than this says nothing: a home page, a guid that a generator repeats, words of a template. */
const MOST_HOLDERS = 64;
const DECIDED = 1000;
/** Added to the weight of links by identity: they come first, and nothing but a decision parts them. */
const SURE = 100;
/** What stands on so many pages of one site under different titles belongs to the site, not to an article. */
const RECURS = 3;

/** So many entries are taken at once: what a call holds in memory does not grow with it. */
const CHUNK = 512;

/** What one call of `add` gathers. */
interface Call {
  readonly cache: SketchCache;
  readonly notices: Notice[];
  readonly ids: Set<string>;
  readonly fresh: Set<string>;
  readonly revised: Set<string>;
  /** Entries whose groups are to be made again. */
  readonly touched: Set<string>;
  readonly revisions: Set<string>;
}

/** A resolver over a store: the same entries give the same groups in whatever order and batches they come. */
export function createResolver(options: ResolverOptions = {}): Resolver {
  return createRecordingResolver(options, undefined);
}

/**
 * A resolver that writes down what it concludes of each pair, for those who ask for all matches of what they have just added.
 *
 * @param verdicts by both entries' ids
 */
export function createRecordingResolver(options: ResolverOptions, verdicts: Map<string, Verdict> | undefined): Resolver {
  const store = options.store ?? createMemoryStore();
  /** Those who ask for all matches ask for all sketches too: they are not decoded again. */
  const recorded = verdicts === undefined ? undefined : new Map<string, Sketch>();
  const decided = new Map<string, Decision>();
  const decidedOf = new Map<string, Set<string>>();
  for (const one of options.decided ?? []) note(one);

  function note(decision: Decision): void {
    const [a, b] = decision.entries;
    decided.set(pairKey(a, b), decision);
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const)
      decidedOf.set(x, (decidedOf.get(x) ?? new Set()).add(y));
  }

  function regroup(seeds: Iterable<string>, cache: SketchCache): Map<string, string[]> {
    const result = new Map<string, string[]>();
    const seen = new Set<string>();
    const all = [...new Set(seeds)];
    const before = store.groups(all);
    // Whoever shared a group with a seed may stand alone now.
    const starts = new Set(all);
    for (const row of store.members([...new Set(before.filter((group) => group !== undefined))])) starts.add(row.entry);
    const rows = new Map<string, LinkRow[]>();
    let frontier: string[] = [];
    const linked = new Set<string>();
    for (const link of store.links([...starts])) if (link.relation !== "related") for (const entry of link.entries) linked.add(entry);
    for (const entry of starts) {
      if (linked.has(entry) || decidedOf.has(entry)) frontier.push(entry);
      else result.set(entry, [entry]);
    }
    while (frontier.length > 0) {
      const next: string[] = [];
      for (const entry of frontier) rows.set(entry, rows.get(entry) ?? []);
      for (const link of store.links(frontier)) {
        if (link.relation === "related") continue;
        for (let i = 0; i < 2; i++) {
          const entry = link.entries[i] as string;
          const of = rows.get(entry);
          if (of === undefined) {
            rows.set(entry, [link]);
            next.push(entry);
          } else if (!of.includes(link)) of.push(link);
        }
      }
      for (const entry of frontier) {
        for (const other of decidedOf.get(entry) ?? []) {
          if (rows.has(other) || cache.get(other) === undefined) continue;
          rows.set(other, []);
          next.push(other);
        }
      }
      frontier = next.filter((entry, i) => next.indexOf(entry) === i);
    }
    for (const start of [...rows.keys()].sort(compare)) {
      if (seen.has(start)) continue;
      const component: string[] = [];
      const stack = [start];
      seen.add(start);
      while (stack.length > 0) {
        const entry = stack.pop() as string;
        component.push(entry);
        const near: string[] = [];
        for (const link of rows.get(entry) ?? []) near.push(link.entries[0], link.entries[1]);
        decidedOf.get(entry)?.forEach((other) => {
          near.push(other);
        });
        for (let i = 0; i < near.length; i++) {
          const other = near[i] as string;
          if (seen.has(other) || !rows.has(other)) continue;
          seen.add(other);
          stack.push(other);
        }
      }
      for (const members of groupsOf(component, rows, cache)) result.set(members[0] as string, members);
    }
    store.putMembers([...result].flatMap(([group, members]) => members.map((entry) => ({ entry, group }))));
    return result;
  }

  function groupsOf(component: readonly string[], rows: ReadonlyMap<string, readonly LinkRow[]>, cache: SketchCache): string[][] {
    if (component.length === 1) return [[component[0] as string]];
    cache.load(component);
    const edges = new Map<string, Edge>();
    for (const entry of component) {
      for (const link of rows.get(entry) ?? []) {
        const [a, b] = link.entries;
        const key = pairKey(a, b);
        if (decided.get(key)?.same !== false) edges.set(key, { a, b, weight: link.weight, joins: link.joins });
      }
      for (const other of decidedOf.get(entry) ?? []) {
        const key = pairKey(entry, other);
        const [a, b] = entry < other ? [entry, other] : [other, entry];
        if (decided.get(key)?.same === true && rows.has(other)) edges.set(key, { a, b, weight: DECIDED, joins: true, decided: true });
      }
    }
    const lengthOf = (entry: string) => cache.get(entry)?.length ?? 0;
    const fits = (a: string, b: string) => {
      if (edges.has(pairKey(a, b))) return 1;
      const [x, y] = [cache.bare(a), cache.bare(b)];
      return x !== undefined && y !== undefined && decide(x, y).against ? -1 : 0;
    };
    const parted = (one: readonly string[], other: readonly string[]) =>
      one.some((a) => other.some((b) => decided.get(pairKey(a, b))?.same === false));
    return clusterEdges(component, [...edges.values()], lengthOf, fits, parted, SURE);
  }

  function add(given: readonly Entry[]): Addition {
    const cache = createSketchCache(store);
    const notices: Notice[] = [];
    const call: Call = { cache, notices, fresh: new Set(), revised: new Set(), touched: new Set(), revisions: new Set(), ids: new Set() };
    for (let at = 0; at < given.length; at += CHUNK) take(given.slice(at, at + CHUNK), call);
    const { fresh: isFresh, revised, touched, revisions } = call;
    const ids = [...call.ids];
    const groups = regroup(touched, cache);
    const groupOf = new Map<string, string>();
    for (const [group, members] of groups) for (const entry of members) groupOf.set(entry, group);
    const unchanged = ids.filter((id) => !groupOf.has(id));
    store.groups(unchanged).forEach((group, i) => {
      groupOf.set(unchanged[i] as string, group ?? (unchanged[i] as string));
    });
    const outcomes = given.map((entry): Outcome => {
      const group = groupOf.get(entry.id) ?? entry.id;
      const alone = (groups.get(group)?.length ?? 1) === 1;
      const outcome = !isFresh.has(entry.id)
        ? "unchanged"
        : revised.has(entry.id)
          ? "revision"
          : alone
            ? "new"
            : revisions.has(entry.id)
              ? "revision"
              : "copy";
      return { entry: entry.id, outcome, group };
    });
    return { outcomes, groups: [...groups].map(([group, entries]) => ({ group, entries })), notices };
  }

  /** Sketches, enters and judges some entries of a call. */
  function take(given: readonly Entry[], call: Call): void {
    const { cache, touched } = call;
    const made = new Map<string, Sketch>();
    for (const entry of given) {
      const sketch = sketchEntry(entry);
      const other = made.get(entry.id);
      if (other === undefined || saysMore(sketch, other)) made.set(entry.id, sketch);
    }
    const ids = [...made.keys()];
    const stored = store.sketches(ids);
    const fresh: string[] = [];
    const rows: { entry: string; sketch: Uint8Array }[] = [];
    ids.forEach((id, i) => {
      const sketch = made.get(id) as Sketch;
      const bytes = encodeSketch(sketch);
      const before = stored[i];
      const again = call.ids.has(id);
      call.ids.add(id);
      if (before !== undefined) {
        if (sameBytes(before, bytes)) return;
        const old = decodeSketch(before);
        // The same entry twice in one call: the one that says more, whichever came first.
        if (again && !saysMore(sketch, old)) return;
        if (!call.fresh.has(id)) call.revised.add(id);
        const kept = new Set(keysOf(sketch));
        store.removeKeys(
          keysOf(old)
            .filter((key) => !kept.has(key))
            .map((key) => ({ key, entry: id })),
        );
        for (const link of store.links([id])) for (const entry of link.entries) touched.add(entry);
      }
      cache.set(id, sketch);
      recorded?.set(id, sketch);
      fresh.push(id);
      call.fresh.add(id);
      rows.push({ entry: id, sketch: bytes });
    });
    store.putSketches(rows);

    const { candidates, orphans } = index(fresh, call);
    for (const entry of orphans) cache.forget(entry);
    const known = [...orphans, ...fresh.filter((id) => stored[ids.indexOf(id)] !== undefined)];
    const old = known.length === 0 ? [] : store.links(known);
    store.removeLinks(old.map((link) => link.entries));
    for (const link of old) for (const entry of link.entries) touched.add(entry);
    const wanted: string[] = [];
    candidates.forEach((others) => {
      others.forEach((other) => {
        wanted.push(other);
      });
    });
    cache.load(wanted);
    const links: LinkRow[] = [];
    candidates.forEach((others, entry) => {
      others.forEach((other) => {
        if (entry < other) hold(entry, other, links, call);
        else hold(other, entry, links, call);
      });
    });
    store.putLinks(links);
    for (const entry of fresh) touched.add(entry);
    for (const entry of orphans) touched.add(entry);
  }

  /** Holds two entries against each other. */
  function hold(a: string, b: string, links: LinkRow[], { cache, revisions }: Call): void {
    const x = cache.bare(a);
    const y = cache.bare(b);
    if (x === undefined || y === undefined) return;
    const verdict = decide(x, y);
    if (verdict.relation === undefined) return;
    links.push(linkRow(a, b, verdict));
    verdicts?.set(pairKey(a, b), verdict);
    if (verdict.relation !== "revision") return;
    revisions.add(a);
    revisions.add(b);
  }

  /**
   * Enters the keys of new entries, and marks those that have become common. Gives the entries whose pairs are to be judged
   * with the others that share an unmarked key, and the older ones among them, that lost a key by a mark.
   */
  function index(fresh: readonly string[], call: Call): { candidates: Map<string, Set<string>>; orphans: Set<string> } {
    const lists = new Map<number, readonly string[]>();
    const orphans = new Set<string>();
    enterKeys(fresh, call, lists, orphans);
    const isFresh = new Set(fresh);
    for (let i = 0; i < fresh.length; i++) orphans.delete(fresh[i] as string);
    if (orphans.size > 0) gatherLists([...orphans], call.cache, lists);
    const candidates = new Map<string, Set<string>>();
    lists.forEach((all) => {
      if (all.length < 2) return;
      for (let n = 0; n < all.length; n++) {
        const entry = all[n] as string;
        if (isFresh.has(entry) || orphans.has(entry)) pairWith(all, entry, candidates);
      }
    });
    return { candidates, orphans };
  }

  /** The holders of the unmarked keys of entries that lost one. */
  function gatherLists(orphans: readonly string[], cache: SketchCache, lists: Map<number, readonly string[]>): void {
    cache.load(orphans);
    const more = gatherKeys(orphans, cache);
    const asked = unmarked([...more.keys()].filter((key) => !lists.has(key)));
    store.holders(asked, MOST_HOLDERS + 1).forEach((list, i) => {
      lists.set(asked[i] as number, list);
    });
  }

  function enterKeys(
    fresh: readonly string[],
    { cache, notices }: Call,
    lists: Map<number, readonly string[]>,
    orphans: Set<string>,
  ): void {
    const wanted = gatherKeys(fresh, cache);
    const living = unmarked([...wanted.keys()]);
    const held = store.holders(living, MOST_HOLDERS + 1);
    const added: { key: number; entry: string }[] = [];
    const marks: number[] = [];
    for (let i = 0; i < living.length; i++) {
      const key = living[i] as number;
      const before = held[i] as readonly string[];
      const asking = wanted.get(key) as string | string[];
      if (typeof asking === "string" && before.length === 0) {
        added.push({ key, entry: asking });
        continue;
      }
      const all = withOthers(before, asking);
      if (!isCommon(all, cache)) {
        for (let n = before.length; n < all.length; n++) added.push({ key, entry: all[n] as string });
        lists.set(key, all);
        continue;
      }
      marks.push(key);
      for (let n = 0; n < before.length; n++) orphans.add(before[n] as string);
      if (key >= IDENTITY_KEYS) notices.push({ code: "shared-identity", severity: "warning", detail: { entries: all.length } });
    }
    store.mark(marks);
    store.addKeys(added);
  }

  function unmarked(keys: readonly number[]): number[] {
    const marks = store.marked(keys);
    return marks.includes(true) ? keys.filter((_, i) => !marks[i]) : keys.slice();
  }

  /** A key says nothing where too many hold it, or where three pages of one site with three titles do. */
  function isCommon(entries: readonly string[], cache: SketchCache): boolean {
    if (entries.length < RECURS) return false;
    if (entries.length > MOST_HOLDERS) return true;
    cache.load(entries);
    const count = entries.length;
    const sketches: Sketch[] = [];
    for (let i = 0; i < count; i++) {
      const sketch = cache.get(entries[i] as string);
      if (sketch !== undefined && sketch.title !== 0) sketches.push(sketch);
    }
    // At most `MOST_HOLDERS`, mostly three or four.
    for (let i = 0; i + RECURS <= sketches.length; i++) if (countTitles(sketches, i) >= RECURS) return true;
    return false;
  }

  function settle(decisions: readonly Decision[]): Addition {
    for (const one of decisions) note(one);
    const groups = regroup(
      decisions.flatMap((one) => one.entries).filter((entry) => store.sketches([entry])[0] !== undefined),
      createSketchCache(store),
    );
    return { outcomes: [], groups: [...groups].map(([group, entries]) => ({ group, entries })), notices: [] };
  }

  function matches(entries: readonly string[]): Match[] {
    const cache = createSketchCache(store);
    const links = store.links(entries);
    if (verdicts === undefined) cache.load(links.flatMap((link) => link.entries));
    const found = new Map<string, Match>();
    for (const { entries: pair, relation, kind } of links) {
      const key = pairKey(pair[0], pair[1]);
      const verdict = verdicts?.get(key) ?? judge(pair, cache);
      if (verdict === undefined) continue;
      found.set(key, {
        entries: pair,
        relation,
        ...(kind === undefined ? {} : { kind }),
        probability: probability(verdict),
        evidence: verdict.evidence,
      });
    }
    for (const entry of entries) {
      for (const other of decidedOf.get(entry) ?? []) {
        const key = pairKey(entry, other);
        const same = decided.get(key)?.same === true;
        const known = found.get(key);
        const evidence = [{ kind: "decided", weight: same ? DECIDED : -DECIDED, detail: { same } }, ...(known?.evidence ?? [])];
        if (cache.get(other) === undefined || cache.get(entry) === undefined) continue;
        const pair: [string, string] = entry < other ? [entry, other] : [other, entry];
        found.set(key, {
          entries: pair,
          relation: same ? (known?.relation === "revision" ? "revision" : "duplicate") : "related",
          probability: 1,
          evidence,
        });
      }
    }
    return [...found.entries()].sort((a, b) => compare(a[0], b[0])).map(([, match]) => match);
  }

  return {
    add,
    decide: settle,
    matches,
    sketches: (entries) =>
      recorded !== undefined
        ? entries.map((entry) => recorded.get(entry))
        : store.sketches(entries).map((bytes) => (bytes === undefined ? undefined : decodeSketch(bytes))),
  };
}

/** How many titles of one site, that of a sketch, there are from it on; three are enough. */
function countTitles(sketches: readonly Sketch[], from: number): number {
  const { site, title } = sketches[from] as Sketch;
  let second = 0;
  for (let i = from + 1; i < sketches.length; i++) {
    const other = sketches[i] as Sketch;
    if (other.site !== site || other.title === title || other.title === second) continue;
    if (second !== 0) return RECURS;
    second = other.title;
  }
  return second === 0 ? 1 : 2;
}

function judge([one, other]: readonly [string, string], cache: SketchCache): Verdict | undefined {
  const [x, y] = [cache.bare(one), cache.bare(other)];
  return x === undefined || y === undefined ? undefined : decide(x, y);
}

/** Sketches of one call, decoded once. */
interface SketchCache {
  set(entry: string, sketch: Sketch): void;
  load(entries: readonly string[]): void;
  get(entry: string): Sketch | undefined;
  keys(entry: string): readonly number[];
  /** What is left of an entry's sketch without what recurs on its site. */
  bare(entry: string): Sketch | undefined;
  /** An entry's keys were marked: what is left of it is other. */
  forget(entry: string): void;
}

function createSketchCache(store: ResolveStore): SketchCache {
  const held = new Map<string, Sketch | undefined>();
  const trimmed = new Map<string, Sketch>();
  const keys = new Map<string, readonly number[]>();
  const cache: SketchCache = {
    set(entry, sketch) {
      held.set(entry, sketch);
      trimmed.delete(entry);
      keys.delete(entry);
    },
    load(entries) {
      let known = 0;
      while (known < entries.length && held.has(entries[known] as string)) known++;
      if (known === entries.length) return;
      const asked = [...new Set(entries)].filter((entry) => !held.has(entry));
      store.sketches(asked).forEach((bytes, i) => {
        held.set(asked[i] as string, bytes === undefined ? undefined : decodeSketch(bytes));
      });
    },
    get(entry) {
      if (!held.has(entry)) cache.load([entry]);
      return held.get(entry);
    },
    keys(entry) {
      const known = keys.get(entry);
      if (known !== undefined) return known;
      const sketch = cache.get(entry);
      const made = sketch === undefined ? [] : keysOf(sketch);
      keys.set(entry, made);
      return made;
    },
    bare(entry) {
      const known = trimmed.get(entry);
      if (known !== undefined) return known;
      const sketch = cache.get(entry);
      if (sketch === undefined) return undefined;
      const own = cache.keys(entry);
      const marks = store.marked(own);
      const made = marks.includes(true)
        ? trimSketch(
            sketch,
            own.filter((_, i) => marks[i]),
          )
        : sketch;
      trimmed.set(entry, made);
      return made;
    },
    forget(entry) {
      trimmed.delete(entry);
    },
  };
  return cache;
}

/** Of two texts of one entry, whether the first is to be kept: the later, else the longer. */
function saysMore(one: Sketch, other: Sketch): boolean {
  if (one.day !== other.day) return one.day > other.day;
  return one.length !== other.length ? one.length > other.length : one.fingerprint > other.fingerprint;
}

/** Who asks for each key: most keys are one entry's. */
function gatherKeys(entries: readonly string[], cache: SketchCache): Map<number, string | string[]> {
  const wanted = new Map<number, string | string[]>();
  for (let n = 0; n < entries.length; n++) wantKeys(entries[n] as string, cache.keys(entries[n] as string), wanted);
  return wanted;
}

function wantKeys(entry: string, keys: readonly number[], wanted: Map<number, string | string[]>): void {
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    const list = wanted.get(key);
    if (list === undefined) wanted.set(key, entry);
    else if (typeof list === "string") wanted.set(key, [list, entry]);
    else list.push(entry);
  }
}

/** The entries, and behind them those of the others that do not stand among them. */
function withOthers(entries: readonly string[], others: string | readonly string[]): string[] {
  const all = entries.slice();
  if (typeof others === "string") {
    if (!entries.includes(others)) all.push(others);
    return all;
  }
  for (let i = 0; i < others.length; i++) if (!entries.includes(others[i] as string)) all.push(others[i] as string);
  return all;
}

/** Of each two that share a key, one has the other among its candidates. */
function pairWith(all: readonly string[], entry: string, candidates: Map<string, Set<string>>): void {
  let others = candidates.get(entry);
  if (others === undefined) {
    others = new Set();
    candidates.set(entry, others);
  }
  for (let i = 0; i < all.length; i++) {
    const other = all[i] as string;
    if (other !== entry && candidates.get(other)?.has(entry) !== true) others.add(other);
  }
}

function linkRow(a: string, b: string, verdict: Verdict): LinkRow {
  return {
    entries: [a, b],
    relation: verdict.relation ?? "related",
    ...(verdict.kind === undefined ? {} : { kind: verdict.kind }),
    weight: verdict.weight + (verdict.sure ? SURE : 0),
    joins: verdict.joins,
  };
}

/** That the relation holds: for related entries, that they are not one article. */
function probability(verdict: Verdict): number {
  const odds = verdict.relation === "related" ? -verdict.weight : verdict.weight;
  return Math.round((1 / (1 + Math.exp(-odds))) * 1e4) / 1e4;
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a}\n${b}` : `${b}\n${a}`;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.byteLength !== b.byteLength) return false;
  for (let i = 0; i < a.byteLength; i++) if (a[i] !== b[i]) return false;
  return true;
}
