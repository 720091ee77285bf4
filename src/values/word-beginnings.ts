/**
 * A quick look whether a text may hold one of many words, by how its words begin: most lines hold no month and no "by",
 * and nothing is made of them to find that out. For ASCII only; of any other text it says that it may.
 */
export class WordBeginnings {
  /** By the first three letters of longer words. */
  readonly #three = new Uint8Array(26 * 26 * 26);
  /** Words of one and two letters. */
  readonly #short = new Uint8Array(27 * 27);

  /** Words in lower case; of those with spaces or marks in them the first run of letters counts. */
  constructor(words: Iterable<string>) {
    for (const word of words) {
      const letters = /^[a-z]+(?![^\x00-\x7f])/.exec(word)?.[0];
      if (letters === undefined) continue;
      const [a = 0, b = -1, c = -1] = [...letters.slice(0, 3)].map((letter) => letter.charCodeAt(0) - 97);
      if (c >= 0) this.#three[(a * 26 + b) * 26 + c] = 1;
      else this.#short[a * 27 + b + 1] = 1;
    }
  }

  mayHold(text: string): boolean {
    let size = 0;
    let a = 0;
    let b = -1;
    let c = 0;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) return true;
      const letter = (code | 32) - 97;
      if (letter >= 0 && letter < 26 && code > 64) {
        if (size === 0) a = letter;
        else if (size === 1) b = letter;
        else if (size === 2) c = letter;
        size++;
        continue;
      }
      if (size > 0 && this.#known(size, a, b, c)) return true;
      size = 0;
      b = -1;
    }
    return size > 0 && this.#known(size, a, b, c);
  }

  #known(size: number, a: number, b: number, c: number): boolean {
    return size > 2 ? this.#three[(a * 26 + b) * 26 + c] === 1 : this.#short[a * 27 + b + 1] === 1;
  }
}
