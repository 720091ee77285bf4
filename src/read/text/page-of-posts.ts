import type { Hypothesis } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import { CHANGES, ONCE } from "./phrases.ts";
import type { REASONS } from "./weigh-hypothesis.ts";

/**
 * What speaks for a text being the dump of a page of posts, in nats for each unit. Learnt beside documentation, changelogs, licences,
 * source code, and beside dumps of pages of one post with everything that stands around it.
 */
const SIGNS = {
  /** The score of its best list of titles, in tens. */
  score: 1.86,
  /** Log of one more than the lines of navigation, paging, sharing, "read more". */
  print: 0.67,
  /** Share of its lines that are print of a page. */
  framed: 7.87,
  /** 1 where pages are counted. */
  paged: 1.09,
  /** Lines of comments and sharing, and lines with days, for each title, to 2. */
  social: -1.46,
  days: 0.67,
  /** Share of its text that begins as changes are told: "fixed", "add". */
  told: -6.27,
  /** Log of one more than the lines that speak of rights. */
  legal: -0.7,
  /** Rows of dashes under headings, for each title, to 1: what typed text has and rendered text has not. */
  ruled: -1.77,
  /** Lines that stand once and only around one post: "leave a reply", "related posts"; to 6. */
  single: -0.72,
  /** Share of the text that the longest post holds. */
  longest: -6.2,
  /** Share of titles that are items of a list. */
  items: 3.08,
  /** Log of its lines. */
  lines: -0.31,
  /** Of what is said of the titles as a list (see `weigh-hypothesis.ts`). */
  pair: -2.26,
  looks: 0.53,
  distinct: 6.38,
  printAbove: 0.75,
  wordingBelow: 1.34,
  endAbove: 2.52,
  filedAbove: 2.09,
  undated: -2.31,
  dateBefore: 0.67,
  dateAt: 0.9,
  inside: 3.97,
  closed: -3.68,
  short: 2.05,
  sameLayout: 2.14,
  ownDate: 2.34,
  capital: 1.62,
  base: -19.48,
};

const NAMES = Object.keys(SIGNS) as (keyof typeof SIGNS)[];
const THRESHOLD = -1.6;

/** Whether a text is a page of posts and not one text of another kind. */
export function isPageOfPosts(page: PageSums, guess: Hypothesis, score: number, reasons: Record<keyof typeof REASONS, number>): boolean {
  if (isMarkdown(page.lines)) return false;
  // Long lists without dates, endings or any print of the page beside the titles are parts of some document.
  const printed = Math.max(reasons.dateAt, reasons.endAbove, reasons.printAbove, reasons.printBelow);
  if (guess.titles.length >= 20 && printed < 0.4 && reasons.withText > 0.3) return false;
  // A log says the same with other numbers.
  if (guess.titles.length >= 8 && reasons.shapes < 0.12) return false;
  const longest = longestShares(page, guess.titles);
  const signs = readSigns(page, guess.titles, score, longest.text, reasons);
  // One post, and the titles of others beside what stands only under one.
  const texts = reasons.withText * guess.titles.length;
  if (longest.text > 0.8 && signs.single > 0 && texts < 2.5) return false;
  if (longest.sentences > 0.95 && signs.single > 2 && texts < 1.5) return false;
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

/** So many lines tell. */
const MOST = 4000;
const RULE = /^[=~_*#-]{3,}$/;
const LEGAL = /copyright|©|\(c\) \d{4}|licen[sc]e|warrant|redistribut|all rights reserved|hereby granted/i;
/** "perf: …", "(main): …" before what was changed. */
const SCOPE = /^(?:[\w-]{1,24}|\([\w.*, /-]{1,40}\)): /;

/** What may be said of a text beside its titles. */
function readSigns(
  page: PageSums,
  titles: readonly number[],
  score: number,
  longest: number,
  reasons: Record<keyof typeof REASONS, number>,
): Record<keyof typeof SIGNS, number> {
  const { lines } = page;
  const { length } = lines;
  const n = titles.length;
  const near = Math.min(length, MOST);
  let prints = 0;
  let chrome = 0;
  let pages = 0;
  let socials = 0;
  let dated = 0;
  let prose = 0;
  let told = 0;
  let legal = 0;
  let rules = 0;
  let single = 0;
  for (let i = 0; i < near; i++) {
    const line = lines[i] as LineFacts;
    const { kind } = line;
    const text = line.text.length > 200 ? line.text.slice(0, 200) : line.text;
    if (kind === "chrome") chrome++;
    else if (kind === "page") pages++;
    else if (kind === "social") socials++;
    else if (kind === "date" || kind === "meta" || kind === "dated") dated++;
    if (kind === "chrome" || kind === "page" || kind === "social" || kind === "more") prints++;
    if (kind === "mark" && RULE.test(text)) rules++;
    if (LEGAL.test(text)) legal++;
    if (line.size < 60 && line.repeats === 1 && ONCE.test(text)) single++;
    if (!PROSE.has(kind)) continue;
    prose++;
    if (CHANGES.test(text.replace(SCOPE, ""))) told++;
  }
  return {
    ...reasons,
    score: score / 10,
    print: Math.log(1 + prints),
    framed: chrome / near,
    paged: pages > 0 ? 1 : 0,
    social: Math.min(2, socials / n),
    days: Math.min(2, dated / n),
    told: told / Math.max(1, prose),
    legal: Math.log(1 + legal),
    ruled: Math.min(1, rules / n),
    single: Math.min(6, single),
    longest,
    items: titles.filter((t) => (lines[t] as LineFacts).marker !== undefined).length / n,
    lines: Math.log(length),
    base: 1,
  };
}

/** The shares of the page's text, and of its sentences, that the longest post holds. The last one ends where most posts would. */
function longestShares(page: PageSums, titles: readonly number[]): { readonly text: number; readonly sentences: number } {
  const { lines } = page;
  const lengths = titles.slice(1).map((t, k) => t - (titles[k] as number));
  const typical = lengths.sort((a, b) => a - b)[lengths.length >> 1] ?? 20;
  let text = 0;
  let most = 0;
  let all = 0;
  let k = -1;
  let inside = 0;
  for (let i = 0; i < lines.length; i++) {
    if (i === titles[k + 1]) {
      k++;
      inside = 0;
      text = Math.max(text, page.between(page.prose, i + 1, titles[k + 1] ?? i + typical + 1));
    }
    const { kind, size } = lines[i] as LineFacts;
    if (size <= 60 || !PROSE.has(kind)) continue;
    all += size;
    if (k < 0 || (k === titles.length - 1 && i - (titles[k] as number) > typical)) continue;
    inside += size;
    most = Math.max(most, inside);
  }
  return { text: text / Math.max(1, page.prose[lines.length] as number), sentences: most / Math.max(1, all) };
}
