import type { Place } from "../model/notice.ts";
import type { SourceText } from "./source-text.ts";

/** Lines and columns of one document; cheap for offsets that are asked for in their order. Offsets are those of `source.raw`, places count characters. */
export class PlaceFinder {
  readonly #source: SourceText;
  #line = 1;
  #lineStart = 0;
  /** How many characters stand before the line. */
  #before = 0;

  constructor(source: SourceText) {
    this.#source = source;
  }

  at(offset: number): Place & { readonly line: number; readonly column: number; readonly offset: number } {
    if (offset < this.#lineStart) {
      this.#line = 1;
      this.#lineStart = 0;
      this.#before = 0;
    }
    const { raw, encoded } = this.#source;
    const from = this.#lineStart;
    for (let at = raw.indexOf("\n", from); at >= 0 && at < offset; at = raw.indexOf("\n", at + 1)) {
      this.#line++;
      this.#lineStart = at + 1;
    }
    this.#before += encoded ? this.#source.slice(from, this.#lineStart).length : this.#lineStart - from;
    const column = encoded ? this.#source.slice(this.#lineStart, offset).length : offset - this.#lineStart;
    return { line: this.#line, column: column + 1, offset: this.#before + column };
  }
}
