import type { Byline } from "../../model/parts.ts";
import { findByline } from "../../values/byline.ts";
import { BYLINE_LEADS } from "../../values/byline-words.ts";
import { edgeDate } from "../../values/edge-date.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { type DateMention, findDateMentions } from "../../values/written-date.ts";
import { fold } from "./fold-line.ts";
import { ALPHA, AT, BEYOND, COLON, DIGIT, FOREIGN, PART, QUOTE, SPACE, SPACES, STEM, SYNTAX, WIDE, WORDY } from "./line-marks.ts";
import { ADDRESSES, ANY, CODES, FILES, LEADS_NAME, LEADS_ON, NO_LETTER, openingAt, PAGES, TIMES } from "./line-openings.ts";
import { KIND_CODES, type LineFacts, type LineKind } from "./page-line.ts";
import { NONE, type PageLines } from "./page-lines.ts";
import { CHROME, DATED, FILED, MORE, SOCIAL } from "./phrases.ts";
import { SymbolTable } from "./symbol-table.ts";

export type { LineFacts, LineKind };

const MORE_SET = new Set(MORE);
export const FILED_SET: ReadonlySet<string> = new Set(FILED);
export const DATED_SET: ReadonlySet<string> = new Set(DATED);

const WIDE_ALL = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const PAGE =
  /^[^\p{L}\p{M}\p{N}]{0,3}(?:page|seite|página|pagina|strona|страница|strana|sida|side|sayfa|oldal|صفحة|עמוד)\s+\d+(?!\S*\p{L}).{0,60}$|^第?\s?\d+\s?[页頁ページ]?\s?[/／]\s?共?\s?\d+\s?[页頁ページ]?$|(?:^|\s)(?:older|newer) (?:posts|entries|articles)\b.{0,30}$|^[«←»→‹›]\s?\S.{0,30}$|^\S.{0,30}\s[«←→›]$/iu;
/** A row of page numbers. */
const PAGER = /^(?:[«‹<←→>»›]|prev|previous|next|first|last|\d{1,4}(?!\d)|…|\.\.\.|\s){2,}$/i;
const COPYRIGHT =
  /©|\(c\)\s*\d{4}|^copyright\b|all rights reserved|powered by|alle rechte|tous droits|todos los derechos|版权所有|保留所有权利/i;
const READING_TIME =
  /^[^\p{L}\p{M}\p{N}]*(?:about |ca\.? |约|大约|小于|約|读完约|阅读时长[:：]?)?\s*[\d.,]+\s*k?\s*(?:min(?:ute[ns]?|uto?s?|uti)?\b\.?|mins?\b|words?\b|sec(?:onds?)?\b|views?\b|reads?\b|hits\b|likes?\b|shares?\b|分钟|分鐘|分|字|次|阅读|閱讀|мин\S*|слов\S*|minut\w*|dakika|분|دقيق\S*|דק\S*|Wörter|mots|palabras|parole)(?:\s*(?:read|to read|lesezeit|de lecture|de lectura|di lettura|leestijd|czytania|чтения|阅读|读完|で読める))?\W*$/iu;
const COMMENTS =
  /^[^\p{L}\p{M}\p{N}]*(?:\d+|no|one|keine?|aucun|sin|nessun|brak|нет|暂无|没有)?\s*(?:comments?|responses?|replies|reply|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz\S*|комментари\S*|条评论|則留言|件のコメント|개의 댓글|댓글|تعليق\S*|תגובות)\s*(?:\(\d+\)|:?\s*\d+|off|geschlossen)?\W*$|^(?:leave (?:a )?(?:comment|reply)|comments? (?:off|closed)|kommentar hinterlassen|laisser un commentaire|deja (?:un|tu) comentario|留言)/iu;
const CODE =
  /[{};]\s*$|^\s*(?:\/\/|#include|#!|<\?|<\/?\w+[^>]*>|\$ |> |>>> |import |from \S+ import|def |class |function |var |const |let |return\b|public |private |if ?\(|for ?\(|while ?\()|=>|==|\):$|\w\(\)|\w\[\w*\]|<\/\w+>|\\\w+\{|\$\$|^[\w.]+\s*=\s*\S|^[\w.-]+\([^)]*\)?$/;
const FILING =
  /^[^\p{L}\p{M}\p{N}]*(?:categori[sz]ed (?:as|in|under)\b|categor(?:y|ies)\b\W|filed (?:under|in)\b|tagged\b|tags?:|posted in\b|view more posts|veröffentlicht in\b|abgelegt unter|publié dans|classé dans|publicado en|archiviato in|pubblicato in|分类于|分類於|分类[:：]|标签[:：]|カテゴリ|タグ[:：])/iu;
/** A month and a day in figures under a year of their own, or run together with it. */
const DAY_ONLY =
  /^(?:(?:19|20)\d\d\s?)?(?:0[1-9]|1[0-2])\s?[·/-]\s?(?:0[1-9]|[12]\d|3[01])$|^(?:19|20)\d\d(?:0[1-9]|1[0-2])\s?[·./-]\s?(?:0[1-9]|[12]\d|3[01])$/;
/** Cheap sign that a line may be such a note. */
const NOTE = /publi|post|erschien|veröffentlich|parut|aparec|前回|轉載|转载|掲載|опубл|series|serie|série|نشر/i;
const SERIES_LIST = /^(?:previous|other|earlier|more|all) (?:posts?|parts?|articles?|entries) (?:from|in|of) (?:this|the|our|my)\b/i;
const LABEL = /(?:^|[\s|•·])([\p{L}]{1,14}(?: \p{L}{1,10})?)\s?[:：]/gu;
const URL_LINE = /^(?:https?:\/\/|www\.)\S+$|^\S+@\S+\.\w+$/i;
const LETTER = /[\p{L}\p{N}]/u;
const ENDING = ".!?。！？…:：;,؟、，؛";
const CLOSING = "\"'”’»）)]";
const SECOND_WORD = /^\S+ (?:reading|lire|lesen|lectura|leyendo|more|the rest|lezen)/i;
const MORE_LOOKS = /^\S+ (?:reading|lire|lesen|lectura|leyendo|more|the rest|lezen)|[“"«…»›→]/i;
const ARROWED = /^[«←»→‹›]|[«←→›]$/;
/** Outside ASCII and beside the stems of `line-stems.ts`, a piece of all that PAGE, COPYRIGHT, COMMENTS and NOTE may find in a line without digits. */
const FOREIGN_STEMS = /©|veröffentlich|série|коммент|опубл|版权|保留所有|[评論论]|留言|コメント|댓글|تعليق|תגובות|前回|轉載|转载|掲載|نشر/i;

const IS_MORE = 1;
const IS_SOCIAL = 2;
const IS_FILED = 4;
const IS_DATED = 8;
const IS_CHROME = 16;
/** Of which lists a wording is. */
const WORDINGS = new Map<string, number>();
for (const [words, bit] of [
  [MORE, IS_MORE],
  [SOCIAL, IS_SOCIAL],
  [FILED, IS_FILED],
  [DATED, IS_DATED],
  [CHROME, IS_CHROME],
] as const)
  for (const word of words) WORDINGS.set(word, (WORDINGS.get(word) ?? 0) | bit);

/** The same by the number that each has in a table that they are the first in. */
const WORDING_BITS = Uint8Array.from(WORDINGS.values());

/** What symbols are of: the words of a line, and a line that must be folded for them as it stands. */
const WORDS = 0;
const UNFOLDED = 1;

/** Says of all lines what they look like. Lines with the same words are looked at once. */
export function lookAtLines(page: PageLines, language: string | undefined): void {
  const { length, words, kinds, sizes, found, counts } = page;
  const { marks, hashA, hashB, start, end } = page.at;
  const table = new SymbolTable(WORDINGS.size + length);
  // The first numbers are those of the wordings that are known.
  for (const wording of WORDINGS.keys()) table.idOf(wording);
  // By the number of its words, or of the whole of it, the first line.
  const firsts = new Int32Array(WORDINGS.size + 2 * length).fill(-1);
  for (let i = 0; i < length; i++) {
    const a = hashA[i] as number;
    const b = hashB[i] as number;
    const folds = ((marks[i] as number) & (FOREIGN | SPACES)) !== 0;
    const own = table.id(folds ? UNFOLDED : WORDS, a, b, false, true);
    const first = firsts[own] as number;
    if (first >= 0 && sameText(page, first, i)) {
      const id = words[first] as number;
      words[i] = id;
      counts[id] = (counts[id] as number) + 1;
      kinds[i] = kinds[first] as number;
      sizes[i] = sizes[first] as number;
      found[i] = found[first] as number;
      continue;
    }
    if (first < 0) firsts[own] = i;
    const size = (end[i] as number) - (start[i] as number);
    const id = folds && size <= 400 ? table.idOf((page.lines[i] as LineFacts).folded) : own;
    words[i] = id;
    counts[id] = (counts[id] as number) + 1;
    sizes[i] = size + (((marks[i] as number) & WIDE) === 0 ? 0 : wideIn(page, i));
    const wording = WORDING_BITS[id] ?? 0;
    kinds[i] = wording === 0 ? plainKind(page, i) : 0;
    if (kinds[i] === 0) lookAt(page, i, wording, language);
  }
}

/** Whether two lines are the same, in a list or not. */
function sameText({ text, at: { first, start, end } }: PageLines, a: number, b: number): boolean {
  const from = start[a] as number;
  const shift = (start[b] as number) - from;
  if ((end[a] as number) + shift !== end[b] || (first[a] === from) !== (first[b] === start[b])) return false;
  for (let i = from; i < (end[a] as number); i++) if (text.charCodeAt(i) !== text.charCodeAt(i + shift)) return false;
  return true;
}

/** What plain running text has none of. In long lines hardly anything is looked for. */
const TELLING = DIGIT | PART | SYNTAX | COLON | AT | QUOTE | FOREIGN | STEM;
const TELLING_LONG = SYNTAX | FOREIGN;

/** The kind of a line that by its characters and its beginning can only be text; 0 for others. Most lines of most dumps end here. */
function plainKind({ text, at, sizes }: PageLines, i: number): number {
  const size = sizes[i] as number;
  const marks = at.marks[i] as number;
  const start = at.start[i] as number;
  const end = at.end[i] as number;
  if ((marks & (size > 240 ? TELLING_LONG : TELLING)) !== 0 || (marks & WORDY) === 0 || (size > 240 && (marks & SPACE) === 0)) return 0;
  // A quote, a dash, what comments begin with.
  const first = text.charCodeAt(start);
  if (first > 122 || first === 34 || first === 35 || first === 45 || first === 47) return 0;
  if (openingAt(text, start, end) !== 0) return 0;
  if (at.first[i] !== start) return KIND_CODES.item;
  if (size > 200) return KIND_CODES.long;
  return size > 130 || isClosed(text, start, end) ? KIND_CODES.sentence : KIND_CODES.short;
}

/** Looks at one line of which is known to which lists its words belong. */
function lookAt(page: PageLines, i: number, wording: number, language: string | undefined): void {
  const line = page.lines[i] as LineFacts;
  const { text, marks } = line;
  const { length } = text;
  const opening = (marks & FOREIGN) === 0 ? openingAt(text, 0, length) : ANY;
  const size = page.sizes[i] as number;
  let dates: readonly DateMention[] = NONE;
  let bylines: readonly Byline[] = NONE;
  if (length <= 240) {
    if (mayBeDated(text, marks)) dates = datesIn(text, language);
    if (size <= 240 && length > 3 && (dates.length > 0 || mayBeLed(text, marks, opening))) {
      const fused = dates[0] !== undefined && fusedLabels(text, dates[0]);
      const byline =
        findByline(fused ? unfuse(text.slice(0, dates[0]?.start)) : text) ??
        (dates.length > 0 && !fused && text !== unfuse(text) ? findByline(unfuse(text)) : undefined);
      // In the middle of a line "by" belongs to a title as often as not, unless a date stands there too.
      if (byline && (byline.start === 0 || dates.length > 0 || /[|•·–—]/.test(text))) bylines = byline.bylines;
    }
  }
  const edge = (marks & DIGIT) !== 0 && length <= 200 ? edgeDate(text, dates) : undefined;
  if (dates.length > 0 || bylines.length > 0 || edge !== undefined) page.setFinds(i, { dates, bylines, edge });
  page.kinds[i] = KIND_CODES[kindOf(line, wording, opening)];
}

/** How much wider a line is than its characters are many. */
function wideIn({ text, at }: PageLines, i: number): number {
  const start = at.start[i] as number;
  const end = at.end[i] as number;
  if (end - start <= 400 && ((at.marks[i] as number) & FOREIGN) === 0) return 0;
  if (!/[\u1100-\uffdc]/.test(text.slice(start, Math.min(end, start + 400)))) return 0;
  return end - start > 400 ? end - start : (text.slice(start, end).match(WIDE_ALL)?.length ?? 0);
}

/** Cheap signs of a date: figures, and beside them a year, two separators, a sign for year or month; in short lines any word. */
function mayBeDated(text: string, marks: number): boolean {
  if ((marks & (DIGIT | FOREIGN)) === 0) return false;
  if ((marks & DIGIT) === 0 && !/\p{Nd}|[〇零一二三四五六七八九十元]年/u.test(text)) return false;
  return text.length <= 40
    ? /\p{L}{3}|\d ?[./-] ?\d|[年月日년월]/u.test(text)
    : /\d{4}|\d[./-]\d{1,2}[./-]\d|[年月년월]|['’]\d\d|[^\P{Nd}0-9]/u.test(text);
}

const LEAD_WORDS: ReadonlySet<string> = new Set(BYLINE_LEADS.map((lead) => lead.split(" ")[0] as string));

/** Whether a line begins with a word such as "by", or has parts of which one may. */
function mayBeLed(text: string, marks: number, opening: number): boolean {
  if ((marks & PART) !== 0) return true;
  if ((opening & LEADS_NAME) === 0) return false;
  if ((marks & FOREIGN) !== 0 && /^[\u2e80-\uffdc]/.test(text)) return /^.{1,6}[:：／/]/u.test(text);
  const end = firstWordEnd(text);
  return end > 0 && end < 24 && LEAD_WORDS.has(text.slice(0, end).toLowerCase());
}

/** Where white space or a colon stands first; beyond reach -1. */
function firstWordEnd(text: string): number {
  for (let i = 0; i < 24 && i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 32 || code === 58 || (code >= 9 && code <= 13) || (code > 127 && (code === 0xff1a || /\s/.test(text.charAt(i))))) return i;
  }
  return -1;
}

/** A small letter or a closing mark that runs into a capital, or letters into digits: two text nodes without a space between them. */
const FUSED = /(?<=[\p{Ll}\p{M})])(?=\p{Lu}\p{Ll})|(?<=\d{4})(?=\p{Lu})|(?<=\p{L})(?=\d{1,2}[ ./-])|(?<=\d{4})(?=\p{Lu}\p{Ll})/gu;

function datesIn(text: string, language: string | undefined): readonly DateMention[] {
  const dates = findDateMentions(text, { language }).filter((m) => !m.relative && (m.readings.length > 0 || m.partial));
  if (dates.some((d) => d.readings.length > 0) || text.length > 160 || !/\d{4}/.test(text)) return dates;
  const breaks = Array.from(text.matchAll(FUSED), (m) => m.index);
  if (breaks.length === 0 || breaks.length > 12) return dates;
  // The breaks are spaces for a moment; what they add to the offsets is taken off again.
  const back = (at: number) => at - breaks.filter((b, i) => b + i < at).length;
  const again = findDateMentions(text.replace(FUSED, " "), { language }).filter((m) => !m.relative && m.readings.length > 0);
  return again.length ? again.map((m) => ({ ...m, start: back(m.start), end: back(m.end) })) : dates;
}

/** Text nodes that ran together, with spaces between them. */
export function unfuse(text: string): string {
  return text.length > 200 ? text : text.replace(FUSED, " ");
}

function kindOf(line: LineFacts, wording: number, opening: number): LineKind {
  const { text, size, dates, bylines, marks } = line;
  if ((marks & (ALPHA | DIGIT)) === 0 && !LETTER.test(text)) return "mark";
  const digits = (marks & DIGIT) !== 0;
  if (digits && size < 16 && DAY_ONLY.test(text)) return "date";
  const kind = dates.length === 0 ? undefined : datedKind(line);
  if (kind) return kind;
  const foreign = (marks & FOREIGN) !== 0;
  if (
    (wording & IS_MORE) !== 0 ||
    ((opening & LEADS_ON) !== 0 &&
      size < 120 &&
      ((marks & (QUOTE | BEYOND)) !== 0 || SECOND_WORD.test(text)) &&
      MORE_LOOKS.test(text) &&
      startsWith(line.folded, MORE_SET, 3))
  )
    return "more";
  const telling =
    size < 240 && ((marks & STEM) !== 0 || ((marks & SYNTAX) !== 0 && /\(c\)/i.test(text)) || (foreign && FOREIGN_STEMS.test(text)));
  if (
    size < 120 &&
    (((telling || (digits && (opening & (PAGES | NO_LETTER)) !== 0) || (foreign && ARROWED.test(text))) && PAGE.test(text)) ||
      (digits && /^[pnfl«‹<←→>»›\d….\s]/i.test(text) && /\d\D+\d/.test(text) && /\d\s|\d[«‹<←→>»›…]/.test(text) && PAGER.test(text)))
  )
    return "page";
  if (telling && size <= 140 && COPYRIGHT.test(text) && (size <= 70 || /©|\(c\)/i.test(text))) return "chrome";
  if (digits && size <= 60 && (opening & (TIMES | NO_LETTER)) !== 0 && READING_TIME.test(text)) return "count";
  if (telling && size <= 60 && COMMENTS.test(text)) return "social";
  if ((wording & IS_CHROME) !== 0) return "chrome";
  if ((wording & IS_SOCIAL) !== 0) return "social";
  if (
    (wording & IS_FILED) !== 0 ||
    (size < 200 && (((opening & FILES) !== 0 && FILING.test(text)) || ((marks & (COLON | FOREIGN)) !== 0 && labelled(text))))
  )
    return "filed";
  if (size <= 80 && bylines.length > 0) return "byline";
  if ((wording & IS_DATED) !== 0) return "meta";
  if ((marks & WORDY) === 0 && /^[\d.,\s%kKmM#/:+-]+$/.test(text)) return "count";
  if (((marks & (COLON | AT)) !== 0 || (opening & ADDRESSES) !== 0) && URL_LINE.test(text)) return "url";
  if (line.marker !== undefined) return "item";
  if (mayBeCode(text, marks, opening) && (size <= 100 || !/\p{Ll} \p{Ll}+ \p{Ll}+ \p{Ll}/u.test(text)) && CODE.test(text)) return "code";
  if (size > 40 && /^[“"«„>—–-]/.test(text)) return "quote";
  if (telling && size > 24 && NOTE.test(text) && (SERIES_LIST.test(text) || findPublicationNotes(text).length > 0)) return "note";
  if (size > 200) return "long";
  return size > 130 || isClosed(text, 0, text.length) ? "sentence" : "short";
}

/** Whether CODE may find something: a bracket and its like, or a word of programs at the beginning. */
function mayBeCode(text: string, marks: number, opening: number): boolean {
  return (marks & SYNTAX) !== 0 || (opening & CODES) !== 0 || /^(?:\/\/|#!)/.test(text);
}

/** The kind of a line with dates, if these make it. */
function datedKind({ text, size, dates, bylines }: LineFacts): LineKind | undefined {
  const whole = dates.find((d) => d.readings.length > 0) ?? dates.find((d) => d.end - d.start >= text.length - 4);
  if (!whole) return undefined;
  const rest = fold(`${text.slice(0, whole.start)} ${text.slice(whole.end)}`, FOREIGN);
  if (rest === "" || DATED_SET.has(rest) || (rest.length <= 12 && size < 50)) return "date";
  if (
    size <= 160 &&
    (bylines.length > 0 || startsWith(rest, DATED_SET, 3) || startsWith(rest, FILED_SET, 2) || /[|•·]|\s[-–—]\s.*\s[-–—]\s/.test(text))
  )
    return "meta";
  if (size <= 220 && fusedLabels(text, whole)) return "meta";
  // Inside a short line a whole date is print as well: "Ada on engines 20 July 2017 Comments".
  if (size <= 80 && rest.length <= 45 && !isClosed(text, 0, text.length)) return "dated";
  if (size <= 140 && (text.length - whole.end <= 2 || whole.start <= 2))
    return isClosed(text, 0, text.length) && text.length - whole.end <= 2 ? "meta" : "dated";
  return undefined;
}

/** Whether a line ends in a mark that ends or halts a sentence, quotes and brackets behind it aside. */
function isClosed(text: string, start: number, end: number): boolean {
  for (let i = end - 1; i >= start; i--) {
    const code = text.charCodeAt(i);
    // A letter of ASCII.
    if (code >= 97 && code <= 122) return false;
    const char = text.charAt(i);
    if (ENDING.includes(char)) return true;
    if (!CLOSING.includes(char)) return false;
  }
  return false;
}

/** Whether words that go with dates have run together with it: "Posted on May 5, 2015Categories". */
function fusedLabels(text: string, date: DateMention): boolean {
  const spaced = `${text.slice(0, date.start)} \u0001 ${text.slice(date.end)}`.replace(FUSED, " ");
  if (spaced.length - text.length <= 3 - (date.end - date.start)) return false;
  return spaced
    .split(/[\s|•·]+/)
    .some((word) => /^\p{Lu}/u.test(word) && (FILED_SET.has(word.toLowerCase()) || DATED_SET.has(word.toLowerCase())));
}

/** Whether labels of filing or dating stand in it: "Date: … Tags: …". */
function labelled(text: string): boolean {
  if (!/[:：]/.test(text)) return false;
  for (const match of text.matchAll(LABEL)) {
    const label = (match[1] ?? "").toLowerCase();
    if (FILED_SET.has(label) || (DATED_SET.has(label) && label.length > 2)) return true;
  }
  return false;
}

/** Whether its first words, up to `most` of them, are in a set. */
function startsWith(folded: string, set: ReadonlySet<string>, most: number): boolean {
  let end = -1;
  for (let words = 0; words < most; words++) {
    end = folded.indexOf(" ", end + 1);
    if (end < 0) return set.has(folded);
    if (set.has(folded.slice(0, end))) return true;
  }
  return false;
}
