import { describe, expect, it } from "vitest";
import { createEntry, type EntryInput } from "../../src/read/create-entry.ts";
import { resolve } from "../../src/resolve/resolve.ts";
import { makeHtml } from "./make-article.ts";

let serial = 0;
function titled(title: string, site = "mill.example", more: EntryInput = {}) {
  serial++;
  return createEntry({
    id: `${site}/${serial}`,
    title,
    url: `https://${site}/${serial}/`,
    html: makeHtml(serial, 120),
    from: { source: `https://${site}/feed`, format: "rss" },
    ...more,
  });
}
const parts = (...titles: string[]) =>
  resolve(titles.map((title) => titled(title))).series.map((one) => [one.title, ...one.parts.map((part) => part.part)]);

describe("series", () => {
  it("are read from titles in many forms and put in order", () => {
    expect(parts("Milling, Part III", "Milling – part one", "Milling (2/4)")).toEqual([["Milling", 1, 2, 3, 4]]);
    expect(parts("Mahlen, Teil 2: Steine", "Mahlen, Teil 1: Wasser")).toEqual([["Mahlen", 1, 2]]);
    expect(parts("磨坊（二）：石头", "磨坊（一）：水")).toEqual([["磨坊", 1, 2]]);
    expect(parts("Мельница, часть 2", "Мельница. Часть первая")).toEqual([["Мельница", 1, 2]]);
  });

  it("count bare numbers only where others of the name stand beside them", () => {
    expect(parts("Mill weekly #4", "Mill weekly #5", "Mill weekly #7")).toEqual([["Mill weekly", 1, 2, 3, 4, 5, 6, 7]]);
    expect(parts("Mill weekly #4")).toEqual([]);
    expect(parts("Minimill ① 준비", "Minimill ② 돌", "Minimill ③ 물")).toEqual([["Minimill", 1, 2, 3]]);
    expect(parts("방앗간 - 01. 물", "방앗간 - 02. 돌")).toEqual([["방앗간", 1, 2]]);
    expect(parts("【磨坊新闻】12：石头", "【磨坊新闻】13 ：水")[0]).toEqual(expect.arrayContaining(["磨坊新闻", 12, 13]));
    expect(parts("Pro 磨坊 (1) 基本", "Pro 磨坊 (2) 石头")).toEqual([["Pro 磨坊", 1, 2]]);
    expect(parts("Building a mill 02 (stones)", "Building a mill 01")).toEqual([["Building a mill", 1, 2]]);
    expect(parts("Wheel 2.0 released", "Wheel 3.0 released", "The year 2019 in bread", "The year 2020 in bread")).toEqual([]);
    expect(parts("Link roundup (2/5)", "Link roundup (1/29)", "Link roundup (3/18)")).toEqual([]);
  });

  it("are not made of the stages of a release, but of Roman numbers before a title of their own", () => {
    expect(parts("Wheel OS 4.0 Beta 1", "Wheel OS 4.0 Beta 2", "Wheel OS 4.0 Beta 3", "Announcing Wheel OS Milestone 2")).toEqual([]);
    expect(parts("Mending the sluice II: the gate", "Mending the sluice III: the race")).toEqual([["Mending the sluice", 1, 2, 3]]);
    expect(parts("World War II: the mills")).toEqual([]);
  });

  it("are not made of titles that only count, with the site's name behind them", () => {
    for (const mark of ["·", "|", "–", "-", "»"]) {
      expect(parts(`Post one ${mark} The Mill`, `Post two ${mark} The Mill`, `About us ${mark} The Mill`)).toEqual([]);
      expect(parts(`Artikel eins ${mark} Mühlen`, `Week three ${mark} Mühlen`, `Week four ${mark} Mühlen`)).toEqual([]);
    }
    expect(parts("Day one: arriving", "Day two: the climb")).toEqual([["mill.example", 1, 2]]);
    expect(parts("Milling, part one | The Mill", "Milling, part two | The Mill")).toEqual([["Milling", 1, 2]]);
    expect(parts("Chapter one | The Mill", "Chapter two | The Mill")).toEqual([["mill.example", 1, 2]]);
  });

  it("carried by two sites are one, and every post says its place", () => {
    const text = makeHtml(5001, 200);
    const { series, posts } = resolve([
      titled("Milling, part 1", "mill.example", { html: text }),
      titled("Milling, part 1", "mirror.example", { html: text }),
      titled("Milling, part 2", "mill.example"),
      titled("Milling, part 3", "mirror.example"),
    ]);
    expect(series).toHaveLength(1);
    expect(posts).toHaveLength(3);
    expect(posts.map((post) => post.series?.part).sort()).toEqual([1, 2, 3]);
  });

  it("know the parts that a list in a body names", () => {
    const [one] = resolve([
      titled("Milling: Part 2", "mill.example", {
        series: { name: "Milling", part: 2, parts: [{ part: 1, title: "Water", url: "https://mill.example/water/" }] },
      }),
    ]).series;
    expect(one?.parts).toEqual([{ part: 1, title: "Water", url: "https://mill.example/water/" }, expect.objectContaining({ part: 2 })]);
  });

  it("are read from any number of titles under one name, and from any number of names", () => {
    const many = Array.from({ length: 6_000 }, (_, i) => i);
    const over = (title: (i: number) => string) =>
      resolve(
        many.map((i) =>
          createEntry({ id: `${i}`, title: title(i), text: `${i}`, from: { source: "https://mill.example/feed", format: "rss" } }),
        ),
      ).series;
    expect(over((i) => `Link roundup (${1 + (i % 12)}/${1 + (i % 31)})`)).toHaveLength(0);
    expect(over((i) => `Milling, part ${i + 2_101}`)[0]?.parts).toHaveLength(many.length);
    expect(over((i) => `Mill ${i >> 1}, part ${1 + (i % 2)}`)).toHaveLength(many.length / 2);
  });
});
