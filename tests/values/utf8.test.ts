import { describe, expect, it } from "vitest";
import { scanUtf8 } from "../../src/values/utf8.ts";

const strict = new TextDecoder("utf-8", { fatal: true });
const isSound = (bytes: Uint8Array): boolean => {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

describe("scanUtf8", () => {
  it("tells ASCII, what is beyond it, and what is not sound, wherever in memory it begins", () => {
    for (let offset = 0; offset < 5; offset++) {
      const at = (text: string) => new Uint8Array([...new Uint8Array(offset), ...new TextEncoder().encode(text)]).subarray(offset);
      expect(scanUtf8(at("plain text"))).toBe("ascii");
      expect(scanUtf8(at("plain tëxt, 日本, 😀"))).toBe("utf-8");
      expect(scanUtf8(at("日本").subarray(0, 5))).toBeUndefined();
      expect(scanUtf8(at(""))).toBe("ascii");
    }
  });

  it("judges every pair and many longer sequences as the decoder does", () => {
    for (let a = 0x7f; a < 256; a++) {
      for (let b = 0; b < 256; b++) {
        for (const tail of [[], [0x80], [0xbf, 0x80], [0x80, 0xbf, 0x41], [0x41, 0x42, 0x43, 0x44]]) {
          const bytes = Uint8Array.of(0x41, a, b, ...tail);
          expect(scanUtf8(bytes) !== undefined, bytes.join(" ")).toBe(isSound(bytes));
        }
      }
    }
  });
});
