import { rfc822Date, w3cDate } from "../date-checks.ts";
import { attributeOf, type CheckContext, type ElementRule, eaten, type Frame, type Spot, type ValueCheck } from "../element-rule.ts";
import { rootlessHtml } from "../html-check.ts";
import { attributeRisks } from "../html-tags.ts";
import { isSafeElement } from "../markup-vocabulary.ts";
import { noHtml } from "../text-checks.ts";
import { fullUri, isPermalink, webAddress } from "../uri-checks.ts";
import { contactWithName, language, notBlank, oneOf, positive, typeAttribute, unique, yesOrNo } from "../value-checks.ts";
import { atomInChannel, atomInItem } from "./atom.ts";
import { linksOf } from "./atom-link.ts";
import { accessRestriction, channelExtensions, itemExtensions } from "./extensions.ts";
import { leaf, needed, one, oneLeaf, optional } from "./leaf.ts";
import { checkEpisodeFile, checkPodcast, notePodcast, podcastChannel, podcastItem } from "./podcast.ts";
import { cloud, image, remembered, skipDays, skipHours, textInput } from "./rss-parts.ts";

/** RSS 2.0 (https://www.rssboard.org/rss-specification) and its best-practice profile (https://www.rssboard.org/rss-profile). */

/** Core element, extension that says the same (RSS profile, namespace-elements). */
const SAME_IN_CHANNEL: readonly (readonly [core: string, extension: string])[] = [
  ["managingEditor", "dc:creator"],
  ["category", "dc:subject"],
  ["pubDate", "dc:date"],
  ["generator", "admin:generatorAgent"],
  ["webMaster", "dc:publisher"],
  ["language", "dc:language"],
  ["copyright", "dc:rights"],
  ["lastBuildDate", "dcterms:modified"],
  ["creativeCommons:license", "cc:license"],
];
const SAME_IN_ITEM: readonly (readonly [core: string, extension: string])[] = [
  ["guid", "atom:id"],
  ["author", "dc:creator"],
  ["category", "dc:subject"],
  ["pubDate", "dc:date"],
  ["pubDate", "atom:published"],
  ["source", "dc:source"],
  ["creativeCommons:license", "cc:license"],
];

function sameSemantics(frame: Frame, name: string, pairs: typeof SAME_IN_ITEM, context: CheckContext, offset: number): void {
  for (const [core, extension] of pairs) {
    const other = name === core ? extension : name === extension ? core : undefined;
    if (other !== undefined && frame.children.has(other))
      context.report(frame.name === "item" ? "duplicate-item-semantics" : "duplicate-semantics", frame, { core, extension }, offset);
  }
}

const category = { ...leaf(noHtml), attributes: { domain: optional() } };
const date = oneLeaf(rfc822Date);
const contact = oneLeaf(contactWithName);
const license = leaf(fullUri);

/** Metadata of a channel: it stands before the items (profile, element-channel-item). */
const metadata: Readonly<Record<string, ElementRule>> = {
  title: oneLeaf(noHtml, notBlank, remembered("title")),
  link: oneLeaf(fullUri, remembered("link")),
  description: oneLeaf(noHtml),
  image,
  textInput,
  category,
  cloud,
  ttl: oneLeaf(positive, notBlank),
  docs: oneLeaf(fullUri),
  generator: oneLeaf(),
  pubDate: date,
  lastBuildDate: date,
  managingEditor: contact,
  webMaster: contact,
  language: oneLeaf(language),
  copyright: oneLeaf(noHtml),
  skipHours,
  skipDays,
  "atom:link": atomInChannel["atom:link"] ?? eaten,
};

const guid: ValueCheck = (value, spot) => {
  const flag = attributeOf(spot.frame, "isPermaLink")?.value;
  if (flag === undefined || flag === "true") {
    if (isPermalink(value, spot) && /^(?:tag|urn:uuid):/i.test(value)) spot.report("guid-not-a-permalink", { value });
  } else if (/^\d{1,8}$/.test(value)) spot.report("guid-not-unique-enough", { value });
};

const enclosureLength: ValueCheck = (value, spot) => {
  if (!/^[+-]?\d+$/.test(value)) spot.report("invalid-integer-attribute", { value });
  else if (value === "-1") spot.report("length-unknown", { value });
  else if (Number(value) < 0) spot.report("not-non-negative", { value });
};

/** Before RSS 0.92 a description was plain text. */
const description: ValueCheck = (value, spot) => {
  if (spot.context.version === "0.91") return noHtml(value, spot);
  rootlessHtml(value, spot);
};

/** xhtml:body, an early way of giving the whole text. */
const xhtmlBody: ElementRule = {
  content: "any",
  attributes: "any",
  open(frame, context) {
    if (frame.parent?.name === "item" && context.format === "rss") context.report("duplicate-description", frame, { element: frame.name });
  },
  child(frame, _, element, context) {
    const report: Spot["report"] = (rule, detail) => context.report(rule, frame, { element: "xhtml:body", ...detail }, element.offset);
    for (const { rule, value } of attributeRisks(element.attributes.map((attribute) => [attribute.name, attribute.value])))
      report(rule, { value });
    if (!isSafeElement(element.local.toLowerCase())) report("unsafe-html", { value: `<${element.local}>` });
    return xhtmlInBody;
  },
};
const xhtmlInBody: ElementRule = {
  content: "any",
  attributes: "any",
  child: (frame, name, element, context) => xhtmlBody.child?.(frame, name, element, context),
};

/** What items of all RSS versions have. */
export const itemCore: Readonly<Record<string, ElementRule>> = {
  ...itemExtensions,
  ...podcastItem,
  ...atomInItem,
  title: oneLeaf(noHtml, notBlank),
  link: oneLeaf(fullUri),
  description: oneLeaf(description),
  "content:encoded": oneLeaf(rootlessHtml),
  "content:items": one({ content: "any", attributes: "any", child: () => eaten }),
  "xhtml:body": xhtmlBody,
  "dc:creator": leaf(),
  "dc:subject": leaf(),
  "dc:date": leaf(w3cDate),
  "cc:license": eaten,
  "creativeCommons:license": license,
};

const item: ElementRule = {
  content: "elements",
  attributes: {},
  children: {
    ...itemCore,
    comments: oneLeaf(fullUri),
    enclosure: {
      content: "elements",
      once: "duplicate-enclosure",
      attributes: { url: needed(webAddress), length: needed(enclosureLength), type: needed(typeAttribute) },
      open(frame) {
        const url = attributeOf(frame, "url")?.value;
        const notes = frame.parent?.notes;
        if (url === undefined || notes === undefined) return;
        const urls = notes.get("enclosures") as string[] | undefined;
        if (urls) urls.push(url);
        else notes.set("enclosures", [url]);
      },
    },
    pubDate: date,
    author: contact,
    category: { ...category, checks: [noHtml, notBlank] },
    guid: {
      ...oneLeaf(guid, notBlank, unique("duplicate-value", 2)),
      attributes: { isPermaLink: optional(oneOf("invalid-boolean", "true|false")) },
    },
    source: { ...oneLeaf(noHtml), attributes: { url: needed(fullUri) } },
  },
  child(frame, name, element, context) {
    notePodcast(frame, name);
    sameSemantics(frame, name, SAME_IN_ITEM, context, element.offset);
    if (name === "content:encoded" && !frame.children.has("description"))
      context.report("no-description-before-content", frame, {}, element.offset);
    return undefined;
  },
  close(frame, context) {
    const { children } = frame;
    if (!children.has("title") && !children.has("description")) context.report("missing-title-or-description", frame, {});
    if (!children.has("guid") && context.version.startsWith("2.")) context.report("missing-guid", frame, {});
    if (children.has("slash:comments") && !frame.parent?.children.has("lastBuildDate")) context.report("comments-without-date", frame, {});
    checkEpisodeFile(frame, context);
  },
};

/** What channels of all RSS versions have. */
export const channelCore: Readonly<Record<string, ElementRule>> = {
  ...channelExtensions,
  ...podcastChannel,
  ...atomInChannel,
  title: metadata.title ?? eaten,
  link: metadata.link ?? eaten,
  description: metadata.description ?? eaten,
  image,
  "dc:creator": leaf(),
  "dc:subject": leaf(),
  "dc:date": oneLeaf(w3cDate),
  "cc:license": eaten,
  "creativeCommons:license": license,
};

export function checkChannel(frame: Frame, context: CheckContext): void {
  const { children } = frame;
  if (!children.has("description")) context.report("missing-description", frame, { parent: "channel", element: "description" });
  if (!children.has("link")) context.report("missing-link", frame, { parent: "channel", element: "link" });
  if (!children.has("title")) context.report("missing-title", frame, { parent: "channel", element: "title" });
  if (!children.has("dc:language") && !children.has("language") && frame.language === undefined)
    context.report("missing-language", frame, { parent: "channel", element: "language" });
  if (frame.parent?.name === "rss" && context.version === "2.0" && !linksOf(frame).some((link) => link.rel === "self"))
    context.report("missing-atom-self", frame, {});
  checkPodcast(frame, context);
}

const channel: ElementRule = {
  content: "elements",
  once: "duplicate-element",
  attributes: { "indexing:index": optional(yesOrNo) },
  children: { ...channelCore, ...metadata, rating: oneLeaf(), item },
  child(frame, name, element, context) {
    notePodcast(frame, name);
    sameSemantics(frame, name, SAME_IN_CHANNEL, context, element.offset);
    if (frame.children.has("item") && Object.hasOwn(metadata, name))
      context.report("misplaced-item", frame, { element: name }, element.offset);
    if (name === "textInput") context.report("avoid-text-input", frame, {}, element.offset);
    if (name === "blink") {
      context.report("no-blink", frame, { parent: "channel", element: "blink" }, element.offset);
      return one(eaten);
    }
    return undefined;
  },
  close: checkChannel,
};

export const rss: ElementRule = {
  content: "elements",
  attributes: { version: { required: true } },
  children: { channel, "access:restriction": one(accessRestriction) },
  required: [["channel", "missing-element"]],
  open(frame, context) {
    const version = attributeOf(frame, "version");
    context.version = version?.value ?? "2.0";
    if (context.knownDoctype) {
      if (version && version.value !== "0.91") context.report("doctype-not-0.91", frame, { value: version.value }, version.offset);
    } else if (version && !["0.91", "0.92", "2.0"].includes(version.value))
      context.report("rss-version", frame, { value: version.value }, version.offset);
  },
};
