import type { Entry } from "../../model/entry.ts";
import type { ReadOptions } from "../../model/reading.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { createEntry } from "../create-entry.ts";
import { headings } from "./dated-titles.ts";
import { definePost } from "./late-post.ts";
import type { LineFacts } from "./line-facts.ts";
import { postBody } from "./post-body.ts";
import { postDates } from "./post-dates.ts";
import { bodyRange } from "./post-lines.ts";
import { postPeople, withSoleAuthor } from "./post-people.ts";
import { postRegions } from "./post-regions.ts";

/** Entries of a page whose titles are known. */
export function buildEntries(lines: readonly LineFacts[], titles: readonly number[], spaced: boolean, options: ReadOptions): Entry[] {
  const regions = postRegions(lines, titles);
  const named = headings(lines, titles);
  const dates = postDates(lines, regions);
  const people = withSoleAuthor(postPeople(lines, regions, dates));
  const { language, url } = options;
  return regions.map((region, k) => {
    const title = named[k] as string;
    const date = dates[k];
    const signed = people[k]?.lines ?? [];
    const body = bodyRange(lines, region, date ? [...signed, date.line] : signed, regions.length);
    const published = date?.mention.readings[0];
    const entry = createEntry({
      title,
      ...(published !== undefined && { published }),
      ...(language !== undefined && { language }),
      from: { format: "text", locator: `line ${(lines[region.title] as LineFacts).line + 1}`, ...(url !== undefined && { source: url }) },
    });
    return definePost(entry, { lines, region, body, title, bylines: people[k]?.bylines ?? [], spaced, url });
  });
}

/** A text without a title, as one entry. */
export function untitledEntry(lines: readonly LineFacts[], spaced: boolean, options: ReadOptions): Entry {
  const body = postBody(lines, spaced);
  return createEntry({
    ...(options.language !== undefined && { language: options.language }),
    ...(body.text !== "" && { text: body.text, html: body.html }),
    elsewhere: findPublicationNotes(body.text, { url: options.url }),
    from: { format: "text", locator: "line 1", ...(options.url !== undefined && { source: options.url }) },
  });
}
