import { characterName } from "./character-name.ts";
import type { Spot, ValueCheck } from "./element-rule.ts";
import type { RuleName } from "./rules.ts";

/** What RFC 3986 allows in an address, gen-delims in brackets apart. */
const URI_CHARACTER = /[\w;/?:@&=+$.\-!~*'()%,#]/;
const URI_CHARACTERS = "[\\w;/?:@&=+$.\\-!~*'()%,#]";
const REFERENCE = new RegExp(`^(?:[a-z][a-z\\d+\\-.]*:)?/{0,2}(?:\\[[\\da-f:.]+\\])?${URI_CHARACTERS}*$`, "i");
const FULL = new RegExp(`^[a-z][a-z\\d+\\-.]*:(?://)?(?:\\[[\\da-f:.]+\\])?${URI_CHARACTERS}+$`, "i");
/** RFC 4151 §2.1. */
const TAG = /^tag:(?:[a-z\d\-._]+@)?[a-z\d.-]+,\d{4}(?:-\d{2}(?:-\d{2})?)?:[\w;/?:@&=+$.\-!~*'()%,]*(?:#[\w;/?:@&=+$.\-!~*'()%,]*)?$/;
/** RFC 2141 §2. */
const URN = /^urn:[a-z\d][a-z\d-]{1,31}:(?:[a-z\d()+,.:=@;$_!*'/-]|%[\da-f]{2})+$/i;
const UUID = /^urn:uuid:[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;
const WEB =
  /^https?:\/\/(?:[^\s/?#@]*@)?(?:(?:\d{1,3}\.){3}\d{1,3}|\[[\da-f:.]+\]|(?:[a-z\d-]+\.)+[a-z\d][a-z\d-]*)\.?(?::\d+)?(?:[/?#]|$)/i;

/** Schemes that occur in feeds and are registered with IANA. */
const REGISTERED_SCHEMES = new Set(
  (
    "aaa aaas about acap acct cap cid coap coaps crid data dav dict dns example fax file ftp geo git go gopher gemini h323 http https iax icap im imap info ipfs ipp irc ircs iris iris.beep iris.lwz iris.xpc iris.xpcs jabber ldap ldaps " +
    "magnet mailto matrix mid modem msrp msrps mtqp mupdate news nfs ni nih nntp opaquelocktoken openid pop pres prospero rtsp rtsps sftp shttp sip sips sms snmp soap.beep soap.beeps ssh steam tag tel telnet tftp thismessage tip turn tv urn vemmi view-source vnc wais webcal ws wss xmlrpc.beep xmlrpc.beeps xmpp z39.50r z39.50s bitcoin session skype spotify teamspeak service"
  ).split(" "),
);

interface UriKind {
  readonly form: RegExp;
  /** Letters beyond ASCII may stand in it (RFC 3987). */
  readonly iri: boolean;
  readonly broken: RuleName;
}

function checkUri(kind: UriKind): (value: string, spot: Spot) => boolean {
  return (value, spot) => {
    const scheme = /^[^:]*/.exec(value)?.[0].toLowerCase() ?? "";
    const plain = kind.iri ? asciiForm(value) : value;
    if (scheme === "tag") return TAG.test(plain) || fail(spot, "invalid-tag-uri", value);
    if (scheme === "urn") {
      if (/^urn:uuid:/i.test(plain) && !UUID.test(plain)) return fail(spot, "invalid-uuid", value);
      return URN.test(plain) || fail(spot, "invalid-urn", value);
    }
    if (!kind.form.test(plain)) {
      const character = [...plain].find((each) => each < "\u0080" && !URI_CHARACTER.test(each));
      if (character !== undefined) {
        spot.report("invalid-uri-character", { value, character: characterName(character) });
        return false;
      }
      return fail(spot, /[^\0-\x7f]/.test(plain) && kind.form.test(asciiForm(plain)) ? "iri-not-uri" : kind.broken, value);
    }
    if ((scheme === "http" || scheme === "https" || scheme === "ftp") && value.includes(":") && !/^\w+:\/\/[^/]/.test(plain))
      return fail(spot, kind.broken, value);
    if (value.includes(":") && /^[a-z]+$/.test(scheme) && !REGISTERED_SCHEMES.has(scheme)) return fail(spot, "unregistered-scheme", scheme);
    return true;
  };
}

function fail(spot: Spot, rule: RuleName, value: string): false {
  spot.report(rule, { value });
  return false;
}

/** An IRI's letters beyond ASCII as unreserved ones, to hold the rest against RFC 3986. */
function asciiForm(value: string): string {
  return value.replace(/[\u00a1-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\u{10000}-\u{effff}]/gu, "x");
}

const reference = checkUri({ form: REFERENCE, iri: false, broken: "invalid-uri" });
const iriReference = checkUri({ form: REFERENCE, iri: true, broken: "invalid-iri" });
const absolute = checkUri({ form: FULL, iri: false, broken: "invalid-full-uri" });
const absoluteIri = checkUri({ form: FULL, iri: true, broken: "invalid-full-uri" });
const permalink = checkUri({ form: FULL, iri: false, broken: "guid-not-a-url" });

/** URI reference: may be relative (RFC 3986 §4.1). */
export const uriReference: ValueCheck = (value, spot) => void reference(value, spot);

/** A URI reference in an attribute that has a rule of its own. */
export const uriAttribute: ValueCheck = (value, spot) =>
  void checkUri({ form: REFERENCE, iri: false, broken: "invalid-uri-attribute" })(value, spot);

/** IRI reference: may be relative and have letters beyond ASCII (RFC 3987 §2.2). */
export const iri: ValueCheck = (value, spot) => void iriReference(value, spot);

/** A URI with its scheme. */
export const fullUri: ValueCheck = (value, spot) => void absolute(value, spot);

/** An IRI with its scheme. */
export const fullIri: ValueCheck = (value, spot) => void (absoluteIri(value, spot) && sameDocument(value, spot));

/** As `iri`, and it must not mean the document itself where xml:base makes believe otherwise. */
export const iriAgainstBase: ValueCheck = (value, spot) => void (iriReference(value, spot) && sameDocument(value, spot));

/** Whether a guid that says so can be an address. */
export function isPermalink(value: string, spot: Spot): boolean {
  return permalink(value, spot);
}

/** An http or https address. */
export const webAddress: ValueCheck = (value, spot) => {
  if (!WEB.test(value) || !FULL.test(value)) spot.report("invalid-web-address", { value });
};

/** A full IRI in the form that RFC 4287 §4.2.6.1 asks of ids, which are compared character by character. */
export const canonicalIri: ValueCheck = (value, spot) => {
  if (!absoluteIri(value, spot)) return;
  const canonical = canonicalUri(value);
  if (canonical !== value) spot.report("not-canonical-uri", { value, canonical: canonical ?? "another" });
};

/** RFC 3986 §4.4: an empty or equal reference is the document itself, and readers differ over xml:base. */
function sameDocument(value: string, spot: Spot): void {
  const base = spot.frame.base;
  const origin = spot.context.url ?? "http://document.invalid/";
  if (base === undefined) return;
  const here = parse(base, origin);
  const target = here === undefined ? undefined : parse(value, here);
  if (here !== undefined && withoutFragment(target) === withoutFragment(here) && withoutFragment(here) !== withoutFragment(origin))
    spot.report("same-document", { value });
}

function parse(value: string, base: string): string | undefined {
  try {
    return new URL(value, base).href;
  } catch {
    return undefined;
  }
}

function withoutFragment(url: string | undefined): string | undefined {
  return url?.replace(/#.*$/s, "");
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  http: "80",
  https: "443",
  ftp: "21",
  telnet: "23",
  gopher: "70",
  news: "119",
  nntp: "119",
};

/**
 * The normal form of RFC 3986 §6.2.2 and §6.2.3: scheme and host in small letters, no default port, no dot segments,
 * escapes in capitals and only where needed, `/` for an empty path. `undefined` where there is none.
 */
function canonicalUri(value: string): string | undefined {
  const match = /^([^:/?#]+):(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(value);
  if (!match || /%(?![\da-f]{2})/i.test(value)) return undefined;
  const scheme = (match[1] ?? "").toLowerCase();
  const authority = match[2];
  let out = `${scheme}:`;
  let path = match[3] ?? "";
  if (authority !== undefined) {
    const at = authority.lastIndexOf("@");
    const user = authority.slice(0, Math.max(0, at));
    const port = /:(\d*)$/.exec(authority)?.[1];
    let host = authority.slice(at + 1).toLowerCase();
    if (port !== undefined) host = host.slice(0, host.length - port.length - 1);
    if (/[^.]\.$/.test(host)) host = host.slice(0, -1);
    out += `//${user !== "" && user !== ":" ? `${user}@` : ""}${host}${port === undefined || port === "" || port === DEFAULT_PORTS[scheme] ? "" : `:${port}`}`;
    path = withoutDots(path) || "/";
  } else if (scheme === "mailto") {
    path = path.replace(/@.*$/s, (domain) => domain.toLowerCase());
  } else if (path.startsWith("/")) path = withoutDots(path);
  out += escapes(path);
  if (match[4] !== undefined) out += `?${escapes(match[4])}`;
  if (match[5] !== undefined) out += `#${escapes(match[5])}`;
  return out;
}

/** RFC 3986 §5.2.4. */
function withoutDots(path: string): string {
  const out: string[] = [];
  const segments = path.split("/");
  segments.forEach((segment, index) => {
    const last = index === segments.length - 1;
    if (segment === "..") {
      if (out.length > 1) out.pop();
      if (last) out.push("");
    } else if (segment === ".") {
      if (last) out.push("");
    } else out.push(segment);
  });
  return out.join("/");
}

/** Escapes in capitals; none for what need not be escaped (RFC 3986 §6.2.2.2). */
function escapes(part: string): string {
  return part.replace(/%[\da-f]{2}/gi, (triplet) => {
    const character = String.fromCharCode(Number.parseInt(triplet.slice(1), 16));
    return /[\w\-.~]/.test(character) && character < "\u0080" ? character : triplet.toUpperCase();
  });
}
