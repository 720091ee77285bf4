import type { DateMention } from "./written-date.ts";
import { monthOf } from "./written-date-index.ts";

/** A title with its date on one line: `12 Mar » Title`, `Title (2019-03-12)`. */
export interface EdgeDate {
  /** Which end of the line the date stands at. */
  readonly side: "before" | "after";
  /** The title, as offsets into the line. */
  readonly start: number;
  readonly end: number;
  /** Month and day where the line does not say the year. */
  readonly month?: number;
  readonly day?: number;
}

/** Month and day in figures at one end of a line. */
const FIGURES_BEFORE = /^(0?[1-9]|1[0-2])[-/.](0[1-9]|[12]\d|3[01])(?=[\s:：|»\p{L}])/u;
const FIGURES_AFTER = /(?<=[\s(（[|]|[^\x00-\u2e7f])(0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])[)）\]]?$/;
/** The same with the month as a word. */
const NAMED_BEFORE = /^(?:(\p{L}{3,12})\.? (\d{1,2})|(\d{1,2})\.? (\p{L}{3,12})\.?)(?=[\s,:：|»-])/u;
const NAMED_AFTER = /(?<=[\s([])(?:(\p{L}{3,12})\.? (\d{1,2})|(\d{1,2})\.? (\p{L}{3,12})\.?)[)\]]?$/u;
const JOINT_BEFORE = /^(?:[\s\-–—|•·:：»>›/,.)\]）】~]|\d{1,2}:\d\d(?::\d\d)?)+/u;
const JOINT_AFTER =
  /(?:[\s\-–—|•·:：«<‹/,([（【~@]|(?:posted|published|updated|on|am|le|el|il|op|em|vom)(?=\s|$)|\d{1,4} ?(?:min(?:ute)?s?(?: read)?|words|分钟|字))+$/iu;
/** What may stand outside of a date at the end of a line. */
const OUTSIDE = /^[\s)\]）】.|•·~-]*(?:\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]m)?)?[\s)\]）】.|]*$/i;
const LETTER = /[\p{L}\p{N}]/u;

/** The date at one end of a line that has more to say. */
export function edgeDate(text: string, dates: readonly DateMention[]): EdgeDate | undefined {
  const first = dates[0];
  const last = dates.at(-1);
  if (first && first.start <= 2 && !LETTER.test(text.slice(0, first.start))) return before(text, first.end, first.partial);
  if (last && OUTSIDE.test(text.slice(last.end))) return after(text, last.start, last.partial);
  if (dates.length > 0) return undefined;
  const lead = FIGURES_BEFORE.exec(text);
  if (lead) return before(text, lead[0].length, { month: Number(lead[1]), day: Number(lead[2]) });
  const tail = FIGURES_AFTER.exec(text);
  if (tail) return after(text, tail.index, { month: Number(tail[1]), day: Number(tail[2]) });
  // In long lines a day without a year is only looked for at the ends.
  const named = NAMED_BEFORE.exec(text.slice(0, 24));
  const early = named && monthDay(named);
  if (named && early) return before(text, named[0].length, early);
  const from = Math.max(0, text.length - 24);
  const late = NAMED_AFTER.exec(text.slice(from));
  const part = late && monthDay(late);
  return late && part ? after(text, from + late.index, part) : undefined;
}

function monthDay(match: RegExpExecArray): { month: number; day: number } | undefined {
  const month = monthOf((match[1] ?? match[4] ?? "").toLowerCase(), undefined)?.month;
  const day = Number(match[2] ?? match[3]);
  return month !== undefined && day >= 1 && day <= 31 ? { month, day } : undefined;
}

function before(text: string, end: number, partial: DateMention["partial"]): EdgeDate | undefined {
  const rest = text.slice(end);
  const joint = JOINT_BEFORE.exec(rest)?.[0].length ?? 0;
  if (joint === 0 && !/^(?:\p{Lu}|\p{Lo}|["“「『《【(（[])/u.test(rest)) return undefined;
  return made("before", text, end + joint, text.length, partial);
}

function after(text: string, start: number, partial: DateMention["partial"]): EdgeDate | undefined {
  const rest = text.slice(0, start);
  const joint = JOINT_AFTER.exec(rest.slice(-60))?.[0].length ?? 0;
  return made("after", text, 0, start - joint, partial);
}

function made(side: "before" | "after", text: string, start: number, end: number, partial: DateMention["partial"]): EdgeDate | undefined {
  if (end - start < 2 || !LETTER.test(text.slice(start, end))) return undefined;
  return {
    side,
    start,
    end,
    ...(partial?.month !== undefined && { month: partial.month }),
    ...(partial?.day !== undefined && { day: partial.day }),
  };
}
