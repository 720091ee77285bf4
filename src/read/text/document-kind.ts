import { BYLINE_LEADS } from "../../values/byline-words.ts";
import type { LineFacts, LineKind } from "./page-line.ts";
import { DATED, FILED } from "./phrases.ts";

/** What a text is, where it is plain that it is no page of posts. */
export type DocumentKind =
  | "changelog"
  | "log"
  | "mail"
  | "subtitles"
  | "patch"
  | "source"
  | "records"
  | "table"
  | "checklist"
  | "sections"
  | "comments"
  | "plain";

/** So many lines tell. */
const MOST = 4000;

const CLOCK = /^.{0,60}?(?<!\d)\d\d:\d\d:\d\d(?!\d)/;
const STAMPED = /^\W{0,2}(?:\d|[A-Z][a-z]{2}\s+\d)/;
const CUE = /^\d{1,3}:?\d\d:\d\d[.,]\d{2,3} --> \d/;
const MAIL_FIRST = /^(?:From \S+@?\S* |(?:From|Return-Path|Received|Message-ID|Delivered-To|MIME-Version|Subject|To|Date): \S)/i;
const MAIL_FIELD = /^(?:From|To|Cc|Subject|Date|Message-ID|In-Reply-To|References|Content-Type|MIME-Version|Reply-To): \S/;
const PACKAGE = /^\S+ \([^\s)]+\) [\w. -]+; urgency=/;
const SIGNED = /^-- \S.{0,80} <\S+@\S+>\s+\w{3}, /;
const WRITTEN =
  /^(?:(?:19|20)\d\d-\d\d-\d\d|[A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} (?:\d\d:\d\d:\d\d )?(?:[A-Z]{3,4} )?(?:19|20)\d\d)\s.{2,60}[<(]\S+(?:@| at )\S+[>)]/;
const COMMIT = /^commit [0-9a-f]{7,64}\b/;
/** A line for each commit begins with a piece of its hash. */
const REVISION = /^(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40} \S/;
const PATCH = /^(?:diff --git |@@ -\d+(?:,\d+)? \+\d+|--- \S+[/.]\S+|\+\+\+ \S+[/.]\S+|Index: \S+|index [0-9a-f]{6,}\.\.)/;
const VERSION =
  /^(?:#{1,4} |={1,4} ?)?\W{0,2}(?:(?:[\p{L}-]{2,24} ){0,3}(?:version|release|v\.?) ?|[\p{L}_-]{2,24}[ -])?v?(\d{1,4}(?:\.\d{1,8}){1,3})[\w.+~-]*(?=[\s\]):,]|$)[^.!?]{0,44}$/iu;
const BULLET = /^(?:[-*+o•·–] |\[[ xX*+!-]\] |[-*+•]\S)/;
const CHECKBOX = /^(?:[-*+] )?\[[ xX]\] /;
const FIELD = /^([\p{Lu}][\p{L}\d_-]{1,24}(?: [\p{L}\d]{1,14})?):(?: \S|$)/u;

/** How files of source code begin. */
const SOURCE =
  /^(?:\/\*|\/\/|#!\/|#include|import [\w{*]|export |package [\w.]+;|use [\w:]+;|<\?(?:php|xml)|from \S+ import|["']use strict)/;
const KEY = /^"[^"]{1,80}": ?[[{"\dtfn-]/;
/** Fields that pages print as well. */
const PAGE_FIELDS: ReadonlySet<string> = new Set([...FILED, ...DATED, ...BYLINE_LEADS, "comments", "share", "source", "via", "link"]);

/** What a text is by its lines alone; `undefined` where it may be a page of posts. */
export function documentKind(lines: readonly LineFacts[]): DocumentKind | undefined {
  const n = Math.min(lines.length, MOST);
  if (n < 4) return undefined;
  let stamped = 0;
  let cues = 0;
  let headers = 0;
  let commits = 0;
  let revisions = 0;
  let patches = 0;
  let written = 0;
  const versions: string[] = [];
  let items = 0;
  let listed = 0;
  let told = 0;
  let checks = 0;
  let tabs = 0;
  let keys = 0;
  let code = 0;
  let framed = 0;
  const fields = new Map<string, number>();
  for (let i = 0; i < n; i++) {
    const { text, size, marker, kind } = lines[i] as LineFacts;
    const short = text.length > 200 ? text.slice(0, 200) : text;
    if (CLOCK.test(short) && STAMPED.test(short)) stamped++;
    if (marker !== undefined || BULLET.test(short)) {
      items++;
      listed += size;
      if (/^(?:[-*+o•·–] ?)?\p{Ll}/u.test(short) || (size > 30 && text.endsWith("."))) told++;
    } else {
      const version = versionOf(lines[i] as LineFacts);
      if (version !== undefined) versions.push(version);
    }
    if (COMMIT.test(short)) commits++;
    else if (REVISION.test(short)) revisions++;
    else if (PACKAGE.test(short) || SIGNED.test(short) || WRITTEN.test(short)) written++;
    else if (PATCH.test(short)) patches++;
    if (kind === "code") code++;
    else if (kind === "more" || kind === "social" || kind === "filed" || kind === "page") framed++;
    if (text.charCodeAt(0) === 34 && KEY.test(short)) keys++;
    if (CUE.test(short)) cues++;
    if (CHECKBOX.test(short)) checks++;
    if (MAIL_FIELD.test(short)) headers++;
    if (short.split("\t", 3).length === 3) tabs++;
    const field = FIELD.exec(short)?.[1]?.toLowerCase();
    if (field !== undefined && !PAGE_FIELDS.has(field)) fields.set(field, (fields.get(field) ?? 0) + 1);
  }
  if (cues >= 3 && cues > n * 0.1) return "subtitles";
  if (stamped >= 5 && stamped > n * 0.6) return "log";
  if (isMail(lines, headers)) return "mail";
  if (commits >= 2 && commits > n * 0.01) return "changelog";
  if (revisions >= 4 && revisions > n * 0.4) return "changelog";
  if (patches >= 4 && patches > n * 0.01) return "patch";
  if (written >= 2 && written > n * 0.01) return "changelog";
  if (checks >= 4 && checks > n * 0.15) return "checklist";
  if (tabs >= 5 && tabs > n * 0.5) return "table";
  if (keys >= 4 && keys > n * 0.3 && /^[[{]/.test((lines[0] as LineFacts).text)) return "records";
  if (code + items > n * 0.5 && SOURCE.test((lines[0] as LineFacts).text)) return "source";
  // Blogs tell of versions too, and make lists, between what their pages print.
  const page = framed >= 5 && framed > n * 0.04;
  if (
    !page &&
    versions.length >= 2 &&
    items > n * 0.2 &&
    (versions.length + items > n * 0.4 || versions.length >= 6) &&
    isOrdered(versions)
  )
    return "changelog";
  // Items that are sentences: what was done, not what was written.
  if (!page && items >= 20 && items > n * 0.5 && listed > items * 50 && told > items * 0.3) return "changelog";
  let recurring = 0;
  let filled = 0;
  for (const count of fields.values()) {
    if (count < 3) continue;
    recurring++;
    filled += count;
  }
  if (recurring >= 2 && filled > n * 0.2) return "records";
  return undefined;
}

/** The version that a heading names. */
function versionOf({ text, size }: LineFacts): string | undefined {
  return size > 110 || !/\d\.\d/.test(text) ? undefined : VERSION.exec(text)?.[1];
}

/** Whether lines that name a version, one after another in order, part the text. */
function isVersioned(lines: readonly LineFacts[]): boolean {
  const versions: string[] = [];
  for (let i = 0; i < lines.length && i < MOST; i++) {
    const line = lines[i] as LineFacts;
    const version = line.marker === undefined ? versionOf(line) : undefined;
    if (version !== undefined && version !== versions.at(-1)) versions.push(version);
  }
  return versions.length >= 5 && isOrdered(versions);
}

/** Whether most versions are older than the one above, or most newer. */
function isOrdered(versions: readonly string[]): boolean {
  let falls = 0;
  let rises = 0;
  for (let i = 1; i < versions.length; i++) {
    const order = (versions[i] as string).localeCompare(versions[i - 1] as string, "en", { numeric: true });
    if (order < 0) falls++;
    else if (order > 0) rises++;
  }
  return Math.max(falls, rises) >= (versions.length - 1) * 0.7;
}

/** Fields of mail in the first lines, or again and again. */
function isMail(lines: readonly LineFacts[], headers: number): boolean {
  if (!MAIL_FIRST.test(lines[0]?.text ?? "") || headers < 2) return false;
  let early = 0;
  for (const { text } of lines.slice(0, 30)) if (MAIL_FIELD.test(text)) early++;
  return early >= 3 || (early >= 2 && /^From /.test(lines[0]?.text ?? ""));
}

const PRINT: ReadonlySet<LineKind> = new Set<LineKind>(["more", "social", "page", "filed", "chrome", "byline"]);
const EDIT = /\[(?:edit|edit source|modifier|bearbeiten|editar|modifica|править|编辑|編集)\]$/iu;
const HEADING = /^#{1,6} \S/;
const NUMBERED = /(?:^|\s)v?(\d{1,4}(?:\.\d{1,6}){1,3})(?=[\s):,]|$)/;
const SAYS = /^.{2,60}\s(?:says|said|wrote|writes|schreibt|sagte?|dit|a écrit|dice|dijo|diz|disse|zegt|pisze|пишет|说|說)\s?[:：]?$/iu;
const CHANGED =
  /^(?:bug ?fix|fix|add|remov|delet|chang|updat|correct|renam|drop|bump|merg|revert|creat|refactor|clean|support|initial commit)/i;
const ORDINAL =
  /^(?:(?:chapter|section|article|part|clause|appendix|kapitel|abschnitt|artikel|chapitre|section|capítulo|capitolo|artículo|artigo|глава|статья|раздел|§|#)\s?)?(?:(\d{1,3})((?:\.\d{1,3}){0,4})(?=[.):\s]|$)|([IVXLC]{1,6})(?=[.):\s]|$)|([a-zA-Z])[.)]\s)|^第([\d一二三四五六七八九十百〇零]{1,5})[章节節条條回部話话]/iu;

/** What a text is by the lines that would be its titles; `undefined` for those of posts. */
export function sectionKind(lines: readonly LineFacts[], titles: readonly number[]): DocumentKind | undefined {
  const n = titles.length;
  if (n < 2) return undefined;
  let dated = 0;
  let dates = 0;
  let printed = 0;
  let edits = 0;
  let said = 0;
  let listed = 0;
  let ordinals = 0;
  let rising = 0;
  let before = "";
  const labels = new Map<string, number>();
  const versions: string[] = [];
  let closed = 0;
  let told = 0;
  let changed = 0;
  let items = 0;
  let lower = 0;
  for (let k = 0; k < n; k++) {
    const t = titles[k] as number;
    const { text, edge, kind, marker } = lines[t] as LineFacts;
    const from = Math.max(t - 3, k === 0 ? 0 : (titles[k - 1] as number) + 1);
    const to = Math.min(t + 5, titles[k + 1] ?? lines.length);
    let hasDate = edge !== undefined || kind === "dated";
    let hasDay = hasDate;
    for (let i = from; i < to; i++) {
      const line = lines[i] as LineFacts;
      if (i === t || !isDay(line)) continue;
      hasDate = true;
      if (line.kind === "date" || (line.kind === "meta" && line.size < 90)) hasDay = true;
    }
    if (hasDate) dated++;
    if (hasDay) dates++;
    let print = false;
    for (let i = Math.max(0, t - 3); i <= t + 3; i++) {
      const line = lines[i];
      if (line && i !== t && isPrint(line)) print = true;
      if (line && i >= t - 2 && i <= t + 1 && SAYS.test(line.text)) said++;
    }
    if (print) printed++;
    if (EDIT.test(text) || HEADING.test(text)) edits++;
    const version = NUMBERED.exec(text)?.[1];
    if (version !== undefined) versions.push(version);
    if (BULLET.test(text)) listed++;
    const name = edge === undefined ? text : text.slice(edge.start, edge.end);
    if (CHANGED.test(name)) changed++;
    if (marker !== undefined) items++;
    if (/^\p{Ll}/u.test(name)) lower++;
    if (/[\p{L}\d)][.。]$/u.test(text)) closed++;
    for (let i = t + 1, end = titles[k + 1] ?? lines.length; i < end; i++) {
      const line = lines[i] as LineFacts;
      if (line.marker === undefined && !BULLET.test(line.text)) continue;
      told++;
      break;
    }
    const ordinal = ORDINAL.exec(text)?.[0];
    if (ordinal !== undefined) {
      ordinals++;
      if (ordinal !== before) rising++;
      before = ordinal;
    }
    const label = FIELD.exec(text)?.[1]?.toLowerCase();
    if (label !== undefined) labels.set(label, (labels.get(label) ?? 0) + 1);
  }
  if (said >= n * 0.6) return "comments";
  if (edits >= n * 0.5) return "sections";
  if (listed >= n * 0.6) return "checklist";
  if (ordinals >= n * 0.7 && rising >= n * 0.6 && dates < n * 0.5) return "sections";
  if (n >= 3 && dates < n * 0.5 && Math.max(0, ...labels.values()) >= n * 0.6) return "records";
  if (n >= 3 && versions.length >= n * 0.6 && printed < n * 0.3 && dates < n * 0.5 && isOrdered(versions)) return "changelog";
  if ((n >= 4 && changed >= n * 0.4 && printed < n * 0.3) || (n >= 8 && changed >= n * 0.6)) return "changelog";
  // Under each day a list of what was done.
  if (n >= 8 && items >= n * 0.6 && changed >= n * 0.2) return "changelog";
  if (n >= 8 && lower >= n * 0.7 && changed >= n * 0.15 && printed < n * 0.3) return "changelog";
  if (n >= 3 && closed >= n * 0.6) return "plain";
  if (dated >= n * 0.34 && n < 20) return undefined;
  let days = 0;
  let prints = 0;
  let outside = 0;
  let teasers = 0;
  let paged = false;
  const first = titles[0] as number;
  const last = titles[n - 1] as number;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as LineFacts;
    if (isDay(line)) days++;
    else if (line.size > 40 && TEASER.test(line.text)) teasers++;
    if (!isPrint(line)) continue;
    prints++;
    if (i < first || i > last) outside++;
    if (line.kind === "page" || line.kind === "more") paged = true;
  }
  if (teasers >= n * 0.3) return undefined;
  // So many dated lists, or versions, come with some print of their page; in thousands of lines some look like it by chance.
  const bare = prints < Math.max(2, n * 0.2);
  if (bare && n >= 12 && isVersioned(lines)) return "changelog";
  if (dated >= n * 0.34) return bare && told >= n * 0.6 ? "changelog" : undefined;
  // One date at one title: a post with its headings.
  if (n <= 12 && days === 1 && dated === 1 && !paged) return "plain";
  if (days >= n * 0.5) return undefined;
  return prints < 2 || (printed < n * 0.3 && outside < 2 && !paged) ? "plain" : undefined;
}

/** A text that is cut off. */
const TEASER = /(?:…|\.\.\.|\[…\]|\[\.\.\.\])$/;

function isDay(line: LineFacts): boolean {
  if (line.kind === "date") return true;
  if (line.dates.length === 0 || (line.kind !== "meta" && line.kind !== "dated")) return false;
  // A sentence that begins or ends with a day dates nothing.
  return line.size < 40 || line.bylines.length > 0 || !/[\p{L}\d]\.$/u.test(line.text);
}

/** What only pages print: navigation, filing, sharing, bylines, times of reading. Anybody prints a copyright. */
function isPrint(line: LineFacts): boolean {
  return line.kind === "count" ? /\p{L}{3}/u.test(line.text) : PRINT.has(line.kind) && !isCopyright(line);
}

function isCopyright(line: LineFacts): boolean {
  return line.kind === "chrome" && /©|\(c\)|copyright/i.test(line.text);
}
