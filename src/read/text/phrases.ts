/**
 * What pages print around posts, in the languages of most blogs: words of the trade, none of a site's own.
 * Each list is matched against a whole line or its beginning, without case.
 */
const phrases = (words: string) =>
  words
    .trim()
    .split(/\s*\|\s*|\s*\n\s*/)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

/** Leads from a teaser to the post. */
export const MORE = phrases(`
read more | read the rest | read on | read full | read the full | read this | read post | read article | read it | continue reading | continue | keep reading | more… | more... | more » | more | view post | view full | full post | full story | full article | see more | learn more | [read more | (more…) | (more...) | (read more | [more] | [...] | […] | show more
weiterlesen | weiter lesen | mehr lesen | mehr erfahren | lesen sie mehr | den ganzen | ganzen artikel lesen | beitrag lesen | zum artikel
lire la suite | lire plus | lire l'article | lire l’article | en savoir plus | la suite | continuer la lecture | poursuivre la lecture
leer más | leer mas | seguir leyendo | sigue leyendo | continuar leyendo | continúa leyendo | ver más
continua a leggere | leggi tutto | leggi di più | leggi il resto | continua
leia mais | ler mais | continue lendo | continuar lendo | continue a ler | saiba mais
lees meer | lees verder | verder lezen | meer lezen
läs mer | les mer | læs mere | læs videre | lue lisää | jatka lukemista | fortsätt läsa
czytaj dalej | czytaj więcej | więcej | číst dál | číst více | pokračovat ve čtení | celý článek | čítať ďalej | viac
читать далее | читать дальше | подробнее | далее | читать полностью | читать | читати далі | прочети още | прочетете
devamını oku | devamı | tovább | olvass tovább | citește mai mult | citeste mai mult | διαβάστε περισσότερα | περισσότερα
阅读全文 | 閱讀全文 | 阅读更多 | 閱讀更多 | 继续阅读 | 繼續閱讀 | 查看全文 | 查看更多 | 全文 | 更多 | 繼續 | 阅读原文
続きを読む | もっと読む | 記事を読む | 続き | 더 읽기 | 더 보기 | 더보기 | 계속 읽기 | 자세히 보기 | 전체 글
اقرأ المزيد | إقرأ المزيد | متابعة القراءة | أكمل القراءة | קרא עוד | להמשך קריאה | המשך לקרוא | ادامه مطلب | อ่านต่อ | xem thêm | đọc tiếp | đọc thêm | baca selengkapnya | selengkapnya
`);

/** Comments, reactions and ways to share. */
export const SOCIAL = phrases(`
leave a comment | leave a reply | comments | comment | no comments | comments off | add a comment | post a comment | responses | share | share this | share on | tweet | like this | like | likes | reply | discuss | print | email this | permalink | pin it | tweet this | facebook | twitter | linkedin | pinterest | reddit | email | loading | related | related posts | follow
kommentar | kommentare | keine kommentare | kommentar hinterlassen | schreibe einen kommentar | teilen | laisser un commentaire | commentaires | commentaire | aucun commentaire | partager | deja un comentario | comentarios | sin comentarios | compartir | deixe um comentário | comentários | compartilhar | commenti | nessun commento | lascia un commento | condividi | reageer | reacties | geef een reactie | delen | kommentarer | dela | dodaj komentarz | komentarze | komentarzy | udostępnij | komentáře | комментарии | комментариев | нет комментариев | оставить комментарий | поделиться | 评论 | 條評論 | 条评论 | 留言 | 分享 | コメント | コメントを残す | シェア | 댓글 | 공유 | تعليق | تعليقات | اترك تعليقا | شارك | תגובות | שתף
`);

/** What stands before categories and tags. */
export const FILED = phrases(`
tags | tag | tagged | tagged as | tagged with | tagged in | filed under | filed in | posted in | posted under | category | categories | categorised | categorized | in category | labels | label | topics | topic | view more posts | post from category | under | in | keywords | section
kategorie | kategorien | schlagwörter | schlagworte | abgelegt unter | veröffentlicht in | étiquettes | mots-clés | catégorie | catégories | classé dans | publié dans | categoría | categorías | etiquetas | publicado en | categoria | categorie | archiviato in | pubblicato in | etiquetado | publicado em | categorieën | geplaatst in | kategori | kategorier | taggar | kategoria | kategorie | tagi | rubriky | štítky | категория | категории | рубрика | рубрики | метки | теги | 分类于 | 分类 | 分類 | 标签 | 標籤 | 标签云 | カテゴリ | カテゴリー | タグ | 카테고리 | 태그 | التصنيف | التصنيفات | الوسوم | وسوم | קטגוריות | תגיות | תגים
`);

/** What stands before a date. */
export const DATED = phrases(`
posted on | posted | posted at | published on | published | published at | publish date | written on | created | created on | updated | updated on | last updated | last modified | modified | date | on | added | submitted on | dated
veröffentlicht am | veröffentlicht | geschrieben am | erstellt am | aktualisiert | datum | am | vom | publié le | posté le | le | mis à jour | date | écrit le | publicado el | publicado | actualizado | fecha | el | publicado em | em | atualizado | pubblicato il | pubblicato | il | scritto il | geplaatst op | gepubliceerd op | op | publicerad | publicerat | publiceret | skrevet | den | opublikowano | data | napisany | dodano | publikováno | vydáno | datum | опубликовано | дата | написано | обновлено | опубліковано | 发表于 | 發表於 | 发布于 | 發佈於 | 更新于 | 更新於 | 日期 | 发表 | 投稿日 | 公開日 | 更新日 | 作成日 | 作成 | 投稿 | 작성일 | 게시일 | 수정일 | 작성 | نشر في | نُشر في | بتاريخ | تاريخ النشر | פורסם ב | פורסם | תאריך | yayınlanma | tarih | ngày | ditulis pada | diposting
`);

/** Titles of what stands around the posts, and navigation. */
export const CHROME = phrases(`
home | about | about me | about us | contact | contact me | contact us | archive | archives | search | menu | close | skip to content | skip to the content | skip to main content | skip to navigation | rss | atom | feed | atom feed | rss feed | subscribe | newsletter | recent posts | recent comments | recent articles | latest posts | latest | popular posts | popular | categories | tags | tag cloud | meta | log in | login | sign in | sign up | register | links | blogroll | sitemap | privacy | privacy policy | terms | imprint | pages | posts | blog | next | previous | prev | older posts | newer posts | older entries | newer entries | older | newer | posts navigation | post navigation | page navigation | social | follow me | follow us | projects | resume | cv | github | facebook | twitter | linkedin | instagram | youtube | mastodon | email | back to top | top | table of contents | contents | toggle navigation | navigation | featured | editor's picks | all posts | view all | see all | powered by | proudly powered by | built with | theme | theme by | designed by | copyright | all rights reserved | open in new window | join | advertisement | share | comments
startseite | über | über mich | über uns | kontakt | archiv | suche | impressum | datenschutz | ältere beiträge | neuere beiträge | letzte beiträge | neueste beiträge | zurück | weiter | mehr beiträge | accueil | à propos | contact | recherche | rechercher | articles récents | suivant | précédent | mentions légales | inicio | acerca de | contacto | archivo | archivos | buscar | entradas recientes | siguiente | anterior | início | sobre | contato | arquivo | pesquisar | próximo | chi sono | contatti | cerca | successivo | precedente | over | zoeken | volgende | vorige | hem | om | om mig | sök | arkiv | strona główna | o mnie | kontakt | szukaj | archiwum | następna | poprzednia | domů | o mně | hledat | главная | обо мне | о блоге | контакты | поиск | архив | архивы | последние записи | назад | вперед | далее | 首页 | 首頁 | 主页 | 归档 | 歸檔 | 关于 | 關於 | 关于我 | 搜索 | 搜尋 | 友链 | 友情链接 | 最新文章 | 近期文章 | 下一页 | 上一页 | 下一頁 | 上一頁 | 标签 | 分类 | 文章 | 目录 | ホーム | アーカイブ | 検索 | 最近の投稿 | 最新記事 | 次へ | 前へ | プロフィール | 홈 | 소개 | 검색 | 글 목록 | 최근 글 | 다음 | 이전 | الرئيسية | من نحن | اتصل بنا | بحث | أحدث المقالات | التالي | السابق | דף הבית | אודות | צור קשר | חיפוש | פוסטים אחרונים | הבא | הקודם
`);

/** What stands once on the page of one post, around it. */
export const ONCE =
  /^(?:leave a (?:reply|comment)|post a comment|write a comment|your email address will not be published|cancel reply|related(?: posts| articles| content)?|you (?:may|might) also (?:like|enjoy)|table of contents|contents|on this page|about the author|share this(?: post| article)?|next(?: post| article)?|previous(?: post| article)?|newer|older|see also|references|comments|目录|文章目录|上一篇|下一篇|相关文章|相关推荐|版权声明|本文作者|本文链接|发表评论|前の記事|次の記事|関連記事|コメント|이전 글|다음 글|관련 글|댓글|inhaltsverzeichnis|schreibe einen kommentar|ähnliche beiträge|laisser un commentaire|articles similaires|deja un comentario|entradas relacionadas|deixe um comentário|lascia un commento|articoli correlati|napisz komentarz|оставить комментарий|похожие записи|читайте также|содержание|оглавление)(?!\p{L})/iu;

/** How those who keep a changelog begin to say what they did. */
export const CHANGES =
  /^(?:bug ?fix|fix|add|remov|delet|chang|updat|improv|correct|renam|handl|mak|made|allow|us(?:e|ed|ing)\b|avoid|drop|bump|merg|revert|support|implement|ensur|prevent|introduc|deprecat|refactor|clean|rewrit|rewrote|convert|mov|replac|disabl|enabl|don't|do not|no longer|now|new|upgrad|check|set|build|test|document|port|switch|simplif|clarif|adjust|provid|includ|install|return|restor|appl|get rid|initial|minor|various|lots|better)/i;
