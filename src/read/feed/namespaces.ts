/**
 * Namespaces that the model has fields for: each URI, as published and as feeds misspell it, to the prefix that it is known by here.
 * Compared without scheme, `www.`, case, and what trails of `/` and `#`.
 */
const URIS: Readonly<Record<string, readonly string[]>> = {
  "": [
    "purl.org/rss/1.0",
    "purl.org/rss/2.0",
    "my.netscape.com/rdf/simple/0.9",
    "channel.netscape.com/rdf/simple/0.9",
    "my.netscape.com/publish/formats/rss-0.91.dtd",
    "purl.org/net/rss1.1",
    "backend.userland.com/rss",
    "backend.userland.com/rss2",
    "backend.userland.com/rss091",
    "backend.userland.com/rss20",
    "blogs.law.harvard.edu/tech/rss",
    "cyber.law.harvard.edu/rss/rss.html",
    "cyber.law.harvard.edu/rss",
    "rssboard.org/rss-specification",
    "example.com/necho",
    "purl.org/rss/1.0/modules/rss091",
  ],
  atom: [
    "w3.org/2005/atom",
    "purl.org/atom/ns",
    "purl.org/atom",
    "purl.org/atom/ns1.0",
    "w3.org/2005/atom10",
    "w3.org/atom",
    "purl.org/echo",
    "uri/of/echo/namespace",
    "purl.org/pie",
    "tools.ietf.org/html/rfc4287",
  ],
  xhtml: ["w3.org/1999/xhtml", "w3.org/tr/xhtml1", "w3.org/tr/rec-html40", "w3.org/tr/html4"],
  rdf: ["w3.org/1999/02/22-rdf-syntax-ns", "w3.org/tr/rec-rdf-syntax", "w3.org/tr/1999/rec-rdf-syntax-19990222"],
  xml: ["w3.org/xml/1998/namespace"],
  dc: ["purl.org/dc/elements/1.1", "purl.org/dc/elements/1.0", "purl.org/metadata/dublin_core"],
  dcterms: ["purl.org/dc/terms", "purl.org/dc/dcterms"],
  content: ["purl.org/rss/1.0/modules/content", "purl.org/rss/modules/content", "purl.org/rss/2.0/modules/content"],
  sy: ["purl.org/rss/1.0/modules/syndication"],
  slash: ["purl.org/rss/1.0/modules/slash"],
  wfw: ["wellformedweb.org/commentapi", "wellformedweb.org/comment/api"],
  admin: ["webns.net/mvcb"],
  annotate: ["purl.org/rss/1.0/modules/annotate"],
  link: ["purl.org/rss/1.0/modules/link"],
  thr: ["purl.org/syndication/thread/1.0", "purl.org/rss/1.0/modules/threading"],
  media: [
    "search.yahoo.com/mrss",
    "search.yahoo.com/rss",
    "search.yahoo.com/mrss/video",
    "tools.search.yahoo.com/mrss",
    "video.search.yahoo.com/mrss",
    "video.search.yahoo.com/mrss/rss",
    "rssboard.org/media-rss",
  ],
  itunes: [
    "itunes.com/dtds/podcast-1.0.dtd",
    "example.com/dtds/podcast-1.0.dtd",
    "itunes.com/dtds/podcast-1.0",
    "itunes.apple.com/dtds/podcast-1.0.dtd",
    "itunes.com/dtd/podcast-1.0.dtd",
  ],
  podcast: ["podcastindex.org/namespace/1.0", "github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"],
  psc: ["podlove.org/simple-chapters"],
  source: ["source.scripting.com", "source.smallpict.com/2014/07/12.html"],
  cc: ["creativecommons.org/ns", "web.resource.org/cc"],
  creativecommons: ["backend.userland.com/creativecommonsrssmodule", "cyber.law.harvard.edu/rss/creativecommonsrssmodule.html"],
  georss: ["georss.org/georss", "georss.org/georss/10", "georss.org"],
  gml: ["opengis.net/gml"],
  geo: ["w3.org/2003/01/geo/wgs84_pos"],
  icbm: ["postneo.com/icbm"],
  feedburner: ["rssnamespace.org/feedburner/ext/1.0"],
  fh: ["purl.org/syndication/history/1.0"],
  app: ["w3.org/2007/app", "purl.org/atom/app"],
  wp: ["wordpress.org/export/1.0", "wordpress.org/export/1.1", "wordpress.org/export/1.2"],
  excerpt: ["wordpress.org/export/1.0/excerpt", "wordpress.org/export/1.1/excerpt", "wordpress.org/export/1.2/excerpt"],
  googleplay: ["google.com/schemas/play-podcasts/1.0", "google.com/schemas/play-podcasts/1.0/play-podcasts.xsd"],
  at: ["purl.org/atompub/tombstones/1.0"],
  posterous: ["posterous.com/help/rss/1.0"],
  foaf: ["xmlns.com/foaf/0.1"],
  rdfs: ["w3.org/2000/01/rdf-schema"],
  // biome-ignore format: a table
};

const BY_URI = new Map<string, string>();
for (const [prefix, uris] of Object.entries(URIS)) for (const uri of uris) BY_URI.set(uri, prefix);

/** Prefixes that are understood where a document uses them without saying what they mean. */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ...Object.keys(URIS)
    .filter((p) => p !== "")
    .map((p) => [p, p] as const),
  ["rss", ""],
  ["thread", "thr"],
  ["atom10", "atom"],
  ["a10", "atom"],
  ["dcterm", "dcterms"],
  ["dct", "dcterms"],
  ["media", "media"],
  ["c", "content"],
  ["html", "xhtml"],
  ["xhtml", "xhtml"],
  ["history", "fh"],
]);

/** The prefix that a namespace is known by here: `""` for RSS itself, `undefined` for a namespace that is not modelled. */
export function knownNamespace(uri: string): string | undefined {
  const seen = SEEN.get(uri);
  if (seen !== undefined) return seen === UNKNOWN ? undefined : seen;
  const plain = uri
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/^www\./, "")
    .replace(/[/#]{1,8}$/, "");
  const found = BY_URI.get(plain);
  if (SEEN.size < 500 && uri.length < 200) SEEN.set(uri, found ?? UNKNOWN);
  return found;
}

const UNKNOWN = "?";
const SEEN = new Map<string, string>();

/** What an undeclared prefix means by convention. */
export function conventionalNamespace(prefix: string): string | undefined {
  return PREFIXES.get(prefix.toLowerCase());
}
