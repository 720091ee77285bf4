import { hashWord } from "../values/words.ts";

/**
 * Words with which a note of other publication begins or is made: looked for in the stream, so that the many phrases are tried on few
 * texts. The second list counts only behind a word of the third ("first published"), the fourth are pairs of signs.
 */
const NOTE_WORDS =
  "originally crossposted reposted republished reprinted syndicated ursprünglich zuerst zunächst erstmals crosspost originalartikel originalbeitrag quelle nachdruck initialement originellement précédemment originalmente originariamente inicialmente previamente inizialmente precedentemente oorspronkelijk pierwotnie oryginalnie wcześniej původně poprvé dříve впервые первоначально изначально оригинал источник первоисточник джерело yayınlanmıştır yayımlanmıştır yayınlandı ursprungligen opprinnelig oprindeligt";
const NOTE_VERBS =
  "published posted appeared appears available shared written printed version post article source publié publiée paru parue publicado publicada publicó apareció pubblicato pubblicata apparso publicerad publicerades erschienen veröffentlicht gepubliceerd verschenen publikován publikováno vyšlo vyšel opublikowany опубликована опубликовано опубликован postado postada";
const NOTE_ADVERBS =
  "previously first also initially cross original earlier d abord aussi également origine también originales primero primeiro também anche auch bereits zuvor ook eerder také również także również ранее также először först tidigare artículo artigo articolo";
const NOTE_PAIRS =
  "原文 首发 首發 原载 原載 原发 转载 轉載 转自 轉自 摘自 搬运 初出 転載 掲載 元記 同步 出处 同时 最初 最早 首次 初次 投稿 公開 원문 출처 처음 최초 먼저";
const WORD = 1;
const VERB = 2;
const ADVERB = 4;
let noteStems: { words: Map<number, number>; pairs: Set<number> } | undefined;

function readStems() {
  const words = new Map<number, number>();
  const pairs = new Set<number>();
  const add = (list: string, role: number) => {
    for (const word of list.split(" ")) words.set(hashWord(word), (words.get(hashWord(word)) ?? 0) | role);
  };
  add(NOTE_WORDS, WORD);
  add(NOTE_VERBS, VERB);
  add(NOTE_ADVERBS, ADVERB);
  for (const pair of NOTE_PAIRS.split(" ")) {
    // Korean is written in words.
    if (pair.charCodeAt(0) >= 0xac00) words.set(hashWord(pair), WORD);
    else pairs.add(Math.imul(hashWord(pair[0] ?? ""), 31) + hashWord(pair[1] ?? ""));
  }
  return { words, pairs };
}

/** Whether words of a note stand near the beginning or the end. */
export function isNoted(hashes: Int32Array, weights: Uint8Array, count: number): boolean {
  noteStems ??= readStems();
  const { words, pairs } = noteStems;
  let [last, lastButOne] = [0, 0];
  for (let i = 0; i < count; i++) {
    if (i === 120 && count > 280) i = count - 160;
    const hash = hashes[i] as number;
    if (((weights[i] as number) & 127) === 5) {
      if (i > 0 && pairs.has(Math.imul(hashes[i - 1] as number, 31) + hash)) return true;
      continue;
    }
    const role = words.get(hash) ?? 0;
    if ((role & WORD) !== 0 || ((role & VERB) !== 0 && ((last | lastButOne) & ADVERB) !== 0)) return true;
    lastButOne = last;
    last = role;
  }
  return false;
}
