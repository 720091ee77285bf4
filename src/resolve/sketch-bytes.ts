import type { Sketch } from "./sketch.ts";

/**
 * A sketch's row: `FIELDS` numbers of 32 bits, then the claims (two numbers each), the title's words, the head and the sample.
 * Little-endian on every machine that runs JavaScript today.
 */
const FIELDS = 20;

/** The fields of a sketch that are one number each. */
export type SketchFields = Omit<Sketch, "claims" | "titleWords" | "head" | "sample" | "trimmed" | "row">;

const NO_CLAIMS: readonly number[] = [];

/** Puts a new sketch into a row, and gives what `decodeSketch` will give. */
export function createSketch(
  fields: SketchFields,
  claims: readonly number[],
  titleWords: Int32Array,
  head: Int32Array,
  heads: number,
  sample: Uint32Array,
  samples: number,
): Sketch {
  const words = FIELDS + claims.length * 2;
  const row = takeRow(words + titleWords.length + heads + samples);
  row[0] = fields.flags | (fields.language << 8);
  row[1] = fields.length;
  row[2] = fields.quoted;
  row[3] = fields.fingerprint;
  row[4] = fields.site;
  row[5] = fields.host;
  putLong(row, 6, fields.url);
  putLong(row, 8, fields.guid);
  putLong(row, 10, fields.canonical);
  row[12] = fields.title;
  row[13] = fields.titleNumbers;
  row[14] = fields.part;
  row[15] = fields.day;
  row[16] = fields.author;
  row[17] = fields.spelling0;
  row[18] = fields.spelling1;
  row[19] = claims.length | (titleWords.length << 8) | (heads << 16) | (samples << 24);
  for (let i = 0; i < claims.length; i++) putLong(row, FIELDS + i * 2, claims[i] as number);
  let at = words;
  for (let i = 0; i < titleWords.length; i++) row[at++] = titleWords[i] as number;
  for (let i = 0; i < heads; i++) row[at++] = head[i] as number;
  for (let i = 0; i < samples; i++) row[at++] = sample[i] as number;
  return readRow(row);
}

/**
 * Rows lie one behind the other in pieces of at most this many numbers: memory of its own for each would cost more than filling it.
 * The first pieces are small, so that taking another is nothing new when the engine compiles this.
 */
const PIECE = 1 << 14;
let piece = new Int32Array(1 << 8);
let used = 0;

function takeRow(length: number): Int32Array {
  if (used + length > piece.length) {
    piece = new Int32Array(Math.max(Math.min(PIECE, piece.length * 2), length));
    used = 0;
  }
  used += length;
  return piece.subarray(used - length, used);
}

/** The sketch as bytes. */
export function encodeSketch({ row }: Sketch): Uint8Array {
  return new Uint8Array(row.buffer, row.byteOffset, row.byteLength);
}

/** The sketch that `encodeSketch` made bytes of. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return readRow(new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2));
}

function readRow(row: Int32Array): Sketch {
  const counts = row[19] as number;
  const words = FIELDS + (counts & 255) * 2;
  const head = words + ((counts >>> 8) & 255);
  const sample = head + ((counts >>> 16) & 255);
  let claims = NO_CLAIMS;
  if (words > FIELDS) {
    const some: number[] = [];
    for (let at = FIELDS; at < words; at += 2) some.push(long(row, at));
    claims = some;
  }
  return makeSketch(
    row,
    row[1] as number,
    row[2] as number,
    claims,
    row.subarray(words, head),
    row.subarray(head, sample),
    row.subarray(sample, sample + (counts >>> 24)),
    0,
  );
}

/** The sketch with other lists: what is left of it without what belongs to the site. */
export function withoutSite(sketch: Sketch, head: Int32Array, sample: Int32Array, trimmed: number, quoted: number): Sketch {
  return makeSketch(
    sketch.row,
    sketch.length - trimmed,
    Math.max(0, sketch.quoted - quoted),
    sketch.claims,
    sketch.titleWords,
    head,
    sample,
    trimmed,
  );
}

/** All sketches are made here, so that all have one shape: comparing them is then compiled once. */
function makeSketch(
  row: Int32Array,
  length: number,
  quoted: number,
  claims: readonly number[],
  titleWords: Int32Array,
  head: Int32Array,
  sample: Int32Array,
  trimmed: number,
): Sketch {
  return {
    flags: (row[0] as number) & 255,
    length,
    quoted,
    fingerprint: row[3] as number,
    site: row[4] as number,
    host: row[5] as number,
    url: long(row, 6),
    guid: long(row, 8),
    canonical: long(row, 10),
    claims,
    title: row[12] as number,
    titleWords,
    titleNumbers: row[13] as number,
    part: row[14] as number,
    language: (row[0] as number) >>> 8,
    day: row[15] as number,
    author: row[16] as number,
    spelling0: row[17] as number,
    spelling1: row[18] as number,
    head,
    sample,
    trimmed,
    row,
  };
}

function putLong(row: Int32Array, at: number, value: number): void {
  row[at] = Math.floor(value / 0x100000000);
  row[at + 1] = (value % 0x100000000) | 0;
}

function long(row: Int32Array, at: number): number {
  return (row[at] as number) * 0x100000000 + ((row[at + 1] as number) >>> 0);
}
