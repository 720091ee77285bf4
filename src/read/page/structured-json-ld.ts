import { type Element, Text } from "domhandler";
import type { Byline, Image, Tag } from "../../model/parts.ts";
import { decodeEntities } from "../../values/html.ts";
import { resolveUrl } from "../../values/url.ts";
import type { Outline } from "./outline.ts";
import type { Page } from "./page.ts";
import { type ArticleFacts, factDate, type SiteFacts } from "./structured-facts.ts";

type Node = Record<string, unknown>;

const ARTICLE =
  /^(?:.*(?:Article|Posting|BlogPost)|Report|Review|Recipe|Episode|PodcastEpisode|HowTo|Essay|ShortStory|Poem|QAPage|Photograph|VideoObject)$/;
const PAGE = /^(?:WebPage|ItemPage|CreativeWork|MediaObject)$/;
const MAX_NODES = 20_000;

/** The articles and the site that a page's JSON-LD speaks of; `@graph` and `@id` references are followed. */
export function readJsonLd(page: Page, outline: Outline): { articles: ArticleFacts[]; site: SiteFacts } {
  const nodes: Node[] = [];
  const byId = new Map<string, Node>();
  for (let i = 0; i < outline.elements.length; i++) {
    const element = outline.elements[i] as Element;
    if (element.name !== "script" || !/^application\/(?:[\w.]+\+)?ld\+json/i.test(element.attribs.type?.trim() ?? "")) continue;
    const value = parseLoosely(element.children.map((child) => (child instanceof Text ? child.data : "")).join(""));
    if (value === undefined) {
      page.notices.push({ code: "invalid-structured-data", severity: "info", detail: { format: "json-ld" } });
      continue;
    }
    collect(value, nodes, byId);
  }
  const resolve = (value: unknown): Node | undefined => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    const node = value as Node;
    const id = node["@id"];
    return typeof id === "string" && Object.keys(node).length <= 2 ? (byId.get(id) ?? node) : node;
  };
  const articles: ArticleFacts[] = [];
  let site: SiteFacts = { bylines: [] };
  for (const node of nodes) {
    const types = typesOf(node);
    if (types.some((type) => ARTICLE.test(type))) articles.push(articleOf(node, "article", resolve, page));
    else if (types.some((type) => PAGE.test(type))) articles.push(articleOf(node, "page", resolve, page));
    else if (types.some((type) => type === "WebSite" || type === "Blog")) {
      const name = plain(node.name) ?? plain(node.headline);
      const url = addressOf(node.url, page);
      const description = plain(node.description);
      const logo = imageOf(node.logo ?? resolve(node.publisher)?.logo, resolve, page)?.url;
      site = {
        ...site,
        ...(name && { name }),
        ...(url && { url }),
        ...(description && { description }),
        ...(logo && { logo }),
        bylines: peopleOf(node.author ?? node.creator, resolve, page),
      };
    }
  }
  return { articles, site };
}

function articleOf(node: Node, kind: "article" | "page", resolve: (value: unknown) => Node | undefined, page: Page): ArticleFacts {
  const main = node.mainEntityOfPage;
  const url =
    addressOf(node.url, page) ??
    addressOf(typeof main === "object" && main !== null ? ((main as Node)["@id"] ?? (main as Node).url) : main, page);
  const title = plain(node.headline) ?? plain(node.name) ?? plain(node.title);
  const published = factDate(plain(node.datePublished) ?? plain(node.dateCreated), page.language);
  const updated = factDate(plain(node.dateModified), page.language);
  const summary = plain(node.description) ?? plain(node.abstract);
  const text = plain(node.articleBody, false) ?? plain(node.text, false);
  const language = plain(node.inLanguage) ?? plain(resolve(node.inLanguage)?.alternateName);
  const image = imageOf(node.image ?? node.primaryImageOfPage ?? node.thumbnailUrl, resolve, page);
  const license = addressOf(node.license, page);
  const count = Number(plain(node.commentCount));
  const tags: Tag[] = [];
  for (const list of [node.keywords, node.articleSection])
    for (const value of Array.isArray(list) ? list : typeof list === "string" ? list.split(/[,，、;]/) : [list]) {
      const name = plain(value) ?? plain(resolve(value)?.name);
      if (name && name.length < 80 && !tags.some((t) => t.name === name)) tags.push({ name });
    }
  return {
    from: "json-ld",
    kind,
    bylines: peopleOf(node.author ?? node.creator, resolve, page),
    tags,
    syndication: [],
    ...(url && { url }),
    ...(title && { title }),
    ...(published && { published }),
    ...(updated && { updated }),
    ...(summary && { summary }),
    ...(text && { text }),
    ...(language && { language }),
    ...(image && { image }),
    ...(license && { license }),
    ...(Number.isInteger(count) && node.commentCount !== undefined && { commentCount: count }),
  };
}

function peopleOf(value: unknown, resolve: (value: unknown) => Node | undefined, page: Page): Byline[] {
  const people: Byline[] = [];
  for (const one of Array.isArray(value) ? value.slice(0, 50) : [value]) {
    const node = resolve(one);
    const name = plain(one) ?? plain(node?.name);
    if (node === undefined && name !== undefined && /^https?:/i.test(name)) continue;
    const url = node && (addressOf(node.url, page) ?? firstAddress(node.sameAs, page));
    const email = plain(node?.email)?.replace(/^mailto:/i, "");
    const bio = plain(node?.description);
    const image = imageOf(node?.image, resolve, page)?.url;
    if (name === undefined && url === undefined) continue;
    people.push({ ...(name && { name }), ...(url && { url }), ...(email && { email }), ...(bio && { bio }), ...(image && { image }) });
  }
  return people;
}

function imageOf(value: unknown, resolve: (value: unknown) => Node | undefined, page: Page): Image | undefined {
  const one = Array.isArray(value) ? value[0] : value;
  const node = resolve(one);
  const url = addressOf(typeof one === "string" ? one : (node?.url ?? node?.contentUrl), page);
  if (url === undefined) return undefined;
  const width = Number(plain(node?.width));
  const height = Number(plain(node?.height));
  const description = plain(node?.caption);
  return { url, ...(width > 0 && { width }), ...(height > 0 && { height }), ...(description && { description }) };
}

function firstAddress(value: unknown, page: Page): string | undefined {
  return addressOf(Array.isArray(value) ? value[0] : value, page);
}

function addressOf(value: unknown, page: Page): string | undefined {
  const text = plain(value);
  return text === undefined || text.startsWith("#") ? undefined : resolveUrl(text, page.base);
}

/** A text or number as plain text; of several the first; `{ "@value": … }` as its value. */
function plain(value: unknown, oneLine = true): string | undefined {
  let at = value;
  for (let i = 0; i < 4 && typeof at === "object" && at !== null; i++) at = Array.isArray(at) ? at[0] : (at as Node)["@value"];
  if (typeof at === "number") return String(at);
  if (typeof at !== "string") return undefined;
  const decoded = at.includes("&") ? decodeEntities(at) : at;
  const text = (oneLine ? decoded.replace(/\s+/g, " ") : decoded).trim();
  return text === "" || text === "null" || text === "undefined" ? undefined : text;
}

function typesOf(node: Node): string[] {
  const type = node["@type"];
  return (Array.isArray(type) ? type : [type]).filter((t) => typeof t === "string").map((t) => (t as string).replace(/^.*[/:#]/, ""));
}

/** All nodes with a type, outermost first. Walks a list, so depth costs no stack. */
function collect(value: unknown, nodes: Node[], byId: Map<string, Node>): void {
  const queue: unknown[] = [value];
  for (let i = 0; i < queue.length && i < MAX_NODES; i++) {
    const at = queue[i];
    if (typeof at !== "object" || at === null) continue;
    if (Array.isArray(at)) {
      queue.push(...at.slice(0, 1000));
      continue;
    }
    const node = at as Node;
    if (node["@type"] !== undefined) nodes.push(node);
    const id = node["@id"];
    if (typeof id === "string" && Object.keys(node).length > 2 && !byId.has(id)) byId.set(id, node);
    for (const key of Object.keys(node)) {
      // What a post says of other posts is not the page's own.
      if (
        key === "comment" ||
        key === "review" ||
        key === "isRelatedTo" ||
        key === "citation" ||
        key === "mentions" ||
        key === "relatedLink"
      )
        continue;
      if (typeof node[key] === "object") queue.push(node[key]);
    }
  }
}

/** JSON as people print it into pages: in a comment or CDATA, with raw line ends in strings, with commas too many. */
function parseLoosely(source: string): unknown {
  const text = source
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, "")
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)\s*$/, "")
    .trim()
    .replace(/;$/, "");
  if (text === "" || text.length > 4_000_000) return text === "" ? {} : undefined;
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(/[\u0000-\u001f]+/g, " ").replace(/,\s?(?=[}\]])/g, ""));
    } catch {
      return undefined;
    }
  }
}
