import type { Entry } from "../model/entry.ts";
import type { Elsewhere } from "../model/parts.ts";
import { type NameForm, packSpelling, readName } from "../values/person-name.ts";
import { findPublicationNotes } from "../values/publication-note.ts";
import { hostOf } from "../values/url.ts";
import { urlKey } from "../values/url-key.ts";
import type { Stretch } from "../values/words.ts";
import { hash32 } from "./hash-name.ts";
import { saysNote } from "./note-words.ts";
import { HEAD, shingle } from "./shingle.ts";
import { createSketch } from "./sketch-bytes.ts";
import { bareTitle, NO_TITLE, readTitle, saysCopied, type TitleSketch } from "./sketch-title.ts";

const MOST_CLAIMS = 4;

export const FLAG_EXTERNAL = 1;
export const FLAG_CUT = 2;
export const FLAG_ELSEWHERE = 4;
export const FLAG_PLATFORM = 8;
export const FLAG_REPLY_TITLE = 16;
/** The address has more to it than the page needs: tracking, a fragment, an AMP form. */
export const FLAG_DECORATED = 32;
/** The title says that it gathers others: a digest, a newsletter, the links of a week. */
export const FLAG_DIGEST = 64;

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
  /** The author's name as `packSpelling` packs it. */
  readonly spelling0: number;
  readonly spelling1: number;
  /** The first shingles, and the smallest of a sample of all, in order. */
  readonly head: Int32Array;
  readonly sample: Int32Array;
  /** How many of the head's shingles `trimSketch` took away. */
  readonly trimmed: number;
  /** The numbers behind all this, as they are stored. */
  readonly row: Int32Array;
}

export const NO_DAY = -0x80000000;

/** Places where people publish again what stands on their own site. */
const PLATFORM =
  /(?:^|\.)(?:medium\.com|dev\.to|hashnode\.dev|hashnode\.com|hackernoon\.com|linkedin\.com|facebook\.com|reddit\.com|lobste\.rs|news\.ycombinator\.com|qiita\.com|zenn\.dev|note\.com|juejin\.(?:cn|im)|zhihu\.com|jianshu\.com|csdn\.net|cnblogs\.com|segmentfault\.com|oschina\.net|toutiao\.com|weixin\.qq\.com|sspai\.com|v2ex\.com|habr\.com|vc\.ru|dzone\.com|infoq\.com|infoq\.cn|steemit\.com|hive\.blog|mirror\.xyz|write\.as|telegra\.ph|vocal\.media|newsbreak\.com|flipboard\.com|feedburner\.com|planet\.[a-z0-9.-]+|velog\.io|brunch\.co\.kr|tistory\.com|coderwall\.com|codeproject\.com|daily\.dev|thenewstack\.io|itnext\.io|levelup\.gitconnected\.com|towardsdatascience\.com|betterprogramming\.pub|business2community\.com|huffpost\.com|r-bloggers\.com|python-bloggers\.com)$/;

const CUT =
  /(?:\[?(?:…|\.\.\.|&hellip;|&#8230;|&#x2026;)\]?|\[…\]|read more|continue reading|weiterlesen|lire la suite|leer más|続きを読む|阅读全文)[\s»→›]*(?:<\/[a-z]+>\s*)*$/i;
const DECORATED = /[?#]utm_|[?&](?:fbclid|gclid|ref|source|utm_\w+)=|#|\/amp\/?$|[?&]amp\b|^https?:\/\/(?:m|amp)\./i;

/**
 * The sketch of an entry.
 *
 * @param titles What was read of titles before: the copies of an article mostly have one.
 */
export function sketchEntry(entry: Entry, titles = new Map<string, TitleSketch>()): Sketch {
  const { site, onPlatform } = siteOf(entry);
  const host = hostOf(entry.url);
  const url = hashUrl(entry.url);
  const external = url !== 0 && host !== "" && site !== "" && !sameSite(host, site);
  const whole = bodyOf(entry);
  const source = external && isPointer(whole) ? "" : whole;
  const body = shingle(source);
  const { count, quoted, fingerprint, noted } = body;
  const canonical = entry.canonical === undefined ? 0 : hashUrl(entry.canonical);
  const guid = guidKey(entry, site, url);
  const claims: number[] = [];
  let flags = 0;
  if (noted !== undefined || entry.elsewhere.length > 0) {
    for (const one of notesOf(entry, source, noted)) {
      if (one.direction === "from") flags |= FLAG_ELSEWHERE;
      const key = hashUrl(one.url);
      if (key !== 0 && key !== url && !claims.includes(key) && claims.length < MOST_CLAIMS) claims.push(key);
    }
  }
  if (canonical !== 0 && canonical !== url && url !== 0) flags |= FLAG_ELSEWHERE;
  if (entry.title !== undefined && saysCopied(entry.title)) flags |= FLAG_ELSEWHERE;
  if (external) flags |= FLAG_EXTERNAL;
  if (onPlatform || isPlatform(host)) flags |= FLAG_PLATFORM;
  if (CUT.test(source.slice(-160))) flags |= FLAG_CUT;
  if (entry.url !== undefined && DECORATED.test(entry.url)) flags |= FLAG_DECORATED;
  const author = authorOf(entry);
  const spelling = author === undefined ? undefined : packSpelling(author);
  const title = entry.title === undefined ? NO_TITLE : titleOf(bareTitle(entry.title, site, entry), titles);
  if (title.reply) flags |= FLAG_REPLY_TITLE;
  if (title.digest) flags |= FLAG_DIGEST;
  return createSketch(
    {
      flags,
      length: count,
      quoted,
      fingerprint,
      site: hash32(site),
      host: hash32(host || site),
      url,
      guid,
      canonical: canonical === url ? 0 : canonical,
      title: title.hash,
      titleNumbers: title.numbers,
      part: title.part,
      language: packLanguage(entry.language),
      day: dayOf(entry.published ?? entry.updated),
      author: author === undefined ? 0 : hash32(author.words.join("")),
      spelling0: spelling?.[0] ?? 0,
      spelling1: spelling?.[1] ?? 0,
    },
    claims,
    title.words,
    body.head,
    Math.min(HEAD, count),
    body.sample,
    body.sampled,
  );
}

function titleOf(bare: string, titles: Map<string, TitleSketch>): TitleSketch {
  let title = titles.get(bare);
  if (title === undefined) {
    title = readTitle(bare);
    titles.set(bare, title);
  }
  return title;
}

function bodyOf(entry: Entry): string {
  const own = Object.hasOwn(entry, "html") ? entry.html : entry.text;
  return own ?? entry.text ?? entry.summary ?? "";
}

const LINKS = /<a\b[^>]*>[\s\S]*?<\/a>|https?:[^\s<]+/gi;
const LONGEST_POINTER = 1500;
/** A text of fewer shingles has nothing of its own to say. */
export const WORDS_OF_ITS_OWN = 6;

/** Whether the body of an entry that is another site's page has links and no more: to the page and to what is said of it, with labels before them. */
function isPointer(source: string): boolean {
  if (source === "" || source.length > LONGEST_POINTER) return false;
  return shingle(source.replace(LINKS, " ")).count < WORDS_OF_ITS_OWN;
}

/** Of a longer stretch only so much at its ends is looked at: it has no blocks, or one that is an article. */
const LONGEST_STRETCH = 2500;
const STRETCH_END = 1200;

/** The notes that reading found already, else those where words of a note stand near the beginning or the end of the body. */
function notesOf(entry: Entry, source: string, noted: readonly Stretch[] | undefined): readonly Elsewhere[] {
  if (entry.elsewhere.length > 0 || noted === undefined) return entry.elsewhere;
  const own = { url: entry.url, noted: saysNote };
  const found: Elsewhere[] = [];
  for (let i = 0; i < noted.length; i++) {
    const { from, to } = noted[i] as Stretch;
    if (to - from <= LONGEST_STRETCH) found.push(...findPublicationNotes(source.slice(from, to), own));
    else
      found.push(
        ...findPublicationNotes(source.slice(from, from + STRETCH_END), own),
        ...findPublicationNotes(source.slice(to - STRETCH_END, to), own),
      );
  }
  return found;
}

/** Of the hosts met last, whether they are platforms: entries come from few sites. */
const platforms = new Map<string, boolean>();

function isPlatform(host: string): boolean {
  let known = platforms.get(host);
  if (known === undefined) {
    known = PLATFORM.test(host);
    if (platforms.size >= 1000) platforms.clear();
    platforms.set(host, known);
  }
  return known;
}

/** Hosts on which every account is a site of its own. */
const ACCOUNTS =
  /^(?:medium\.com|dev\.to|qiita\.com|zenn\.dev|note\.com|reddit\.com|linkedin\.com|facebook\.com|habr\.com|hackernoon\.com|write\.as|telegra\.ph|mirror\.xyz|github\.com|velog\.io|brunch\.co\.kr|juejin\.cn|zhihu\.com|jianshu\.com|cnblogs\.com|segmentfault\.com|feeds\.feedburner\.com|feeds2\.feedburner\.com|tumblr\.com|youtube\.com|mastodon\.social)$/;

interface Site {
  /** The source's host, on platforms with the account. */
  readonly site: string;
  readonly onPlatform: boolean;
}

/** The site of an entry: that of its source, else its own host. */
function siteOf(entry: Entry): Site {
  const source = entry.from.source;
  if (source === undefined) return siteNamed(hostOf(entry.url));
  let site = sites.get(source);
  if (site === undefined) {
    site = siteNamed(siteOfSource(source));
    if (sites.size >= 1000) sites.clear();
    sites.set(source, site);
  }
  return site.site === "" ? siteNamed(hostOf(entry.url)) : site;
}

/** Of the sources met last. */
const sites = new Map<string, Site>();

function siteNamed(site: string): Site {
  return { site, onPlatform: isPlatform(site.split("/", 1)[0] ?? "") };
}

function siteOfSource(source: string): string {
  const host = hostOf(source);
  if (host !== "" && ACCOUNTS.test(host)) {
    const path = /^[a-z]+:\/\/[^/]+(\/[^?#]*)/i.exec(source)?.[1] ?? "";
    return (
      host +
      path
        .replace(/\/(?:feed|rss|atom|feed\.xml|rss\.xml|index\.xml)(?=\/|$)/gi, "")
        .replace(/\/$/, "")
        .toLowerCase()
    );
  }
  return host || source;
}

/** Two hosts of one site: the same, or one below the other. */
function sameSite(a: string, b: string): boolean {
  if (b.includes("/")) return sameSite(a, b.slice(0, b.indexOf("/")));
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);
}

/** Guids that are addresses or carry an authority name an article anywhere; all others only on their site, and nothing where that is not known. */
function guidKey(entry: Entry, site: string, url: number): number {
  const guid = entry.guid;
  if (guid === undefined) return 0;
  if (guid === entry.url && url !== 0 && entry.guidIsPermalink !== false && /^https?:/i.test(guid)) return url;
  if (/^https?:\/\//i.test(guid) && entry.guidIsPermalink !== false) {
    const key = hashUrl(guid);
    if (key !== 0) return key;
  }
  if (/^(?:tag:[^,]+,\d{4}|urn:uuid:)/i.test(guid)) return hashKey("guid", guid);
  return site === "" ? 0 : hashKey("guid", `${site}\n${guid}`);
}

function authorOf(entry: Entry): NameForm | undefined {
  const byline = entry.bylines[0];
  const form = byline === undefined ? undefined : readName(byline.name ?? byline.handle ?? byline.email ?? "");
  return form === undefined || form.kind === "none" ? undefined : form;
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

function hashUrl(url: string | undefined): number {
  const key = urlKey(url);
  return key === undefined ? 0 : hashKey("url", key);
}

/** 53 bits of a name and its kind, never 0 for something. */
function hashKey(kind: "url" | "guid", name: string): number {
  if (name === "") return 0;
  let a = kind === "url" ? 0x9e3779b1 | 0 : 0x85ebca77 | 0;
  let b = 0xc2b2ae3d | 0;
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i);
    a = (Math.imul(a ^ code, 0x9e3779b1) + (a >>> 15)) | 0;
    b = (Math.imul(b ^ code, 0x5f356495) + (b >>> 13)) | 0;
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b);
  b = Math.imul(b ^ (b >>> 16), 0xc2b2ae35);
  return ((a ^ (a >>> 13)) >>> 0) * 0x100000 + ((b ^ (b >>> 15)) >>> 12) + 0x10000000000000;
}
