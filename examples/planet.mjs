// A planet of three blogs. In life the sources are their addresses (or "subscriptions.opml", or a planet.ini);
// here they are saved files, with the addresses that they were saved from.
import { defineConfig } from "offprint/config";

const saved = (name, url) => ({ files: `fixtures/world/${name}`, url });

export default defineConfig({
  title: "The Press Planet",
  home: "https://planet.example/",
  sources: [
    saved("ink-and-quoin.html", "https://inkandquoin.example/"),
    saved("presswork-ines.rss.xml", "https://presswork.example/@inesq/feed"),
    saved("wexler.atom.xml", "https://wexler.example/atom.xml"),
  ],
  archive: "planet/posts.db",
  feeds: [
    { file: "planet/rss.xml", url: "https://planet.example/rss.xml" },
    { file: "planet/atom.xml", url: "https://planet.example/atom.xml" },
    {
      file: "planet/authors/{slug}.xml",
      url: "https://planet.example/authors/{slug}.xml",
      each: "author",
      head: { title: "{name} on the Press Planet" },
    },
    { file: "planet/letterpress.json", where: (post) => post.tags.some((tag) => /press/i.test(tag.name)) },
  ],
});
