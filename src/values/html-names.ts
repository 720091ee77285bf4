const SLOTS = 1024;

interface Slot<T> {
  readonly written: string;
  readonly found: T;
  readonly isLower: boolean;
}

/**
 * What is known of names, found by the characters where they stand: a name is neither cut out nor hashed a second time. Each spelling
 * has one of a thousand places, and the last that came there has it.
 */
export class HtmlNames<T extends { readonly name: string }> {
  /** The offset after the name that was looked up last. */
  end = 0;
  /** It stands there in lower case. */
  isLower = false;
  readonly #slots: (Slot<T> | undefined)[] = new Array<undefined>(SLOTS).fill(undefined);
  readonly #known = new Map<string, T>();
  readonly #stop: number;
  readonly #make: (name: string, index: number) => T;

  /**
   * @param stop what ends a name beside white space, `/` and `>`
   * @param make called with a name in lower case, and a number from 1 for each of the first thousand names, 0 for all that come later
   */
  constructor(stop: string, make: (name: string, index: number) => T) {
    this.#stop = stop.charCodeAt(0);
    this.#make = make;
  }

  /** What is known of the name that begins at `start`. */
  at(html: string, start: number): T {
    const { length } = html;
    const stop = this.#stop;
    // The first character is the name's, whatever it is (HTML §13.2.5.32).
    let hash = html.charCodeAt(start);
    let i = start + 1;
    for (; i < length; i++) {
      const code = html.charCodeAt(i);
      if (code <= 62 && (code <= 32 || code === 62 || code === 47 || code === stop)) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    this.end = i;
    const place = (hash ^ (hash >>> 10)) & (SLOTS - 1);
    let slot = this.#slots[place];
    if (slot === undefined || slot.written.length !== i - start || !html.startsWith(slot.written, start)) {
      const written = ownCopy(html.slice(start, i));
      const found = this.#find(written.toLowerCase());
      slot = { written, found, isLower: written === found.name };
      if (written.length < 32) this.#slots[place] = slot;
    }
    this.isLower = slot.isLower;
    return slot.found;
  }

  #find(name: string): T {
    let found = this.#known.get(name);
    if (found === undefined) {
      const isKept = this.#known.size < 1000 && name.length < 32;
      found = this.#make(name, isKept ? this.#known.size + 1 : 0);
      if (isKept) this.#known.set(name, found);
    }
    return found;
  }
}

/** A slice keeps all that it was cut from. */
function ownCopy(text: string): string {
  return text.length < 13 || text.length >= 32 ? text : text.split("").join("");
}
