import { atomSection } from "../clauses.ts";
import { rfc3339Date } from "../date-checks.ts";
import { attributeOf, type CheckContext, type ElementRule, eaten, type Frame, type Spot, type ValueCheck } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { iriAgainstBase } from "../uri-checks.ts";
import { attributeNotBlank, language, mediaType, nonNegative, notBlank } from "../value-checks.ts";
import { optional } from "./leaf.ts";

export interface AtomLink {
  readonly rel: string;
  readonly href: string;
  readonly type: string;
  readonly hreflang: string;
}

/** Relations that feeds use, of IANA's registry (https://www.iana.org/assignments/link-relations), and `payment`, which older podcasts have. */
const RELATIONS = new Set(
  (
    "about acl alternate amphtml appendix apple-touch-icon archives author blocked-by bookmark canonical chapter cite-as collection contents convertedfrom copyright create-form current describedby describes disclosure dns-prefetch duplicate edit edit-form edit-media enclosure external " +
    "first glossary help hosts hub icon index item last latest-version license linkset lrdd manifest mask-icon me memento micropub modulepreload monitor monitor-group next next-archive nofollow noopener noreferrer opener openid2.local_provider openid2.provider original p3pv1 payment pingback preconnect predecessor-version prefetch preload prerender prev prev-archive preview previous privacy-policy profile publication " +
    "related replies restconf ruleinput search section self service shortlink start status stylesheet subsection successor-version sunset tag terms-of-service timegate timemap type up version-history via webmention working-copy working-copy-of"
  ).split(" "),
);

/** RFC 5005. */
export const HISTORY_RELATIONS: ReadonlySet<string> = new Set([
  "current",
  "first",
  "last",
  "next",
  "next-archive",
  "prev-archive",
  "previous",
]);
const IANA = "http://www.iana.org/assignments/relation/";
const FEED_TYPES = new Set(["application/atom+xml", "application/rss+xml", "application/rdf+xml", "application/xml", "text/xml"]);

function relationOf(frame: Frame): string {
  const rel = attributeOf(frame, "rel")?.value ?? "alternate";
  return rel.startsWith(IANA) ? rel.slice(IANA.length) : rel;
}

const relation: ValueCheck = (_, spot) => {
  // White space is part of the value here: " via" is not via.
  const value = relationOf(spot.frame);
  attributeNotBlank(value, spot);
  const full = /^[a-z][a-z\d+\-.]*:\S+$/i.test(value);
  if (!RELATIONS.has(value) && !full) spot.report("unregistered-relation", { value });
  if (HISTORY_RELATIONS.has(value) && spot.frame.parent?.name === "entry") spot.report("history-link-in-entry", { value });
};

const selfType: ValueCheck = (value, spot) => {
  if (relationOf(spot.frame) === "self" && value.includes("/") && !FEED_TYPES.has(value.split(";", 1)[0] ?? ""))
    spot.report("self-type", { value });
};

const onlyReplies: ValueCheck = (_, spot) => {
  if (relationOf(spot.frame) !== "replies") spot.report("unexpected-attribute");
};

const selfAddress: ValueCheck = (value, spot) => {
  const { frame, context } = spot;
  if (relationOf(frame) !== "self" || !["feed", "channel"].includes(frame.parent?.name ?? "")) return;
  if (!/^[a-z][a-z\d+\-.]*:/i.test(value) && !hasOwnBase(frame)) spot.report("relative-self", { value });
  if (context.url === undefined) return;
  const target = absolute(value, frame.base ?? context.url);
  if (target !== absolute(context.url, undefined)) spot.report("self-elsewhere", { value });
};

/** Whether an xml:base in the document, not only its address, says what the reference stands against. */
function hasOwnBase(frame: Frame): boolean {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const base = at.element.attributes.find((each) => each.name === "xml:base")?.value;
    if (base !== undefined && /^[a-z][a-z\d+\-.]*:\/\/./i.test(base)) return true;
  }
  return false;
}

export function absolute(href: string, base: string | undefined): string {
  try {
    const url = new URL(href, base);
    url.hash = "";
    return url.href;
  } catch {
    return href;
  }
}

/** RFC 4287 §4.2.7, in Atom and in RSS. */
export const atomLink: ElementRule = {
  content: "any",
  clause: atomSection("4.2.7"),
  attributes: {
    rel: optional(relation),
    type: optional(mediaType, selfType),
    title: optional(attributeNotBlank, noHtml),
    length: optional(nonNegative, notBlank),
    hreflang: optional(language),
    href: { required: "missing-href", checks: [iriAgainstBase, selfAddress] },
    "rdf:type": optional(),
    "rdf:resource": optional(),
    "thr:count": optional(nonNegative, onlyReplies),
    "thr:updated": optional(rfc3339Date, onlyReplies),
    "thr:when": optional((_: string, spot: Spot) => spot.report("thr-when")),
  },
  open(frame) {
    const link: AtomLink = {
      rel: relationOf(frame),
      href: attributeOf(frame, "href")?.value ?? "",
      type: attributeOf(frame, "type")?.value ?? "",
      hreflang: attributeOf(frame, "hreflang")?.value ?? "",
    };
    const parent = frame.parent;
    if (!parent) return;
    const links = linksOf(parent);
    links.push(link);
    parent.notes.set("links", links);
  },
  child: () => eaten,
  characters(frame, text, context: CheckContext) {
    if (/[^ \t\r\n]/.test(text)) context.report("link-not-empty", frame, { element: frame.name });
  },
};

/** The links that an element has had so far. */
export function linksOf(frame: Frame): AtomLink[] {
  return (frame.notes.get("links") as AtomLink[] | undefined) ?? [];
}

/** RFC 4287 §4.1.1 and §4.1.2: no two alternates of one type and language. */
export function duplicateAlternates(frame: Frame, context: CheckContext): void {
  const met = new Set<string>();
  for (const { rel, type, hreflang } of linksOf(frame)) {
    if (rel !== "alternate") continue;
    const key = `${type}\n${hreflang}`;
    if (met.has(key)) context.report("duplicate-alternate", frame, { parent: frame.name, element: "link" });
    met.add(key);
  }
}
