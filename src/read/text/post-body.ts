import { escapeHtml } from "../../values/html.ts";
import type { LineFacts } from "./line-facts.ts";
import { PROSE } from "./line-looks.ts";

/** A post's text, in lines and as HTML. */
export interface PostBody {
  readonly text: string;
  readonly html: string;
}

/** What a body is made of: a line, or several that are one paragraph. */
type Block = Pick<LineFacts, "text" | "kind" | "size" | "gap" | "marker">;

/** Paragraphs, lists, code and headings out of the lines of a body. */
export function postBody(lines: readonly LineFacts[], spaced: boolean): PostBody {
  const blocks: readonly Block[] = spaced ? lines : mendFragments(lines);
  const html: string[] = [];
  let list: "ul" | "ol" | undefined;
  let code: string[] = [];
  let paragraph: string[] = [];
  const endParagraph = () => {
    if (paragraph.length) html.push(`<p>${paragraph.map(escapeHtml).join("<br>")}</p>`);
    paragraph = [];
  };
  const endCode = () => {
    if (code.length) html.push(`<pre>${escapeHtml(code.join("\n"))}</pre>`);
    code = [];
  };
  const endList = () => {
    if (list) html.push(`</${list}>`);
    list = undefined;
  };
  blocks.forEach((line, i) => {
    if (line.marker !== undefined) {
      endParagraph();
      endCode();
      const kind = /\d/.test(line.marker) ? "ol" : "ul";
      if (list !== kind) {
        endList();
        const first = kind === "ol" ? Number.parseInt(line.marker, 10) : 1;
        html.push(first > 1 ? `<ol start="${first}">` : `<${kind}>`);
        list = kind;
      }
      html.push(`<li>${escapeHtml(line.text)}</li>`);
      return;
    }
    endList();
    if (line.kind === "code" && line.size < 400) {
      endParagraph();
      code.push(line.text);
      return;
    }
    endCode();
    const next = blocks[i + 1];
    if (isHeading(line, blocks[i - 1], next, spaced)) {
      endParagraph();
      html.push(`<h3>${escapeHtml(line.text)}</h3>`);
      return;
    }
    if (!spaced || line.gap > 0) endParagraph();
    paragraph.push(line.text);
  });
  endParagraph();
  endCode();
  endList();
  return { text: blocks.map((line) => line.text).join("\n"), html: html.join("\n") };
}

/** A short line of its own, without an end of sentence, with text below it. */
function isHeading(line: Block, before: Block | undefined, after: Block | undefined, spaced: boolean): boolean {
  if (line.kind !== "short" || line.size > 90 || !before || !after || !PROSE.has(after.kind) || after.kind === "short") return false;
  if (/^[\p{Ll}\p{P}]/u.test(line.text)) return false;
  return spaced ? line.gap > 0 && after.gap > 0 : before.kind === "long" || before.kind === "sentence";
}

const ENDED = '.!?。！？…:：”"»)）]';
const GLUED = ",.;:!?)]’”»";
const MOST = 20_000;

/** Text nodes of one paragraph stand on lines of their own, broken at every link; here they are put together again. */
function mendFragments(lines: readonly LineFacts[]): Block[] {
  const out: Block[] = [];
  let last: LineFacts | undefined;
  // What belongs to the last line is gathered first: a paragraph may be of hundreds of pieces.
  let text = "";
  let size = 0;
  let end = "";
  const close = () => {
    if (last) out.push(text.length === last.text.length ? last : joined(last, text, size));
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (
      last &&
      last.marker === undefined &&
      line.marker === undefined &&
      last.kind !== "code" &&
      line.kind !== "code" &&
      text.length < MOST &&
      ((size > 40 && !ENDED.includes(end)) || begins(line.text))
    ) {
      if (!GLUED.includes(line.text.charAt(0)) && !"([“«".includes(end)) text += " ";
      text += line.text;
      size += line.size;
    } else {
      close();
      last = line;
      text = line.text;
      size = line.size;
    }
    end = line.text.charAt(line.text.length - 1);
  }
  close();
  return out;
}

/** A line with what goes on in the lines below it. */
function joined({ kind, gap, marker }: LineFacts, text: string, size: number): Block {
  return { text, kind: kind === "short" && text.length > 60 ? "sentence" : kind, size, gap, marker };
}

/** Whether a line begins in the middle of a sentence. */
function begins(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code >= 97 && code <= 122) || GLUED.includes(text.charAt(0)) || (code > 127 && /^\p{Ll}/u.test(text));
}
