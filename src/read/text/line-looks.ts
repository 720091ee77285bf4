import type { LineFacts, LineKind } from "./line-facts.ts";

/** What running text is made of; all other kinds are the page's own print. */
export const PROSE: ReadonlySet<LineKind> = new Set<LineKind>(["short", "sentence", "long", "item", "quote", "code", "url"]);

const KIND_ODDS: Readonly<Record<LineKind, number>> = {
  short: 1,
  sentence: -0.5,
  long: -5,
  item: -1,
  quote: -0.5,
  code: -2.5,
  url: -4,
  byline: -2.5,
  date: -6,
  meta: -4,
  dated: -1.5,
  bio: -6,
  note: -5,
  more: -8,
  social: -4,
  filed: -4,
  chrome: -2.5,
  page: -5,
  count: -2.5,
  mark: -8,
};

/** Log-odds that a line is a title, from the line alone. */
export function titleLooks(line: LineFacts): number {
  let odds = KIND_ODDS[line.kind];
  const { text, size } = line;
  if (size < 4) odds -= 1.5;
  else if (size < 10) odds -= 0.4;
  else if (size <= 90) odds += 0.5;
  else if (size > 130) odds -= 2;
  // By character and not by expression: every line comes here.
  const end = text.charCodeAt(text.length - 1);
  if (end === 0x2c || end === 0x3b || end === 0x3001 || end === 0xff0c || end === 0xff1b) odds -= 3;
  else if (end === 0x3a || end === 0xff1a) odds -= 1.5;
  else if ((end === 0x2e || end === 0x3002) && text.length > 1 && !isDot(text.charCodeAt(text.length - 2))) odds -= 1;
  const first = text.charCodeAt(0);
  if (first >= 97 && first <= 122) odds -= 1;
  else if (first < 128 ? STARTS_NONE.includes(text.charAt(0)) : /^\p{Ll}/u.test(text)) odds -= first < 128 ? 4 : 1;
  return odds;
}

const STARTS_NONE = ",.;:!?)]}";

function isDot(code: number): boolean {
  return code === 0x2e || code === 0x2026;
}

/** Whether a line breaks off in the middle of a sentence, as text nodes do before a link. */
export function breaksOff(line: LineFacts): boolean {
  return PROSE.has(line.kind) && line.size > 25 && /[\p{Ll},]$/u.test(line.text);
}
