import type { Byline } from "../../model/parts.ts";
import type { FeedElement } from "./element.ts";
import type { Scope } from "./scope.ts";

const EMAIL = /[^\s<>()[\]"',;:]{1,100}@[^\s<>()[\]"',;:@]{1,200}\.[^\s<>()[\]"',;:@.]{2,30}/;

/** What is longer is no name, and each entry of a feed would carry it. In characters. */
export const LONGEST_NAME = 600;

/** A person in one line: `mail (name)` as RSS has it, `name <mail>`, `name (mail)`, `mail`, `name`. */
export function readPerson(text: string | undefined): Byline | undefined {
  if (text === undefined || text === "") return undefined;
  const line = text.length > LONGEST_NAME ? text.slice(0, LONGEST_NAME) : text;
  if (!line.includes("@")) return { name: line };
  const match = EMAIL.exec(line);
  if (match === null) return { name: line };
  const email = match[0].replace(/^mailto:/i, "");
  const name = (line.slice(0, match.index) + line.slice(match.index + match[0].length))
    .replace(/mailto:/i, "")
    .replace(/\(\s*\)|<\s*>|\[\s*\]/g, " ")
    .trim()
    .replace(/^[-,;:("'<\s]+|[-,;:)"'>\s]+$/g, (edge) => (/[("<)>]/.test(edge) ? "" : edge.replace(/[-,;:'\s]/g, "")))
    .trim();
  return name === "" ? { email } : { name, email };
}

/** RFC 4287 §3.2: name, uri, email as elements (Atom 0.3: url); a bare text otherwise. */
export function readPersonElement(element: FeedElement, outer: Scope): Byline | undefined {
  if (element.children.length === 0) return readPerson(element.line());
  const scope = outer.of(element);
  let {
    name,
    email,
    url,
    image,
  }: { name?: string | undefined; email?: string | undefined; url?: string | undefined; image?: string | undefined } = {};
  for (const child of element.children) {
    const { key } = scope.nameOf(child);
    const inner = scope.of(child);
    if (key === "name" || key === "foaf:name") name ??= child.line();
    else if (key === "email") email ??= child.line()?.replace(/^mailto:/i, "");
    else if (key === "uri" && child.line() === "urn:offprint:nobody") return undefined;
    else if (key === "uri" || key === "url" || key === "homepage" || key === "foaf:homepage")
      url ??= inner.url(child.line() ?? child.attribute("resource"));
    else if (key === "foaf:mbox") email ??= child.attribute("resource")?.replace(/^mailto:/i, "");
    else if (key === "media:thumbnail" || /^\?.*(?:^|:)image$/.test(key))
      image ??= inner.url(child.attribute("url") ?? child.attribute("src"));
    else if (key === "rdf:description" || key === "foaf:person") {
      const inside = readPersonElement(child, scope);
      name ??= inside?.name;
      email ??= inside?.email;
      url ??= inside?.url;
    }
  }
  if (name !== undefined && email === undefined && name.includes("@")) {
    const parsed = readPerson(name);
    if (parsed?.email !== undefined && parsed.name !== undefined) ({ name, email } = parsed);
  }
  return makePerson(name, email, url, image);
}

function makePerson(
  name: string | undefined,
  email?: string | undefined,
  url?: string | undefined,
  image?: string | undefined,
): Byline | undefined {
  if (name === undefined && email === undefined && url === undefined) return undefined;
  return {
    ...(name === undefined ? {} : { name: name.slice(0, LONGEST_NAME) }),
    ...(url === undefined ? {} : { url }),
    ...(email === undefined ? {} : { email }),
    ...(image === undefined ? {} : { image }),
  };
}

/** Nobody signs with more; each is compared with all. */
const MAX_PERSONS = 200;

/** Adds a person unless the same one is there; fills in what a fuller mention of the same name knows. */
export function addPerson(list: Byline[], person: Byline | undefined): void {
  if (person === undefined || list.length >= MAX_PERSONS) return;
  for (let i = 0; i < list.length; i++) {
    const at = list[i] as Byline;
    const same =
      at.name !== undefined && person.name !== undefined
        ? at.name.toLowerCase() === person.name.toLowerCase()
        : at.email !== undefined && at.email === person.email;
    if (!same) continue;
    list[i] = { ...person, ...at };
    return;
  }
  if (list.length < MAX_PERSONS) list.push(person);
}
