import type { Entry } from "../../model/entry.ts";
import type { SeriesClaim } from "../../model/parts.ts";
import { Carrier, lateField } from "../../values/late-field.ts";
import { readSeriesClaim } from "../../values/series-list.ts";

/** Hides in an entry the HTML that may name its series. */
class WithShown extends Carrier {
  readonly #shown: string;
  #series: SeriesClaim | undefined | null = null;

  constructor(entry: Entry, shown: string) {
    super(entry);
    this.#shown = shown;
  }

  static seriesOf(entry: object): SeriesClaim | undefined {
    const own = entry as WithShown & Entry;
    if (own.#series === null) own.#series = readSeriesClaim(own.title, own.#shown || undefined);
    return own.#series;
  }
}

const SERIES = lateField("series", function (this: object) { return WithShown.seriesOf(this); }); // biome-ignore format: one line

/** Give an entry its series, looked for when somebody asks: titles that count are many, and most readers never do. */
export function defineSeries(entry: Entry, shown: string): void {
  new WithShown(entry, shown);
  Object.defineProperty(entry, "series", SERIES);
}
