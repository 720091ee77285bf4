import { rfc822Date } from "../date-checks.ts";
import { attributeOf, type CheckContext, type ElementRule, eaten, type Frame, type ValueCheck } from "../element-rule.ts";
import { noHtml, shortText } from "../text-checks.ts";
import { fullUri, webAddress } from "../uri-checks.ts";
import { contact, duration, oneOf, positive, trueOrFalse } from "../value-checks.ts";
import { empty, group, needed, one, oneLeaf } from "./leaf.ts";
import { PODCAST_CATEGORIES, PODCAST_CATEGORIES_OLD } from "./podcast-categories.ts";

const keywordsWithCommas: ValueCheck = (value, spot) => {
  if (value.includes(" ") && !value.includes(",")) spot.report("keywords");
};

const common = {
  "itunes:author": oneLeaf(shortText(255)),
  "itunes:block": oneLeaf(oneOf("not-yes-no-or-clean", "yes|no|clean", { anyCase: true, untrimmed: true })),
  "itunes:explicit": oneLeaf(trueOrFalse),
  "itunes:keywords": oneLeaf(shortText(255), keywordsWithCommas),
  "itunes:subtitle": oneLeaf(shortText(255)),
  "itunes:summary": oneLeaf(shortText(4000)),
  "itunes:image": one(empty({ href: needed(webAddress) })),
};

/** A category is one of Apple's; a sub-category one of its parent's. */
function category(allowed: Frame | undefined): ElementRule {
  return {
    content: "elements",
    attributes: { text: { required: true } },
    open(frame, context) {
      const text = attributeOf(frame, "text")?.value;
      if (text === undefined) return;
      const parent = allowed === undefined ? undefined : (attributeOf(allowed, "text")?.value ?? "");
      const known = parent === undefined ? [...PODCAST_CATEGORIES.keys()] : (PODCAST_CATEGORIES.get(parent) ?? []);
      const old = parent === undefined ? [...PODCAST_CATEGORIES_OLD.keys()] : (PODCAST_CATEGORIES_OLD.get(parent) ?? []);
      if (known.includes(text)) return;
      context.report(old.includes(text) ? "podcast-category-obsolete" : "podcast-category", frame, { element: frame.name, value: text });
    },
    child(frame, name) {
      if (name !== "itunes:category" || allowed !== undefined) return undefined;
      return attributeOf(frame, "text") === undefined ? eaten : category(frame);
    },
  };
}

export const podcastChannel: Readonly<Record<string, ElementRule>> = {
  ...common,
  "itunes:owner": one(
    group(
      { "itunes:email": oneLeaf(contact, noHtml), "itunes:name": oneLeaf(shortText(255)) },
      { required: [["itunes:email", "missing-element"]] },
    ),
  ),
  "itunes:category": category(undefined),
  "itunes:pubDate": oneLeaf(rfc822Date),
  "itunes:new-feed-url": oneLeaf(fullUri),
  "itunes:type": oneLeaf(oneOf("podcast-type", "episodic|serial")),
  "itunes:title": oneLeaf(),
  "itunes:complete": oneLeaf(),
};

export const podcastItem: Readonly<Record<string, ElementRule>> = {
  ...common,
  "itunes:duration": oneLeaf(duration),
  "itunes:title": oneLeaf(),
  "itunes:episode": oneLeaf(positive),
  "itunes:season": oneLeaf(positive),
  "itunes:episodeType": oneLeaf(oneOf("episode-type", "full|trailer|bonus")),
};

/** What Apple's directory wants of a channel that uses its namespace, in the channel or in an item. */
export function checkPodcast(channel: Frame, context: CheckContext): void {
  if (!channel.notes.has("podcast")) return;
  const lacks = (element: string): void => context.report("missing-podcast-element", channel, { element });
  if (!channel.children.has("language") && channel.language === undefined) lacks("language");
  if (!channel.children.has("itunes:category")) lacks("itunes:category");
  if (!channel.children.has("itunes:explicit")) lacks("itunes:explicit");
  if (!channel.children.has("itunes:owner")) context.report("missing-podcast-email", channel, {});
  if (!/^utf-?8$/i.test(context.encoding)) context.report("podcast-not-utf8", channel, { encoding: context.encoding });
}

/** Notes on an item and its channel that they are of a podcast. Atom is none that Apple takes, unless the feed itself says so. */
export function notePodcast(frame: Frame, name: string): void {
  if (!name.startsWith("itunes:")) return;
  frame.notes.set("podcast", true);
  if (frame.name === "item") frame.parent?.notes.set("podcast", true);
}

/** What Apple plays. */
const PLAYABLE = new Set(["m4a", "mp3", "mov", "mp4", "m4v", "pdf", "epub"]);

export function checkEpisodeFile(item: Frame, context: CheckContext): void {
  if (!item.notes.has("podcast")) return;
  for (const url of (item.notes.get("enclosures") as string[] | undefined) ?? []) {
    const type = /\.([^./?#]*)(?:[?#].*)?$/.exec(url)?.[1] ?? "";
    if (!PLAYABLE.has(type.toLowerCase())) context.report("podcast-format", item, { value: type || url });
  }
}
