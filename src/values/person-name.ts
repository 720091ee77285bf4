/** A name taken apart for comparing; nothing here is for showing. */
export interface NameForm {
  /** Lower case, without accents, titles of honour, punctuation; "Last, First" turned round. */
  readonly key: string;
  readonly words: readonly string[];
  /** `person`: two words or more, as people sign; `single`: one word (a handle, a first name); `none`: a team, a role, nothing. */
  readonly kind: "person" | "single" | "none";
}

const TITLES =
  /^(?:dr|drs|prof|professor|mr|mrs|ms|miss|sir|dame|lord|lady|rev|reverend|fr|herr|frau|hr|fru|m|mme|mlle|sr|sra|srta|don|doña|dott|dottssa|ing|mag|dipl|rer|nat|pan|pani|chief|inspector|superintendent|sgt|sergeant|pc|capt|captain|col|gen|lt|maj|hon)$/;
const SUFFIXES = /^(?:phd|ph|md|msc|bsc|ma|ba|mba|jd|esq|jr|sr|ii|iii|iv|cissp|cpa|rn|frs|obe|mbe)$/;
const ROLES =
  /^(?:admin|administrator|administrador|administrateur|administratör|root|webmaster|editor|editors|editorial|staff|team|the|guest|author|autor|auteur|autore|anonymous|anonym|anonyme|anónimo|anon|unknown|user|moderator|mod|system|bot|support|info|contact|news|newsroom|press|redaktion|redaction|rédaction|redacción|redação|redazione|redakcja|redakce|редакция|админ|администратор|автор|管理员|管理員|編集部|编辑部|編輯部|小编|站长|운영자|관리자|wordpress|default|owner|blog|blogger|company|organization|community|board|committee|council|foundation|association|society|group|office|department|agency|bureau|institute|university|college|inc|llc|ltd|gmbh|corp|corporation|labs|lab|studio|studios|magazine|journal|times|post|daily|weekly|podcast|crew|contributors|contributor|contributors|writers|various|multiple|several|guests|project|projects|developers|maintainers|engineering|marketing|communications|security|research|release|releases|core|members|organizers|organisers)$/;
const STRONG_ROLES =
  /^(?:admin|administrator|webmaster|staff|team|anonymous|newsroom|redaktion|foundation|inc|llc|ltd|gmbh|corp|contributors|editors|committee|council|community|group|company|department|agency|labs|university|institute|developers|maintainers|organizers|organisers|engineering|board|project|crew|podcast|редакция|編集部|编辑部|編輯部)$/;

/** What is longer is no name; its beginning stands for it. In characters. */
const LONGEST = 300;

/** Without accents, in lower case. */
export function foldName(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/[øö]/g, "o")
    .replace(/ł/g, "l")
    .replace(/đ/g, "d")
    .replace(/æ/g, "ae");
}

/** A byline's name without the brackets and quotes that exports leave around it (`["Ada Byron"]`). For showing. */
export function tidyName(name: string): string {
  return name
    .slice(0, LONGEST)
    .replace(/\s+/g, " ")
    .replace(/^[\s[\]"“”'{}<>|,;]+|[\s[\]"“”{}<>|,;]+$/g, "")
    .trim();
}

/** Takes a name apart: titles and degrees away, "Last, First" turned round, a slug (`ada-byron`) into words. */
export function readName(raw: string): NameForm {
  let form = forms.get(raw);
  if (form === undefined) {
    form = takeApart(raw);
    if (forms.size >= MOST_FORMS) forms.clear();
    forms.set(raw, form);
  }
  return form;
}

/** Names met last: few people write many entries. */
const forms = new Map<string, NameForm>();
const MOST_FORMS = 2000;

function takeApart(raw: string): NameForm {
  let name = tidyName(raw)
    .replace(/\([^)]*\)/g, " ")
    .replace(/^@/, "");
  const comma = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (comma !== null && !SUFFIXES.test(foldName(comma[2] ?? "").replace(/[^a-z]/g, ""))) name = `${comma[2]} ${comma[1]}`;
  else name = name.replace(/,.*$/, "");
  const folded = foldName(name);
  let words = folded
    .split(/[\s.·・_\-/&+]+|(?<=\p{L})\.(?=\p{L})/u)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, ""))
    .filter((word) => word !== "");
  while (words.length > 1 && TITLES.test(words[0] ?? "")) words = words.slice(1);
  while (words.length > 2 && SUFFIXES.test(words.at(-1) ?? "")) words = words.slice(0, -1);
  const role =
    words.length === 0 ||
    words.every((word) => ROLES.test(word)) ||
    words.some((word) => STRONG_ROLES.test(word)) ||
    (words[0] === "the" && words.length > 1);
  const cjk = /^[\p{sc=Han}\p{sc=Hangul}\p{sc=Katakana}\p{sc=Hiragana}]{2,8}$/u.test(words.join(""));
  const person = words.filter((word) => /\p{L}/u.test(word)).length >= 2 || cjk;
  return { key: words.join(" "), words, kind: role ? "none" : person ? "person" : "single" };
}

/**
 * Whether two forms may be one name by their spelling: initials ("A. Byron", "Ada B."), missing middle names, `abyron`, `ada.byron`, `byrona`.
 * From 0 to 1; 1 only for equal keys. Spelling alone never shows that two people are one.
 */
export function compareNames(a: NameForm, b: NameForm): number {
  if (a.key === b.key) return a.key === "" ? 0 : 1;
  if (a.kind === "person" && b.kind === "person") return comparePeople(a.words, b.words);
  if (a.kind === "single" && b.kind === "single") return 0;
  const [person, single] = a.kind === "person" ? [a, b] : [b, a];
  return person.kind === "person" ? spells(person.words, single.words.join("").replace(/\d+$/, "")) : 0;
}

/** So many words of a name are kept for comparing. */
const MOST_SPELT = 4;
const INITIAL = 0x8000;

/**
 * What `maySpellOne` needs of a name: of each of its words its beginning as 16 bits, packed into two numbers; for names that are kept
 * by the million. Both 0 where a name is a handle or nothing: those need not spell anything.
 */
export function packSpelling(form: NameForm): readonly [number, number] {
  if (form.kind !== "person") return NO_SPELLING;
  const codes = [0, 0, 0, 0];
  const { words } = form;
  const spelt = Math.min(words.length, MOST_SPELT);
  for (let i = 0; i < spelt; i++) {
    // Of a long name the first words and the last.
    const word = words[i === MOST_SPELT - 1 ? words.length - 1 : i] as string;
    // The lowest bits are the first letter's, those above the next two's.
    const letter = (((word.charCodeAt(0) * 7) ^ (word.charCodeAt(0) >>> 5)) & 31) + 1;
    const third = word.length > 2 ? word.charCodeAt(2) : 7;
    codes[i] = word.length === 1 ? INITIAL | letter : letter | ((Math.imul(word.charCodeAt(1) * 31 + third, 0x9e3779b1) >>> 23) << 6);
  }
  return [(codes[0] as number) | ((codes[1] as number) << 16), (codes[2] as number) | ((codes[3] as number) << 16)];
}

const NO_SPELLING: readonly [number, number] = [0, 0];

/** Whether two packed spellings may be one name's: each word of the shorter has its like in the other. Also where one says nothing. */
export function maySpellOne(a0: number, a1: number, b0: number, b1: number): boolean {
  if (a0 === 0 || b0 === 0) return true;
  return isWithin(a0, a1, b0, b1) || isWithin(b0, b1, a0, a1);
}

function isWithin(a0: number, a1: number, b0: number, b1: number): boolean {
  return hasLike(a0 & 0xffff, b0, b1) && hasLike(a0 >>> 16, b0, b1) && hasLike(a1 & 0xffff, b0, b1) && hasLike(a1 >>> 16, b0, b1);
}

function hasLike(word: number, b0: number, b1: number): boolean {
  return word === 0 || isLike(word, b0 & 0xffff) || isLike(word, b0 >>> 16) || isLike(word, b1 & 0xffff) || isLike(word, b1 >>> 16);
}

function isLike(one: number, other: number): boolean {
  return one === other || (((one | other) & INITIAL) !== 0 && other !== 0 && (one & 63) === (other & 63));
}

function comparePeople(a: readonly string[], b: readonly string[]): number {
  if ([...a].sort().join(" ") === [...b].sort().join(" ")) return 0.97;
  if (a.join("") === b.join("")) return 0.95;
  const [fewer, more] = a.length <= b.length ? [a, b] : [b, a];
  const initial = fewer[0] !== more[0] && fewer[0]?.length === 1 && fewer[0] === more[0]?.[0];
  if (fewer.length >= 2 && (fewer[0] === more[0] || initial) && fewer.slice(1).every((word) => more.includes(word)))
    return initial ? 0.75 : 0.85;
  const [last, other] = [a.at(-1) ?? "", b.at(-1) ?? ""];
  // "Ada B."
  if (a[0] === b[0] && last[0] === other[0] && (last.length === 1) !== (other.length === 1)) return 0.6;
  if (last !== other) return 0;
  const [x, y] = [a[0] ?? "", b[0] ?? ""];
  if (x === y) return 0.9;
  if ((x.length === 1 || y.length === 1) && x[0] === y[0]) return 0.8;
  if (x.length > 2 && y.length > 2 && (x.startsWith(y) || y.startsWith(x))) return 0.7;
  return 0;
}

function spells(words: readonly string[], handle: string): number {
  if (handle.length < 3) return 0;
  const first = words[0] ?? "";
  const last = words.at(-1) ?? "";
  if (handle === words.join("") || handle === last + first || handle === first + last) return 0.9;
  if (last.length > 2 && (handle === (first[0] ?? "") + last || handle === last + (first[0] ?? "") || handle === first + (last[0] ?? "")))
    return 0.75;
  if (handle === words.map((word) => word[0] ?? "").join("") && handle.length > 2) return 0.4;
  if (handle === first || handle === last) return 0.5;
  if (first.length > 2 && last.length > 2 && handle.includes(last) && handle.includes(first)) return 0.7;
  return 0;
}
