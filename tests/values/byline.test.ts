import { describe, expect, it } from "vitest";
import { findByline, readBio, readByline } from "../../src/values/byline.ts";

const names = (text: string, bare = false) => readByline(text, { bare }).map((byline) => byline.name ?? byline.email);

describe("bylines", () => {
  it.each([
    ["By Ada Byron and Grace Hopper on March 4", ["Ada Byron", "Grace Hopper"]],
    ["Posted by ada | March 4, 2012", ["ada"]],
    ["Written by J. R. R. Tolkien in Middle-earth", ["J. R. R. Tolkien"]],
    ["von Jörg Weiß am 4. März 2012", ["Jörg Weiß"]],
    ["Par Jean-Luc et Marie, le 4 mars 2012", ["Jean-Luc", "Marie"]],
    ["Por Lucía Ferrer y Juan Gris", ["Lucía Ferrer", "Juan Gris"]],
    ["Autor: Jan Novák, 4.3.2012", ["Jan Novák"]],
    ["Автор: Анна Ахматова", ["Анна Ахматова"]],
    ["Ada Byron tarafından", ["Ada Byron"]],
    ["Posted by Ludwig van Beethoven at 9:30", ["Ludwig van Beethoven"]],
    ["作者：张三", ["张三"]],
    ["文 / 李四", ["李四"]],
    ["投稿者: 山田太郎", ["山田太郎"]],
    ["نویسنده: نسرین کاوه | ۱۴ اسفند ۱۳۹۰", ["نسرین کاوه"]],
    ["by ada@ada.example", ["ada@ada.example"]],
    ["by the way", []],
    ["A title", []],
  ])("%s", (text, people) => {
    expect(names(text)).toEqual(people);
  });

  it("takes a field of names as it is, where prepositions may be names", () => {
    expect(names("Per Lie", true)).toEqual(["Per Lie"]);
    expect(names("Ada Byron, Grace Hopper & Mary Somerville", true)).toEqual(["Ada Byron", "Grace Hopper", "Mary Somerville"]);
    expect(readByline("Ada Byron (@ada)", { bare: true })).toEqual([{ name: "Ada Byron", handle: "@ada" }]);
  });

  it("finds one in a line of other things", () => {
    const line = "March 4, 2012 · by Ada Byron · 3 comments";
    const found = findByline(line);
    expect(found?.bylines).toEqual([{ name: "Ada Byron" }]);
    expect(line.slice(found?.start, found?.end)).toBe("by Ada Byron");
    expect(findByline("Posted on March 4, 2012 by Ada Byron in Engines")?.bylines).toEqual([{ name: "Ada Byron" }]);
  });

  it.each([
    "Step by step guide",
    "Powered by Hugo",
    "Theme by Someone",
    "Photo by Ada Byron",
    "The house by the sea",
    "The author note for the challenge",
    "Da zero a produzione",
    "De la terre à la lune",
    "by way of example",
  ])("%s names no author", (line) => {
    expect(findByline(line)).toBeUndefined();
  });
});

describe("bios", () => {
  it("give name, handle and e-mail", () => {
    expect(readBio("Ada Byron is a mathematician. Find her as @ada or write to ada@ada.example.")).toEqual({
      name: "Ada Byron",
      handle: "@ada",
      email: "ada@ada.example",
      bio: "Ada Byron is a mathematician. Find her as @ada or write to ada@ada.example.",
    });
  });
});
