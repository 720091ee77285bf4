import { expect, it } from "vitest";
import { readFeed, writeAtom, writeJsonFeed, writeRss } from "../../src/index.ts";
import type { PostInput } from "../../src/write/post-input.ts";

const head = { title: "Planet", home: "https://planet.example/" };
const written = (posts: readonly PostInput[]) => [writeRss, writeAtom, writeJsonFeed].map((write) => readFeed(write(head, posts)).entries);

it("relative addresses of a post that was copied are completed by its source, not by the feed that it is copied to", () => {
  const post = { title: "Tea", url: "/tea", html: '<p><img src="cup.png"> Hot.</p>', guid: "/?p=1" };
  for (const [entry] of written([{ ...post, source: { title: "Grace", home: "https://grace.example/blog/" } }])) {
    expect(entry?.url).toBe("https://grace.example/tea");
    expect(entry?.html).toContain("https://grace.example/cup.png");
  }
  // Where the source does not say where it is, a wrong address is worse than none.
  for (const [entry] of written([{ ...post, source: { title: "Grace", home: "/" } }])) {
    expect(entry?.url).toBeUndefined();
    expect(entry?.guid).not.toContain("https://planet.example/tea");
    expect(entry?.html).toContain("Hot.");
  }
  for (const [entry] of written([post])) expect(entry?.url).toBe("https://planet.example/tea");
});

it("a guid that counts inside its own feed stands aside for the address, so that no name depends on the neighbours", () => {
  const from = (name: string, guid: string): PostInput => ({
    title: `By ${name}`,
    guid,
    url: `https://${name}.example/1`,
    source: { title: name, home: `https://${name}.example/` },
  });
  const uuid = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
  const [ada, grace, tom] = [from("ada", "1"), from("grace", "1"), from("tom", uuid)];
  const names = (posts: readonly PostInput[]) => written(posts).map((entries) => entries.map(({ guid }) => guid));
  for (const [i, together] of names([ada, grace, tom]).entries()) {
    expect(together.slice(0, 2)).toEqual(["https://ada.example/1", "https://grace.example/1"]);
    expect(together[2]).toContain(uuid);
    expect(names([tom, grace])[i]).toEqual([together[2], together[1]]);
  }
});
