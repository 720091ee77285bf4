import type { CheckContext, Frame } from "../element-rule.ts";
import { absolute, HISTORY_RELATIONS, linksOf } from "./atom-link.ts";

/** RFC 5005: paged, complete and archived feeds. */
export function checkHistory(frame: Frame, context: CheckContext): void {
  const links = linksOf(frame);
  const complete = frame.children.has("fh:complete");
  const self = ownAddresses(frame, context);
  const isSelf = (href: string): boolean => self.has(absolute(href, frame.base ?? context.url));
  for (const { rel, href } of links) {
    if (complete && HISTORY_RELATIONS.has(rel)) {
      if (rel !== "current") context.report("paging-in-complete-feed", frame, { value: rel });
      else if (!isSelf(href)) context.report("current-not-self", frame, { value: href });
    }
    const beyond = rel === "first" ? "previous" : rel === "last" ? "next" : undefined;
    if (beyond !== undefined && isSelf(href) && links.some((link) => link.rel === beyond))
      context.report("link-past-end", frame, { value: rel });
  }
  if (!frame.children.has("fh:archive") || complete) return;
  if (!links.some(({ rel }) => rel === "prev-archive" || rel === "next-archive")) context.report("archive-incomplete", frame, {});
  if (!links.some(({ rel }) => rel === "current")) context.report("archive-without-current", frame, {});
}

/** The document's address as the caller gave it, or as it says itself. */
function ownAddresses(frame: Frame, context: CheckContext): Set<string> {
  const base = frame.base ?? context.url;
  const own = linksOf(frame)
    .filter(({ rel }) => rel === "self")
    .map(({ href }) => absolute(href, base));
  if (context.url !== undefined) own.push(absolute(context.url, undefined));
  return new Set(own);
}
