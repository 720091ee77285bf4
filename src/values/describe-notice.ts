import type { Notice } from "../model/notice.ts";

type Detail = Readonly<Record<string, string | number | boolean>>;

/** A notice as one English sentence, with its place: `line 3, column 14: the date "yesterday" cannot be read`. */
export function describeNotice(notice: Notice): string {
  const say = Object.hasOwn(SENTENCES, notice.code) ? SENTENCES[notice.code] : undefined;
  const sentence = say ? say(notice.detail ?? {}) : fallback(notice);
  const where = describePlace(notice);
  return where ? `${where}: ${sentence}` : sentence;
}

const SENTENCES: Readonly<Record<string, (detail: Detail) => string>> = {};

function fallback(notice: Notice): string {
  const particulars = Object.entries(notice.detail ?? {}).map(([key, value]) => `${key} ${typeof value === "string" ? `"${value}"` : value}`);
  return notice.code.replace(/-/g, " ") + (particulars.length ? ` (${particulars.join(", ")})` : "");
}

function describePlace({ place }: Notice): string {
  if (!place) return "";
  if (place.line !== undefined) return `line ${place.line}${place.column === undefined ? "" : `, column ${place.column}`}`;
  return place.path ?? (place.offset === undefined ? "" : `character ${place.offset}`);
}
