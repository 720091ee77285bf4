import type { Link } from "../model/parts.ts";
import { seriesOf } from "./post-facts.ts";
import type { PostInput } from "./post-input.ts";
import { writeAddress } from "./write-address.ts";

/** Whether `addLinks` has anything to say. */
export function hasLinks(post: PostInput): boolean {
  return (
    post.canonical != null ||
    post.externalUrl !== undefined ||
    post.license !== undefined ||
    post.series !== undefined ||
    (post.elsewhere != null && post.elsewhere.length > 0)
  );
}

/** Relations that fields of the model say, the same in RSS and Atom. */
export function addLinks(links: Link[], post: PostInput, base: string | undefined): void {
  if (!hasLinks(post)) return;
  const said = new Set(links.map((link) => `${link.rel} ${link.href}`));
  const add = (rel: string, href: string | undefined, title?: string | undefined): void => {
    const address = writeAddress(href, base);
    if (address === undefined || said.has(`${rel} ${address}`)) return;
    said.add(`${rel} ${address}`);
    links.push({ rel, href: address, ...(title !== undefined && { title }) });
  };
  if (post.canonical != null && post.canonical !== post.url) add("canonical", post.canonical);
  add("related", post.externalUrl);
  add("license", post.license);
  for (const other of post.elsewhere ?? []) if (other.direction === "from") add("via", other.url, other.where);
  const series = seriesOf(post.series, base);
  if (series === undefined) return;
  add("prev", series.previous);
  add("next", series.next);
  // RFC 6573: the whole that this is a part of.
  add("collection", series.url);
}
