import type { Hypothesis } from "./hypotheses.ts";
import type { LineFacts, LineKind } from "./line-facts.ts";
import type { REASONS } from "./weigh-hypothesis.ts";

/** What speaks for a text being the dump of a page of posts, in nats for each unit. Learnt beside documentation, source code, licences, logs and single articles. */
const SIGNS = {
  /** The score of its best list of titles, in tens. */
  score: 5.48,
  /** Share of lines that are short; long. */
  short: 1.55,
  long: 2.82,
  /** Log of one more than the lines of navigation, paging, sharing, "read more". */
  print: 0.79,
  /** 1 for less than thirty lines. */
  brief: 1.3,
  /** Of what is said of the titles as a list (see `weigh-hypothesis.ts`). */
  endAbove: 2.07,
  distinct: -2.95,
  regular: 3.02,
  pair: -3.9,
  shapes: 3.07,
  wordy: -2.67,
  oneWord: 2.78,
  twice: 2.52,
  once: 1.18,
  textBefore: -0.92,
  ownDate: 0.62,
  bare: -0,
  gapBelow: 0.24,
  base: -18.99,
};

const NAMES = Object.keys(SIGNS) as (keyof typeof SIGNS)[];
/** Where one in forty pages of posts is missed; of single posts with all the print around them three in ten pass, of other documents hardly any. */
const THRESHOLD = -1.3;

/** Whether a text is a page of posts and not one text of another kind. */
export function isPageOfPosts(
  lines: readonly LineFacts[],
  guess: Hypothesis,
  score: number,
  reasons: Record<keyof typeof REASONS, number>,
): boolean {
  if (isMarkdown(lines)) return false;
  // Long lists without dates, endings or any print of the page beside the titles are parts of some document.
  const printed = Math.max(reasons.dateAt, reasons.endAbove, reasons.printAbove, reasons.printBelow);
  if (guess.titles.length >= 20 && printed < 0.4 && reasons.withText > 0.3) return false;
  // A log says the same with other numbers.
  if (guess.titles.length >= 8 && reasons.shapes < 0.12) return false;
  const signs = readSigns(lines, score, reasons);
  return NAMES.reduce((sum, name) => sum + SIGNS[name] * signs[name], 0) > THRESHOLD;
}

const HEADING = /^#{1,6} \S|^=head\d /;
const SYNTAX = /^```|^[-*] \S|\[[^\]]{1,200}\]\([^)\s]{1,300}\)|^\[[^\]]{1,80}\]: /;

/** Whether a text is written in a markup that a rendered page has no longer. */
function isMarkdown(lines: readonly LineFacts[]): boolean {
  let headings = 0;
  let syntax = 0;
  for (const { text } of lines) {
    if (HEADING.test(text)) headings++;
    else if (SYNTAX.test(text)) syntax++;
  }
  return headings >= 2 && syntax >= 2 && (headings + syntax) * 12 > lines.length;
}

function readSigns(
  lines: readonly LineFacts[],
  score: number,
  reasons: Record<keyof typeof REASONS, number>,
): Record<keyof typeof SIGNS, number> {
  const count = (...kinds: LineKind[]) => lines.reduce((n, line) => n + (kinds.includes(line.kind) ? 1 : 0), 0);
  return {
    ...reasons,
    score: score / 10,
    short: count("short") / lines.length,
    long: count("long") / lines.length,
    print: Math.log(1 + count("chrome", "page", "social", "more")),
    brief: lines.length < 30 ? 1 : 0,
    base: 1,
  };
}
