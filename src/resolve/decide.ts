import type { Evidence, Relation } from "../model/post.ts";
import { maySpellOne } from "../values/person-name.ts";
import { compareBodies, type Overlap } from "./compare.ts";
import { FLAG_CUT, FLAG_DIGEST, FLAG_EXTERNAL, FLAG_REPLY_TITLE, NO_DAY, type Sketch, WORDS_OF_ITS_OWN } from "./sketch.ts";

/** What is concluded of two entries from their sketches alone. */
export interface Verdict {
  /** `undefined`: they have nothing to do with each other. */
  readonly relation: Relation | undefined;
  /** For `related`, which kind. */
  readonly kind: string | undefined;
  /** Log odds that they are one article. */
  readonly weight: number;
  /** May join two groups of copies: identity, a claim, or texts that are alike as wholes. */
  readonly joins: boolean;
  /** One address or one guid: what else is like or unlike does not count. */
  readonly sure: boolean;
  /** A guard speaks against them: they may not stand in one group even where a third entry is like both. */
  readonly against: boolean;
}

/** Log odds of two entries that share some key, before anything is compared. */
const PRIOR = -3;
/** Titles are as good as the same: one is the other with a prefix, or with the site's name behind it. */
const ALIKE = 0.95;
/** A guard: outweighs all that texts can say. */
const VETO = -20;

/** What stands around a copy, a signature or a note, has at most so many shingles. */
const AROUND = 80;
/** What somebody says of a page has seldom more shingles. */
const COMMENT = 200;
/** Bodies of fewer shingles may be excerpts. */
const EXCERPT = 60;
/** A site that says nearly the same again says it a fortnight later or more; what it published twice by mistake, days apart. */
const RECURRENCE = 12;
/** Texts of which less is shared are two, as far as nothing else is known. */
const UNLIKE = 0.35;

/**
 * Weighs what speaks for and against two entries being one article. Symmetric in its arguments but for `detail`.
 *
 * First what there is to say, then what it weighs, all of it for each pair: what is compared for some pairs only, an engine learns when
 * it has compiled the rest, and compiles it again.
 *
 * @param told Where the evidence is to be written down. Most pairs are weighed for the verdict alone.
 */
export function decide(a: Sketch, b: Sketch, told?: Evidence[]): Verdict {
  const body = compareBodies(a, b);
  const link = linkPost(a, b, body);
  if (link === "own-words") {
    if (told !== undefined) tellLink(told, body);
    return verdictOf("related", "link-post", VETO, false, false, true);
  }
  if (link === "unsettled") return verdictOf(undefined, undefined, 0, false, false, false);

  const small = a.length <= b.length ? a : b;
  const large = small === a ? b : a;
  const sameSite = a.site === b.site || a.host === b.host;
  const bodies = small.length >= WORDS_OF_ITS_OWN;
  const unlike = body.contained < UNLIKE;
  const copied = body.jaccard >= 0.8 || body.contained >= 0.9;
  const moved = !sameSite && body.jaccard >= 0.9 && small.length >= EXCERPT;
  const title = compareTitles(a, b);
  const titles = a.title !== 0 && b.title !== 0;
  const otherNumbers = a.titleNumbers !== b.titleNumbers;
  const same = title >= 1;
  const alike = title >= ALIKE;
  const akin = title >= 0.5;
  // A feed may lead to one page from all that it says about it: without a text another title is another entry.
  const pointed = large.length < WORDS_OF_ITS_OWN && sameSite && titles && (!akin || otherNumbers);
  const identity = link === "stub" || (shareIdentity(a, b) && !(pointed && (a.guid === 0 || a.guid !== b.guid || a.url !== b.url)));
  // Nothing of what stands outside of quotations is shared: two that quote one source.
  const onlyQuoted = (a.quoted > 0 || b.quoted > 0) && body.ownA < 0.05 && body.ownB < 0.05;
  const apart = bodies && (body.contained < 0.12 || onlyQuoted) && body.begins < 0.2 && body.runs < 5 && !isScattered(a, b, body, title);
  const oneLanguage = a.language === b.language;
  // One address over two unlike texts is a page that changes its subject; in two languages it is one page.
  const sure = identity && !(apart && !same && (oneLanguage || a.language === 0 || b.language === 0));
  const claim = identity ? 0 : claims(a, b);
  const named = claim === 2;
  const strong = identity || named;
  const text = weighBodies(a, b, body, title);
  const days = a.day === NO_DAY || b.day === NO_DAY ? undefined : Math.abs(a.day - b.day);

  const forIdentity = identity ? (sure ? 12 : 2) : 0;
  const forClaim = claim === 0 ? 0 : apart || (!named && !akin && body.contained < 0.5) ? 0.5 : named ? 8 : 2;
  const forTitle = titles ? weighTitles(a, b, title) : 0;
  const forText = round(text);
  const forEmpty = text === 0 && small.length === 0 ? (same && !sameSite ? 0.5 : -1) : 0;
  const forAuthor = weighAuthors(a, b);
  const forDate = days === undefined ? 0 : days <= 3 ? 0.5 : days > 365 ? -0.5 : 0;
  // Guards.
  const isPart = a.part !== 0 && b.part !== 0 && a.part !== b.part && !identity && body.jaccard < 0.85;
  const isNumbered = !isPart && (otherNumbers || a.part !== b.part) && titles && title >= (body.jaccard >= 0.8 ? 0.6 : 0.3) && !identity;
  const forNumbers = isPart ? VETO : isNumbered ? (named ? -4 : moved ? -6 : VETO) : 0;
  // Under one roof two texts are two articles, unless they are as good as the same; a notice that a site gives every month is another each time.
  const recurs = days !== undefined && days > RECURRENCE && !(body.jaccard >= 0.85 && small.length >= COMMENT);
  const forSite = !sameSite || strong ? 0 : recurs || (!alike && titles) ? -10 : body.contained < 0.7 ? -6 : 0;
  const answers = !identity && (isReply(a, body.ownA, body.ownB, body, title) || isReply(b, body.ownB, body.ownA, body, title));
  const quotes = answers || (!identity && quoteOneSource(a, b, body));
  const forQuote = quotes ? VETO : 0;
  // One gathers others, and this is one of them.
  const gathers = ((a.flags ^ b.flags) & FLAG_DIGEST) !== 0 && !alike && bodies && !identity && body.contained >= 0.3 && body.jaccard < 0.4;
  const forDigest = gathers ? -4 : 0;
  // What a translation leaves as it was, listings and names, may be most of a short text.
  const foreign = a.language !== 0 && b.language !== 0 && !oneLanguage && body.contained < (alike ? 0.5 : 0.85) && !identity;
  const forLanguage = foreign ? -6 : 0;
  // A body of which nothing but the site's own words are left was a text; an empty one was none.
  const forShortness = bodies || strong ? 0 : !same ? -6 : small.trimmed >= 6 ? 0.5 : -1.5;
  const ownWords = apart && !identity && oneLanguage && (!same || claim === 0);
  const forOwnWords = ownWords ? (same ? -8 : -4) : 0;

  const weight =
    PRIOR +
    forIdentity +
    forClaim +
    forTitle +
    forText +
    forEmpty +
    forAuthor +
    forDate +
    forNumbers +
    forSite +
    forQuote +
    forDigest +
    forLanguage +
    forShortness +
    forOwnWords;
  if (told !== undefined) {
    const shared = body.contained;
    tell(told, a.url === b.url && a.url !== 0 ? "url" : "guid", forIdentity);
    tell(told, !named ? "claim" : isPageOf(a.canonical, b) || isPageOf(b.canonical, a) ? "canonical" : "note", forClaim);
    if (same || !akin) tell(told, "title", forTitle, "same", same);
    else tell(told, "title", forTitle, "alike", title);
    tell(told, body.begins >= 0.8 && small.length < large.length * 0.6 ? "excerpt" : "text", forText, "shared", shared);
    tell(told, "empty", forEmpty);
    tell(told, "author", forAuthor, "same", forAuthor > 0);
    tell(told, "date", forDate, "days", days);
    tell(told, isPart ? "series-part" : "numbers", forNumbers);
    tell(told, "site", forSite);
    tell(told, "quote", forQuote, "shared", shared);
    tell(told, "digest", forDigest, "shared", shared);
    tell(told, "language", forLanguage);
    tell(told, "short", forShortness);
    tell(told, "own-words", forOwnWords, "shared", shared);
  }

  if (weight < 0) {
    // Guards that part the two also where a third is like both. What two titles say counts little where a text has got another one.
    const against =
      quotes ||
      (isPart && (akin || unlike)) ||
      (isNumbered && (title >= 0.6 || (akin ? bodies : unlike))) ||
      (forSite !== 0 && !alike && (akin ? !copied : unlike)) ||
      // Of what two have edited little may be left that both share.
      (ownWords && !same);
    // Many count parts: of one series are those that one site or one author counts under one name.
    const counted = isPart && akin && (sameSite || forAuthor > 0 || !apart);
    const reply = (answers && body.contained >= 0.1) || (((a.flags | b.flags) & FLAG_REPLY_TITLE) !== 0 && akin);
    const kind = counted ? "series" : foreign && named && !quotes ? "translation" : reply ? "reply" : gathers ? "digest" : undefined;
    return verdictOf(kind === undefined ? undefined : "related", kind, weight, false, false, against && !strong);
  }
  const revision =
    identity &&
    sameSite &&
    a.fingerprint !== b.fingerprint &&
    small.length > 0 &&
    !((a.flags | b.flags) & FLAG_CUT) &&
    body.begins + body.contained > 0.5 &&
    small.length >= large.length * 0.5;
  const joins = strong || body.jaccard >= 0.5 || (same && weight >= 8);
  return verdictOf(revision ? "revision" : "duplicate", undefined, weight, joins, sure, false);
}

/** All verdicts are made here, so that all have one shape. */
function verdictOf(
  relation: Relation | undefined,
  kind: string | undefined,
  weight: number,
  joins: boolean,
  sure: boolean,
  against: boolean,
): Verdict {
  return { relation, kind, weight, joins, sure, against };
}

/** Writes down a piece of evidence; what weighs nothing is none. */
function tell(told: Evidence[], kind: string, weight: number, detail?: string, value?: number | boolean): void {
  if (weight === 0) return;
  if (detail === undefined || value === undefined) told.push({ kind, weight });
  else told.push({ kind, weight, detail: { [detail]: typeof value === "number" ? round(value) : value } });
}

function tellLink(told: Evidence[], body: Overlap): void {
  tell(told, "link", 1);
  tell(told, "own-words", VETO, "shared", body.contained);
}

function weighTitles(a: Sketch, b: Sketch, title: number): number {
  if (title >= 1) return Math.min(3.5, 1 + 0.5 * a.titleWords.length);
  if (title >= ALIKE) return Math.min(2, 0.5 * Math.min(a.titleWords.length, b.titleWords.length));
  return title >= 0.5 ? 1 : -1;
}

function weighAuthors(a: Sketch, b: Sketch): number {
  if (a.author === 0 || b.author === 0) return 0;
  if (a.author === b.author) return 1;
  // "T. Wexler" need not be another than "Tomas Wexler".
  return maySpellOne(a.spelling0, a.spelling1, b.spelling0, b.spelling1) ? 0 : -0.5;
}

/** How an entry whose address is another site's page stands to that page: a bare pointer, or words of its own about it. */
function linkPost(a: Sketch, b: Sketch, body: Overlap): "stub" | "own-words" | "unsettled" | undefined {
  const one = (a.flags & FLAG_EXTERNAL) !== 0;
  const other = (b.flags & FLAG_EXTERNAL) !== 0;
  if (!one && !other) return undefined;
  if (!hasAddressOf(a, b) && !hasAddressOf(b, a)) return undefined;
  if (one && other) {
    // Two that point at one page: bare pointers are one, a quotation with words around it is another.
    if (!isPointer(a) && !isPointer(b)) return body.contained < 0.5 ? "own-words" : undefined;
    if (a.quoted + b.quoted > 0) return "own-words";
    // A pointer beside a short text, which may be the page's beginning or somebody's words about it.
    return isPointer(a) !== isPointer(b) && a.length + b.length < COMMENT ? "unsettled" : undefined;
  }
  const linking = one ? a : b;
  if (!hasAddressOf(linking, one ? b : a)) return undefined;
  if (isPointer(linking)) return "stub";
  const own = one ? body.ownA : body.ownB;
  return own < 0.5 ? "own-words" : undefined;
}

function isPointer(one: Sketch): boolean {
  return one.length + one.trimmed < WORDS_OF_ITS_OWN;
}

function hasAddressOf(pointer: Sketch, page: Sketch): boolean {
  return pointer.url !== 0 && (pointer.url === page.url || pointer.url === page.guid || pointer.url === page.canonical);
}

function shareIdentity(a: Sketch, b: Sketch): boolean {
  if (a.guid !== 0 && (a.guid === b.guid || a.guid === b.url)) return true;
  if (b.guid !== 0 && b.guid === a.url) return true;
  return a.url !== 0 && a.url === b.url;
}

/** 2: one names the other as its original; 1: both name the same third page; 0: neither. */
function claims(a: Sketch, b: Sketch): 0 | 1 | 2 {
  if (namesOriginal(a, b) || namesOriginal(b, a)) return 2;
  if (a.canonical !== 0 && (a.canonical === b.canonical || b.claims.includes(a.canonical))) return 1;
  for (let i = 0; i < a.claims.length; i++) {
    const key = a.claims[i] as number;
    if (key === b.canonical || b.claims.includes(key)) return 1;
  }
  return 0;
}

function namesOriginal(a: Sketch, b: Sketch): boolean {
  if (isPageOf(a.canonical, b)) return true;
  for (let i = 0; i < a.claims.length; i++) if (isPageOf(a.claims[i] as number, b)) return true;
  return false;
}

/** The address of a link post is its subject's, not its own. */
function isPageOf(key: number, other: Sketch): boolean {
  if (key === 0) return false;
  return key === other.guid || (key === other.url && ((other.flags & FLAG_EXTERNAL) === 0 || other.length < WORDS_OF_ITS_OWN));
}

/** Shared words of both titles, 0–1; 1 only where they are the same. */
function compareTitles(a: Sketch, b: Sketch): number {
  if (a.title === 0 || b.title === 0) return 0;
  if (a.title === b.title) return 1;
  const x = a.titleWords;
  const y = b.titleWords;
  // "1.2" and "1.3": what is left without the numbers is the same.
  if (x.length + y.length === 0) return 0.99;
  let shared = 0;
  for (let i = 0; i < x.length; i++) if (y.includes(x[i] as number)) shared++;
  // One word that both have is not yet a title.
  return Math.min(0.99, shared / Math.max(2, Math.min(x.length, y.length)));
}

/**
 * Under one title on two sites: a little of the text stands in the other all over, as where much was edited. Where it is the beginning
 * that both share, they are two notices with one introduction; and two digests may gather some of the same.
 */
function isScattered(a: Sketch, b: Sketch, body: Overlap, title: number): boolean {
  return (
    title >= 1 &&
    a.site !== b.site &&
    (a.flags & FLAG_DIGEST) === 0 &&
    body.runs >= 3 &&
    body.contained >= 0.1 &&
    body.begins <= body.contained * 2
  );
}

function weighBodies(a: Sketch, b: Sketch, body: Overlap, title: number): number {
  const shorter = Math.min(a.length, b.length);
  if (shorter === 0) return 0;
  const reach = Math.min(1, body.basis / 12) * Math.min(1, shorter / 12);
  const weight = Math.min(9, (body.contained - 0.25) * 14 * reach);
  // Under one title, stretches that agree here and there are one text that was edited.
  if (title >= ALIKE && a.site !== b.site && ((body.runs >= 5 && body.begins >= 0.12) || isScattered(a, b, body, title)))
    return Math.max(weight, Math.min(6, (Math.max(body.contained, body.begins) - 0.08) * 22));
  if (weight <= 0 || title >= ALIKE) return weight;
  // Under another title a text must be there as a whole, or be its beginning: paragraphs wander, and digests quote.
  const whole = Math.max(body.jaccard * (body.begins >= 0.3 ? 1.7 : 1.2), body.begins >= 0.6 ? Math.min(0.5, body.contained * 0.55) : 0);
  const limit = (Math.min(1, whole) - (title >= 0.5 ? 0.35 : 0.45)) * 14;
  return Math.max(-2, Math.min(weight, limit));
}

/** Two that quote one source, and have nothing else in common. */
function quoteOneSource(a: Sketch, b: Sketch, body: Overlap): boolean {
  return body.ownA < 0.05 && body.ownB < 0.05 && hasOwnWords(a) && hasOwnWords(b);
}

function hasOwnWords(one: Sketch): boolean {
  return one.quoted > 0 && one.length - one.quoted >= WORDS_OF_ITS_OWN;
}

/** One quotes the other: what they share stands in quotations on its side only, and the rest of it is its own. */
function isReply(one: Sketch, own: number, theirs: number, body: Overlap, title: number): boolean {
  if (one.quoted === 0 || own >= 0.25) return false;
  // A reply says so in its title, a link post by its address: then less is asked.
  if ((one.flags & (FLAG_REPLY_TITLE | FLAG_EXTERNAL)) !== 0) return body.quoted >= 0.2;
  // The beginning of an article under its own title is an excerpt, also where the article begins with a quotation;
  // and what is wholly inside the other is its excerpt: a reply quotes a piece.
  if (body.quoted >= 0.5 && theirs < 0.6 && !(title >= ALIKE && body.contained >= 0.8)) return true;
  // Most of a text may be quoted, piece by piece, where more than a signature stands around it and it has a title of its own.
  return title < 1 && body.quoted >= 0.9 && own < 0.2 && body.jaccard >= 0.2 && one.length - one.quoted >= AROUND;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
