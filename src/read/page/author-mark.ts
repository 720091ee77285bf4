import type { Element } from "domhandler";

/** The segment of an address behind which somebody's own page lies. */
export const PERSON_PATH = /^(?:authors?|auteurs?|autor(?:es|en)?|users?|people|profile|team|contributors?|u|writers?)$/i;

const CAPITAL_INSIDE = /[a-z][A-Z]/;

/** The classes of an element in words: what compilers of styles make of them (`postAuthorName_x1f`) is taken apart at its capitals. */
export function classWords(element: Element): string {
  const classes = element.attribs.class ?? "";
  return CAPITAL_INSIDE.test(classes) ? classes.replace(/(?<=[a-z])(?=[A-Z])/g, "-") : classes;
}

/** Whether an element says by its `rel`, `itemprop` or type (RDFa) that it names an author. */
export function isMarkedAuthor({ attribs }: Element): boolean {
  return (
    (attribs.rel !== undefined && /(?:^|\s)author(?:\s|$)/i.test(attribs.rel)) ||
    (attribs.itemprop !== undefined && /(?:^|\s)(?:author|creator)(?:\s|$)/i.test(attribs.itemprop)) ||
    (attribs.typeof !== undefined && /(?:^|[\s:])(?:Person|UserAccount)(?:\s|$)/.test(attribs.typeof))
  );
}
