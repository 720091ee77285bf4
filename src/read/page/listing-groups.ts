import type { Anchor } from "./listing-anchors.ts";
import { linkSize, type Outline, textSize } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";

/** Links in like places, and how much speaks for their being the titles of the page's posts. */
export interface AnchorGroup {
  readonly anchors: readonly Anchor[];
  /** Different addresses among them. */
  readonly count: number;
  readonly score: number;
  /** What the score is made of, for `explainPage`. */
  readonly evidence: Readonly<Record<string, number>>;
}

/** Group links by place and score each group; the best first. */
export function groupAnchors(anchors: readonly Anchor[], outline: Outline, dates: readonly DateMark[], pageKey: string | undefined): AnchorGroup[] {
  const bySignature = new Map<number, Anchor[]>();
  for (const anchor of anchors) {
    const group = bySignature.get(anchor.signature);
    if (group) group.push(anchor);
    else bySignature.set(anchor.signature, [anchor]);
  }
  const groups: AnchorGroup[] = [];
  for (const members of bySignature.values()) groups.push(scoreGroup(members, outline, dates, pageKey));
  return groups.sort((a, b) => b.score - a.score || (a.anchors[0] as Anchor).element - (b.anchors[0] as Anchor).element);
}

function scoreGroup(members: readonly Anchor[], outline: Outline, dates: readonly DateMark[], pageKey: string | undefined): AnchorGroup {
  const n = members.length;
  const share = (test: (anchor: Anchor) => boolean) => members.filter(test).length / n;
  const keys = new Set(members.map((a) => a.address.host + a.address.key));
  const texts = new Set(members.map((a) => a.text.toLowerCase()));
  const length = members.reduce((sum, a) => sum + Math.min(80, a.text.length), 0) / n;
  const tops = ownContainers(members, outline);
  let dated = 0;
  let texted = 0;
  members.forEach((anchor, i) => {
    const top = tops[i] as number;
    if (hasDate(dates, top, outline.end[top] as number)) dated++;
    if (textSize(outline, top) - linkSize(outline, top) > Math.max(60, anchor.text.length)) texted++;
  });
  const evidence: Record<string, number> = {
    heading: 3 * share((a) => a.heading > 0),
    dated: (keys.size > 1 ? 2.5 : 1) * (dated / n),
    address: 2 * share((a) => a.address.role === "post") + 0.5 * share((a) => a.address.date !== undefined && a.address.role === "post"),
    text: 1.5 * (texted / n),
    length: Math.min(40, length) / 16,
    count: Math.min(2.5, Math.log2(keys.size + 1) / 2),
    chrome: -4 * share((a) => a.chrome),
    index: -5 * share((a) => a.address.role === "index" || a.address.role === "home"),
    file: -6 * share((a) => a.address.role === "file"),
    external: -3 * share((a) => a.external),
    more: -5 * share((a) => a.more),
    empty: -4 * share((a) => a.text === ""),
    repeated: -3 * (1 - texts.size / Math.max(n, 1)) * (keys.size > 1 ? 1 : 0),
    self: -4 * share((a) => a.address.key === pageKey),
  };
  const score = Object.values(evidence).reduce((a, b) => a + b, 0);
  return { anchors: members, count: keys.size, score, evidence };
}

/** For each link the highest element around it that holds no link of the group to another address. Members are in document order. */
export function ownContainers(members: readonly Anchor[], outline: Outline): number[] {
  const changes: number[] = [];
  let count = 0;
  members.forEach((anchor, i) => {
    const before = members[i - 1];
    if (before && before.address.host + before.address.key !== anchor.address.host + anchor.address.key) count++;
    changes.push(count);
  });
  return members.map((anchor, i) => {
    let top = anchor.element;
    while (top > 0) {
      const up = outline.parent[top] as number;
      if (up < 0 || /^(?:body|html|main)$/.test((outline.elements[up] as { name: string }).name)) break;
      const first = firstFrom(members, up);
      const last = firstFrom(members, outline.end[up] as number) - 1;
      if (changes[first] !== changes[i] || changes[last] !== changes[i]) break;
      top = up;
    }
    return top;
  });
}

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
