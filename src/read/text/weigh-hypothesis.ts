import type { Hypothesis } from "./hypotheses.ts";
import type { LineFacts, LineKind } from "./line-facts.ts";
import { breaksOff, PROSE } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import { type PageSymbols, symbolCount } from "./page-symbols.ts";

/**
 * What speaks for a list of titles, and how much: nats for each unit of what is measured (shares are of the titles, 0–1).
 * Learnt by softmax regression, guess against guess on one page, from dumps of public blogs; checked on blogs that were left out.
 */
export const REASONS = {
  /** Natural log of the number of titles, to 4. */
  many: 1.44,
  /** 1 for two titles only. */
  pair: -2,
  /** Log of how far there are more than sixty, where no dates stand beside them. */
  crowd: -3.7,
  /** Of the recurring lines that the guess stands on, how many have a possible title. */
  hit: 0.98,
  /** Mean of the looks of the lines, at least -3. */
  looks: 0.62,
  /** Titles that do not look like any. */
  unlike: -2.31,
  /** Of the titles, how many are different. */
  distinct: 6.47,
  /** Titles that stand on the page twice: in a sidebar too. */
  twice: -0.05,
  /** Titles that stand there more than three times. */
  often: -2.64,
  /** The most common kind of line above, as a share. */
  sameAbove: 0.12,
  /** Own print of the page one line above, one below. */
  printAbove: 0.75,
  printBelow: -0.2,
  /** One wording below. */
  wordingBelow: 1.78,
  /** A wording three or four lines away. */
  wordingFar: -3.84,
  /** A date or byline right above. */
  dateAbove: 2.1,
  /** What ends posts right above. */
  endAbove: 1.42,
  filedAbove: 3.91,
  /** Text right below. */
  longBelow: 1.41,
  sentenceBelow: 0.93,
  /** Posts with one or two lines with dates; with none; a date within three lines above. */
  dated: 0.91,
  undated: 0.33,
  dateBefore: -0.21,
  /** A date at one and the same distance. */
  dateAt: 2.64,
  /** How far the page's count of dates is from that of titles, as a log, to 2. */
  datesOff: -0.8,
  /** The same for "read more". */
  moresOff: -1.69,
  /** The page's text that lies inside the posts. */
  inside: 1.78,
  /** Posts with sixty characters of text or more. */
  withText: 0.91,
  /** Titles that end in a full stop, comma or colon. */
  closed: -1.77,
  /** On pages with blank lines: titles with one below. */
  gapBelow: 1.13,
  /** On pages without: titles in the middle of a sentence. */
  broken: -1.36,
  /** Titles that are code, addresses or list items. */
  listed: 1.73,
  /** Titles right below one another, and one line apart. */
  adjacent: -0.15,
  nextButOne: 0.73,
  short: 0.21,
  /** Posts with one byline. */
  oneByline: 2.96,
  lowerCase: -1.08,
  /** Titles that begin, and that end, with the same word. */
  sameFirstWord: -0.25,
  sameLastWord: -1.57,
  /** Titles with the same blank lines above, indentation and list marker. */
  sameLayout: 3.11,
  /** On pages with blank lines: titles with one above. */
  gapAbove: 0.76,
  /** Titles of eight to eighty characters; of more than that. */
  fit: 2.6,
  wordy: 0.98,
  /** Titles of one word, and short lists of words with commas. */
  oneWord: -1,
  listing: -2.57,
  /** Titles shorter than the next line of text below them. */
  shorter: 0.69,
  /** Titles that look at least as good as the lines right above and right below. */
  best: 0.54,
  /** A line as good as a title above the date above the title, below the date below it. */
  rivalOver: -2.34,
  rivalUnder: -0.14,
  /** A short line without end right above, right below. */
  shortAbove: 0.2,
  shortBelow: -0.1,
  /** Titles with their date on the line. */
  ownDate: 5.37,
  /** Distances between titles: the share of the most common one. */
  regular: 1.1,
  /** The most common kind of line below, as a share. */
  sameBelow: 0.22,
  /** Titles that stand on the page once. */
  once: 0,
  /** Share of the page's lines above the first title, below the last post. */
  header: -0.59,
  tail: -0.33,
  /** 1 where text stands right above the first title. */
  textBefore: 0,
  /** Posts with exactly one date. */
  oneDate: 2.52,
  /** Titles that are names or print. */
  print: 0,
  /** Titles that begin with a capital, or with a letter that has none. */
  capital: 0.33,
  /** Of the titles without their numbers, how many are different. */
  shapes: 0,
  /** The end of a text above the date above the title, text below the date below it. */
  endOver: 0,
  textUnder: 1.72,
  /** A shorter line that stands once and may be the title right above. */
  subtitle: -0.27,
  /** Titles that begin with a mark. */
  marked: -1.83,
  /** Posts with hardly any text. */
  bare: 1.12,
  /** Titles of which a word comes back in the next lines. */
  echo: 1.06,
};

const ENDS: ReadonlySet<LineKind> = new Set<LineKind>([
  "long",
  "sentence",
  "more",
  "social",
  "filed",
  "page",
  "chrome",
  "bio",
  "note",
  "quote",
  "code",
]);
const TEXTUAL: ReadonlySet<LineKind> = new Set<LineKind>(["long", "sentence", "quote"]);
const DATING: readonly LineKind[] = ["date", "meta", "dated"];
const NAMES = Object.keys(REASONS) as (keyof typeof REASONS)[];

/** How good a guess is, in nats. */
export function score(h: Hypothesis, symbols: PageSymbols, page: PageSums): number {
  const values = weigh(h, symbols, page);
  return NAMES.reduce((sum, name) => sum + REASONS[name] * values[name], 0);
}

/** What is to be said of a guess, reason by reason. */
export function weigh(h: Hypothesis, symbols: PageSymbols, page: PageSums): Record<keyof typeof REASONS, number> {
  const { lines, looks } = page;
  const { titles } = h;
  const n = titles.length;
  const line = (i: number): LineFacts | undefined => lines[i];
  const share = (test: (t: number, k: number) => boolean) => titles.reduce((s, t, k) => s + (test(t, k) ? 1 : 0), 0) / n;
  const has = (o: number, ...kinds: LineKind[]) => share((t) => kinds.includes(line(t + o)?.kind ?? "mark") && line(t + o) !== undefined);
  const lengths = titles
    .slice(1)
    .map((t, k) => t - (titles[k] as number))
    .sort((a, b) => a - b);
  const typical = (lengths[lengths.length >> 1] ?? 20) + 1;
  const first = titles[0] as number;
  const last = (titles[n - 1] as number) + typical;
  const end = (k: number) => titles[k + 1] ?? Math.min(lines.length, (titles[k] as number) + typical);
  const apart = (t: number, k: number) => (titles[k + 1] ?? 1e9) - t;
  const print = (o: number) => share((t) => line(t + o) !== undefined && !PROSE.has((line(t + o) as LineFacts).kind));
  const wording = (o: number) => sharedWording(titles, o, symbols);
  const allDates = page.dates[lines.length] as number;
  const allMores = page.mores[lines.length] as number;
  const datesIn = (k: number) => page.between(page.dates, titles[k] as number, end(k));
  const text = (t: number) => line(t)?.text ?? "";
  return {
    many: Math.min(4, Math.log(n)),
    pair: n < 3 ? 1 : 0,
    crowd: n > 60 ? Math.log(n / 60) * (1 - Math.max(has(1, ...DATING), has(2, ...DATING), has(-1, ...DATING))) : 0,
    hit: h.hit,
    looks: titles.reduce((s, t) => s + Math.max(-3, looks[t] ?? -3), 0) / n,
    unlike: share((t) => (looks[t] ?? -9) < -0.5),
    distinct: new Set(titles.map((t) => line(t)?.folded)).size / n,
    twice: share((t) => line(t)?.repeats === 2),
    often: share((t) => (line(t)?.repeats ?? 1) > 3),
    sameAbove: commonest(titles, (t) => line(t - 1)?.kind ?? ""),
    printAbove: print(-1),
    printBelow: print(1),
    wordingBelow: wording(1),
    wordingFar: (wording(-4) + wording(-3) + wording(3) + wording(4)) / 4,
    dateAbove: has(-1, "date", "meta", "dated", "byline"),
    endAbove: has(-1, "more", "social", "page", "bio", "note"),
    filedAbove: has(-1, "filed"),
    longBelow: has(1, "long"),
    sentenceBelow: has(1, "sentence", "quote"),
    dated: allDates ? share((_, k) => datesIn(k) >= 1 && datesIn(k) <= 2) : 0,
    undated: allDates ? share((_, k) => datesIn(k) === 0) : 0,
    dateBefore: allDates ? share((t) => page.between(page.dates, t - 3, t) === 1) : 0,
    dateAt: allDates ? Math.max(...[-4, -3, -2, -1, 1, 2, 3, 4, 5, 6].map((o) => has(o, "date", "meta", "dated"))) : 0,
    datesOff: allDates ? Math.min(2, Math.abs(Math.log(allDates / n))) : 0,
    moresOff: allMores ? Math.min(2, Math.abs(Math.log(allMores / n))) : 0,
    inside: page.between(page.prose, first, last) / Math.max(1, page.prose[lines.length] as number),
    withText: share((t, k) => page.between(page.prose, t + 1, end(k)) >= 60),
    closed: share((t) => /[.,:;，。：；、]$/u.test(text(t))),
    gapBelow: page.spaced ? share((t) => (line(t + 1)?.gap ?? 0) > 0) : 0,
    broken: page.spaced ? 0 : share((t) => breaksOff(line(t - 1) ?? (line(t) as LineFacts)) || /^[\p{Ll},.;:)]/u.test(text(t + 1))),
    listed: share((t) => ["code", "url", "item"].includes(line(t)?.kind ?? "")),
    adjacent: share((t, k) => apart(t, k) === 1),
    nextButOne: share((t, k) => apart(t, k) === 2),
    short: share((t) => line(t)?.kind === "short"),
    oneByline: page.bylines[lines.length] ? share((t, k) => page.between(page.bylines, t, end(k)) === 1) : 0,
    lowerCase: share((t) => /^\p{Ll}/u.test(text(t))),
    sameFirstWord: commonest(titles, (t) => firstWord(line(t)?.folded ?? "")),
    sameLastWord: commonest(titles, (t) => line(t)?.folded.split(" ").at(-1) ?? ""),
    sameLayout: commonest(
      titles.filter((t) => t > 0),
      (t) => `${line(t)?.gap} ${line(t)?.indent} ${line(t)?.marker !== undefined}`,
    ),
    gapAbove: page.spaced ? share((t) => (line(t)?.gap ?? 0) > 0) : 0,
    fit: share((t) => (line(t)?.size ?? 0) >= 8 && (line(t)?.size ?? 0) <= 80),
    wordy: share((t) => (line(t)?.size ?? 0) > 80),
    oneWord: share((t) => !/\s/.test(text(t)) && (line(t)?.size ?? 0) < 16),
    listing: share((t) => (line(t)?.size ?? 99) < 60 && /^[^,，、]{1,20}(?:[,，、] ?[^,，、]{1,20})+$/.test(text(t))),
    shorter: share((t) => (line(t)?.size ?? 0) < (line(t + 1 < lines.length && isProse(line(t + 1)) ? t + 1 : t + 2)?.size ?? 0)),
    best: share((t) => (looks[t] ?? -9) >= Math.max(looks[t - 1] ?? -9, looks[t + 1] ?? -9)),
    rivalOver: share((t) => isDate(line(t - 1)) && (looks[t - 2] ?? -9) >= 1),
    rivalUnder: share((t) => isDate(line(t + 1)) && (looks[t + 2] ?? -9) >= 1),
    shortAbove: has(-1, "short"),
    shortBelow: has(1, "short"),
    ownDate: share((t) => line(t)?.edge !== undefined),
    regular: commonestOf(lengths),
    sameBelow: commonest(titles, (t) => line(t + 1)?.kind ?? ""),
    once: share((t) => line(t)?.repeats === 1),
    header: first / lines.length,
    tail: Math.max(0, lines.length - last) / lines.length,
    textBefore: first > 0 && isProse(line(first - 1)) ? 1 : 0,
    oneDate: allDates ? share((_, k) => datesIn(k) === 1) : 0,
    print: share((t) => !isProse(line(t)) && line(t)?.kind !== "dated"),
    capital: share((t) => /^["“「『《([]?[\p{Lu}\p{Lo}\p{N}]/u.test(text(t))),
    shapes: new Set(titles.map((t) => line(t)?.folded.replace(/[\d.,:]+/g, "#"))).size / n,
    endOver: share((t) => isDate(line(t - 1)) && ENDS.has(line(t - 2)?.kind ?? "mark")),
    textUnder: share((t) => isDate(line(t + 1)) && TEXTUAL.has(line(t + 2)?.kind ?? "mark")),
    subtitle: share((t) => isTitleOver(line(t - 1), line(t))),
    marked: share((t) => /^[^\p{L}\p{N}"“«„「『《【([¿¡#@]/u.test(text(t))),
    bare: share((t, k) => page.between(page.prose, t + 1, end(k)) < 20),
    echo: share((t) => page.echoes(t)),
  };
}

function isProse(line: LineFacts | undefined): boolean {
  return line !== undefined && PROSE.has(line.kind);
}

/** Whether of two lines the upper is the likelier title, the lower what is said of it. */
function isTitleOver(above: LineFacts | undefined, below: LineFacts | undefined): boolean {
  if (above === undefined || below === undefined) return false;
  return above.kind === "short" && above.repeats === 1 && above.size >= 6 && above.size < below.size;
}

function isDate(line: LineFacts | undefined): boolean {
  return line !== undefined && (line.kind === "date" || line.kind === "meta" || line.kind === "dated");
}

/** The share of titles that have the same wording, or the same kind of print, at a distance. */
function sharedWording(titles: readonly number[], o: number, symbols: PageSymbols): number {
  const counts = new Map<number, number>();
  let most = 0;
  for (const t of titles) {
    const end = symbols.from[t + o + 1] ?? 0;
    for (let k = symbols.from[t + o] ?? 0; k < end; k++) {
      const id = symbols.ids[k] as number;
      if (!symbols.strong[id] || symbolCount(symbols, id) >= 3 * titles.length) continue;
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      if (count > most) most = count;
    }
  }
  return most / titles.length;
}

/** The share of the most common of some sorted numbers. */
function commonestOf(sorted: readonly number[]): number {
  let most = 0;
  let run = 0;
  for (let i = 0; i < sorted.length; i++) {
    run = i > 0 && sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > most) most = run;
  }
  return sorted.length === 0 ? 0 : most / sorted.length;
}

/** The share of the most common value. */
function commonest(titles: readonly number[], value: (t: number) => string): number {
  const counts = new Map<string, number>();
  let most = 0;
  for (const t of titles) {
    const key = value(t);
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    if (count > most) most = count;
  }
  return most / titles.length;
}

function firstWord(folded: string): string {
  const space = folded.indexOf(" ");
  return /^[\x00-\u2fff]/.test(folded) ? (space < 0 ? folded : folded.slice(0, space)) : folded.slice(0, 2);
}
