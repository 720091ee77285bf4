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
      [keys, holders] = [longer(keys, new Float64Array(keys.length * 2)), longer(holders, new Int32Array(keys.length * 2))];
    }
    const start = end;
    end = putKeys(sketches[i] as Sketch, keys, start);
    holders.fill(entries[i] as number, start, end);
  }
  return { keys: keys.subarray(0, end), entries: holders.subarray(0, end) };
}

function longer<A extends Float64Array | Int32Array>(array: A, more: A): A {
  more.set(array);
  return more;
}
