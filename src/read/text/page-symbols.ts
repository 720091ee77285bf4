import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";

/**
 * What the lines of one page share, as small numbers: a kind, a whole shape ("posted on <date>"), the beginning or end of one.
 * Lines with a symbol in common are alike in some way.
 */
export interface PageSymbols {
  /** Symbols of each line. */
  /** What each symbol stands for; the same on every page. */
  readonly names: readonly string[];
  readonly of: readonly (readonly number[])[];
  /** Lines of each symbol, ascending. */
  readonly lines: readonly (readonly number[])[];
  /** Symbols that are kinds of the page's own print, or whole shapes. */
  readonly strong: readonly boolean[];
}

export function pageSymbols(lines: readonly LineFacts[]): PageSymbols {
  const ids = new Map<string, number>();
  const places: number[][] = [];
  const strong: boolean[] = [];
  const of = lines.map((line, i) => {
    const own = PROSE.has(line.kind);
    const keys = own ? [] : [`k ${line.kind} ${line.dates.some((d) => d.readings.length > 0)}`];
    if (line.edge && line.size <= 160) keys.push(`e ${line.edge.side} ${line.edge.month === undefined}`);
    const next = lines[i + 1];
    if (own && next)
      keys.push(
        `n ${line.kind} ${Math.min(line.gap, 2)} ${next.kind} ${Math.min(next.gap, 2)}`,
        `m ${line.size < 110} ${line.gap > 0} ${next.size > 90} ${next.gap > 0}`,
      );
    const shape = shapeOf(line);
    if (shape !== "") keys.push(`t ${shape}`, ...ends(shape));
    return keys.map((key) => {
      let id = ids.get(key);
      if (id === undefined) {
        id = ids.size;
        ids.set(key, id);
        places.push([]);
        strong.push(key[0] === "t" || key[0] === "k" || key[0] === "e");
      }
      (places[id] as number[]).push(i);
      return id;
    });
  });
  return { names: [...ids.keys()], of, lines: places, strong };
}

/** A line without what changes from post to post: numbers and the date. */
function shapeOf(line: LineFacts): string {
  if (line.size > 160) return "";
  let { text } = line;
  const date = line.dates[0];
  if (date) text = `${text.slice(0, date.start)}\u0001${text.slice(date.end)}`;
  return text
    .toLowerCase()
    .replace(/\p{N}+/gu, "#")
    .replace(/\s+/g, " ")
    .trim();
}

/** Beginning and end of a shape: "posted by …", "… on <date>". */
function ends(shape: string): string[] {
  const words = shape.split(" ");
  if (words.length >= 3) return [`p ${words[0]} ${words[1]}`, `s ${words.at(-2)} ${words.at(-1)}`, `w ${words[0]}`];
  if (words.length === 2) return [`w ${words[0]}`, `v ${words[1]}`];
  return shape.length >= 6 && /[^\x00-\x7f]/.test(shape) ? [`p ${shape.slice(0, 3)}`, `s ${shape.slice(-3)}`] : [];
}
