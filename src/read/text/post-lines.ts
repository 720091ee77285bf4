import type { LineFacts } from "./page-line.ts";
import type { PostRegion } from "./post-regions.ts";

/** Never a part of what the author wrote, wherever in the post it stands. */
const PRINT = new Set(["more", "social", "page"]);
/** Print only where it stands before the text or after it. */
const EDGE = new Set(["date", "meta", "dated", "byline", "filed", "count", "mark", "chrome"]);

/** The lines of a post's text, as a half-open range of indexes with gaps; empty where it has none. */
export interface BodyRange {
  readonly from: number;
  readonly to: number;
  /** Lines that name its people or its day. */
  readonly used: readonly number[];
}

/** Where the text of a post begins and ends. */
export function bodyRange(lines: readonly LineFacts[], region: PostRegion, used: readonly number[], posts: number): BodyRange {
  let from = region.title + 1;
  let to = region.end;
  const often = Math.max(3, posts * 0.8);
  let dropped = 0;
  const edge = (i: number) => {
    const line = lines[i] as LineFacts;
    if (used.includes(i) || EDGE.has(line.kind) || PRINT.has(line.kind)) return true;
    return line.repeats >= often && line.size < 40 && line.kind === "short" && dropped++ < 4;
  };
  while (from < to && edge(from)) from++;
  // A label or a name between the title and its date is print too; a teaser is not.
  for (let i = from; i < Math.min(to, from + 4); i++) {
    const line = lines[i] as LineFacts;
    if (used.includes(i)) from = i + 1;
    else if (!edge(i) && (line.kind !== "short" || line.size > 40)) break;
  }
  while (from < to && edge(from)) from++;
  dropped = 0;
  while (to > from && edge(to - 1)) to--;
  return { from, to, used };
}

/** The lines of a post that its author wrote. */
export function bodyLines(lines: readonly LineFacts[], { from, to, used }: BodyRange): LineFacts[] {
  const out: LineFacts[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as LineFacts;
    if (!used.includes(i) && !PRINT.has(line.kind)) out.push(line);
  }
  return out;
}
