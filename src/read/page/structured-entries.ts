import type { EntryInput } from "../create-entry.ts";
import type { Page } from "./page.ts";
import type { StructuredData } from "./structured-data.ts";

/** The posts that only the markup for machines tells of: on a page that scripts fill, or behind a wall. */
export function structuredEntries(page: Page, data: StructuredData): EntryInput[] {
  const entries: EntryInput[] = [];
  const known = new Set<string>();
  for (const facts of data.articles) {
    if (facts.kind !== "article" || facts.title === undefined) continue;
    const { title, url, published, updated, bylines, tags, image, summary, text, language } = facts;
    const key = url ?? title;
    if (known.has(key)) continue;
    known.add(key);
    entries.push({
      title,
      url,
      published,
      updated: updated === published ? undefined : updated,
      bylines,
      tags,
      image,
      summary,
      text,
      language: language ?? page.language,
      from: { format: "html", locator: facts.from, ...(page.url === undefined ? {} : { source: page.url }) },
    });
  }
  const [sole] = entries;
  // The one article of a page is what its address leads to.
  return sole !== undefined && entries.length === 1 ? [{ ...sole, url: sole.url ?? page.url }] : entries;
}
