import type { Elsewhere } from "../model/parts.ts";
import { type LinkedBlock, linkedBlocks } from "./linked-text.ts";
import { lowerCase } from "./lower-case.ts";
import { urlKey } from "./url-key.ts";

interface Phrase {
  /** Pieces of words, in lower case, one of which the phrase must have: looked for before the phrase itself. */
  readonly stems: readonly string[];
  readonly direction: "from" | "also";
  /** For sentences in lower case: to ignore case costs an engine three times as much to compile. */
  readonly words: RegExp;
  /** The sentence must name a text ("this post") or begin with the phrase: these words are said of books and events too. */
  readonly ofText: boolean;
}

const phrase = (direction: "from" | "also", stems: string, words: string, ofText = true): Phrase => ({
  direction,
  stems: stems.split(" "),
  words: new RegExp(words, "u"),
  ofText,
});

/** What people write under an article that has appeared in another place, by language. */
const PHRASES: readonly Phrase[] = [
  // English
  phrase(
    "also",
    "also",
    String.raw`\balso (?:be(?:en)? |being )?(?:published|posted|available|appear(?:s|ed|ing)|cross-?posted|shared|featured|running)(?: (?:on|at|in|to|by|over at)\b)?`,
  ),
  phrase(
    "from",
    "originally first previously initially earlier",
    String.raw`\b(?:originally|first|previously|initially|firstly|earlier) (?:been )?(?:published|posted|appeared|written|shared|printed|ran|released|featured|blogged|published and (?:posted|appeared))(?: (?:on|at|in|by|to|for|over at|as|here)\b)?`,
  ),
  phrase(
    "from",
    "originally first previously initially",
    String.raw`\b(?:published|posted|appear(?:s|ed)?|ran) (?:originally|first|previously|initially)(?: (?:on|at|in|by|over at)\b)?`,
  ),
  phrase(
    "from",
    "from",
    String.raw`\b(?:cross-? ?posted|re-?posted|re-?published|re-?printed|syndicated|excerpted|copied)(?: here)?(?: with (?:kind )?permission(?: of the author)?,?)? from\b`,
    false,
  ),
  phrase(
    "also",
    "cross repost re-post republish re-publish syndicat",
    String.raw`\b(?:cross-? ?posted|re-?posted|re-?published|syndicated)(?: (?:on|at|to|in|over at)\b|:)`,
    false,
  ),
  phrase(
    "from",
    "original source via",
    String.raw`^(?:read the original|view the original|original (?:post|article|version|source|story|link|url)|source|via)(?: (?:is |was )?(?:on|at|here|can be found|published))?\s*:`,
    false,
  ),
  // German
  phrase(
    "also",
    "erschienen veröffentlicht publiziert nachzulesen",
    String.raw`\b(?:auch|ebenfalls|zugleich|parallel|gleichzeitig)(?: [\p{L}„“"'’.-]+){0,8}? (?:erschienen|veröffentlicht|publiziert|nachzulesen)`,
  ),
  phrase(
    "from",
    "erschienen veröffentlicht publiziert gepostet gebloggt",
    String.raw`\b(?:ursprünglich|zuerst|zunächst|erstmals|zuvor|bereits|original|im original)(?: [\p{L}\d„“"'’./:-]+){0,8}? (?:erschienen|veröffentlicht|publiziert|gepostet|gebloggt)(?: (?:auf|bei|im|in|unter)\b)?`,
  ),
  phrase(
    "from",
    "erschien veröffentlicht",
    String.raw`\b(?:erschien|erschienen|veröffentlicht)(?: [\p{L}]+)? (?:zuerst|ursprünglich|zunächst|erstmals)(?: (?:auf|bei|im|in)\b)?`,
  ),
  phrase(
    "from",
    "crosspost übernommen nachdruck originalartikel originalbeitrag quelle",
    String.raw`^(?:crosspost|übernommen|nachdruck) (?:von|aus)\b|^(?:originalartikel|originalbeitrag|quelle)\s*:`,
    false,
  ),
  // French
  phrase(
    "also",
    "aussi également simultanément",
    String.raw`\b(?:aussi|également|simultanément) (?:été )?(?:publiée?|parue?|disponible|postée?)s?(?: (?:sur|dans|chez|au|à)\b)?|\b(?:publiée?|parue?|postée?) (?:aussi|également|simultanément)(?: (?:sur|dans|chez)\b)?`,
  ),
  phrase(
    "from",
    "initialement originellement originalement abord précédemment préalablement origine première",
    String.raw`\b(?:initialement|originellement|originalement|d['’]abord|précédemment|préalablement|à l['’]origine) (?:été )?(?:publiée?|parue?|postée?|diffusée?)s?(?: (?:sur|dans|chez|par|au)\b)?|\b(?:publiée?|parue?|postée?|diffusée?|publiée? pour la première fois) (?:initialement|originellement|d['’]abord|précédemment|à l['’]origine|pour la première fois)(?: (?:sur|dans|chez|par)\b)?`,
  ),
  phrase("from", "original origine", String.raw`^(?:article|billet|version|texte) (?:original|originale|d['’]origine)\s*:`, false),
  // Spanish
  phrase(
    "also",
    "también igualmente",
    String.raw`\b(?:también|igualmente) (?:fue |se ha |ha sido |está )?(?:publicad[oa]|disponible|publicó)(?: en\b)?|\bpublicad[oa] también(?: en\b)?`,
  ),
  phrase(
    "from",
    "originalmente originariamente inicialmente previamente anteriormente primer",
    String.raw`\b(?:originalmente|originariamente|inicialmente|previamente|anteriormente|primero) (?:fue |se )?(?:publicad[oa]s?|publicó|aparecid[oa]|apareció|escrit[oa])(?: en\b)?|\b(?:publicad[oa]s?|publicó|aparecid[oa]|apareció|escrit[oa]) (?:originalmente|originariamente|inicialmente|previamente|anteriormente|primero|por primera vez)(?: en\b)?`,
  ),
  phrase("from", "original", String.raw`^(?:artículo|entrada|post|publicación|versión|fuente) original\s*:`, false),
  // Portuguese
  phrase(
    "also",
    "também",
    String.raw`\btambém (?:foi |está )?(?:publicad[oa]|postad[oa]|disponível)(?: (?:em|n[oa])\b)?|\b(?:publicad[oa]|postad[oa]) também(?: (?:em|n[oa])\b)?`,
  ),
  phrase(
    "from",
    "originalmente inicialmente primeiramente anteriormente previamente primeir",
    String.raw`\b(?:originalmente|inicialmente|primeiramente|anteriormente|previamente) (?:foi )?(?:publicad[oa]s?|postad[oa]s?|escrit[oa]s?|apareceu)(?: (?:em|n[oa])\b)?|\b(?:publicad[oa]s?|postad[oa]s?|escrit[oa]s?|apareceu) (?:originalmente|inicialmente|primeiramente|primeiro|anteriormente|pela primeira vez)(?: (?:em|n[oa])\b)?`,
  ),
  phrase("from", "original", String.raw`^(?:artigo|post|texto|publicação|versão) original\s*:`, false),
  // Italian
  phrase(
    "also",
    "anche",
    String.raw`\banche (?:stato |stata )?(?:pubblicat[oa]|apparso|disponibile)(?: (?:su|sul|sulla|in|nel)\b)?|\bpubblicat[oa] anche(?: (?:su|sul|sulla|in|nel)\b)?`,
  ),
  phrase(
    "from",
    "originariamente originalmente inizialmente precedentemente origine prima",
    String.raw`\b(?:originariamente|originalmente|inizialmente|precedentemente|in origine|prima) (?:è )?(?:stat[oa] )?(?:pubblicat[oa]|appars[oa]|uscit[oa])(?: (?:su|sul|sulla|in|nel|da)\b)?|\b(?:pubblicat[oa]|appars[oa]) (?:originariamente|originalmente|inizialmente|precedentemente|per la prima volta|in origine)(?: (?:su|sul|sulla|in|nel)\b)?`,
  ),
  phrase("from", "original", String.raw`^(?:articolo|post|versione|fonte) original[ei]\s*:`, false),
  // Dutch
  phrase(
    "also",
    "gepubliceerd verschenen geplaatst lezen",
    String.raw`\book(?: [\p{L}.'’-]+){0,6}? (?:gepubliceerd|verschenen|geplaatst|te lezen)(?: (?:op|in|bij)\b)?`,
  ),
  phrase(
    "from",
    "gepubliceerd verschenen geplaatst verscheen",
    String.raw`\b(?:oorspronkelijk|eerder|eerst|origineel)(?: [\p{L}.'’-]+){0,6}? (?:gepubliceerd|verschenen|geplaatst)(?: (?:op|in|bij)\b)?|\b(?:verscheen|verschenen) (?:eerder|oorspronkelijk|eerst)(?: (?:op|in|bij)\b)?`,
  ),
  // Polish, Czech
  phrase(
    "also",
    "również także také",
    String.raw`(?:^|\s)(?:również|także) (?:opublikowan|ukazał)\p{L}*(?: (?:w|na)\b)?|(?:^|\s)také (?:publikován|zveřejněn|vyš)\p{L}*(?: (?:na|v)\b)?`,
  ),
  phrase(
    "from",
    "pierwotnie oryginalnie wcześniej pierwszy",
    String.raw`(?:^|\s)(?:pierwotnie|oryginalnie|wcześniej|po raz pierwszy) (?:został\p{L}* )?(?:opublikowan|ukazał|pojawił)\p{L}*(?: się)?(?: (?:w|na)\b)?|(?:^|\s)(?:opublikowan|ukazał|pojawił)\p{L}*(?: się)? (?:pierwotnie|oryginalnie|wcześniej|po raz pierwszy)(?: (?:w|na)\b)?`,
  ),
  phrase(
    "from",
    "původně poprvé dříve",
    String.raw`(?:^|\s)(?:původně|poprvé|dříve) (?:byl\p{L}* )?(?:publikován|vyš|zveřejněn|uveřejněn)\p{L}*(?: (?:na|v)\b)?|(?:^|\s)(?:vyš|publikován)\p{L}* (?:původně|poprvé|dříve)(?: (?:na|v)\b)?`,
  ),
  // Scandinavian
  phrase(
    "from",
    "ursprungligen först tidigare oprindeligt opprinnelig først tidligere",
    String.raw`(?:^|\s)(?:ursprungligen|först|tidigare|oprindeligt|opprinnelig|først|tidligere) (?:blev |ble )?(?:publicera[dt]|publicerades|publiceret|publisert|udgivet|offentliggjort|bragt)(?: (?:på|i|hos)\b)?`,
  ),
  // Russian, Ukrainian
  phrase(
    "also",
    "также також",
    String.raw`(?:^|\s)(?:также|також) (?:опубликован|вышл|размещ|доступн|опублікован)\p{L}*(?: (?:в|на|у)(?=\s))?`,
  ),
  phrase(
    "from",
    "первоначально впервые ранее изначально сначала спочатку вперше",
    String.raw`(?:^|\s)(?:первоначально|впервые|ранее|изначально|сначала|спочатку|вперше) (?:был\p{L}* )?(?:опубликован|вышл|вышел|появил|размещ|опублікован)\p{L}*(?: (?:в|на|у)(?=\s))?|(?:^|\s)(?:опубликован|вышл|вышел|появил)\p{L}* (?:первоначально|впервые|ранее|изначально|сначала)(?: (?:в|на)(?=\s))?`,
  ),
  phrase(
    "from",
    "оригинал источник джерело",
    String.raw`^(?:оригинал(?:ьная)?(?: (?:статьи|статья|поста|записи|опубликован\p{L}*))?|источник|первоисточник|джерело)\s*(?:[:—–-]|на\s|в\s)`,
    false,
  ),
  // Turkish
  phrase(
    "from",
    "olarak ilk daha",
    String.raw`(?:ilk olarak|ilk kez|orijinal olarak|daha önce)(?: [\p{L}.'’]+){1,6}? (?:yayın|yayım)lan\p{L}*`,
  ),
  // Chinese
  phrase("also", "步 同时 同時 也 亦", "(?:同步|同时|同時|也|亦)(?:发布|發布|发表|發表|刊载|刊登|首发|更新)(?:于|於|在|到|至)?", false),
  phrase(
    "from",
    "发 發 载 載 转 轉 摘 搬 来自",
    "(?:首发|首發|原载|原載|原发|原發|初次发表|最初发表|最早发表|最初发布|首次发表|首次发布|最初刊登|原文发表|原文发布|最先发表|首先发表)(?:于|於|在)?|(?:转载自|轉載自|转自|轉自|摘自|搬运自|转载于|本文来自|本文转自)",
    false,
  ),
  phrase(
    "from",
    "原 出处 本文链接",
    "(?:原文|原文链接|原文連結|原文地址|原文出处|原文网址|原文鏈接|原始链接|原始地址|文章出处|本文链接|出处)\\s*[:：]",
    false,
  ),
  // Japanese
  phrase(
    "also",
    "も 内容 クロス 同時",
    "(?:にも|でも)(?:投稿|公開|掲載|転載)(?:し|され|して)?|(?:と同じ内容|クロスポスト|と同時(?:に)?(?:公開|投稿))",
    false,
  ),
  phrase(
    "from",
    "初 元 転 掲 公開 投稿 オリジナル 原文 最",
    "(?:初出|元記事|転載元|掲載元|原文記事|オリジナル(?:記事|版)?)\\s*(?:は|[:：])|(?:からの転載|より転載|の転載です|から転載|に掲載され(?:た|ました|ていた)|で公開した(?:記事|もの)|に投稿した(?:記事|もの)|に(?:最初|初め)に)",
    false,
  ),
  // Korean
  phrase("also", "에도 에서도", "(?:에도|에서도)\\s*(?:게시|발행|게재|공개)", false),
  phrase(
    "from",
    "원 출처 처음 최초 먼저",
    "(?:원문|출처|원본(?: 글)?)\\s*[:：]|(?:처음|최초로|원래|먼저)\\s*(?:게시|발행|게재|공개|발표)(?:되었|된|했|한)|에\\s*(?:먼저|처음|최초로)\\s*(?:게시|발행|게재|공개)",
    false,
  ),
];

/** Cheap look before the many phrases: a piece of some word that every one of them has. */
const STEM =
  /publi|post|appear|syndicat|excerpted|original|source|via|erschien|quelle|übernommen|nachdruck|paru|diffus|aparec|artigo|artículo|apars|appars|uscit|versch|geplaatst|ukazał|pojawił|vyš|zveřejněn|uveřejněn|udgivet|offentlig|опубл|выш|появ|размещ|оригинал|источник|джерело|yayın|yayım|[首原转轉摘搬同也亦最初出元転掲オク]|にも|でも|から|で公|に投|원|출처|처음|최초|먼저|에도|에서도|pubblic|copied|reprint|printed|written|shared|featured|earlier/i;

const TEXT_NOUN =
  /\b(?:this|post|article|story|essay|piece|blog|column|interview|text|version|entry|review|tutorial|content|guide|talk|it)\b|beitrag|artikel|text|interview|dies|article|billet|texte|entretien|tribune|cet|artículo|entrada|texto|publicación|columna|artigo|postagem|crônica|articolo|pezzo|artykuł|tekst|wpis|článek|text|inlägg|indlæg|innlegg|artikeln|статья|текст|пост|заметк|материал|стаття|yazı|makale|bericht|stuk/i;

/** All stems, the longer ones first. */
const ALL_STEMS = [...new Set(PHRASES.flatMap((one) => one.stems))].sort((a, b) => b.length - a.length);
const STEMS = new RegExp(ALL_STEMS.join("|"));
/** Finds a stem at every place where one begins. */
const EACH_STEM = new RegExp(`(?=(${ALL_STEMS.join("|")}))`, "g");
/** Under each stem the phrases that may be there: those with that stem, or with one that it begins with. */
const BY_STEM: ReadonlyMap<string, readonly number[]> = new Map(
  ALL_STEMS.map((stem) => [
    stem,
    PHRASES.flatMap((phrase, index) => (phrase.stems.some((other) => stem.startsWith(other)) ? [index] : [])),
  ]),
);
const likelyPhrases = new Uint8Array(PHRASES.length);

/** Marks the phrases that may stand in a sentence in lower case. Valid until the next call. */
function phrasesIn(low: string): Uint8Array | undefined {
  let found = false;
  likelyPhrases.fill(0);
  EACH_STEM.lastIndex = 0;
  for (let match = EACH_STEM.exec(low); match !== null; match = EACH_STEM.exec(low)) {
    found = true;
    for (const index of BY_STEM.get(match[1] as string) as readonly number[]) likelyPhrases[index] = 1;
    EACH_STEM.lastIndex++;
  }
  return found ? likelyPhrases : undefined;
}

/** "on March 3", "in 2012": when, not where. For words in lower case. */
const WHEN =
  /^[^\p{L}\p{M}\p{N}]*(?:\d{1,4}\b|(?:on |the |le |am |el |em |il |op |den )?(?:\d{1,2}[.\s/-])|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|(?:early|late|mid|last|this|spring|summer|autumn|fall|winter|january|february|march|april|june|july|august|september|october|november|december|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|januar|februar|märz|juni|juli|oktober|dezember|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b)/u;

/** How far behind the words the link may stand, in characters. */
const REACH = 500;
const LONGEST_SENTENCE = 400;

/**
 * What a text says of other places of publication: "This post was previously published on …", "Ursprünglich erschienen bei …",
 * "首发于 …". Sixteen languages.
 *
 * @param source HTML or plain text.
 * @param options.noted Whether a sentence may be a note: asked before the phrases are tried on it, instead of the cheap looks here.
 * @param options.url The text's own address: notes that point at it ("The post … appeared first on …" under a blog's own feed) are left out.
 */
export function findPublicationNotes(
  source: string,
  options: { readonly url?: string | undefined; readonly noted?: (sentence: string) => boolean } = {},
): Elsewhere[] {
  if (options.noted === undefined && !STEM.test(source)) return [];
  const own = urlKey(options.url);
  const notes: Elsewhere[] = [];
  const blocks = linkedBlocks(source);
  for (let i = 0; i < blocks.length; i++) {
    const block = blocks[i] as LinkedBlock;
    if (options.noted === undefined ? STEMS.test(block.text.toLowerCase()) : options.noted(block.text))
      addNotes(notes, block, blocks[i + 1], own, options.noted);
  }
  return notes;
}

function addNotes(
  notes: Elsewhere[],
  block: LinkedBlock,
  following: LinkedBlock | undefined,
  own: string | undefined,
  noted: ((sentence: string) => boolean) | undefined,
): void {
  let at = 0;
  const sentences = sentencesOf(block.text);
  for (const sentence of sentences) {
    const start = block.text.indexOf(sentence, at);
    at = start + sentence.length;
    if (sentence.length > LONGEST_SENTENCE || sentence.length < 4) continue;
    if (noted !== undefined && sentences.length > 1 && !noted(sentence)) continue;
    const note = noteOfSentence(sentence, start, block, following);
    if (note === undefined || (note.url !== undefined && own !== undefined && urlKey(note.url) === own)) continue;
    if (!isSaid(notes, note.quote)) notes.push(note);
  }
}

function isSaid(notes: readonly Elsewhere[], quote: string | undefined): boolean {
  for (let i = 0; i < notes.length; i++) if ((notes[i] as Elsewhere).quote === quote) return true;
  return false;
}

function noteOfSentence(sentence: string, start: number, block: LinkedBlock, following: LinkedBlock | undefined): Elsewhere | undefined {
  const low = lowerCase(sentence);
  const likely = phrasesIn(low);
  if (likely === undefined) return undefined;
  for (let i = 0; i < PHRASES.length; i++) {
    if (likely[i] === 0) continue;
    const phrase = PHRASES[i] as Phrase;
    const match = phrase.words.exec(low);
    const note = match === null ? undefined : noteOfPhrase(phrase, match, sentence, start, block, following);
    if (note !== undefined) return note;
  }
  return undefined;
}

/** What a sentence in which a phrase was found says; `undefined` where it names neither place nor address. */
function noteOfPhrase(
  { direction, ofText }: Phrase,
  match: RegExpExecArray,
  sentence: string,
  start: number,
  block: LinkedBlock,
  following: LinkedBlock | undefined,
): Elsewhere | undefined {
  const before = sentence.slice(0, match.index);
  if (ofText && !/^[\s([*_–—-]*$/.test(before) && !TEXT_NOUN.test(before)) return undefined;
  const end = start + match.index + match[0].length;
  const sentenceEnd = start + sentence.length;
  const after = sentence.slice(match.index + match[0].length);
  // WordPress signs its feeds with "The post <title> appeared first on <blog>": the first link is the article.
  const titled = match[0].includes("appeared first")
    ? block.links.find((one) => one.start >= start && one.end <= start + match.index)
    : undefined;
  const link =
    block.links.find((one) => one.end > start + match.index && one.start <= sentenceEnd && one.end > one.start) ??
    (/^[^\x00-\u2fff]/.test(match[0]) ? block.links.findLast((one) => one.start >= start && one.end <= end) : undefined) ??
    (after.trim().length < 3
      ? (block.links.find((one) => one.start >= end && one.start <= end + REACH) ?? linkBelow(following))
      : undefined);
  const bare = /https?:\/\/[^\s<>"'）)\]，。]+/i.exec(after)?.[0]?.replace(/[.,;:!?]+$/, "");
  const target = titled ?? link;
  const url = target !== undefined && /^https?:\/\//i.test(target.href) ? target.href : bare;
  const place = placeOf(after, before, link, block);
  const where = place !== undefined && WHEN.test(lowerCase(place)) ? undefined : place;
  if (url === undefined && where === undefined && (direction !== "also" || /\b(?:on|at|in|to)$/.test(match[0]))) return undefined;
  return {
    direction,
    ...(where === undefined ? {} : { where }),
    ...(url === undefined ? {} : { url }),
    quote: sentence.trim(),
  };
}

function linkBelow(following: LinkedBlock | undefined) {
  const first = following?.links[0];
  return first !== undefined && first.start < 3 ? first : undefined;
}

function placeOf(
  after: string,
  before: string,
  link: { start: number; end: number; href: string } | undefined,
  block: LinkedBlock,
): string | undefined {
  if (link !== undefined) {
    const words = block.text.slice(link.start, link.end).trim();
    if (words !== "" && words.length <= 120 && !/^(?:here|hier|ici|aquí|aqui|qui|link|https?:)/i.test(words))
      return words.replace(/[.,;:]+$/, "");
  }
  const own = /((?:his|her|their|my|our|the author['’]s) own (?:blog|site|website|page)),? (?:where|on which)\s*(?:this|the)?/i.exec(
    before,
  )?.[1];
  if (own !== undefined) return own;
  const words = after
    .replace(/^[\s:：]+/, "")
    .split(/[,;，。；()（）[\]|]|\. |\.$|\s(?:on|under|with|as|by|in (?:19|20)\d\d|where) |\s(?:and|und|et|y|e) (?!\p{Lu})/u)[0]
    ?.trim()
    .replace(/[.!\s]+$/, "");
  if (words === undefined || words === "" || words.length > 80 || /^https?:/i.test(words)) return undefined;
  return /[\p{L}\p{N}]/u.test(words) ? words : undefined;
}

/** Sentences of one block. An abbreviation may cut one short: harmless here. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    // 。！？
    if (code === 0x3002 || code === 0xff01 || code === 0xff1f) {
      sentences.push(text.slice(start, i + 1));
      start = i + 1;
    } else if (code === 32 && endsSentence(text, i - 1)) {
      const next = text.charCodeAt(i + 1);
      if (next >= 97 && next <= 122) continue;
      sentences.push(text.slice(start, i));
      start = i + 1;
    }
  }
  sentences.push(text.slice(start));
  return sentences;
}

/** A full stop, question or exclamation mark, perhaps with closing quotes and brackets behind it. */
function endsSentence(text: string, at: number): boolean {
  let i = at;
  while (i > 0 && i > at - 3 && "”\"'’)]".includes(text[i] as string)) i--;
  return ".!?…".includes(text[i] ?? " ");
}
