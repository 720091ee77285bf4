import { parseMachineDate } from "../values/machine-date.ts";
import { documentText } from "./document-text.ts";
import type { CheckContext, Frame } from "./element-rule.ts";
import type { CheckOptions, Finding } from "./finding.ts";
import { checkJson } from "./json-check.ts";
import { lineIndex } from "./line-index.ts";
import { checkRules, type RuleName } from "./rules.ts";
import { checkXml, clauseOf, pathOf } from "./xml-check.ts";

/** Clocks differ: a date this far ahead is none in the future. */
const TOLERANCE_MS = 10 * 60 * 1000;

/** Values in findings are for a sentence: in characters. */
const LONGEST_VALUE = 200;

/**
 * Holds a feed against the rules of its format: RSS 2.0 with its best-practice profile, Atom (RFC 4287, RFC 5005),
 * JSON Feed 1.1, OPML, and the namespaces that they are extended with. Offline, pure, linear in the document's length.
 *
 * @param document the text, or better the bytes: only bytes tell whether the encoding is the declared one
 * @returns the findings in the order of the document; empty for a feed that keeps every rule
 */
export function check(document: string | Uint8Array, options: CheckOptions = {}): Finding[] {
  const { text, encoding, findings: ofBytes } = documentText(document);
  const found: {
    readonly rule: RuleName;
    readonly offset: number;
    readonly path: string;
    readonly clause: string;
    readonly detail: Record<string, string | number>;
  }[] = [];
  /** What was said of the place in hand: nothing is said twice. */
  const said = new Set<string>();
  let place = -1;
  const add = (rule: RuleName, offset: number, path: string, clause: string, detail: Record<string, string | number>): void => {
    const short: Record<string, string | number> = {};
    let key: string = rule;
    for (const name of Object.keys(detail)) {
      const value = detail[name] ?? "";
      short[name] = typeof value === "string" && value.length > LONGEST_VALUE ? `${value.slice(0, LONGEST_VALUE)}…` : value;
      key += `\n${short[name]}`;
    }
    if (offset !== place) said.clear();
    place = offset;
    if (said.has(key)) return;
    said.add(key);
    const { clause: own } = checkRules[rule] as { clause?: string };
    found.push({ rule, offset, path, clause: own ?? clause, detail: short });
  };
  const now = parseMachineDate(options.now ?? "");
  const context: CheckContext = {
    format: "unknown",
    version: "",
    url: options.url,
    now: (now === undefined ? Date.now() : Date.parse(now)) + TOLERANCE_MS,
    encoding,
    knownDoctype: false,
    tags: new Map(),
    abouts: new Set(),
    report(rule: RuleName, frame: Frame | undefined, detail = {}, offset?: number) {
      const at =
        typeof detail.attribute === "string" && offset !== undefined && offset > (frame?.offset ?? 0) ? `/@${detail.attribute}` : "";
      add(rule, offset ?? frame?.offset ?? 0, pathOf(frame) + at, clauseOf(frame, this), detail);
    },
  };
  for (const { rule, offset, detail } of ofBytes) add(rule, offset, "", "", { ...detail });
  if (/^\ufeff?\s*[{[]/.test(text.slice(0, 1000))) checkJson(text, context, options, add);
  else checkMarkup(text, context, add);
  if (found.length === 0) return [];
  const locate = lineIndex(text);
  return found
    .sort((a, b) => a.offset - b.offset)
    .map(({ rule, offset, path, clause, detail }) => {
      const { severity, w3c } = checkRules[rule];
      return { rule, severity, ...locate(offset), path, clause, detail, w3c };
    });
}

function checkMarkup(
  text: string,
  context: CheckContext,
  add: (rule: RuleName, offset: number, path: string, clause: string, detail: Record<string, string>) => void,
): void {
  const blank = /^\ufeff?\s+(?=<\?xml)/.exec(text.slice(0, 2000))?.[0];
  const version = /^<\?xml\s+version\s*=\s*["']([^"']*)["']/.exec(text)?.[1];
  if (version !== undefined && version !== "1.0") add("xml-version", 0, "", "", { value: version });
  if (blank === undefined || !/<generator[^>]*>[^<]*wordpress/i.test(text.slice(0, 5000))) {
    checkXml(text, context);
    return;
  }
  // A frequent slip of WordPress plug-ins; the rest is checked as if it had not happened.
  add("blank-before-declaration", 0, "", "", {});
  const end = text.indexOf("?>") + 2;
  checkXml(" ".repeat(end) + text.slice(end), context);
}
