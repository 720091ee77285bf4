import type { Byline } from "../model/parts.ts";
import { BYLINE_JOINTS, BYLINE_LEADS, BYLINE_TAILS } from "./byline-words.ts";
import { WordBeginnings } from "./word-beginnings.ts";
import { findDateMentions } from "./written-date.ts";

/** Names found in a line, and where. */
export interface FoundByline {
  readonly bylines: readonly Byline[];
  /** Offsets into the line, in characters, with the words before the names ("by"). */
  readonly start: number;
  readonly end: number;
}

const EMAIL = /(?<![\w.@+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/;
const HANDLE = /(?<![\w.@/])@[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,38}[A-Za-z0-9_])?(?:@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})?(?![\w@])/;
/** Where the names end: a date's words, a place, a category, a divider. */
const STOP =
  /\s(?:on|in|at|under|for|am|um|le|el|il|op|den|dne|dnia|dia|w|em|в|o|à|filed|posted|published|updated|last|has|is|was|wrote|says|said|from|who|shares|since|–|—|-|•|·|\|)(?=\s)|\s(?:a|alle|ore|às|as|las|kl\.?|klo|u|ob|godz\.?)\s+(?=\d)|[|•·–—([<\n\r\t]|,\s*(?=\d)|(?<=[\p{L}\p{N}]{3})\.\s+|:\s|\d{4}/iu;
const NO_NAME =
  /^(?:admin(?:istrator)?s?|author|unknown|anonymous|guest|staff|editor|webmaster|the|a|an|this|that|my|our|your|their|his|her|its|it|we|you|they|he|she|i|me|us|them|using|creating|making|default|clicking|design|theme|comments?|reply|category|tags?|date|time|email|rss|home|about|contact|on|in|at|by|and|of|read|google|twitter|facebook|github|linkedin|instagram|youtube|mastodon)$/i;

const OTHER_DOER =
  /(?:powered|designed?|themed?|hosted|built|made|photos?|images?|pictures?|illustrat\w+|translated|sponsored|followed|inspired|caused|used|provided|maintained|developed|generated|template|icons?|artwork|cover|copyright|licensed)\s*$/i;

const LEADS: ReadonlySet<string> = new Set(BYLINE_LEADS);
const LONGEST_LEAD = Math.max(...BYLINE_LEADS.map((lead) => lead.length));
const NOUN =
  /^(?:(?:the |post )?authors?|text|autor(?:in|en|a|es|i|ul|ka|zy|ři|ė)?|auteurs?|auteure|autrice|autore|autorius|autoris|verfasser|verfasst|forfatter|författare|tekijä|kirjoittaja|szerzők?|автор[ыа]?|аутор|avtor|текст|penulis|pengarang|yazar|συγγραφέας|redacción|文|글|由|höfundur|awdur|egilea|autoro)$/u;
/** Prepositions that begin sentences as well. */
const PREPOSITION = /^(?:de|di|da|per|par|por|von|od|av|af|door|oleh|от|del|του|από|bởi|do)$/u;
/** A first word of a name in capitals or in a script that has none, with what may stand before it ("von der"), and no small word after it but those. */
const CAPITALS =
  /^(?:(?:van|von|de|der|den|da|di|del|la|le|al|el|bin|ibn|el)\s+){0,2}(?:[\p{Lu}\p{Lo}@]|\d+\p{L})[^\s,|]*(?=\s+(?:[\p{Lu}\p{Lo}\d(|·•–—-]|(?:van|von|de|der|den|da|di|del|la|le|al|y|e|et|und|i|a|och|og|en|am|le|el|il|op|den|dne|dia|w|em|в|о|in|on|à|på)\s)|\s*$|\s*[,|·•–—(:])/u;

let leadBeginnings: WordBeginnings | undefined;
let byBeginning: Map<string, string[]> | undefined;

/**
 * The people that a byline names: "By Ada Byron and Grace Hopper on March 4", "von …", "作者：…", "Ada Byron (@ada)".
 * Empty for a text that has no word such as "by" before the names, unless `bare`: then all of it is names.
 */
export function readByline(text: string, options: { readonly bare?: boolean } = {}): Byline[] {
  const found = findLead(text, 0);
  // In a field that holds a name "Per Lie" and "Di Stefano" are names.
  if (found && options.bare && /^\s*(?:per|di|da|de|von|por|od|av|af|om|do)\s+\S+\s*$/i.test(text)) return [...namesIn(text, 0).bylines];
  if (found) return [...namesIn(text.slice(found), 0).bylines];
  const tail = readTail(text);
  if (tail) return [tail];
  return options.bare ? [...namesIn(text, 0).bylines] : [];
}

/** A byline in a line of other things: "March 4, 2012 · by Ada Byron · 3 comments". `undefined` where no lead word stands before a name. */
export function findByline(line: string): FoundByline | undefined {
  if (line.length > 400 || !mayHoldByline(line)) return undefined;
  // At the start of the line or of one of its parts, and after a date; in running text "by" says nothing.
  const starts = [0];
  for (const match of line.matchAll(/[|•·–—\n,/(](?:\s+|(?=\S))/g)) starts.push(match.index + match[0].length);
  if (/\p{N}/u.test(line)) for (const mention of findDateMentions(line)) starts.push(mention.end);
  for (const match of line.matchAll(
    /(?:^|\s)(?=(?:[Pp]osted|[Ww]ritten|[Pp]ublished|[Bb]y|von|par|por|door|av|af|作者|投稿者)[\s:：]+(?:by )?[\p{Lu}\p{Lo}@])/gu,
  ))
    if (line.length < 120) starts.push(match.index + match[0].length);
  for (const start of starts.sort((a, b) => a - b)) {
    const from = start + (/^[\s,]*/.exec(line.slice(start))?.[0].length ?? 0);
    const lead = findLead(line, from);
    if (!lead) continue;
    const { bylines, end } = namesIn(line.slice(lead), lead);
    if (bylines.length) return { bylines, start: from, end };
  }
  return undefined;
}

/** A quick look whether a line may hold a byline. */
export function mayHoldByline(line: string): boolean {
  leadBeginnings ??= new WordBeginnings(BYLINE_LEADS);
  return leadBeginnings.mayHold(line);
}

/** Whether a text between two names joins them: ", ", " and ". */
export function isBylineJoint(text: string): boolean {
  return text.split(BYLINE_JOINTS).every((part) => part.trim() === "") && text.trim() !== "";
}

/** Where a text about a person begins with the name ("Ada Byron is a …"). */
const OPENING =
  /^(?:about (?:the author|me)?[:.]?\s*)?((?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s)?\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:van|von|de|der|den|da|di|del|la|le|al|bin|ibn)\s+)*\p{Lu}[\p{L}\p{M}.'’-]*){0,4})(?=,?\s+(?:is|was|has|works|writes|lives|loves|ist|war|est|es|è|é|jest|är|er|on|—|–|-|\()[\s(])/iu;
/** How much of such a text its name is looked for in. */
const OPENING_LENGTH = 1000;

/** What a text about a person says of how to reach them: handle, e-mail, name where it begins with one ("Ada Byron is a …"). */
export function readBio(text: string): Byline {
  const bio = text.replace(/\s+/g, " ").trim();
  const reachable = bio.includes("@");
  const email = reachable ? EMAIL.exec(bio)?.[0].replace(/\.$/, "") : undefined;
  const handles = reachable ? HANDLE.exec(bio.replace(EMAIL, " ")) : null;
  // Whom somebody works at or with has handles too.
  const handle =
    handles === null || /\b(?:at|of|for|from|with|bei|chez)\s+$/i.test(handles.input.slice(0, handles.index)) ? undefined : handles[0];
  const name = openingName(bio);
  return { ...(name && { name }), ...(email && { email }), ...(handle && { handle }), ...(bio && { bio }) };
}

/** The name that a text about a person begins with, as `readBio` finds it. */
export function readBioName(text: string): string | undefined {
  return openingName(text.slice(0, OPENING_LENGTH).replace(/\s+/g, " ").trim());
}

function openingName(bio: string): string | undefined {
  const name = OPENING.exec(bio)?.[1];
  return name !== undefined && /^\p{Lu}/u.test(name) && !NO_NAME.test(name) ? name : undefined;
}

function isLead(text: string): boolean {
  return LEADS.has(text);
}

/** The lead words that begin so, longest first: most places of a line have none. */
function leadsFrom(beginning: string): readonly string[] | undefined {
  if (!byBeginning) {
    byBeginning = new Map();
    for (const lead of [...LEADS].sort((a, b) => b.length - a.length)) {
      const key = lead.slice(0, 2);
      const list = byBeginning.get(key);
      if (list) list.push(lead);
      else byBeginning.set(key, [lead]);
    }
  }
  // A lead of one character ("文") begins every text that begins with it.
  return byBeginning.get(beginning) ?? byBeginning.get(beginning.slice(0, 1));
}

/** The offset behind a lead word that stands at an offset; 0 for none. */
function findLead(text: string, from: number): number {
  // "Powered by", "theme by", "photo by": people and things that did not write.
  if (OTHER_DOER.test(text.slice(Math.max(0, from - 24), from))) return 0;
  const candidates = leadsFrom(text.slice(from, from + 2).toLowerCase());
  if (!candidates) return 0;
  const head = text.slice(from, from + LONGEST_LEAD).toLowerCase();
  for (const lead of candidates) {
    if (!head.startsWith(lead)) continue;
    const { length } = lead;
    const rest = text.slice(from + length);
    const colon = /^\s*[:：]\s*/.exec(rest) ?? /^\s*[/／]\s*(?=\p{Script=Han})/u.exec(rest);
    if (colon) return from + length + colon[0].length;
    // Words that are also other things ("text", "author") want the colon or a name in capitals; prepositions want a space.
    const space = /^\s+(?=\S)/.exec(rest);
    if (!space) continue;
    const next = rest.slice(space[0].length);
    if (NOUN.test(lead) && (text.length > 60 || !/^[\p{Lu}\p{Lo}@]/u.test(next))) continue;
    if (PREPOSITION.test(lead) && !CAPITALS.test(next)) continue;
    if (lead === "by" && !/^\S+\s*(?:$|[|·•–—,(@]|on\b|in\b|at\b|\d)|[\p{Lu}\p{Lo}@]/u.test(next.slice(0, 60))) continue;
    return from + length + space[0].length;
  }
  return 0;
}

function readTail(text: string): Byline | undefined {
  const trimmed = text.trim();
  for (const tail of BYLINE_TAILS) {
    if (!trimmed.toLowerCase().endsWith(tail) || trimmed.length > 60) continue;
    const name = cleanName(trimmed.slice(0, -tail.length));
    if (name) return { name };
  }
  return undefined;
}

function namesIn(text: string, offset: number): { bylines: Byline[]; end: number } {
  const line = text.slice(0, 240);
  const email = line.includes("@") ? EMAIL.exec(line)?.[0] : undefined;
  const first = findDateMentions(line)[0]?.start ?? line.length;
  let end = Math.min(first, line.length);
  const stop = STOP.exec(line.slice(0, end));
  if (stop) end = stop.index;
  const people = line.slice(0, end);
  const handle = HANDLE.exec(line.slice(0, Math.min(line.length, end + 40)).replace(EMAIL, " "))?.[0];
  const bylines: Byline[] = [];
  for (const part of people.split(BYLINE_JOINTS)) {
    const name = cleanName(part);
    if (name) bylines.push({ name });
  }
  const sole = bylines.length === 1 ? bylines[0] : undefined;
  if (sole && (email || handle)) bylines[0] = { ...sole, ...(email && { email }), ...(handle && { handle }) };
  else if (!bylines.length && (email || handle)) bylines.push({ ...(email && { email }), ...(handle && { handle }) });
  return { bylines, end: offset + people.trimEnd().length };
}

/** A name without decoration; `undefined` for what cannot be one. */
export function cleanName(text: string): string | undefined {
  const name = text
    .replace(EMAIL, "")
    .replace(/[\u200b-\u200f\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .replace(/^[\s"“”«»'’‘.,:;|•·–—@#*)\]-]+|[\s"“”«»'’‘,:;|•·–—*([-]+$/gu, "")
    // The end of brackets that began before the name.
    .replace(/^([^(]+)\)$/, "$1")
    .trim();
  const words = name.split(" ");
  if (name === "" || name.length > 60 || words.length > 6) return undefined;
  if (/^(?:the|an?|my|this|that|how|one|all|its|our) /.test(name)) return undefined;
  if (!/[\p{L}\p{N}]/u.test(name) || /^[\d\s.,:/-]+$/.test(name) || /https?:|www\.|[{}<>=]/.test(name)) return undefined;
  if (isLead(name.toLowerCase())) return undefined;
  return NO_NAME.test(name) && !/^admin/i.test(name) ? undefined : name;
}
