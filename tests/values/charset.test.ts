import { describe, expect, it } from "vitest";
import { decodeBytes } from "../../src/values/charset.ts";

const ascii = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);
/** Single-byte and double-byte encodings by their own decoder, turned round. */
const encode = (text: string, encoding: string) => {
  const decoder = new TextDecoder(encoding);
  const table = new Map<string, number[]>();
  for (let a = 0; a < 256; a++) {
    table.set(decoder.decode(Uint8Array.of(a)), [a]);
    if (a >= 0x81) for (let b = 0x40; b < 256; b++) table.set(decoder.decode(Uint8Array.of(a, b)), [a, b]);
  }
  for (let a = 0; a < 128; a++) table.set(String.fromCharCode(a), [a]);
  return Uint8Array.from([...text].flatMap((c) => table.get(c) ?? [63]));
};

describe("decodeBytes", () => {
  it("believes a byte order mark before all, then the server, then the document", () => {
    const declared = `<?xml version="1.0" encoding="iso-8859-1"?><a>\u00e9</a>`;
    expect(decodeBytes(ascii(declared))).toMatchObject({ encoding: "windows-1252", label: "iso-8859-1", notices: [] });
    expect(decodeBytes(ascii(declared), { contentType: "text/xml; charset=koi8-r" })).toMatchObject({ encoding: "koi8-r" });
    expect(decodeBytes(Uint8Array.of(0xef, 0xbb, 0xbf, ...utf8(declared)), { contentType: "text/xml; charset=koi8-r" })).toMatchObject({
      encoding: "utf-8",
    });
    expect(decodeBytes(ascii(`<meta charset="shift_jis"><p>`)).encoding).toBe("shift_jis");
  });

  it("does not believe what the bytes contradict", () => {
    const { encoding, text, notices } = decodeBytes(ascii(`<?xml version="1.0" encoding="utf-8"?><a>\u00e9t\u00e9</a>`));
    expect({ encoding, text: text.slice(-11) }).toEqual({ encoding: "windows-1252", text: `<a>été</a>`.padStart(11, ">") });
    expect(notices).toEqual([{ code: "wrong-encoding", severity: "warning", detail: { declared: "utf-8", assumed: "windows-1252" } }]);
    expect(decodeBytes(ascii(`<?xml version="1.0" encoding="utf-16"?><a/>`)).text).toContain("<a/>");
  });

  it("sees sixteen and thirty-two bits without a mark", () => {
    const wide = (width: number, little: boolean) =>
      Uint8Array.from(
        [...`<?xml version="1.0"?><a/>`].flatMap((c) => {
          const cell = new Array<number>(width).fill(0);
          cell[little ? 0 : width - 1] = c.charCodeAt(0);
          return cell;
        }),
      );
    for (const [encoding, width, little] of [
      ["utf-16le", 2, true],
      ["utf-16be", 2, false],
      ["utf-32le", 4, true],
      ["utf-32be", 4, false],
    ] as const) {
      expect(decodeBytes(wide(width, little))).toMatchObject({ encoding, text: `<?xml version="1.0"?><a/>` });
    }
  });

  it("keeps UTF-8 that is damaged in a few places", () => {
    expect(decodeBytes(Uint8Array.of(...utf8("<a>žluťoučký kůň</a>"), 0xe2)).text).toBe("<a>žluťoučký kůň</a>\ufffd");
  });

  it.each([
    ["koi8-r", "Сегодня утром мы печатали вторую страницу и снова не хватило буквы."],
    ["windows-1251", "Сегодня утром мы печатали вторую страницу и снова не хватило буквы."],
    ["euc-jp", "きょうは活字をならべて、二まい目のページをすりました。"],
    ["shift_jis", "きょうは活字をならべて、二まい目のページをすりました。"],
    ["euc-kr", "오늘 아침 우리는 두 번째 쪽을 찍었습니다"],
    ["big5", "我們今天早上把第二個頁面印出來了，可是這裡的字還是不夠用"],
    ["gb18030", "我们今天早上把第二个页面印出来了，可是这里的字还是不够用"],
    ["windows-874", "เช้านี้เราพิมพ์หน้าที่สองแล้ว"],
    ["windows-1252", "Ça a été fait à l'été, déjà prêt"],
  ])("guesses %s from what the text would be", (encoding, text) => {
    expect(decodeBytes(encode(`<a>${text}</a>`, encoding))).toMatchObject({ encoding, text: `<a>${text}</a>` });
  });
});
