import type { Finding } from "./finding.ts";
import { checkRules } from "./rules.ts";

/** One finding as English: what is wrong, and how to mend it. */
export function describeFinding(finding: Finding): string {
  const { says, mend } = checkRules[finding.rule];
  return `${fill(says, finding.detail)} ${fill(mend, finding.detail)}`;
}

/** `{name}` becomes the particular of that name; one that the finding does not have becomes an ellipsis. */
function fill(sentence: string, detail: Finding["detail"]): string {
  return sentence.replace(/\{([a-z]+)\}/gi, (_, name: string) => {
    const value = Object.hasOwn(detail, name) ? String(detail[name]) : "…";
    return value.length > 120 ? `${value.slice(0, 119)}…` : value;
  });
}
