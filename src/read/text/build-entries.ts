import type { Entry } from "../../model/entry.ts";
import type { Byline, Tag } from "../../model/parts.ts";
import type { ReadOptions } from "../../model/reading.ts";
import { readBio } from "../../values/byline.ts";
import { findPublicationNotes } from "../../values/publication-note.ts";
import { readSeriesClaim } from "../../values/series-list.ts";
import { createEntry } from "../create-entry.ts";
import { headings } from "./dated-titles.ts";
import { defineBody } from "./late-body.ts";
import type { LineFacts } from "./line-facts.ts";
import { findBio } from "./post-bio.ts";
import { postBody } from "./post-body.ts";
import { postDates } from "./post-dates.ts";
import { postPeople, withSoleAuthor } from "./post-people.ts";
import { type PostRegion, postRegions } from "./post-regions.ts";
import { postTags } from "./post-tags.ts";

/** Never a part of what the author wrote, wherever in the post it stands. */
const PRINT = new Set(["more", "social", "page"]);
/** Print only where it stands before the text or after it. */
const EDGE = new Set(["date", "meta", "dated", "byline", "filed", "count", "mark", "chrome"]);

/** Entries of a page whose titles are known. */
export function buildEntries(lines: readonly LineFacts[], titles: readonly number[], spaced: boolean, options: ReadOptions): Entry[] {
  const regions = postRegions(lines, titles);
  const named = headings(lines, titles);
  const dates = postDates(lines, regions);
  const people = withSoleAuthor(postPeople(lines, regions, dates));
  return regions.map((region, k) => {
    const title = lines[region.title] as LineFacts;
    const heading = named[k] as string;
    const used = new Set<number>(people[k]?.lines);
    const date = dates[k];
    if (date) used.add(date.line);
    const inside = bodyLines(lines, region, used, regions.length);
    const bio = findBio(inside, people[k]?.bylines ?? []);
    const kept = bio ? inside.slice(0, bio.from) : inside;
    const bylines = withHandles(withBio(people[k]?.bylines ?? [], bio), heading);
    // Notes and lists of a series stand at the beginning or at the end; the middle is not searched.
    const ends = inside.length > 24 ? [...inside.slice(0, 6), ...inside.slice(-18)] : inside;
    const all = ends.map((l) => l.text).join("\n\n");
    const series = readSeriesClaim(heading, all);
    const published = date?.mention.readings[0];
    const tags: Tag[] = postTags(lines, region);
    const entry = createEntry({
      title: heading,
      ...(published !== undefined && { published }),
      ...(options.language !== undefined && { language: options.language }),
      bylines,
      tags,
      ...(series && { series }),
      from: { format: "text", locator: `line ${title.line + 1}`, ...(options.url !== undefined && { source: options.url }) },
    });
    return defineBody(entry, { lines: kept, spaced, notes: all, url: options.url });
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

/** The lines of a post that its author wrote. */
function bodyLines(lines: readonly LineFacts[], region: PostRegion, used: ReadonlySet<number>, posts: number): LineFacts[] {
  let from = region.title + 1;
  let to = region.end;
  const often = Math.max(3, posts * 0.8);
  let dropped = 0;
  const edge = (i: number) => {
    const line = lines[i] as LineFacts;
    if (used.has(i) || EDGE.has(line.kind) || PRINT.has(line.kind)) return true;
    return line.repeats >= often && line.size < 40 && line.kind === "short" && dropped++ < 4;
  };
  while (from < to && edge(from)) from++;
  // A label or a name between the title and its date is print too; a teaser is not.
  for (let i = from; i < Math.min(to, from + 4); i++) {
    const line = lines[i] as LineFacts;
    if (used.has(i)) from = i + 1;
    else if (!edge(i) && (line.kind !== "short" || line.size > 40)) break;
  }
  while (from < to && edge(from)) from++;
  dropped = 0;
  while (to > from && edge(to - 1)) to--;
  const out: LineFacts[] = [];
  for (let i = from; i < to; i++) {
    const line = lines[i] as LineFacts;
    if (!used.has(i) && !PRINT.has(line.kind)) out.push(line);
  }
  return out;
}

/** With the handle that the title gives beside the name: "Ada Byron @ada joins …". */
function withHandles(bylines: readonly Byline[], title: string): readonly Byline[] {
  if (!title.includes("@")) return bylines;
  return bylines.map((byline) => {
    const at = byline.name === undefined || byline.handle !== undefined ? -1 : title.toLowerCase().indexOf(byline.name.toLowerCase());
    if (at < 0) return byline;
    const handle = /^[\s(]{0,3}(@\w{2,40})/.exec(title.slice(at + (byline.name?.length ?? 0)))?.[1];
    return handle === undefined ? byline : { ...byline, handle };
  });
}

function withBio(bylines: readonly Byline[], bio: { readonly name?: string; readonly text: string } | undefined): readonly Byline[] {
  if (!bio) return bylines;
  const read = readBio(bio.text);
  const facts = {
    bio: bio.text,
    ...(read.handle !== undefined && { handle: read.handle }),
    ...(read.email !== undefined && { email: read.email }),
  };
  if (bylines.length === 0) {
    const name = bio.name ?? read.name;
    return name === undefined ? bylines : [{ name, ...facts }];
  }
  return bylines.map((byline, i) => (i === 0 ? { ...facts, ...byline } : byline));
}
