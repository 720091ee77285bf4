import type { Content } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import { htmlToText, sanitizeHtml } from "../../values/html.ts";
import { Carrier, lateField } from "../../values/late-field.ts";
import type { SourceText } from "../../values/source-text.ts";
import { withoutForbidden } from "../../values/xml-text.ts";

/** The bodies of an item: cleaned, and made text, when somebody asks. */
class JsonBodies {
  readonly #html: string | undefined;
  readonly #plain: string | undefined;
  readonly #language: string | undefined;
  readonly #base: string | undefined;
  readonly #page: string | undefined;
  readonly #sanitize: boolean;
  readonly #bytes: SourceText | undefined;
  #clean: string | undefined;
  #text: string | undefined | null = null;
  #contents: readonly Content[] | undefined;

  constructor(
    html: string | undefined,
    plain: string | undefined,
    language: string | undefined,
    page: string | undefined,
    around: BodyContext,
  ) {
    this.#html = html;
    this.#plain = plain;
    this.#language = language;
    this.#base = around.base;
    this.#page = page;
    this.#sanitize = around.sanitize;
    this.#bytes = around.bytes;
  }

  get #safe(): string {
    this.#clean ??= sanitizeHtml(this.#decode(this.#html as string).trim(), {
      base: this.#base,
      page: this.#page,
      allowAll: !this.#sanitize,
    });
    return this.#clean;
  }

  get #ownText(): string {
    return this.#plain === undefined ? "" : withoutForbidden(this.#decode(this.#plain)).trim();
  }

  #decode(text: string): string {
    return this.#bytes === undefined ? text : this.#bytes.decode(text);
  }

  get html(): string | undefined {
    return this.#html === undefined ? undefined : this.#safe || undefined;
  }

  get text(): string | undefined {
    if (this.#text === null) {
      const { html } = this;
      this.#text = this.#ownText || (html === undefined ? undefined : htmlToText(html)) || undefined;
    }
    return this.#text;
  }

  get contents(): readonly Content[] {
    if (this.#contents === undefined) {
      const language = this.#language === undefined ? {} : { language: this.#language };
      const base = this.#base === undefined ? {} : { base: this.#base };
      const contents: Content[] = [];
      if (this.#html !== undefined) contents.push({ type: "html", value: this.#safe, ...language, ...base });
      if (this.#plain !== undefined) contents.push({ type: "text", value: this.#ownText, ...language });
      this.#contents = contents;
    }
    return this.#contents;
  }
}

interface BodyContext {
  readonly base: string | undefined;
  readonly sanitize: boolean;
  /** How to decode them, where they are still bytes. */
  readonly bytes: SourceText | undefined;
}

class WithBodies extends Carrier {
  #bodies: JsonBodies;
  constructor(entry: object, bodies: JsonBodies) {
    super(entry);
    this.#bodies = bodies;
  }
  static of(entry: object): JsonBodies {
    return (entry as WithBodies).#bodies;
  }
}

const HTML = lateField("html", function (this: object) { return WithBodies.of(this).html; }); // biome-ignore format: one line each
const TEXT = lateField("text", function (this: object) { return WithBodies.of(this).text; }); // biome-ignore format: one line each
const CONTENTS = lateField("contents", function (this: object) { return WithBodies.of(this).contents; }); // biome-ignore format: one line each

/** Gives an entry its bodies, as own enumerable accessors; those that there is nothing for stay absent. */
export function defineBodies(entry: object, html: unknown, plain: unknown, language: string | undefined, around: BodyContext): void {
  const ownHtml = typeof html === "string" && html !== "" ? html : undefined;
  const ownText = typeof plain === "string" && plain !== "" ? plain : undefined;
  if (ownHtml === undefined && ownText === undefined) {
    (entry as { contents: Entry["contents"] }).contents = [];
    return;
  }
  new WithBodies(entry, new JsonBodies(ownHtml, ownText, language, (entry as Entry).url, around));
  if (ownHtml !== undefined) Object.defineProperty(entry, "html", HTML);
  Object.defineProperty(entry, "text", TEXT);
  Object.defineProperty(entry, "contents", CONTENTS);
}
