/** One line of a page dump that is not blank. Wrapped lines are already one. */
export interface PageLine {
  /** Without indentation and list marker, inner white space as it stands. */
  readonly text: string;
  /** Number of its first line in the dump, from 0. */
  readonly line: number;
  /** Blank lines before it. */
  readonly gap: number;
  /** Columns of indentation, of the list marker where there is one. */
  readonly indent: number;
  /** The list marker it had, `*` or `3.`. */
  readonly marker?: string;
}

const BULLET = /^(?:[*•‣◦▪●○+·–-])[ \t\u00a0]+(?=\S)/u;
const NUMBER = /^\d{1,3}[.)][ \t\u00a0]+(?=\S)/;
/** Nothing in it is ink: joiners, marks of direction, soft hyphens. */
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/g;

/** The lines of a dump that carry text. */
export function splitLines(dump: string): PageLine[] {
  const lines: PageLine[] = [];
  let gap = 0;
  let number = 0;
  for (let start = 0; start <= dump.length; number++) {
    let end = dump.indexOf("\n", start);
    if (end < 0) end = dump.length;
    const slice = dump.slice(start, end);
    const raw = /[\u00ad\u200b-\u206f\ufeff]/.test(slice) ? slice.replace(INVISIBLE, "") : slice;
    start = end + 1;
    const body = raw.trim();
    if (body === "") {
      gap++;
      continue;
    }
    const indent = raw.length - raw.trimStart().length;
    const mark = indent > 0 || /^[*•‣◦▪●○]/u.test(body) ? (BULLET.exec(body) ?? NUMBER.exec(body)) : null;
    if (mark) lines.push({ text: body.slice(mark[0].length), line: number, gap, indent, marker: mark[0].trim() });
    else lines.push({ text: body, line: number, gap, indent });
    gap = 0;
  }
  return unwrap(lines);
}

/**
 * A text browser breaks paragraphs at a fixed width. The width shows as an edge: many lines end just below it, none goes beyond,
 * and the first word of the line after would not have fitted.
 */
function unwrap(lines: PageLine[]): PageLine[] {
  let width = 0;
  for (const line of lines) width = Math.max(width, line.text.length + line.indent);
  if (width < 40 || width > 132 || lines.length < 8) return lines;
  let near = 0;
  let followed = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i] as PageLine;
    const next = lines[i + 1] as PageLine;
    if (line.text.length + line.indent < width * 0.75) continue;
    near++;
    if (next.gap === 0 && next.marker === undefined && fits(line, next, width) === false) followed++;
  }
  if (near < 4 || followed < near * 0.5) return lines;
  const out: PageLine[] = [];
  let last: PageLine | undefined;
  for (const line of lines) {
    const previous = out.at(-1);
    if (previous && last && line.gap === 0 && line.marker === undefined && last.text.length > width * 0.6 && !fits(last, line, width))
      out[out.length - 1] = { ...previous, text: joinWrapped(previous.text, line.text) };
    else out.push(line);
    last = line;
  }
  return out;
}

/** Whether the first word of a line would have fitted on the one before. */
function fits(line: PageLine, next: PageLine, width: number): boolean {
  const space = next.text.indexOf(" ");
  const word = space < 0 ? next.text.length : space;
  return line.text.length + line.indent + 1 + word <= width;
}

function joinWrapped(a: string, b: string): string {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u.test(a) ? a + b : `${a} ${b}`;
}
