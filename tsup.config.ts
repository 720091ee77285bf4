import { defineConfig } from "tsup";

export default defineConfig({
  entry: {
    index: "src/index.ts",
    archive: "src/archive/open-archive.ts",
    crawl: "src/crawl/crawl.ts",
    config: "src/pipeline/config.ts",
    "bridge/rss-parser": "src/bridge/rss-parser.ts",
    "bridge/feed": "src/bridge/feed.ts",
    cli: "src/cli/bin.ts",
  },
  format: ["esm", "cjs"],
  target: "node20",
  platform: "neutral",
  external: [/^node:/],
  removeNodeProtocol: false,
  splitting: true,
  clean: true,
  dts: { compilerOptions: { ignoreDeprecations: "6.0" } },
});
