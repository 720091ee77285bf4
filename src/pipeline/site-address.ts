import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { read } from "../read/read.ts";
import { hostOf, isWebUrl } from "../values/url.ts";
import { walk } from "./glob.ts";
import { attribute, headOf } from "./page-head.ts";

/** The address that a site is published at, as far as it says so: its pages first, then its feeds, then the name that it is to be served under. */
export function guessHome(folder: string, files: readonly string[]): string | undefined {
  return homeOfPages(folder, files) ?? homeOfFeeds(folder) ?? homeOfHost(folder);
}

/**
 * As its pages say it: what is left of a canonical address when the file's path is taken off its end.
 * The one that most of the first pages agree on.
 */
function homeOfPages(folder: string, files: readonly string[]): string | undefined {
  const votes = new Map<string, number>();
  for (const path of files.slice(0, 60)) {
    const said = ownAddress(readFileSync(join(folder, path), "utf8"));
    if (!said) continue;
    const bare = path.replace(/(^|\/)index\.x?html?$/i, "$1").replace(/\.x?html?$/i, "");
    const address = decode(said.replace(/[?#].*$/, ""));
    const end = [`${bare}/`, `${bare}.html`, `${bare}.htm`, bare]
      .map((form) => form.replace(/\/\/$/, "/"))
      .find((form) => form === "" || form === "/" || address.endsWith(`/${form}`));
    if (end === undefined) continue;
    const home = end === "" || end === "/" ? address : address.slice(0, -end.length);
    const slashed = `${home.replace(/\/*$/, "")}/`;
    if (/^https?:\/\/[^/]+\//i.test(slashed)) votes.set(slashed, (votes.get(slashed) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)[0]?.[0];
}

/** What a page calls its own address. */
function ownAddress(html: string): string | undefined {
  const head = headOf(html);
  for (const tag of head.match(/<link\b[^>]*>/gi) ?? []) if (/\brel\s*=\s*["']?canonical\b/i.test(tag)) return attribute(tag, "href");
  for (const tag of head.match(/<meta\b[^>]*>/gi) ?? []) if (/["']?og:url\b/i.test(tag)) return attribute(tag, "content");
  return undefined;
}

function decode(address: string): string {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
}

/** Where generators put the feed of a whole site. */
const FEEDS = /^(?:feeds?\/)?(?:index|feed|atom|rss)\.(?:xml|rss|atom|json)$/i;

/** As the feeds say it that its generator has made. */
function homeOfFeeds(folder: string): string | undefined {
  for (const file of walk(folder, "", { deep: 2 }).filter((path) => FEEDS.test(path))) {
    const home = feedHome(join(folder, file));
    // A config that was not filled in has made feeds of its own.
    if (isWebUrl(home) && !/(?:^|\.)example\.(?:com|net|org)$/.test(hostOf(home))) return home.replace(/\/*$/, "/");
  }
  return undefined;
}

function feedHome(path: string): string | undefined {
  try {
    return read(readFileSync(path)).channel.home;
  } catch {
    return undefined;
  }
}

/** As its host is told: the file by which GitHub Pages and others know a domain. */
function homeOfHost(folder: string): string | undefined {
  const file = join(folder, "CNAME");
  const name = existsSync(file) ? readFileSync(file, "utf8").trim() : "";
  return /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(name) ? `https://${name.toLowerCase()}/` : undefined;
}
