import type { Entry } from "../../model/entry.ts";
import type { Byline } from "../../model/parts.ts";
import { FeedElement } from "./element.ts";
import { EntryDraft } from "./entry-draft.ts";
import { roleOf } from "./entry-roles.ts";
import type { FeedContext } from "./feed-context.ts";
import { NAME, NEXT, ROW, SCOPED } from "./outline-row.ts";
import type { Scope } from "./scope.ts";

/** What entries take from their feed where they say nothing themselves. */
export interface Inherited {
  readonly authors: readonly Byline[];
  readonly language: string | undefined;
}

/** One `item` or `entry`: RSS, RDF, Atom and their modules in any mixture. */
export function readEntry(element: FeedElement, outer: Scope, inherited: Inherited, context: FeedContext, locator: string): Entry {
  const { outline, row } = element;
  const { rows } = outline;
  const scope = outer.of(element);
  const draft = new EntryDraft(element, scope, context);
  const end = rows[row + NEXT] as number;
  for (let at = row + ROW; at < end; at = rows[at + NEXT] as number) {
    const scoped = ((rows[at + NAME] as number) & SCOPED) !== 0;
    const name = scoped ? scope.nameOf(new FeedElement(outline, at)) : scope.name(outline.nameAt(at).name);
    const { take, late } = roleOf(name);
    draft.late |= late;
    take?.(draft, new FeedElement(outline, at), name);
  }
  return draft.finish(inherited, locator);
}
