import type { LineFacts } from "./page-line.ts";

/** How far above the posts a page says whose it is, in lines. */
const HEAD = 6;
const FOOT = 40;

/** The name of the site: a line at the top of the page that stands there twice, or that the copyright names as well. */
export function findSiteName(lines: readonly LineFacts[], firstTitle: number): string | undefined {
  const owners = lines
    .slice(-FOOT)
    .filter((line) => line.size <= 140 && /©|\(c\)|copyright/i.test(line.text))
    .map((line) => line.folded);
  for (let i = 0; i < Math.min(HEAD, firstTitle); i++) {
    const line = lines[i] as LineFacts;
    if (line.kind !== "short" || line.size < 4 || line.size > 60) continue;
    if (line.repeats === 2 || owners.some((owner) => owner.includes(line.folded))) return line.text.replace(/\s+/g, " ");
  }
  return undefined;
}
