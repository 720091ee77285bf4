import type { Byline } from "../../model/parts.ts";
import { cleanName, findByline } from "../../values/byline.ts";
import { BYLINE_LEADS } from "../../values/byline-words.ts";
import { DATED_SET, FILED_SET, type LineFacts, unfuse } from "./line-facts.ts";
import type { PostDate } from "./post-dates.ts";
import type { PostRegion } from "./post-regions.ts";

/** Who wrote a post, and the lines that say so. */
export interface PostPeople {
  readonly bylines: readonly Byline[];
  readonly lines: readonly number[];
}

const LEADS = new Set(BYLINE_LEADS);
const HEAD = 7;
const NAME = /^(?:\p{Lu}[\p{L}\p{M}.'’-]*)(?:\s(?:(?:van|von|de|der|den|da|di|del|la|le|al|bin|ibn)\s)*\p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u;

export function postPeople(
  lines: readonly LineFacts[],
  regions: readonly PostRegion[],
  dates: readonly (PostDate | undefined)[],
): PostPeople[] {
  const led = regions.map((region, k) => ledByline(lines, region, dates[k]));
  if (led.filter((p) => p.bylines.length > 0).length >= regions.length * 0.5) return led;
  const fused = fusedNames(lines, dates);
  if (fused.filter(Boolean).length >= Math.max(1, regions.length * 0.6))
    return fused.map((name, k) => (name ? { bylines: [{ name }], lines: [] } : (led[k] as PostPeople)));
  const bare = bareNames(lines, regions, dates);
  if (!bare.some(Boolean)) {
    const anywhere = steadyName(lines, regions);
    if (anywhere.some(Boolean)) return anywhere.map((p) => p ?? { bylines: [], lines: [] });
  }
  if (!bare.some(Boolean) && led.filter((p) => p.bylines.length > 0).length <= 1) {
    const owner = pageAuthor(lines, regions[0]?.lead ?? 0) ?? siteOwner(lines, regions[0]?.lead ?? 0);
    if (owner !== undefined)
      return regions.map((_, k) => (led[k]?.bylines.length ? (led[k] as PostPeople) : { bylines: [{ name: owner }], lines: [] }));
  }
  return regions.map((_, k) => (led[k]?.bylines.length ? (led[k] as PostPeople) : (bare[k] ?? { bylines: [], lines: [] })));
}

/** A byline with a word such as "by", on one line or on two. */
function ledByline(lines: readonly LineFacts[], region: PostRegion, date: PostDate | undefined): PostPeople {
  const at: number[] = [];
  if (date) {
    at.push(date.line);
    addRange(at, Math.max(region.lead, date.line - 4), date.line);
    addRange(at, date.line + 1, Math.min(region.end, date.line + 3));
  }
  addRange(at, region.title + 1, Math.min(region.end, region.title + 1 + HEAD));
  addRange(at, region.lead, region.title);
  addRange(at, Math.max(region.title + 1 + HEAD, region.end - 12), region.end);
  for (const i of at) {
    const line = lines[i] as LineFacts;
    if (
      line.kind === "byline" ||
      ((line.kind === "meta" || line.kind === "dated" || line.kind === "date" || line.kind === "filed") && line.size < 160)
    ) {
      const bylines = line.bylines.length ? line.bylines : (findByline(unfuse(line.text))?.bylines ?? []);
      if (bylines.length && bylines.every((b) => isName(b.name, line))) return { bylines: bylines.map(withoutLead), lines: [i] };
    }
    const next = line.size < 24 && i + 1 < region.end ? lines[i + 1] : undefined;
    if (next && next.size < 50 && next.dates.length === 0 && LEADS.has(line.folded)) {
      const name = cleanName(next.text);
      if (name && isName(name, next)) return { bylines: [{ name }], lines: [i, i + 1] };
    }
  }
  return { bylines: [], lines: [] };
}

/** "Post author By Ada" has two words for "by". */
function withoutLead(byline: Byline): Byline {
  const inner = byline.name === undefined ? undefined : findByline(byline.name);
  return inner?.start === 0 && inner.bylines[0]?.name !== undefined ? { ...byline, name: inner.bylines[0].name } : byline;
}

/** A name, and not the words after "by" in a sentence. */
function isName(name: string | undefined, line: LineFacts): boolean {
  if (name === undefined) return true;
  if (/^[\p{Lu}\p{Lo}@]|^\d\w*\p{Lu}/u.test(name)) return name.split(" ").length <= 5;
  return /^\p{Ll}\S*$/u.test(name) && line.size < 80 && !/[.!?,]$/.test(line.text);
}

/** "Ada Byron on engines 4 March 2012": what all date lines have in common beside the date. */
function fusedNames(lines: readonly LineFacts[], dates: readonly (PostDate | undefined)[]): (string | undefined)[] {
  const rests = dates.map((date) => {
    if (!date) return undefined;
    const { text } = lines[date.line] as LineFacts;
    const before =
      text
        .slice(0, date.mention.start)
        .split(/\s(?:on|in|at|am|um|le|el|il|op|em)\s|[|•·–—\n]|\s-\s|,\s/)[0]
        ?.trim() ?? "";
    const after =
      text
        .slice(date.mention.end)
        .split(/[|•·–—]|\s-\s/)
        .map((s) => s.trim())
        .find((s) => s !== "") ?? "";
    const name = [before, after].map((s) => cleanName(s)).find((s) => s !== undefined && (NAME.test(s) || isNick(s)));
    return name;
  });
  const counts = new Map<string, number>();
  for (const name of rests) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  const known = rests.filter(Boolean).length;
  return rests.map((name) => (name && (NAME.test(name) || (counts.get(name) ?? 0) >= Math.max(3, known * 0.7)) ? name : undefined));
}

/** A name of one word; a label is none. */
function isNick(word: string): boolean {
  return (
    /^[\p{L}\d][\p{L}\d_.-]+$/u.test(word) &&
    /\p{L}/u.test(word) &&
    !DATED_SET.has(word.toLowerCase()) &&
    !FILED_SET.has(word.toLowerCase())
  );
}

/** A name alone on a line: beside the date on most posts, the same person again and again, or right below the title. */
function bareNames(
  lines: readonly LineFacts[],
  regions: readonly PostRegion[],
  dates: readonly (PostDate | undefined)[],
): (PostPeople | undefined)[] {
  const n = regions.length;
  const at = (i: number, region: PostRegion) => (i >= region.lead && i < region.end && i !== region.title ? lines[i] : undefined);
  let best: { score: number; people: (PostPeople | undefined)[] } = { score: 0, people: [] };
  const offsets: [(k: number) => number, number][] = [];
  for (const o of [-2, -1, 1, 2]) offsets.push([(k) => (dates[k]?.line ?? Number.NaN) + o, 1]);
  for (const o of [1, 2, -1]) offsets.push([(k) => (regions[k] as PostRegion).title + o, 0.9]);
  for (const [place, weight] of offsets) {
    const names = regions.map((region, k) => {
      const line = at(place(k), region);
      if (!line || line.size > 40 || line.dates.length || /\d/.test(line.text)) return undefined;
      if (line.kind !== "short" && line.kind !== "byline") return undefined;
      const name = cleanName(line.text.replace(/^[\s·•|,-]+/, ""));
      return name && name.split(" ").length <= 4 ? { name, i: place(k) } : undefined;
    });
    const counts = new Map<string, number>();
    for (const x of names) if (x) counts.set(x.name, (counts.get(x.name) ?? 0) + 1);
    const hits = names.filter(Boolean).length;
    const proper = names.filter((x) => x && NAME.test(x.name)).length;
    const again = Math.max(0, ...counts.values());
    // Everybody has a name of two words or more, or one name serves nearly all.
    const named = proper >= hits * 0.8 && proper >= 2 && (proper >= n * 0.6 || again >= 2);
    const steady = again >= Math.max(3, n * 0.8);
    if (!named && !steady) continue;
    const score = (named ? proper : again) * weight;
    if (score > best.score)
      best = {
        score,
        people: names.map((x) =>
          x && (steady ? (counts.get(x.name) ?? 0) > 1 || NAME.test(x.name) : NAME.test(x.name))
            ? { bylines: [{ name: x.name }], lines: [x.i] }
            : undefined,
        ),
      };
  }
  return best.people;
}

/** A full name that stands alone on a line once in nearly every post, wherever. */
function steadyName(lines: readonly LineFacts[], regions: readonly PostRegion[]): (PostPeople | undefined)[] {
  const n = regions.length;
  const places = new Map<string, Map<number, number>>();
  regions.forEach((region, k) => {
    for (let i = region.lead; i < region.end; i++) {
      const line = lines[i] as LineFacts;
      if (
        i === region.title ||
        line.kind !== "short" ||
        line.size > 40 ||
        line.repeats < Math.max(3, n * 0.65) ||
        line.repeats > n * 1.5 + 2 ||
        !NAME.test(line.text)
      )
        continue;
      const posts = places.get(line.folded) ?? new Map<number, number>();
      if (!posts.has(k)) posts.set(k, i);
      places.set(line.folded, posts);
    }
  });
  const best = [...places.values()].sort((a, b) => b.size - a.size)[0];
  if (!best || best.size < Math.max(3, n * 0.65)) return [];
  return regions.map((_, k) => {
    const i = best.get(k);
    return i === undefined ? undefined : { bylines: [{ name: (lines[i] as LineFacts).text }], lines: [i] };
  });
}

/** The page of one author says so above the posts: "Author: Ada". */
function pageAuthor(lines: readonly LineFacts[], header: number): string | undefined {
  for (let i = 0; i < header; i++) {
    const line = lines[i] as LineFacts;
    if (line.kind === "byline" && line.bylines.length === 1 && /[:：]/.test(line.text)) return line.bylines[0]?.name;
    const next = lines[i + 1];
    if (next && i + 1 < header && /[:：]$/.test(line.text) && LEADS.has(line.folded)) return cleanName(next.text);
  }
  return undefined;
}

const OWNER = /(?:©|\(c\)|copyright)[\s\d–—-]*(?:by\s)?([^\d.|•·,©]{2,30}?)(?=\s*(?:[.|•·,–—(]|\d|all rights|powered|$))/iu;

/** Of a page that names no author: who holds the copyright, where the site bears that name too. */
function siteOwner(lines: readonly LineFacts[], header: number): string | undefined {
  for (let i = Math.max(header, lines.length - 60); i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (line.size > 140) continue;
    const name = cleanName(OWNER.exec(line.text)?.[1] ?? "");
    if (name === undefined || name.split(" ").length > 3) continue;
    const folded = name.toLowerCase();
    // "Ada's notebook" is Ada's; a blog of exactly that name names no person.
    for (let k = 0; k < Math.min(header, 6); k++) {
      const site = (lines[k] as LineFacts).folded;
      if (site !== folded && site.includes(folded)) return name;
    }
  }
  return undefined;
}

function addRange(places: number[], from: number, to: number): void {
  for (let i = from; i < to; i++) places.push(i);
}

/** Where most posts of a page are signed, all by one and the same, so are the few that are not. */
export function withSoleAuthor(people: readonly PostPeople[]): readonly PostPeople[] {
  const signed = people.filter((p) => p.bylines.length > 0);
  const sole = signed[0]?.bylines[0];
  if (!sole || signed.length < 3 || signed.length < people.length * 0.6) return people;
  if (!signed.every((p) => p.bylines.length === 1 && p.bylines[0]?.name === sole.name)) return people;
  return people.map((p) => (p.bylines.length > 0 ? p : { bylines: [sole], lines: [] }));
}
