import type { Entry } from "../model/entry.ts";
import { readName } from "../values/person-name.ts";
import { findPublicationNotes } from "../values/publication-note.ts";
import { hostOf } from "../values/url.ts";
import { urlKey } from "../values/url-key.ts";
import { readWords } from "../values/words.ts";
import { hash32 } from "./hash-name.ts";
import { isNoted } from "./note-words.ts";
import { bareTitle, readTitle } from "./sketch-title.ts";

/** The first so many shingles are kept whole: an excerpt is found in them exactly. */
export const HEAD = 96;
/** Of the whole body, one shingle in `SAMPLE_RATE` is kept, the smallest `SAMPLE` hashes at most. */
export const SAMPLE = 64;
const SAMPLE_RATE = 32;

/** How many of the head's and of the sample's shingles stand in the index. */
const HEAD_KEYS = 12;
/** One of so many of the head's shingles is a key. */
const KEY_SPACING = 8;
const SAMPLE_KEYS = 8;
/** A shingle is so much weight of words: five words, or seven signs of a script without spaces. */
const SHINGLE = 35;
const MOST_CLAIMS = 4;

export const FLAG_EXTERNAL = 1;
export const FLAG_CUT = 2;
export const FLAG_ELSEWHERE = 4;
export const FLAG_PLATFORM = 8;
export const FLAG_REPLY_TITLE = 16;
/** The address has more to it than the page needs: tracking, a fragment, an AMP form. */
export const FLAG_DECORATED = 32;

/**
 * All that comparing needs of an entry, a few hundred numbers: nothing of the text itself.
 * A plain row: `encodeSketch` and `decodeSketch` make bytes of it.
 */
export interface Sketch {
  readonly flags: number;
  /** Shingles in the whole body, and how many of them in quotations. */
  readonly length: number;
  readonly quoted: number;
  readonly fingerprint: number;
  /** Host of the source, and of the entry's own address. */
  readonly site: number;
  readonly host: number;
  /** Names of addresses and guids, 53 bits; 0: none. */
  readonly url: number;
  readonly guid: number;
  readonly canonical: number;
  /** Addresses that notes of other publication name. */
  readonly claims: readonly number[];
  readonly title: number;
  readonly titleWords: Int32Array;
  /** The numbers in the title, in order. */
  readonly titleNumbers: number;
  readonly part: number;
  /** First two letters of the language, packed. */
  readonly language: number;
  /** Days since 1970; `NO_DAY` where the entry has no date. */
  readonly day: number;
  readonly author: number;
  readonly head: Int32Array;
  readonly sample: Int32Array;
  /** How many of the head's shingles `trimSketch` took away. */
  readonly trimmed?: number;
}

export const NO_DAY = -0x80000000;

/** Places where people publish again what stands on their own site. */
const PLATFORM =
  /(?:^|\.)(?:medium\.com|dev\.to|hashnode\.dev|hashnode\.com|hackernoon\.com|linkedin\.com|facebook\.com|reddit\.com|lobste\.rs|news\.ycombinator\.com|qiita\.com|zenn\.dev|note\.com|juejin\.(?:cn|im)|zhihu\.com|jianshu\.com|csdn\.net|cnblogs\.com|segmentfault\.com|oschina\.net|toutiao\.com|weixin\.qq\.com|sspai\.com|v2ex\.com|habr\.com|vc\.ru|dzone\.com|infoq\.com|infoq\.cn|steemit\.com|hive\.blog|mirror\.xyz|write\.as|telegra\.ph|vocal\.media|newsbreak\.com|flipboard\.com|feedburner\.com|planet\.[a-z0-9.-]+|velog\.io|brunch\.co\.kr|tistory\.com|coderwall\.com|codeproject\.com|daily\.dev|thenewstack\.io|itnext\.io|levelup\.gitconnected\.com|towardsdatascience\.com|betterprogramming\.pub|business2community\.com|huffpost\.com|r-bloggers\.com|python-bloggers\.com)$/;

let shingles = new Int32Array(1 << 12);

/** The sketch of an entry. */
export function sketchEntry(entry: Entry): Sketch {
  const source = bodyOf(entry);
  const made = shingle(source);
  const head = new Int32Array(made.hashes.subarray(0, Math.min(HEAD, made.count)));
  const site = siteOf(entry);
  const host = hostOf(entry.url);
  const url = hashKey("url", urlKey(entry.url));
  const canonical = hashKey("url", urlKey(entry.canonical));
  const claims: number[] = [];
  let flags = 0;
  for (const one of notesOf(entry, source, made.noted)) {
    if (one.direction === "from") flags |= FLAG_ELSEWHERE;
    const key = hashKey("url", urlKey(one.url));
    if (key !== 0 && key !== url && !claims.includes(key) && claims.length < MOST_CLAIMS) claims.push(key);
  }
  if (canonical !== 0 && canonical !== url && url !== 0) flags |= FLAG_ELSEWHERE;
  if (url !== 0 && host !== "" && site !== "" && !sameSite(host, site)) flags |= FLAG_EXTERNAL;
  if (PLATFORM.test(host) || PLATFORM.test(site.split("/")[0] ?? "")) flags |= FLAG_PLATFORM;
  if (
    /(?:\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?|\[…\]|read more|continue reading|weiterlesen|lire la suite|leer más|続きを読む|阅读全文)[\s»→›]*(?:<\/[a-z]+>\s*)*$/i.test(
      source.slice(-160),
    )
  )
    flags |= FLAG_CUT;
  if (
    entry.url !== undefined &&
    /[?#]utm_|[?&](?:fbclid|gclid|ref|source|utm_\w+)=|#|\/amp\/?$|[?&]amp\b|^https?:\/\/(?:m|amp)\./i.test(entry.url)
  )
    flags |= FLAG_DECORATED;
  const title = readTitle(entry.title === undefined ? undefined : bareTitle(entry.title, site, entry));
  if (title.reply) flags |= FLAG_REPLY_TITLE;
  return {
    flags,
    length: made.count,
    quoted: made.quotedCount,
    fingerprint: made.fingerprint,
    site: hash32(site),
    host: hash32(host || site),
    url,
    guid: guidKey(entry, site),
    canonical: canonical === url ? 0 : canonical,
    claims,
    title: title.hash,
    titleWords: title.words,
    titleNumbers: title.numbers,
    part: title.part,
    language: packLanguage(entry.language),
    day: dayOf(entry.published ?? entry.updated),
    author: authorOf(entry),
    head,
    sample: made.sample,
  };
}

/** The keys under which an entry is found: identity first, then title, then text. */
export function keysOf(sketch: Sketch): number[] {
  const keys: number[] = [];
  const add = (key: number) => {
    if (key !== 0 && !keys.includes(key)) keys.push(key);
  };
  add(sketch.url);
  add(sketch.guid);
  add(sketch.canonical);
  for (const claim of sketch.claims) add(claim);
  if (sketch.title !== 0) add(textKey(1, sketch.title));
  let heads = 0;
  for (const hash of sketch.head) {
    if (heads < HEAD_KEYS && isHeadKey(hash)) {
      add(textKey(2, hash));
      heads++;
    }
  }
  if (heads === 0 && sketch.head.length > 0) add(textKey(2, Math.min(...sketch.head)));
  for (const hash of sketch.sample.subarray(0, SAMPLE_KEYS)) add(textKey(2, hash));
  return keys;
}

/** Keys from here on name something (an address, a guid); those below are of words. */
export const IDENTITY_KEYS = 0x10000000000000;

/**
 * The sketch without what belongs to the site: the head's shingles around the marked ones, and the marked samples.
 * Only some shingles are keys; what stands between two marked ones is taken to be marked as well.
 */
export function trimSketch(sketch: Sketch, marks: ReadonlySet<number>): Sketch {
  const { head, sample } = sketch;
  const drop = new Uint8Array(head.length);
  let last = -1;
  let lastMarked = true;
  for (let i = 0; i <= head.length; i++) {
    const hash = head[i];
    if (hash !== undefined && !isHeadKey(hash)) continue;
    const marked = hash !== undefined && marks.has(textKey(2, hash));
    if (i === head.length && last < 0) break;
    // The stretch between two keys: both marked, all of it; one marked, half of it.
    const [from, to] = [last + 1, i];
    const beginning = last < 0;
    if ((beginning ? marked : lastMarked) && (marked || hash === undefined ? hash !== undefined : false)) drop.fill(1, from, to);
    else if (!beginning && lastMarked) drop.fill(1, from, from + Math.min(KEY_SPACING / 2, (to - from) >> 1));
    else if (marked) drop.fill(1, to - Math.min(KEY_SPACING / 2, (to - from) >> 1), to);
    if (marked) drop[i] = 1;
    last = i;
    lastMarked = marked;
  }
  const dropped = new Set<number>();
  let lost = 0;
  let quoted = 0;
  head.forEach((hash, i) => {
    if (drop[i] === 0) return;
    dropped.add(hash & ~1);
    lost++;
    quoted += hash & 1;
  });
  const kept = (hash: number) => !dropped.has(hash & ~1) && !marks.has(textKey(2, hash));
  return {
    ...sketch,
    length: sketch.length - lost,
    quoted: Math.max(0, sketch.quoted - quoted),
    head: head.filter(kept),
    sample: sample.filter(kept),
    trimmed: lost,
  };
}

function isHeadKey(hash: number): boolean {
  return (hash >>> 8) % KEY_SPACING === 0;
}

function bodyOf(entry: Entry): string {
  const own = Object.getOwnPropertyDescriptor(entry, "html") === undefined ? entry.text : entry.html;
  return own ?? entry.text ?? entry.summary ?? "";
}

/** The notes that reading found already, else those that stand near the beginning or the end of the body. */
function notesOf(entry: Entry, source: string, noted: boolean) {
  if (entry.elsewhere.length > 0) return entry.elsewhere;
  if (!noted) return [];
  const own = { url: entry.url, looked: true };
  if (source.length <= 2500) return findPublicationNotes(source, own);
  const [start, end] = [source.slice(0, 800), source.slice(-1400)];
  return [
    ...findPublicationNotes(start.slice(0, Math.max(200, start.lastIndexOf("<"))), own),
    ...findPublicationNotes(end.slice(Math.max(0, end.indexOf("<"))), own),
  ];
}

interface Shingled {
  readonly count: number;
  readonly quotedCount: number;
  readonly hashes: Int32Array;
  readonly sample: Int32Array;
  readonly fingerprint: number;
  readonly noted: boolean;
}

/** Powers of the factor by which a rolling hash forgets its first word. */
const FACTOR = 0x2c1b3c6d;
const POWERS = Int32Array.from({ length: 16 }, (_, i) => {
  let power = 1;
  for (let n = 0; n < i; n++) power = Math.imul(power, FACTOR);
  return power;
});

function shingle(source: string): Shingled {
  const { count, hashes, weights } = readWords(source);
  if (shingles.length < count + 1) shingles = new Int32Array(count * 2);
  const out = shingles;
  const powers = POWERS;
  const sampled: number[] = [];
  let made = 0;
  let quoted = 0;
  let from = 0;
  let weight = 0;
  let rolling = 0;
  let fingerprint = 0;
  for (let i = 0; i < count; i++) {
    const own = weights[i] as number;
    weight += own & 127;
    rolling = (Math.imul(rolling, FACTOR) + (hashes[i] as number)) | 0;
    for (let first = (weights[from] as number) & 127; weight - first >= SHINGLE; first = (weights[from] as number) & 127) {
      weight -= first;
      rolling = (rolling - Math.imul(hashes[from] as number, powers[i - from] as number)) | 0;
      from++;
    }
    if (weight < SHINGLE && !(i === count - 1 && made === 0)) continue;
    let hash = Math.imul(rolling ^ (rolling >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    // The lowest bit says whether the shingle stands in a quotation.
    hash = (hash ^ (hash >>> 16)) & ~1;
    fingerprint = (fingerprint + Math.imul(hash, 0x9e3779b1)) | 0;
    if ((own & 128) !== 0 && ((weights[from] as number) & 128) !== 0) {
      quoted++;
      hash |= 1;
    }
    out[made++] = hash;
    if (((hash >>> 1) & (SAMPLE_RATE - 1)) === 0) sampled.push(hash);
  }
  return { count: made, quotedCount: quoted, hashes: out, sample: smallest(sampled), fingerprint, noted: isNoted(hashes, weights, count) };
}

/** The smallest hashes, in order, each once. */
function smallest(sampled: readonly number[]): Int32Array {
  const sorted = Uint32Array.from(sampled).sort();
  let count = 0;
  for (let i = 0; i < sorted.length && count < SAMPLE; i++) {
    const hash = sorted[i] as number;
    if (count === 0 || (sorted[count - 1] as number) >>> 1 !== hash >>> 1) sorted[count++] = hash;
  }
  return new Int32Array(sorted.buffer.slice(0, count * 4));
}

/** Hosts on which every account is a site of its own. */
const ACCOUNTS =
  /^(?:medium\.com|dev\.to|qiita\.com|zenn\.dev|note\.com|reddit\.com|linkedin\.com|facebook\.com|habr\.com|hackernoon\.com|write\.as|telegra\.ph|mirror\.xyz|github\.com|velog\.io|brunch\.co\.kr|juejin\.cn|zhihu\.com|jianshu\.com|cnblogs\.com|segmentfault\.com|feeds\.feedburner\.com|feeds2\.feedburner\.com|tumblr\.com|youtube\.com|mastodon\.social)$/;

/** The site of an entry: its source's host, on platforms with the account. */
function siteOf(entry: Entry): string {
  const host = hostOf(entry.from.source);
  if (host !== "" && ACCOUNTS.test(host)) {
    const path = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(entry.from.source ?? "")?.[1] ?? "";
    return (
      host +
      path
        .replace(/\/(?:feed|rss|atom|feed\.xml|rss\.xml|index\.xml)(?=\/|$)/gi, "")
        .replace(/\/$/, "")
        .toLowerCase()
    );
  }
  return host || (entry.from.source ?? "") || hostOf(entry.url);
}

/** Two hosts of one site: the same, or one below the other. */
function sameSite(a: string, b: string): boolean {
  if (b.includes("/")) return sameSite(a, b.slice(0, b.indexOf("/")));
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** Guids that are addresses or carry an authority name an article anywhere; all others only on their site. */
function guidKey(entry: Entry, site: string): number {
  const guid = entry.guid;
  if (guid === undefined) return 0;
  if (/^https?:\/\//i.test(guid) && entry.guidIsPermalink !== false) {
    const key = urlKey(guid);
    if (key !== undefined) return hashKey("url", key);
  }
  if (/^(?:tag:[^,]+,\d{4}|urn:uuid:)/i.test(guid)) return hashKey("guid", guid);
  return hashKey("guid", `${site}\n${guid}`);
}

function authorOf(entry: Entry): number {
  const byline = entry.bylines[0];
  const form = byline === undefined ? undefined : readName(byline.name ?? byline.handle ?? byline.email ?? "");
  return form === undefined || form.kind === "none" ? 0 : hash32(form.words.join(""));
}

function packLanguage(language: string | undefined): number {
  return language === undefined || language.length < 2
    ? 0
    : (language.toLowerCase().charCodeAt(0) << 8) | language.toLowerCase().charCodeAt(1);
}

function dayOf(published: string | undefined): number {
  const time = published === undefined ? Number.NaN : Date.parse(published);
  return Number.isNaN(time) ? NO_DAY : Math.floor(time / 86_400_000);
}

/** 52 bits of a name and its kind, never 0 for something. */
function hashKey(kind: "url" | "guid", name: string | undefined): number {
  if (name === undefined || name === "") return 0;
  let a = kind === "url" ? 0x9e3779b1 : 0x85ebca77;
  let b = 0xc2b2ae3d;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    a = Math.imul(a ^ code, 0x9e3779b1) + (a >>> 15);
    b = Math.imul(b ^ code, 0x5f356495) + (b >>> 13);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return ((a ^ (a >>> 13)) >>> 0) * 0x100000 + ((b ^ (b >>> 15)) >>> 12) + 0x10000000000000;
}

/** Keys of titles and shingles stay below those of identity. */
function textKey(kind: 1 | 2, hash: number): number {
  return kind * 0x100000000 + ((hash & ~1) >>> 0);
}
