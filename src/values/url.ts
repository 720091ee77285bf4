/** Schemes that an address in a post may have. Everything else (`javascript:`, `data:`, `file:` …) is no address to follow or to publish. */
const SAFE_SCHEME =
  /^(?:https?|ftps?|mailto|tel|sms|xmpp|irc|ircs|news|nntp|feed(?=:(?:\/\/|https?:))|gopher|gemini|magnet|urn|tag|geo|webcal|rtsp|sftp|ssh|callto|ed2k|mms|aim|acap|cid|mid|afs|wais|telnet|prospero|z39\.50r):/i;
const HAS_SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** Nothing is relative to a longer address: it would be taken apart, and copied, for every link. In characters. */
export const LONGEST_BASE = 4096;

/**
 * The absolute form of an address, percent-encoded, IDN in ASCII (WHATWG URL).
 * `undefined` for what cannot be resolved, and for schemes that are unsafe to follow.
 */
export function resolveUrl(href: string, base?: string): string | undefined {
  if (base !== undefined && base.length > LONGEST_BASE) return resolveUrl(href);
  const trimmed = cleanHref(href);
  // What is relative to nothing is told at once: an exception costs more than all the rest.
  if (trimmed === "" || (base === undefined && !HAS_SCHEME.test(trimmed))) return undefined;
  try {
    const url = new URL(trimmed, base);
    return SAFE_SCHEME.test(url.href) ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** `JavaScript: The Good Parts` is a title: what runs has no space there. White space and controls inside are what hides a scheme. */
const SCRIPT = /^(?:(?:java|vb|live)script:\S|data:[^,]*(?:html|xml|svg|script))/i;

/** Whether a value that may be an address is one that would run. */
export function isScript(value: string): boolean {
  return value.includes(":") && SCRIPT.test(value.slice(0, 200).replace(/^[\s\u0000-\u0020]+|[\t\n\r]/g, ""));
}

/** Whether an address names a page or file of the web. */
export function isWebUrl(url: string | undefined): url is string {
  return url !== undefined && /^https?:\/\/[^/]/i.test(url);
}

/** Whether a reference is already absolute. */
export function isAbsoluteUrl(href: string): boolean {
  return HAS_SCHEME.test(href);
}

/** Host without `www.`, lower case; `""` for what has none. */
export function hostOf(url: string | undefined): string {
  const match = url === undefined ? null : /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)/i.exec(url);
  return match?.[1]?.toLowerCase() ?? "";
}

/** Without surrounding white space, and without the tabs and line ends that the WHATWG's parser drops inside (they hide `java\nscript:`). */
function cleanHref(href: string): string {
  return href.trim().replace(/[\t\n\r]/g, "");
}
