import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import type { FeedHead } from "../../src/write/feed-head.ts";
import type { PostInput } from "../../src/write/post-input.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeJsonFeed } from "../../src/write/write-json-feed.ts";
import { writeRss } from "../../src/write/write-rss.ts";
import { hasShared, shared } from "./shared.ts";

const there = hasShared("conformance/emit/hard-cases.mjs");
const collections = there
  ? (
      (await import(/* @vite-ignore */ pathToFileURL(shared("conformance/emit/hard-cases.mjs")).href)) as {
        default: Record<string, [FeedHead, PostInput[]]>;
      }
    ).default
  : {};
const names = Object.keys(collections);

describe.skipIf(!there)("the hard collections", () => {
  it.each(names)("%s: no error by our own rules, and nothing odd to our own reader", (name) => {
    const [head, posts] = collections[name] as [FeedHead, PostInput[]];
    for (const document of [writeRss(head, posts), writeAtom(head, posts), writeJsonFeed(head, posts)]) {
      if (posts.length < 1000) expect(check(document).filter(({ severity }) => severity === "error")).toEqual([]);
      const { entries, notices } = readFeed(document);
      expect(notices).toEqual([]);
      expect(entries).toHaveLength(posts.length);
    }
  });

  it("JSON Feed keeps to the schema of version 1.1", () => {
    const require = createRequire(import.meta.url);
    const Ajv = require("ajv/dist/2020.js");
    const addFormats = require("ajv-formats");
    const ajv = new (Ajv.default ?? Ajv)({ strict: false });
    (addFormats.default ?? addFormats)(ajv);
    const valid = ajv.compile(JSON.parse(readFileSync(shared("conformance/emit/schema/jsonfeed-1.1.schema.json"), "utf8")));
    for (const name of names) {
      const [head, posts] = collections[name] as [FeedHead, PostInput[]];
      valid(JSON.parse(writeJsonFeed(head, posts)));
      expect(valid.errors, name).toBeNull();
    }
  });

  it.skipIf(!hasXmllint())("XML is well-formed, and Atom keeps to the schema of RFC 4287", () => {
    const folder = mkdtempSync(join(tmpdir(), "offprint-"));
    for (const name of names) {
      const [head, posts] = collections[name] as [FeedHead, PostInput[]];
      writeFileSync(join(folder, `${name}.rss`), writeRss(head, posts));
      writeFileSync(join(folder, `${name}.atom`), writeAtom(head, posts));
    }
    execFileSync("xmllint", ["--noout", "--huge", ...names.map((name) => `${name}.rss`)], { cwd: folder, stdio: "pipe" });
    execFileSync(
      "xmllint",
      ["--noout", "--huge", "--relaxng", shared("conformance/emit/schema/atom.rng"), ...names.map((name) => `${name}.atom`)],
      { cwd: folder, stdio: "pipe" },
    );
  });
});

function hasXmllint(): boolean {
  try {
    execFileSync("xmllint", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    console.warn("SKIPPED: xmllint is not there (Debian: libxml2-utils)");
    return false;
  }
}
