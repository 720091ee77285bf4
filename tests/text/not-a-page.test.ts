import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sectionKind } from "../../src/read/text/document-kind.ts";
import type { LineFacts } from "../../src/read/text/page-line.ts";
import { readText } from "../../src/read/text/read-text.ts";

interface Expected {
  readonly kind: "article" | "none";
  readonly notice: { readonly code: string; readonly looksLike?: string; readonly reason?: string };
  readonly title?: string;
}

const folder = new URL("../../fixtures/text/not-a-page/", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

describe("a text that is no page of posts is one entry or none, and a notice says what it is", () => {
  for (const file of readdirSync(folder).filter((f) => f.endsWith(".txt"))) {
    it(file.replace(".txt", ""), () => {
      const want = JSON.parse(read(file.replace(".txt", ".expected.json"))) as Expected;
      const reading = readText(read(file));
      expect(reading.kind).toBe(want.kind);
      expect(reading.entries.length).toBe(want.kind === "none" ? 0 : 1);
      expect(reading.entries[0]?.title).toBe(want.title);
      expect(reading.notices).toHaveLength(1);
      const { code, detail } = reading.notices[0] ?? {};
      expect({ code, looksLike: detail?.looksLike, reason: detail?.reason }).toEqual({
        looksLike: undefined,
        reason: undefined,
        ...want.notice,
      });
    });
  }
});

describe("dated sections of a text without print of a page", () => {
  const line = (text: string, kind: string) =>
    ({ text, kind, size: text.length, dates: kind === "dated" ? [{}] : [], bylines: [] }) as unknown as LineFacts;
  const sections = (head: (n: number) => string, said = "the reading of plates") =>
    Array.from({ length: 30 }, (_, n) => [line(head(n), "dated"), line(said, "short")]).flat();
  const titles = Array.from({ length: 30 }, (_, n) => 2 * n + 1);

  it("are a changelog where versions part them, one letter apart or more", () => {
    expect(
      sectionKind(
        sections((n) => `Version 1.${n >> 1}${"ab"[n % 2]} [May ${n + 1}, 1999]`),
        titles,
      ),
    ).toBe("changelog");
  });

  it("are a changelog where most of them say what was done", () => {
    expect(
      sectionKind(
        sections((n) => `May ${n + 1}, 1999`, "added the reading of plates"),
        titles,
      ),
    ).toBe("changelog");
  });

  it("may be posts where nothing but days parts them", () => {
    expect(
      sectionKind(
        sections((n) => `May ${n + 1}, 1999`),
        titles,
      ),
    ).toBeUndefined();
  });
});
