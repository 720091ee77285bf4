/** Query parameters that say where a reader came from, never which page it is. */
const TRACKING =
  /^(?:utm_\w+|mtm_\w+|pk_\w+|hsa_\w+|_hs\w+|mc_[ce]id|ns_\w+|at_(?:medium|campaign|custom\d)|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|igshid|igsh|wbraid|gbraid|mkt_tok|ref|ref_src|ref_url|referrer|referer|source|src|via|from|feature|share|shared|cmpid|cid|ncid|ocid|icid|smid|sr_share|s_cid|spm|trk|trkinfo|_ga|_gl|amp|outputtype|output|replytocom|like_comment|_wpnonce|share_token|sk|rss|feed|ftag|partner|guccounter|ved|usg|sessionid|session_id|phpsessid|jsessionid|sid|soc_src|soc_trk|xtor|wt_mc|wt\.mc_id|ito|format)$/;

/** Values without which some of those words are ordinary parameters (`?source=12` may be a page, `?source=rss----4` is none). */
const CERTAIN = /^(?:source|src|from|via|ref|share|feature|output|format|feed|sid|cid|sk|partner)$/;
const READER = /rss|feed|twitter|facebook|mastodon|newsletter|e-?mail|social|share|amp|link|web|app|mobile|home|search|hn|^$|^[a-z]+$/i;

/** Hosts whose addresses only send readers on, and so name no page of their own. */
const REDIRECTOR =
  /^(?:feedproxy\.google\.com|feeds\d?\.feedburner\.com|feeds\.feedblitz\.com|rss\.feedsportal\.com|t\.co|bit\.ly|goo\.gl|ow\.ly|is\.gd|tinyurl\.com|buff\.ly|dlvr\.it|lnkd\.in|fb\.me|wp\.me|j\.mp|ift\.tt|trib\.al|tr\.im|amzn\.to|youtu\.be\.link|click\.[a-z0-9.-]+|l\.facebook\.com|lm\.facebook\.com|out\.reddit\.com|href\.li|link\.medium\.com|us\.rd\.yahoo\.com|rd\.yahoo\.com|redirect\.[a-z0-9.-]+|go\.skimresources\.com|anon\.to|vk\.cc|clck\.ru|urlr\.me|shorturl\.at|cutt\.ly|rebrand\.ly|shar\.es|po\.st|su\.pr|cli\.gs|snipurl\.com|awe\.sm|hubs\.ly|hubs\.la|eepurl\.com|mailchi\.mp|list-manage\.com|[a-z0-9-]+\.list-manage\.com)$/;

/** Addresses that hold another one: caches, archives and the like. */
const WRAPPERS: readonly RegExp[] = [
  /^https?:\/\/(?:www\.)?google\.[a-z.]+\/amp\/(?:s\/)?(.+)$/i,
  /^https?:\/\/[a-z0-9.-]*\.?cdn\.ampproject\.org\/[a-z]\/(?:s\/)?(.+)$/i,
  /^https?:\/\/web\.archive\.org\/web\/[0-9a-z_*]+\/(.+)$/i,
  /^https?:\/\/webcache\.googleusercontent\.com\/search\?q=cache:(?:[\w-]{6,16}:)?([^&+]+)/i,
];

/** What the hosts of all of them have in their names: most addresses are settled by one look. */
const WRAPPER = /^https?:\/\/[^/]*(?:google|ampproject|archive)/i;

function unwrap(url: string): string {
  for (const wrapper of WRAPPERS) {
    const inner = wrapper.exec(url)?.[1];
    if (inner !== undefined) return /^https?:/i.test(inner) ? inner.replace(/^(https?:)\/{1,2}/i, "$1//") : `https://${inner}`;
  }
  return url;
}

/**
 * The identity of an address: two addresses of one page have the same key.
 *
 * Without scheme, port 80 and 443, `www.`, `m.` and `amp.`, fragment, tracking parameters, `index.html`, AMP and print
 * forms, closing slash; query sorted; percent-encoding undone. `undefined` for what is no web address, for redirectors,
 * and for addresses without any path or query (a home page is no article).
 */
export function urlKey(url: string | undefined): string | undefined {
  if (url === undefined || url.length > 4096) return undefined;
  const usual = WRAPPER.test(url) ? null : USUAL.exec(url);
  return usual === null ? unusualKey(url) : keyOf(usual[1] as string, usual[2] as string, "", "");
}

/** Most addresses: a host in lower case, and a path in which nothing is to be undone. */
const USUAL = /^https?:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(\/[\w./~-]*)$/;

function unusualKey(url: string): string | undefined {
  let rest = url.trim();
  if (WRAPPER.test(rest)) rest = unwrap(rest);
  const scheme = /^https?:\/\//i.exec(rest);
  if (scheme === null) return undefined;
  rest = rest.slice(scheme[0].length);
  const hashbang = rest.indexOf("#!");
  const hash = rest.indexOf("#");
  let fragment = "";
  if (hash >= 0) {
    if (hashbang === hash) fragment = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  const question = rest.indexOf("?");
  let query = "";
  if (question >= 0) {
    query = rest.slice(question + 1);
    rest = rest.slice(0, question);
  }
  const slash = rest.indexOf("/");
  let host = (slash < 0 ? rest : rest.slice(0, slash)).toLowerCase();
  const path = slash < 0 ? "" : rest.slice(slash);
  const at = host.lastIndexOf("@");
  if (at >= 0) host = host.slice(at + 1);
  host = host.replace(/:(?:80|443)?$/, "").replace(/\.$/, "");
  return keyOf(host, undoPercent(path), query, fragment);
}

function keyOf(host: string, path: string, query: string, fragment: string): string | undefined {
  const name = nameOfHost(host);
  if (name === "") return undefined;
  const page = OTHER_PATH.test(path) ? usualPath(path) : path.endsWith("/") ? path.slice(0, -1) : path;
  const kept = query === "" ? "" : keptOf(query);
  return page === "" && kept === "" && fragment === "" ? undefined : `${name}${page}${kept}${fragment}`;
}

/** What of a query names the page, in order. */
function keptOf(query: string): string {
  const kept: string[] = [];
  for (const pair of query.split(/&amp;|[&;]/)) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const name = (equals < 0 ? pair : pair.slice(0, equals)).toLowerCase();
    const value = equals < 0 ? "" : pair.slice(equals + 1);
    if (TRACKING.test(name) && (!CERTAIN.test(name) || READER.test(value))) continue;
    kept.push(`${name}=${undoPercent(value)}`);
  }
  return kept.length === 0 ? "" : `?${kept.sort().join("&")}`;
}

/** The host in a key, without `www.` and its like; `""` for a redirector's. */
function nameOfHost(host: string): string {
  let name = names.get(host);
  if (name === undefined) {
    name = host.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])/, "");
    if (REDIRECTOR.test(name)) name = "";
    if (names.size >= 1000) names.clear();
    names.set(host, name);
  }
  return name;
}

/** Of the hosts met last: many addresses are of few. */
const names = new Map<string, string>();

/** One of which each path has that may be another form of the usual one; most have none. */
const OTHER_PATH = /\/\/|;jsessionid|\/(?:index|default)\.|amp|print|feed/i;

function usualPath(other: string): string {
  let path = other.replace(/\/{2,}/g, "/");
  path = path.replace(/;jsessionid=[^/]*$/i, "");
  path = path.replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp|cfm)$/i, "/");
  path = path.replace(/(?:\/(?:amp|print|feed|amp\.html))?\/?$/i, "").replace(/\.amp(?:\.html)?$/i, "");
  return path.replace(/^\/amp(?=\/.)/i, "");
}

function undoPercent(text: string): string {
  if (!text.includes("%")) return text.normalize("NFC");
  try {
    return decodeURIComponent(text).normalize("NFC");
  } catch {
    return text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  }
}
