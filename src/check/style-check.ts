/**
 * Whether a style attribute is harmless: what readers keep of CSS is colour, type and spacing, not what can leave the
 * article's box, load something, or came out of an office program.
 */

/** CSS 2.1's properties of colour, type, spacing and speech; none that positions, loads or generates. */
const SAFE_PROPERTIES = new Set(
  (
    "background background-color border border-collapse border-color border-spacing border-style border-width clear color cursor direction display float font font-family font-size font-style font-variant font-weight height " +
    "letter-spacing line-height list-style-type margin overflow padding text-align text-decoration text-indent unicode-bidi vertical-align white-space width " +
    "azimuth elevation pause pause-after pause-before pitch pitch-range richness speak speak-header speak-numeral speak-punctuation speech-rate stress voice-family volume"
  ).split(" "),
);
for (const side of ["top", "right", "bottom", "left"]) {
  for (const name of [
    `margin-${side}`,
    `padding-${side}`,
    `border-${side}`,
    `border-${side}-color`,
    `border-${side}-style`,
    `border-${side}-width`,
  ])
    SAFE_PROPERTIES.add(name);
}

/** Values that the box properties (background, border, margin, padding) may have beside lengths and colours in digits: CSS 2.1's colours, border styles and widths. */
const SAFE_KEYWORDS = new Set(
  (
    "aqua black blue brown fuchsia gold gray green grey lime maroon navy olive orange pink purple red silver teal transparent white yellow " +
    "none dotted dashed solid double groove ridge inset outset hidden thin medium thick auto collapse inherit initial !important " +
    "left right top bottom center both block bold italic normal nowrap pointer underline"
  ).split(" "),
);
const SAFE_VALUE = /^(?:#[\da-f]+|rgb\(\d+%?,\d*%?,?\d*%?\)?|\d?\.?\d?\d(?:cm|em|ex|in|mm|pc|pt|px|%|,|\))?)$/;

/** What of a style is not harmless: names of properties, values, or the whole where it cannot be read. */
export function unsafeStyle(style: string): string[] {
  // Only plain declarations; `url(`, escapes, comments, expressions and names of vendors are none.
  const plain = style.replace(/'[\s\w]+'|"[\s\w]+"|\([\d,\s]+\)|\b-\b/g, "");
  if (!/^[:,;#%.\s\w!]*$/.test(plain)) return [style];
  const unsafe = new Set<string>();
  for (const declaration of style.toLowerCase().split(";")) {
    if (declaration.trim() === "") continue;
    const colon = declaration.indexOf(":");
    const name = declaration.slice(0, Math.max(0, colon)).trim();
    const value = declaration.slice(colon + 1);
    if (!/^[-\w]+$/.test(name) || value.includes(":")) return [style];
    if (!SAFE_PROPERTIES.has(name)) unsafe.add(name);
    else if (/^(?:background|border|margin|padding)/.test(name)) {
      for (const word of value.split(/\s+/)) if (word !== "" && !SAFE_KEYWORDS.has(word) && !SAFE_VALUE.test(word)) unsafe.add(word);
    }
  }
  return [...unsafe];
}
