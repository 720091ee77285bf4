import type { Notice } from "../../model/notice.ts";
import { PlaceFinder } from "../../values/place-finder.ts";
import { SourceText } from "../../values/source-text.ts";
import { XmlScanner } from "../../values/xml-scanner.ts";

const MAX_NOTICES = 20;
/** Not the beginning of a reference (XML 1.0 §4.1). */
const BARE_AMPERSAND = /&(?!(?:[A-Za-z_:][\w.:-]{0,60}|#\d{1,10}|#x[0-9a-fA-F]{1,8});)/g;
const ENTITY = /&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_:][\w.:-]{0,60});/g;

/**
 * What an XML reader would stop at and reading does not meet, because it passes over bodies: ampersands and entity names that
 * mean nothing, prefixes that nothing declares. One more walk, made when somebody asks for the notices.
 */
export function findIllFormed(source: string): Notice[] {
  const notices: Notice[] = [];
  const scanner = new XmlScanner(source);
  const places = new PlaceFinder(new SourceText(source));
  const declared = new Set(["xml", "xmlns"]);
  const used = new Map<string, number>();
  let doctype = false;
  const add = (problem: string, offset: number, value: string): void => {
    if (notices.length < MAX_NOTICES)
      notices.push({ code: "not-well-formed", severity: "warning", detail: { problem, value }, place: places.at(offset) });
  };
  const check = (from: number, to: number): void => {
    const text = source.slice(from, to);
    if (!text.includes("&") || notices.length >= MAX_NOTICES) return;
    for (const match of text.matchAll(BARE_AMPERSAND)) {
      add("bare-ampersand", from + match.index, text.slice(match.index, match.index + 20));
      if (notices.length >= MAX_NOTICES) return;
    }
    if (doctype) return;
    for (const match of text.matchAll(ENTITY)) {
      add("undeclared-entity", from + match.index, match[0]);
      if (notices.length >= MAX_NOTICES) return;
    }
  };
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "text") check(scanner.contentStart, scanner.contentEnd);
    else if (token === "doctype") doctype = true;
    else if (token === "start") {
      const { name } = scanner;
      const colon = name.indexOf(":");
      if (colon > 0 && used.size < 200) {
        const prefix = name.slice(0, colon);
        if (!used.has(prefix)) used.set(prefix, scanner.start);
      }
      if (scanner.contentEnd - scanner.contentStart > 1) {
        check(scanner.contentStart, scanner.contentEnd);
        const tag = source.slice(scanner.contentStart, Math.min(scanner.contentEnd, scanner.contentStart + 10_000));
        if (tag.includes("xmlns:")) for (const match of tag.matchAll(/xmlns:([\w.-]{1,80})\s*=/g)) declared.add(match[1] as string);
      }
    }
  }
  for (const [prefix, offset] of used) if (!declared.has(prefix)) add("undeclared-prefix", offset, prefix);
  return notices;
}
