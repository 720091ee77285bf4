import { hashWord, readWords, type Stretch, stretchAround, type WordStream } from "../values/words.ts";

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
/** How many words from either end are looked at. */
const HEAD_WORDS = 120;
const TAIL_WORDS = 160;

/** Bits of words that may be a note's: one look there settles most words. */
const FILTER_BITS = 15;
let noteStems: { words: Map<number, number>; pairs: Set<number>; filter: Uint8Array } | undefined;

function readStems() {
  const words = new Map<number, number>();
  const pairs = new Set<number>();
  const filter = new Uint8Array(1 << FILTER_BITS);
  const add = (hash: number, role: number) => {
    words.set(hash, (words.get(hash) ?? 0) | role);
    filter[slotOf(hash)] = 1;
  };
  for (const [list, role] of [
    [NOTE_WORDS, WORD],
    [NOTE_VERBS, VERB],
    [NOTE_ADVERBS, ADVERB],
  ] as const)
    for (const word of list.split(" ")) add(hashWord(word), role);
  for (const pair of NOTE_PAIRS.split(" ")) {
    // Korean is written in words.
    if (pair.charCodeAt(0) >= 0xac00) add(hashWord(pair), WORD);
    else {
      const both = pairHash(hashWord(pair[0] ?? ""), hashWord(pair[1] ?? ""));
      pairs.add(both);
      filter[slotOf(both)] = 1;
    }
  }
  return { words, pairs, filter };
}

function pairHash(one: number, other: number): number {
  return (Math.imul(one, 31) + other) | 0;
}

function slotOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> (32 - FILTER_BITS);
}

/**
 * Where at the ends of the text read last words of a note stand: the blocks around them, each with the one behind it; `undefined` for
 * nowhere, as in most. A short text is all end.
 */
export function findNotes({ hashes, weights, count }: WordStream): readonly Stretch[] | undefined {
  const long = count > HEAD_WORDS + TAIL_WORDS;
  const head = notesBetween(hashes, weights, 0, long ? HEAD_WORDS : count, undefined);
  return long ? notesBetween(hashes, weights, count - TAIL_WORDS, count, head) : head;
}

/** Those at the beginning of the text read last. */
export function findNotesAhead({ hashes, weights, count }: WordStream): readonly Stretch[] | undefined {
  return notesBetween(hashes, weights, 0, Math.min(HEAD_WORDS, count), undefined);
}

/** Whether words of a note stand in a sentence. */
export function saysNote(sentence: string): boolean {
  const { count, hashes, weights } = readWords(sentence);
  const long = count > HEAD_WORDS + TAIL_WORDS;
  if (nextNote(hashes, weights, 0, long ? HEAD_WORDS : count) >= 0) return true;
  return long && nextNote(hashes, weights, count - TAIL_WORDS, count) >= 0;
}

function notesBetween(
  hashes: Int32Array,
  weights: Uint8Array,
  from: number,
  to: number,
  before: readonly Stretch[] | undefined,
): readonly Stretch[] | undefined {
  let word = nextNote(hashes, weights, from, to);
  if (word < 0) return before;
  const found = before === undefined ? [] : before.slice();
  for (; word >= 0; word = nextNote(hashes, weights, word + 1, to)) {
    const next = stretchAround(word);
    const last = found.at(-1);
    if (last === undefined || last.to < next.from) found.push(next);
    else if (last.to < next.to) found[found.length - 1] = { from: last.from, to: next.to };
  }
  return found;
}

/** The next word with which words of a note are complete; -1 for none. */
function nextNote(hashes: Int32Array, weights: Uint8Array, from: number, to: number): number {
  noteStems ??= readStems();
  const { words, pairs, filter } = noteStems;
  let last = 0;
  let lastButOne = 0;
  for (let i = from; i < to; i++) {
    const hash = hashes[i] as number;
    if (((weights[i] as number) & 127) === 5) {
      const both = i === from ? 0 : pairHash(hashes[i - 1] as number, hash);
      if (filter[slotOf(both)] !== 0 && pairs.has(both)) return i;
      continue;
    }
    const role = filter[slotOf(hash)] === 0 ? 0 : (words.get(hash) ?? 0);
    if ((role & WORD) !== 0 || ((role & VERB) !== 0 && ((last | lastButOne) & ADVERB) !== 0)) return i;
    lastButOne = last;
    last = role;
  }
  return -1;
}
