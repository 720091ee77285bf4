/** Where a command reads and writes: the process's own streams, or a test's. */
export interface Io {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** The whole of standard input, as bytes. */
  readonly stdin: () => Promise<Uint8Array>;
  readonly cwd: string;
  /** Whether `stderr` is a terminal: progress is drawn only there. */
  readonly isTTY: boolean;
  /** Whether `stdout` takes colours. */
  readonly color: boolean;
  /** Columns of the terminal. @default 80 */
  readonly columns: number;
}

/** A command: its arguments after its name in, an exit code out (0 well, 1 input, 2 usage). */
export type Command = (argv: string[], io: Io) => Promise<number>;

/** A wrong call: printed as one line, exit code 2. */
export class UsageError extends Error {}
