/** What markup in feeds is made of, and which of it readers keep. Apart from the sanitiser's lists: those say what offprint keeps. */

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(" "));
}

/** Elements of HTML, now or once, that do not script, embed or stand for the document as a whole. */
const SAFE_HTML = words(
  "a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em eventsource " +
    "fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd keygen label legend li m main map mark marquee menu menuitem meter multicol nav nextid nobr noscript ol optgroup option output p picture pre progress q " +
    "rb rp rt rtc ruby s samp search section select small sound source spacer span strike strong sub summary sup table tbody td template textarea tfoot th thead time tr track tt u ul var video wbr",
);

/** Elements of HTML that readers take out: they run, embed, load, or are the document. */
const UNSAFE_HTML = words(
  "applet base basefont bgsound blink body comment embed frame frameset head html iframe isindex link listing meta noembed noframes object param plaintext script slot style title xmp",
);

/** SVG Tiny: what draws and moves, and neither scripts nor loads. */
const DRAWING = words(
  "a animate animateColor animateMotion animateTransform circle defs desc ellipse font-face font-face-name font-face-src g glyph hkern line linearGradient marker metadata missing-glyph mpath path polygon polyline radialGradient rect set stop svg switch text title tspan use " +
    "annotation annotation-xml maction math menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics",
);

/** Attributes of SVG Tiny and of MathML's presentation elements. */
const DRAWING_ATTRIBUTES = words(
  "accent-height accumulate additive alphabetic arabic-form ascent attributeName attributeType baseProfile bbox begin by calcMode cap-height class clip-path clip-rule color color-rendering content cx cy d descent display dur dx dy end fill fill-opacity fill-rule font-family font-size font-stretch font-style font-variant font-weight from fx fy g1 g2 " +
    "glyph-name gradientTransform gradientUnits hanging height horiz-adv-x horiz-origin-x href id ideographic k keyPoints keySplines keyTimes lang marker-end marker-mid marker-start markerHeight markerUnits markerWidth mathematical max min name offset opacity orient origin overline-position overline-thickness panose-1 path pathLength points preserveAspectRatio " +
    "r refX refY repeatCount repeatDur requiredExtensions requiredFeatures restart role rotate rx ry slope stemh stemv stop-color stop-opacity strikethrough-position strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style systemLanguage target text-anchor to transform type " +
    "u1 u2 underline-position underline-thickness unicode unicode-range units-per-em values version viewBox visibility width widths x x-height x1 x2 y y1 y2 zoomAndPan " +
    "actiontype align columnalign columnlines columnspacing columnspan depth dir displaystyle encoding equalcolumns equalrows fence fontstyle fontweight frame linethickness lspace mathbackground mathcolor mathsize mathvariant maxsize minsize open close other rowalign rowlines rowspacing rowspan rspace scriptlevel selection separator separators stretchy voffset",
);

/** Whether HTML has or had an element of this name. */
export function isHtmlElement(name: string): boolean {
  return SAFE_HTML.has(name) || UNSAFE_HTML.has(name);
}

/** Whether readers keep an element of HTML. */
export function isSafeElement(name: string): boolean {
  return SAFE_HTML.has(name);
}

/** Whether readers keep an element of SVG or MathML. */
export function isSafeDrawing(name: string): boolean {
  return DRAWING.has(name);
}

/** Whether readers keep an attribute in SVG or MathML. */
export function isSafeDrawingAttribute(name: string): boolean {
  return DRAWING_ATTRIBUTES.has(name) || /^(?:aria|data)-/.test(name);
}
