import type { RuleName } from "./rules.ts";

/** A document as text, with what was odd about its bytes. */
export interface DocumentText {
  readonly text: string;
  readonly encoding: string;
  readonly findings: readonly { readonly rule: RuleName; readonly offset: number; readonly detail: Readonly<Record<string, string>> }[];
}

/** Encodings that feed readers know as a rule, beside UTF-8 and UTF-16, which XML readers must know. */
const COMMON = /^(?:us-ascii|iso-8859-(?:1|2|7|15)|euc-jp|koi8-r|shift_jis|windows-125[0124-6]|gb18030)$/i;
const STANDARD = /^utf-?(?:8|16)$/i;
const DECLARATION = /^\ufeff?<\?xml\s+version\s*=\s*(?:"[^"]*"|'[^']*')\s+encoding\s*=\s*["']([\w.-]+)["']/;

/** Decodes strictly: XML 1.0 appendix F for the encoding, every byte held against it. */
export function documentText(document: string | Uint8Array): DocumentText {
  if (typeof document === "string") return { text: document, encoding: "utf-8", findings: [] };
  const findings: { rule: RuleName; offset: number; detail: Record<string, string> }[] = [];
  const bom = byteOrderMark(document);
  const declared =
    bom === "utf-16le" || bom === "utf-16be"
      ? undefined
      : DECLARATION.exec(latin(document.subarray(0, 300)).replace(/^\u00ef\u00bb\u00bf/, ""))?.[1];
  if (bom === "utf-8" && declared !== undefined && !/^utf-?8$/i.test(declared))
    findings.push({ rule: "wrong-encoding", offset: 0, detail: { encoding: declared, problem: "the byte order mark is that of UTF-8" } });
  else if (declared !== undefined && decoderOf(declared)) {
    const offset = latin(document.subarray(0, 300)).indexOf(declared);
    if (!STANDARD.test(declared))
      findings.push({ rule: COMMON.test(declared) ? "not-utf8" : "rare-encoding", offset, detail: { encoding: declared } });
  }
  const guess = bom ?? declared ?? nullBytes(document) ?? "utf-8";
  // A declaration that could be read byte by byte is none of UTF-16.
  const encoding =
    bom === undefined && declared !== undefined && /^(?:utf-?16|ucs-2)/i.test(declared) && nullBytes(document) === undefined
      ? "utf-8"
      : guess;
  const decoder = decoderOf(encoding);
  if (!decoder) findings.push({ rule: "unknown-encoding", offset: 0, detail: { encoding } });
  try {
    return { text: (decoder ?? new TextDecoder("utf-8", { fatal: true })).decode(document), encoding, findings };
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

function decoderOf(label: string): TextDecoder | undefined {
  // The WHATWG calls Apple's encodings x-mac-….
  for (const name of [label, `x-${label}`]) {
    try {
      return new TextDecoder(name, { fatal: true });
    } catch {}
  }
  return undefined;
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return undefined;
}

/** UTF-16 without a mark, by the zeros beside its first `<`. */
function nullBytes(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] === 0x3c) return "utf-16be";
  return undefined;
}

function latin(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
