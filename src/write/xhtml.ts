const START = /^<([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>$/;
const ATTRIBUTE = /([A-Za-z_][\w.:-]*)\s*=\s*("[^"]*"|'[^']*')/g;
const REFERENCE = /&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});/y;
/** What runs, loads or sends by itself, what makes another element do so, and what HTML reads by rules of its own. */
const UNSAFE =
  /^(?:script|style|iframe|object|embed|applet|frame|frameset|fencedframe|portal|base|link|meta|form|input|button|textarea|select|animate\w*|set|handler|listener|foreignobject|noscript|noembed|noframes|plaintext|template|xmp)$/i;

/** Whether markup can stand in an XML document as it is: well-formed, nothing that runs, no prefix that is not declared there. */
export function isXhtml(markup: string): boolean {
  if (
    /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\]\]>|<!|<\?|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(
      markup,
    )
  )
    return false;
  const open: string[] = [];
  let at = 0;
  let amp = markup.indexOf("&");
  while (amp !== -1) {
    REFERENCE.lastIndex = amp;
    if (!REFERENCE.test(markup)) return false;
    amp = markup.indexOf("&", REFERENCE.lastIndex);
  }
  for (;;) {
    const start = markup.indexOf("<", at);
    if (start === -1) return open.length === 0;
    const end = markup.indexOf(">", start);
    if (end === -1 || end - start > 4000) return false;
    const tag = markup.slice(start, end + 1);
    at = end + 1;
    if (tag.startsWith("</")) {
      if (open.pop() !== tag.slice(2, -1).trimEnd()) return false;
      continue;
    }
    const match = START.exec(tag);
    const name = match?.[1];
    if (match === null || name === undefined || UNSAFE.test(name)) return false;
    const names = new Set<string>();
    for (const [, attribute = "", quoted = ""] of (match[2] ?? "").matchAll(ATTRIBUTE)) {
      if (names.has(attribute) || /^on/i.test(attribute) || (attribute.includes(":") && !/^xml:/.test(attribute)) || attribute === "style")
        return false;
      names.add(attribute);
      if (/^(?:href|src|cite|action|formaction|data|poster)$/i.test(attribute) && !/^["'](?:https?|mailto|tel):/i.test(quoted))
        return false;
    }
    if (match[3] !== "/") {
      if (open.length > 500) return false;
      open.push(name);
    }
  }
}
