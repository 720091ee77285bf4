/** A small hash table that is used again and again: the shingles of one body, their lowest bit beside them. */
const SLOTS = 512;
const slots = new Int32Array(SLOTS);
const stamps = new Int32Array(SLOTS);
let stamp = 0;

/** The table for other shingles: at most 400 may be put in before the next call. */
export function clearShingles(): void {
  stamp = (stamp + 1) | 0;
}

export function putShingle(hash: number): void {
  let slot = (hash >>> 9) & (SLOTS - 1);
  while (stamps[slot] === stamp && (((slots[slot] as number) ^ hash) & ~1) !== 0) slot = (slot + 1) & (SLOTS - 1);
  stamps[slot] = stamp;
  slots[slot] = hash;
}

/** The lowest bit of the shingle in the table, or -1 where it is not there. */
export function findShingle(hash: number): number {
  let slot = (hash >>> 9) & (SLOTS - 1);
  while (stamps[slot] === stamp) {
    if ((((slots[slot] as number) ^ hash) & ~1) === 0) return (slots[slot] as number) & 1;
    slot = (slot + 1) & (SLOTS - 1);
  }
  return -1;
}
