import type { Generator, Image, Link } from "../../model/parts.ts";
import type { FeedElement } from "./element.ts";
import type { Mutable } from "./mutable.ts";
import type { QualifiedName } from "./name-table.ts";
import { readCount } from "./scalar.ts";
import type { Scope } from "./scope.ts";

/**
 * RFC 4287 §4.2.7; `href` absolute. A registered relation's full address (§4.2.7.2) counts as its name. An element with a
 * relation and no `href` may hold the address as text; RSS's own `link`, which has neither, is not one of these.
 */
export function readLink(element: FeedElement, name: QualifiedName, outer: Scope): Link | undefined {
  if (!element.hasAttributes) return name.atom ? bareLink(outer.url(element.line())) : undefined;
  // All of them are asked for.
  element.attributes();
  const rel = element.attribute("rel");
  if (!name.atom && rel === undefined) return undefined;
  const scope = outer.of(element);
  const written = element.attribute("href");
  const empty = written === undefined && element.writtenAttribute("href") !== undefined;
  const href = empty ? scope.base : scope.url(written ?? element.line());
  if (href === undefined) return undefined;
  const type = element.attribute("type");
  const title = element.attribute("title");
  const hreflang = element.attribute("hreflang");
  const length = readCount(element.attribute("length"));
  const link: Mutable<Link> = { href, rel: rel === undefined ? "alternate" : registered(rel) };
  if (type !== undefined) link.type = type;
  if (title !== undefined) link.title = title;
  if (hreflang !== undefined) link.hreflang = hreflang;
  if (length !== undefined) link.length = length;
  return link as Link;
}

function registered(rel: string): string {
  return rel.startsWith("http") ? rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//i, "") : rel;
}

function bareLink(href: string | undefined): Link | undefined {
  return href === undefined ? undefined : { href, rel: "alternate" };
}

/** RSS `generator`, Atom `generator` (RFC 4287 §4.2.4), `admin:generatorAgent`. */
export function readGenerator(element: FeedElement, outer: Scope): Generator | undefined {
  const scope = outer.of(element);
  const text = element.line();
  const url = scope.url(
    element.attribute("uri") ??
      element.attribute("url") ??
      element.attribute("resource") ??
      (text !== undefined && /^https?:\/\/\S+$/.test(text) ? text : undefined),
  );
  const version = element.attribute("version");
  if (text === undefined && url === undefined && version === undefined) return undefined;
  return {
    ...(text === undefined ? {} : { name: text }),
    ...(url === undefined ? {} : { url }),
    ...(version === undefined ? {} : { version }),
  };
}

/** RSS `image` with its children, `itunes:image/@href`, a bare address. */
export function readImage(element: FeedElement, outer: Scope): Image | undefined {
  const scope = outer.of(element);
  const found: { url?: string; title?: string; link?: string; width?: number; height?: number; description?: string } = {};
  for (const child of element.children) {
    const { key } = scope.nameOf(child);
    const text = child.line();
    if (text === undefined) continue;
    if (key === "url" || key === "href") {
      const url = scope.of(child).url(text);
      if (url !== undefined) found.url ??= url;
    } else if (key === "title") found.title ??= text;
    else if (key === "link") {
      const link = scope.of(child).url(text);
      if (link !== undefined) found.link ??= link;
    } else if (key === "description") found.description ??= text;
    else if (key === "width" || key === "height") {
      const pixels = readCount(text);
      if (pixels !== undefined) found[key] ??= pixels;
    }
  }
  const url =
    found.url ??
    scope.url(
      element.attribute("href") ??
        element.attribute("url") ??
        element.attribute("resource") ??
        (element.children.length === 0 ? element.line() : undefined),
    );
  if (url === undefined) return undefined;
  return { ...found, url };
}

/** Whether `image` of RSS 1.0 at the channel only points at the one beside it. */
export function isReference(element: FeedElement): boolean {
  return element.children.length === 0 && element.line() === undefined && element.attribute("resource") !== undefined;
}
