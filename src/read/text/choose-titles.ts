import { type Hypothesis, hypotheses } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { mendTitles } from "./mend-titles.ts";
import { PageSums } from "./page-sums.ts";
import { pageSymbols } from "./page-symbols.ts";
import { score } from "./weigh-hypothesis.ts";

/** The titles of a page, and how sure it is that they are titles. */
export interface ChosenTitles {
  /** Indexes of lines, ascending. */
  readonly titles: readonly number[];
  /** The score of the best guess; below about zero the page is no list of posts. */
  readonly score: number;
}

/**
 * Where the posts begin, as an alignment of the page with itself.
 *
 * A dump prints every post in the same order of lines: a category, the title, a date, a teaser, "read more". Whatever recurs in the
 * page (a kind of line, a wording, the shape of one) is tried as the thing that marks a post, at every small distance from the title;
 * each such guess is a whole list of titles and is judged as a list: do these lines look like titles, does the same stand around all of
 * them, does each post have one date and some text, is most of the page's text inside. The best list is then mended line by line.
 */
export function chooseTitles(lines: readonly LineFacts[]): ChosenTitles {
  const page = new PageSums(lines);
  const symbols = pageSymbols(lines);
  let best: Hypothesis | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const guess of hypotheses(lines, symbols, page.looks)) {
    const value = score(guess, symbols, page);
    if (value > most) [best, most] = [guess, value];
  }
  return best ? { titles: mendTitles(lines, symbols, page, best.titles), score: most } : { titles: [], score: most };
}
