/**
 * Why a call was refused. The set is closed: a `switch` over it can be exhaustive.
 *
 * - `empty-input`: nothing but white space
 * - `binary-input`: an image, an archive, a PDF: not text in any encoding
 * - `unknown-format`: text, but not what the called function reads
 * - `too-large`: longer than `maxBytes`
 * - `invalid-config`, `invalid-argument`: the call itself is wrong; `path` says where
 * - `fetch-failed`, `address-refused`: the network said no, or must not be asked
 * - `output-unwritable`: a file that was to be written cannot be
 * - `archive-locked`, `archive-newer`, `archive-damaged`, `archive-unwritable`, `engine-missing`: storage
 */
export type OffprintErrorCode =
  | "empty-input"
  | "binary-input"
  | "unknown-format"
  | "too-large"
  | "invalid-config"
  | "invalid-argument"
  | "fetch-failed"
  | "address-refused"
  | "output-unwritable"
  | "archive-locked"
  | "archive-newer"
  | "archive-damaged"
  | "archive-unwritable"
  | "engine-missing";

const BRAND = Symbol.for("offprint.error");

/**
 * The only error that offprint throws on purpose: the input is not ours to read, or the call cannot be carried out.
 * Branded, so that `instanceof` holds between the ESM and the CommonJS copy of the package.
 */
export class OffprintError extends Error {
  override readonly name = "OffprintError";
  readonly code: OffprintErrorCode;
  /** What the error is about: a file, an address, or the path of a config value (`feeds[1].format`). */
  readonly path?: string;

  constructor(code: OffprintErrorCode, message: string, options: { path?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    if (options.path !== undefined) this.path = options.path;
    Object.defineProperty(this, BRAND, { value: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[BRAND] === true;
  }
}
