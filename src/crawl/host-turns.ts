import { setTimeout as sleep } from "node:timers/promises";

/** One request a host at a time, with a pause between two. */
export class HostTurns {
  readonly #delayMs: number;
  /** The end of the last turn of each host. */
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const before = this.#last.get(host);
    const mine = before ? before.then(() => sleep(this.#delayMs)).then(work) : work();
    const end = mine.then(
      () => {},
      () => {},
    );
    this.#last.set(host, end);
    return mine;
  }
}
