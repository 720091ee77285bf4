import { readFileSync } from "node:fs";
import { format } from "date-fns";
import * as locales from "date-fns/locale";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findDateMentions, findWrittenDate, readWrittenDate, settleDayOrder } from "../../src/values/written-date.ts";

const table = readFileSync(new URL("../../fixtures/dates/languages.txt", import.meta.url), "utf8")
  .trim()
  .split("\n")
  .map((line) => line.split("\t") as [string, string]);
const expected = JSON.parse(readFileSync(new URL("../../fixtures/dates/languages.expected.json", import.meta.url), "utf8")) as Record<
  string,
  string
>;

describe("dates as people write them", () => {
  it.each(table)("%s: %s", (language, text) => {
    expect(readWrittenDate(text, { language })?.date).toBe(expected[text]);
  });

  // Calendars and month names that the table leaves out.
  const others = new Set(["ckb", "se", "ht", "gd"]);
  it.each(Object.values(locales).filter((locale) => !others.has(locale.code.split("-")[0] as string)))(
    "date-fns $code: what it prints is read back",
    (locale) => {
      for (const month of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]) {
        const day = new Date(2014, month, 12);
        const iso = format(day, "yyyy-MM-dd");
        for (const pattern of ["d MMMM yyyy", "do MMMM yyyy", "MMMM d, yyyy", "EEEE d MMMM yyyy"]) {
          const text = format(day, pattern, { locale });
          const read = findWrittenDate(text, { language: locale.code })?.date;
          // A name that two months share in a language is not settled; a wrong day never comes out.
          expect([iso, undefined], text).toContain(read);
          if (pattern === "d MMMM yyyy") expect(read, text).toBe(iso);
        }
      }
    },
  );
});

describe("days and months in numbers", () => {
  it("leaves 03/04/2012 undecided and says what it may be", () => {
    expect(readWrittenDate("03/04/2012")).toBeUndefined();
    expect(readWrittenDate("03/04/2012", { language: "en" })).toBeUndefined();
    expect(findDateMentions("03/04/2012")[0]?.readings).toEqual(["2012-04-03", "2012-03-04"]);
  });
  it.each([
    ["03/04/2012", { language: "de" }, "2012-04-03"],
    ["03/04/2012", { language: "en-GB" }, "2012-04-03"],
    ["03/04/2012", { language: "en-US" }, "2012-03-04"],
    ["03/04/2012", { dayFirst: false, language: "de" }, "2012-03-04"],
    ["13/04/2012", {}, "2012-04-13"],
    ["04/13/2012", {}, "2012-04-13"],
    ["05/05/2012", {}, "2012-05-05"],
    ["4.3.2012", {}, "2012-03-04"],
    ["4.3.12", { language: "de" }, "2012-03-04"],
    ["2012/3/4", {}, "2012-03-04"],
    ["2012-03-04", {}, "2012-03-04"],
    ["4-Mar-12", {}, "2012-03-04"],
    ["4 Mar ’12", {}, "2012-03-04"],
    ["12 Mar", { year: 2014 }, "2014-03-12"],
    ["03-04", { year: 2012 }, "2012-03-04"],
  ])("%s %j is %s", (text, options, date) => {
    expect(readWrittenDate(text, options)?.date).toBe(date);
  });
  it("settles the order by the dates beside it", () => {
    expect(settleDayOrder([...findDateMentions("13/04/2012"), ...findDateMentions("03/04/2012")])).toBe(true);
    expect(settleDayOrder([...findDateMentions("04/13/2012"), ...findDateMentions("13/04/2012")])).toBeUndefined();
  });
  it.each(["192.168.2.1", "31/02/2012", "Mar ’12", "May 2012", "12 lis 2014", "3.5 March", "1/2", "2012-13-40", "page 4 of 2012"])(
    "%s is no date",
    (text) => {
      expect(findWrittenDate(text)).toBeUndefined();
    },
  );
});

describe("times", () => {
  it("makes an instant only of a time with its offset", () => {
    expect(readWrittenDate("2012-03-04T09:30:00+01:00")?.date).toBe("2012-03-04T09:30:00+01:00");
    expect(readWrittenDate("Sun, 04 Mar 2012 09:30:00 GMT")?.date).toBe("2012-03-04T09:30:00Z");
    expect(readWrittenDate("4 March 2012, 9:30 pm UTC")?.date).toBe("2012-03-04T21:30:00Z");
    expect(readWrittenDate("4 March 2012, 9:30 pm")?.date).toBe("2012-03-04");
  });
});

describe("elapsed time", () => {
  const now = "2026-11-22T10:00:00+02:00";
  it.each([
    ["3 days ago", "2026-11-19"],
    ["a day ago", "2026-11-21"],
    ["yesterday", "2026-11-21"],
    ["11 hours ago", "2026-11-21"],
    ["2 weeks ago", "2026-11-08"],
    ["i går", "2026-11-21"],
    ["Předevčírem", "2026-11-20"],
    ["vor 3 Tagen", "2026-11-19"],
    ["il y a 3 jours", "2026-11-19"],
    ["hace 5 horas", "2026-11-22"],
    ["3 дня назад", "2026-11-19"],
    ["3日前に投稿", "2026-11-19"],
    ["3天前", "2026-11-19"],
    ["3일 전", "2026-11-19"],
  ])("%s", (text, date) => {
    expect(findWrittenDate(text, { now })?.date).toBe(date);
    expect(findWrittenDate(text)).toBeUndefined();
  });
  it("has no day for what is counted in months", () => {
    expect(findWrittenDate("3 months ago", { now })).toBeUndefined();
  });
});

describe("dates in lines", () => {
  it("says where they stand, with weekday and time", () => {
    const line = "Posted on Sunday, 4th March 2012 at 9:30 pm by Ada Byron";
    const found = findWrittenDate(line);
    expect(line.slice(found?.start, found?.end)).toBe("Sunday, 4th March 2012 at 9:30 pm");
  });
  it("finds several, without overlaps", () => {
    expect(findDateMentions("4 March 2012 (updated 5 June 2013)").map((m) => m.readings)).toEqual([["2012-03-04"], ["2013-06-05"]]);
  });
  it("never throws, and gives days that exist", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom(" Mar ", "/", ". ", "年", " days ago "),
        (text, n, joint) => {
          for (const { readings, start, end } of findDateMentions(`${text}${n}${joint}${n}${joint}2012`, { now: "2020-01-01" })) {
            expect(end).toBeGreaterThan(start);
            for (const reading of readings) expect(Number.isNaN(Date.parse(reading.slice(0, 10)))).toBe(false);
          }
        },
      ),
    );
  });
});
