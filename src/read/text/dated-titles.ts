import { edgeDate } from "./edge-date.ts";
import { DIGIT } from "./line-marks.ts";
import type { DraftLine, LineFacts } from "./page-line.ts";

/** What looks like a date and little else, or like print with a date, and is a title with its date where the page has a list of such. */
const PRINT: ReadonlySet<string> = new Set(["date", "meta", "byline", "code", "item", "quote", "filed", "chrome", "note", "social"]);

/** On a page with a list of titles that have their dates on the same line, the shortest of them are titles too. */
export function settleDatedTitles(lines: readonly DraftLine[]): void {
  for (const line of lines) if ((line.marks & DIGIT) !== 0 && line.text.length <= 200) line.edge = edgeDate(line.text, line.dates);
  for (const side of ["before", "after"] as const) {
    const alike = lines.filter((line) => line.edge?.side === side);
    const dated = alike.filter((line) => line.kind === "dated" || line.kind === "short" || line.kind === "sentence").length;
    // Of running text a few lines end in a date.
    if (dated < 2 || dated < alike.length * 0.4) continue;
    const rests = new Set(alike.map((line) => heading(line).replace(/\d+/g, "#")));
    if (rests.size < alike.length * 0.6) continue;
    for (const line of alike) if (PRINT.has(line.kind) && line.bylines.length === 0 && line.size <= 160) line.kind = "dated";
  }
}

/** The titles as they are to be given: without the dates, where most have one at the same end. */
export function headings(lines: readonly LineFacts[], titles: readonly number[]): string[] {
  const sides = titles.map((t) => (lines[t] as LineFacts).edge?.side);
  const side = (["before", "after"] as const).find((s) => sides.filter((x) => x === s).length >= Math.max(2, titles.length * 0.5));
  const names = titles.map((t) => {
    const line = lines[t] as LineFacts;
    return (side !== undefined && line.edge?.side === side ? heading(line) : line.text).replace(/\s+/g, " ");
  });
  return side === "after" ? withoutTail(names) : names;
}

/** Between the titles and their dates may stand one and the same word: who wrote, what it is filed under. */
function withoutTail(names: readonly string[]): string[] {
  const tail = /\s\S+$/u.exec(names[0] ?? "")?.[0];
  if (tail === undefined || names.length < 4 || !names.every((name) => name.endsWith(tail) && name.length > tail.length + 1))
    return [...names];
  return names.map((name) => name.slice(0, -tail.length).replace(/[\s\-–—|•·:：,]+$/u, ""));
}

function heading(line: LineFacts): string {
  return line.edge ? line.text.slice(line.edge.start, line.edge.end) : line.text;
}
