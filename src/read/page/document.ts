import type { Document } from "domhandler";
import { parseDocument } from "htmlparser2";

/** The tree of an HTML document. */
export function buildDocument(html: string): Document {
  return parseDocument(html, { lowerCaseTags: true, lowerCaseAttributeNames: true, recognizeSelfClosing: false });
}
