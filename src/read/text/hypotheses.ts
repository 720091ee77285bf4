import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";
import type { PageSymbols } from "./page-symbols.ts";

/** A guess at where the posts of a page begin: the lines at one distance from a line that recurs. */
export interface Hypothesis {
  /** Indexes of the title lines, ascending. */
  readonly titles: readonly number[];
  /** How many of the recurring lines have a possible title at that distance, 0–1. */
  readonly hit: number;
}

const REACH = 6;
/** More than this many are not weighed one by one. */
const MOST = 160;

export function hypotheses(lines: readonly LineFacts[], symbols: PageSymbols, looks: readonly number[]): Hypothesis[] {
  const found: { titles: number[]; hit: number; value: number; print: boolean }[] = [];
  const seen = new Set<string>();
  const add = (titles: number[], anchors: number, value: number, print: boolean) => {
    if (titles.length < 2 || value <= 0 || samey(lines, titles)) return;
    const key = `${titles.length} ${titles.slice(0, 40).join()} ${titles.at(-1)}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push({
      titles,
      hit: titles.length / anchors,
      value: ((value * (titles.length / anchors)) / titles.length) * Math.sqrt(Math.min(titles.length, 10)),
      print,
    });
  };
  const collect = (places: readonly number[], target: (i: number) => number, behind = false) => {
    const titles: number[] = [];
    let value = 0;
    for (const i of places) {
      const t = target(i);
      const odds = looks[t];
      if (odds === undefined || odds < -2.6 || (titles.at(-1) ?? -1) >= t) continue;
      titles.push(t);
      value += odds + 1.5;
    }
    const print = !PROSE.has((lines[places[0] as number] as LineFacts).kind);
    add(titles, places.length, value, print);
    if (!behind || !print || titles.length < 2) return;
    // What ends a post stands under the first one too, whose title has nothing of the kind above it.
    const first = firstTitle(lines, looks, places[0] as number, titles);
    if (first !== undefined) add([first, ...titles], places.length + 1, value + (looks[first] as number) + 1.5, print);
  };
  const forward = skips(lines, 1);
  const backward = skips(lines, -1);
  for (const places of symbols.lines) {
    if (places.length < 2 || places.length > Math.max(80, lines.length / 2.5)) continue;
    for (let o = -REACH; o <= REACH; o++) collect(places, (i) => i + o, o > 0);
    collect(places, (i) => forward[i] as number, true);
    collect(places, (i) => backward[i] as number);
    collect(places, (i) => (backward[i] as number) - 1);
  }
  found.sort((a, b) => b.value - a.value);
  // What the page itself prints makes better guesses than words of the posts do.
  const printed = found.filter((h) => h.print).slice(0, MOST);
  return [...printed, ...found.filter((h) => !h.print).slice(0, Math.max(MOST / 3, MOST - printed.length))];
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
export function firstTitle(
  lines: readonly LineFacts[],
  looks: readonly number[],
  end: number,
  titles: readonly number[],
): number | undefined {
  let longest = 20;
  for (let k = 1; k < titles.length; k++) longest = Math.max(longest, (titles[k] as number) - (titles[k - 1] as number));
  const reach = Math.min(1000, 3 * longest + 10);
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
  const counts = new Map<string, number>();
  for (const t of titles) {
    const { folded } = lines[t] as LineFacts;
    const count = (counts.get(folded) ?? 0) + 1;
    if (count > Math.max(1, titles.length * 0.4)) return true;
    counts.set(folded, count);
  }
  return false;
}
