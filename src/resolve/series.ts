import type { Entry } from "../model/entry.ts";
import type { SeriesPart } from "../model/parts.ts";
import type { Series } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { hashText } from "../values/hash.ts";
import { readSeriesTitle } from "../values/series-title.ts";
import { urlKey } from "../values/url-key.ts";
import { postId, type SeriesPlace } from "./merge.ts";
import { type Claim, claimsOf, nameKey } from "./series-claim.ts";

/** What is concluded of all posts' series. */
export interface SeriesFound {
  readonly series: readonly Series[];
  /** Of each post: which series, and its part there. */
  readonly byPost: readonly (SeriesPlace | undefined)[];
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
  const byPost: (SeriesPlace | undefined)[] = groups.map(() => undefined);
  for (const { series, parts } of built) {
    const at = new Map(series.parts.map((part, i) => [part.post, i]));
    for (const [post, part] of parts) byPost[post] ??= placeAt(series, part, at.get(postId(groups[post]?.[0]?.id ?? "")));
  }
  return { series: built.map((one) => one.series), byPost };
}

function placeAt(series: Series, part: number | undefined, at: number | undefined): SeriesPlace {
  const previous = at === undefined ? undefined : series.parts[at - 1]?.url;
  const next = at === undefined ? undefined : series.parts[at + 1]?.url;
  return {
    series,
    ...(part === undefined ? {} : { part }),
    ...(previous === undefined ? {} : { previous }),
    ...(next === undefined ? {} : { next }),
  };
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
    const company = companyOf(list);
    for (const claim of list) {
      if (isDate(claim, company)) continue;
      if (claim.certain || (!isSiteName(claim, company) && hasCompany(claim, company))) accepted.push(claim);
    }
  }
  return accepted;
}

/** What is said under one name on one site, summed up. */
interface Company {
  readonly size: number;
  readonly posts: number;
  /** How many parts have a number of their own. */
  readonly numbers: number;
  /** Those with another close by: bare numbers must run on. */
  readonly close: ReadonlySet<number>;
  readonly hasCertain: boolean;
  /** Whether fractions are of several wholes. */
  readonly wholesDiffer: boolean;
  /** How often each text stands behind a number. */
  readonly rests: ReadonlyMap<string, number>;
}

function companyOf(list: readonly Claim[]): Company {
  const numbers = new Set<number>();
  const posts = new Set<number>();
  const wholes = new Set<number | undefined>();
  const rests = new Map<string, number>();
  for (const { part, post, form, of, rest } of list) {
    posts.add(post);
    if (part !== undefined) numbers.add(part);
    if (form === "fraction") wholes.add(of);
    if (rest !== undefined) rests.set(rest, (rests.get(rest) ?? 0) + 1);
  }
  const sums = {
    size: list.length,
    posts: posts.size,
    numbers: numbers.size,
    close: closeNumbers([...numbers].sort((a, b) => a - b)),
    wholesDiffer: wholes.size > 1,
    rests,
  };
  return { ...sums, hasCertain: list.some((claim) => claim.certain && !isDate(claim, sums)) };
}

/** "Link roundup (2/5)" beside "(1/29)": days of months, not parts of a whole. */
function isDate({ form, of }: Claim, { wholesDiffer }: Pick<Company, "wholesDiffer">): boolean {
  return form === "fraction" && of !== undefined && of <= 31 && wholesDiffer;
}

/**
 * "Post one · The Mill" beside "Post two · The Mill": what stands behind the number is the site's name, and the rest only counts.
 * "Day one: arriving" beside "Day two: the climb" is a series.
 */
function isSiteName({ loose, key, rest }: Claim, { rests, size }: Company): boolean {
  if (!loose || key !== "" || rest === undefined) return false;
  const alike = rests.get(rest) ?? 0;
  return alike > 1 && alike * 2 > size;
}

function hasCompany({ key, form, part }: Claim, { hasCertain, numbers, close, posts }: Company): boolean {
  if (hasCertain) return true;
  if (numbers < 2 || posts < 2) return false;
  // Numbers that repeat are no parts (releases, sizes), but for copies.
  if (posts > numbers * 1.5 + 1) return false;
  // A name of many words with a number behind it is a column, however far its issues are apart.
  if (key.split(" ").length >= 4) return true;
  if (form === "number" || form === "roman") return part !== undefined && close.has(part);
  if (key === "" && form === "hash") return numbers >= 3;
  return true;
}

function closeNumbers(ordered: readonly number[]): Set<number> {
  const isClose = (part: number, other: number | undefined) =>
    other !== undefined && Math.abs(other - part) <= Math.max(3, ordered.length * 2, part * 0.5);
  return new Set(ordered.filter((part, i) => isClose(part, ordered[i - 1]) || isClose(part, ordered[i + 1])));
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
  // What one site calls "Handbook" in a list and "Handbook two years on" in another.
  const shelves = new Map([...nodes].map(([id, list]) => [id, shelfOf(list)]));
  for (const [id, longer] of shelves) {
    const { site, key } = longer;
    for (let end = key.indexOf(" "); end !== -1; end = key.indexOf(" ", end + 1)) {
      const other = `${site}\n\n${key.slice(0, end)}`;
      const shorter = shelves.get(other);
      if (shorter && ((longer.listsParts && mayShareAuthors(longer, shorter)) || (shorter.listsParts && mayShareAuthors(shorter, longer))))
        join(id, other);
    }
  }
  const sets = new Map<string, Claim[]>();
  for (const [id, list] of [...nodes.entries()].sort((a, b) => compare(a[0], b[0]))) {
    const root = rootOf(id);
    const set = sets.get(root);
    if (set === undefined) sets.set(root, [...list]);
    else for (const claim of list) set.push(claim);
  }
  return [...sets.values()];
}

function sameName(a: string, b: string): boolean {
  return a === "" || b === "" || a === b || a.includes(b) || b.includes(a);
}

/** What joining asks of the claims under one name on one site. */
interface Shelf {
  readonly site: string;
  readonly key: string;
  /** Whether an entry gives the whole list. */
  readonly listsParts: boolean;
  readonly signers: ReadonlySet<string>;
  readonly hasUnsigned: boolean;
}

function shelfOf(claims: readonly Claim[]): Shelf {
  return {
    site: claims[0]?.site ?? "",
    key: claims[0]?.key ?? "",
    listsParts: claims.some((claim) => claim.form === "said" && claim.parts.length > 0),
    signers: new Set(claims.flatMap((claim) => claim.entry.bylines.flatMap((byline) => byline.name ?? []))),
    hasUnsigned: claims.some((claim) => claim.entry.bylines.length === 0),
  };
}

function mayShareAuthors(lister: Shelf, other: Shelf): boolean {
  return other.hasUnsigned || [...other.signers].some((name) => lister.signers.has(name));
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
  const of = claims.reduce<number | undefined>(
    (most, claim) => (claim.of !== undefined && claim.of > (most ?? 0) ? claim.of : most),
    undefined,
  );
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
  const urls = new Set([...parts.keys()].flatMap((post) => (groups[post] ?? []).map((entry) => urlKey(entry.url))));
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
  const last = known.reduce((most, part) => Math.max(most, part), of ?? 0);
  if (last > 200) return [];
  const have = new Set(known);
  const missing: number[] = [];
  for (let part = 1; part <= last; part++) if (!have.has(part)) missing.push(part);
  return missing.length <= Math.max(of ?? 0, Math.min(MOST_GAPS, known.length * 3)) ? missing : [];
}
