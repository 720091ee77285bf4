import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
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
