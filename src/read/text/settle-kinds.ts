import { readBio } from "../../values/byline.ts";
import type { LineFacts } from "./line-facts.ts";

const NAME = /^\p{Lu}[\p{L}\p{M}.'’-]*(?:\s(?:(?:van|von|de|der|den|da|di|del|la|le|al|bin|ibn)\s)*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;
const NAME_AND_HANDLE = /^(\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){1,2})\s\(?@\w+/u;
const TEXT = new Set(["short", "sentence", "quote", "long", "note"]);

/** Settles what only other lines can tell: the rest of a phrase whose words are links of their own, people and what is said of them. */
export function settleKinds(lines: LineFacts[]): void {
  const people = namedPeople(lines);
  const firsts = new Set(Array.from(people, (name) => name.split(" ")[0] as string));
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (!TEXT.has(line.kind)) continue;
    const before = lines[i - 1];
    if (before && line.gap === 0 && before.kind === "more" && /^[“"«„「『].*[”"»“」』]$/u.test(line.text))
      lines[i] = { ...line, kind: "more" };
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
      lines[i] = { ...line, kind: "filed" };
    else if (before && line.gap === 0 && before.kind === "social" && line.size < 160 && AFTER_COMMENT.test(line.text))
      lines[i] = { ...line, kind: "social" };
    else if (people.size > 0 && line.size < 50 && people.has(line.folded))
      lines[i] = { ...line, kind: "byline", bylines: [{ name: line.text }] };
    else if (line.kind !== "note" && line.size > 120 && line.repeats > 1 && line.repeats < 40) lines[i] = { ...line, kind: "bio" };
    else if (people.size > 0 && line.size > 60 && mayName(line.text, firsts) && opensWithPerson(line, people))
      lines[i] = { ...line, kind: "bio" };
  }
}

const AFTER_COMMENT = /^(?:on|to|for|zu|auf|sur|à|en|a|em|su|op|för|na|do|к|на)\s/u;

/** Folded names that stand on lines of their own and of which a text says who they are, or that stand beside their handle. */
function namedPeople(lines: readonly LineFacts[]): Set<string> {
  const alone = new Map<string, Set<string>>();
  for (const line of lines) {
    if (line.kind !== "short" || line.size > 40 || !NAME.test(line.text)) continue;
    const first = line.folded.split(" ")[0] ?? "";
    const names = alone.get(first);
    if (names) names.add(line.folded);
    else alone.set(first, new Set([line.folded]));
  }
  const people = new Set<string>();
  if (alone.size === 0) return people;
  for (const line of lines) {
    if (line.size < 30) continue;
    const first = line.text.slice(0, Math.max(0, line.text.indexOf(" "))).toLowerCase();
    const names = alone.get(first);
    if (!names) continue;
    const said =
      (line.size > 60 ? (readBio(line.text).name ?? fullNameBefore(line, names)) : undefined) ?? NAME_AND_HANDLE.exec(line.text)?.[1];
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

/** Whether a first name stands in the beginning of a text; of many names no more is asked. */
function mayName(text: string, firsts: ReadonlySet<string>): boolean {
  if (firsts.size > 12) return true;
  const head = text.slice(0, 160).toLowerCase();
  for (const first of firsts) if (head.includes(first)) return true;
  return false;
}

function opensWithPerson(line: LineFacts, people: ReadonlySet<string>): boolean {
  const name = readBio(line.text).name?.toLowerCase();
  if (name === undefined) return fullNameBefore(line, people) !== undefined;
  for (const person of people) if (person === name || person.startsWith(`${name} `)) return true;
  return false;
}
