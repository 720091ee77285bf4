import { OffprintError } from "../model/error.ts";

/**
 * Refuses an option that is no text, for callers without types; an absent one passes.
 *
 * @throws OffprintError `invalid-argument`
 */
export function requireText(path: string, value: unknown): void {
  if (value === undefined || value === null || typeof value === "string") return;
  const instead = value instanceof URL ? "a URL: its href is one" : Array.isArray(value) ? "a list" : typeof value;
  throw new OffprintError("invalid-argument", `${path} must be a text, not ${instead}.`, { path });
}

/**
 * Refuses what cannot be gone through, for callers without types.
 *
 * @param instead what may be wanted of an object that has it
 * @throws OffprintError `invalid-argument`
 */
export function requireList(path: string, value: unknown, instead: readonly string[]): void {
  const given = Object(value) as Readonly<Record<PropertyKey, unknown>>;
  if (value != null && (Symbol.iterator in given || Symbol.asyncIterator in given)) return;
  const inside = instead.find((name) => name in given);
  const what = value === null ? "null" : typeof value;
  throw new OffprintError(
    "invalid-argument",
    `${path} must be a list or a stream, not ${inside === undefined ? what : `an object: its ${inside} are one`}.`,
    { path },
  );
}
