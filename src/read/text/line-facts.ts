import type { Byline } from "../../model/parts.ts";
import { findByline } from "../../values/byline.ts";
import { BYLINE_LEADS } from "../../values/byline-words.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { type DateMention, findDateMentions } from "../../values/written-date.ts";
import type { PageLine } from "./page-line.ts";
import { CHROME, DATED, FILED, MORE, SOCIAL } from "./phrases.ts";

/** What a line looks like, whatever stands around it. */
export type LineKind =
  | "date" // a date and little else
  | "meta" // a date, a byline or a filing label among other words
  | "dated" // begins or ends with a date, and may be a title all the same
  | "byline"
  | "bio" // about the person who wrote
  | "note" // where else it appeared, what else there is of a series
  | "more" // leads from the teaser to the post
  | "social" // comments, sharing
  | "filed" // category and tag labels
  | "chrome" // navigation, titles of sidebars, copyright
  | "page" // page 3 of 9
  | "count" // numbers, reading times
  | "mark" // no letter, no digit
  | "item" // of a list
  | "code"
  | "url"
  | "quote"
  | "short"
  | "sentence"
  | "long";

/** A line and what it looks like. */
export interface LineFacts extends PageLine {
  readonly kind: LineKind;
  /** Its words, folded: what makes two lines the same. */
  readonly folded: string;
  /** Length in characters, East Asian ones counting double. */
  readonly size: number;
  readonly dates: readonly DateMention[];
  readonly bylines: readonly Byline[];
  /** How often a line with the same words stands in the dump. */
  repeats: number;
}

const MORE_SET = new Set(MORE);
const SOCIAL_SET = new Set(SOCIAL);
export const FILED_SET: ReadonlySet<string> = new Set(FILED);
export const DATED_SET: ReadonlySet<string> = new Set(DATED);
const CHROME_SET = new Set(CHROME);

const WIDE_ALL = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;
const PAGE =
  /^\W{0,3}(?:page|seite|página|pagina|strona|страница|strana|sida|side|sayfa|oldal|صفحة|עמוד)\s+\d+(?!\S*\p{L}).{0,60}$|^第?\s?\d+\s?[页頁ページ]?\s?[/／]\s?共?\s?\d+\s?[页頁ページ]?$|(?:^|\s)(?:older|newer) (?:posts|entries|articles)\b.{0,30}$|^[«←»→‹›]\s?\S.{0,30}$|^\S.{0,30}\s[«←→›]$/iu;
/** A row of page numbers. */
const PAGER = /^(?:[«‹<←→>»›]|prev|previous|next|first|last|\d{1,4}|…|\.\.\.|\s){2,}$/i;
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
const CLOSED = /[.!?。！？…:：;,؟、，؛]["'”’»）)\]]*$/u;

/** Looks at one line. */
export function lookAt(line: PageLine, language: string | undefined): LineFacts {
  const { text } = line;
  const folded = text.length > 400 ? text : fold(text);
  const wide = !/[\u1100-\uffdc]/.test(text.slice(0, 400)) ? 0 : text.length > 400 ? text.length : (text.match(WIDE_ALL)?.length ?? 0);
  const size = text.length + wide;
  const dates = text.length <= 240 && mayBeDated(text) ? datesIn(text, language) : [];
  const fused = dates[0] !== undefined && fusedLabels(text, dates[0]);
  const byline =
    size <= 240 && text.length > 3 && (dates.length > 0 || mayBeLed(text))
      ? (findByline(fused ? unfuse(text.slice(0, dates[0]?.start)) : text) ??
        (dates.length > 0 && !fused && text !== unfuse(text) ? findByline(unfuse(text)) : undefined))
      : undefined;
  // In the middle of a line "by" belongs to a title as often as not, unless a date stands there too.
  const bylines = byline && (byline.start === 0 || dates.length > 0 || /[|•·–—]/.test(text)) ? byline.bylines : [];
  return { ...line, folded, size, dates, bylines, kind: kindOf(line, folded, size, dates, bylines), repeats: 1 };
}

/** Cheap signs of a date: figures, and beside them a year, two separators, a sign for year or month; in short lines any word. */
function mayBeDated(text: string): boolean {
  if (!/\p{Nd}|[〇零一二三四五六七八九十元]年/u.test(text)) return false;
  return text.length <= 40
    ? /\p{L}{3}|\d ?[./-] ?\d|[年月日년월]/u.test(text)
    : /\d{4}|\d[./-]\d{1,2}[./-]\d|[年月년월]|['’]\d\d|[^\P{Nd}0-9]/u.test(text);
}

let leadWords: ReadonlySet<string> | undefined;

/** Whether a line begins with a word such as "by", or has parts of which one may. */
function mayBeLed(text: string): boolean {
  if (/[|•·–—(/]/.test(text)) return true;
  if (/^[\u2e80-\uffdc]/.test(text)) return /^.{1,6}[:：／/]/u.test(text);
  leadWords ??= new Set(BYLINE_LEADS.map((lead) => lead.split(" ")[0] as string));
  const end = text.search(/[\s:：]/);
  return end > 0 && end < 24 && leadWords.has(text.slice(0, end).toLowerCase());
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

function kindOf(line: PageLine, folded: string, size: number, dates: readonly DateMention[], bylines: readonly Byline[]): LineKind {
  const { text } = line;
  if (!LETTER.test(text)) return "mark";
  if (DAY_ONLY.test(text)) return "date";
  const whole = dates.find((d) => d.readings.length > 0) ?? dates.find((d) => d.end - d.start >= text.length - 4);
  if (whole) {
    const rest = fold(`${text.slice(0, whole.start)} ${text.slice(whole.end)}`);
    if (rest === "" || DATED_SET.has(rest) || (rest.length <= 12 && size < 50)) return "date";
    if (
      size <= 160 &&
      (bylines.length > 0 || startsWith(rest, DATED_SET, 3) || startsWith(rest, FILED_SET, 2) || /[|•·]|\s[-–—]\s.*\s[-–—]\s/.test(text))
    )
      return "meta";
    if (size <= 220 && fusedLabels(text, whole)) return "meta";
    // Inside a short line a whole date is print as well: "Ada on engines 20 July 2017 Comments".
    if (size <= 80 && rest.length <= 45 && !CLOSED.test(text)) return "dated";
    if (size <= 140 && (text.length - whole.end <= 2 || whole.start <= 2))
      return CLOSED.test(text) && text.length - whole.end <= 2 ? "meta" : "dated";
  }
  if (
    MORE_SET.has(folded) ||
    (size < 120 &&
      startsWith(folded, MORE_SET, 3) &&
      /^\S+ (?:reading|lire|lesen|lectura|leyendo|more|the rest|lezen)|[“"«…»›→]/i.test(text))
  )
    return "more";
  if (size < 120 && (PAGE.test(text) || (/\d\D+\d/.test(text) && /\d\s|\d[«‹<←→>»›…]/.test(text) && PAGER.test(text)))) return "page";
  if (size <= 140 && COPYRIGHT.test(text) && (size <= 70 || /©|\(c\)/i.test(text))) return "chrome";
  if (size <= 60 && READING_TIME.test(text)) return "count";
  if (size <= 60 && COMMENTS.test(text)) return "social";
  if (CHROME_SET.has(folded)) return "chrome";
  if (SOCIAL_SET.has(folded)) return "social";
  if (FILED_SET.has(folded) || (size < 200 && (FILING.test(text) || labelled(text)))) return "filed";
  if (size <= 80 && bylines.length > 0) return "byline";
  if (DATED_SET.has(folded)) return "meta";
  if (/^[\d.,\s%kKmM#/:+-]+$/.test(text)) return "count";
  if (URL_LINE.test(text)) return "url";
  if (line.marker !== undefined) return "item";
  if (CODE.test(text) && (size <= 100 || !/\p{Ll} \p{Ll}+ \p{Ll}+ \p{Ll}/u.test(text))) return "code";
  if (/^[“"«„>—–-]/.test(text) && size > 40) return "quote";
  if (size < 240 && size > 24 && NOTE.test(text) && (SERIES_LIST.test(text) || findPublicationNotes(text).length > 0)) return "note";
  if (size > 200) return "long";
  return CLOSED.test(text) || size > 130 ? "sentence" : "short";
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

/** Lower case, without surrounding marks, white space as one. */
function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .replace(/^[\s\p{P}\p{S}]+|[\s\p{P}\p{S}]+$/gu, "");
}
