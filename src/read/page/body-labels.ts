import { findByline } from "../../values/byline.ts";
import { findDateMentions } from "../../values/written-date.ts";

/** Headings of what follows an article: other posts, sharing, comments, who wrote it. The whole line, over languages. */
const AFTERWORD = new RegExp(
  `^[^\\p{L}\\p{M}\\p{N}]*(?:${[
    "(?:you (?:may|might) (?:also )?(?:like|enjoy)|(?:more )?related(?: posts?| articles?| content| stories| reading| links)?|see also|similar (?:posts|articles)|more (?:posts|articles|stories|from)|recommended(?: for you| posts)?|read (?:next|more)|recent posts|latest posts|other posts|keep reading|further posts|popular posts|up next|what to read next)(?: (?:this|you|from|in|by|on|posts?).{0,40})?",
    "share(?: (?:this|it|on|with|via|the).{0,40})?|sharing is caring.{0,20}|spread the (?:word|love)|like this|tweet this|tell your friends",
    "(?:\\d+ )?(?:comments?|responses?|replies|thoughts?|discussion|webmentions|trackbacks|pingbacks)(?: \\(?\\d+\\)?)?(?: (?:on|to|so far|about|are closed).{0,90})?|leave a (?:comment|reply)|add (?:a |your )?comment|post a comment|join the (?:discussion|conversation)|comments? (?:powered by|are closed|section).{0,40}|what do you think",
    "about (?:the )?authors?|about me|written by|author bio|about [A-Z][\\p{L}. ]{2,40}",
    "subscribe(?: to.{0,40})?|newsletter|stay (?:updated|in touch|tuned)|get (?:new|the latest).{0,40}|join (?:my|our|the) .{0,30}list|follow (?:me|us).{0,40}|sign up.{0,40}|post navigation|categories|tags|archives|tagged|filed under|topics|disclosure|support (?:me|us|this).{0,30}|enjoyed? this.{0,40}|did you (?:like|enjoy).{0,40}",
    "ähnliche (?:beiträge|artikel|posts)|das könnte (?:dich|sie) auch interessieren|weitere (?:beiträge|artikel)|verwandte (?:beiträge|artikel)|teilen(?: mit)?|kommentare?(?: \\(\\d+\\))?|\\d+ kommentare?|schreibe einen kommentar|kommentar (?:schreiben|hinterlassen|verfassen)|über den autor|über die autorin|beitragsnavigation|schlagwörter",
    "articles? (?:similaires?|liés?|connexes?)|à lire aussi|vous aimerez aussi.{0,20}|partager.{0,30}|commentaires?|\\d+ commentaires?|laisser un commentaire|ajouter un commentaire|à propos de l['’]auteur|navigation (?:de l['’]article|des articles)|sur le même sujet|lire aussi",
    "(?:entradas|artículos|posts|noticias) relacionad[oa]s|relacionad[oa]s?|también te puede interesar|quizás te interese|compartir.{0,30}|comparte.{0,30}|comentarios?|\\d+ comentarios?|deja (?:un comentario|una respuesta)|sobre el autor|acerca del autor|navegación de entradas|etiquetas",
    "(?:posts|artigos|publicações) relacionad[oa]s|você também pode gostar.{0,20}|compartilh(?:e|ar).{0,30}|partilh(?:e|ar).{0,30}|comentários?|\\d+ comentários?|deixe (?:um comentário|uma resposta)|sobre o autor|navegação de posts?",
    "(?:articoli|post) (?:correlati|simili)|potrebbe(?:ro)? (?:interessarti|piacerti).{0,20}|leggi anche|condividi.{0,30}|commenti|\\d+ comment[oi]|lascia un commento|informazioni sull['’]autore|navigazione articoli",
    "gerelateerde (?:berichten|artikelen)|delen.{0,20}|reacties|\\d+ reacties?|geef een reactie|laat een reactie achter|over de auteur|berichtnavigatie",
    "podobne (?:wpisy|artykuły|posty)|powiązane (?:wpisy|artykuły)|zobacz (?:też|także|również)|udostępnij.{0,20}|komentarze|\\d+ komentarz[ey]?|dodaj komentarz|o autorze|nawigacja wpisu",
    "související (?:články|příspěvky)|podobné články|sdílet.{0,20}|sdílejte.{0,20}|komentáře|\\d+ komentář[eů]?|napsat komentář|přidat komentář|o autorovi|diskuze|podobné články|zdieľať.{0,20}|súvisiace články",
    "похожие (?:записи|статьи|посты|материалы)|читайте также|смотрите также|ещё по теме|еще по теме|поделиться.{0,30}|поделитесь.{0,30}|комментари[ий]|комментариев.{0,10}|\\d+ комментари\\p{L}*|оставить комментарий|добавить комментарий|об авторе|навигация по записям|метки|схожі (?:записи|статті)|коментарі|залишити коментар|поділитися.{0,20}|свързани публикации|коментари",
    "relaterade (?:inlägg|artiklar)|relaterte (?:innlegg|artikler)|relaterede (?:indlæg|artikler)|dela.{0,20}|del(?: på.{0,20})?|kommentarer|\\d+ kommentar(?:er)?|lämna (?:en kommentar|ett svar)|legg igjen (?:en kommentar|et svar)|skriv (?:en )?kommentar|samankaltaisia artikkeleita|jaa|kommentit|jätä kommentti|vastaa",
    "benzer (?:yazılar|konular|makaleler)|ilgili (?:yazılar|makaleler)|paylaş.{0,20}|yorumlar|\\d+ yorum|bir (?:cevap|yanıt|yorum) (?:yaz|bırak).{0,10}|yazar hakkında|kapcsolódó (?:bejegyzések|cikkek)|megosztás|hozzászólások|\\d+ hozzászólás|articole (?:similare|asemănătoare)|comentarii|lasă un (?:comentariu|răspuns)|σχετικά άρθρα|σχόλια|αφήστε (?:ένα )?σχόλιο|artikel terkait|baca juga|bagikan.{0,20}|komentar|tinggalkan (?:komentar|balasan)|bài viết liên quan|bình luận|chia sẻ.{0,20}",
    "相关(?:文章|阅读|推荐|链接)|相關(?:文章|閱讀)|推荐(?:阅读|文章)|推薦閱讀|延伸阅读|猜你喜欢|您可能(?:也)?(?:喜欢|感兴趣).{0,10}|分享(?:到|至|文章|本文)?|评论|評論|留言|发表(?:评论|回复)|發表(?:評論|迴響|留言)|关于作者|關於作者|打赏|赞赏|\\d+ ?条?评论",
    "関連(?:記事|投稿|エントリー?|ページ)|おすすめ(?:記事)?|こちらの記事も.{0,12}|あわせて読みたい|シェア(?:する)?|共有(?:する|:)?|コメント(?:を.{0,8}|欄)?|この記事を書いた(?:人|ライター)|著者(?:について|プロフィール)|最近の(?:記事|投稿)|新着記事|投稿ナビゲーション|関連",
    "관련 ?(?:글|포스트|게시물|기사)|공유하기?|댓글(?: ?\\d+개?| ?남기기)?|이 글도.{0,10}|다른 글|글쓴이 소개|מאמרים (?:קשורים|נוספים)|תגובות|כתיבת תגובה|מקالات ذات صلة|مقالات ذات صلة|مواضيع ذات صلة|شارك(?:ها)?.{0,20}|تعليقات|اترك (?:تعليقا|رد).{0,10}|مطالب مرتبط|دیدگاه(?:‌ها)?|نظرات",
  ].join("|")})[^\\p{L}\\p{M}\\p{N}]*$`,
  "iu",
);

export function isAfterword(line: string): boolean {
  return line.length < 110 && AFTERWORD.test(line);
}

const NEIGHBOUR =
  /^[^\p{L}\p{M}\p{N}]*(?:previous|prev|next|older|newer|earlier|later|back(?: to .{0,40})?|home|vorherige[rs]?|nächste[rs]?|zurück|weiter|précédente?|suivante?|anterior|siguiente|próxim[oa]|precedente|successiv[oa]|vorige|volgende|poprzedni|następny|předchozí|další|предыдущ\p{L}*|следующ\p{L}*|forrige|neste|næste|föregående|nästa|edellinen|seuraava|önceki|sonraki|előző|következő|[上前下后後]一?[篇页頁节節章](?:文章)?|前の(?:記事|投稿|ページ)|次の(?:記事|投稿|ページ)|前へ|次へ|이전\s?글?|다음\s?글?)(?:\b|(?=[:：\s]|$)).{0,160}$/iu;
const ARROW = /^[«‹←⟵<◄◀]\s*\S|\S\s*[»›→⟶>►▶]$|^(?:<<|&laquo;)|[«»←→‹›]\s*$/u;
const LABEL =
  /^[^\p{L}\p{M}\p{N}]*(?:tags?|tagged(?: (?:with|as|in))?|categor(?:y|ies)|categorized|filed (?:under|in)|posted (?:in|under|by|on|at)|published(?: (?:in|by|on|at))?|updated(?: on)?|last (?:updated|modified|edited)(?: on)?|written by|topics?|labels|keywords?|labels?|section|permalink|permanent link|kategorien?|schlagw[oö]rter|schlagworte|veröffentlicht(?: (?:am|in|unter|von))?|verschlagwortet(?: mit)?|abgelegt unter|catégories?|étiquettes|mots[- ]clés|publié (?:le|dans|par)|classé dans|categorías?|etiquetas|publicado (?:en|el|por)|categorias?|tópicos|categorie?|etichette|pubblicato (?:in|il|da)|geplaatst (?:in|op|door)|kategorie|tagi|štítky|rubriky|opublikowano|рубрики?|метки|теги|категори[ияі]|опубликовано|kategorier|etiketter|taggar|emneord|avainsanat|kategoriat|kategoriler|etiketler|címkék|kategória|标签|標籤|分类|分類|发布于|發布於|发表于|更新于|阅读(?:量|数|次数)?|タグ|カテゴリー?|投稿日|更新日|公開日|카테고리|태그|작성일|分類)\s*[:：]?\s*/iu;
const COUNT =
  /^[^\p{L}\p{M}\p{N}]*(?:~?\s*\d+[\d.,]*\s*(?:[-–]?\s*min(?:ute)?s?\.?(?: read(?:ing)?| to read)?|words?|views?|likes?|shares?|comments?|responses?|replies|claps?|kommentare?|commentaires?|comentarios?|comentários?|minuten?(?: lesezeit)?|minuti|минут\p{L}*|мин\.?|分钟|分鐘|分|字|次|条评论|コメント|댓글|reads?)|(?:no|leave a|add a|post a) (?:comments?|reply)(?: yet)?|(?:reading|read) time[^\p{L}\p{M}\p{N}]{0,3}.{0,20}|(?:estimated|approx).{0,40}min.{0,12}|lesezeit.{0,20}|(?:约|大约|预计|本文|全文|阅读)[^。]{0,30}(?:字|分钟|次)|comments? ?\(\d+\)|print|email|edit(?: this(?: (?:page|post))?)?(?: on github)?|improve this page|share|tweet|pin(?: it)?|like|facebook|twitter|linkedin|reddit|whatsapp|telegram|pinterest|google\+?|hacker news|pocket|tumblr|email this|copy(?: link)?|weibo|reply|top|back to top|↑.{0,12}|toggle .{0,30}|menu|skip to .{0,30}|read more|advertisements?|sponsored|report this ad|loading\.*)[^\p{L}\p{M}\p{N}]*$/iu;

const MINUTES =
  /\d+ ?[-–]? ?(?:min(?:ute)?s?\.? (?:read(?:ing)?|to read)|min(?:ute[ns]?)? (?:lesezeit|de lecture|de lectura|de leitura)|分钟|分鐘|минут\p{L}* чтения)/iu;

/** A line that is no text but stands at either end of an article: a date, a byline, tags, a count, the way to the next post. */
export function isMetaLine(
  line: string,
  links: number,
  options: { readonly language?: string | undefined; readonly title?: string | undefined },
): boolean {
  if (line.length > 200) return false;
  if (!/[\p{L}\p{N}]/u.test(line)) return true;
  if (COUNT.test(line)) return true;
  if (options.title !== undefined && line === options.title) return true;
  const label = LABEL.exec(line);
  if (label && (links > line.length * 0.3 || /[:：]/.test(label[0]) || (line.length < 60 && isWholeWord(line, label[0])))) return true;
  if (links > line.length * 0.5 && (NEIGHBOUR.test(line) || ARROW.test(line))) return true;
  const dates = line.length <= 32 || /\p{Nd}/u.test(line) ? findDateMentions(line, { language: options.language }) : [];
  let dated = 0;
  for (const mention of dates) dated += mention.readings.length || mention.partial || mention.relative ? mention.end - mention.start : 0;
  const rest = line.length - dated - (dated > 0 ? (MINUTES.exec(line)?.[0].length ?? 0) : 0);
  if (dated > 0 && (rest < 24 || (rest < 60 && links > rest * 0.5))) return true;
  if (line.length < 120) {
    const byline = findByline(line);
    if (byline && (byline.start <= 2 || dated > 0) && line.length - (byline.end - byline.start) - dated < 40 && !/[.!?。]$/.test(line))
      return true;
  }
  return false;
}

/** Not only the beginning of a word, nor of a sentence without blanks. */
function isWholeWord(line: string, beginning: string): boolean {
  return /\s$/.test(beginning) || !/^\p{L}/u.test(line.slice(beginning.length));
}
