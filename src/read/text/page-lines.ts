import type { Byline } from "../../model/parts.ts";
import type { EdgeDate } from "../../values/edge-date.ts";
import type { DateMention } from "../../values/written-date.ts";
import { fold } from "./fold-line.ts";
import type { LineColumns } from "./line-columns.ts";
import { type DraftLine, KIND_CODES, KINDS, type LineKind } from "./page-line.ts";
import type { SplitText } from "./split-lines.ts";

/** What few lines have. */
export interface Finds {
  readonly dates: readonly DateMention[];
  readonly bylines: readonly Byline[];
  readonly edge: EdgeDate | undefined;
}

/** Engines keep arrays that never held an object apart from those that did, and compile anew what is given both; this one did. */
export const NONE: readonly never[] = [{} as never].slice(1);
const NO_FINDS: Finds = { dates: NONE, bylines: NONE, edge: undefined };

/**
 * The lines of a page, as columns: a dump has hundreds of thousands of lines, and what is held of each in objects is what the collector
 * copies. An object is a line's place in the columns, and its text once somebody asks.
 */
export class PageLines {
  readonly text: string;
  readonly length: number;
  readonly at: LineColumns;
  /** By the number of `KIND_CODES`. */
  readonly kinds: Uint8Array;
  readonly sizes: Int32Array;
  /** The number of a line's words: lines with the same words have the same. */
  readonly words: Int32Array;
  /** By that number, how often the words stand in the page. */
  readonly counts: Int32Array;
  /** Numbers of finds, 0 for none. */
  readonly found: Int32Array;
  readonly finds: Finds[] = [NO_FINDS];
  readonly lines: readonly DraftLine[];

  constructor({ text, lines: at }: SplitText) {
    const { length } = at;
    this.text = text;
    this.length = length;
    this.at = at;
    this.kinds = new Uint8Array(length);
    this.sizes = new Int32Array(length);
    this.words = new Int32Array(length);
    this.counts = new Int32Array(2 * length + 1024);
    this.found = new Int32Array(length);
    const lines = new Array<DraftLine>(length);
    for (let i = 0; i < length; i++) lines[i] = new DumpLine(this, i);
    this.lines = lines;
  }

  setFinds(i: number, finds: Finds): void {
    this.found[i] = this.finds.length;
    this.finds.push(finds);
  }
}

class DumpLine implements DraftLine {
  private readonly page: PageLines;
  private readonly i: number;
  private own: string;

  constructor(page: PageLines, i: number) {
    this.page = page;
    this.i = i;
    this.own = "";
  }

  get text(): string {
    if (this.own === "") this.own = this.page.text.slice(this.page.at.start[this.i], this.page.at.end[this.i]);
    return this.own;
  }
  get line(): number {
    return this.page.at.number[this.i] as number;
  }
  get gap(): number {
    return this.page.at.gap[this.i] as number;
  }
  get indent(): number {
    return this.page.at.indent[this.i] as number;
  }
  get marker(): string | undefined {
    const { first, start } = this.page.at;
    const from = first[this.i] as number;
    const to = start[this.i] as number;
    return from === to ? undefined : this.page.text.slice(from, to).trim();
  }
  get marks(): number {
    return this.page.at.marks[this.i] as number;
  }
  get folded(): string {
    return this.text.length > 400 ? this.text : fold(this.text, this.marks);
  }
  get size(): number {
    return this.page.sizes[this.i] as number;
  }
  get repeats(): number {
    return this.page.counts[this.page.words[this.i] as number] as number;
  }
  get kind(): LineKind {
    return KINDS[this.page.kinds[this.i] as number] as LineKind;
  }
  set kind(kind: LineKind) {
    this.page.kinds[this.i] = KIND_CODES[kind];
  }
  get dates(): readonly DateMention[] {
    return this.finds.dates;
  }
  get bylines(): readonly Byline[] {
    return this.finds.bylines;
  }
  set bylines(bylines: readonly Byline[]) {
    this.page.setFinds(this.i, { ...this.finds, bylines });
  }
  get edge(): EdgeDate | undefined {
    return this.finds.edge;
  }
  private get finds(): Finds {
    return this.page.finds[this.page.found[this.i] as number] as Finds;
  }
}
