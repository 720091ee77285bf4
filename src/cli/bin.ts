#!/usr/bin/env node
import { reasonOf } from "../pipeline/system-failure.ts";
import { main } from "./main.ts";

const { argv, env, stdin, stdout, stderr } = process;

// A reader that goes away (`| head`) is no failure.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  stderr.write(`offprint: standard output cannot be written: ${reasonOf(error) ?? error.message}\n`);
  process.exit(1);
});

const wantsColor = env.NO_COLOR ? false : env.FORCE_COLOR ? env.FORCE_COLOR !== "0" : stdout.isTTY === true && env.TERM !== "dumb";

void main(argv.slice(2), {
  stdout,
  stderr,
  stdin: async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stdin) chunks.push(chunk as Uint8Array);
    return new Uint8Array(Buffer.concat(chunks));
  },
  cwd: process.cwd(),
  isTTY: stderr.isTTY === true && !env.CI,
  color: wantsColor,
  columns: stdout.columns ?? 120,
}).then((code) => {
  process.exitCode = code;
});
