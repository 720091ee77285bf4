import { readWords, type Stretch, type WordStream } from "../values/words.ts";
import { findNotes, findNotesAhead } from "./note-words.ts";

/** The first so many shingles are kept whole: an excerpt is found in them exactly. */
export const HEAD = 96;
/** Of a long body, so many words are read; how many more there are is guessed by what is left. */
const MOST_WORDS = 1200;
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
  /** Where near its ends words of a note of other publication stand; `undefined` where they do not. */
  readonly noted: readonly Stretch[] | undefined;
}

/**
 * In one closure with all that it uses: arrays and numbers that the engine knows as constants while it compiles (a bundler makes
 * variables of a module's own) halve the time.
 */
function createShingler(): (source: string) => Shingled {
  // The same two at each call.
  const { hashes, weights } = readWords("");
  const head = new Int32Array(HEAD);
  const samples = new Uint32Array(MOST_WORDS + 2);
  /** By which a rolling hash forgets its first word. */
  const FACTOR = 0x2c1b3c6d;
  const powers = new Int32Array(16).fill(1);
  for (let n = 1; n < powers.length; n++) powers[n] = Math.imul(powers[n - 1] as number, FACTOR);
  /** What a sampled hash does not have, its lowest bit apart. */
  const SAMPLED = (SAMPLE_RATE - 1) << 1;
  const FULL = SHINGLE;
  const HEADS = HEAD;
  // What the last call of `roll` came to.
  let made = 0;
  let quoted = 0;
  let taken = 0;
  let fingerprint = 0;

  function roll(count: number): void {
    const words = hashes;
    const heavy = weights;
    const first = head;
    const sampled = samples;
    const power = powers;
    let shingles = 0;
    let inQuotes = 0;
    let samplesTaken = 0;
    let print = 0;
    let from = 0;
    let weight = 0;
    let rolling = 0;
    for (let i = 0; i < count; i++) {
      const own = heavy[i] as number;
      weight += own & 127;
      rolling = (Math.imul(rolling, FACTOR) + (words[i] as number)) | 0;
      let oldest = (heavy[from] as number) & 127;
      while (weight - oldest >= FULL) {
        weight -= oldest;
        rolling = (rolling - Math.imul(words[from] as number, power[i - from] as number)) | 0;
        from++;
        oldest = (heavy[from] as number) & 127;
      }
      // A text of fewer words is one shingle.
      if (weight < FULL && (i < count - 1 || shingles > 0)) continue;
      let hash = Math.imul(rolling ^ (rolling >>> 16), 0x85ebca6b);
      hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
      const inside = (own & (heavy[from] as number)) >>> 7;
      inQuotes += inside;
      hash = ((hash ^ (hash >>> 16)) & ~1) | inside;
      print = (Math.imul(print, 31) + hash) | 0;
      if (shingles < HEADS) first[shingles] = hash;
      sampled[samplesTaken] = hash;
      samplesTaken += ((hash & SAMPLED) - 1) >>> 31;
      shingles++;
    }
    made = shingles;
    quoted = inQuotes;
    taken = samplesTaken;
    fingerprint = print;
  }

  return (source) => {
    const stream = readWords(source, MOST_WORDS);
    const { count, share, rest } = stream;
    roll(count);
    return {
      count: share === 1 ? made : Math.round(made / share),
      quoted,
      head,
      sample: samples,
      sampled: keepSmallest(samples, taken),
      fingerprint: (fingerprint + rest) | 0,
      noted: share === 1 ? findNotes(stream) : findNotesOfLong(source, stream),
    };
  };
}

function findNotesOfLong(source: string, stream: WordStream): readonly Stretch[] | undefined {
  const head = findNotesAhead(stream);
  const start = source.length - TAIL;
  const tail = findNotes(readWords(source.slice(start)))?.map(({ from, to }) => ({ from: start + from, to: start + to }));
  return head === undefined || tail === undefined ? (head ?? tail) : head.concat(tail);
}

/** So many are sorted sooner by hand than by a call. */
const FEW = 64;

/** Sorts the first so many samples and leaves the smallest, each once; gives how many. */
function keepSmallest(samples: Uint32Array, taken: number): number {
  if (taken > FEW) samples.subarray(0, taken).sort();
  else {
    for (let i = 1; i < taken; i++) {
      const hash = samples[i] as number;
      let at = i;
      for (; at > 0 && (samples[at - 1] as number) > hash; at--) samples[at] = samples[at - 1] as number;
      samples[at] = hash;
    }
  }
  const most = SAMPLE;
  let count = 0;
  for (let i = 0; i < taken && count < most; i++) {
    const hash = samples[i] as number;
    if (count === 0 || (samples[count - 1] as number) >>> 1 !== hash >>> 1) samples[count++] = hash;
  }
  return count;
}

export const shingle: (source: string) => Shingled = createShingler();
