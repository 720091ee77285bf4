/** What stands before a name, over languages; matched at the start, before a space or a colon. Longest first. */
export const BYLINE_LEADS: readonly string[] = (
  "written and edited by/originally posted by/originally written by/contributed by/published by/submitted by/guest post by/a guest post by/article by/posted by/written by/created by/" +
  "words by/story by/text by/review by/post by/edited by/added by/authored by/posted in by/by/author/authors/the author/post author/" +
  "geschrieben von/veröffentlicht von/gepostet von/erstellt von/verfasst von/eingestellt von/ein beitrag von/von/autor/autorin/autoren/verfasser/verfasst/text/" +
  "publié par/posté par/écrit par/rédigé par/proposé par/par/auteur/auteure/autrice/auteurs/" +
  "publicado por/escrito por/posteado por/enviado por/postado por/por/autora/autores/redactado por/redacción/" +
  "pubblicato da/scritto da/postato da/inviato da/da/di/autore/autrice/a cura di/" +
  "geplaatst door/geschreven door/gepost door/door/" +
  "skrevet av/publisert av/postet av/skriven av/skrivet av/publicerat av/publicerad av/inlagt av/upplagd av/av/forfatter/författare/" +
  "skrevet af/udgivet af/indsendt af/oprettet af/af/" +
  "kirjoittanut/kirjoittaja/kirjoitti/julkaissut/tekijä/" +
  "napisane przez/opublikowane przez/opublikował/opublikowała/napisał/napisała/autorstwa/przez/autorka/autorzy/" +
  "napsal/napsala/publikoval/publikovala/vložil/vložila/přidal/přidala/zveřejnil/autoři/od/napísal/napísala/pridal/" +
  "написал/написала/автор/авторы/автора/опубликовал/опубликовала/опубликовано/добавил/текст/написано/публикувано от/публикувано/от/" +
  "опублікував/опублікувала/написав/написала/" +
  "írta/szerző/szerzők/közzétette/beküldte/" +
  "scris de/publicat de/postat de/autorul/de către/" +
  "escrit per/publicat per/per/" +
  "objavio/objavila/napisao/napisala/piše/zapisal/objavil/avtor/аутор/пише/" +
  "ditulis oleh/diposting oleh/diterbitkan oleh/dipublikasikan oleh/dikirim oleh/oleh/penulis/pengarang/" +
  "đăng bởi/viết bởi/được đăng bởi/bởi/tác giả/người đăng/người viết/" +
  "yazan/yazar/yayınlayan/gönderen/ekleyen/" +
  "από τον/από την/από/συγγραφέας/αρθρογράφος/γράφει ο/γράφει η/του/" +
  "autoris/autorė/parašė/paskelbė/autors/publicēja/rakstīja/kirjutas/postitas/" +
  "מאת/על ידי/נכתב על ידי/פורסם על ידי/מחבר/כתב/כתבה/" +
  "بقلم/كتبه/كتبها/بواسطة/نشر بواسطة/الكاتب/المؤلف/كتب/نویسنده/نوشته/توسط/نوشته شده توسط/" +
  "लेखक/द्वारा/লেখক/লিখেছেন/ผู้เขียน/เขียนโดย/โพสต์โดย/โดย/" +
  "作者/文/撰文/撰稿/作者名/发布者/發佈者/张贴者/張貼者/由/本文作者/著者/筆者/執筆/執筆者/投稿者/文責/書いた人/ライター/글쓴이/작성자/지은이/저자/글/" +
  "höfundur/awdur/egilea/idatzia/autoro/author's name"
).split("/");

/** What stands after a name: "X tarafından", "X द्वारा", "X による". */
export const BYLINE_TAILS: readonly string[] = [
  "tarafından yazıldı",
  "tarafından",
  "द्वारा",
  "による",
  "著",
  "さん",
  "씀",
  "wrote",
  "írta",
  "написал",
  "writes",
];

/** Between two names. */
export const BYLINE_JOINTS =
  /\s*(?:,|、|，|;|；|&|\+|\/)\s*(?:(?:and|und|et|y|e|en|og|och|ja|i|a|и|і|és|și|ve|y|dan|và|και|&)\s+)?|\s+(?:and|und|et|y|e|en|og|och|ja|oraz|и|і|та|és|și|ve|dan|và|και|with|mit|avec|con|com|met)\s+|\s*(?:和|与|及|と|및)\s*/giu;
