import type { Entry } from "../../model/entry.ts";
import type { Link } from "../../model/parts.ts";
import { Carrier, type LateField, lateField } from "../../values/late-field.ts";
import { FeedElement, NO_ELEMENTS } from "./element.ts";
import type { FeedContext } from "./feed-context.ts";
import { type LateFields, readLateFields } from "./late-fields.ts";
import { CHAPTERS, COMMENTS, CONTRIBUTORS, ENCLOSURES, EXTENSIONS, GEO, IMAGE, LICENSE, MEDIA, PODCAST, REPLIES, SERIES, SOURCE, TAGS } from "./late-kinds.ts"; // biome-ignore format: a list
import type { Mutable } from "./mutable.ts";
import type { Outline } from "./outline.ts";
import type { Scope } from "./scope.ts";

/** Where the late fields of an entry are read from, and what has been read. */
export class LateSource {
  readonly #outline: Outline;
  readonly #row: number;
  readonly scope: Scope;
  readonly context: FeedContext;
  readonly links: readonly Link[];
  #fields: LateFields | undefined = undefined;

  constructor(element: FeedElement, scope: Scope, context: FeedContext, links: readonly Link[]) {
    this.#outline = element.outline;
    this.#row = element.row;
    this.scope = scope;
    this.context = context;
    this.links = links;
  }

  get fields(): LateFields {
    this.#fields ??= readLateFields(new FeedElement(this.#outline, this.#row), this.scope, this.context, this.links);
    return this.#fields;
  }
}

class WithLate extends Carrier {
  #late: LateSource;
  constructor(entry: object, late: LateSource) {
    super(entry);
    this.#late = late;
  }
  static of(entry: object): LateFields {
    return (entry as WithLate).#late.fields;
  }
}

function field<Name extends keyof LateFields & keyof Entry>(
  name: Name,
  get: (this: object) => unknown,
): { readonly name: Name; readonly accessor: LateField } {
  return { name, accessor: lateField(name, get) };
}

const LISTS = [
  { kind: CONTRIBUTORS, ...field("contributors", function (this: object) { return WithLate.of(this).contributors; }) },
  { kind: TAGS, ...field("tags", function (this: object) { return WithLate.of(this).tags; }) },
  { kind: ENCLOSURES, ...field("enclosures", function (this: object) { return WithLate.of(this).enclosures; }) },
  { kind: REPLIES, ...field("inReplyTo", function (this: object) { return WithLate.of(this).inReplyTo; }) },
  { kind: CHAPTERS, ...field("chapters", function (this: object) { return WithLate.of(this).chapters; }) },
  { kind: EXTENSIONS, ...field("extensions", function (this: object) { return WithLate.of(this).extensions; }) },
] as const; // biome-ignore format: one line each
const SINGLES = [
  { kind: SERIES, ...field("series", function (this: object) { return WithLate.of(this).series; }) },
  { kind: IMAGE, ...field("image", function (this: object) { return WithLate.of(this).image; }) },
  { kind: LICENSE, ...field("license", function (this: object) { return WithLate.of(this).license; }) },
  { kind: SOURCE, ...field("source", function (this: object) { return WithLate.of(this).source; }) },
  { kind: COMMENTS, ...field("comments", function (this: object) { return WithLate.of(this).comments; }) },
  { kind: GEO, ...field("geo", function (this: object) { return WithLate.of(this).geo; }) },
  { kind: MEDIA, ...field("media", function (this: object) { return WithLate.of(this).media; }) },
  { kind: PODCAST, ...field("podcast", function (this: object) { return WithLate.of(this).podcast; }) },
] as const; // biome-ignore format: one line each

/** Gives an entry the fields of those `kinds` that its elements may have something for; lists that have nothing are empty. */
export function defineLate(entry: Mutable<Entry>, kinds: number, late: LateSource | undefined): void {
  if (late !== undefined) new WithLate(entry, late);
  const lists = entry as Record<string, unknown>;
  for (const { kind, name, accessor } of LISTS) {
    if ((kinds & kind) === 0) lists[name] = NO_ELEMENTS;
    else Object.defineProperty(entry, name, accessor);
  }
  if ((kinds & ~LISTED) !== 0)
    for (const { kind, name, accessor } of SINGLES) if ((kinds & kind) !== 0) Object.defineProperty(entry, name, accessor);
}

const LISTED = LISTS.reduce((kinds, { kind }) => kinds | kind, 0);
