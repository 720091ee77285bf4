import type { Byline } from "../../model/parts.ts";
import { cleanName, readByline } from "../../values/byline.ts";
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
  return {
    metas,
    articles: articles.map((facts) => ({ ...facts, bylines: tidyPeople(facts.bylines) })),
    site: { ...json.site, bylines: tidyPeople(json.site.bylines) },
  };
}

/** People with their names alone, each once: fields for names also hold "Posted by" and addresses. */
function tidyPeople(bylines: readonly Byline[]): Byline[] {
  const people: Byline[] = [];
  for (const { name: given, ...rest } of bylines) {
    const name = given === undefined || /^https?:/i.test(given) ? undefined : tidyName(given);
    if (name === undefined ? Object.keys(rest).length === 0 : people.some((one) => one.name === name)) continue;
    people.push(name === undefined ? rest : { name, ...rest });
  }
  return people;
}

/** A name of a field that holds names: "by" before it is no name, but Per, Di and Von may be. */
function tidyName(given: string): string | undefined {
  // The text for those who do not see a portrait.
  const name = given.replace(/['’]s (?:picture|avatar|photo|portrait|image)$/i, "");
  const from = /^(?:[a-z]+ )?by\s|^[^:：]{2,20}[:：]/i.test(name) ? readByline(name)[0]?.name : undefined;
  return cleanName(from ?? name);
}
