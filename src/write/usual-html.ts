/**
 * Characters that no feed may carry, inside a class of a regular expression; among them two that it may, for every range more
 * costs a tenth of the speed. As they are, not escaped: V8 gives up optimising an
 * expression whose source is longer than 20 000 characters, which would cost half the speed.
 */
const BAD = "\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff";
const REFERENCE = "&(?:amp|[lg]t|quot|nbsp|#\\d{1,7});";
const CHARACTERS = `[^<&${BAD}]*`;
const TEXT = `${CHARACTERS}(?:${REFERENCE}${CHARACTERS})*`;
const VALUE = `[^<>"&${BAD}]*(?:${REFERENCE}[^<>"&${BAD}]*)*`;
/** Printable ASCII but quotes, brackets, the ampersand and the backslash. */
const URI = "[!#-%'-;=?-[\\]-~]*";
const ADDRESS = `"http(?:s:|:)//${URI}(?:${REFERENCE}${URI})*"`;
const SPACE = "[ \\n\\t]*";

const NAMED = `(?:>| (?:class|id|lang|dir)="${VALUE}">)`;
const LEAF = ["em", "strong", "code", "b", "i"].map((name) => `${name}>${TEXT}</${name}>`).join("|");
const IMAGE = `img src=${ADDRESS}(?: (?:alt|title|width|height)="${VALUE}")* ?/?>`;
const EMPTY = `br ?/?>|${IMAGE}`;
const LINK = `a href=${ADDRESS}(?: (?:title|rel|class)="${VALUE}")*>${mixed(LEAF, IMAGE)}</a>`;
const INLINE = mixed(LINK, LEAF, EMPTY);
/**
 * The bodies that renderers make: paragraphs, headings, lists, quotations and code with flat inline elements in them. What
 * matches is balanced and safe as it stands, and the engine finds that out in a quarter of the time that a loop over the tags takes.
 * Alternatives begin differently, so that a text that does not match is given up after one way back.
 */
const BODY = new RegExp(
  `^${mixed(
    `p${NAMED}${INLINE}</p>`,
    LEAF,
    LINK,
    EMPTY,
    ...["h2", "h3", "h4"].map((name) => `${name}${NAMED}${mixed(LEAF)}</${name}>`),
    ...["ul", "ol"].map((name) => `${name}>${SPACE}(?:<li>${INLINE}</li>${SPACE})*</${name}>`),
    `blockquote>${SPACE}(?:<p>${INLINE}</p>${SPACE})*</blockquote>`,
    `pre>(?:<code${NAMED}${TEXT}</code>|${TEXT})</pre>`,
    "hr\\s?/?>",
  )}$`,
);

/** Beyond this the engine's memory of the way back could run out. In characters. */
const LONGEST = 200_000;

export function isUsualHtml(html: string): boolean {
  if (html.length > LONGEST) return false;
  return BODY.test(html) || (html.includes("\r") && BODY.test(html.replaceAll("\r", " ")));
}

/**
 * Text with references and elements in it; references stand in the same loop as the elements, for loops within loops are dear, and
 * before them, for that is told by one character.
 */
function mixed(...elements: readonly string[]): string {
  return `${CHARACTERS}(?:(?:${REFERENCE}|<(?:${elements.join("|")}))${CHARACTERS})*`;
}
