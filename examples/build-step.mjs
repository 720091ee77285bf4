// Feeds as the last step of a site's build. Each of these is the whole plugin: the built folder goes in, feeds are written into it.
import { fileURLToPath } from "node:url";
import { build, defineConfig } from "offprint/config";

const config = defineConfig({
  title: "Ink and Quoin",
  home: "https://inkandquoin.example/",
  sources: [{ folder: ".", home: "https://inkandquoin.example/" }],
  // Every build has the whole site before it: nothing has to be remembered.
  archive: false,
  feeds: [{ file: "feed.xml", url: "https://inkandquoin.example/feed.xml" }],
});

async function writeFeeds(folder) {
  const { sources } = await build(config, { folder });
  for (const { failures } of sources) for (const { document, message } of failures) throw new Error(`${document}: ${message}`);
}

/** astro.config.mjs: `integrations: [astroFeeds()]` */
export const astroFeeds = () => ({
  name: "feeds",
  hooks: { "astro:build:done": ({ dir }) => writeFeeds(fileURLToPath(dir)) },
});

/** eleventy.config.js: `eleventyConfig.addPlugin(eleventyFeeds)` */
export const eleventyFeeds = (eleventyConfig) =>
  eleventyConfig.on("eleventy.after", ({ directories, dir }) => writeFeeds(directories?.output ?? dir.output));

/** vite.config.js: `plugins: [viteFeeds()]` */
export const viteFeeds = () => {
  let folder;
  return {
    name: "feeds",
    apply: "build",
    configResolved: ({ root, build: { outDir } }) => {
      folder = fileURLToPath(new URL(`${outDir}/`, `file://${root}/`));
    },
    closeBundle: () => writeFeeds(folder),
  };
};
