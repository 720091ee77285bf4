import type { Element } from "domhandler";

const words = (list: string) => new Set(list.split(/\s+/));

/** Words of class names and ids that stand on what surrounds an article: alone, or two in a row as `a-b`. */
const CHROME = words(
  `share shares sharing sharer sharethis sharedaddy sharebar socials addtoany addthis a2a shareaholic
   related relatedposts yarpp crp outbrain taboola recommended recommendations suggestions readmore
   comments comment commentlist respond disqus giscus utterances gitalk gitment valine waline twikoo livere isso cusdis remark42 hypercomments webmentions pingbacks trackbacks replies
   newsletter subscribe subscription signup optin mailchimp convertkit followus
   pagination pager paginator paging pagenavi pagenav postnav prevnext nextprev breadcrumb breadcrumbs navigation navbar navlinks menu
   sidebar widget widgets sidenav
   authorbox bio authorbio authorinfo aboutauthor
   byline postmeta entrymeta articlemeta postinfo metadata postdate dateline taglist taglinks posttags catlinks tagcloud tagcloudlink
   reward donate donation tipjar qrcode sponsor sponsors sponsored advert advertisement adsense adsbygoogle ads banner promo cta
   cookie cookies popup modal lightbox overlay
   likes likebtn rating ratings postviews viewcount
   printfriendly edit editlink skiplink copyright license cc
   toc tableofcontents tocify`,
);
const CHROME_PAIRS = words(
  `share-buttons share-links share-post share-icons share-bar social-links social-share social-media social-icons social-sharing social-buttons post-share post-social entry-social
   related-posts related-articles related-content related-entries related-links similar-posts more-posts also-like read-next read-more more-stories
   post-comments comment-list comment-form comments-area comments-section fb-comments leave-comment
   post-nav post-navigation entry-nav entry-navigation page-nav nav-links nav-next nav-previous nav-single article-nav post-pager prev-next next-prev post-pagination article-pagination next-post prev-post
   author-bio author-box author-info author-card author-profile author-description author-about about-author post-author entry-author article-author author-details author-meta author-section author-block author-avatar
   post-meta entry-meta article-meta meta-data post-info entry-info post-details post-header-meta meta-info post-metadata blog-meta single-meta meta-post
   post-date entry-date publish-date published-date date-published post-time reading-time read-time
   post-tags entry-tags article-tags tag-list tags-list tags-links tags-container cat-links post-categories entry-categories post-category entry-category tag-links
   post-footer entry-footer article-footer entry-utility post-bottom post-end
   newsletter-form subscribe-form email-signup sign-up mailing-list
   post-copyright copyright-info article-copyright license-wrap post-license
   table-contents toc-container toc-wrapper
   post-views view-count post-stats post-edit edit-link edit-page edit-post
   screen-reader visually-hidden sr-only skip-link jump-to
   post-reward post-donate wp-socials jp-relatedposts google-ads ad-container ad-slot ad-wrapper ad-unit
   page-edit page-links last-updated page-meta post-thumbnail-caption back-top back-to to-top`,
);
/** Words that make a chrome word harmless: parts of what people write, and layouts with or without something. */
const HARMLESS =
  /^(?:no|without|has|with|hide|is|not|js|wp)$|^(?:code|highlight|language|lang|hljs|line|crayon|syntax|content|main|wrapper|container|inner|page|layout|template|article|entry|single|hentry|row|col|grid|section)$/;
/** Words that say so only where an element is short and mostly links. */
const WEAK = words(
  "tag tags taglinks category categories cats meta info author date time social icons buttons follow next previous prev more archive archives links stats footer bottom contact keywords topics labels details older newer actions toolbar controls feed neighbors neighbours",
);
const HEADER = words(
  "header heading head hero masthead titleblock titlearea titlewrap titlewrapper banner jumbotron cover intro top title meta",
);
const ROLES = words("navigation complementary search banner contentinfo dialog alertdialog menu menubar toolbar");
const CHROME_NAMES = words("nav aside footer form dialog menu");

/** The words of an element's class and id: `postMeta entry-footer` → post, meta, entry, footer. */
function nameWords(name: string): string[] {
  return name
    .replace(/([a-z\d])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== "");
}

const seen = new Map<string, boolean>();

/**
 * Whether a class or an id says that the element surrounds an article: sharing, comments, navigation, bios, metadata.
 * A name says so as a whole (`comments`, `post-meta`), not in passing (`no-sidebar`, `comments-open`).
 */
function hasChromeName(element: Element): boolean {
  const { class: classes, id } = element.attribs;
  if (
    classes !== undefined &&
    hasName(BUILT.test(classes) ? classes.replace(/elementor-|widgets?(?![a-z])[_-]?/g, "") : classes, isChromeName)
  )
    return true;
  return id !== undefined && isChromeName(id);
}

/** Elements of page builders, which call everything a widget: a paragraph is an `elementor-widget elementor-widget-text-editor`. */
const BUILT = /(?:^|\s)(?:elementor-|so-panel(?:\s|$))/;

function isChromeName(name: string): boolean {
  if (name === "" || name.length > 60) return false;
  let known = seen.get(name);
  if (known === undefined) {
    known = judge(name);
    if (seen.size < 5000) seen.set(name, known);
  }
  return known;
}

function judge(name: string): boolean {
  const parts = nameWords(name);
  if (parts.length === 0 || parts.length > 6) return false;
  if (/^(?:no|without|has|with|hide|is|not)$/.test(parts[0] as string)) return false;
  // `tag-share`, `category-related`: a post's own tags, as WordPress prints them.
  if (
    /^(?:tag|category|cat|postid|post_tag|type|status|format|author|language|lang|highlight)$/.test(parts[0] as string) &&
    parts.length === 2 &&
    !CHROME_PAIRS.has(parts.join("-"))
  )
    return false;
  for (let i = 0; i + 1 < parts.length; i++) if (CHROME_PAIRS.has(`${parts[i]}-${parts[i + 1]}`)) return true;
  if (CHROME.has(parts.join(""))) return true;
  const strong = parts.filter((part) => CHROME.has(part));
  if (strong.length === 0) return false;
  return parts.every((part) => CHROME.has(part) || !HARMLESS.test(part)) && parts.length <= 3;
}

/** Whether a class or id has a word that fits lists of tags, of links, of data about the post. */
export function hasWeakChromeName(element: Element): boolean {
  const { class: classes, id } = element.attribs;
  return `${classes ?? ""} ${id ?? ""}`
    .split(/\s+/)
    .some((name) => name !== "" && name.length < 40 && nameWords(name).some((word) => WEAK.has(word)));
}

/** Whether an element is the head of an article: a `<header>`, or called so. */
export function isHeaderLike(element: Element): boolean {
  if (element.name === "header" || element.name === "hgroup") return true;
  const { class: classes, id } = element.attribs;
  return `${classes ?? ""} ${id ?? ""}`
    .split(/\s+/)
    .some((name) => name !== "" && name.length < 40 && nameWords(name).some((word) => HEADER.has(word)));
}

/** Whether an element surrounds an article by its own name, role or class. */
export function isChrome(element: Element): boolean {
  const { name, attribs } = element;
  if (CHROME_NAMES.has(name)) return true;
  if (attribs.role !== undefined && ROLES.has(attribs.role)) return true;
  if (name === "html" || name === "body" || name === "main" || name === "article") return false;
  return hasChromeName(element);
}

const BODY = words(
  `entrycontent postcontent articlecontent postbody entrybody articlebody storybody storycontent markdownbody blogpostcontent singlecontent pagecontent bodycontent contentbody econtent
   posttext articletext entrytext blogcontent ghcontent postfullcontent postarticle posttextcontent themecontent themedefaultcontent newscontent thecontent singlepostcontent blogpostbody postentry`,
);

/** Whether a class or an id says that the element is an article's body. */
export function hasBodyName(element: Element): boolean {
  const { class: classes, id } = element.attribs;
  return (classes !== undefined && hasName(classes, isBodyName)) || (id !== undefined && isBodyName(id));
}

/** Whether one of an element's classes is of a kind; most have but one. */
function hasName(classes: string, is: (name: string) => boolean): boolean {
  return /\s/.test(classes) ? classes.split(/\s+/).some(is) : is(classes);
}

/** Letters alone count: `entry-content`, `entryContent`, `post__content`. */
function isBodyName(name: string): boolean {
  return name.length > 7 && name.length < 40 && BODY.has(name.replace(/[^A-Za-z\d]+/g, "").toLowerCase());
}
