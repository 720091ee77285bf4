import { extend, type Hypothesis, hypotheses } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { mendTitles } from "./mend-titles.ts";
import type { PageLines } from "./page-lines.ts";
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
export function chooseTitles(whole: PageLines): readonly number[] {
  // What recurs on a long page recurs in its beginning.
  const length = whole.length > LONG ? PART : whole.length;
  const page = new PageSums(whole, length);
  const part = page.lines;
  const symbols = pageSymbols(whole, length);
  let best: Hypothesis | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const guess of hypotheses(part, symbols, page.looks)) {
    const value = score(guess, symbols, page);
    if (value > most) [best, most] = [guess, value];
  }
  if (!best || !isPageOfPosts(page, best, most, weigh(best, symbols, page))) return [];
  if (length === whole.length) return mendTitles(part, symbols, page, best.titles);
  const { lines } = whole;
  const wholePage = new PageSums(whole, whole.length);
  const wholeSymbols = pageSymbols(whole, whole.length, symbols, best.mark);
  return mendTitles(lines, wholeSymbols, wholePage, extend(best, lines, wholeSymbols, wholePage.looks).titles);
}

/** Beyond so many lines guesses are made on the beginning of a page, of so many. */
const LONG = 16_000;
const PART = 2500;

/** Kinds of line that an article has few of. */
const MACHINE = new Set(["code", "count", "mark", "url"]);

const RIGHTS = /©|\(c\)|copyright/i;

/**
 * Whether a text is nobody's prose: source code, a log, a table. A renderer may give every word of code a line, so its characters count;
 * what stands between the menus of a page is somebody's.
 */
export function isMachineText(lines: readonly LineFacts[]): boolean {
  let machine = 0;
  let stamped = 0;
  let records = 0;
  let prose = 0;
  let all = 0;
  let prints = 0;
  for (let i = 0; i < lines.length; i++) {
    const { kind, size, dates, text } = lines[i] as LineFacts;
    all += size;
    if (kind === "page" || kind === "social" || (kind === "chrome" && size < 40 && !RIGHTS.test(text))) prints++;
    if (MACHINE.has(kind)) machine += size;
    else if (dates.length > 0 && (dates[0]?.start ?? 9) < 3 && kind !== "date") {
      stamped++;
      records += size;
    } else if (kind === "long" || kind === "sentence") prose += size;
  }
  if (prints >= 3) return false;
  return machine / Math.max(1, all) + stamped / lines.length > 0.35 && machine + records > prose;
}
