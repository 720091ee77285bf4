/** The customary prefix of every namespace that is written. */
export const NAMESPACES = {
  atom: "http://www.w3.org/2005/Atom",
  content: "http://purl.org/rss/1.0/modules/content/",
  dc: "http://purl.org/dc/elements/1.1/",
  dcterms: "http://purl.org/dc/terms/",
  media: "http://search.yahoo.com/mrss/",
  itunes: "http://www.itunes.com/dtds/podcast-1.0.dtd",
  podcast: "https://podcastindex.org/namespace/1.0",
  psc: "http://podlove.org/simple-chapters",
  thr: "http://purl.org/syndication/thread/1.0",
  slash: "http://purl.org/rss/1.0/modules/slash/",
  wfw: "http://wellformedweb.org/CommentAPI/",
  georss: "http://www.georss.org/georss",
  fh: "http://purl.org/syndication/history/1.0",
  app: "http://www.w3.org/2007/app",
  xhtml: "http://www.w3.org/1999/xhtml",
} as const;

type Prefix = keyof typeof NAMESPACES;

/**
 * Which prefixes are declared above, and which the element in hand uses besides. Rare namespaces are declared on the item that
 * needs them: so a feed can be streamed without knowing what is to come, and a plain one is not littered with declarations.
 */
export class Scope {
  readonly #above: ReadonlySet<string>;
  readonly #used: Prefix[] = [];

  constructor(above: Iterable<string>) {
    this.#above = new Set(above);
  }

  /** Says that the prefix is used here, and returns it with its colon. */
  use(prefix: Prefix): string {
    if (!this.#above.has(prefix) && !this.#used.includes(prefix)) this.#used.push(prefix);
    return `${prefix}:`;
  }

  /** Whether a prefix means one of ours here, so that a foreign namespace must not take it. */
  has(prefix: string): boolean {
    return this.#above.has(prefix) || Object.hasOwn(NAMESPACES, prefix);
  }

  get used(): readonly Prefix[] {
    return this.#used;
  }

  /** The declarations that the element needs, and a clean slate for the next one. */
  declare(): string {
    if (this.#used.length === 0) return "";
    let out = "";
    for (const prefix of this.#used) out += ` xmlns:${prefix}="${NAMESPACES[prefix]}"`;
    this.#used.length = 0;
    return out;
  }
}
