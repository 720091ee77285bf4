/**
 * Whole numbers from 0 below 2^53, each with a number of 32 bits that is not 0, in two typed arrays: a `Map` would keep an object for every
 * number beyond 31 bits.
 */
export class NumberTable {
  #keys: Float64Array;
  #values: Int32Array;
  #taken = 0;

  /** @param expected For how many numbers there is to be room from the beginning. */
  constructor(expected = 0) {
    let capacity = 16;
    while (capacity * 2 < expected * 3) capacity *= 2;
    this.#keys = new Float64Array(capacity).fill(FREE);
    this.#values = new Int32Array(capacity);
  }

  /** What stands with a number; 0 where nothing does. */
  get(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = spread(key) & mask;
    while (keys[slot] !== key) {
      if (keys[slot] === FREE) return 0;
      slot = (slot + 1) & mask;
    }
    return this.#values[slot] as number;
  }

  /** With 0 the number is as good as gone, and its room is given back when the table grows. */
  set(key: number, value: number): void {
    this.reserve(1);
    this.#values[this.place(key)] = value;
  }

  /** Makes room for so many more numbers. It stands apart from placing them: what is done in a loop is to be little. */
  reserve(more: number): void {
    if ((this.#taken + more) * 4 > this.#keys.length * 3) this.#grow(more);
  }

  /** Where a number stands, with 0 if it is new: there must be room for it. True until room is made. */
  place(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    let slot = spread(key) & mask;
    while (keys[slot] !== key) {
      if (keys[slot] === FREE) {
        this.#taken++;
        keys[slot] = key;
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  at(place: number): number {
    return this.#values[place] as number;
  }

  put(place: number, value: number): void {
    this.#values[place] = value;
  }

  #grow(more: number): void {
    const keys = this.#keys;
    const values = this.#values;
    let used = 0;
    for (let slot = 0; slot < keys.length; slot++) if (values[slot] !== 0) used++;
    let capacity = keys.length;
    while ((used + more) * 4 > capacity * 2) capacity *= 2;
    this.#keys = new Float64Array(capacity).fill(FREE);
    this.#values = new Int32Array(capacity);
    this.#taken = 0;
    for (let slot = 0; slot < keys.length; slot++)
      if (values[slot] !== 0) this.put(this.place(keys[slot] as number), values[slot] as number);
  }
}

const FREE = -1;

function spread(key: number): number {
  const hash = Math.imul(key | 0, 0x9e3779b1) ^ Math.imul((key / 0x100000000) | 0, 0x85ebca6b);
  return hash ^ (hash >>> 15);
}
