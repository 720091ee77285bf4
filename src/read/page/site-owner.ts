import type { Element } from "domhandler";
import type { Byline } from "../../model/parts.ts";
import { cleanName } from "../../values/byline.ts";
import { hostOf } from "../../values/url.ts";
import { type Line, type Outline, textInside, textSize } from "./outline.ts";
import type { Page } from "./page.ts";
import type { StructuredData } from "./structured-data.ts";

/** Enough to say that a site is somebody's: one thing that says so outright, or two that agree. */
const ENOUGH = 2;

/**
 * The person whose blog it is, where nobody signs the posts: named by the copyright at the page's foot, a card of the
 * author, the site's title ("Ada Byron's notes"), its host. None where two are named or it may be a firm, a theme or a licence.
 */
export function siteOwner(page: Page, outline: Outline, data: StructuredData): Byline[] {
  const votes = new Map<string, { name: string; weight: number }>();
  const vote = (found: string | undefined, weight: (name: string) => number) => {
    const name = found === undefined ? undefined : cleanName(found);
    if (name === undefined || !maybePerson(name) || name.split(" ").length > 4 || /\d{4}/.test(name)) return;
    const key = squash(name);
    const known = votes.get(key);
    if (known) known.weight += weight(name);
    else votes.set(key, { name, weight: weight(name) });
  };
  for (const name of new Set([...copyrightHolders(outline), ...linkedHolders(outline)])) vote(name, (n) => (isFullName(n) ? ENOUGH : 1));
  const cards = authorCards(outline);
  if (cards.length === 1) vote(cards[0], () => ENOUGH);
  for (const title of titlesOf(data)) vote(ownerInTitle(title), () => 1);
  const host = squash(
    hostOf(page.url ?? data.metas.canonical)
      .replace(/^www\./, "")
      .split(".")[0] ?? "",
  );
  for (const [key, one] of votes) if (key.length > 3 && host.includes(key)) one.weight += 1;
  const best = [...votes.values()].filter((one) => one.weight >= ENOUGH).sort((a, b) => b.weight - a.weight);
  const [first, second] = best;
  return first === undefined || (second !== undefined && second.weight === first.weight) ? [] : [{ name: first.name }];
}

const COPYRIGHT =
  /(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d\s*(?:[-–—~]\s*(?:\d{2,4}|now|present)\s*)?[,.–—-]?\s*)?(?:by\s+)?([\p{L}][\p{L}\p{M}.'’-]*(?:\s[\p{L}\d][\p{L}\p{M}.'’-]*){0,3}?)\s*(?=$|[|,·•©—–<(（]|\s-\s|\.(?:\s|$)|(?:19|20)\d\d|\b(?:all|powered|built|made|with|theme|using|is|under)\b)/giu;
const NO_PERSON =
  /(?:^|[\s-])(?:inc|llc|ltd|gmbh|media|blog|foundation|group|team|news|company|co|corp|project|rights?|reserved|society|university|institute|labs?|studios?|digital|software|systems|technolog\w+|online|world|web|site|website|theme|themes|the|and|of|my|creative|commons|licen[cs]e|jekyll|hugo|hexo|wordpress|ghost|powered|contributors|authors?|copyright|home|notes|magazine|journal|press|network|community|club|association|design|all|by|with|us|we|me|cc|everyone|everybody|developers?|programmers?|engineers?|man|mom|dad)(?:$|[\s.-])|版权|所有|保留|博客|网站|工作室|我|程序员/iu;

/** Whether a name may be a person's: no firm, no group, no word for a site. */
export function maybePerson(name: string): boolean {
  return !NO_PERSON.test(name);
}

/** A first and a last name, in capitals. */
function isFullName(name: string): boolean {
  const words = name.split(" ");
  return words.length > 1 && words.length < 4 && words.every((word) => /^\p{Lu}/u.test(word)) && !/^\p{Lu}+$/u.test(name.replace(/ /g, ""));
}

/** The names behind the signs of copyright in the last lines of a page. */
function copyrightHolders(outline: Outline): Set<string> {
  const names = new Set<string>();
  for (let i = outline.lines.length - 1; i >= Math.max(0, outline.lines.length - 25); i--) {
    const { text } = outline.lines[i] as Line;
    if (text.length > 200 || !/©|\(c\)|copyright/i.test(text)) continue;
    for (const match of text.matchAll(COPYRIGHT)) names.add((match[1] as string).replace(/(?<=\p{L}{2})\.$/u, ""));
  }
  return names;
}

const COPYRIGHT_SIGN = /(?:©|\(c\)|copyright)[\s©\d–—~,.-]*(?:by\s+)?$/iu;

/** The link behind a sign of copyright: it ends where the name ends. */
function linkedHolders(outline: Outline): Set<string> {
  const names = new Set<string>();
  const { pieces, lines, elements } = outline;
  for (let i = lines.length - 1; i >= Math.max(0, lines.length - 25); i--) {
    const line = lines[i] as Line;
    let before = "";
    for (let k = line.from; k < line.to && before.length < 60; k++) {
      const { node, parent } = pieces[k] as Outline["pieces"][number];
      if ((elements[parent] as Element).name === "a" && COPYRIGHT_SIGN.test(before)) names.add(textInside(outline, parent));
      before += node.data;
    }
  }
  return names;
}

const CARD_NAME =
  /^(?:(?:site|blog|sidebar|header|card|about)[_-]{1,2})?(?:author|profile|owner)(?:[_-]{1,2}info)?[_-]{0,2}name$|^about-author-name$|^(?:header|blog|sidebar|site)-author$|^(?:card-)?info-name$/i;

/** The names on cards of an author that stand outside articles; several kinds of card of one person count once. */
function authorCards(outline: Outline): string[] {
  const names = new Map<string, string>();
  for (let i = 0; i < outline.elements.length; i++) {
    const { name: tag, attribs } = outline.elements[i] as Element;
    if (tag === "article") {
      i = (outline.end[i] as number) - 1;
      continue;
    }
    if (attribs.class === undefined || !attribs.class.split(/\s+/).some((one) => CARD_NAME.test(one))) continue;
    if (textSize(outline, i) < 2 || textSize(outline, i) > 40) continue;
    const text = textInside(outline, i);
    names.set(squash(text), text);
  }
  return [...names.values()];
}

/** The titles by which a site may call itself. */
function titlesOf(data: StructuredData): Set<string> {
  const titles = new Set<string>();
  for (const title of [data.site.name, data.metas.siteName, data.metas.description]) if (title !== undefined) titles.add(title);
  for (const part of data.metas.documentTitle?.split(/\s+[|\-–—·•»«:~]\s+|\s*[|»«｜]\s*/) ?? []) titles.add(part.trim());
  return titles;
}

const IN_TITLE: readonly RegExp[] = [
  /^(?:the )?(.{2,40}?)['’]s (?:[\p{L}]+ )?(?:(?:we)?blog|notes?|notebook|site|website|home ?page|home|page|journal|diary|space|garden|corner|log|place|world|thoughts|ramblings|musings|writings?|stuff|wiki)$/iu,
  /^(?:le |el |il |o |het |der |das )?(?:(?:we)?blog|bitácora|carnet|site|sitio|página|notizen|seite) (?:personnel |personal |pessoal |personale )?(?:de|di|von|van|by|of|od|av|af)(?: |')(.{2,40})$/iu,
  /^(.{2,20}?)(?:的|の)\s?(?:个人|個人|技术|技術|小|学习)?(?:博客|部落格|網誌|网志|网站|網站|主页|主頁|小站|站点|站|空间|空間|笔记|筆記|随笔|日记|日記|ブログ|メモ|ノート|blog)$/iu,
  /^(.{2,20}?)(?:의)?\s?(?:개인\s?)?(?:블로그|노트|홈페이지)$/u,
  /^блог (.{2,40})$/iu,
];

/** "Ada Byron's notes", "Blog de Ada Byron", "小明的博客". */
function ownerInTitle(title: string): string | undefined {
  for (const form of IN_TITLE) {
    const found = form.exec(title)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}

function squash(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
