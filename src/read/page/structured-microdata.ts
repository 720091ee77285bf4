import type { Element } from "domhandler";
import type { Byline, Tag } from "../../model/parts.ts";
import { resolveUrl } from "../../values/url.ts";
import { type Outline, textInside } from "./outline.ts";
import type { Page } from "./page.ts";
import { type ArticleFacts, factDate } from "./structured-facts.ts";

interface Item {
  readonly element: number;
  readonly type: string;
  readonly properties: Map<string, (string | Item)[]>;
  bodyElement?: number;
  titleElement?: number;
}

const ARTICLE = /(?:Article|Posting|BlogPost|Report|Review|Recipe|Episode)$/;
const PAGE = /(?:WebPage|CreativeWork)$/;

/** The articles that HTML microdata marks (`itemscope`, `itemprop`), each with the element it stands on. */
export function readMicrodata(page: Page, outline: Outline): ArticleFacts[] {
  const items: Item[] = [];
  const open: Item[] = [];
  for (let i = 0; i < outline.elements.length; i++) {
    while (open.length > 0 && i >= (outline.end[(open[open.length - 1] as Item).element] as number)) open.pop();
    const { attribs, name } = outline.elements[i] as Element;
    if (attribs.itemprop === undefined && attribs.itemscope === undefined) continue;
    const owner = open[open.length - 1];
    const item: Item | undefined =
      attribs.itemscope === undefined ? undefined : { element: i, type: attribs.itemtype?.trim() ?? "", properties: new Map() };
    if (owner && attribs.itemprop !== undefined) {
      for (const property of attribs.itemprop.trim().split(/\s+/)) {
        const value = item ?? propertyValue(page, outline, i, name, attribs, property);
        if (value === undefined) continue;
        const list = owner.properties.get(property);
        if (list) list.push(value);
        else owner.properties.set(property, [value]);
        if (property === "articleBody" || property === "reviewBody") owner.bodyElement ??= i;
        else if ((property === "headline" || property === "name") && name !== "meta") owner.titleElement ??= i;
      }
    }
    if (item) {
      items.push(item);
      open.push(item);
    }
  }
  return items.filter((item) => ARTICLE.test(item.type) || PAGE.test(item.type)).map((item) => factsOf(item, page));
}

function factsOf(item: Item, page: Page): ArticleFacts {
  const text = (...names: string[]) => {
    for (const name of names)
      for (const value of item.properties.get(name) ?? []) if (typeof value === "string" && value !== "") return value;
    return undefined;
  };
  const bylines: Byline[] = [];
  for (const value of [...(item.properties.get("author") ?? []), ...(item.properties.get("creator") ?? [])]) {
    const name = typeof value === "string" ? value : firstText(value, "name");
    const url = typeof value === "string" ? undefined : resolveUrl(firstText(value, "url") ?? "", page.base);
    if (name && !/^https?:/.test(name) && name.length < 100 && !bylines.some((b) => b.name === name))
      bylines.push({ name, ...(url && { url }) });
  }
  const tags: Tag[] = [];
  for (const name of [...(item.properties.get("keywords") ?? []), ...(item.properties.get("articleSection") ?? [])])
    if (typeof name === "string")
      for (const one of name.split(/[,，、;]/)) if (one.trim() !== "" && one.length < 80) tags.push({ name: one.trim() });
  const url = resolveUrl(text("url", "mainEntityOfPage") ?? "", page.base);
  const title = text("headline", "name");
  const published = factDate(text("datePublished", "dateCreated"), page.language);
  const updated = factDate(text("dateModified"), page.language);
  const summary = text("description");
  const imageValue = item.properties.get("image")?.[0];
  const image = resolveUrl((typeof imageValue === "string" ? imageValue : imageValue && firstText(imageValue, "url")) ?? "", page.base);
  return {
    from: "microdata",
    kind: ARTICLE.test(item.type) ? "article" : "page",
    element: item.element,
    bylines,
    tags,
    syndication: [],
    ...(item.bodyElement !== undefined && { bodyElement: item.bodyElement }),
    ...(item.titleElement !== undefined && { titleElement: item.titleElement }),
    ...(url && { url }),
    ...(title && { title }),
    ...(published && { published }),
    ...(updated && { updated }),
    ...(summary && { summary }),
    ...(image && { image: { url: image } }),
  };
}

function firstText(item: Item, name: string): string | undefined {
  return item.properties.get(name)?.find((value) => typeof value === "string" && value !== "") as string | undefined;
}

/** The value of a property, by the element that has it (HTML, "The microdata model", values). */
function propertyValue(
  page: Page,
  outline: Outline,
  i: number,
  name: string,
  attribs: Record<string, string>,
  property: string,
): string | undefined {
  if (attribs.content !== undefined) return attribs.content.trim();
  if (property === "articleBody" || property === "reviewBody") return "";
  if (name === "time" || attribs.datetime !== undefined) return attribs.datetime ?? textInside(outline, i);
  // A name that links to its page: the text is meant.
  if (/^(?:headline|name|author|creator|keywords|articleSection|datePublished|dateModified)$/.test(property)) {
    const text = textInside(outline, i);
    if (text !== "") return text;
  }
  const address =
    name === "a" || name === "link" || name === "area" ? attribs.href : (attribs.src ?? (name === "object" ? attribs.data : undefined));
  if (address !== undefined) return resolveUrl(address, page.base);
  return textInside(outline, i);
}
