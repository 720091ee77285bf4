import type { Pages } from "../../model/reading.ts";
import type { LineFacts } from "./line-facts.ts";
import { DIGIT } from "./line-marks.ts";

const NUMBERED =
  /(?:^|[^\p{L}])(?:page|seite|página|pagina|strona|страница|strana|sida|side|sayfa|oldal|صفحة|עמוד)\s+(\d{1,5})(?:\s*(?:\/|of|von|de|di|van|z|ze|из|sur|av|من|מתוך)\s*(\d{1,6}))?/iu;
const EAST = /^第?\s*(\d{1,5})\s*[页頁]?\s*[/／]\s*共?\s*(\d{1,6})\s*[页頁ページ]*$/u;

/** "Page 55 of 81", where the dump says so on a line of its own. */
export function findPageNumber(lines: readonly LineFacts[]): Pages | undefined {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (line.size > 140 || (line.marks & DIGIT) === 0) continue;
    const match = (line.kind === "page" || line.size < 60 ? NUMBERED.exec(line.text) : null) ?? EAST.exec(line.text);
    if (!match) continue;
    const number = Number(match[1]);
    const of = match[2] === undefined ? undefined : Number(match[2]);
    if (number < 1 || (of !== undefined && of < number)) continue;
    if (of === undefined && line.kind !== "page") continue;
    return { number, ...(of !== undefined && { of }) };
  }
  return undefined;
}
