import type { Element } from "domhandler";
import { hostOf, resolveUrl } from "../../values/url.ts";
import { type Address, readAddress } from "./address-shape.ts";
import { type Outline, textInside, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import { isPagerText, MENU_TEXT } from "./pager-words.ts";

/** A link of a page that may lead to a post. */
export interface Anchor {
  /** Index in the outline. */
  readonly element: number;
  readonly address: Address;
  /** Leads to another site. */
  readonly external: boolean;
  /** Its visible text on one line. */
  readonly text: string;
  /** What an empty link shows instead: its picture's text. */
  readonly label?: string;
  /** Level of the heading around or inside it, 0 for none. */
  readonly heading: number;
  /** Stands in navigation, a side column or a footer: `strong` where the element says so, `weak` where a class does. */
  readonly chrome: "" | "weak" | "strong";
  /** Says only that there is more: no title. */
  readonly more: boolean;
  /** Anchors in like places share it: tags and lasting classes of all elements above. */
  readonly signature: number;
}

const CHROME_TAG = /^(?:nav|footer|aside)$/;
const CHROME_ROLE = /^(?:navigation|contentinfo|complementary|menu|menubar|search)$/i;
const CHROME_CLASS =
  /(?:^|[\s_-])(?:nav|navbar|navigation|menu|sidebar|side-bar|widget|footer|breadcrumbs?|pagination|pagenavi|pager|paginator|share|sharing|social|comments?|related|toc|tagcloud|tag-cloud|tags|copyright|colophon|blogroll|skip-link|cookie)(?:$|[\s_-])/i;
export const MORE_TEXT =
  /^[\s([«<‹…·:.-]*(?:(?:continue|keep|read|view|see|show|learn|find out|learn) (?:reading|more|on|full|the full|the rest|the|this|all|post|article|entry|story|it)\b.*|more|details|permalink|permanent link|link|read|full (?:story|post|article)|open|\d+ comments?|(?:no|leave an?|add an?) (?:comments?|reply)|comments?|weiterlesen|mehr(?: lesen)?|artikel lesen|lire (?:la suite|plus|l['’]article).*|la suite|en savoir plus|suite|leer (?:más|mas|artículo|el artículo).*|seguir leyendo.*|continuar leyendo.*|sigue leyendo|más|ver más|continua(?: a leggere)?|leggi(?: tutto| di più| l['’]articolo)?.*|altro|continue lendo.*|leia mais.*|ler mais.*|saiba mais|lees (?:meer|verder).*|meer|verder lezen|læs mere.*|läs mer.*|les mer.*|lue lisää.*|czytaj (?:więcej|dalej|całość).*|więcej|celý článek|číst (?:dál|více).*|více|čítať ďalej|viac|читать (?:далее|дальше|полностью|ещё|еще).*|далее|подробнее|читати (?:далі|більше).*|детальніше|прочети (?:още|повече).*|още|tovább.*|bővebben|devamını oku.*|devamı|citește (?:mai mult|mai departe).*|διαβάστε (?:περισσότερα).*|περισσότερα|続きを読む.*|もっと(?:読む|見る).*|続き|詳細.*|全文を読む|阅读(?:全文|更多|原文)?.*|閱讀(?:全文|更多)?.*|继续阅读.*|繼續閱讀.*|查看(?:更多|全文|详情).*|更多|全文|더 ?(?:보기|읽기)|계속 ?읽기|자세히(?: 보기)?|전체 ?글? ?보기|اقرأ (?:المزيد|أكثر).*|المزيد|أكمل القراءة.*|(?:קרא|קראו|המשך) .*|עוד|ادامه(?: مطلب)?.*|बाकी पढ़ें|और पढ़ें|อ่านต่อ.*|selengkapnya|baca (?:selengkapnya|lebih lanjut).*|đọc (?:tiếp|thêm).*|xem thêm|[#¶∞§→»›>≫↠↳⇒➜❯+*★●]+)[\s)\]»>›…·:.!→➜↠>-]*$/i;

const MORE_NAME = /(?:^|\s)(?:more-link|read-?more(?:-link)?|continue-?reading)(?:\s|$)/i;

/** Beside numbers and arrows, what a link to another page of a list consists of. */
const PAGER_WORD = /page|seite|página|pagina|strona|страница|stránka|sida|side|sivu|oldal|sayfa|of|von|de|sur|di|van|из|z/giu;

/** How many elements inside a link are looked at: links may lie in one another. */
const MAX_INSIDE = 200;

/** A link with more visible characters wraps a box of the page. */
const LONG_TEXT = 1000;
/** Links that are left open hold one another and all that follows: when those that wrap boxes come to so many times the page's text, the next have none. */
const MOST_WRAPPED = 8;

/** More than there are kinds of elements on a page; times the count of elements it is still a whole number. */
const MAX_KINDS = 2 ** 24;

const NO_PAGE = /^(?:javascript|mailto|tel|data):/i;
const HEADING = /^h[1-6]$/;
const SAYS_SOMETHING = /\p{L}{2}|[A-Za-z]\d{2}/u;

/** Elements of one name and class, in the numbers that `findAnchors` counts with. */
interface Kind {
  /** The same for all whose lasting class is the same. */
  readonly number: number;
  /** Index in `CHROME`, of those without a role and an id. */
  readonly chrome: number;
}

const CHROME: readonly Anchor["chrome"][] = ["", "weak", "strong"];
const STRONG = 2;

/** All links that lead to pages, in document order. */
export function findAnchors(page: Page, outline: Outline, sites: ReadonlySet<string>): Anchor[] {
  const { elements, parent, end } = outline;
  const kindOf = kindsOfElements();
  const signatures = new Map<number, number>();
  const signature = new Int32Array(elements.length);
  const chrome = new Uint8Array(elements.length);
  const headingAbove = new Uint8Array(elements.length);
  const total = textSize(outline, 0) || 1;
  const anchors: Anchor[] = [];
  let wrapped = 0;
  const base = page.base ?? "http://page.invalid/";
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i] as Element;
    const { name, attribs } = element;
    const above = parent[i] as number;
    const kind = kindOf(element);
    const token = (above < 0 ? 0 : (signature[above] as number)) * MAX_KINDS + kind.number;
    let id = signatures.get(token);
    if (id === undefined) {
      id = signatures.size + 1;
      signatures.set(token, id);
    }
    signature[i] = id;
    const inherited = above >= 0 ? (chrome[above] as number) : 0;
    chrome[i] =
      inherited === STRONG || textSize(outline, i) > total * 0.5
        ? inherited
        : (attribs.id === undefined && attribs.role === undefined ? kind.chrome : chromeOf(element)) || inherited;
    headingAbove[i] = HEADING.test(name) ? Number(name[1]) : above >= 0 ? (headingAbove[above] as number) : 0;
    if (name !== "a") continue;
    const { href } = attribs;
    if (href === undefined || href === "" || href.startsWith("#") || NO_PAGE.test(href)) continue;
    const absolute = resolveUrl(href, base);
    const address = absolute === undefined ? undefined : readAddress(absolute);
    if (!address) continue;
    const size = textSize(outline, i);
    if (size > LONG_TEXT) wrapped += size;
    const text = wrapped > MOST_WRAPPED * total && size > LONG_TEXT ? "" : textInside(outline, i);
    let heading = headingAbove[i] as number;
    if (heading === 0) {
      for (let k = i + 1; k < Math.min(end[i] as number, i + MAX_INSIDE); k++) {
        const inner = (elements[k] as Element).name;
        if (HEADING.test(inner)) {
          heading = Number(inner[1]);
          break;
        }
      }
    }
    const anchor: { -readonly [K in keyof Anchor]: Anchor[K] } = {
      element: i,
      address,
      external: !sites.has(address.host),
      text,
      heading,
      chrome: CHROME[chrome[i] as number] as Anchor["chrome"],
      more: heading === 0 && text.length < 120 && saysMore(text, attribs.class ?? ""),
      signature: id,
    };
    const label = text === "" ? pictureLabel(outline, i) : undefined;
    if (label !== undefined) anchor.label = label;
    anchors.push(anchor);
  }
  return anchors;
}

/** The kinds of a page's elements; the classes of each kind are looked at once. */
function kindsOfElements(): (element: Element) => Kind {
  const known = new Map<string, Map<string | undefined, Kind>>();
  const numbers = new Map<string, number>();
  return (element) => {
    let ofName = known.get(element.name);
    if (ofName === undefined) {
      ofName = new Map();
      known.set(element.name, ofName);
    }
    let kind = ofName.get(element.attribs.class);
    if (kind === undefined) {
      const lasting = `${element.name}.${lastingClass(element)}`;
      const number = numbers.get(lasting) ?? numbers.size;
      numbers.set(lasting, number);
      kind = { number, chrome: chromeOf(element) };
      ofName.set(element.attribs.class, kind);
    }
    return kind;
  };
}

/** Whether the text or the class of a link says only that there is more. */
function saysMore(text: string, classes: string): boolean {
  return (
    MORE_TEXT.test(text) ||
    MORE_NAME.test(classes) ||
    MENU_TEXT.test(text) ||
    (text !== "" && isPagerText(text)) ||
    (text !== "" && text.length < 24 && !SAYS_SOMETHING.test(text.replace(PAGER_WORD, "")))
  );
}

function pictureLabel(outline: Outline, element: number): string | undefined {
  for (let i = element + 1; i < Math.min(outline.end[element] as number, element + MAX_INSIDE); i++) {
    const { name, attribs } = outline.elements[i] as Element;
    const label = name === "img" ? (attribs.alt || attribs.title)?.replace(/\s+/g, " ").trim() : undefined;
    if (label) return label;
  }
  return undefined;
}

/** The hosts that count as the page's own site. */
export function findSiteHosts(page: Page, outline: Outline): Set<string> {
  const hosts = new Set<string>();
  const add = (url: string | undefined) => {
    const host = hostOf(url === undefined ? undefined : (resolveUrl(url, page.base) ?? url));
    if (host !== "") hosts.add(host);
  };
  add(page.base ?? "http://page.invalid/");
  add(page.url);
  let home = false;
  // A page without an address: the host that most of its links name, where they name any.
  const counts = new Map<string, number>();
  for (const { name, attribs } of outline.elements) {
    const { rel, href } = attribs;
    if (name === "link" && rel !== undefined && href !== undefined) {
      if (rel === "canonical" || (/(?:^|\s)alternate(?:\s|$)/.test(rel) && /rss|atom/.test(attribs.type ?? ""))) add(href);
    } else if (name === "meta" && attribs.property === "og:url") add(attribs.content);
    else if (name === "a" && href !== undefined) {
      if (!home && rel !== undefined && /(?:^|\s)home(?:\s|$)/.test(rel)) {
        home = true;
        add(href);
      }
      if (page.base === undefined) {
        const host = hostOf(resolveUrl(href, "http://page.invalid/"));
        if (host !== "") counts.set(host, (counts.get(host) ?? 0) + 1);
      }
    }
  }
  const [most] = [...counts].sort((x, y) => y[1] - x[1]);
  if (most) hosts.add(most[0]);
  return hosts;
}

/** What an element itself says of its standing in chrome, as an index of `CHROME`. */
function chromeOf(element: Element): number {
  if (element.name === "body" || element.name === "html" || element.name === "article" || element.name === "main") return 0;
  if (CHROME_TAG.test(element.name) || CHROME_ROLE.test(element.attribs.role ?? "")) return STRONG;
  const names = `${element.attribs.class ?? ""} ${element.attribs.id ?? ""}`;
  return names.length > 1 && CHROME_CLASS.test(names) ? 1 : 0;
}

/** The first class that is neither numbered nor a state: what tells a kind of place rather than one place. */
function lastingClass(element: Element): string {
  const names = element.attribs.class;
  if (names === undefined) return "";
  for (const name of names.split(/\s+/)) {
    if (name !== "" && !/\d/.test(name) && !/^(?:first|last|odd|even|active|current|is-|has-|sticky|alt|featured)/.test(name)) return name;
  }
  return "";
}
