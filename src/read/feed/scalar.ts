/** Whole seconds of `3723`, `1:02:03`, `62:03`, `1:02:03.5`. */
export function readDuration(text: string | undefined): number | undefined {
  const match =
    text === undefined || text.length > 40 ? null : /^(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,9}(?:\.\d{1,6})?)\s*s?$/.exec(text.trim());
  if (match === null) return undefined;
  return Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3]);
}

/** A whole number that is not negative. */
export function readCount(text: string | undefined): number | undefined {
  const match = text === undefined ? null : /^\s*(\d{1,15})(?:\.0*)?\s*(?:bytes?|px)?\s*$/i.exec(text);
  return match === null ? undefined : Number(match[1]);
}

export function readNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\s*[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})\s*$/.test(text) ? Number(text) : undefined;
}

/** `yes`, `true`, `explicit`, `1` and their opposites. */
export function readFlag(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^\s*(?:yes|true|explicit|1|on)\s*$/i.test(text)) return true;
  return /^\s*(?:no|false|clean|0|off)\s*$/i.test(text) ? false : undefined;
}
