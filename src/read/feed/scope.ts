import { absoluteUrl } from "../../values/html.ts";
import { LONGEST_BASE } from "../../values/url.ts";
import type { FeedElement } from "./element.ts";
import { NameTable, type QualifiedName } from "./name-table.ts";

/** What holds inside an element: namespaces, base, language. Shared by elements that say nothing of them. */
export class Scope {
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly #table: NameTable;
  /** By the words in which their tags say it. */
  #inner: { readonly words: string; readonly scope: Scope }[] | undefined = undefined;
  /** Those of elements that say nothing but what names mean. */
  #declaring: Map<NameTable, Scope> | undefined = undefined;

  private constructor(base: string | undefined, language: string | undefined, table: NameTable) {
    this.base = base;
    this.language = language;
    this.#table = table;
  }

  static root(base: string | undefined, language: string | undefined): Scope {
    return new Scope(base, language, NameTable.bare);
  }

  /** The scope of `element`, which stands in this one: its own name and what is inside it. */
  of(element: FeedElement): Scope {
    return element.scoped ? this.#find(element) : this;
  }

  #find(element: FeedElement): Scope {
    const tag = element.document.raw.slice(element.attributesStart, element.attributesEnd);
    const at = tag.indexOf("xml");
    // Feeds that declare on every element do it in the same words: those are compared where they stand.
    if (this.#inner !== undefined && isSpace(tag, at - 1)) {
      for (const { words, scope } of this.#inner) if (tag.startsWith(words, at) && tag.indexOf("xml", at + words.length) < 0) return scope;
    }
    const scope = this.#make(element);
    const words = element.isRoot ? undefined : scopingWords(tag);
    if (words !== undefined) {
      this.#inner ??= [];
      if (this.#inner.length < 8) this.#inner.push({ words, scope });
    }
    return scope;
  }

  #make(element: FeedElement): Scope {
    let { base, language } = this;
    const declared: string[] = [];
    const pairs = element.attributes();
    for (let i = 0; i < pairs.length; i += 2) {
      const name = pairs[i] as string;
      const value = pairs[i + 1] as string;
      if (name === "xmlns") declared.push("", value);
      else if (name.startsWith("xmlns:")) declared.push(name.slice(6), value);
      else if (name === "xml:base") base = resolveBase(value, base);
      else if (name === "xml:lang") language = readLanguage(value);
    }
    const table = this.#says(declared) ? this.#table.within(declared, element.isRoot) : this.#table;
    if (base !== this.base || language !== this.language) return new Scope(base, language, table);
    if (table === this.#table) return this;
    this.#declaring ??= new Map();
    let scope = this.#declaring.get(table);
    if (scope === undefined) {
      scope = new Scope(base, language, table);
      if (this.#declaring.size < 32) this.#declaring.set(table, scope);
    }
    return scope;
  }

  /** Whether declarations, given in pairs, say anything new. */
  #says(declared: readonly string[]): boolean {
    for (let i = 0; i < declared.length; i += 2) if (this.#table.prefixes.get(declared[i] as string) !== declared[i + 1]) return true;
    return false;
  }

  /** What the name of an element that stands in this scope means. */
  nameOf(element: FeedElement): QualifiedName {
    return this.of(element).name(element.name);
  }

  /** What a name means inside. */
  name(raw: string): QualifiedName {
    return this.#table.name(raw);
  }

  /** An address in a field, absolute where that can be told; `undefined` for unsafe ones. */
  url(href: string | undefined): string | undefined {
    if (href === undefined) return undefined;
    return absoluteUrl(href, this.base) || undefined;
  }
}

/** From the first to the last attribute of a tag that says something of the scope; `undefined` where they are not told apart so easily. */
function scopingWords(tag: string): string | undefined {
  const from = tag.indexOf("xml");
  const last = tag.lastIndexOf("xml");
  if (!isSpace(tag, from - 1) || !isSpace(tag, last - 1)) return undefined;
  const end = /^xml[^\s='"]*=(?:"[^"]*"|'[^']*')/.exec(tag.slice(last, last + 300));
  return end === null || last + end[0].length - from > 300 ? undefined : tag.slice(from, last + end[0].length);
}

function isSpace(tag: string, at: number): boolean {
  return at >= 0 && tag.charCodeAt(at) <= 32;
}

function resolveBase(value: string, base: string | undefined): string | undefined {
  const href = value.trim();
  if (href === "") return base;
  try {
    const url = /^[a-z][a-z0-9+.-]*:/i.test(href) ? new URL(href) : new URL(href, base);
    if (!/^(?:https?|ftp):$/.test(url.protocol) || url.href.length > LONGEST_BASE) return base;
    return /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : url.href;
  } catch {
    return base;
  }
}

/** BCP 47 as written, `_` mended; absent for what is none. */
export function readLanguage(value: string | undefined): string | undefined {
  const tag = value?.trim().replace(/_/g, "-");
  return tag !== undefined && /^[a-z]{1,8}(?:-[a-z0-9]{1,8}){0,12}$/i.test(tag) ? tag : undefined;
}
