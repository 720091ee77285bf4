import { setTimeout as sleep } from "node:timers/promises";

/** Runs work in turn for each host, with a pause between, and for so many hosts at a time. */
export class HostQueue {
  readonly #delayMs: number;
  readonly #last = new Map<string, Promise<unknown>>();

  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  run<T>(url: string, work: () => Promise<T>): Promise<T> {
    const host = hostKey(url);
    const before = this.#last.get(host);
    const mine = before ? before.then(() => sleep(this.#delayMs)).then(work) : work();
    this.#last.set(
      host,
      mine.catch(() => {}),
    );
    return mine;
  }
}

function hostKey(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Each input's results as they come, so many inputs at a time; the order is that in which they are ready. */
export async function* inParallel<In, Out>(
  inputs: Iterable<In>,
  most: number,
  work: (input: In) => AsyncIterable<Out>,
): AsyncGenerator<Out> {
  const waiting = inputs[Symbol.iterator]();
  const running = new Map<number, { iterator: AsyncIterator<Out>; next: Promise<{ key: number; result: IteratorResult<Out> }> }>();
  let keys = 0;
  const ask = (key: number, iterator: AsyncIterator<Out>) =>
    running.set(key, { iterator, next: iterator.next().then((result) => ({ key, result })) });
  const start = () => {
    while (running.size < most) {
      const input = waiting.next();
      if (input.done) return;
      ask(keys++, work(input.value)[Symbol.asyncIterator]());
    }
  };
  for (start(); running.size; start()) {
    const { key, result } = await Promise.race([...running.values()].map((one) => one.next));
    const one = running.get(key);
    running.delete(key);
    if (result.done || !one) continue;
    yield result.value;
    ask(key, one.iterator);
  }
}
