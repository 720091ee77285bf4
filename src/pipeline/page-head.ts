/** The head of a page, or what may be it, without comments. */
export function headOf(html: string): string {
  const end = html.search(/<\/head\s*>|<body\b/i);
  return withoutComments(html.slice(0, end === -1 ? 65_536 : end));
}

function withoutComments(html: string): string {
  let out = "";
  for (let at = 0; ; ) {
    const start = html.indexOf("<!--", at);
    if (start === -1) return out + html.slice(at);
    out += html.slice(at, start);
    const end = html.indexOf("-->", start + 4);
    if (end === -1) return out;
    at = end + 3;
  }
}

/** An attribute of a tag. */
export function attribute(tag: string, name: string): string | undefined {
  const match = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, "i").exec(tag);
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.trim().replace(/&amp;/g, "&") || undefined;
}
