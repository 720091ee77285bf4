import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Reading } from "../model/reading.ts";
import { readPage } from "../read/page/read-page.ts";
import { decodeEntities } from "../values/html.ts";
import { globToRegExp, walk } from "./glob.ts";
import { attribute, headOf } from "./page-head.ts";

/** The HTML files of a built site, sorted. */
export function siteFiles(folder: string, ignore: readonly string[] = []): string[] {
  const leftOut = ignore.map(globToRegExp);
  return walk(folder).filter((path) => /\.x?html?$/i.test(path) && !leftOut.some((pattern) => pattern.test(path)));
}

/** Those of a site's files that other files lie under: its home page, the pages of its years and tags. */
export function sectionFiles(files: readonly string[]): Set<string> {
  const under = new Map<string, number>();
  for (const path of files) {
    const parts = path.split("/").slice(0, -1);
    const own = /(?:^|\/)index\.x?html?$/i.test(path) ? parts.length : parts.length + 1;
    for (let depth = 0; depth < own; depth++) {
      const folder = parts.slice(0, depth).join("/");
      under.set(folder, (under.get(folder) ?? 0) + 1);
    }
  }
  return new Set(
    files.filter((path) => /(?:^|\/)index\.x?html?$/i.test(path) && (under.get(path.split("/").slice(0, -1).join("/")) ?? 0) >= 2),
  );
}

/** The address of a file of a site: `2026/march/index.html` is served as `2026/march/`. */
export function pageUrl(path: string, home: string): string {
  const base = home.endsWith("/") ? home : `${home}/`;
  const served = path.replace(/(^|\/)index\.x?html?$/i, "$1");
  return new URL(served.split("/").map(encodeURIComponent).join("/"), base).href;
}

/**
 * Whether a page is not to be published: `noindex` (robots), or one that only sends readers on (`http-equiv="refresh"`), or one that calls itself a draft.
 */
function isLeftOut(html: string): "noindex" | "redirect" | "draft" | undefined {
  for (const tag of headOf(html).match(/<meta\b[^>]*>/gi) ?? []) {
    const name = (attribute(tag, "name") ?? attribute(tag, "property") ?? "").toLowerCase();
    const content = (attribute(tag, "content") ?? "").toLowerCase();
    if ((name === "robots" || name === "googlebot") && /\b(?:noindex|none)\b/.test(content)) return "noindex";
    if (/\bhttp-equiv\s*=\s*["']?refresh\b/i.test(tag) && /url\s*=/.test(content)) return "redirect";
    if ((name === "draft" || name === "article:draft") && content !== "false" && content !== "no") return "draft";
    if ((name === "status" || name === "article:status" || name === "post-status") && content === "draft") return "draft";
  }
  return undefined;
}

/** Folders that generators keep unpublished posts in. */
export function isDraftPath(path: string): boolean {
  return /(?:^|\/)_?drafts?\//i.test(path);
}

/**
 * The article of a page, or a reading without entries where the page is none: a listing, an about page, a page left out.
 * A page is an article where it says so (structured data, Open Graph), or where it bears a date and is not the page above others.
 *
 * @param options.section other pages lie under this one
 */
export function readSitePage(
  html: string,
  url: string,
  options: { language?: string | undefined; section?: boolean } = {},
): { reading: Reading; leftOut?: string } {
  const { language, section = false } = options;
  const reading = readPage(html, language === undefined ? { url } : { url, language });
  const leftOut = isLeftOut(html);
  if (leftOut) return { reading: { ...reading, entries: [] }, leftOut };
  const entry = reading.kind === "article" ? reading.entries[0] : undefined;
  const none = { ...reading, entries: [] };
  if (!entry?.text?.trim()) return { reading: none, leftOut: "no-article" };
  if (entry.status) return { reading: none, leftOut: entry.status };
  if ((section || !(entry.published || entry.updated)) && !saysArticle(html)) return { reading: none, leftOut: "no-article" };
  return { reading: { ...reading, entries: [entry] } };
}

function saysArticle(html: string): boolean {
  for (const tag of headOf(html).match(/<meta\b[^>]*>/gi) ?? [])
    if (/["']?og:type\b/i.test(tag) && /^article$/i.test(attribute(tag, "content") ?? "")) return true;
  return (
    /"@type"\s*:\s*(?:\[\s*)?"(?:BlogPosting|NewsArticle|Article|TechArticle|ScholarlyArticle|SocialMediaPosting)"/.test(html) ||
    /\bclass\s*=\s*["'][^"'<>]*\bh-entry\b/i.test(html)
  );
}

/** The site's name, as its home page says it: `og:site_name`, else the end or the whole of its title. */
export function siteTitle(folder: string, files: readonly string[]): string | undefined {
  const home = files.find((path) => /^index\.x?html?$/i.test(path));
  if (home === undefined) return undefined;
  const head = headOf(readFileSync(join(folder, home), "utf8"));
  for (const tag of head.match(/<meta\b[^>]*>/gi) ?? []) if (/["']?og:site_name\b/i.test(tag)) return attribute(tag, "content");
  const title = /<title[^>]*>([^<]{1,200})/i.exec(head)?.[1];
  return title === undefined ? undefined : decodeEntities(title).replace(/\s+/g, " ").trim() || undefined;
}
