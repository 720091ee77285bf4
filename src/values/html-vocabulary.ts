/** HTML's elements by what cleaning and reading do with them. */

function words(list: string): Set<string> {
  return new Set(list.split(" "));
}

/** They have no end tag (HTML §13.1.2). */
export const VOID_ELEMENTS = words(
  "area base basefont bgsound br col command embed event-source frame hr img input keygen link meta param source spacer track wbr nextid",
);

/** They stand on lines of their own. */
export const BLOCK_ELEMENTS = words(
  "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu multicol nav ol optgroup option p pre section summary table tbody td tfoot th thead tr ul",
);

/** Their content is no text of the article: it goes with them. */
export const SILENT_ELEMENTS = words("script style applet template");

/** Elements that content may keep: HTML's own but for scripting, embedding and document structure; old presentational ones; the plain ones of MathML and SVG. */
export const SAFE_ELEMENTS = words(
  "a abbr acronym address area article aside audio b bdi bdo big blockquote br button canvas caption center cite code col colgroup command data datagrid datalist dd del details dfn dialog dir div dl dt em event-source fieldset figcaption figure font footer form " +
    "h1 h2 h3 h4 h5 h6 header hgroup hr i img input ins kbd keygen label legend li m main map mark menu meter multicol nav nextid nobr noscript ol optgroup option output p picture pre progress q rb rp rt rtc ruby s samp section select small sound source spacer span strike strong sub summary sup " +
    "table tbody td textarea tfoot th thead time tr track tt u ul var video wbr " +
    "math annotation maction maligngroup malignmark menclose merror mfenced mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics " +
    "svg circle defs desc ellipse g line lineargradient marker path polygon polyline radialgradient rect stop switch text tspan",
);

/** Attributes that any kept element may have. Addresses among them are in `ADDRESS_ATTRIBUTES`. */
export const SAFE_ATTRIBUTES = words(
  "abbr accept accept-charset accesskey action align alt autocomplete autofocus axis background balance bgcolor bgproperties border bordercolor bordercolordark bordercolorlight bottompadding " +
    "cellpadding cellspacing ch challenge char charoff charset checked choff cite class clear color cols colspan compact contenteditable controls coords crossorigin " +
    "data datafld datapagesize datasrc datetime decoding default delay dir disabled draggable dynsrc enctype end enterkeyhint face fetchpriority for form frame galleryimg gutter " +
    "headers height hidden hidefocus high href hreflang hspace icon id inputmode ismap itemid itemprop itemscope itemtype keytype kind label lang leftspacing list loading longdesc loop loopcount loopend loopstart low lowsrc " +
    "max maxlength media method min minlength multiple muted name nohref noshade nowrap open optimum pattern placeholder playsinline point-size poster pqg preload prompt property radiogroup readonly rel repeat-max repeat-min replace required rev reversed rightspacing role rows rowspan rules " +
    "scope selected shape size sizes span spellcheck src srclang srcset start step style summary suppress tabindex target template title toppadding translate type typeof unselectable urn usemap valign value variable volume vrml vspace width wrap xml:lang",
);

/** Attributes of MathML and SVG in lower case (an HTML parser mends it), kept on their elements only. */
export const DRAWING_ATTRIBUTES = words(
  "actiontype columnalign columnlines columnspacing columnspan depth display displaystyle equalcolumns equalrows fence fontstyle fontweight frame linethickness lspace mathbackground mathcolor mathvariant maxsize minsize rowalign rowlines rowspacing rspace scriptlevel selection separator separators stretchy subscriptshift superscriptshift symmetric voffset " +
    "accent-height arabic-form ascent baseprofile bbox cx cy d descent dx dy fill fill-opacity fill-rule font-family font-size font-stretch font-style font-variant font-weight fx fy g1 g2 glyph-name gradientunits hanging ideographic k marker-end marker-mid marker-start markerheight markerunits markerwidth mathematical offset opacity orient origin overline-position overline-thickness panose-1 pathlength points preserveaspectratio r refx refy rotate rx ry slope stemh stemv stop-color stop-opacity strikethrough-position strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor transform u1 u2 underline-position underline-thickness unicode unicode-range units-per-em version viewbox visibility widths x x-height x1 x2 y y1 y2 zoomandpan xmlns xmlns:xlink xlink:show xlink:type xlink:role xlink:arcrole xlink:title xlink:actuate version",
);

/** Attributes that hold one address. */
export const ADDRESS_ATTRIBUTES = words(
  "action background cite data datasrc dynsrc href icon itemid longdesc lowsrc poster src urn usemap xlink:href",
);

/** Text-level elements that a new block does not have to end up inside. */
export const INLINE_ELEMENTS = words(
  "a abbr acronym b bdi bdo big cite code del dfn em font i ins kbd label mark nobr q s samp small span strike strong sub sup time tt u var",
);

/** An element's start tag ends an open one of these (HTML §13.1.2.4), as far as the fence. */
export const IMPLIED_END: ReadonlyMap<string, { readonly ends: ReadonlySet<string>; readonly fence: ReadonlySet<string> }> = new Map(
  (
    [
      ["li", "li", "ol ul menu dir"],
      ["dt", "dt dd", "dl"],
      ["dd", "dt dd", "dl"],
      ["option", "option", "select datalist optgroup"],
      ["optgroup", "option optgroup", "select datalist"],
      ["tr", "td th tr", "table"],
      ["td", "td th", "tr table"],
      ["th", "td th", "tr table"],
      ["thead", "td th tr tbody thead tfoot caption colgroup", "table"],
      ["tbody", "td th tr tbody thead tfoot caption colgroup", "table"],
      ["tfoot", "td th tr tbody thead tfoot caption colgroup", "table"],
      ["rt", "rt rp", "ruby"],
      ["rp", "rt rp", "ruby"],
    ] as const
  ).map(([name, ends, fence]) => [name, { ends: words(ends), fence: words(fence) }]),
);

/** Blocks whose start tag ends an open paragraph (HTML §13.1.2.4, `p`). */
export const ENDS_PARAGRAPH = words(
  "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre section table ul",
);
