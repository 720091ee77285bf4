import { longer } from "../values/longer.ts";
import type { Sketch } from "./sketch.ts";
import { MOST_KEYS, putKeys } from "./sketch-keys.ts";

/** Entries with the keys under which they are found: at each place one key of one entry, the keys of an entry one behind the other. */
export interface KeyRows {
  readonly keys: Float64Array;
  readonly entries: Int32Array;
}

/** Most entries have about so many. */
const KEYS = 16;

/** The rows of entries whose sketches stand in the same places. */
export function keyRows(entries: readonly number[], sketches: readonly Sketch[]): KeyRows {
  let keys = new Float64Array(entries.length * KEYS + MOST_KEYS);
  let holders = new Int32Array(keys.length);
  let end = 0;
  for (let i = 0; i < entries.length; i++) {
    if (end + MOST_KEYS > keys.length) {
      keys = longer(keys, keys.length * 2);
      holders = longer(holders, keys.length);
    }
    const start = end;
    end = putKeys(sketches[i] as Sketch, keys, start);
    holders.fill(entries[i] as number, start, end);
  }
  return { keys: keys.subarray(0, end), entries: holders.subarray(0, end) };
}
