import { rmSync } from "node:fs";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const held = new Set<string>();
let count = 0;

/** A name for a file that stands beside others for a moment; short, for theirs may be as long as names can be. */
export function temporaryName(): string {
  return `.offprint-${process.pid}-${++count}.tmp`;
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
