import { extend, type Hypothesis, hypotheses } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { titleLooks } from "./line-looks.ts";
import { mendTitles } from "./mend-titles.ts";
import { isPageOfPosts } from "./page-of-posts.ts";
import { PageSums } from "./page-sums.ts";
import { pageSymbols } from "./page-symbols.ts";
import { score, weigh } from "./weigh-hypothesis.ts";

/**
 * Where the posts begin, as an alignment of the page with itself: indexes of lines, ascending; empty for a text that is no page of posts.
 *
 * A dump prints every post in the same order of lines: a category, the title, a date, a teaser, "read more". Whatever recurs in the
 * page (a kind of line, a wording, the shape of one) is tried as the thing that marks a post, at every small distance from the title;
 * each such guess is a whole list of titles and is judged as a list: do these lines look like titles, does the same stand around all of
 * them, does each post have one date and some text, is most of the page's text inside. The best list is then mended line by line.
 */
export function chooseTitles(lines: readonly LineFacts[]): readonly number[] {
  // What recurs on a long page recurs in its beginning.
  const part = lines.length > LONG ? lines.slice(0, PART) : lines;
  const page = new PageSums(part);
  const symbols = pageSymbols(part);
  let best: Hypothesis | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const guess of hypotheses(part, symbols, page.looks)) {
    const value = score(guess, symbols, page);
    if (value > most) [best, most] = [guess, value];
  }
  if (!best || !isPageOfPosts(part, best, most, weigh(best, symbols, page))) return [];
  if (part === lines) return mendTitles(lines, symbols, page, best.titles);
  const wholePage = new PageSums(lines);
  const wholeSymbols = pageSymbols(lines, symbols, best.mark);
  return mendTitles(lines, wholeSymbols, wholePage, extend(best, lines, wholeSymbols, wholePage.looks).titles);
}

/** Beyond so many lines guesses are made on the beginning of a page, of so many. */
const LONG = 16_000;
const PART = 2500;

/** How far into a text its title is looked for, in lines. */
const HEAD = 40;

/**
 * The title of a text that is one article: the line near its beginning that looks most like one and has a date, a byline or text below it.
 * `undefined` where the text begins without.
 */
export function soleTitle(lines: readonly LineFacts[]): number | undefined {
  let best: number | undefined;
  let most = 1.9;
  for (let i = 0; i < Math.min(HEAD, lines.length - 1); i++) {
    const line = lines[i] as LineFacts;
    // What comes after the first paragraph is a heading inside the text.
    if (line.size > 160) break;
    const below = [lines[i + 1], lines[i + 2]];
    let odds = titleLooks(line);
    if (below.some((l) => l && (l.kind === "date" || l.kind === "meta" || l.kind === "byline"))) odds += 2;
    if (below.some((l) => l && l.size > 80)) odds += 1;
    if (i > 0 && /^[^\p{L}]*$/u.test(lines[i + 1]?.text ?? "")) odds += 0.5;
    if (line.gap > 0 || i === 0) odds += 0.3;
    if (i > 0 && (lines[i - 1] as LineFacts).size > 80) odds -= 2;
    if (odds > most) [best, most] = [i, odds];
  }
  return best;
}

/** Kinds of line that an article has few of. */
const MACHINE = new Set(["code", "count", "mark", "url"]);

/** Whether a text is nobody's prose: source code, a log, a table. */
export function isMachineText(lines: readonly LineFacts[]): boolean {
  let machine = 0;
  let stamped = 0;
  let prose = 0;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (MACHINE.has(line.kind)) machine++;
    else if (line.dates.length > 0 && (line.dates[0]?.start ?? 9) < 3 && line.kind !== "date") stamped++;
    else if (line.kind === "long" || line.kind === "sentence") prose++;
  }
  return machine + stamped > lines.length * 0.35 && machine + stamped > prose;
}
