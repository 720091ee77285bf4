import type { Entry } from "../model/entry.ts";
import { readSeriesTitle } from "../values/series-title.ts";
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
  const tail = TAIL.exec(bare);
  if (tail !== null && isName(tail[2] as string, site, entry)) bare = tail[1] as string;
  const lead = LEAD.exec(bare);
  if (lead !== null && isName(lead[1] as string, site, entry)) bare = lead[2] as string;
  return bare;
}

/** Whether words are a site's name, or one of an entry's authors'. */
function isName(text: string, site: string, entry: Entry): boolean {
  const word = squash(text);
  if (word.length < 3) return false;
  const names = [site, hostOf(entry.url), ...entry.bylines.map((byline) => byline.name ?? "")];
  return names.some((name) => squash(name).startsWith(word));
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
const NO_TITLE: TitleSketch = { hash: 0, words: NO_WORDS, numbers: 0, part: 0, reply: false, digest: false };

export function readTitle(title: string | undefined): TitleSketch {
  if (title === undefined) return NO_TITLE;
  const { count, hashes } = readWords(title);
  const words = hashes.slice(0, Math.min(count, MOST_TITLE_WORDS));
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
  const numbered = /\d/.test(title) ? readNumbers(title, words, counted ? [series.part, series.of] : []) : undefined;
  return {
    hash,
    words: numbered?.words ?? words,
    numbers: (numbered?.numbers ?? 0) ^ Math.imul(sign, 0x9e3779b1),
    part,
    reply: answering && REPLY.test(title),
    digest: gathering && DIGEST.test(title),
  };
}

const REPLY =
  /^(?:re|aw|antw|sv|回复|答复)\s*[:：]|\b(?:response|reply|responding|replying|rebuttal|antwort|réponse|respuesta|risposta|resposta|ответ) (?:to|auf|à|a|на)\b|^(?:some |a few |my |more )?(?:thoughts|comments?|notes|reflections|remarks|gedanken|réflexions|reflexiones) (?:on|about|zu|sur|sobre)\b/iu;
/** One of which each title of a reply has: most titles are settled by looking for them. */
const REPLY_WORDS: ReadonlySet<number> = new Set(
  "re aw antw sv 复 response reply responding replying rebuttal antwort réponse respuesta risposta resposta ответ thoughts comment comments notes reflections remarks gedanken réflexions reflexiones"
    .split(" ")
    .map(hashWord),
);

const DIGEST =
  /\b(?:digest|round-?up|newsletter|recap|link dump|linkdump|(?:this|the|last|my) (?:week|month) in|(?:weekly|monthly|daily|friday|sunday|weekend) (?:\w+ )?(?:links|reads?|reading|news|update|notes|picks|review|summary)|links (?:of|for) |reading list|wochenrückblick|monatsrückblick|linktipps|lesetipps|linksammlung|presseschau|revue (?:de presse|du web)|les liens|boletín|rassegna|nieuwsbrief|weekoverzicht)|(?<!\p{L})(?:дайджест|подборка|przegląd|přehled)|(?:周报|週報|周刊|週刊|月报|月報|まとめ|다이제스트|주간)/iu;
const DIGEST_WORDS: ReadonlySet<number> = new Set(
  "digest round roundup newsletter recap link linkdump week month weekly monthly daily friday sunday weekend links reading wochenrückblick monatsrückblick linktipps lesetipps linksammlung presseschau revue liens boletín rassegna nieuwsbrief weekoverzicht дайджест подборка przegląd přehled 周 週 月 ま 다이제스트 주간"
    .split(" ")
    .map(hashWord),
);

function hasFigure(title: string, value: number): boolean {
  return title.match(/\d+/g)?.some((figure) => Number(figure) === value) ?? false;
}

/** The numbers in a title, in order, but for those that say the part; and the words without them. */
function readNumbers(title: string, words: Int32Array, said: readonly (number | undefined)[]): { words: Int32Array; numbers: number } {
  const digits = title.match(/\d+/g) ?? [];
  // Versions and dates are compared as numbers, not as words that two titles have in common.
  const hashed = digits.map(hashWord);
  const left = digits.map((number) => number.replace(/^0+(?=\d)/, ""));
  // "Part 1" and "(1/2)" are one part: what the part says is not said twice.
  for (const one of said) {
    const at = one === undefined ? -1 : left.indexOf(String(one));
    if (at >= 0) left.splice(at, 1);
  }
  let numbers = 0;
  for (const number of left) numbers = (Math.imul(numbers, 31) + hash32(number)) | 0;
  return { words: words.filter((word) => !hashed.includes(word)), numbers };
}
