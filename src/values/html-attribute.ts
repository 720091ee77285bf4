import { decodeEntities } from "./entities.ts";
import { absoluteUrl, bareAddress } from "./html-address.ts";
import type { AttributeRule, ElementRule } from "./html-rules.ts";
import { sanitizeStyle } from "./html-style.ts";

/** Where an attribute stands. */
export interface Around {
  /** What relative addresses are resolved against. */
  readonly base: string | undefined;
  /** The page that `#part` is a place of. */
  readonly page: string | undefined;
  /** Whether nothing is to be removed. */
  readonly all: boolean;
}

/**
 * An attribute's value as it may be written, or `undefined` if the attribute goes.
 *
 * @param rule of the element that has it
 */
export function cleanAttribute(
  { name, kind }: AttributeRule,
  value: string,
  rule: ElementRule,
  inDrawing: boolean,
  around: Around,
): string | undefined {
  if (kind === "address") return name === "xlink:href" && !inDrawing ? undefined : cleanAddress(name, value, rule, around);
  if (kind === "keep") return escapeValue(value);
  if (kind === "addresses") return cleanSrcset(value, around.base);
  if (around.all) return escapeValue(value);
  if (kind === "style") {
    const style = sanitizeStyle(value.includes("&") ? decodeEntities(value) : value);
    return style === "" ? undefined : escapeValue(style.replace(/&/g, "&amp;"));
  }
  // A reference could hide what must not stand there.
  return kind === "drawing" && inDrawing && !/url\s*\(\s*[^#\s]|[&<>"]|javascript/i.test(value) ? value : undefined;
}

/** Nothing in it to mend: the commonest address by far. */
const PLAIN_WEB_ADDRESS = /^https?:\/\/\w[\w!$%'()*+,./:;=?@~#-]*$/;
const RASTER_DATA = /^data:image\/(?:png|gif|jpe?g|webp|avif|bmp);base64,[\w+/=\s]+$/i;

function cleanAddress(name: string, value: string, rule: ElementRule, { base, page, all }: Around): string | undefined {
  if (PLAIN_WEB_ADDRESS.test(value)) return value;
  const decoded = bareAddress(value.includes("&") ? decodeEntities(value) : value);
  if (decoded === "") return value === "" ? "" : undefined;
  if (name === "src" && rule.name === "img" && RASTER_DATA.test(decoded)) return decoded;
  const clean = absoluteUrl(decoded, decoded.startsWith("#") ? page : base);
  return clean === undefined ? (all ? escapeValue(value) : undefined) : escapeValue(clean.replace(/&/g, "&amp;"));
}

function cleanSrcset(value: string, base: string | undefined): string | undefined {
  const out: string[] = [];
  for (const part of decodeEntities(value).split(/,\s+|,(?=https?:)/, 32)) {
    const [address = "", descriptor] = part.trim().split(/\s+/, 2);
    const clean = absoluteUrl(address, base);
    if (clean !== undefined) out.push(descriptor !== undefined && /^[\d.]{1,9}[wxh]$/.test(descriptor) ? `${clean} ${descriptor}` : clean);
  }
  return out.length === 0 ? undefined : escapeValue(out.join(", ").replace(/&/g, "&amp;"));
}

function escapeValue(value: string): string {
  return /["<>]/.test(value) ? value.replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;") : value;
}
