import type { Element } from "domhandler";
import type { Byline, Tag } from "../../model/parts.ts";
import { resolveUrl } from "../../values/url.ts";
import { type Outline, textInside } from "./outline.ts";
import type { Page } from "./page.ts";
import { type ArticleFacts, factDate } from "./structured-facts.ts";

interface Root {
  readonly element: number;
  readonly type: "entry" | "card" | "cite" | "other";
  readonly classic: boolean;
  readonly facts: { -readonly [K in keyof ArticleFacts]?: ArticleFacts[K] };
  readonly bylines: Byline[];
  readonly tags: Tag[];
  readonly syndication: { url: string; text: string }[];
  card?: { name?: string; url?: string; email?: string; image?: string };
  cards: Root[];
}

/** The articles that microformats2 (`h-entry`) and the classic hAtom (`hentry`) mark, each with the element it stands on. */
export function readMicroformats(page: Page, outline: Outline): ArticleFacts[] {
  const roots: Root[] = [];
  const open: Root[] = [];
  for (let i = 0; i < outline.elements.length; i++) {
    while (open.length > 0 && i >= (outline.end[(open[open.length - 1] as Root).element] as number)) open.pop();
    const element = outline.elements[i] as Element;
    const { attribs } = element;
    const owner = open[open.length - 1];
    if (owner?.type === "entry" && attribs.rel && /(?:^|\s)tag(?:\s|$)/i.test(attribs.rel)) addTag(owner, textInside(outline, i));
    if (attribs.class === undefined || (owner === undefined && !MAY_BE_ROOT.test(attribs.class))) continue;
    const classes = attribs.class.trim().split(/\s+/);
    const type = rootType(classes);
    if (owner) for (const name of classes) property(page, outline, owner, name, i, element, type !== undefined);
    if (type === undefined) continue;
    const root: Root = {
      element: i,
      type,
      classic: !classes.some((c) => c.startsWith("h-")),
      facts: {},
      bylines: [],
      tags: [],
      syndication: [],
      cards: [],
    };
    if (type === "card") root.card = {};
    if (owner && classes.some((c) => c === "p-author" || c === "author")) owner.cards.push(root);
    else if (type === "card" && owner?.type === "entry" && owner.classic) owner.cards.push(root);
    if (type === "entry") roots.push(root);
    if (type === "card" && root.card) {
      // h-card's implied properties.
      const name = textInside(outline, i);
      if (name !== "" && name.length < 80) root.card.name = name;
      const url = resolveUrl(attribs.href ?? "", page.base);
      if (url) root.card.url = url;
    }
    open.push(root);
  }
  return roots.map((root) => {
    for (const { card } of root.cards) {
      if (card?.name || card?.url) {
        const at = root.bylines.findIndex((b) => b.name !== undefined && card.name !== undefined && b.name.includes(card.name));
        if (at >= 0) root.bylines[at] = card;
        else root.bylines.push(card);
      }
    }
    return {
      ...root.facts,
      from: "microformats",
      kind: "article",
      element: root.element,
      bylines: root.bylines,
      tags: root.tags,
      syndication: root.syndication,
    };
  });
}

const MAY_BE_ROOT = /(?:^|\s)(?:h-|hentry|vcard)/;

function rootType(classes: readonly string[]): Root["type"] | undefined {
  for (const name of classes) {
    if (name === "h-entry" || name === "hentry") return "entry";
    if (name === "h-card" || name === "vcard") return "card";
    if (name === "h-cite") return "cite";
    if (/^h-(?:feed|event|review|recipe|product|item|adr|geo|resume)$/.test(name) || name === "hfeed")
      return name === "h-feed" || name === "hfeed" ? undefined : "other";
  }
  return undefined;
}

function property(page: Page, outline: Outline, owner: Root, name: string, i: number, element: Element, isRoot: boolean): void {
  const { attribs } = element;
  const { facts } = owner;
  const text = () => textInside(outline, i);
  const address = () => resolveUrl(attribs.href ?? attribs.src ?? attribs.data ?? "", page.base);
  if (owner.card) {
    if (name === "p-name" || name === "fn") owner.card.name = text() || (owner.card.name ?? "");
    else if (name === "u-url" || name === "url") setUnlessEmpty(owner.card, "url", address());
    else if (name === "u-email" || name === "email") setUnlessEmpty(owner.card, "email", attribs.href?.replace(/^mailto:/i, "") ?? text());
    else if (name === "u-photo" || name === "photo") setUnlessEmpty(owner.card, "image", address());
    return;
  }
  if (owner.type !== "entry") return;
  switch (name) {
    case "p-name":
    case "entry-title":
      if (facts.titleElement === undefined) {
        facts.titleElement = i;
        setUnlessEmpty(facts, "title", text());
      }
      break;
    case "e-content":
    case "entry-content":
      facts.bodyElement ??= i;
      break;
    case "p-summary":
    case "entry-summary":
      if (facts.summary === undefined) setUnlessEmpty(facts, "summary", text());
      break;
    case "dt-published":
    case "published":
      if (facts.published === undefined) setUnlessEmpty(facts, "published", dateOf(page, outline, i, element));
      break;
    case "dt-updated":
    case "updated":
      if (facts.updated === undefined) setUnlessEmpty(facts, "updated", dateOf(page, outline, i, element));
      break;
    case "u-url":
      if (facts.url === undefined) setUnlessEmpty(facts, "url", address());
      break;
    case "u-syndication": {
      const url = address();
      if (url) owner.syndication.push({ url, text: text() });
      break;
    }
    case "u-in-reply-to":
      setUnlessEmpty(facts, "inReplyTo", address());
      break;
    case "u-featured":
    case "u-photo": {
      const url = address();
      if (url && !facts.image) facts.image = { url };
      break;
    }
    case "p-category":
      addTag(owner, text());
      break;
    case "p-author":
    case "author":
      if (!isRoot) {
        const name = text();
        const url = element.name === "a" ? address() : undefined;
        if (name !== "" && name.length < 80 && !owner.bylines.some((b) => b.name === name))
          owner.bylines.push({ name, ...(url && { url }) });
      }
      break;
  }
}

function dateOf(page: Page, outline: Outline, i: number, element: Element): string | undefined {
  const { attribs } = element;
  return (
    factDate(attribs.datetime, page.language) ?? factDate(attribs.title, page.language) ?? factDate(textInside(outline, i), page.language)
  );
}

function addTag(owner: Root, name: string): void {
  const plain = name.replace(/^#/, "").trim();
  if (plain !== "" && plain.length < 80 && !owner.tags.some((tag) => tag.name === plain)) owner.tags.push({ name: plain });
}

function setUnlessEmpty<K extends string>(target: { [key in K]?: unknown }, key: K, value: string | undefined): void {
  if (value !== undefined && value !== "") target[key] = value;
}
