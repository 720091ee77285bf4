import { absoluteUrl } from "../../values/html.ts";
import type { FeedElement } from "./element.ts";
import { localName, ownCopy } from "./local-name.ts";
import { conventionalNamespace, knownNamespace } from "./namespaces.ts";

/** What an element's name means. */
export interface QualifiedName {
  /** Known prefix and lower-case local name (`dc:creator`); RSS's and Atom's own have none (`title`); `?` and the name for what is not modelled. */
  readonly key: string;
  /** It is Atom's. */
  readonly atom: boolean;
  readonly uri?: string;
  readonly prefix?: string;
  readonly local: string;
  /** The known prefix of its namespace; `""` for RSS's and Atom's own and for what is not modelled. */
  readonly family: string;
}

/** What names mean below a root, by the declarations of the root: the next copy of a feed, and the next feed of the same software, begin with the same. */
const ROOT_NAMES = new Map<string, Map<string, QualifiedName>>();

function namesOfRoot(declared: string): Map<string, QualifiedName> {
  let names = ROOT_NAMES.get(declared);
  if (names === undefined) {
    names = new Map();
    if (ROOT_NAMES.size >= 32) ROOT_NAMES.clear();
    if (declared.length < 4000) ROOT_NAMES.set(ownCopy(declared), names);
  }
  return names;
}

/** What holds inside an element: namespaces, base, language. Shared by elements that say nothing of them. */
export class Scope {
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #names: Map<string, QualifiedName>;
  /** The default namespace of the root: whatever it is, elements in it are the feed's own. */
  readonly #rootUri: string | undefined;
  /** By how tags that are like one another say it. */
  #inner: { readonly tag: string; readonly scope: Scope }[] | undefined;
  /** What names mean below elements in here that declare prefixes, by their declarations. */
  #namesInside: Map<string, Map<string, QualifiedName>> | undefined;

  constructor(
    base: string | undefined,
    language: string | undefined,
    prefixes: ReadonlyMap<string, string>,
    names: Map<string, QualifiedName>,
    rootUri: string | undefined,
  ) {
    this.base = base;
    this.language = language;
    this.#prefixes = prefixes;
    this.#names = names;
    this.#rootUri = rootUri;
  }

  static root(base: string | undefined, language: string | undefined): Scope {
    return new Scope(base, language, new Map(), new Map(), undefined);
  }

  /** The scope of `element`, which stands in this one: its own name and what is inside it. */
  of(element: FeedElement): Scope {
    return element.scoped ? this.#find(element) : this;
  }

  #find(element: FeedElement): Scope {
    const { raw } = element.document;
    const { attributesStart } = element;
    const length = element.attributesEnd - attributesStart;
    // Feeds that declare on every element do it in the same words: those are compared where they stand.
    if (this.#inner !== undefined) {
      for (const { tag, scope } of this.#inner) if (tag.length === length && raw.startsWith(tag, attributesStart)) return scope;
    }
    const scope = this.#make(element);
    if (length < 300 && !element.isRoot) {
      this.#inner ??= [];
      if (this.#inner.length < 8) this.#inner.push({ tag: raw.slice(attributesStart, attributesStart + length), scope });
    }
    return scope;
  }

  #make(element: FeedElement): Scope {
    let { base, language } = this;
    let prefixes: Map<string, string> | undefined;
    let declared = "";
    const pairs = element.attributes();
    for (let i = 0; i < pairs.length; i += 2) {
      const name = pairs[i] as string;
      const value = pairs[i + 1] as string;
      if (name === "xmlns" || name.startsWith("xmlns:")) {
        const prefix = name === "xmlns" ? "" : name.slice(6);
        if ((prefixes ?? this.#prefixes).get(prefix) === value) continue;
        prefixes ??= new Map(this.#prefixes);
        if (prefixes.size >= 1000) continue;
        prefixes.set(prefix, value);
        declared += `${prefix}=${value}\n`;
      } else if (name === "xml:base") base = resolveBase(value, base);
      else if (name === "xml:lang") language = readLanguage(value);
    }
    if (prefixes === undefined && base === this.base && language === this.language) return this;
    if (prefixes === undefined) return new Scope(base, language, this.#prefixes, this.#names, this.#rootUri);
    if (!element.isRoot) return new Scope(base, language, prefixes, this.#namesBelow(declared), this.#rootUri);
    return new Scope(base, language, prefixes, namesOfRoot(declared), prefixes.get(""));
  }

  #namesBelow(declared: string): Map<string, QualifiedName> {
    this.#namesInside ??= new Map();
    let names = this.#namesInside.get(declared);
    if (names === undefined) {
      names = new Map();
      if (this.#namesInside.size < 32) this.#namesInside.set(declared, names);
    }
    return names;
  }

  /** What the name of an element that stands in this scope means. */
  nameOf(element: FeedElement): QualifiedName {
    return (element.scoped ? this.#find(element) : this).name(element.name);
  }

  /** What a name means inside. */
  name(raw: string): QualifiedName {
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    const local = localName(raw);
    const prefix = raw.slice(0, Math.max(0, raw.length - local.length - 1));
    const uri = this.#prefixes.get(prefix);
    const found =
      uri === undefined
        ? prefix === ""
          ? ""
          : conventionalNamespace(prefix)
        : (knownNamespace(uri) ?? (prefix === "" && uri === this.#rootUri ? "" : undefined));
    const lower = local.toLowerCase();
    const name: QualifiedName = {
      key: ownCopy(found === undefined ? `?${raw}` : found === "" || found === "atom" ? lower : `${found}:${lower}`),
      atom: found === "atom",
      family: found === undefined || found === "atom" ? "" : found,
      local: ownCopy(local),
      ...(uri === undefined || uri === "" ? {} : { uri: ownCopy(uri) }),
      ...(prefix === "" ? {} : { prefix: ownCopy(prefix) }),
    };
    if (this.#names.size < 500 && raw.length < 80) this.#names.set(ownCopy(raw), name);
    return name;
  }

  /** An address in a field, absolute where that can be told; `undefined` for unsafe ones. */
  url(href: string | undefined): string | undefined {
    if (href === undefined) return undefined;
    return absoluteUrl(href, this.base) || undefined;
  }
}

function resolveBase(value: string, base: string | undefined): string | undefined {
  const href = value.trim();
  if (href === "") return base;
  try {
    const url = /^[a-z][a-z0-9+.-]*:/i.test(href) ? new URL(href) : new URL(href, base);
    return /^(?:https?|ftp):$/.test(url.protocol) ? (/^[a-z][a-z0-9+.-]*:/i.test(href) ? href : url.href) : base;
  } catch {
    return base;
  }
}

/** BCP 47 as written, `_` mended; absent for what is none. */
export function readLanguage(value: string | undefined): string | undefined {
  const tag = value?.trim().replace(/_/g, "-");
  return tag !== undefined && /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? tag : undefined;
}
