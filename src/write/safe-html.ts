import { sanitizeHtml } from "../values/html.ts";
import { isUsualHtml } from "./usual-html.ts";
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
const TAG = /^<([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)\s?(\/?)>$/;
const ATTRIBUTES = / ([a-z]+)="([^"]*)"/g;
const SAFE_ATTRIBUTE = new Set(
  "href src alt title width height lang dir class id datetime cite colspan rowspan scope start reversed value type controls loading rel open".split(
    " ",
  ),
);
const SAFE_ADDRESS = /^(?:https?:\/\/[^\s\\]+|mailto:[^\s\\]+|tel:[^\s\\]+)$/;
const BAD_AMPERSAND = /&(?!(?:amp|lt|gt|quot|nbsp|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6}|[mn]dash|hellip|copy|[rl][sd]quo|shy);)/;

interface Tag {
  readonly name: string;
  /** Code of the first letter. */
  readonly first: number;
  readonly empty: boolean;
  readonly closesParagraph: boolean;
  readonly parents: ReadonlySet<string> | undefined;
  readonly only: ReadonlySet<string> | undefined;
}

const SLASH = 47;
const GREATER = 62;
const TAGS: ReadonlyMap<string, Tag> = new Map([...PLAIN].map((name) => [name, tagNamed(name)]));
const ROOT = tagNamed("");
const PARAGRAPH = TAGS.get("p") ?? ROOT;
const ANCHOR = TAGS.get("a") ?? ROOT;

function tagNamed(name: string): Tag {
  return {
    name,
    first: name.charCodeAt(0),
    empty: VOID.has(name),
    closesParagraph: CLOSES_P.has(name),
    parents: PARENTS[name],
    only: ONLY[name],
  };
}

/** Tags without attributes by the codes of their one or two letters. */
const SHORT: (Tag | undefined)[] = new Array(128 * 128);
for (const [name, tag] of TAGS) {
  if (name.length === 1) SHORT[name.charCodeAt(0)] = tag;
  if (name.length === 2) SHORT[(name.charCodeAt(0) << 7) | name.charCodeAt(1)] = tag;
}

/** Verdicts on tags that were seen before: a feed's tags repeat, and a look-up is cheaper than a second reading. Bounded. */
const seen = new Map<string, Tag | null>();
const SEEN_LIMIT = 4096;

/**
 * HTML that any reader may be sent: balanced, safe, with absolute addresses. What is so already, as nearly everything that
 * was read or made by a renderer is, is found out in one pass and goes through as it stands; all else is sanitised.
 */
export function safeHtml(html: string, base: string | undefined): string {
  if (isUsualHtml(html)) return html;
  const clean = cleanText(html);
  return !BAD_AMPERSAND.test(clean) && isBalanced(clean) ? clean : sanitized(clean, base);
}

function sanitized(html: string, base: string | undefined): string {
  return cleanText(sanitizeHtml(html, base === undefined ? {} : { base }));
}

/** Whether there are only safe elements, each where it may be, closed in order. `html` has good characters and references. */
function isBalanced(html: string): boolean {
  const open: Tag[] = [ROOT];
  let top = ROOT;
  let paragraphs = 0;
  let start = html.indexOf("<");
  while (start !== -1) {
    const code = html.charCodeAt(start + 1);
    let end: number;
    if (code === SLASH) {
      // What closes can only be what was opened last. Comparing letters is cheaper than cutting the name out.
      const name = top.name;
      const length = name.length;
      end = start + 2 + length;
      if (length === 0 || html.charCodeAt(end) !== GREATER || html.charCodeAt(start + 2) !== top.first) return false;
      if (length > 1 && !html.startsWith(name, start + 2)) return false;
      if (top === PARAGRAPH) paragraphs--;
      open.pop();
      top = open[open.length - 1] ?? ROOT;
    } else {
      let tag: Tag | null | undefined;
      // Most tags have one or two letters; telling those by their codes spares a slice and its hash.
      const second = html.charCodeAt(start + 2);
      end = start + 2;
      if (second === GREATER) tag = SHORT[code];
      else if (html.charCodeAt(start + 3) === GREATER) {
        end = start + 3;
        tag = SHORT[(code << 7) | second];
      }
      if (tag === undefined) {
        end = html.indexOf(">", start);
        if (end === -1 || end - start > LONGEST_TAG) return false;
        tag = tagOf(html.slice(start, end + 1));
      }
      if (tag === null || (paragraphs > 0 && tag.closesParagraph)) return false;
      if (tag.parents !== undefined && !tag.parents.has(top.name)) return false;
      if (top.only !== undefined && !top.only.has(tag.name)) return false;
      if (tag === ANCHOR && open.includes(ANCHOR)) return false;
      if (!tag.empty) {
        if (open.length > DEEPEST) return false;
        open.push(tag);
        top = tag;
        if (tag === PARAGRAPH) paragraphs++;
      }
    }
    start = html.indexOf("<", end);
  }
  return open.length === 1;
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
  const name = match?.[1] ?? "";
  if (match === null || !PLAIN.has(name)) return null;
  if (match[3] === "/" && !VOID.has(name)) return null;
  const names = new Set<string>();
  for (const [, attribute = "", value = ""] of (match[2] ?? "").matchAll(ATTRIBUTES)) {
    if (!SAFE_ATTRIBUTE.has(attribute) || names.has(attribute)) return null;
    names.add(attribute);
    if ((attribute === "href" || attribute === "src" || attribute === "cite") && !SAFE_ADDRESS.test(value)) return null;
  }
  return TAGS.get(name) ?? null;
}
