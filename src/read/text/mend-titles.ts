import { firstTitle } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { PROSE, PROSE_CODES } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import { type PageSymbols, placesOf, symbolCount, symbolsOf } from "./page-symbols.ts";

const OFFSETS = [-3, -2, -1, 1, 2, 3] as const;
const WEIGHT: Readonly<Record<number, number>> = { [-3]: 0.5, [-2]: 0.8, [-1]: 1, 1: 1, 2: 0.8, 3: 0.5 };

/**
 * Mends a list of titles line by line. What stands around the titles is counted; a line that has as much of it as the titles have
 * among themselves is one more title (the first of a page, whose "read more" above is missing), and a title that has
 * nothing of it is none.
 */
export function mendTitles(
  lines: readonly LineFacts[],
  symbols: PageSymbols,
  page: PageSums,
  titles: readonly number[],
): readonly number[] {
  const dated = withDates(lines, titles);
  if (dated) return dated;
  const alike = titles.length < 3 ? titles : likeTheOthers(lines, symbols, page, titles);
  return firstOfTwo(lines, withoutPrint(lines, withHeaded(lines, page, withFirst(lines, symbols, page, withoutLists(lines, page, alike)))));
}

const PRINT: ReadonlySet<string> = new Set(["chrome", "page", "more", "social", "mark", "count"]);

/** Without what the page itself prints, where that is not what most titles look like. */
function withoutPrint(lines: readonly LineFacts[], titles: readonly number[]): readonly number[] {
  const kept = titles.filter((t) => !PRINT.has((lines[t] as LineFacts).kind));
  return kept.length >= Math.max(2, titles.length * 0.7) ? kept : titles;
}

/** A teaser that begins with the title prints it twice, with a date between: the first is the title. */
function firstOfTwo(lines: readonly LineFacts[], titles: readonly number[]): readonly number[] {
  return titles.map((t, k) => {
    const { folded } = lines[t] as LineFacts;
    for (let i = t - 2; i >= t - 4 && i > (titles[k - 1] ?? -1); i--) if (lines[i]?.folded === folded) return i;
    return t;
  });
}

/** Where most titles have their dates on the same line, all lines that do are titles, and no others. */
function withDates(lines: readonly LineFacts[], titles: readonly number[]): readonly number[] | undefined {
  for (const side of ["before", "after"] as const) {
    const has = (t: number) => lines[t]?.edge?.side === side;
    const own = titles.filter(has).length;
    if (own < 2 || own < titles.length * 0.6) continue;
    const all: number[] = [];
    for (let i = 0; i < lines.length; i++) {
      const { kind, size } = lines[i] as LineFacts;
      if (has(i) && size <= 200 && (kind === "dated" || PROSE.has(kind))) all.push(i);
    }
    if (all.length <= own * 2) return all;
  }
  return undefined;
}

function likeTheOthers(lines: readonly LineFacts[], symbols: PageSymbols, page: PageSums, titles: readonly number[]): readonly number[] {
  const counts = OFFSETS.map((o) => {
    const count = new Int32Array(symbols.table.size);
    for (const t of titles) for (const id of symbolsOf(symbols, t + o)) (count[id] as number)++;
    return count;
  });
  const n = titles.length;
  const chosen = new Set(titles);
  /** Whether print that stands so beside half of the titles stands so beside a line. */
  const besidePrint = (i: number) => {
    for (let k = 0; k < OFFSETS.length; k++) {
      const at = i + (OFFSETS[k] as number);
      if (PROSE_CODES[page.kinds[at] ?? 0] !== 0 || at < 0 || at >= lines.length) continue;
      const count = counts[k] as Int32Array;
      const end = symbols.from[at + 1] as number;
      for (let s = symbols.from[at] as number; s < end; s++) if ((count[symbols.ids[s] as number] as number) >= n * 0.5) return true;
    }
    return false;
  };
  // The most that one line of the page's own print says for a place.
  let printed = 0;
  const around = (i: number) => {
    printed = 0;
    const self = chosen.has(i) ? 1 : 0;
    let sum = 0;
    for (let k = 0; k < OFFSETS.length; k++) {
      const o = OFFSETS[k] as number;
      const count = counts[k] as Int32Array;
      let best = 0;
      const end = symbols.from[i + o + 1] ?? 0;
      for (let s = symbols.from[i + o] ?? 0; s < end; s++) {
        const id = symbols.ids[s] as number;
        const seen = (count[id] as number) - self;
        if (seen < 2) continue;
        const share = seen / (n - self);
        const print = PROSE_CODES[page.kinds[i + o] as number] === 0;
        // Not even the rarest would say more.
        if (!print && share * 1.2 <= best) continue;
        const base = (symbolCount(symbols, id) + 1) / (lines.length + 2);
        if (print && share >= 0.5) printed = Math.max(printed, share * Math.min(4, Math.log(share / base)));
        best = Math.max(best, share * Math.min(print ? 4 : 1.2, Math.log(Math.max(share, 0.01) / base)));
      }
      sum += best * (WEIGHT[o] ?? 0);
    }
    return sum;
  };
  const own = titles.map(around).sort((a, b) => a - b);
  const middle = own[own.length >> 1] as number;
  if (middle < 2) return titles;
  const enough = Math.max(middle * 0.62, 2);
  const lengths = titles
    .slice(1)
    .map((t, k) => t - (titles[k] as number))
    .sort((a, b) => a - b);
  const near = Math.min(6, Math.max(1, (lengths[0] ?? 4) - 1));
  const out = titles.filter((t) => around(t) >= middle * 0.2);
  const added: number[] = [];
  for (let i = 0; i < lines.length; i++) {
    if ((page.looks[i] as number) < -2.6 || !besidePrint(i) || chosen.has(i)) continue;
    const value = around(i);
    if (value < enough || printed < 0.7) continue;
    // A line beside a title is its own print.
    if (crowded(titles, i, near)) continue;
    const last = added.at(-1);
    if (last !== undefined && i - last <= near) {
      if (value > around(last)) added[added.length - 1] = i;
      continue;
    }
    added.push(i);
  }
  return added.length <= n ? [...out, ...added].sort((a, b) => a - b) : out;
}

/**
 * With the headings over a byline over text, on a page where some posts begin so and others do not. What then has no text of its own
 * before such a heading is print above it.
 */
function withHeaded(lines: readonly LineFacts[], page: PageSums, titles: readonly number[]): readonly number[] {
  const signed = titles.filter((t) => lines[t + 1]?.kind === "byline").length / titles.length;
  if (signed > 0.8) return titles;
  const known = new Set(titles);
  const more: number[] = [];
  for (let i = 0; i + 2 < lines.length; i++) {
    const text = lines[i + 2] as LineFacts;
    if (known.has(i) || lines[i + 1]?.kind !== "byline" || (page.looks[i] as number) < 1) continue;
    if (text.size >= 80 && PROSE.has(text.kind)) more.push(i);
  }
  if (more.length === 0 || more.length > titles.length || (signed < 0.2 && more.length < 2)) return titles;
  const headed = new Set(more);
  const all = [...titles, ...more].sort((a, b) => a - b);
  return all.filter((t, k) => {
    const next = all[k + 1];
    return next === undefined || !headed.has(next) || page.between(page.prose, t + 1, next) >= 60;
  });
}

/** Without the heading of a list of titles ("Recent"), and without a last one that has nothing below it where all others have text. */
function withoutLists(lines: readonly LineFacts[], page: PageSums, titles: readonly number[]): readonly number[] {
  const chosen = new Set(titles);
  const known = new Set(titles.map((t) => (lines[t] as LineFacts).folded));
  const kept = titles.filter((t) => [1, 2, 3].filter((o) => !chosen.has(t + o) && known.has(lines[t + o]?.folded ?? "\u0000")).length < 2);
  const last = kept.at(-1);
  const next = last === undefined ? undefined : lines[last + 1]?.kind;
  if (last === undefined || kept.length < 4 || !(next === undefined || next === "page" || next === "chrome" || next === "social"))
    return kept;
  const bare = kept.filter((t, k) => k + 1 < kept.length && page.between(page.prose, t + 1, kept[k + 1] as number) < 60).length;
  return bare < kept.length * 0.2 ? kept.slice(0, -1) : kept;
}

/** Where the same print stands above nearly all titles, what stands above the first of them ends a post too. */
function withFirst(lines: readonly LineFacts[], symbols: PageSymbols, page: PageSums, titles: readonly number[]): readonly number[] {
  const first = titles[0];
  if (first === undefined || first < 3 || titles.length < 3) return titles;
  for (const o of [-1, -2]) {
    const above = lines[first + o];
    if (!above || !ENDS_POST.has(above.kind)) continue;
    const shared = symbolsOf(symbols, first + o).some(
      (id) => titles.filter((t) => symbolsOf(symbols, t + o).includes(id)).length >= titles.length * 0.75,
    );
    // Print that leads posts in stands above the last one only; print that ends them stands below it too.
    const last = titles.at(-1) as number;
    const ends = symbolsOf(symbols, first + o).some((id) => (placesOf(symbols, id).at(-1) ?? 0) > last);
    if (!shared || !ends) continue;
    const found = firstTitle(lines, page.looks, first + o, titles);
    return found === undefined ? titles : [found, ...titles];
  }
  return titles;
}

const ENDS_POST: ReadonlySet<string> = new Set(["more", "social", "meta", "date", "dated", "filed"]);

/** Whether a title stands within some lines of a place. */
function crowded(titles: readonly number[], i: number, near: number): boolean {
  let low = 0;
  let high = titles.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((titles[mid] as number) < i) low = mid + 1;
    else high = mid;
  }
  return (titles[low] ?? 1e9) - i <= near || i - (titles[low - 1] ?? -1e9) <= near;
}
