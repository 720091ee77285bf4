import type { Notice } from "../model/notice.ts";

type Detail = Readonly<Record<string, string | number | boolean>>;

/** A notice as one English sentence, with its place: `line 3, column 14: the date "yesterday" cannot be read`. */
export function describeNotice(notice: Notice): string {
  const say = Object.hasOwn(SENTENCES, notice.code) ? SENTENCES[notice.code] : undefined;
  const sentence = say ? say(notice.detail ?? {}) : fallback(notice);
  const where = describePlace(notice);
  return where ? `${where}: ${sentence}` : sentence;
}

/** The problems of a `not-well-formed` notice. */
const PROBLEMS: Readonly<Record<string, string>> = {
  "junk-before": "something stands before the document; it was passed over",
  "bare-ampersand": "a bare & was read as itself",
  "undeclared-entity": "an entity that nothing declares was read as in HTML",
  "undeclared-prefix": "a prefix that nothing declares was read as what it usually stands for",
  "unended-element": "an element is not ended",
  json: "the JSON is damaged; what stands before the damage was read",
};

/** The reasons of a `no-posts` notice. */
const REASONS: Readonly<Record<string, string>> = {
  "error-page": "it is an error page",
  "log-in": "it asks to log in",
  "human-check": "it asks whether somebody is human",
  "cookie-wall": "it asks to accept cookies first",
  "script-only": "it is an empty shell that a script fills",
  directory: "it is the listing of a folder",
  empty: "it shows nothing",
  "nothing-found": "nothing on it looks like one",
  "machine-text": "it is code, a table or a log",
  log: "it is a log",
  patch: "it is a patch",
  table: "it is a table",
  subtitles: "these are subtitles",
};

/** What a text without posts is, in the notices `one-text` and `untitled-text`. */
const LOOKS: Readonly<Record<string, string>> = {
  changelog: "; it looks like a changelog",
  mail: "; it looks like mail",
  records: "; it looks like a list of records",
  checklist: "; it looks like a list of things to do",
  sections: "; it looks like the sections of one work",
  comments: "; it looks like one text with comments",
};

const quoted = (detail: Detail, key: string) => `"${detail[key] ?? ""}"`;

function othersLike(others: number): string {
  return others > 0 ? `, and ${others === 1 ? "that of 1 other entry" : `those of ${others} other entries`},` : "";
}

const SENTENCES: Readonly<Record<string, (detail: Detail) => string>> = {
  "not-well-formed": (detail) =>
    `not well-formed: ${PROBLEMS[String(detail.problem)] ?? String(detail.problem ?? "damaged").replace(/-/g, " ")}${detail.value === undefined ? "" : ` (${quoted(detail, "value")})`}`,
  truncated: () => "the document ends before it should; what stands before the end was read",
  "invalid-date": (detail) => `the date ${quoted(detail, "value")} cannot be read and is left out`,
  "ambiguous-date": (detail) =>
    `${quoted(detail, detail.found === undefined ? "value" : "found")} may be two days; nothing settles which, so it is left out`,
  "relative-date": (detail) =>
    `the date ${quoted(detail, "found")} counts from a moment that was not given (the option now), so it is left out`,
  "relative-url": (detail) =>
    `the address ${quoted(detail, "value")}${othersLike(Number(detail.entries) - 1)} cannot be completed: the feed does not say where it lies (the option url does)`,
  "wrong-encoding": (detail) => `the document says that its encoding is ${detail.declared}; it was read as ${detail.assumed}`,
  "wrong-content-type": (detail) => `the server calls a feed ${detail.value}`,
  "no-posts": (detail) => `there are no posts on this page: ${REASONS[String(detail.reason)] ?? String(detail.reason)}`,
  "read-from-embedded-data": (detail) => `${detail.count} posts were read from the data that the page carries for its script`,
  "left-out": (detail) => `${detail.count} items of the export are no posts (${detail.type}) and were left out`,
  "invalid-structured-data": (detail) => `the page's ${detail.format} cannot be read`,
  "one-text": (detail) => `this reads as one article, not as a page of posts${LOOKS[String(detail.looksLike)] ?? ""}`,
  "untitled-text": (detail) => `this reads as one text without a title${LOOKS[String(detail.looksLike)] ?? ""}`,
  "shared-identity": (detail) => `${detail.entries} entries carry one guid or address: it says nothing about them any more`,
};

function fallback(notice: Notice): string {
  const particulars = Object.entries(notice.detail ?? {}).map(
    ([key, value]) => `${key} ${typeof value === "string" ? `"${value}"` : value}`,
  );
  return notice.code.replace(/-/g, " ") + (particulars.length ? ` (${particulars.join(", ")})` : "");
}

function describePlace({ place }: Notice): string {
  if (!place) return "";
  if (place.line !== undefined) return `line ${place.line}${place.column === undefined ? "" : `, column ${place.column}`}`;
  return place.path ?? (place.offset === undefined ? "" : `character ${place.offset}`);
}
