import type { CheckContext, ElementRule, Frame } from "../element-rule.ts";
import { eaten } from "../element-rule.ts";
import type { XmlElement } from "../xml-events.ts";
import { categories, service } from "./app.ts";
import { atomEntry, atomFeed } from "./atom.ts";
import { everywhere } from "./everywhere.ts";
import { opml } from "./opml.ts";
import { rdf, rdf090, rss11Channel } from "./rdf.ts";
import { rss } from "./rss.ts";

const ATOM = "http://www.w3.org/2005/Atom";
const ATOM_03 = "http://purl.org/atom/ns#";
const APP = "http://www.w3.org/2007/app";
const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const RSS_1 = "http://purl.org/rss/1.0/";
const RSS_090 = "http://my.netscape.com/rdf/simple/0.9/";
const RSS_11 = "http://purl.org/net/rss1.1#";

interface Root {
  readonly rule: ElementRule;
  /** The namespace whose names are written without prefix. */
  readonly home: string;
}

/** Tells the format by the root element. */
export function chooseRoot(element: XmlElement, context: CheckContext): Root {
  const { local, namespace, offset } = element;
  const report = (rule: Parameters<CheckContext["report"]>[0]): void =>
    context.report(rule, undefined, { element: element.name, value: namespace }, offset);
  if (local === "rss") {
    context.format = "rss";
    if (namespace !== "") report("wrong-namespace");
    return { rule: rss, home: namespace };
  }
  if (local === "feed" || local === "entry") return atomRoot(element, context, report);
  if (local === "RDF" && namespace === RDF) {
    context.format = "rdf";
    return element.declarations.some(([, uri]) => uri === RSS_090) ? { rule: rdf090, home: RSS_090 } : { rule: rdf, home: RSS_1 };
  }
  if (local === "Channel") {
    context.format = "rdf";
    if (namespace !== RSS_11) report(namespace === "" ? "missing-namespace" : "wrong-namespace");
    return { rule: rss11Channel, home: namespace };
  }
  if (local === "opml" || local === "outlineDocument") {
    context.format = "opml";
    if (local !== "opml") report("opml-obsolete");
    return { rule: opml, home: "" };
  }
  if (namespace === APP && (local === "service" || local === "categories")) {
    context.format = "app";
    return { rule: local === "service" ? service : categories, home: APP };
  }
  report("not-a-feed");
  return { rule: eaten, home: "" };
}

function atomRoot(element: XmlElement, context: CheckContext, report: (rule: Parameters<CheckContext["report"]>[0]) => void): Root {
  const { local, namespace } = element;
  context.format = "atom";
  if (namespace === ATOM_03) {
    report("obsolete-namespace");
    return { rule: eaten, home: namespace };
  }
  if (namespace === "") report("missing-namespace");
  else if (namespace !== ATOM) report("wrong-namespace");
  return { rule: local === "feed" ? atomFeed : atomEntry, home: namespace };
}

const ATOM_PARTS = new Set(
  "author category content contributor generator icon id link logo published rights subtitle summary title updated".split(" "),
);
const APP_PARTS = new Set(["app:workspace", "app:collection", "app:categories"]);

/** Elements that are known, but not where they stand: odd rather than wrong. */
export function questionable(name: string, parent: Frame): boolean {
  if (Object.hasOwn(everywhere, name) || APP_PARTS.has(name)) return true;
  if (name.startsWith("atom:")) return ATOM_PARTS.has(name.slice(5));
  return parent.name.includes(":") && parent.element.namespace !== ATOM && !name.includes(":") && ATOM_PARTS.has(name);
}
