import { authorsOf, nameOfPerson, type Person, peopleOf, personOf } from "./post-facts.ts";
import type { PostInput } from "./post-input.ts";
import { element, escapeRssText } from "./write-xml.ts";

/**
 * One author with a name and a mailbox is RSS's `author`; everybody else is a `dc:creator`. Not both in one item, which readers
 * take for two ways of saying the same (RSS profile, "author").
 */
export function writeAuthors(indent: string, post: PostInput, home: string | undefined): string {
  const people = authorsOf(post, home);
  const first = people[0];
  let out = "";
  if (first !== undefined) {
    const mail = people.length === 1 ? mailbox(first) : undefined;
    if (mail !== undefined) out += rssText(indent, "author", mail);
    else for (const person of people) out += rssText(indent, "dc:creator", creator(person));
    out += writePersonDetails(indent, people);
  }
  out += writeContributors(indent, peopleOf(post.contributors, home));
  const publisher = personOf(post.publisher, home);
  if (publisher !== undefined) out += rssText(indent, "dc:publisher", creator(publisher));
  return out;
}

export function writeContributors(indent: string, people: readonly Person[]): string {
  let out = "";
  for (const person of people) {
    if (person.role !== undefined && person.name !== undefined) continue;
    if (person.url === undefined && (person.email === undefined || person.name === undefined))
      out += rssText(indent, "dc:contributor", creator(person));
    else out += writePerson(indent, "atom:contributor", person);
  }
  return out;
}

/** What `author` and `dc:creator` have no room for, of the first person who has any such thing (an item may have one `atom:author`). */
export function writePersonDetails(indent: string, people: readonly Person[]): string {
  const alone = people.length === 1;
  const person = people.find(
    (p) => p.url !== undefined || (p.email !== undefined && p.name !== undefined && !(alone && mailbox(p) !== undefined)),
  );
  if (person === undefined) return "";
  return writePerson(indent, "atom:author", person);
}

function writePerson(indent: string, name: string, person: Person): string {
  const inner = `${indent}  `;
  return `${indent}<${name}>\n${element(inner, "atom:name", nameOfPerson(person))}${element(inner, "atom:uri", person.url)}${element(inner, "atom:email", person.email)}${indent}</${name}>\n`;
}

/** Names that stand in `mail (name)` without doubt where they begin and end. */
const MAIL_NAME = /^[\p{L}\p{N}](?:[^()\\<>"@]*[\p{L}\p{N}\p{M}.])?$/u;

export function mailbox(person: Person): string | undefined {
  return person.email !== undefined && person.name !== undefined && MAIL_NAME.test(person.name)
    ? `${person.email} (${person.name})`
    : undefined;
}

export function creator(person: Person): string {
  return person.name ?? person.email ?? person.url ?? "";
}

export function rssText(indent: string, name: string, text: string | undefined): string {
  return text === undefined || text === "" ? "" : `${indent}<${name}>${escapeRssText(text)}</${name}>\n`;
}
