import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";

/** Behind the last entry of a feed: what closes it, and what would close the document, as far as that came. */
const ENDS_WHOLE = /(?:<\/(?:[\w.-]+:)?(?:item|entry)\s*>\s*(?:<[^<>]*>\s*)*(?:<[^<>]*)?|\}\s*,?\s*\]?\s*)$/i;
const TAIL = 200;

/** Whether a feed was cut off on its way: what its server says of its version is said of another document. */
export function isCutOff(reading: Reading): boolean {
  return reading.kind === "feed" && reading.notices.some((notice) => notice.code === "truncated");
}

/**
 * A feed without the entry in which it was cut off: half an address leads elsewhere, half a body would take the place of the whole one that
 * is held, and without its guid the entry would be another. It comes with the next reading.
 *
 * @throws OffprintError `fetch-failed` where none came whole
 */
export function wholeEntries(reading: Reading, bytes: Uint8Array): Reading {
  if (!isCutOff(reading)) return reading;
  const tail = String.fromCharCode(...bytes.subarray(-TAIL).filter((byte) => byte !== 0));
  const entries = ENDS_WHOLE.test(tail) ? reading.entries : reading.entries.slice(0, -1);
  if (!entries.length) throw new OffprintError("fetch-failed", "The document is cut off before its first entry ends.");
  return { ...reading, entries };
}
