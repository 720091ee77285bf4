import { parseArgs } from "node:util";
import { check } from "../../check/check.ts";
import { describeFinding } from "../../check/describe-finding.ts";
import type { Finding } from "../../check/finding.ts";
import { forEachInput, SOURCE_OPTIONS } from "../input.ts";
import type { Io } from "../io.ts";
import { count, paint, plain, type Style } from "../print.ts";

const STYLES: Readonly<Record<Finding["severity"], Style>> = { error: "red", warning: "yellow", info: "dim" };

/** How often a rule is told of a file: a feed breaks the same one in each of its items. */
const SHOWN = 5;

/** `offprint check FILE…`: exit code 1 when a feed has errors (with `--strict`: or warnings). */
export async function runCheck(argv: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { ...SOURCE_OPTIONS, json: { type: "boolean" }, strict: { type: "boolean" }, all: { type: "boolean" } },
  });
  const checked = await forEachInput(positionals, io, values, ({ name, bytes, options }) => ({
    file: name,
    findings: check(bytes, options),
  }));
  const unread = checked.length < positionals.length;
  if (values.json) io.stdout.write(`${JSON.stringify(checked, null, 2)}\n`);
  else for (const { file, findings } of checked) io.stdout.write(describeFile(file, findings, values.all === true, io));
  const fails = (finding: Finding) => finding.severity === "error" || (values.strict === true && finding.severity === "warning");
  return unread || checked.some(({ findings }) => findings.some(fails)) ? 1 : 0;
}

function describeFile(file: string, findings: readonly Finding[], all: boolean, io: Io): string {
  if (!findings.length) return `${paint(io, "bold", file)}  ${paint(io, "green", "nothing to mend")}\n`;
  const kinds = (["error", "warning", "info"] as const)
    .map((severity) => [severity, findings.filter((finding) => finding.severity === severity).length] as const)
    .filter(([, n]) => n > 0);
  const summary = kinds.map(([severity, n]) => (severity === "info" ? `${n} to know` : count(n, severity))).join(", ");
  const seen = new Map<string, number>();
  const shown = findings.filter((finding) => {
    const times = (seen.get(finding.rule) ?? 0) + 1;
    seen.set(finding.rule, times);
    return all || times <= SHOWN;
  });
  const lines = shown.map(
    (finding) =>
      `  ${finding.line}:${finding.column}  ${paint(io, STYLES[finding.severity], finding.severity)}  ${finding.path ? `${plain(finding.path)}: ` : ""}${plain(describeFinding(finding))} ${paint(io, "dim", finding.clause)}`,
  );
  const left = findings.length - shown.length;
  if (left) lines.push(paint(io, "dim", `  and ${left} more of the same rules (--all shows them)`));
  return `${paint(io, "bold", file)}  ${summary}\n${lines.join("\n")}\n`;
}
