import type { Geo, Image, Podcast } from "../model/parts.ts";
import type { FeedHead } from "./feed-head.ts";
import type { Scope } from "./namespaces.ts";
import { isNumber, line, lines, peopleOf, personOf } from "./post-facts.ts";
import type { EnclosureInput, PostInput } from "./post-input.ts";
import { mediaTypeOf, writeAddress, writeLanguage } from "./write-address.ts";
import { writeRfc3339 } from "./write-date.ts";
import { writeExtension } from "./write-extension.ts";
import { attribute, element, escapeText } from "./write-xml.ts";

/**
 * What RSS and Atom say by the same customary namespaces at a post. `untold`: the file whose title the format has no room for,
 * as RSS's `enclosure` has none.
 */
export function writePostExtras(
  indent: string,
  post: PostInput,
  scope: Scope,
  base: string | undefined,
  untold?: EnclosureInput | undefined,
): string {
  let out = "";
  const created = writeRfc3339(post.created);
  if (created !== undefined) out += element(indent, `${scope.use("dcterms")}created`, created);
  const expires = writeRfc3339(post.expires);
  if (expires !== undefined) out += element(indent, `${scope.use("dcterms")}valid`, `end=${expires}`);
  const subtitle = line(post.subtitle);
  if (subtitle !== undefined && subtitle !== line(post.podcast?.subtitle))
    out += element(indent, `${scope.use("itunes")}subtitle`, subtitle);
  for (const reply of post.inReplyTo ?? []) {
    const href = writeAddress(reply.url, base);
    const ref = line(reply.ref) ?? href;
    if (ref === undefined) continue;
    out += `${indent}<${scope.use("thr")}in-reply-to${attribute("ref", ref)}${attribute("href", href)}${attribute("source", writeAddress(reply.source, base))}${attribute("type", line(reply.type))}/>\n`;
  }
  if (post.geo != null) out += writeGeo(indent, post.geo, scope);
  out += writeMedia(indent, post, scope, base, untold);
  if (post.podcast != null) out += writePodcast(indent, post.podcast, scope, base, false);
  for (const person of peopleOf(post.contributors, base)) {
    if (person.role === undefined || person.name === undefined) continue;
    out += `${indent}<${scope.use("podcast")}person${attribute("role", person.role)}${attribute("href", person.url)}${attribute("img", person.image)}>${escapeText(person.name)}</podcast:person>\n`;
  }
  if (post.chapters != null && post.chapters.length > 0) {
    const psc = scope.use("psc");
    out += `${indent}<${psc}chapters version="1.2">\n`;
    for (const chapter of post.chapters) {
      out += `${indent}  <${psc}chapter${attribute("start", line(chapter.start))}${attribute("title", line(chapter.title))}${attribute("href", writeAddress(chapter.url, base))}${attribute("image", writeAddress(chapter.image, base))}/>\n`;
    }
    out += `${indent}</${psc}chapters>\n`;
  }
  for (const extension of post.extensions ?? []) out += writeExtension(indent, extension, scope);
  return out;
}

/** What RSS and Atom say by the same customary namespaces at the feed. */
export function writeHeadExtras(indent: string, head: FeedHead, scope: Scope, base: string | undefined): string {
  let out = "";
  if (head.complete === true) out += `${indent}<${scope.use("fh")}complete/>\n`;
  if (head.archive === true) out += `${indent}<${scope.use("fh")}archive/>\n`;
  const created = writeRfc3339(head.created);
  if (created !== undefined) out += element(indent, `${scope.use("dcterms")}created`, created);
  if (head.geo != null) out += writeGeo(indent, head.geo, scope);
  const moved = writeAddress(head.newLocation, base);
  if (moved !== undefined) out += element(indent, `${scope.use("itunes")}new-feed-url`, moved);
  if (head.podcast != null) {
    out += writePodcast(indent, head.podcast, scope, base, true);
    const cover = writeAddress(head.image?.url ?? head.logo, base);
    if (cover?.startsWith("http") === true) out += `${indent}<${scope.use("itunes")}image${attribute("href", cover)}/>\n`;
    const owner = personOf(head.publisher, base);
    if (owner?.email !== undefined)
      out += `${indent}<${scope.use("itunes")}owner>\n${element(`${indent}  `, "itunes:name", owner.name)}${element(`${indent}  `, "itunes:email", owner.email)}${indent}</itunes:owner>\n`;
  }
  for (const extension of head.extensions ?? []) out += writeExtension(indent, extension, scope);
  return out;
}

function writeGeo(indent: string, geo: Geo, scope: Scope): string {
  // GeoRSS has latitude first, the model longitude. A polygon's outer ring is the only one that GeoRSS simple knows.
  const flat: number[] = [];
  const points = (geo.type === "Polygon" ? geo.coordinates[0] : geo.coordinates) as unknown;
  const walk = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] === "number") {
      for (let i = 0; i + 1 < value.length; i += 2) flat.push(Number(value[i + 1]), Number(value[i]));
    } else for (const item of value) walk(item);
  };
  walk(points);
  if (flat.length < 2 || flat.some((n) => !Number.isFinite(n))) return "";
  const name = { Point: "point", LineString: "line", Polygon: "polygon", Box: "box" }[geo.type];
  return element(indent, `${scope.use("georss")}${name}`, flat.join(" "));
}

/** Files of which more is to be told than `enclosure` and `link` can, and what else Media RSS says. */
function writeMedia(indent: string, post: PostInput, scope: Scope, base: string | undefined, untold: EnclosureInput | undefined): string {
  let out = "";
  for (const enclosure of post.enclosures ?? []) {
    const duration = enclosure.durationSeconds ?? enclosure.duration;
    // In an item without a title readers take the file's for it.
    const named =
      enclosure === untold && line(post.title) !== undefined && (line(enclosure.title) !== undefined || enclosure.language !== undefined);
    if (!named && !isNumber(duration) && !isNumber(enclosure.width) && !isNumber(enclosure.height)) continue;
    const url = writeAddress(enclosure.url, base);
    if (url !== undefined) out += writeMediaContent(indent, enclosure, url, scope, named);
  }
  const thumbnails: Image[] = [...(post.media?.thumbnails ?? [])];
  const cover = post.podcast == null ? undefined : writeAddress(post.image?.url, base);
  if (cover?.startsWith("http") === true) out += `${indent}<${scope.use("itunes")}image${attribute("href", cover)}/>\n`;
  else if (post.image != null && !thumbnails.some((image) => image.url === post.image?.url)) thumbnails.unshift(post.image);
  for (const image of thumbnails) {
    const url = writeAddress(image.url, base);
    if (url === undefined) continue;
    out += `${indent}<${scope.use("media")}thumbnail${attribute("url", url)}${attribute("width", whole(image.width))}${attribute("height", whole(image.height))}/>\n`;
  }
  const media = post.media;
  if (media == null) return out;
  const player = writeAddress(media.player, base);
  if (player !== undefined) out += `${indent}<${scope.use("media")}player${attribute("url", player)}/>\n`;
  for (const credit of media.credits ?? []) {
    const value = line(credit.value);
    if (value !== undefined)
      out += `${indent}<${scope.use("media")}credit${attribute("role", line(credit.role))}${attribute("scheme", line(credit.scheme))}>${escapeText(value)}</media:credit>\n`;
  }
  const rating = line(media.rating?.value);
  if (rating !== undefined)
    out += `${indent}<${scope.use("media")}rating${attribute("scheme", line(media.rating?.scheme))}>${escapeText(rating)}</media:rating>\n`;
  const restriction = line(media.restriction?.value) ?? "";
  if (media.restriction !== undefined && (restriction !== "" || media.restriction.type === undefined))
    out += `${indent}<${scope.use("media")}restriction${attribute("relationship", line(media.restriction?.relationship) ?? "allow")}${attribute("type", line(media.restriction?.type))}>${escapeText(restriction)}</media:restriction>\n`;
  if (media.license !== undefined) {
    const text = line(media.license.value) ?? "";
    const href = writeAddress(media.license.href, base);
    if (text !== "" || href !== undefined)
      out += `${indent}<${scope.use("media")}license${attribute("type", line(media.license.type))}${attribute("href", href)}>${escapeText(text)}</media:license>\n`;
  }
  return out;
}

function writeMediaContent(indent: string, file: EnclosureInput, url: string, scope: Scope, named: boolean): string {
  const name = `${scope.use("media")}content`;
  const title = named ? line(file.title) : undefined;
  const start = `${indent}<${name}${attribute("url", url)}${attribute("fileSize", whole(file.length))}${attribute("type", mediaTypeOf(file.type, url))}${attribute("duration", whole(file.durationSeconds ?? file.duration))}${attribute("width", whole(file.width))}${attribute("height", whole(file.height))}${attribute("lang", writeLanguage(file.language))}`;
  return title === undefined ? `${start}/>\n` : `${start}><media:title>${escapeText(title)}</media:title></${name}>\n`;
}

function whole(value: number | undefined): number | undefined {
  return isNumber(value) ? Math.round(value) : undefined;
}

function writePodcast(indent: string, podcast: Podcast, scope: Scope, base: string | undefined, channel: boolean): string {
  const it = scope.use("itunes");
  let out = "";
  out += element(indent, `${it}author`, line(podcast.author)?.slice(0, 255));
  out += element(indent, `${it}subtitle`, line(podcast.subtitle)?.slice(0, 255));
  out += element(indent, `${it}summary`, lines(podcast.summary)?.slice(0, 4000));
  if (podcast.explicit !== undefined) out += element(indent, `${it}explicit`, String(podcast.explicit));
  if (podcast.block === true) out += element(indent, `${it}block`, "Yes");
  if (podcast.keywords !== undefined && podcast.keywords.length > 0)
    out += element(indent, `${it}keywords`, line(podcast.keywords.join(","))?.slice(0, 255));
  if (channel) {
    if (podcast.type === "episodic" || podcast.type === "serial") out += element(indent, `${it}type`, podcast.type);
    if (podcast.guid !== undefined) out += element(indent, `${scope.use("podcast")}guid`, line(podcast.guid));
    if (podcast.locked !== undefined) out += element(indent, `${scope.use("podcast")}locked`, podcast.locked ? "yes" : "no");
    return out;
  }
  if (isNumber(podcast.durationSeconds)) out += element(indent, `${it}duration`, Math.round(podcast.durationSeconds));
  if (isNumber(podcast.season) && podcast.season >= 1) out += element(indent, `${it}season`, Math.round(podcast.season));
  if (isNumber(podcast.episode) && podcast.episode >= 1) out += element(indent, `${it}episode`, Math.round(podcast.episode));
  if (podcast.type === "full" || podcast.type === "trailer" || podcast.type === "bonus")
    out += element(indent, `${it}episodeType`, podcast.type);
  for (const transcript of podcast.transcripts ?? []) {
    const url = writeAddress(transcript.url, base);
    if (url !== undefined)
      out += `${indent}<${scope.use("podcast")}transcript${attribute("url", url)}${attribute("type", mediaTypeOf(transcript.type, url))}${attribute("language", writeLanguage(transcript.language))}/>\n`;
  }
  const chapters = writeAddress(podcast.chaptersUrl, base);
  if (chapters !== undefined)
    out += `${indent}<${scope.use("podcast")}chapters${attribute("url", chapters)} type="application/json+chapters"/>\n`;
  return out;
}
