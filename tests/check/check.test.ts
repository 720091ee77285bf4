import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../src/check/check.ts";
import { describeFinding } from "../../src/check/describe-finding.ts";
import { checkRules } from "../../src/check/rules.ts";

const folder = new URL("../../fixtures/check/", import.meta.url);
const shared = new URL("../../../shared/conformance/validate/", import.meta.url);
const now = "2026-01-01T00:00:00Z";
const documents = readdirSync(folder).filter((name) => !name.endsWith(".expected.json"));

describe("check", () => {
  it.each(documents)("finds in %s what is wrong, where it is, and nothing else", (name) => {
    const findings = check(new Uint8Array(readFileSync(new URL(name, folder))), { now });
    const lines = findings.map((each) => `${each.line}:${each.column} ${each.severity} ${each.rule} ${each.path}`);
    expect(lines).toEqual(JSON.parse(readFileSync(new URL(name.replace(/\.\w+$/, ".expected.json"), folder), "utf8")));
    for (const each of findings) {
      expect(each.clause).toMatch(/^https?:\/\//);
      expect(describeFinding(each)).not.toMatch(/[{}]/);
    }
  });

  it("says in one sentence what is wrong and in another what to do", () => {
    const [finding] = check(
      '{"version":"https://jsonfeed.org/version/1.1","title":"A","home_page_url":"https://a.example/","feed_url":"https://a.example/f","items":[{"id":"1"}]}',
    );
    expect(finding && describeFinding(finding)).toBe("The item has neither content_html nor content_text. Add one of them.");
    expect(finding?.clause).toBe("https://www.jsonfeed.org/version/1.1/#items");
  });

  it("holds the bytes against the encoding that they claim", () => {
    const bytes = Uint8Array.from([
      ...new TextEncoder().encode('<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel><title>'),
      0xe9,
      ...new TextEncoder().encode("</title></channel></rss>"),
    ]);
    expect(check(bytes)).toContainEqual(expect.objectContaining({ rule: "wrong-encoding", line: 2 }));
    expect(check('<?xml version="1.0" encoding="koi8-r"?><rss version="2.0"/>').map((each) => each.rule)).not.toContain("not-utf8");
    expect(
      check(new TextEncoder().encode('<?xml version="1.0" encoding="koi8-r"?><rss version="2.0"/>')).map((each) => each.rule),
    ).toContain("not-utf8");
  });

  it("compares the self link with the address only when told the address", () => {
    const feed =
      '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><atom:link rel="self" href="https://a.example/feed"/></channel></rss>';
    const rules = (url?: string): string[] => check(feed, url === undefined ? {} : { url }).map((each) => each.rule);
    expect(rules()).not.toContain("self-elsewhere");
    expect(rules("https://a.example/feed")).not.toContain("self-elsewhere");
    expect(rules("https://b.example/feed")).toContain("self-elsewhere");
  });

  it("measures dates against the given moment", () => {
    const feed = '<rss version="2.0"><channel><pubDate>Thu, 01 Jan 2026 00:00:00 GMT</pubDate></channel></rss>';
    expect(check(feed, { now: "2025-06-01T00:00:00Z" }).map((each) => each.rule)).toContain("implausible-date");
    expect(check(feed, { now: "2026-06-01T00:00:00Z" }).map((each) => each.rule)).not.toContain("implausible-date");
  });

  it("never throws, whatever it is given", () => {
    const piece = fc.constantFrom(
      ..."<rss version='2.0'>|<channel>|<item>|</item>|<title>|</title>|<![CDATA[|]]>|<!--|-->|&amp;|&x;|&#0;|<feed xmlns='http://www.w3.org/2005/Atom'>|<entry>|<content type='xhtml'>|<!DOCTYPE x [|]>|<?xml|?>|{\"items\":[|{|}|]|\"|,|:|<|>|/|=|'|\ud800|\u0000|é|<a b='|<x:y>".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 40 }), (parts) => {
        for (const finding of check(parts.join(""))) expect(finding.line).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });

  it("says nothing twice of one place", () => {
    const feed = `<rss version="2.0"><channel><item><title>A</title><description>${'&lt;p style="position:fixed"&gt;&lt;/p&gt;'.repeat(3)}</description></item></channel></rss>`;
    expect(check(feed).filter((each) => each.rule === "unsafe-style").length).toBe(1);
  });

  it("decodes UTF-16 and UTF-32, and says which names of them are odd", () => {
    const encode = (text: string, width: 2 | 4): Uint8Array => {
      const view = new DataView(new ArrayBuffer(text.length * width));
      [...text].forEach((character, i) => {
        if (width === 2) view.setUint16(2 * i, character.charCodeAt(0));
        else view.setUint32(4 * i, character.charCodeAt(0));
      });
      return new Uint8Array(view.buffer);
    };
    const feed = (name: string): string =>
      `\ufeff<?xml version="1.0" encoding="${name}"?><rss version="2.0"><channel><title>A</title></channel></rss>`;
    const rules = (name: string, width: 2 | 4): string[] => check(encode(feed(name), width)).map((each) => each.rule);
    expect(rules("utf-16", 2)).toEqual(check(feed("utf-8")).map((each) => each.rule));
    expect(rules("utf-16be", 2)).toContain("rare-encoding");
    expect(rules("iso-8859-1", 2)).toContain("wrong-encoding");
    expect(rules("utf-32", 4)).toContain("rare-encoding");
    expect(rules("utf-32", 4)).toContain("missing-link");
  });

  it("takes deep and hostile documents in its stride", () => {
    const deep = 50_000;
    const rss = `<rss version="2.0"><channel>${"<x:y xmlns:x='http://x.example/'>".repeat(1)}${"<x:y>".repeat(deep)}${"</x:y>".repeat(deep)}</x:y></channel></rss>`;
    expect(check(rss).some((each) => each.rule === "not-well-formed")).toBe(false);
    expect(check("[".repeat(deep) + "]".repeat(deep))[0]?.rule).toBe("json-type");
    const html = `<rss version="2.0"><channel><item><description>${"&lt;div&gt;".repeat(deep)}${"&lt;/p&gt;".repeat(deep)}</description></item></channel></rss>`;
    expect(check(html).map((each) => each.rule)).toContain("not-html");
    const xhtml = `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${"<blah>".repeat(deep)}${"</blah>".repeat(deep)}</div></content></entry></feed>`;
    const found = check(xhtml).filter((each) => each.rule === "not-html");
    expect(found.length).toBe(deep);
    expect(Math.max(...found.map((each) => each.path.length))).toBeLessThan(300);
    const stray = `<rss version="2.0"><channel><item><description>${"&lt;div&gt;&lt;/b&gt;".repeat(deep)}${"&lt;".repeat(deep)}${"&lt;a href='".repeat(deep)}</description></item></channel></rss>`;
    expect(check(stray).map((each) => each.rule)).toContain("not-html");
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${"x".repeat(10_000)}">]><rss version="2.0"><channel><title>${"&a;".repeat(10_000)}</title></channel></rss>`;
    expect(check(bomb).map((each) => each.rule)).toContain("not-well-formed");
  });

  it("has every rule say what is wrong and what to do", () => {
    for (const [name, rule] of Object.entries(checkRules)) {
      expect(name).toMatch(/^[a-z\d.-]+$/);
      expect(rule.says, name).toMatch(/[.…]$/);
      expect(rule.mend, name).toMatch(/[.…]$/);
    }
  });

  it.skipIf(!existsSync(shared))("agrees with the W3C Feed Validator on its own test documents", () => {
    const cases = JSON.parse(readFileSync(new URL("cases.json", shared), "utf8")) as { file: string; expect: string; absent?: boolean }[];
    let expected = 0;
    let found = 0;
    for (const each of cases) {
      if (each.absent || each.expect.startsWith("Valid")) continue;
      expected++;
      if (
        check(new Uint8Array(readFileSync(new URL(`files/${each.file}`, shared)))).some(
          (finding) => finding.w3c.includes(each.expect) || (each.expect === "Error" && finding.severity === "error"),
        )
      )
        found++;
    }
    expect(found / expected).toBeGreaterThan(0.97);
  });
  if (!existsSync(shared)) console.warn("tests/check: ../shared/conformance/validate is absent, the W3C cases are skipped");
});
