import { breaksOff, PROSE } from "./line-looks.ts";
import type { LineFacts, LineKind } from "./page-line.ts";

/** What is to be said of a line as a title, whichever guess it is in, as a bit each of two words. */
const OWN = [
  "unlike",
  "twice",
  "often",
  "once",
  "closed",
  "listed",
  "short",
  "lowerCase",
  "gapAbove",
  "gapBelow",
  "fit",
  "wordy",
  "oneWord",
  "listing",
  "ownDate",
  "print",
  "capital",
  "marked",
  "shorter",
  "best",
  "echo",
  "subtitle",
  "dateBefore",
] as const;
const BESIDE = [
  "printAbove",
  "printBelow",
  "dateAbove",
  "endAbove",
  "filedAbove",
  "longBelow",
  "sentenceBelow",
  "broken",
  "rivalOver",
  "rivalUnder",
  "shortAbove",
  "shortBelow",
  "endOver",
  "textUnder",
] as const;
/** Distances at which a date may stand: bits behind those above. */
const DATE_PLACES = [-4, -3, -2, -1, 1, 2, 3, 4, 5, 6] as const;

export type Sign = (typeof OWN)[number] | (typeof BESIDE)[number];

const BIT = new Map<Sign, number>();
for (const [i, name] of OWN.entries()) BIT.set(name, i);
for (const [i, name] of BESIDE.entries()) BIT.set(name, 32 + i);
const DATE_BIT = BESIDE.length;
const KNOWN = 1 << 31;

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
const ABOVE_END: ReadonlySet<LineKind> = new Set<LineKind>(["more", "social", "page", "bio", "note"]);

const CLOSED = /[.,:;，。：；、]$/u;
const LISTING = /^[^,，、]{1,20}(?:[,，、][^,，、]{1,21})+$/;
const CAPITAL = /^["“「『《([]?[\p{Lu}\p{Lo}\p{N}]/u;
const MARKED = /^[^\p{L}\p{N}"“«„「『《【([¿¡#@]/u;
const GOES_ON = /^[\p{Ll},.;:)]/u;

/** What the signs are read from. */
export interface SignedPage {
  readonly lines: readonly LineFacts[];
  readonly looks: Float64Array;
  readonly spaced: boolean;
  readonly dates: Int32Array;
  between(sums: Int32Array, from: number, to: number): number;
  echoes(i: number): boolean;
}

/** Words of lines as small numbers. */
class Wordings {
  readonly of: Int32Array;
  private readonly numbers = new Map<string, number>();

  constructor(lines: number) {
    this.of = new Int32Array(lines);
  }

  set(i: number, text: string): void {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(text, number);
    }
    this.of[i] = number;
  }
}

/**
 * The signs of lines as titles. Hundreds of guesses are made of the same few lines: each line is looked at once, when the first guess
 * names it, and a guess adds up bits.
 */
export class TitleSigns {
  private readonly page: SignedPage;
  private readonly own: Int32Array;
  private readonly beside: Int32Array;
  private readonly counts = new Int32Array(64);
  private readonly tally: Int32Array;
  private readonly wordings: Wordings;
  private readonly firsts: Wordings;
  private readonly lasts: Wordings;
  private readonly shapes: Wordings;
  private readonly layouts: Wordings;

  constructor(page: SignedPage) {
    const { length } = page.lines;
    this.page = page;
    this.own = new Int32Array(length);
    this.beside = new Int32Array(length);
    this.tally = new Int32Array(length + 1);
    this.wordings = new Wordings(length);
    this.firsts = new Wordings(length);
    this.lasts = new Wordings(length);
    this.shapes = new Wordings(length);
    this.layouts = new Wordings(length);
  }

  /** Counts the signs of some titles; what follows speaks of them. */
  count(titles: readonly number[]): void {
    this.counts.fill(0);
    for (let k = 0; k < titles.length; k++) {
      const t = titles[k] as number;
      if (this.own[t] === 0) this.look(t);
      this.add((this.own[t] as number) & ~KNOWN, 0);
      this.add(this.beside[t] as number, 32);
    }
  }

  /** How many of them have a sign. */
  having(sign: Sign): number {
    return this.counts[BIT.get(sign) as number] as number;
  }

  /** How many of them have a date so many lines away. */
  datedAt(place: -1 | 1 | 2): number {
    return this.counts[32 + DATE_BIT + DATE_PLACES.indexOf(place)] as number;
  }

  /** How many have one at the distance at which most have one. */
  mostDated(): number {
    let most = 0;
    for (let i = 0; i < DATE_PLACES.length; i++) most = Math.max(most, this.counts[32 + DATE_BIT + i] as number);
    return most;
  }

  /** How many of them have the most common first word, last word, or blanks and marker. */
  commonest(of: "firsts" | "lasts" | "layouts", titles: readonly number[]): number {
    const numbers = this[of].of;
    let most = 0;
    for (let k = 0; k < titles.length; k++) {
      const t = titles[k] as number;
      const count = (this.tally[numbers[t] as number] as number) + 1;
      this.tally[numbers[t] as number] = count;
      if (count > most) most = count;
    }
    for (let k = 0; k < titles.length; k++) this.tally[numbers[titles[k] as number] as number] = 0;
    return most;
  }

  /** How many are different, as they stand or without their numbers. */
  different(of: "wordings" | "shapes", titles: readonly number[]): number {
    const numbers = this[of].of;
    let all = 0;
    for (let k = 0; k < titles.length; k++) {
      const t = titles[k] as number;
      if (this.tally[numbers[t] as number] === 0) all++;
      this.tally[numbers[t] as number] = 1;
    }
    for (let k = 0; k < titles.length; k++) this.tally[numbers[titles[k] as number] as number] = 0;
    return all;
  }

  private add(bits: number, from: number): void {
    for (let left = bits; left !== 0; left &= left - 1) {
      const bit = from + 31 - Math.clz32(left & -left);
      this.counts[bit] = (this.counts[bit] as number) + 1;
    }
  }

  private look(t: number): void {
    const line = this.page.lines[t] as LineFacts;
    const { folded } = line;
    this.wordings.set(t, folded);
    this.firsts.set(t, firstWord(folded));
    this.lasts.set(t, folded.slice(folded.lastIndexOf(" ") + 1));
    this.shapes.set(t, folded.replace(/[\d.,:]+/g, "#"));
    this.layouts.set(t, `${line.gap} ${line.indent} ${line.marker !== undefined}`);
    this.own[t] = KNOWN | ownSigns(this.page, line, t);
    this.beside[t] = signsBeside(this.page, line, t);
  }
}

function bits(signs: Partial<Record<Sign, boolean>>): number {
  let all = 0;
  for (const name in signs) if (signs[name as Sign]) all |= 1 << ((BIT.get(name as Sign) as number) & 31);
  return all;
}

function ownSigns(page: SignedPage, line: LineFacts, t: number): number {
  const { lines, looks, spaced } = page;
  const { text, size, kind, repeats } = line;
  const next = lines[t + 1];
  const look = looks[t] as number;
  return bits({
    unlike: look < -0.5,
    twice: repeats === 2,
    often: repeats > 3,
    once: repeats === 1,
    closed: CLOSED.test(text),
    listed: kind === "code" || kind === "url" || kind === "item",
    short: kind === "short",
    lowerCase: /^\p{Ll}/u.test(text),
    gapAbove: spaced && line.gap > 0,
    gapBelow: spaced && (next?.gap ?? 0) > 0,
    fit: size >= 8 && size <= 80,
    wordy: size > 80,
    oneWord: size < 16 && !/\s/.test(text),
    listing: size < 60 && LISTING.test(text),
    ownDate: line.edge !== undefined,
    print: !PROSE.has(kind) && kind !== "dated",
    capital: CAPITAL.test(text),
    marked: MARKED.test(text),
    shorter: size < ((next && PROSE.has(next.kind) ? next : lines[t + 2])?.size ?? 0),
    best: look >= Math.max(looks[t - 1] ?? -9, looks[t + 1] ?? -9),
    echo: page.echoes(t),
    subtitle: isTitleOver(lines[t - 1], line),
    dateBefore: page.between(page.dates, t - 3, t) === 1,
  });
}

function signsBeside(page: SignedPage, line: LineFacts, t: number): number {
  const { lines, looks, spaced } = page;
  const above = lines[t - 1];
  const below = lines[t + 1];
  const over = isDate(above);
  const under = isDate(below);
  const textBelow = below?.text ?? "";
  let all = bits({
    printAbove: above !== undefined && !PROSE.has(above.kind),
    printBelow: below !== undefined && !PROSE.has(below.kind),
    dateAbove: over || above?.kind === "byline",
    endAbove: above !== undefined && ABOVE_END.has(above.kind),
    filedAbove: above?.kind === "filed",
    longBelow: below?.kind === "long",
    sentenceBelow: below?.kind === "sentence" || below?.kind === "quote",
    broken: !spaced && (breaksOff(above ?? line) || GOES_ON.test(textBelow)),
    rivalOver: over && (looks[t - 2] ?? -9) >= 1,
    rivalUnder: under && (looks[t + 2] ?? -9) >= 1,
    shortAbove: above?.kind === "short",
    shortBelow: below?.kind === "short",
    endOver: over && ENDS.has(lines[t - 2]?.kind ?? "mark"),
    textUnder: under && isText(lines[t + 2]?.kind),
  });
  for (let i = 0; i < DATE_PLACES.length; i++) if (isDate(lines[t + (DATE_PLACES[i] as number)])) all |= 1 << (DATE_BIT + i);
  return all;
}

function isText(kind: LineKind | undefined): boolean {
  return kind === "long" || kind === "sentence" || kind === "quote";
}

/** Whether of two lines the upper is the likelier title, the lower what is said of it. */
function isTitleOver(above: LineFacts | undefined, below: LineFacts): boolean {
  return above !== undefined && above.kind === "short" && above.repeats === 1 && above.size >= 6 && above.size < below.size;
}

function isDate(line: LineFacts | undefined): boolean {
  return line !== undefined && (line.kind === "date" || line.kind === "meta" || line.kind === "dated");
}

function firstWord(folded: string): string {
  const space = folded.indexOf(" ");
  return /^[\x00-\u2fff]/.test(folded) ? (space < 0 ? folded : folded.slice(0, space)) : folded.slice(0, 2);
}
