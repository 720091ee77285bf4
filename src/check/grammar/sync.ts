import { rfc3339Date } from "../date-checks.ts";
import { attributeOf, type CheckContext, type ElementRule, eaten, type Frame } from "../element-rule.ts";
import { noHtml } from "../text-checks.ts";
import { fullUri } from "../uri-checks.ts";
import { notBlank, oneOf, positive31, trueOrFalseStrictly, unique, urnName } from "../value-checks.ts";
import { empty, group, needed, optional } from "./leaf.ts";

/** FeedSync 1.0, met in feeds that are exchanged between stores. */

function checkWindow(frame: Frame, context: CheckContext): void {
  const since = attributeOf(frame, "since")?.value;
  const until = attributeOf(frame, "until")?.value;
  if (since === undefined && until !== undefined) context.report("missing-attribute", frame, { element: frame.name, attribute: "since" });
  if (until === undefined && since !== undefined) context.report("missing-attribute", frame, { element: frame.name, attribute: "until" });
  if (since !== undefined && until !== undefined && since > until) context.report("since-after-until", frame, {});
}

function checkHistory(frame: Frame, context: CheckContext): void {
  const by = attributeOf(frame, "by") !== undefined;
  const when = attributeOf(frame, "when") !== undefined;
  if (!by && !when) context.report("missing-by-and-when", frame, { element: frame.name });
  else if (!by || !when) context.report("missing-recommended-attribute", frame, { element: frame.name, attribute: by ? "when" : "by" });
}

const related = empty({
  link: needed(fullUri),
  title: optional(noHtml, notBlank),
  type: needed(oneOf("sync-type", "complete|aggregated")),
});
const history = {
  ...empty({ by: optional(noHtml, notBlank, urnName), sequence: needed(positive31), when: optional(rfc3339Date) }),
  open: checkHistory,
};

export const syncChannel: Readonly<Record<string, ElementRule>> = {
  "sx:sharing": group(
    { "sx:related": related },
    { attributes: { expires: optional(rfc3339Date), since: optional(rfc3339Date), until: optional(rfc3339Date) }, open: checkWindow },
  ),
};

export const syncItem: Readonly<Record<string, ElementRule>> = {
  "sx:sync": group(
    { "sx:history": history, "sx:conflicts": eaten },
    {
      attributes: {
        deleted: optional(trueOrFalseStrictly),
        noconflicts: optional(trueOrFalseStrictly),
        id: needed(notBlank, unique("duplicate-value", 2, "sx:id"), urnName),
        updates: needed(positive31),
      },
      required: [["sx:history", "missing-element"]],
    },
  ),
};
