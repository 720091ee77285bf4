import { decodeEntities } from "./entities.ts";
import { endsName, nameEnd } from "./xml-name.ts";
import { withoutForbidden } from "./xml-text.ts";

/** The attributes of a tag, given without its name and brackets, names and values in turn: quoted, unquoted or without a value (then `""`). */
export function scanAttributePairs(tag: string): string[] {
  const out: string[] = [];
  const length = tag.length;
  let i = 0;
  while (i < length) {
    const code = tag.charCodeAt(i);
    if (code <= 32 || code === 47 || code === 61 || code === 34 || code === 39) {
      i++;
      continue;
    }
    const start = i;
    i = Math.max(i + 1, nameEnd(tag, i));
    const name = tag.slice(start, i);
    while (i < length && tag.charCodeAt(i) <= 32) i++;
    if (tag.charCodeAt(i) !== 61) {
      out.push(name, "");
      continue;
    }
    i++;
    while (i < length && tag.charCodeAt(i) <= 32) i++;
    const quote = tag.charCodeAt(i);
    if (quote === 34 || quote === 39) {
      const close = tag.indexOf(quote === 34 ? '"' : "'", i + 1);
      const end = close < 0 ? length : close;
      out.push(name, attributeText(tag.slice(i + 1, end)));
      i = end + 1;
    } else {
      const valueStart = i;
      while (i < length && tag.charCodeAt(i) > 32) i++;
      out.push(name, attributeText(tag.slice(valueStart, i)));
    }
  }
  return out;
}

/**
 * The value of the attribute that is written exactly so; `undefined` where there is none. `null`: none either, but there are names
 * with a prefix or capitals.
 */
export function findAttribute(tag: string, wanted: string): string | undefined | null {
  const { length } = tag;
  let odd = false;
  let i = 0;
  while (i < length) {
    let code = tag.charCodeAt(i);
    if (code <= 32 || code === 47 || code === 61 || code === 34 || code === 39) {
      i++;
      continue;
    }
    const start = i;
    do {
      if (code === 58 || (code >= 65 && code <= 90)) odd = true;
      i++;
      code = tag.charCodeAt(i);
    } while (i < length && !endsName(code));
    const found = i - start === wanted.length && tag.startsWith(wanted, start);
    while (code <= 32) code = tag.charCodeAt(++i);
    if (code !== 61) {
      if (found) return "";
      continue;
    }
    do code = tag.charCodeAt(++i);
    while (code <= 32);
    if (code === 34 || code === 39) {
      const close = tag.indexOf(code === 34 ? '"' : "'", i + 1);
      const end = close < 0 ? length : close;
      if (found) return attributeText(tag.slice(i + 1, end));
      i = end + 1;
    } else {
      const valueStart = i;
      while (i < length && tag.charCodeAt(i) > 32) i++;
      if (found) return attributeText(tag.slice(valueStart, i));
    }
  }
  return odd ? null : undefined;
}

const PLAIN_VALUE = /^[ -%'-~]*$/;

function attributeText(raw: string): string {
  if (PLAIN_VALUE.test(raw)) return raw;
  const spaced = /[\t\n\r]/.test(raw) ? raw.replace(/\r\n|[\t\n\r]/g, " ") : raw;
  return withoutForbidden(decodeEntities(spaced));
}
