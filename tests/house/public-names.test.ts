import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, it } from "vitest";
import * as archive from "../../src/archive/open-archive.ts";
import * as feedBridge from "../../src/bridge/feed.ts";
import * as rssParserBridge from "../../src/bridge/rss-parser.ts";
import * as crawl from "../../src/crawl/crawl.ts";
import * as offprint from "../../src/index.ts";
import * as config from "../../src/pipeline/config.ts";

/** Adding a public name is a promise, taking one away breaks somebody: either is seen here. */
const promised = JSON.parse(readFileSync(resolve(import.meta.dirname, "public-names.json"), "utf8")) as Record<string, string[]>;

it.each([
  ["offprint", offprint],
  ["offprint/archive", archive],
  ["offprint/config", config],
  ["offprint/crawl", crawl],
  ["offprint/bridge/feed", feedBridge],
  ["offprint/bridge/rss-parser", rssParserBridge],
] as const)("%s", (subpath, module) => {
  expect(Object.keys(module).sort()).toEqual(promised[subpath]);
});
