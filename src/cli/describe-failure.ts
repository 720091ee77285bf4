import { stat } from "node:fs/promises";
import { OffprintError } from "../model/error.ts";
import { UsageError } from "./io.ts";

/** What went wrong in one line, and the exit code for it: 2 for the call, 1 for the input. What nobody foresaw is thrown on. */
export async function describeFailure(error: unknown, cwd: string): Promise<[message: string, code: 1 | 2]> {
  if (error instanceof UsageError) return [error.message, 2];
  if (error instanceof OffprintError) return [error.message, error.code === "invalid-config" || error.code === "invalid-argument" ? 2 : 1];
  const system = error as NodeJS.ErrnoException;
  // parseArgs explains a wrong option over two sentences; the first says it.
  if (system.code?.startsWith("ERR_PARSE_ARGS")) return [`${system.message.split(". ")[0]} (offprint help)`, 2];
  if (system.code === "ENOENT" && system.path) return [`no such file: ${system.path}`, 1];
  if (system.code === "EISDIR") {
    const folder = system.path ?? (await stat(cwd).then(() => "the given path"));
    return [`${folder} is a folder`, 1];
  }
  if (system.code === "EACCES" || system.code === "EPERM") return [`not allowed to open ${system.path ?? "a file"}`, 1];
  throw error;
}
