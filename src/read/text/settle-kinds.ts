import { readBioName } from "../../values/byline.ts";
import type { DraftLine, LineFacts } from "./page-line.ts";

const NAME = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:van|von|de|der|den|da|di|del|la|le|al|bin|ibn)\s)*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;
const NAME_AND_HANDLE = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){1,2})\s\(?@\w+/u;
const TEXT = new Set(["short", "sentence", "quote", "long", "note"]);

/** Settles what only other lines can tell: the rest of a phrase whose words are links of their own, people and what is said of them. */
export function settleKinds(lines: readonly DraftLine[]): void {
  const people = namedPeople(lines);
  const firsts = new Map<string, string[]>();
  for (const name of people) {
    const first = firstWord(name);
    const names = firsts.get(first);
    if (names) names.push(name);
    else firsts.set(first, [name]);
  }
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as DraftLine;
    if (!TEXT.has(line.kind)) continue;
    const before = lines[i - 1];
    if (before && line.gap === 0 && before.kind === "more" && /^[“"«„「『].*[”"»“」』]$/u.test(line.text)) line.kind = "more";
    // What stands right under a label that ends in nothing is what the label names.
    else if (
      before &&
      line.gap === 0 &&
      before.kind === "filed" &&
      before.size <= 12 &&
      line.kind === "short" &&
      line.size <= 30 &&
      before.repeats > 1
    )
      line.kind = "filed";
    else if (before && line.gap === 0 && before.kind === "social" && line.size < 160 && AFTER_COMMENT.test(line.text)) line.kind = "social";
    else if (people.size > 0 && line.size < 50 && people.has(line.folded)) {
      line.kind = "byline";
      line.bylines = [{ name: line.text }];
    } else if (line.kind !== "note" && line.size > 120 && line.repeats > 1 && line.repeats < 40) line.kind = "bio";
    else if (people.size > 0 && line.size > 60 && mayName(line, firsts) && opensWithPerson(line, firsts)) line.kind = "bio";
  }
}

const AFTER_COMMENT = /^(?:on|to|for|zu|auf|sur|à|en|a|em|su|op|för|na|do|к|на)\s/u;

/** Folded names that stand on lines of their own and of which a text says who they are, or that stand beside their handle. */
function namedPeople(lines: readonly LineFacts[]): Set<string> {
  const alone = new Map<string, Set<string>>();
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (line.kind !== "short" || line.size > 40) continue;
    const code = line.text.charCodeAt(0);
    if (code < 65 || (code > 90 && code < 128) || !NAME.test(line.text)) continue;
    const first = firstWord(line.folded);
    const names = alone.get(first);
    if (names) names.add(line.folded);
    else alone.set(first, new Set([line.folded]));
  }
  const people = new Set<string>();
  if (alone.size === 0) return people;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (line.size < 30) continue;
    const space = line.text.indexOf(" ");
    if (space > 40) continue;
    const first = line.text.slice(0, Math.max(0, space)).toLowerCase();
    const names = alone.get(first);
    if (!names) continue;
    const said =
      (line.size > 60 ? (readBioName(line.text) ?? fullNameBefore(line, names)) : undefined) ?? NAME_AND_HANDLE.exec(line.text)?.[1];
    if (said === undefined) continue;
    const folded = said.toLowerCase();
    // "Mark is …" speaks of the Mark Payne who is named above; of two Marks it speaks of neither.
    for (const name of names) if (name === folded || (folded === first && names.size === 1)) people.add(name);
  }
  return people;
}

/** "Ada Byron reads proofs …": of a name of two words or more that stands alone elsewhere, whatever is said is said of the person. */
function fullNameBefore(line: LineFacts, names: Iterable<string>): string | undefined {
  for (const name of names)
    if (name.includes(" ") && line.folded.startsWith(`${name} `) && /^\p{Ll}/u.test(line.text.slice(name.length).trimStart())) return name;
  return undefined;
}

/** Whether a first name stands in the beginning of a text. */
function mayName(line: LineFacts, firsts: ReadonlyMap<string, readonly string[]>): boolean {
  const head = line.text.slice(0, 160).toLowerCase();
  if (firsts.size > 12) {
    if (firsts.has(firstWord(line.folded))) return true;
    return head.split(BETWEEN).some((word) => firsts.has(word));
  }
  for (const first of firsts.keys()) if (head.includes(first)) return true;
  return false;
}

const BETWEEN = /[\s:]+/;

function opensWithPerson(line: LineFacts, firsts: ReadonlyMap<string, readonly string[]>): boolean {
  const name = readBioName(line.text)?.toLowerCase();
  if (name === undefined) return fullNameBefore(line, firsts.get(firstWord(line.folded)) ?? []) !== undefined;
  return firsts.get(firstWord(name))?.some((person) => person === name || person.startsWith(`${name} `)) ?? false;
}

function firstWord(text: string): string {
  const space = text.indexOf(" ");
  return space < 0 ? text : text.slice(0, space);
}
