import type { Entry } from "../model/entry.ts";
import type { Byline } from "../model/parts.ts";
import { lowerCase } from "../values/lower-case.ts";
import { readSeriesTitle, type SeriesTitle } from "../values/series-title.ts";
import { hostOf } from "../values/url.ts";
import { decodeEntity, hashWord, readWords } from "../values/words.ts";
import { hash32 } from "./hash-name.ts";

const MOST_TITLE_WORDS = 16;

const COPY_WORDS = "cross-?post(?:ed)?|re-?post(?:ed)?|re-?blog(?:ged)?|guest post|gastbeitrag|репост|перепост|転載|转载|轉載";
/** What a title says before it of being a copy's, in brackets or not. */
const COPIED = new RegExp(
  `^(?:[[(【（]\\s*(?:${COPY_WORDS}|转|轉|搬运|搬運)\\s*[)\\]】）]\\s*[:：]?|(?:${COPY_WORDS})(?=[\\s:：])\\s*[:：]?)\\s*`,
  "i",
);
/** What stands between a title and a name. */
const DIVIDER = /[|·•–—»:-]/;
const TAIL = /^(.+?)\s*(?:\s[|·•–—»:-]|\s::|\|)\s+([^|·•–—»]{2,40})$/u;
const LEAD = /^([^|·•–—»:]{2,40}?)\s*(?:[|·•–—»:]|\s-)\s+(.+)$/u;

/** Whether a title says that it stands over a copy: "Crosspost: …", "[转载] …". */
export function saysCopied(title: string): boolean {
  return COPIED.test(title);
}

/** A title without the site's name or the author's behind it or before it, and without words that say only that it is a copy. */
export function bareTitle(title: string, site: string, entry: Entry): string {
  let bare = (
    title.includes("&") ? title.replace(/&(#\w{1,8}|\w{1,31});/g, (whole, name: string) => decodeEntity(name) ?? whole) : title
  ).trim();
  bare = bare.replace(COPIED, "");
  if (!DIVIDER.test(bare)) return bare;
  bare = withoutName(bare, TAIL.exec(bare), 2, 1, site, entry);
  return withoutName(bare, LEAD.exec(bare), 1, 2, site, entry);
}

/** What stands in one group of a match where the other is a name, else all. */
function withoutName(title: string, found: RegExpExecArray | null, name: 1 | 2, rest: 1 | 2, site: string, entry: Entry): string {
  return found !== null && isName(found[name] as string, site, entry) ? (found[rest] as string) : title;
}

/** Whether words are a site's name, or one of an entry's authors'. */
function isName(text: string, site: string, entry: Entry): boolean {
  const word = squash(text);
  if (word.length < 3) return false;
  if (squash(site).startsWith(word) || squash(hostOf(entry.url)).startsWith(word)) return true;
  for (let i = 0; i < entry.bylines.length; i++) if (squash((entry.bylines[i] as Byline).name ?? "").startsWith(word)) return true;
  return false;
}

function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** What comparing needs of a title. */
export interface TitleSketch {
  readonly hash: number;
  readonly words: Int32Array;
  /** The numbers that stand in it beside the part's, in order. */
  readonly numbers: number;
  readonly part: number;
  /** It says that it answers another. */
  readonly reply: boolean;
  /** It says that it gathers others. */
  readonly digest: boolean;
}

const NO_WORDS = new Int32Array();
export const NO_TITLE: TitleSketch = { hash: 0, words: NO_WORDS, numbers: 0, part: 0, reply: false, digest: false };

/** The first words, each once. */
function distinct(hashes: Int32Array, count: number): Int32Array {
  const words = new Int32Array(Math.min(count, MOST_TITLE_WORDS));
  let n = 0;
  for (let i = 0; i < count && n < words.length; i++) {
    const at = words.indexOf(hashes[i] as number);
    if (at === -1 || at >= n) words[n++] = hashes[i] as number;
  }
  return words.slice(0, n);
}

export function readTitle(title: string): TitleSketch {
  const { count, hashes } = readWords(title);
  const words = distinct(hashes, count);
  let hash = 0;
  let answering = false;
  let gathering = false;
  for (let i = 0; i < count && i < 64; i++) {
    hash = (Math.imul(hash ^ (hashes[i] as number), 0x5bd1e995) + 1) | 0;
    answering ||= REPLY_WORDS.has(hashes[i] as number);
    gathering ||= DIGEST_WORDS.has(hashes[i] as number);
  }
  const series = readSeriesTitle(title);
  const counted = series !== undefined && (series.certain || series.form === "hash");
  // A closing "II" or "③" tells titles apart, whether or not it counts parts; figures do so anyway.
  const sign = series === undefined || counted || hasFigure(title, series.part) ? 0 : series.part;
  const part = counted ? Math.round(series.part * 2) + 1 + (series.season ?? 0) * 4096 : 0;
  const low = answering || gathering ? lowerCase(title) : "";
  const figures = title.match(/\d+/g);
  return {
    hash,
    words: figures === null ? words : withoutFigures(words, figures),
    numbers: (figures === null ? 0 : readNumbers(figures, counted ? series : undefined)) ^ Math.imul(sign, 0x9e3779b1),
    part,
    reply: answering && REPLY.test(low),
    digest: gathering && DIGEST.test(low),
  };
}

// For titles in lower case.
const REPLY =
  /^(?:re|aw|antw|sv|回复|答复)\s*[:：]|\b(?:response|reply|responding|replying|rebuttal|antwort|réponse|respuesta|risposta|resposta|ответ) (?:to|auf|à|a|на)\b|^(?:some |a few |my |more )?(?:thoughts|comments?|notes|reflections|remarks|gedanken|réflexions|reflexiones) (?:on|about|zu|sur|sobre)\b/u;
/** One of which each title of a reply has: most titles are settled by looking for them. */
const REPLY_WORDS: ReadonlySet<number> = new Set(
  "re aw antw sv 复 response reply responding replying rebuttal antwort réponse respuesta risposta resposta ответ thoughts comment comments notes reflections remarks gedanken réflexions reflexiones"
    .split(" ")
    .map(hashWord),
);

const DIGEST =
  /\b(?:digest|round-?up|newsletter|recap|link dump|linkdump|(?:this|the|last|my) (?:week|month) in|(?:weekly|monthly|daily|friday|sunday|weekend) (?:\w+ )?(?:links|reads?|reading|news|update|notes|picks|review|summary)|links (?:of|for) |reading list|wochenrückblick|monatsrückblick|linktipps|lesetipps|linksammlung|presseschau|revue (?:de presse|du web)|les liens|boletín|rassegna|nieuwsbrief|weekoverzicht)|(?<!\p{L})(?:дайджест|подборка|przegląd|přehled)|(?:周报|週報|周刊|週刊|月报|月報|まとめ|다이제스트|주간)/u;
const DIGEST_WORDS: ReadonlySet<number> = new Set(
  "digest round roundup newsletter recap link linkdump week month weekly monthly daily friday sunday weekend links reading wochenrückblick monatsrückblick linktipps lesetipps linksammlung presseschau revue liens boletín rassegna nieuwsbrief weekoverzicht дайджест подборка przegląd přehled 周 週 月 ま 다이제스트 주간"
    .split(" ")
    .map(hashWord),
);

function hasFigure(title: string, value: number): boolean {
  return title.match(/\d+/g)?.some((figure) => Number(figure) === value) ?? false;
}

/** Versions and dates are compared as numbers, not as words that two titles have in common. */
function withoutFigures(words: Int32Array, figures: readonly string[]): Int32Array {
  const left = words.slice();
  let count = left.length;
  for (let n = 0; n < figures.length; n++) {
    const hash = hashWord(figures[n] as string);
    let kept = 0;
    for (let i = 0; i < count; i++) if (left[i] !== hash) left[kept++] = left[i] as number;
    count = kept;
  }
  return left.subarray(0, count);
}

/** The numbers in a title, in order, but for those that say the part: "Part 1" and "(1/2)" are one part. */
function readNumbers(figures: readonly string[], series: SeriesTitle | undefined): number {
  let part = series?.part ?? Number.NaN;
  let of = series?.of ?? Number.NaN;
  let numbers = 0;
  for (let i = 0; i < figures.length; i++) {
    const figure = (figures[i] as string).replace(/^0+(?=\d)/, "");
    // What the part says is not said twice.
    if (Number(figure) === part) part = Number.NaN;
    else if (Number(figure) === of) of = Number.NaN;
    else numbers = (Math.imul(numbers, 31) + hash32(figure)) | 0;
  }
  return numbers;
}
