import { readWords } from "../values/words.ts";
import { findNoteWords, NOTED_HEAD, NOTED_TAIL, saysNote } from "./note-words.ts";

/** The first so many shingles are kept whole: an excerpt is found in them exactly. */
export const HEAD = 96;
/** Of a long body, so many words are read; how many more there are is guessed by what is left. */
const MOST_WORDS = 1500;
/** In so many characters at its end a note may stand. */
const TAIL = 1200;
/** Of what is read, one shingle in `SAMPLE_RATE` is kept, the smallest `SAMPLE` hashes at most. */
export const SAMPLE = 96;
const SAMPLE_RATE = 16;
/** A shingle is so much weight of words: five words, or seven signs of a script without spaces. */
const SHINGLE = 35;

/** A body's shingles, as hashes whose lowest bit says that they stand in a quotation. Valid until the next call of `shingle`. */
export interface Shingled {
  readonly count: number;
  readonly quoted: number;
  /** The first `HEAD` of them. */
  readonly head: Int32Array;
  /** The smallest of a sample, in order, each once; `sampled` of them. */
  readonly sample: Uint32Array;
  readonly sampled: number;
  readonly fingerprint: number;
  /** Where words of a note of other publication stand: `NOTED_HEAD`, `NOTED_TAIL`, both or 0. */
  readonly noted: number;
}

/** Powers of the factor by which a rolling hash forgets its first word. */
const FACTOR = 0x2c1b3c6d;
const POWERS = Int32Array.from({ length: 16 }, (_, i) => {
  let power = 1;
  for (let n = 0; n < i; n++) power = Math.imul(power, FACTOR);
  return power;
});

const head = new Int32Array(HEAD);
let samples = new Uint32Array(1 << 14);

export function shingle(source: string): Shingled {
  const { count, hashes, weights, share, rest } = readWords(source, MOST_WORDS);
  if (samples.length < count + 1) samples = new Uint32Array(count * 2);
  roll(count, hashes, weights, head, samples, POWERS);
  return {
    count: share === 1 ? rolled.count : Math.round(rolled.count / share),
    quoted: rolled.quoted,
    head,
    sample: samples,
    sampled: smallest(rolled.sampled),
    fingerprint: (rolled.fingerprint + rest) | 0,
    noted: share === 1 ? findNoteWords(hashes, weights, count) : noteWordsOfLong(source, hashes, weights),
  };
}

function noteWordsOfLong(source: string, hashes: Int32Array, weights: Uint8Array): number {
  const head = findNoteWords(hashes, weights, HEAD) === 0 ? 0 : NOTED_HEAD;
  return head | (saysNote(source.slice(-TAIL)) ? NOTED_TAIL : 0);
}

/** What the last call of `roll` came to. */
const rolled = { count: 0, quoted: 0, sampled: 0, fingerprint: 0 };

function roll(count: number, hashes: Int32Array, weights: Uint8Array, head: Int32Array, sampled: Uint32Array, powers: Int32Array): void {
  let made = 0;
  let taken = 0;
  let quoted = 0;
  let from = 0;
  let weight = 0;
  let rolling = 0;
  let fingerprint = 0;
  for (let i = 0; i < count; i++) {
    const own = weights[i] as number;
    weight += own & 127;
    rolling = (Math.imul(rolling, FACTOR) + (hashes[i] as number)) | 0;
    let first = (weights[from] as number) & 127;
    while (weight - first >= SHINGLE) {
      weight -= first;
      rolling = (rolling - Math.imul(hashes[from] as number, powers[i - from] as number)) | 0;
      from++;
      first = (weights[from] as number) & 127;
    }
    // A text of fewer words is one shingle.
    if (weight < SHINGLE && (i < count - 1 || made > 0)) continue;
    let hash = Math.imul(rolling ^ (rolling >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    const inside = (own & (weights[from] as number)) >>> 7;
    quoted += inside;
    hash = ((hash ^ (hash >>> 16)) & ~1) | inside;
    fingerprint = (Math.imul(fingerprint, 31) + hash) | 0;
    if (made < HEAD) head[made] = hash;
    if ((hash & ((SAMPLE_RATE - 1) << 1)) === 0) sampled[taken++] = hash;
    made++;
  }
  rolled.count = made;
  rolled.quoted = quoted;
  rolled.sampled = taken;
  rolled.fingerprint = fingerprint;
}

/** So many are sorted sooner by hand than by a call. */
const FEW = 64;

/** Sorts the first so many samples and leaves the smallest, each once. */
function smallest(taken: number): number {
  const sorted = samples;
  if (taken > FEW) sorted.subarray(0, taken).sort();
  else {
    for (let i = 1; i < taken; i++) {
      const hash = sorted[i] as number;
      let at = i;
      for (; at > 0 && (sorted[at - 1] as number) > hash; at--) sorted[at] = sorted[at - 1] as number;
      sorted[at] = hash;
    }
  }
  let count = 0;
  for (let i = 0; i < taken && count < SAMPLE; i++) {
    const hash = sorted[i] as number;
    if (count === 0 || (sorted[count - 1] as number) >>> 1 !== hash >>> 1) sorted[count++] = hash;
  }
  return count;
}
