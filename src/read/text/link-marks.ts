/**
 * Text browsers number the links of a page: `[12]` before the words of each, and a list of addresses at the end. The numbers count up
 * from 1 without a gap, which footnotes do as well; there are more of them, and words follow at once.
 */
export function withoutLinkMarks(dump: string): string {
  const first = dump.indexOf("[1]");
  if (first < 0 || dump.indexOf("[2]", first) < 0) return dump;
  const cut = references(dump);
  const text = cut === undefined ? dump : dump.slice(0, cut);
  let expected = 1;
  let glued = 0;
  let others = 0;
  const marks: number[] = [];
  for (const match of text.matchAll(/\[(\d{1,5})\]/g)) {
    if (Number(match[1]) === expected) {
      expected++;
      marks.push(match.index);
      if (/[^\s.,;:)\]]/.test(text.charAt(match.index + match[0].length))) glued++;
    } else others++;
  }
  // Links around pictures have no words; without the list of addresses nothing else tells links from notes.
  const numbered = cut !== undefined ? marks.length >= 3 : marks.length >= 12 && glued > marks.length * 0.5 && others < marks.length;
  if (!numbered) return dump;
  const parts: string[] = [];
  let from = 0;
  for (const at of marks) {
    parts.push(text.slice(from, at));
    from = text.indexOf("]", at) + 1;
  }
  parts.push(text.slice(from));
  return parts.join("");
}

/** Where the list of addresses begins: its heading, an empty line, then numbered addresses to the end. */
function references(dump: string): number | undefined {
  const at = /\n(?:References|Links|Visible links|Referenzen|Références|Referencias|Riferimenti|Ссылки)\s*\n\s+1\. \S/.exec(
    dump.slice(-2_000_000),
  );
  if (!at) return undefined;
  return Math.max(0, dump.length - 2_000_000) + at.index;
}
