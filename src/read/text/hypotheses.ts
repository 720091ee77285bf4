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
    if (titles.length < 2 || value <= 0) return;
    const key = `${titles.length} ${titles.slice(0, 40).join()} ${titles.at(-1)}`;
    if (seen.has(key)) return;
    seen.add(key);
    found.push({ titles, hit: titles.length / anchors, value: (value * (titles.length / anchors)) / titles.length ** 0.6, print });
  };
  const collect = (places: readonly number[], target: (i: number) => number) => {
    const titles: number[] = [];
    let value = 0;
    for (const i of places) {
      const t = target(i);
      const odds = looks[t];
      if (odds === undefined || odds < -2.6 || (titles.at(-1) ?? -1) >= t) continue;
      titles.push(t);
      value += odds + 1.5;
    }
    add(titles, places.length, value, !PROSE.has((lines[places[0] as number] as LineFacts).kind));
  };
  const forward = skips(lines, 1);
  const backward = skips(lines, -1);
  for (const places of symbols.lines) {
    if (places.length < 2 || places.length > Math.max(80, lines.length / 2.5)) continue;
    for (let o = -REACH; o <= REACH; o++) collect(places, (i) => i + o);
    collect(places, (i) => forward[i] as number);
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
