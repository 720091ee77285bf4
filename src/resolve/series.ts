import type { Entry } from "../model/entry.ts";
import type { SeriesPart } from "../model/parts.ts";
import type { Series } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { hashText } from "../values/hash.ts";
import { readSeriesTitle } from "../values/series-title.ts";
import { urlKey } from "../values/url-key.ts";
import { postId } from "./merge.ts";
import { type Claim, claimsOf, nameKey } from "./series-claim.ts";

/** What is concluded of all posts' series. */
export interface SeriesFound {
  readonly series: readonly Series[];
  /** Of each post: which series, and its part there. */
  readonly byPost: readonly ({ readonly series: Series; readonly part?: number } | undefined)[];
}

/** More gaps than this are not spelled out as missing parts: a weekly's 300 other issues are not news. */
const MOST_GAPS = 12;

/**
 * The series that the posts make up: said by their entries, by their titles, and by titles beside them.
 *
 * @param groups The entries of each post, the original first.
 * @param titleOf The title of a source, where its reading gave one: the name of a series whose titles only count.
 */
export function resolveSeries(
  groups: readonly (readonly Entry[])[],
  titleOf: (entry: Entry) => string | undefined = () => undefined,
): SeriesFound {
  const claims: Claim[] = [];
  groups.forEach((entries, post) => {
    for (let i = 0; i < entries.length; i++) {
      const found = claimsOf(entries[i] as Entry, post);
      for (let n = 0; n < found.length; n++) claims.push(found[n] as Claim);
    }
  });
  const accepted = accept(claims);
  const sets = joinSites(accepted);
  const built = sets.map((set) => build(set, groups, titleOf)).filter((one) => one !== undefined);
  built.sort((a, b) => compare(a.series.title, b.series.title) || compare(a.series.id, b.series.id));
  const byPost: ({ series: Series; part?: number } | undefined)[] = groups.map(() => undefined);
  for (const { series, parts } of built) {
    for (const [post, part] of parts) byPost[post] ??= { series, ...(part === undefined ? {} : { part }) };
  }
  return { series: built.map((one) => one.series), byPost };
}

/** Certain claims, and weak ones that stand beside others with the same name and other numbers on the same site. */
function accept(claims: readonly Claim[]): Claim[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    // Parts of one series may be numbered in several ways ("Part 2", "Part II", "(3/5)"); weak forms need their like.
    const id = `${claim.site}\n${claim.key}\n${claim.key === "" ? `${claim.form}\n${claim.season ?? ""}` : ""}`;
    const list = groups.get(id);
    if (list === undefined) groups.set(id, [claim]);
    else list.push(claim);
  }
  const accepted: Claim[] = [];
  for (const list of groups.values()) {
    const certain = list.filter((claim) => claim.certain && !isDate(claim, list));
    const numbers = new Map<number, Set<number>>();
    for (const claim of list) if (claim.part !== undefined) numbers.set(claim.part, (numbers.get(claim.part) ?? new Set()).add(claim.post));
    for (const claim of list) {
      if (certain.includes(claim)) accepted.push(claim);
      else if (!isDate(claim, list) && !isSiteName(claim, list) && hasCompany(claim, list, numbers, certain.length)) accepted.push(claim);
    }
  }
  return accepted;
}

/** "Link roundup (2/5)" beside "(1/29)": days of months, not parts of a whole. */
function isDate(claim: Claim, list: readonly Claim[]): boolean {
  if (claim.form !== "fraction" || claim.of === undefined) return false;
  const totals = new Set(list.filter((one) => one.form === "fraction").map((one) => one.of));
  return totals.size > 1 && claim.of <= 31;
}

/**
 * "Post one · The Mill" beside "Post two · The Mill": what stands behind the number is the site's name, and the rest only counts.
 * "Day one: arriving" beside "Day two: the climb" is a series.
 */
function isSiteName({ loose, key, rest }: Claim, list: readonly Claim[]): boolean {
  if (!loose || key !== "" || rest === undefined) return false;
  const alike = list.filter((one) => one.rest === rest).length;
  return alike > 1 && alike * 2 > list.length;
}

function hasCompany(claim: Claim, list: readonly Claim[], numbers: ReadonlyMap<number, ReadonlySet<number>>, certain: number): boolean {
  if (certain > 0) return true;
  const posts = new Set(list.map((one) => one.post));
  if (numbers.size < 2 || posts.size < 2) return false;
  // Numbers that repeat are no parts (releases, sizes), but for copies.
  if (posts.size > numbers.size * 1.5 + 1) return false;
  // A name of many words with a number behind it is a column, however far its issues are apart.
  if (claim.key.split(" ").length >= 4) return true;
  if (claim.form === "number" || claim.form === "roman") return closeBy(claim.part ?? 0, [...numbers.keys()]);
  if (claim.key === "" && claim.form === "hash") return numbers.size >= 3;
  return true;
}

/** Bare numbers must run on: another within a few of it. */
function closeBy(part: number, numbers: readonly number[]): boolean {
  return numbers.some((other) => other !== part && Math.abs(other - part) <= Math.max(3, numbers.length * 2, part * 0.5));
}

/** One series on several sites: the same name, or one post that both count as a part. */
function joinSites(claims: readonly Claim[]): Claim[][] {
  const nodes = new Map<string, Claim[]>();
  for (const claim of claims) {
    const id = claim.key === "" ? `${claim.site}\n${claim.form}\n${claim.season ?? ""}` : `${claim.site}\n\n${claim.key}`;
    const list = nodes.get(id);
    if (list === undefined) nodes.set(id, [claim]);
    else list.push(claim);
  }
  const parent = new Map<string, string>([...nodes.keys()].map((id) => [id, id]));
  const rootOf = (id: string): string => {
    let at = id;
    while (parent.get(at) !== at) at = parent.get(at) as string;
    return at;
  };
  const join = (a: string, b: string) => {
    const [x, y] = [rootOf(a), rootOf(b)];
    if (x < y) parent.set(y, x);
    else if (y < x) parent.set(x, y);
  };
  const byPost = new Map<number, string[]>();
  for (const [id, list] of nodes) {
    for (const claim of list) {
      const others = byPost.get(claim.post);
      if (others === undefined) byPost.set(claim.post, [id]);
      else if (!others.includes(id)) others.push(id);
    }
  }
  for (const ids of byPost.values()) {
    for (const id of ids.slice(1)) {
      const [a, b] = [nodes.get(ids[0] as string)?.[0], nodes.get(id)?.[0]];
      if (a !== undefined && b !== undefined && sameName(a.key, b.key)) join(ids[0] as string, id);
    }
  }
  // What one site calls "Handbook" in a list and "Handbook for Police" in its titles.
  for (const [id, list] of nodes) {
    for (const claim of list) {
      for (const part of claim.parts) {
        const key = part.title === undefined ? undefined : readSeriesTitle(part.title)?.name;
        const other = key === undefined ? undefined : `${claim.site}\n\n${nameKey(key)}`;
        if (other !== undefined && nodes.has(other)) join(id, other);
      }
    }
  }
  for (const [id, list] of nodes) {
    const site = list[0]?.site ?? "";
    const key = list[0]?.key ?? "";
    if (key === "" || !list.some((claim) => claim.form === "said" && claim.parts.length > 0)) continue;
    for (const [other, others] of nodes) {
      if (
        other !== id &&
        others[0]?.site === site &&
        others[0].key !== "" &&
        (others[0].key.startsWith(`${key} `) || key.startsWith(`${others[0].key} `)) &&
        sameAuthors(list, others)
      )
        join(id, other);
    }
  }
  const sets = new Map<string, Claim[]>();
  for (const [id, list] of [...nodes.entries()].sort((a, b) => compare(a[0], b[0]))) {
    const root = rootOf(id);
    const set = sets.get(root);
    if (set === undefined) sets.set(root, [...list]);
    else set.push(...list);
  }
  return [...sets.values()];
}

function sameName(a: string, b: string): boolean {
  return a === "" || b === "" || a === b || a.includes(b) || b.includes(a);
}

function sameAuthors(a: readonly Claim[], b: readonly Claim[]): boolean {
  const names = new Set(a.flatMap((claim) => claim.entry.bylines.map((byline) => byline.name)));
  return b.some((claim) => claim.entry.bylines.length === 0 || claim.entry.bylines.some((byline) => names.has(byline.name)));
}

function build(
  claims: readonly Claim[],
  groups: readonly (readonly Entry[])[],
  titleOf: (entry: Entry) => string | undefined,
): { series: Series; parts: Map<number, number | undefined> } | undefined {
  const first = claims[0];
  if (first === undefined) return undefined;
  const parts = new Map<number, number | undefined>();
  for (const claim of claims) if (parts.get(claim.post) === undefined) parts.set(claim.post, claim.part);
  const title = nameOf(claims) ?? unnamed(claims, titleOf);
  const totals = claims.map((claim) => claim.of).filter((of) => of !== undefined);
  const of = totals.length === 0 ? undefined : Math.max(...totals);
  const url = claims
    .map((claim) => claim.url)
    .filter((one) => one !== undefined)
    .sort()[0];
  const listed = listedParts(claims);
  const rows: { part?: number; title?: string; post?: string; url?: string }[] = [];
  const dates = new Map<string, string>();
  for (const [post, part] of parts) {
    const known = groups[post]?.[0];
    const id = postId(known?.id ?? "");
    dates.set(id, known?.published ?? "");
    rows.push({
      ...(part === undefined ? {} : { part }),
      ...(known?.title === undefined ? {} : { title: known.title }),
      post: id,
      ...(known?.url === undefined ? {} : { url: known.url }),
    });
  }
  const urls = new Set(
    groups
      .filter((_, post) => parts.has(post))
      .flatMap((entries) => entries.map((entry) => urlKey(entry.url)).filter((key) => key !== undefined)),
  );
  const taken = new Set([...parts.values()].filter((part) => part !== undefined));
  for (const part of listed) {
    const key = urlKey(part.url);
    if ((key !== undefined && urls.has(key)) || (part.part !== undefined && taken.has(part.part))) continue;
    if (part.part !== undefined) taken.add(part.part);
    rows.push(part);
  }
  rows.push(...gaps([...taken], of).map((part) => ({ part })));
  const dated = (row: { post?: string }) => dates.get(row.post ?? "") ?? "";
  rows.sort(
    (a, b) =>
      (a.part ?? Number.POSITIVE_INFINITY) - (b.part ?? Number.POSITIVE_INFINITY) ||
      compare(dated(a), dated(b)) ||
      compare(a.title ?? "", b.title ?? "") ||
      compare(a.url ?? "", b.url ?? ""),
  );
  const id = hashText(
    `series\n${nameKey(title)}\n${[...new Set(claims.map((claim) => claim.site))].sort()[0] ?? ""}\n${first.season ?? ""}`,
  );
  return { series: { id, title, ...(of === undefined ? {} : { of }), ...(url === undefined ? {} : { url }), parts: rows }, parts };
}

/** The name that most entries give, the fuller one among equals. */
function nameOf(claims: readonly Claim[]): string | undefined {
  const counts = new Map<string, number>();
  for (const claim of claims) if (claim.name !== undefined) counts.set(claim.name, (counts.get(claim.name) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length || compare(a[0], b[0]))[0]?.[0];
}

function unnamed(claims: readonly Claim[], titleOf: (entry: Entry) => string | undefined): string {
  const first = claims[0] as Claim;
  const name = claims.map((claim) => titleOf(claim.entry)).find((one) => one !== undefined) ?? first.site;
  return first.season === undefined ? name : `${name}, season ${first.season}`;
}

function listedParts(claims: readonly Claim[]): SeriesPart[] {
  const found = new Map<string, SeriesPart>();
  for (const claim of [...claims].sort((a, b) => compare(a.entry.id, b.entry.id))) {
    for (const part of claim.parts) {
      const id = part.part === undefined ? `${urlKey(part.url) ?? part.title ?? ""}` : `#${part.part}`;
      const known = found.get(id);
      if (known === undefined) found.set(id, part);
      else found.set(id, { ...part, ...known });
    }
  }
  return [...found.values()];
}

/** Parts that must be there and that nobody has. */
function gaps(known: readonly number[], of: number | undefined): number[] {
  if (known.length === 0) return [];
  const last = Math.max(of ?? 0, ...known);
  if (last > 200) return [];
  const have = new Set(known);
  const missing: number[] = [];
  for (let part = 1; part <= last; part++) if (!have.has(part)) missing.push(part);
  return missing.length <= Math.max(of ?? 0, Math.min(MOST_GAPS, known.length * 3)) ? missing : [];
}
