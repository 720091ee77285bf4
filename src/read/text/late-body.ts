import type { Content } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import type { Elsewhere } from "../../model/parts.ts";
import { Carrier, lateField } from "../../values/late-field.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import type { LineFacts } from "./page-line.ts";
import { type PostBody, postBody } from "./post-body.ts";

/** The lines that a post's text is made of when somebody asks for it. */
export interface BodySource {
  readonly lines: readonly LineFacts[];
  /** Whether the page has blank lines between paragraphs. */
  readonly spaced: boolean;
  /** What may say where else it stood. */
  readonly notes: string;
  readonly url: string | undefined;
}

/** Hides the lines in the entry, and what has been made of them. */
class WithBody extends Carrier {
  #source: BodySource | undefined;
  #body: PostBody | undefined;
  #contents: readonly Content[] | undefined;
  #notes: string | undefined;
  readonly #url: string | undefined;
  #elsewhere: readonly Elsewhere[] | undefined;

  constructor(entry: object, source: BodySource) {
    super(entry);
    this.#source = source;
    this.#notes = source.notes;
    this.#url = source.url;
  }

  static body(entry: object): PostBody {
    const own = entry as WithBody;
    if (own.#body === undefined) {
      const { lines, spaced } = own.#source as BodySource;
      own.#body = postBody(lines, spaced);
      own.#source = undefined;
    }
    return own.#body;
  }

  static contents(entry: object): readonly Content[] {
    const own = entry as WithBody;
    own.#contents ??= [{ type: "html", value: WithBody.body(entry).html }];
    return own.#contents;
  }

  static elsewhere(entry: object): readonly Elsewhere[] {
    const own = entry as WithBody;
    if (own.#elsewhere === undefined) {
      own.#elsewhere = findPublicationNotes(own.#notes as string, { url: own.#url });
      own.#notes = undefined;
    }
    return own.#elsewhere;
  }
}

const HTML = lateField("html", function (this: object) { return WithBody.body(this).html; }); // biome-ignore format: one line each
const TEXT = lateField("text", function (this: object) { return WithBody.body(this).text; }); // biome-ignore format: one line each
const CONTENTS = lateField("contents", function (this: object) { return WithBody.contents(this); }); // biome-ignore format: one line each
const ELSEWHERE = lateField("elsewhere", function (this: object) { return WithBody.elsewhere(this); }); // biome-ignore format: one line each

/** Gives an entry its text, as own enumerable accessors; without lines it has none. */
export function defineBody(entry: Entry, source: BodySource): Entry {
  new WithBody(entry, source);
  Object.defineProperty(entry, "elsewhere", ELSEWHERE);
  if (source.lines.length === 0) return entry;
  Object.defineProperty(entry, "contents", CONTENTS);
  Object.defineProperty(entry, "html", HTML);
  Object.defineProperty(entry, "text", TEXT);
  return entry;
}
