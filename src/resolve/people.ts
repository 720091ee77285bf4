import type { Entry } from "../model/entry.ts";
import type { Author, AuthorSuggestion, Evidence } from "../model/post.ts";
import { compare } from "../values/compare.ts";
import { hashText } from "../values/hash.ts";
import { compareNames, type NameForm, readName, tidyName } from "../values/person-name.ts";
import { hostOf } from "../values/url.ts";
import { handlesOf, join, type Mention, mentionsOf, rankMentions, rootOf } from "./mention.ts";

/** What the bylines of all posts come to. */
export interface People {
  readonly authors: readonly Author[];
  readonly suggestions: readonly AuthorSuggestion[];
  /** The authors of each post, in the order in which its original names them. */
  readonly byPost: readonly (readonly Author[])[];
}

/** More names than this behind one key and the key is a shared one (an office's mail box, the blog's home page). */
const SHARED_BY = 3;
/** Nobody writes their name in more ways than this. */
const MOST_FORMS = 24;
/** More people than this by one name are not told apart. */
const MOST_NAMESAKES = 24;
/** More people than this behind one article, and they are not held against those of its copies. */
const MOST_SIGNERS = 100;

/**
 * Who wrote the posts: bylines joined by evidence. Spelling alone gives suggestions.
 *
 * @param groups The entries of each post, the original first.
 */
export function resolvePeople(groups: readonly (readonly Entry[])[]): People {
  const mentions = new Map<string, Mention>();
  const plain = new Map<string, Mention>();
  const perPost = groups.map((entries) => entries.map((entry) => mentionsOf(entry, mentions, plain)));
  const named = rankMentions(mentions.values()).filter((mention) => mention.form.kind !== "none");
  joinByKeys(named);
  joinByCopies(perPost);
  joinByName(named);

  const members = new Map<Mention, Mention[]>();
  for (const mention of named) {
    const root = rootOf(mention);
    const list = members.get(root);
    if (list === undefined) members.set(root, [mention]);
    else list.push(mention);
  }
  const authorOf = new Map<Mention, Author>();
  const used = new Set<string>();
  for (const [root, all] of members) authorOf.set(root, makeAuthor(all, used));
  const authors = [...authorOf.values()].sort((a, b) => compare(a.name, b.name) || compare(a.id, b.id));
  const byPost = perPost.map((copies) => {
    const found = new Set<Author>();
    // The original's own bylines; a copy's where it names nobody.
    for (const copy of copies) {
      for (const mention of copy) {
        const author = authorOf.get(rootOf(mention));
        if (author !== undefined) found.add(author);
      }
      if (found.size > 0) break;
    }
    return [...found];
  });
  return { authors, suggestions: suggest([...members].map(([root, all]) => ({ author: authorOf.get(root) as Author, all }))), byPost };
}

function joinByKeys(mentions: readonly Mention[]): void {
  const holders = new Map<string, Mention[]>();
  for (const mention of mentions) {
    for (const key of mention.keys) {
      const list = holders.get(key);
      if (list === undefined) holders.set(key, [mention]);
      else list.push(mention);
    }
  }
  for (const list of holders.values()) {
    const firstOf = new Map<string, Mention>();
    for (const mention of list) if (!firstOf.has(mention.form.key)) firstOf.set(mention.form.key, mention);
    const shared = isShared([...firstOf.values()].map((mention) => mention.form));
    for (const mention of list) join(shared ? (firstOf.get(mention.form.key) as Mention) : (list[0] as Mention), mention);
  }
}

/** Two people with names that do not fit share the key: an office, a couple's blog. */
function isShared(forms: readonly NameForm[]): boolean {
  const people = forms.filter((form) => form.kind === "person");
  if (forms.length > SHARED_BY + people.length || people.length > MOST_FORMS) return true;
  return people.some((a, i) => people.slice(i + 1).some((b) => compareNames(a, b) === 0));
}

/** Two copies of one article, each with its bylines: the same people in other forms. */
function joinByCopies(perPost: readonly (readonly (readonly Mention[])[])[]): void {
  for (const copies of perPost) {
    if (copies.length < 2) continue;
    const lists: (readonly Mention[])[] = [];
    for (const copy of copies) {
      const named = copy.filter((mention) => mention.form.kind !== "none");
      // Copies that name the same people in the same form have nothing to say to each other.
      if (named.length > 0 && !lists.some((other) => other.length === named.length && other.every((one, i) => one === named[i])))
        lists.push(named);
    }
    for (let i = 0; i < lists.length; i++) {
      for (let j = i + 1; j < lists.length; j++) pairUp(lists[i] as readonly Mention[], lists[j] as readonly Mention[]);
    }
  }
}

function pairUp(a: readonly Mention[], b: readonly Mention[]): void {
  if (a.length > MOST_SIGNERS || b.length > MOST_SIGNERS) return;
  for (const x of a) {
    const fits = b.filter((y) => compareNames(x.form, y.form) >= 0.5);
    if (fits.length === 1 && a.filter((other) => compareNames(other.form, (fits[0] as Mention).form) >= 0.5).length === 1)
      join(x, fits[0] as Mention);
  }
  const [x, y] = [a[0], b[0]];
  // One byline each, and one of them a handle: handles need not spell the name.
  if (a.length !== 1 || b.length !== 1 || x === undefined || y === undefined || x.form.kind === y.form.kind) return;
  if (!isFirstName(x) && !isFirstName(y)) join(x, y);
}

/** "Grace" is no handle. */
function isFirstName(mention: Mention): boolean {
  return mention.bylines.every(({ byline }) => /^\p{Lu}\p{Ll}+$/u.test(byline.name ?? ""));
}

/** The same full name: on one site always, on two unless their profiles on one host differ. */
function joinByName(mentions: readonly Mention[]): void {
  const byName = new Map<string, Mention[]>();
  for (const mention of mentions) {
    const full =
      mention.form.kind === "person" && mention.form.words.every((word, i) => i === 1 || word.length > 1 || /[^\u0000-\u024f]/.test(word));
    const key = full ? mention.form.key : `${mention.form.key}\n${mention.site}`;
    const list = byName.get(key);
    if (list === undefined) byName.set(key, [mention]);
    else list.push(mention);
  }
  const profiles = profilesOf(mentions);
  const unite = (one: Mention, other: Mention) => {
    const [x, y] = [rootOf(one), rootOf(other)];
    join(x, y);
    const all = joined(profiles.get(x), profiles.get(y));
    if (all !== undefined) profiles.set(rootOf(x), all);
  };
  for (const list of byName.values()) {
    const people: Mention[] = [];
    for (const mention of list) {
      const own = rootOf(mention);
      const same = people.find((one) => rootOf(one) === own || !contradict(profiles.get(rootOf(one)), profiles.get(own)));
      if (same !== undefined) unite(same, mention);
      else if (people.length < MOST_NAMESAKES) people.push(mention);
    }
    // Addresses that change from post to post are no profiles.
    if (people.length === MOST_NAMESAKES && list.reduce((n, one) => n + one.bylines.length, 0) < list.length * 1.5)
      for (const mention of list) unite(people[0] as Mention, mention);
  }
}

/** By host. */
type Profiles = Map<string, Set<string>>;

/** The profiles of those who are one person so far, by their root. */
function profilesOf(mentions: readonly Mention[]): Map<Mention, Profiles> {
  const found = new Map<Mention, Profiles>();
  for (const mention of mentions) {
    const root = rootOf(mention);
    for (const key of mention.keys) {
      if (!key.startsWith("url:") || !key.includes("/")) continue;
      const own = found.get(root) ?? new Map<string, Set<string>>();
      found.set(root, own);
      const host = key.slice(4, key.indexOf("/"));
      own.set(host, (own.get(host) ?? new Set()).add(key));
    }
  }
  return found;
}

/** The fewer go to the more: however long a name's list is, no address is moved often. */
function joined(a: Profiles | undefined, b: Profiles | undefined): Profiles | undefined {
  if (a === undefined || b === undefined || a === b) return a ?? b;
  const [into, from] = a.size >= b.size ? [a, b] : [b, a];
  for (const [host, keys] of from) {
    const held = into.get(host);
    const [more, fewer] = held === undefined || held.size < keys.size ? [keys, held ?? []] : [held, keys];
    for (const key of fewer) more.add(key);
    into.set(host, more);
  }
  return into;
}

/** Two profiles on one host are two people. */
function contradict(a: Profiles | undefined, b: Profiles | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [some, others] = a.size <= b.size ? [a, b] : [b, a];
  for (const [host, keys] of some) {
    const held = others.get(host);
    if (held === undefined) continue;
    const [fewer, more] = keys.size <= held.size ? [keys, held] : [held, keys];
    if (![...fewer].some((key) => more.has(key))) return true;
  }
  return false;
}

function makeAuthor(all: readonly Mention[], used: Set<string>): Author {
  const names = new Map<string, number>();
  const handles = new Set<string>();
  const addresses = new Set<string>();
  const mails: string[] = [];
  let bio: { text: string; when: string; id: string } | undefined;
  let image: string | undefined;
  for (const mention of all) {
    for (const { byline, entry } of mention.bylines) {
      const name = byline.name === undefined ? undefined : tidyName(byline.name);
      if (name !== undefined && name !== "") names.set(name, (names.get(name) ?? 0) + 1);
      for (const handle of handlesOf(byline, false)) handles.add(handle);
      if (byline.url !== undefined) addresses.add(byline.url);
      if (byline.email !== undefined) mails.push(byline.email.toLowerCase());
      if (byline.image !== undefined && (image === undefined || byline.image < image)) image = byline.image;
      if (byline.bio !== undefined) {
        const when = entry.published ?? "";
        if (bio === undefined || when > bio.when || (when === bio.when && entry.id > bio.id))
          bio = { text: byline.bio, when, id: entry.id };
      }
    }
  }
  const ranked = [...names.entries()]
    .sort((a, b) => fullness(b[0]) - fullness(a[0]) || b[1] - a[1] || compare(a[0], b[0]))
    .map(([name]) => name);
  const fallback = mails[0]?.split("@")[0] ?? [...handles].sort()[0] ?? all[0]?.form.key ?? "";
  const name = ranked[0] ?? fallback;
  const email = mode(mails);
  const urls = profilesAmong(addresses);
  const identity = email ?? urls[0] ?? `${name}\n${all[0]?.site ?? ""}`;
  let id = hashText(`author\n${name}`);
  if (used.has(id)) id = hashText(`author\n${name}\n${identity}`);
  for (let n = 2; used.has(id); n++) id = hashText(`author\n${name}\n${identity}\n${n}`);
  used.add(id);
  return {
    id,
    name,
    aliases: ranked.slice(1).sort(compare),
    handles: [...handles].sort(compare),
    urls,
    ...(email === undefined ? {} : { email }),
    ...(bio === undefined ? {} : { bio: bio.text }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Sorted. Where somebody has so many addresses on one host, they change from post to post. */
function profilesAmong(addresses: ReadonlySet<string>): string[] {
  const byHost = new Map<string, string[]>();
  for (const address of addresses) {
    const host = hostOf(address);
    const others = byHost.get(host);
    if (others === undefined) byHost.set(host, [address]);
    else others.push(address);
  }
  return [...byHost.values()]
    .filter((list) => list.length < MOST_NAMESAKES)
    .flat()
    .sort(compare);
}

/** How much of a name a form gives: whole words before initials, letters with accents before plain, no slug, no capitals only. */
function fullness(name: string): number {
  const form = readName(name);
  const whole = form.words.filter((word) => word.length > 1).length;
  return (
    (form.kind === "person" ? 100 : 0) +
    whole * 10 +
    Math.min(9, form.words.length) -
    (/^[^A-Z\u00c0-\uffff]+$/.test(name) ? 50 : 0) -
    (/,/.test(name) ? 5 : 0) -
    (name === name.toUpperCase() && /[A-Z]/.test(name) ? 3 : 0) +
    (/[^\u0000-\u007f]/.test(name) ? 0.5 : 0)
  );
}

function suggest(people: readonly { readonly author: Author; readonly all: readonly Mention[] }[]): AuthorSuggestion[] {
  const byWord = new Map<string, number[]>();
  people.forEach(({ all }, index) => {
    const words = new Set<string>();
    for (const { form } of all) {
      const last = form.words.at(-1) ?? "";
      const first = form.words[0] ?? "";
      if (form.kind === "person")
        for (const word of [last, first + last, (first[0] ?? "") + last, last + (first[0] ?? ""), last + first, first + (last[0] ?? "")])
          words.add(word);
      else words.add(form.words.join("").replace(/\d+$/, ""));
    }
    for (const word of words) {
      if (word.length < 3) continue;
      const list = byWord.get(word);
      if (list === undefined) byWord.set(word, [index]);
      else if (list.length < 50) list.push(index);
    }
  });
  const found = new Map<string, AuthorSuggestion>();
  for (const list of byWord.values()) {
    for (let i = 0; i < list.length; i++) {
      for (let j = i + 1; j < list.length; j++) {
        const [a, b] = [people[list[i] as number], people[list[j] as number]];
        if (a === undefined || b === undefined) continue;
        const fit = bestFit(a.all, b.all);
        if (fit.fit < 0.5) continue;
        const ids = [a.author.id, b.author.id].sort() as [string, string];
        const evidence: Evidence[] = [
          {
            kind: "spelling",
            weight: Math.round(Math.log(fit.fit / (1.02 - fit.fit)) * 100) / 100,
            detail: { one: fit.names[0], other: fit.names[1] },
          },
        ];
        found.set(ids.join("\n"), { authors: ids, probability: Math.round(fit.fit * 0.8 * 100) / 100, evidence });
      }
    }
  }
  return [...found.entries()].sort((a, b) => compare(a[0], b[0])).map(([, one]) => one);
}

function bestFit(a: readonly Mention[], b: readonly Mention[]): { fit: number; names: [string, string] } {
  let best: { fit: number; names: [string, string] } = { fit: 0, names: ["", ""] };
  for (const x of a.slice(0, 8)) {
    for (const y of b.slice(0, 8)) {
      const fit = compareNames(x.form, y.form);
      if (fit > best.fit) best = { fit, names: [x.form.key, y.form.key] };
    }
  }
  return best;
}

function mode(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.entries()].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0];
}
