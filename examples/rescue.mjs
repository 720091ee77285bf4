// A blog that is gone, and the text of its pages that somebody saved: its posts, in reading order, with authors and series.
import { defineConfig } from "offprint/config";

export default defineConfig({
  title: "The Composing Room, rescued",
  home: "https://composingroom.example/",
  sources: [{ files: "fixtures/world/composing-room-page-*.txt", url: "https://composingroom.example/category/presswork/" }],
  archive: "rescued/posts.db",
  feeds: [
    { file: "rescued/everything.json", limit: 0, order: "reading" },
    { file: "rescued/series/{slug}.xml", each: "series" },
  ],
});
