import type { CheckContext, Frame } from "./element-rule.ts";
import { isUncheckedNamespace, knownNamespace, namespaceOfPrefix } from "./known-namespaces.ts";
import type { XmlElement } from "./xml-events.ts";

/** It has a finding of its own. */
const ATOM_03 = "http://purl.org/atom/ns#";
const MEDIA_WITHOUT_SLASH = "http://search.yahoo.com/mrss";

/** What a start tag declares: prefixes that say something else than readers expect, namespaces that nobody knows. */
export function checkDeclarations(element: XmlElement, parent: Frame | undefined, context: CheckContext): void {
  const atom = context.format === "atom" || (!parent && (element.local === "feed" || element.local === "entry"));
  const report = (rule: Parameters<CheckContext["report"]>[0], detail: Record<string, string>): void =>
    context.report(rule, parent, detail, element.offset);
  for (const [prefix, uri] of element.declarations) {
    if (/\s/.test(uri.trim()) || (prefix !== "" && uri === ""))
      report("not-well-formed", { problem: `the namespace of ${prefix} is ${uri === "" ? "empty" : "no address"}` });
    const known = knownNamespace(uri);
    const expected = prefix === "" ? undefined : namespaceOfPrefix(prefix);
    if (uri === MEDIA_WITHOUT_SLASH) report("near-namespace", { prefix, preferred: `${uri}/` });
    else if (expected && known?.prefix !== prefix) report("reserved-prefix", { prefix, preferred: expected.uri });
    else if (known) {
      if (prefix !== "" && known.prefix !== prefix) report("unusual-prefix", { prefix, namespace: uri, preferred: known.prefix });
      if (prefix !== "" && atom && (known.prefix === "atom" || known.prefix === "xhtml")) report("prefixed-atom", { prefix });
    } else if (uri !== "" && uri !== ATOM_03)
      report(isUncheckedNamespace(uri) ? "unchecked-namespace" : "unknown-namespace", { prefix, namespace: uri });
  }
}
