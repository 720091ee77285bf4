import { longer } from "../../values/longer.ts";
import { SourceText } from "../../values/source-text.ts";
import { type XmlProblem, XmlScanner } from "../../values/xml-scanner.ts";
import { type ElementName, ElementNames } from "./element-name.ts";
import { endsBeforeField, skipText } from "./opaque-text.ts";
import { ATTRIBUTES_END, END, INNER_END, INNER_START, MARKUP, NAME, NEXT, ROW, SCOPED, SECTIONS, START } from "./outline-row.ts";

export type OutlineProblem = XmlProblem | "mismatched-tag" | "unended-element" | "text-outside" | "junk-before";

const MAX_PROBLEMS = 20;

/**
 * The elements of a document in the order of their start tags, a row of numbers each: nothing is made of an element until somebody asks
 * for it. Made in one walk without recursion. End tags that end nothing are passed over, elements that are not ended end with their
 * parent, an entry ends where the next begins.
 */
export class Outline {
  readonly document: SourceText;
  readonly names: ElementNames = ElementNames.shared;
  readonly problems: { readonly code: OutlineProblem; readonly offset: number }[] = [];
  /** There is a name in letters that the undecoded document does not show: it must be walked decoded. */
  #needsDecoding = false;
  rows: Int32Array;
  /** After the last row. */
  end = 0;
  readonly #scanner: XmlScanner;
  /** The rows of the elements that are open, outermost first. */
  readonly #open: number[] = [];
  /** How many of them have a name, by its id. */
  readonly #openOf: number[] = [];
  /** How deep the open entry lies in them; -1 without one. */
  #entryDepth = -1;

  private constructor(document: SourceText) {
    this.document = document;
    this.rows = new Int32Array(64 * ROW + (document.length >> (document.length < 1_048_576 ? 4 : 7)));
    this.#scanner = new XmlScanner(document.raw, { encoded: document.encoded, onProblem: (code, offset) => this.#problem(code, offset) });
    this.#walk();
  }

  /** The outline of a document, decoded where it must be. */
  static of(document: SourceText): Outline {
    const made = new Outline(document);
    return made.#needsDecoding ? new Outline(new SourceText(document.whole)) : made;
  }

  nameAt(row: number): ElementName {
    return this.names.list[(this.rows[row + NAME] as number) >> 4] as ElementName;
  }

  #problem(code: OutlineProblem, offset: number): void {
    const { problems } = this;
    if (problems.length < MAX_PROBLEMS && !problems.some((one) => one.code === code && one.offset === offset))
      problems.push({ code, offset });
  }

  #walk(): void {
    const scanner = this.#scanner;
    const open = this.#open;
    const source = this.document.raw;
    // For looking twice at elements that are not ended: a damaged feed has a few of them, a hostile one nothing else.
    const budget = { characters: 4 * source.length + 100_000 };
    for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
      if (token === "start") {
        const name = this.names.at(source, scanner.nameStart, scanner.nameEnd);
        if (name.beyondAscii && this.document.encoded) {
          this.#needsDecoding = true;
          return;
        }
        if (name.entry && this.#entryDepth >= 0 && this.nameAt(open[this.#entryDepth] as number) === name) this.#endEntry();
        if (open.length === 0 && this.end > 0) {
          this.#problem("text-outside", scanner.start);
          // Two documents in one: what follows the first is not of it.
          break;
        }
        const row = this.#add(name);
        if (scanner.selfClosing) scanner.skipSpace();
        else if (open.length > 0 && !name.entry && this.#endLeaf(row, name)) scanner.skipSpace();
        else if (name.opaque && open.length > 0 && (this.#entryDepth >= 0 || !name.inEntry)) this.#skipText(row, name, budget);
        else {
          if (name.entry && this.#entryDepth < 0) this.#entryDepth = open.length;
          open.push(row);
          this.#openOf[name.id] = (this.#openOf[name.id] ?? 0) + 1;
          scanner.skipSpace();
        }
      } else if (token === "end") this.#endTag();
      else if (token !== "text") {
        if (open.length > 0) (this.rows[(open[open.length - 1] as number) + NAME] as number) |= SECTIONS;
      } else if (
        open.length === 0 &&
        /\S/.test(this.document.slice(scanner.contentStart, Math.min(scanner.contentEnd, scanner.contentStart + 200)))
      ) {
        this.#problem(this.end === 0 ? "junk-before" : "text-outside", scanner.contentStart);
      }
    }
    if (open.length > 0) {
      // Told however much else was odd: what is cut off is not to be taken for whole.
      this.problems.push({ code: "unended-element", offset: source.length });
      while (open.length > 0) this.#close(source.length);
    }
  }

  /** A row for the element whose start tag the scanner stands at, as if it were empty. */
  #add(name: ElementName): number {
    const scanner = this.#scanner;
    const row = this.end;
    if (row + ROW > this.rows.length) this.#grow();
    const { rows } = this;
    const { end } = scanner;
    rows[row + NAME] = (name.id << 4) | (scanner.scoping ? SCOPED : 0);
    rows[row + START] = scanner.start;
    rows[row + ATTRIBUTES_END] = scanner.contentEnd;
    rows[row + INNER_START] = end;
    rows[row + INNER_END] = end;
    rows[row + END] = end;
    rows[row + NEXT] = row + ROW;
    this.end = row + ROW;
    return row;
  }

  /** Makes room for as many rows as the rest of the document will need if it is like what has been walked. */
  #grow(): void {
    const { length } = this.rows;
    const times = (1.1 * this.document.length) / (this.#scanner.start + 1);
    this.rows = longer(this.rows, Math.ceil(length * Math.min(Math.max(times, 1.25), 16)));
  }

  /** Nearly every field is one text or one CDATA section, and the end tag. */
  #endLeaf(row: number, { name }: ElementName): boolean {
    const scanner = this.#scanner;
    const { source } = scanner;
    let lt = source.indexOf("<", scanner.end);
    let sections = 0;
    if (lt >= 0 && source.charCodeAt(lt + 1) === 33 && source.startsWith("<![CDATA[", lt)) {
      const close = source.indexOf("]]>", lt + 9);
      if (close < 0) return false;
      sections = SECTIONS;
      lt = source.indexOf("<", close + 3);
    }
    if (lt < 0 || source.charCodeAt(lt + 1) !== 47) return false;
    const end = lt + 2 + name.length;
    if (source.charCodeAt(end) !== 62 || !source.startsWith(name, lt + 2)) return false;
    this.#finish(row, sections, lt, end + 1);
    scanner.jump(end + 1);
    return true;
  }

  #skipText(row: number, name: ElementName, budget: { characters: number }): void {
    const scanner = this.#scanner;
    const open = this.#open;
    const parents: string[] = [];
    for (let depth = open.length - 1; depth >= 0 && parents.length < 4; depth--) parents.push(this.nameAt(open[depth] as number).name);
    const { ended, flags } = skipText(scanner, name.name, parents);
    if (ended) {
      this.#finish(row, flags, scanner.start, scanner.end);
      return;
    }
    this.#problem("unended-element", this.rows[row + START] as number);
    const from = this.rows[row + INNER_START] as number;
    budget.characters -= scanner.start - from;
    const field = budget.characters > 0 ? endsBeforeField(this.document, name.name, from, scanner.start) : undefined;
    const end = field?.end ?? scanner.start;
    this.#finish(row, field === undefined ? flags : (flags & ~MARKUP) | field.flags, end, end);
    scanner.jump(end);
  }

  #endTag(): void {
    const scanner = this.#scanner;
    const open = this.#open;
    const { source, nameStart, nameEnd } = scanner;
    if (open.length > 0) {
      const { name } = this.nameAt(open[open.length - 1] as number);
      if (nameEnd - nameStart === name.length && source.startsWith(name, nameStart)) {
        this.#close(scanner.start, scanner.end);
        scanner.skipSpace();
        return;
      }
    }
    this.#problem("mismatched-tag", scanner.start);
    const name = this.names.at(source, nameStart, nameEnd);
    if ((this.#openOf[name.id] ?? 0) === 0) return;
    while (this.nameAt(open[open.length - 1] as number) !== name) this.#close(scanner.start);
    this.#close(scanner.start, scanner.end);
  }

  #endEntry(): void {
    const { start } = this.#scanner;
    this.#problem("unended-element", this.rows[(this.#open[this.#entryDepth] as number) + START] as number);
    while (this.#entryDepth >= 0) this.#close(start);
  }

  #close(innerEnd: number, end = innerEnd): void {
    const open = this.#open;
    const row = open.pop() as number;
    this.#finish(row, 0, innerEnd, end);
    this.rows[row + NEXT] = this.end;
    const { id } = this.nameAt(row);
    this.#openOf[id] = (this.#openOf[id] as number) - 1;
    if (open.length === this.#entryDepth) this.#entryDepth = -1;
  }

  #finish(row: number, flags: number, innerEnd: number, end: number): void {
    const { rows } = this;
    (rows[row + NAME] as number) |= flags;
    rows[row + INNER_END] = innerEnd;
    rows[row + END] = end;
  }
}
