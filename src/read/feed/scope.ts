import { absoluteUrl } from "../../values/html.ts";
import { type FeedElement, localName } from "./element.ts";
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
}

/** What holds inside an element: namespaces, base, language. Shared by elements that say nothing of them. */
export class Scope {
  readonly base: string | undefined;
  readonly language: string | undefined;
  readonly #prefixes: ReadonlyMap<string, string>;
  readonly #names: Map<string, QualifiedName>;
  /** The default namespace of the root: whatever it is, elements in it are the feed's own. */
  readonly #rootUri: string | undefined;

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

  /** The scope inside `element`, which stands in this one. */
  of(element: FeedElement): Scope {
    if (!element.hasAttributes) return this;
    const tag = element.source.slice(element.attributesStart, element.attributesEnd);
    if (!/xmlns|xml:|\bbase\s*=/i.test(tag)) return this;
    let { base, language } = this;
    let prefixes: Map<string, string> | undefined;
    for (const { name, value } of element.attributes()) {
      if (name === "xmlns" || name.startsWith("xmlns:")) {
        prefixes ??= new Map(this.#prefixes);
        if (prefixes.size < 1000) prefixes.set(name === "xmlns" ? "" : name.slice(6), value);
      } else if (name === "xml:base") {
        base = resolveBase(value, base);
      } else if (name === "xml:lang") language = readLanguage(value);
    }
    if (prefixes === undefined && base === this.base && language === this.language) return this;
    const rootUri = element.parent === undefined ? (prefixes ?? this.#prefixes).get("") : this.#rootUri;
    return new Scope(base, language, prefixes ?? this.#prefixes, prefixes === undefined ? this.#names : new Map(), rootUri);
  }

  /** What the name of an element inside means. */
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
      key: found === undefined ? `?${raw}` : found === "" || found === "atom" ? lower : `${found}:${lower}`,
      atom: found === "atom",
      local,
      ...(uri === undefined || uri === "" ? {} : { uri }),
      ...(prefix === "" ? {} : { prefix }),
    };
    if (this.#names.size < 10_000) this.#names.set(raw, name);
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
    const url = new URL(href, base);
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
