import { localName, ownCopy } from "./local-name.ts";

/** Elements whose content may be markup: it is left to be read as one text. */
const OPAQUE = new Set(
  "description encoded content summary body fullitem title subtitle tagline rights copyright info content_encoded div".split(" "),
);
const ENTRIES = new Set(["item", "entry"]);

/** What a walk needs to know of an element's name. */
export interface ElementName {
  /** As written, with its prefix. */
  readonly name: string;
  /** Its place in `ElementNames.list`. */
  readonly id: number;
  readonly opaque: boolean;
  readonly entry: boolean;
  /** It is text inside an entry only: OPML has a `body` of its own. */
  readonly inEntry: boolean;
  /** Letters beyond ASCII, which stand as bytes in a document that is not decoded. */
  readonly beyondAscii: boolean;
}

const MOST = 1000;

/** Names come in the same few forms, in all feeds: each is cut out of a document once. */
export class ElementNames {
  readonly list: ElementName[] = [];
  readonly #byName = new Map<string, ElementName>();
  /** The same, found by length and three letters without cutting the name out of the document. */
  readonly #recent = new Array<ElementName | undefined>(256).fill(undefined);

  /** Those of all documents, until there are too many of them. */
  static get shared(): ElementNames {
    if (shared.list.length > MOST) shared = new ElementNames();
    return shared;
  }

  at(source: string, from: number, to: number): ElementName {
    const slot =
      ((to - from) * 37 + source.charCodeAt(from) * 5 + source.charCodeAt(to - 1) * 11 + source.charCodeAt((from + to) >> 1)) & 255;
    const seen = this.#recent[slot];
    if (seen !== undefined && seen.name.length === to - from && source.startsWith(seen.name, from)) return seen;
    const written = source.slice(from, to);
    const found = this.#byName.get(written) ?? this.#add(written);
    this.#recent[slot] = found;
    return found;
  }

  #add(written: string): ElementName {
    const name = ownCopy(written);
    const local = localName(name).toLowerCase();
    const prefix = name.length > local.length ? name.slice(0, name.length - local.length - 1).toLowerCase() : "";
    const made: ElementName = {
      name,
      id: this.list.length,
      opaque: OPAQUE.has(local) && !(prefix === "media" && local === "content") && !(local === "info" && prefix !== ""),
      entry: ENTRIES.has(local),
      inEntry: local === "body" || local === "div",
      beyondAscii: /[^\u0000-\u007f]/.test(name),
    };
    this.list.push(made);
    this.#byName.set(name, made);
    return made;
  }
}

let shared = new ElementNames();
