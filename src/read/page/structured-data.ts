import type { Outline } from "./outline.ts";
import type { Page } from "./page.ts";
import type { ArticleFacts, SiteFacts } from "./structured-facts.ts";
import { readJsonLd } from "./structured-json-ld.ts";
import { type PageMetas, readMetas } from "./structured-metas.ts";
import { readMicrodata } from "./structured-microdata.ts";
import { readMicroformats } from "./structured-microformats.ts";

export interface StructuredData {
  readonly metas: PageMetas;
  readonly articles: readonly ArticleFacts[];
  readonly site: SiteFacts;
}

/** All structured data of a page: JSON-LD, microdata, microformats, Open Graph and other metas. One pass for each. */
export function readStructuredData(page: Page, outline: Outline): StructuredData {
  const metas = readMetas(page, outline);
  const json = readJsonLd(page, outline);
  const articles = [...json.articles, ...readMicrodata(page, outline), ...readMicroformats(page, outline)];
  return { metas, articles, site: json.site };
}
