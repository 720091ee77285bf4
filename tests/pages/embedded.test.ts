import { describe, expect, it } from "vitest";
import { readPage } from "../../src/read/page/read-page.ts";

describe("a page that only its scripts fill", () => {
  it("is read from the data that SvelteKit starts with", () => {
    const posts = ["arch", "flue"].map(
      (slug) => `{slug:"on-the-${slug}",date:"2025-07-15",title:"On the ${slug}",preview:"What it carries, and what carries it."}`,
    );
    const script = `{ __sveltekit_1x2y = { base: "" }; const element = document.currentScript.parentElement;
      Promise.all([import("./start.js"), import("./app.js")]).then(([kit, app]) => {
        kit.start(app, element, { node_ids: [0, 7], data: [null,{type:"data",data:{posts:[${posts.join(",")}]},uses:{}}], form: null, error: null });
      }); }`;
    const { kind, entries } = readPage(`<title>Clay</title><div><script>${script}</script></div>`, { url: "https://clay.example/blog" });
    expect(kind).toBe("listing");
    expect(entries.map(({ title, url, published }) => ({ title, url, published }))).toEqual([
      { title: "On the arch", url: "https://clay.example/blog/on-the-arch", published: "2025-07-15" },
      { title: "On the flue", url: "https://clay.example/blog/on-the-flue", published: "2025-07-15" },
    ]);
  });
});
