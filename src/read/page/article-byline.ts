import type { Element } from "domhandler";
import type { Byline } from "../../model/parts.ts";
import { cleanName, readBio, readByline } from "../../values/byline.ts";
import { hostOf, resolveUrl } from "../../values/url.ts";
import { findDateMentions } from "../../values/written-date.ts";
import { classWords, isMarkedAuthor } from "./author-mark.ts";
import type { BodyCut } from "./body-clean.ts";
import { lineByline, personAddress, sectionsIn } from "./line-byline.ts";
import { isInside, type Line, type Outline, textInside } from "./outline.ts";
import type { Page } from "./page.ts";
import { siteOwner } from "./site-owner.ts";
import type { StructuredData } from "./structured-data.ts";
import type { ArticleFacts } from "./structured-facts.ts";

const AUTHOR_NAME =
  /(?:^|[\s_-])(?:p-author|(?:post|entry|article|meta|blog|item|single)?[_-]{0,2}author(?:[_-]{0,2}(?:name|link|url|info))?|byline(?:[_-]name)?|writer|posted-by|postedby|by-author)(?:[\s_-]|$)/i;
const NOT_AUTHOR = /comment|links?-of|avatar|image|photo|bio|desc|social|box|related|widget|reply|box|card|list/i;

/** Who wrote the article: what its markup says, what its page shows near the title, what the head says. */
export function findBylines(
  page: Page,
  outline: Outline,
  data: StructuredData,
  own: readonly ArticleFacts[],
  near: {
    readonly head: readonly number[];
    readonly tail: readonly number[];
    readonly from: number;
    readonly to: number;
    readonly cut?: BodyCut | undefined;
  },
): Byline[] {
  const shown =
    shownByName(page, outline, near.from, near.to, near.cut) ??
    shownInText(page, outline, near.head) ??
    shownByAddress(page, outline, near.from, near.to, near.cut) ??
    shownBesideDate(page, outline, near.head);
  const below = shownInText(page, outline, near.tail.slice(0, 40), true);
  const said = own.map((facts) => facts.bylines).find((list) => list.some((b) => b.name !== undefined));
  const siteName = (data.metas.siteName ?? data.site.name ?? "").toLowerCase();
  let bylines: readonly Byline[] = [];
  if (said && said.length > 0 && !(shown?.length && said.every((b) => b.name?.toLowerCase() === siteName))) bylines = said;
  else if (shown && shown.length > 0) bylines = shown;
  else if (data.metas.author !== undefined) bylines = readByline(data.metas.author, { bare: true }).slice(0, 8);
  else if (below) bylines = below;
  else if (data.site.bylines.length > 0) bylines = data.site.bylines;
  else bylines = siteOwner(page, outline, data);
  const people: Byline[] = [];
  for (const byline of bylines) {
    // What the page shows of the same person fills in what the markup leaves out.
    const twin = shown?.find((s) => s.name !== undefined && s.name === byline.name);
    people.push({ ...twin, ...byline });
  }
  return withBio(outline, people, near);
}

/** Elements that say by their class, `rel` or `itemprop` that they name the author. */
function shownByName(page: Page, outline: Outline, from: number, to: number, cut: BodyCut | undefined): Byline[] | undefined {
  const found: Byline[] = [];
  let end = -1;
  for (let i = from; i < to; i++) {
    if (i < end) continue;
    const element = outline.elements[i] as Element;
    if (isCommentArea(outline, i, cut)) {
      end = outline.end[i] as number;
      continue;
    }
    const marked = isMarkedAuthor(element);
    const classes = classWords(element);
    const byClass = AUTHOR_NAME.test(classes) && !NOT_AUTHOR.test(classes);
    // Once the markup has named somebody, a class that only looks like it adds nobody.
    if (!marked && (!byClass || found.length > 0)) continue;
    const size = (outline.textTo[i] as number) - (outline.textFrom[i] as number);
    if (size === 0 || size > 2000 || (cut && isKept(outline, cut, i))) continue;
    const name = nameWithin(outline, i, size > 120);
    if (size > 120 && name === undefined) continue;
    end = outline.end[i] as number;
    const text = textInside(outline, name ?? i);
    const date = findDateMentions(text).find((m) => m.readings.length > 0 || m.partial);
    const bare = (date ? (date.start > 2 ? text.slice(0, date.start) : text.slice(date.end)) : text).replace(/[\s,|·•–—-]+$/, "");
    const read = readByline(bare, { bare: bare.length < 60 });
    const address = addressWithin(page, outline, name ?? i);
    for (const one of read) if (!found.some((f) => f.name === one.name)) found.push(read.length === 1 ? { ...one, ...address } : one);
    if (found.length > 0 && !marked) break;
    if (found.length >= 6) break;
  }
  return found.length > 0 ? found : undefined;
}

/** The name itself inside a byline's element: `fn`, `itemprop=name`, a link. */
function nameWithin(outline: Outline, element: number, large: boolean): number | undefined {
  let heading: number | undefined;
  let link: number | undefined;
  let links = 0;
  for (let i = element + 1; i < (outline.end[element] as number); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    if (attribs.itemprop === "name" || /(?:^|\s)(?:fn|p-name|author|[\w-]*author[_-]{0,2}name)(?:\s|$)/i.test(attribs.class ?? "")) {
      if ((outline.textTo[i] as number) > (outline.textFrom[i] as number)) return i;
    }
    // A box about the author begins with the name.
    if (/^h[1-6]$/.test(name) || (large && /^(?:strong|b)$/.test(name))) {
      const size = (outline.textTo[i] as number) - (outline.textFrom[i] as number);
      if (size > 1 && size < 50 && !/^about\b/i.test(textInside(outline, i))) heading ??= i;
    }
    if (name === "a" && (outline.textTo[i] as number) > (outline.textFrom[i] as number)) {
      links++;
      if (attribs.rel === "author" || /author|user|people|profile|\/@|about/i.test(attribs.href ?? "")) link ??= i;
    }
  }
  return heading ?? (links === 1 ? link : undefined);
}

function addressWithin(page: Page, outline: Outline, element: number): { url?: string; email?: string } {
  for (let i = element; i < (outline.end[element] as number); i++) {
    const inner = outline.elements[i] as Element;
    const address = inner.name === "a" ? personAddress(page, inner) : {};
    if (address.url !== undefined || address.email !== undefined) return address;
  }
  const above = outline.elements[outline.parent[element] as number] as Element | undefined;
  return above?.name === "a" ? personAddress(page, above) : {};
}

/** Whether an element is part of the text that stays. */
function isKept(outline: Outline, cut: BodyCut, element: number): boolean {
  if (
    !isInside(outline, element, cut.element) ||
    (outline.pieceFrom[element] as number) < cut.from ||
    (outline.pieceTo[element] as number) > cut.to
  )
    return false;
  for (let at = element; at > cut.element; at = outline.parent[at] as number)
    if (cut.dropped.has(outline.elements[at] as Element)) return false;
  return true;
}

/** A link to an author's page: `/author/ada/`, `/people/ada`. */
function shownByAddress(page: Page, outline: Outline, from: number, to: number, cut: BodyCut | undefined): Byline[] | undefined {
  for (let i = from; i < to; i++) {
    const element = outline.elements[i] as Element;
    if (isCommentArea(outline, i, cut)) {
      i = (outline.end[i] as number) - 1;
      continue;
    }
    if (element.name !== "a" || !AUTHOR_ADDRESS.test(element.attribs.href ?? "") || (cut && isKept(outline, cut, i))) continue;
    const url = resolveUrl(element.attribs.href ?? "", page.base);
    // Elsewhere it is somebody's account, often the site's own.
    if (hostOf(url) !== hostOf(page.base)) continue;
    const text = textInside(outline, i);
    const name = cleanName(readByline(text)[0]?.name ?? text);
    if (name !== undefined && name.length < 50 && !/\b(?:posts?|articles?|more|all|view|read)\b/i.test(name))
      return [{ name, ...(url && { url }) }];
  }
  return undefined;
}

const AUTHOR_ADDRESS =
  /\/(?:authors?|users?|profiles?|people|contributors?|writers?|autor(?:es|en)?|auteurs?)\/[^/?#]+\/?(?:index\.html?)?$/i;

/** Whether an element holds comments or other posts; what holds the text holds only hints of them. */
function isCommentArea(outline: Outline, i: number, cut: BodyCut | undefined): boolean {
  const { name, attribs } = outline.elements[i] as Element;
  const names = `${attribs.id ?? ""} ${name === "body" || name === "article" || name === "html" ? "" : (attribs.class ?? "")}`;
  return (
    /(?:^|[\s_-])(?:comments?|commentlist|respond|disqus_thread|related|recent)(?:[\s_-]|$)/i.test(names) &&
    !(cut && isInside(outline, cut.element, i))
  );
}

function shownInText(page: Page, outline: Outline, lines: readonly number[], first = false): Byline[] | undefined {
  for (const at of lines) {
    const found = lineByline(page, outline, at);
    if (found && found.bylines.length > 0 && (!first || found.start <= 2)) return found.bylines;
  }
  return undefined;
}

/** "3 March 2012 · Ada Byron": a name beside the date, with no word before it. Only one that the page gives once more, at its top or foot. */
function shownBesideDate(page: Page, outline: Outline, lines: readonly number[]): Byline[] | undefined {
  for (const at of lines.slice(0, 12)) {
    const { text } = outline.lines[at] as Line;
    if (text.length > 120) continue;
    const date = findDateMentions(text)[0];
    if (!date) continue;
    for (const part of `${text.slice(0, date.start)}|${text.slice(date.end)}`.split(/[|·•–—,/]|\s-\s/)) {
      const name = cleanName(part);
      if (
        name === undefined ||
        sectionsIn(page, outline, at).has(name) ||
        !/^\p{Lu}[\p{L}\p{M}.'’-]+(?: \p{Lu}[\p{L}\p{M}.'’-]*){1,3}$/u.test(name)
      )
        continue;
      if (
        outline.lines.some(
          (line, i) => i !== at && (i < 12 || i > outline.lines.length - 16) && line.text.length < 200 && line.text.includes(name),
        )
      )
        return [{ name }];
    }
  }
  return undefined;
}

const BIO_NAME =
  /(?:^|[\s_-])(?:author|about-the-author|about-author)[_-]{0,2}(?:bio|description|desc|about|info|box|card|profile|text|content)|(?:^|[\s_-])(?:bio|authorbox|aboutauthor|post-author|entry-author)(?:[\s_-]|$)/i;

/** A bio's text without the heading above it: "About the author", the name once more. */
function withoutHeading(outline: Outline, element: number, text: string): string {
  for (let i = element + 1; i < (outline.end[element] as number); i++) {
    if (!/^h[1-6]$/.test((outline.elements[i] as Element).name)) continue;
    const heading = textInside(outline, i);
    return heading !== "" && text.startsWith(heading) && text.length > heading.length + 20 ? text.slice(heading.length).trim() : text;
  }
  return text.replace(/^(?:about (?:the )?author|written by|author)[^\p{L}\p{M}\p{N}]+/iu, "");
}

/** What the page says of the author below or beside the text, given to the one it speaks of. */
function withBio(outline: Outline, people: Byline[], near: { readonly from: number; readonly to: number }): Byline[] {
  for (let i = near.from; i < Math.min(outline.elements.length, near.to + 400); i++) {
    const element = outline.elements[i] as Element;
    if (!BIO_NAME.test(`${element.attribs.class ?? ""} ${element.attribs.id ?? ""}`)) continue;
    const text = textInside(outline, i);
    if (text.length < 40 || text.length > 1500) continue;
    const bio = readBio(withoutHeading(outline, i, text));
    const index = people.findIndex((p) => p.name !== undefined && (bio.name === undefined ? people.length === 1 : text.includes(p.name)));
    const person = people[index];
    if (person) people[index] = { ...bio, ...person, bio: person.bio ?? bio.bio ?? text };
    else if (people.length === 0 && bio.name !== undefined) people.push(bio);
    break;
  }
  return people;
}
