import type { Entry } from "../model/entry.ts";
import { OffprintError } from "../model/error.ts";
import type { Reading } from "../model/reading.ts";

/** What `resolve` and an archive take: what `read` and `createEntry` give, one or many. */
export type ReadingsAndEntries = Reading | Entry | readonly (Reading | Entry)[];

/**
 * The readings, and the entries that came alone, each in their order.
 *
 * @throws OffprintError `invalid-argument` on what is neither, for callers without types
 */
export function partInput(input: ReadingsAndEntries): { readings: Reading[]; alone: Entry[] } {
  const readings: Reading[] = [];
  const alone: Entry[] = [];
  const list = (Array.isArray(input) ? input : [input]) as readonly (Reading | Entry)[];
  for (const [i, one] of list.entries()) {
    const { entries, channel, id, from } = Object(one) as Partial<Reading & Entry>;
    if (Array.isArray(entries) && channel !== undefined) readings.push(one as Reading);
    else if (typeof id === "string" && from !== undefined) alone.push(one as Entry);
    else
      throw new OffprintError("invalid-argument", "Readings and entries are wanted, as read and createEntry give them.", {
        path: `input[${i}]`,
      });
  }
  return { readings, alone };
}
