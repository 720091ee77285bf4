import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { ReadOptions } from "../../model/reading.ts";
import { createEntry } from "../create-entry.ts";
import type { LineFacts } from "./line-facts.ts";

const OUTSIDE = new Set(["more", "social", "chrome", "page", "count", "mark"]);

export function buildEntries(lines: readonly LineFacts[], titles: readonly number[], options: ReadOptions, _notices: Notice[]): Entry[] {
  return titles.map((t, n) => {
    const end = titles[n + 1] ?? lines.length;
    const head = lines[t] as LineFacts;
    const region = lines.slice(t + 1, end);
    const date = region.flatMap((l) => (l.kind === "date" || l.kind === "meta" ? l.dates : [])).find((d) => d.readings.length === 1);
    const byline = region.find((l) => l.kind === "byline" || l.kind === "meta" && l.bylines.length);
    const text = region.filter((l) => !OUTSIDE.has(l.kind) && l.kind !== "date" && l.kind !== "meta" && l.kind !== "byline").map((l) => l.text).join("\n");
    return createEntry({
      title: head.text,
      ...(date && { published: date.readings[0] as string }),
      bylines: byline?.bylines ?? [],
      text,
      from: { format: "text", locator: `line ${head.line + 1}`, ...(options.url !== undefined && { source: options.url }) },
    });
  });
}
