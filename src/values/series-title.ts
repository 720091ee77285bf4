import { lowerCase } from "./lower-case.ts";
import { NUMBER_WORDS, readSeriesNumber } from "./series-number.ts";
import { decodeEntity } from "./words.ts";

/** What a title says of a series. All fields are always there: most titles are asked, and what is asked of one shape is asked fast. */
export interface SeriesTitle {
  /** `undefined` where the title gives only a number ("Folge 20 – …", "S01E10 …"). */
  readonly name: string | undefined;
  readonly part: number;
  readonly of: number | undefined;
  readonly season: number | undefined;
  /** What is left of the title when the series and the number are taken away. */
  readonly title: string | undefined;
  /** How the number stands: titles of one series have it alike. */
  readonly form: SeriesForm;
  /** The form says so by itself; else it counts only where titles with the same name and other numbers stand beside it. */
  readonly certain: boolean;
  /** The unit is as often said of other things, and the number is a word ("Post one"). */
  readonly loose: boolean;
}

export type SeriesForm = "part" | "unit" | "fraction" | "bracket" | "ordinal" | "season" | "hash" | "roman" | "number" | "quoted";

const PART =
  "part|pt\\.?|parte|partie|teil|deel|del|osa|часть|частина|ч\\.|część|czesc|cz\\.|část|díl|časť|rész|bölüm|kısım|μέρος|partea|dio|phần|파트|パート";
const UNIT =
  "episode|épisode|episodio|episódio|ep\\.?|folge|odcinek|odc\\.|эпизод|выпуск|випуск|issue|number|numéro|número|nummer|ausgabe|no\\.|nr\\.?|n°|nº|№|č\\.|num\\.|vol\\.?|volume|volumen|tome|tomo|band|chapter|chapitre|kapitel|capítulo|capitolo|rozdział|kapitola|глава|lesson|lektion|lección|lição|lezione|leçon|lekcja|lekce|урок|day|tag|jour|día|dia|giorno|dzień|den|день|week|woche|semaine|semana|settimana|tydzień|týden|неделя|installment|instalment|edition|édition|edición|edição|session|séance|act|step|étape|paso|passo|schritt|aflevering|avsnitt|afsnit|level|stage|phase|module|tutorial|post|article|章|レッスン";
/** Units that are as often said of time, places and products: they need company. */
const LOOSE =
  /^(?:day|tag|jour|d[ií]a|giorno|dzień|den|день|week|woche|semaine|semana|settimana|tydzień|týden|неделя|level|stage|phase|step|edition|number|band|act|post|article|tutorial|module|session|no\.|nr\.?|n°|nº|№|č\.|num\.|numéro|número|nummer|schritt|paso|passo|étape)$/i;

const NUM = `\\d{1,4}|[ivxl]{1,6}|[一二三四五六七八九十百]{1,4}|${NUMBER_WORDS}`;
const OF = "(?:\\s?(?:of|von|de|di|van|sur|/|из|z|of the|out of)\\s?(\\d{1,3}))?";
const SEP = "[:,;.|–—―~・·/!?]|-(?=\\s)|(?<=\\s)-|--|=>|»";
const END = `(?=\\s*(?:$|${SEP}|[)\\]】」』"”“«(\\[【「『]))`;

// Those with words in them are for titles in lower case: to ignore case costs an engine three times as much to compile.
const PART_AFTER = new RegExp(`(?<![\\p{L}\\p{N}])(${PART})[\\s#]*(${NUM})(?![\\p{L}\\p{N}])${OF}${END}`, "u");
const UNIT_AFTER = new RegExp(
  `(?<![\\p{L}\\p{N}])(${UNIT})[\\s#]*(\\d{1,4}|[ivxl]{1,6}|${NUMBER_WORDS})(?![\\p{L}\\p{N}])(?!\\.\\d)${OF}${END}`,
  "u",
);
const ORDINAL_BEFORE = new RegExp(
  `(?<![\\p{L}\\p{N}])(\\d{1,2}(?:st|nd|rd|th|er|ère|re|e|ème|º|ª|°|\\.|-я|-й)?|${NUMBER_WORDS})\\s(${PART}|episode|épisode|episodio|folge)${END}`,
  "u",
);
const FRACTION = /[([（【]\s*(?:\p{L}+\.?\s*)?(\d{1,2})\s*(?:\/|of|von|de|sur|из)\s*(\d{1,2})\s*[)\]）】]/u;
const BARE_FRACTION = /(?:^|[\s:–—-])(\d{1,2})\/(\d{1,2})(?=\s*(?:$|[:：]\s))/;
const OF_TOTAL = /(?<![\p{L}\p{N}])(\d{1,2}) (?:of|von|sur|из) (\d{1,2})\s*$/u;
const HAN_ORDINAL =
  /第\s*(\d{1,4}|[零〇一二三四五六七八九十百两]{1,5})\s*(?:回|期|部分|部|篇|章|话|話|課|课|弹|弾|集|讲|講|节|節|天|周|週|夜|日|号|號|辑|輯|彈|堂|关|回目|季|步|版块|卷|巻|场|站|幕)(?=\s*(?:$|[^\p{L}\p{N}])|\s)/u;
const SONO = /(?:その|之|其の|其)\s*(\d{1,3}|[一二三四五六七八九十]{1,3})(?=\s*(?:$|[:：,，、()（）「『\-–—・]|[^\p{L}\p{N}]))/u;
const COUNTED = /(?<!\d)(\d{1,4})\s*(?:時限目|回目|日目|話目|本目|章目|週目|限目|번째)/u;
const HANGUL = /(?:제\s*(\d{1,3})\s*(?:회|화|장|부|편|강|탄|주|일)|(?<!\d)(\d{1,3})\s*(?:편|부|탄|화|장|강))(?=\s*(?:$|[:\-–—)\].(]))/u;
const HAN_POSITION =
  /[(（【[]\s*([上中下前後后]|前編|中編|後編|前篇|中篇|后篇|後篇|上篇|下篇|上集|下集|完结篇)\s*[)）】\]](?=\s*(?:$|[^\p{L}\p{N}\s])|\s)|(?:[\s・:：—–-])([上中下前後后][編篇集]|[上中下])\s*$/u;
const POSITIONS: Readonly<Record<string, number>> = { 上: 1, 前: 1, 中: 2, 下: 3, 後: 3, 后: 3 };
const BRACKET_NUMBER = /[(（【[]\s*(\d{1,3}|[IVX]{1,5}|[一二三四五六七八九十]{1,3}|[①-⑳])\s*[)）】\]]/u;
const CIRCLED = /\s?([①-⑳])(?=\s|$|[:：\-–—])/u;
const SEASON = /(?<![\p{L}\p{N}])s(\d{1,2})\s?[.:-]?\s?e(?:p\.?)?\s?(\d{1,3})(?![\p{L}\p{N}])/u;
const SEASON_X = /(?<![\p{L}\p{N}])(\d{2})x(\d{2,3})(?![\p{L}\p{N}])/u;
// Which most titles do not have, told before the forms: these are dear to compile.
const TWO_NUMBERS = /\d\D+\d/;
const SEASON_SIGN = /s\d|\dx\d/;
const HASH = /(?<![&#])#(\d{1,4})(?![\p{L}\p{N}]|\.\d)|(?<![\p{L}\p{N}.])(\d{1,3})#(?=\s*$)/u;
const CLOSING_ROMAN = /(?:\s|[:：–—,-]\s?)([IVX]{1,6})(?=\s*$|:\s)/;
const NUMBER =
  /(?<![\d.,/\p{L}–-]|[$€£v]\s?)(\d{1,4})(?=\s*(?:$|[:：](?=\s|\P{N})|\s[–—-]\s|[(（][^()（）]{1,60}[)）]\s*$))|(?<=\s[–—-]\s)(\d{1,3})(?=\.\s)/u;
const QUOTED = /^\s*([「『【[][^」』】\]]{2,60}[」』】\]])\s*(\d{1,3})(?=\s)/u;

const BRACKETS = /^[\s([{（【「『"“”„«»]+|[\s)\]}）】」』"“”«»]+$/gu;
const MONTH =
  /(?:^|[^\p{L}])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januar|februar|märz|juni|juli|oktober|november|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|stycz|lut|marz|kwie|maj|czerw|lip|sierp|wrze|paźdz|listop|grud|янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек|led|únor|březn|dubn|květ|červ|srpn|září|říj|prosin)\p{L}*\.?\s*$/u;

/**
 * What a title alone says of the series that it is part of: `Part 2`, `Teil II`, `часть первая`, `第3回`, `(3/5)`, `（上）`, `Episode 6`,
 * `S02E01`, `#12`, a closing number. `undefined` where it says nothing. See `certain` for the weak forms.
 */
export function readSeriesTitle(title: string): SeriesTitle | undefined {
  if (title.length > 400) return undefined;
  const counts = COUNTS.test(title);
  // Most titles have neither a digit nor a word that is counted with.
  if (!counts && !COUNTED_WORD.test(lowerCase(title)) && !ROMAN.test(title)) return undefined;
  return readCounted(title, counts);
}

/** Digits, the signs that count in East Asia, and character references. */
const COUNTS = /[\d&\uff10-\uff19零〇一二三四五六七八九十百两上中下前後后完①-⑳]/;
const COUNTED_WORD = new RegExp(`(?<![\\p{L}\\p{N}])(?:${PART}|${UNIT})`, "u");
/** A Roman number at the end of a name or in brackets. */
const ROMAN = /[IVXＩＶＸ]\s*(?:$|[)）】\]:：])/;

/** Signs of Chinese, Japanese and Korean, with one of which each of their forms is written. */
const EAST_ASIAN = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]/;

function readCounted(title: string, counts: boolean): SeriesTitle | undefined {
  const shown = title.includes("&") ? title.replace(/&(#\w{1,8}|\w{1,31});/g, (whole, name: string) => decodeEntity(name) ?? whole) : title;
  const text = narrow(shown.replace(/[\s\u00a0]+/g, " ").trim());
  const low = lowerCase(text);
  const worded = COUNTED_WORD.test(low);
  const forms = counts ? (worded ? FORMS : WORDLESS_FORMS) : worded ? SPELT_FORMS : ROMAN_FORMS;
  for (let i = 0; i < forms.length; i++) {
    const found = (forms[i] as Form)(text, low);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Form = (text: string, low: string) => SeriesTitle | undefined;

/** In the order in which they are looked for. */
const FORMS: readonly Form[] = [part, fraction, han, unit, season, bracket, hash, quoted, roman, number];
const WORDLESS_FORMS: readonly Form[] = [fraction, han, season, bracket, hash, quoted, roman, number];
/** For titles without a digit. */
const SPELT_FORMS: readonly Form[] = [part, unit, bracket, roman];
const ROMAN_FORMS: readonly Form[] = [bracket, roman];

/** Full-width digits and punctuation as their ASCII twins, one for one. */
function narrow(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));
}

function part(text: string, low: string): SeriesTitle | undefined {
  const match = PART_AFTER.exec(low);
  if (match !== null) {
    const value = readSeriesNumber(match[2] ?? "");
    const before = text.slice(0, match.index);
    if (value !== undefined && plausible(value) && !/\b(?:a|the|be|being|as|of|my|la|une|eine|ein|una|uma)\s$/i.test(before)) {
      return made(text, match, value, match[3], "part", nameable(before));
    }
  }
  const ordinal = ORDINAL_BEFORE.exec(low);
  if (ordinal !== null) {
    const value = readSeriesNumber((ordinal[1] ?? "").replace(/(?<=\d)\D+$/, ""));
    const before = text.slice(0, ordinal.index);
    if (value !== undefined && /(?:[:,;–—([-]|^)\s*(?:the |la |le |der |die |el |o |a )?$/iu.test(before))
      return made(text, ordinal, value, undefined, "part", nameable(before));
  }
  return undefined;
}

function fraction(text: string, low: string): SeriesTitle | undefined {
  if (!TWO_NUMBERS.test(text)) return undefined;
  const match = FRACTION.exec(low);
  const bare = match ?? BARE_FRACTION.exec(text) ?? OF_TOTAL.exec(low);
  if (bare === null) return undefined;
  const value = Number(bare[1]);
  const total = Number(bare[2]);
  if (value < 1 || value > total || total < 2 || total > 60) return undefined;
  return made(text, bare, value, bare[2], "fraction", match !== null && nameable(text.slice(0, bare.index)));
}

function han(text: string): SeriesTitle | undefined {
  if (!EAST_ASIAN.test(text)) return undefined;
  const ordinal = HAN_ORDINAL.exec(text) ?? SONO.exec(text) ?? COUNTED.exec(text) ?? HANGUL.exec(text);
  if (ordinal !== null) {
    const value = readSeriesNumber(ordinal[1] ?? ordinal[2] ?? "");
    if (value !== undefined) return made(text, ordinal, value, undefined, "ordinal", nameable(text.slice(0, ordinal.index)));
  }
  const position = HAN_POSITION.exec(text);
  const value = position === null ? undefined : POSITIONS[(position[1] ?? position[2] ?? "")[0] ?? ""];
  if (position !== null && value !== undefined) return made(text, position, value, undefined, "bracket", true);
  return undefined;
}

function unit(text: string, low: string): SeriesTitle | undefined {
  const match = UNIT_AFTER.exec(low);
  if (match === null) return undefined;
  const value = readSeriesNumber(match[2] ?? "");
  if (value === undefined || !plausible(value)) return undefined;
  const before = text.slice(0, match.index);
  const word = match[1] ?? "";
  const apart = /[:,;|–—([-]\s*$/u.test(before);
  const loose = LOOSE.test(word) && !(apart && /^(?:day|tag|jour|d[ií]a|giorno|dzień|den|день)$/i.test(word));
  const spelt = /^\p{L}{3}/u.test(match[2] ?? "") && !/^[IVXL]+$/i.test(match[2] ?? "");
  return made(text, match, value, match[3], "unit", !loose && nameable(before), loose && spelt);
}

function season(text: string, low: string): SeriesTitle | undefined {
  if (!SEASON_SIGN.test(low)) return undefined;
  const match = SEASON.exec(low) ?? SEASON_X.exec(low);
  return match === null ? undefined : made(text, match, Number(match[2]), undefined, "season", true);
}

function bracket(text: string): SeriesTitle | undefined {
  const match = BRACKET_NUMBER.exec(text) ?? CIRCLED.exec(text);
  if (match === null) return undefined;
  const after = text.slice(match.index + match[0].length);
  const before = text.slice(0, match.index);
  const apart = /^\s*(?:$|[:—–,，。:-])/.test(after);
  if (!(apart || /^\s/.test(after)) || before.trim() === "") return undefined;
  const sign = match[1] ?? "";
  const value = readSeriesNumber(sign);
  if (value === undefined || !plausible(value)) return undefined;
  return made(text, match, value, undefined, "bracket", apart && !/^\d+$/.test(sign) && nameable(before));
}

function hash(text: string): SeriesTitle | undefined {
  if (!text.includes("#")) return undefined;
  const match = HASH.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1] ?? match[2]);
  const before = text.slice(0, match.index);
  if (/\b(?:are|is|the|be|am|your|my|our|issue|pr|bug|ticket|pull request)\s*$/i.test(before)) return undefined;
  return made(text, match, value, undefined, "hash", isFirst(text, match, value));
}

function quoted(text: string): SeriesTitle | undefined {
  const match = QUOTED.exec(text);
  if (match === null) return undefined;
  const [all, name = "", part] = match;
  return {
    name: name.replace(BRACKETS, ""),
    part: Number(part),
    of: undefined,
    season: undefined,
    title: text.slice(all.length).trim(),
    form: "quoted",
    certain: false,
    loose: false,
  };
}

function roman(text: string): SeriesTitle | undefined {
  const match = CLOSING_ROMAN.exec(text);
  if (match === null) return undefined;
  const value = readSeriesNumber(match[1] ?? "");
  const before = text.slice(0, match.index).replace(/^\s*\[[^\]]*\]/, "");
  if (value === undefined || value > 20 || /\b(?:and|vs\.?|&|or)$/i.test(before)) return undefined;
  const apart = /^[:：–—,-]/.test(match[0]) || /[:：–—,-]\s*$/.test(text.slice(0, match.index));
  const words = before.split(/[\s-]+/).filter((word) => /\p{L}/u.test(word)).length;
  const certain = closes(text, match) && value > 1 && value !== 5 && value !== 10 && (apart ? words >= 2 : words >= 3);
  return made(text, match, value, undefined, "roman", certain);
}

function number(text: string, low: string): SeriesTitle | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const value = Number(match[1] ?? match[2]);
  const before = text.slice(0, match.index);
  if (!plausible(value) || MONTH.test(low.slice(0, match.index)) || before.trim() === "" || STAGE.test(before)) return undefined;
  if (/(?:[,'’]|\b(?:in|on|at|of|for|to|the|version|v|since|by|until|from|over|top|de|en|und|la|le|turns|than)|#)\s*$/i.test(before))
    return undefined;
  const words = before.split(/[\s/-]+/).filter((word) => /\p{L}/u.test(word));
  // One short word and a number is a product and its version; a long one is a meeting or a column.
  if (words.length < 2 && !/^\p{L}\p{Ll}{8,}$|\p{Lo}{3}/u.test(words[0] ?? "")) return undefined;
  return made(text, match, value, undefined, "number", isFirst(text, match, value));
}

/** Stages on the way to a release: what counts them counts versions. */
const STAGE = /\b(?:alpha|beta|candidate|milestone|preview|previa|rc|release|snapshot|sp|version)\s*$/i;

/** A closing 1 is the first of more to come: the others may not be there yet. */
function isFirst(text: string, match: RegExpExecArray, value: number): boolean {
  const before = text.slice(0, match.index);
  return value === 1 && closes(text, match) && nameable(before);
}

function closes(text: string, match: RegExpExecArray): boolean {
  return match.index + match[0].length === text.length;
}

/** A year is no part. */
function plausible(value: number): boolean {
  return value < 1900 || value > 2100;
}

function nameable(before: string): boolean {
  return before.replace(/[^\p{L}\p{N}]/gu, "").length >= 2;
}

function made(
  text: string,
  match: RegExpExecArray,
  value: number,
  of: string | undefined,
  form: SeriesForm,
  certain: boolean,
  loose = false,
): SeriesTitle {
  const name = cleanName(text.slice(0, match.index));
  const title = cleanRest(text.slice(match.index + match[0].length));
  const total = of === undefined ? Number.NaN : Number(of);
  return {
    name: name === "" || form === "season" ? undefined : name,
    part: value,
    of: total >= value ? total : undefined,
    season: form === "season" ? Number(match[1]) : undefined,
    title: title === "" ? undefined : title,
    form,
    certain: certain && name !== "",
    loose,
  };
}

function cleanName(before: string): string {
  let name = before
    .replace(/[\s:,;|–—~・·/([{「『【<"“„#-]+$/u, "")
    .replace(/(?<=[\p{L}\p{N}]{2})\.$/u, "")
    .trim();
  for (const [open, close] of [
    ["[", "]"],
    ["「", "」"],
    ["【", "】"],
    ["『", "』"],
  ] as const) {
    if (name.startsWith(open) && name.endsWith(close)) name = name.slice(1, -1).trim();
  }
  return /[\p{L}\p{N}]/u.test(name) ? name : "";
}

function cleanRest(after: string): string {
  return after.replace(/^[\s)\]】」』"”:,;.|–—~・·/!?-]+/u, "").trim();
}
