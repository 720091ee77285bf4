import { OffprintError } from "../model/error.ts";
import { reasonOf } from "../pipeline/system-failure.ts";
import { UsageError } from "./io.ts";

/** What went wrong in one line, and the exit code for it: 2 for the call, 1 for the input. What nobody foresaw is thrown on. */
export function describeFailure(error: unknown): [message: string, code: 1 | 2] {
  if (error instanceof UsageError) return [error.message, 2];
  if (error instanceof OffprintError) return [error.message, error.code === "invalid-config" || error.code === "invalid-argument" ? 2 : 1];
  const system = error as NodeJS.ErrnoException;
  // parseArgs explains a wrong option over two sentences; the first says it.
  if (system.code?.startsWith("ERR_PARSE_ARGS")) return [`${system.message.split(". ")[0]} (offprint help)`, 2];
  const reason = reasonOf(error);
  if (reason === undefined) throw error;
  return [system.path === undefined ? reason : `${system.path}: ${reason}`, 1];
}
