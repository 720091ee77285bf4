function words(list: string): Set<string> {
  return new Set(list.split(" "));
}

/** Properties that change how text looks and cannot lay one thing over another or fetch anything. */
const PROPERTIES = words(
  "azimuth background-color border-bottom-color border-collapse border-color border-left-color border-right-color border-top-color clear color cursor direction display elevation float font font-family font-size font-style font-variant font-weight height " +
    "letter-spacing line-height list-style-type max-height max-width min-height min-width overflow pause pause-after pause-before pitch pitch-range richness speak speak-header speak-numeral speak-punctuation speech-rate stress text-align text-decoration text-indent text-transform " +
    "unicode-bidi vertical-align voice-family volume white-space width word-break word-wrap overflow-wrap " +
    "fill fill-opacity fill-rule stroke stroke-linecap stroke-linejoin stroke-opacity stroke-width",
);

/** Their shorthands and sides are kept where every word is a plain length, colour or keyword. */
const FAMILY = /^(?:background|border|margin|padding)(?:-|$)/;
const FAMILY_WORDS = words(
  "auto aqua black block blue bold both bottom brown center collapse dashed dotted fuchsia gray green !important italic left lime maroon medium none navy normal nowrap olive pointer purple red right solid silver teal top transparent underline white yellow",
);
const FAMILY_VALUE =
  /^(?:#[0-9a-f]{3,8}|rgba?\(\d{1,3}%?,\d{0,3}%?,?\d{0,3}%?,?[\d.]{0,4}\)?|-?\d{0,4}(?:\.\d{1,3})?(?:cm|em|rem|ex|in|mm|pc|pt|px|%|,|\))?)$/i;

/** Whatever could fetch, run or hide: `url(`, `expression(`, escapes, comments, at-rules, markup. */
const DANGEROUS = /url\s*\(|image\s*\(|expression|javascript|vbscript|behaviou?r|binding|@|\\|\/\*|[<>{}]|&#|\u0000/i;
const NAME = /^[a-z-]{1,40}$/i;

/**
 * The declarations of a `style` attribute that are harmless, as `name: value; name: value;`; `""` for none.
 * A declaration that could load an address is dropped whole; position and stacking are no properties of content.
 */
export function sanitizeStyle(style: string): string {
  let out = "";
  for (const declaration of style.split(";", 64)) {
    const colon = declaration.indexOf(":");
    if (colon < 0) continue;
    const name = declaration.slice(0, colon).trim();
    const value = declaration.slice(colon + 1).trimStart();
    if (value.trim() === "" || value.length > 400 || !NAME.test(name) || DANGEROUS.test(value)) continue;
    const lower = name.toLowerCase();
    if (
      PROPERTIES.has(lower) ||
      (FAMILY.test(lower) &&
        value
          .trim()
          .split(/\s+/, 20)
          .every((word) => FAMILY_WORDS.has(word.toLowerCase()) || FAMILY_VALUE.test(word)))
    ) {
      out += `${out === "" ? "" : " "}${name}: ${value};`;
    }
  }
  return out;
}
