import { findByline } from "../../values/byline.ts";
import { BYLINE_LEADS } from "../../values/byline-words.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { type DateMention, findDateMentions } from "../../values/written-date.ts";
import { edgeDate } from "./edge-date.ts";
import { fold, isMark } from "./fold-line.ts";
import { ALPHA, AT, BEYOND, COLON, DIGIT, PART, QUOTE, SPACES, SYNTAX, WIDE } from "./line-marks.ts";
import type { DraftLine, LineFacts, LineKind } from "./page-line.ts";
import { CHROME, DATED, FILED, MORE, SOCIAL } from "./phrases.ts";
import { SymbolTable } from "./symbol-table.ts";

export type { LineFacts, LineKind };

const MORE_SET = new Set(MORE);
export const FILED_SET: ReadonlySet<string> = new Set(FILED);
export const DATED_SET: ReadonlySet<string> = new Set(DATED);

const WIDE_ALL = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const PAGE =
  /^\W{0,3}(?:page|seite|página|pagina|strona|страница|strana|sida|side|sayfa|oldal|صفحة|עמוד)\s+\d+(?!\S*\p{L}).{0,60}$|^第?\s?\d+\s?[页頁ページ]?\s?[/／]\s?共?\s?\d+\s?[页頁ページ]?$|(?:^|\s)(?:older|newer) (?:posts|entries|articles)\b.{0,30}$|^[«←»→‹›]\s?\S.{0,30}$|^\S.{0,30}\s[«←→›]$/iu;
/** A row of page numbers. */
const PAGER = /^(?:[«‹<←→>»›]|prev|previous|next|first|last|\d{1,4}(?!\d)|…|\.\.\.|\s){2,}$/i;
const COPYRIGHT =
  /©|\(c\)\s*\d{4}|^copyright\b|all rights reserved|powered by|alle rechte|tous droits|todos los derechos|版权所有|保留所有权利/i;
const READING_TIME =
  /^\W*(?:about |ca\.? |约|大约|小于|約|读完约|阅读时长[:：]?)?\s*[\d.,]+\s*k?\s*(?:min(?:ute[ns]?|uto?s?|uti)?\b\.?|mins?\b|words?\b|sec(?:onds?)?\b|views?\b|reads?\b|hits\b|likes?\b|shares?\b|分钟|分鐘|分|字|次|阅读|閱讀|мин\S*|слов\S*|minut\w*|dakika|분|دقيق\S*|דק\S*|Wörter|mots|palabras|parole)(?:\s*(?:read|to read|lesezeit|de lecture|de lectura|di lettura|leestijd|czytania|чтения|阅读|读完|で読める))?\W*$/iu;
const COMMENTS =
  /^\W*(?:\d+|no|one|keine?|aucun|sin|nessun|brak|нет|暂无|没有)?\s*(?:comments?|responses?|replies|reply|kommentare?|commentaires?|comentarios?|comentários?|commenti|reacties|kommentarer|komentarz\S*|комментари\S*|条评论|則留言|件のコメント|개의 댓글|댓글|تعليق\S*|תגובות)\s*(?:\(\d+\)|:?\s*\d+|off|geschlossen)?\W*$|^(?:leave (?:a )?(?:comment|reply)|comments? (?:off|closed)|kommentar hinterlassen|laisser un commentaire|deja (?:un|tu) comentario|留言)/iu;
const CODE =
  /[{};]\s*$|^\s*(?:\/\/|#include|#!|<\?|<\/?\w+[^>]*>|\$ |> |>>> |import |from \S+ import|def |class |function |var |const |let |return\b|public |private |if ?\(|for ?\(|while ?\()|=>|==|\):$|\w\(\)|\w\[\w*\]|<\/\w+>|\\\w+\{|\$\$|^[\w.]+\s*=\s*\S|^[\w.-]+\([^)]*\)?$/;
const FILING =
  /^\W*(?:categori[sz]ed (?:as|in|under)\b|categor(?:y|ies)\b\W|filed (?:under|in)\b|tagged\b|tags?:|posted in\b|view more posts|veröffentlicht in\b|abgelegt unter|publié dans|classé dans|publicado en|archiviato in|pubblicato in|分类于|分類於|分类[:：]|标签[:：]|カテゴリ|タグ[:：])/i;
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
/** What CODE finds in a line without brackets and their like. */
const CODE_WORD = /^(?:\/\/|#include|#!|import |from \S+ import|def |class |function |var |const |let |return\b|public |private )/;
/** A piece of all that PAGE, COPYRIGHT, COMMENTS and NOTE may find in a line without digits: most lines have none of these. */
const STEMS =
  /omment|oment|repl[iy]|respons|reacti|older |newer |publi|post|seri|parut|aparec|©|\(c\)|copyright|all rights|powered|alle rechte|tous droits|todos los|erschien|veröffentlich|série|коммент|опубл|版权|保留所有|[评論论]|留言|コメント|댓글|تعليق|תגובות|前回|轉載|转载|掲載|نشر/i;
/** Three letters that all of STEMS have in ASCII begin with, by five bits each. */
const STEM_BEGINNINGS = new Uint8Array(1 << 15);
for (const stem of "omm ome rep res rea old new pub pos ser par (c) cop all pow tou tod ers ver".split(" ")) {
  let at = 0;
  for (const char of stem) at = (at << 5) | (char.charCodeAt(0) & 31);
  STEM_BEGINNINGS[at] = 1;
}

/** Whether a line may hold a stem: a quick walk that most lines do not pass. */
function mayHoldStem(text: string, marks: number): boolean {
  if ((marks & BEYOND) !== 0) return true;
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    at = ((at << 5) | (text.charCodeAt(i) & 31)) & 32767;
    if (STEM_BEGINNINGS[at] === 1) return true;
  }
  return false;
}

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

/** Says of all lines what they look like. Lines with the same words are looked at once. */
export function lookAtLines(lines: readonly DraftLine[], language: string | undefined): void {
  const table = new SymbolTable();
  // The first numbers are those of the wordings that are known.
  for (const wording of WORDINGS.keys()) table.idOf(wording);
  // By the number of its words, the first line that has them.
  const firsts: DraftLine[] = [];
  const words = new Int32Array(lines.length);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as DraftLine;
    const id = wordsOf(line, table);
    words[i] = id;
    const first = firsts[id];
    if (first === undefined) firsts[id] = line;
    else {
      first.repeats++;
      if (first.text === line.text && (first.marker === undefined) === (line.marker === undefined)) {
        line.kind = first.kind;
        line.size = first.size;
        line.dates = first.dates;
        line.bylines = first.bylines;
        line.edge = first.edge;
        continue;
      }
    }
    lookAt(line, WORDING_BITS[id] ?? 0, language);
  }
  for (let i = 0; i < lines.length; i++) (lines[i] as DraftLine).repeats = (firsts[words[i] as number] as DraftLine).repeats;
}

/** The number of a line's words. Most lines need not be folded for it. */
function wordsOf(line: DraftLine, table: SymbolTable): number {
  const { text, marks } = line;
  if (text.length > 400 || (marks & (BEYOND | SPACES)) !== 0) return table.idOf(line.folded);
  let from = 0;
  let to = text.length;
  while (from < to && isMark(text, from)) from++;
  while (to > from && isMark(text, to - 1)) to--;
  return table.idOf(text, from, to);
}

/** Looks at one line of which is known to which lists its words belong. */
function lookAt(line: DraftLine, wording: number, language: string | undefined): void {
  const { text, marks } = line;
  const { length } = text;
  const wide = (marks & WIDE) === 0 ? 0 : wideIn(text);
  line.size = length + wide;
  if (length <= 240) {
    const dates = mayBeDated(text, marks) ? datesIn(text, language) : [];
    if (dates.length > 0) line.dates = dates;
    if (line.size <= 240 && length > 3 && (dates.length > 0 || mayBeLed(text, marks))) {
      const fused = dates[0] !== undefined && fusedLabels(text, dates[0]);
      const byline =
        findByline(fused ? unfuse(text.slice(0, dates[0]?.start)) : text) ??
        (dates.length > 0 && !fused && text !== unfuse(text) ? findByline(unfuse(text)) : undefined);
      // In the middle of a line "by" belongs to a title as often as not, unless a date stands there too.
      if (byline && (byline.start === 0 || dates.length > 0 || /[|•·–—]/.test(text))) line.bylines = byline.bylines;
    }
  }
  if ((marks & DIGIT) !== 0 && length <= 200) line.edge = edgeDate(text, line.dates);
  line.kind = kindOf(line, wording);
}

function wideIn(text: string): number {
  if (!/[\u1100-\uffdc]/.test(text.length > 400 ? text.slice(0, 400) : text)) return 0;
  return text.length > 400 ? text.length : (text.match(WIDE_ALL)?.length ?? 0);
}

/** Cheap signs of a date: figures, and beside them a year, two separators, a sign for year or month; in short lines any word. */
function mayBeDated(text: string, marks: number): boolean {
  if ((marks & (DIGIT | BEYOND)) === 0) return false;
  if ((marks & DIGIT) === 0 && !/\p{Nd}|[〇零一二三四五六七八九十元]年/u.test(text)) return false;
  return text.length <= 40
    ? /\p{L}{3}|\d ?[./-] ?\d|[年月日년월]/u.test(text)
    : /\d{4}|\d[./-]\d{1,2}[./-]\d|[年月년월]|['’]\d\d|[^\P{Nd}0-9]/u.test(text);
}

let leadWords: ReadonlySet<string> | undefined;
/** By length and first letter, whether there is such a word in ASCII: most lines need no look-up. */
const leadShapes = new Uint8Array(24 * 128);

/** Whether a line begins with a word such as "by", or has parts of which one may. */
function mayBeLed(text: string, marks: number): boolean {
  if ((marks & PART) !== 0) return true;
  if ((marks & BEYOND) !== 0) {
    if (/[•·–—]/.test(text)) return true;
    if (/^[\u2e80-\uffdc]/.test(text)) return /^.{1,6}[:：／/]/u.test(text);
  }
  if (!leadWords) {
    leadWords = new Set(BYLINE_LEADS.map((lead) => lead.split(" ")[0] as string));
    for (const word of leadWords) if (word.length < 24 && word.charCodeAt(0) < 128) leadShapes[word.length * 128 + word.charCodeAt(0)] = 1;
  }
  const end = firstWordEnd(text);
  if (end <= 0 || end >= 24) return false;
  const code = text.charCodeAt(0) | 32;
  return (code > 127 || leadShapes[end * 128 + code] === 1) && leadWords.has(text.slice(0, end).toLowerCase());
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

function datesIn(text: string, language: string | undefined): DateMention[] {
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

function kindOf(line: LineFacts, wording: number): LineKind {
  const { text, size, dates, bylines, marks } = line;
  if ((marks & (ALPHA | DIGIT)) === 0 && !LETTER.test(text)) return "mark";
  const digits = (marks & DIGIT) !== 0;
  if (digits && size < 16 && DAY_ONLY.test(text)) return "date";
  const kind = dates.length === 0 ? undefined : datedKind(line);
  if (kind) return kind;
  const beyond = (marks & BEYOND) !== 0;
  if (
    (wording & IS_MORE) !== 0 ||
    (size < 120 &&
      ((marks & QUOTE) !== 0 || beyond || SECOND_WORD.test(text)) &&
      MORE_LOOKS.test(text) &&
      startsWith(line.folded, MORE_SET, 3))
  )
    return "more";
  const telling = size < 240 && mayHoldStem(text, marks) && STEMS.test(text);
  if (
    size < 120 &&
    (((digits || telling || (beyond && ARROWED.test(text))) && PAGE.test(text)) ||
      (digits && /\d\D+\d/.test(text) && /\d\s|\d[«‹<←→>»›…]/.test(text) && PAGER.test(text)))
  )
    return "page";
  if (telling && size <= 140 && COPYRIGHT.test(text) && (size <= 70 || /©|\(c\)/i.test(text))) return "chrome";
  if (digits && size <= 60 && READING_TIME.test(text)) return "count";
  if (telling && size <= 60 && COMMENTS.test(text)) return "social";
  if ((wording & IS_CHROME) !== 0) return "chrome";
  if ((wording & IS_SOCIAL) !== 0) return "social";
  if ((wording & IS_FILED) !== 0 || (size < 200 && (FILING.test(text) || ((marks & (COLON | BEYOND)) !== 0 && labelled(text)))))
    return "filed";
  if (size <= 80 && bylines.length > 0) return "byline";
  if ((wording & IS_DATED) !== 0) return "meta";
  if (/^[\d.,\s%kKmM#/:+-]+$/.test(text)) return "count";
  if (((marks & (COLON | AT)) !== 0 || /^w/i.test(text)) && URL_LINE.test(text)) return "url";
  if (line.marker !== undefined) return "item";
  if ((size <= 100 || !/\p{Ll} \p{Ll}+ \p{Ll}+ \p{Ll}/u.test(text)) && ((marks & SYNTAX) === 0 ? CODE_WORD.test(text) : CODE.test(text)))
    return "code";
  if (size > 40 && /^[“"«„>—–-]/.test(text)) return "quote";
  if (telling && size > 24 && NOTE.test(text) && (SERIES_LIST.test(text) || findPublicationNotes(text).length > 0)) return "note";
  if (size > 200) return "long";
  return size > 130 || isClosed(text) ? "sentence" : "short";
}

/** The kind of a line with dates, if these make it. */
function datedKind({ text, size, dates, bylines }: LineFacts): LineKind | undefined {
  const whole = dates.find((d) => d.readings.length > 0) ?? dates.find((d) => d.end - d.start >= text.length - 4);
  if (!whole) return undefined;
  const rest = fold(`${text.slice(0, whole.start)} ${text.slice(whole.end)}`, BEYOND);
  if (rest === "" || DATED_SET.has(rest) || (rest.length <= 12 && size < 50)) return "date";
  if (
    size <= 160 &&
    (bylines.length > 0 || startsWith(rest, DATED_SET, 3) || startsWith(rest, FILED_SET, 2) || /[|•·]|\s[-–—]\s.*\s[-–—]\s/.test(text))
  )
    return "meta";
  if (size <= 220 && fusedLabels(text, whole)) return "meta";
  // Inside a short line a whole date is print as well: "Ada on engines 20 July 2017 Comments".
  if (size <= 80 && rest.length <= 45 && !isClosed(text)) return "dated";
  if (size <= 140 && (text.length - whole.end <= 2 || whole.start <= 2))
    return isClosed(text) && text.length - whole.end <= 2 ? "meta" : "dated";
  return undefined;
}

/** Whether a line ends in a mark that ends or halts a sentence, quotes and brackets behind it aside. */
function isClosed(text: string): boolean {
  for (let i = text.length - 1; i >= 0; i--) {
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
