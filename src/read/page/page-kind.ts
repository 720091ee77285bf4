import type { Element } from "domhandler";
import { type Address, readAddress } from "./address-shape.ts";
import { comparable, findTitle, isEndOf } from "./article-title.ts";
import { findBody } from "./body.ts";
import type { FoundListing } from "./listing.ts";
import { hasDate } from "./listing-groups.ts";
import type { PostPlace } from "./listing-posts.ts";
import { isInside, linkSize, type Outline, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import type { StructuredData } from "./structured-data.ts";

/** Why a page counts as a listing, an article or neither: above 0 speaks for a listing, below for an article. */
export interface PageKind {
  readonly kind: "listing" | "article" | "none";
  readonly evidence: Readonly<Record<string, number>>;
  /** Visible characters, links left out, of what would be the article's body. */
  readonly bodySize: number;
}

/** Decide what a page is. */
export function pageKind(page: Page, outline: Outline, data: StructuredData, found: FoundListing): PageKind {
  const { places, dates } = found;
  const address = found.address ?? addressOf(data);
  const title = findTitle(page, outline, data);
  const body = findBody(outline, { title: title?.element });
  const evidence: Record<string, number> = {};
  const whole = body === undefined ? 0 : textSize(outline, body) - linkSize(outline, body);
  let within = 0;
  let inside = 0;
  const [first] = places;
  const dated = places.filter((p) => hasDate(dates, p.from, p.to)).length / (places.length || 1);
  const proven = dated >= 0.3 || (first?.group.evidence.heading ?? 0) > 1 || (first?.group.evidence.text ?? 0) > 0.5;
  /** What a place shows; of bare links only the links, as the text between them may be the page's own. */
  const shownBy = (place: PostPlace) =>
    proven
      ? (outline.textFrom[place.to] ?? (outline.textTo[0] as number)) - (outline.textFrom[place.from] as number)
      : place.anchor.text.length;
  const counted = new Set<number>();
  for (const place of places) {
    if (counted.has(place.from)) continue;
    counted.add(place.from);
    const text = shownBy(place);
    if (body !== undefined && isInside(outline, place.from, body)) {
      within += text;
      inside++;
    } else if (body !== undefined && isInside(outline, body, place.from)) {
      within = proven ? textSize(outline, body) : within + text;
      inside++;
    }
  }
  const posts = new Set(places.map((p) => p.anchor.address.key)).size;
  const own = body === undefined ? 0 : textSize(outline, body) - within;
  // Text of the page that is in no post's place: the one long text of an article.
  if (whole > 0)
    evidence.ownText =
      own > 1500 && own > within * 0.5 ? -4 : own > 400 && own > within ? -2.5 : own > 150 && own > within && posts < 5 ? -1 : 0;
  const list = address?.role === "home" || (address !== undefined && isListAddress(address));
  // Bare links inside a text may as well be its own.
  evidence.postsInBody =
    posts === 0
      ? -3
      : inside >= Math.max(2, posts * 0.5)
        ? list || proven
          ? 3
          : 1
        : inside === 0
          ? whole < 300 && posts >= 3
            ? 0
            : -1
          : 1;
  evidence.posts = posts >= 5 ? 1 : posts >= 3 ? 0.5 : posts === 1 ? (list ? -1 : -3) : 0;
  // A section's posts lie under its own address.
  const below = first !== undefined && address?.segments.length === 1 && first.anchor.address.key.startsWith(`${address.key}/`);
  evidence.below = below ? (posts === 1 ? 2.5 : 1) : 0;
  evidence.proof = posts < 2 ? 0 : Math.min(2, dated * 1.25 + (first?.group.evidence.text ?? 0) / 2);
  const covered = places.reduce((sum, place) => sum + shownBy(place), 0);
  evidence.headed = posts >= 5 && (first?.group.evidence.heading ?? 0) >= 2 ? 1.5 : 0;
  evidence.coverage = posts < 3 ? 0 : 2 * Math.max(0, Math.min(1, covered / (textSize(outline, 0) || 1)) - 0.4);
  // A post about what others wrote heads its paragraphs with links to them.
  evidence.elsewhere = address?.role === "post" && dated === 0 && posts > 0 && places.every((p) => p.anchor.external) ? -3 : 0;
  const type = data.metas.type?.toLowerCase() ?? "";
  // Themes call every page of theirs an article.
  evidence.type = /^article|^blog\.?post/.test(type) ? (list ? -1 : -3) : /website|blog|profile/.test(type) ? 0.7 : 0;
  // A list has no day of publication.
  evidence.published = data.metas.published !== undefined && !list ? -2 : 0;
  const said = data.articles.filter((a) => a.kind === "article" && a.from === "json-ld");
  const itself = said.filter((a) => a.url === undefined || sameAddress(a.url, page, address));
  evidence.jsonLd = itself.length === 1 && said.length === 1 ? -3 : said.length > 1 ? 2 : 0;
  evidence.address =
    address === undefined
      ? 0
      : address.role === "home"
        ? 4
        : isListAddress(address)
          ? 5
          : address.role === "index"
            ? 1
            : address.role === "post"
              ? -2
              : 0;
  const headings = title?.element === undefined ? undefined : (outline.elements[title.element] as Element);
  const inPost = title?.element !== undefined && places.some((p) => isInside(outline, title.element as number, p.from));
  // The page's title is a heading over the text, or the title of the only post that it shows.
  const document = data.metas.title ?? data.metas.documentTitle;
  const named =
    title?.element !== undefined &&
    headings !== undefined &&
    document !== undefined &&
    title.text.length > 8 &&
    isEndOf(comparable(document), comparable(title.text));
  // A heading that the document is named after and that leads nowhere else is no entry of a list.
  const still =
    named &&
    !places.some(
      (p) => isInside(outline, p.anchor.element, title.element as number) || isInside(outline, title.element as number, p.anchor.element),
    );
  if (list) evidence.title = 0;
  // The fewer links such a page holds, the likelier they are the text's own.
  else if (still) evidence.title = address?.role === "post" && posts < 5 ? -4.5 : -3;
  else if (named) evidence.title = inPost && posts > 1 ? 0 : -2;
  else evidence.title = inPost ? 1 : 0;
  const score = Object.values(evidence).reduce((a, b) => a + b, 0);
  if (posts > 0 && score > 0) return { kind: "listing", evidence, bodySize: whole };
  if (body !== undefined && (whole > 0 || title !== undefined)) return { kind: "article", evidence, bodySize: whole };
  // No text, but the head says that it is a post.
  if (body === undefined && title !== undefined && evidence.published + evidence.jsonLd < 0)
    return { kind: "article", evidence, bodySize: whole };
  return { kind: posts > 0 ? "listing" : "none", evidence, bodySize: whole };
}

/** What the page calls its own address. */
function addressOf(data: StructuredData): Address | undefined {
  const said = data.metas.canonical ?? data.metas.url;
  return said === undefined ? undefined : readAddress(said);
}

/** What sites call the section of their posts. */
const SECTION =
  /^(?:blogs?|weblog|posts?|articles?|news|writings?|journal|essays|stories|notes|diary|actualites|aktuelles|artikel|articulos|artigos|articoli|noticias|notizie|novosti)$/;

/** A page of an archive, of a tag, a category or a person, a section, or a later page of a list. */
function isListAddress(address: Address): boolean {
  const { segments, key } = address;
  const last = segments[segments.length - 1] ?? "";
  if (SECTION.test(last) && segments.length <= 2) return true;
  if (address.role !== "index") return false;
  return (
    /\?/.test(key) ||
    /^[YMD]+$/.test(address.kinds.replace(/\..*$/, "")) ||
    /^(?:(?:page|index|p|seite|pagina)[-_]?\d+|\d{1,4}|archives?|archivos?|archiv|tags?|categor(?:y|ies)|authors?|series|topics?|all)$/.test(
      last,
    ) ||
    segments
      .slice(0, -1)
      .some((segment) =>
        /^(?:tags?|tagged|topics?|categor(?:y|ies|ia|ias|ie|ien)|catégories?|authors?|auteurs?|autor(?:es)?|labels?|keywords?|pages?|search|series)$/.test(
          segment,
        ),
      )
  );
}

function sameAddress(url: string, page: Page, address: Address | undefined): boolean {
  if (address === undefined) return page.url === undefined;
  return url.replace(/[/#?].*$/, "") !== "" && url.replace(/\/+$/, "").toLowerCase().endsWith(address.key);
}
