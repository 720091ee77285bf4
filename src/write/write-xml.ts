/**
 * Nothing that XML 1.0 §2.2 forbids, no C1 controls, which it discourages and which no text needs, and no surrogates; whether
 * those are paired is asked only where there are any. Anchored, for that is twice as fast as looking for what is forbidden.
 */
const PLAIN = /^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]*$/;
const FORBIDDEN =
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SPECIAL = /[&<>\r]/;
/** Nothing to clean and nothing to escape. */
const VERBATIM = /^[^&<>"\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]*$/;
const SPECIAL_ALL = /[&<>\r]/g;

/** Whether the text can stand in XML, and in HTML in XML, as it is. */
export function isVerbatim(text: string): boolean {
  return VERBATIM.test(text);
}

/** An address of `writeAddress`, which has none of XML's characters but `&`. */
export function escapeAddress(address: string): string {
  return address.includes("&") ? address.replaceAll("&", "&amp;") : address;
}

/** Without the characters that no feed may carry. */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text;
  // Dropping one character may leave two halves side by side that were none of a pair; they are a character now, and may stay.
  return text.replace(FORBIDDEN, "");
}

/** Character data (XML 1.0 §2.4). A carriage return is written as a reference, or every parser would make it a line feed (§2.11). */
export function escapeText(text: string): string {
  if (VERBATIM.test(text)) return text;
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
  if (VERBATIM.test(text)) return text;
  const clean = cleanText(text);
  return SPECIAL.test(clean) ? clean.replace(SPECIAL_ALL, rssReference) : clean;
}

function rssReference(c: string): string {
  return c === "&" ? "&#x26;" : c === "<" ? "&#x3C;" : c === ">" ? "&gt;" : "&#13;";
}

/** An attribute's value for double quotes. White space is kept from normalisation (XML 1.0 §3.3.3) by references. */
export function escapeAttribute(text: string): string {
  if (VERBATIM.test(text)) return text;
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

/** Clean markup as character data: in one CDATA section where it may be, which spares every reader the decoding. */
export function writeMarkup(clean: string): string {
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
