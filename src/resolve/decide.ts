import type { Evidence, Relation } from "../model/post.ts";
import { maySpellOne } from "../values/person-name.ts";
import { compareBodies, type Overlap } from "./compare.ts";
import { FLAG_CUT, FLAG_DIGEST, FLAG_EXTERNAL, FLAG_REPLY_TITLE, NO_DAY, type Sketch, WORDS_OF_ITS_OWN } from "./sketch.ts";

/** What is concluded of two entries from their sketches alone. */
export interface Verdict {
  /** `undefined`: they have nothing to do with each other. */
  readonly relation: Relation | undefined;
  readonly kind?: string;
  /** Log odds that they are one article. */
  readonly weight: number;
  /** May join two groups of copies: identity, a claim, or texts that are alike as wholes. */
  readonly joins: boolean;
  /** One address or one guid: what else is like or unlike does not count. */
  readonly sure: boolean;
  /** A guard speaks against them: they may not stand in one group even where a third entry is like both. */
  readonly against: boolean;
  readonly evidence: readonly Evidence[];
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

/** Weighs what speaks for and against two entries being one article. Symmetric in its arguments but for `detail`. */
export function decide(a: Sketch, b: Sketch): Verdict {
  const body = compareBodies(a, b);
  const evidence: Evidence[] = [];
  const small = a.length <= b.length ? a : b;
  const large = small === a ? b : a;
  const sameSite = a.site === b.site || a.host === b.host;
  const title = compareTitles(a, b);
  const bodies = a.length >= 6 && b.length >= 6;

  const link = linkPost(a, b, body);
  if (link === "own-words") {
    say(evidence, "link", 1);
    say(evidence, "own-words", VETO, { shared: round(body.contained) });
    return { relation: "related", kind: "link-post", weight: VETO, joins: false, sure: false, against: true, evidence };
  }

  if (link === "unsettled") return { relation: undefined, weight: 0, joins: false, sure: false, against: false, evidence };

  const identity = link === "stub" || shareIdentity(a, b);
  // Nothing of what stands outside of quotations is shared: two that quote one source.
  const onlyQuoted = (a.quoted > 0 || b.quoted > 0) && body.ownA < 0.05 && body.ownB < 0.05;
  const apart = bodies && (body.contained < 0.12 || onlyQuoted) && body.begins < 0.2 && body.runs < 5 && !isScattered(a, b, body, title);
  // One address over two unlike texts is a page that changes its subject; in two languages it is one page.
  const sure = identity && !(apart && title < 1 && (a.language === b.language || a.language === 0 || b.language === 0));
  if (identity) {
    if (!sure) say(evidence, "url", 2);
    else say(evidence, a.url === b.url && a.url !== 0 ? "url" : "guid", 12);
  }
  const claim = identity ? 0 : claims(a, b);
  if (claim > 0)
    say(
      evidence,
      claim === 2 ? (a.canonical !== 0 || b.canonical !== 0 ? "canonical" : "note") : "claim",
      apart || (claim === 1 && title < 0.5 && body.contained < 0.5) ? 0.5 : claim === 2 ? 8 : 2,
    );

  if (title >= 1) say(evidence, "title", Math.min(3.5, 1 + 0.5 * a.titleWords.length), { same: true });
  else if (title >= ALIKE)
    say(evidence, "title", Math.min(2, 0.5 * Math.min(a.titleWords.length, b.titleWords.length)), { alike: round(title) });
  else if (title >= 0.5) say(evidence, "title", 1, { alike: round(title) });
  else if (a.title !== 0 && b.title !== 0) say(evidence, "title", -1, { same: false });

  const text = weighBodies(a, b, body, title);
  if (text !== 0)
    say(evidence, body.begins >= 0.8 && small.length < large.length * 0.6 ? "excerpt" : "text", text, { shared: round(body.contained) });
  else if (!bodies && (a.length === 0 || b.length === 0)) say(evidence, "empty", title >= 1 && !sameSite ? 0.5 : -1);

  if (a.author !== 0 && b.author !== 0) {
    if (a.author === b.author) say(evidence, "author", 1, { same: true });
    // "T. Wexler" need not be another than "Tomas Wexler".
    else if (!maySpellOne(a.spelling0, a.spelling1, b.spelling0, b.spelling1)) say(evidence, "author", -0.5, { same: false });
  }
  if (a.day !== NO_DAY && b.day !== NO_DAY) {
    const days = Math.abs(a.day - b.day);
    if (days <= 3) say(evidence, "date", 0.5, { days });
    else if (days > 365) say(evidence, "date", -0.5, { days });
  }

  // Guards.
  const strong = identity || claim === 2;
  if (a.part !== 0 && b.part !== 0 && a.part !== b.part && !identity && body.jaccard < 0.85) say(evidence, "series-part", VETO);
  else if (
    (a.titleNumbers !== b.titleNumbers || a.part !== b.part) &&
    a.title !== 0 &&
    b.title !== 0 &&
    title >= (body.jaccard >= 0.8 ? 0.6 : 0.3) &&
    !identity
  )
    say(evidence, "numbers", claim === 2 ? -4 : !sameSite && body.jaccard >= 0.9 && small.length >= EXCERPT ? -6 : VETO);
  if (sameSite && !strong && title < ALIKE && a.title !== 0 && b.title !== 0) say(evidence, "site", -10);
  else if (sameSite && !strong && body.contained < 0.7) say(evidence, "site", -6);
  // A notice that a site gives every quarter is another each time.
  else if (sameSite && !strong && body.jaccard < 0.85 && a.day !== NO_DAY && b.day !== NO_DAY && Math.abs(a.day - b.day) > 60)
    say(evidence, "site", -6);
  if (!identity && isQuoted(a, b, body, title)) say(evidence, "quote", VETO, { shared: round(body.contained) });
  // One gathers others, and this is one of them.
  const gathers =
    ((a.flags ^ b.flags) & FLAG_DIGEST) !== 0 && title < ALIKE && bodies && !identity && body.contained >= 0.3 && body.jaccard < 0.4;
  if (gathers) say(evidence, "digest", -4, { shared: round(body.contained) });
  if (a.language !== 0 && b.language !== 0 && a.language !== b.language && body.contained < 0.5 && !identity) say(evidence, "language", -6);
  // A body of which nothing but the site's own words are left was a text; an empty one was none.
  if (!bodies && !strong) say(evidence, "short", title < 1 ? -6 : small.trimmed >= 6 ? 0.5 : -1.5);
  if (apart && !identity && a.language === b.language && (title < 1 || claim === 0))
    say(evidence, "own-words", title >= 1 ? -8 : -4, { shared: round(body.contained) });

  let weight = PRIOR;
  let against = false;
  for (let i = 0; i < evidence.length; i++) {
    const one = evidence[i] as Evidence;
    weight += one.weight;
    against ||= one.weight <= -4 && !strong && parts(one.kind, a, b, body, title);
  }
  if (weight < 0) return related(a, b, weight, evidence, title, claim, against);
  const revision =
    identity &&
    sameSite &&
    a.fingerprint !== b.fingerprint &&
    a.length > 0 &&
    b.length > 0 &&
    !((a.flags | b.flags) & FLAG_CUT) &&
    body.begins + body.contained > 0.5 &&
    small.length >= large.length * 0.5;
  return {
    relation: revision ? "revision" : "duplicate",
    weight,
    against: false,
    sure,
    joins: strong || body.jaccard >= 0.5 || (title >= 1 && weight >= 8),
    evidence,
  };
}

function say(evidence: Evidence[], kind: string, weight: number, detail?: Evidence["detail"]): void {
  const rounded = Math.round(weight * 100) / 100;
  evidence.push(detail === undefined ? { kind, weight: rounded } : { kind, weight: rounded, detail });
}

/** Whether a guard keeps two entries apart also where a third is like both. */
function parts(kind: string, a: Sketch, b: Sketch, body: Overlap, title: number): boolean {
  switch (kind) {
    case "quote":
      return true;
    // Of what two have edited little may be left that both share.
    case "own-words":
      return title < 1;
    // What says little where a text has got another title.
    case "series-part":
      return title >= 0.5 || body.contained < UNLIKE;
    case "numbers":
      return title >= 0.6 || (title < 0.5 ? body.contained < UNLIKE : Math.min(a.length, b.length) >= WORDS_OF_ITS_OWN);
    case "site":
      return title < ALIKE && (title >= 0.5 ? body.jaccard < 0.8 && body.contained < 0.9 : body.contained < UNLIKE);
    default:
      return false;
  }
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

function related(
  a: Sketch,
  b: Sketch,
  weight: number,
  evidence: readonly Evidence[],
  title: number,
  claim: number,
  against: boolean,
): Verdict {
  const kind = has(evidence, "series-part")
    ? "series"
    : has(evidence, "quote")
      ? "reply"
      : claim === 2 && has(evidence, "language")
        ? "translation"
        : ((a.flags | b.flags) & FLAG_REPLY_TITLE) !== 0 && title >= 0.5
          ? "reply"
          : has(evidence, "digest")
            ? "digest"
            : undefined;
  if (kind === undefined) return { relation: undefined, weight, joins: false, sure: false, against, evidence };
  return { relation: "related", kind, weight, joins: false, sure: false, against, evidence };
}

function has(evidence: readonly Evidence[], kind: string): boolean {
  for (let i = 0; i < evidence.length; i++) if ((evidence[i] as Evidence).kind === kind) return true;
  return false;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
