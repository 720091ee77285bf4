import { sanitizeHtml } from "../values/html.ts";
import { cleanText } from "./write-xml.ts";

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

const VOID = new Set(["area", "br", "col", "hr", "img", "source", "track", "wbr"]);
/** Elements that may stand in a body without a second look, and whose order html parsers leave alone when they are balanced. */
const PLAIN = new Set(
  "a abbr article aside audio b bdi blockquote br cite code dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p pre q rp rt ruby s samp section small source span strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr".split(
    " ",
  ),
);
/** What a paragraph cannot hold: an HTML parser closes the paragraph before it. */
const CLOSES_P = new Set(
  "article aside blockquote details div dl figcaption figure footer h1 h2 h3 h4 h5 h6 header hr main nav ol p pre section table ul summary li dd dt".split(
    " ",
  ),
);
/** Elements that may only stand in certain others; outside them a parser drops or moves them. */
const PARENTS: Readonly<Record<string, ReadonlySet<string>>> = {
  tr: words("tbody thead tfoot"),
  td: words("tr"),
  th: words("tr"),
  tbody: words("table"),
  thead: words("table"),
  tfoot: words("table"),
  li: words("ul ol"),
  dd: words("dl div"),
  dt: words("dl div"),
  rt: words("ruby"),
  rp: words("ruby"),
  source: words("audio video"),
  summary: words("details"),
};
const ONLY: Readonly<Record<string, ReadonlySet<string>>> = {
  table: words("tbody thead tfoot"),
  tbody: words("tr"),
  thead: words("tr"),
  tfoot: words("tr"),
  tr: words("td th"),
};
const LONGEST_TAG = 2000;
const DEEPEST = 200;
const TAG = /^<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)\s?(\/?))>$/;
const ATTRIBUTES = / ([a-z]+)="([^"]*)"/g;
const SAFE_ATTRIBUTE = new Set(
  "href src alt title width height lang dir class id datetime cite colspan rowspan scope start reversed value type controls loading rel open".split(
    " ",
  ),
);
const SAFE_ADDRESS = /^(?:https?:\/\/[^\s\\]+|mailto:[^\s\\]+|tel:[^\s\\]+)$/;
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|nbsp|apos|mdash|ndash|hellip|copy|rsquo|lsquo|rdquo|ldquo|shy);/y;
const ENTITIES = new RegExp(ENTITY.source, "g");

interface Tag {
  readonly name: string;
  readonly kind: "open" | "close" | "void";
}

/** Verdicts on tags that were seen before: a feed's tags repeat, and a look-up is cheaper than a second reading. Bounded. */
const seen = new Map<string, Tag | null>();
const SEEN_LIMIT = 4096;

/**
 * HTML that any reader may be sent: balanced, safe, with absolute addresses. What is so already, as nearly everything that
 * was read or made by a renderer is, is found out in one pass and goes through as it stands; all else is sanitised.
 */
export function safeHtml(html: string, base: string | undefined): string {
  const clean = cleanText(html);
  if (isSafe(clean)) return clean;
  return cleanText(sanitizeHtml(clean, base === undefined ? {} : { base }));
}

function isSafe(html: string): boolean {
  const open: string[] = [];
  let paragraph = 0;
  let at = 0;
  let amp = html.indexOf("&");
  for (;;) {
    const start = html.indexOf("<", at);
    const textEnd = start === -1 ? html.length : start;
    while (amp !== -1 && amp < textEnd) {
      ENTITY.lastIndex = amp;
      if (!ENTITY.test(html)) return false;
      amp = html.indexOf("&", ENTITY.lastIndex);
    }
    if (start === -1) return open.length === 0;
    const end = html.indexOf(">", start);
    if (end === -1 || end - start > LONGEST_TAG) return false;
    const tag = tagOf(html.slice(start, end + 1));
    if (tag === null) return false;
    const name = tag.name;
    if (tag.kind === "close") {
      if (open.pop() !== name) return false;
      if (name === "p") paragraph--;
    } else {
      if (paragraph > 0 && CLOSES_P.has(name)) return false;
      const parent = open[open.length - 1] ?? "";
      const parents = PARENTS[name];
      if (parents !== undefined && !parents.has(parent)) return false;
      if (ONLY[parent]?.has(name) === false) return false;
      if (name === "a" && open.includes("a")) return false;
      if (tag.kind === "open") {
        if (open.length > DEEPEST) return false;
        open.push(name);
        if (name === "p") paragraph++;
      }
    }
    at = end + 1;
    if (amp !== -1 && amp < at) amp = html.indexOf("&", at);
  }
}

function tagOf(source: string): Tag | null {
  const known = seen.get(source);
  if (known !== undefined) return known;
  const tag = readTag(source);
  if (seen.size >= SEEN_LIMIT) seen.clear();
  // A slice would keep the whole document alive.
  if (source.length < 300) seen.set(` ${source}`.slice(1), tag);
  return tag;
}

function readTag(source: string): Tag | null {
  const match = TAG.exec(source);
  if (match === null) return null;
  const closing = match[1];
  if (closing !== undefined) return PLAIN.has(closing) && !VOID.has(closing) ? { name: closing, kind: "close" } : null;
  const name = match[2] ?? "";
  if (!PLAIN.has(name)) return null;
  if (match[4] === "/" && !VOID.has(name)) return null;
  const names = new Set<string>();
  for (const [, attribute = "", value = ""] of (match[3] ?? "").matchAll(ATTRIBUTES)) {
    if (!SAFE_ATTRIBUTE.has(attribute) || names.has(attribute)) return null;
    names.add(attribute);
    if (value.includes("&") && value.replace(ENTITIES, "").includes("&")) return null;
    if ((attribute === "href" || attribute === "src" || attribute === "cite") && !SAFE_ADDRESS.test(value)) return null;
  }
  return { name, kind: VOID.has(name) ? "void" : "open" };
}
