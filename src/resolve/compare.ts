import { HEAD, SAMPLE } from "./shingle.ts";
import { clearShingles, findShingle, putShingle } from "./shingle-set.ts";
import { FLAG_EXTERNAL, type Sketch, WORDS_OF_ITS_OWN } from "./sketch.ts";

/** How two bodies overlap. */
export interface Overlap {
  /** Of the shorter body, how much stands in the longer one, 0–1. */
  readonly contained: number;
  /** Shared shingles of all, 0–1. */
  readonly jaccard: number;
  /** How many shingles or samples that was counted on. */
  readonly basis: number;
  /** Of what is shared, how much stands in a quotation on one side only, 0–1. */
  readonly quoted: number;
  /** Of the shorter body's beginning, how much stands in the longer one's beginning, 0–1. */
  readonly begins: number;
  /** Into how many stretches what the beginnings share is broken: a shared introduction is one, an edited text has many. */
  readonly runs: number;
  /** Of each body, how much of what stands outside of quotations is in the other; 1 where neither quotes or links. */
  readonly ownA: number;
  readonly ownB: number;
}

/** Compares two bodies by their sketches. */
export function compareBodies(a: Sketch, b: Sketch): Overlap {
  const small = a.length <= b.length ? a : b;
  const large = small === a ? b : a;
  const heads = count(small.head, large.head);
  const begins = share(heads.shared, Math.min(small.head.length, large.head.length));
  const samples = countSamples(small, large);
  const wholeSmall = isWhole(small);
  const wholeLarge = isWhole(large);
  let contained: number;
  let basis: number;
  let quoted: number;
  if (small.length === 0) return { contained: 0, jaccard: 0, basis: 0, quoted: 0, begins: 0, runs: 0, ownA: 0, ownB: 0 };
  if (wholeSmall && wholeLarge) {
    contained = share(heads.shared, small.head.length);
    basis = small.head.length;
    quoted = share(heads.quoted, heads.shared);
  } else if (wholeSmall) {
    // The beginning exactly; the rest of the long body by its samples.
    const bySample = samples.of >= 3 ? share(samples.shared, samples.of) : 0;
    contained = Math.max(begins, bySample);
    basis = begins >= bySample || begins >= 0.5 ? small.head.length : samples.of;
    quoted = begins >= bySample ? share(heads.quoted, heads.shared) : share(samples.quoted, samples.shared);
  } else {
    const bySample = share(samples.shared, samples.of);
    // Few samples say little: the beginnings are exact.
    contained = samples.of >= 6 ? bySample : Math.max(bySample * (samples.of / 6), (bySample * samples.of + begins * 6) / (samples.of + 6));
    basis = samples.of >= 6 ? samples.of : small.head.length;
    quoted = share(samples.quoted + heads.quoted, samples.shared + heads.shared);
  }
  // Only quoting texts and link posts are asked what is their own.
  const quotes = a.quoted + b.quoted > 0 || ((a.flags ^ b.flags) & FLAG_EXTERNAL) !== 0;
  const shared = contained * small.length;
  const jaccard = shared / (small.length + large.length - shared || 1);
  // Two that share all they have are one text, set as a quotation or not.
  const onlyQuoted = quoted >= 0.9 && jaccard < 0.85;
  return {
    contained,
    jaccard,
    basis,
    quoted,
    begins,
    runs: heads.runs,
    ownA: quotes ? ownShare(a, b, onlyQuoted) : 1,
    ownB: quotes ? ownShare(b, a, onlyQuoted) : 1,
  };
}

/** 0–1; 0 of nothing. In one place, so that the engine learns once that it is seldom whole. */
function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

/** Whether the head is all there is. */
function isWhole(sketch: Sketch): boolean {
  return sketch.length + sketch.trimmed <= HEAD;
}

function count(a: Int32Array, b: Int32Array): { shared: number; quoted: number; runs: number } {
  if (a.length === 0 || b.length === 0) return { shared: 0, quoted: 0, runs: 0 };
  clearShingles();
  for (let i = 0; i < b.length; i++) putShingle(b[i] as number);
  let shared = 0;
  let quoted = 0;
  let runs = 0;
  let inside = false;
  for (let i = 0; i < a.length; i++) {
    const hash = a[i] as number;
    const other = findShingle(hash);
    if (other < 0) {
      inside = false;
      continue;
    }
    if (!inside) runs++;
    inside = true;
    shared++;
    quoted += (hash & 1) ^ other;
  }
  return { shared, quoted, runs };
}

/** Two samples under the limit that both keep: bottom-k sketches compare only so far. */
function countSamples(small: Sketch, large: Sketch): { shared: number; quoted: number; of: number } {
  const limit = Math.min(limitOf(small.sample), limitOf(large.sample));
  let shared = 0;
  let quoted = 0;
  let i = 0;
  let j = 0;
  const a = small.sample;
  const b = large.sample;
  let of = 0;
  while (i < a.length && (a[i] as number) >>> 1 <= limit) {
    const x = (a[i] as number) >>> 1;
    while (j < b.length && (b[j] as number) >>> 1 < x) j++;
    of++;
    if (j < b.length && (b[j] as number) >>> 1 === x) {
      shared++;
      if ((((a[i] as number) ^ (b[j] as number)) & 1) === 1) quoted++;
    }
    i++;
  }
  return { shared, quoted, of };
}

/** The largest hash up to which a sample has all; every one where it is not full. */
function limitOf(sample: Int32Array): number {
  return (sample[SAMPLE - 1] ?? -1) >>> 1;
}

/** Of what stands in `a` outside of quotations, the share that stands in `b` at all. */
function ownShare(a: Sketch, b: Sketch, onlyQuoted: boolean): number {
  // All that is shared is quoted: then nothing of the rest is, also of few words on which no sample fell.
  if (onlyQuoted && a.quoted > 0 && a.length - a.quoted >= WORDS_OF_ITS_OWN) return 0;
  const whole = isWhole(a);
  const mine = whole || a.sample.length < 6 ? a.head : a.sample;
  clearShingles();
  for (let i = 0; i < b.head.length; i++) putShingle(b.head[i] as number);
  for (let i = 0; i < b.sample.length; i++) putShingle(b.sample[i] as number);
  const limit = mine === a.sample ? Math.min(limitOf(a.sample), limitOf(b.sample)) : 0x7fffffff;
  let all = 0;
  let foundOfAll = 0;
  let own = 0;
  let found = 0;
  for (let i = 0; i < mine.length; i++) {
    const hash = mine[i] as number;
    if (hash >>> 1 > limit) continue;
    all++;
    const there = findShingle(hash) >= 0;
    if (there) foundOfAll++;
    if ((hash & 1) === 1) continue;
    own++;
    if (there) found++;
  }
  if (all === 0) return 1;
  // What is nothing but quotation is its own as far as the other does not have it.
  return share(own === 0 ? foundOfAll : found, own === 0 ? all : own);
}
