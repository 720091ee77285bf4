import type { Hypothesis } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import { type PageSymbols, symbolCount } from "./page-symbols.ts";
import type { Sign } from "./title-signs.ts";

/**
 * What speaks for a list of titles, and how much: nats for each unit of what is measured (shares are of the titles, 0–1).
 * Learnt by softmax regression, guess against guess on one page, from dumps of public blogs; checked on blogs that were left out.
 */
export const REASONS = {
  /** Natural log of the number of titles, to 4. */
  many: 1.75,
  /** 1 for two titles only. */
  pair: -1.94,
  /** Log of how far there are more than sixty, where no dates stand beside them. */
  crowd: -4.19,
  /** Of the recurring lines that the guess stands on, how many have a possible title. */
  hit: 1.26,
  /** Mean of the looks of the lines, at least -3. */
  looks: 0.57,
  /** Titles that do not look like any. */
  unlike: -2.63,
  /** Of the titles, how many are different. */
  distinct: 7.7,
  /** Titles that stand on the page twice: in a sidebar too. */
  twice: 0.07,
  /** Titles that stand there more than three times. */
  often: -2.8,
  /** The most common kind of line above, as a share. */
  sameAbove: -0.2,
  /** Own print of the page one line above, one below. */
  printAbove: 0.31,
  printBelow: -0.23,
  /** One wording below. */
  wordingBelow: 1.63,
  /** One wording above; two lines away. */
  wordingAbove: 0.89,
  wordingTwo: 0.63,
  /** A wording three or four lines away. */
  wordingFar: -3.9,
  /** A date or byline right above. */
  dateAbove: 1.71,
  /** What ends posts right above. */
  endAbove: 1.14,
  filedAbove: 2.9,
  /** Text right below. */
  longBelow: 0.94,
  sentenceBelow: 0.63,
  /** Posts with one or two lines with dates; with none; a date within three lines above. */
  dated: 1.17,
  undated: -0.02,
  dateBefore: -0.26,
  /** A date at one and the same distance. */
  dateAt: 2.35,
  /** How far the page's count of dates is from that of titles, as a log, to 2. */
  datesOff: -0.8,
  /** The same for "read more". */
  moresOff: -1.03,
  /** On pages with "read more": posts with one of them. */
  oneMore: 1.65,
  /** The page's text that lies inside the posts. */
  inside: 1.93,
  /** Posts with sixty characters of text or more. */
  withText: 0.62,
  /** Titles that end in a full stop, comma or colon. */
  closed: -2.37,
  /** On pages with blank lines: titles with one below. */
  gapBelow: 1.45,
  /** On pages without: titles in the middle of a sentence. */
  broken: -1.36,
  /** Titles that are code, addresses or list items. */
  listed: 1.12,
  /** Titles right below one another, and one line apart. */
  adjacent: -1.31,
  nextButOne: 0.66,
  short: -0.27,
  /** Posts with one byline. */
  oneByline: 2.73,
  lowerCase: -0.87,
  /** Titles that begin, and that end, with the same word. */
  sameFirstWord: 0.11,
  sameLastWord: -1.05,
  /** Titles with the same blank lines above, indentation and list marker. */
  sameLayout: 3.14,
  /** On pages with blank lines: titles with one above. */
  gapAbove: 1.04,
  /** Titles of eight to eighty characters; of more than that. */
  fit: 2.24,
  wordy: 0.9,
  /** Titles of one word, and short lists of words with commas. */
  oneWord: -0.98,
  listing: -2.1,
  /** Titles shorter than the next line of text below them. */
  shorter: 0.56,
  /** Titles that look at least as good as the lines right above and right below. */
  best: 0,
  /** A line as good as a title above the date above the title, below the date below it. */
  rivalOver: -2.03,
  rivalUnder: -0.04,
  /** A short line without end right above, right below. */
  shortAbove: 0.45,
  shortBelow: -0.4,
  /** Titles with their date on the line. */
  ownDate: 4.67,
  /** Distances between titles: the share of the most common one. */
  regular: 1.21,
  /** The most common kind of line below, as a share. */
  sameBelow: 0.25,
  /** Titles that stand on the page once. */
  once: 0.04,
  /** Share of the page's lines above the first title, below the last post. */
  header: -0.79,
  tail: -0.25,
  /** 1 where text stands right above the first title. */
  textBefore: -0.04,
  /** Posts with exactly one date. */
  oneDate: 2.07,
  /** Titles that are names or print. */
  print: 0,
  /** Titles that begin with a capital, or with a letter that has none. */
  capital: 0.57,
  /** Of the titles without their numbers, how many are different. */
  shapes: 0,
  /** The end of a text above the date above the title, text below the date below it. */
  endOver: 0,
  textUnder: 1.54,
  /** A shorter line that stands once and may be the title right above. */
  subtitle: -0.17,
  /** Titles that begin with a mark. */
  marked: -2.29,
  /** Posts with hardly any text. */
  bare: 1.33,
  /** Titles of which a word comes back in the next lines. */
  echo: 1.36,
};

const NAMES = Object.keys(REASONS) as (keyof typeof REASONS)[];

/** How good a guess is, in nats. */
export function score(h: Hypothesis, symbols: PageSymbols, page: PageSums): number {
  const values = weigh(h, symbols, page);
  return NAMES.reduce((sum, name) => sum + REASONS[name] * values[name], 0);
}

/** What is to be said of a guess, reason by reason. */
export function weigh(h: Hypothesis, symbols: PageSymbols, page: PageSums): Record<keyof typeof REASONS, number> {
  const { lines, looks, signs } = page;
  const { titles } = h;
  const n = titles.length;
  const lengths = new Int32Array(n - 1);
  for (let k = 1; k < n; k++) lengths[k - 1] = (titles[k] as number) - (titles[k - 1] as number);
  lengths.sort();
  const typical = (lengths[lengths.length >> 1] ?? 20) + 1;
  const first = titles[0] as number;
  const last = (titles[n - 1] as number) + typical;
  const allDates = page.dates[lines.length] as number;
  const allMores = page.mores[lines.length] as number;
  signs.count(titles);
  const share = (sign: Sign) => signs.having(sign) / n;
  const posts = countPosts(page, titles, typical);
  const wording = (o: number) => sharedWording(titles, o, symbols);
  const laidOut = first > 0 ? titles : titles.slice(1);
  return {
    many: Math.min(4, Math.log(n)),
    pair: n < 3 ? 1 : 0,
    crowd: n > 60 ? Math.log(n / 60) * (1 - Math.max(signs.datedAt(1) / n, signs.datedAt(2) / n, signs.datedAt(-1) / n)) : 0,
    hit: h.hit,
    looks: meanLooks(titles, looks),
    unlike: share("unlike"),
    distinct: signs.different("wordings", titles) / n,
    twice: share("twice"),
    often: share("often"),
    sameAbove: commonestKind(page, titles, -1),
    printAbove: share("printAbove"),
    printBelow: share("printBelow"),
    wordingBelow: wording(1),
    wordingAbove: wording(-1),
    wordingTwo: Math.max(wording(-2), wording(2)),
    wordingFar: (wording(-4) + wording(-3) + wording(3) + wording(4)) / 4,
    dateAbove: share("dateAbove"),
    endAbove: share("endAbove"),
    filedAbove: share("filedAbove"),
    longBelow: share("longBelow"),
    sentenceBelow: share("sentenceBelow"),
    dated: allDates ? posts.dated / n : 0,
    undated: allDates ? posts.undated / n : 0,
    dateBefore: allDates ? share("dateBefore") : 0,
    dateAt: allDates ? signs.mostDated() / n : 0,
    datesOff: allDates ? Math.min(2, Math.abs(Math.log(allDates / n))) : 0,
    moresOff: allMores ? Math.min(2, Math.abs(Math.log(allMores / n))) : 0,
    oneMore: allMores ? posts.oneMore / n : 0,
    inside: page.between(page.prose, first, last) / Math.max(1, page.prose[lines.length] as number),
    withText: posts.withText / n,
    closed: share("closed"),
    gapBelow: share("gapBelow"),
    broken: share("broken"),
    listed: share("listed"),
    adjacent: posts.adjacent / n,
    nextButOne: posts.nextButOne / n,
    short: share("short"),
    oneByline: page.bylines[lines.length] ? posts.oneByline / n : 0,
    lowerCase: share("lowerCase"),
    sameFirstWord: signs.commonest("firsts", titles) / n,
    sameLastWord: signs.commonest("lasts", titles) / n,
    sameLayout: signs.commonest("layouts", laidOut) / laidOut.length,
    gapAbove: share("gapAbove"),
    fit: share("fit"),
    wordy: share("wordy"),
    oneWord: share("oneWord"),
    listing: share("listing"),
    shorter: share("shorter"),
    best: share("best"),
    rivalOver: share("rivalOver"),
    rivalUnder: share("rivalUnder"),
    shortAbove: share("shortAbove"),
    shortBelow: share("shortBelow"),
    ownDate: share("ownDate"),
    regular: commonestOf(lengths),
    sameBelow: commonestKind(page, titles, 1),
    once: share("once"),
    header: first / lines.length,
    tail: Math.max(0, lines.length - last) / lines.length,
    textBefore: first > 0 && PROSE.has((lines[first - 1] as LineFacts).kind) ? 1 : 0,
    oneDate: allDates ? posts.oneDate / n : 0,
    print: share("print"),
    capital: share("capital"),
    shapes: signs.different("shapes", titles) / n,
    endOver: share("endOver"),
    textUnder: share("textUnder"),
    subtitle: share("subtitle"),
    marked: share("marked"),
    bare: posts.bare / n,
    echo: share("echo"),
  };
}

/** What a guess makes of the text between its titles, as numbers of posts. */
function countPosts(page: PageSums, titles: readonly number[], typical: number) {
  const { length } = page.lines;
  let dated = 0;
  let undated = 0;
  let oneDate = 0;
  let oneByline = 0;
  let oneMore = 0;
  let withText = 0;
  let bare = 0;
  let adjacent = 0;
  let nextButOne = 0;
  for (let k = 0; k < titles.length; k++) {
    const t = titles[k] as number;
    const next = k + 1 < titles.length ? (titles[k + 1] as number) : -1;
    const end = next >= 0 ? next : Math.min(length, t + typical);
    const dates = page.between(page.dates, t, end);
    if (dates === 0) undated++;
    else if (dates <= 2) dated++;
    if (dates === 1) oneDate++;
    if (page.between(page.bylines, t, end) === 1) oneByline++;
    if (page.between(page.mores, t, end) === 1) oneMore++;
    const prose = page.between(page.prose, t + 1, end);
    if (prose >= 60) withText++;
    if (prose < 20) bare++;
    if (next - t === 1) adjacent++;
    else if (next - t === 2) nextButOne++;
  }
  return { dated, undated, oneDate, oneByline, oneMore, withText, bare, adjacent, nextButOne };
}

function meanLooks(titles: readonly number[], looks: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < titles.length; k++) sum += Math.max(-3, looks[titles[k] as number] as number);
  return sum / titles.length;
}

/** The share of the most common kind of line at a distance. */
function commonestKind(page: PageSums, titles: readonly number[], o: number): number {
  const counts = new Int32Array(32);
  let most = 0;
  for (let k = 0; k < titles.length; k++) {
    const t = titles[k] as number;
    const kind = t + o < 0 ? 0 : (page.kinds[t + o] ?? 0);
    const count = (counts[kind] as number) + 1;
    counts[kind] = count;
    if (count > most) most = count;
  }
  return most / titles.length;
}

let tally = new Int32Array(4096);

/** The share of titles that have the same wording, or the same kind of print, at a distance. */
function sharedWording(titles: readonly number[], o: number, symbols: PageSymbols): number {
  const { from, ids, strong } = symbols;
  if (tally.length < symbols.table.size) tally = new Int32Array(symbols.table.size * 2);
  const limit = 3 * titles.length;
  let most = 0;
  for (let k = 0; k < titles.length; k++) {
    const t = titles[k] as number;
    if (t + o < 0 || t + o + 1 >= from.length) continue;
    const end = from[t + o + 1] as number;
    for (let s = from[t + o] as number; s < end; s++) {
      const id = ids[s] as number;
      if (strong[id] === 0 || symbolCount(symbols, id) >= limit) continue;
      const count = (tally[id] as number) + 1;
      tally[id] = count;
      if (count > most) most = count;
    }
  }
  for (let k = 0; k < titles.length; k++) {
    const t = titles[k] as number;
    if (t + o < 0 || t + o + 1 >= from.length) continue;
    const end = from[t + o + 1] as number;
    for (let s = from[t + o] as number; s < end; s++) tally[ids[s] as number] = 0;
  }
  return most / titles.length;
}

/** The share of the most common of some sorted numbers. */
function commonestOf(sorted: Int32Array): number {
  let most = 0;
  let run = 0;
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > most) most = run;
  }
  return sorted.length === 0 ? 0 : most / sorted.length;
}
