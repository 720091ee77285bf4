import type { CheckOptions } from "./finding.ts";
import type { RuleName } from "./rules.ts";
export function checkJson(_text: string, _options: CheckOptions, _add: (rule: RuleName, offset: number, path: string, clause: string, detail: Record<string, string | number>) => void): void {}
