import type { DraftLine, LineFacts } from "./page-line.ts";

/** What looks like a date and little else, or like print with a date, and is a title with its date where the page has a list of such. */
const PRINT: ReadonlySet<string> = new Set(["date", "meta", "byline", "code", "item", "quote", "filed", "chrome", "note", "social"]);

/** On a page with a list of titles that have their dates on the same line, the shortest of them are titles too. */
export function settleDatedTitles(lines: readonly DraftLine[]): void {
  for (const side of ["before", "after"] as const) {
    const alike: DraftLine[] = [];
    for (let i = 0; i < lines.length; i++) if ((lines[i] as DraftLine).edge?.side === side) alike.push(lines[i] as DraftLine);
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
  if (names.length > 1 && names.every((name) => /^[[【(（].*[\])）】]$/u.test(name))) return names.map((name) => name.slice(1, -1).trim());
  if (side !== "after") return names;
  // "Title Ada - 4 May": between a title and what parts it from its date stands who wrote it, or a category.
  const parted = titles.every((t) =>
    /\S/.test((lines[t] as LineFacts).text.slice((lines[t] as LineFacts).edge?.end, dateStart(lines[t] as LineFacts))),
  );
  return parted ? withoutTail(names) : names;
}

/** Without a last word that nearly all of them share, or that is one of a few. */
function withoutTail(names: readonly string[]): string[] {
  const tails = names.map((name) => /[^\s\-–—|•·:：,]\s(\S+)$/u.exec(name)?.[1]);
  const few = new Set(tails).size <= names.length * 0.35;
  if (names.length < 4 || !few || tails.includes(undefined)) return [...names];
  return names.map((name, k) => name.slice(0, -(tails[k] as string).length).trimEnd());
}

function dateStart(line: LineFacts): number {
  return line.dates.at(-1)?.start ?? line.text.length;
}

function heading(line: LineFacts): string {
  return line.edge ? line.text.slice(line.edge.start, line.edge.end) : line.text;
}
