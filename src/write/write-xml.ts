/**
 * What XML 1.0 §2.2 forbids, and the C1 controls, which it discourages and which no text needs; lone surrogates are dropped
 * apart, because only `isWellFormed` finds them without a look at every character.
 */
const FORBIDDEN = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;
const FORBIDDEN_ALL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SPECIAL = /[&<>\r]/;
const SPECIAL_ALL = /[&<>\r]/g;

/** Without the characters that no feed may carry. */
export function cleanText(text: string): string {
  let clean = text;
  if (FORBIDDEN.test(clean)) clean = clean.replace(FORBIDDEN_ALL, "");
  return isWellFormed(clean) ? clean : clean.replace(LONE_SURROGATE, "");
}

interface MaybeWellFormed {
  isWellFormed?(): boolean;
}

function isWellFormed(text: string): boolean {
  const known = (text as MaybeWellFormed).isWellFormed?.();
  if (known !== undefined) return known;
  LONE_SURROGATE.lastIndex = 0;
  return !LONE_SURROGATE.test(text);
}

/** Character data (XML 1.0 §2.4). A carriage return is written as a reference, or every parser would make it a line feed (§2.11). */
export function escapeText(text: string): string {
  const clean = cleanText(text);
  return SPECIAL.test(clean) ? clean.replace(SPECIAL_ALL, textReference) : clean;
}

function textReference(c: string): string {
  return c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&#13;";
}

/**
 * Plain text in RSS: the profile has `&` and `<` as hexadecimal references, which the many readers that decode
 * twice leave alone (RSS Best Practices Profile, "Character Data").
 */
export function escapeRssText(text: string): string {
  const clean = cleanText(text);
  return SPECIAL.test(clean) ? clean.replace(SPECIAL_ALL, rssReference) : clean;
}

function rssReference(c: string): string {
  return c === "&" ? "&#x26;" : c === "<" ? "&#x3C;" : c === ">" ? "&gt;" : "&#13;";
}

/** An attribute's value for double quotes. White space is kept from normalisation (XML 1.0 §3.3.3) by references. */
export function escapeAttribute(text: string): string {
  const clean = cleanText(text);
  return /[&<>"\t\n\r]/.test(clean) ? clean.replace(/[&<>"\t\n\r]/g, attributeReference) : clean;
}

function attributeReference(c: string): string {
  switch (c) {
    case "&":
      return "&amp;";
    case "<":
      return "&lt;";
    case ">":
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return `&#${c.charCodeAt(0)};`;
  }
}

/** Markup as character data: in one CDATA section where it may be, which spares every reader the decoding. */
export function writeMarkup(markup: string): string {
  const clean = cleanText(markup);
  if (clean.includes("]]>") || clean.includes("\r")) return clean.replace(SPECIAL_ALL, textReference);
  return SPECIAL.test(clean) ? `<![CDATA[${clean}]]>` : clean;
}

/** ` name="value"`, or nothing when there is no value. */
export function attribute(name: string, value: string | number | undefined): string {
  if (value === undefined || value === "") return "";
  return ` ${name}="${typeof value === "number" ? value : escapeAttribute(value)}"`;
}

/** `<name>text</name>` on a line of its own, or nothing when there is no text. */
export function element(indent: string, name: string, text: string | number | undefined): string {
  if (text === undefined) return "";
  const escaped = typeof text === "number" ? String(text) : escapeText(text);
  return escaped.trim() === "" ? "" : `${indent}<${name}>${escaped}</${name}>\n`;
}
