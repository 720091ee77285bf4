import type { Spot, ValueCheck } from "./element-rule.ts";
import type { RuleName } from "./rules.ts";
import { noHtml } from "./text-checks.ts";

/** Checks of single values that are neither dates, addresses nor text with markup. */

export const notBlank: ValueCheck = (value, spot) => {
  if (value === "") spot.report("blank-element");
};

export const attributeNotBlank: ValueCheck = (value, spot) => {
  if (value === "") spot.report("blank-attribute");
};

/** White space around values of Atom is an error in dates, ids and addresses: RFC 4287 gives them no leave to be trimmed. */
export const noSpaceAround: ValueCheck = (_, spot) => {
  if (spot.raw !== spot.raw.trim()) spot.report("unexpected-whitespace");
};

/** One of a list. */
export function oneOf(rule: RuleName, list: string, options: { anyCase?: boolean; untrimmed?: boolean } = {}): ValueCheck {
  const allowed = new Set(list.split("|"));
  return (value, spot) => {
    const given = options.untrimmed ? spot.raw : value;
    if (!allowed.has(options.anyCase ? given.toLowerCase() : given)) spot.report(rule, { value: given });
  };
}

/** What a regular expression says of the whole value. */
export function matching(rule: RuleName, pattern: RegExp): ValueCheck {
  return (value, spot) => {
    if (!pattern.test(value)) spot.report(rule, { value });
  };
}

export const yesOrNo = oneOf("not-yes-or-no", "yes|no", { untrimmed: true });
export const trueOrFalse = oneOf("not-true-or-false", "true|false", { anyCase: true, untrimmed: true });
export const trueOrFalseStrictly = oneOf("not-true-or-false", "true|false", { untrimmed: true });
export const integerList = matching("integer-list", /^\d+(?:,\s*\d+)*$/);
export const duration = matching("duration", /^\d+(?::[0-5]\d(?::[0-5]\d)?)?$/);
export const decimal = matching("invalid-decimal", /^[-+]?\d+\.?\d*$/);
export const number = matching("invalid-number", /^\d+\.?\d*$/);
/** RFC 2045 §5.1: type, subtype, parameters. */
export const MEDIA_TYPE =
  /^[^\s()<>,;:\\"/[\]?=]+\/[^\s()<>,;:\\"/[\]?=]+(?:\s*;\s*[^\s()<>,;:\\"/[\]?=]+=(?:"[^"]*"|[^\s()<>,;:\\"/[\]?=]+))*$/;
export const mediaType = matching("invalid-media-type", MEDIA_TYPE);
export const typeAttribute = matching("invalid-type-attribute", MEDIA_TYPE);
/** RFC 2141 §2.2, and what FeedSync adds. */
export const urnName = matching("sync-name", /^(?:[\w()+,\-.:=@;$!*'/?#]|%[\da-f]{2})+$/i);

function wholeNumber(rule: RuleName, accept: (n: number) => boolean, max?: number): ValueCheck {
  return (value, spot) => {
    const n = /^[+-]?\d+$/.test(value) ? Number(value) : Number.NaN;
    if (!accept(n)) spot.report(rule, { value });
    else if (max !== undefined && n > max) spot.report("integer-overflow", { value, max });
  };
}

export const integer = wholeNumber("invalid-integer", (n) => !Number.isNaN(n));
export const nonNegative = wholeNumber("not-non-negative", (n) => n >= 0);
export const positive = wholeNumber("not-positive", (n) => n > 0);
/** 1 to 2³¹−1. */
export const positive31 = wholeNumber("not-positive", (n) => n > 0, 2147483647);
/** The RSS specification's limits, in pixels. */
export const imageWidth = wholeNumber("image-width", (n) => n > 0 && n <= 144);
export const imageHeight = wholeNumber("image-height", (n) => n > 0 && n <= 400);

function degrees(rule: RuleName, limit: number): ValueCheck {
  return (value, spot) => {
    if (!/^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(value) || Math.abs(Number(value)) > limit) spot.report(rule, { value });
  };
}
export const latitude = degrees("latitude", 90);
export const longitude = degrees("longitude", 180);

/** Latitude and longitude; a comma between them is met, and not GeoRSS. */
export const coordinatePair: ValueCheck = (value, spot) => {
  if (!/^[-+]?\d+\.?\d*[ ,][-+]?\d+\.?\d*$/.test(value)) spot.report("coordinates", { value });
  else if (value.includes(",")) spot.report("coordinate-comma", { value });
};

export const coordinateList: ValueCheck = (value, spot) => {
  const values = value.split(/[\s,]+/);
  if (values.length < 3 || values.length % 2 === 1 || !values.every((each) => /^[-+]?\d+\.?\d*$/.test(each)))
    spot.report("coordinate-list", { value: value.slice(0, 80) });
  else if (value.includes(",")) spot.report("coordinate-comma", { value: value.slice(0, 80) });
};

/** BCP 47, as far as its first subtag: a language of ISO 639. */
export const language: ValueCheck = (value, spot) => {
  if (!isLanguage(value)) spot.report("invalid-language", { value });
};

let names: { of(code: string): string | undefined } | undefined;

/** ISO 639-1 codes are known to every JavaScript engine that has `Intl`; three-letter codes are taken for good, and IANA's grandfathered ones. */
export function isLanguage(value: string): boolean {
  const primary = value.split("-", 1)[0]?.toLowerCase() ?? "";
  if (primary === "i" || primary === "x") return /^[ix]-[a-z\d-]+$/i.test(value);
  if (/^[a-z]{3}$/.test(primary)) return true;
  if (!/^[a-z]{2}$/.test(primary)) return false;
  // Withdrawn codes that are still met, some of them unknown to `Intl`.
  if (" in iw ji jw mo sh bh ".includes(` ${primary} `)) return true;
  if (typeof Intl === "undefined" || !("DisplayNames" in Intl)) return true;
  names ??= new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });
  return names.of(primary) !== undefined;
}

let regions: { of(code: string): string | undefined } | undefined;

/** ISO 3166-1, two letters, several with spaces between. */
export const countries: ValueCheck = (value, spot) => {
  for (const country of value.toUpperCase().split(/\s+/)) if (!isCountry(country)) spot.report("country", { value: country });
};

function isCountry(code: string): boolean {
  if (!/^[A-Z]{2}$/.test(code)) return false;
  if (typeof Intl === "undefined" || !("DisplayNames" in Intl)) return true;
  regions ??= new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  return regions.of(code) !== undefined;
}

/** RFC 822 addr-spec: one mailbox, nothing else. The W3C validator calls a host in one word unknown. */
const MAILBOX = /^[\w\-+.'!#$%&*/=?^`{|}~]+@(?:(?:[a-z\d-]+\.)+[a-z\d][a-z\d-]*|(?:\d{1,3}\.){3}\d{1,3})$/i;

function mailbox(value: string, spot: Spot, rule: RuleName): void {
  if (MAILBOX.test(value)) return;
  if (/^[\w.%+-]+@[a-z][\w.-]+$/i.test(value)) spot.report("email-host", { value });
  else spot.report(rule, { value });
}

/** Atom `email` (RFC 4287 §3.2.3). */
export const email: ValueCheck = (value, spot) => mailbox(value, spot, "invalid-email-element");

/** An address that may have a name around it: `ada@ada.example (Ada)`, `Ada <ada@ada.example>`. */
export const contact: ValueCheck = (value, spot) => {
  const angled = /^[^<>@]*<([^<>\s]+)>\s*$/.exec(value)?.[1];
  mailbox(angled ?? value.replace(/\([^()]*\)/g, "").trim(), spot, "invalid-email");
};

/** RSS `author`, `managingEditor`, `webMaster`: the profile wants `ada@ada.example (Ada Byron)`. */
export const contactWithName: ValueCheck = (value, spot) => {
  const plain = value.startsWith("mailto:") ? unescaped(value.slice(7)) : value;
  if (plain.indexOf("@") > 0 && !plain.endsWith(")")) spot.report(plain.includes(" ") ? "email-form" : "email-without-name", { value });
  else {
    contact(plain, spot);
    noHtml(plain, spot);
  }
};

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Atom `name` is for the name. */
export const noEmail: ValueCheck = (value, spot) => {
  if (/<[\w\-+.'!#$%&*/=?^`{|}~]+@(?:[a-z\d-]+\.)+[a-z\d-]+>/i.test(value)) spot.report("email-in-name", { value });
};

/** No two among the children of the parent, or of another ancestor (`up` levels above the element). */
export function unique(rule: RuleName, up = 1, key?: string): ValueCheck {
  return (value, spot) => {
    let scope: Spot["frame"] | undefined = spot.frame;
    for (let level = 0; level < up && scope; level++) scope = scope.parent;
    if (!scope) return;
    if (value === "") return;
    const name = key ?? spot.frame.name;
    scope.unique ??= new Map();
    const met = scope.unique.get(name) ?? new Set();
    scope.unique.set(name, met);
    if (met.has(value)) spot.report(rule, { value });
    met.add(value);
  };
}
