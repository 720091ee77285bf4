import { scanUtf8 } from "./utf8.ts";

/** The way to a string of one byte a character that an engine may have beside the web's own: it copies, and decodes nothing. */
interface ByteStrings {
  from(buffer: ArrayBufferLike, offset: number, length: number): Encodes;
  from(text: string, encoding: "latin1"): Encodes;
}
interface Encodes {
  toString(encoding: "latin1" | "utf8"): string;
}
const { Buffer: byteStrings } = globalThis as { readonly Buffer?: ByteStrings };

/**
 * A document's characters: a string to search in, and the way to take parts out of it. Where it came as UTF-8 the string holds its
 * bytes, one a character, and what is taken out is decoded then: most of a feed is never asked for. Offsets are those of the string.
 */
export class SourceText {
  readonly raw: string;
  /** `raw` holds bytes of UTF-8, some of them beyond ASCII. */
  readonly encoded: boolean;
  #whole: string | undefined;

  constructor(raw: string, encoded = false) {
    this.raw = raw;
    this.encoded = encoded;
  }

  /** Whether the engine has strings of bytes. */
  static readonly hasByteStrings = byteStrings !== undefined;

  /** The same of bytes, which may change afterwards; `undefined` if they are not sound UTF-8, or the engine has no such strings. */
  static ofUtf8(bytes: Uint8Array): SourceText | undefined {
    if (byteStrings === undefined) return undefined;
    const kind = scanUtf8(bytes);
    if (kind === undefined) return undefined;
    countCopy(bytes.byteLength);
    return new SourceText(byteStrings.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1"), kind === "utf-8");
  }

  get length(): number {
    return this.raw.length;
  }

  /** All of it, decoded. */
  get whole(): string {
    this.#whole ??= this.decode(this.raw);
    return this.#whole;
  }

  /** The characters between two offsets. */
  slice(from: number, to: number): string {
    const part = this.raw.slice(from, to);
    return this.encoded ? this.decode(part) : part;
  }

  /** The characters of a part of `raw`. */
  decode(part: string): string {
    if (!this.encoded || !BEYOND_ASCII.test(part)) return part;
    return byteStrings === undefined ? part : byteStrings.from(part, "latin1").toString("utf8");
  }
}

const BEYOND_ASCII = /[\x80-\xff]/;

/** More than C libraries keep for themselves once it is given back: it comes from the system, and none of it is taken until it is used. */
const UNUSED = 34_000_000;
const MOST_COPIED = 32_000_000;
let copied = 0;

/**
 * Strings of bytes lie outside the engine's heap, and it waits for 64 MB of them before it looks for those that nobody holds. Memory that
 * is asked for and never used counts like them, and has it look sooner: who reads long documents one after another needs less.
 */
function countCopy(length: number): void {
  copied += length;
  if (copied < MOST_COPIED) return;
  copied = 0;
  new ArrayBuffer(UNUSED);
}
