import type { Byline } from "../../model/parts.ts";
import { readBio } from "../../values/byline.ts";
import { foldName } from "../../values/person-name.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { findSeriesList } from "../../values/series-list.ts";
import type { LineFacts } from "./line-facts.ts";

/** What stands under a text about the person who wrote it. */
export interface FoundBio {
  /** Index of the first of its lines. */
  readonly from: number;
  readonly name?: string;
  /** Its paragraphs, on lines of their own. */
  readonly text: string;
}

const ABOUT =
  /^(?:about (?:the )?authors?|about me|über (?:den autor|die autorin)|à propos de l['’]auteur|sobre (?:el|la|o|a) autora?|sull['’]autor[ea]|over de auteur|об авторе|关于作者|作者简介|著者について|저자 소개)\b/iu;

/**
 * The bio at the end of a post: a paragraph that begins with the author's name ("Ada is …"), alone or under the name on a line of its own,
 * or whatever stands a second time under another post.
 */
export function findBio(lines: readonly LineFacts[], bylines: readonly Byline[]): FoundBio | undefined {
  const names = bylines.flatMap((b) => (b.name ? [b.name] : []));
  const floor = Math.max(1, lines.length - 8);
  for (let i = floor; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    const next = lines[i + 1];
    const heading =
      line.size < 60 &&
      next !== undefined &&
      next.size > 60 &&
      (ABOUT.test(line.text) || names.some((n) => same(n, line.text)) || (line.repeats > 1 && startsWithName(next.text, line.text)));
    if (heading) {
      const name = ABOUT.test(line.text) ? undefined : line.text;
      return { from: i, ...(name !== undefined && { name }), text: rest(lines, i + 1) };
    }
    const ofAuthor = names.some((n) => startsWithName(line.text, n));
    if (line.size < 50 || (!ofAuthor && (line.repeats < 2 || line.size <= 80))) continue;
    if (!ofAuthor && (findPublicationNotes(line.text).length > 0 || findSeriesList(line.text))) continue;
    const read = readBio(line.text);
    if (
      (ofAuthor && (read.name !== undefined || line.kind === "bio") && i >= lines.length - 4) ||
      (line.repeats > 1 && line.size > 80 && read.name !== undefined)
    )
      return { from: i, ...(names[0] === undefined && read.name !== undefined && { name: read.name }), text: rest(lines, i) };
  }
  return undefined;
}

function rest(lines: readonly LineFacts[], from: number): string {
  return lines
    .slice(from)
    .map((l) => l.text)
    .join("\n");
}

function same(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** Whether a text begins with a name, or with the first word of it. */
function startsWithName(text: string, name: string): boolean {
  const start = text.slice(0, name.length + 20).toLowerCase();
  const first = name.toLowerCase().split(" ")[0] ?? "";
  return start.startsWith(name.toLowerCase()) || (first.length > 2 && start.startsWith(`${first} `));
}
