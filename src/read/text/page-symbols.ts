import { longer } from "../../values/longer.ts";
import type { DateMention } from "../../values/written-date.ts";
import { charClass, NUMBER, WHITE } from "./char-class.ts";
import { PROSE_CODES } from "./line-looks.ts";
import { BEYOND, FOREIGN } from "./line-marks.ts";
import type { PageLines } from "./page-lines.ts";
import { SEED_A, SEED_B, SymbolTable, stepA, stepB } from "./symbol-table.ts";

/**
 * What the lines of one page share, as small numbers: a kind, a whole shape ("posted on <date>"), the beginning or end of one.
 * Lines with a symbol in common are alike in some way.
 */
export interface PageSymbols {
  /** The symbols of line `i` are `ids[from[i]]` to `ids[from[i + 1] - 1]`. */
  readonly from: Int32Array;
  readonly ids: Int32Array;
  /** The lines of symbol `id`, ascending, are `places[start[id]]` to `places[start[id + 1] - 1]`. */
  readonly start: Int32Array;
  readonly places: Int32Array;
  /** By symbol, 1 for kinds of the page's own print and for whole shapes. */
  readonly strong: Uint8Array;
  readonly table: SymbolTable;
}

/** How many lines have a symbol. */
export function symbolCount(symbols: PageSymbols, id: number): number {
  return (symbols.start[id + 1] as number) - (symbols.start[id] as number);
}

/** The lines of a symbol, ascending. */
export function placesOf(symbols: PageSymbols, id: number): Int32Array {
  return symbols.places.subarray(symbols.start[id], symbols.start[id + 1]);
}

/** The symbols of a line; none beyond the page. */
export function symbolsOf(symbols: PageSymbols, line: number): Int32Array {
  return symbols.ids.subarray(symbols.from[line] ?? 0, symbols.from[line + 1] ?? 0);
}

/** A line has eight at most. */
const MOST = 8;
/** What a key is of, so that no two kinds of it are one. */
const KIND = 1;
const NEIGHBOURS = 2;
const LENGTHS = 3;
const EDGE = 4;
const SHAPE = 5;
const FIRST_TWO = 6;
const LAST_TWO = 7;
const FIRST = 8;
const SECOND = 9;
const HEAD = 10;
const TAIL = 11;

/** How far from the page's own print symbols are of use to those who mend titles, in lines. */
const REACH = 6;

/**
 * @param length Of how many lines of the page, from its beginning.
 * @param known Symbols of the beginning of the page: no others are looked for then, and theirs keep their numbers. Running text far from
 * any print of the page is passed over, unless `mark`, which is what tells the titles, stands on such lines.
 */
export function pageSymbols(page: PageLines, length: number, known?: PageSymbols, mark?: number): PageSymbols {
  const found = new FoundSymbols(known?.table ?? new SymbolTable(4096), known === undefined, length);
  const { table } = found;
  const { kinds } = page;
  const from = new Int32Array(length + 1);
  const all = known === undefined || (mark !== undefined && placesOf(known, mark).some((i) => PROSE_CODES[kinds[i] as number] === 1));
  // The last line of print so far, and the next one.
  let last = -REACH - 1;
  let ahead = -1;
  for (let i = 0; i < length; i++) {
    if (!all) {
      if (ahead < i) for (ahead = i; ahead < length && PROSE_CODES[kinds[ahead] as number] === 1; ) ahead++;
      if (ahead === i) last = i;
    }
    if (all || i - last <= REACH || ahead - i <= REACH) addSymbols(page, i, length, found);
    from[i + 1] = found.used;
  }
  const { ids, used } = found;
  const start = new Int32Array(table.size + 1);
  for (let k = 0; k < used; k++) (start[(ids[k] as number) + 1] as number)++;
  for (let id = 0; id < table.size; id++) start[id + 1] = (start[id + 1] as number) + (start[id] as number);
  const places = new Int32Array(used);
  const next = start.slice();
  for (let i = 0; i < length; i++) {
    for (let k = from[i] as number; k < (from[i + 1] as number); k++) {
      const id = ids[k] as number;
      places[next[id] as number] = i;
      next[id] = (next[id] as number) + 1;
    }
  }
  return { from, ids, start, places, strong: table.strong(), table };
}

/** The symbols of one line after another. */
class FoundSymbols {
  readonly table: SymbolTable;
  private readonly adds: boolean;
  ids: Int32Array;
  used = 0;

  constructor(table: SymbolTable, adds: boolean, lines: number) {
    this.table = table;
    this.adds = adds;
    this.ids = new Int32Array(lines * 4 + MOST);
  }

  add(of: number, a: number, b: number, strong: boolean): void {
    const id = this.table.id(of, a, b, strong, this.adds);
    if (id < 0) return;
    if (this.used === this.ids.length) this.ids = longer(this.ids, this.used * 2);
    this.ids[this.used++] = id;
  }
}

function addSymbols(page: PageLines, i: number, length: number, found: FoundSymbols): void {
  const { kinds, sizes } = page;
  const { gap } = page.at;
  const kind = kinds[i] as number;
  const size = sizes[i] as number;
  const prose = PROSE_CODES[kind] === 1;
  const finds = page.found[i] === 0 ? undefined : page.finds[page.found[i] as number];
  if (!prose) found.add(KIND, kind, finds !== undefined && isSettled(finds.dates) ? 1 : 0, true);
  if (finds?.edge && size <= 160) found.add(EDGE, finds.edge.side === "before" ? 1 : 0, finds.edge.month === undefined ? 1 : 0, true);
  if (prose && i + 1 < length) {
    const next = sizes[i + 1] as number;
    const above = gap[i] as number;
    const below = gap[i + 1] as number;
    found.add(NEIGHBOURS, kind * 4 + Math.min(above, 2), (kinds[i + 1] as number) * 4 + Math.min(below, 2), false);
    found.add(LENGTHS, (size < 110 ? 1 : 0) + (above > 0 ? 2 : 0) + (next > 90 ? 4 : 0) + (below > 0 ? 8 : 0), 0, false);
  }
  if (size <= 160) addShape(page, i, finds?.dates[0], found);
}

function isSettled(dates: readonly DateMention[]): boolean {
  for (let i = 0; i < dates.length; i++) if (dates[i]?.readings.length !== 0) return true;
  return false;
}

/**
 * The shape of a line: its words in small letters, without what changes from post to post, which is numbers and the date.
 * Nothing of it is built: the words become numbers as they are passed, two for each, as one is too short to tell all apart.
 */
function addShape({ text: whole, at }: PageLines, line: number, date: DateMention | undefined, found: FoundSymbols): void {
  let text = whole;
  let start = at.start[line] as number;
  let length = at.end[line] as number;
  let skip = date === undefined ? -1 : start + date.start;
  let to = date === undefined ? -1 : start + date.end;
  const marks = at.marks[line] as number;
  const beyond = (marks & BEYOND) !== 0;
  if ((marks & FOREIGN) !== 0 || (beyond && date !== undefined)) {
    text = text.slice(start, length);
    if (date) text = `${text.slice(0, date.start)}\u0001${text.slice(date.end)}`;
    text = text.toLowerCase();
    skip = to = -1;
    start = 0;
    length = text.length;
  }
  let words = 0;
  let firstA = 0;
  let firstB = 0;
  let secondA = 0;
  let secondB = 0;
  let beforeA = 0;
  let beforeB = 0;
  let lastA = 0;
  let lastB = 0;
  let wholeA = 0;
  let wholeB = 0;
  let a = SEED_A;
  let b = SEED_B;
  let inside = false;
  let digit = false;
  for (let i = start; i <= length; i++) {
    let code = 32;
    if (i === skip) {
      code = 1;
      if (to > i) i = to - 1;
    } else if (i < length) code = text.charCodeAt(i);
    const other = code < 128 ? 0 : charClass(code);
    if (code === 32 || (code >= 9 && code <= 13) || (other & WHITE) !== 0) {
      digit = false;
      if (!inside) continue;
      inside = false;
      words++;
      if (words === 1) {
        firstA = a;
        firstB = b;
      } else if (words === 2) {
        secondA = a;
        secondB = b;
      }
      beforeA = lastA;
      beforeB = lastB;
      lastA = a;
      lastB = b;
      wholeA = Math.imul(wholeA ^ a, 0x01000193) + 7;
      wholeB = Math.imul(wholeB ^ b, 0x5bd1e995) + 13;
      a = SEED_A;
      b = SEED_B;
      continue;
    }
    if ((code >= 48 && code <= 57) || (other & NUMBER) !== 0) {
      if (digit) continue;
      digit = true;
      code = 35;
    } else {
      digit = false;
      if (code >= 65 && code <= 90) code |= 32;
    }
    inside = true;
    a = stepA(a, code);
    b = stepB(b, code);
  }
  if (words === 0) return;
  found.add(SHAPE, wholeA, wholeB, true);
  if (words >= 3) {
    found.add(FIRST_TWO, Math.imul(firstA, 31) ^ secondA, Math.imul(firstB, 37) ^ secondB, false);
    found.add(LAST_TWO, Math.imul(beforeA, 31) ^ lastA, Math.imul(beforeB, 37) ^ lastB, false);
    found.add(FIRST, firstA, firstB, false);
  } else if (words === 2) {
    found.add(FIRST, firstA, firstB, false);
    found.add(SECOND, lastA, lastB, false);
  } else if (beyond && words === 1) {
    // One word of a script without spaces: its beginning and its end.
    const shape = text
      .slice(start, length)
      .toLowerCase()
      .replace(/\p{N}+/gu, "#")
      .trim();
    if (shape.length < 6 || !/[^\x00-\x7f]/.test(shape)) return;
    const end = shape.length;
    found.add(HEAD, shape.charCodeAt(0) * 65536 + shape.charCodeAt(1), shape.charCodeAt(2), false);
    found.add(TAIL, shape.charCodeAt(end - 3) * 65536 + shape.charCodeAt(end - 2), shape.charCodeAt(end - 1), false);
  }
}
