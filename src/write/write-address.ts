import { isScript, resolveUrl } from "../values/url.ts";
import { cleanText } from "./write-xml.ts";

/** An http address in the form that WHATWG and RFC 3986 agree on; what matches needs no parsing. */
const PLAIN =
  /^https?:\/\/[a-z0-9-]+(?:\.[a-z0-9-]*[a-z][a-z0-9-]*)+\/(?!\/)(?:[A-Za-z0-9\-_~!$&'()*+,;=:@/]|%[0-9A-F]{2}|\.(?![./?#]|$|%))*(?:[?#][A-Za-z0-9\-._~!$&'()*+,;=:@/?]*)?$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const NOT_URI = /[^\x21-\x7e]|["<>\\^`{|}[\]]|%(?![0-9A-Fa-f]{2})/;
const NOT_URI_ALL = /[^\x21-\x7e]|["<>\\^`{|}[\]]|%(?![0-9A-Fa-f]{2})/gu;

/** The address as RFC 3986 has it: absolute, percent-encoded, IDN in ASCII. `undefined` for what is none, or is unsafe to follow. */
export function writeAddress(href: string | undefined, base: string | undefined): string | undefined {
  if (href === undefined || href === null || href === "") return undefined;
  if (PLAIN.test(href)) return href;
  const resolved = resolveUrl(cleanText(href), base);
  return resolved === undefined ? undefined : encodeRest(resolved);
}

/**
 * An identifier that has to be an IRI (RFC 4287 §4.2.6) and is never followed: kept as it is where it is one,
 * resolved where it is a reference, else a tag URI (RFC 4151) of the feed's host.
 *
 * @param authority an address of the feed's, where it is another than `base`
 */
export function writeIri(id: string, base: string | undefined, authority = base): string {
  if (PLAIN.test(id)) return id;
  const trimmed = cleanText(id).trim();
  if (SCHEME.test(trimmed)) {
    if (/^https?:/i.test(trimmed)) {
      const address = resolveUrl(trimmed, base);
      if (address !== undefined) return encodeRest(address);
    } else {
      const iri = encodeRest(trimmed);
      if (isGoodName(iri)) return iri;
    }
  } else if (/^[/?#.]/.test(trimmed)) {
    const address = writeAddress(trimmed, base);
    if (address !== undefined) return address;
  }
  return `tag:${hostFor(authority)},2005:${encodeTag(trimmed)}`;
}

/** `urn:` and `tag:` have a syntax of their own (RFC 8141, RFC 4151); every other scheme is taken at its word. */
function isGoodName(iri: string): boolean {
  if (isScript(iri)) return false;
  if (/^urn:uuid:/i.test(iri)) return /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(iri);
  if (/^urn:/i.test(iri)) return /^urn:[a-z0-9][a-z0-9-]{1,31}:(?:[a-z0-9()+,.:=@;$_!*'/?#~&-]|%[0-9a-f]{2})+$/i.test(iri);
  if (/^tag:/i.test(iri)) return /^tag:(?:[a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(?:-\d\d){0,2}:[^#]*(?:#[^#]*)?$/.test(iri);
  return /^[A-Za-z][A-Za-z0-9+.-]*:[^#]+(?:#[^#]*)?$/.test(iri);
}

/** The host that answers for names we have to make. */
export function hostFor(base: string | undefined): string {
  const match = base === undefined ? null : /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([a-z0-9.-]+)/i.exec(base);
  return match?.[1]?.toLowerCase() ?? "localhost.localdomain";
}

function encodeTag(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2F|3A|3B|40|3D|2B|2C|24|26)/g, (code) => decodeURIComponent(code));
}

/** WHATWG URLs leave some characters bare that RFC 3986 §2 does not have. */
function encodeRest(address: string): string {
  if (!NOT_URI.test(address)) return address;
  // The brackets of an IPv6 host are the only ones that may stay.
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@[\]]*@)?\[[0-9a-f:.]+\]/i.exec(address)?.[0] ?? "";
  return host + address.slice(host.length).replace(NOT_URI_ALL, (c) => (c === "%" ? "%25" : encodeURIComponent(c)));
}

const EMAIL = /^[A-Za-z0-9_+.'!#$%&*/=?^`{|}~-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z0-9][A-Za-z0-9-]*$/;

/** An addr-spec with its host in ASCII; `undefined` for what no mail can reach. */
export function writeEmail(email: string | undefined): string | undefined {
  if (email === undefined || email === null) return undefined;
  const trimmed = email.trim().replace(/^mailto:/i, "");
  if (EMAIL.test(trimmed)) return trimmed;
  const at = trimmed.lastIndexOf("@");
  if (at < 1) return undefined;
  try {
    const ascii = `${trimmed.slice(0, at)}@${new URL(`http://${trimmed.slice(at + 1)}/`).hostname}`;
    return EMAIL.test(ascii) ? ascii : undefined;
  } catch {
    return undefined;
  }
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  aac: "audio/aac",
  ogg: "audio/ogg",
  oga: "audio/ogg",
  opus: "audio/opus",
  wav: "audio/wav",
  flac: "audio/flac",
  mp4: "video/mp4",
  m4v: "video/mp4",
  webm: "video/webm",
  mov: "video/quicktime",
  mkv: "video/x-matroska",
  avi: "video/x-msvideo",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
  pdf: "application/pdf",
  epub: "application/epub+zip",
  zip: "application/zip",
  torrent: "application/x-bittorrent",
  txt: "text/plain",
  html: "text/html",
  json: "application/json",
  xml: "application/xml",
  srt: "application/x-subrip",
  vtt: "text/vtt",
};
const MEDIA_TYPE = /^[^\s()<>,;:\\"/[\]?=]+\/[^\s()<>,;:\\"/[\]?=]+(?:\s*;\s*[^\s()<>,;:\\"/[\]?=]+=(?:"[^"]*"|[^\s()<>,;:\\"/[\]?=]+))*$/;

/** A media type as RFC 2045 §5.1 writes it: the one given, where it is one. */
export function mediaType(given: string | undefined): string | undefined {
  const trimmed = given?.trim();
  return trimmed !== undefined && MEDIA_TYPE.test(trimmed) ? trimmed : undefined;
}

/** The media type that RSS and JSON Feed demand of a file: the one given, else the one its name suggests. */
export function mediaTypeOf(given: string | undefined, address: string): string {
  const known = mediaType(given);
  if (known !== undefined) return known;
  const name = /\.([A-Za-z0-9]{2,7})(?:[?#].*)?$/.exec(address)?.[1]?.toLowerCase();
  return (name === undefined ? undefined : MEDIA_TYPES[name]) ?? "application/octet-stream";
}

/** A language tag (BCP 47) as all formats accept it; `undefined` for what is none. */
export function writeLanguage(language: string | undefined): string | undefined {
  const tag = language?.trim().replaceAll("_", "-");
  return tag !== undefined && /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(tag) ? tag : undefined;
}
