import type { Element } from "domhandler";
import type { Address } from "./address-shape.ts";
import type { Anchor } from "./listing-anchors.ts";
import { type AnchorGroup, anchorsIn, groupAnchors, hasDate, highestContainers, ownContainers } from "./listing-groups.ts";
import { type Outline, textInside, textSize } from "./outline.ts";
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
  /** It is a run of neighbours rather than one element. */
  readonly flat: boolean;
}

/** Find the places of a page that hold posts, in document order. A post may have several. */
export function findPosts(
  anchors: readonly Anchor[],
  outline: Outline,
  dates: readonly DateMark[],
  page: Address | undefined,
): PostPlace[] {
  const groups = groupAnchors(anchors, outline, dates, page?.key);
  const [top] = groups;
  // One link alone, however well marked, is less likely the list than several of a kind; a tag of one post has bare links beside it.
  const least = page?.role === "index" && top !== undefined && proof(top) >= 4 ? 1 : 0;
  const best =
    top?.count === 1 ? (groups.find((g) => g.count >= 3 && g.score >= Math.max(3.5, top.score * 0.5) && proof(g) >= least) ?? top) : top;
  if (!best || best.score < 3 || (page !== undefined && isOverview(page, best))) return [];
  const proven = proof(best);
  const chosen: AnchorGroup[] = [withoutOutliers(best)];
  for (const group of groups) {
    // Of the same kind of place, but with the address of an index page ("/articles/") or of another site.
    if (group === best || group.lending || group.anchors[0]?.signature !== best.anchors[0]?.signature || group.count > best.count * 0.4)
      continue;
    const headed = group.anchors.filter(
      (a, i) => a.heading > 0 && a.text !== "" && (a.address.role === "index" || (group.support[i] as number) > 1),
    );
    if (headed.length > 0 && (best.evidence.heading ?? 0) > 2.5) chosen.push({ ...group, anchors: headed });
  }
  const shapes = shapesOf(best.anchors);
  const sections = page?.role === "post" ? NO_SECTIONS : sectionsLike(best, groups);
  const keys = new Set(best.anchors.map((a) => a.address.key));
  const occupied = new Occupied().add(placesOf(best, outline));
  for (const group of groups) {
    if (group === best) continue;
    // Days or "permalink" beside the titled posts and beside more: notes, quotes and pictures among them have no title.
    if (group.count <= best.count || group.score < 2 || (!group.lending && (group.evidence.day ?? 0) > -2)) continue;
    const shared = new Set(group.anchors.filter((a) => keys.has(a.address.key)).map((a) => a.address.key)).size;
    const more = group.anchors.filter((a) => fits(a, shapes) && !a.chrome && !keys.has(a.address.key) && !insideForeign(a, occupied));
    if (shared < Math.max(2, best.count * 0.6) || more.length === 0) continue;
    chosen.push({ ...group, anchors: more });
    for (const a of more) keys.add(a.address.key);
    occupied.add(placesOf({ ...group, anchors: more }, outline));
  }
  for (const group of groups) {
    if (group === best) continue;
    if (group.score < Math.max(2.2, best.score * 0.4)) break;
    if ((proven >= 2.5 && proof(group) < 1) || (group.lending && group.count === 1 && !(best.lending && best.count === 1))) continue;
    const fitting = group.anchors.filter((a) => (fits(a, shapes) || sections.has(group)) && !a.chrome && !insideForeign(a, occupied));
    if (fitting.length < group.anchors.length * 0.6 || fitting.length === 0) continue;
    if (fitting.every((a) => keys.has(a.address.key))) {
      // All of them are known; another box of the same posts may say more of them, another link in the same box does not.
      if (group.lending || proof(group) < 3 || fitting.some((a) => occupied.around(a.element).length > 0)) continue;
    }
    for (const a of fitting) keys.add(a.address.key);
    chosen.push({ ...group, anchors: fitting });
    occupied.add(placesOf({ ...group, anchors: fitting }, outline));
  }
  const titles = chosen
    .flatMap((group) => group.anchors.filter((a) => isTitle(a, group) && a.address.key !== page?.key).map((anchor) => ({ anchor, group })))
    .sort((a, b) => a.anchor.element - b.anchor.element);
  const tops = settleContainers(
    titles.map((t) => t.anchor),
    titles.map((t) => t.group),
    outline,
  );
  const alike = new Map<string, Anchor[]>();
  for (const anchor of anchors) {
    const list = alike.get(anchor.address.key);
    if (list === undefined) alike.set(anchor.address.key, [anchor]);
    else list.push(anchor);
  }
  const places: PostPlace[] = [];
  titles.forEach(({ anchor, group }, i) => {
    const from = tops[i] as number;
    const to = outline.end[from] as number;
    const same = anchorsIn(alike.get(anchor.address.key) ?? [], from, to, MOST_ALIKE);
    places.push({ anchor, anchors: same, from, to, group, flat: false });
  });
  return extendFlat(places, outline, dates);
}

/** Whether a page names all tags or the like: its list is of pages below it, or in its side column. */
function isOverview(page: Address, best: AnchorGroup): boolean {
  if (!/^(?:tags?|categor(?:y|ies)|topics?|labels?|keywords?)$/.test(page.segments[page.segments.length - 1] ?? "")) return false;
  const names = best.anchors.filter((a) => a.chrome !== "" || (a.address.role === "index" && a.address.key.startsWith(`${page.key}/`)));
  return names.length > best.anchors.length / 2;
}

/** How much of a group's score is more than a list of links has. */
function proof(group: AnchorGroup): number {
  return (group.evidence.heading ?? 0) + (group.evidence.dated ?? 0) + (group.evidence.text ?? 0);
}

/** Without links that stand in the same kind of place by chance (a menu that is marked up as the list is). */
function withoutOutliers(group: AnchorGroup): AnchorGroup {
  const middle = [...group.support].sort((a, b) => a - b)[group.support.length >> 1] ?? 0;
  const anchors = group.anchors.filter((_, i) => (group.support[i] as number) > (middle > 3 ? 1 : middle > 1 ? 0 : -1));
  return anchors.length === group.anchors.length ? group : { ...group, anchors };
}

function isTitle(anchor: Anchor, group: AnchorGroup): boolean {
  return (
    (group.lending || (!anchor.more && anchor.text !== "")) &&
    (anchor.address.role !== "index" || anchor.heading > 0) &&
    anchor.address.role !== "home" &&
    anchor.address.role !== "file"
  );
}

/**
 * The other sections of a front page: at least two more groups of headings that score as the best does, each with posts
 * under another first segment ("/culture/…", "/sport/…").
 */
function sectionsLike(best: AnchorGroup, groups: readonly AnchorGroup[]): ReadonlySet<AnchorGroup> {
  const headed = (group: AnchorGroup) => (group.evidence.heading ?? 0) > 2.5 && !group.lending;
  if (!headed(best)) return NO_SECTIONS;
  const like = groups.filter(
    (group) => headed(group) && group.score >= best.score * 0.8 && group.anchors.every((a) => a.address.role === "post"),
  );
  const sections = new Set(like.flatMap((group) => group.anchors.map((a) => `${a.address.host}/${a.address.segments[0]}`)));
  return sections.size >= 3 && like.length >= 3 ? new Set(like) : NO_SECTIONS;
}

const NO_SECTIONS: ReadonlySet<AnchorGroup> = new Set();

/** The forms of the addresses of a group: how deep, which first segment, dated or not. */
function shapesOf(anchors: readonly Anchor[]): Set<string> {
  const shapes = new Set<string>();
  for (const anchor of anchors) if (anchor.address.role !== "index") shapes.add(shapeOf(anchor));
  return shapes;
}

const FIXED_SEGMENT = /^[a-z_-]+$/;
const NAMED_SEGMENT = /[Sw]/g;

function shapeOf(anchor: Anchor): string {
  const { segments, kinds, host } = anchor.address;
  const fixed = segments.length > 1 && FIXED_SEGMENT.test(segments[0] as string) ? segments[0] : "";
  return `${host}/${fixed}/${segments.length}/${kinds.replace(NAMED_SEGMENT, "s")}`;
}

function fits(anchor: Anchor, shapes: ReadonlySet<string>): boolean {
  return shapes.has(shapeOf(anchor));
}

function placesOf(group: AnchorGroup, outline: Outline): { from: number; to: number; key: string }[] {
  const tops = ownContainers(group.anchors, outline);
  return group.anchors.map((anchor, i) => ({
    from: tops[i] as number,
    to: outline.end[tops[i] as number] as number,
    key: anchor.address.key,
  }));
}

/** Whether a link stands in the place of another post: a link of its text. */
function insideForeign(anchor: Anchor, places: Occupied): boolean {
  return places.around(anchor.element).some((place) => place.key !== anchor.address.key);
}

/** The places that are taken, by group; those of one group do not overlap but to hold one another. */
class Occupied {
  readonly #groups: (readonly { from: number; to: number; key: string }[])[] = [];

  add(places: readonly { from: number; to: number; key: string }[]): this {
    this.#groups.push([...places].sort((a, b) => a.from - b.from));
    return this;
  }

  /** The last place of each group that begins before an element and holds it. */
  around(element: number): { from: number; to: number; key: string }[] {
    const found: { from: number; to: number; key: string }[] = [];
    for (const places of this.#groups) {
      let low = 0;
      let high = places.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((places[middle] as { from: number }).from < element) low = middle + 1;
        else high = middle;
      }
      const place = places[low - 1];
      if (place && element < place.to) found.push(place);
    }
    return found;
  }
}

/** Like places reach equally far up: where one could reach further (the only post of its year, the last one of the page), it must not. */
function settleContainers(anchors: readonly Anchor[], groups: readonly AnchorGroup[], outline: Outline): number[] {
  const tops = [...highestContainers(anchors, outline)];
  // One link has nothing to be told from: what holds a menu or a side column is more than its post's place.
  if (anchors.length <= 4 && anchors.every((a) => a.address.key === anchors[0]?.address.key))
    anchors.forEach((anchor, i) => {
      tops[i] = soleContainer(anchor, tops[i] as number, outline);
    });
  const climbs = new Map<AnchorGroup, Map<number, number>>();
  anchors.forEach((anchor, i) => {
    const group = groups[i] as AnchorGroup;
    const counts = climbs.get(group) ?? new Map<number, number>();
    climbs.set(group, counts);
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

const BESIDE_NAME =
  /(?:^|[\s_-])(?:sidebar|side-bar|widgets?|navbar|navigation|nav|menu|pagination|paginator|pager|site-footer|breadcrumbs?)(?:$|[\s_-])/i;

/** The highest element around a link, up to its article or to a limit, that holds no menu, side column or foot of the page. */
function soleContainer(anchor: Anchor, limit: number, outline: Outline): number {
  const { elements, end, parent } = outline;
  const beside = new Int32Array(elements.length + 1);
  let articleEnd = 0;
  for (let i = 0; i < elements.length; i++) {
    const { name, attribs } = elements[i] as Element;
    if (name === "article") articleEnd = Math.max(articleEnd, end[i] as number);
    const stands =
      name === "nav" ||
      name === "aside" ||
      (name === "footer" && i >= articleEnd) ||
      (name !== "body" && BESIDE_NAME.test(`${attribs.class ?? ""} ${attribs.id ?? ""}`));
    beside[i + 1] = (beside[i] as number) + Number(stands && textSize(outline, i) > 0);
  }
  const within = (i: number) => (beside[end[i] as number] as number) - (beside[i] as number);
  let top = anchor.element;
  while (top !== limit && (elements[top] as Element).name !== "article") {
    const up = parent[top] as number;
    if (within(up) > within(top)) break;
    top = up;
  }
  return top;
}

/**
 * Where posts are not in boxes of their own, a place reaches to the next one: a heading, then paragraphs, then the next
 * heading. What stands before each of them in the same way, the first as well, belongs to it: a day above its title.
 */
function extendFlat(places: PostPlace[], outline: Outline, dates: readonly DateMark[]): PostPlace[] {
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
    const before = siblings.map((place, i) => {
      const previous = siblings[i - 1];
      const list = childrenBetween(outline, previous ? previous.to : parent + 1, place.from);
      return previous ? list : list.slice(-3);
    });
    const gaps = before.slice(1);
    // Elements between them, or a good deal of text in none.
    const filled = gaps.filter((gap, i) => {
      const [above, below] = [siblings[i] as PostPlace, siblings[i + 1] as PostPlace];
      return gap.length > 0 || (outline.textFrom[below.from] as number) - (outline.textTo[above.from] as number) >= LOOSE_TEXT;
    });
    if (filled.length < gaps.length * 0.5) continue;
    const lead = leadOf(before, outline, dates);
    const starts = siblings.map((place, i) => (lead && before[i]?.length ? (before[i]?.[before[i].length - 1] as number) : place.from));
    let own = 0;
    let between = 0;
    siblings.forEach((place, i) => {
      own += textSize(outline, place.from);
      const next = starts[i + 1];
      if (next !== undefined) between += (outline.textFrom[next] as number) - (outline.textTo[place.from] as number);
    });
    const trailing = between >= 8 * siblings.length && (between > own / 3 || siblings.every((p) => !hasDate(dates, p.from, p.to)));
    if (!lead && !trailing) continue;
    siblings.forEach((place, i) => {
      const next = starts[i + 1];
      let to = place.to;
      if (trailing) {
        const limit = next ?? (outline.end[parent] as number);
        for (to = place.to; to < limit; to = outline.end[to] as number) {
          if (!next && /^(?:nav|footer|aside|header|script|form)$/.test((outline.elements[to] as Element).name)) break;
          if (isPeriodHeading(outline, to)) break;
        }
      }
      const from = starts[i] as number;
      const loose =
        trailing &&
        (next === undefined ? (outline.textTo[parent] as number) : (outline.textFrom[next] as number)) >=
          (outline.textTo[to - 1] as number) + LOOSE_TEXT;
      extended.set(place, { ...place, from, to, flat: (outline.end[from] as number) < to || loose });
    });
  }
  return places.map((place) => extended.get(place) ?? place);
}

/** Characters between two places that are more than a divider or a day. */
const LOOSE_TEXT = 20;

/** More links of one post to the same address say nothing more of it; on a page of one link they would be its square. */
const MOST_ALIKE = 50;

function childrenBetween(outline: Outline, from: number, to: number): number[] {
  const children: number[] = [];
  for (let at = from; at < to; at = outline.end[at] as number) children.push(at);
  return children;
}

/** Whether each place has, right before it, a like element with a date or a picture in it. */
function leadOf(before: readonly (readonly number[])[], outline: Outline, dates: readonly DateMark[]): boolean {
  const last = before.map((list) => list[list.length - 1]);
  const name = (at: number | undefined) => (at === undefined ? "" : (outline.elements[at] as Element).name);
  const first = last[0];
  if (first === undefined) return false;
  const like = last.filter((at) => at !== undefined && name(at) === name(first));
  if (like.length < last.length * 0.7) return false;
  const useful = like.filter(
    (at) => hasDate(dates, at as number, outline.end[at as number] as number) && textSize(outline, at as number) < 60,
  );
  if (useful.length < like.length * 0.7) return false;
  // A year over several posts is a heading of them all.
  return !like.every((at) => isPeriodHeading(outline, at as number));
}

/** A year, or a month of one, as a heading over the posts of that time. */
function isPeriodHeading(outline: Outline, element: number): boolean {
  if (textSize(outline, element) > 24) return false;
  return /^\D{0,14}(?:19|20)\d\d\D{0,14}$/.test(textInside(outline, element));
}
