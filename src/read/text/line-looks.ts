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
  if (/[,;、，；]$/u.test(text)) odds -= 3;
  else if (/[:：]$/u.test(text)) odds -= 1.5;
  else if (/[^.…][.。]$/u.test(text)) odds -= 1;
  if (/^\p{Ll}/u.test(text)) odds -= 1;
  else if (/^[,.;:!?)\]}]/.test(text)) odds -= 4;
  return odds;
}

/** Whether a line breaks off in the middle of a sentence, as text nodes do before a link. */
export function breaksOff(line: LineFacts): boolean {
  return PROSE.has(line.kind) && line.size > 25 && /[\p{Ll},]$/u.test(line.text);
}
