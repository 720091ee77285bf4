import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readOpml } from "../read/feed/opml.ts";
import { decodeBytes } from "../values/charset.ts";
import type { OffprintConfig, SourceConfig } from "./config-shape.ts";
import { readPlanetIni } from "./planet-ini.ts";
import { guessHome } from "./site-address.ts";
import { isDraftPath, siteFiles, siteTitle } from "./site-folder.ts";

/** Where generators put what they build: Eleventy and Jekyll, Astro and Vite, Hugo and Gatsby, Docusaurus, Next, MkDocs. */
const BUILT = ["_site", "dist", "public", "build", "out", "site", "output", "html"];

/** What a config says until somebody fills it in. */
export const PLACEHOLDER_HOME = "https://example.com/";

export interface Proposal {
  readonly config: OffprintConfig;
  /** What was found, for a person. */
  readonly found: readonly string[];
  /** What could not be told, and has to be filled in. */
  readonly open: readonly string[];
}

/** A config for a folder, from what lies in it: a built site, a list in OPML, a planet.ini, feeds and saved pages. */
export function proposeConfig(folder: string): Proposal {
  const found: string[] = [];
  const sources: SourceConfig[] = [];
  let title: string | undefined;
  let home: string | undefined;
  let out = "public";

  const site = builtSite(folder);
  if (site) {
    found.push(`a built site in ${site.folder}/ (${count(site.files.length, "page")})`);
    home = site.home;
    title = site.title;
    out = site.folder;
    sources.push(site.home === undefined ? { folder: site.folder, home: PLACEHOLDER_HOME } : `${site.folder}/`);
  }
  const planet = ["planet.ini", "config.ini"].find(
    (name) => existsSync(join(folder, name)) && readPlanetIni(text(folder, name)).feeds.length > 0,
  );
  if (planet !== undefined) {
    const { name, link, feeds } = readPlanetIni(text(folder, planet));
    found.push(`${planet} (${count(feeds.length, "feed")})`);
    title ??= name;
    home ??= link;
    sources.push(planet === "planet.ini" ? planet : { planet });
  }
  for (const name of files(folder, /\.opml$/i)) {
    try {
      const feeds = readOpml(readFileSync(join(folder, name))).filter((one) => one.feedUrl !== undefined);
      found.push(`${name} (${count(feeds.length, "feed")})`);
      sources.push(name);
    } catch {
      found.push(`${name}, which is no OPML and is left out`);
    }
  }
  if (!sources.length) {
    const feeds = files(folder, /\.(?:rss|atom)$|feed[^/]*\.(?:xml|json)$|rss[^/]*\.xml$|atom[^/]*\.xml$/i);
    const pages = files(folder, /\.html?$/i);
    for (const [list, what] of [
      [feeds, "feed"],
      [pages, "page"],
    ] as const) {
      if (!list.length) continue;
      found.push(count(list.length, what));
      sources.push({ files: list.length > 3 ? [...new Set(list.map((name) => `*${name.slice(name.lastIndexOf("."))}`))] : list });
    }
  }
  const open: string[] = [];
  if (!sources.length) {
    open.push("sources: addresses of feeds and pages, files, folders");
    sources.push("https://example.com/feed.xml");
  }
  if (title === undefined) open.push("title: the feeds' name");
  if (home === undefined) open.push("home: the address of the site that the feeds belong to");
  const base = (home ?? PLACEHOLDER_HOME).replace(/\/?$/, "/");
  const file = (name: string) => (existsSync(join(folder, out, name)) ? `offprint-${name}` : name);
  return {
    found,
    open,
    config: {
      title: title ?? "Untitled",
      home: base,
      sources,
      feeds: ["feed.xml", "atom.xml", "feed.json"].map((name) => ({ file: `${out}/${file(name)}`, url: `${base}${file(name)}` })),
    },
  };
}

function builtSite(folder: string): { folder: string; files: string[]; home: string | undefined; title: string | undefined } | undefined {
  const sites = BUILT.flatMap((name) => {
    const path = join(folder, name);
    const pages = existsSync(path) ? siteFiles(path).filter((file) => !isDraftPath(file)) : [];
    return pages.length ? [{ folder: name, files: pages }] : [];
  });
  const site = sites.sort((a, b) => b.files.length - a.files.length)[0];
  return (
    site && { ...site, home: guessHome(join(folder, site.folder), site.files), title: siteTitle(join(folder, site.folder), site.files) }
  );
}

function files(folder: string, pattern: RegExp): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((item) => item.isFile() && pattern.test(item.name))
    .map((item) => item.name)
    .sort();
}

function text(folder: string, name: string): string {
  return decodeBytes(readFileSync(join(folder, name)), {}).text;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
