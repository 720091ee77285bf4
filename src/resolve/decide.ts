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
/** Texts of which less is shared are two, as far as nothing else is known. */
const UNLIKE = 0.35;

/**
 * Weighs what speaks for and against two entries being one article. Symmetric in its arguments but for `detail`.
 *
 * @param told Where the evidence is to be written down. Most pairs are weighed for the verdict alone.
 */
export function decide(a: Sketch, b: Sketch, told?: Evidence[]): Verdict {
  const body = compareBodies(a, b);
  const small = a.length <= b.length ? a : b;
  const large = small === a ? b : a;
  const sameSite = a.site === b.site || a.host === b.host;
  const title = compareTitles(a, b);
  const bodies = a.length >= 6 && b.length >= 6;

  const link = linkPost(a, b, body);
  if (link === "own-words") {
    say(told, "link", 1);
    say(told, "own-words", VETO, "shared", body.contained);
    return verdictOf("related", "link-post", VETO, false, false, true);
  }
  if (link === "unsettled") return verdictOf(undefined, undefined, 0, false, false, false);

  let weight = PRIOR;
  const identity = link === "stub" || shareIdentity(a, b);
  // Nothing of what stands outside of quotations is shared: two that quote one source.
  const onlyQuoted = (a.quoted > 0 || b.quoted > 0) && body.ownA < 0.05 && body.ownB < 0.05;
  const apart = bodies && (body.contained < 0.12 || onlyQuoted) && body.begins < 0.2 && body.runs < 5 && !isScattered(a, b, body, title);
  // One address over two unlike texts is a page that changes its subject; in two languages it is one page.
  const sure = identity && !(apart && title < 1 && (a.language === b.language || a.language === 0 || b.language === 0));
  if (identity) weight += sure ? say(told, a.url === b.url && a.url !== 0 ? "url" : "guid", 12) : say(told, "url", 2);
  const claim = identity ? 0 : claims(a, b);
  if (claim > 0)
    weight += say(
      told,
      claim === 2 ? (a.canonical !== 0 || b.canonical !== 0 ? "canonical" : "note") : "claim",
      apart || (claim === 1 && title < 0.5 && body.contained < 0.5) ? 0.5 : claim === 2 ? 8 : 2,
    );

  if (title >= 1) weight += say(told, "title", Math.min(3.5, 1 + 0.5 * a.titleWords.length), "same", true);
  else if (title >= ALIKE)
    weight += say(told, "title", Math.min(2, 0.5 * Math.min(a.titleWords.length, b.titleWords.length)), "alike", title);
  else if (title >= 0.5) weight += say(told, "title", 1, "alike", title);
  else if (a.title !== 0 && b.title !== 0) weight += say(told, "title", -1, "same", false);

  const text = weighBodies(a, b, body, title);
  if (text !== 0)
    weight += say(told, body.begins >= 0.8 && small.length < large.length * 0.6 ? "excerpt" : "text", text, "shared", body.contained);
  else if (!bodies && (a.length === 0 || b.length === 0)) weight += say(told, "empty", title >= 1 && !sameSite ? 0.5 : -1);

  if (a.author !== 0 && b.author !== 0) {
    if (a.author === b.author) weight += say(told, "author", 1, "same", true);
    // "T. Wexler" need not be another than "Tomas Wexler".
    else if (!maySpellOne(a.spelling0, a.spelling1, b.spelling0, b.spelling1)) weight += say(told, "author", -0.5, "same", false);
  }
  if (a.day !== NO_DAY && b.day !== NO_DAY) {
    const days = Math.abs(a.day - b.day);
    if (days <= 3) weight += say(told, "date", 0.5, "days", days);
    else if (days > 365) weight += say(told, "date", -0.5, "days", days);
  }

  // Guards. What kind of relation one of them tells of, and whether one parts the two also where a third is like both.
  const strong = identity || claim === 2;
  let parted = false;
  const isPart = a.part !== 0 && b.part !== 0 && a.part !== b.part && !identity && body.jaccard < 0.85;
  if (isPart) {
    weight += say(told, "series-part", VETO);
    // What says little where a text has got another title.
    parted = title >= 0.5 || body.contained < UNLIKE;
  } else if (
    (a.titleNumbers !== b.titleNumbers || a.part !== b.part) &&
    a.title !== 0 &&
    b.title !== 0 &&
    title >= (body.jaccard >= 0.8 ? 0.6 : 0.3) &&
    !identity
  ) {
    weight += say(told, "numbers", claim === 2 ? -4 : !sameSite && body.jaccard >= 0.9 && small.length >= EXCERPT ? -6 : VETO);
    parted = title >= 0.6 || (title < 0.5 ? body.contained < UNLIKE : small.length >= WORDS_OF_ITS_OWN);
  }
  const site = sameSite && !strong ? weighSite(a, b, body, title) : 0;
  if (site !== 0) {
    weight += say(told, "site", site);
    parted ||= title < ALIKE && (title >= 0.5 ? body.jaccard < 0.8 && body.contained < 0.9 : body.contained < UNLIKE);
  }
  const quoted = !identity && isQuoted(a, b, body, title);
  if (quoted) {
    weight += say(told, "quote", VETO, "shared", body.contained);
    parted = true;
  }
  // One gathers others, and this is one of them.
  const gathers =
    ((a.flags ^ b.flags) & FLAG_DIGEST) !== 0 && title < ALIKE && bodies && !identity && body.contained >= 0.3 && body.jaccard < 0.4;
  if (gathers) weight += say(told, "digest", -4, "shared", body.contained);
  const foreign = a.language !== 0 && b.language !== 0 && a.language !== b.language && body.contained < 0.5 && !identity;
  if (foreign) weight += say(told, "language", -6);
  // A body of which nothing but the site's own words are left was a text; an empty one was none.
  if (!bodies && !strong) weight += say(told, "short", title < 1 ? -6 : small.trimmed >= 6 ? 0.5 : -1.5);
  if (apart && !identity && a.language === b.language && (title < 1 || claim === 0)) {
    weight += say(told, "own-words", title >= 1 ? -8 : -4, "shared", body.contained);
    // Of what two have edited little may be left that both share.
    parted ||= title < 1;
  }

  if (weight < 0) {
    const answers = quoted || (((a.flags | b.flags) & FLAG_REPLY_TITLE) !== 0 && title >= 0.5);
    const kind = isPart ? "series" : foreign && claim === 2 && !quoted ? "translation" : answers ? "reply" : gathers ? "digest" : undefined;
    return verdictOf(kind === undefined ? undefined : "related", kind, weight, false, false, parted && !strong);
  }
  const revision =
    identity &&
    sameSite &&
    a.fingerprint !== b.fingerprint &&
    a.length > 0 &&
    b.length > 0 &&
    !((a.flags | b.flags) & FLAG_CUT) &&
    body.begins + body.contained > 0.5 &&
    small.length >= large.length * 0.5;
  const joins = strong || body.jaccard >= 0.5 || (title >= 1 && weight >= 8);
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

/** What a piece of evidence weighs, to two digits; it is written down where somebody wants to read it. */
function say(told: Evidence[] | undefined, kind: string, weight: number, detail?: string, value?: number | boolean): number {
  const rounded = round(weight);
  if (told === undefined) return rounded;
  if (detail === undefined || value === undefined) told.push({ kind, weight: rounded });
  else told.push({ kind, weight: rounded, detail: { [detail]: typeof value === "number" ? round(value) : value } });
  return rounded;
}

/** Under one roof two texts are two articles, unless they are as good as the same. */
function weighSite(a: Sketch, b: Sketch, body: Overlap, title: number): number {
  if (title < ALIKE && a.title !== 0 && b.title !== 0) return -10;
  if (body.contained < 0.7) return -6;
  // A notice that a site gives every quarter is another each time.
  return body.jaccard < 0.85 && a.day !== NO_DAY && b.day !== NO_DAY && Math.abs(a.day - b.day) > 60 ? -6 : 0;
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
  if (a.canonical !== 0 && isPageOf(a.canonical, b)) return true;
  for (let i = 0; i < a.claims.length; i++) if (isPageOf(a.claims[i] as number, b)) return true;
  return false;
}

/** The address of a link post is its subject's, not its own. */
function isPageOf(key: number, other: Sketch): boolean {
  return key === other.guid || (key === other.url && ((other.flags & FLAG_EXTERNAL) === 0 || other.length < WORDS_OF_ITS_OWN));
}

/** Shared words of both titles, 0–1; 1 only where they are the same. */
function compareTitles(a: Sketch, b: Sketch): number {
  if (a.title === 0 || b.title === 0) return 0;
  if (a.title === b.title) return 1;
  const x = a.titleWords;
  const y = b.titleWords;
  let shared = 0;
  for (let i = 0; i < x.length; i++) if (y.includes(x[i] as number)) shared++;
  return Math.min(0.99, shared / Math.max(1, Math.min(x.length, y.length)));
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

/** One quotes the other: what they share stands in quotations on one side only, and the rest of the quoting one is its own. */
function isQuoted(a: Sketch, b: Sketch, body: Overlap, title: number): boolean {
  return (
    isReply(a, body.ownA, body.ownB, body, title) ||
    isReply(b, body.ownB, body.ownA, body, title) ||
    // Two that quote one source.
    (body.ownA < 0.05 && body.ownB < 0.05 && hasOwnWords(a) && hasOwnWords(b))
  );
}

function hasOwnWords(one: Sketch): boolean {
  return one.quoted > 0 && one.length - one.quoted >= WORDS_OF_ITS_OWN;
}

function isReply(one: Sketch, own: number, theirs: number, body: Overlap, title: number): boolean {
  if (one.quoted === 0 || own >= 0.25) return false;
  // A reply says so in its title, a link post by its address: then less is asked.
  if ((one.flags & (FLAG_REPLY_TITLE | FLAG_EXTERNAL)) !== 0) return body.quoted >= 0.2;
  // The beginning of an article under its own title is an excerpt, also where the article begins with a quotation;
  // and what is wholly inside the other is its excerpt: a reply quotes a piece.
  if (body.quoted >= 0.5 && theirs < 0.6 && !(title >= ALIKE && body.contained >= 0.8)) return true;
  // Most of a text may be quoted, piece by piece, where more than a signature stands around it.
  return body.quoted >= 0.9 && own < 0.2 && body.jaccard >= 0.2 && one.length - one.quoted >= AROUND;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
