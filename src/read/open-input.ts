import { OffprintError } from "../model/error.ts";
import type { Notice } from "../model/notice.ts";
import type { ReadOptions } from "../model/reading.ts";
import { decodeBytes } from "../values/charset.ts";
import { SourceText } from "../values/source-text.ts";
import { requireTextOrBytes } from "../values/text-or-bytes.ts";
import { requireText } from "../values/wanted.ts";

const DEFAULT_MAX = 67_108_864;

export interface OpenedInput {
  /** Decoded when it is first asked for; what can be searched undecoded is `source`. */
  readonly text: string;
  readonly source: SourceText;
  readonly encoding?: string;
  /** The label by which server or document named the encoding. */
  readonly label?: string;
  readonly notices: readonly Notice[];
}

/** The characters of an input that is not empty, not too long and not binary; refused otherwise. */
export function openInput(input: string | Uint8Array, options: ReadOptions): OpenedInput {
  requireTextOrBytes(input);
  for (const name of ["url", "contentType", "language"] as const) requireText(name, options[name]);
  const max = options.maxBytes ?? DEFAULT_MAX;
  const length = typeof input === "string" ? input.length : input.byteLength;
  if (length > max) throw new OffprintError("too-large", `The input is ${length} long; ${max} is the limit (the option maxBytes).`);
  if (typeof input !== "string" && isBinary(input))
    throw new OffprintError("binary-input", "The input is binary: no text in any encoding.");
  const opened = typeof input === "string" ? textInput(input) : decodeBytes(input, { contentType: options.contentType });
  const { raw } = opened.source;
  if (!/[!-~]/.test(raw) && !/\S/.test(opened.text)) throw new OffprintError("empty-input", "The input is empty.");
  if (typeof input === "string" && /^(?:%PDF-|PK\u0003\u0004|\u0089PNG|GIF8|\ufffdPNG)/.test(raw))
    throw new OffprintError("binary-input", "The input is binary: no text in any encoding.");
  return opened;
}

function textInput(input: string): OpenedInput {
  const text = input.charCodeAt(0) === 0xfeff ? input.slice(1) : input;
  return { text, source: new SourceText(text), notices: [] };
}

const SIGNATURES: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x25, 0x50, 0x44, 0x46, 0x2d], [0x50, 0x4b, 0x03, 0x04], [0x1f, 0x8b], [0x42, 0x5a, 0x68], [0xfd, 0x37, 0x7a, 0x58, 0x5a], [0x37, 0x7a, 0xbc, 0xaf], [0x7f, 0x45, 0x4c, 0x46],
  [0x52, 0x61, 0x72, 0x21], [0x00, 0x00, 0x01, 0x00], [0x4f, 0x67, 0x67, 0x53], [0x49, 0x44, 0x33], [0xd0, 0xcf, 0x11, 0xe0], [0x28, 0xb5, 0x2f, 0xfd], [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], [0x77, 0x4f, 0x46],
]; // biome-ignore format: a table

/** By the first bytes of what cannot be text, or by NULs and control characters where no wide encoding explains them. */
function isBinary(bytes: Uint8Array): boolean {
  if (SIGNATURES.some((signature) => signature.every((byte, i) => bytes[i] === byte))) return true;
  if (bytes[0] === 0x52 && bytes[1] === 0x49 && bytes[2] === 0x46 && bytes[3] === 0x46 && bytes[8] === 0x57) return true; // RIFF: WebP, WAV
  const head = bytes.subarray(0, 1024);
  let nulEven = 0;
  let nulOdd = 0;
  let controls = 0;
  for (let i = 0; i < head.length; i++) {
    const byte = head[i] as number;
    if (byte === 0) {
      if (i % 2 === 0) nulEven++;
      else nulOdd++;
    } else if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 12 && byte !== 27) controls++;
  }
  const nul = nulEven + nulOdd;
  const wide = nul > head.length / 4 && (Math.min(nulEven, nulOdd) < head.length / 50 || nul > head.length / 2);
  if (wide) return controls > head.length / 8;
  return (nul > head.length / 20 && !looksMarked(head)) || controls > head.length / 10;
}

/** A text with stray NULs still begins with a tag or a brace. */
function looksMarked(head: Uint8Array): boolean {
  for (const byte of head) {
    if (byte === 0x3c || byte === 0x7b) return true;
    if (byte > 32 && byte !== 0xef && byte !== 0xbb && byte !== 0xbf) return false;
  }
  return false;
}
