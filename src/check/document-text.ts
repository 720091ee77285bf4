import { requireTextOrBytes } from "../values/text-or-bytes.ts";
import type { RuleName } from "./rules.ts";

/** A document as text, with what was odd about its bytes. */
export interface DocumentText {
  readonly text: string;
  readonly encoding: string;
  readonly findings: readonly OfBytes[];
}

/** What is odd about the bytes themselves. */
interface OfBytes {
  readonly rule: RuleName;
  readonly offset: number;
  readonly detail: Readonly<Record<string, string>>;
}

/** Encodings that feed readers know as a rule, beside UTF-8 and UTF-16, which XML readers must know. */
const COMMON = /^(?:us-ascii|iso-8859-(?:1|2|7|15)|euc-jp|koi8-r|shift_jis|windows-125[0124-6]|gb18030)$/i;
const STANDARD = /^utf-?(?:8|16)$/i;
const STANDARD_WIDE = /^utf-?16$/i;
const DECLARATION = /^\ufeff?<\?xml\s+version\s*=\s*(?:"[^"]*"|'[^']*')\s+encoding\s*=\s*["']([\w.-]+)["']/;

/** Decodes strictly: XML 1.0 appendix F for the encoding, every byte held against it. */
export function documentText(document: string | Uint8Array): DocumentText {
  requireTextOrBytes(document);
  if (typeof document === "string") return { text: document, encoding: "utf-8", findings: [] };
  const findings: OfBytes[] = [];
  const wide = wideEncoding(document);
  if (wide === "utf-32le" || wide === "utf-32be") {
    findings.push({ rule: "rare-encoding", offset: 0, detail: { encoding: wide } });
    return { text: decodeUtf32(document, wide === "utf-32le"), encoding: wide, findings };
  }
  const marked = document[0] === 0xef && document[1] === 0xbb && document[2] === 0xbf;
  const declared = wide === undefined ? DECLARATION.exec(latin(document.subarray(marked ? 3 : 0, 300)))?.[1] : undefined;
  if (marked && declared !== undefined && !/^utf-?8$/i.test(declared))
    findings.push({ rule: "wrong-encoding", offset: 0, detail: { encoding: declared, problem: "the byte order mark is that of UTF-8" } });
  else if (declared !== undefined && decoderOf(declared) && !STANDARD.test(declared))
    findings.push(unusual(declared, latin(document.subarray(0, 300)).indexOf(declared)));
  // A declaration that could be read byte by byte is none of UTF-16.
  const claimed = declared !== undefined && /^(?:utf-?16|ucs-2)/i.test(declared) ? undefined : declared;
  const encoding = wide ?? (marked ? "utf-8" : (claimed ?? "utf-8"));
  const decoder = decoderOf(encoding);
  if (!decoder) findings.push({ rule: "unknown-encoding", offset: 0, detail: { encoding } });
  try {
    const text = (decoder ?? new TextDecoder("utf-8", { fatal: true })).decode(document);
    if (wide !== undefined) checkWideDeclaration(text, findings);
    return { text, encoding, findings };
  } catch {
    const text = new TextDecoder(decoder?.encoding ?? "utf-8").decode(document);
    findings.push({
      rule: "wrong-encoding",
      offset: Math.max(0, text.indexOf("\ufffd")),
      detail: { encoding, problem: "some bytes are none of its characters" },
    });
    return { text, encoding, findings };
  }
}

function unusual(encoding: string, offset: number): OfBytes {
  return { rule: COMMON.test(encoding) ? "not-utf8" : "rare-encoding", offset, detail: { encoding } };
}

/** UTF-16 is to be called just that: the byte order is not part of its name where a mark says it (RFC 2781 §3.3). */
function checkWideDeclaration(text: string, findings: OfBytes[]): void {
  const declared = DECLARATION.exec(text.slice(0, 300))?.[1];
  if (declared === undefined || STANDARD_WIDE.test(declared)) return;
  const offset = text.indexOf(declared);
  if (/^(?:utf-?16(?:be|le)|ucs-?2|iso-10646-ucs-2|u16)$/i.test(declared)) findings.push(unusual(declared, offset));
  else findings.push({ rule: "wrong-encoding", offset, detail: { encoding: declared, problem: "the bytes are UTF-16" } });
}

function decoderOf(label: string): TextDecoder | undefined {
  // The WHATWG calls Apple's encodings x-mac-….
  for (const name of [label, `x-${label}`]) {
    try {
      return new TextDecoder(name, { fatal: true });
    } catch {}
  }
  return undefined;
}

/** UTF-16 and UTF-32 by their byte order mark, or by the zeros beside their first `<`. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | "utf-32le" | "utf-32be" | undefined {
  const [a, b, c, d] = bytes;
  if (c === 0 && d === 0 && ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0))) return "utf-32le";
  if (a === 0 && b === 0 && ((c === 0xfe && d === 0xff) || (c === 0 && d === 0x3c))) return "utf-32be";
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return "utf-16le";
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return "utf-16be";
  return undefined;
}

/** No browser decodes UTF-32. What is none of it becomes U+FFFD. */
function decodeUtf32(bytes: Uint8Array, littleEndian: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let at = 0; at + 3 < bytes.length; at += 4) {
    const code = view.getUint32(at, littleEndian);
    if (at > 0 || code !== 0xfeff) text += code > 0x10ffff || (code >= 0xd800 && code < 0xe000) ? "\ufffd" : String.fromCodePoint(code);
  }
  return text;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
