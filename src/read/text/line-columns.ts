import { longer } from "../../values/longer.ts";

/** Where the lines of a text stand and what they are made of, a column each. */
export class LineColumns {
  length = 0;
  /** Offset of the first ink: of the list marker, where there is one. */
  first: Int32Array;
  /** Offsets of the text behind the marker, and of what follows its last ink. */
  start: Int32Array;
  end: Int32Array;
  /** As in `PageLine`. */
  number: Int32Array;
  gap: Int32Array;
  indent: Int32Array;
  marks: Uint16Array;
  /** Two hashes of the words, without marks around them, capitals of ASCII as small letters. */
  hashA: Int32Array;
  hashB: Int32Array;

  constructor(room: number) {
    this.first = new Int32Array(room);
    this.start = new Int32Array(room);
    this.end = new Int32Array(room);
    this.number = new Int32Array(room);
    this.gap = new Int32Array(room);
    this.indent = new Int32Array(room);
    this.marks = new Uint16Array(room);
    this.hashA = new Int32Array(room);
    this.hashB = new Int32Array(room);
  }

  /** One line more, of which is still to be said what it is made of. */
  add(first: number, start: number, end: number, number: number, gap: number, indent: number): number {
    const i = this.length++;
    if (i === this.first.length) this.widen();
    this.first[i] = first;
    this.start[i] = start;
    this.end[i] = end;
    this.number[i] = number;
    this.gap[i] = gap;
    this.indent[i] = indent;
    return i;
  }

  private widen(): void {
    const room = this.first.length * 2;
    this.first = longer(this.first, room);
    this.start = longer(this.start, room);
    this.end = longer(this.end, room);
    this.number = longer(this.number, room);
    this.gap = longer(this.gap, room);
    this.indent = longer(this.indent, room);
    this.marks = longer(this.marks, room);
    this.hashA = longer(this.hashA, room);
    this.hashB = longer(this.hashB, room);
  }
}
