import { isAbsoluteUrl, resolveUrl } from "./url.ts";

const PLAIN_WITH_QUERY = /^https?:\/\/\w[\w!$%&'()*+,./:;=?@~#-]*$/;

/**
 * An address as it may be published: absolute ones as written if their scheme is safe, relative ones resolved (as written without a base),
 * `undefined` for schemes that run or read something.
 */
export function absoluteUrl(href: string, base: string | undefined): string | undefined {
  if (PLAIN_WITH_QUERY.test(href)) return href;
  const trimmed = bareAddress(href);
  if (isAbsoluteUrl(trimmed)) {
    const resolved = resolveUrl(trimmed);
    return resolved === undefined ? undefined : trimmed;
  }
  if (base === undefined) return trimmed;
  return resolveUrl(trimmed, base) ?? (isAbsoluteUrl(base) ? undefined : trimmed);
}

const BLANK = /[\u0000-\u0020\u007f-\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff\ufffd]/;

/**
 * An address without the line ends in it, which the WHATWG's parser drops, and without what stands around it: browsers drop white
 * space of ASCII there, others whatever looks like white space, and the scheme that is seen must be the one that all of them see.
 */
export function bareAddress(href: string): string {
  let start = 0;
  let end = href.length;
  while (start < end && BLANK.test(href[start] as string)) start++;
  while (end > start && BLANK.test(href[end - 1] as string)) end--;
  const bare = start === 0 && end === href.length ? href : href.slice(start, end);
  return /[\t\n\r]/.test(bare) ? bare.replace(/[\t\n\r]+/g, "") : bare;
}
