import type { Archive } from "../archive/contract.ts";
import { hashText } from "../values/hash.ts";
import type { FeedConfig } from "./config-shape.ts";
import { slug } from "./slug.ts";

/** What `each` comes to: a feed for every author, series or tag that has posts. */
export async function feedsOfEach(archive: Archive, feed: FeedConfig): Promise<FeedConfig[]> {
  const filter = typeof feed.where === "object" ? feed.where : {};
  const list =
    feed.each === "author"
      ? (await archive.authors()).map((author) => ({ id: author.id, name: author.name, where: { author: author.id } }))
      : feed.each === "series"
        ? (await archive.series()).map((series) => ({ id: series.id, name: series.title, where: { series: series.id } }))
        : (await archive.tags()).map((tag) => ({ id: hashText(tag.name), name: tag.name, where: { tag: tag.name } }));
  const feeds: FeedConfig[] = [];
  const title = feed.head?.title ?? "";
  const used = new Set<string>();
  for (const { id, name, where } of list) {
    if ((await archive.count({ ...filter, ...where })) === 0) continue;
    let short = slug(name) || id;
    for (let n = 2; used.has(short); n++) short = `${slug(name)}-${n}`;
    used.add(short);
    const fill = (text: string, encode = (part: string) => part) =>
      text.replaceAll("{slug}", encode(short)).replaceAll("{id}", id).replaceAll("{name}", name);
    const { each, ...rest } = feed;
    feeds.push({
      ...rest,
      ...(each === "series" && feed.order === undefined ? { order: "reading" } : {}),
      file: fill(feed.file),
      ...(feed.url === undefined ? {} : { url: fill(feed.url, encodeURIComponent) }),
      head: { ...feed.head, title: title.includes("{name}") ? fill(title) : `${title}: ${name}` },
      ...(typeof feed.where === "function" ? {} : { where: { ...filter, ...where } }),
    });
  }
  return feeds;
}
