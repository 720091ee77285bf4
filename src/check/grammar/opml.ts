import { rfc822Date } from "../date-checks.ts";
import { attributeOf, type CheckContext, type ElementRule, type Frame } from "../element-rule.ts";
import { safeHtml } from "../html-check.ts";
import { noHtml } from "../text-checks.ts";
import { fullUri, webAddress } from "../uri-checks.ts";
import { contact, language, matching, notBlank, oneOf, positive, trueOrFalse } from "../value-checks.ts";
import { everywhere } from "./everywhere.ts";
import { group, needed, oneLeaf, optional } from "./leaf.ts";

/** OPML 2.0 (http://opml.org/spec2.opml), as lists of subscriptions use it. */

const CLAUSE = "http://opml.org/spec2.opml";
const window = oneLeaf(positive, notBlank);

const head = group({
  ...everywhere,
  title: oneLeaf(safeHtml),
  dateCreated: oneLeaf(rfc822Date),
  dateModified: oneLeaf(rfc822Date),
  ownerName: oneLeaf(safeHtml),
  ownerEmail: oneLeaf(contact, noHtml),
  ownerId: oneLeaf(webAddress),
  docs: oneLeaf(fullUri),
  expansionState: oneLeaf(matching("opml-expansion", /^(?:\d+(?:,\s*\d+)*)?$/)),
  vertScrollState: window,
  windowTop: window,
  windowLeft: window,
  windowBottom: window,
  windowRight: window,
});

function checkOutline(frame: Frame, context: CheckContext): void {
  const has = (name: string): boolean => attributeOf(frame, name) !== undefined;
  const type = attributeOf(frame, "type")?.value;
  if (type === undefined) {
    if (["description", "htmlUrl", "language", "title", "version", "xmlUrl"].some(has))
      context.report("opml-missing-type", frame, { element: "outline" });
  } else if (type.toLowerCase() === "rss") {
    if (!has("xmlUrl")) context.report("opml-xml-url", frame, {});
    if (!has("title")) context.report("opml-title", frame, {});
  } else if (type.toLowerCase() === "link") {
    if (!has("url")) context.report("opml-url", frame, {});
  } else if (context.version.startsWith("1.")) context.report("opml-type", frame, { value: type });
}

const outline: ElementRule = {
  content: "elements",
  attributes: {
    text: needed(safeHtml),
    type: optional(),
    xmlUrl: optional(),
    htmlUrl: optional(fullUri),
    url: optional(fullUri),
    title: optional(safeHtml),
    description: optional(safeHtml),
    language: optional(language),
    version: optional(oneOf("opml-outline-version", "RSS|RSS1|RSS2|scriptingNews")),
    created: optional(rfc822Date),
    category: optional(),
    isComment: optional(trueOrFalse),
    isBreakpoint: optional(trueOrFalse),
  },
  children: everywhere,
  open: checkOutline,
  child: (_, name) => (name === "outline" ? outline : undefined),
};

export const opml: ElementRule = {
  content: "elements",
  clause: CLAUSE,
  attributes: { version: optional(oneOf("opml-version", "1.0|1.1|2.0")) },
  children: { ...everywhere, head, body: group({ ...everywhere, outline }, { required: [["outline", "missing-element"]] }) },
  required: [
    ["head", "missing-element"],
    ["body", "missing-element"],
  ],
  open(frame, context) {
    const version = attributeOf(frame, "version");
    context.version = version?.value ?? "2.0";
    if (!version && frame.name === "opml") context.report("missing-attribute", frame, { element: "opml", attribute: "version" });
  },
};
