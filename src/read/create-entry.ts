import type { Entry } from "../model/entry.ts";
import { hashTexts } from "../values/hash.ts";
import { htmlToText } from "../values/html.ts";
import { Carrier, lateField } from "../values/late-field.ts";

/** What `createEntry` takes: any part of an entry. */
export type EntryInput = { readonly [K in keyof Entry]?: Entry[K] | undefined };

/**
 * An entry from data that somebody already has, or from the JSON of one that was read before.
 * What is missing is filled in: an id from the source and the guid (else the address, else title and day), empty arrays,
 * `text` made from `html` on first use. `html` is taken as it is.
 */
export function createEntry(input: EntryInput): Entry {
  const { id, html, text, from } = input;
  const entry: Record<string, unknown> = {
    id: id ?? entryId(from?.source, input),
    contributors: [],
    bylines: [],
    tags: [],
    enclosures: [],
    links: [],
    elsewhere: [],
    inReplyTo: [],
    chapters: [],
    extensions: [],
    contents: html ? [{ type: "html", value: html }] : text ? [{ type: "text", value: text }] : [],
    from: from ?? { format: "data" },
  };
  const keys = Object.keys(input);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as keyof EntryInput;
    if (key === "id" || key === "html" || key === "text" || key === "from") continue;
    const value: unknown = input[key];
    if (value !== undefined && value !== null && value !== "") entry[key] = value;
  }
  if (html) entry.html = html;
  if (text) entry.text = text;
  else if (html) {
    new WithHtml(entry, html);
    Object.defineProperty(entry, "text", TEXT);
  }
  return entry as unknown as Entry;
}

/** Hides the HTML that a text is made of in the entry that has it. */
class WithHtml extends Carrier {
  readonly #html: string;
  #text: string | undefined;

  constructor(entry: object, html: string) {
    super(entry);
    this.#html = html;
  }

  static textOf(entry: object): string | undefined {
    const own = entry as WithHtml;
    own.#text ??= htmlToText(own.#html);
    return own.#text || undefined;
  }
}

const TEXT = lateField("text", function (this: object) { return WithHtml.textOf(this); }); // biome-ignore format: one line

/** The id of an entry: the same source and the same guid (else address, else title and day) give the same one. */
export function entryId(
  source: string | undefined,
  entry: Pick<EntryInput, "guid" | "url" | "title" | "published" | "html" | "text" | "summary">,
): string {
  const own =
    entry.guid ??
    entry.url ??
    `${entry.title ?? ""}\n${entry.published?.slice(0, 10) ?? ""}\n${entry.title ? "" : (entry.summary ?? entry.html ?? entry.text ?? "")}`;
  if (source !== lastSource) {
    lastSource = source;
    lastBefore = `${source ?? ""}\n`;
  }
  return hashTexts(lastBefore, own);
}

/** Entries come by the source: what stands before their own part is joined once for all. */
let lastSource: string | undefined;
let lastBefore = "\n";
