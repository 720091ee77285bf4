import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import type { PageSymbols } from "./page-symbols.ts";

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
  if (titles.length < 3) return titles;
  const counts = OFFSETS.map((o) => {
    const count = new Map<number, number>();
    for (const t of titles) for (const id of symbols.of[t + o] ?? []) count.set(id, (count.get(id) ?? 0) + 1);
    return count;
  });
  const n = titles.length;
  const chosen = new Set(titles);
  const around = (i: number) => {
    const self = chosen.has(i) ? 1 : 0;
    let sum = 0;
    OFFSETS.forEach((o, k) => {
      let best = 0;
      for (const id of symbols.of[i + o] ?? []) {
        const seen = (counts[k]?.get(id) ?? 0) - self;
        if (seen < 2) continue;
        const share = seen / (n - self);
        const base = ((symbols.lines[id]?.length ?? 0) + 1) / (lines.length + 2);
        const print = !PROSE.has((lines[i + o] as LineFacts).kind);
        best = Math.max(best, share * Math.min(print ? 4 : 1.2, Math.log(Math.max(share, 0.01) / base)));
      }
      sum += best * (WEIGHT[o] ?? 0);
    });
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
    if (chosen.has(i) || (page.looks[i] as number) < -2.6) continue;
    if (around(i) < enough) continue;
    // A line beside a title is its own print.
    if (crowded(titles, i, near)) continue;
    const last = added.at(-1);
    if (last !== undefined && i - last <= near) {
      if (around(i) > around(last)) added[added.length - 1] = i;
      continue;
    }
    added.push(i);
  }
  return added.length <= n ? [...out, ...added].sort((a, b) => a - b) : out;
}

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
