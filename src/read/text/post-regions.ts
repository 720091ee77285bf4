import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";

/** The lines of one post, as half-open ranges of indexes. */
export interface PostRegion {
  /** The first line that is its own: a category, a date or a byline above the title. */
  readonly lead: number;
  readonly title: number;
  /** The first line behind it. */
  readonly end: number;
}

const LEADING = new Set(["date", "meta", "dated", "byline", "filed", "count", "mark"]);
const REACH = 4;

/** Cuts a page at its titles. */
export function postRegions(lines: readonly LineFacts[], titles: readonly number[]): PostRegion[] {
  const leads = leadLength(lines, titles);
  const starts = titles.map((t, k) => {
    const floor = k === 0 ? 0 : (titles[k - 1] as number) + 1;
    let start = Math.max(floor, t - leads);
    // What another post prints here may be text of the one before.
    while (start < t && start > floor && PROSE.has((lines[start] as LineFacts).kind) && (lines[start] as LineFacts).repeats < 2) start++;
    return start;
  });
  const regions = titles.map((title, k) => ({ lead: starts[k] as number, title, end: starts[k + 1] ?? lines.length }));
  const last = regions.at(-1);
  if (last) regions[regions.length - 1] = { ...last, end: lastEnd(lines, last, regions.slice(0, -1)) };
  return regions;
}

/** How many lines above a title belong to it: what stands there above the first title too, and above most. */
function leadLength(lines: readonly LineFacts[], titles: readonly number[]): number {
  const first = titles[0];
  if (first === undefined) return 0;
  let length = 0;
  for (let o = 1; o <= REACH; o++) {
    const above = lines[first - o];
    if (!above || !(LEADING.has(above.kind) || above.repeats >= Math.max(2, titles.length * 0.4))) break;
    const alike = titles.filter((t) => {
      const line = lines[t - o];
      return line && (line.kind === above.kind || line.folded === above.folded) && (LEADING.has(line.kind) || line.repeats > 1);
    }).length;
    if (alike < Math.max(2, titles.length * 0.6)) break;
    // Above the first title it cannot be the tail of another post; marks and counts alone say nothing.
    if (above.kind !== "mark" && above.kind !== "count") length = o;
  }
  return length;
}

const WORTH: Readonly<Partial<Record<LineFacts["kind"], number>>> = {
  long: 200,
  bio: 150,
  note: 60,
  sentence: 90,
  quote: 60,
  item: 12,
  code: 10,
  url: 5,
  short: 7,
  more: 0,
  meta: 25,
  date: 25,
  dated: 25,
  byline: 15,
  filed: 15,
  social: -4,
  count: -6,
  mark: -2,
  page: -120,
  chrome: -90,
};

/** Where the last post ends and sidebar or footer begin: the point after which more of the page's own print comes than text. */
function lastEnd(lines: readonly LineFacts[], last: PostRegion, others: readonly PostRegion[]): number {
  const lengths = others.map((r) => r.end - r.title).sort((a, b) => a - b);
  const longest = lengths.at(-1) ?? 400;
  const titles = new Set(others.map((r) => (lines[r.title] as LineFacts).folded));
  const tail = commonTail(lines, others);
  let best = last.title + 1;
  let sum = 0;
  let most = 0;
  for (let i = last.title + 1; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    let worth = WORTH[line.kind] ?? 0;
    if (titles.has(line.folded)) worth = -100;
    else if (line.text.includes("©")) worth = -150;
    if (i - last.title > 2 * longest + 10) worth -= 60;
    sum += worth;
    if (sum >= most) {
      most = sum;
      best = i + 1;
    }
    if (tail !== undefined && line.folded === tail && i + 1 < lines.length && sum >= most - 20) return i + 1;
  }
  return best;
}

/** What the posts before the last end with, word for word, and what stands once in each of them. */
function commonTail(lines: readonly LineFacts[], others: readonly PostRegion[]): string | undefined {
  if (others.length < 2) return undefined;
  const counts = new Map<string, number>();
  for (const { title, end } of others) {
    const line = lines[end - 1];
    if (line && end - 1 > title) counts.set(line.folded, (counts.get(line.folded) ?? 0) + 1);
  }
  for (const [folded, count] of counts) {
    if (count < others.length * 0.7 || folded === "") continue;
    const once = others.every(({ title, end }) => {
      let seen = 0;
      for (let i = title + 1; i < end; i++) if ((lines[i] as LineFacts).folded === folded) seen++;
      return seen <= 1;
    });
    if (once) return folded;
  }
  return undefined;
}
