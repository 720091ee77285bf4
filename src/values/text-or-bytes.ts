import { OffprintError } from "../model/error.ts";

/**
 * Refuses what is neither a text nor bytes, for callers without types.
 *
 * @throws OffprintError `invalid-argument`, with the way from what came to what is wanted, where there is a usual one
 */
export function requireTextOrBytes(input: unknown): asserts input is string | Uint8Array {
  // Bytes of another realm (a test runner's, a frame's) are no `instanceof Uint8Array`.
  const kind = Object.prototype.toString.call(input).slice(8, -1);
  if (typeof input === "string" || kind === "Uint8Array") return;
  const { then } = Object(input) as { then?: unknown };
  const instead =
    typeof then === "function"
      ? "a promise of one: an await is missing"
      : kind === "ArrayBuffer"
        ? "an ArrayBuffer: new Uint8Array(buffer) makes one of it"
        : input === null || typeof input !== "object"
          ? String(input)
          : kind === "Object"
            ? "an object"
            : `${/^[AEIO]/.test(kind) ? "an" : "a"} ${kind}`;
  throw new OffprintError("invalid-argument", `A string or a Uint8Array is wanted, not ${instead}.`);
}
