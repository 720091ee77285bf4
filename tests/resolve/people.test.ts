import { describe, expect, it } from "vitest";
import type { Byline } from "../../src/model/parts.ts";
import { createEntry } from "../../src/read/create-entry.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { makeHtml, makeTitle } from "./make-article.ts";

/** An entry on a site, over the text of an article, with bylines. */
function by(id: string, site: string, article: number, ...bylines: Byline[]) {
  return createEntry({
    id,
    url: `https://${site}/${id}/`,
    title: makeTitle(article),
    html: makeHtml(article, 120),
    published: `2020-01-${String(10 + article).padStart(2, "0")}`,
    bylines,
    from: { source: `https://${site}/feed`, format: "rss" },
  });
}

const names = (entries: Parameters<typeof resolve>[0]) => resolve(entries).authors.map((author) => [author.name, ...author.aliases]);

describe("who wrote it", () => {
  it("joins forms of a name by e-mail, profile and handle", () => {
    const { authors } = resolve([
      by("a", "one.example", 1, { name: "Irma Vale", email: "irma@vale.example" }),
      by("b", "two.example", 2, { name: "I. Vale", email: "Irma@vale.example", url: "https://people.example/irma" }),
      by("c", "three.example", 3, { name: "Dr. Irma Vale-Oster", url: "https://www.people.example/irma/" }),
      by("d", "four.example", 4, { name: "irmav", handle: "@irmav" }),
      by("e", "one.example", 5, { name: "Irma Vale", bio: "Irma restores mills. She tweets as @irmav and works with @riverhouse." }),
    ]);
    expect(authors).toHaveLength(1);
    expect(authors[0]).toMatchObject({ name: "Dr. Irma Vale-Oster", email: "irma@vale.example" });
    expect(authors[0]?.handles).toEqual(["@irmav", "@riverhouse"]);
    expect(authors[0]?.aliases).toContain("I. Vale");
    expect(authors[0]?.bio).toContain("restores mills");
  });

  it("joins two bylines on copies of one article, a handle that spells nothing among them", () => {
    expect(names([by("a", "one.example", 1, { name: "Irma Vale" }), by("b", "two.example", 1, { name: "stonegrinder" })])).toEqual([
      ["Irma Vale", "stonegrinder"],
    ]);
    for (const other of ["Otto Bremer", "Otto"])
      expect(names([by("a", "one.example", 1, { name: "Irma Vale" }), by("b", "two.example", 1, { name: other })])).toHaveLength(2);
    expect(names([by("a", "one.example", 1, { name: "Irma Vale" }), by("b", "two.example", 1, { name: "Irma" })])).toHaveLength(1);
  });

  it("suggests by spelling and does not link", () => {
    const { authors, suggestions } = resolve([
      by("a", "one.example", 1, { name: "Irma Vale" }),
      by("b", "two.example", 2, { name: "ivale" }),
    ]);
    expect(authors).toHaveLength(2);
    expect(suggestions).toHaveLength(1);
    expect(suggestions[0]?.probability).toBeLessThan(0.9);
  });

  it("keeps two people of one name apart where their profiles differ on one host, and people behind one mail box", () => {
    expect(
      names([
        by("a", "one.example", 1, { name: "Jan Novak", url: "https://one.example/author/jan-novak" }),
        by("b", "one.example", 2, { name: "Jan Novak", url: "https://one.example/author/jan-novak-2" }),
      ]),
    ).toHaveLength(2);
    expect(
      names([
        by("a", "one.example", 1, { name: "Irma Vale", email: "desk@paper.example" }),
        by("b", "one.example", 2, { name: "Otto Bremer", email: "desk@paper.example" }),
      ]),
    ).toHaveLength(2);
  });

  it("takes teams, roles and nobody for no person", () => {
    expect(
      names(
        ["admin", "The Mill Team", "Redaktion", "Guest Author", "編集部", "River Foundation"].map((name, i) =>
          by(`e${i}`, "one.example", i + 1, { name }),
        ),
      ),
    ).toEqual([]);
  });

  it("reads names out of what exports leave around them", () => {
    expect(
      names([
        by("a", "one.example", 1, { name: '["Irma Vale"]' }),
        by("b", "one.example", 2, { name: "Vale, Irma" }),
        by("c", "one.example", 3, { name: "IRMA VALE" }),
      ]),
    ).toEqual([["Irma Vale", "IRMA VALE", "Vale, Irma"]]);
  });

  it("takes addresses that change with every post for no profiles, and so many people behind one address for an office", () => {
    const unlike = (i: number, byline: Byline) =>
      createEntry({
        id: `e${i}`,
        title: `${i}`,
        text: `${i}`,
        bylines: [byline],
        from: { source: "https://one.example/feed", format: "rss" },
      });
    const many = Array.from({ length: 6_000 }, (_, i) => i);
    const { authors } = resolve(many.map((i) => unlike(i, { name: "Irma Vale", url: `https://one.example/by/${i}` })));
    expect(authors).toMatchObject([{ name: "Irma Vale", urls: [] }]);
    const people = many.map((i) => `Irma Vale${[...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("")}`);
    expect(resolve(many.map((i) => unlike(i, { name: people[i] as string, email: "vale@one.example" }))).authors).toHaveLength(
      people.length,
    );
  });
});
