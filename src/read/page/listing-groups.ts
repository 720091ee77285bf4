import type { Element } from "domhandler";
import { findDateMentions, readWrittenDate } from "../../values/written-date.ts";
import { isMetaLine } from "./body-labels.ts";
import { type Anchor, MORE_TEXT } from "./listing-anchors.ts";
import { type Line, lineAt, linkSize, type Outline, textInside, textSize } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";
import { isPagerText, MENU_TEXT } from "./pager-words.ts";

/** Links in like places, and how much speaks for their being the titles of the page's posts. */
export interface AnchorGroup {
  readonly anchors: readonly Anchor[];
  /** For each of them, how many of heading, date, text and a post's address it has. */
  readonly support: readonly number[];
  /** Different addresses among them. */
  readonly count: number;
  readonly score: number;
  /** The links say nothing themselves ("Read more", or an empty one over the whole box): the title stands beside them. */
  readonly lending: boolean;
  /** Beside the days that the links say, each says something else: its title. */
  readonly titled: boolean;
  /** What the score is made of, for `explainPage`. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** Group links by place and score each group; the best first. */
export function groupAnchors(
  anchors: readonly Anchor[],
  outline: Outline,
  dates: readonly DateMark[],
  pageKey: string | undefined,
): AnchorGroup[] {
  const bySignature = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const { external, address, more, text } = anchor;
    const kind = external
      ? "x"
      : address.role === "index" || address.role === "home" || (more && (MENU_TEXT.test(text) || isPagerText(text)))
        ? "i"
        : address.role === "file"
          ? "f"
          : more || text === ""
            ? "m"
            : "p";
    const id = `${anchor.signature}${kind}`;
    const group = bySignature.get(id);
    if (group) group.push(anchor);
    else bySignature.set(id, [anchor]);
  }
  // The title is what stands first of the links to a post, as a rule.
  const firsts = new Map<string, number>();
  for (const { address, text, more, element } of anchors)
    if (text !== "" && !more && !firsts.has(address.key)) firsts.set(address.key, element);
  const groups: AnchorGroup[] = [];
  for (const members of bySignature.values()) groups.push(scoreGroup(withoutSections(members), outline, dates, pageKey, firsts));
  return groups.sort((a, b) => b.score - a.score || (a.anchors[0] as Anchor).element - (b.anchors[0] as Anchor).element);
}

const TITLE_NAME = /(?:^|[\s_-])(?:title|headline|heading|p-name)(?:$|[\s_-])/i;
const TEASER_NAME = /(?:^|[\s_-])(?:desc|description|excerpt|summary|subtitle|sub-title|teaser|dek|intro)(?:$|[\s_-])/i;

/** Whether a link, or what it fills, has a name of a kind. */
function isNamed(anchor: Anchor, outline: Outline, name: RegExp): boolean {
  let at = anchor.element;
  for (let up = 0; up < 3 && at > 0; up++) {
    const { attribs } = outline.elements[at] as Element;
    if (name.test(`${attribs.class ?? ""} ${attribs["data-testid"] ?? ""} ${attribs.itemprop === "headline" ? "headline" : ""}`))
      return true;
    at = outline.parent[at] as number;
    if (textSize(outline, at) > anchor.text.length * 1.5 + 10) return false;
  }
  return false;
}

/** Without addresses under which others lie: the section that posts are in. */
function withoutSections(members: readonly Anchor[]): readonly Anchor[] {
  const below = new Map<string, Set<string>>();
  const all = new Set(members.map((a) => a.address.key));
  for (const { address } of members) {
    const { key } = address;
    for (let at = key.lastIndexOf("/"); at > 0; at = key.lastIndexOf("/", at - 1)) {
      const above = key.slice(0, at);
      if (!all.has(above)) continue;
      const keys = below.get(above) ?? new Set<string>();
      below.set(above, keys);
      if (keys.size < 2) keys.add(key);
    }
  }
  const kept = members.filter((a) => (below.get(a.address.key)?.size ?? 0) < 2);
  return kept.length > 0 ? kept : members;
}

function scoreGroup(
  members: readonly Anchor[],
  outline: Outline,
  dates: readonly DateMark[],
  pageKey: string | undefined,
  firsts: ReadonlyMap<string, number>,
): AnchorGroup {
  const n = members.length;
  const share = (test: (anchor: Anchor) => boolean) => members.filter(test).length / n;
  const keys = new Set(members.map((a) => a.address.host + a.address.key));
  const texts = new Set(members.map((a) => a.text.toLowerCase()));
  const length = members.reduce((sum, a) => sum + Math.min(80, a.text.length), 0) / n;
  const tops = ownContainers(members, outline);
  let dated = 0;
  let texted = 0;
  let lent = 0;
  let lentHeading = 0;
  const untitled = share((a) => a.more || a.text === "") > 0.5 || (n > 2 && texts.size < n * 0.4);
  const support = members.map((anchor, i) => {
    const top = tops[i] as number;
    const hasOwnDate = hasDate(dates, top, outline.end[top] as number);
    const hasOwnText = textSize(outline, top) - linkSize(outline, top) > Math.max(60, anchor.text.length);
    if (hasOwnDate) dated++;
    if (hasOwnText) texted++;
    return Number(hasOwnDate) + Number(hasOwnText) + Number(anchor.heading > 0) + Number(anchor.address.role === "post");
  });
  // Of very many a part tells enough.
  const step = Math.ceil(n / MAX_SAMPLE);
  let sampled = 0;
  for (let i = 0; untitled && i < n; i += step) {
    const title = lentTitle(outline, tops[i] as number);
    if (title !== undefined || members[i]?.label !== undefined) lent++;
    if (title?.heading) lentHeading++;
    sampled++;
  }
  const lending = untitled && lent >= sampled * 0.8 && keys.size >= Math.min(n, 2);
  const sample = tops.filter((_, i) => i % step === 0);
  const some = members.filter((_, i) => i % step === 0);
  const roughly = (test: (anchor: Anchor) => boolean) => some.filter(test).length / some.length;
  const titled = areTitledDays(some);
  const cards =
    keys.size >= 5 &&
    !lending &&
    share((a) => a.heading > 0) > 0.9 &&
    sample.filter((top) => hasCard(outline, top)).length > sample.length * 0.8;
  const evidence: Record<string, number> = {
    heading: lending ? 2.5 * (lentHeading / sampled) : 3 * share((a) => a.heading > 0),
    dated: (keys.size > 1 ? 2.5 : 1) * (dated / n),
    address: 2 * share((a) => a.address.role === "post") + 0.5 * share((a) => a.address.date !== undefined && a.address.role === "post"),
    text: 1.5 * (texted / n),
    length: lending ? 1 : Math.min(40, length) / 16,
    named: 1.5 * roughly((a) => isNamed(a, outline, TITLE_NAME)) - 2 * roughly((a) => isNamed(a, outline, TEASER_NAME)),
    first: 1 * share((a) => firsts.get(a.address.key) === a.element),
    day: lending || titled ? 0 : -3 * roughly((a) => isDayLink(a, outline)),
    count: keys.size === 1 ? -1 : Math.min(2.5, Math.log2(keys.size + 1) / 2),
    // A section lists what lies under its own address: "/posts/" lists "/posts/looms/".
    below: pageKey?.lastIndexOf("/") === 0 ? 1.5 * share((a) => a.address.key.startsWith(`${pageKey}/`)) : 0,
    chrome: -4 * share((a) => a.chrome === "strong") - 2 * share((a) => a.chrome === "weak"),
    // Cards with a heading and a picture or text each, on a page that shows nothing better: people, series, topics.
    index: (cards ? -1 : -5) * share((a) => a.address.role === "index" || a.address.role === "home"),
    file: -6 * share((a) => a.address.role === "file"),
    external: (keys.size === 1 ? -9 : -6) * share((a) => a.external),
    more: lending ? -1.5 : -5 * share((a) => a.more),
    empty: lending ? 0 : -4 * share((a) => a.text === ""),
    repeated: lending ? 0 : -3 * (1 - texts.size / Math.max(n, 1)) * (keys.size > 1 ? 1 : 0),
    self: -4 * share((a) => a.address.key === pageKey),
  };
  const score = Object.values(evidence).reduce((a, b) => a + b, 0);
  return { anchors: members, support, count: keys.size, score, lending, titled, evidence };
}

/** Whether links say days and, beside them, each something else: no "posted on", no author of several. */
function areTitledDays(links: readonly Anchor[]): boolean {
  const rests = links.flatMap(({ text }) => {
    const [day] = text.length < 40 && /\d/.test(text) ? findDateMentions(text) : [];
    const rest = day === undefined ? "" : `${text.slice(0, day.start)} ${text.slice(day.end)}`.toLowerCase().trim();
    return /\p{L}{2}/u.test(rest) && !/^(?:by|von|par|por|di|da|door|av|af|przez|от) /.test(rest) ? [rest] : [];
  });
  return rests.length >= Math.max(3, links.length * 0.7) && new Set(rests).size >= rests.length * 0.7;
}

/** Whether a link says a day and no more; one that holds a heading may hold a title beside the day. */
export function isDayLink(anchor: Anchor, outline: Outline): boolean {
  if (anchor.text.length >= 40 || !/\d/.test(anchor.text) || !saysOnlyDay(anchor.text)) return false;
  const from = outline.pieceFrom[anchor.element] as number;
  const to = outline.pieceTo[anchor.element] as number;
  for (let i = from; anchor.heading > 0 && i < to; i++) {
    const text = outline.pieces[i]?.node.data ?? "";
    if (/\p{L}{2}/u.test(text) && !saysOnlyDay(text)) return false;
  }
  // A title and a day each on a line of its own.
  for (let k = lineAt(outline, from); k < outline.lines.length; k++) {
    const line = outline.lines[k] as Line;
    if (line.from >= to) break;
    if (line.to <= to && /\p{L}{2}/u.test(line.text) && !saysOnlyDay(line.text) && !isMetaLine(line.text, 0, {})) return false;
  }
  return true;
}

/** A day and little else. Where no blanks part words, a few characters beside it are a title already. */
function saysOnlyDay(text: string): boolean {
  if (readWrittenDate(text) === undefined) return false;
  const [day] = findDateMentions(text);
  return day === undefined || !/\p{Lo}{4}/u.test(`${text.slice(0, day.start)} ${text.slice(day.end)}`);
}

/** How many elements of a place are looked at for its title: places may lie in one another. */
const MAX_LOOK = 400;
/** How many places of a group are looked at for titles that are not their links'. */
const MAX_SAMPLE = 200;

/** The title that a place shows beside its link: its first heading, else its first short line that is more than a number. */
export function lentTitle(
  outline: Outline,
  from: number,
  to: number = outline.end[from] as number,
): { element: number; line: number; heading: boolean } | undefined {
  for (let i = from; i < to; i++) {
    if (
      !/^h[1-6]$/.test((outline.elements[i] as Element).name) ||
      textSize(outline, i) === 0 ||
      readWrittenDate(textInside(outline, i)) !== undefined
    )
      continue;
    return { element: i, line: outline.lineFrom[i] as number, heading: true };
  }
  const last = Math.min(outline.lineTo[to - 1] as number, (outline.lineFrom[from] as number) + 40);
  for (let k = outline.lineFrom[from] as number; k < last; k++) {
    const line = outline.lines[k] as Outline["lines"][number];
    if (line.text.length > 200) return undefined;
    if (!/\p{L}{2}/u.test(line.text) || MORE_TEXT.test(line.text) || isPagerText(line.text) || readWrittenDate(line.text) !== undefined)
      continue;
    return { element: line.block, line: k, heading: false };
  }
  return undefined;
}

/**
 * For each link the highest element around it that holds no link of the group to another address, but none reaches
 * further up than most do (the only post of its year, the last one of the page). Members are in document order.
 */
export function ownContainers(members: readonly Anchor[], outline: Outline): readonly number[] {
  const tops = highestContainers(members, outline);
  if (members.length < 3) return tops;
  const counts = new Map<number, number>();
  members.forEach((anchor, i) => {
    const climb = (outline.depth[anchor.element] as number) - (outline.depth[tops[i] as number] as number);
    counts.set(climb, (counts.get(climb) ?? 0) + 1);
  });
  const usual = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0;
  return members.map((anchor, i) => {
    const limit = (outline.depth[anchor.element] as number) - usual;
    let top = tops[i] as number;
    if ((outline.depth[top] as number) >= limit) return top;
    top = anchor.element;
    while ((outline.depth[top] as number) > limit) top = outline.parent[top] as number;
    return top;
  });
}

/** The highest element around each link that holds no other of the group's addresses. Asked for several times of one group. */
export function highestContainers(members: readonly Anchor[], outline: Outline): readonly number[] {
  const known = lastContainers.get(members);
  if (known) return known;
  const tops = seekContainers(members, outline);
  lastContainers.set(members, tops);
  return tops;
}

const lastContainers = new WeakMap<readonly Anchor[], readonly number[]>();

function seekContainers(members: readonly Anchor[], outline: Outline): number[] {
  const tops: number[] = [];
  const n = members.length;
  // Links side by side to one address are a run: between the link before it and the one behind it may lie what holds it alone.
  for (let from = 0, to = 0; from < n; from = to) {
    const { key, host } = (members[from] as Anchor).address;
    while (to < n && members[to]?.address.key === key && members[to]?.address.host === host) to++;
    const before = from > 0 ? (members[from - 1] as Anchor).element : -1;
    const behind = to < n ? (members[to] as Anchor).element : outline.elements.length;
    let top = -1;
    for (let i = from; i < to; i++) {
      const { element } = members[i] as Anchor;
      if (top < 0 || element >= (outline.end[top] as number)) top = containerBetween(outline, element, before, behind);
      tops.push(top);
    }
  }
  return tops;
}

const FRAME = /^(?:body|html|main)$/;

/** The highest element around another that begins behind one and ends before a third, and is no frame of the page. */
function containerBetween(outline: Outline, element: number, before: number, behind: number): number {
  let top = element;
  while (top > 0) {
    const up = outline.parent[top] as number;
    if (up <= before || (outline.end[up] as number) > behind || FRAME.test((outline.elements[up] as Element).name)) break;
    top = up;
  }
  return top;
}

/** The index of the first of some links that does not stand before an element. */
function firstFrom(members: readonly Anchor[], element: number): number {
  let low = 0;
  let high = members.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((members[middle] as Anchor).element < element) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of a page's links that stand in a range of elements. */
export function anchorsIn(anchors: readonly Anchor[], from: number, to: number, most = anchors.length): readonly Anchor[] {
  const first = firstFrom(anchors, from);
  return anchors.slice(first, Math.min(firstFrom(anchors, to), first + most));
}

/** Whether a date stands in a range of elements. Dates are in document order. */
export function hasDate(dates: readonly DateMark[], from: number, to: number): boolean {
  let low = 0;
  let high = dates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((dates[middle] as DateMark).element < from) low = middle + 1;
    else high = middle;
  }
  const mark = dates[low];
  return mark !== undefined && mark.element < to;
}

/** Whether a place shows a picture or a text beside its link. */
function hasCard(outline: Outline, top: number): boolean {
  if (textSize(outline, top) - linkSize(outline, top) > 80) return true;
  for (let i = top; i < Math.min(outline.end[top] as number, top + MAX_LOOK); i++)
    if ((outline.elements[i] as Element).name === "img") return true;
  return false;
}
