import { SPECIFICATIONS } from "./clauses.ts";
import { rfc3339Date } from "./date-checks.ts";
import { type CheckContext, Frame, type Spot, type ValueCheck } from "./element-rule.ts";
import type { CheckOptions } from "./finding.ts";
import { type JsonObjectRule, type JsonRule, type JsonValueKind, jsonFeed } from "./grammar/json-feed.ts";
import { rootlessHtml } from "./html-check.ts";
import { type JsonNode, parseJsonTree } from "./json-tree.ts";
import type { RuleName } from "./rules.ts";
import { plainText } from "./text-checks.ts";
import { fullIri } from "./uri-checks.ts";
import { language, mediaType } from "./value-checks.ts";

type Add = (rule: RuleName, offset: number, path: string, clause: string, detail: Record<string, string | number>) => void;
type JsonObject = Extract<JsonNode, { kind: "object" }>;

/** What `string` in JSON can be, and how it is looked at. */
const STRINGS: Readonly<Partial<Record<JsonValueKind, readonly ValueCheck[]>>> = {
  text: [],
  html: [rootlessHtml],
  plain: [plainText("json-markup")],
  url: [fullIri],
  date: [rfc3339Date],
  language: [language],
  "media type": [mediaType],
};
/** A member of somebody's own: an underscore, a letter, no full stop. */
const EXTENSION = /^_[A-Za-z][^.]*$/;
const HALF_CHARACTER = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const VERSION = /^https?:\/\/(?:www\.)?jsonfeed\.org\/version\/(1|1\.1)\/?$/;

/** Holds a document against JSON Feed 1.1. */
export function checkJson(text: string, context: CheckContext, options: CheckOptions, add: Add): void {
  const root = parseJsonTree(text);
  if (!("kind" in root)) add("not-json", root.offset, "$", "", { problem: root.problem });
  else if (root.kind !== "object")
    add("json-type", root.offset, "$", `${SPECIFICATIONS.json}#top-level`, { member: "The document", expected: "an object" });
  else {
    new JsonCheck(context, add).object(root, jsonFeed, "$");
    checkFeed(root, options, add);
  }
}

class JsonCheck {
  readonly #context: CheckContext;
  readonly #add: Add;

  constructor(context: CheckContext, add: Add) {
    this.#context = context;
    this.#add = add;
  }

  object(node: JsonObject, rule: JsonObjectRule, path: string): void {
    const clause = `${SPECIFICATIONS.json}#${rule.section}`;
    const met = new Set<string>();
    for (const { name, offset, value } of node.members) {
      const at = `${path}.${name}`;
      if (met.has(name)) this.#add("json-duplicate-member", offset, at, clause, { member: name });
      met.add(name);
      const memberRule = Object.hasOwn(rule.members, name) ? rule.members[name] : undefined;
      if (memberRule?.there) this.#add(memberRule.there, offset, at, clause, { member: name });
      if (memberRule) this.value(value, memberRule.is, at, name, clause);
      else if (!EXTENSION.test(name)) this.#add("json-unknown-member", offset, at, clause, { element: rule.name, member: name });
    }
    for (const [member, { missing }] of Object.entries(rule.members))
      if (missing && !met.has(member)) this.#add(missing, node.offset, path, clause, { element: rule.name, member });
    if (rule.name === "author" && !["name", "url", "avatar"].some((each) => met.has(each)))
      this.#add("json-empty-author", node.offset, path, clause, {});
    if (rule.name === "item" && !met.has("content_html") && !met.has("content_text"))
      this.#add("json-missing-content", node.offset, path, clause, {});
  }

  value(node: JsonNode, is: JsonRule["is"], path: string, member: string, clause: string): void {
    const wrong = (expected: string): void => this.#add("json-type", node.offset, path, clause, { member, expected });
    if (Array.isArray(is)) {
      if (node.kind !== "array") wrong("a list");
      else node.items.forEach((item, index) => void this.value(item, is[0] as JsonRule["is"], `${path}[${index}]`, member, clause));
    } else if (typeof is === "object") {
      if (node.kind === "object") this.object(node, is as JsonObjectRule, path);
      else wrong("an object");
    } else if (is === "boolean") {
      if (node.kind !== "boolean") wrong("true or false");
    } else if (is === "size") {
      if (node.kind !== "number" || node.value < 0) wrong("a number from 0");
    } else if (is === "id" && node.kind === "number") this.#add("json-number-id", node.offset, path, clause, { member });
    else if (node.kind !== "string") wrong("a string");
    else this.#string(node.value, node.offset, is as JsonValueKind, path, member, clause);
  }

  #string(value: string, offset: number, is: JsonValueKind, path: string, member: string, clause: string): void {
    if (HALF_CHARACTER.test(value)) this.#add("json-lone-surrogate", offset, path, clause, { member });
    if (value === "" && is === "id") {
      this.#add("json-type", offset, path, clause, { member, expected: "a string of some length" });
      return;
    }
    if (value === "" && (is === "html" || is === "url")) {
      this.#add("json-empty-content", offset, path, clause, { member });
      return;
    }
    const spot: Spot = {
      frame: JSON_FRAME,
      context: this.#context,
      raw: value,
      report: (rule, detail) => this.#add(rule, offset, path, clause, { element: member, ...detail }),
    };
    for (const check of STRINGS[is] ?? []) check(value.trim(), spot);
  }
}

/** What concerns the feed as a whole: its version, ids that stand twice, a next page that is this one. */
function checkFeed(root: JsonObject, options: CheckOptions, add: Add): void {
  const text = (node: JsonObject, name: string): { value: string; offset: number } | undefined => {
    const value = node.members.find((member) => member.name === name)?.value;
    return value?.kind === "string" ? value : undefined;
  };
  const version = text(root, "version");
  const number = version === undefined ? undefined : VERSION.exec(version.value)?.[1];
  if (version && number === undefined) add("json-version", version.offset, "$.version", "", { value: version.value });
  else if (version && number === "1") add("json-old-version", version.offset, "$.version", "", {});
  const next = text(root, "next_url");
  if (next && [text(root, "feed_url")?.value, options.url].includes(next.value))
    add("json-next-is-self", next.offset, "$.next_url", "", {});
  const items = root.members.find((member) => member.name === "items")?.value;
  const met = new Set<string>();
  if (items?.kind !== "array") return;
  items.items.forEach((item, index) => {
    const id = item.kind === "object" ? item.members.find((member) => member.name === "id")?.value : undefined;
    const value = id?.kind === "string" ? id.value : id?.kind === "number" ? String(id.value) : "";
    if (id && met.has(value)) add("json-duplicate-id", id.offset, `$.items[${index}].id`, "", { value });
    if (value !== "") met.add(value);
  });
}

/** Values of JSON stand in no element. */
const JSON_FRAME = new Frame(
  "",
  { name: "", local: "", namespace: "", attributes: [], declarations: [], offset: 0 },
  {},
  undefined,
  0,
  undefined,
  undefined,
);
