import { KINDS, type LineFacts, type LineKind } from "./page-line.ts";
import type { PageLines } from "./page-lines.ts";

/** What running text is made of; all other kinds are the page's own print. */
export const PROSE: ReadonlySet<LineKind> = new Set<LineKind>(["short", "sentence", "long", "item", "quote", "code", "url"]);

/** 1 for the numbers of those kinds. */
export const PROSE_CODES = Uint8Array.from({ length: 32 }, (_, code) => (code > 0 && PROSE.has(KINDS[code] as LineKind) ? 1 : 0));

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

const ODDS_BY_CODE = Float64Array.from(KINDS, (kind) => KIND_ODDS[kind]);

/** Log-odds that a line is a title, from the line alone. */
export function titleLooks({ text, at, kinds, sizes }: PageLines, i: number): number {
  let odds = ODDS_BY_CODE[kinds[i] as number] as number;
  const size = sizes[i] as number;
  if (size < 4) odds -= 1.5;
  else if (size < 10) odds -= 0.4;
  else if (size <= 90) odds += 0.5;
  else if (size > 130) odds -= 2;
  // By character and not by expression: every line comes here.
  const start = at.start[i] as number;
  const last = (at.end[i] as number) - 1;
  const end = text.charCodeAt(last);
  if (end === 0x2c || end === 0x3b || end === 0x3001 || end === 0xff0c || end === 0xff1b) odds -= 3;
  else if (end === 0x3a || end === 0xff1a) odds -= 1.5;
  else if ((end === 0x2e || end === 0x3002) && last > start && !isDot(text.charCodeAt(last - 1))) odds -= 1;
  const first = text.charCodeAt(start);
  if (first >= 97 && first <= 122) odds -= 1;
  else if (first < 65 ? STARTS_NONE.includes(text.charAt(start)) : first === 0x5d || first === 0x7d) odds -= 4;
  else if (first >= 128 && /^\p{Ll}/u.test(text.slice(start, start + 2))) odds -= 1;
  return odds;
}

/** Beside closing brackets. */
const STARTS_NONE = ",.;:!?)";

function isDot(code: number): boolean {
  return code === 0x2e || code === 0x2026;
}

/** Whether a line breaks off in the middle of a sentence, as text nodes do before a link. */
export function breaksOff(line: LineFacts): boolean {
  return PROSE.has(line.kind) && line.size > 25 && /[\p{Ll},]$/u.test(line.text);
}
