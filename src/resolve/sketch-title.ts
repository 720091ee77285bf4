import type { Entry } from "../model/entry.ts";
import { readSeriesTitle } from "../values/series-title.ts";
import { hostOf } from "../values/url.ts";
import { decodeEntity, hashWord, readWords } from "../values/words.ts";
import { hash32 } from "./hash-name.ts";

const MOST_TITLE_WORDS = 16;

/** A title without the site's name or the author's behind it or before it, and without words that say only that it is a copy. */
export function bareTitle(title: string, site: string, entry: Entry): string {
  let bare = (
    title.includes("&") ? title.replace(/&(#\w{1,8}|\w{1,31});/g, (whole, name: string) => decodeEntity(name) ?? whole) : title
  ).trim();
  bare = bare.replace(/^[([]?(?:cross-?post(?:ed)?|re-?post(?:ed)?|guest post|gastbeitrag|転載|转载|轉載)[)\]]?\s*[:：]?\s+/i, "");
  const squash = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
  const names = [squash(site), squash(hostOf(entry.url)), ...entry.bylines.map((byline) => squash(byline.name ?? ""))];
  const isName = (text: string) => {
    const word = squash(text);
    return word.length > 2 && names.some((name) => name !== "" && (name.startsWith(word) || name === word));
  };
  const tail = /^(.+?)\s*(?:\s[|·•–—»:-]|\s::|\|)\s+([^|·•–—»]{2,40})$/u.exec(bare);
  if (tail !== null && isName(tail[2] ?? "")) bare = tail[1] ?? bare;
  const lead = /^([^|·•–—»:]{2,40}?)\s*(?:[|·•–—»:]|\s-)\s+(.+)$/u.exec(bare);
  if (lead !== null && isName(lead[1] ?? "")) bare = lead[2] ?? bare;
  return bare;
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
}

export function readTitle(title: string | undefined): TitleSketch {
  if (title === undefined) return { hash: 0, words: new Int32Array(), numbers: 0, part: 0, reply: false };
  const { count, hashes } = readWords(title);
  let words = new Int32Array(hashes.subarray(0, Math.min(count, MOST_TITLE_WORDS)));
  let hash = 0;
  for (let i = 0; i < Math.min(count, 64); i++) hash = (Math.imul(hash ^ (hashes[i] as number), 0x5bd1e995) + 1) | 0;
  const series = /[\dIVX一二三四五六七八九十上中下]|part|teil|част/iu.test(title) ? readSeriesTitle(title) : undefined;
  const counted = series !== undefined && (series.certain || series.form === "hash");
  const part = counted ? Math.round(series.part * 2) + 1 + (series.season ?? 0) * 4096 : 0;
  const digits = [...title.matchAll(/\d+/g)].map((match) => match[0]);
  // Versions and dates are compared as numbers, not as words that two titles have in common.
  if (digits.length > 0) {
    const hashed = new Set(digits.map(hashWord));
    words = words.filter((word) => !hashed.has(word));
  }
  const left = digits.map((number) => number.replace(/^0+(?=\d)/, ""));
  // "Part 1" and "(1/2)" are one part: what the part says is not said twice.
  for (const said of counted ? [series.part, series.of] : []) {
    const at = said === undefined ? -1 : left.indexOf(String(said));
    if (at >= 0) left.splice(at, 1);
  }
  let numbers = 0;
  for (const number of left) numbers = (Math.imul(numbers, 31) + hash32(number)) | 0;
  return {
    hash,
    words,
    numbers,
    part,
    reply:
      /^(?:re|aw|antw|sv|回复|答复)\s*[:：]|\b(?:response|reply|responding|replying|rebuttal|antwort|réponse|respuesta|risposta|resposta|ответ) (?:to|auf|à|a|на)\b|^(?:some |a few |my |more )?(?:thoughts|comments?|notes|reflections|remarks|gedanken|réflexions|reflexiones) (?:on|about|zu|sur|sobre)\b/iu.test(
        title,
      ),
  };
}
