import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";
import { type PageSymbols, placesOf, symbolCount } from "./page-symbols.ts";

/** A guess at where the posts of a page begin: the lines at one distance from a line that recurs. */
export interface Hypothesis {
  /** Indexes of the title lines, ascending. */
  readonly titles: readonly number[];
  /** How many of the recurring lines have a possible title at that distance, 0–1. */
  readonly hit: number;
  /** What recurs, by its number among the page's symbols. */
  readonly mark: number;
  /** Where the title stands from it: a distance in lines, or the next line of text in a direction. */
  readonly target: Target;
}

/** `line`: so many lines away. `below`, `above`: the next line that is not the page's own print; `over`: the line above that. */
type Target = { readonly kind: "line"; readonly by: number } | { readonly kind: "below" | "above" | "over" };

const TARGETS: readonly Target[] = [
  ...Array.from({ length: 13 }, (_, i): Target => ({ kind: "line", by: i - 6 })),
  { kind: "below" },
  { kind: "above" },
  { kind: "over" },
];
/** More than this many are not weighed one by one. */
const MOST = 160;
/** What stands on more lines of text than this is no mark of a post. */
const COMMON = 500;

export function hypotheses(lines: readonly LineFacts[], symbols: PageSymbols, looks: Float64Array): Hypothesis[] {
  type Found = Hypothesis & { readonly value: number; readonly print: boolean };
  const found = new Map<string, Found>();
  const walk = walker(lines);
  const add = (titles: readonly number[], anchors: number, odds: number, id: number, target: Target, print: boolean) => {
    if (titles.length < 2 || odds <= 0 || samey(lines, titles)) return;
    const key = `${titles.length} ${titles[1]} ${titles[titles.length >> 1]} ${titles.at(-1)} ${odds}`;
    const hit = titles.length / anchors;
    if ((found.get(key)?.hit ?? 0) >= hit) return;
    const value = ((odds * hit) / titles.length) * Math.sqrt(Math.min(titles.length, 10));
    found.set(key, { titles, hit, mark: id, target, value, print });
  };
  for (let id = 0; id < symbols.table.size; id++) {
    const count = symbolCount(symbols, id);
    if (count < 2) continue;
    const places = placesOf(symbols, id);
    const print = !PROSE.has((lines[places[0] as number] as LineFacts).kind);
    if (count > Math.min(print ? lines.length : COMMON, Math.max(80, lines.length / 2.5))) continue;
    for (const target of TARGETS) {
      const titles = collect(places, target, walk, looks);
      if (titles.length < 2) continue;
      let odds = 0;
      for (let k = 0; k < titles.length; k++) odds += (looks[titles[k] as number] as number) + 1.5;
      add(titles, places.length, odds, id, target, print);
      if (!print || target.kind === "above" || target.kind === "over" || (target.kind === "line" && target.by <= 0)) continue;
      // What ends a post stands under the first one too, whose title has nothing of the kind above it.
      const first = firstTitle(lines, looks, places[0] as number, titles);
      if (first !== undefined) add([first, ...titles], places.length + 1, odds + (looks[first] as number) + 1.5, id, target, print);
    }
  }
  const sorted = [...found.values()].sort((a, b) => b.value - a.value);
  // What the page itself prints makes better guesses than words of the posts do.
  const printed = sorted.filter((h) => h.print).slice(0, MOST);
  return [...printed, ...sorted.filter((h) => !h.print).slice(0, Math.max(MOST / 3, MOST - printed.length))];
}

/** The titles of a guess that was made on a part of a page, on all of it. */
export function extend(guess: Hypothesis, lines: readonly LineFacts[], symbols: PageSymbols, looks: Float64Array): Hypothesis {
  const titles = collect(placesOf(symbols, guess.mark), guess.target, walker(lines), looks);
  const first = guess.titles[0];
  return { ...guess, titles: first !== undefined && first < (titles[0] ?? 0) ? [first, ...titles] : titles };
}

function collect(places: Int32Array, target: Target, walk: Walker, looks: Float64Array): number[] {
  const titles: number[] = [];
  let last = -1;
  for (let k = 0; k < places.length; k++) {
    const i = places[k] as number;
    const t = target.kind === "line" ? i + target.by : walk(i, target.kind);
    const odds = looks[t];
    if (odds === undefined || odds < -2.6 || last >= t) continue;
    titles.push(t);
    last = t;
  }
  return titles;
}

type Walker = (from: number, to: "below" | "above" | "over") => number;

function walker(lines: readonly LineFacts[]): Walker {
  let below: Int32Array | undefined;
  let above: Int32Array | undefined;
  return (from, to) => {
    if (to === "below") {
      below ??= skips(lines, 1);
      return below[from] as number;
    }
    above ??= skips(lines, -1);
    return (above[from] as number) - (to === "over" ? 1 : 0);
  };
}

/** For each line the next one, in a direction, that is not the page's own print. */
function skips(lines: readonly LineFacts[], step: 1 | -1): Int32Array {
  const next = new Int32Array(lines.length).fill(-1);
  let last = -1;
  for (let i = step > 0 ? lines.length - 1 : 0; i >= 0 && i < lines.length; i -= step) {
    next[i] = last;
    if (PROSE.has((lines[i] as LineFacts).kind)) last = i;
  }
  return next;
}

const ENDS_HEADER = new Set(["chrome", "page", "filed", "social", "more"]);

/** The likeliest title of the post that ends at a line: near the page's header, with text below it. */
export function firstTitle(lines: readonly LineFacts[], looks: Float64Array, end: number, titles: readonly number[]): number | undefined {
  let longest = 20;
  for (let k = 1; k < titles.length; k++) longest = Math.max(longest, (titles[k] as number) - (titles[k - 1] as number));
  const reach = Math.min(400, 3 * longest + 10);
  let best: number | undefined;
  let most = 0;
  for (let i = end - 1; i >= Math.max(0, end - reach); i--) {
    const line = lines[i] as LineFacts;
    if (ENDS_HEADER.has(line.kind) && i < end - 1) break;
    const above = lines[i - 1];
    const below = lines[i + 1];
    let odds = looks[i] as number;
    if (!above || ENDS_HEADER.has(above.kind)) odds += 1;
    if (below && (below.size > 90 || below.kind === "date" || below.kind === "meta" || below.kind === "byline")) odds += 1.5;
    else if (below && below.size > 40) odds += 1;
    else if (below && below.size < 25) odds -= 1;
    if (line.repeats > 2) odds -= 2;
    // Of several that will do, the one nearest to the header: the others are headings of its text.
    if (odds >= Math.min(most, 2.2)) [best, most] = [i, odds];
  }
  return best;
}

/** Whether one wording serves as most of the titles: a category or a label, not titles. */
function samey(lines: readonly LineFacts[], titles: readonly number[]): boolean {
  if (titles.length < 3) return false;
  const limit = Math.max(1, titles.length * 0.4);
  let often = 0;
  for (let k = 0; k < titles.length; k++) if ((lines[titles[k] as number] as LineFacts).repeats > limit) often++;
  if (often <= limit) return false;
  const counts = new Map<string, number>();
  for (const t of titles) {
    const { folded } = lines[t] as LineFacts;
    const count = (counts.get(folded) ?? 0) + 1;
    if (count > limit) return true;
    counts.set(folded, count);
  }
  return false;
}
