import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { OffprintError } from "../../src/model/error.ts";
import { readText } from "../../src/read/text/read-text.ts";

interface Expected {
  readonly kind: string;
  readonly pages?: object;
  readonly entries: readonly {
    readonly title: string;
    /** Where it is there, the entry is held against the whole object. */
    readonly bylines?: readonly object[];
    readonly published?: string;
    readonly authors?: readonly string[];
    readonly tags?: readonly string[];
    readonly starts?: string;
    readonly ends?: string;
    readonly html?: readonly string[];
    readonly handle?: string;
    readonly series?: { readonly name: string; readonly part: number };
    readonly elsewhere?: string | readonly object[];
  }[];
}

const folder = new URL("../../fixtures/text/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

describe("lines that a text browser broke", () => {
  const words = "the mill stood by the water and nobody had seen it turn since the spring in which the old keeper left for the coast".split(
    " ",
  );
  const paragraph = (from: number, width: number) => {
    const lines = [""];
    for (let i = 0; i < 60; i++) {
      const word = words[(from + i * 7) % words.length] as string;
      const last = lines.at(-1) as string;
      if (last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
    }
    return lines;
  };
  const post = (n: number) => [
    `Letter ${n} from the mill`,
    "",
    `${n} March 2024`,
    "",
    ...paragraph(n, 72),
    "",
    ...paragraph(n + 3, 72),
    "",
  ];

  it("are one, though code goes beyond the width", () => {
    const code = "const wheel = await turn({ speed: 12, water: measured.at(-1), keeper: undefined, until: spring });";
    const reading = readText([1, 2, 3, 4].flatMap((n) => [...post(n), code, ""]).join("\n"));
    expect(reading.entries).toHaveLength(4);
    for (const entry of reading.entries) expect(entry.html?.match(/<p>/g)?.length).toBeLessThanOrEqual(3);
  });

  it("are not the titles of a list, however long they are", () => {
    const titles = Array.from({ length: 20 }, (_, n) => `${"Notes on wheels and water ".repeat(3).slice(0, 58 + ((n * 5) % 13))} ${n}`);
    const dump = titles.map((title, n) => `${title}\n${1 + n} March 2024`).join("\n");
    expect(readText(dump).entries.map((entry) => entry.title)).toEqual(titles.map((title) => title.replace(/ +/g, " ")));
  });
});

describe("dumps of every renderer", () => {
  for (const file of readdirSync(folder).filter((f) => f.endsWith(".expected.json"))) {
    const name = file.replace(".expected.json", "");
    it(name, () => {
      const want = JSON.parse(read(file)) as Expected;
      const reading = readText(read(`${name}.txt`));
      expect(reading.kind).toBe(want.kind);
      if (want.pages) expect(reading.pages).toMatchObject(want.pages);
      expect(reading.entries.map((e) => e.title)).toEqual(want.entries.map((e) => e.title));
      for (const [i, w] of want.entries.entries()) {
        const entry = reading.entries[i];
        if (w.bylines) {
          expect(entry).toMatchObject(w);
          continue;
        }
        expect(entry?.published).toBe(w.published);
        expect(entry?.bylines.map((b) => b.name)).toEqual(w.authors);
        if (w.tags) expect(entry?.tags.map((t) => t.name)).toEqual(w.tags);
        expect(entry?.text?.startsWith(w.starts ?? "?")).toBe(true);
        expect(entry?.text?.includes(w.ends ?? "?")).toBe(true);
        for (const part of w.html ?? []) expect(entry?.html).toContain(part);
        if (w.handle) expect(entry?.bylines[0]?.handle).toBe(w.handle);
        if (w.series) expect(entry?.series).toMatchObject(w.series);
        expect(entry?.elsewhere.map((e) => e.direction)).toEqual(w.elsewhere ? [w.elsewhere] : []);
        // No neighbour's words.
        for (const other of want.entries) if (other !== w && other.starts) expect(entry?.text).not.toContain(other.starts);
      }
    });
  }
});

describe("whose page it is", () => {
  it("is said where the name stands at the top and beside the copyright", () => {
    expect(readText(read("archive-years-japanese.txt")).channel.title).toBe("霧の帳面");
    expect(readText(read("column-without-dates.txt")).channel.title).toBeUndefined();
  });
});

describe("texts that are no page of posts", () => {
  const cases: Readonly<Record<string, string>> = {
    "a readme": `# lantern\n\nA small tool that keeps lamps lit.\n\n## Install\n\n\`\`\`sh\nnpm install lantern\n\`\`\`\n\n## Use\n\n- light a lamp\n- wait\n- [read the manual](https://lantern.example/)\n\n## Options\n\n- \`wick\`: how long\n- \`oil\`: how much\n\n## Licence\n\nMIT\n`,
    "a poem":
      "The tide went out and left a door,\nand I went through and shut it,\nand nobody is on the shore\nto open or rebut it.\n\nThe tide came in and left a key\nbetween two stones for no one,\nand all the doors along the sea\nare waiting for a slow one.\n",
    "a log": Array.from(
      { length: 60 },
      (_, i) => `2024-03-${String((i % 28) + 1).padStart(2, "0")} 10:0${i % 10}:00 worker ${i} finished in ${i * 3} ms`,
    ).join("\n"),
    "source code": Array.from(
      { length: 30 },
      (_, i) => `export function step${i}(a: number): number {\n  const b = a + ${i};\n  return b * 2;\n}\n`,
    ).join("\n"),
    "one article without a title":
      "On the morning of the second day we found that the boat had drifted further than anybody had thought possible, and that the map was of another lake altogether.\n\nNobody said anything for a while. Then the cook began to laugh, and it was the kind of laughter that makes other people look for something to do with their hands.\n\nWe rowed until noon, and after noon we rowed in the other direction, because the wind had changed its mind and so had we.\n",
  };
  for (const [name, text] of Object.entries(cases)) {
    it(`${name} is one entry or none, with a notice`, () => {
      const reading = readText(text);
      expect(reading.entries.length).toBeLessThanOrEqual(1);
      expect(reading.notices).toHaveLength(1);
    });
  }

  it("one article keeps its title, its day, its author and its paragraphs", () => {
    const reading = readText(
      "A lake on no map\n\nBy Wren Halloway, 5 June 2018\n\nOn the morning of the second day we found that the boat had drifted further than anybody had thought possible.\n\nNobody said anything for a while, and then the cook began to laugh in a way that none of us had heard before.\n",
    );
    expect(reading.kind).toBe("article");
    expect(reading.entries[0]).toMatchObject({ title: "A lake on no map", published: "2018-06-05", bylines: [{ name: "Wren Halloway" }] });
    expect(reading.entries[0]?.html?.match(/<p>/g)).toHaveLength(2);
  });

  it("nothing at all is refused", () => {
    expect(() => readText(" \n\n ")).toThrow(OffprintError);
    expect(() => readText("long enough", { maxBytes: 3 })).toThrow(OffprintError);
  });
});

describe("what is read is plain and the same every time", () => {
  it("gives the same entries from windows line ends, and survives JSON", () => {
    const text = read("inner-english.txt");
    const one = readText(text, { url: "https://quay.example/page/2" });
    const two = readText(text.replace(/\n/g, "\r\n"), { url: "https://quay.example/page/2" });
    expect(JSON.parse(JSON.stringify(two.entries))).toEqual(JSON.parse(JSON.stringify(one.entries)));
    expect(new Set(one.entries.map((e) => e.id)).size).toBe(one.entries.length);
  });

  it("takes no sentence for a label that stands inside it, in scripts without spaces", () => {
    const sentence = "茶叶的分类：红茶、绿茶和白茶，一共三种。";
    const text = read("nodes-chinese.txt").replace("石磨是从镇上", `${sentence}\n石磨是从镇上`);
    const { entries } = readText(text, { url: "https://shanlu.example/" });
    expect(entries.map((entry) => entry.tags)).toEqual(
      readText(read("nodes-chinese.txt"), { url: "https://shanlu.example/" }).entries.map((entry) => entry.tags),
    );
    expect(entries.filter((entry) => entry.text?.includes(sentence))).toHaveLength(1);
  });

  it("keeps to a step per line on hostile input", () => {
    const hostile = [
      "x\n".repeat(20000),
      "2012-03-04\n".repeat(5000),
      `${" ".repeat(200000)}x`,
      "-".repeat(200000),
      "by ".repeat(50000),
      "((((".repeat(50000),
      "Title\n\n".repeat(8000),
      `${"5159 ".repeat(20)}E\n`.repeat(40),
      Array.from({ length: 2000 }, (_, i) => `${i}${", b".repeat(16)},,\n\nA line of text below it that says a little more.\n`).join("\n"),
    ];
    for (const text of hostile) expect(Array.isArray(readText(text).entries)).toBe(true);
  }, 60000);
});

const shared = new URL("../../../shared/seed/connectedcops-page-55.txt", import.meta.url);
describe.skipIf(!existsSync(shared))("the founding document", () => {
  it("has its five posts", () => {
    expect(readText(readFileSync(shared, "utf8")).entries).toHaveLength(5);
  });
});
if (!existsSync(shared)) console.warn("tests/text: ../shared is absent, the founding document is not read");
