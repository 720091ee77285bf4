/** Runs several generators at the same time, at most so many, and gives their values as they come. */
export async function* together<T>(starts: readonly (() => AsyncGenerator<T>)[], most: number): AsyncGenerator<T> {
  const waiting = [...starts].reverse();
  const running = new Map<AsyncGenerator<T>, Promise<{ generator: AsyncGenerator<T>; result: IteratorResult<T> }>>();
  const advance = (generator: AsyncGenerator<T>): void => {
    running.set(
      generator,
      generator.next().then((result) => ({ generator, result })),
    );
  };
  try {
    for (;;) {
      while (running.size < Math.max(1, most)) {
        const start = waiting.pop();
        if (!start) break;
        advance(start());
      }
      if (running.size === 0) return;
      const { generator, result } = await Promise.race(running.values());
      if (result.done) running.delete(generator);
      else {
        yield result.value;
        advance(generator);
      }
    }
  } finally {
    for (const generator of running.keys()) void generator.return(undefined).catch(() => {});
  }
}
