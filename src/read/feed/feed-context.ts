import type { EntryFormat } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { Timestamp } from "../../model/timestamp.ts";
import { parseMachineDate } from "../../values/machine-date.ts";
import { PlaceFinder } from "../../values/place-finder.ts";
import type { SourceText } from "../../values/source-text.ts";
import type { FeedElement } from "./element.ts";

const MAX_NOTICES = 200;

/** What every part of reading one feed shares. */
export class FeedContext {
  readonly format: EntryFormat;
  readonly sanitize: boolean;
  /** The source that entries name. */
  readonly from: string | undefined;
  /** What tells its entries from those of others, in their ids: the source, or what there is instead. */
  readonly identity: string | undefined;
  readonly notices: Notice[] = [];
  readonly #places: PlaceFinder;

  constructor(document: SourceText, format: EntryFormat, sanitize: boolean, from: string | undefined, identity = from) {
    this.#places = new PlaceFinder(document);
    this.format = format;
    this.sanitize = sanitize;
    this.from = from;
    this.identity = identity;
  }

  notice(code: string, severity: Notice["severity"], offset: number | undefined, detail?: Notice["detail"], path?: string): void {
    if (this.notices.length >= MAX_NOTICES) return;
    const place =
      offset === undefined
        ? path === undefined
          ? undefined
          : { path }
        : { ...this.#places.at(offset), ...(path === undefined ? {} : { path }) };
    this.notices.push({ code, severity, ...(detail === undefined ? {} : { detail }), ...(place === undefined ? {} : { place }) });
  }

  date(element: FeedElement): Timestamp | undefined {
    const text = element.line();
    if (text === undefined) return undefined;
    const date = parseMachineDate(text);
    if (date === undefined) this.notice("invalid-date", "warning", element.innerStart, { value: text.slice(0, 100) }, element.name);
    return date;
  }
}
