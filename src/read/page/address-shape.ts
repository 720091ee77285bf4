import { hostOf } from "../../values/url.ts";

/** An address, taken apart as far as its form tells what kind of page it leads to. */
export interface Address {
  /** Absolute, without fragment. */
  readonly url: string;
  readonly host: string;
  /** The path without index page, extension and closing slash, decoded, in lower case; with `?p=12` and the like where that names the page. Tells one page of a site from another. */
  readonly key: string;
  readonly segments: readonly string[];
  /** The kinds of the segments: `Y` `M` `D` dates, `N` numbers, `S` slugs, `w` single words, and the extension. */
  readonly kinds: string;
  /** The day, month or year in the path: `2012-03-04`, `2012-03`. */
  readonly date?: string;
  /** `post`: dated, numbered or a slug of several words; `index`: tags, categories, people, further pages, files of the machine; `plain`: could be anything; `home`: no path. */
  readonly role: "post" | "index" | "plain" | "home" | "file";
}

const INDEX_WORD =
  /^(?:tags?|tagged|categor(?:y|ies|ia|ias|ie|ien)|catégories?|topics?|themes?|authors?|auteurs?|autor(?:es|en)?|users?|people|team|contributors?|pages?|seite|pagina|archives?|archivos?|archiv|search|suche|recherche|feeds?|rss|atom|login|signin|sign-in|signup|sign-up|register|subscribe|account|cart|checkout|shop|contact|contacto|kontakt|about|about-me|about-us|a-propos|ueber|uber-mich|sobre|sobre-mi|privacy|privacy-policy|terms|tos|legal|impressum|imprint|datenschutz|cookies?|sitemap|wp-admin|wp-login|wp-content|cdn-cgi|label|labels|keyword|keywords|series|sections?|type|format|comments?|print|share|links|friends|projects|portfolio|faq|help|newsletter|donate|index)$/i;
/** Words before which a number or name is an index page and not a post. */
const INDEX_PARENT =
  /^(?:tags?|tagged|categor(?:y|ies|ia|ias|ie|ien)|catégories?|topics?|authors?|auteurs?|autor(?:es|en)?|users?|profile|pages?|seite|pagina|label|labels|keyword|keywords|search|type|format|seccion)$/i;
const FILE =
  /\.(?:jpe?g|png|gif|webp|svg|avif|bmp|ico|pdf|zip|gz|tgz|mp3|mp4|m4a|ogg|webm|mov|avi|xml|rss|atom|json|txt|css|js|docx?|xlsx?|pptx?|epub|apk|exe|dmg|iso|torrent|asc|ics|opml)$/i;
const QUERY_ID = /^(?:p|page_id|id|post|postid|article|articleid|aid|entry|story|t|a|art|nid|itemid|eid|no|num|idx|entryid)$/i;

/** Origin, path and query of an address that has been resolved, its fragment left out: the parser of the WHATWG need not run again. */
const RESOLVED = /^(https?:\/\/[^/?#]+)([^?#]*)(\?[^#]*)?/;
const EXTENSION = /\.(x?html?|php\d?|aspx?|jsp|cgi|md)$/i;
const INDEX_PAGE = /\/(?:index|default)\.(?:x?html?|php|aspx?)$/i;
const PAGE_EXTENSION = /\.(?:x?html?|php\d?|aspx?)$/i;

/** Take an absolute web address apart, as `resolveUrl` gives it; `undefined` for what is none. */
export function readAddress(resolved: string): Address | undefined {
  const parts = RESOLVED.exec(resolved);
  if (parts === null) return undefined;
  let path = parts[2] as string;
  if (path.includes("%")) {
    try {
      path = decodeURIComponent(path).normalize("NFC");
    } catch {
      // A stray percent sign: the path as it stands will do.
    }
  }
  if (path.includes("//")) path = path.replace(/\/{2,}/g, "/");
  const dotted = path.includes(".");
  const file = dotted && FILE.test(path);
  const extension = dotted ? (EXTENSION.exec(path)?.[1]?.toLowerCase() ?? "") : "";
  let key = dotted ? path.replace(INDEX_PAGE, "/").replace(PAGE_EXTENSION, "") : path;
  let to = key.length;
  while (to > 0 && key[to - 1] === "/") to--;
  key = key.slice(0, to).toLowerCase();
  let identified = false;
  let paged = false;
  for (const [name, value] of parts[3] === undefined ? [] : new URLSearchParams(parts[3])) {
    if (QUERY_ID.test(name) && /^[\w-]{1,40}$/.test(value)) {
      key += `?${name}=${value}`;
      identified = true;
    } else if (
      /^(?:page|paged|pg|start|offset|tag|cat|category|author|s|q|search|label|m|replytocom|updated-max|max-results)$/i.test(name)
    ) {
      key += `?${name}=${value}`;
      paged = true;
    }
  }
  const query = key.indexOf("?");
  const segments = segmentsOf(query < 0 ? key : key.slice(0, query));
  const { kinds, date } = segmentKinds(segments);
  const address: { -readonly [K in keyof Address]: Address[K] } = {
    url: parts[0],
    host: hostOfOrigin(parts[1] as string),
    key,
    segments,
    kinds: kinds + (extension ? `.${extension.replace(/\d$/, "")}` : "") + (identified ? "?" : ""),
    role: file ? "file" : roleOf(segments, kinds, identified, paged),
  };
  if (date !== undefined) address.date = date;
  return address;
}

/** What stands between the slashes of a path: an array that filters have made takes four times the room. */
function segmentsOf(path: string): string[] {
  const segments = path.length > 1 ? path.slice(1).split("/") : [];
  return segments.includes("") ? segments.filter(Boolean) : segments;
}

/** The links of a page lead to few sites, most of them to its own. */
let lastOrigin = "";
let lastHost = "";

function hostOfOrigin(origin: string): string {
  if (origin !== lastOrigin) {
    lastHost = hostOf(origin);
    lastOrigin = origin;
  }
  return lastHost;
}

const YEAR = /^(?:19[89]\d|20\d\d)$/;
const MONTH = /^(?:0?[1-9]|1[0-2])$/;
const DAY = /^(?:0?[1-9]|[12]\d|3[01])$/;
const WHOLE_DAY = /^(19[89]\d|20\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?=$|[-_.])/;
const WHOLE_MONTH = /^(19[89]\d|20\d\d)[-_](0[1-9]|1[0-2])(?=$|[-_.])/;
const NUMBER = /^\d+$/;

function segmentKinds(segments: readonly string[]): { kinds: string; date?: string } {
  let kinds = "";
  let year = "";
  let month = "";
  let day = "";
  for (const segment of segments) {
    const wholeDay = year ? null : WHOLE_DAY.exec(segment);
    const wholeMonth = year ? null : WHOLE_MONTH.exec(segment);
    if (!year && YEAR.test(segment)) {
      year = segment;
      kinds += "Y";
    } else if (year && !month && MONTH.test(segment) && kinds.endsWith("Y")) {
      month = segment.padStart(2, "0");
      kinds += "M";
    } else if (month && !day && DAY.test(segment) && kinds.endsWith("M")) {
      day = segment.padStart(2, "0");
      kinds += "D";
    } else if (wholeDay) {
      [, year = "", month = "", day = ""] = wholeDay;
      kinds += wholeDay[0].length === segment.length ? "YMD" : "YMDS";
    } else if (wholeMonth) {
      [, year = "", month = ""] = wholeMonth;
      kinds += wholeMonth[0].length === segment.length ? "YM" : "YMS";
    } else if (NUMBER.test(segment)) kinds += "N";
    else if (isSlug(segment)) kinds += "S";
    else kinds += "w";
  }
  const date = year && month ? (day ? `${year}-${month}-${day}` : `${year}-${month}`) : year || undefined;
  return date === undefined ? { kinds } : { kinds, date };
}

const UNPRINTABLE = /[^\x20-\x7e]/;
const THREE_WORDS = /[^-_+. ][-_+. ]+[^-_+. ]+[-_+. ]+[^-_+. ]/;
const TWO_WORDS = /[^-_+. ][-_+. ]+[^-_+. ]/;
const HASH_OR_NUMBER = /^[0-9a-f]{8,}$|\d{4}/;

/** Words joined by hyphens, or characters that no machine's path has. */
function isSlug(segment: string): boolean {
  if (UNPRINTABLE.test(segment)) return segment.length >= 4;
  return THREE_WORDS.test(segment) || (segment.length >= 14 && TWO_WORDS.test(segment)) || HASH_OR_NUMBER.test(segment);
}

const NUMBERED_PAGE = /^(?:page|index|p|seite|pagina)[-_]?\d+$/;
const ARCHIVE = /^Y?M?D?$/;
const UNDER_DAY = /[YD].*[Sw]$/;

function roleOf(segments: readonly string[], kinds: string, identified: boolean, paged: boolean): Address["role"] {
  if (segments.length === 0) return identified ? "post" : paged ? "index" : "home";
  if (paged && !identified) return "index";
  const last = segments[segments.length - 1] as string;
  if (segments.length > 1 && INDEX_PARENT.test(segments[segments.length - 2] as string)) return "index";
  if (INDEX_WORD.test(last) && !kinds.includes("D")) return "index";
  if (
    (NUMBERED_PAGE.test(last) && !kinds.includes("D")) ||
    segments.some((segment, i) => segment === "page" && NUMBER.test(segments[i + 1] ?? ""))
  )
    return "index";
  if (identified) return "post";
  if (ARCHIVE.test(kinds)) return "index";
  if (UNDER_DAY.test(kinds) || kinds.endsWith("S")) return "post";
  if (kinds.endsWith("N") && segments.length > 1) return "post";
  return "plain";
}
