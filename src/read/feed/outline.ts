import { type XmlProblem, XmlScanner, type XmlToken } from "../../values/xml.ts";
import { FeedElement, localName, NO_ELEMENTS, ownCopy } from "./element.ts";

export interface Outline {
  readonly root: FeedElement | undefined;
  readonly problems: readonly {
    readonly code: XmlProblem | "mismatched-tag" | "unended-element" | "text-outside" | "junk-before";
    readonly offset: number;
  }[];
  readonly problemCount: number;
}

/** Elements whose content may be markup: it is left to be read as one text. */
const OPAQUE = new Set([
  "description",
  "encoded",
  "content",
  "summary",
  "body",
  "fullitem",
  "title",
  "subtitle",
  "tagline",
  "rights",
  "copyright",
  "info",
  "content_encoded",
  "div",
]);
const ENTRIES = new Set(["item", "entry"]);
const MAX_PROBLEMS = 20;

/** What the builder needs to know of a name. */
interface NameRule {
  readonly name: string;
  readonly opaque: boolean;
  /** How many elements of that name are open. */
  open: number;
  readonly entry: boolean;
  /** It is text inside an entry only: OPML has a `body` of its own. */
  readonly inEntry: boolean;
}

/** Names come in the same few forms, in all feeds. Their counts of open elements are all 0 between two documents. */
const RULES = new Map<string, NameRule>();
const MAX_RULES = 1000;
/** The same, found by length and three letters without cutting the name out of the document. */
const RECENT = new Array<NameRule | undefined>(256).fill(undefined);

function ruleAt(source: string, from: number, to: number): NameRule {
  const slot =
    ((to - from) * 37 + source.charCodeAt(from) * 5 + source.charCodeAt(to - 1) * 11 + source.charCodeAt((from + to) >> 1)) & 255;
  const seen = RECENT[slot];
  if (seen !== undefined && seen.name.length === to - from && source.startsWith(seen.name, from)) return seen;
  const name = source.slice(from, to);
  let rule = RULES.get(name);
  if (rule === undefined) {
    const local = localName(name).toLowerCase();
    const prefix = name.length > local.length ? name.slice(0, name.length - local.length - 1).toLowerCase() : "";
    rule = {
      name: ownCopy(name),
      open: 0,
      opaque: OPAQUE.has(local) && !(prefix === "media" && local === "content") && !(local === "info" && prefix !== ""),
      entry: ENTRIES.has(local),
      inEntry: local === "body" || local === "div",
    };
    RULES.set(rule.name, rule);
  }
  RECENT[slot] = rule;
  return rule;
}

/**
 * The elements of a feed, by offsets, in one walk without recursion. End tags that end nothing are passed over,
 * elements that are not ended end with their parent, an entry ends where the next begins. `onEntry` gets the entries of the feed
 * as they end; those that it takes leave the tree.
 */
export function outline(source: string, onEntry?: (entry: FeedElement, root: FeedElement) => boolean): Outline {
  const problems: { code: Outline["problems"][number]["code"]; offset: number }[] = [];
  let problemCount = 0;
  const onProblem = (code: Outline["problems"][number]["code"], offset: number): void => {
    problemCount++;
    if (problems.length < MAX_PROBLEMS && !problems.some((one) => one.code === code && one.offset === offset))
      problems.push({ code, offset });
  };
  const scanner = new XmlScanner(source, { onProblem });
  if (RULES.size > MAX_RULES) {
    RULES.clear();
    RECENT.fill(undefined);
  }
  const stack: FeedElement[] = [];
  // For looking twice at elements that are not ended: a damaged feed has a few of them, a hostile one nothing else.
  const budget = { characters: 4 * source.length + 100_000 };
  const opened: NameRule[] = [];
  let root: FeedElement | undefined;
  let top: FeedElement | undefined;
  let openEntry: FeedElement | undefined;

  const finish = (entry: FeedElement): void => {
    const { parent } = entry;
    if (onEntry === undefined || root === undefined || parent === undefined || (parent !== root && parent.parent !== root)) return;
    if (!onEntry(entry, root)) return;
    // It has been read and need not outlive its reading.
    entry.children = NO_ELEMENTS;
    (parent.children as FeedElement[]).pop();
  };
  const close = (innerEnd: number, end = innerEnd): void => {
    const element = stack.pop() as FeedElement;
    element.innerEnd = innerEnd;
    element.end = end;
    (opened.pop() as NameRule).open--;
    top = stack[stack.length - 1];
    if (element === openEntry) {
      openEntry = undefined;
      finish(element);
    }
  };

  for (let token = scanner.next(); token !== "done"; token = scanner.next()) {
    if (token === "start") {
      const rule = ruleAt(source, scanner.nameStart, scanner.nameEnd);
      const { name } = rule;
      if (rule.entry && openEntry !== undefined && openEntry.name === name) {
        onProblem("unended-element", openEntry.start);
        while (openEntry !== undefined) close(scanner.start);
      }
      if (top === undefined && root !== undefined) {
        onProblem("text-outside", scanner.start);
        // Two documents in one: what follows the first is not of it.
        break;
      }
      const element = new FeedElement(source, name, scanner.start, scanner.nameEnd, scanner.contentEnd, scanner.end, top);
      if (top === undefined) root = element;
      else if (top.children === NO_ELEMENTS) top.children = [element];
      else (top.children as FeedElement[]).push(element);
      if (scanner.selfClosing) {
        if (rule.entry && openEntry === undefined) finish(element);
        continue;
      }
      if (rule.opaque && top !== undefined && (openEntry !== undefined || !rule.inEntry)) {
        skipText(scanner, element, budget, onProblem);
        continue;
      }
      stack.push(element);
      opened.push(rule);
      rule.open++;
      if (rule.entry && openEntry === undefined) openEntry = element;
      top = element;
    } else if (token === "end") {
      if (top !== undefined && scanner.nameEnd - scanner.nameStart === top.name.length && source.startsWith(top.name, scanner.nameStart)) {
        close(scanner.start, scanner.end);
        continue;
      }
      onProblem("mismatched-tag", scanner.start);
      const { name, open } = ruleAt(source, scanner.nameStart, scanner.nameEnd);
      if (open > 0) {
        while (top !== undefined && top.name !== name) close(scanner.start);
        if (top !== undefined) close(scanner.start, scanner.end);
      }
    } else if (token !== "text" && top !== undefined) top.sections = true;
    else if (
      token === "text" &&
      top === undefined &&
      /\S/.test(source.slice(scanner.contentStart, Math.min(scanner.contentEnd, scanner.contentStart + 200)))
    ) {
      onProblem(root === undefined ? "junk-before" : "text-outside", scanner.contentStart);
    }
  }
  if (top !== undefined) {
    onProblem("unended-element", source.length);
    while (stack.length > 0) close(source.length);
  }
  return { root, problems, problemCount };
}

/** Fields of feeds that HTML has no element for: an element that is not ended ends before the next of them. */
const FIELDS = new Set(
  "item entry pubdate guid category enclosure comments author description published updated id encoded creator date subject origlink content managingeditor webmaster lastbuilddate language generator docs ttl thumbnail".split(
    " ",
  ),
);

/** Reads on to the end of an element whose content is one text: its own end tag, or the end of what holds it. */
function skipText(
  scanner: XmlScanner,
  element: FeedElement,
  budget: { characters: number },
  onProblem: (code: "unended-element", offset: number) => void,
): void {
  const { name } = element;
  // Nearly always: one text or one CDATA section, and the end tag.
  let first: XmlToken = scanner.next();
  while (first === "text" || first === "cdata") {
    if (first === "cdata") element.sections = true;
    first = scanner.next();
  }
  if (first === "end" && isNamed(scanner, name)) {
    finishAt(element, scanner.start, scanner.end);
    return;
  }
  let depth = 0;
  const parents: string[] = [];
  for (let parent = element.parent; parent !== undefined && parents.length < 4; parent = parent.parent) parents.push(parent.name);
  const nested = new Array<number>(parents.length).fill(0);
  for (let token: XmlToken = first; token !== "done"; token = scanner.next()) {
    if (token === "text") continue;
    if (token === "start") {
      element.markup = true;
      if (scanner.selfClosing) continue;
      if (isNamed(scanner, name)) depth++;
      else {
        const at = parents.findIndex((parent) => isNamed(scanner, parent));
        if (at >= 0) nested[at] = (nested[at] as number) + 1;
      }
    } else if (token === "end") {
      if (isNamed(scanner, name)) {
        if (depth-- === 0) {
          finishAt(element, scanner.start, scanner.end);
          return;
        }
        continue;
      }
      const at = parents.findIndex((parent) => isNamed(scanner, parent));
      if (at < 0) continue;
      if ((nested[at] as number) === 0) break;
      nested[at] = (nested[at] as number) - 1;
    } else element.sections = true;
  }
  onProblem("unended-element", element.start);
  finishAt(element, scanner.start, scanner.start);
  budget.characters -= scanner.start - element.innerStart;
  if (budget.characters > 0) endBeforeField(element, scanner.start);
  scanner.jump(element.innerEnd);
}

function isNamed(scanner: XmlScanner, name: string): boolean {
  return scanner.nameEnd - scanner.nameStart === name.length && scanner.source.startsWith(name, scanner.nameStart);
}

function finishAt(element: FeedElement, innerEnd: number, end: number): void {
  element.innerEnd = innerEnd;
  element.end = end;
}

/** Lets an element that was not ended end before the next field of a feed, if there is one before `limit`. */
function endBeforeField(element: FeedElement, limit: number): void {
  const inner = new XmlScanner(element.source, { from: element.innerStart, to: limit });
  // A title holds no links; a longer text may.
  const linkEnds = /title$/i.test(element.name);
  let markup = false;
  for (let token = inner.next(); token !== "done"; token = inner.next()) {
    if (token !== "start") continue;
    const field = localName(inner.name).toLowerCase();
    if (FIELDS.has(field) || (linkEnds && field === "link")) {
      finishAt(element, inner.start, inner.start);
      element.markup = markup;
      return;
    }
    markup = true;
  }
}
