// emit-adapter.mjs OUT [COLLECTION…]: writes the hard collections of ../shared/conformance/emit in three formats into OUT,
// one file each, so that any validator can be run on them. Run from the project's root after a build, or from any folder
// that has a dist/index.js; the collections are looked for in $SHARED, else in ../shared beside the project.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const shared = process.env.SHARED ?? join(root, "../shared");
const { default: collections } = await import(pathToFileURL(join(shared, "conformance/emit/hard-cases.mjs")).href);
const { writeAtom, writeJsonFeed, writeRss } = await import(pathToFileURL(resolve("dist/index.js")).href);

const [out, ...names] = process.argv.slice(2);
if (out === undefined) throw new Error("emit-adapter.mjs OUT [COLLECTION…]");
mkdirSync(out, { recursive: true });

/** The neutral shape has `archive` links as links and `links` of posts; everything else is as the model has it. */
export function toModel([head, posts]) {
  return [head, posts];
}

for (const [name, collection] of Object.entries(collections)) {
  if (names.length > 0 && !names.includes(name)) continue;
  const [head, posts] = toModel(collection);
  writeFileSync(join(out, `${name}.rss.xml`), writeRss(head, posts));
  writeFileSync(join(out, `${name}.atom.xml`), writeAtom(head, posts));
  writeFileSync(join(out, `${name}.json`), writeJsonFeed(head, posts));
}
