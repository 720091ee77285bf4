import { decodeEntities } from "../values/entities.ts";
import type { Spot, ValueCheck } from "./element-rule.ts";
import { isHtmlElement } from "./markup-vocabulary.ts";
import type { RuleName } from "./rules.ts";

/** Plain text must not have markup: which rule it breaks depends on who says that it is plain. */
export function plainText(rule: RuleName): ValueCheck {
  return (value, spot) => {
    const markup = findMarkup(value, spot);
    if (markup !== undefined) spot.report(rule, { value: markup });
    else if (
      spot.context.format === "rss" &&
      spot.context.version.startsWith("2") &&
      !spot.frame.hexReference &&
      /&#[x\d]|<[/a-z]/i.test(value)
    )
      spot.report("character-data", { value: value.slice(0, 80) });
  };
}

/** The first end tag of HTML's, or the first reference, that stands in what should be plain text. */
function findMarkup(value: string, spot: Spot): string | undefined {
  for (const match of value.matchAll(/<\/(\w{1,20})>/g)) if (isHtmlElement((match[1] ?? "").toLowerCase())) return match[0];
  if (spot.frame.hexReference) return undefined;
  for (const match of value.matchAll(/&(#?\w{1,32})/g)) {
    const name = match[1] ?? "";
    if (name === "apos" || !/^[a-z]+$/i.test(name) || decodeEntities(`&${name};`) !== `&${name};`) return `&${name};`;
  }
  return undefined;
}

/** RSS and its extensions: no markup. */
export const noHtml = plainText("contains-html");

/** At most so many characters, and no markup. */
export function shortText(max: number): ValueCheck {
  return (value, spot) => {
    if (value.length > max) spot.report("too-long", { length: value.length, max });
    noHtml(value, spot);
  };
}
