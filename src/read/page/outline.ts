import { type AnyNode, type Document, type Element, isTag, isText, type Text } from "domhandler";

const words = (list: string) => new Set(list.split(" "));
const BLOCK = words(
  "address article aside blockquote body button center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li main menu nav ol option p pre section select summary table tbody td tfoot th thead tr ul video",
);
const SILENT = words("script style noscript template head svg math textarea select object datalist iframe");

/** A run of text between two block boundaries (or `<br>`), as a reader sees a line. */
export interface Line {
  /** White space collapsed. */
  readonly text: string;
  /** Index of the block that it stands in. */
  readonly block: number;
  /** Range of text pieces, the second exclusive. */
  readonly from: number;
  readonly to: number;
}

/**
 * The elements of a page in document order with running sums, so that "what lies inside", "how much text" and
 * "how much of it is links" cost nothing. Everything is an index into `elements`.
 */
export interface Outline {
  readonly elements: readonly Element[];
  readonly parent: Int32Array;
  /** One past the last descendant. */
  readonly end: Int32Array;
  readonly depth: Int32Array;
  /** Visible characters (white space not counted) before the element's start tag and before its end tag. */
  readonly textFrom: Int32Array;
  readonly textTo: Int32Array;
  /** The same, of those inside links only. */
  readonly linkFrom: Int32Array;
  readonly linkTo: Int32Array;
  /** Pieces of visible text in document order; `apart` where white space or a picture stands before one. */
  readonly pieces: readonly { readonly node: Text; readonly parent: number; readonly at: number; readonly apart: boolean }[];
  /** Range of pieces inside an element, the second exclusive. */
  readonly pieceFrom: Int32Array;
  readonly pieceTo: Int32Array;
  readonly lines: readonly Line[];
  /** Range of lines that begin inside an element, the second exclusive. */
  readonly lineFrom: Int32Array;
  readonly lineTo: Int32Array;
}

/** Walk the tree once. */
export function outlineOf(document: Document): Outline {
  const elements: Element[] = [];
  const count = countElements(document.children);
  const numbers = () => new Int32Array(count);
  const parent = numbers();
  const end = numbers();
  const depth = numbers();
  const textFrom = numbers();
  const textTo = numbers();
  const linkFrom = numbers();
  const linkTo = numbers();
  const pieceFrom = numbers();
  const pieceTo = numbers();
  const lineFrom = numbers();
  const lineTo = numbers();
  const pieces: { node: Text; parent: number; at: number; apart: boolean }[] = [];
  const lines: Line[] = [];
  let text = 0;
  let link = 0;
  let open = "";
  let apart = false;
  let openBlock = 0;
  let openFrom = 0;

  const endLine = () => {
    if (openFrom < pieces.length) {
      const line = onOneLine(open);
      if (line !== "") lines.push({ text: line, block: openBlock, from: openFrom, to: pieces.length });
    }
    open = "";
    openFrom = pieces.length;
  };

  // Recursion is safe: the tree is at most MAX_DEPTH deep.
  const visit = (node: AnyNode, above: number, block: number, inLink: boolean, hidden: boolean): void => {
    if (isText(node)) {
      if (hidden) return;
      const size = visibleLength(node.data);
      if (size === 0) {
        open += " ";
        apart = true;
        return;
      }
      if (openFrom === pieces.length) openBlock = block;
      pieces.push({ node, parent: above, at: text, apart });
      apart = false;
      open += node.data;
      text += size;
      if (inLink) link += size;
      return;
    }
    if (!isTag(node)) return;
    const at = elements.length;
    elements.push(node);
    parent[at] = above;
    depth[at] = above < 0 ? 0 : (depth[above] as number) + 1;
    const isBlock = BLOCK.has(node.name);
    if (isBlock) endLine();
    else if (node.name === "br") endLine();
    else if (node.name === "img") {
      open += " ";
      apart = true;
    }
    textFrom[at] = text;
    linkFrom[at] = link;
    pieceFrom[at] = pieces.length;
    lineFrom[at] = lines.length;
    const silent = hidden || SILENT.has(node.name) || isHidden(node);
    const insideLink = inLink || (node.name === "a" && node.attribs.href !== undefined);
    const { children } = node;
    for (let i = 0; i < children.length; i++) visit(children[i] as AnyNode, at, isBlock ? at : block, insideLink, silent);
    if (isBlock) endLine();
    textTo[at] = text;
    linkTo[at] = link;
    pieceTo[at] = pieces.length;
    // A line that began inside an inline element is still open; it counts as inside.
    lineTo[at] = lines.length + (isBlock || openFrom === pieces.length ? 0 : 1);
    end[at] = elements.length;
  };
  for (const child of document.children) visit(child, -1, 0, false, false);
  endLine();
  return { elements, parent, end, depth, textFrom, textTo, linkFrom, linkTo, pieces, pieceFrom, pieceTo, lines, lineFrom, lineTo };
}

function countElements(nodes: readonly AnyNode[]): number {
  let count = 0;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as AnyNode;
    if (isTag(node)) count += 1 + countElements(node.children);
  }
  return count;
}

const NOT_SHOWN = /display\s*:\s*none/i;

function isHidden(element: Element): boolean {
  const { style, hidden } = element.attribs;
  return hidden !== undefined || (style !== undefined && NOT_SHOWN.test(style));
}

function visibleLength(data: string): number {
  let size = 0;
  for (let i = 0; i < data.length; i++) {
    const code = data.charCodeAt(i);
    if (code > 32 && code !== 160 && (code < 0x200b || code > 0x200f) && code !== 0xfeff) size++;
  }
  return size;
}

/** Visible characters inside an element. */
export function textSize(outline: Outline, element: number): number {
  return (outline.textTo[element] as number) - (outline.textFrom[element] as number);
}

/** Visible characters of links inside an element. */
export function linkSize(outline: Outline, element: number): number {
  return (outline.linkTo[element] as number) - (outline.linkFrom[element] as number);
}

/** Whether `inner` is `outer` or lies in it. */
export function isInside(outline: Outline, inner: number, outer: number): boolean {
  return inner >= outer && inner < (outline.end[outer] as number);
}

/** The text of an element on one line. Blocks inside are set apart by a blank. */
export function textInside(outline: Outline, element: number): string {
  return textOfPieces(outline, outline.pieceFrom[element] as number, outline.pieceTo[element] as number);
}

export function textOfPieces(outline: Outline, from: number, to: number): string {
  let text = "";
  let last = -1;
  for (let i = from; i < to; i++) {
    const piece = outline.pieces[i] as Outline["pieces"][number];
    const line = piece.parent;
    if (last >= 0 && line !== last && (piece.apart || blockBetween(outline, last, line))) text += " ";
    text += piece.node.data;
    last = line;
  }
  return onOneLine(text);
}

/** White space other than single blanks: most texts have none, and need no copy. */
const LOOSE = /\s\s|[^\S ]/;
const SPACE = /\s+/g;

function onOneLine(text: string): string {
  return (LOOSE.test(text) ? text.replace(SPACE, " ") : text).trim();
}

function blockBetween(outline: Outline, a: number, b: number): boolean {
  return blockOf(outline, a) !== blockOf(outline, b);
}

/** The nearest block that is or holds an element. */
function blockOf(outline: Outline, element: number): number {
  let at = element;
  while (at > 0 && !BLOCK.has((outline.elements[at] as Element).name)) at = outline.parent[at] as number;
  return at;
}

/** The line of a text piece. */
export function lineAt(outline: Outline, piece: number): number {
  let low = 0;
  let high = outline.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((outline.lines[middle] as Line).from <= piece) low = middle;
    else high = middle - 1;
  }
  return low;
}
