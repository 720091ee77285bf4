/**
 * The characters that a call looks at: what it passes to the searching and copying methods of strings and to regular expressions.
 * A measure of time that does not know how busy the machine is.
 */
export function countWork(run: () => unknown): number {
  let work = 0;
  const string = String.prototype as unknown as Record<string, (this: string, ...args: unknown[]) => unknown>;
  const regexp = RegExp.prototype as unknown as Record<string, (this: RegExp, ...args: unknown[]) => unknown>;
  const restore: (() => void)[] = [];
  const patch = <T>(
    owner: Record<string, (this: T, ...args: never[]) => unknown>,
    name: string,
    cost: (self: T, args: unknown[], result: unknown) => number,
  ): void => {
    const original = owner[name] as (this: T, ...args: unknown[]) => unknown;
    owner[name] = function (this: T, ...args: never[]) {
      const result = original.apply(this, args);
      work += cost(this, args, result);
      return result;
    };
    restore.push(() => {
      owner[name] = original as never;
    });
  };
  const scanned = (self: string, args: unknown[], result: unknown): number => {
    const from = typeof args[1] === "number" ? args[1] : 0;
    return 1 + Math.max(0, (result as number) < 0 ? self.length - from : (result as number) - from);
  };
  for (const name of ["indexOf", "search"]) patch(string as never, name, scanned);
  for (const name of ["includes", "toLowerCase", "trim", "split", "replaceAll"])
    patch(string as never, name, (self: string) => 1 + self.length);
  patch(string as never, "charCodeAt", () => 1);
  patch(regexp as never, "test", (_self: RegExp, args) => 1 + String(args[0]).length);
  const { exec } = RegExp.prototype;
  RegExp.prototype.exec = function (text: string) {
    const from = this.global || this.sticky ? this.lastIndex : 0;
    const result = exec.call(this, text);
    work += 1 + (result === null ? text.length : result.index) - from;
    return result;
  };
  restore.push(() => {
    RegExp.prototype.exec = exec;
  });
  try {
    run();
  } finally {
    for (const undo of restore.reverse()) undo();
  }
  return work;
}
