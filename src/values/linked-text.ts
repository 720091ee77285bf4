import { decodeEntity } from "./words.ts";

/** A link inside a block of text, by offsets into that text. */
interface TextLink {
  readonly start: number;
  readonly end: number;
  readonly href: string;
}

/** A paragraph, heading, list item or line, as plain text on one line, with its links. */
export interface LinkedBlock {
  readonly text: string;
  readonly links: readonly TextLink[];
  /** The element that it stood in: `p`, `li`, `h2` …; `""` for plain text. */
  readonly element: string;
}

const LINK = 1;
const BLOCK = 2;
const SILENT = 3;
/** What the tags of an element do here; those of all others nothing. */
const ROLES: ReadonlyMap<string, number> = new Map(
  (
    [
      [LINK, "a"],
      [
        BLOCK,
        "address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
      ],
      [SILENT, "script style noscript template title textarea iframe svg"],
    ] as const
  ).flatMap(([role, names]) => names.split(" ").map((name) => [name, role] as const)),
);

/** White space other than single spaces. */
const UNTIDY = /[^\S ]|\u00a0| {2}/;

/** Whether a text is markup: it has at least one tag. */
function looksLikeHtml(source: string): boolean {
  return /<(?:\/?[a-z][a-z0-9]*[\s>/]|!--)/i.test(source);
}

/**
 * The blocks of HTML or of plain text (there, lines) with the links inside them. One pass; nothing is sanitised:
 * this is for looking at what is said, not for publishing it.
 */
export function linkedBlocks(source: string): LinkedBlock[] {
  if (!looksLikeHtml(source)) return linesOf(source);
  const blocks: LinkedBlock[] = [];
  let text = "";
  let links: TextLink[] = [];
  let element = "";
  let href: string | undefined;
  let linkStart = 0;
  let at = 0;
  while (at <= source.length) {
    const found = source.indexOf("<", at);
    const open = found < 0 ? source.length : found;
    if (open > at) text = joined(text, source.slice(at, open));
    at = open + 1;
    // What is behind the last tag ends a block too.
    let ends = found < 0;
    let next = "";
    let target: string | undefined;
    if (!ends) {
      const closing = source.charCodeAt(open + 1) === 47;
      const start = closing ? open + 2 : open + 1;
      const nameEnd = endOfName(source, start);
      if (nameEnd === start) {
        const behind = behindComment(source, open);
        if (behind < 0) text = joined(text, "<");
        else at = behind;
        continue;
      }
      const close = source.indexOf(">", open);
      const end = close < 0 ? source.length : close;
      const name = source.slice(start, nameEnd).toLowerCase();
      const role = ROLES.get(name);
      at = Math.min(end + 1, source.length);
      if (role === undefined) continue;
      if (role === SILENT) {
        if (!closing) at = behindSilent(source, name, at);
        continue;
      }
      ends = role === BLOCK;
      if (!closing) {
        if (ends) next = name;
        else target = hrefOf(source.slice(open, end));
      }
    }
    if (href !== undefined) links.push({ start: linkStart, end: text.length, href });
    if (!ends) {
      href = target;
      linkStart = text.length;
      continue;
    }
    // A link may go on in the next block.
    linkStart = 0;
    const trimmed = text.trimEnd();
    if (trimmed !== "") blocks.push({ text: trimmed, links, element });
    text = "";
    links = [];
    element = next;
  }
  return blocks;
}

/** A block's text with more behind it: references decoded, white space as single spaces. */
function joined(text: string, raw: string): string {
  let more = raw.includes("&") ? raw.replace(/&(#\w{1,8}|\w{1,31});?/g, (whole, name: string) => decodeEntity(name) ?? whole) : raw;
  if (UNTIDY.test(more)) more = more.replace(/[\s\u00a0]+/g, " ");
  if (more.charCodeAt(0) === 32 && (text === "" || text.charCodeAt(text.length - 1) === 32)) more = more.slice(1);
  return text + more;
}

function hrefOf(tag: string): string | undefined {
  const value = /\shref\s*=\s*("[^"]*"|'[^']*'|[^\s>]+)/i.exec(tag)?.[1];
  if (value === undefined) return undefined;
  const quote = value.charCodeAt(0);
  const quoted = (quote === 34 || quote === 39) && value.length > 1 && value.charCodeAt(value.length - 1) === quote;
  return (quoted ? value.slice(1, -1) : value).replace(/&amp;|&#38;/g, "&").trim();
}

/** Where the name that begins at `at` ends; `at` itself where none does. */
function endOfName(source: string, at: number): number {
  const most = Math.min(source.length, at + 40);
  let end = at;
  while (end < most) {
    const code = source.charCodeAt(end);
    const letter = code | 32;
    if (!((letter >= 97 && letter <= 122) || (end > at && ((code >= 48 && code <= 58) || code === 45)))) break;
    end++;
  }
  return end;
}

/** Where a comment that begins at `open` is over; -1 where none begins. */
function behindComment(source: string, open: number): number {
  if (!source.startsWith("<!--", open)) return -1;
  const end = source.indexOf("-->", open + 4);
  return end < 0 ? source.length : end + 3;
}

/** Where `</name` next stands behind `from`, in any case of letters; one forward scan, no copy of the source. A title is not always closed. */
function behindSilent(source: string, name: string, from: number): number {
  for (let at = source.indexOf("</", from); at >= 0; at = source.indexOf("</", at + 2)) {
    if (source.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return name === "title" ? from : source.length;
}

/** Plain text: each line is a block. */
function linesOf(source: string): LinkedBlock[] {
  return source
    .split(/\n+/)
    .map((line) => ({ text: line.replace(/\s+/g, " ").trim(), links: [], element: "" }))
    .filter((block) => block.text !== "");
}
