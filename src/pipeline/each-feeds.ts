import type { Archive } from "../archive/contract.ts";
import { hashText } from "../values/hash.ts";
import type { FeedConfig, FeedFilter } from "./config-shape.ts";
import { slug } from "./slug.ts";
import type { Owner } from "./written-files.ts";

/** By so many of its first posts a feed is known again: what is concluded of who signed may change with every post, and its id with it. */
const KNOWN_BY = 3;

interface One {
  readonly id: string;
  readonly name: string;
  readonly where: FeedFilter;
}

/** A feed of one author, series or tag. */
export interface FeedOfOne {
  readonly feed: FeedConfig;
  readonly owner: Owner;
}

/**
 * What `each` comes to: a feed for every author, series or tag that has posts.
 *
 * @param given what stands for whose name since an earlier build: readers follow the file, and it must not become somebody else's
 */
export async function feedsOfEach(archive: Archive, feed: FeedConfig, given: readonly Owner[]): Promise<FeedOfOne[]> {
  const filter = typeof feed.where === "object" ? feed.where : {};
  const all: readonly One[] =
    feed.each === "author"
      ? (await archive.authors()).map((author) => ({ id: author.id, name: author.name, where: { author: author.id } }))
      : feed.each === "series"
        ? (await archive.series()).map((series) => ({ id: series.id, name: series.title, where: { series: series.id } }))
        : (await archive.tags()).map((tag) => ({ id: hashText(tag.name), name: tag.name, where: { tag: tag.name } }));
  const feeds: FeedOfOne[] = [];
  const title = feed.head?.title ?? "";
  const list: (One & { readonly posts: readonly string[] })[] = [];
  for (const one of all) {
    const { posts } = await archive.posts({ ...filter, ...one.where, order: "reading", limit: KNOWN_BY });
    if (posts.length > 0) list.push({ ...one, posts: posts.map((post) => post.id) });
  }
  const slugs = slugsOf(list, given);
  for (const { id, name, where, posts } of list) {
    const short = slugs.get(id) as string;
    const place = (text: string, encode = (part: string) => part) => text.replaceAll("{slug}", encode(short)).replaceAll("{id}", id);
    const { each, ...rest } = feed;
    feeds.push({
      owner: { posts, slug: short },
      feed: {
        ...rest,
        ...(each === "series" && feed.order === undefined ? { order: "reading" } : {}),
        file: place(feed.file),
        ...(feed.url === undefined ? {} : { url: place(feed.url, encodeURIComponent) }),
        // A name may hold what means something to `replace`.
        head: { ...feed.head, title: title.includes("{name}") ? place(title).replaceAll("{name}", () => name) : `${title}: ${name}` },
        where: { ...filter, ...where },
      },
    });
  }
  return feeds;
}

/** Names as they stand in files: who has one keeps it, those that come out alike are numbered. */
function slugsOf(list: readonly (One & { readonly posts: readonly string[] })[], given: readonly Owner[]): Map<string, string> {
  const before = new Map<string, string[]>();
  for (const { posts, slug } of given) for (const post of posts) before.set(post, [...(before.get(post) ?? []), slug]);
  const slugs = new Map<string, string>();
  const used = new Set<string>();
  const keep = (id: string, short: string): void => {
    slugs.set(id, short);
    used.add(short);
  };
  for (const { id, name, posts } of list) {
    const own = slug(name) || id;
    // With its number, if it has one.
    const had = posts
      .flatMap((post) => before.get(post) ?? [])
      .find((short) => short.startsWith(own) && /^(?:-\d+)?$/.test(short.slice(own.length)) && !used.has(short));
    if (had !== undefined) keep(id, had);
  }
  for (const { id, name } of list) {
    if (slugs.has(id)) continue;
    const own = slug(name) || id;
    let short = own;
    for (let n = 2; used.has(short); n++) short = `${own}-${n}`;
    keep(id, short);
  }
  return slugs;
}
