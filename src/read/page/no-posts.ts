import type { Element } from "domhandler";
import { findWrittenDate } from "../../values/written-date.ts";
import { isEndOf } from "./article-title.ts";
import type { Line, Outline } from "./outline.ts";
import { linkSize, textInside, textSize } from "./outline.ts";
import type { StructuredData } from "./structured-data.ts";

/** Why a page holds no post: the words of a `no-posts` notice. */
export type NoPostsReason =
  | "error-page"
  | "log-in"
  | "human-check"
  | "cookie-wall"
  | "script-only"
  | "directory"
  | "empty"
  | "nothing-found";

const ERROR_TITLE =
  /^[^\p{L}\p{M}\p{N}]*(?:(?:(?:error|fehler|erreur|errore|ошибка|błąd|エラー|错误)[^\p{L}\p{M}\p{N}]*)?(?:40[0-9]|410|429|45[0-9]|50[0-9])(?:[^\p{L}\p{M}\p{N}]|$)|(?:oops|sorry)[^\p{L}\p{M}\p{N}]|(?:the )?(?:page|file|document|site|url|post)? ?(?:was )?not (?:be )?found|page (?:cannot|could not|can't) be|(?:this|the) page (?:does ?n[o']t|isn't|is not|no longer)|(?:internal )?server error|service unavailable|bad gateway|gateway time-?out|forbidden|access denied|unauthorized|too many requests|account suspended|(?:this |the )?domain(?: name)?(?: [\w.-]+)? (?:is |may be )?for sale|seite nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|página não encontrada|pagina non trovata|pagina niet gevonden|nie znaleziono strony|strona nie istnieje|stránka nenalezena|страница не найдена|сторінку не знайдено|sidan (?:hittades inte|kunde inte hittas)|siden (?:ble|blev) ikke (?:funnet|fundet)|sivua ei löytynyt|sayfa bulunamadı|az oldal nem található|ページが見つかりません|お探しのページ|页面(?:不存在|未找到|没有找到)|找不到(?:页面|頁面|网页)|페이지를 찾을 수 없|الصفحة غير موجودة|העמוד לא נמצא|صفحه (?:یافت|پیدا) نشد)/iu;
const HUMAN_CHECK =
  /just a moment|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|attention required|enable javascript and cookies to continue|ddos protection by|captcha|unusual traffic|security check|bot verification|请完成安全验证|人机验证/i;
const COOKIE_WALL =
  /(?:we|us|our partners) (?:use|value|store).{0,60}(?:cookies|privacy)|accept (?:all )?cookies|before you continue|cookie[- ]?(?:einstellungen|consent)|mit werbung (?:und tracking )?(?:lesen|weiterlesen)|accepter (?:les |et )|zustimmen|your privacy choices/i;
const LOG_IN =
  /(?:log ?in|sign ?in|anmelden|einloggen|connexion|se connecter|iniciar sesión|entrar|accedi|inloggen|zaloguj|přihlás|войти|вход|logga in|giriş|ログイン|登录|登入|로그인|تسجيل الدخول|התחבר)/i;
const NEEDS_SCRIPT =
  /(?:enable|requires?|need|turn on|activate|without) java ?script|javascript (?:is )?(?:required|disabled|must be)|javascript aktivieren|activer javascript|включите javascript/i;

/** The heading of a list without posts: of a search, a tag, a month. */
const NOTHING =
  /^[^\p{L}\p{M}\p{N}]*(?:nothing (?:was |here )?(?:found|here|to (?:see|show)(?: here)?)(?: yet)?|no (?:posts?|results?|entries|articles|items|content)(?: (?:were |was |have been |could be )?(?:found|yet|available|here|to show))*(?: for .{1,60})?|there are no (?:posts?|entries|articles|results)(?: yet| here)*|keine (?:beiträge|ergebnisse|artikel|einträge)(?: gefunden| vorhanden)?|nichts gefunden|aucun(?:e)? (?:article|résultat|billet|publication)s?(?: trouvée?s?)?|rien (?:n['’]a été )?trouvé|no se (?:ha |han )?encontr(?:ado|aron)(?: \p{L}+){0,2}|nada encontrado|nenhum (?:post|resultado|artigo)(?: encontrado)?|nessun (?:risultato|articolo)(?: trovato)?|geen (?:berichten|resultaten)(?: gevonden)?|nic nie znaleziono|brak (?:wpisów|wyników)|nic nenalezeno|ничего не найдено|записей (?:нет|не найдено)|inget hittades|ingen innlegg|sonuç bulunamadı|暂无(?:文章|内容)|没有(?:找到)?(?:文章|内容|结果).{0,6}|沒有(?:找到)?(?:文章|內容|結果).{0,6}|記事(?:が|は)?(?:見つかりません|ありません).{0,6}|(?:검색 )?결과가 없습니다|게시물이 없습니다|لا توجد (?:نتائج|مقالات)|לא נמצאו תוצאות)[^\p{L}\p{M}\p{N}]*$/iu;

/**
 * A page that says above its list that it is not the one that was asked for, and offers others.
 * @param list the element that the first post stands in
 */
export function isErrorListing(outline: Outline, data: StructuredData, list: number): boolean {
  if (ERROR_TITLE.test(data.metas.documentTitle ?? "") && ERROR_TITLE.test(firstHeading(outline))) return true;
  for (let i = 0; i < list; i++)
    if (
      /^h[1-3]$/.test((outline.elements[i] as Element).name) &&
      textSize(outline, i) < 30 &&
      linkSize(outline, i) === 0 &&
      ERROR_TITLE.test(textInside(outline, i))
    )
      return true;
  return false;
}

/**
 * Why a page that shows little holds no post; `undefined` where nothing speaks against there being one.
 * @param size visible characters of what would be the article's body
 */
export function whyNoPosts(outline: Outline, data: StructuredData, size: number): NoPostsReason | undefined {
  const all = textSize(outline, 0);
  const title = data.metas.documentTitle ?? "";
  const heading = firstHeading(outline);
  if (all < 4000 && /^index of \//i.test(title || heading)) return "directory";
  const lead = outline.lines
    .slice(0, 60)
    .map((line) => line.text)
    .join("\n");
  if (size < 1500 && (ERROR_TITLE.test(title) || ERROR_TITLE.test(heading))) return "error-page";
  if (size < 600 && NOTHING.test(heading)) return "nothing-found";
  const dated = hasDatedHeading(outline);
  if (all < 2500 && !dated && (HUMAN_CHECK.test(title) || HUMAN_CHECK.test(lead))) return "human-check";
  const scripts = outline.elements.some((e) => e.name === "script");
  let password = false;
  let silent = "";
  for (const element of outline.elements) {
    if (element.name === "input" && element.attribs.type?.toLowerCase() === "password") password = true;
    if (element.name === "noscript" && silent.length < 500) silent += plain(element);
  }
  if (all < 2500 && ((password && size < 1200) || (size < 300 && LOG_IN.test(title)))) return "log-in";
  if (
    all < 3000 &&
    size < 1500 &&
    !dated &&
    COOKIE_WALL.test(lead) &&
    !/<article|<h1/i.test(heading) &&
    heading.length < 80 &&
    outline.elements.filter((e) => e.name === "p").length < 12
  )
    return "cookie-wall";
  const post = dated || isShortPost(outline, data, size);
  if (scripts && !post && (all < 200 || (all < 600 && NEEDS_SCRIPT.test(`${lead} ${silent}`)))) return "script-only";
  if (all < 40 && !post) return "empty";
  return undefined;
}

/** A heading with a date near it. */
function hasDatedHeading(outline: Outline): boolean {
  let heading = -1;
  for (let i = 0; i < outline.lines.length; i++) {
    const { text, block } = outline.lines[i] as Line;
    if (HEADING.test((outline.elements[block] as Element).name)) heading = i;
    else if (heading >= 0 && i - heading < 6 && text.length < 60 && /\d/.test(text) && findWrittenDate(text)) return true;
  }
  return false;
}

/**
 * A short post, not a shell that scripts fill: one that is said to be published, or one with a heading and an article of a
 * few words or a text below it that the document is named after.
 */
function isShortPost(outline: Outline, data: StructuredData, size: number): boolean {
  const { published, documentTitle = "" } = data.metas;
  if (published !== undefined || data.articles.some((a) => a.kind === "article" && a.published !== undefined)) return true;
  const headings = outline.lines.filter(({ block }) => HEADING.test((outline.elements[block] as Element).name));
  if (headings.length === 0) return false;
  return (
    outline.elements.some((element, i) => element.name === "article" && textSize(outline, i) > 40) ||
    (size >= 20 && headings.some(({ text }) => names(documentTitle, text)))
  );
}

/** A part of a document's title, not all of it: what is named there besides the site. */
function names(title: string, part: string): boolean {
  return part.length > 3 && title.length > part.length + 3 && isEndOf(title, part);
}

const HEADING = /^h[1-3]$/;

function firstHeading(outline: Outline): string {
  for (const line of outline.lines) {
    for (let at = line.block; at > 0; at = outline.parent[at] as number)
      if (/^h[1-3]$/.test((outline.elements[at] as Element).name)) return line.text;
  }
  return outline.lines[0]?.text ?? "";
}

function plain(element: Element): string {
  let text = "";
  for (const child of element.children) {
    if (child.type === "text") text += (child as { data: string }).data;
    else if ("children" in child) for (const inner of child.children) if (inner.type === "text") text += (inner as { data: string }).data;
  }
  return text;
}
