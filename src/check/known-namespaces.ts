/** A namespace that feeds use: the prefix it goes by in the rules (and as a rule in the wild), and where it is defined. */
export interface KnownNamespace {
  readonly uri: string;
  readonly prefix: string;
  readonly clause?: string;
}

const TABLE: readonly (readonly [prefix: string, uri: string, clause?: string])[] = [
  ["atom", "http://www.w3.org/2005/Atom", "https://www.rfc-editor.org/rfc/rfc4287"],
  ["app", "http://www.w3.org/2007/app", "https://www.rfc-editor.org/rfc/rfc5023"],
  ["fh", "http://purl.org/syndication/history/1.0", "https://www.rfc-editor.org/rfc/rfc5005"],
  ["thr", "http://purl.org/syndication/thread/1.0", "https://www.rfc-editor.org/rfc/rfc4685"],
  ["dc", "http://purl.org/dc/elements/1.1/", "https://www.dublincore.org/specifications/dublin-core/dces/"],
  ["dcterms", "http://purl.org/dc/terms/", "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/"],
  ["content", "http://purl.org/rss/1.0/modules/content/", "https://web.resource.org/rss/1.0/modules/content/"],
  ["slash", "http://purl.org/rss/1.0/modules/slash/", "https://web.resource.org/rss/1.0/modules/slash/"],
  ["sy", "http://purl.org/rss/1.0/modules/syndication/", "https://web.resource.org/rss/1.0/modules/syndication/"],
  ["wfw", "http://wellformedweb.org/CommentAPI/", "https://www.rssboard.org/comment-api"],
  ["media", "http://search.yahoo.com/mrss/", "https://www.rssboard.org/media-rss"],
  ["itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd", "https://help.apple.com/itc/podcasts_connect/#/itcb54353390"],
  ["georss", "http://www.georss.org/georss", "https://docs.ogc.org/cs/17-002r1/17-002r1.html"],
  ["gml", "http://www.opengis.net/gml", "https://docs.ogc.org/cs/17-002r1/17-002r1.html"],
  ["geo", "http://www.w3.org/2003/01/geo/wgs84_pos#", "https://www.w3.org/2003/01/geo/"],
  ["creativeCommons", "http://backend.userland.com/creativeCommonsRssModule", "https://www.rssboard.org/creative-commons"],
  ["cc", "http://web.resource.org/cc/", "https://creativecommons.org/ns"],
  ["admin", "http://webns.net/mvcb/"],
  ["blogChannel", "http://backend.userland.com/blogChannelModule"],
  ["trackback", "http://madskills.com/public/xml/rss/module/trackback/"],
  ["feedburner", "http://rssnamespace.org/feedburner/ext/1.0"],
  ["sx", "http://feedsync.org/2007/feedsync"],
  ["opensearch", "http://a9.com/-/spec/opensearch/1.1/"],
  ["opensearch10", "http://a9.com/-/spec/opensearchrss/1.0/"],
  ["access", "http://www.bloglines.com/about/specs/fac-1.0"],
  ["indexing", "urn:atom-extension:indexing"],
  ["xhtml", "http://www.w3.org/1999/xhtml", "https://html.spec.whatwg.org/multipage/"],
  ["svg", "http://www.w3.org/2000/svg", "https://www.w3.org/TR/SVG/"],
  ["mathml", "http://www.w3.org/1998/Math/MathML", "https://www.w3.org/TR/MathML3/"],
  ["rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "https://www.w3.org/TR/rdf-syntax-grammar/"],
  ["rdfs", "http://www.w3.org/2000/01/rdf-schema#"],
  ["rss1", "http://purl.org/rss/1.0/", "https://web.resource.org/rss/1.0/spec"],
  ["rss11", "http://purl.org/net/rss1.1#"],
  ["rss090", "http://my.netscape.com/rdf/simple/0.9/"],
  ["foaf", "http://xmlns.com/foaf/0.1/"],
  ["geourl", "http://geourl.org/rss/module/"],
  ["icbm", "http://postneo.com/icbm"],
  ["ev", "http://purl.org/rss/1.0/modules/event/"],
  ["ag", "http://purl.org/rss/1.0/modules/aggregation/"],
  ["annotate", "http://purl.org/rss/1.0/modules/annotate/"],
  ["audio", "http://media.tangent.org/rss/1.0/"],
  ["cf", "http://www.microsoft.com/schemas/rss/core/2005"],
  ["company", "http://purl.org/rss/1.0/modules/company"],
  ["conversationsNetwork", "http://conversationsnetwork.org/rssNamespace-1.0/"],
  ["cp", "http://my.theinfo.org/changed/1.0/rss/"],
  ["email", "http://purl.org/rss/1.0/modules/email/"],
  ["g", "http://base.google.com/ns/1.0"],
  ["image", "http://purl.org/rss/1.0/modules/image/"],
  ["l", "http://purl.org/rss/1.0/modules/link/"],
  ["opml", "http://www.opml.org/spec2"],
  ["openid", "http://openid.net/xmlns/1.0"],
  ["ref", "http://purl.org/rss/1.0/modules/reference/"],
  ["reqv", "http://purl.org/rss/1.0/modules/richequiv/"],
  ["rss091", "http://purl.org/rss/1.0/modules/rss091#"],
  ["search", "http://purl.org/rss/1.0/modules/search/"],
  ["soap", "http://schemas.xmlsoap.org/soap/envelope/"],
  ["ss", "http://purl.org/rss/1.0/modules/servicestatus/"],
  ["str", "http://hacks.benhammersley.com/rss/streaming/"],
  ["sub", "http://purl.org/rss/1.0/modules/subscription/"],
  ["taxo", "http://purl.org/rss/1.0/modules/taxonomy/"],
  ["thr", "http://purl.org/rss/1.0/modules/threading/"],
  ["wiki", "http://purl.org/rss/1.0/modules/wiki/"],
  ["wiki", "http://www.usemod.com/cgi-bin/mb.pl?ModWiki"],
  ["xlink", "http://www.w3.org/1999/xlink"],
  ["xml", "http://www.w3.org/XML/1998/namespace"],
  ["xrd", "xri://$xrd*($v*2.0)"],
  ["xrds", "xri://$xrds"],
];

/** Namespaces whose elements nobody here checks, but which are well known. */
const UNCHECKED = new Set([
  "http://schemas.google.com/g/2005",
  "http://www.rawvoice.com/rawvoiceRssModule/",
  "https://schema.org/",
  "http://schema.org/",
  "https://podcastindex.org/namespace/1.0",
  "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md",
]);

const BY_URI = new Map<string, KnownNamespace>();
const BY_LOOSE_URI = new Map<string, KnownNamespace>();
const BY_PREFIX = new Map<string, KnownNamespace>();
for (const [prefix, uri, clause] of TABLE) {
  const known = clause === undefined ? { prefix, uri } : { prefix, uri, clause };
  BY_URI.set(uri, known);
  BY_LOOSE_URI.set(loose(uri), known);
  if (!BY_PREFIX.has(prefix)) BY_PREFIX.set(prefix, known);
}

export function knownNamespace(uri: string): KnownNamespace | undefined {
  return BY_URI.get(uri);
}

/** As `knownNamespace`, but case and closing marks do not count: readers see to such slips. */
export function nearNamespace(uri: string): KnownNamespace | undefined {
  return uri === "" ? undefined : (BY_URI.get(uri) ?? BY_LOOSE_URI.get(loose(uri)));
}

/** The namespace that a prefix stands for as a rule. */
export function namespaceOfPrefix(prefix: string): KnownNamespace | undefined {
  return BY_PREFIX.get(prefix);
}

export function isUncheckedNamespace(uri: string): boolean {
  return UNCHECKED.has(uri);
}

function loose(uri: string): string {
  let end = uri.length;
  while (end > 0 && !/\w/.test(uri[end - 1] ?? "")) end--;
  return uri.slice(0, end).toLowerCase();
}
