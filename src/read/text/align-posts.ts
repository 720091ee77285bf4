import type { LineFacts, LineKind } from "./line-facts.ts";

/**
 * Finding where posts begin, as an alignment of the page with itself.
 *
 * A dump prints every post in the same order of lines: a category, the title, a date, a teaser, "read more". So a line is a title
 * not by its looks alone but when what stands around it is what stands around the other titles of this page and around few other lines.
 * The looks give log-odds (`looks`); the surroundings give, for each offset from the title, the log-likelihood ratio of the symbols there
 * under "beside a title of this page" against "anywhere on this page", counted over the titles chosen so far, without the line itself.
 * Choosing and counting alternate until nothing moves, from several starts; the best sum wins. All steps are linear in the lines.
 */
export interface Alignment {
  /** Indexes of the title lines, ascending. */
  readonly titles: readonly number[];
  /** Sum of log-odds over the titles, in nats. */
  readonly score: number;
}

const REACH = 5;
/** How much a symbol at a distance counts: neighbours say partly the same. */
const REACH_WEIGHT = [0, 1, 0.8, 0.6, 0.45, 0.35] as const;
/** What a title must bring to be worth its place: most lines are none. */
const COST = 6;

export function alignPosts(lines: readonly LineFacts[]): Alignment {
  const symbols = new Symbols(lines);
  const own = lines.map((line, i) => looks(lines, i, symbols));
  let best: Alignment = { titles: [], score: 0 };
  const seen = new Set<string>();
  const starts = seeds(lines, symbols, own);
  for (const seed of starts) {
    let titles = seed;
    let score = 0;
    for (let round = 0; round < 5; round++) {
      const model = symbols.model(titles);
      const next = choose(lines, own, model);
      score = next.score;
      if (sameList(next.titles, titles)) break;
      titles = [...next.titles];
    }
    const key = titles.join();
    if (seen.has(key)) continue;
    seen.add(key);
    if (score > best.score) best = { titles, score };
  }
  return best;
}

const KIND_ODDS: Readonly<Record<LineKind, number>> = {
  short: 1,
  sentence: -0.8,
  long: -5,
  item: -1.5,
  quote: -1,
  code: -2.5,
  url: -4,
  byline: -3,
  date: -6,
  meta: -6,
  more: -8,
  social: -5,
  filed: -4,
  chrome: -3.5,
  page: -6,
  count: -3,
  mark: -8,
};

/** What one expects soon after a title, and soon before one, on any page. */
const BESIDE: Partial<Record<LineKind, number>> = { date: 2.5, meta: 2.5, byline: 2, filed: 1, count: 0.7, long: 0.7 };
const BEFORE: Partial<Record<LineKind, number>> = { date: 2, meta: 2, byline: 1, more: 2.2, social: 1.7, filed: 1.2, page: 1.2, count: 0.7, long: 0.5 };
/** What running text is made of: says little about where a post begins. */
const PROSE = new Set<LineKind>(["short", "sentence", "long", "item", "quote", "code", "url"]);

/** Log-odds that a line is a title, from the line and its layout. */
function looks(lines: readonly LineFacts[], i: number, symbols: Symbols): number {
  const line = lines[i] as LineFacts;
  const before = lines[i - 1];
  const after = lines[i + 1];
  let odds = KIND_ODDS[line.kind];
  if (odds <= -5) return odds;
  const { text, size } = line;
  if (size < 4) odds -= 1.5;
  else if (size < 10) odds -= 0.4;
  else if (size <= 90) odds += 0.5;
  else if (size > 130) odds -= 2;
  if (/[,;、，；]$/u.test(text)) odds -= 3;
  else if (/[:：]$/u.test(text)) odds -= 1.5;
  else if (/[^.…][.。]$/u.test(text)) odds -= 1;
  if (/^[\p{Ll}]/u.test(text)) odds -= 1;
  else if (/^[,.;:!?)\]}]/.test(text)) odds -= 4;
  if (symbols.spaced && line.gap === 0 && i > 0) odds -= 1.2;
  if (line.repeats > 3) odds -= 2.5;
  if (before && !symbols.spaced && open(before)) odds -= 1.2;
  if (after && !symbols.spaced && /^[\p{Ll},.;:)]/u.test(after.text)) odds -= 1.2;
  if (after && (after.kind === "long" || after.kind === "sentence")) odds += 0.6;
  odds += Math.max(BESIDE[after?.kind ?? "mark"] ?? 0, 0.8 * (BESIDE[lines[i + 2]?.kind ?? "mark"] ?? 0));
  odds += Math.max(BEFORE[before?.kind ?? "page"] ?? 0, 0.8 * (BEFORE[lines[i - 2]?.kind ?? "page"] ?? 0));
  return odds;
}

/** Whether a line breaks off in the middle of a sentence, as text nodes do before a link. */
function open(line: LineFacts): boolean {
  return (line.kind === "short" || line.kind === "sentence" || line.kind === "long" || line.kind === "quote") && line.size > 25 && /[\p{Ll},]$/u.test(line.text);
}

interface Model {
  /** Log-likelihood ratio of what stands around a line. */
  around(i: number, isTitle: boolean): number;
}

/** What lines are made of, as small numbers; lines that share one are alike in some way. */
class Symbols {
  /** Whether blank lines stand between blocks. */
  readonly spaced: boolean;
  readonly of: readonly (readonly number[])[];
  /** The most that a symbol may say for a title. */
  readonly most: number[] = [];
  readonly frequency: number[] = [];
  readonly size: number;

  constructor(lines: readonly LineFacts[]) {
    this.size = lines.length;
    this.spaced = lines.filter((l) => l.gap > 0).length > lines.length * 0.2;
    const ids = new Map<string, number>();
    const all = lines.map((line) => {
      const keys = [`k ${line.kind}`, `g ${Math.min(line.gap, 3)}${line.marker ? "m" : ""}`];
      const shape = shapeOf(line);
      if (shape !== "") keys.push(`t ${shape}`, ...ends(shape));
      return keys.map((key) => {
        let id = ids.get(key);
        if (id === undefined) {
          ids.set(key, (id = ids.size));
          this.most[id] = key[0] === "g" || key[0] === "w" ? 1 : !PROSE.has(line.kind) ? 3.5 : key[0] === "k" ? 0.4 : 2;
        }
        this.frequency[id] = (this.frequency[id] ?? 0) + 1;
        return id;
      });
    });
    this.of = all;
  }

  model(titles: readonly number[]): Model {
    const { of, frequency, size, most } = this;
    const counts: Map<number, number>[] = [];
    for (let o = -REACH; o <= REACH; o++) {
      const count = new Map<number, number>();
      counts.push(count);
      for (const t of titles) for (const id of of[t + o] ?? [-1]) count.set(id, (count.get(id) ?? 0) + 1);
    }
    const n = titles.length;
    return {
      around(i, isTitle) {
        let sum = 0;
        const self = isTitle ? 1 : 0;
        for (let o = -REACH; o <= REACH; o++) {
          const count = counts[o + REACH] as Map<number, number>;
          let best = -9;
          let layout = 0;
          const here = of[i + o];
          if (!here) continue;
          for (let k = 0; k < here.length; k++) {
            const id = here[k] as number;
            const base = ((frequency[id] ?? 0) + 0.5) / (size + 1);
            const seen = (count.get(id) ?? 0) - self;
            const ratio = Math.min(most[id] ?? 0, Math.log((seen + 1.5 * base) / (n - self + 1.5) / base));
            if (k === 1) layout = ratio;
            else if (o === 0 && k > 0) continue;
            else if (ratio > best) best = ratio;
          }
          sum += (o === 0 ? 0.7 : (REACH_WEIGHT[Math.abs(o)] ?? 0)) * Math.max(-2.5, Math.min(3.5, best)) + (Math.abs(o) <= 1 ? 0.5 : 0.15) * Math.max(-2, Math.min(2, layout));
        }
        return sum;
      },
    };
  }
}

function shapeOf(line: LineFacts): string {
  if (line.size > 160) return "";
  let text = line.text;
  const date = line.dates[0];
  if (date) text = `${text.slice(0, date.start)}\u0001${text.slice(date.end)}`;
  return text.toLowerCase().replace(/\p{N}+/gu, "#").replace(/\s+/g, " ").trim();
}

/** Beginning and end of a shape: "posted by …", "… on <date>". */
function ends(shape: string): string[] {
  const words = shape.split(" ");
  if (words.length >= 3) return [`p ${words[0]} ${words[1]}`, `s ${words.at(-2)} ${words.at(-1)}`, `w ${words[0]}`];
  if (words.length === 2) return [`w ${words[0]}`];
  return shape.length >= 6 && /[^\x00-\x7f]/.test(shape) ? [`p ${shape.slice(0, 3)}`] : [];
}

/** The best set of titles: dynamic programming over the lines, where titles close to one another pay for it. */
function choose(lines: readonly LineFacts[], own: readonly number[], model: Model): Alignment {
  const n = lines.length;
  const total = new Float64Array(n + 1);
  const with_ = new Float64Array(n + 1).fill(Number.NEGATIVE_INFINITY);
  const from = new Int32Array(n).fill(-1);
  const lastAt = new Int32Array(n + 1).fill(-1);
  for (let i = 0; i < n; i++) {
    total[i + 1] = total[i] as number;
    lastAt[i + 1] = lastAt[i] as number;
    if ((own[i] as number) < -4.5) continue;
    const gain = (own[i] as number) + model.around(i, false) - COST;
    if (gain < -3) continue;
    // The last title is three or more lines away, or nearer at a price.
    let best = i >= 2 ? (total[i - 2] as number) : 0;
    let previous = i >= 2 ? (lastAt[i - 2] as number) : -1;
    for (const [distance, price] of [[1, 5], [2, 1.5]] as const) {
      const j = i - distance;
      if (j >= 0 && (with_[j] as number) - price > best) [best, previous] = [(with_[j] as number) - price, j];
    }
    with_[i] = best + gain;
    from[i] = previous;
    if ((with_[i] as number) > (total[i + 1] as number)) {
      total[i + 1] = with_[i] as number;
      lastAt[i + 1] = i;
    }
  }
  const titles: number[] = [];
  for (let i = lastAt[n] as number; i >= 0; i = from[i] as number) titles.push(i);
  return { titles: titles.reverse(), score: total[n] as number };
}

/** Where to start from: the lines at one distance from a line that recurs. */
function seeds(lines: readonly LineFacts[], symbols: Symbols, own: readonly number[]): number[][] {
  const places = new Map<number, number[]>();
  symbols.of.forEach((ids, i) => {
    ids.forEach((id, k) => {
      const count = symbols.frequency[id] ?? 0;
      if (k === 1 || count < 2 || count > Math.max(60, lines.length / 3)) return;
      const list = places.get(id);
      if (list) list.push(i);
      else places.set(id, [i]);
    });
  });
  const scored: { titles: number[]; value: number }[] = [];
  for (const list of places.values()) {
    for (let o = -REACH; o <= REACH; o++) {
      const titles: number[] = [];
      let value = 0;
      for (const i of list) {
        const odds = own[i + o];
        if (odds === undefined || odds < -2.5 || titles.at(-1) === i + o) continue;
        titles.push(i + o);
        value += odds + 1;
      }
      if (titles.length >= 2 && value > 0) scored.push({ titles, value: value * (titles.length / list.length) });
    }
  }
  scored.sort((a, b) => b.value - a.value);
  const out = scored.slice(0, 24).map((s) => s.titles);
  out.push(lines.flatMap((_, i) => ((own[i] as number) > 1.5 ? [i] : [])));
  return out;
}

function sameList(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((x, i) => x === b[i]);
}
