import { readBioName } from "../../values/byline.ts";
import { ALPHA, AT, COLON, DIGIT, MARK, marksOf, PART, QUOTE, SPACE, SYNTAX } from "./line-marks.ts";
import { type DraftLine, KIND_CODES, type LineFacts, type LineKind } from "./page-line.ts";
import type { PageLines } from "./page-lines.ts";

const NAME = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:van|von|de|der|den|da|di|del|la|le|al|bin|ibn)\s)*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;
const NAME_AND_HANDLE = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){1,2})\s\(?@\w+/u;
const TEXT: ReadonlySet<number> = new Set(["short", "sentence", "quote", "long", "note"].map((kind) => KIND_CODES[kind as LineKind]));
const QUOTED = /^[“"«„「『].*[”"»“」』]$/u;

/** Settles what only other lines can tell: the rest of a phrase whose words are links of their own, people and what is said of them. */
export function settleKinds(page: PageLines): void {
  const { kinds, sizes, words, counts, lines } = page;
  const { gap } = page.at;
  const people = namedPeople(page);
  const firsts = new FirstNames(people.values());
  for (let i = 0; i < page.length; i++) {
    const kind = kinds[i] as number;
    if (!TEXT.has(kind)) continue;
    const size = sizes[i] as number;
    const repeats = counts[words[i] as number] as number;
    const above = i > 0 && gap[i] === 0 ? (kinds[i - 1] as number) : 0;
    if (above === KIND_CODES.more && QUOTED.test((lines[i] as LineFacts).text)) kinds[i] = KIND_CODES.more;
    // What stands right under a label that ends in nothing is what the label names.
    else if (
      above === KIND_CODES.filed &&
      (sizes[i - 1] as number) <= 12 &&
      kind === KIND_CODES.short &&
      size <= 30 &&
      (lines[i - 1] as LineFacts).repeats > 1
    )
      kinds[i] = KIND_CODES.filed;
    else if (above === KIND_CODES.social && size < 160 && AFTER_COMMENT.test((lines[i] as LineFacts).text)) kinds[i] = KIND_CODES.social;
    else if (size < 50 && people.has(words[i] as number)) {
      const line = lines[i] as DraftLine;
      line.kind = "byline";
      line.bylines = [{ name: line.text }];
    } else if (kind !== KIND_CODES.note && size > 120 && repeats > 1 && repeats < 40) kinds[i] = KIND_CODES.bio;
    else if (size > 60 && firsts.mayOpen(page, i) && opensWithPerson(lines[i] as LineFacts, firsts)) kinds[i] = KIND_CODES.bio;
  }
}

const AFTER_COMMENT = /^(?:on|to|for|zu|auf|sur|à|en|a|em|su|op|för|na|do|к|на)\s/u;

/** The first names of some people. */
class FirstNames {
  private readonly people = new Map<string, string[]>();
  /** The letters of ASCII that the first names begin with; "" where one begins with others. */
  private readonly letters = new Set<string>();

  constructor(people: Iterable<string>) {
    for (const name of people) {
      const first = firstWord(name);
      const names = this.people.get(first);
      if (names) names.push(name);
      else this.people.set(first, [name]);
      this.letters.add(lettersAt(name, 0, name.length));
    }
    if (this.people.size > 0) this.letters.add("about");
  }

  /** The people of a first name. */
  of(first: string): readonly string[] {
    return this.people.get(first) ?? [];
  }

  /** Whether a line may begin with one: most do not even begin with the letters of one. */
  mayOpen({ text, at }: PageLines, i: number): boolean {
    if (this.letters.size === 0) return false;
    return this.letters.has(lettersAt(text, at.start[i] as number, at.end[i] as number));
  }
}

/** The first letters of ASCII behind marks, as small ones. */
function lettersAt(text: string, start: number, end: number): string {
  let from = start;
  while (from < end && (marksOf(text.charCodeAt(from)) & MARK) !== 0) from++;
  let to = from;
  while (to < end && (marksOf(text.charCodeAt(to)) & ALPHA) !== 0) to++;
  return text.slice(from, to).toLowerCase();
}

/** What no name has. */
const NO_NAME = DIGIT | PART | SYNTAX | COLON | AT | QUOTE;

/**
 * Names that stand on lines of their own and of which a text says who they are, or that stand beside their handle, folded, by the number of
 * their words.
 */
function namedPeople(page: PageLines): Map<number, string> {
  const { kinds, sizes, words, lines, text } = page;
  const { marks, start } = page.at;
  const alone = new Map<string, Map<string, number>>();
  const initials = new Set<number>();
  for (let i = 0; i < page.length; i++) {
    if (kinds[i] !== KIND_CODES.short || (sizes[i] as number) > 40) continue;
    const mark = marks[i] as number;
    const code = text.charCodeAt(start[i] as number);
    if ((mark & SPACE) === 0 || (mark & NO_NAME) !== 0 || code < 65 || (code > 90 && code < 128)) continue;
    const line = lines[i] as LineFacts;
    if (!NAME.test(line.text)) continue;
    const { folded } = line;
    const first = firstWord(folded);
    const names = alone.get(first) ?? new Map<string, number>();
    names.set(folded, words[i] as number);
    alone.set(first, names);
    initials.add(code);
  }
  const people = new Map<number, string>();
  if (alone.size === 0) return people;
  for (let i = 0; i < page.length; i++) {
    if ((sizes[i] as number) < 30 || !mayBegin(text.charCodeAt(start[i] as number), initials)) continue;
    const line = lines[i] as LineFacts;
    const space = line.text.indexOf(" ");
    if (space > 40) continue;
    const first = line.text.slice(0, Math.max(0, space)).toLowerCase();
    const names = alone.get(first);
    if (!names) continue;
    const said =
      (line.size > 60 ? (readBioName(line.text) ?? fullNameBefore(line, names.keys())) : undefined) ?? NAME_AND_HANDLE.exec(line.text)?.[1];
    if (said === undefined) continue;
    const folded = said.toLowerCase();
    // "Mark is …" speaks of the Mark Payne who is named above; of two Marks it speaks of neither.
    for (const [name, id] of names) if (name === folded || (folded === first && names.size === 1)) people.set(id, name);
  }
  return people;
}

/** Whether a line with that first character may begin with a word that begins with one of those capitals. */
function mayBegin(code: number, initials: ReadonlySet<number>): boolean {
  return code >= 128 || initials.has(code) || (code >= 97 && initials.has(code - 32));
}

/** "Ada Byron reads proofs …": of a name of two words or more that stands alone elsewhere, whatever is said is said of the person. */
function fullNameBefore(line: LineFacts, names: Iterable<string>): string | undefined {
  for (const name of names)
    if (name.includes(" ") && line.folded.startsWith(`${name} `) && /^\p{Ll}/u.test(line.text.slice(name.length).trimStart())) return name;
  return undefined;
}

function opensWithPerson(line: LineFacts, firsts: FirstNames): boolean {
  const name = readBioName(line.text)?.toLowerCase();
  if (name === undefined) return fullNameBefore(line, firsts.of(firstWord(line.folded))) !== undefined;
  return firsts.of(firstWord(name)).some((person) => person === name || person.startsWith(`${name} `));
}

function firstWord(text: string): string {
  const space = text.indexOf(" ");
  return space < 0 ? text : text.slice(0, space);
}
