import type { DateMention } from "../../values/written-date.ts";
import { headingDates } from "./heading-dates.ts";
import type { LineFacts } from "./line-facts.ts";
import type { PostRegion } from "./post-regions.ts";

const DATED = new Set(["date", "meta", "dated"]);
/** How far from the title a date of the head may stand. */
const HEAD = 8;

/** A date and the line it stands on. */
export interface PostDate {
  readonly line: number;
  readonly mention: DateMention;
}

/**
 * The date of each post. A page prints them all in one place: above the title, below it, or at the foot; the place that
 * serves most posts is the one, and the others are asked only where it fails.
 */
export function postDates(lines: readonly LineFacts[], regions: readonly PostRegion[]): (PostDate | undefined)[] {
  const places = [
    (r: PostRegion) => find(lines, r.title + 1, Math.min(r.end, r.title + 1 + HEAD)),
    (r: PostRegion) => find(lines, r.title - 1, r.lead - 1),
    (r: PostRegion) => find(lines, r.end - 1, Math.max(r.title, r.end - 14)),
    (r: PostRegion) => find(lines, r.title + 1, r.end),
  ];
  const found: (PostDate | undefined)[][] = [];
  for (const place of places) {
    // Where all have theirs in one place no other is asked.
    if (found.at(-1)?.every(Boolean)) found.push([]);
    else found.push(regions.map(place));
  }
  const served = found.map((dates) => dates.filter(Boolean).length);
  // A foot may be a comment's or the next post's; the head is where pages print dates.
  const order = [0, 1, 2, 3].sort((a, b) => (served[b] as number) - (served[a] as number) || a - b);
  const [best, second] = order as [number, number];
  const own = regions.map(({ title }) => ownDate(lines[title] as LineFacts, title));
  // Where most titles have their dates on the same line, no other line is asked.
  if (own.filter(Boolean).length >= Math.max(2, regions.length * 0.6)) return own;
  const headed = (served[best] as number) < regions.length * 0.5 ? headingDates(lines, regions) : [];
  return regions.map((_, k) => {
    return headed[k] ?? found[best]?.[k] ?? ((served[best] as number) >= regions.length * 0.8 ? undefined : found[second]?.[k]) ?? own[k];
  });
}

function ownDate(line: LineFacts, at: number): PostDate | undefined {
  const mention = line.kind === "dated" || line.edge !== undefined ? settled(line) : undefined;
  return mention && { line: at, mention };
}

const CHANGED =
  /modifi|updat|edited|aktualisi|geändert|bearbeitet|mis à jour|actualiz|atualiz|aggiornat|bijgewerkt|обновл|更新|수정|تحديث|עודכן/i;

/** The first date between two places; the day of a later change only where there is no other. */
function find(lines: readonly LineFacts[], from: number, to: number): PostDate | undefined {
  const step = from <= to ? 1 : -1;
  let changed: PostDate | undefined;
  for (let i = from; i !== to; i += step) {
    const line = lines[i];
    if (!line) break;
    if (!DATED.has(line.kind)) continue;
    const mention = settled(line);
    if (!mention) continue;
    const before = lines[i - 1];
    const label = line.text.slice(0, mention.start) + (mention.start < 3 && before && before.size < 30 ? before.text : "");
    if (!CHANGED.test(label)) return { line: i, mention };
    changed ??= { line: i, mention };
  }
  return changed;
}

function settled(line: LineFacts): DateMention | undefined {
  return line.dates.find((d) => d.readings.length > 0);
}
