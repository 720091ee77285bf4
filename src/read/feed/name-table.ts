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

const MOST_KEPT = 500;
let kept = 0;

/**
 * What names mean where the same prefixes are declared. Elements that declare in the same words share one, and so do documents: the
 * next copy of a feed, and the next feed of the same software, begin with the same.
 */
export class NameTable {
  readonly prefixes: ReadonlyMap<string, string>;
  /** The default namespace of the root: whatever it is, elements in it are the feed's own. */
  readonly #rootUri: string | undefined;
  readonly #names = new Map<string, QualifiedName>();
  #inner: Map<string, NameTable> | undefined = undefined;

  private constructor(prefixes: ReadonlyMap<string, string>, rootUri: string | undefined) {
    this.prefixes = prefixes;
    this.#rootUri = rootUri;
  }

  /** Of documents that declare nothing. */
  static readonly bare = new NameTable(new Map(), undefined);

  /** The one inside an element that declares prefixes, given in pairs of prefix and address. */
  within(declared: readonly string[], isRoot: boolean): NameTable {
    const key = declared.join("\n");
    const known = this.#inner?.get(key);
    if (known !== undefined) return known;
    const prefixes = new Map(this.prefixes);
    for (let i = 0; i < declared.length && prefixes.size < 1000; i += 2)
      prefixes.set(ownCopy(declared[i] as string), ownCopy(declared[i + 1] as string));
    const made = new NameTable(prefixes, isRoot ? prefixes.get("") : this.#rootUri);
    if (key.length > 4000) return made;
    if (++kept > MOST_KEPT) {
      kept = 1;
      NameTable.bare.#inner = undefined;
    }
    this.#inner ??= new Map();
    this.#inner.set(ownCopy(key), made);
    return made;
  }

  /** What a name means inside. */
  name(raw: string): QualifiedName {
    const known = this.#names.get(raw);
    if (known !== undefined) return known;
    const local = localName(raw);
    const prefix = raw.slice(0, Math.max(0, raw.length - local.length - 1));
    const uri = this.prefixes.get(prefix);
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
}
