import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  check,
  OffprintError,
  read,
  readFeed,
  readPage,
  readText,
  streamRss,
  writeAtom,
  writeJsonFeed,
  writeRss,
} from "../../src/index.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const codeOf = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    if (error instanceof OffprintError) return error.code;
    throw error;
  }
  return "no error";
};
const wexler = readFileSync(resolve(import.meta.dirname, "../../fixtures/world/wexler.atom.xml"));

describe("what is not ours to read is refused by name", () => {
  it.each([
    ["nothing", bytes("")],
    ["white space", bytes(" \n\t\u00a0\ufeff ")],
    ["a lone byte order mark", new Uint8Array([0xef, 0xbb, 0xbf])],
  ])("%s: empty-input", (_, input) => {
    for (const call of [read, readFeed, readPage, readText]) expect(codeOf(() => call(input))).toBe("empty-input");
  });

  const png = new Uint8Array([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 1, 0, 0, 0, 1, 0, 8, 6, 0, 0, 0,
  ]);
  it.each([
    ["an image", png],
    ["a compressed file", new Uint8Array(gzipSync(wexler))],
    ["a PDF", bytes("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n")],
    ["a zip archive", new Uint8Array([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 1, 2, 3, 4, 5, 6, 0, 0, 0, 0])],
    ["random bytes", Uint8Array.from({ length: 4096 }, (__, i) => (i * 7919 + ((i * i) >> 3)) & 0xff)],
  ])("%s: binary-input", (_, input) => {
    expect(codeOf(() => read(input))).toBe("binary-input");
  });

  it("something else than a feed, where a feed was asked for: unknown-format", () => {
    expect(codeOf(() => readFeed("<!doctype html><title>404 Not Found</title><h1>Not Found</h1>"))).toBe("unknown-format");
    expect(codeOf(() => readFeed('{"name":"package.json"}'))).toBe("unknown-format");
    expect(codeOf(() => readFeed("A letter to a friend."))).toBe("unknown-format");
    expect(codeOf(() => readFeed("<svg xmlns='http://www.w3.org/2000/svg'><title>t</title></svg>"))).toBe("unknown-format");
  });

  it("more than maxBytes: too-large", () => {
    for (const call of [read, readFeed, readPage, readText]) expect(codeOf(() => call(wexler, { maxBytes: 100 }))).toBe("too-large");
  });

  it.each([
    [undefined, "not undefined"],
    [7, "not 7"],
    [{}, "not an object"],
    [Promise.resolve(""), "an await is missing"],
    [new ArrayBuffer(3), "new Uint8Array(buffer) makes one of it"],
  ])("%o: invalid-argument, with the way from there", (input, way) => {
    for (const call of [read, readFeed, check] as ((input: unknown) => unknown)[]) {
      expect(codeOf(() => call(input))).toBe("invalid-argument");
      expect(() => call(input)).toThrow(way);
    }
  });
});

describe("pages without posts give none, and say so", () => {
  it.each([
    [
      "a 404 page",
      "<!doctype html><html><head><title>404 Not Found</title></head><body><center><h1>404 Not Found</h1></center><hr><center>nginx/1.24.0</center></body></html>",
    ],
    [
      "an error page that was saved as feed.xml",
      "<html><head><title>503 Service Temporarily Unavailable</title></head><body><h1>Service Temporarily Unavailable</h1><p>The server is temporarily unable to service your request. Please try again later.</p></body></html>",
    ],
    [
      "an error page with an XML declaration",
      '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>Error 500</title></head><body><h1>Internal Server Error</h1><p>The server encountered an internal error.</p></body></html>',
    ],
    [
      "a log-in wall",
      "<!doctype html><html><head><title>Sign in</title></head><body><form action='/login' method='post'><label>E-mail <input name='email'></label><label>Password <input type='password' name='password'></label><button>Sign in</button></form><p><a href='/forgot'>Forgot your password?</a></p></body></html>",
    ],
    [
      "a shell without its script",
      "<!doctype html><html><head><title>App</title><script src='/app.js'></script></head><body><div id='root'></div><noscript>You need to enable JavaScript to run this app.</noscript></body></html>",
    ],
  ])("%s", (_, html) => {
    const reading = read(bytes(html), { url: "https://ada.example/feed.xml" });
    expect(reading).toMatchObject({ format: "html", kind: "none", entries: [] });
    expect(reading.notices.map((n) => n.code)).toContain("no-posts");
  });
});

it("a feed cut off anywhere is read up to the cut, with a notice that has a line, and nothing is invented", () => {
  const whole = readFeed(wexler);
  const titles = whole.entries.map((e) => e.title);
  for (let end = 60; end < wexler.length; end += 97) {
    const code = codeOf(() => {
      const cut = readFeed(wexler.subarray(0, end));
      expect(cut.entries.length).toBeLessThanOrEqual(2);
      cut.entries.forEach((entry, i) => {
        if (entry.title !== undefined) expect(titles[i]?.startsWith(entry.title)).toBe(true);
      });
      const notice = cut.notices.find((n) => n.code === "truncated" || n.code === "not-well-formed");
      expect(notice?.place?.line).toBeGreaterThan(0);
    });
    expect(code).toBe("no error");
  }
});

it("a wrong argument is told by its name, with what was meant", () => {
  const head = { title: "Ada", home: "https://ada.example/" };
  const reading = read(wexler);
  const url = new URL("https://ada.example/") as unknown as string;
  const calls: readonly [() => unknown, RegExp][] = [
    [() => read(wexler, { url }), /^url must be a text, not a URL: its href is one\.$/],
    [() => read(wexler, { contentType: 7 as never }), /^contentType must be a text, not number\.$/],
    [() => read(new Uint16Array(4) as never), /not a Uint16Array/],
    [() => read(new Response("") as never), /not a Response/],
    ...[writeRss, writeAtom, writeJsonFeed, streamRss].flatMap((write): [() => unknown, RegExp][] => [
      [() => write(head, reading as never), /^posts must be a list or a stream, not an object: its entries are one\.$/],
      [() => write(head, undefined as never), /^posts must be .*, not undefined\.$/],
    ]),
    [() => writeAtom({ ...head, home: url }, []), /^head\.home must be a text/],
  ];
  for (const [call, message] of calls) {
    expect(codeOf(call)).toBe("invalid-argument");
    expect(call).toThrow(message);
  }
});
