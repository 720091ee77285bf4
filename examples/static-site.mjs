// The feeds of a built site: dist/ is read as it is published, so no template has to know of feeds.
// Pages marked noindex, drafts, listings and the like stay out; bodies are whole and their addresses absolute.
import { defineConfig } from "offprint/config";

export default defineConfig({
  title: "Ink and Quoin",
  home: "https://inkandquoin.example/",
  sources: [{ folder: "dist", ignore: ["404.html"] }],
  feeds: [
    {
      file: "dist/atom.xml",
      url: "https://inkandquoin.example/atom.xml",
      // Older posts are in pages that never change again (RFC 5005): a reader can have them all, and ask for each page once.
      archive: { file: "dist/archive/{page}.xml", url: "https://inkandquoin.example/archive/{page}.xml", perPage: 25 },
    },
    { file: "dist/feed.json", url: "https://inkandquoin.example/feed.json", limit: 20 },
  ],
});
