import type { Entry } from "../model/entry.ts";
import type { SeriesPart } from "../model/parts.ts";
import { readSeriesTitle, type SeriesForm } from "../values/series-title.ts";
import { hostOf } from "../values/url.ts";

/** What one entry says: its place in some series of its site. */
export interface Claim {
  readonly post: number;
  readonly entry: Entry;
  readonly site: string;
  /** Normalised name; `""` where the title gives only a number. */
  readonly key: string;
  readonly name: string | undefined;
  readonly part: number | undefined;
  readonly of: number | undefined;
  readonly season: number | undefined;
  readonly form: SeriesForm | "said";
  readonly certain: boolean;
  /** What stands in the title behind the number. */
  readonly rest: string | undefined;
  /** A word that as often counts other things, with its number spelled out: "post one". */
  readonly loose: boolean;
  readonly url: string | undefined;
  readonly parts: readonly SeriesPart[];
}

const NO_CLAIMS: readonly Claim[] = [];

/** @param post The place of the entry's post among all. */
export function claimsOf(entry: Entry, post: number): readonly Claim[] {
  const said = entry.series;
  const title = entry.title === undefined ? undefined : readSeriesTitle(entry.title);
  if (said === undefined && title === undefined) return NO_CLAIMS;
  const site = hostOf(entry.from.source) || entry.from.source || hostOf(entry.url);
  const base = { post, entry, site };
  if (said !== undefined && nameKey(said.name) !== "") {
    // Without a number of its own, the title's counts where it stands in a form that can be no other.
    const part = said.part ?? (title?.certain && title.season === undefined ? title.part : undefined);
    return [
      {
        ...base,
        key: nameKey(said.name),
        name: said.name,
        part,
        of: said.of ?? title?.of,
        season: undefined,
        form: "said",
        certain: true,
        rest: undefined,
        loose: false,
        url: said.url,
        parts: said.parts ?? [],
      },
    ];
  }
  if (title === undefined) return NO_CLAIMS;
  const named = title.name !== undefined && title.form !== "season";
  const key = named ? nameKey(title.name ?? "") : "";
  return [
    {
      ...base,
      key,
      name: named ? title.name : undefined,
      part: title.part,
      of: title.of,
      season: title.season,
      form: title.form,
      certain: title.certain || title.form === "season",
      rest: title.title,
      loose: title.loose,
      url: undefined,
      parts: [],
    },
  ];
}

/** The letters and digits of a name, without case, accents and a closing "series". */
export function nameKey(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:the|a|an|der|die|das|le|la|les|el|los|las|o|os|as) /, "")
    .replace(/ (?:series|serie|série|reihe|blog series)$/, "");
}

/**
 * Names under which an entry's claims meet those of others: entries without a common one, directly or over others, are never of one
 * series. For those who hold many claims and conclude only from the ones that a change can reach. Empty for an entry without a claim.
 */
export function seriesBlocks(entry: Entry): string[] {
  const blocks = new Set<string>();
  const add = (site: string, key: string) => blocks.add(`${site}\n${key.split(" ", 1)[0] ?? ""}`);
  for (const claim of claimsOf(entry, 0)) {
    add(claim.site, claim.key);
    for (const part of claim.parts) {
      const name = part.title === undefined ? undefined : readSeriesTitle(part.title)?.name;
      if (name !== undefined) add(claim.site, nameKey(name));
    }
  }
  return [...blocks];
}
