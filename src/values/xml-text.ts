import { decodeEntities } from "./entities.ts";

const FORBIDDEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
/** One class, so that the usual text is passed in one quick scan. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/;
const FORBIDDEN_ALL = new RegExp(FORBIDDEN.source, "g");

/** A text without the characters that XML 1.0 §2.2 forbids; lone surrogates become U+FFFD. */
export function withoutForbidden(text: string): string {
  return SUSPECT.test(text) && FORBIDDEN.test(text)
    ? text.replace(FORBIDDEN_ALL, (c) => (c >= "\ud800" && c <= "\udfff" ? "\ufffd" : ""))
    : text;
}

/** The characters of XML text: references decoded (HTML's names too), line ends as one `\n`, forbidden characters gone. */
export function decodeXmlText(raw: string): string {
  const lines = raw.includes("\r") ? raw.replace(/\r\n?/g, "\n") : raw;
  return withoutForbidden(decodeEntities(lines));
}
