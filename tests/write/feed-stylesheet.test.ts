import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright-core";
import { describe, expect, it } from "vitest";
import { feedStylesheet } from "../../src/write/feed-stylesheet.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { writeRss } from "../../src/write/write-rss.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => existsSync(path));
if (executablePath === undefined) console.warn("SKIPPED: no browser is there (Debian: chromium)");

const head = {
  title: "Ada’s notes",
  description: "On engines",
  home: "https://ada.example/",
  stylesheet: "/feed.css",
  language: "en",
  authors: [{ name: "Ada Byron" }],
};
const posts = [
  {
    url: "https://ada.example/1",
    title: "A first post",
    summary: "What it is about",
    html: "<p>BODY-OF-IT</p>",
    published: "2025-01-02T00:00:00Z",
  },
  { url: "https://ada.example/2", title: "A second post", html: "<p>BODY-OF-IT</p>", published: "2025-01-03T00:00:00Z" },
];

describe.skipIf(executablePath === undefined)("a feed in a browser", () => {
  it.each([
    ["application/rss+xml", writeRss],
    ["application/atom+xml", writeAtom],
  ])("is a page of titles and summaries, without markup (%s)", async (_type, write) => {
    const server = createServer((request, response) => {
      const css = request.url === "/feed.css";
      response.setHeader("Content-Type", css ? "text/css; charset=utf-8" : "text/xml; charset=utf-8");
      response.end(css ? feedStylesheet : write({ ...head, home: origin() }, posts));
    });
    const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch({ executablePath: executablePath as string, args: ["--no-sandbox"] });
    try {
      const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
      await page.goto(origin());
      const seen = await page.evaluate(() => {
        const shown = [...document.querySelectorAll("*")].filter(
          (element) => element.children.length === 0 && element.getClientRects().length > 0,
        );
        const size = (name: string) => Number.parseFloat(getComputedStyle([...document.querySelectorAll(name)][0] as Element).fontSize);
        return {
          text: shown.map((element) => element.textContent).join("\n"),
          banner: getComputedStyle(document.documentElement, "::before").content,
          width: document.documentElement.getBoundingClientRect().width,
          titles: [size("title"), size("item > title, entry > title")],
        };
      });
      if (process.env.SCREENSHOT !== undefined) await page.screenshot({ path: `${process.env.SCREENSHOT}-${write.name}.png` });
      for (const words of ["Ada’s notes", "On engines", "A first post", "What it is about", "A second post"])
        expect(seen.text).toContain(words);
      expect(seen.text).not.toContain("BODY-OF-IT");
      expect(seen.banner).toContain("feed reader");
      expect(seen.width).toBeLessThan(800);
      expect(seen.titles[0]).toBeGreaterThan(seen.titles[1] ?? 99);
    } finally {
      await browser.close();
      server.close();
    }
  });
});
