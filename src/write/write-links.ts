import type { Link } from "../model/parts.ts";
import { isNumber, line } from "./post-facts.ts";
import { mediaType, writeAddress, writeLanguage } from "./write-address.ts";
import { attribute } from "./write-xml.ts";

const IANA = "http://www.iana.org/assignments/relation/";

/** A relation as RFC 4287 §4.2.7.2 has it: a name of the registry, or an address. */
function relation(rel: string | undefined): string | undefined {
  let name = (rel ?? "alternate").trim();
  if (name.startsWith(IANA)) name = name.slice(IANA.length);
  if (/^[A-Za-z][A-Za-z0-9.-]*$/.test(name)) return name.toLowerCase();
  return name.includes(":") ? writeAddress(name, undefined) : undefined;
}

/**
 * The links that are to be written: those that fields of the model say (`own`) first, then what else was given. None twice,
 * and no two alternates of one type and language (RFC 4287 §4.1.1). What a given link says more about an own one is added to it.
 */
export function linksOf(
  own: readonly Link[],
  given: readonly Link[] | undefined,
  base: string | undefined,
  leaveOut: ReadonlySet<string>,
): readonly Link[] {
  if (given == null || given.length === 0) return own;
  const out: Link[] = [...own];
  const places = new Map<string, number>();
  own.forEach((link, i) => {
    places.set(`${link.rel} ${link.href}`, i);
  });
  for (const link of given) {
    const rel = relation(link.rel);
    const href = writeAddress(link.href, base);
    if (rel === undefined || href === undefined) continue;
    const key = `${rel} ${href}`;
    const place = places.get(key);
    const known = place === undefined ? undefined : out[place];
    if (place !== undefined && known !== undefined) {
      out[place] = { ...link, ...known };
      continue;
    }
    if (leaveOut.has(rel)) continue;
    places.set(key, out.length);
    out.push({ ...link, rel, href });
  }
  const alternates = new Set<string>();
  return out.filter((link) => {
    if (link.rel !== "alternate") return true;
    const kind = `${mediaType(link.type) ?? ""} ${writeLanguage(link.hreflang) ?? ""}`;
    if (alternates.has(kind)) return false;
    alternates.add(kind);
    return true;
  });
}

/** `<link …/>` under the name that it has here (`link` in Atom, `atom:link` in RSS). */
export function writeLink(indent: string, name: string, link: Link): string {
  return `${indent}<${name}${attribute("rel", link.rel)}${attribute("type", mediaType(link.type))}${attribute("hreflang", writeLanguage(link.hreflang))}${attribute("title", line(link.title))}${attribute("length", isNumber(link.length) ? Math.round(link.length) : undefined)} href="${link.href.replaceAll("&", "&amp;")}"/>\n`;
}
