import { atomSection } from "../clauses.ts";
import { rfc3339Date } from "../date-checks.ts";
import { type CheckContext, type ElementRule, eaten, type Frame } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { canonicalIri, fullIri, fullUri, iri, uriAttribute, uriReference } from "../uri-checks.ts";
import { email, noEmail, noSpaceAround, notBlank, unique, yesOrNo } from "../value-checks.ts";
import { collection } from "./app.ts";
import { checkHistory } from "./atom-history.ts";
import { type AtomLink, atomLink, duplicateAlternates, linksOf } from "./atom-link.ts";
import { creatorSubjectDate, resource } from "./everywhere.ts";
import { accessRestriction, channelExtensions, itemExtensions } from "./extensions.ts";
import { group, leaf, needed, one, oneLeaf, optional, prefixed } from "./leaf.ts";
import { checkEpisodeFile, checkPodcast, notePodcast, podcastChannel, podcastItem } from "./podcast.ts";
import { atomContent, textConstruct } from "./text-construct.ts";

function section(number: string, rule: ElementRule): ElementRule {
  return { ...rule, clause: atomSection(number) };
}

const personParts = {
  name: section("3.2.1", oneLeaf(noHtml, noEmail, notBlank)),
  email: section("3.2.3", oneLeaf(email)),
  uri: section("3.2.2", oneLeaf(notBlank, iri, noSpaceAround)),
};

/** RFC 4287 §3.2, in a feed of its own or inside RSS. */
const person: ElementRule = section("3.2", {
  content: "elements",
  attributes: { "rdf:parseType": optional() },
  children: {
    ...personParts,
    ...prefixed("atom", personParts),
    "foaf:workplaceHomepage": resource,
    "foaf:homepage": resource,
    "foaf:weblog": resource,
    "foaf:plan": leaf(),
    "foaf:firstName": leaf(),
    "xhtml:div": eaten,
  },
  close(frame, context) {
    if (!frame.children.has("name") && !frame.children.has("atom:name"))
      context.report("missing-element", frame, { parent: frame.name, element: "name" });
  },
});

const atomCategory: ElementRule = section("4.2.2", {
  content: "elements",
  attributes: { term: needed(notBlank), scheme: optional(fullIri), label: optional(noHtml) },
  child: () => eaten,
});
const atomGenerator: ElementRule = section(
  "4.2.4",
  one({ content: "text", attributes: { uri: optional(uriAttribute), version: optional() }, checks: [noHtml, notBlank] }),
);
const atomDate: ElementRule = oneLeaf(rfc3339Date, noSpaceAround);
const picture = oneLeaf(notBlank, noSpaceAround, uriReference);
const text = one(textConstruct);
const author = section("4.2.1", person);
const contributor = section("4.2.3", person);
const id = section("4.2.6", oneLeaf(canonicalIri, noSpaceAround));

const metadata: Readonly<Record<string, ElementRule>> = {
  author,
  category: atomCategory,
  contributor,
  generator: atomGenerator,
  id,
  icon: section("4.2.5", picture),
  link: atomLink,
  logo: section("4.2.8", picture),
  title: section("4.2.14", text),
  subtitle: section("4.2.12", text),
  rights: section("4.2.10", text),
  updated: section("4.2.15", atomDate),
};

const feedExtensions: Readonly<Record<string, ElementRule>> = {
  ...channelExtensions,
  ...podcastChannel,
  ...creatorSubjectDate,
  "creativeCommons:license": leaf(fullUri),
  "cc:license": eaten,
  "app:collection": one(collection),
  "access:restriction": accessRestriction,
};

const indexing = { "indexing:index": optional(yesOrNo) };

/** RFC 4287 §4.1.1: what a feed, or the source of an entry, must say of itself. */
function checkMetadata(frame: Frame, context: CheckContext): void {
  const source = frame.name === "source";
  for (const element of ["title", "id", "updated"])
    if (!frame.children.has(element))
      context.report(source ? "missing-source-element" : "missing-element", frame, { parent: frame.name, element });
  const links = linksOf(frame);
  if (!source && !links.some((link) => link.rel === "self")) context.report("missing-self", frame, {});
  duplicateAlternates(frame, context);
  checkHistory(frame, context);
}

/** RFC 4287 §4.1.2. */
const entry: ElementRule = {
  content: "elements",
  clause: atomSection("4.1.2"),
  attributes: { "rdf:parseType": optional() },
  children: {
    ...itemExtensions,
    ...podcastItem,
    ...creatorSubjectDate,
    "creativeCommons:license": leaf(fullUri),
    "cc:license": eaten,
    author,
    category: atomCategory,
    contributor,
    content: section("4.1.3", one(atomContent)),
    id: section("4.2.6", oneLeaf(canonicalIri, noSpaceAround, notBlank, unique("duplicate-entry", 2))),
    link: atomLink,
    published: section("4.2.9", atomDate),
    rights: section("4.2.10", text),
    summary: section("4.2.13", text),
    title: section("4.2.14", text),
    updated: section("4.2.15", oneLeaf(rfc3339Date, noSpaceAround, notBlank, unique("duplicate-updated", 2))),
    "app:edited": atomDate,
    "app:control": one(group({ "app:draft": oneLeaf(yesOrNo) })),
  },
  child(frame, name, element) {
    notePodcast(frame, name);
    if (name === "content") frame.notes.set("content", element.attributes);
    return name === "source" ? atomSource : undefined;
  },
  close: closeEntry,
};

function closeEntry(frame: Frame, context: CheckContext): void {
  const { children, parent } = frame;
  const missing = (element: string): void => context.report("missing-element", frame, { parent: frame.name, element });
  for (const element of ["title", "id", "updated"]) if (!children.has(element)) missing(element);
  if (!children.has("author") && !parent?.children.has("author") && frame.notes.get("author") !== true) missing("author");
  const links: readonly AtomLink[] = linksOf(frame);
  const content = frame.notes.get("content") as readonly { local: string; value: string }[] | undefined;
  if (content) {
    const type = content.find((each) => each.local === "type")?.value ?? "";
    const src = content.some((each) => each.local === "src");
    const binary = type.includes("/") && !/[+/]xml$/.test(type) && !type.startsWith("text/");
    if (!children.has("summary") && (src || binary)) context.report("missing-summary", frame, {});
  } else {
    if (!children.has("summary")) context.report("missing-text", frame, {});
    if (!links.some((link) => link.rel === "alternate")) context.report("missing-content-or-alternate", frame, {});
  }
  duplicateAlternates(frame, context);
  checkEpisodeFile(frame, context);
}

/** RFC 4287 §4.2.11. An author there is the entry's. */
const atomSource: ElementRule = {
  content: "elements",
  once: "duplicate-element",
  clause: atomSection("4.2.11"),
  attributes: indexing,
  children: { ...feedExtensions, ...metadata },
  child(frame, name) {
    if (name === "author") frame.parent?.notes.set("author", true);
    return undefined;
  },
  close: checkMetadata,
};

/** RFC 4287 §4.1.1. */
export const atomFeed: ElementRule = {
  content: "elements",
  clause: atomSection("4.1.1"),
  attributes: indexing,
  children: { ...feedExtensions, ...metadata, entry },
  child(frame, name, element, context) {
    notePodcast(frame, name);
    if (name === "entry" && !frame.children.has("entry")) checkMetadata(frame, context);
    else if (name !== "entry" && Object.hasOwn(metadata, name) && frame.children.has("entry"))
      context.report("misplaced-metadata", frame, { parent: frame.name, element: name }, element.offset);
    return undefined;
  },
  close(frame, context) {
    if (!frame.children.has("entry")) checkMetadata(frame, context);
    checkPodcast(frame, context);
  },
};

/** A document that is one entry (RFC 4287 §2). */
export const atomEntry: ElementRule = entry;

/** What of Atom may stand in an RSS channel or item; the text constructs there say again what RSS's own elements say. */
export const atomInChannel: Readonly<Record<string, ElementRule>> = prefixed("atom", {
  author: person,
  category: atomCategory,
  contributor: person,
  generator: atomGenerator,
  id: oneLeaf(fullUri),
  icon: oneLeaf(notBlank, uriReference),
  link: atomLink,
  logo: oneLeaf(notBlank, uriReference),
  title: text,
  subtitle: text,
  rights: text,
  updated: oneLeaf(rfc3339Date),
});

export const atomInItem: Readonly<Record<string, ElementRule>> = prefixed("atom", {
  id: oneLeaf(fullUri, notBlank, unique("duplicate-value", 2)),
  link: atomLink,
  title: one(atomContent),
  summary: text,
  author: one(person),
  contributor: person,
  content: atomContent,
  published: oneLeaf(rfc3339Date),
  updated: oneLeaf(rfc3339Date),
});
