import type { Entry } from "../../model/entry.ts";
import type { Page } from "./page.ts";

/** The posts that a page lists, in the page's order. */
export function readListing(_page: Page): Entry[] {
  return [];
}
