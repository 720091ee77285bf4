import type { Entry } from "../../model/entry.ts";
import type { Notice } from "../../model/notice.ts";
import type { Pages, Reading, ReadOptions } from "../../model/reading.ts";
import { openInput } from "../open-input.ts";
import { buildEntries, untitledEntry } from "./build-entries.ts";
import { chooseTitles, isMachineText } from "./choose-titles.ts";
import { settleDatedTitles } from "./dated-titles.ts";
import { type DocumentKind, documentKind, sectionKind } from "./document-kind.ts";
import { lookAtLines } from "./line-facts.ts";
import { titleLooks } from "./line-looks.ts";
import { withoutLinkMarks } from "./link-marks.ts";
import { PageLines } from "./page-lines.ts";
import { findPageNumber } from "./page-number.ts";
import { settleKinds } from "./settle-kinds.ts";
import { settlePrint } from "./settle-print.ts";
import { findSiteName } from "./site-name.ts";
import { soleEnd, soleTitle } from "./sole-title.ts";
import { splitLines } from "./split-lines.ts";

/** Nobody's prose. */
const MACHINE: ReadonlySet<DocumentKind> = new Set<DocumentKind>(["log", "patch", "table", "subtitles", "source"]);
/** Whose first lines are no title. */
const UNTITLED: ReadonlySet<DocumentKind> = new Set<DocumentKind>(["changelog", "mail", "checklist", "records"]);

/** So many titles tell what a text is. */
const MOST = 500;

/**
 * Reads posts out of plain text: the dump of a page that lists posts, or of one post.
 *
 * Pure and linear in the length. What cannot be told apart is one entry with a notice, never many.
 */
export function readText(input: string | Uint8Array, options: ReadOptions = {}): Reading {
  const opened = openInput(input, options);
  const page = new PageLines(splitLines(withoutLinkMarks(opened.text)));
  lookAtLines(page, options.language);
  const facts = page.lines;
  settlePrint(page, options.language);
  settleKinds(page);
  settleDatedTitles(facts);
  const other = documentKind(facts);
  const found = other === undefined ? chooseTitles(page) : [];
  const looksLike = other ?? sectionKind(facts.slice(0, found[MOST]), found.slice(0, MOST));
  const titles = looksLike === undefined ? found : [];
  const notices: Notice[] = [];
  const spaced = isSpaced(page);
  let entries: readonly Entry[];
  if (titles.length > 0) entries = buildEntries(facts, titles, spaced, options);
  else if (looksLike === undefined ? isMachineText(facts) : MACHINE.has(looksLike)) {
    entries = [];
    notices.push({ code: "no-posts", severity: "warning", detail: { reason: looksLike ?? "machine-text", lines: facts.length } });
  } else {
    const title = looksLike !== undefined && UNTITLED.has(looksLike) ? undefined : soleTitle(facts, (i) => titleLooks(page, i));
    entries =
      title === undefined
        ? [untitledEntry(facts, spaced, options)]
        : buildEntries(facts.slice(0, soleEnd(facts, title)), [title], spaced, options);
    notices.push({
      code: title === undefined ? "untitled-text" : "one-text",
      severity: "info",
      detail: { ...(looksLike !== undefined && { looksLike }), lines: facts.length },
    });
  }
  const pages: Pages | undefined = findPageNumber(facts);
  const site = titles.length > 1 ? findSiteName(facts, titles[0] as number) : undefined;
  return {
    format: "text",
    kind: entries.length > 1 ? "listing" : entries.length === 1 ? "article" : "none",
    ...(options.url !== undefined && { url: options.url }),
    ...(opened.encoding !== undefined && { encoding: opened.encoding }),
    channel: {
      ...(site !== undefined && { title: site }),
      authors: [],
      contributors: [],
      tags: [],
      links: [],
      hubs: [],
      feeds: [],
      extensions: [],
      ...(options.language !== undefined && { language: options.language }),
    },
    entries,
    ...(pages && { pages }),
    notices,
  };
}

/** Whether blank lines stand between paragraphs. */
function isSpaced({ length, at }: PageLines): boolean {
  let gaps = 0;
  for (let i = 0; i < length; i++) if ((at.gap[i] as number) > 0) gaps++;
  return gaps > length * 0.2;
}
