/** What links to other pages of a list say, in many languages: towards older posts, */
export const OLDER =
  /^[^\p{L}\p{M}\p{N}]*(?:older(?: (?:posts?|entries|articles|stories|messages))?|earlier(?: posts?)?|previous (?:entries|posts)|more posts|load more(?: posts)?|ältere(?: beiträge| artikel| posts| einträge)?|articles? (?:plus anciens|précédents)|plus anciens?|anciens articles|entradas (?:antiguas|anteriores|más antiguas)|más antiguas?|anteriores|(?:postagens|posts) (?:mais )?antig[ao]s|mais antigas?|(?:post|articoli) (?:più )?vecchi|più vecchi|articoli meno recenti|oudere(?: berichten)?|starsze(?: (?:wpisy|posty))?|starší(?: příspěvky)?|старые|старее|более (?:старые|ранние).*|предыдущие записи|äldre(?: inlägg)?|eldre(?: innlegg)?|ældre(?: indlæg)?|vanhemmat?|daha eski|eski yazılar|régebbi(?: bejegyzések)?|mai vechi|παλαιότερ\p{L}*|過去の(?:記事|投稿)|以前の(?:記事|投稿)|古い(?:記事|投稿)|较旧的?(?:文章)?|更早的?(?:文章)?|更多文章|較舊的?(?:文章)?|이전 ?(?:글|게시물|포스트)(?: ?보기)?|رسائل أقدم|أقدم|المشاركات الأقدم|ישנ(?:ות|ים)(?: יותר)?|قدیمی‌?تر\p{L}*)[^\p{L}\p{M}\p{N}]*$/iu;
/** towards newer ones, */
export const NEWER =
  /^[^\p{L}\p{M}\p{N}]*(?:newer(?: (?:posts?|entries|articles|stories))?|later(?: posts?)?|more recent(?: posts?)?|neuere(?: beiträge| artikel| posts| einträge)?|articles? (?:plus récents|suivants)|plus récents?|entradas (?:recientes|más recientes|siguientes)|más recientes?|(?:postagens|posts) mais recentes|mais recentes?|(?:post|articoli) (?:più )?recenti|più recenti|nieuwere(?: berichten)?|nowsze(?: (?:wpisy|posty))?|novější(?: příspěvky)?|новые|новее|более (?:новые|поздние).*|следующие записи|nyare(?: inlägg)?|nyere(?: innlegg| indlæg)?|uudemmat?|daha yeni|yeni yazılar|újabb(?: bejegyzések)?|mai noi|νεότερ\p{L}*|新しい(?:記事|投稿)|较新的?(?:文章)?|較新的?(?:文章)?|다음 ?(?:글|게시물)|رسائل أحدث|أحدث|חדש(?:ות|ים)(?: יותר)?|جدیدتر\p{L}*)[^\p{L}\p{M}\p{N}]*$/iu;
/** to the next page, */
export const NEXT =
  /^[^\p{L}\p{M}\p{N}]*(?:next(?: page| posts?| »)?|nächste(?: seite)?|weiter|page suivante|suivante?s?|siguientes?|página siguiente|próxim[ao]s?(?: página)?|seguinte|avanti|successiv[aio]|pagina successiva|prossim[ao]|volgende(?: pagina)?|następna(?: strona)?|dalej|další(?: stránka)?|ďalšia?|следующая(?: страница)?|дальше|вперёд|вперед|далее|наступна|nästa(?: sida)?|neste(?: side)?|næste(?: side)?|seuraava|sonraki|következő(?: oldal)?|următoare[al]?|επόμεν[ηο]|次(?:へ|の ?ページ|ページ)?|[下后後]一?[页頁]|다음(?: 페이지)?|التالي(?:ة)?|الصفحة التالية|הבא|بعدی|[›»→>⟩❯▶]+)[^\p{L}\p{M}\p{N}]*$/iu;
/** and to the one before. */
export const PREVIOUS =
  /^[^\p{L}\p{M}\p{N}]*(?:prev(?:ious)?(?: page)?|vorherige(?: seite)?|zurück|page précédente|précédente?s?|anterior|página anterior|indietro|precedent[ei]|pagina precedente|vorige(?: pagina)?|poprzednia(?: strona)?|wstecz|předchozí(?: stránka)?|predchádzajúca|предыдущая(?: страница)?|назад|попередня|föregående(?: sida)?|forrige(?: side)?|edellinen|önceki|előző(?: oldal)?|anterioară|προηγούμεν[ηο]|前(?:へ|の ?ページ|ページ)?|[上前]一?[页頁]|이전(?: 페이지)?|السابق(?:ة)?|הקודם|قبلی|[‹«←<⟨❮◀]+)[^\p{L}\p{M}\p{N}]*$/iu;

/** Whether a line only leads to other pages of a list: numbers, arrows, such words. */
export function isPagerText(text: string): boolean {
  if (text.length > 80) return false;
  const parts = text.split(/[\d…|/]+|\.{2,}|(?<=[→»›>])|(?=[←«‹<])/u).filter((part) => /\p{L}/u.test(part));
  return parts.every(
    (part) =>
      OLDER.test(part) ||
      NEWER.test(part) ||
      NEXT.test(part) ||
      PREVIOUS.test(part) ||
      /^[^\p{L}\p{M}\p{N}]*(?:first|last|page|of)[^\p{L}\p{M}\p{N}]*$/iu.test(part),
  );
}

/** What the links of menus say, and no post is called without a heading. */
export const MENU_TEXT =
  /^[^\p{L}\p{M}\p{N}]*(?:home|start|about(?: me| us)?|contact(?: us)?|archives?|rss(?: feed)?|atom(?: feed)?|json feed|feed|search|tags|categories|subscribe|log ?in|sign ?in|sign ?up|privacy(?: policy)?|imprint|impressum|datenschutz|kontakt|über mich|startseite|archiv|accueil|à propos|recherche|inicio|acerca de|sobre mí|contacto|archivo|início|sobre|contato|chi sono|contatti|o mnie|o mně|главная|о сайте|обо мне|архив|контакты|首页|首頁|关于|關於|归档|歸檔|标签|標籤|分类|分類|搜索|友链|ホーム|自己紹介|プロフィール|アーカイブ|検索|タグ|カテゴリー?|홈|소개|태그|검색|начало|strona główna|domů|domov|úvod|hjem|hem|etusivu|kezdőlap|acasă|αρχική|ana sayfa|anasayfa|trang chủ|beranda|主页|主頁|الرئيسية|من نحن|اتصل بنا|דף הבית|אודות)[^\p{L}\p{M}\p{N}]*$/iu;
