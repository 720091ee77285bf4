// Maps a reading to the neutral model of the feed conformance suite. Run from the folder that holds dist.
import path from "node:path";
import { pathToFileURL } from "node:url";

const { readFeed } = await import(pathToFileURL(path.resolve("dist/index.js")));

/** The suite has the national standard's name for what the WHATWG calls by its code page. */
const ALIASES = { "windows-874": "tis-620" };

export function toNeutral(bytes, { url, headers = {} } = {}) {
  const address = headers["content-location"] ?? url;
  const reading = readFeed(bytes, {
    ...(address && { url: address }),
    ...(headers["content-type"] && { contentType: headers["content-type"] }),
    ...(headers["content-language"] && { language: headers["content-language"] }),
  });
  const malformed = new Set(["not-well-formed", "truncated", "wrong-encoding", "wrong-content-type"]);
  return {
    format: reading.format === "wxr" ? "rss" : reading.format,
    version: /^2\.\d+$/.test(reading.version ?? "") ? "2.0" : reading.version,
    encoding: ALIASES[reading.encoding] ?? reading.encodingLabel ?? reading.encoding,
    wellFormed: !reading.notices.some(({ code }) => malformed.has(code)),
    feed: channel(reading.channel),
    entries: reading.entries.map((entry) => neutralEntry(entry, reading)),
  };
}

const detail = (construct, language) =>
  construct ? { type: construct.type, base: construct.base, language: construct.language } : { type: "text", language };
const category = ({ name, scheme, label }) => ({ term: name, scheme, label });

const categories = ({ tags, podcast }) => {
  const all = [...tags, ...(podcast?.keywords ?? []).map((name) => ({ name }))];
  return all.filter(({ name, scheme }, i) => all.findIndex((one) => one.name === name && one.scheme === scheme) === i).map(category);
};

/** RSS's own link is the model's `url` or `home`; a link without an address is kept as an extension. */
const links = (list, own, extensions = []) => {
  const bare = extensions.filter(({ name, attributes }) => name === "link" && attributes.every(([key]) => key !== "href"));
  const all = [...list, ...bare.map(({ attributes }) => ({ rel: "alternate", ...Object.fromEntries(attributes) }))];
  return own !== undefined && all.every(({ href, rel }) => href !== own && rel !== "alternate")
    ? [...all, { rel: "alternate", href: own }]
    : all;
};
const countries = (value) => (value.includes(" ") ? value.split(/\s+/) : value);
const seconds = (time) => time.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);

function channel(c) {
  return {
    id: c.id,
    title: c.details?.title?.value ?? c.title,
    titleDetail: detail(c.details?.title, c.language),
    link: c.home,
    links: links(c.links, c.home, c.extensions),
    language: c.language,
    authors: c.authors,
    contributors: c.contributors,
    publisher: c.publisher,
    published: c.published,
    updated: c.updated,
    created: c.created,
    subtitle: c.details?.description?.value ?? c.description,
    subtitleDetail: detail(c.details?.description, c.language),
    info: c.details?.info?.value ?? c.info,
    infoDetail: detail(c.details?.info, c.language),
    rights: c.details?.rights?.value ?? c.rights,
    rightsDetail: detail(c.details?.rights, c.language),
    categories: categories(c),
    image: c.image,
    license: c.license,
    geo: c.geo,
    itunes: itunes(c.podcast),
    generator: c.generator,
    icon: c.icon,
    logo: c.logo,
    docs: c.docs,
    ttl: c.ttlMinutes,
    cloud: c.cloud,
    textInput: c.textInput,
    newLocation: c.newLocation,
  };
}

const itunes = (podcast) => podcast && { block: podcast.block, explicit: podcast.explicit, duration: podcast.durationSeconds };

/** The suite's `content` is what stands beside the summary; RSS's lone description is its summary, whatever the model makes of it. */
function neutralEntry(e, reading) {
  const summary = e.details?.summary ?? (e.summary === undefined && isFeedSummary(e, reading) ? e.contents[0] : undefined);
  return {
    id: e.guid,
    guidIsPermalink: e.guidIsPermalink,
    title: e.details?.title?.value ?? e.title,
    titleDetail: detail(e.details?.title, e.language),
    subtitle: e.details?.subtitle?.value ?? e.subtitle,
    summary: summary?.value ?? e.summary,
    summaryDetail: summary
      ? { type: summary.type, base: summary.base, language: summary.language }
      : { type: "text", language: e.language },
    content: e.contents.map(({ type, value, base, language, src }) => ({ type, value, base, language: language ?? undefined, src })),
    link: e.url,
    links: links(e.links, e.url, e.extensions),
    language: e.language,
    authors: e.bylines,
    contributors: e.contributors,
    publisher: e.publisher,
    published: e.published,
    updated: e.updated ?? e.published,
    created: e.created,
    expired: e.expires,
    rights: e.details?.rights?.value ?? e.rights,
    rightsDetail: detail(e.details?.rights, e.language),
    categories: categories(e),
    image: e.image,
    license: e.license,
    geo: e.geo,
    itunes: itunes(e.podcast),
    enclosures: e.enclosures,
    comments: e.comments?.url,
    commentsFeed: e.comments?.feed,
    commentApi: e.comments?.api,
    source: e.source && { ...channel({ ...e.source, extensions: [] }), link: e.source.home ?? e.source.feedUrl },
    media: e.media && {
      ...e.media,
      ...(e.media.restriction?.type === "country" && {
        restriction: { ...e.media.restriction, value: countries(e.media.restriction.value) },
      }),
    },
    chapters: e.chapters.map((chapter) => ({ ...chapter, start: seconds(chapter.start) })),
    inReplyTo: e.inReplyTo.map(({ url, ref, source, type }) => ({ href: url, ref, source, type })),
  };
}

function isFeedSummary(e, reading) {
  return reading.format !== "atom" && reading.format !== "json" && e.contents.length > 0;
}
