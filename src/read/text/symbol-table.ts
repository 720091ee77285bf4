import { longer } from "../../values/longer.ts";

/** Where the two hashes of some characters begin. */
export const SEED_A = 0x811c9dc5 | 0;
export const SEED_B = 0x9747b28c | 0;

/** Each hash with one more character. */
export function stepA(a: number, code: number): number {
  return Math.imul(a ^ code, 0x01000193);
}
export function stepB(b: number, code: number): number {
  return Math.imul((b << 5) ^ (b >>> 27) ^ code, 0x5bd1e995);
}

/** Numbers symbols in the order in which they are met. A symbol is known by what it is of and two hashes; an open table of typed arrays holds them. */
export class SymbolTable {
  size = 0;
  private mask: number;
  /** 1 + the number, 0 for a free place. */
  private slots: Int32Array;
  private of: Uint8Array;
  private a: Int32Array;
  private b: Int32Array;
  private strongs: Uint8Array;

  /** @param room How many symbols it is made for; it grows beyond. */
  constructor(room: number) {
    const places = 2 << (32 - Math.clz32(room));
    this.mask = places - 1;
    this.slots = new Int32Array(places);
    this.of = new Uint8Array(room);
    this.a = new Int32Array(room);
    this.b = new Int32Array(room);
    this.strongs = new Uint8Array(room);
  }

  /** The number of a symbol; of one that is not known a new one, or -1 where none may be added. */
  id(of: number, a: number, b: number, strong: boolean, adds: boolean): number {
    const left = a | 0;
    const right = b | 0;
    const hash = mix(of, left, right);
    for (let slot = hash & this.mask; ; slot = (slot + 1) & this.mask) {
      const held = (this.slots[slot] as number) - 1;
      if (held < 0) {
        if (!adds) return -1;
        return this.add(slot, of, left, right, strong);
      }
      if (this.a[held] === left && this.b[held] === right && this.of[held] === of) return held;
    }
  }

  /** The number of the wording from one place to another, capitals of ASCII as small letters. */
  idOf(text: string, from = 0, to = text.length): number {
    let a = SEED_A;
    let b = SEED_B;
    for (let i = from; i < to; i++) {
      let code = text.charCodeAt(i);
      if (code <= 90 && code >= 65) code |= 32;
      a = stepA(a, code);
      b = stepB(b, code);
    }
    return this.id(0, a, b, false, true);
  }

  /** By number, 1 for those that are strong. */
  strong(): Uint8Array {
    return this.strongs.subarray(0, this.size);
  }

  private add(slot: number, of: number, a: number, b: number, strong: boolean): number {
    const id = this.size++;
    this.slots[slot] = id + 1;
    if (id === this.of.length) this.grow();
    this.of[id] = of;
    this.a[id] = a;
    this.b[id] = b;
    this.strongs[id] = strong ? 1 : 0;
    if (this.size * 2 > this.mask) this.rehash();
    return id;
  }

  private grow(): void {
    const length = this.of.length * 2;
    this.of = longer(this.of, length);
    this.a = longer(this.a, length);
    this.b = longer(this.b, length);
    this.strongs = longer(this.strongs, length);
  }

  private rehash(): void {
    this.mask = this.mask * 2 + 1;
    this.slots = new Int32Array(this.mask + 1);
    for (let id = 0; id < this.size; id++) {
      let slot = mix(this.of[id] as number, this.a[id] as number, this.b[id] as number) & this.mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & this.mask;
      this.slots[slot] = id + 1;
    }
  }
}

function mix(of: number, a: number, b: number): number {
  let hash = Math.imul(a ^ Math.imul(b, 0x9e3779b1) ^ Math.imul(of, 0x85ebca6b), 0xc2b2ae35);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 13);
}
