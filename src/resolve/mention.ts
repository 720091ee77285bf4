import type { Entry } from "../model/entry.ts";
import type { Byline } from "../model/parts.ts";
import { compare } from "../values/compare.ts";
import { type NameForm, readName } from "../values/person-name.ts";
import { hostOf } from "../values/url.ts";
import { urlKey } from "../values/url-key.ts";

/** One person as one or more bylines name them, before evidence joins them. */
export interface Mention {
  readonly site: string;
  readonly form: NameForm;
  readonly bylines: { readonly byline: Byline; readonly entry: Entry }[];
  readonly keys: Set<string>;
  /** Its place among all, once all were met: of those joined the first leads. */
  rank: number;
  parent: Mention | undefined;
}

/** Mail boxes of offices, not of people. */
const SHARED_MAIL =
  /^(?:no-?reply|donotreply|info|admin|webmaster|contact|hello|mail|office|editor|editors|press|news|blog|team|support|feedback|postmaster|root|redaktion)@|@(?:example\.com|users\.noreply)/i;
/** "He tweets as @name", "on Twitter (@name)", "Mastodon: @name@host". */
const HANDLE_IN_BIO = /(?<![\w@./])@([A-Za-z0-9_][A-Za-z0-9_.-]{1,29})(?:@([a-z0-9.-]+\.[a-z]{2,}))?/g;
const OWN_HANDLE =
  /(?:tweets?|toots?|posts?|blogs?|follow|find|reach|twitter|mastodon|bluesky|threads|github|instagram|handle|contact|connect|x\.com|himself|herself|me|him|her|them)\b[^.@]{0,40}$/i;

const NOBODY: readonly Mention[] = [];

/**
 * The people whom the bylines of an entry name.
 *
 * @param mentions All that were met, by site, name and what else they say of themselves; new ones are added.
 * @param plain The mentions of bylines that give a name and no more, by site and name: most are met again and again.
 */
export function mentionsOf(entry: Entry, mentions: Map<string, Mention>, plain: Map<string, Mention>): readonly Mention[] {
  if (entry.bylines.length === 0) return NOBODY;
  const found = new Set<Mention>();
  const site = hostOf(entry.from.source) || hostOf(entry.url) || (entry.from.source ?? "");
  for (const byline of entry.bylines) {
    const name = byline.name ?? byline.handle ?? byline.email?.split("@")[0] ?? nameInUrl(byline.url);
    if (name === undefined || name.trim() === "") continue;
    const bare = byline.email === undefined && byline.url === undefined && byline.handle === undefined && byline.bio === undefined;
    const known = bare ? plain.get(`${site}\n${name}`) : undefined;
    if (known !== undefined) {
      known.bylines.push({ byline, entry });
      found.add(known);
      continue;
    }
    const form = readName(name);
    const keys = keysOf(byline);
    const id = `${site}\n${form.key}\n${keys.filter((key) => !key.startsWith("handle:")).join("\n")}`;
    let mention = mentions.get(id);
    if (mention === undefined) {
      mention = { site, form, bylines: [], keys: new Set(), rank: 0, parent: undefined };
      mentions.set(id, mention);
    }
    for (const key of keys) mention.keys.add(key);
    if (bare) plain.set(`${site}\n${name}`, mention);
    mention.bylines.push({ byline, entry });
    found.add(mention);
  }
  return [...found];
}

function keysOf(byline: Byline): string[] {
  const keys: string[] = [];
  if (byline.email !== undefined && !SHARED_MAIL.test(byline.email)) keys.push(`mail:${byline.email.toLowerCase().trim()}`);
  const url = byline.url === undefined ? undefined : (urlKey(byline.url) ?? hostOf(byline.url));
  if (url !== undefined && url !== "") keys.push(`url:${url.toLowerCase()}`);
  for (const handle of handlesOf(byline, true)) keys.push(`handle:${handle.toLowerCase()}`);
  return keys;
}

/** Handles of one byline; `own` leaves out those that a bio only mentions. */
export function handlesOf(byline: Byline, own: boolean): string[] {
  const handles: string[] = [];
  if (byline.handle !== undefined) handles.push(`@${byline.handle.replace(/^@/, "")}`);
  for (const match of (byline.bio ?? "").matchAll(HANDLE_IN_BIO)) {
    if (own && !OWN_HANDLE.test((byline.bio ?? "").slice(Math.max(0, match.index - 60), match.index))) continue;
    handles.push(`@${(match[1] ?? "").replace(/[.-]+$/, "")}${match[2] === undefined ? "" : `@${match[2]}`}`);
  }
  const profile =
    /^https?:\/\/(?:www\.)?(?:twitter\.com|x\.com|medium\.com|github\.com|dev\.to|mastodon\.[a-z]+)\/@?([A-Za-z0-9_-]{2,30})\/?$/i.exec(
      byline.url ?? "",
    );
  if (profile !== null && !own) handles.push(`@${profile[1]}`);
  return handles;
}

function nameInUrl(url: string | undefined): string | undefined {
  return /\/(?:author|authors|people|team|user|users|profile)\/([^/?#]+)/i.exec(url ?? "")?.[1] ?? /\/@([^/?#]+)/.exec(url ?? "")?.[1];
}

/** Gives all mentions their places, whatever the order in which they were met. */
export function rankMentions(mentions: Iterable<Mention>): Mention[] {
  const keyed = [...mentions].map((mention) => ({ mention, keys: [...mention.keys].sort().join("\n") }));
  keyed.sort(
    (a, b) => compare(a.mention.form.key, b.mention.form.key) || compare(a.mention.site, b.mention.site) || compare(a.keys, b.keys),
  );
  return keyed.map(({ mention }, rank) => {
    mention.rank = rank;
    return mention;
  });
}

export function join(a: Mention, b: Mention): void {
  const [x, y] = [rootOf(a), rootOf(b)];
  if (x.rank < y.rank) y.parent = x;
  else if (y.rank < x.rank) x.parent = y;
}

export function rootOf(mention: Mention): Mention {
  let at = mention;
  while (at.parent !== undefined) {
    // Paths are halved on the way: a name of thousands of mentions would be a chain of them.
    if (at.parent.parent !== undefined) at.parent = at.parent.parent;
    at = at.parent;
  }
  return at;
}
