import { describe, expect, it } from "vitest";
import { OffprintError } from "../../src/model/error.ts";
import { readOpml } from "../../src/read/feed/opml.ts";
import { readFeed } from "../../src/read/feed/read-feed.ts";
import { writeAtom } from "../../src/write/write-atom.ts";
import { countWork } from "../support/count-work.ts";

const rss = (inside: string) => `<rss version="2.0"><channel><title>t</title>${inside}</channel></rss>`;
const item = (inside: string) => rss(`<item><title>a</title>${inside}</item>`);
const body = (html: string) => item(`<description><![CDATA[${html}]]></description>`);
const many = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i)).join("");

/** Each gives a document that is hostile in one way, as big as it is asked for. */
const HOSTILE: Readonly<Record<string, (n: number) => string>> = {
  "nested elements": (n) => item("<a>".repeat(n) + "</a>".repeat(n)),
  "elements that are not ended": (n) => item("<a>".repeat(n)),
  "elements of many names that are not ended": (n) => item(many(n, (i) => `<a${i}>`)),
  "end tags of nothing": (n) => item(many(n, (i) => `</a${i}>`)),
  attributes: (n) => item(`<x ${many(n, (i) => `a${i}="b" `)}/>`),
  "one long attribute": (n) => item(`<x a="${"y".repeat(n * 20)}"/>`),
  "empty items": (n) => rss("<item/>".repeat(n)),
  "items that are not ended": (n) => rss("<item>".repeat(n)),
  "unterminated CDATA": (n) => item("<description><![CDATA[".repeat(n)),
  "unterminated comments": (n) => item("<x><!-- ".repeat(n)),
  "unterminated quotes": (n) => item(`<x a="`.repeat(n)),
  "quotes of both kinds": (n) => item(`<x a='b" `.repeat(n)),
  "quotes over lines": (n) => item(`<x a="b>\n<`.repeat(n)),
  "unterminated references": (n) => item(`<description>${"&#".repeat(n)}${"&a".repeat(n)}</description>`),
  "less-than signs": (n) => item(`<description>${"<".repeat(n)}</description>`),
  "unterminated instructions and declarations": (n) => item("<?x <!x ".repeat(n)),
  "document types": (n) => "<!DOCTYPE [".repeat(n) + item(""),
  namespaces: (n) => item(many(n / 10, (i) => `<p${i}:x xmlns:p${i}="u${i}"/>`)),
  NULs: (n) => item(`<title>${"\0".repeat(n)}</title>`),
  persons: (n) => item(`${many(n, (i) => `<author>n${i}</author>`)}<author>${"a@".repeat(n)}</author>`),
  "invalid dates": (n) => rss("<item><pubDate>soon</pubDate></item>".repeat(n / 4)),
  "nested HTML": (n) => body("<b><div>".repeat(n) + "</b>".repeat(n)),
  "open paragraphs and list items": (n) => body("<p><b><li><span>".repeat(n)),
  "raw text that is not ended": (n) => body("<template><title><script>".repeat(n)),
  templates: (n) => body("<template>".repeat(n)),
  "HTML quotes": (n) => body(`<a ${`a="`.repeat(n)}`),
  "HTML attributes": (n) => body(`<a ${many(n, (i) => `title${i}=x `)}>`),
  "HTML comments and declarations": (n) => body("<!x <!-- ".repeat(n)),
};

describe("hostile feeds", () => {
  for (const [name, make] of Object.entries(HOSTILE)) {
    it(`${name}: work grows with the length, and the result can be written`, () => {
      const work = (n: number) => {
        const source = make(n);
        return countWork(() => JSON.stringify(readFeed(source))) / source.length;
      };
      const small = work(500);
      const large = work(4000);
      // Eight times as long: a quadratic step would show as a multiple.
      expect(large).toBeLessThan(small * 2 + 20);
      expect(large).toBeLessThan(400);
    });
  }

  it("never expands entities of a document's own, and fetches nothing", () => {
    const laughs = `<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hostname">]>`;
    const [entry] = readFeed(laughs + item("<description>x &b; &c; y</description>")).entries;
    expect(entry?.summary).toBe("x &b; &c; y");
  });

  it("does not multiply what is long by what is many: a base, a name, posts that say the same", () => {
    const base = `https://a.example/${"x".repeat(100_000)}/`;
    const based = readFeed(
      `<rss version="2.0" xml:base="${base}"><channel>${`<item><title>a</title><link>b</link><description>${"&lt;img src=c&gt;".repeat(20)}</description></item>`.repeat(2000)}</channel></rss>`,
    );
    expect(JSON.stringify(based).length).toBeLessThan(10_000_000);
    const shorter = readFeed(body("<img src=c>".repeat(10_000)), { url: `https://a.example/${"x".repeat(4000)}/` });
    expect(shorter.entries[0]?.html?.length).toBeLessThan(2_000_000);
    const long = "x".repeat(100_000);
    const signed = readFeed(
      `<feed xmlns="http://www.w3.org/2005/Atom"><author><name>${long}</name></author>${"<entry/>".repeat(5000)}</feed>`,
    );
    expect(JSON.stringify(signed.entries).length).toBeLessThan(10_000_000);
    expect(new Set(writeAtom({}, signed.entries).match(/<id>[^<]*/g)).size).toBe(5001);
  });

  it("keeps names that JavaScript has a meaning for as names", () => {
    const [entry] = readFeed(
      item(`<__proto__ constructor="x">y</__proto__><constructor/><a xmlns:__proto__="u"><__proto__:b/></a>`),
    ).entries;
    expect(entry?.extensions.map(({ name }) => name)).toEqual(["__proto__", "constructor", "a"]);
    expect(entry?.extensions[0]?.attributes).toEqual([["constructor", "x"]]);
    expect(({} as Record<string, unknown>).text).toBeUndefined();
  });

  it("refuses what is longer than it may be", () => {
    expect(() => readFeed(item(""), { maxBytes: 10 })).toThrow(OffprintError);
  });

  it("reads on after damage, and says where it is", () => {
    const damaged = `<rss><channel>\n<item><title>A & B</title></item>\n<item><title>Two</item><item><title>Three`;
    const reading = readFeed(damaged);
    expect(reading.entries.map(({ title }) => title)).toEqual(["A & B", "Two", "Three"]);
    expect(reading.notices.map(({ code, detail, place }) => [code, detail?.problem, place?.line, place?.column])).toEqual([
      ["not-well-formed", "unended-element", 3, 7],
      ["not-well-formed", "unended-element", 3, 30],
      ["truncated", "unended-element", 3, 42],
      ["not-well-formed", "bare-ampersand", 2, 16],
    ]);
  });

  it("survives 20 000 mutations: nothing but OffprintError is thrown, and what is read can be written", { timeout: 300_000 }, () => {
    let seed = 20_261_122;
    const below = (n: number): number => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return (seed >>> 0) % Math.max(1, n);
    };
    const pieces = [
      "<",
      "&",
      ">",
      '"',
      "]]>",
      "<![CDATA[",
      "<!--",
      "</item>",
      "<item>",
      "\0",
      "&#0;",
      "{",
      `<a xmlns="`,
      "\ud800",
      "<p onclick=x>",
      "</channel>",
    ];
    for (let k = 0; k < 20_000; k++) {
      let text = SEEDS[below(SEEDS.length)] as string;
      for (let i = 1 + below(4); i > 0; i--) {
        const at = below(text.length + 1);
        const length = below(60);
        const other = below(text.length + 1);
        text = [
          () => text.slice(0, at),
          () => text.slice(0, at) + text.slice(at + length),
          () => text.slice(0, at) + text.slice(at, at + length) + text.slice(at),
          () => text.slice(0, at) + text.slice(other, other + length) + text.slice(at),
          () => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << below(8))) + text.slice(at + 1),
          () => text.slice(0, at) + pieces[below(pieces.length)] + text.slice(at),
        ][below(6)]?.() as string;
      }
      const input = k % 3 === 0 ? new TextEncoder().encode(text) : text;
      for (const reader of [readFeed, readOpml]) {
        try {
          JSON.stringify(reader(input, { url: "https://mutant.example/feed" }));
        } catch (error) {
          if (!(error instanceof OffprintError)) throw new Error(`mutation ${k}: ${JSON.stringify(text)}`, { cause: error });
        }
      }
    }
  });
});

const SEEDS: readonly string[] = [
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Seeds &amp; more</title><link>https://seed.example/</link><item><title>One</title><link>/1</link><guid isPermaLink="false">s-1</guid><pubDate>Thu, 01 Jan 2004 19:48:21 GMT</pubDate><description>&lt;p&gt;short&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long <a href="/x" onclick="y()">x</a><script>z</script></p>]]></content:encoded><media:group><media:content url="https://seed.example/a.mp3" type="audio/mpeg"/></media:group><itunes:duration>1:02:03</itunes:duration></item></channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://seed.example/" xml:lang="en"><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>b</b></div></title><id>urn:x</id><author><name>Ada</name></author><entry><id>urn:1</id><title>t</title><updated>2004-01-01T00:00:00Z</updated><link href="one"/><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>x<br/>y</p><svg xmlns="http://www.w3.org/2000/svg"><path d="M0"/></svg></div></content><source><title>s</title></source></entry></feed>`,
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://seed.example/"><title>r</title><items><rdf:Seq><rdf:li rdf:resource="https://seed.example/1"/></rdf:Seq></items></channel><item rdf:about="https://seed.example/1"><title>one</title><dc:date>2004-01-01</dc:date><dc:creator>Ada (ada@seed.example)</dc:creator></item></rdf:RDF>`,
  `{"version":"https://jsonfeed.org/version/1.1","title":"j","items":[{"id":"1","content_html":"<p>x</p>","attachments":[{"url":"https://seed.example/a.mp3","mime_type":"audio/mpeg"}],"tags":["a"],"_x":{"y":[1]}},{"id":2,"content_text":"plain","date_published":"2004-01-01T00:00:00Z"}]}`,
  `<opml version="2.0"><head><title>o</title></head><body><outline text="F"><outline text="a" type="rss" xmlUrl="https://seed.example/feed" htmlUrl="https://seed.example/"/></outline></body></opml>`,
];
