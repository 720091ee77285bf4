import type { Element } from "domhandler";
import type { Timestamp } from "../../model/timestamp.ts";
import { type DateMention, findDateMentions, settleDayOrder } from "../../values/written-date.ts";
import { calendarDay } from "../../values/written-date-calendar.ts";
import type { Line, Outline } from "./outline.ts";
import type { Page } from "./page.ts";
import type { StructuredData } from "./structured-data.ts";
import type { ArticleFacts } from "./structured-facts.ts";
import { factDate } from "./structured-facts.ts";

export interface ArticleDates {
  readonly published?: Timestamp;
  readonly updated?: Timestamp;
}

/** Words before the day of a change. */
export const UPDATED =
  /(?:updat|modif|edited|revis|aktualisiert|geändert|zuletzt|bearbeitet|mis à jour|modifié|actualizad|modificad|atualizad|aggiornat|bijgewerkt|gewijzigd|zaktualizowano|aktualizac|upraveno|обновл|изменен|оновлено|päivitetty|oppdatert|uppdaterad|opdateret|güncelle|更新|修改|编辑|編輯|수정|업데이트)/i;
/** Words before the day of publication. */
export const POSTED = /(?:post|publi|veröff|escrit|написан|опубл|发布|發佈|投稿|written)/i;
const OTHER_DAY = /(?:copyright|©|\(c\)|since|expires|deadline|event|joined|member)[^\p{L}\p{M}\p{N}]*$/iu;

/** When the article was published, as its page shows it and as its markup says it: never a day that only may be right. */
export function findDates(
  page: Page,
  outline: Outline,
  data: StructuredData,
  own: readonly ArticleFacts[],
  near: { readonly head: readonly number[]; readonly closing: readonly number[]; readonly tail: readonly number[] },
): ArticleDates {
  const options = { language: page.language, now: page.options.now };
  const said = own.find((a) => a.published !== undefined)?.published ?? data.metas.published;
  const updated = own.find((a) => a.updated !== undefined)?.updated ?? data.metas.updated;
  const address = page.url ?? data.metas.canonical ?? data.metas.url;
  const inAddress = addressDay(address);
  const shown = shownDates(outline, near.head, options, addressMonth(address));
  const order = settleDayOrder(shown.map((s) => s.mention));
  const settled = shown.map((s) => settle(s, [said, inAddress], order, options)).filter((s) => s !== undefined);
  const visible = settled.find((s) => !s.update) ?? undefined;
  const published = choose(said, visible?.date, inAddress) ?? tailDate(outline, near, options);
  if (published === undefined && shown.some((s) => s.mention.readings.length > 1)) {
    const text = shown.find((s) => s.mention.readings.length > 1)?.text ?? "";
    page.notices.push({ code: "ambiguous-date", severity: "warning", detail: { value: text } });
  }
  const shownUpdate = settled.find((s) => s.update)?.date;
  const changed = updated ?? (shownUpdate !== published ? shownUpdate : undefined);
  return { ...(published && { published }), ...(changed && changed !== published && { updated: changed }) };
}

/** Of what markup says, what the page shows and what the address has, the day that readers see; the instant where both agree. */
function choose(said: Timestamp | undefined, shown: Timestamp | undefined, address: string | undefined): Timestamp | undefined {
  if (said === undefined) return shown ?? address;
  if (shown === undefined) return said;
  const days = daysBetween(said, shown);
  if (days === 0) return said.length > shown.length ? said : shown;
  // One day apart: the same moment in another offset. An instant says more than the day that it falls on somewhere.
  if (days === 1) return said.length > 10 ? said : shown;
  if (address !== undefined && daysBetween(address, shown) <= 1 && daysBetween(address, said) > 1) return shown;
  return said;
}

function daysBetween(a: Timestamp, b: Timestamp): number {
  return Math.round(Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) / 86_400_000);
}

interface Shown {
  readonly mention: DateMention;
  readonly text: string;
  readonly update: boolean;
}

function shownDates(
  outline: Outline,
  lines: readonly number[],
  options: { language: string | undefined; now: string | undefined },
  named: { readonly year: number; readonly month: number } | undefined,
): Shown[] {
  const found: Shown[] = [];
  for (let n = 0; n < lines.length; n++) {
    const at = lines[n] as number;
    const line = outline.lines[at] as Line;
    if (line.text.length > 240) continue;
    let text = line.text;
    let mentions = findDateMentions(text, options);
    if (!mentions.some((m) => m.readings.length > 0) && text.length <= 16) {
      // "12", "Mar", "2014" in boxes of their own.
      for (let k = 1; k <= 2 && lines[n + k] === at + k; k++) {
        const next = outline.lines[at + k] as Line;
        if (next.text.length > 16) break;
        text += ` ${next.text}`;
        const joined = findDateMentions(text, options).filter((m) => m.readings.length > 0 && m.start === 0 && text.length - m.end < 2);
        if (joined.length > 0) {
          mentions = joined;
          break;
        }
      }
    }
    for (const mention of mentions) {
      const { partial } = mention;
      // "12 April" in the month that the address names.
      const day = partial && named?.month === partial.month ? factDate(calendarDay(named.year, named.month, partial.day)) : undefined;
      if (mention.readings.length === 0 && day === undefined) continue;
      const before = text.slice(Math.max(0, mention.start - 30), mention.start);
      if (OTHER_DAY.test(before)) continue;
      const whole = day === undefined || mention.readings.length > 0 ? mention : { ...mention, readings: [day] };
      found.push({
        mention: whole,
        text: text.slice(mention.start, mention.end),
        update: UPDATED.test(before) || isUpdateElement(outline, line),
      });
    }
  }
  for (const i of timeElements(outline, lines)) {
    const element = outline.elements[i] as Element;
    const date = factDate(element.attribs.datetime);
    if (date === undefined) continue;
    const update = /modif|updat/i.test(`${element.attribs.itemprop ?? ""} ${element.attribs.class ?? ""}`);
    // What is printed counts before the attribute; it only fills in where nothing readable is.
    found.push({ mention: { start: 0, end: 0, readings: [date] }, text: element.attribs.datetime ?? "", update });
  }
  return found;
}

function isUpdateElement(outline: Outline, line: Line): boolean {
  for (let at = outline.pieces[line.from]?.parent ?? 0, up = 0; at > 0 && up < 3; at = outline.parent[at] as number, up++) {
    const { class: classes = "", itemprop = "" } = (outline.elements[at] as Element).attribs;
    if (
      /(?:^|[\s_-])(?:updated|modified|lastmod)(?:[\s_-]|$)/i.test(classes) &&
      !/publish|(?:^|[\s_-])(?:entry-date|date)(?:[\s_-]|$)/i.test(classes)
    )
      return true;
    if (itemprop === "dateModified") return true;
  }
  return false;
}

function timeElements(outline: Outline, lines: readonly number[]): number[] {
  const found: number[] = [];
  const first = outline.lines[lines[0] ?? -1];
  const last = outline.lines[lines[lines.length - 1] ?? -1];
  if (!first || !last) return found;
  const from = outline.pieces[first.from]?.parent ?? 0;
  const to = outline.pieces[Math.max(last.to - 1, 0)]?.parent ?? 0;
  for (let i = Math.max(0, from - 6); i <= to; i++) if ((outline.elements[i] as Element).name === "time") found.push(i);
  return found;
}

function settle(
  shown: Shown,
  known: readonly (Timestamp | undefined)[],
  dayFirst: boolean | undefined,
  options: { language: string | undefined; now: string | undefined },
): { date: Timestamp; update: boolean } | undefined {
  const { readings } = shown.mention;
  if (readings.length === 1) return { date: readings[0] as Timestamp, update: shown.update };
  for (const day of known) {
    const fits = day === undefined ? [] : readings.filter((r) => daysBetween(r, day) <= 1);
    if (fits.length === 1) return { date: fits[0] as Timestamp, update: shown.update };
  }
  if (dayFirst === undefined) return undefined;
  const again = findDateMentions(shown.text, { ...options, dayFirst })[0]?.readings;
  return again?.length === 1 ? { date: again[0] as Timestamp, update: shown.update } : undefined;
}

/** A date at the end of the text, in a short line that says "posted", or below it: in a line that says "posted", or in one that is all date, where no other day stands there (those are other posts'). */
function tailDate(
  outline: Outline,
  { closing, tail }: { readonly closing: readonly number[]; readonly tail: readonly number[] },
  options: { language: string | undefined; now: string | undefined },
): Timestamp | undefined {
  const bare = new Set<Timestamp>();
  let seen = 0;
  for (const at of closing) {
    const { text } = outline.lines[at] as Line;
    if (text.length > 60 || !POSTED.test(text)) continue;
    for (const { readings, start } of findDateMentions(text, options))
      if (readings.length === 1 && POSTED.test(text.slice(0, start)) && !UPDATED.test(text.slice(0, start))) return readings[0];
  }
  for (const at of tail) {
    const line = outline.lines[at] as Line;
    if (line.text.length > 120 || inNamedChrome(outline, line)) continue;
    seen++;
    for (const mention of findDateMentions(line.text, options)) {
      const [date, other] = mention.readings;
      if (date === undefined || other !== undefined) continue;
      const before = line.text.slice(0, mention.start);
      if (UPDATED.test(before)) continue;
      if (seen <= 12 && POSTED.test(before)) return date;
      const after = line.text.slice(mention.end);
      if (before.length + after.length <= 12 || (mention.start === 0 && /^\s*[|·•]/.test(after))) bare.add(date);
    }
  }
  return bare.size === 1 ? [...bare][0] : undefined;
}

function inNamedChrome(outline: Outline, line: Line): boolean {
  for (let at = line.block, up = 0; at > 0 && up < 6; at = outline.parent[at] as number, up++) {
    const element = outline.elements[at] as Element;
    if (element.name === "nav" || /related|comment|recent|prev|next/i.test(`${element.attribs.class ?? ""} ${element.attribs.id ?? ""}`))
      return true;
    if (element.name === "article") return false;
  }
  return false;
}

/** The day in an address: `/2012/03/04/`, `/2012-03-04-title`. */
function addressDay(url: string | undefined): string | undefined {
  const match = /\/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/_-]|\.html?$|$)/.exec(url ?? "");
  return match ? factDate(calendarDay(Number(match[1]), Number(match[2]), Number(match[3]))) : undefined;
}

/** The month in an address: `/2012/03/`. */
function addressMonth(url: string | undefined): { year: number; month: number } | undefined {
  const match = /\/((?:19|20)\d\d)\/([01]?\d)(?=\/)/.exec(url ?? "");
  return match ? { year: Number(match[1]), month: Number(match[2]) } : undefined;
}
