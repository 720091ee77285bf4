import type { Sketch } from "./sketch.ts";

const FIELDS = 24;

/** The sketch as bytes: 32-bit numbers, little-endian on every machine that runs JavaScript today. */
export function encodeSketch(sketch: Sketch): Uint8Array {
  const { claims, titleWords, head, sample } = sketch;
  const out = new Int32Array(FIELDS + claims.length * 2 + titleWords.length + head.length + sample.length);
  let at = 0;
  const put = (value: number) => {
    out[at++] = value;
  };
  const putLong = (value: number) => {
    put(Math.floor(value / 0x100000000));
    put((value % 0x100000000) | 0);
  };
  for (const value of [sketch.flags, sketch.length, sketch.quoted, sketch.fingerprint, sketch.site, sketch.host]) put(value);
  for (const value of [sketch.url, sketch.guid, sketch.canonical]) putLong(value);
  for (const value of [sketch.title, sketch.titleNumbers, sketch.part, sketch.language, sketch.day, sketch.author]) put(value);
  for (const list of [claims, titleWords, head, sample]) put(list.length);
  at = FIELDS;
  for (const value of claims) putLong(value);
  for (const list of [titleWords, head, sample]) {
    out.set(list, at);
    at += list.length;
  }
  return new Uint8Array(out.buffer);
}

/** The sketch that `encodeSketch` made bytes of. */
export function decodeSketch(bytes: Uint8Array): Sketch {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const all = new Int32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
  const field = (index: number) => all[index] as number;
  const long = (index: number) => field(index) * 0x100000000 + (field(index + 1) >>> 0);
  const counts = [field(18), field(19), field(20), field(21)] as const;
  const claims: number[] = [];
  for (let i = 0; i < counts[0]; i++) claims.push(long(FIELDS + i * 2));
  const words = FIELDS + counts[0] * 2;
  const head = words + counts[1];
  const sample = head + counts[2];
  return {
    flags: field(0),
    length: field(1),
    quoted: field(2),
    fingerprint: field(3),
    site: field(4),
    host: field(5),
    url: long(6),
    guid: long(8),
    canonical: long(10),
    title: field(12),
    titleNumbers: field(13),
    part: field(14),
    language: field(15),
    day: field(16),
    author: field(17),
    claims,
    titleWords: all.subarray(words, head),
    head: all.subarray(head, sample),
    sample: all.subarray(sample, sample + counts[3]),
  };
}
