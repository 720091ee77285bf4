import { describeFailure } from "./describe-failure.ts";
import { type Command, type Io, UsageError } from "./io.ts";

/** Each command is loaded when it is asked for, so that `offprint help` does not wait for a database. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  help: async () => (await import("./commands/help.ts")).runHelp,
  read: async () => (await import("./commands/read.ts")).runRead,
  convert: async () => (await import("./commands/convert.ts")).runConvert,
  check: async () => (await import("./commands/check.ts")).runCheck,
  init: async () => (await import("./commands/init.ts")).runInit,
  build: async () => (await import("./commands/build.ts")).runBuild,
  posts: async () => (await import("./commands/posts.ts")).runPosts,
  why: async () => (await import("./commands/why.ts")).runWhy,
  sources: async () => (await import("./commands/sources.ts")).runSources,
  forget: async () => (await import("./commands/forget.ts")).runForget,
  decide: async () => (await import("./commands/decide.ts")).runDecide,
  export: async () => (await import("./commands/export.ts")).runExport,
  import: async () => (await import("./commands/import.ts")).runImport,
};

/** Runs one command. Exit codes: 0 all well, 1 something in the input, 2 the call itself. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const [name = "help", ...rest] = argv;
  try {
    if (name === "--help" || name === "-h" || rest.includes("--help") || rest.includes("-h"))
      return await (await load("help"))(name.startsWith("-") ? [] : [name], io);
    if (name === "--version" || name === "-v") return await (await load("help"))(["--version"], io);
    return await (await load(name))(rest, io);
  } catch (error) {
    const [message, code] = describeFailure(error);
    io.stderr.write(`offprint: ${message}\n`);
    return code;
  }
}

function load(name: string): Promise<Command> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`unknown command "${name}" (offprint help lists them)`);
  return command();
}
