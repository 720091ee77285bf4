import type { Content, TextConstruct } from "../../model/content.ts";
import type { Entry } from "../../model/entry.ts";
import { htmlToText } from "../../values/html.ts";
import { Carrier, lateField } from "../../values/late-field.ts";
import type { Mutable } from "./mutable.ts";

/** One body, decoded when its value is asked for. */
export interface LazyBody {
  /** `text`, `html`, `xhtml` or a media type. */
  readonly type: string;
  readonly value: string;
  readonly language?: string | undefined;
  readonly base?: string | undefined;
  readonly src?: string | undefined;
}

/** What the bodies of an entry are made from, and what has been made already. */
export class EntryTexts {
  /** Nearly all entries have one: no list is kept of that. */
  readonly #bodies: LazyBody | readonly LazyBody[];
  readonly summaryOf: { readonly plain: string; readonly isNotable: boolean; construct(): TextConstruct } | undefined;
  readonly constructs: { readonly [name: string]: TextConstruct } | undefined;
  #text: string | undefined | null = null;
  #contents: readonly Content[] | undefined;
  #details: Entry["details"] | null = null;

  constructor(bodies: readonly LazyBody[], summaryOf: EntryTexts["summaryOf"], constructs: EntryTexts["constructs"]) {
    this.#bodies = bodies.length === 1 ? (bodies[0] as LazyBody) : bodies;
    this.summaryOf = summaryOf;
    this.constructs = constructs;
  }

  get bodies(): readonly LazyBody[] {
    const bodies = this.#bodies;
    return "length" in bodies ? bodies : [bodies];
  }

  get html(): string | undefined {
    return this.bodies.find((body) => body.type === "html" || body.type === "xhtml")?.value || undefined;
  }

  get text(): string | undefined {
    if (this.#text === null) {
      const own = this.bodies.find((body) => body.type === "text")?.value;
      const { html } = this;
      this.#text = own || (html === undefined ? undefined : htmlToText(html)) || undefined;
    }
    return this.#text;
  }

  get summary(): string | undefined {
    return this.summaryOf?.plain || undefined;
  }

  get contents(): readonly Content[] {
    this.#contents ??= this.bodies.map(({ type, value, language, base, src }) => ({
      type,
      value,
      ...(language === undefined ? {} : { language }),
      ...(base === undefined ? {} : { base }),
      ...(src === undefined ? {} : { src }),
    }));
    return this.#contents;
  }

  get details(): Entry["details"] {
    if (this.#details === null) {
      const summary = this.summaryOf?.isNotable === true ? { summary: this.summaryOf.construct() } : undefined;
      this.#details = summary === undefined && this.constructs === undefined ? undefined : { ...this.constructs, ...summary };
    }
    return this.#details;
  }
}

class WithTexts extends Carrier {
  #texts: EntryTexts;
  constructor(entry: object, texts: EntryTexts) {
    super(entry);
    this.#texts = texts;
  }
  static of(entry: object): EntryTexts {
    return (entry as WithTexts).#texts;
  }
}

const HTML = lateField("html", function (this: object) { return WithTexts.of(this).html; }); // biome-ignore format: one line each
const TEXT = lateField("text", function (this: object) { return WithTexts.of(this).text; }); // biome-ignore format: one line each
const SUMMARY = lateField("summary", function (this: object) { return WithTexts.of(this).summary; }); // biome-ignore format: one line each
const CONTENTS = lateField("contents", function (this: object) { return WithTexts.of(this).contents; }); // biome-ignore format: one line each
const DETAILS = lateField("details", function (this: object) { return WithTexts.of(this).details; }); // biome-ignore format: one line each

/** Gives an entry its texts, as own enumerable accessors. Those that there is nothing for stay absent. */
export function defineTexts(entry: object, texts: EntryTexts): void {
  const { bodies } = texts;
  if (bodies.length === 0 && texts.summaryOf === undefined && texts.constructs === undefined) {
    (entry as { contents: readonly Content[] }).contents = [];
    return;
  }
  new WithTexts(entry, texts);
  let html = false;
  let text = false;
  for (const { type } of bodies) {
    if (type === "html" || type === "xhtml") html = true;
    else if (type === "text") text = true;
  }
  if (texts.summaryOf !== undefined) Object.defineProperty(entry, "summary", SUMMARY);
  if (html) Object.defineProperty(entry, "html", HTML);
  if (html || text) Object.defineProperty(entry, "text", TEXT);
  if (bodies.length > 0) Object.defineProperty(entry, "contents", CONTENTS);
  else (entry as { contents: readonly Content[] }).contents = [];
  if (texts.constructs !== undefined || texts.summaryOf?.isNotable === true) Object.defineProperty(entry, "details", DETAILS);
}

/**
 * An object of no class with room for an entry. Engines give an object the room that its constructor seems to need; one that begins
 * as `{}` is moved a dozen times while its fields are added.
 */
const Room = function (this: Record<string, unknown>, fill: boolean) {
  if (!fill) return;
  this.id =
    this.guid =
    this.guidIsPermalink =
    this.url =
    this.title =
    this.language =
    this.published =
    this.updated =
    this.html =
    this.text =
    this.summary =
    this.contents =
      undefined;
  this.bylines =
    this.contributors =
    this.tags =
    this.image =
    this.enclosures =
    this.links =
    this.elsewhere =
    this.comments =
    this.inReplyTo =
      undefined;
  this.podcast = this.chapters = this.extensions = this.from = undefined;
} as unknown as new (
  fill: boolean,
) => object;
Room.prototype = Object.prototype;

export function emptyEntry(): Mutable<Entry> {
  return new Room(false) as Mutable<Entry>;
}
