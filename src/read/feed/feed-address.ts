import type { Channel } from "../../model/channel.ts";
import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import { isAbsoluteUrl, isWebUrl } from "../../values/url.ts";

/** What tells one source from another: the address where it was found, else the one that it gives itself. A relative one could be anybody's. */
export function sourceAddress(found: string | undefined, own: string | undefined): string | undefined {
  return found ?? (isWebUrl(own) ? own : undefined);
}

/** Where a feed that was found nowhere in particular says that it lies: what its relative addresses are resolved against. */
export function ownAddress({ feedUrl, home }: Pick<Channel, "feedUrl" | "home">): string | undefined {
  return isWebUrl(feedUrl) ? feedUrl : isWebUrl(home) ? home : undefined;
}

/** Whether a channel has addresses that are not whole. */
export function hasRelative({ home, feedUrl, icon, logo, image, links }: Channel): boolean {
  return [home, feedUrl, icon, logo, image?.url, ...links.map(({ href }) => href)].some((url) => url !== undefined && !isAbsoluteUrl(url));
}

/**
 * What the entries of a feed without an address are told apart by from those of others: guids such as `1` and `/?p=334` mean something
 * inside of one feed only, and stand in a hundred.
 */
export function nameInstead(channel: Pick<Channel, "home" | "id" | "title">): string | undefined {
  return [channel.home, channel.id].find(isWebUrl) ?? channel.title ?? channel.id ?? channel.home;
}

/** Relative addresses that nothing was there to resolve against. They are kept as they stand, and lead nowhere from anywhere else. */
export function relativeNotices(entries: readonly Entry[]): Notice[] {
  const relative = entries.filter(({ url }) => url !== undefined && !isAbsoluteUrl(url));
  const [first] = relative;
  if (first === undefined) return [];
  const { locator } = first.from;
  return [
    {
      code: "relative-url",
      severity: "warning",
      detail: { value: (first.url as string).slice(0, 200), entries: relative.length },
      ...(locator === undefined ? {} : { place: { path: locator } }),
      entry: first.id,
    },
  ];
}
