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

const BLOCK =
  /^(?:address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)$/;
const SILENT = /^(?:script|style|noscript|template|title|textarea|iframe|svg)$/;

/** Whether a text is markup: it has at least one tag. */
function looksLikeHtml(source: string): boolean {
  return /<(?:\/?[a-z][a-z0-9]*[\s>/]|!--)/i.test(source);
}

/**
 * The blocks of HTML or of plain text (there, lines) with the links inside them. One pass; nothing is sanitised:
 * this is for looking at what is said, not for publishing it.
 */
export function linkedBlocks(source: string): LinkedBlock[] {
  if (!looksLikeHtml(source)) {
    return source
      .split(/\n+/)
      .map((line) => ({ text: line.replace(/\s+/g, " ").trim(), links: [], element: "" }))
      .filter((block) => block.text !== "");
  }
  const blocks: LinkedBlock[] = [];
  let text = "";
  let links: TextLink[] = [];
  let element = "";
  let href: string | undefined;
  let linkStart = 0;
  const closeLink = () => {
    if (href !== undefined) links.push({ start: linkStart, end: text.length, href });
    href = undefined;
  };
  const flush = () => {
    const open = href;
    closeLink();
    const trimmed = text.trimEnd();
    if (trimmed !== "") blocks.push({ text: trimmed, links, element });
    text = "";
    links = [];
    if (open !== undefined) {
      href = open;
      linkStart = 0;
    }
  };
  const add = (raw: string) => {
    if (raw === "") return;
    let more = raw.includes("&") ? raw.replace(/&(#\w{1,8}|\w{1,31});?/g, (whole, name: string) => decodeEntity(name) ?? whole) : raw;
    more = more.replace(/[\s\u00a0]+/g, " ");
    if (text === "" || text.endsWith(" ")) more = more.replace(/^ /, "");
    text += more;
  };
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf("<", at);
    if (open < 0) {
      add(source.slice(at));
      break;
    }
    add(source.slice(at, open));
    if (source.startsWith("<!--", open)) {
      const end = source.indexOf("-->", open + 4);
      at = end < 0 ? source.length : end + 3;
      continue;
    }
    const tag = /^<(\/?)([a-zA-Z][a-zA-Z0-9:-]*)/.exec(source.slice(open, open + 40));
    if (tag === null) {
      add("<");
      at = open + 1;
      continue;
    }
    const close = source.indexOf(">", open);
    const end = close < 0 ? source.length : close;
    const name = (tag[2] ?? "").toLowerCase();
    at = end + 1;
    if (name === "a") {
      closeLink();
      if (tag[1] === "") {
        const found = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(source.slice(open, end));
        const value = found?.[1] ?? found?.[2] ?? found?.[3];
        if (value !== undefined) {
          href = value.replace(/&amp;|&#38;/g, "&").trim();
          linkStart = text.length;
        }
      }
    } else if (BLOCK.test(name)) {
      flush();
      element = tag[1] === "" ? name : "";
    } else if (tag[1] === "" && SILENT.test(name)) {
      const stop = indexOfClosing(source, name, at);
      if (stop < 0) {
        if (name !== "title") break;
      } else at = stop;
    }
  }
  flush();
  return blocks;
}

/** Where `</name` next stands, in any case of letters; one forward scan, no copy of the source. */
function indexOfClosing(source: string, name: string, from: number): number {
  for (let at = source.indexOf("</", from); at >= 0; at = source.indexOf("</", at + 2)) {
    if (source.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
  }
  return -1;
}
