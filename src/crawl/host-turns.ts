import { setTimeout as sleep } from "node:timers/promises";

/** One request a host at a time, with a pause between two. */
export class HostTurns {
  readonly #delayMs: number;
  /** The end of the last turn of each host. */
  readonly #last = new Map<string, Promise<unknown>>();
  /** Until when hosts want to be left alone, in milliseconds of the process's clock. */
  readonly #until = new Map<string, number>();

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(host);
    // Whoever is not asked needs no pause.
    const mine = before ? before.then(() => (this.secondsLeft(host) > 0 ? undefined : sleep(this.#delayMs))).then(work) : work();
    const end = mine.then(
      () => {},
      () => {},
    );
    this.#last.set(host, end);
    return mine;
  }

  /** A host has asked to be left alone (`Retry-After`): what one of its addresses is refused, the others are too. */
  leaveAlone(host: string, seconds: number): void {
    this.#until.set(host, performance.now() + seconds * 1000);
  }

  /** For how long a host still wants to be left alone. */
  secondsLeft(host: string): number {
    return Math.max(0, Math.ceil(((this.#until.get(host) ?? 0) - performance.now()) / 1000));
  }
}
