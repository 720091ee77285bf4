import type { SourceText } from "../../values/source-text.ts";
import { XmlScanner } from "../../values/xml-scanner.ts";
import { localName } from "./local-name.ts";
import { MARKUP, SECTIONS } from "./outline-row.ts";

/** Reads on to the end of an element whose content is one text: its own end tag (`ended`), or the end of one of `parents`, innermost first. */
export function skipText(
  scanner: XmlScanner,
  name: string,
  parents: readonly string[],
): { readonly ended: boolean; readonly flags: number } {
  const nested = new Array<number>(parents.length).fill(0);
  let depth = 0;
  let flags = 0;
  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "text") continue;
    if (token === "start") {
      flags |= MARKUP;
      if (scanner.selfClosing) continue;
      if (isNamed(scanner, name)) depth++;
      else {
        const at = parents.findIndex((parent) => isNamed(scanner, parent));
        if (at >= 0) nested[at] = (nested[at] as number) + 1;
      }
    } else if (token === "end") {
      if (isNamed(scanner, name)) {
        if (depth-- === 0) return { ended: true, flags };
        continue;
      }
      const at = parents.findIndex((parent) => isNamed(scanner, parent));
      if (at < 0) continue;
      if ((nested[at] as number) === 0) break;
      nested[at] = (nested[at] as number) - 1;
    } else flags |= SECTIONS;
  }
  return { ended: false, flags };
}

function isNamed(scanner: XmlScanner, name: string): boolean {
  return scanner.nameEnd - scanner.nameStart === name.length && scanner.source.startsWith(name, scanner.nameStart);
}

/** Fields of feeds that HTML has no element for: an element that is not ended ends before the next of them. */
const FIELDS = new Set(
  "item entry pubdate guid category enclosure comments author description published updated id encoded creator date subject origlink content managingeditor webmaster lastbuilddate language generator docs ttl thumbnail".split(
    " ",
  ),
);

/** Where an element that was not ended ends: before the next field of a feed, if there is one before `limit`. */
export function endsBeforeField(
  text: SourceText,
  name: string,
  from: number,
  limit: number,
): { readonly end: number; readonly flags: number } | undefined {
  const inner = new XmlScanner(text.raw, { from, to: limit, encoded: text.encoded });
  // A title holds no links; a longer text may.
  const linkEnds = /title$/i.test(name);
  let flags = 0;
  for (let token = inner.next(); token !== "done"; token = inner.next()) {
    if (token !== "start") continue;
    const field = localName(inner.name).toLowerCase();
    if (FIELDS.has(field) || (linkEnds && field === "link")) return { end: inner.start, flags };
    flags = MARKUP;
  }
  return undefined;
}
