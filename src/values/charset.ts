import type { Notice } from "../model/notice.ts";
import { guessEncoding } from "./charset-guess.ts";
import { SourceText } from "./source-text.ts";

export interface Decoded {
  /** Bytes of UTF-8 are decoded when this is first asked for. */
  readonly text: string;
  readonly source: SourceText;
  /** As the WHATWG names it; `utf-32le` and `utf-32be` are not in its list and are read nevertheless. */
  readonly encoding: string;
  /** The label by which the server or the document itself named it (`us-ascii`), where one did and it was believed. */
  readonly label?: string;
  readonly notices: readonly Notice[];
}

/**
 * Text of bytes: byte order mark, then the server's charset (RFC 7303 §3), then what the first bytes show,
 * then the document's own declaration (XML, HTML `meta`), then UTF-8, and where that fails what the bytes look like, else windows-1252.
 * A declaration that the bytes contradict is passed over with a `wrong-encoding` notice.
 */
export function decodeBytes(bytes: Uint8Array, options: { readonly contentType?: string | undefined } = {}): Decoded {
  const marked = byteOrderMark(bytes);
  if (marked !== undefined) return decoded(decodeAs(bytes, marked), marked, undefined, []);
  const notices: Notice[] = [];
  const server = charsetOf(options.contentType);
  const shown = shownByBytes(bytes);
  const sound = shown === undefined ? soundUtf8(bytes) : undefined;
  const head = sound === undefined ? headText(bytes, shown) : sound.raw.slice(0, HEAD);
  const declared = declaredCharset(head);
  for (const label of [server, declared]) {
    if (label === undefined) continue;
    const encoding = encodingOf(label);
    if (encoding === undefined) notices.push(wrong(label, "unknown"));
    // Sixteen-bit names in a declaration that could be read byte by byte are wrong, and the other way round.
    else if (isWide(encoding) !== (shown !== undefined)) notices.push(wrong(label, shown ?? "bytes"));
    else if (shown !== undefined && encoding.slice(0, 6) === shown.slice(0, 6))
      return decoded(decodeAs(bytes, shown), shown, undefined, notices);
    else if (shown === undefined) {
      if (encoding !== "utf-8") {
        const plain = sound?.encoded === false && ASCII_AND_MORE.test(encoding);
        return decoded(plain ? sound : decodeAs(bytes, encoding), encoding, label, notices);
      }
      if (sound !== undefined) return decoded(sound, encoding, label, notices);
      notices.push(wrong(label, "windows-1252"));
      const likely = mostlyUtf8(bytes) ? "utf-8" : "windows-1252";
      return decoded(decodeAs(bytes, likely), likely, undefined, notices);
    }
  }
  if (shown !== undefined) return decoded(decodeAs(bytes, shown), shown, undefined, notices);
  if (sound !== undefined) return decoded(sound, "utf-8", undefined, notices);
  const guess = mostlyUtf8(bytes) ? "utf-8" : (guessEncoding(bytes) ?? "windows-1252");
  notices.push(wrong("utf-8", guess));
  return decoded(decodeAs(bytes, guess), guess, undefined, notices);
}

function decoded(source: SourceText, encoding: string, label: string | undefined, notices: readonly Notice[]): Decoded {
  return new DecodedBytes(source, encoding, label, notices);
}

class DecodedBytes implements Decoded {
  readonly source: SourceText;
  readonly encoding: string;
  declare readonly label?: string;
  readonly notices: readonly Notice[];

  constructor(source: SourceText, encoding: string, label: string | undefined, notices: readonly Notice[]) {
    this.source = source;
    this.encoding = encoding;
    if (label !== undefined) this.label = label;
    this.notices = notices;
  }

  get text(): string {
    return this.source.whole;
  }
}

/** Encodings in which the bytes of ASCII are ASCII. */
const ASCII_AND_MORE = /^(?:windows-|iso-8859-)/;

function wrong(declared: string, assumed: string): Notice {
  return { code: "wrong-encoding", severity: "warning", detail: { declared, assumed } };
}

/** The `charset` of a `Content-Type`, however it is quoted. */
function charsetOf(contentType: string | undefined): string | undefined {
  const match = contentType === undefined ? null : /;\s*charset\s*=\s*["']?\s*([^\s;"']+)/i.exec(contentType);
  return match?.[1]?.toLowerCase();
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? "utf-32le" : "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
  return undefined;
}

/** XML 1.0 appendix F: the width that a first `<` shows. */
function shownByBytes(bytes: Uint8Array): string | undefined {
  const [a, b, c, d] = bytes;
  if (a === 0 && b === 0 && c === 0 && d === 0x3c) return "utf-32be";
  if (a === 0x3c && b === 0 && c === 0 && d === 0) return "utf-32le";
  if (a === 0 && b !== 0 && b !== undefined && c === 0 && d !== 0) return "utf-16be";
  if (a !== 0 && b === 0 && c !== 0 && c !== undefined && d === 0) return "utf-16le";
  return undefined;
}

const HEAD = 2048;

function headText(bytes: Uint8Array, shown: string | undefined): string {
  const head = bytes.subarray(0, HEAD);
  return shown === undefined ? decoderOf("windows-1252").decode(head) : decodeAs(head, shown).whole;
}

function declaredCharset(head: string): string | undefined {
  const xml = /^\s{0,512}<\?xml\s[^>]{0,200}?encoding\s*=\s*(?:"([^"<>]{1,60})"|'([^'<>]{1,60})')/i.exec(head);
  const label = xml?.[1] ?? xml?.[2] ?? /<meta\s[^>]{0,300}?charset\s*=\s*["']?\s*([\w:.-]{1,60})/i.exec(head)?.[1];
  return label?.trim().toLowerCase();
}

const MORE_LABELS: Readonly<Record<string, string>> = {
  "utf-32le": "utf-32le",
  "utf-32be": "utf-32be",
  "utf-32": "utf-32be",
  "ucs-4": "utf-32be",
  "iso-10646-ucs-4": "utf-32be",
  "iso-10646-ucs-2": "utf-16be",
  cp936: "gbk",
  cp949: "euc-kr",
  cp950: "big5",
  "big5-eten": "big5",
  cp932: "shift_jis",
  "windows-936": "gbk",
  utf_8: "utf-8",
  "x-utf-8": "utf-8",
  latin9: "iso-8859-15",
  "latin-1": "iso-8859-1",
};

function encodingOf(label: string): string | undefined {
  const known = Object.hasOwn(MORE_LABELS, label) ? (MORE_LABELS[label] as string) : label;
  if (known.startsWith("utf-32")) return known;
  try {
    const name = decoderOf(known).encoding.toLowerCase();
    return name === "replacement" || name === "x-user-defined" ? undefined : name;
  } catch {
    return undefined;
  }
}

function isWide(encoding: string): boolean {
  return encoding.startsWith("utf-16") || encoding.startsWith("utf-32");
}

function decodeAs(bytes: Uint8Array, encoding: string): SourceText {
  if (encoding === "utf-8") {
    const sound = SourceText.ofUtf8(bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes);
    if (sound !== undefined) return sound;
  }
  return new SourceText(encoding.startsWith("utf-32") ? decodeUtf32(bytes, encoding === "utf-32le") : decoderOf(encoding).decode(bytes));
}

function decodeUtf32(bytes: Uint8Array, little: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let i = 0; i + 3 < bytes.length; i += 4) {
    const code = view.getUint32(i, little);
    if (i > 0 || code !== 0xfeff) parts.push(code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code));
  }
  return parts.join("");
}

const DECODERS = new Map<string, TextDecoder>();

/** Making a decoder takes longer than decoding a small feed. Throws for a label that is none. */
function decoderOf(label: string): TextDecoder {
  let decoder = DECODERS.get(label);
  if (decoder === undefined) {
    decoder = new TextDecoder(label);
    if (DECODERS.size < 100) DECODERS.set(label, decoder);
  }
  return decoder;
}

const STRICT = new TextDecoder("utf-8", { fatal: true });

function soundUtf8(bytes: Uint8Array): SourceText | undefined {
  if (SourceText.hasByteStrings) return SourceText.ofUtf8(bytes);
  try {
    return new SourceText(STRICT.decode(bytes));
  } catch {
    return undefined;
  }
}

/** Whether most multi-byte sequences are sound: then single bytes are damaged, and the rest is UTF-8 (a cut, a pasted character). */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let sound = 0;
  let broken = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80) continue;
    const length = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    let k = 1;
    while (k <= length && ((bytes[i + k] ?? 0) & 0xc0) === 0x80) k++;
    if (length > 0 && k > length) {
      sound++;
      i += length;
    } else broken++;
  }
  return sound > broken;
}
