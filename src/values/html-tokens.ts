/** The small steps by which cleaning and reading HTML walk its tags, after HTML §13.2.5. */

export function isLetter(code: number): boolean {
  return (code | 32) >= 97 && (code | 32) <= 122;
}

export function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 9 || code === 13 || code === 12;
}

/** The offset after the `>` of a tag whose name ends at `from`; -1 where the document ends inside the tag. Quotes hide `>` only in values. */
export function tagEnd(html: string, from: number): number {
  let i = from;
  let gt = html.indexOf(">", i);
  while (gt >= 0) {
    // Only as far as the tag may go: a search past it would be one over the document for every tag.
    const equals = html.slice(i, gt).indexOf("=");
    if (equals < 0) return gt + 1;
    let value = i + equals + 1;
    while (isSpace(html.charCodeAt(value))) value++;
    const quote = html.charCodeAt(value);
    if (quote === 34 || quote === 39) {
      const close = html.indexOf(quote === 34 ? '"' : "'", value + 1);
      if (close < 0) return -1;
      i = close + 1;
    } else {
      while (value < html.length && html.charCodeAt(value) !== 62 && !isSpace(html.charCodeAt(value))) value++;
      i = value;
    }
    if (i > gt) gt = html.indexOf(">", i);
  }
  return -1;
}

/** The offset after the end tag of a raw text element (`script`, `style`); -1 for none. `content` ends at `start`. */
export function rawTextEnd(html: string, from: number, name: string): { readonly start: number; readonly end: number } | undefined {
  const close = new RegExp(`</${name}(?=[\\s/>])`, "gi");
  close.lastIndex = from;
  const match = close.exec(html);
  if (match === null) return undefined;
  const gt = html.indexOf(">", close.lastIndex);
  return { start: match.index, end: gt < 0 ? html.length : gt + 1 };
}

/** The offset after a comment or declaration that begins with `<!` or `<?` at `lt`; -1 where it is not ended. */
export function declarationEnd(html: string, lt: number): number {
  if (!html.startsWith("<!--", lt)) {
    const gt = html.indexOf(">", lt);
    return gt < 0 ? -1 : gt + 1;
  }
  if (html.startsWith(">", lt + 4)) return lt + 5;
  if (html.startsWith("->", lt + 4)) return lt + 6;
  // `--!>` ends one too (HTML §13.2.5.52).
  const close = /--!?>/g;
  close.lastIndex = lt + 4;
  return close.test(html) ? close.lastIndex : -1;
}
