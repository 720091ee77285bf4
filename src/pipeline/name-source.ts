import type { Entry } from "../model/entry.ts";
import type { Reading } from "../model/reading.ts";
import { entryId } from "../read/create-entry.ts";
import { withFields } from "./with-fields.ts";

/**
 * A reading whose entries are from one source, whatever the document said: an address that was asked for and not the one that it was sent on to,
 * the first page of a listing and not the page on which a post happens to stand today, the file that says nothing of an address.
 *
 * @param always also where the entries name a source
 */
export function nameSource(reading: Reading, source: string, always: boolean): Reading {
  const renamed = new Map<string, string>();
  const entries = reading.entries.map((entry) => {
    if (entry.from.source === source || (entry.from.source !== undefined && !always)) return entry;
    const named = from(entry, source);
    renamed.set(entry.id, named.id);
    return named;
  });
  if (!renamed.size) return reading.entries.length || reading.url !== undefined ? reading : { ...reading, url: source };
  return {
    ...reading,
    entries,
    notices: reading.notices.map((notice) =>
      notice.entry === undefined ? notice : { ...notice, entry: renamed.get(notice.entry) ?? notice.entry },
    ),
  };
}

function from(entry: Entry, source: string): Entry {
  return withFields(entry, { id: entryId(source, entry), from: { ...entry.from, source } });
}
