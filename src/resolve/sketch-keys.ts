import { clearShingles, findShingle, putShingle } from "./shingle-set.ts";
import { FLAG_DIGEST, type Sketch } from "./sketch.ts";
import { withoutSite } from "./sketch-bytes.ts";

/** How many of the head's and of the sample's shingles stand in the index. */
const HEAD_KEYS = 5;
const SAMPLE_KEYS = 4;
/** What a digest gathers is found in it by more. */
const DIGEST_KEYS = 48;
/** One of so many of the head's shingles is a key. */
const KEY_SPACING = 8;

/** Keys from here on name something (an address, a guid); those below are of words. */
export const IDENTITY_KEYS = 0x10000000000000;

/** No entry has more keys than this. */
export const MOST_KEYS = 64;

/** The keys under which an entry is found: identity first, then title, then text. */
export function keysOf(sketch: Sketch): Float64Array {
  const keys = new Float64Array(MOST_KEYS);
  return keys.subarray(0, putKeys(sketch, keys, 0));
}

/** Writes the keys of an entry behind those of others, and gives where they end. */
export function putKeys(sketch: Sketch, keys: Float64Array, from: number): number {
  let at = put(sketch.url, keys, from, from);
  at = put(sketch.guid, keys, from, at);
  at = put(sketch.canonical, keys, from, at);
  const { claims, head, sample } = sketch;
  for (let i = 0; i < claims.length; i++) at = put(claims[i] as number, keys, from, at);
  if (sketch.title !== 0) at = put(textKey(1, sketch.title), keys, from, at);
  let heads = 0;
  let least = 0x7fffffff;
  for (let i = 0; i < head.length && heads < HEAD_KEYS; i++) {
    const hash = head[i] as number;
    least = Math.min(least, hash);
    // Where none is a key, the smallest is.
    const key = isHeadKey(hash) ? hash : heads === 0 && i === head.length - 1 ? least : undefined;
    if (key === undefined) continue;
    at = put(textKey(2, key), keys, from, at);
    heads++;
  }
  const most = Math.min(sample.length, (sketch.flags & FLAG_DIGEST) === 0 ? SAMPLE_KEYS : DIGEST_KEYS);
  for (let i = 0; i < most; i++) at = put(textKey(2, sample[i] as number), keys, from, at);
  return at;
}

/** Each key once. */
function put(key: number, keys: Float64Array, from: number, at: number): number {
  if (key === 0) return at;
  for (let i = from; i < at; i++) if (keys[i] === key) return at;
  keys[at] = key;
  return at + 1;
}

/** Keys of titles and shingles stay below those of identity. */
function textKey(kind: 1 | 2, hash: number): number {
  return kind * 0x100000000 + ((hash & ~1) >>> 0);
}

/** Whether a key is of a shingle, whose hash its lower half is. */
function isTextKey(key: number): boolean {
  return key >= 0x200000000 && key < 0x300000000;
}

function isHeadKey(hash: number): boolean {
  return ((hash >>> 8) & (KEY_SPACING - 1)) === 0;
}

const drop = new Uint8Array(256);

/**
 * The sketch without what belongs to the site: the head's shingles around the marked ones, and the marked samples.
 * Only some shingles are keys; what stands between two marked ones is taken to be marked as well.
 *
 * @param keys Its keys, from one place to another, and whether each is marked.
 */
export function trimSketch(sketch: Sketch, keys: Float64Array, marks: Uint8Array, from: number, to: number): Sketch {
  const { head, sample } = sketch;
  clearShingles();
  for (let i = from; i < to; i++) if (marks[i] === 1 && isTextKey(keys[i] as number)) putShingle((keys[i] as number) | 0);
  dropMarked(head);
  let trimmed = 0;
  let quoted = 0;
  for (let i = 0; i < head.length; i++) {
    if (drop[i] === 0) continue;
    putShingle(head[i] as number);
    trimmed++;
    quoted += (head[i] as number) & 1;
  }
  return withoutSite(sketch, keep(head), keep(sample), trimmed, quoted);
}

/** Says which of the head's shingles to drop, from the marked ones in the table. */
function dropMarked(head: Int32Array): void {
  const count = head.length;
  drop.fill(0, 0, count);
  let last = -1;
  let lastMarked = true;
  for (let i = 0; i <= count; i++) {
    const inside = i < count;
    if (inside && !isHeadKey(head[i] as number)) continue;
    const marked = inside && findShingle(head[i] as number) >= 0;
    const beginning = last < 0;
    if (!inside && beginning) break;
    // The stretch between two keys: both marked, all of it; one marked, half of it.
    const from = last + 1;
    const half = Math.min(KEY_SPACING / 2, (i - from) >> 1);
    if (marked && (beginning || lastMarked)) drop.fill(1, from, i);
    else if (!beginning && lastMarked) drop.fill(1, from, from + half);
    else if (marked) drop.fill(1, i - half, i);
    if (marked) drop[i] = 1;
    last = i;
    lastMarked = marked;
  }
}

/** Those that do not stand in the table: neither marked nor dropped. */
function keep(hashes: Int32Array): Int32Array {
  let count = 0;
  while (count < hashes.length && findShingle(hashes[count] as number) < 0) count++;
  if (count === hashes.length) return hashes;
  const kept = hashes.slice();
  for (let i = count + 1; i < hashes.length; i++) if (findShingle(hashes[i] as number) < 0) kept[count++] = hashes[i] as number;
  return kept.subarray(0, count);
}
