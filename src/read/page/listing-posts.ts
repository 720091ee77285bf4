import type { Element } from "domhandler";
import type { Anchor } from "./listing-anchors.ts";
import { type AnchorGroup, groupAnchors, highestContainers, ownContainers } from "./listing-groups.ts";
import { type Outline, textSize } from "./outline.ts";
import type { DateMark } from "./page-dates.ts";

/** A place on the page that holds one post. */
export interface PostPlace {
  readonly anchor: Anchor;
  /** All links of the place to the same address. */
  readonly anchors: readonly Anchor[];
  /** Neighbouring elements, all under one parent, that make up the place: the first, and one past the last. */
  readonly from: number;
  readonly to: number;
  readonly group: AnchorGroup;
}

/** Find the places of a page that hold posts, in document order. */
export function findPosts(anchors: readonly Anchor[], outline: Outline, dates: readonly DateMark[], pageKey: string | undefined): PostPlace[] {
  const groups = groupAnchors(anchors, outline, dates, pageKey);
  const best = groups[0];
  if (!best || best.score < 3) return [];
  const proven = proof(best);
  const chosen: AnchorGroup[] = [withoutOutliers(best)];
  for (const group of groups) {
    // Of the same kind of place, but with the address of an index page ("/articles/") or of another site.
    if (group === best || group.lending || group.anchors[0]?.signature !== best.anchors[0]?.signature || group.count > best.count * 0.4) continue;
    const headed = group.anchors.filter((a, i) => a.heading > 0 && a.text !== "" && (a.address.role === "index" || (group.support[i] as number) > 1));
    if (headed.length > 0 && (best.evidence.heading ?? 0) > 2.5) chosen.push({ ...group, anchors: headed });
  }
  const shapes = shapesOf(best.anchors);
  let occupied = placesOf(best, outline);
  for (const group of groups.slice(1)) {
    if (group.score < Math.max(2.2, best.score * 0.4)) break;
    if (proven >= 2.5 && proof(group) < 1) continue;
    const fitting = group.anchors.filter((a) => fits(a, shapes) && !a.chrome && !insideForeign(a, occupied));
    if (fitting.length < group.anchors.length * 0.6 || fitting.length === 0) continue;
    if (fitting.every((a) => chosen.some((g) => g.anchors.some((b) => b.address.key === a.address.key)))) continue;
    chosen.push({ ...group, anchors: fitting });
    occupied = occupied.concat(placesOf({ ...group, anchors: fitting }, outline));
  }
  const titles = chosen
    .flatMap((group) => group.anchors.filter((a) => isTitle(a, group) && a.address.key !== pageKey).map((anchor) => ({ anchor, group })))
    .sort((a, b) => a.anchor.element - b.anchor.element);
  const tops = settleContainers(titles.map((t) => t.anchor), titles.map((t) => t.group), outline);
  const places: PostPlace[] = [];
  const seen = new Set<string>();
  titles.forEach(({ anchor, group }, i) => {
    const key = anchor.address.host + anchor.address.key;
    if (seen.has(key)) return;
    seen.add(key);
    const from = tops[i] as number;
    const to = outline.end[from] as number;
    const same = anchors.filter((a) => a.element >= from && a.element < to && a.address.key === anchor.address.key);
    places.push({ anchor, anchors: same, from, to, group });
  });
  return extendFlat(places, outline);
}

/** How much of a group's score is more than a list of links has. */
function proof(group: AnchorGroup): number {
  return (group.evidence.heading ?? 0) + (group.evidence.dated ?? 0) + (group.evidence.text ?? 0);
}

/** Without links that stand in the same kind of place by chance (a menu that is marked up as the list is). */
function withoutOutliers(group: AnchorGroup): AnchorGroup {
  const middle = [...group.support].sort((a, b) => a - b)[group.support.length >> 1] ?? 0;
  const anchors = group.anchors.filter((_, i) => (group.support[i] as number) > Math.min(1, middle - 2));
  return anchors.length === group.anchors.length ? group : { ...group, anchors };
}

function isTitle(anchor: Anchor, group: AnchorGroup): boolean {
  return (group.lending || (!anchor.more && anchor.text !== "")) && (anchor.address.role !== "index" || anchor.heading > 0) && anchor.address.role !== "home" && anchor.address.role !== "file";
}

/** The forms of the addresses of a group: how deep, which first segment, dated or not. */
function shapesOf(anchors: readonly Anchor[]): Set<string> {
  return new Set(anchors.filter((a) => a.address.role !== "index").flatMap((a) => [shapeOf(a)]));
}

function shapeOf(anchor: Anchor): string {
  const { segments, kinds, host } = anchor.address;
  const fixed = segments.length > 1 && /^[a-z_-]+$/.test(segments[0] as string) ? segments[0] : "";
  return `${host}/${fixed}/${segments.length}/${kinds.replace(/[Sw]/g, "s")}`;
}

function fits(anchor: Anchor, shapes: ReadonlySet<string>): boolean {
  return shapes.has(shapeOf(anchor));
}

function placesOf(group: AnchorGroup, outline: Outline): { from: number; to: number; key: string }[] {
  const sorted = [...group.anchors].sort((a, b) => a.element - b.element);
  const tops = ownContainers(sorted, outline);
  return sorted.map((anchor, i) => ({ from: tops[i] as number, to: outline.end[tops[i] as number] as number, key: anchor.address.key }));
}

/** Whether a link stands in the place of another post: a link of its text. */
function insideForeign(anchor: Anchor, places: readonly { from: number; to: number; key: string }[]): boolean {
  return places.some((p) => anchor.element > p.from && anchor.element < p.to && p.key !== anchor.address.key);
}

/** Like places reach equally far up: where one could reach further (the only post of its year, the last one of the page), it must not. */
function settleContainers(anchors: readonly Anchor[], groups: readonly AnchorGroup[], outline: Outline): number[] {
  const tops = highestContainers(anchors, outline);
  const climbs = new Map<AnchorGroup, Map<number, number>>();
  anchors.forEach((anchor, i) => {
    const group = groups[i] as AnchorGroup;
    let counts = climbs.get(group);
    if (!counts) climbs.set(group, (counts = new Map()));
    const climb = (outline.depth[anchor.element] as number) - (outline.depth[tops[i] as number] as number);
    counts.set(climb, (counts.get(climb) ?? 0) + 1);
  });
  const usual = new Map<AnchorGroup, number>();
  for (const [group, counts] of climbs) usual.set(group, [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0] ?? 0);
  return anchors.map((anchor, i) => {
    const limit = (outline.depth[anchor.element] as number) - (usual.get(groups[i] as AnchorGroup) as number);
    let top = tops[i] as number;
    if ((outline.depth[top] as number) >= limit) return top;
    top = anchor.element;
    while ((outline.depth[top] as number) > limit) top = outline.parent[top] as number;
    return top;
  });
}

/** Where posts are not in boxes of their own (a heading, then paragraphs, then the next heading), a place reaches to the next one. */
function extendFlat(places: PostPlace[], outline: Outline): PostPlace[] {
  const byParent = new Map<number, PostPlace[]>();
  for (const place of places) {
    const parent = outline.parent[place.from] as number;
    const list = byParent.get(parent);
    if (list) list.push(place);
    else byParent.set(parent, [place]);
  }
  const extended = new Map<PostPlace, PostPlace>();
  for (const [parent, siblings] of byParent) {
    if (siblings.length < 2) continue;
    let own = 0;
    let between = 0;
    siblings.forEach((place, i) => {
      own += textSize(outline, place.from);
      const next = siblings[i + 1];
      if (next) between += (outline.textFrom[next.from] as number) - (outline.textTo[place.from] as number);
    });
    if (between < 4 * siblings.length || own > 3 * between) continue;
    siblings.forEach((place, i) => {
      const next = siblings[i + 1];
      let to = next ? next.from : (outline.end[parent] as number);
      if (!next) {
        for (let at = outline.end[place.from] as number; at < to; at = outline.end[at] as number) {
          if (/^(?:nav|footer|aside|header|script|form)$/.test((outline.elements[at] as Element).name)) to = at;
        }
      }
      extended.set(place, { ...place, to });
    });
  }
  return places.map((place) => extended.get(place) ?? place);
}
