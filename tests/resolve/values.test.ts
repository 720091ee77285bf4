import { describe, expect, it } from "vitest";
import { compareNames, readName } from "../../src/values/person-name.ts";
import { findPublicationNotes } from "../../src/values/publication-note.ts";
import { findSeriesList, readSeriesClaim } from "../../src/values/series-list.ts";
import { readSeriesTitle } from "../../src/values/series-title.ts";
import { urlKey } from "../../src/values/url-key.ts";
import { readWords } from "../../src/values/words.ts";

describe("urlKey", () => {
  it.each([
    "http://www.mill.example:80/2019/wheel/?utm_source=rss#comments",
    "https://m.mill.example/2019/wheel/amp/",
    "https://mill.example/2019//wheel?fbclid=x&amp=1",
    "https://mill.example/2019/w%68eel/index.html",
    "https://web.archive.org/web/2020/https://mill.example/2019/wheel",
    "https://mill-example.cdn.ampproject.org/c/s/mill.example/2019/wheel",
  ])("%s is one page", (url) => expect(urlKey(url)).toBe("mill.example/2019/wheel"));

  it("keeps what tells pages apart, and names neither home pages nor redirectors", () => {
    expect(urlKey("https://mill.example/?p=12")).not.toBe(urlKey("https://mill.example/?p=13"));
    expect(urlKey("https://mill.example/?b=1&a=2")).toBe(urlKey("https://mill.example/?a=2&b=1"));
    for (const url of [
      "https://mill.example/",
      "https://t.co/abc",
      "http://feedproxy.google.com/~r/x/~3/1",
      "mailto:a@mill.example",
      "",
      undefined,
    ])
      expect(urlKey(url)).toBeUndefined();
  });
});

describe("findPublicationNotes", () => {
  it.each([
    ["This post was previously published on Irma’s blog.", "from", "Irma’s blog"],
    ["Originally published at mill.example on March 3, 2019.", "from", "mill.example"],
    ["Irma has started her own blog, where this article was also published.", "also", "her own blog"],
    ['<p>Cross-posted from <a href="https://mill.example/a">the mill</a>.</p>', "from", "the mill"],
    ['<p>Dieser Beitrag ist zuerst auf <a href="https://mill.example/a">Mühle</a> erschienen.</p>', "from", "Mühle"],
    ['<p>Cet article a été initialement publié sur <a href="https://mill.example/a">Moulin</a>.</p>', "from", "Moulin"],
    ['<p>Publicado originalmente en <a href="https://mill.example/a">Molino</a></p>', "from", "Molino"],
    ['<p>Статья впервые опубликована на <a href="https://mill.example/a">Мельнице</a>.</p>', "from", "Мельнице"],
    ['<p>本文首发于<a href="https://mill.example/a">磨坊</a></p>', "from", "磨坊"],
    ['<p>この記事は<a href="https://mill.example/a">水車</a>に投稿した記事です。</p>', "from", "水車"],
  ])("%s", (source, direction, where) => {
    expect(findPublicationNotes(source)).toMatchObject([{ direction, where }]);
  });

  it("takes dates, books and a blog's own footer for none", () => {
    expect(findPublicationNotes("This post was originally published on March 3, 2012.")).toEqual([]);
    expect(findPublicationNotes("The novel was first published in London by a small press.")).toEqual([]);
    expect(
      findPublicationNotes(
        '<p>The post <a href="https://mill.example/a/">A</a> appeared first on <a href="https://mill.example/">Mill</a>.</p>',
        { url: "https://mill.example/a/?utm_source=rss" },
      ),
    ).toEqual([]);
  });
});

describe("series", () => {
  it.each([
    ["Milling, part 2: Stones", "Milling", 2],
    ["Milling, Part II", "Milling", 2],
    ["Mahlen – Teil drei", "Mahlen", 3],
    ["Le moulin - Seconde partie : l'eau", "Le moulin", 2],
    ["水車入門 その3", "水車入門", 3],
    ["磨坊周刊（第 272 期）：石头", "磨坊周刊", 272],
    ["Milling (3/5)", "Milling", 3],
    ["Hardening the wheel Episode 1: Rust", "Hardening the wheel", 1],
    ["Mill meeting 1", "Mill meeting", 1],
    ["Mill roundup #1", "Mill roundup", 1],
    ["水車の歴史（上）：石", "水車の歴史", 1],
  ])("%s", (title, name, part) => expect(readSeriesTitle(title)).toMatchObject({ name, part, certain: true }));

  it.each([
    "Part of me wants to quit",
    "Being part 1 of a team is hard",
    "Wheel OS 9",
    "2011 in review",
    "Chapter 11 bankruptcy explained",
    "We are #1",
    "Grinding with stone/1",
    "Wheel 4 Alpha 1",
    "磨坊：（后）工业时代的石头",
    "Wheel 3.12 released",
  ])("%s is none by itself", (title) => expect(readSeriesTitle(title)?.certain ?? false).toBe(false));

  it("are read from lists and sentences in bodies", () => {
    expect(findSeriesList("Previous posts from the Mill Handbook Series:Part 1: Which wheel should I use?")).toEqual({
      name: "Mill Handbook",
      parts: [{ part: 1, title: "Which wheel should I use?" }],
    });
    expect(
      findSeriesList(
        '<p>Other articles in the Big Mill series:</p><ol><li><a href="https://mill.example/1">Water</a></li><li><a href="https://mill.example/2">Stone</a></li></ol>',
      ),
    ).toMatchObject({
      name: "Big Mill",
      parts: [
        { part: 1, title: "Water", url: "https://mill.example/1" },
        { part: 2, title: "Stone" },
      ],
    });
    expect(
      readSeriesClaim("Mill Handbook for Millers: Part 2", "Previous posts from the Mill Handbook Series:Part 1: Wheels"),
    ).toMatchObject({ name: "Mill Handbook for Millers", part: 2, parts: [{ part: 1 }] });
    expect(findSeriesList("<p>A series of unfortunate events: floods, frost and mice.</p>")).toBeUndefined();
  });
});

describe("names", () => {
  it("are compared by how they may be written", () => {
    const likeness = (a: string, b: string) => compareNames(readName(a), readName(b));
    expect(likeness("Dr. Irma Vale, PhD", "vale, irma")).toBe(1);
    expect(likeness("Irma Vale", "I. Vale")).toBeGreaterThan(0.5);
    expect(likeness("Irma Vale", "ivale")).toBeGreaterThan(0.5);
    expect(likeness("Irma Vale", "Otto Vale")).toBe(0);
    expect(readName("The Mill Team").kind).toBe("none");
  });
});

describe("readWords", () => {
  const words = (source: string) => {
    const { count, hashes } = readWords(source);
    return [...hashes.subarray(0, count)];
  };
  it("hears the same words through markup, references and double escaping", () => {
    const plain = words("The mill's old wheel turns, été & hiver");
    for (const source of [
      "<p>The <b>mi</b>ll’s old <script>let x</script>wheel</p><p>turns, &eacute;t&#233; &amp; hiver</p>",
      "&lt;p class=&quot;x&quot;&gt;The mill&amp;#39;s old wheel&lt;/p&gt; turns, &amp;eacute;té &amp;amp; hiver",
      "THE MILL'S OLD<!-- not me --> WHEEL<br>TURNS ÉTÉ HIVER",
    ])
      expect(words(source)).toEqual(plain);
  });
  it("is linear on hostile input", () => {
    for (const source of ["<", "<a", "&lt;a ", "&amp;", "<!--", "<script>", "&#x"])
      expect(readWords(source.repeat(200_000)).count).toBeGreaterThanOrEqual(0);
  });
});
