import type { Hypothesis } from "./hypotheses.ts";
import type { LineFacts } from "./line-facts.ts";
import { breaksOff, PROSE } from "./line-looks.ts";
import type { PageSums } from "./page-sums.ts";
import type { PageSymbols } from "./page-symbols.ts";

const WEIGHTS = [
  0.87, -1.36, -9.77, 0.89, -0.25, -4.26, 2.44, -0.58, -1.02, -0.66, 0.56, -0.51, 1.21, 0.38, 0.68, -0.46, 0.32, 0.43, -0.84, 0.7, 0.06,
  -0.14, 0.08, 1.17, 2.18, 1.6, 1.76, 1.77, 2.33, 0.38, -0.45, -0.95, -0.78, -1.84, 2.55, 0.73, 0.38, -1.56, -0.11, 1.83, -2.19, -1.97,
  0.25, 1.14, -0.63, 2.61, -1.95, -0.46, 1.12, -0.58, 1.42, 3.06, -1.64,
] as const;

/** How good a guess is, in nats. */
export function score(h: Hypothesis, symbols: PageSymbols, page: PageSums): number {
  return weigh(h, symbols, page).reduce((sum, value, i) => sum + value * (WEIGHTS[i] ?? 0), 0);
}

/** What speaks for a hypothesis, each from about -1 to 2; `WEIGHTS` says how much. */
export function weigh(h: Hypothesis, symbols: PageSymbols, page: PageSums): number[] {
  const { lines, looks } = page;
  const { titles } = h;
  const n = titles.length;
  const share = (test: (t: number, k: number) => boolean) => titles.reduce((s, t, k) => s + (test(t, k) ? 1 : 0), 0) / n;
  const line = (i: number) => lines[i];
  const end = (k: number) => titles[k + 1] ?? Math.min(lines.length, (titles[k] as number) + typical);
  const lengths = titles
    .slice(1)
    .map((t, k) => t - (titles[k] as number))
    .sort((a, b) => a - b);
  const typical = (lengths[lengths.length >> 1] ?? 20) + 1;
  const last = (titles[n - 1] as number) + typical;
  const first = titles[0] as number;
  const kindAt = (o: number) => {
    const counts = new Map<string, number>();
    let most = 0;
    let print = 0;
    let strong = 0;
    const shapes = new Map<number, number>();
    for (const t of titles) {
      const at = line(t + o);
      if (!at) continue;
      const c = (counts.get(at.kind) ?? 0) + 1;
      counts.set(at.kind, c);
      if (c > most) most = c;
      if (!PROSE.has(at.kind)) print++;
      for (const id of symbols.of[t + o] ?? []) {
        const s = (shapes.get(id) ?? 0) + 1;
        shapes.set(id, s);
        if (symbols.strong[id] && s > strong && (symbols.lines[id]?.length ?? 0) < 3 * n) strong = s;
      }
    }
    return { same: most / n, print: print / n, strong: strong / n };
  };
  const around = [-2, -1, 1, 2, 3].map(kindAt);
  const has = (o: number, ...kinds: string[]) => share((t) => kinds.includes(line(t + o)?.kind ?? "none"));
  const [b2, b1, a1, a2, a3] = around as [
    ReturnType<typeof kindAt>,
    ReturnType<typeof kindAt>,
    ReturnType<typeof kindAt>,
    ReturnType<typeof kindAt>,
    ReturnType<typeof kindAt>,
  ];
  const allDates = page.dates[lines.length] as number;
  const allMores = page.mores[lines.length] as number;
  const perDate = (k: number) => page.between(page.dates, titles[k] as number, end(k));
  const beforeDate = (k: number) => page.between(page.dates, (titles[k] as number) - 3, titles[k] as number);
  const distinct = new Set(titles.map((t) => line(t)?.folded)).size / n;
  const inside = page.between(page.prose, first, last) / Math.max(1, page.prose[lines.length] as number);
  const unders = share((_, k) => page.between(page.prose, (titles[k] as number) + 1, end(k)) >= 60);
  const sizes = share((t) => (line(t)?.size ?? 0) >= 12 && (line(t)?.size ?? 0) <= 100);
  return [
    Math.min(4, Math.log(n)),
    n < 3 ? 1 : 0,
    n > 60 ? Math.log(n / 60) : 0,
    h.hit,
    titles.reduce((s, t) => s + Math.max(-3, looks[t] ?? -3), 0) / n,
    share((t) => (looks[t] ?? -9) < -0.5),
    distinct,
    share((t) => (line(t)?.repeats ?? 1) === 2),
    share((t) => (line(t)?.repeats ?? 1) > 3),
    b1.same,
    a1.same,
    a2.same,
    b1.print,
    b2.print,
    a1.print,
    a2.print,
    a3.print,
    b1.strong,
    b2.strong,
    a1.strong,
    a2.strong,
    has(1, "date", "meta", "dated", "byline"),
    Math.max(has(2, "date", "meta", "dated", "byline"), has(3, "date", "meta", "dated", "byline")),
    has(-1, "date", "meta", "dated", "byline"),
    has(-1, "more", "social", "page", "bio", "note"),
    has(-1, "filed"),
    has(1, "long"),
    has(1, "sentence", "quote"),
    allDates ? share((_, k) => perDate(k) >= 1 && perDate(k) <= 2) : 0,
    allDates ? share((_, k) => perDate(k) === 0) : 0,
    allDates ? share((_, k) => perDate(k) > 3) : 0,
    allDates ? share((_, k) => beforeDate(k) === 1) : 0,
    allDates ? Math.min(2, Math.abs(Math.log(allDates / n))) : 0,
    allMores ? Math.min(2, Math.abs(Math.log(allMores / n))) : 0,
    inside,
    unders,
    sizes,
    share((t) => /[.,:;，。：；、]$/u.test(line(t)?.text ?? "")),
    page.spaced ? share((t) => (line(t)?.gap ?? 0) > 0) : 0,
    page.spaced ? share((t) => (line(t + 1)?.gap ?? 0) > 0) : 0,
    page.spaced ? 0 : share((t) => breaksOff(line(t - 1) ?? (line(t) as LineFacts)) || /^[\p{Ll},.;:)]/u.test(line(t + 1)?.text ?? "")),
    share((t) => ["code", "url", "item"].includes(line(t)?.kind ?? "")),
    share((_, k) => (titles[k + 1] ?? 1e9) - (titles[k] as number) === 1),
    share((_, k) => (titles[k + 1] ?? 1e9) - (titles[k] as number) === 2),
    share((t) => line(t)?.kind === "short"),
    page.bylines[lines.length] ? share((_, k) => page.between(page.bylines, titles[k] as number, end(k)) === 1) : 0,
    share((t) => /^\p{Ll}/u.test(line(t)?.text ?? "")),
    first / lines.length,
    commonest(titles, (t) => firstWord(line(t)?.folded ?? "")),
    commonest(titles, (t) => line(t)?.folded.split(" ").at(-1) ?? ""),
    commonest(titles, (t) => `${line(t)?.gap}${line(t)?.marker ? "m" : ""}${line(t)?.indent}`),
    Math.max(...[-4, -3, -2, -1, 1, 2, 3, 4, 5, 6].map((o) => has(o, "date", "meta", "dated"))),
    [-4, -3, 3, 4].reduce((s, o) => s + kindAt(o).strong, 0) / 4,
  ];
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
