import { decodeEntities } from "./entities.ts";
import { absoluteUrl } from "./html-address.ts";
import { type SanitizeOptions, sanitizeHtml } from "./html-sanitize.ts";
import { htmlToText } from "./html-text.ts";

export { absoluteUrl, decodeEntities, htmlToText, type SanitizeOptions, sanitizeHtml };

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => (c === "&" ? "&amp;" : c === "<" ? "&lt;" : c === ">" ? "&gt;" : "&quot;"));
}

/** HTML of plain text: paragraphs at empty lines, line breaks elsewhere. */
export function textToHtml(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .trim()
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .filter((paragraph) => paragraph.trim() !== "")
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replace(/\n/g, "<br>")}</p>`)
    .join("\n");
}

/** Whether a text has markup in it: a tag of HTML, or a character reference. */
export function looksLikeHtml(text: string): boolean {
  return /<\/?[a-z][a-z0-9-]{0,20}(?:\s[^<>]*)?\/?>|<!--|&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/i.test(text);
}
