import { readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const held = new Set<string>();
let count = 0;

/** A name for a file that stands beside others for a moment; short, for theirs may be as long as names can be. */
export function temporaryName(): string {
  return `.offprint-${process.pid}-${++count}.tmp`;
}

const TEMPORARY = /^\.offprint-(\d+)-\d+\.tmp$/;
/** A writer writes all the time: what nobody has touched for so long, whose process is none of this machine's, was left. */
const LEFT_MS = 60_000;

/** Takes away what runs that were killed have left in a folder. */
export function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(TEMPORARY.exec(name)?.[1] ?? 0);
    const path = join(folder, name);
    if (pid === 0 || held.has(path) || (pid !== process.pid && isRunning(pid))) continue;
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats !== undefined && Date.now() - stats.mtimeMs > LEFT_MS) rmSync(path, { force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be asked, but is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Removes a file or folder if the process is ended by a signal before `release`. */
export function hold(path: string): void {
  if (held.size === 0) for (const signal of SIGNALS) process.on(signal, end);
  held.add(path);
}

export function release(path: string): void {
  held.delete(path);
  if (held.size === 0) for (const signal of SIGNALS) process.off(signal, end);
}

function end(signal: NodeJS.Signals): void {
  // Whoever else listens decides whether the process ends.
  if (process.listenerCount(signal) > 1) return;
  for (const path of held) {
    rmSync(path, { recursive: true, force: true });
    release(path);
  }
  process.kill(process.pid, signal);
}
